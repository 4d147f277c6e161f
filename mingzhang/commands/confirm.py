"""``mingzhang confirm``: documents → ``reasons.lock``, which figure each reason was written for.

Exit codes: 0 written; 1 a document cannot be read, or its record not written; 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys

from mingzhang.checks.reasons_under_lock import Explained
from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, name_of, show
from mingzhang.commands.current_project import project_of
from mingzhang.reading.document_folder import find_folders
from mingzhang.reading.project_root import named_path
from mingzhang.reading.reason_locks import Lock
from mingzhang.reading.stray_characters import inert, one_line
from mingzhang.review.reason_confirmation import (
    Asked,
    Confirmed,
    all_right,
    confirm,
    named,
    question,
)

QUESTION = "原因与数相符吗？（y 是，n 否，a 其余都是，q 到此为止）"
YES, ALL, STOP = frozenset({"y", "是"}), frozenset({"a", "全部"}), frozenset({"q", "停"})


def add_confirm(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``confirm``."""
    words = "文档文件夹，从这里或从数据的根算起，缺省为 sources/ 下全部"
    parser.add_argument("paths", nargs="*", type=named_path, metavar="路径", help=words)
    words = "只确认这几条原因（写科目编码、项目名称或提示里的全名），不逐条询问"
    parser.add_argument("--reason", action="append", default=[], metavar="名称", help=words)
    words = "全部原因都核对过了，一次确认"
    parser.add_argument("--all", action="store_true", help=words)
    parser.set_defaults(run=run_confirm, documents=lambda named: named.paths)


def run_confirm(arguments: argparse.Namespace) -> int:
    """The command ``confirm``: confirms documents' reasons, those asked for, or one by one."""
    project = project_of(arguments)
    folders, missing = find_folders(tuple(arguments.paths), project)
    if missing:
        show(missing, colour=sys.stdout.isatty())
        return WRONG_USE
    is_right = _asked(arguments)
    if is_right is None:
        words = "逐条询问要在终端里进行；都核对过了的写 --all，只确认几条的写 --reason 名称。"
        print(words, file=sys.stderr)
        return WRONG_USE
    results = [confirm(folder, project, is_right) for folder in folders]
    for result in results:
        _tell(result)
    return WRONG_DATA if any(result.faults for result in results) else DONE


def _asked(arguments: argparse.Namespace) -> Asked | None:
    """How it is known which reasons to confirm; None where nobody can be asked."""
    if arguments.all:
        return all_right
    if arguments.reason:
        return named(arguments.reason)
    return _Person() if sys.stdin.isatty() and sys.stdout.isatty() else None


class _Person:
    """Somebody at a terminal, asked to confirm reason by reason until there is enough of it."""

    def __init__(self) -> None:
        self.answer = ""

    def __call__(self, reason: Explained, before: Lock | None) -> bool:
        if self.answer not in ALL | STOP:
            for line in question(reason, before):
                print(inert(one_line(line)))
            try:
                self.answer = input(QUESTION).strip().lower()
            except EOFError:
                self.answer = "q"
        return self.answer in YES | ALL


def _tell(result: Confirmed) -> None:
    if result.faults:
        show(result.faults, colour=sys.stdout.isatty())
        print(f"{name_of(result.folder)}：有错误，没有写确认记录。")
        return
    state = "" if result.is_changed else "，没有变化"
    print(f"{name_of(result.folder)}：确认了 {result.total} 条原因{state}")
    told = (("新的", result.new), ("改过", result.changed), ("删去", result.gone))
    for words, keys in (*told, ("没有确认", result.left)):
        for key in keys:
            print(f"    {words}  {one_line(key)}")
