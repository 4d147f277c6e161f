"""Every kind of finding, explained: the rooms' codes and the rules → one catalogue.

The manual, ``mingzhang rule`` and the reports for machines take their words from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from mingzhang.checks import codes as of_checks
from mingzhang.checks.rule import Rule
from mingzhang.checks.rule_catalogue import catalogue
from mingzhang.diagnostics import Code
from mingzhang.document import codes as of_documents
from mingzhang.editing import codes as of_editing
from mingzhang.forms import codes as of_forms
from mingzhang.grid import codes as of_grids
from mingzhang.grid.pdf import codes as of_papers
from mingzhang.inspection import codes as of_inspection
from mingzhang.intake import codes as of_intake
from mingzhang.publish import codes as of_publishing
from mingzhang.reading import codes as of_reading
from mingzhang.reading.yaml import read_yaml
from mingzhang.site import codes as of_sites
from mingzhang.subjects import codes as of_subjects
from mingzhang.verify import codes as of_verifying

EXAMPLES = Path(__file__).with_name("checks") / "examples.yaml"
ROOMS: tuple[tuple[Code, ...], ...] = (
    of_reading.CODES,
    of_forms.CODES,
    of_checks.CODES,
    of_documents.CODES,
    of_publishing.CODES,
    of_verifying.CODES,
    of_sites.CODES,
    of_subjects.CODES,
    of_grids.CODES,
    of_papers.CODES,
    of_inspection.CODES,
    of_intake.CODES,
    of_editing.CODES,
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
    for code in (*(code for room in ROOMS for code in room), *own.values()):
        if code.code in found:
            raise ValueError(f"two kinds of finding have the code {code.code}")
        found[code.code] = code
    return MappingProxyType(dict(sorted(found.items())))


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
