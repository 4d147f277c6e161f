"""What was typed and is printed nowhere: an account and the record of its document → warnings.

Nothing that an author typed disappears without a word, and what no page prints does not become
public with the data either.  Figures of the year itself are not listed here: each counts in a
total, and the rules hold it against others.  A budget, or a figure of last year, is of use only
where the form prints it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from mingzhang.diagnostics import Diagnostic, Place, Severity, names_of
from mingzhang.document.document_region import CHOSEN
from mingzhang.document.document_structure import ATTACHMENTS, GLOSSARY
from mingzhang.document.evaluations import SCORED
from mingzhang.document.printing_record import Record
from mingzhang.document.template_names import GOALS
from mingzhang.facts.account import Account
from mingzhang.facts.document_chain import ORIGIN
from mingzhang.facts.implied_zeros import Key
from mingzhang.facts.operating_costs import RUNNING, has_operating_costs
from mingzhang.facts.reasons import KEYS, LAST_YEAR, WHOLE
from mingzhang.facts.source_nodes import NAMED_ROWS, rows, text
from mingzhang.forms.document_kind import Column
from mingzhang.forms.form_schema import INSIDE
from mingzhang.forms.form_schema import OWN as OWN_KEY
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema
from mingzhang.reading.ways_out import AS_NOTE, together

# What the program itself goes by, and figures that are held against others.
TAKEN = frozenset(
    {
        *("版式", "年度", "金额单位", "抵销", "单位"),
        *("核对说明", "上年出处", "更正", "格式版本", CHOSEN),
    }
)
# Of profile.yaml: what the program goes by, and names that rules hold texts against.
OWN = frozenset({"名称", "类型", "单位性质", "涉密", "格式版本"})
# A unit of the budget is known by its name, printed or not; so is one of whom a page tells more.
MEMBERS, NAME = "预算单位", "名称"
UNITS = "决算单位"  # each is a name
LAST_WORD = re.compile("[ 的]")  # 科目 2101101 的年初预算, 2080505 编制
# The words in rows of figures: what explains them.
WORDS: Mapping[str, tuple[str, ...]] = {
    "支出": (*sorted(KEYS), "说明", "用途"),
    "项目": ("目标",),
    "科目补充": ("名称", "释义"),
}
# What says of a row of figures which one it is.
ROW = frozenset({"科目", "名称", "资金", "单位", "口径", "涉密"})
LISTED = frozenset({*WORDS, "项目"})
SUBJECTS, INCOME = "科目补充", "收入"
SHEETS = "自评表"
# A project's words that are not a value of its 自评表: figures, and what sentences call it.
MANAGED = "资金管理"
GOAL, INNER = "年度目标", (MANAGED, "指标")
NO_SUCH_LINES = "请照版式的自评表填写：它没有资金管理一段的，删去这几行，分值归别的各行。"
SHOWN = frozenset({"名称", "科目", "资金", "涉密", GOAL, *INNER})
SHORT = "简称"
# Points go into a total, which a table or a sentence prints.
GAINED = "得分"
POINTS = frozenset({"资金分值", "分值", GAINED})
NOTES = ("README.md",)  # what tells colleagues about the folder
SUBTOTALS = "项目合计"  # every one of them is held against the projects of its group
NOT_READ = (
    f"程序只读 {DISCLOSURE}、{PROFILE}、{PERFORMANCE} 和它们写了名字的 Markdown 文件（.md）："
    "是其中一个的，请改名；不用的移到别处。"
)
FEW = 6
HINT = together(("请核对要不要写；不用的删去，要留着备查的", AS_NOTE, "。"))


@dataclass(frozen=True)
class Leaf:
    """An entry, maybe unprinted: the keys that lead to it, without list numbers, and its place."""

    key: Key
    place: Place
    text: str = ""


@dataclass(frozen=True)
class Unused:
    """The entries of a document that may be printed, and the unprinted among them.

    ``elsewhere`` are places of what its units typed, or its year's budget, and it does not print:
    each unit's own document tells of those, and the budget itself.
    """

    leaves: tuple[Leaf, ...]
    left: tuple[Leaf, ...]
    elsewhere: frozenset[Place] = frozenset()

    @property
    def places(self) -> frozenset[Place]:
        """Where the source's unprinted entries stand."""
        return self.elsewhere.union(leaf.place for leaf in self.left)


def unused(account: Account, record: Record, kinds: Collection[str], said: str) -> Unused:
    """The unprinted entries of a document whose text is ``said``.

    ``kinds`` are the kinds of content that the form has.
    """
    record.settle()
    for one in (account, *_parts(account)):
        for name, node in ((DISCLOSURE, one.source), (PERFORMANCE, one.folder.performance)):
            if node:
                alive: set[int] = set()
                _mark_printed(node, record, alive)
                record.used.update(_due(node, one.folder.schemas.get(name, {}), record, alive))
                record.used.update(_choosing(one, alive))
    leaves = (
        *_of_disclosure(account, record, kinds),
        *_of_profile(account, record, f"{account.agency}\n{said}"),
        *_of_projects(account, record, kinds, said),
    )
    # What a unit typed is for the unit's own document to tell, what a budget says for the budget.
    here = account.source.place.file.parent
    below = (account, *_parts(account))
    plans = {one.plan.source.place.file.parent for one in below if one.plan}
    others = plans.union(part.source.place.file.parent for part in account.parts) - {here}
    # What the form keeps inside by its own word, nobody expects to be printed.
    inside = frozenset(_inside(account.source, account.folder.schemas.get(DISCLOSURE, {})))
    here_only = (leaf for leaf in leaves if leaf.place.file.parent not in others)
    own = tuple(leaf for leaf in here_only if leaf.place not in inside)
    drawn = [leaf.place for leaf in leaves if leaf.place.file.parent in plans - {here}]
    left = tuple(leaf for leaf in own if leaf.place not in record.used)
    typed = (leaf.place for part in _parts(account) for leaf in _of_disclosure(part, record, kinds))
    elsewhere = frozenset(place for place in (*typed, *drawn) if place not in record.used)
    return Unused(own, left, elsewhere)


def _mark_printed(node: Node, record: Record, alive: set[int]) -> bool:
    """Whether not every entry of a block is unprinted; all such blocks below it are ``alive``."""
    below = (*(value for _, value in node.items()), *node.rows())
    parts = [
        _mark_printed(part, record, alive) if part.is_block else part.place in record.used
        for part in below
    ]
    is_printed = any(parts) or node.place in record.used
    alive.update((id(node),) if is_printed else ())
    return is_printed


def _choosing(account: Account, alive: Collection[int]) -> Iterator[Place]:
    """The words, printed or not, by which rows of printed figures were chosen (仅)."""
    columns = (one.column for one in account.indicators.definitions.values() if one.column)
    for column in columns:
        for row in rows(account.source, *column.rows):
            words = (row.get(key) for key, _ in column.only) if id(row) in alive else ()
            yield from (word.place for word in words if word)


def _due(node: Node, schema: Schema, record: Record, alive: Collection[int]) -> Iterator[Place]:
    """What a block must say of which not every entry is unprinted: it would be none without.

    What a block must say is printed with it from then on, and so what that must say.
    """
    required = filter(None, map(node.get, schema.get("required", ())))
    lacking = [value.place for value in required if value.place not in record.used]
    yield from lacking if id(node) in alive or node.place in record.used else ()
    own, items = schema.get("properties", {}), schema.get("items", {})
    for key, value in node.items() if own else ():
        if value.is_block and key in own:
            yield from _due(value, own[key], record, alive)
    for row in node.rows() if items else ():
        yield from _due(row, items, record, alive)


def _inside(node: Node, schema: Schema, *, is_kept: bool = False) -> Iterator[Place]:
    """Where entries stand that stay unprinted because the form says so (不刊出)."""
    if not (is_kept or schema):
        return
    if is_kept or schema.get(INSIDE):
        yield node.place
        is_kept = True
    own, items = schema.get("properties", {}), schema.get("items", {})
    for key, value in node.items():
        yield from _inside(value, own.get(key, {}), is_kept=is_kept)
    for row in node.rows():
        yield from _inside(row, items, is_kept=is_kept)


def _parts(account: Account) -> Iterator[Account]:
    """An account's units and those of departments among them, to seek unprinted entries."""
    for part in account.parts:
        yield part
        yield from _parts(part)


def told(account: Account, record: Record, found: Unused) -> Iterator[Diagnostic]:
    """A warning for each block with unprinted entries, and for each file without use."""
    source = account.source.place.file
    waiting = (leaf for leaf in found.left if not (record.absent and _waits(leaf, record)))
    # That an institution has no operating costs is told as that (MZ412).
    named = () if has_operating_costs(account) else ((LAST_YEAR, RUNNING),)
    left = (leaf for leaf in waiting if leaf.key not in named)
    for block, group in groupby(left, _block):
        members = list(group)
        own = [leaf for leaf in found.leaves if _block(leaf) == block]
        is_listed = block[1] in LISTED.union(account.kind.sections) or block[0] != source
        is_whole = len(members) == len(own) and not is_listed
        typed = account.source.get(block[1])
        # A block whose figures are printed is not lost with its words.
        is_printed = typed is not None and record.is_used(typed)
        yield _told(members, is_whole=is_whole and not is_printed)
    yield from _counted_only(account, record)
    for name in account.folder.loose:
        if name not in NOTES:
            yield _loose(Place(source.with_name(name)), name)


def _counted_only(account: Account, record: Record) -> Iterator[Diagnostic]:
    """A warning where lines of 资金管理 are printed nowhere, and count in a printed score."""
    sheets = [rows(project, MANAGED) for project in rows(account.folder.performance, "项目")]
    typed = [row for listed in sheets for row in listed if row.get(GAINED)]
    is_printed = "情况" in record.values or record.values.isdisjoint({SCORED, *POINTS})
    if typed and not is_printed:
        message = f"“项目”里的 {MANAGED} 在自评表里没有印出来，它的得分却计入了总分。"
        yield Diagnostic(typed[0].place, "MZ415", message, NO_SUCH_LINES, Severity.WARNING)


def _waits(leaf: Leaf, record: Record) -> bool:
    """Whether an unprinted entry may be printed once what is lacking is typed.

    A move's reason is, and what is only printed in a sum that lacks the same of another row.
    """
    word = leaf.key[-1].rpartition(" ")[2]
    lacking = {
        LAST_WORD.split(one.key[-1])[-1] for one in record.absent if one.key[0] == leaf.key[0]
    }
    return not KEYS.isdisjoint({*leaf.key, word}) or word in lacking


def _block(leaf: Leaf) -> tuple[object, str]:
    return leaf.place.file, leaf.key[0]


def _told(leaves: list[Leaf], *, is_whole: bool) -> Diagnostic:
    block = leaves[0].key[0]
    names = list(dict.fromkeys(".".join(leaf.key[1:]) for leaf in leaves))
    shown = "、".join(filter(None, names[:FEW])) + ("等" if len(names) > FEW else "")
    said = f"“{block}”" if is_whole or not shown else f"“{block}”里的 {shown} "
    return Diagnostic(
        leaves[0].place,
        "MZ415",
        f"{said}在这份文件里没有印出来，也不会随数据公开。",
        HINT,
        Severity.WARNING,
        about=names_of(leaf.key for leaf in leaves),
    )


def _loose(place: Place, name: str) -> Diagnostic:
    if not name.endswith(".md"):
        message = f"文件夹里的“{name}”没有读，里面写的不会公开。"
        return Diagnostic(place, "MZ416", message, NOT_READ, Severity.WARNING)
    message = f"文件夹里的“{name}”没有写进任何一个文件，不会公开。"
    hint = "在 profile.yaml 的“职责”或 disclosure.yaml 的“附件”里写上它；不公开的移到别处。"
    return Diagnostic(place, "MZ416", message, hint, Severity.WARNING)


def _of_disclosure(account: Account, record: Record, kinds: Collection[str]) -> Iterator[Leaf]:
    printed = {
        "名词解释": GLOSSARY in kinds,
        "附件": ATTACHMENTS in kinds,
        "项目": GOALS in kinds,
    }
    kind = account.kind
    counted = {*kind.sections, *kind.stated} - {*WORDS}
    properties = account.folder.schemas.get(DISCLOSURE, {}).get("properties", {})
    for block, node in account.source.items():
        if block == SUBTOTALS or (block == LAST_YEAR and account.source.get(ORIGIN)):
            continue
        is_known = block in TAKEN | counted or bool(printed.get(block))
        if is_known or block in WORDS:
            section = kind.sections.get(block)
            cells = {column.key for column in section.columns} if section else set()
            items = properties.get(block, {}).get("items", {})
            own = _of_own(block, node, items, ROW.union(cells, account.grouped))
            # A project without goals has no table of them.
            rows_told = [r for r in node.rows() if block == "项目" and r.get("目标")]
            told = {place for row in rows_told for place in _places(row)}
            yield from (one for one in own if one.place not in told or not _is_value(one, record))
            yield from _of_bases(block, node, account, record)
            yield from _of_totals(block, node)
            if section and section.flow == INCOME and INCOME not in record.by_subject:
                yield from _of_subjects(block, node)
        if block in WORDS and not is_known:
            yield from _of_rows(block, node, account)
        elif not is_known:
            yield from _leaves(node, (block,), node.place)


def _places(node: Node) -> Iterator[Place]:
    """Where a node and all entries below it stand, unprinted or not."""
    yield node.place
    for below in (*(value for _, value in node.items()), *node.rows()):
        yield from _places(below)


def _of_rows(block: str, node: Node, account: Account) -> Iterator[Leaf]:
    for row in node.rows():
        name = text(row, "科目") or text(row, "名称") or text(row, "项目")
        for word in WORDS[block]:
            value = row.get(word)
            is_name = block == SUBJECTS and word == NAME
            if value and not (is_name and _is_known(name, account)):
                yield Leaf((block, f"{name} {word}"), value.place)


def _of_bases(block: str, node: Node, account: Account, record: Record) -> Iterator[Leaf]:
    """Unprinted entries of a base with which the form compares nothing.

    A cell is printed by itself or in a total, and not where a 公布数 stands above it; so it is the
    column of a fund that is printed or not.
    """
    section = account.kind.sections.get(block)
    for column in section.columns if section else ():
        cells: dict[str, list[Leaf]] = {}
        for row in node.rows():
            cell = row.get(column.key)
            if cell and cell.number and _basis(column, row) in account.kind.compared:
                leaf = Leaf((block, f"{text(row, '科目')} {column.key}"), cell.place)
                cells.setdefault(text(row, "资金"), []).append(leaf)
        for of_fund in cells.values():
            if record.used.isdisjoint(leaf.place for leaf in of_fund):
                yield from of_fund


def _of_totals(block: str, node: Node) -> Iterator[Leaf]:
    """Entries that are not unprinted: they name the lines of a total."""
    for row in node.rows() if block in NAMED_ROWS else ():
        name = row.get(NAME)
        if name and text(row, "科目") == WHOLE:
            yield Leaf((block, f"{WHOLE} {NAME}"), name.place)


def _of_subjects(block: str, node: Node) -> Iterator[Leaf]:
    """The unprinted subjects of income, where no table lists it so and they tell no rows apart."""
    alike = Counter(map(_income, node.rows()))
    for row in node.rows():
        subject = row.get("科目")
        if subject and subject.text != WHOLE and alike[_income(row)] == 1:
            yield Leaf((block, f"{text(row, '资金')} 科目".strip()), subject.place)


def _income(row: Node) -> tuple[str, ...]:
    """Which income a row is of, beside its subject: two such are one unprinted entry's rows."""
    return tuple(text(row, key) for key in ("资金", "单位", "口径"))


def _basis(column: Column, row: Node) -> str:
    """The basis of an entry that is not unprinted: its column's, else that of its row."""
    return column.basis or text(row, "口径")


def _of_own(block: str, node: Node, schema: Schema, counted: Collection[str]) -> Iterator[Leaf]:
    """Unprinted entries under a form's own keys, in rows of figures."""
    order = ("名称", "科目") if block == "项目" else ("科目", "名称", "项目")
    for row in node.rows():
        name = next(filter(None, (text(row, key) for key in order)), "")
        for key, leaf in _own_below(row, schema):
            if key not in counted:
                yield Leaf((block, f"{name} {key}", *leaf.key), leaf.place)


def _own_below(node: Node, schema: Schema) -> Iterator[tuple[str, Leaf]]:
    """Each entry, unprinted or not, under a key of the form's own, with that key."""
    for key, value in node.items():
        below = schema.get("properties", {}).get(key, {})
        if below.get(OWN_KEY):
            yield from ((key, leaf) for leaf in _leaves(value, (), value.place))
            continue
        for inner in (value, *value.rows()):
            yield from _own_below(inner, below.get("items", below))


def _is_value(leaf: Leaf, record: Record) -> bool:
    """Whether an entry of this name is not unprinted, for a table of goals has it."""
    return leaf.key[1].rpartition(" ")[2] in record.values


def _is_known(code: str, account: Account) -> bool:
    """Whether an entry that adds a subject is not unprinted: a row's name, or one above it."""
    return any(row.code.startswith(code) for row in account.rows)


def _of_profile(account: Account, record: Record, said: str) -> Iterator[Leaf]:
    """Unprinted entries of the profile; a name that any text has is printed."""
    properties = account.folder.schemas.get(PROFILE, {}).get("properties", {})
    for key, node in account.profile.items():
        if key not in OWN and not (key == "职责" and node.text in record.texts):
            # What else a row must have says what the row is, printed or not.
            due = {*properties.get(key, {}).get("items", {}).get("required", ())} - {NAME}
            leaves = [*_leaves(node, (key,), node.place)]
            below = {leaf.place for leaf in leaves}
            kept = key == MEMBERS and (account.kind.by_figure or not record.used.isdisjoint(below))
            idle = (leaf for leaf in leaves if not _is_name(leaf, said, is_kept=kept))
            yield from (leaf for leaf in idle if leaf.key[-1] not in due)


def _is_name(leaf: Leaf, said: str, *, is_kept: bool) -> bool:
    is_named = leaf.key[-1] in (NAME, UNITS) and leaf.text in said
    return is_named or (is_kept and leaf.key == (MEMBERS, NAME))


def _of_projects(
    account: Account, record: Record, kinds: Collection[str], said: str
) -> Iterator[Leaf]:
    """Unprinted entries of performance.yaml: words that the form's 自评表 has no place for.

    Without a 自评表 it is all that no sentence told or counted of a project.
    """
    schema = account.folder.schemas.get(PERFORMANCE, {}).get("properties", {}).get("项目", {})
    inner = schema.get("items", {}).get("properties", {})
    for project in rows(account.folder.performance, "项目"):
        if SHEETS not in kinds and SCORED not in record.values and not record.is_used(project):
            yield Leaf(("项目", SHEETS), project.place)
            continue
        yield from (leaf for leaf in _of_row(project, (), record) if not _is_short(leaf, said))
        for key in INNER:
            due = inner.get(key, {}).get("items", {}).get("required", ())
            for row in rows(project, key):
                is_counted = SCORED in record.values and row.get(GAINED)
                # What a row must say stays with the words of it that a 自评表 prints.
                is_shown = any(word in record.values - POINTS for word, _ in row.items())
                kept = due if is_counted or (SHEETS in kinds and is_shown) else ()
                leaves = _of_row(row, (key,), record)
                yield from (leaf for leaf in leaves if leaf.key[-1] not in kept)


def _of_row(row: Node, above: Key, record: Record) -> Iterator[Leaf]:
    goal = row.get(GOAL)
    shown = SHOWN | record.values
    if not record.values.isdisjoint({SCORED, *POINTS}):
        shown |= POINTS
    words = {**dict(row.items()), **{f"{GOAL}{k}": v for k, v in (goal.items() if goal else ())}}
    for key, node in words.items():
        if key not in shown:
            yield Leaf(("项目", *above, key), node.place, node.text)


def _is_short(leaf: Leaf, said: str) -> bool:
    """Whether an entry is not unprinted as the short name by which sentences call the project."""
    return leaf.key[-1] == SHORT and bool(leaf.text) and leaf.text in said


def _leaves(node: Node, key: Key, place: Place) -> Iterator[Leaf]:
    """Every entry below a key that should be printed; a zero unprinted loses nothing."""
    below = [*node.items(), *(("", row) for row in node.rows())]
    for name, value in below:
        yield from _leaves(value, (*key, name) if name else key, value.place)
    if not below and (node.number or (node.text and node.number is None)):
        yield Leaf(key, place, node.text)
