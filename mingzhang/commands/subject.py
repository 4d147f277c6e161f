"""``mingzhang subject``: a word or the beginning of a code → the subjects' codes and names.

Exit codes: 0 found; 1 nothing found.
"""

from __future__ import annotations

import argparse

from mingzhang.commands import DONE, WRONG_DATA
from mingzhang.commands.current_project import project_here
from mingzhang.reading.stray_characters import one_line

SHOWN = 60  # subjects; of more it says how many


def add_subject(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``subject``."""
    words = "名称里的字（医疗）或编码的开头（21015）；写几个的，都要有"
    parser.add_argument("words", nargs="+", metavar="词或编码", help=words)
    words = "按哪一年的科目，缺省用程序所带的；导入过那一年目录的用导入的"
    parser.add_argument("--year", type=int, default=0, metavar="年度", help=words)
    parser.set_defaults(run=run_subject)


def run_subject(arguments: argparse.Namespace) -> int:
    """Print the subjects."""
    from mingzhang.facts.subject_catalogue import read_catalogue  # noqa: PLC0415 (quick to start)
    from mingzhang.subjects.subject_search import Found, alike, search  # noqa: PLC0415

    def told(found: Found) -> str:
        subject = found.subject
        above = " > ".join(found.above)
        others = f"（又名：{'、'.join(subject.other_names)}）" if subject.other_names else ""
        way = f"    在 {above} 下" if above else ""
        return one_line(f"{subject.code:<9}{subject.name}{others}{way}")

    project = project_here()
    catalogue = read_catalogue(project.catalogue, arguments.year, project.subjects)
    asked = " ".join(arguments.words)
    found = search(catalogue, asked)
    for one in found[:SHOWN]:
        print(told(one))
    if len(found) > SHOWN:
        print(f"还有 {len(found) - SHOWN} 个，请写得具体些。")
    if found:
        return DONE
    near = "、".join(alike(catalogue, asked))
    print(one_line(f"没有找到“{asked}”。" + (f"相近的有：{near}。" if near else "")))
    return WRONG_DATA
