"""``mingzhang catalogue import``: an official list of subjects → the project's own, by year.

Exit codes: 0 written, or nothing new; 1 something in the list is wrong: nothing is written.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from mingzhang.commands import DONE, name_of
from mingzhang.commands.current_project import project_here
from mingzhang.commands.refusal import refused
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.publish.write_faults import fault, why
from mingzhang.reading.safe_opening import plain_bytes

LISTED = 10  # changed names that are listed; of more it says how many
FIRST, LAST = 2000, 2100


def add_catalogue(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``catalogue``."""
    actions = parser.add_subparsers(title="做什么", metavar="import", required=True)
    words = "把财政部门发的科目目录（工作簿或 CSV）读进来，作为那一年的目录"
    one = actions.add_parser("import", help=words, description=words)
    one.add_argument("file", type=Path, metavar="文件", help="xlsx、xls 或 CSV")
    one.add_argument(
        "--year", type=_year, required=True, metavar="年度", help="目录是哪一年的，如 2026"
    )
    one.set_defaults(run=run_import)


def _year(text: str) -> int:
    if not (text.isdecimal() and FIRST <= int(text) <= LAST):
        raise argparse.ArgumentTypeError(f"年度请写四位数字，如 2026；写的是“{text}”")
    return int(text)


def run_import(arguments: argparse.Namespace) -> int:
    """The command ``catalogue import``: reads an official list of subjects and keeps it."""
    from mingzhang.facts.subject_catalogue import own_list, read_catalogue  # noqa: PLC0415
    from mingzhang.subjects.official_list import read_official  # noqa: PLC0415

    project, file = project_here(), arguments.file
    try:
        data = plain_bytes(file)
    except OSError as error:
        is_there = file.exists()
        message = f"“{name_of(file)}”读不出来：{why(error) if is_there else '没有这个文件'}。"
        return _refused((Diagnostic(Place(file), "MZ740", message, "请看看文件名对不对。"),))
    official = read_official(data, file)
    if official.found:
        return _refused(official.found)
    known = read_catalogue(project.catalogue, own=project.subjects).subjects
    before = {subject.code: subject.name for subject in known.values()}
    target = own_list(project.subjects, arguments.year)
    try:
        _write(target, official.names)
    except OSError as error:
        return _refused((fault(error, target),))
    _tell(official.names, before, target)
    return DONE


def _refused(found: tuple[Diagnostic, ...]) -> int:
    return refused(found, f"没有导入：{len(found)} 处不对，原来的目录没有动。")


def _write(target: Path, names: Mapping[str, str]) -> None:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows((("code", "name"), *names.items()))
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    beside.write_text(text.getvalue(), "utf-8")
    beside.replace(target)


def _tell(names: Mapping[str, str], before: Mapping[str, str], target: Path) -> None:
    new = [code for code in names if code not in before]
    changed = [code for code in names if before.get(code, names[code]) != names[code]]
    print(f"导入了 {len(names)} 个科目，写在 {name_of(target)}。")
    print(f"程序原来没有的 {len(new)} 个，名称不同的 {len(changed)} 个。")
    for code in changed[:LISTED]:
        print(f"    {code}  {before[code]} → {names[code]}")
    if len(changed) > LISTED:
        print(f"    …… 等 {len(changed)} 个")
