"""Tables: an account and a region's spec files → the document's tables in order.

A spec (``<kind>/tables/NN-*.yaml``) says what a form looks like and which figures stand where; the
layouts do the work.  A region's spec replaces its parent's, or with ``沿用: 是`` only the keys that
it has (``沿用: 05-general-budget`` takes over the form's table of another name); ``停用: 是``
leaves the form out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.contradicting_titles import check_table
from mingzhang.document.document_region import CHOSEN
from mingzhang.document.document_structure import PER_PROJECT, check_kind, key_of
from mingzhang.document.form_specs import AGENCIES, Context, is_yes
from mingzhang.document.inherited_lists import LEFT_OUT
from mingzhang.document.layouts import BY_ROW, LAYOUTS
from mingzhang.document.layouts.layout_result import ONLY_FOR, Form
from mingzhang.document.notes_of_other_tables import notes_of_other_tables
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import NO, YES, Region
from mingzhang.document.table_values import Table
from mingzhang.document.unit_words import LINE, check_units, in_own_words
from mingzhang.facts.account import Account
from mingzhang.facts.figure import Absent, Figure
from mingzhang.facts.implied_zeros import absent
from mingzhang.facts.source_rows import ECONOMIC, GENERAL
from mingzhang.forms.dimensions import FUNDS, NATURES, chain
from mingzhang.reading.node import Node
from mingzhang.reading.ways_out import NOT_BY_SUBJECT, not_by_subject
from mingzhang.reading.yaml import read_kept

UNTOLD = "MZ405"
COARSE = "MZ340"
NOTE = "注："  # what stands before the first of a table's notes
GAP, SPENT = "数据缺口", "支出"
SAY = f"“{GAP}”里写明缺哪些数、为什么没有，例如"
NONE_OF_LEVEL = f"确实没有的，在{SAY}“上年结转没有分到款、项”。"
COARSE_HINT = f"请按这一级填写；{NONE_OF_LEVEL}"
COARSE_PROJECT = (
    "项目没有写“资金”的，算作一般公共预算：用别的资金的，写明“资金”；"
    f"属于哪个科目，在项目的“科目”里写，或者在“支出”的各科目里写项目支出；{NONE_OF_LEVEL}"
)


CONTINUED = re.compile(r"[（(]?续[^）)]*[）)]?$")


def build_tables(
    account: Account, region: Region, record: Record | None = None
) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """The form's tables, and what is wrong in the region's specs or has no place in them."""
    context = Context.of(account, region, record)
    tables = tuple(read_tables(context))
    context.record.absent.update(dict.fromkeys(_unlisted(context)))
    _tell_unused_choices(context)
    return tables, tuple(dict.fromkeys(context.faults))


def _unlisted(context: Context) -> Iterator[Absent]:
    """Lists by economic subject that the form's tables print, with no row, and with money."""
    account = context.account
    points = {point for _, query in context.asked for point in query.points}
    told = {row.section for row in account.rows}
    for section, (nature, name) in account.kind.by_nature.items():
        natures = {*chain(nature, NATURES), *NATURES.get(nature, ())}
        asked = {p.fund for p in points if p.flow == ECONOMIC and p.nature in natures}
        figure = account.indicators.get(name)
        if asked and section in told:
            yield from _unlisted_funds(section, nature, asked, account)
        elif asked and figure and not figure.is_zero:
            yield absent(account.source, (section,), NOT_BY_SUBJECT)


def _unlisted_funds(
    section: str, nature: str, asked: Iterable[str], account: Account
) -> Iterator[Absent]:
    """Funds with money that the form's tables print, and of which a list has no row."""
    told = {row.fund for row in account.rows if row.section == section}
    for fund in sorted({one for group in asked for one in FUNDS.get(group, (group,))} - told):
        spent = account.cube.figure(account.cube.at(SPENT, fund, nature=nature))
        if not spent.is_zero:
            way = not_by_subject(fund if fund != GENERAL else "")
            yield absent(account.source, (section, fund), way)


def _tell_unused_choices(context: Context) -> None:
    """Notes a group of settings that a document chose for tables, of which none goes by it."""
    chosen = context.account.source.get(CHOSEN)
    places = chosen.keys if chosen else {}
    for group in context.region.of_tables.keys() - context.record.choices:
        place = places[group]
        message = f"没有一张表照“{group}”印。"
        hint = f"删去“{group}”；应当照它印的表，请维护版式的人在表里写“印法: {group}”。"
        context.fault(place, "MZ503", message, hint)


def read_tables(context: Context) -> Iterator[Table]:
    """The form's tables; what is wrong is noted in the context, and what they ask for."""
    numbered: dict[str, Node] = {}
    printed: list[Node] = []
    for file in context.region.files(Path(context.region.kind, "tables"), "*.yaml"):
        spec = _read(file, context)
        if spec is None or is_yes(spec, LEFT_OUT):
            continue
        layout, is_for = spec.get("版面"), _is_for(spec, context)
        context.record.layouts.add(layout.text if layout else "")
        if not (layout and is_for):
            context.record.apart.add(key_of(file.stem))
        if is_for:
            printed.append(spec)
            _check_number(spec, numbered, context)
            before = len(context.faults)
            yield from tuple(_tables(key_of(file.stem), spec, context))
            context.faults[before:] = (_of_own(f, file, spec) for f in context.faults[before:])
    context.faults.extend(notes_of_other_tables(printed))


CHANGED = ("取", "列", "行", "段", "左", "右", "块", "合计", "标题")


def _of_own(fault: Diagnostic, file: Path, spec: Node) -> Diagnostic:
    """A fault of what a form's table takes over, told where the form made it one.

    The table above is right by itself: what this one says otherwise does not go with it.
    """
    own = {key: place for key, place in spec.keys.items() if place.file == file}
    parent, name = fault.place.file, fault.place.file.name
    is_taken = parent not in (file, Path()) and parent.parent.name == file.parent.name
    if not is_taken or parent.suffix != file.suffix or "沿用" not in own:
        return fault
    place = next((own[key] for key in CHANGED if key in own), own["沿用"])
    hint = f"沿用的是 {name} 第 {fault.place.line} 行：{fault.hint}不改那里，请在这张表里另写。"
    return replace(fault, place=place, hint=hint)


def _check_number(spec: Node, numbered: dict[str, Node], context: Context) -> None:
    """Notes a form's table with the number of another: a reader could not tell which is meant.

    What goes on under the same title is one table in several parts.
    """
    number = spec.get("编号")
    if number is None or not number.text:
        return
    first = numbered.setdefault(number.text, spec)
    titles = {CONTINUED.sub("", title.text) for one in (first, spec) if (title := one.get("标题"))}
    if len(titles) > 1:
        message = f"“{'”“'.join(sorted(titles))}”的编号都是“{number.text}”。"
        context.fault(number.place, "MZ419", message, "请改正其中一张的编号。")
    others = (one.get("标题") for one in numbered.values() if one not in (first, spec))
    title = spec.get("标题")
    if title and any(other.text == title.text for other in others if other):
        message = f"有两张表的标题都是“{context.fill(title)}”，编号不同。"
        context.fault(title.place, "MZ419", message, "请改正其中一张的标题。")


def _is_for(spec: Node, context: Context) -> bool:
    """Whether an agency of this kind (部门, 单位) publishes the table of the form."""
    asked = spec.get(ONLY_FOR)
    kind = context.choice(asked, AGENCIES) if asked else ""
    return kind in ("", context.account.agency_type)


def _read(file: Path, context: Context, on_way: tuple[Path, ...] = ()) -> Node | None:
    """The spec of a form's table, with what it takes over from the file that it asks for."""
    spec, found = read_kept(file.read_bytes(), file)
    context.faults.extend(found)
    spec = spec and context.own_texts(spec)
    asked = spec.get("沿用") if spec else None
    if spec is None or asked is None or asked.text == NO:
        return spec
    inherited = _asked(file, asked.text, context.region)
    is_round = inherited in on_way
    above = _read(inherited, context, (*on_way, file)) if inherited and not is_round else None
    if above is None:
        context.fault(spec.keys["沿用"], "MZ518", *(ROUND if is_round else UNTAKEN))
        return spec
    return Node(dict(above.items()) | dict(spec.items()), spec.place, {**above.keys, **spec.keys})


UNTAKEN = ("上级版式没有这张表，无可沿用。", "请改正表的名称，或删去“沿用”，写全各项。")
ROUND = ("两张表互相沿用，都没有内容。", "请把其中一张的“沿用”删去，写全各项。")


def _asked(file: Path, asked: str, region: Region) -> Path | None:
    """Which file a form's table takes over: its namesake of the parent, or the form's so named.

    One that the form has left out is still there to be taken over, as its parent has it.
    """
    named = file if asked == YES else file.with_name(f"{asked.removesuffix('.yaml')}.yaml")
    found: Path | None = named
    while found and (found == file or not found.is_file() or _is_left_out(found)):
        found = region.inherited(found)
    return found


def _is_left_out(file: Path) -> bool:
    spec, _ = read_kept(file.read_bytes(), file)
    return spec is not None and is_yes(spec, LEFT_OUT)


def _tables(key: str, spec: Node, context: Context) -> Iterator[Table]:
    kind = spec.get("版面")
    name = context.choice(kind, tuple(LAYOUTS)) if kind else ""
    if not kind and "沿用" not in spec.keys:  # what cannot be taken over is told
        context.fault(spec.place, "MZ512", "缺少“版面”。", f"可用：{'、'.join(LAYOUTS)}。")
    context = in_own_words(spec, context)
    check_units(spec, context)
    before = len(context.asked)
    forms = tuple(LAYOUTS[name](spec, context)) if name in LAYOUTS else ()
    title = spec.get("标题")
    check_table(title, [query for _, query in context.asked[before:]], context)
    if title and context.account.kind.is_plan:  # a table of results may be of budgets
        check_kind(title, context)
    for number, form in enumerate(forms, 1):
        own_key = f"{key}-{number}" if name in PER_PROJECT.values() else key
        yield _table(own_key, name, spec, form, context.with_words(form.words))


def _table(key: str, layout: str, spec: Node, form: Form, context: Context) -> Table:
    left, middle, right = (_line(spec, name, context) for name in LINE)
    table = Table(
        key,
        layout,
        context.fill(spec.get("标题")),
        form.columns,
        form.head,
        form.body,
        context.fill(spec.get("编号")),
        left,
        middle,
        right,
        landscape=is_yes(spec, "横向"),
        project=form.words.get("项目名称", ""),
        score=form.score,
    )
    # A list of words alone says something, too, and a project without money is one.
    has_rows = layout == BY_ROW and any(not row.total for row in table.body)
    is_empty = table.is_empty and not has_rows and not table.project
    notes = (
        *_notes(spec, is_empty, context),
        *_gap_notes(table, context),
    )
    return replace(table, notes=notes)


def _line(spec: Node, name: str, context: Context) -> str:
    own = spec.get(name)
    return context.fill(own) if own else context.setting(name)


def _notes(spec: Node, empty: bool, context: Context) -> Iterator[str]:
    notes = spec.get("注")
    nodes = (list(notes.rows()) or [notes]) if notes else []
    texts = [text for text in map(context.fill, nodes) if text]
    for number, text in enumerate(texts, 1):
        mark = f"{number}. " if len(texts) > 1 else ""
        is_marked = number > 1 or text.startswith(NOTE)
        yield f"{'' if is_marked else NOTE}{mark}{text}"
    own = spec.get("空表说明")
    said = context.fill(own) if own else context.setting("空表说明")
    if empty and said:
        yield said


def _gap_notes(table: Table, context: Context) -> Iterator[str]:
    """A note below a form's table: what the sign for an unpublished figure means."""
    figure = table.gap.figure if table.gap else None
    if figure is None or figure.lacks:
        return
    context.record.use(context.account.source.get("数据缺口"))
    if not context.words["数据缺口"]:
        _tell_gap(table, figure, context)
    yield context.setting("缺数说明")


def _tell_gap(table: Table, figure: Figure, context: Context) -> None:
    """Asks for the author's words on a gap in a form's table, typed or known less finely."""
    cause = next(figure.unknown())
    typed = (cause, *(cause.wider.typed() if cause.wider else ()))
    place = next((one.place for one in typed if one.place), context.account.source.place)
    if cause.wider is None:
        if any(fault.code == UNTOLD for fault in context.faults):
            return  # one text tells of every gap
        whose = _unit_at(place, context.account)
        where = "在部门的文件的" if whose else "在"
        hint = f"请{where}{SAY}“各款的金额没有公布”。"
        told = f"{whose}用了“缺”，{'部门' if whose else ''}没有写“数据缺口”。"
        context.fault(place, UNTOLD, told, hint)
    elif not any((fault.code, fault.place) == (COARSE, place) for fault in context.faults):
        message = f"“{table.title}”要“{cause.label}”，来源里只有“{cause.wider.label}”。"
        labels = (cause.label, cause.wider.label)
        about = (*labels, *cause.label.split())
        of_projects = (one.figure.place for plan in context.account.plans for one in plan.money)
        hint = COARSE_PROJECT if place in of_projects else COARSE_HINT
        context.fault(place, COARSE, message, hint, about)


def _unit_at(place: Place, account: Account) -> str:
    """Whose gap a department's table shows, where it stands in the file of one of its units."""
    for part in account.parts:
        if place.file == part.source.place.file:
            return f"单位“{part.agency}”"
        if inner := _unit_at(place, part):
            return inner
    return ""
