"""A review → its lines in words, which terminal, Markdown and HTML only dress differently."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.facts.amount import Unit
from mingzhang.review.review_values import (
    DocumentReview,
    FigureChange,
    Moved,
    ReasonLeft,
    Review,
    money,
)

CONTROLS = "控制数（公布的合计）"
CELLS = 4  # cells that are named of a figure that is shown in more


def headline(review: Review) -> str:
    """The review's first line: what is compared with what, and how much differs."""
    changed = [d for d in review.documents if d.is_changed]
    many = f"{len(changed)} 份文档有改动" if changed else review.alike
    return f"{review.old} → {review.new}：{many}"


def counts(document: DocumentReview) -> str:
    """How much of a document differs between the reviewed versions, in one line."""
    if document.state != "改动":
        return document.state
    if not document.is_readable:
        return "读不了，没有比较"
    parts = (
        (len(document.figures), "个填报数"),
        (len(document.moved), f"个数随之变动（{sum(1 for _ in document.cells)} 格）"),
        (len(document.sentences), "句改变"),
        (len(document.texts), "处文字改动"),
        (len(document.reasons), "条原因没有跟着改"),
    )
    told = "，".join(f"{number} {words}" for number, words in parts if number)
    # A folder renamed, or what cannot be read, stands below.
    return told or "除了下面所说的，没有看到改动"


def apart(
    changes: Sequence[FigureChange],
) -> tuple[tuple[FigureChange, ...], tuple[FigureChange, ...]]:
    """For the review's lines: a document's changed details, and totals typed to be held against."""
    details = tuple(change for change in changes if not change.is_control)
    return details, tuple(change for change in changes if change.is_control)


def values(change: FigureChange) -> str:
    """A change of a figure in a line of the review: 188.00 → 200.00."""
    return f"{change.text(change.old)} → {change.text(change.new)}"


def written(change: FigureChange) -> str:
    """For a review's line: where a changed entry stands, and when it was last written."""
    commit = f"（{change.commit}）" if change.commit else ""
    return f"{change.place}{commit}"


def difference(moved: Moved, unit: Unit) -> str:
    """By how much a derived figure moved, for a line of the review; empty for a percentage."""
    size = moved.first.difference
    if size is None:
        return ""
    text = money(size, unit)
    return f"+{text}" if size > 0 else text


def where(moved: Moved) -> str:
    """Cells of a derived figure, for a review's line: 公开03表 合计 / 项目支出 等 3 格."""
    first = moved.first.words
    if len(moved.cells) == 1:
        return first
    tables = list(dict.fromkeys(cell.table for cell in moved.cells))
    return f"{first} 等 {len(moved.cells)} 格（{listed(tables)}）"


def seen(change: FigureChange) -> str:
    """For a review's line: where the document shows a typed figure itself."""
    tables = list(dict.fromkeys(cell.partition("!")[0] for cell in change.shown))
    return f"见 {listed(tables)}（{len(change.shown)} 格）"


def listed(names: Sequence[str]) -> str:
    """The first few names for a line of the review, and how many there are."""
    shown = "、".join(names[:CELLS])
    return shown if len(names) <= CELLS else f"{shown}等 {len(names)} 处"


def shown(value: str) -> str:
    """A cell's text in a line of the review; — for an empty one."""
    return value or "—"


def reason(left: ReasonLeft) -> str:
    """The review's line on why to look at a reason again."""
    turned = "（增减方向变了）" if left.turned else ""
    return f"{'；'.join(left.moves)}{turned}"


def affected(document: DocumentReview) -> list[str]:
    """The review's line on the tables and sections of a document that read otherwise."""
    tables = [cell.table for cell in document.cells]
    own = [id_.partition("!")[0] for change in document.figures for id_ in change.shown]
    sections = [change.heading for change in document.sentences]
    return list(dict.fromkeys((*sorted({*tables, *own}), *sections)))


def unit_of(document: DocumentReview) -> str:
    """The unit of the review's lines: 元 or 万元."""
    return document.unit.label
