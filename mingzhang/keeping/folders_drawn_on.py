"""A document's folder → the folders of sources that it draws on, and the forms that they name.

What is not there belongs to it too: last year's folder may come yet.  Nothing is checked here; a
source that cannot be understood names nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.project import Project
from mingzhang.reading.document_names import DISCLOSURE, plan_of, year_before
from mingzhang.reading.node import Node
from mingzhang.reading.source_text import full, load
from mingzhang.reading.yaml import read_yaml

YEAR_BEFORE, UNITS, FORM, PLAN = "上年来源", "汇总", "版式", "预算来源"
OWN, LAST, PLANNED = "自己", "上年", "年初预算"
NAMING = (YEAR_BEFORE, UNITS, PLAN, "\\u")  # what may name further folders
# Most sources name no other folder, and their form in a line of its own: a glance is enough.
NAMED_FORM = re.compile(rf"^{FORM}:[ \t]+([^\s#'\"&*!|>{{\[]+)[ \t]*(?:#.*)?\r?$", re.MULTILINE)

Look = Callable[[Path], tuple[str, Node | None]]  # what a source names, read once


@dataclass(frozen=True)
class Drawn:
    """The folders drawn on, the document's own first, and why; ``forms`` by name.

    The own form is the first, empty where none is named.  A source is read as its form has it.
    """

    folders: dict[Path, str]
    forms: tuple[str, ...] = ("",)


def drawn(path: Path, project: Project) -> Drawn:
    """The folders that a document draws on, and all files it is made of.

    Last year's document and the budget are read with their units, as the document itself is.
    """
    path, look = full(path), cache(_seen)
    form, node = look(path)
    folders = {path: OWN, year_before(path): LAST} if _has_year(path) else {path: OWN}
    folders |= {full(path / name): LAST for name in _texts(node, YEAR_BEFORE)}
    for plan in _plans(node, path, project):
        folders.setdefault(plan, PLANNED)
    for other, why in [*folders.items()][1:]:
        for unit in _units(other, {other}, look):
            folders.setdefault(unit, why)
    for unit in _units(path, {path}, look):
        folders.setdefault(unit, UNITS)
        for plan in _plans(look(unit)[1], unit, project):
            for part in (plan, *_units(plan, {plan}, look)):
                folders.setdefault(part, PLANNED)
    others = (look(folder)[0] for folder in [*folders][1:])
    return Drawn(folders, (form, *sorted({*filter(None, others)} - {form})))


def _plans(node: Node | None, path: Path, project: Project) -> Iterator[Path]:
    """The folders of budgets that a final account's 年初预算 may be drawn from."""
    if beside := plan_of(path, project):
        yield beside
    yield from (full(path / name) for name in _texts(node, PLAN))


def _has_year(path: Path) -> bool:
    return path.name.partition("-")[0].isdecimal()


def _units(path: Path, above: set[Path], look: Look) -> Iterator[Path]:
    """The folders of units, drawn on by a document, and those of their units."""
    for name in _texts(look(path)[1], UNITS):
        unit = full(path / name)
        if unit not in above:
            above.add(unit)
            yield unit
            yield from _units(unit, above, look)


def _seen(path: Path) -> tuple[str, Node | None]:
    """The form that a source drawn on names; its tree where it may name further folders."""
    data = load(path / DISCLOSURE)
    if isinstance(data, Diagnostic):
        return "", None
    text = data.decode("utf-8", "replace")
    forms = NAMED_FORM.findall(text)
    if len(forms) == 1 and not any(name in text for name in NAMING):
        return forms[0], None
    node, _ = read_yaml(data, Path(DISCLOSURE))
    named = node.get(FORM) if node else None
    return (named.text if named else ""), node


def _texts(node: Node | None, key: str) -> Iterable[str]:
    """The texts below a source's key that names folders drawn on, be it one or a list."""
    value = node.get(key) if node else None
    if value is None:
        return ()
    return [
        v.text for v in (value.rows() if isinstance(value.value, tuple) else (value,)) if v.text
    ]
