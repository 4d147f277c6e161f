"""Lines of a 自评表 of which half a score was typed: a project → what its totals would lack.

A line that has a weight (分值) has points (得分) too: nobody said that they are none.  So has the
rate of spending, where the weights of all lines leave something of 100 to it.
"""

from __future__ import annotations

from decimal import Decimal

from mingzhang.facts.account import Project, Score
from mingzhang.facts.amount import Unit
from mingzhang.facts.figure import Absent

WEIGHT, POINTS = "分值", "得分"
OF_MONEY, FULL = "资金分值", Decimal(100)
NO_MONEY = "预算执行率不记分的填 0"
NO_MANAGEMENT = "照自评表一行一行写；不记分的分值写 0"
NO_POINTS, NO_WEIGHT = "得分是 0 的填 0，不记分的删去分值", "不记分的删去得分"


def unscored(project: Project, word: str) -> tuple[Score, ...]:
    """The unscored lines of a project: they have the other half of their score."""
    lines = (*project.management, *project.indicators)
    return tuple(line for line in lines if _lacks(line, word))


def _lacks(line: Score, word: str) -> bool:
    own, other = (line.points, line.weight) if word == POINTS else (line.weight, line.points)
    return own is None and other is not None


def lacking(project: Project, word: str) -> tuple[Absent, ...]:
    """What has to be typed of unscored lines before weights, or points, can be summed."""
    hint = NO_POINTS if word == POINTS else NO_WEIGHT
    of_lines = tuple(
        Absent((project.name, f"{line_name(line)}.{word}"), line.place or project.place, hint)
        for line in unscored(project, word)
    )
    of_money = Absent((project.name, OF_MONEY), project.place, NO_MONEY)
    return (*of_lines, of_money) if is_unweighed(project) else of_lines


def is_scored(project: Project) -> bool:
    """Whether a project is scored at all, its money or any of its lines."""
    lines = (*project.management, *project.indicators)
    typed = (number for line in lines for number in (line.weight, line.points))
    return project.weight is not None or any(number is not None for number in typed)


def is_unmanaged(project: Project) -> bool:
    """Whether a scored project lacks its lines of 资金管理: other weights leave some to them."""
    weights = (project.weight, *(line.weight for line in project.indicators))
    known = [weight for weight in weights if weight is not None]
    is_whole = len(known) == len(weights)
    return not project.management and bool(known) and is_whole and sum(known) < FULL


def is_unweighed(project: Project) -> bool:
    """Whether all scored lines leave something of 100 to the money, which has no weight."""
    scored = (*project.management, *project.indicators)
    weights = [line.weight for line in scored if line.weight is not None]
    is_whole = weights and len(weights) == len(scored)
    return project.weight is None and bool(is_whole) and sum(weights) < FULL


def is_unrated(project: Project) -> bool:
    """Whether points of a scored project's money are asked that nobody can tell: no budget."""
    adjusted = project.total.adjusted
    has_none = adjusted.is_known and not adjusted.amount.displayed(Unit.WAN)
    return bool(project.weight) and has_none


def line_name(line: Score) -> str:
    """What an unscored line of a 自评表 is called."""
    return line.words.get("三级") or line.words.get("项目", "")
