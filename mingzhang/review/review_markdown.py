"""A review → Markdown for a merge request: what changed first, long lists folded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mingzhang.reading.stray_characters import one_line, visible
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

OPEN = 12  # rows of a list that stand open; the others are folded
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
Cells = Sequence[str]


def markdown(review: Review) -> str:
    """The review of two versions as Markdown."""
    lines = [f"### {_safe(headline(review))}", ""]
    for document in review.changed:
        lines += [f"#### {_safe(document.heading)}", "", _safe(counts(document)), ""]
        lines += [f"> ⚠️ {_safe(message)}\n" for message in document.messages]
        lines += _years(document.years) if document.years else []
        lines += _document(document)
    return "\n".join(lines).rstrip() + "\n"


def _safe(text: str) -> str:
    """Text that stays text in Markdown: what an author typed is neither markup nor a mention."""
    return SPECIAL.sub(r"\\\1", visible(" ".join(text.split()))).replace("@", "@\u200b")


def _code(text: str) -> str:
    return f"`{one_line(text).replace('`', '')}`"


def _document(document: DocumentReview) -> Iterator[str]:
    unit = unit_of(document)
    # What somebody has to act on comes first.
    left = [f"{_safe(' / '.join(r.key))}：{_safe(reason(r))}" for r in document.reasons]
    yield from _list("⚠️ 没有跟着改的原因", left)
    typed, controls = apart(document.figures)
    for title, figures in (("填报的数", typed), (CONTROLS, controls)):
        head = (f"{title}（{unit}）", "原来 → 现在", "差额", "位置")
        yield from _table(head, [_figure(change) for change in figures])
    derived = (f"随之变动的数（{unit}）", "原来 → 现在", "差额")
    rows = [
        (_safe(where(m)), _pair(m.first.old, m.first.new), _safe(difference(m, document.unit)))
        for m in document.moved
    ]
    yield from _table(derived, rows)
    sentences = [
        f"{_marked(excerpt(change))} 〔{_safe(change.heading)}〕" for change in document.sentences
    ]
    yield from _list("改变的句子", sentences)
    texts = [f"{_safe(text.label)} {_code(text.place)}" for text in document.texts]
    yield from _list("改动的文字", texts)


def _marked(words: Sequence[tuple[str, str]]) -> str:
    safe = tuple((way, _safe(text)) for way, text in words)
    return marked(safe, ("~~", "~~"), ("**", "**"))


def _pair(old: str, new: str) -> str:
    return f"{_safe(shown(old))} → **{_safe(shown(new))}**"


def _figure(change: FigureChange) -> Cells:
    what = f"**{_safe(change.what)}** " if change.what else ""
    tables = f"<br>{_safe(seen(change))}" if change.shown else ""
    pair = f"{_safe(change.text(change.old))} → **{_safe(change.text(change.new))}**"
    place = f"{_code(written(change))}{tables}"
    return f"{what}{_safe(change.label)}", pair, _safe(change.difference_text), place


def _table(head: Cells, rows: Sequence[Cells]) -> Iterator[str]:
    if not rows:
        return
    yield from _rows(head, rows[:OPEN])
    if len(rows) > OPEN:
        yield f"<details><summary>其余 {len(rows) - OPEN} 行</summary>\n"
        yield from _rows(head, rows[OPEN:])
        yield "</details>\n"


def _rows(head: Cells, rows: Sequence[Cells]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _list(title: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"**{title}**\n"
    yield from (f"- {line}" for line in lines[:OPEN])
    yield ""
    if len(lines) > OPEN:
        yield f"<details><summary>其余 {len(lines) - OPEN} 条</summary>\n"
        yield from (f"- {line}" for line in lines[OPEN:])
        yield "\n</details>\n"


def _years(years: Years) -> Iterator[str]:
    yield from _list("本年新出现", [_safe(name) for name in years.appeared])
    yield from _list("本年不再有", [_safe(name) for name in years.vanished])
    for title, changes in (("指标", years.indicators), ("填报数", years.largest)):
        rows = [(_safe(f.label), _safe(values(f)), _safe(f.difference_text)) for f in changes]
        yield from _table((f"变动最大的{title}", "上年 → 本年", "差额"), rows)
    bases = [
        (_safe(b.name), _safe(b.published), _safe(b.used), _code(b.place)) for b in years.bases
    ]
    yield from _table(("基数与公布的上年、预算不一致（万元）", "公布", "本年基数", "位置"), bases)
