"""Lines of a 自评表 of which half a score was typed: a project → what its totals would lack.

A line that has a weight (分值) has points (得分) too: nobody said that they are none.
"""

from __future__ import annotations

from mingzhang.facts.account import Project, Score
from mingzhang.facts.figure import Absent

WEIGHT, POINTS = "分值", "得分"
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
    return tuple(
        Absent((project.name, f"{line_name(line)}.{word}"), line.place or project.place, hint)
        for line in unscored(project, word)
    )


def line_name(line: Score) -> str:
    """What an unscored line of a 自评表 is called."""
    return line.words.get("三级") or line.words.get("项目", "")
