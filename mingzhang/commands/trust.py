"""``mingzhang trust [--undo]``: the project's own rules → this user's yes to them, or no more.

Exit codes: 0 kept; 1 a file cannot be read, or the answer not be kept; 2 no rules here.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mingzhang.checks.own_rules import read_files
from mingzhang.checks.own_rules_consent import agree, store, withdraw
from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, name_of, show
from mingzhang.commands.current_project import project_here


def add_trust(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``trust``."""
    parser.add_argument("--undo", action="store_true", help="收回同意")
    parser.set_defaults(run=run_trust)


def run_trust(arguments: argparse.Namespace) -> int:
    """The command ``trust``: keeps the user's consent to own rules, or takes it back."""
    folder = project_here().rules
    try:
        return _take_back(folder) if arguments.undo else _agree(folder)
    except OSError:
        print(f"同意写不进 {name_of(store())}，请检查这个位置的权限。", file=sys.stderr)
        return WRONG_DATA


def _take_back(folder: Path) -> int:
    done = withdraw(folder)
    told = "以后不再运行" if done else "本来就没有同意过"
    print(f"{name_of(folder)}：{told}。")
    return DONE


def _agree(folder: Path) -> int:
    files, faults = read_files(folder)
    if faults:
        show(faults, colour=sys.stdout.isatty())
        return WRONG_DATA
    if not files:
        print(f"{name_of(folder)} 里没有自定义规则（*.py）。", file=sys.stderr)
        return WRONG_USE
    agree(folder, files)
    print(f"以后在这台电脑上运行 {name_of(folder)} 里的自定义规则：")
    for name in files:
        print(f"    {name_of(folder / name)}")
    print("内容改了会再问；收回请运行 mingzhang trust --undo。")
    return DONE
