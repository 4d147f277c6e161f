"""``mingzhang rule [CODE]``: the catalogue of rules → its list, or one rule explained."""

from __future__ import annotations

import argparse
import sys

from mingzhang.checks.own import load_rules
from mingzhang.checks.rule import Rule
from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, show
from mingzhang.diagnostics import has_errors
from mingzhang.project import Project


def add_rule(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``rule``."""
    words = "规则编号，如 MZ220；不写则列出全部"
    parser.add_argument("code", nargs="?", metavar="编号", help=words)
    parser.set_defaults(run=run_rule)


def run_rule(arguments: argparse.Namespace) -> int:
    """List the rules, the project's own among them, or explain one."""
    rules, faults = load_rules(Project().rules)
    show(faults, colour=sys.stdout.isatty())
    if arguments.code is None:
        for rule in rules.values():
            print(f"{rule.code}  {rule.severity.value}  {rule.title}")
        return WRONG_DATA if has_errors(faults) else DONE
    found = rules.get(arguments.code.upper())
    if found is None:
        print(f"没有规则 {arguments.code}；不带编号时列出全部规则。", file=sys.stderr)
        return WRONG_USE
    print("\n".join(explained(found)))
    return DONE


def explained(rule: Rule) -> list[str]:
    """A rule's words, a line each."""
    lines = {
        "要求": rule.identity,
        "算式": rule.formula,
        "依据": rule.reference,
        "改法": rule.remedy,
    }
    head = f"{rule.code}  {rule.title}（{rule.severity.value}）"
    return [head, *(f"{name}：{words}" for name, words in lines.items() if words)]
