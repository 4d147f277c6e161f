"""Words of sentences against the figures behind them: a section's template → contradictions.

``基本支出{{ 项目支出 | 万元 }}`` says one figure and prints another; a share of another total than
the one it names, and the reason of another figure than the one that moved, are no better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.comparing_words import COMPARISON
from mingzhang.document.contradicting_titles import CODE, FISCAL, SAME_FLOW, finest, sibling
from mingzhang.document.keys_beside import (
    is_count_at,
    is_text_at,
    keys_at,
    other_block,
    other_by_unit,
    other_ending,
    other_key,
    other_list,
    other_stem,
    own_blocks,
    own_lists,
    own_unit_at,
    units_at,
)
from mingzhang.document.sentence_figures import Quantity
from mingzhang.document.template_faults import at_word, behind_words
from mingzhang.document.template_paths import (
    CHANGES,
    CLAUSE_END,
    SENTENCE_END,
    called,
    clause_of,
    const_text,
    looped_in,
    money_of,
    money_path_of,
    path_of,
)
from mingzhang.document.unit_words import other_measure
from mingzhang.facts.account import Account
from mingzhang.facts.reasons import LAST_YEAR
from mingzhang.forms.dimensions import FUNDS, chain
from mingzhang.forms.own_figures import SCORED

SHARE, SHARES, REASON = "占比", "占", "原因"
SHARED = re.compile(r"占([^，。；：、\n]+?)的?$")
# What is said of the very figure printed before it: …元，占总收入的; …元，比上年.
SHARE_OF_IT = re.compile(r"(?:万元|元)，?占[^，。；：、\n]*")
THAN = "(?:比|较|与|同)上年(?:度|决算|预算)*数?(?:相比|对比)?，?"
CHANGE_OF_IT = re.compile(rf"(?:万元|元)，?{THAN}")
AT_ONCE = re.compile(r"(?:万元|元)，?")
RESULT = re.compile("(?:决算|执行)数?$")
THAN_BEFORE = re.compile(rf"(?:决算|预算)?数?{THAN}$")
PLAN_OR_RESULT = re.compile(r"(年初预算|全年预算|预算|决算|执行)数?为?$")
OWN_PLANS = ("年初预算", "全年预算")
OF_ANOTHER_YEAR = re.compile(f"{LAST_YEAR}|去年|^年(?!初)")  # a computed year stands before 年
BASE = re.compile("(?:年初|全年)?预算$|决算$|执行$")
OTHERWISE = re.compile("决算|执行|上年")  # of what was, by its own name
LEADS = {"完成率": re.compile(r"，$"), REASON: re.compile(r"(，|原因(是|为)?：?)$")}
# Words that a name may do without; there is none without them where they are all of it.
GRANTED = re.compile("^(财政)?拨款(收入|支出)$|(财政)?拨款(?=(收入|支出)$)")
THIS_YEAR = "本年"
FLOW = re.compile(r"^[^收支]*(收入|支出)(?:总计|合计|预算|决算)?数?(?:较|比|与)[^收支]*$")
ALL_OF_FLOW = re.compile(r"^[^收支]*(收入|支出)(?:(?<=^..)|总计|合计|总额)$")
GRAND = "总计"
OF_BOTH = re.compile(rf"({FISCAL})?收入?(?:{GRAND})?、?支出?{GRAND}(?:均?为|各)?$")
OF_FUND = re.compile(
    rf"(?<!非)({'|'.join(FUNDS[FISCAL])}|{FISCAL})(?:预算|财政拨款|拨款|收入|支出|年初|决算)*$"
)
# What a share is said to be of: of which fund, under whatever further words.
WHOLE_OF_FUND = re.compile(rf"(?:全部|全年|当年|本年)?({'|'.join(FUNDS[FISCAL])}|{FISCAL})")
MONEY_BEHIND = re.compile("(?:百|千)?万元|亿元|千元|元")
COMPARED_WITH = re.compile("[比较与同][^比较与同]*$")
# With what a figure is compared, in words: 上年决算数, 年初预算, 上年执行数.
BASE_SAID = re.compile(
    rf"(?:(?P<year>{LAST_YEAR})|(?P<plan>年初|全年))(?:年?度)?(?P<kind>预算|决算|执行)?数?(?:相比|对比)?$"
)
DONE = "执行"  # of which year it is, its name need not say
KINDS = re.compile(f"预算|决算|{DONE}")
OF_FUNDS = re.compile("|".join(FUNDS[FISCAL]))
EACH = re.compile("(?=(?:[人车次场批]均|每[人车辆次场批]))每?(.)均?")
ONE_BY_ONE = ("人名位", "辆台", "次场期批个")
COUNTS = ("个数", "length", "count")
AVERAGE = "平均"
# What says in a sentence that a figure is no more this year's.
BEFORE = re.compile(f"{LAST_YEAR}|上一年|去年|往年|同期|年初|[由从原前]|年度|比|较")
# 上年预算, 上年度决算数为: what stands behind is last year's; 上年结转 and 比上年增加 are not.
OF_LAST_YEAR = re.compile(f"{LAST_YEAR}[^增减升降比较同结余转]*$")
HINT = "请改正前面的字，或改正后面的数。"
OWN_UNIT = "请改正后面的单位，或改正 keys.yaml 里这个键的“单位”。"
SCORE = "得分、比率不相加：把 keys.yaml 里这个键的类型改成 百分制 或 比率，或写明它的“单位”。"


def contradictions(
    tree: nodes.Template,
    file: Path,
    names: dict[str, object],
    account: Account,
    printed: str | None = None,
    title: str = "",
) -> Iterator[Diagnostic]:
    """Where the words of a template name another figure than the one printed behind them.

    ``title`` is its section's.  With the text of a page (``printed``) only what it shows: its
    words, and figures that differ.
    """
    set_here = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    # Under such words the totals of that money may go without them.
    said = "".join((title, *(one.data for one in tree.find_all(nodes.TemplateData))))
    money = FISCAL if FISCAL in said else ""
    sentences = _Sentences(file, names, account, set_here, looped_in(tree), money, printed)
    for output in tree.find_all(nodes.Output):
        yield from sentences.of(output)


@dataclass(frozen=True)
class _Sentences:
    """A file of sentences, the names it knows and those that it sets itself, and an account."""

    file: Path
    names: dict[str, object]
    account: Account
    set_here: set[str]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    money: str = ""
    printed: str | None = None

    def of(self, output: nodes.Output) -> Iterator[Diagnostic]:
        text, sentence, moved = "", "", None
        amount: tuple[str, ...] = ()
        for node, behind in zip_longest(output.nodes, output.nodes[1:]):
            if isinstance(node, nodes.TemplateData):
                moved = None if SENTENCE_END.search(node.data) else moved
                text = node.data
                sentence = SENTENCE_END.split(sentence + text)[-1]
                continue
            if self._is_printed(text):
                told = (
                    *self._told_of(text, node, behind, moved),
                    *self._of_it(text, node, amount),
                    *self._of_no_year(sentence, text, node, behind),
                )
                for fault in told:
                    yield replace(fault, place=behind_words(fault.place, text))
            amount = money_path_of(node)
            moved = node if isinstance(node, nodes.Call) and _is_comparing(node) else moved
            # A year that is computed is another one; what a macro says, nobody knows here.
            text, sentence = "", sentence if isinstance(node, nodes.Filter) else f"{LAST_YEAR}＿"

    def _of_no_year(
        self, sentence: str, text: str, node: nodes.Node, behind: nodes.Node | None
    ) -> Iterator[Diagnostic]:
        """Last year's amount behind its name, in a sentence that says of no year that it is."""
        printed = money_of(node)
        path, clause = path_of(printed) if printed else None, clause_of(text)
        after = behind.data if isinstance(behind, nodes.TemplateData) else ""
        said = sentence + CLAUSE_END.split(after)[0]
        is_named = path and any(part.removesuffix("数") in clause for part in path[1:])
        if printed and path and path[0] == LAST_YEAR and is_named and not BEFORE.search(said):
            what = f"“{clause.strip()}”没有说是上年，印的是上年的“{'.'.join(path[1:])}”。"
            yield self._told(what, printed)

    def _told_of(
        self, text: str, node: nodes.Node, behind: nodes.Node | None, moved: nodes.Call | None
    ) -> Iterator[Diagnostic]:
        yield from self._printed(text, node, behind)
        yield from self._called(text, node, moved) if isinstance(node, nodes.Call) else ()

    def _printed(
        self, text: str, node: nodes.Node, behind: nodes.Node | None
    ) -> Iterator[Diagnostic]:
        """A figure behind the words of a sentence, and before others."""
        printed = node.node if isinstance(node, nodes.Filter) else node
        if money := money_of(node):
            yield from self._amount(text, money)
        told = self._typed(text, printed) or self._of_block(text, printed)
        yield from told
        if isinstance(behind, nodes.TemplateData):
            words = behind.data.lstrip()
            yield from self._counted(printed, words)
            yield from () if told else self._stemmed(text, printed, words)
            yield from self._rows_of(text, node, words)

    def _called(
        self, text: str, node: nodes.Call, moved: nodes.Call | None
    ) -> Iterator[Diagnostic]:
        """A function behind the words of a sentence; ``moved`` is the change told before it."""
        call = called(node)
        if call == SHARE and len(node.args) > 1:
            said = SHARED.search(text)
            yield from self._share(said[1] if said else "", node.args[1])
        elif call == SHARES and len(node.args) > 2:
            yield from self._share(const_text(node.args[2]), node.args[1])
        elif call == REASON and moved:
            yield from self._reason(moved, node)
        elif _is_comparing(node) and node.args:
            yield from self._compared(text, node)
        elif call == AVERAGE and len(node.args) > 1:
            yield from [*self._average(*node.args[:2])] or self._each(text, node.args[1])
        if _is_led_twice(call, node, text):
            message = f"“{call}”自己印出“，”和引出的话，前面又写了一遍。"
            told = self._told(message, node, "删去前面的“，”和引出的话。")
            yield replace(told, code="MZ525")

    def _average(self, money: nodes.Node, count: nodes.Node) -> Iterator[Diagnostic]:
        """A figure divided by the count of another group of the form's, or of another year."""
        paths = [path_of(one) or () for one in (money, count)]
        groups = [self._block(path) for path in paths]
        years = {path[:1] == (LAST_YEAR,) for path in paths}
        is_apart = len({*groups}) > 1 or len(years) > 1
        if is_apart and all(group in own_blocks(self.names) for group in groups):
            one, other = map(".".join, paths)
            yield self._told(f"“{AVERAGE}”用“{one}”除以“{other}”，不是同一组、同一年的数。", count)

    def _each(self, text: str, count: nodes.Node) -> Iterator[Diagnostic]:
        """An average for each person (人均) of what is divided by a number of meetings."""
        path, said = path_of(count) or (), EACH.search(clause_of(text))
        each = said[1].replace("车", "辆") if said else ""
        found = self._quantity(path)
        unit = found.figure.amount.measure if found and found.figure else ""
        unit = unit or own_unit_at(self._typed_at(path), self.names)
        if said and unit and not _is_counted_by(each, unit):
            what = f"“{said[0]}”除以的“{'.'.join(path)}”是按“{unit}”数的。"
            yield self._told(what, count)

    def _of_it(self, text: str, node: nodes.Node, amount: tuple[str, ...]) -> Iterator[Diagnostic]:
        """A share or a change told right behind an ``amount``, of another figure than that."""
        call = called(node) if isinstance(node, nodes.Call) else ""
        form = SHARE_OF_IT if call == SHARE else CHANGE_OF_IT if CHANGES.search(call) else AT_ONCE
        is_said = call in (SHARE, SHARES, "完成率") or CHANGES.search(call)
        paths = [path_of(one) for one in node.args[:2]] if isinstance(node, nodes.Call) else []
        if amount and is_said and form.fullmatch(text) and all(paths) and amount not in paths:
            mine = paths[0] or ()
            are_there = all(map(self._quantity, (amount, mine)))
            if are_there and self._are_others(amount, mine):
                what = f"前面印的是“{'.'.join(amount)}”，“{call}”算的却是“{'.'.join(mine)}”。"
                yield self._told(what, node.args[0] if isinstance(node, nodes.Call) else node)

    def _is_printed(self, text: str) -> bool:
        """Whether the page has the words before a figure, where it is a page that is asked."""
        return self.printed is None or clause_of(text.rstrip()).lstrip() in self.printed

    def _is_shown(self, path: tuple[str, ...], named: tuple[str, ...]) -> bool:
        """Whether what is printed is not what the words name; of a page, by its own figures."""
        if self.printed is None:
            return True
        figures = [one.figure if one else None for one in map(self._quantity, (path, named))]
        mine, other = figures
        return not (mine and other and mine.amount.agrees(other.amount))

    def _amount(self, text: str, figure: nodes.Node) -> Iterator[Diagnostic]:
        text = text.rstrip()
        path = path_of(figure)
        if path is None:
            return
        said = PLAN_OR_RESULT.search(text)
        if self._is_of_last_year(text, figure):
            yield self._told(
                f"“{clause_of(text).strip()}”后面印的是本年的“{'.'.join(path)}”。", figure
            )
            return
        if said and self._is_result_of_plan(said[1], path):
            yield self._told(
                f"这是{self.account.kind.title}，“{'.'.join(path)}”不是决算数。", figure
            )
            return
        if said and self._is_of_another_base(said[1], path, clause_of(text)):
            yield self._told(f"“{said[0]}”后面印的是“{'.'.join(path)}”。", figure)
            return
        name = self._defined(path)
        label = self._label(text) or self._grand(text)
        if not (name and label and self._is_another(label, name)):
            label = (
                sibling(clause_of(text), path, self.account.indicators.definitions) if name else ""
            )
        if label and self._is_shown(path, tuple(label.split("."))):
            yield self._told(f"“{label}”后面印的是“{name}”。", figure)
        elif name and (words := self._other_fund(text, name) or self._other_flow(text, name)):
            yield self._told(f"“{words}”后面印的是“{name}”。", figure)

    def _is_of_another_base(self, said: str, path: tuple[str, ...], clause: str) -> bool:
        """Whether a figure is of another base than words say, or last year's beside a plan's."""
        if said in OWN_PLANS and path[0] == LAST_YEAR:
            return not OF_ANOTHER_YEAR.search(clause)
        is_other = _is_other_base(said, path[-1].removesuffix("数"))
        return is_other and self._is_shown(path, (*path[:-1], said))

    def _is_of_last_year(self, text: str, figure: nodes.Node) -> bool:
        """Whether words name last year's figure, and one that is known as this year's follows."""
        path = self._in_source(figure)
        is_known = bool(self._defined(path)) or bool(self._block(path))
        is_own = is_known and not any(LAST_YEAR in part for part in path)
        return is_own and bool(OF_LAST_YEAR.search(clause_of(text)))

    def _is_result_of_plan(self, said: str, path: tuple[str, ...]) -> bool:
        """Whether words call the own-year figure of a plan what was spent (决算)."""
        kind, name = self.account.kind, self._defined(path)
        is_plan = kind.is_plan and said not in kind.own_bases and said == "决算"
        return bool(name) and is_plan and not OTHERWISE.search(name)

    def _other_fund(self, text: str, name: str) -> str:
        """The words of a fund with which the words end where a queried figure has none of it."""
        query, said = self.account.indicators.definitions[name].query, OF_FUND.search(text)
        funds = [point.fund for point in query.points] if query else []
        # A typed figure may be called by its fund: 政府性基金年初预算.
        funds = funds or [fund for fund in FUNDS[FISCAL] if name.startswith(fund)]
        if not (funds and said):
            return ""
        is_other = all(said[1] not in chain(fund, FUNDS) for fund in funds)
        return said[0] if is_other else ""

    def _other_flow(self, text: str, name: str) -> str:
        """The words for a total of income, or of spending, where a figure is of the other."""
        query = self.account.indicators.definitions[name].query
        said = ALL_OF_FLOW.search(clause_of(text))
        flows = {SAME_FLOW.get(one.flow, one.flow) for one in query.points} if query else set()
        is_other = said and len(flows) == 1 and flows < {"收入", "支出"} and said[1] not in flows
        return said[0] if said and is_other else ""

    def _typed(self, text: str, printed: nodes.Node | None) -> list[Diagnostic]:
        """A key of the source behind words that are the name of another one beside it."""
        path = self._in_source(printed) if printed else ()
        beside = keys_at(path[:-1], self.names) if path else {}
        words = text.rstrip()
        other = other_key(words, path[-1], beside) if path else ""
        other = other or (other_ending(clause_of(words), path[-1], beside) if path else "")
        other = other or self._other_count(words, path)
        if printed and other:
            return [self._told(f"“{other}”后面印的是“{path[-1]}”。", printed)]
        return []

    def _other_count(self, words: str, path: tuple[str, ...]) -> str:
        """The name of another number of the form's that is no money, with which words end."""
        known, name = self.account.indicators.definitions, self._defined(path)
        if not (name and self._is_count(path)):
            return ""
        others = (n for n in known if n not in name and words.endswith(n))
        return next((n for n in others if self._is_count((n,))), "")

    def _of_block(self, text: str, printed: nodes.Node | None) -> list[Diagnostic]:
        """A figure of one of the form's own blocks behind words that name another block."""
        path = self._in_source(printed) if printed else ()
        other = other_block(clause_of(text), self._block(path), own_blocks(self.names))
        if printed and other and ".".join(path) not in text and not is_text_at(path, self.names):
            return [self._told(f"说的是“{other}”，后面印的是“{'.'.join(path)}”。", printed)]
        return []

    def _block(self, path: tuple[str, ...]) -> str:
        """The block of the source that a figure is typed in, or is the sum of; none of others."""
        typed = self._typed_at(path[1:] if path[:1] == (LAST_YEAR,) else path)
        return typed[1] if len(typed) > 1 and typed[0] == "源" else ""

    def _counted(self, printed: nodes.Node | None, words: str) -> Iterator[Diagnostic]:
        """A number before the unit of another one beside it in the source, or of no such number."""
        path = self._in_source(printed) if printed else ()
        typed = self._typed_at(path)
        units = units_at(typed[:-1], self.names) if len(typed) > 1 else {}
        unit = own_unit_at(typed, self.names)
        if printed and path and (other := other_by_unit(words, typed[-1], units)):
            what = f"“{path[-1]}”后面的单位是“{units[other]}”，那是“{other}”的。"
            yield self._told(what, printed, "请改正前面的数，或改正后面的单位。")
        elif printed and (money := MONEY_BEHIND.match(words)) and self._is_count(path):
            what = f"“{path[-1]}”是个数，后面写的单位是“{money[0]}”。"
            yield self._told(what, printed, "请改正后面的单位，或改正前面的数。")
        elif printed and (said := other_measure(words, unit)):
            what = f"“{path[-1]}”的单位是“{unit}”，后面写的是“{said}”。"
            yield self._told(what, printed, SCORE if said in SCORED else OWN_UNIT)

    def _stemmed(self, text: str, printed: nodes.Node | None, words: str) -> Iterator[Diagnostic]:
        """An own number in a clause that names what tells another one beside it from it."""
        path = self._in_source(printed) if printed else ()
        typed = self._typed_at(path) if path else ()
        clause = clause_of(text) + CLAUSE_END.split(words)[0]
        beside: Iterable[str] = ()
        own = path[-1] if path else ""
        if own_unit_at(typed, self.names):
            beside, own = keys_at(typed[:-1], self.names), typed[-1]
        elif len(path) == 1 and self._is_count(path):  # a sum of counts, beside others of the form
            known = self.account.indicators.definitions
            beside = [one for one in known if "." not in one and self._is_count((one,))]
        if printed and (other := other_stem(clause, own, beside)):
            yield self._told(f"说的是“{other}”，印的是“{path[-1]}”。", printed)

    def _is_count(self, path: tuple[str, ...]) -> bool:
        """Whether a path leads to a number that is no money, typed or one of the form's figures."""
        found = self._quantity(path)
        measure = found.figure.amount.measure if found and found.figure else ""
        return bool(measure) or is_count_at(self._typed_at(path), self.names)

    def _rows_of(self, text: str, node: nodes.Node, words: str) -> Iterator[Diagnostic]:
        """A count of rows between words that name another list of the form's own."""
        counts = isinstance(node, nodes.Filter) and node.name in COUNTS and node.node
        path = self._in_source(counts) if counts else ()
        if counts and path and path[0] not in self.set_here:
            clause = clause_of(text).strip()
            if other := other_list(clause, words, path[-1], own_lists(self.names)):
                said = ".".join(path)
                yield self._told(f"说的是“{other}”有几项，数的却是“{said}”。", counts)

    def _typed_at(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Where in a source the figure of a path is typed, or the figures that it is the sum of."""
        if definition := self.account.indicators.definitions.get(self._defined(path)):
            column = definition.column
            return ("源", *(column.rows + column.inner if column else definition.key))
        return path

    def _in_source(self, printed: nodes.Node) -> tuple[str, ...]:
        """The path of a printed key, from the source itself where it is one of a loop's row."""
        path = path_of(printed) or ()
        source = self.lists.get(path[0]) if len(path) > 1 else None
        return (*source, *path[1:]) if source else path

    def _label(self, text: str) -> str:
        """The longest name of a queried figure with which the words end."""
        known = self.account.indicators.definitions
        plain = GRANTED.sub("", text)
        queried = ((name, GRANTED.sub("", name)) for name in known if known[name].query)
        said = (n for n, short in queried if text.endswith(n) or (short and plain.endswith(short)))
        # A total of this year may go without the words for that.
        return max(said, key=len, default="") or self._total(text)

    def _total(self, text: str) -> str:
        """The total of this year with whose name, without the words for that, the words end."""
        known = self.account.indicators.definitions
        totals = (name for name in known if name.startswith(THIS_YEAR) and known[name].query)
        said = CLAUSE_END.split(text)[-1]
        return next((name for name in totals if said == name.removeprefix(THIS_YEAR)), "")

    def _grand(self, text: str) -> str:
        """The total with the words for which, 收、支总计, the words end."""
        said = OF_BOTH.search(text)
        name = f"{said[1] or ''}{GRAND}" if said else ""
        return name if name in self.account.indicators.definitions else ""

    def _share(self, said: str, whole: nodes.Node) -> Iterator[Diagnostic]:
        path, known = path_of(whole) or (), self.account.indicators.definitions
        name = self._defined(path)
        if not name or name.endswith(said):
            return
        if (beside := sibling(said, path, known)) and self._is_shown(path, (path[0], beside)):
            yield self._told(f"说的是占“{beside}”的，比的却是“{name}”。", whole)
            return
        fund, query = WHOLE_OF_FUND.match(said), known[name].query
        points = query.points if query and fund and said not in known else ()
        if fund and points and all(fund[1] not in chain(one.fund, FUNDS) for one in points):
            if self.printed is None:
                yield self._told(f"说的是占“{said}”的，比的却是“{name}”。", whole)
            return
        # A total of this year may go without the words for that.
        said = next((one for one in (said, f"{THIS_YEAR}{said}") if one in known), "")
        if not said:
            return
        paths = tuple(name.split(".")), tuple(said.split("."))
        are_queried = known[said].query and known[name].query
        # What is added up of others differs where the figures do.
        is_other = (
            self._finest(said) != self._finest(name) if are_queried else self._are_others(*paths)
        )
        if is_other and self._is_shown(*paths):
            yield self._told(f"说的是占“{said}”的，比的却是“{name}”。", whole)

    def _compared(self, text: str, node: nodes.Call) -> Iterator[Diagnostic]:
        """What is wrong with the two figures whose difference is told behind words."""
        if called(node) == COMPARISON:
            yield from self._moved(RESULT.sub("", text.rstrip()), node.args[0])
        else:
            yield from [*self._moved(text, node.args[0])] or self._base(text, node.args[1:2])

    def _moved(self, text: str, figure: nodes.Node) -> Iterator[Diagnostic]:
        """A change of a figure behind the name of another one, or of income behind spending."""
        said, name = FLOW.search(clause_of(text)), self._defined(path_of(figure))
        if not name or not self._is_printed(text):
            return
        said_of = THAN_BEFORE.sub("", text.rstrip())
        label = self._label(said_of) or self._grand(said_of)
        path, known = tuple(name.split(".")), self.account.indicators.definitions
        beside = sibling(COMPARED_WITH.sub("", clause_of(text)), path, known)
        is_other = beside or (label and self._is_another(label, name))
        named = (path[0], beside, *path[2:]) if beside else tuple(label.split("."))
        label = beside or label
        if is_other and self._is_shown(path, named):
            yield self._told(f"说的是“{label}”的变动，比的却是“{name}”。", figure)
            return
        if not said:
            return
        query = known[name].query
        points = query.points if query else ()
        flows = {SAME_FLOW.get(point.flow, point.flow) for point in points}
        if len(flows) == 1 and flows != {said[1]} and flows <= {"收入", "支出"}:
            yield self._told(f"说的是{said[1]}的变动，比的却是“{name}”。", figure)

    def _base(self, text: str, base: list[nodes.Expr]) -> list[Diagnostic]:
        """A change against another base than the one that the words name: 比上年 of a budget."""
        path = (path_of(base[0]) if base else None) or ("",)
        said, name = BASE_SAID.search(clause_of(text.rstrip("，"))), ".".join(path)
        is_last_years = any(LAST_YEAR in part for part in path)
        if not said or not (self._defined(path) or is_last_years):
            return []
        kinds = KINDS.findall(OF_FUNDS.sub("", name))
        is_of_kind = not kinds or said["kind"] in (None, *kinds)
        is_of_year = is_last_years or DONE in kinds if said["year"] else not is_last_years
        what = f"说的是与“{said[0]}”比，比的却是“{name}”。"
        return [] if is_of_kind and is_of_year else [self._told(what, base[0])]

    def _reason(self, moved: nodes.Call, reason: nodes.Call) -> Iterator[Diagnostic]:
        pairs = [[path_of(one) for one in call.args[:2]] for call in (moved, reason)]
        if pairs[0] == pairs[1][::-1]:  # they are exchanged, which is told of the first
            return
        for other, mine, theirs in zip(reason.args, *pairs, strict=False):
            if mine and theirs and mine != theirs and self._are_others(mine, theirs):
                what = f"说的是“{'.'.join(mine)}”的变动，原因却是“{'.'.join(theirs)}”的。"
                yield self._told(what, other, "“变动”和“原因”写同样的两个数。")
                return

    def _are_others(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether two paths lead to figures that differ; of what is set here, by the same root."""
        if self.set_here & {one[0], other[0]}:
            return one[0] == other[0]
        figures = [self._quantity(path) for path in (one, other)]
        first, second = (found.figure if found else None for found in figures)
        return bool(first and second and not first.amount.agrees(second.amount))

    def _quantity(self, path: tuple[str, ...]) -> Quantity | None:
        value: object = self.names
        for part in path:
            value = value.get(part) if isinstance(value, dict) else None
        return value if isinstance(value, Quantity) else None

    def _defined(self, path: tuple[str, ...] | None) -> str:
        """The named figure that a path means; none where the template sets its first name."""
        name = ".".join(path or ())
        is_known = name in self.account.indicators.definitions
        return name if path and is_known and path[0] not in self.set_here else ""

    def _are_apart(self, said: str, printed: str) -> bool:
        """Whether a queried figure has nothing of one that words name, or other money besides.

        Of which bases it is, words need not say.
        """
        known = self.account.indicators.definitions
        named, own = self._finest(said), self._finest(printed)
        money = [{tuple(atom[:-1]) for atom in atoms} for atoms in (named, own)]
        return bool(known[printed].query) and (not named & own or money[0] < money[1])

    def _is_another(self, said: str, printed: str) -> bool:
        """Whether words name another figure than is printed; of grand totals, by what they are."""
        known = self.account.indicators.definitions
        if said in printed and (self.money or said == printed or said != GRAND):
            return False
        if known[said].query and known[printed].query:
            return self._are_apart(said, printed)
        is_grand = said.endswith(GRAND) or printed.endswith(GRAND)
        return is_grand and self._are_others((said,), (printed,))

    def _finest(self, name: str) -> frozenset[tuple[str, ...]]:
        query = self.account.indicators.definitions[name].query
        return finest(query, self.account.kind.bases) if query else frozenset()

    def _told(self, message: str, node: nodes.Node, hint: str = HINT) -> Diagnostic:
        place = at_word(Place(self.file, node.lineno), ".".join(path_of(node) or (called(node),)))
        return Diagnostic(place, CODE, message, hint)


def _is_counted_by(each: str, unit: str) -> bool:
    """Whether so many of a unit are as many of what an average is told for each of."""
    return unit[0] == each or any({each, unit[0]} <= {*words} for words in ONE_BY_ONE)


def _is_comparing(node: nodes.Call) -> bool:
    """Whether a function says how two figures differ, of which a reason may be told behind."""
    return called(node) == COMPARISON or bool(CHANGES.search(called(node)))


def _is_other_base(said: str, key: str) -> bool:
    """Whether a figure under a key is of another base than the words before it say."""
    found = BASE.search(key)
    is_fund = not {key, key.removesuffix("预算")}.isdisjoint(FUNDS.chains)
    if not found or is_fund or said == found[0]:
        return False
    pair = {said, found[0]}
    return pair != {"决算", DONE} and (not pair.isdisjoint(("决算", DONE)) or "预算" not in pair)


def _is_led_twice(call: str, node: nodes.Call, text: str) -> bool:
    """Whether the words before a function lead to what it prints, as it does itself."""
    is_led = call != REASON or len(node.args) < 3  # the third argument is how it leads
    return call in LEADS and is_led and bool(LEADS[call].search(text))
