"""A review → lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.reading.stray_characters import inert, one_line
from mingzhang.review.review_lines import (
    CONTROLS,
    apart,
    counts,
    difference,
    headline,
    reason,
    seen,
    shown,
    unit_of,
    values,
    where,
    written,
)
from mingzhang.review.review_values import DocumentReview, FigureChange, Review, Years
from mingzhang.review.sentence_excerpt import excerpt, marked

Marks = tuple[tuple[str, str], tuple[str, str]]
PLAIN: Marks = (("[-", "-]"), ("{+", "+}"))
COLOURED: Marks = (("\x1b[31m[-", "-]\x1b[0m"), ("\x1b[32m{+", "+}\x1b[0m"))


def terminal(review: Review, *, colour: bool = False) -> str:
    """The review of two versions as text for a terminal."""
    lines = [headline(review)]
    for document in review.changed:
        lines += ["", f"■ {one_line(document.heading)}：{counts(document)}"]
        lines += [f"  ！{one_line(message)}" for message in document.messages]
        lines += _years(document.years) if document.years else []
        lines += _document(document, COLOURED if colour else PLAIN)
    return "\n".join(map(inert, lines))


def _document(document: DocumentReview, marks: Marks) -> Iterator[str]:
    # What somebody has to act on comes first.
    left = [
        line
        for r in document.reasons
        for line in (f"{' / '.join(r.key)}  {r.place}", f"  {reason(r)}")
    ]
    yield from _titled("没有跟着改的原因", left)
    typed, controls = apart(document.figures)
    unit = unit_of(document)
    yield from _titled(f"填报的数（{unit}）", list(_figures(typed)))
    yield from _titled(f"{CONTROLS}（{unit}）", list(_figures(controls)))
    derived = [
        f"{shown(m.first.old)} → {shown(m.first.new)}  {difference(m, document.unit)}  {where(m)}"
        for m in document.moved
    ]
    yield from _titled("随之变动的数", derived)
    texts = [f"{marked(excerpt(s), *marks)}  〔{one_line(s.heading)}〕" for s in document.sentences]
    yield from _lines("改变的句子", texts)
    yield from _titled("改动的文字", [f"{t.label}  {t.place}" for t in document.texts])


def _titled(title: str, lines: Sequence[str]) -> Iterator[str]:
    """A heading and lines for the terminal, of which each stays one, whatever was typed."""
    return _lines(title, [one_line(line) for line in lines])


def _lines(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"  {title}"
        yield from (f"    {line}" for line in lines)


def _figures(changes: Sequence[FigureChange]) -> Iterator[str]:
    for change in changes:
        what = f"{change.what} " if change.what else ""
        yield f"{what}{change.label}：{values(change)}  {change.difference_text}"
        tables = f"  {seen(change)}" if change.shown else ""
        yield f"  {written(change)}{tables}"


def _years(years: Years) -> Iterator[str]:
    yield from _titled("本年新出现", years.appeared)
    yield from _titled("本年不再有", years.vanished)
    moves = [f"{f.label}：{values(f)}  {f.difference_text}" for f in years.indicators]
    yield from _titled("变动最大的指标（万元）", moves)
    moves = [f"{f.label}：{values(f)}  {f.difference_text}" for f in years.largest]
    yield from _titled("变动最大的填报数", moves)
    bases = [f"{b.name}：公布 {b.published}，本年用作基数 {b.used}  {b.place}" for b in years.bases]
    yield from _titled("基数与公布的上年、预算不一致（万元）", bases)
