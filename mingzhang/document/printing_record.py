"""The record of a document: what its tables and sentences asked for → what nobody typed.

A table or sentence that prints a figure, or lets one decide what it prints, takes it down here.
So what a form needs is what it evaluates, and no second list can differ from it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity, alone, names_of
from mingzhang.document.sentence_figures import Answer, Quantity
from mingzhang.document.unit_gaps import at_units, is_left_to_units, silent_units, unable
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit
from mingzhang.facts.evaluation_points import USUAL, Rounding
from mingzhang.facts.figure import Absent, Figure
from mingzhang.facts.implied_zeros import absent
from mingzhang.facts.indicators import FINAL, Definition
from mingzhang.facts.reasons import LAST_YEAR, Key, Move, Pair, Reasons
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema
from mingzhang.reading.ways_out import in_cell, known, together

NAMED = 4  # keys that a way out names
FAINT_HINT = (
    "请核对金额和“金额单位”；无误的在“核对说明”里说明。要印出来的，请维护版式的人把表的“显示单位”"
    "写成 元，或加大“小数位”。"
)
ROUGH_HINT = (
    "请照账填到分：把“金额单位”改成 元，或在万元后写足六位小数；"
    "只有万元的，请维护版式的人把这张表的“显示单位”写成 万元。"
)
BY_FOLDER = "各单位有上年文件夹的，也可以建部门上年的文件夹，用“汇总”列出它们，由程序相加。"
OF_SUBJECT = "科目 "  # with which the key of a line in a list of subjects begins


@dataclass
class Record:
    """The printing record: what was asked for while a document was rendered.

    ``used`` holds the places of the typed values, ``values`` the words of self-evaluation tables,
    ``texts`` the names of the Markdown files, ``absent`` what nobody typed, in the order in which
    it was asked for, ``explained`` the pairs (figure, base) behind which each reason stands.
    ``gap`` is how the form prints what is not known.
    """

    used: set[Place] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    absent: dict[Absent, None] = field(default_factory=dict)
    explained: dict[Place, dict[Pair, Node]] = field(default_factory=dict)
    gap: str = "…"
    # How the form's 自评表 rounds.
    rounding: Rounding = USUAL
    # Last year's figures that were asked for, by the keys under which they are typed.
    before: dict[Key, None] = field(default_factory=dict)
    # Texts that the form expects, by their keys.
    expected: dict[tuple[str, ...], None] = field(default_factory=dict)
    # Reasons that nobody typed, of figures that moved and are not zero, by the keys under which
    # they would stand.
    unexplained: dict[Key, None] = field(default_factory=dict)
    # Reasons that a sentence asks for and that the form has no key for.
    unwritable: dict[Pair, None] = field(default_factory=dict)
    # Amounts that are not zero and that a table shows as zero, with its unit.
    faint: dict[Figure, Unit] = field(default_factory=dict)
    # Amounts that a table shows in 元, and that are not known to the 元.
    rough: dict[Figure, None] = field(default_factory=dict)
    # Where figures were typed as not known (缺) that a sentence prints so.
    gaps: set[Place] = field(default_factory=set)
    # Flows that a table lists by functional subject.
    by_subject: set[str] = field(default_factory=set)
    # What its tables are laid out as, those for another kind of agency among them; the keys of
    # these, and of tables of which it is told that they cannot be made.
    layouts: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)
    # Groups of settings by which its tables go, where the document chooses some.
    choices: set[str] = field(default_factory=set)
    # Cells of lists that are printed, filled in or blank.
    cells: set[tuple[Key, Place | None]] = field(default_factory=set)
    # Typed blocks of which it decides what is printed that they are there, and their schemas.
    present: dict[Place, tuple[Node, Schema]] = field(default_factory=dict)
    # What each template of sentences wrote, a paragraph each, and how their figures are computed.
    written: dict[Path, Sequence[str]] = field(default_factory=dict)
    asked: list[Answer] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set, repr=False)
    # A figure is known by its identity, so it must outlive the record.
    _kept: list[Figure] = field(default_factory=list, repr=False)

    def take(self, other: Record) -> None:
        """Records what another one has, and nothing else."""
        for one in fields(self):
            setattr(self, one.name, copy(getattr(other, one.name)))
        self.explained = {place: dict(pairs) for place, pairs in other.explained.items()}

    def figure(self, figure: Figure) -> None:
        """Records that a figure of this document is printed."""
        if id(figure) in self._seen:
            return
        self._seen.add(id(figure))
        self._kept.append(figure)
        self.absent.update(dict.fromkeys(figure.lacks))
        self.used.update(typed.place for typed in figure.typed() if typed.place)

    def quantity(self, quantity: Quantity, source: Node) -> None:
        """Records that a sentence's figure is printed; last year's may not be known."""
        if quantity.key[:1] == (LAST_YEAR,):
            self.before[quantity.key] = None
        if quantity.figure:
            self.figure(quantity.figure)
        elif quantity.key:
            self.absent[absent(source, quantity.key)] = None

    def hole(self, quantity: Quantity) -> None:
        """Records that a sentence prints the sign of what is not known for a figure."""
        for cause in quantity.figure.unknown() if quantity.figure else ():
            if cause.place:
                self.gaps.add(cause.place)

    def use(self, node: Node | None) -> None:
        """Records a typed value, no figure, as printed, with everything below it."""
        if node is None:
            return
        self.used.add(node.place)
        for below in (*(value for _, value in node.items()), *node.rows()) if node.is_block else ():
            self.use(below)

    def settle(self) -> None:
        """Records as printed blocks that have to be there, of which nothing else is."""
        for node, schema in self.present.values():
            if not self.is_used(node):
                one = next(iter(node.rows()), node)
                due = schema.get("items", schema).get("required", ())
                for word in [*filter(None, map(one.get, due))] or [one]:
                    self.use(word)

    def is_used(self, node: Node) -> bool:
        """Whether, by the record, anything typed below a node is printed."""
        if node.place in self.used or not node.is_block:
            return node.place in self.used
        below = (*(value for _, value in node.items()), *node.rows())
        return any(map(self.is_used, below))

    def explain(self, node: Node, pair: Pair) -> None:
        """Records that a reason is printed behind a figure and its base."""
        self.use(node)
        self.explained.setdefault(node.place, {})[pair] = node

    def behind(self, reasons: Reasons) -> Mapping[Place, tuple[Move, ...]]:
        """By the place of a printed reason, the record's moves that it stands behind."""
        known = reasons.moves
        return {
            place: tuple(known[pair] for pair in pairs if pair in known)
            for place, pairs in self.explained.items()
        }


def faint(record: Record) -> Iterator[Diagnostic]:
    """A warning for each amount that the record has as printed as zero, though it is none."""
    told: dict[Place, Figure] = {}
    units: dict[Place, Unit] = {}
    for figure, unit in record.faint.items():
        typed = (part.place for part in figure.typed() if part.amount.value)
        place = next(filter(None, typed), None)
        if place and (place not in told or figure.place == place):
            told[place], units[place] = figure, unit
    for place, figure in told.items():
        exact = f"{figure.amount.value:,.2f} 元"
        message = f"{figure.label} {exact}，表以{units[place].label}刊出，印成了零。"
        yield Diagnostic(place, "MZ734", message, FAINT_HINT, Severity.WARNING)


def rough(record: Record, unit: Unit) -> Iterator[Diagnostic]:
    """A warning, by the record, about printed amounts of which nobody said the 元.

    Their last digits are zeros that stand for what was rounded away.
    """
    typed = {part.place: part for figure in record.rough for part in figure.typed() if part.place}
    found = {place: part for place, part in typed.items() if part.amount.half >= Unit.YUAN.value}
    if found:
        place, first = next(iter(found.items()))
        more = f"等 {len(found)} 个数" if len(found) > 1 else ""
        message = f"{first.label}{more}按元刊出，来源按{unit.label}填写，印出的末几位没有人填过。"
        operands = tuple(
            Operand(part.label, f"{part.amount.displayed(unit)} {unit.label}", at)
            for at, part in found.items()
        )
        yield Diagnostic(place, "MZ748", message, ROUGH_HINT, Severity.WARNING, operands)


def served_twice(record: Record, reasons: Reasons) -> Iterator[Diagnostic]:
    """An error for each reason that, by the record, is printed behind two comparisons."""
    for place, pairs in record.explained.items():
        if len(bases := dict.fromkeys(base for _, base in pairs)) > 1:
            keys: dict[str, Key] = {}
            for name, base in sorted(pairs, key=lambda pair: pair[1] != LAST_YEAR):
                keys.setdefault(base, reasons.key(name, base, keys.values()))
            each = (("与", base, "比较的写在 ", in_cell(keys[base]), " 里") for base in bases)
            hint = together(("请分开写：", together(map(together, each), "、"), "。"))
            text = next(iter(pairs.values())).text
            message = f"“{text}”这条原因要印在{len(bases)}种比较后面：{'、'.join(bases)}。"
            yield Diagnostic(place, "MZ346", message, hint)


def missing(
    record: Record,
    definitions: Mapping[str, Definition],
    keyless: Collection[Key] = (),
    is_doubled: Callable[[str], bool] = lambda _: False,
    account: Account | None = None,
) -> Iterator[Diagnostic]:
    """An error for each block of which the record has something printed that nobody typed.

    What nobody could type, for the form has no key for it (``keyless``), is told of the form.
    ``is_doubled`` tells of what the units' sum of last year would have money twice.  What only
    some units of the ``account`` did not say is told of them.
    """
    blocks: dict[tuple[Path, str], list[Absent]] = {}
    lacking = at_units(record.absent, account) if account else record.absent
    for lack in (lack for lack in lacking if lack.key not in keyless):
        blocks.setdefault((lack.place.file, lack.key[0]), []).append(lack)
    for (_, block), lacks in blocks.items():
        place = lacks[0].place
        if block == LAST_YEAR:
            names = tuple(needed([".".join(lack.key[1:]) for lack in lacks], definitions))
            doubled = [name for name in names if is_doubled(name) or is_doubled(f"{name}{FINAL}")]
            silent = silent_units(account, names) if account else ()
            told = _last_year(place, names, doubled, silent)
            could_sum = account and account.parts and not account.folder.previous
            yield replace(told, hint=together((told.hint, BY_FOLDER))) if could_sum else told
        else:
            unit = unable(lacks, account)
            of_form = _not_in_its_form(block, lacks, unit, account) if unit and account else None
            yield of_form or _missing(block, lacks, place)


def needed(names: list[str], definitions: Mapping[str, Definition]) -> Iterator[str]:
    """Names of figures on record as printed, without sums that follow once parts are typed.

    A sum in a group (三公经费.合计) follows from its group, which is typed as a whole; any other
    from all of its parts only: 总计 has more than 本年支出合计 in it.
    """
    finals = {name.removesuffix(FINAL): d for name, d in definitions.items()}

    def follows(name: str) -> bool:
        """Whether a figure is needed no more once those on record are there."""
        definition = definitions.get(name) or finals.get(name)
        parts = [part.removesuffix(FINAL) for _, part in definition.terms] if definition else []
        is_enough = any if "." in name else all
        return bool(parts) and is_enough(part in names or follows(part) for part in parts)

    return (name for name in names if not follows(name))


def _last_year(
    place: Place, names: Sequence[str], doubled: Sequence[str], silent: Sequence[str]
) -> Diagnostic:
    listed = "、".join(names)
    why = "部门有抵销，各单位的上年数相加会把单位之间的钱算两次，写减去它以后的数；"
    hint = f"请在“上年”里填写：{listed}；{why if doubled else ''}上年没有的填 0。"
    if not silent:
        message, about = f"没有填写上年的{listed}，无法比较。", frozenset((*names, alone(*names)))
        return Diagnostic(place, "MZ402", message, hint, about=about)
    agencies = "、".join(silent)
    rest = (
        f"；抵销到的{'、'.join(doubled)}要写在部门的“上年”里（减去抵销以后的数）" if doubled else ""
    )
    hint = f"在这个单位的文件里补上“上年”，由程序相加{rest}；也可以都在部门的“上年”里填写。"
    message = f"单位没有上年数：{agencies}；部门的上年数（{_few(names)}）不能由各单位相加。"
    return Diagnostic(place, "MZ402", message, hint, about=frozenset(names))


def _few(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more


def _missing(block: str, lacks: list[Absent], place: Place) -> Diagnostic:
    names = "、".join(_each_once(lacks))
    said = f"：{names}" if names else ""
    ways = together(("请填写", *_ways_out(lacks)), "；")
    words = f"“{block}”要印出来，没有填写{said}。"
    return Diagnostic(place, "MZ410", words, together((ways, "。")), about=_about(block, lacks))


def _not_in_its_form(
    block: str, lacks: list[Absent], unit: Account, account: Account
) -> Diagnostic:
    """What the record has as printed, and a unit under another form has no key for."""
    form, names = unit.source.get("版式"), "、".join(_each_once(lacks))
    said = f"：{names}" if names else ""
    message = (
        f"“{block}”要印出来，单位“{unit.agency}”没有填写{said}；"
        f"它的版式是“{unit.region}”，不能填写这一项。"
    )
    itself = f"请在部门的文件里写“{block}”；或者" if is_left_to_units(block, account) else "请"
    hint = f"{itself}把单位的版式改成部门的“{account.region}”，在那里填写。"
    place = form.place if form else unit.source.place
    return Diagnostic(place, "MZ410", message, hint, about=_about(block, lacks))


def _about(block: str, lacks: Iterable[Absent]) -> frozenset[str]:
    """The names of what the record has as printed and missing, and the one block that has it."""
    return names_of(lack.key for lack in lacks) | {alone(block)}


def _ways_out(lacks: list[Absent]) -> Iterator[str]:
    """What one types who has none of what the record says is printed.

    What holds for some keys alone, with these.
    """
    ways: dict[str, list[Absent]] = {}
    for lack in lacks:
        for part in lack.hint.split("；"):
            ways.setdefault(part, []).append(lack)
    for way, of in ways.items():
        names = list(_each_once(of))
        some = "、".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")
        is_all = len(of) == len(lacks) or len(ways) == 1 or not some
        yield known(way) if is_all else together((some, "：", known(way)))


def _each_once(lacks: Iterable[Absent]) -> Iterator[str]:
    """What the record has as printed and missing; of each key the subjects together."""
    found: dict[str, dict[str, None]] = {}
    for lack in lacks:
        head, *rest = lack.key[1:] or ("",)
        of_subjects = head.startswith(OF_SUBJECT) and bool(rest)
        name = ".".join(rest) if of_subjects else ".".join(lack.key[1:])
        codes = head.removeprefix(OF_SUBJECT).split("、") if of_subjects else ()
        found.setdefault(name, {}).update(dict.fromkeys(codes))
    for name, subjects in found.items():
        if name:
            yield f"{OF_SUBJECT}{'、'.join(sorted(subjects))} 的{name}" if subjects else name
