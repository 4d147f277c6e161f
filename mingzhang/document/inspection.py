"""Inspection of a region's templates: a region and accounts → what is wrong in the templates.

A document shows only the faults that its own figures meet.  This looks at the rest too: sentences
in branches that were not taken, and queries that find nothing in an account that has everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.faults import at_word, nearest_filter, nearest_name, template_fault
from mingzhang.document.names import Names, read_names
from mingzhang.document.narrative import MACROS, Narrator, create_narrator
from mingzhang.document.region import Region
from mingzhang.document.render import render
from mingzhang.document.spec import Context
from mingzhang.document.tables import read_tables
from mingzhang.document.typed import Branch
from mingzhang.facts.account import Account
from mingzhang.facts.query import Query
from mingzhang.project import Project
from mingzhang.reading.text import full

# What the example for all forms lacks or has beyond a form, and what an author left empty.
OF_AUTHORS = ("MZ346", "MZ401", "MZ402", "MZ404", "MZ410", "MZ415", "MZ417")
OF_CONTENT = ("MZ418",)


def inspect(
    region: Region, accounts: Iterable[Account], project: Project
) -> tuple[Diagnostic, ...]:
    """The faults of the templates; among the accounts is one that has every kind of figure."""
    own = [replace(account, region=region.name) for account in accounts]
    found = [fault for account in own for fault in render(account, project)[1]]
    inside = [fault for fault in found if _is_in(fault.place.file, project.forms)]
    # The example for all forms has much and not everything; what a form does not print of it, or
    # asks of it beyond what it has, is no fault of the form.  A form's own example has it all.
    inside = [fault for fault in inside if _is_of_form(fault, region)]
    if own:
        inside += _idle_queries(own, region)
        inside += _names(own[0], region)
    return tuple(dict.fromkeys(inside))


def _is_of_form(fault: Diagnostic, region: Region) -> bool:
    if fault.code in OF_CONTENT:
        return False
    return _is_in(fault.place.file, region.folders) or fault.code not in OF_AUTHORS


def _is_in(file: Path, folders: Iterable[Path]) -> bool:
    return any(full(file).is_relative_to(full(folder)) for folder in folders)


def _idle_queries(accounts: Sequence[Account], region: Region) -> Iterator[Diagnostic]:
    """Places at which no query finds a figure in any account."""
    hits: dict[Place, bool] = {}
    for account in accounts:
        context = Context.of(account, region)
        tuple(read_tables(context))
        for place, query in context.asked:
            if _is_judged(query, account):
                found = any(query.figure(account.cube).typed())
                hits[place] = hits.get(place, False) or found
    for place in (place for place, hit in hits.items() if not hit):
        hint = "请核对“取”的各维，尤其是“收支”“口径”和“性质”能否同时出现。"
        message = "这里的“取”取不到任何数。"
        yield Diagnostic(place, "MZ527", message, hint, Severity.WARNING)


def _is_judged(query: Query, account: Account) -> bool:
    """Whether the account can tell: not of a subject that it does not have."""
    cube = account.cube
    return any(
        not point.subject or point.subject in cube.subjects(point.flow, point.fund, point.basis)
        for point in query.points
    )


def _names(account: Account, region: Region) -> Iterator[Diagnostic]:
    """Names that no template can know, wherever they stand."""
    narrator = create_narrator(account, region, read_names(account), {})
    files = (*region.files(region.kind, MACROS), *region.files(f"{region.kind}/sections", "*.j2"))
    for file in files:
        yield from _of_template(file, narrator)


def _of_template(file: Path, narrator: Narrator) -> Iterator[Diagnostic]:
    environment, source = narrator.environment, file.read_text(encoding="utf-8")
    try:
        environment.compile(source, file.name, str(file))
        tree = environment.parse(source, file.name, str(file))
    except TemplateSyntaxError as error:
        yield template_fault(error, file, narrator.names)
        return
    known = narrator.names.keys() | environment.globals.keys()
    # A name that a branch sets is known in it, which Jinja's own list does not see.
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    missing = find_undeclared_variables(tree) - known - own
    for name in tree.find_all(nodes.Name):
        if name.name in missing:
            place = Place(file, name.lineno)
            yield _unknown(name.name, place, known, environment.filters)
    # Jinja itself tells an unknown filter only where its branch is taken.
    for used in tree.find_all(nodes.Filter):
        if used.name not in environment.filters:
            hint = nearest_filter(used.name, tuple(environment.filters))
            message = f"没有名为“{used.name}”的过滤器。"
            place = at_word(Place(file, used.lineno), used.name)
            yield Diagnostic(place, "MZ522", message, hint)
    yield from _of_paths(tree, file, narrator.names)


def _of_paths(tree: nodes.Template, file: Path, names: Names) -> Iterator[Diagnostic]:
    """Dotted names: 上年.总计, 源.三公经费.公务接待费."""
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    for path in tree.find_all(nodes.Getattr):
        below = _value(path.node, names, own)
        keys = _keys(below)
        if keys is not None and path.attr not in keys:
            yield _unknown(path.attr, Place(file, path.lineno), keys)


def _value(node: nodes.Node, names: Names, own: set[str]) -> object:
    """What a name or a dotted name stands for; None where that is known only when it is used."""
    if isinstance(node, nodes.Name):
        return None if node.name in own else names.get(node.name)
    if isinstance(node, nodes.Getattr):
        below = _value(node.node, names, own)
        keys = _keys(below)
        if keys is not None and node.attr in keys and isinstance(below, (dict, Branch)):
            return below[node.attr]
    return None


def _keys(value: object) -> Iterable[str] | None:
    """The names below a value; None where it is no group of names."""
    if isinstance(value, Branch):
        return list(value.schema["properties"])
    return list(value) if isinstance(value, dict) else None


def _unknown(
    name: str, place: Place, known: Iterable[str], filters: Iterable[str] = ()
) -> Diagnostic:
    hint = nearest_name(name, tuple(known), filters)
    message = f"模板用了不存在的名称“{name}”。"
    return Diagnostic(at_word(place, name), "MZ523", message, hint)
