"""``mingzhang subject``: a word or the beginning of a code → the subjects' codes and names.

Words that no subject has together are looked up each by itself.

Exit codes: 0 found; 1 nothing found, or nothing for one of them.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from mingzhang.commands import DONE, WRONG_DATA
from mingzhang.commands.current_project import project_here
from mingzhang.reading.stray_characters import one_line

if TYPE_CHECKING:
    from mingzhang.facts.subject_catalogue import Catalogue
    from mingzhang.subjects.subject_search import Found

SHOWN = 60  # subjects; of more it says how many


def add_subject(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``subject``."""
    words = "名称里的字（医疗）或编码的开头（21015）；写几个的，先找都有的，没有就各找各的"
    parser.add_argument("words", nargs="+", metavar="词或编码", help=words)
    words = "按哪一年的科目，缺省用程序所带的；导入过那一年目录的用导入的"
    parser.add_argument("--year", type=int, default=0, metavar="年度", help=words)
    parser.set_defaults(run=run_subject)


def run_subject(arguments: argparse.Namespace) -> int:
    """The command ``subject``: prints subjects by code or name."""
    from mingzhang.facts.subject_catalogue import read_catalogue  # noqa: PLC0415 (quick to start)
    from mingzhang.subjects.subject_search import searches  # noqa: PLC0415

    project = project_here()
    catalogue = read_catalogue(project.catalogue, arguments.year, project.subjects)
    every = searches(catalogue, " ".join(arguments.words))
    for asked, found in every.items():
        _tell(catalogue, asked, found)
    return DONE if all(every.values()) else WRONG_DATA


def _tell(catalogue: Catalogue, asked: str, found: tuple[Found, ...]) -> None:
    """Prints the subjects found for words, or those with names like them."""
    from mingzhang.subjects.subject_search import alike  # noqa: PLC0415

    for one in found[:SHOWN]:
        print(_line(one))
    if len(found) > SHOWN:
        print(one_line(f"“{asked}”还有 {len(found) - SHOWN} 个，请写得具体些。"))
    if not found:
        near = "、".join(alike(catalogue, asked))
        print(one_line(f"没有找到“{asked}”。" + (f"相近的有：{near}。" if near else "")))


def _line(found: Found) -> str:
    subject = found.subject
    above = " > ".join(found.above)
    others = f"（又名：{'、'.join(subject.other_names)}）" if subject.other_names else ""
    way = f"    在 {above} 下" if above else ""
    return one_line(f"{subject.code:<9}{subject.name}{others}{way}")
