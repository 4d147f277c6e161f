"""A bureau's board: every document's progress and the list of approvals → one page.

What is nearest to its last day comes first; a document of the list that nobody has begun is there
too.  The page needs nothing else and runs no script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined

from mingzhang.drafting.approvals import Approvals
from mingzhang.drafting.document_progress import READY, Progress

MISSING = "没有建立"
STATES = (MISSING, "待改", "待填", "待确认", READY)


@dataclass(frozen=True)
class Line:
    """A document on the bureau's board: its folder, what is left to do, the last day to publish.

    Of one that nobody has begun it is not known what is left to do.
    """

    document: str
    state: str
    to_fill: int | None = None
    reasons: int | None = None
    to_confirm: int | None = None
    to_correct: int | None = None
    limit: date | None = None
    title: str = ""

    def left(self, today: date) -> str:
        """How many days a document on the bureau's board has left, in words."""
        if self.limit is None:
            return ""
        days = (self.limit - today).days
        if days < 0:
            return f"超过 {-days} 天"
        return f"还有 {days} 天" if days else "今天到期"


def lines(
    seen: Mapping[str, Progress], approvals: Approvals, titles: Mapping[str, str]
) -> tuple[Line, ...]:
    """A line of the bureau's board each, the most urgent first, then those with more to do."""
    limits = approvals.limits
    begun = (
        replace(_line(name, state, limits.get(name)), title=titles.get(name, ""))
        for name, state in seen.items()
    )
    missing = (
        Line(name, MISSING, limit=limit) for name, limit in limits.items() if name not in seen
    )
    return tuple(sorted((*begun, *missing), key=_urgency))


def _line(name: str, state: Progress, limit: date | None) -> Line:
    fill, confirm, correct = map(len, (state.to_fill, state.to_confirm, state.to_correct))
    counts = (fill, state.reasons, confirm, correct)
    return Line(name, state.state, *counts, limit)


def _urgency(line: Line) -> tuple[bool, date, int, str]:
    return (line.state == READY, line.limit or date.max, STATES.index(line.state), line.document)


def page(shown: Sequence[Line], today: date) -> str:
    """The bureau's board of documents as an HTML page."""
    counts = Counter(line.state for line in shown)
    states = [(state, counts[state]) for state in STATES if counts[state]]
    waiting = sum(bool(line.reasons) for line in shown)
    late = sum(_is_late(line, today) for line in shown)
    loader = PackageLoader("mingzhang.drafting", "assets")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    template = environment.get_template("board.html.j2")
    ids = {state: f"state-{number}" for number, state in enumerate(STATES)}
    known = {"lines": shown, "today": today, "states": states, "ids": ids}
    return template.render(known, waiting=waiting, late=late, is_late=_is_late)


def _is_late(line: Line, today: date) -> bool:
    return line.state != READY and line.limit is not None and line.limit < today
