"""Every kind of finding, explained: the rooms' ``codes.yaml`` and the rules → one catalogue.

The manual, ``mingzhang rule`` and the reports for machines take their words from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from mingzhang.checks.rule import Rule
from mingzhang.checks.rule_catalogue import catalogue
from mingzhang.diagnostics import Code, Severity
from mingzhang.reading.yaml import read_yaml

HERE = Path(__file__).parent
EXAMPLES = HERE / "checks" / "examples.yaml"
ROOMS: tuple[str, ...] = (
    *("reading", "editing", "forms", "checks", "document", "publish", "verify", "site"),
    *("subjects", "grid", "grid/pdf", "intake", "inspection"),
)


def explanations(rules: Mapping[str, Rule] | None = None) -> Mapping[str, Code]:
    """The explanations of every code in order.

    ``rules`` are the program's where none are given (``checks.own_rules`` adds a project's).
    Raises ``ValueError`` for a code that two of them have.
    """
    own = {
        rule.code: explained(rule) for rule in (catalogue() if rules is None else rules).values()
    }
    found: dict[str, Code] = {}
    for code in (*(code for room in ROOMS for code in codes_of(room)), *own.values()):
        if code.code in found:
            raise ValueError(f"two kinds of finding have the code {code.code}")
        found[code.code] = code
    return MappingProxyType(dict(sorted(found.items())))


@cache
def codes_of(room: str) -> tuple[Code, ...]:
    """The explanations of a room's own codes, as its ``codes.yaml`` has them."""
    text = (HERE / room / "codes.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=yaml.CSafeLoader)
    return tuple(_code(code, words) for code, words in rows.items())


def _code(code: str, words: Mapping[str, str]) -> Code:
    what, why, remedy = (words[key].replace("\n", "") for key in ("说明", "为什么", "改法"))
    severity = Severity(words.get("级别", Severity.ERROR.value))
    return Code(code, words["标题"], what, why, words["例子"], remedy, severity)


def explained(rule: Rule) -> Code:
    """A rule's words in the shape of all other explanations."""
    return Code(
        rule.code,
        rule.title,
        what=f"{rule.identity}。",
        why=rule.why,
        example=rule.example or examples().get(rule.code, ""),
        remedy=rule.remedy,
        severity=rule.severity,
        formula=rule.formula,
        reference=rule.reference,
        aliases=rule.aliases,
    )


@cache
def examples() -> Mapping[str, str]:
    """For the explanations: a source that each rule of the program stops, by code."""
    if not EXAMPLES.is_file():
        return MappingProxyType({})
    node, _ = read_yaml(EXAMPLES.read_bytes(), EXAMPLES)
    return MappingProxyType({key: value.text for key, value in node.items()} if node else {})
