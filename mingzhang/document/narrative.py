"""Sentences: section templates and an account → headings and paragraphs, and what is missing.

A template is one paragraph a line: ``# `` begins a heading, ``## `` a smaller one, an indented
line goes on where the line before it ended.  Text of a source is data: it is escaped, stays on
one line, and nothing in it is ever executed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from pathlib import Path

from jinja2 import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document import sentence_figures as words
from mingzhang.document.author_markdown import to_html
from mingzhang.document.charts import Charts
from mingzhang.document.endless_work import not_long
from mingzhang.document.evaluations import Score
from mingzhang.document.markdown_references import References
from mingzhang.document.pipe_tables import table_faults
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import FROM_ZERO, LEAST, NO, TOLD_IN, Region
from mingzhang.document.sentence_figures import (
    Answer,
    Quantity,
    Wording,
    as_quantity,
    as_text,
    is_part,
    reason_text,
    rendered,
    unmarked,
)
from mingzhang.document.source_values import SAID, Branch, Gap, Unwritten, decides, is_said
from mingzhang.document.template_environment import create_environment
from mingzhang.document.template_faults import RAISED, MisuseError, template_fault
from mingzhang.document.template_filters import FILTERS
from mingzhang.document.template_names import Names
from mingzhang.document.untypable_keys import can_be_typed
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Unit
from mingzhang.facts.figure import Figure, computed, first_cells
from mingzhang.facts.implied_zeros import Key
from mingzhang.facts.reasons import LAST_YEAR, Pair
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import listed
from mingzhang.reading.source_text import shown
from mingzhang.reading.ways_out import Way, changed, together, without, write_in
from mingzhang.reading.ways_out import line as a_line

BLOCK_TAG = re.compile(r"<(?:p|ol|ul|h[1-6]|table|figure)\b")
BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|tr)>|<br>")
CELL_END = re.compile(r"</t[dh]>(?!</tr>)")
DRAWING = re.compile(r"<svg\b.*?</svg>")
TAG = re.compile(r"<[^>]*>")
ADD_UP = "组成它的各项都填了：删去这里的“缺”，由程序相加。"
# What a completed budget is called, and which bases it may be then: 预算 is what 三公 calls theirs.
BASES_CALLED = {"年初预算": ("", "年初预算"), "全年预算": ("", "全年预算", "预算")}
COMPARISON, REASON, CHANGE = "比较词", "原因", "变动额"
HEADINGS = {"# ": "h4", "## ": "h5"}
A_ROW, NOT_UNITS = "里写一行", "；单位自己写的原因不作部门的原因。"


@dataclass(frozen=True)
class Block:
    """A block of the narrative: heading (h3 to h6), paragraph (p) or ready markup (html)."""

    tag: str
    content: Markup

    @cached_property
    def html(self) -> Markup:
        """The HTML element of a narrative block."""
        if self.tag == "html":
            return self.content
        return rendered(f"<{self.tag}>{self.content}</{self.tag}>")

    @cached_property
    def text(self) -> str:
        """What a narrative block says, without markup; the items of a list by lines."""
        lines = BLOCK_END.sub("\n", CELL_END.sub(" ", DRAWING.sub("", self.content)))
        return rendered(TAG.sub("", lines)).unescape().strip()


@dataclass
class Writer:
    """The functions of narrative templates, and what they found missing in sentences."""

    account: Account
    wording: Wording
    record: Record = field(default_factory=Record)
    found: list[Diagnostic] = field(default_factory=list)
    # What was left out by the key where it would stand: reasons, and texts that may be accepted.
    unreasoned: list[tuple[Key, Diagnostic, Pair]] = field(default_factory=list)
    reminded: list[tuple[Key, Diagnostic]] = field(default_factory=list)
    # The Markdown files that the sentences hold.
    printed: set[str] = field(default_factory=set)

    def quantity(self, value: object, user: str) -> Quantity:
        """The figure that ``user`` asks for in the narrative, taken down as printed."""
        quantity = as_quantity(value, user)
        self.record.quantity(quantity, self.account.source)
        return quantity.in_unit(self.wording.unit)

    def _quantities(self, user: str, *values: object) -> tuple[Quantity, Quantity]:
        left, right = (self.quantity(value, user) for value in values)
        return left, right

    def amount(self, quantity: object) -> Markup:
        """An amount in a narrative template: ``{{ 总计 | 万元 }}``."""
        return self._amount(quantity, Unit.WAN)

    def amount_in_yuan(self, quantity: object) -> Markup:
        """An amount in a narrative template to the 分: ``{{ 总计 | 元 }}``."""
        return self._amount(quantity, Unit.YUAN)

    def _amount(self, quantity: object, unit: Unit) -> Markup:
        asked = self.quantity(quantity, unit.label).in_unit(unit)
        if asked.figure and (measure := asked.figure.amount.measure):
            raise MisuseError(f"“{asked.name}”的单位是“{measure}”，不是金额，请写成“| 数”。")
        self.record.hole(asked)
        self._rough(asked)
        return self.wording.amount(asked)

    def _rough(self, *quantities: Quantity) -> None:
        """Takes down the amounts that the narrative tells in 元, and nobody typed to the 元."""
        for figure in (q.figure for q in quantities if q.unit is Unit.YUAN):
            if figure and figure.is_known and figure.amount.half >= Unit.YUAN.value:
                self.record.rough.setdefault(figure)

    def number(self, quantity: object) -> Markup:
        """A narrative's ``{{ 会议费.人次 | 数 }}``: a figure that is no money, without its unit."""
        asked = self.quantity(quantity, "数")
        figure = asked.figure
        if figure and figure.is_known and not figure.amount.measure:
            way = "请写成“| 万元”；不是钱的，改正 keys.yaml 里它的“类型”"
            raise MisuseError(f"“{asked.name}”是金额，{way}。")
        self.record.hole(asked)
        return self.wording.count(asked)

    def is_not_zero(self, quantity: object) -> bool:
        """The test of a narrative template whether money is not zero: ``总计 | 非零``."""
        return self.wording.is_some(self.quantity(quantity, "非零"))

    def is_gap(self, quantity: object) -> bool:
        """A narrative's ``{% if 采购 | 没有公布 %}``: typed as 缺, not known to be nothing."""
        asked = as_quantity(quantity, "没有公布")
        return self._decides(asked.figure, is_so=not asked.is_known and not _lacks(asked))

    def is_given(self, value: object) -> bool:
        """A narrative's ``{% if 项.全年预算 | 已填 %}``: what was not typed need not be."""
        if isinstance(value, SAID):
            return is_said(value)
        figure = as_quantity(value, "已填").figure
        is_so = figure is not None and figure.is_known and any(figure.typed())
        return self._decides(figure, is_so=is_so)

    def _decides(self, figure: Figure | None, *, is_so: bool) -> bool:
        """A figure of which something is so decides what the narrative says."""
        if figure and is_so:
            self.record.figure(figure)
        return is_so

    def require(self, *values: object) -> str:
        """A narrative's ``{{ 须填(a, b) }}``: what is said next follows from nothing left out."""
        any(map(decides, values))
        return ""

    def points(self, value: object) -> Decimal:
        """A narrative's ``{{ 得分 | 得分 }}``: the points of one of 自评得分."""
        if not isinstance(value, Score):
            str(value)  # an undefined name raises what it is
            raise MisuseError("“得分”只用于自评得分；版式自己的数写“| 数”。")
        self.record.use(value.node)
        return value.points

    def share(self, part: object, whole: object) -> Markup:
        """A narrative's ``占比(a, b)``: the share of displayed amounts; nothing for a zero base."""
        small, large = self._quantities("占比", part, whole)
        if is_part(large, small):
            raise MisuseError(
                f"“占比”的两个数写反了：“{large.name}”是“{small.name}”的一部分，"
                f"请写成“占比({large.name}, {small.name})”。"
            )
        return self.wording.share(small, large)

    def rate(self, part: object, whole: object) -> Markup:
        """A narrative's ``比率(a, b)``: the share of counts, be they figures that are no money.

        The sign of what is not known, if any.
        """
        part, whole = (self._counted(value, "比率") for value in (part, whole))
        for value in (part, whole):
            said = str(value)  # takes down a count that nobody typed; an undefined name raises
            if isinstance(value, Gap):
                return escape(said)
        if not isinstance(part, (int, Decimal)) or not isinstance(whole, (int, Decimal)):
            raise MisuseError("“比率”要用两个个数；两个金额之比请写成“占比”。")
        return self.wording.percent(EXACT.create_decimal(part), EXACT.create_decimal(whole))

    def average(self, amount: object, count: object) -> Markup:
        """A narrative's ``平均(金额, 个数)``: 2.47万元 of the amount shown; nothing for none."""
        money = self.quantity(amount, "平均")
        number = self._counted(count, "平均")
        said = str(number)  # takes down a count that nobody typed; an undefined name raises
        if isinstance(number, Gap):
            return escape(said)
        is_money = not (money.figure and money.figure.amount.measure)
        if not is_money or not isinstance(number, (int, Decimal)):
            raise MisuseError("“平均”先写金额，再写个数，例如 平均(会议费.决算数, 会议费.人数)。")
        self._rough(money)
        counted = count if isinstance(count, Quantity) else None
        return self.wording.average(money, EXACT.create_decimal(number), counted)

    def _counted(self, value: object, user: str) -> object:
        """The number of a narrative's figure that is no money; any other value as it is."""
        figure = value.figure if isinstance(value, Quantity) else None
        if not isinstance(value, Quantity) or figure is None or not figure.amount.measure:
            return value
        asked = self.quantity(value, user)
        return asked.shown if asked.is_known else Gap.of(self.wording.unknown)

    def has_moved(self, now: object, before: object) -> bool:
        """A narrative's ``有变动(本, 上)``: whether the displayed amounts differ."""
        return self.wording.has_moved(*self._compared(now, before))

    def change(self, now: object, before: object) -> Markup:
        """A narrative's ``变动(本, 上)``: 减少345.58万元，下降10.92%, or the word for level."""
        return self._told("变动", now, before, rated=True)

    def amount_of_change(self, now: object, before: object) -> Markup:
        """A narrative's ``变动额(本, 上)``: 减少345.58万元, or the word for level."""
        return self._told(CHANGE, now, before, rated=False)

    def _told(self, user: str, now: object, before: object, *, rated: bool) -> Markup:
        pair = self._paired(user, now, before)
        said = self.wording.change(*pair, rated=rated)
        is_level = pair[0] is not pair[1] and not words.moved(*pair)
        return escape(self.wording.word(CHANGE, str(said), *pair)) if is_level else said

    def completion(self, final: object, budget: object, of: object = "年初预算") -> Markup:
        """A narrative's ``完成率(决算, 预算)``: ，完成年初预算的98.75%; nothing for no budget."""
        quantities, name = self._quantities("完成率", final, budget), as_text(of, "完成率")
        base = quantities[1].base[1]
        is_swapped = quantities[0].base[0] and quantities[0].base[0] == quantities[1].about
        plans = [one.name.removesuffix("数").endswith("预算") for one in quantities]
        if is_swapped or plans == [True, False]:
            raise MisuseError("“完成率”的两个数写反了：先写决算的，再写预算的。")
        if any(word in name and base not in bases for word, bases in BASES_CALLED.items()):
            raise MisuseError(f"“完成率”的话是“完成{name}的”，比的却是{base or '别的数'}。")
        return self.wording.completion(*quantities, name)

    def _paired(self, user: str, now: object, before: object) -> tuple[Quantity, Quantity]:
        """The figure and the base whose change a narrative tells: one figure's, in this order."""
        pair = self._compared(now, before)
        if pair[0].base[0] and pair[0].base[0] == pair[1].about:
            raise MisuseError(f"“{user}”的两个数写反了：先写本年的，再写上年（或预算）的。")
        (name, base), about = pair[1].base, pair[0].about
        same = self.account.indicators.get(name) if base == LAST_YEAR and about != name else None
        # 收入总计 and 总计 are two names of one figure.
        if same and about and not _is_same(same, pair[0]):
            way = f"请写 上年.{about}。"
            raise MisuseError(f"“{user}”比的不是同一个数：{about} 与上年的 {name}。{way}")
        return pair

    def comparison(self, left: object, right: object) -> str:
        """The comparing word in a narrative: ``比较词(a, b)`` is 大于, 小于 or 持平."""
        pair = self._quantities(COMPARISON, left, right)
        return self.wording.word(COMPARISON, words.comparison(*pair), *pair)

    def reason(self, now: object, before: object, lead: object = "，主要原因是") -> str:
        """A narrative's ``原因(本, 上, 引语)``: the author's reason; demanded if ``now`` moved."""
        base = as_quantity(before, REASON).base
        now, before = self._compared(now, before)
        if base[0] != now.about or not now.about:
            raise MisuseError(
                "“原因”要用同一个数的本年和上年（或预算），例如 原因(总计, 上年.总计)。"
            )
        is_moved = words.moved(now, before)
        told = self.account.reasons.of(*base, moved=is_moved)
        texts = [text for node in told if (text := reason_text(node.text))]
        for node in told:
            self.record.explain(node, base)
        if texts:
            said, leading = "；".join(texts), as_text(lead, REASON)
            if isinstance(leading, Markup):  # it has figures, or words of others, of its own
                return leading + self.wording.word(REASON, said, now, before)
            return self.wording.word(REASON, leading + said, now, before)
        if base[0] not in self.account.reasons.rows and not can_be_typed(self.account, base):
            self.record.unwritable[base] = None
        elif is_moved and not self._is_small(now, before):
            self._missing_reason(now, before, base)
        return ""

    def _is_small(self, now: Quantity, before: Quantity) -> bool:
        """Whether the narrative asks for no reason of a change of this size."""
        return words.is_below(self.wording.least, now, before)

    def _compared(self, now: object, before: object) -> tuple[Quantity, Quantity]:
        now, before = self._quantities("变动", now, before)
        if before.figure is None or _lacks(now) or _lacks(before):
            # The record tells what is missing; there is nothing to be compared.
            return now, now
        if not (now.is_known and before.is_known):
            self._unknown(now, before)
            return now, now
        return now, before

    def _unknown(self, now: Quantity, before: Quantity) -> None:
        """Tells in the narrative which is not known, at its place or where it would stand."""
        lacking = before if now.is_known else now
        typed = lacking.figure.typed() if lacking.figure else ()
        gap = next((figure for figure in typed if not figure.is_known), None)
        wide = None if gap else _wider(lacking.figure)
        place = gap.place if gap else wide and wide.place
        only = f"，来源里只有“{wide.label}”" if wide else ""
        # A sum whose parts are known is known, unless it is stated not to be.
        is_sum = gap and gap.terms and all(term.figure.is_known for term in gap.terms)
        message = f"{lacking.full_name}没有公布{only}，这一句无法比较。"
        hint = ADD_UP if is_sum else "请补上这个数；确实没有的，在版式里换一句不作比较的话。"
        where = place or _section(self.account, lacking.key)
        # Several sentences may lack one figure.
        suspects = (place,) if place else ()
        # What was typed as not known is so itself, and for no row that a sum lacks.
        about = frozenset(() if gap else (TOTAL,))
        told = Diagnostic(where, "MZ406", message, hint, suspects=suspects, about=about)
        self.found.append(told)

    def _missing_reason(self, now: Quantity, before: Quantity, base: tuple[str, str]) -> None:
        difference = EXACT.subtract(now.shown, before.shown)
        key = self._key_of_reason(base)
        place, asked = _place(self.account, now, before), together((write_in(key), "。"))
        if now.is_sum and self.account.source.get(*key[:-1]) is not None:
            place = _section(self.account, key)  # not at the first of its parts
        source = self.account.source
        if self.account.cube.is_summed:
            # The figure is the units', and so are the reasons that stand beside it there.
            is_own = place.file == source.place.file
            place = place if is_own else _section(self.account, key)
            asked = _in_department(source, key, base[0]) or asked
        if others := self.account.reasons.of_another(*base):
            instead = _of_another_budget(self.account, base)
            place, asked = others[0].place, together((instead, asked))
        hint = together((_of_stated(now, before), asked))
        told = Diagnostic(
            place,
            "MZ401",
            f"{now.full_name}变动了 {difference:,} {now.unit.label}，缺少原因。",
            hint,
            suspects=first_cells(now.figure, before.figure),
            about=frozenset({now.full_name, "增加" if difference > 0 else "减少"}),
        )
        if now.shown:
            self.record.unexplained[key] = None
        self.unreasoned.append((key, told, base))

    def _key_of_reason(self, base: Pair) -> Key:
        """Where a reason that the narrative lacks is written: one key is for one comparison.

        What was told of the same figure beside another base makes room where it can.
        """
        reasons = self.account.reasons
        others = enumerate(self.unreasoned)
        beside = [n for n, (_, _, of) in others if of[0] == base[0] and of[1] != base[1]]
        key = reasons.key(*base, taken=[self.unreasoned[n][0] for n in beside])
        for number in beside:
            old, told, other = self.unreasoned[number]
            if old == key and (free := reasons.key(*other, taken=(key,))) != key:
                hint = without(told.hint, write_in(key), write_in(free))
                self.unreasoned[number] = (free, replace(told, hint=hint), other)
                self.record.unexplained[free] = None
        return key

    def warn(self, key: object, what: object, row: object = None) -> str:
        """A narrative's ``提醒('绩效.评价结论', …)``: an expected text that the author left out.

        One of a row, which is the third argument, would stand in that row.
        """
        path = tuple(as_text(key, "提醒").split("."))
        if isinstance(row, Branch) and row.node:
            place, asked = row.node.place, write_in(path[-1:], "这一行的")
        else:
            self.record.expected[path] = None
            above = self.account.source.get(*path[:-1]) if path[1:] else None
            if above is not None and not above.is_block:
                # Of a block that is one 0 there is nothing more to say.
                return ""
            if above is not None and above.get(path[-1]) is not None:
                return ""  # a list without a row says that there is none
            place, asked = _section(self.account, path), write_in(path)
            if above is not None and above.rows():
                asked = together((f"请在“{path[-2]}”里加一行，写上科目和“{path[-1]}”",))
        hint = together((asked, "；没有这项内容的，可以在“核对说明”里说明。"))
        told = Diagnostic(place, "MZ404", as_text(what, "提醒"), hint, Severity.WARNING)
        self.reminded.append((path, told))
        return ""

    def _note(
        self,
        place: Place,
        code: str,
        message: str,
        hint: str,
        severity: Severity = Severity.ERROR,
        suspects: tuple[Place, ...] = (),
    ) -> None:
        self.found.append(Diagnostic(place, code, message, hint, severity, suspects=suspects))


def left_out(writer: Writer) -> Iterator[Diagnostic]:
    """What the narrative's sentences found missing; of a block not there at all, one message."""
    source = writer.account.source
    for block, group in groupby(writer.unreasoned, lambda lack: lack[0][0]):
        lacks = [(key, diagnostic) for key, diagnostic, _ in group]
        is_whole = source.get(block) is None and len(lacks) > 1
        yield from (_together(block, lacks, source),) if is_whole else (d for _, d in lacks)
    lacking = {lack.key[0] for lack in writer.record.absent if source.get(lack.key[0]) is None}
    yield from (diagnostic for key, diagnostic in writer.reminded if key[0] not in lacking)


def _together(block: str, lacks: list[tuple[Key, Diagnostic]], source: Node) -> Diagnostic:
    """One finding for all the reasons that the narrative lacks of a block nobody typed."""
    told = [diagnostic for _, diagnostic in lacks]
    moved = "；".join(diagnostic.message.partition("，缺少")[0] for diagnostic in told)
    names = together((_asked(key, d.hint) for key, d in lacks), "、")
    message = f"“{block}”没有填写，{len(told)} 个变动了的数缺少原因：{moved}。"
    suspects = tuple(dict.fromkeys(place for one in told for place in one.suspects))
    place = Place(source.place.file, 1, 1)
    tail = NOT_UNITS if any(d.hint.endswith(NOT_UNITS) for d in told) else "。"
    begin = Way(f"请写上“{block}”，在里面写明：", f"请在“{block}”里填写：")
    hint = together((begin, names, tail))
    about = frozenset[str]().union(*(one.about for one in told))
    return Diagnostic(place, "MZ401", message, hint, suspects=suspects, about=about)


def _asked(key: Key, hint: str) -> str:
    """What a way out of the narrative asks for: the row to write, else the key in its block."""
    row = changed(hint, lambda words: words.partition(A_ROW)[2].removesuffix(NOT_UNITS).strip())
    return row or _written(key[1:])


@dataclass(frozen=True)
class Narrator:
    """Writes the narrative: renders a region's section templates for one account."""

    region: Region
    environment: ImmutableSandboxedEnvironment
    names: Names
    writer: Writer

    def blocks(self, relative: str, place: Place) -> tuple[Block, ...]:
        """Headings and paragraphs of the narrative's template that ``place`` asks for."""
        file = self.region.find(relative)
        if file is None:
            hint = f"模板放在版式或上级版式的 {self.region.kind}/sections 里。"
            self._fault(Diagnostic(place, "MZ521", f"找不到模板“{relative}”。", hint))
            return ()
        try:
            text = self._template(relative).render()
        except RAISED as error:
            self._fault(template_fault(error, file, self._known(), self.environment.filters))
            return ()
        written, paragraphs = self.writer.record.written, _paragraphs(text)
        written[file] = (*written.get(file, ()), *paragraphs)
        return tuple(_block(unmarked(paragraph)) for paragraph in paragraphs)

    def files(self, relative: str) -> Sequence[Path]:
        """The templates of which one writes a sentence of the narrative: its own comes first."""
        own = self.region.find(relative)
        others = (file for file in sorted(self.region.taken) if file.suffix == ".j2")
        return tuple(dict.fromkeys((own, *others))) if own else ()

    def duties(self, file: object = "") -> Markup:
        """A narrative's ``职责()``: the Markdown of the agency, or of a unit's file."""
        name = self.writer.account.profile.get("职责")
        return self.long_text(as_text(file, "职责") or (name.text if name else ""))

    def long_text(self, file: str) -> Markup:
        """A narrative's Markdown file of the document's folder, its references computed."""
        folder = self.writer.account.folder
        self.writer.printed.add(file)
        text = folder.texts.get(file, "")
        references = References(self.environment, self.names, shown(folder.path / file), text)
        self.writer.record.texts.add(file)
        html = to_html(text, references)
        self.writer.found.extend((*references.found, *table_faults(text, references.file)))
        return html

    def _template(self, relative: str) -> Template:
        return self.environment.get_template(relative, globals=self.names)

    def _known(self) -> Iterator[str]:
        yield from self.names
        yield from self.writer.account.indicators.definitions
        yield from (name for name in self.environment.filters if not name.isascii())

    def _fault(self, diagnostic: Diagnostic) -> None:
        self.writer.found.append(diagnostic)


def create_narrator(
    account: Account,
    region: Region,
    names: Names,
    terms: Mapping[str, str],
    record: Record | None = None,
) -> Narrator:
    """The narrator of a narrative, whose templates know ``names`` and the form's macros."""
    record = record or Record()
    writer = Writer(account, _wording(region, terms, record.asked), record)
    environment = create_environment(region)
    environment.finalize = _printed
    # A line is a paragraph: the line break after a block must stay.
    environment.trim_blocks = False
    own = {
        "万元": writer.amount,
        "元": writer.amount_in_yuan,
        "数": writer.number,
        "非零": writer.is_not_zero,
        "已填": writer.is_given,
        "没有公布": writer.is_gap,
        "得分": writer.points,
    }
    environment.filters |= {**FILTERS, **own}
    settings = {name: region.text(name) for name in region.settings}
    charts = Charts(environment, writer.wording, region.text("图注"), writer.quantity)
    known = {**names, **_functions(writer), **charts.functions(), "设置": settings}
    narrator = Narrator(region, environment, known, writer)
    narrator.names["职责"] = narrator.duties
    _add_macros(narrator)
    return narrator


def _wording(region: Region, terms: Mapping[str, str], asked: list[Answer]) -> Wording:
    return Wording(
        decimals=region.count("百分比小数", 2),
        zero=region.text("文字零值", "0.00"),
        terms=terms,
        asked=asked,
        unknown=region.text("缺数", "…"),
        grouped=region.text("文字千分位") != NO,
        short=region.text("文字去零"),
        least=region.text(LEAST),
        from_zero=region.text(FROM_ZERO),
        unit=Unit.named(region.text(TOLD_IN, Unit.WAN.label)),
    )


def _add_macros(narrator: Narrator) -> None:
    """Makes the form's macros known to every section of the narrative, without an import."""
    for path, file in narrator.region.macros().items():
        try:
            module = narrator.environment.get_template(path, globals=narrator.names).module
        except RAISED as error:
            narrator.writer.found.append(template_fault(error, file, narrator.names))
            continue
        exported = vars(module).items()
        narrator.names.update({name: value for name, value in exported if name[0] != "_"})


def _functions(writer: Writer) -> Names:
    return {
        "占比": writer.share,
        "比率": writer.rate,
        "平均": writer.average,
        "变动": writer.change,
        "变动额": writer.amount_of_change,
        "有变动": writer.has_moved,
        "完成率": writer.completion,
        "比较词": writer.comparison,
        "原因": writer.reason,
        "提醒": writer.warn,
        "须填": writer.require,
    }


def _printed(value: object) -> Markup:
    """What a narrative template prints of a value; one that nobody typed is taken down."""
    if isinstance(value, str):
        not_long(value)
    if isinstance(value, Unwritten):
        value.note()
    if isinstance(value, Branch):
        keys = listed(list(value.schema["properties"]))
        raise MisuseError(f"这里是一组键，不能直接印，请写到哪一个：{keys}。")
    return words.plain(value)


def _paragraphs(text: str) -> Sequence[str]:
    paragraphs: list[str] = []
    for line in text.splitlines():
        if line[:1].isspace() and line.strip() and paragraphs:
            paragraphs[-1] += line.strip()
        elif line.strip():
            paragraphs.append(line.strip())
    return paragraphs


def _block(line: str) -> Block:
    for mark, tag in HEADINGS.items():
        if line.startswith(mark):
            return Block(tag, rendered(line.removeprefix(mark).strip()))
    return Block("html" if BLOCK_TAG.match(line) else "p", rendered(line))


def _lacks(quantity: Quantity) -> bool:
    return quantity.figure is not None and bool(quantity.figure.lacks)


def _of_stated(now: Quantity, before: Quantity) -> str:
    """What to look at first where only a 公布数 moved, and the parts that it states did not."""
    figure = now.figure
    if figure is None or not (figure.place and figure.terms):
        return ""
    parts = Quantity("", computed("", figure.terms), unit=before.unit)
    is_level = parts.is_known and parts.shown == before.shown
    return (
        f"先核对这个公布数：各部分相加是 {parts.shown:,} {parts.unit.label}，没有变动。"
        if is_level
        else ""
    )


def _is_same(figure: Figure, quantity: Quantity) -> bool:
    """Whether a narrative's figure has the amount of that one, under whatever name."""
    return quantity.figure is not None and figure.amount.agrees(quantity.figure.amount)


def _of_another_budget(account: Account, pair: tuple[str, str]) -> str:
    """What the narrative does not print: a reason why another budget differs, not this one."""
    said, base = account.reasons.of_another(*pair)[0], pair[1]
    other = account.reasons.explained[said.place][0].base
    move = Way("把它的键改过来", "把它移到那一格")
    first = f"“{said.text}”是与{other}不同的原因，这一句与{base}比较；说的是{base}的，"
    return together((first, move, "，都要说的各写一条。"))


def _written(key: tuple[str, ...]) -> str:
    """How the author writes the key that the narrative needs: 原因: 总计."""
    return ": ".join(key)


def _in_department(source: Node, key: Key, about: str) -> Way | None:
    """How a department writes the reason that the narrative lacks of a unit's own subject."""
    section, *which = about.split(" ")
    code = which[-1] if which else ""
    own = (row for row in rows(source, section) if not text(row, "单位"))
    # A row of a form's list is known by its place, and has its reason in itself.
    if not code.isdigit() or any(text(row, "科目") == code for row in own):
        return None
    fund = {"资金": which[0]} if which[1:] else {}
    row = a_line({"科目": code, **fund, key[-1]: "…"}, of_list=True)
    where = f"部门的 {shown(source.place.file)} 的“{section}”"
    return together((f"请在{where}{A_ROW}", row, NOT_UNITS))


def _place(account: Account, now: Quantity, before: Quantity) -> Place:
    """Where a narrative's figure was typed; else last year's; else where the reason would stand.

    A reason is written in this document, not in the budget or last year's that it is measured by.
    """
    figures = [quantity.figure for quantity in (now, before) if quantity.figure]
    typed = (*figures, *(figure for one in figures[:1] for figure in one.typed()))
    beside = [one for one in (account.folder.planned, account.folder.previous) if one]
    others = {one.disclosure.place.file for one in beside}
    places = (figure.place for figure in typed if figure.place)
    own = (place for place in places if place.file not in others)
    return next(own, _section(account, now.key))


def _wider(figure: Figure | None) -> Figure | None:
    """The typed figure that has a narrative's unknown one in it, and does not tell it apart."""
    causes = figure.unknown() if figure else ()
    wider = (part for cause in causes if cause.wider for part in cause.wider.typed())
    return next(wider, None)


def _section(account: Account, key: tuple[str, ...]) -> Place:
    """The deepest typed key on the path that the narrative lacks; else the head of the file."""
    node: Node = account.source
    place = Place(node.place.file, 1, 1)
    for part in key:
        found = node.keys.get(part)
        below = node.get(part)
        # What a department left to its units stands in their files.
        if below is None or found is None or found.file != place.file:
            break
        place = found
        node = below
    return place
