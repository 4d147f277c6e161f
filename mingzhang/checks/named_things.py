"""Things that a sentence may name: subjects, indicators and projects → the figures of each.

In: an account.  Out: ``Things``, which finds the thing that the words before a figure name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain, combinations

from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Amount
from mingzhang.facts.cube import Point
from mingzhang.facts.figure import Figure
from mingzhang.facts.subject_lookups import ENDING, note

Find = Callable[[Point], Figure]
REACH = 60  # characters before a figure in which its name may stand
FACTORS = (Decimal(10_000), Decimal("0.0001"))
SHORTEST = 4  # characters of a name that tell something
LONE = 6  # characters of a subject's name that this document has no row of
# What may stand between a name and its figure.
BETWEEN = re.compile(
    "(?:[用为是共达约了的数]|支出|决算|预算|年初|全年|本年|当年|执行|完成|实际|经费|资金|费用|合计|共计|总额"
    '|金额|安排|比上年|较上年|与上年相比|同比|上年|增加|减少|增长|下降|[（(][类款项][）)]|[“”"\\s])*$'
)
# A change from a year of which the thing's figure may not be known.
CHANGING = re.compile("增加|减少|增长|下降|上年|同比")
# A part of the thing, or money that is none of its figures.
PARTIAL = re.compile(
    "追加|新增|调[增减]|用于|其他|部分|结余|收回|压[减缩]|节约|尾款|欠|垫|退|均|每"
)
PROJECT = "项目"
# Before 项目支出, 培训支出: what leaves it the whole.  Others make it a part: 社区建设项目支出.
BROAD = re.compile("支出$")
WHOLE = re.compile(
    "(?:^|[年度的为是占和与及或中除由从将把“”\\s]|当年|本年|全年|实际|其中|部门|单位|[我本]局|拨款|预算|决算|资金"
    "|基金|完成|安排|执行|编制|列支|支出|发生|增加|减少|共计|合计|总的?|全部|[类款项][）)])$"
)
ALIASES = ("机关事业单位", "财政对")
ENDINGS = ("决算", "预算", "合计")
COMMON = frozenset({"收入总计", "年初预算收入", "年初预算支出", "当年预算", "上年结转", "结余分配"})


@dataclass(frozen=True, eq=False)
class Thing:
    """A thing by the name that a text gives it, and every figure of it that is known."""

    name: str
    figures: tuple[Figure, ...]

    def supports(self, amount: Amount) -> bool:
        """Whether a figure of the named thing, or the difference of two, agrees whatever the sign.

        One in the other unit (元, 万元) is not another figure either.
        """
        return any(self._agrees(scaled) for scaled in _scaled(amount))

    def _agrees(self, amount: Amount) -> bool:
        size = Amount(abs(amount.value), amount.half)
        return any(size.agrees(known) and _tells(known, size) for known in self._sizes)

    @cached_property
    def _sizes(self) -> list[Amount]:
        pairs = (a.amount - b.amount for a, b in combinations(self.figures, 2))
        known = chain((f.amount for f in self.figures), pairs)
        return [Amount(abs(a.value), a.half) for a in known]


@dataclass(frozen=True, eq=False)
class Things:
    """The things of an account (projects, subjects …) that a sentence may name."""

    account: Account

    def named(self, words: str) -> Thing | None:
        """The thing whose name ends right before a figure; ``words`` is what stands before it."""
        clause = re.split("[，。；、,;：:\n]", words[-REACH:])[-1]
        between = BETWEEN.search(clause)
        head = clause[: between.start()] if between else clause
        # A name may itself end in 支出 or 经费, so that every cut is tried, the longest name first.
        for end in range(len(clause), len(head) - 1, -1):
            name = _plain(clause[:end])
            found = self._of_tail(name) if BETWEEN.fullmatch(clause[end:]) else None
            if found and (project := self._project_before(clause[:end], found)):
                return project
            if found:
                before = clause[: max(0, end - len(found.name))]
                is_other = _is_part(before, found.name) or CHANGING.search(clause[end:])
                return None if is_other else found
        return None

    def _project_before(self, words: str, found: Thing) -> Thing | None:
        """The project, a named thing, right before a common word: 馆藏档案数字化 项目支出."""
        if found.name in self._projects or not found.name.startswith(PROJECT):
            return None
        before = _plain(words).removesuffix(found.name)
        named = (name for name in self._projects if before.endswith(_bare(name)))
        name = max(named, key=len, default="")
        return Thing(name, tuple(self._projects[name])) if name else None

    def of_keys(self, keys: tuple[str, ...]) -> Iterator[Figure]:
        """This year's figures of the thing a text stands under: 政府采购, 三公经费."""
        for name in self.account.indicators.definitions:
            figure = self.account.indicators.get(name) if name.split(".")[0] in keys else None
            if figure and "." in name and figure.is_known and figure.amount.value:
                yield figure

    def _of_tail(self, words: str) -> Thing | None:
        # Only names with this end can be meant, or stand in the way of others.
        note(self.account.catalogue.subjects.year, ENDING, words[-SHORTEST:])
        for size in range(min(len(words), self._longest), SHORTEST - 1, -1):
            tail = words[-size:]
            if tail in self._by_tail:
                return self._thing(tail, size)
        return None

    def _thing(self, tail: str, size: int) -> Thing | None:
        figures = tuple(f for name in self._by_tail[tail] for f in self._of_name(name))
        if all(f.is_known for f in figures) and (figures or size >= LONE):
            return Thing(tail, figures)
        return None

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._by_tail), default=0)

    @cached_property
    def _by_tail(self) -> dict[str, list[str]]:
        """The ends of things' names → the whole names; a whole name is only itself."""
        found: dict[str, list[str]] = defaultdict(list)
        whole = {*self._subjects, *self._indicators, *self._projects}
        for name in sorted(whole):
            found[name] = [name]
        for name in sorted(self._subjects):
            for alias in ALIASES:
                short = name.removeprefix(alias)
                if short != name and short not in whole:
                    found[short].append(name)
        return dict(found)

    def _of_name(self, name: str) -> Iterator[Figure]:
        for code in self._subjects.get(name, ()):
            yield from (find(point) for find, point in self._by_code.get(code, ()))
        yield from self._indicators.get(name, ())
        yield from self._projects.get(name, ())

    @cached_property
    def _subjects(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code, subject in self.account.catalogue.subjects.quiet.items():
            if len(code) > 3 and (code in self._by_code or len(code) != 5 or code[0] == "3"):
                for name in (subject.name, *subject.other_names):
                    if len(name) >= SHORTEST:
                        found[name].append(code)
        return found

    @cached_property
    def _by_code(self) -> dict[str, list[tuple[Find, Point]]]:
        """Where the figures of a subject that is named stand, and how each is found there."""
        found: dict[str, list[tuple[Find, Point]]] = defaultdict(list)
        for cube in (account.cube for account in (self.account, *self.account.parts)):
            for cells in (cube.facts, cube.stated):
                for point in cells:
                    found[point.subject].append((cells.__getitem__, point))
            for point in cube.groups():
                found[point.subject].append((cube.figure, point))
        return found

    @cached_property
    def _indicators(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = defaultdict(list)
        for name in self.account.indicators.definitions:
            parts = [part for part in name.split(".") if part not in ENDINGS]
            key = parts[-1] if parts else name
            if len(key) >= SHORTEST and key not in COMMON:
                given = (self.account.indicators.get(name), self.account.previous.get(name))
                found[key] += [figure for figure in given if figure]
        return found

    @cached_property
    def _projects(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = defaultdict(list)
        for project in self.account.projects:
            for money in (*project.funding.values(), project.total):
                three = (money.budget, money.adjusted, money.spent)
                for name in {project.name, project.short_name}:
                    found[name] += three
        for plan in self.account.plans:
            found[plan.name] += [plan.figure("全部", "预算"), *(m.figure for m in plan.money)]
        return {name: figures for name, figures in found.items() if len(name) >= SHORTEST}


def _is_part(before: str, name: str) -> bool:
    """Whether the words before a name make it a part of the thing, or another one."""
    is_broad = len(name) == SHORTEST and BROAD.search(name)
    return bool(PARTIAL.search(before) or (is_broad and not WHOLE.search(before)))


def _bare(name: str) -> str:
    """The name of a thing, a project, without the words that end most of them."""
    for ending in (PROJECT, "专项经费", "经费", "资金", "专项"):
        if len(name) - len(ending) >= SHORTEST:
            name = name.removesuffix(ending)
    return name


def _plain(words: str) -> str:
    return re.sub('[（(][类款项][）)]|[“”"\\s]', "", words)


def _tells(known: Amount, quoted: Amount) -> bool:
    """Whether a named thing's figure is known finely enough to tell anything of the quoted one."""
    return known.half <= quoted.half or known.half < known.value


def _scaled(amount: Amount) -> Iterator[Amount]:
    yield amount
    for factor in FACTORS:
        yield Amount(EXACT.multiply(amount.value, factor), EXACT.multiply(amount.half, factor))
