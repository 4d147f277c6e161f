"""Form specs: the nodes of a template file, checked as they are read → queries, figures, words.

Whoever writes a template meets its faults with file, line and column, never a traceback.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.closing_zeros import without_closing_zeros
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import AS_ZERO, BLANK, NO, YES, ZERO, Region, guess, is_zero
from mingzhang.document.table_values import Cell
from mingzhang.facts.account import Account
from mingzhang.facts.amount import UNKNOWN, Unit
from mingzhang.facts.cube import Point
from mingzhang.facts.cube_query import FIELDS, Query, allowed, query_of, with_fiscal_income
from mingzhang.facts.figure import Figure
from mingzhang.facts.implied_zeros import NO_TEXT, absent
from mingzhang.facts.indicators import FINAL
from mingzhang.facts.reasons import LAST_YEAR
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.form_schema import OWN
from mingzhang.forms.own_figures import NO_INDICATOR, OF_PROFILE
from mingzhang.reading.document_folder import PROFILE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import nearest
from mingzhang.reading.source_text import full

# What a key's value should be, in the words of a message
TEXT, LIST, MAP, FLAG = "文字", "列表", "一组“键: 值”", "“是”或“否”"
NUMBER, COUNT, DECIMALS = "大于 0 的数字", "1 到 99 的整数", "0 到 6 的整数"
SOME = "文字，或文字的列表"
ZERO_SIGN = f"“空”，或 {AS_ZERO}"
ANY = ""
NO_FLOW = "“取”缺少“收支”。"
SINCE = re.compile(r"20\d\d")  # the year from which a form's text holds
AGENCIES = ("部门", "单位")  # the kinds of agency for which a form may have different texts
Keys = Mapping[str, str]
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
OTHER_YEAR = re.compile(r"年度 ?([+-]) ?(\d{1,2})")  # {年度+1}: as many years from the document's


@dataclass(frozen=True)
class Context:
    """What specs of a form are read with: an account, a region, and what was found so far.

    ``faults`` is what is wrong in them, ``asked`` every query of theirs with its place,
    ``checked`` every node that was looked at, for a form may be filled many times; ``record`` takes
    down what the form prints.
    """

    account: Account
    region: Region
    words: Mapping[str, str]
    faults: list[Diagnostic] = field(default_factory=list)
    asked: list[tuple[Place, Query]] = field(default_factory=list)
    checked: dict[int, Node] = field(default_factory=dict, repr=False)
    record: Record = field(default_factory=Record, repr=False)

    @classmethod
    def of(cls, account: Account, region: Region, record: Record | None = None) -> Context:
        """The context in which a form's specs are read, with words that any text may use."""
        settings = {key: region.text(key) for key in region.settings}
        gap = account.source.get("数据缺口")
        own = {
            "部门": account.agency_type,
            "名称": account.agency,
            "年度": str(account.year),
            "数据缺口": gap.text if gap else "",
        }
        own["汇总"] = "（汇总）" if len(account.units) > 1 else ""
        shown = {"金额单位": region.text("显示单位", Unit.WAN.label)}
        return cls(account, region, {**settings, **own, **shown}, record=record or Record())

    @cached_property
    def is_trial(self) -> bool:
        """Whether the specs are tried with an example among the forms, not an agency's source."""
        source = full(self.account.source.place.file)
        rooms = {full(folder).parent for folder in self.region.folders}
        return any(source.is_relative_to(room) for room in rooms)

    @cached_property
    def unit(self) -> Unit:
        """The unit of money of a form's tables, for its specs."""
        return Unit.named(self.words["金额单位"])

    @cached_property
    def _decimals(self) -> int:
        return self.region.count("小数位", 2)

    @cached_property
    def _is_grouped(self) -> bool:
        return self.region.is_on("千分位")

    def with_words(self, words: Mapping[str, str]) -> Context:
        """The context of a form's spec in which texts may also use ``words``."""
        return replace(self, words={**self.words, **words})

    def with_choices(self, group: str) -> Context:
        """The context of a form's spec that goes by what a document chose of settings for it."""
        self.record.choices.add(group)
        own = self.region.of_tables.get(group, {})
        region = self.region.with_choices(own)
        return replace(self, region=region, words={**self.words, **own})

    def fault(
        self, place: Place, code: str, message: str, hint: str = "", about: Iterable[str] = ()
    ) -> None:
        """Notes what is wrong in a form's spec."""
        self.faults.append(Diagnostic(place, code, message, hint, about=frozenset(about)))

    def check(self, node: Node, keys: Keys, required: tuple[str, ...] = ()) -> bool:
        """Whether a form's spec ``node`` is a mapping of these keys; says what is not, once."""
        if self.checked.get(id(node)) is not node:
            self.checked[id(node)] = node
            self._check(node, keys, required)
        return isinstance(node.value, dict)

    def _check(self, node: Node, keys: Keys, required: tuple[str, ...]) -> None:
        if not isinstance(node.value, dict):
            self.fault(node.place, "MZ513", f"这里应是{MAP}。", f"可用的键：{'、'.join(keys)}。")
            return
        for key, value in node.items():
            if key not in keys:
                self._unknown_key(key, node, keys)
            elif keys[key] and not is_kind(keys[key], value):
                self.fault(
                    value.place, "MZ513", f"“{key}”应是{keys[key]}。", _way(key, value, keys)
                )
        meant = {nearest(key, keys) for key, _ in node.items() if key not in keys}
        for key in required:
            if key not in meant and not _given(below := node.get(key)):
                said = f"缺少“{key}”。" if below is None else f"“{key}”是空的。"
                place = node.place if below is None else below.place
                self.fault(place, "MZ512", said, f"请补上“{key}: …”。")

    def _unknown_key(self, key: str, node: Node, keys: Keys) -> None:
        hint = guess(key, keys) or f"可用的键：{'、'.join(keys)}。"
        self.fault(node.keys.get(key, node.place), "MZ511", f"没有“{key}”这个键。", hint)

    def choice(self, node: Node | None, allowed: tuple[str, ...]) -> str:
        """Which word a form's spec chose of those allowed; the first without the key, else ""."""
        if node is None:
            return allowed[0]
        if node.text in allowed:
            return node.text
        hint = f"可用：{'、'.join(dict.fromkeys(filter(None, allowed)))}。"
        self.fault(node.place, "MZ513", f"这里不能写“{node.text}”。", hint)
        return ""

    def fill(self, node: Node | None) -> str:
        """A text of a form's spec in which {部门} and its like are replaced."""
        return self._filled(node.text, node.place) if node else ""

    def own_texts(self, node: Node) -> Node:
        """A form's spec with this document's text for each mapping of texts.

        Such a mapping is by both kinds of agency (部门, 单位), or by years: a text holds from its
        year on.  The other texts are filled in, too, for what is wrong in them.
        """
        if isinstance(node.value, tuple):
            below = tuple(map(self.own_texts, node.value))
            return node if all(map(operator.is_, below, node.value)) else replace(node, value=below)
        if not isinstance(node.value, dict):
            return node
        if chosen := _own_key(node.value, self.account):
            tried = replace(self, record=Record())
            for text in node.value.values():
                tried.fill(text)
            return self.own_texts(node.value[chosen])
        own = {key: self.own_texts(value) for key, value in node.items()}
        is_same = all(map(operator.is_, own.values(), node.value.values()))
        return node if is_same else Node(own, node.place, node.keys)

    def setting(self, name: str) -> str:
        """A region's setting with its placeholders filled in, for a form's spec."""
        text = self.region.text(name)
        if "{" not in text:
            return text
        return self._filled(text, Place(self.region.folders[0] / "region.yaml"))

    def _filled(self, text: str, place: Place) -> str:
        names = dict.fromkeys(PLACEHOLDER.findall(text)) if "{" in text else {}
        if not names:
            return text
        words = {
            **self.words,
            **{name: said for name in names if (said := self._said(name)) is not None},
        }
        for name in names:
            self.record.values.add(name)
            if name not in words:
                hint = guess(name, (*words, *self._of_profile())) or self._words_known()
                self.fault(place, "MZ516", f"没有可以填入“{{{name}}}”的词。", hint)
        return PLACEHOLDER.sub(lambda match: words.get(match[1], match[0]), text)

    def _of_profile(self) -> Mapping[str, bool]:
        """The texts of profile.yaml that a form's spec may fill in: whether each is its own."""
        known = self.account.folder.schemas.get(PROFILE, {}).get("properties", {})
        lists = ("array", "object")
        texts = {key: rule for key, rule in known.items() if rule.get("type") not in lists}
        return {f"{OF_PROFILE}.{key}": OWN in rule for key, rule in texts.items()}

    def _words_known(self) -> str:
        """A hint at what a form's spec may fill in, its own keys among it."""
        own = (key for key, is_own in self._of_profile().items() if is_own)
        words = "、".join(("部门", "名称", "年度", "年度-1", "金额单位", *own))
        return f"可用：{words}等；profile.yaml 里的写成 {{{OF_PROFILE}.键}}，键要在版式里声明过。"

    def _said(self, name: str) -> str | None:
        """What a form's spec computes (another year) or takes from what the author typed."""
        if year := OTHER_YEAR.fullmatch(name):
            return str(self.account.year + int("".join(year.groups())))
        return self._typed(name)

    def _typed(self, name: str) -> str | None:
        """What a form's spec takes from profile.yaml (概况.地区).

        None where there is no such key.
        """
        block, _, key = name.partition(".")
        known = self.account.folder.schemas.get(PROFILE, {}).get("properties", {})
        if block != OF_PROFILE or key not in known:
            return None
        node = self.account.profile.get(key)
        self.record.use(node)
        if node is None:
            self.record.absent[absent(self.account.profile, (key,), NO_TEXT)] = None
        return node.text if node else ""

    def taken(self, node: Node | None) -> Mapping[str, object]:
        """The words of a ``取`` in a form's spec, checked one by one."""
        if node is None:
            return {}
        if self.check(node, dict.fromkeys(FIELDS, ANY)):
            for name, value in node.items():
                self._check_members(name, value)
        plain = node.plain()
        return plain if isinstance(plain, dict) else {}

    def _check_members(self, name: str, value: Node) -> None:
        known = allowed(name, self.account.kind)
        for member in members(value):
            if known and member.text not in known:
                hint = guess(member.text, known) or f"可用：{'、'.join(sorted(known))}。"
                self.fault(member.place, "MZ514", f"“{name}”没有“{member.text}”。", hint)

    def query(self, words: Mapping[str, object], place: Place) -> Query | None:
        """The query of a spec's merged ``取``; None for a faulty one."""
        if "收支" not in words:
            # What a table's own 取 should say, all its columns lack.
            if not any(
                one.message == NO_FLOW and one.place.file == place.file for one in self.faults
            ):
                hint = "例如 取: {收支: 支出}；整张表共用的可以写在表的“取”里。"
                self.fault(place, "MZ514", NO_FLOW, hint)
            return None
        try:
            query = query_of(words, self.account.kind)
        except ValueError:
            return None  # its words were checked, and the fault was noted, where they stand
        if not self._has_sense(query, place):
            return None
        query = with_fiscal_income(query, self.account.kind)
        self.asked.append((place, query))
        return query

    def _has_sense(self, query: Query, place: Place) -> bool:
        """Whether a document of the spec's kind can have it; else its column is empty."""
        found = [said for point in query.points if (said := self._senseless(point))]
        for what, hint in dict.fromkeys(found):
            message = f"{self.account.kind.title}里没有{what}，这里什么数也取不到。"
            # What the whole table says, each of its columns has.
            told = ((one.code, one.place.file, one.message) for one in self.faults)
            if ("MZ345", place.file, message) not in told:
                self.fault(place, "MZ345", message, hint)
        return not found

    def _senseless(self, point: Point) -> tuple[str, str] | None:
        """What no document of the spec's kind has, and what the form should say instead."""
        kind = self.account.kind
        bases, natures = kind.own_bases, kind.natures
        if point.basis not in bases:
            return f"“口径: {point.basis}”", f"口径可用：{'、'.join(bases)}。"
        if point.flow not in natures:
            return f"“收支: {point.flow}”", f"收支可用：{'、'.join(natures)}。"
        if point.basis in kind.compared:
            known = {column.nature for column in kind.columns(point.flow, point.basis)}
            what = f"“收支: {point.flow}”的“口径: {point.basis}”"
            if not known:
                return what, "请改“收支”或“口径”；没有地方填的数，由版式声明自己的键。"
            if known == {TOTAL} != {point.nature}:
                hint = "预算数按科目写，不分性质：请删去“性质”；要分的，由版式声明自己的键。"
                return f"{what}的“性质: {point.nature}”", hint
        if point.nature not in (TOTAL, *natures[point.flow]):
            what = f"“收支: {point.flow}”的“性质: {point.nature}”"
            return what, "请删去“性质”，或改“收支”。"
        return None

    def figure(self, query: Query | None) -> Figure | None:
        """The figure in the account that a form's spec asks for by a query.

        What a table prints of a budget nothing else may print: it is taken down, and asked for.
        """
        if query is None or not self._is_budget(query):
            return query.figure(self.account.cube) if query else None
        figure = self.account.indicators.asked(query)
        self.record.figure(figure)
        return figure

    def _is_budget(self, query: Query) -> bool:
        return any(point.basis in self.account.kind.compared for point in query.points)

    def indicator(self, node: Node) -> Figure | None:
        """The named figure (指标) that a form's spec asks for."""
        figure = self._named(node.text)
        if figure is None:
            listed = f"指标见 catalogue/indicators-{self.region.kind}.yaml、版式的 keys.yaml。"
            hint = guess(node.text, self.account.indicators.definitions) or listed
            if node.text.startswith(f"{OF_PROFILE}."):
                hint = NO_INDICATOR
            self.fault(node.place, "MZ515", f"没有名为“{node.text}”的指标。", hint)
        else:
            self.record.figure(figure)
        return figure

    def _named(self, name: str) -> Figure | None:
        """This year's figure for a form's spec; or last year's (上年.会议费), maybe unknown."""
        indicators = self.account.indicators
        asked = name.removeprefix(f"{LAST_YEAR}.")
        if asked == name or asked not in indicators.definitions:
            return indicators.get(name)
        figure = self.account.previous.get(asked)
        key = (LAST_YEAR, *asked.removesuffix(FINAL).split("."))
        self.record.before[key] = None
        if figure and not figure.lacks:
            return figure
        return Figure(name, UNKNOWN, absent=absent(self.account.source, key))

    def amount(self, figure: Figure | None) -> Cell:
        """The cell that shows a figure as a form's spec and region want."""
        if figure is None:
            return Cell(kind="amount")
        if not figure.is_known:
            return Cell(self.region.text("缺数"), "amount", figure)
        if figure.is_zero:
            zero = self.words.get(ZERO, "")
            zero = "0" if figure.amount.measure and zero != BLANK else zero
            return Cell("" if zero == BLANK else zero, "amount", figure)
        shown = figure.amount.displayed(self.unit, self._decimals)
        if self.unit is Unit.YUAN and figure.amount.half >= Unit.YUAN.value:
            self.record.rough.setdefault(figure)
        if not shown:
            self.record.faint.setdefault(figure, self.unit)
        text = grouped(shown) if self._is_grouped else f"{shown:f}"
        text = without_closing_zeros(text, self.region.text("去零"))
        return Cell(text, "amount", figure)


def _own_key(texts: Iterable[str], account: Account) -> str:
    """Which of a form's texts is this document's: by its kind of agency or its year, or none."""
    names = set(texts)
    if names == set(AGENCIES):
        return account.agency_type if account.agency_type in names else AGENCIES[0]
    if not names or not all(map(SINCE.fullmatch, names)):
        return ""
    return max((name for name in names if int(name) <= account.year), default=min(names))


def _way(key: str, value: Node, keys: Keys) -> str:
    """What the author of a form's spec writes instead of a value of another kind."""
    if value.value is None:
        return "要留空请写 ''，或删去这个键。"
    if keys[key] == LIST and value.text:
        return f"请写成列表，例如 {key}: [{value.text}]。"
    return "请照上级版式的写法填写。"


def grouped(number: Decimal) -> str:
    """A figure's text in a form's spec with thousands apart and every decimal: 1,234.50."""
    return f"{number:,f}"


def without_zeros(text: str) -> str:
    """A figure's text in a form's spec without trailing zeros: 766.5 for 766.50."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def members(node: Node | None) -> list[Node]:
    """The rows of a form's spec under a key, or the one value that stands instead."""
    return (list(node.rows()) or [node]) if node else []


def weight(node: Node | None) -> Decimal:
    """A column's width (宽), as its form's spec gives it, relative to the others."""
    number = node.number if node else None
    return number if number and number > 0 else Decimal(10)


def is_yes(node: Node, key: str) -> bool:
    """Whether ``key`` of a form's spec says 是."""
    below = node.get(key)
    return below is not None and below.text == YES


def _given(node: Node | None) -> bool:
    return node is not None and node.value not in (None, (), {})


def is_kind(kind: str, node: Node) -> bool:
    """Whether a value in a form's spec is what its key wants."""
    return _KINDS[kind](node)


def _is_scalar(node: Node) -> bool:
    return isinstance(node.value, (str, Decimal))


def _is_number(node: Node) -> bool:
    return node.number is not None and 0 < node.number < 1000


def _is_count(node: Node) -> bool:
    return node.text.isdecimal() and 1 <= int(node.text) <= 99


def _is_some(node: Node) -> bool:
    return node.value not in (None, (), {}) and all(map(_is_scalar, members(node)))


_KINDS: Mapping[str, Callable[[Node], bool]] = {
    TEXT: _is_scalar,
    LIST: lambda node: isinstance(node.value, tuple),
    MAP: lambda node: isinstance(node.value, dict),
    FLAG: lambda node: node.text in (YES, NO),
    NUMBER: _is_number,
    COUNT: _is_count,
    DECIMALS: lambda node: node.text in tuple("0123456"),
    SOME: _is_some,
    ZERO_SIGN: is_zero,
}
