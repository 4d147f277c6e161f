"""Inspection of a region's templates: a region and accounts → what is wrong in the templates.

A document shows only the faults that its own figures meet.  This looks at the rest too: sentences
in branches that were not taken, and queries that find nothing in an account that has everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.code_comments import code_of
from mingzhang.document.contradicting_titles import CODE, subject_beside
from mingzhang.document.disagreeing_shares import shares_counted_twice
from mingzhang.document.document_structure import read_structure
from mingzhang.document.form_specs import Context
from mingzhang.document.form_tables import read_tables
from mingzhang.document.idle_figures import idle_figures
from mingzhang.document.keys_beside import choices_at, other_key, titles_below
from mingzhang.document.narrative import Narrator, create_narrator
from mingzhang.document.places_elsewhere import places_elsewhere
from mingzhang.document.printed_sentences import Written
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import LENT_MACROS, MACROS, Region
from mingzhang.document.render import TEMPLATE, render
from mingzhang.document.source_values import Branch
from mingzhang.document.template_contradictions import (
    template_contradictions,
    titles_of,
    told_as_printed,
)
from mingzhang.document.template_faults import (
    at_word,
    lines_of,
    nearest_filter,
    nearest_name,
    template_fault,
)
from mingzhang.document.template_names import Names, read_names
from mingzhang.document.undrawable_characters import faceless
from mingzhang.document.unread_files import unread_files
from mingzhang.document.untold_topics import untold_topics
from mingzhang.document.untypable_keys import typed_in_vain
from mingzhang.facts.account import Account
from mingzhang.facts.cube_query import Query
from mingzhang.facts.indicators import Definition
from mingzhang.facts.reasons import LAST_YEAR
from mingzhang.facts.uncovered_totals import uncovered_totals
from mingzhang.forms.form import Form, read_form
from mingzhang.forms.form_keys import FILE as KEYS
from mingzhang.forms.list_columns import Column
from mingzhang.forms.own_figures import declared_at, declared_sum
from mingzhang.project import Project
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.schema_messages import Schema
from mingzhang.reading.source_text import full

# What the example for all forms lacks or has beyond a form, and what an author left empty.
OF_AUTHORS = (
    "MZ340",
    "MZ346",
    "MZ401",
    "MZ402",
    "MZ404",
    "MZ410",
    "MZ415",
    "MZ417",
    "MZ733",
    "MZ734",
    "MZ739",
)
OF_FIGURES = ("MZ519",)  # says the figures of the account with which it was met
OF_CONTENT = ("MZ418", "MZ748")
# A column whose key (填) is wrong, and a key that no column prints: the same, seen from both ends.
TOTAL_WORDS = re.compile("(?:总数|总计|合计|数)$")
SHORTEST = 2  # characters of what the terms of a sum share with its name
OF_FUNCTIONS = "MZ525"  # a function's figures that are no pair
OF_SHARES = "MZ536"
WRONG_KEY, IDLE_KEY = "MZ087", "MZ088"
NOT_PRINTED = re.compile("“(?P<block>[^”]+)”里的 (?P<keys>.+) 声明了")
# What is said of values that nothing prints: the block, and the keys in it, beside their rows.
IDLE = re.compile(r"(“[^”]+”)(?:里的 (.+?)(?:等)? )?在这份")


def inspect(
    region: Region, accounts: Iterable[Account], project: Project
) -> tuple[Diagnostic, ...]:
    """The faults of the templates; among the accounts is one that has every kind of figure."""
    own = [replace(account, region=region.name) for account in accounts]
    records = [Record() for _ in own]
    pairs = zip(own, records, strict=True)
    found = [fault for one, record in pairs for fault in _rendered(one, record, region, project)]
    inside = [fault for fault in found if _is_in(fault.place.file, project.forms)]
    # The example for all forms has much and not everything; what a form does not print of it, or
    # asks of it beyond what it has, is no fault of the form.  A form's own example has it all.
    inside = [fault for fault in inside if _is_of_form(fault, region)]
    if own:
        names = tuple(_names(own[0], region))
        known = {_cause(fault) for fault in names}
        # Where a page stopped at a name, the name itself is told, with its column.
        inside = [fault for fault in inside if _cause(fault) not in known]
        if any(fault.code == WRONG_KEY for fault in inside):
            inside = [fault for fault in inside if fault.code != IDLE_KEY]
        inside += (*_idle_queries(own, region), *names)
        inside = _without_echoes(inside, names, region)
        inside += _told_as_printed(own, records, region, inside)
        said = "".join(fault.message for fault in inside if fault.code == CODE)
        inside = [fault for fault in inside if not _is_for_another(fault, said)]
        inside += (*_misnamed_figures(own[0], project), *_uncovered_totals(own[0], project))
        if form := read_form(own[0].region, own[0].kind.name, project):
            shared = project.catalogue / f"indicators-{region.kind}.yaml"
            named = shared.read_text("utf-8") if shared.is_file() else ""
            inside += idle_figures(form.keys, region.folders, named)
    apart = (*faceless(region), *unread_files(region, project), *places_elsewhere(region))
    return tuple(_once((*inside, *apart)))


def _once(faults: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The templates' faults, each once; of one that says an account's figures, the first."""
    told: set[object] = set()
    for fault in faults:
        one = (fault.code, fault.place) if fault.code in OF_FIGURES else fault
        if one not in told:
            told.add(one)
            yield fault


def _cause(fault: Diagnostic) -> tuple[str, Path, str]:
    return fault.code, fault.place.file, fault.message


def _without_echoes(
    faults: Iterable[Diagnostic], names: Iterable[Diagnostic], region: Region
) -> list[Diagnostic]:
    """The faults of templates without shares that a line or a macro, told itself, made wrong."""
    lines, macros = {fault.place[:2] for fault in names}, {*region.macros().values()}
    is_of_macro = any(file in macros for file, _ in lines)
    return [f for f in faults if f.code != OF_SHARES or not (is_of_macro or f.place[:2] in lines)]


def _is_for_another(fault: Diagnostic, said: str) -> bool:
    """Whether a key is idle as a template, where it is told, prints another one in its place."""
    found = NOT_PRINTED.search(fault.message) if fault.code == IDLE_KEY else None
    keys = found["keys"].split("、") if found else []
    is_block = found is not None and f".{found['block']}”" in said
    return is_block or bool(keys and all(f"“{key}”" in said for key in keys))


def _told_as_printed(
    accounts: Iterable[Account],
    records: Iterable[Record],
    region: Region,
    known: Iterable[Diagnostic],
) -> Iterator[Diagnostic]:
    """What is wrong of a template's sentences as they were printed, and is not ``known`` of it."""
    told = [fault.place for fault in known if fault.code in (CODE, OF_FUNCTIONS, OF_SHARES)]
    for account, record in zip(accounts, records, strict=True):
        structure = read_structure(Context.of(account, region))
        written = Written(record.written, record.asked)
        templates = [file for file in sorted(region.taken) if file.suffix == TEMPLATE]
        for file, paragraphs in record.written.items():
            yield from shares_counted_twice(paragraphs, record.asked, (file, *templates))
        yield from told_as_printed(written, structure, region, account, told)


def _rendered(
    account: Account, record: Record, region: Region, project: Project
) -> Iterator[Diagnostic]:
    """A trial in the templates' inspection: what is wrong, in the words of the form's author."""
    for fault in render(account, project, record=record)[1]:
        yield _of_trial(fault) if fault.place.file.name == KEYS else fault
    yield from typed_in_vain(record, account, region)
    form = read_form(account.region, account.kind.name, project)
    schema = account.folder.schemas.get(DISCLOSURE, {})
    for lack in record.absent if form else ():
        name = ".".join(lack.key[1:])
        place = form and declared_at(name, form.keys)
        if place and lack.key[0] == LAST_YEAR and not _has_key(lack.key, schema):
            hint = f"请在“{name}”的声明里加“上年: 是”。"
            message = f"表或句子要上年的“{name}”，来源文件里没有地方填。"
            yield Diagnostic(place, "MZ089", message, hint)


def _of_trial(fault: Diagnostic) -> Diagnostic:
    """What the inspection says of a template when a rule objects to a trial value."""
    if fault.code == "MZ415":
        message = f"{_said(fault.message)}声明了，没有一张表、一句话印它。"
        hint = "请在表或句子里印它；不用的删去，只给自己人看的加“不刊出: 是”。"
        return replace(fault, code="MZ088", message=message, hint=hint)
    return fault


def _said(message: str) -> str:
    """What a finding on idle values says, for a template's inspection: block and keys.

    Each row was tried alike.
    """
    found = IDLE.match(message)
    block, names = found.groups() if found else (message, None)
    keys = dict.fromkeys(name.split(" ")[-1] for name in (names or "").split("、"))
    return f"{block}里的 {'、'.join(keys)} " if names else block


def _has_key(path: Sequence[str], schema: Schema) -> bool:
    below: Schema | None = schema
    for name in path:
        below = below.get("properties", {}).get(name) if below else None
    return below is not None


def _is_of_form(fault: Diagnostic, region: Region) -> bool:
    if fault.code in OF_CONTENT:
        return False
    return _is_in(fault.place.file, region.folders) or fault.code not in OF_AUTHORS


def _is_in(file: Path, folders: Iterable[Path]) -> bool:
    return any(full(file).is_relative_to(full(folder)) for folder in folders)


def _idle_queries(accounts: Sequence[Account], region: Region) -> Iterator[Diagnostic]:
    """Places in templates at which no query finds a figure in any account."""
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


def _misnamed_figures(account: Account, project: Project) -> Iterator[Diagnostic]:
    """Figures that a form declares beside its templates: named for one column, of another one."""
    form = read_form(account.region, account.kind.name, project)
    schema = account.folder.schemas.get(DISCLOSURE, {})
    definitions = account.indicators.definitions
    if form is None:
        return
    for name, definition in definitions.items():
        yield from _other_terms(name, declared_sum(name, form.keys), definitions)
        yield from _other_subject(name, account, form)
        column = definition.column
        if column and column.is_part:  # it goes by what it is of
            yield from _of_other_rows(name, column, schema, declared_at(name, form.keys))
            continue
        path = (*column.rows, *column.inner) if column else definition.key
        place = declared_at(name, form.keys) if path and "." not in name else None
        if place:
            beside = titles_below(schema, path[:-1])
            called = (name, name.removesuffix("数"))  # 其他用车数 counts 其他用车
            if other := next(filter(None, (other_key(n, path[-1], beside) for n in called)), ""):
                message = f"“{name}”是“{other}”的名称，“填”的却是“{'.'.join(path)}”。"
                yield Diagnostic(place, CODE, message, "请改正“填”，或者换一个名称。")


def _of_other_rows(
    name: str, column: Column, schema: Schema, place: Place | None
) -> Iterator[Diagnostic]:
    """A form's sum that takes other rows (仅) than those by whose word a template calls it."""
    for key, words in column.only if place else ():
        others = [one for one in choices_at(schema, (*column.rows, key)) if one in name]
        if place and others and not {*others} & {*words}:
            taken = "、".join(words)
            message = f"“{name}”说的是“{others[0]}”，“仅”取的却是“{taken}”。"
            yield Diagnostic(place, CODE, message, "请改正“仅”，或者换一个名称。")


def _other_subject(name: str, account: Account, form: Form) -> Iterator[Diagnostic]:
    """A form's figure of 30216 培训费 that goes by the name of the template 会议费支出."""
    definition, catalogue = account.indicators.definitions[name], account.catalogue
    other = subject_beside(name, definition.query, catalogue)
    place = declared_at(name, form.keys) if other else None
    if place and definition.query:
        taken = definition.query.points[0].subject
        message = (
            f"“{name}”取的是 {taken} {catalogue.name(taken)}，“{catalogue.name(other)}”是 {other}。"
        )
        yield Diagnostic(place, CODE, message, "请改正“科目”，或者换一个名称。")


def _other_terms(
    name: str, place: Place | None, definitions: Mapping[str, Definition]
) -> Iterator[Diagnostic]:
    """A sum of a template's form that takes 事业实有, where 编制总数 has 事业编制 beside it."""
    stem = TOTAL_WORDS.sub("", name)
    terms = [term for _, term in definitions[name].terms]
    if place is None or len(stem) < SHORTEST or not any(term.endswith(stem) for term in terms):
        return
    for term in terms:
        group, _, key = term.rpartition(".")
        beside = (f"{group}.{key[:cut]}{stem}" for cut in range(SHORTEST, len(key)))
        meant = next((o for o in beside if o in definitions and o not in terms), "")
        if group and not term.endswith(stem) and meant:
            message = f"“{name}”加的是“{term}”，旁边还有“{meant}”。"
            yield Diagnostic(place, CODE, message, f"请改成“{meant}”，或者换一个名称。")


def _uncovered_totals(account: Account, project: Project) -> Iterator[Diagnostic]:
    """Totals that a form has typed beside their list and that no identity holds to its rows."""
    if form := read_form(account.region, account.kind.name, project):
        definitions = account.indicators.definitions
        yield from uncovered_totals(form.keys, definitions, account.identities)


def _is_judged(query: Query, account: Account) -> bool:
    """Whether an account can tell a template's query: not of a subject it does not have.

    A budget that nobody typed is asked for.
    """
    cube = account.cube
    return not any(point.basis in account.kind.compared for point in query.points) and any(
        not point.subject or point.subject in cube.subjects(point.flow, point.fund, point.basis)
        for point in query.points
    )


def _names(account: Account, region: Region) -> Iterator[Diagnostic]:
    """Names in a template that none can know, wherever they stand."""
    narrator = create_narrator(account, region, read_names(account), {})
    macros = (*region.files("", LENT_MACROS), *region.files(region.kind, MACROS))
    files = (*macros, *region.files(f"{region.kind}/sections", "*.j2"))
    structure = read_structure(Context.of(account, region))
    yield from untold_topics(structure, region, account)
    titles = titles_of(structure, region)
    for file in files:
        yield from _of_template(file, narrator, titles.get(file, ""))


def _of_template(file: Path, narrator: Narrator, title: str) -> Iterator[Diagnostic]:
    environment, source = narrator.environment, code_of(file)
    try:
        tree = _compilable(narrator, source, file)
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
            fault = _unknown(name.name, place, known, environment.filters)
            hint = _of_another_kind(name.name, narrator.region)
            yield replace(fault, hint=hint) if hint else fault
    # Jinja itself tells an unknown filter only where its branch is taken.
    for used in tree.find_all(nodes.Filter):
        if used.name not in environment.filters:
            hint = nearest_filter(used.name, tuple(environment.filters))
            message = f"没有名为“{used.name}”的过滤器。"
            place = at_word(Place(file, used.lineno), used.name)
            yield Diagnostic(place, "MZ522", message, hint)
    yield from _of_paths(tree, file, narrator.names)
    account = narrator.writer.account
    yield from template_contradictions(source, file, title, narrator.names, account)


def _compilable(narrator: Narrator, source: str, file: Path) -> nodes.Template:
    """The tree of an inspected template; raises where it cannot be compiled.

    It is compiled as a document would have it, and that is kept.
    """
    folder = next(one for one in narrator.region.folders if file.is_relative_to(one))
    narrator.environment.get_template(file.relative_to(folder).as_posix())
    return narrator.environment.parse(source, file.name, str(file))


def _of_paths(tree: nodes.Template, file: Path, names: Names) -> Iterator[Diagnostic]:
    """The dotted names that a template uses: 上年.总计, 源.三公经费.公务接待费."""
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    for path in tree.find_all(nodes.Getattr):
        below = _value(path.node, names, own)
        keys = _keys(below)
        if keys is not None and path.attr not in keys:
            yield _unknown(path.attr, Place(file, path.lineno), keys)


def _value(node: nodes.Node, names: Names, own: set[str]) -> object:
    """What a name in an inspected template stands for; None where only its use tells."""
    if isinstance(node, nodes.Name):
        return None if node.name in own else names.get(node.name)
    if isinstance(node, nodes.Getattr):
        below = _value(node.node, names, own)
        keys = _keys(below)
        if keys is not None and node.attr in keys and isinstance(below, (dict, Branch)):
            return below[node.attr]
    return None


def _keys(value: object) -> Iterable[str] | None:
    """The names below a value in a template; None where it is no group of names."""
    if isinstance(value, Branch):
        return list(value.schema["properties"])
    return list(value) if isinstance(value, dict) else None


def _of_another_kind(name: str, region: Region) -> str:
    """A hint for a template that asks for macros which the form has for another kind only."""
    files = (file for folder in region.folders for file in folder.glob(f"*/{LENT_MACROS}"))
    defined = (f for f in files if any(f"macro {name}(" in line for line in lines_of(f)))
    if file := next(defined, None):
        where = f"{file.parent.name}/{file.name}"
        return f"“{name}”写在 {where}，只用于那一种文档；移到 {file.parent.name} 的外面，都能用。"
    return ""


def _unknown(
    name: str, place: Place, known: Iterable[str], filters: Iterable[str] = ()
) -> Diagnostic:
    hint = nearest_name(name, tuple(known), filters)
    message = f"模板用了不存在的名称“{name}”。"
    return Diagnostic(at_word(place, name), "MZ523", message, hint)
