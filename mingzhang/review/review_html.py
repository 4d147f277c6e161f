"""A review → one HTML page: the documents affected, then each, old beside new, foldable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from mingzhang.reading.stray_characters import inert, visible
from mingzhang.review.review_lines import (
    CONTROLS,
    affected,
    apart,
    counts,
    difference,
    headline,
    reason,
    seen,
    shown,
    unit_of,
    where,
    written,
)
from mingzhang.review.review_values import (
    NEW,
    OLD,
    SAME,
    DocumentReview,
    FigureChange,
    Review,
    SentenceChange,
    Years,
)

STYLE = Markup("""
body{font:16px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:0 auto;max-width:72rem;
padding:1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.15rem;border-top:2px solid #888;padding-top:.75rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}
th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}
th{background:#f0f0f0}td.amount{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
del{background:#fbd9d7;color:#7a0c05}ins{background:#d4f0d8;color:#0b4d17;text-decoration:none;
font-weight:600}summary{font-weight:600;cursor:pointer;padding:.2rem 0}
.place{color:#555;font-size:.875rem}.warning{background:#fff3cd;padding:.4rem .6rem;margin:.3rem 0}
@media(max-width:40rem){.wide{overflow-x:auto}}
@media print{details>*{display:block}}
""")
PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    "<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<main>\n<h1>{0}</h1>\n{2}{3}"
    "</main>\n</body>\n</html>\n"
)
Cells = Sequence[tuple[str, object]]  # a class and what the cell says


def html(review: Review) -> str:
    """The review of two versions as one HTML page; it needs nothing from the network."""
    documents = review.changed
    listing = [
        Markup('<li><a href="#d{0}">{1}</a>：{2}{3}</li>\n').format(
            number, document.heading, counts(document), _affected(document)
        )
        for number, document in enumerate(documents, 1)
    ]
    bodies = [_document(document, number) for number, document in enumerate(documents, 1)]
    contents = Markup("<ul>\n{}</ul>\n").format(_joined(listing)) if listing else Markup()
    page = visible(str(PAGE.format(headline(review), STYLE, contents, _joined(bodies))))
    return "\n".join(map(inert, page.split("\n")))


def _affected(document: DocumentReview) -> Markup:
    names = affected(document)
    template = Markup('<br><span class="place">涉及：{}</span>')
    return template.format("、".join(names)) if names else Markup()


def _document(document: DocumentReview, number: int) -> Markup:
    title = Markup('<section id="d{0}">\n<h2>{1}</h2>\n').format(number, document.heading)
    warnings = (Markup('<p class="warning">{}</p>\n').format(m) for m in document.messages)
    years = _years(document.years) if document.years else Markup()
    typed, controls = apart(document.figures)
    unit = unit_of(document)
    blocks = (
        _figures(f"填报的数（{unit}）", typed),
        _figures(f"{CONTROLS}（{unit}）", controls),
        _derived(document),
        _sentences(document.sentences),
        _texts(document),
    )
    end = Markup("</section>\n")
    # What somebody has to act on comes first.
    return _joined((title, *warnings, _reasons(document), years, *blocks, end))


def _figures(title: str, changes: Sequence[FigureChange]) -> Markup:
    rows = [
        (
            ("", f"{change.what} {change.label}".strip()),
            ("amount", change.text(change.old)),
            ("amount", change.text(change.new)),
            ("amount", change.difference_text),
            ("place", _note(change)),
        )
        for change in changes
    ]
    return _folded(title, ("数字", "原来", "现在", "差额", "位置"), rows)


def _note(change: FigureChange) -> Markup:
    if not change.shown:
        return Markup.escape(written(change))
    return Markup("{}<br>{}").format(written(change), seen(change))


def _derived(document: DocumentReview) -> Markup:
    rows = [
        (
            ("", where(moved)),
            ("amount", shown(moved.first.old)),
            ("amount", shown(moved.first.new)),
            ("amount", difference(moved, document.unit)),
        )
        for moved in document.moved
    ]
    title = f"随之变动的数（{unit_of(document)}）"
    return _folded(title, ("表和格", "原来", "现在", "差额"), rows)


def _sentences(changes: Sequence[SentenceChange]) -> Markup:
    rows = [
        (("", change.heading), ("", _side(change, OLD, "del")), ("", _side(change, NEW, "ins")))
        for change in changes
    ]
    return _folded("改变的句子", ("章节", "原来", "现在"), rows)


def _side(change: SentenceChange, way: str, tag: str) -> Markup:
    pieces = [
        Markup("<{0}>{1}</{0}>").format(tag, text) if kind == way else Markup.escape(text)
        for kind, text in change.words
        if kind in (SAME, way)
    ]
    return _joined(pieces)


def _texts(document: DocumentReview) -> Markup:
    rows = [
        (("", t.label), ("", t.old or "—"), ("", t.new or "—"), ("place", t.place))
        for t in document.texts
    ]
    return _folded("改动的文字", ("位置", "原来", "现在", "文件"), rows, is_open=False)


def _reasons(document: DocumentReview) -> Markup:
    rows = [
        (("", " / ".join(left.key)), ("", reason(left)), ("", left.text), ("place", left.place))
        for left in document.reasons
    ]
    return _folded("没有跟着改的原因", ("原因", "所说明的数", "文字", "文件"), rows)


def _years(years: Years) -> Markup:
    names = [(("", "新出现"), ("", name)) for name in years.appeared]
    names += [(("", "不再有"), ("", name)) for name in years.vanished]
    bases = [
        (("", b.name), ("amount", b.published), ("amount", b.used), ("place", b.place))
        for b in years.bases
    ]
    head = ("指标", "公布", "本年基数", "文件")
    return _joined(
        (
            _folded("科目和项目", ("", "科目或项目"), names),
            _figures("变动最大的指标（万元）", years.indicators),
            _figures("变动最大的填报数", years.largest),
            _folded("基数与公布的上年、预算不一致（万元）", head, bases),
        )
    )


def _folded(
    title: str, head: Sequence[str], rows: Sequence[Cells], *, is_open: bool = True
) -> Markup:
    if not rows:
        return Markup()
    template = Markup(
        "<details{}>\n<summary>{}（{}）</summary>\n"
        '<div class="wide"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n'
        "</table></div>\n</details>\n"
    )
    heads = _joined(Markup('<th scope="col">{}</th>').format(name) for name in head)
    opened = Markup(" open") if is_open else Markup()
    return template.format(opened, title, len(rows), heads, _joined(map(_row, rows)))


def _row(cells: Cells) -> Markup:
    template = Markup('<td class="{}">{}</td>')
    return Markup("<tr>{}</tr>\n").format(_joined(template.format(*cell) for cell in cells))


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)
