"""What a form declares: its keys, named figures and identities → definitions and equations.

In: the catalogue of named figures and a form.  Out: the figures that this form's documents have, by
name, and what is wrong in the form's own declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache, partial
from math import prod
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.account import Account
from mingzhang.facts.amount import UNKNOWN, Amount
from mingzhang.facts.figure import Figure, Product, Term, as_rounded, computed
from mingzhang.facts.figures_of_projects import PROJECT, figure_of_project, named_of_projects
from mingzhang.facts.following_cells import Following
from mingzhang.facts.implied_zeros import Key, Zeros, read_zeros
from mingzhang.facts.indicators import (
    Definition,
    Indicators,
    LastYear,
    definition_of,
    read_definitions,
)
from mingzhang.facts.own_list_figures import (
    Cells,
    Line,
    finest_at,
    row_figure,
    rows_asked,
    sums_of,
)
from mingzhang.facts.row_names import row_name
from mingzhang.facts.some_rows import ONLY, of_kind, of_some_rows
from mingzhang.facts.source_nodes import text
from mingzhang.facts.subject_rows import SubjectList, subject_lists
from mingzhang.forms.document_kind import Kind, read_kind
from mingzhang.forms.form import KEPT, Form, read_form
from mingzhang.forms.form_identities import (
    IMPLIES,
    NUMBER,
    SAID_TWICE,
    SIDE,
    Identity,
    Terms,
    factors,
    identities,
    said_twice,
    sums,
    terms,
)
from mingzhang.forms.form_keys import NO, UNIT, YES
from mingzhang.forms.list_columns import Column, column_at, compared_columns
from mingzhang.forms.own_figures import (
    COMPARED,
    HOW_MANY,
    IN_ROWS,
    LAST_YEAR,
    NO_INDICATOR,
    OF_PROFILE,
    REASONS,
    adds_up_at,
    compared_path,
    follows_of,
    group_at,
    has_key,
    lists_of,
    measure_at,
    own_figures,
    zeros_said,
)
from mingzhang.forms.own_reasons import OwnReason, own_reasons
from mingzhang.project import Project
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import nearest

SECTION = "指标"
WAYS = ("取", "填", HOW_MANY, "算")
COMPARISONS = {LAST_YEAR: (YES, NO, IN_ROWS), REASONS: (YES, NO)}
BEFORE = f"{LAST_YEAR}."
WORDS = (*WAYS, *COMPARED, "改法", "按", "属于", ONLY, UNIT)


@dataclass(frozen=True)
class Declared:
    """What a document's form declares: the named figures, the identities, the faults of both."""

    definitions: Mapping[str, Definition]
    identities: tuple[Identity, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    zeros: Zeros = field(default_factory=Zeros)
    columns: tuple[Column, ...] = ()  # those of rows that are compared with last year's
    by_subject: tuple[SubjectList, ...] = ()
    reasons: tuple[OwnReason, ...] = ()


def read_declared(folder: Folder, project: Project) -> Declared:
    """What the form of a document's folder declares: named figures, sums, zeros."""
    kind = read_kind(folder.kind, project)
    file = project.catalogue / f"indicators-{kind.name}.yaml"
    form = read_form(text(folder.disclosure, "版式"), folder.kind, project)
    zeros = project.catalogue / f"zeros-{kind.name}.yaml"
    if form is None:
        return Declared(read_definitions(file, kind), zeros=read_zeros(zeros))
    return _declared(form, kind, file, zeros)


@lru_cache(KEPT)
def _declared(form: Form, kind: Kind, file: Path, zeros: Path) -> Declared:
    common = read_definitions(file, kind)
    named, faults = _named(form, kind, common)
    typed = {
        figure.name: Definition(
            figure.name, key=figure.path, measure=figure.measure, adds_up=figure.adds_up
        )
        for figure in own_figures(form.keys)
    }
    definitions = {**typed, **common, **named}
    sound = _settled(definitions)
    declared, wrong = identities(form.keys)
    projects = named_of_projects(kind)
    beside = {one: _of_projects(one, form, projects) for one in declared}
    known = tuple(one for one in declared if not any(_unknown((one,), sound, beside)))
    unlike = {one: fault for one in known if (fault := _unlike(one, sound, form))}
    known = tuple(one for one in known if one not in unlike)
    faults = (*faults, *wrong, *_unsound(form, definitions, sound))
    faults = (*faults, *_unknown(declared, sound, beside))
    faults = (*faults, *unlike.values())
    faults = (*faults, *_unlisted(kind, sound))
    follows = {path: names for path, names in follows_of(form.keys) if set(names) <= set(sound)}
    nothing = _zeros(read_zeros(zeros), follows, form)
    known = (*known, *sums(form.keys))
    lists, unread = subject_lists(form.keys, kind)
    reasons, unexplained = own_reasons(form.keys, sound)
    faults = (*faults, *unread, *unexplained)
    columns = tuple(compared_columns(form.keys))
    return Declared(sound, known, faults, nothing, columns, lists, reasons)


def _settled(definitions: Mapping[str, Definition]) -> dict[str, Definition]:
    """The figures a form declares that come down to something: no sum of one that is missing."""
    sound: dict[str, Definition] = {}
    while more := {
        name: one
        for name, one in definitions.items()
        if name not in sound and all(term in sound for _, term in one.terms)
    }:
        sound |= more
    return {name: one for name, one in definitions.items() if name in sound}


def _zeros(common: Zeros, follows: Mapping[Key, tuple[str, ...]], form: Form) -> Zeros:
    """The implied zeros (随) that all forms declare, and those of this form."""
    return Zeros({**common.follows, **follows}, common.lists | set(lists_of(form.keys)))


def _named(
    form: Form, kind: Kind, common: Collection[str]
) -> tuple[dict[str, Definition], tuple[Diagnostic, ...]]:
    """The named figures (指标) that a form itself declares; ``common`` are those of all forms.

    Rules and other forms' sentences mean those by their names, so that none is declared anew.
    """
    found: dict[str, Definition] = {}
    faults: list[Diagnostic] = []
    section = form.keys.sections.get(SECTION)
    for name, node in section.items() if section else ():
        if section and name in common:
            faults.append(_taken(name, section.keys[name]))
            continue
        read = _read(name, node, form, kind)
        if isinstance(read, Definition):
            found[name] = read
        else:
            faults.append(read)
    return found, tuple(faults)


def _taken(name: str, place: Place) -> Diagnostic:
    message = f"“{name}”是各版式共用的指标，核对规则也用它，不能另作别的数。"
    hint = "请给这个数另取一个名称；要的就是共用的那个数的，删去这一行。"
    return Diagnostic(place, "MZ085", message, hint)


def _read(name: str, node: Node, form: Form, kind: Kind) -> Definition | Diagnostic:
    if fault := _unreadable(name, node):
        return fault
    row = {word: value.plain() for word, value in node.items()}
    place = next(value.place for word, value in node.items() if word in WAYS)
    try:
        made = definition_of(name, row, kind)
    except ValueError as error:
        return Diagnostic(place, "MZ085", f"指标“{name}”：{error}。", "请改正“取”。")
    if made.key:
        is_of_some = node.get(HOW_MANY) or node.get(ONLY)
        read = of_some_rows(made, node, form.keys, kind) if is_of_some else None
        return _in_rows(read or _of_key(made, place, form, kind), node)
    if _asks_rows(node):
        return _in_rows(made, node)
    bases = {point.basis for point in made.query.points} if made.query else set()
    if wrong := bases - set(kind.own_bases):
        message = f"指标“{name}”：这种文档没有“口径: {'、'.join(sorted(wrong))}”。"
        return Diagnostic(place, "MZ085", message, f"口径可用：{'、'.join(kind.own_bases)}。")
    return made


def _unreadable(name: str, node: Node) -> Diagnostic | None:
    """What is wrong in the query by which a form declares a named figure (指标)."""
    for word, value in node.items():
        if word not in WORDS:
            hint, place = f"可用：{'、'.join(WORDS)}。", node.keys.get(word, value.place)
            return Diagnostic(place, "MZ085", f"指标“{name}”里没有“{word}”这一项。", hint)
        if (known := COMPARISONS.get(word, (value.text,))) and value.text not in known:
            hint = f"可用：{'、'.join(known)}。"
            return Diagnostic(value.place, "MZ085", f"“{word}”不能是“{value.text}”。", hint)
    if not any(word in WAYS for word, _ in node.items()):
        hint = (
            f"写 {{取: …}}、{{填: …}}、{{数: …}} 或 {{算: …}}，"
            f"例如 {name}: {{算: 基本支出 + 项目支出}}。"
        )
        return Diagnostic(node.place, "MZ085", f"指标“{name}”的写法不对。", hint)
    if wrong := next((word for word in _idle(node) if node.get(word)), ""):
        message = f"指标“{name}”不能写“{wrong}”。"
        hint = (
            f"“{UNIT}”只与“{HOW_MANY}”一起写，“按”“属于”不与它一起写，“{ONLY}”只用于列表；请删去。"
        )
        return Diagnostic(node.keys[wrong], "MZ085", message, hint)
    formula = node.get("算")
    if formula and not SIDE.fullmatch(formula.text):
        message = f"指标“{name}”的“算”读不懂：“{formula.text}”。"
        hint = "写指标的名称，用半角的 + 或 - 相连，不加括号，例如 {算: 基本支出 + 项目支出}。"
        return Diagnostic(formula.place, "MZ085", message, hint)
    twice = said_twice(tuple(terms(formula.text))) if formula else ""
    message = f"指标“{name}”的“算”里，“{twice}”加了两次。"
    return Diagnostic(formula.place, "MZ085", message, SAID_TWICE) if formula and twice else None


def _idle(node: Node) -> tuple[str, ...]:
    """The words that say nothing of a named figure of a form's that is, or is no, count (数)."""
    if node.get(HOW_MANY):
        return ("按", "属于")
    return (UNIT,) if node.get("填") else (UNIT, ONLY)


def _asks_rows(node: Node) -> bool:
    asked = node.get(LAST_YEAR)
    return asked is not None and asked.text == IN_ROWS


def _in_rows(made: Definition | Diagnostic, node: Node) -> Definition | Diagnostic:
    """A form's figure with last year's sum of the rows (各行) only where the form asks for it."""
    if isinstance(made, Diagnostic) or not _asks_rows(node):
        return made if isinstance(made, Diagnostic) else replace(made, before=None)
    if made.before is None:
        message = f"指标“{made.name}”的上年要由各行相加，行里没有上年的数。"
        hint = "“上年: 各行”只用于“填”列表的一列，它的声明里有“上年: 是”；别的写“上年: 是”。"
        return Diagnostic(node.keys[LAST_YEAR], "MZ086", message, hint)
    return made


def _of_key(made: Definition, place: Place, form: Form, kind: Kind) -> Definition | Diagnostic:
    """A figure that a form declares by a key; for a key in the rows of a list, their sum."""
    if column := column_at(made.key, form.keys):
        before = column_at((*column.rows, LAST_YEAR, *compared_path(column.inner)), form.keys)
        made = replace(made, key=(), column=of_kind(column, kind), measure=column.measure)
        return replace(made, before=before)
    if not has_key(made.key, form.keys):
        if made.key[0] == OF_PROFILE:
            message = f"指标“{made.name}”不能填“{'.'.join(made.key)}”。"
            return Diagnostic(place, "MZ086", message, NO_INDICATOR)
        message = f"指标“{made.name}”填的“{'.'.join(made.key)}”不是这个版式的键。"
        return Diagnostic(place, "MZ086", message, "键见本版式和上级版式的 keys.yaml。")
    if group := group_at(made.key, form.keys):
        path = ".".join(made.key)
        message = f"指标“{made.name}”填的“{path}”是一组键，不是一个数。"
        hint = f"请写到哪一个，如 {{填: {path}.{group[0]}}}；要几个相加的，各取一个名称，再用“算”。"
        return Diagnostic(place, "MZ086", message, hint)
    adds_up = adds_up_at(made.key, form.keys)
    return replace(made, measure=measure_at(made.key, form.keys), adds_up=adds_up)


NAMED_FIRST = "这是来源文件里的键：先在“指标”里给它取名，如 甲: {{填: {}}}，再写这个名称。"


def _unsound(
    form: Form, definitions: Mapping[str, Definition], sound: Mapping[str, Definition]
) -> Iterator[Diagnostic]:
    """What is wrong with a form's declared sums, and zeros that come down to nothing."""
    section = form.keys.sections.get(SECTION)
    for name, node in section.items() if section else ():
        if name not in definitions or name in sound:
            continue
        place = (node.get("算") or node).place
        missing = [term for _, term in definitions[name].terms if term not in definitions]
        for term in missing:
            message = f"指标“{name}”用了没有的指标“{term}”。"
            is_key = has_key(tuple(term.split(".")), form.keys)
            way = NAMED_FIRST.format(term) if is_key else _way(term, sound)
            yield Diagnostic(place, "MZ086", message, way)
        if not missing:
            hint = "“算”用的指标不能又由它自己算出来；请改正其中一个。"
            yield Diagnostic(place, "MZ085", f"指标“{name}”算不出来。", hint)
    for path, node in zeros_said(form.keys):
        if node.text not in sound:
            message = f"“{'.'.join(path)}”的“随”用了没有的指标“{node.text}”。"
            yield Diagnostic(node.place, "MZ086", message, _way(node.text, sound))


def _of_projects(one: Identity, form: Form, named: Collection[str]) -> Collection[str]:
    """The figures of a row's project that an identity may name: its rows say which project."""
    return named if PROJECT in group_at(one.rows, form.keys) else ()


def _unknown(
    declared: tuple[Identity, ...],
    known: Mapping[str, Definition],
    beside: Mapping[Identity, Collection[str]],
) -> Iterator[Diagnostic]:
    for one in declared:
        if one.rows:
            keys = {*(column.key for column in one.columns), *beside[one]}
            yield from (_no_column(one, name) for name in one.names if name not in keys)
            continue
        said = {column.name for column in one.columns}
        for name in one.names:
            if _this_years(name) not in known and name not in said:
                message = f"勾稽“{one.title}”用了没有的指标“{name}”。"
                yield Diagnostic(one.place, "MZ086", message, _way(_this_years(name), known))


def _unlike(one: Identity, known: Mapping[str, Definition], form: Form) -> Diagnostic | None:
    """The fault of a form's identity that adds or compares money with what is none.

    What is counted may be counted in words of several kinds (辆, 台).
    """
    columns = {c.key if one.rows else c.name: c for c in one.columns}
    if one.relation == IMPLIES:
        return None
    units = {name: _measures(name, columns, known, form) for name in one.names}
    added = (_kinds(term, units) for _, term in (*one.left, *one.right))
    if len({is_count for kinds in added for is_count in kinds}) < len(("钱", "数")):
        return None
    told = "、".join(f"{name}（{'、'.join(found) or '金额'}）" for name, found in units.items())
    message = f"勾稽“{one.title}”把金额与不是金额的数相加或比较：{told}。"
    hint = "式里的数要是同一种单位的；不是金额的数写错了类型的，请改正它的“类型”。"
    return Diagnostic(one.place, "MZ084", message, hint)


def _kinds(term: str, units: Mapping[str, frozenset[str]]) -> frozenset[bool]:
    """Whether what a form's identity adds is counted, or money; money times a count is money."""
    found = [frozenset(map(bool, units[name])) for name in factors(term) if name in units]
    money = [kinds for kinds in found if False in kinds]
    return money[0] if money and len(found) > 1 else frozenset().union(*found)


def _measures(
    name: str, columns: Mapping[str, Column], known: Mapping[str, Definition], form: Form
) -> frozenset[str]:
    """The units of the figures that a name in a form's identity stands for; of money, none."""
    if name in columns:
        return frozenset({columns[name].measure})
    definition = known.get(_this_years(name))
    if definition is None:  # of a row's project, which is money
        return frozenset({""})
    if definition.terms:
        below = (_measures(term, columns, known, form) for _, term in definition.terms)
        return frozenset().union(*below)
    own = definition.measure or (definition.key and measure_at(definition.key, form.keys)) or ""
    return frozenset({own})


def _unlisted(kind: Kind, known: Mapping[str, Definition]) -> Iterator[Diagnostic]:
    """Named figures that a kind's lists ask for and no form declares."""
    lists = kind.node.get("名单") if kind.node else None
    for name, said in lists.items() if lists else ():
        figures = said.get(SECTION)
        for node in figures.rows() if figures else ():
            if node.text not in known:
                message = f"名单“{name}”用了没有的指标“{node.text}”。"
                yield Diagnostic(node.place, "MZ086", message, _way(node.text, known))


def _this_years(name: str) -> str:
    """The figure of this year that a declared identity's name (上年.会议费) is last year's of."""
    return name.removeprefix(BEFORE)


def _no_column(one: Identity, name: str) -> Diagnostic:
    message = f"勾稽“{one.title}”：“{'.'.join(one.rows)}”的行里没有“{name}”这个数。"
    hint = "“每行”写列表的名称，“式”写它的行里的键，见本版式和上级版式的 keys.yaml。"
    return Diagnostic(one.place, "MZ086", message, hint)


def _way(name: str, known: Mapping[str, Definition]) -> str:
    near = nearest(name, known)
    listed = "指标见 catalogue/indicators-*.yaml、版式的 keys.yaml 里的键和“指标”。"
    return f"是不是“{near}”？" if near else listed


Sides = tuple[Figure, Figure]


def sides(
    one: Identity, account: Account, cells: Cells | None = None
) -> Iterator[tuple[str, Sides]]:
    """Both sides of an identity that a form declares, named: once, or in each row of its list.

    What a row does not say stands in it as the tables print it: a figure that follows from others,
    or, as one of several terms, a blank; of a cell that the document does not print (``cells``)
    nobody knows it.  A row without any of the form's own figures in it is left alone.
    """
    figures, kind = account.indicators, account.kind
    if not one.rows:
        said = {c.name: row_figure(account.profile, c, figures.unit) for c in one.columns}
        named = _named_figure(figures, account.previous)
        yield one.title, _sides(one, lambda name: said.get(name) or named(name))
        return
    columns = {column.key: column for column in one.columns}
    if one.is_sum:
        added_up = sums_of(of_kind(one.columns[0], kind), figures.sources, kind.bases)
        for name, stated, added in added_up:
            yield f"{one.title}（{name}）", (stated, added)
        return
    follows = Following(figures, kind)
    own = [key for key in columns if follows.column(one.rows, key) is None] or [*columns]
    asked = [of_kind(columns[key], kind) for key in own]
    lines = finest_at(asked, figures.sources, kind.bases)
    for row, unit in lines:
        in_row = {key: row_figure(row, column, unit) for key, column in columns.items()}
        if any(in_row[key].absent is None for key in own):
            blank = {
                key for key, c in columns.items() if _may_be_blank(c, row, lines, follows, cells)
            }
            in_row = dict(_printed(one, row, in_row, follows, blank))
            in_row |= {n: figure_of_project(n, row, account) for n in one.names if n not in in_row}
        yield f"{one.title}（{row_name(row)}）", _sides(one, in_row.__getitem__)


def _may_be_blank(
    column: Column, row: Node, lines: Sequence[Line], follows: Following, cells: Cells | None
) -> bool:
    """Whether a row of a form's identity that says nothing in a column is printed as a blank.

    Of a column that the document does not print the edition says nothing in any row but zeros.
    """
    of_kind = follows.column(column.rows, column.key)
    if of_kind is not None and of_kind.basis not in follows.kind.compared:
        return True
    asked = rows_asked(column, cells)
    return (
        bool({None, row.place} & asked)
        if asked
        else any((said := one.get(*column.inner)) and said.number for one, _ in lines)
    )


def _named_figure(figures: Indicators, previous: LastYear) -> Callable[[str], Figure]:
    """The figure of a name in a form's identity; last year's is unknown where nobody says it."""

    def named(name: str) -> Figure:
        """A figure that the form's declaration names, or that it is not known."""
        found = figures.get(name) or previous.said_here(_this_years(name))
        return found or Figure(name, UNKNOWN)

    return named


def _printed(
    one: Identity,
    row: Node,
    said: Mapping[str, Figure],
    follows: Following,
    blank: Collection[str],
) -> Iterator[tuple[str, Figure]]:
    """The figures of a row of a form's identity as the tables print them, ``blank`` ones too.

    No factor is a blank, nor is a figure that follows from others and cannot be told of this row.
    """
    parts = [(side, factors(term)) for side in (one.left, one.right) for _, term in side]
    whole = (names for side, names in parts if len(side) == 1 or len(names) > 1)
    alone = {name for names in whole for name in names}
    for key, figure in said.items():
        is_blank = figure.absent and key in blank
        printed = follows.figure(one.rows, row, key) if is_blank else None
        may_follow = follows.column(one.rows, key) is not None
        if printed is None and is_blank and not may_follow and key not in alone:
            printed = Figure(figure.label, Amount(measure=figure.amount.measure))
        yield key, printed or figure


def _sides(one: Identity, figure: Callable[[str], Figure]) -> Sides:
    named = partial(_product, figure=figure) if one.has_product else figure
    left, right = (
        _side(words.strip(), terms, named)
        for words, terms in zip(one.sides, (one.left, one.right), strict=True)
    )
    return left, right


def _side(label: str, names: Terms, figure: Callable[[str], Figure]) -> Figure:
    """The figure for one side of an identity that a form declares; a single term is that figure."""
    parts = [Term(figure(name), sign) for sign, name in names]
    return parts[0].figure if len(parts) == 1 and parts[0].sign > 0 else computed(label, parts)


def _product(term: str, figure: Callable[[str], Figure]) -> Figure:
    """What a term of a form's identity is: the product of several figures and of numbers.

    One figure that is held against products may be rounded, to the decimals that it is typed with.
    """
    names = factors(term)
    if len(names) == 1:
        return as_rounded(figure(term))
    numbers = [Decimal(name) for name in names if NUMBER.fullmatch(name)]
    figures = [figure(name) for name in names if not NUMBER.fullmatch(name)]
    return Product(" × ".join(names), figures, prod(numbers, start=Decimal(1)))
