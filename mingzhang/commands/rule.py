"""``mingzhang rule [CODE]``: every code that the program prints → its list, or one explained."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from textwrap import indent

from mingzhang.checks.own_rules import load_rules
from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, show
from mingzhang.commands.current_project import project_here
from mingzhang.diagnostics import Code, has_errors
from mingzhang.explanations import explanations

NEAR = 9  # what a slip of the last digit makes of a number


def add_rule(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``rule``."""
    words = "提示里的编号，如 MZ220；不写则列出全部"
    parser.add_argument("code", nargs="?", metavar="编号", help=words)
    parser.set_defaults(run=run_rule)


def run_rule(arguments: argparse.Namespace) -> int:
    """The command ``rule``: lists the codes, own rules' among them, or explains one."""
    rules, faults = load_rules(project_here().rules)
    show(faults, colour=sys.stdout.isatty())
    known = explanations(rules)
    if arguments.code is None:
        for code in known.values():
            print(f"{code.code}  {code.severity.value}  {code.title}")
        return WRONG_DATA if has_errors(faults) else DONE
    former = {old: code for code in known.values() for old in code.aliases}
    written = _written(arguments.code)
    found = known.get(written) or former.get(written)
    if found is None:
        near = _near(arguments.code, known)
        print(f"没有编号 {arguments.code}{near}；不写编号就列出全部。", file=sys.stderr)
        return WRONG_USE
    print("\n".join(explained(found)))
    return DONE


def _written(typed: str) -> str:
    """A rule's code as the program writes it: mz401, 401 and ＭＺ４０１ are MZ401."""
    text = unicodedata.normalize("NFKC", typed).strip().upper()
    return f"MZ{text}" if text.isdecimal() else text


def _near(typed: str, known: Iterable[str]) -> str:
    """Rules' codes of the same digits in another order, and the nearest by number."""
    written, codes = _written(typed), tuple(known)
    if not (written.startswith("MZ") and written[2:].isdecimal()):
        return ""
    by_distance = sorted((abs(int(code[2:]) - int(written[2:])), code) for code in codes)
    beside = [code for distance, code in by_distance[:2] if distance <= NEAR]
    swapped = [code for code in codes if sorted(code) == sorted(written)]
    near = sorted({*swapped, *beside})
    return f"，是不是 {'、'.join(near)}" if near else ""


def explained(code: Code) -> Iterator[str]:
    """What the command ``rule`` prints of a code: its words, a line each, and an example."""
    yield f"{code.code}  {code.title}（{code.severity.value}）"
    lines = {
        "旧编号": "、".join(code.aliases),
        "什么": code.what,
        "算式": code.formula,
        "依据": code.reference,
        "为什么": code.why,
        "改法": code.remedy,
    }
    yield from (f"{name}：{words}" for name, words in lines.items() if words)
    if code.example:
        shown = code.example if code.is_told else f"\n{indent(code.example.rstrip(), '    ')}"
        yield f"例子：{shown}"
