"""What a form declares: its keys, named figures and identities → definitions and equations.

In: the catalogue of named figures and a form.  Out: the figures that this form's documents have, by
name, and what is wrong in the form's own declarations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.figure import Figure, Term, computed
from mingzhang.facts.indicators import Definition, Indicators, definition_of, read_definitions
from mingzhang.facts.source import text
from mingzhang.facts.zeros import Zeros, read_zeros
from mingzhang.forms.equations import Identity, Terms, identities
from mingzhang.forms.figures import follows_of, lists_of, measure_at, own_figures
from mingzhang.forms.form import KEPT, Form, read_form
from mingzhang.project import Project
from mingzhang.reading.folder import Folder
from mingzhang.reading.wording import nearest

SECTION = "指标"
WAYS = ("取", "填", "算")


@dataclass(frozen=True)
class Declared:
    """The named figures of a document's form, its identities, and the faults of both."""

    definitions: Mapping[str, Definition]
    identities: tuple[Identity, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    zeros: Zeros = field(default_factory=Zeros)


def read_declared(folder: Folder, project: Project) -> Declared:
    """What the form of a document's folder declares."""
    file = project.catalogue / f"indicators-{folder.kind}.yaml"
    form = read_form(text(folder.disclosure, "版式"), folder.kind, project)
    zeros = project.catalogue / f"zeros-{folder.kind}.yaml"
    if form is None:
        return Declared(read_definitions(file), zeros=read_zeros(zeros))
    return _declared(form, file, zeros)


@lru_cache(KEPT)
def _declared(form: Form, file: Path, zeros: Path) -> Declared:
    named, faults = _named(form)
    typed = {
        figure.name: Definition(figure.name, key=figure.path, measure=figure.measure)
        for figure in own_figures(form.keys)
    }
    definitions = {**typed, **read_definitions(file), **named}
    declared, wrong = identities(form.keys)
    unknown = (*_unknown_terms(named, form, definitions), *_unknown(declared, definitions))
    known = tuple(one for one in declared if not any(_unknown((one,), definitions)))
    # A figure that is made of one that there is not would have no value.
    sound = {n: d for n, d in definitions.items() if all(t in definitions for _, t in d.terms)}
    faults = (*faults, *wrong, *unknown)
    return Declared(sound, known, faults, _zeros(read_zeros(zeros), form))


def _zeros(common: Zeros, form: Form) -> Zeros:
    """The zeros that follow in every form's documents, and in this one's."""
    follows = {path: names for path, names in follows_of(form.keys) if names}
    return Zeros({**common.follows, **follows}, common.lists | set(lists_of(form.keys)))


def _named(form: Form) -> tuple[dict[str, Definition], tuple[Diagnostic, ...]]:
    """The form's own named figures (指标)."""
    found: dict[str, Definition] = {}
    faults: list[Diagnostic] = []
    section = form.keys.sections.get(SECTION)
    for name, node in section.items() if section else ():
        row = node.plain()
        if not isinstance(row, dict) or not any(way in row for way in WAYS):
            hint = (
                f"写 {{取: …}}、{{填: …}} 或 {{算: …}}，例如 {name}: {{算: 基本支出 + 项目支出}}。"
            )
            faults.append(Diagnostic(node.place, "MZ085", f"指标“{name}”的写法不对。", hint))
            continue
        try:
            made = definition_of(name, row)
            found[name] = replace(made, measure=measure_at(made.key, form.keys))
        except ValueError as error:
            place = next(node.items())[1].place
            faults.append(Diagnostic(place, "MZ085", f"指标“{name}”：{error}。", "请改正“取”。"))
    return found, tuple(faults)


def _unknown_terms(
    named: Mapping[str, Definition], form: Form, known: Mapping[str, Definition]
) -> Iterator[Diagnostic]:
    section = form.keys.sections.get(SECTION)
    for name, definition in named.items():
        node = section.get(name, "算") if section else None
        for _, term in definition.terms:
            if term not in known and node:
                message = f"指标“{name}”用了没有的指标“{term}”。"
                yield Diagnostic(node.place, "MZ086", message, _way(term, known))


def _unknown(
    declared: tuple[Identity, ...], known: Mapping[str, Definition]
) -> Iterator[Diagnostic]:
    for one in declared:
        for _, name in (*one.left, *one.right):
            if name not in known:
                message = f"勾稽“{one.title}”用了没有的指标“{name}”。"
                yield Diagnostic(one.place, "MZ086", message, _way(name, known))


def _way(name: str, known: Mapping[str, Definition]) -> str:
    near = nearest(name, known)
    listed = "指标见 catalogue/indicators-*.yaml、版式的 keys.yaml 里的键和“指标”。"
    return f"是不是“{near}”？" if near else listed


def side(label: str, names: Terms, figures: Indicators) -> Figure:
    """One side of an identity: the figure itself where there is only one."""
    parts = [Term(figures[name], sign) for sign, name in names]
    return parts[0].figure if len(parts) == 1 and parts[0].sign > 0 else computed(label, parts)
