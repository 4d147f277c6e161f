"""A review → JSON for other programs: figures as decimal texts, money in 元."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal

from mingzhang.reading.stray_characters import in_json
from mingzhang.review.review_values import CellChange, DocumentReview, FigureChange, Review, Years


def data(review: Review) -> str:
    """The review as JSON; the keys stay as they are in later versions, others may join them."""
    whole = {
        "format": "mingzhang-review/1",
        "old": review.old,
        "new": review.new,
        "changed": review.is_changed,
        "documents": [_document(document) for document in review.changed],
    }
    return in_json(json.dumps(whole, ensure_ascii=False, indent=2))


def _document(document: DocumentReview) -> dict[str, object]:
    return {
        "name": document.name,
        "state": document.state,
        "messages": list(document.messages),
        "figures": _figures(document.figures),
        "derived": _cells(document.cells),
        "sentences": [
            {
                "part": one.part,
                "section": one.section,
                "old": one.old,
                "new": one.new,
                "words": [list(word) for word in one.words],
            }
            for one in document.sentences
        ],
        "texts": [
            {"key": list(text.key), "old": text.old, "new": text.new, "place": text.place}
            for text in document.texts
        ],
        "reasons_left": [
            {
                "key": list(left.key),
                "text": left.text,
                "place": left.place,
                "moves": list(left.moves),
                "turned": left.turned,
            }
            for left in document.reasons
        ],
        "years": _years(document.years) if document.years else None,
    }


def _cells(cells: Iterable[CellChange]) -> list[dict[str, object]]:
    return [
        {
            "table": cell.table,
            "row": cell.row,
            "column": cell.column,
            "id": cell.id,
            "old": cell.old,
            "new": cell.new,
            "difference": _number(cell.difference),
        }
        for cell in cells
    ]


def _figures(changes: Sequence[FigureChange]) -> list[dict[str, object]]:
    return [
        {
            "key": list(change.key),
            "label": change.label,
            "kind": change.kind.value,
            "old": _number(change.old),
            "new": _number(change.new),
            "difference": _number(change.difference),
            "percent": _number(change.percent),
            "place": change.place,
            "commit": str(change.commit) if change.commit else None,
            "shown": list(change.shown),
        }
        for change in changes
    ]


def _years(years: Years) -> dict[str, object]:
    return {
        "appeared": list(years.appeared),
        "vanished": list(years.vanished),
        "indicators": _figures(years.indicators),
        "largest": _figures(years.largest),
        "bases": [
            {"name": b.name, "published": b.published, "used": b.used, "place": b.place}
            for b in years.bases
        ],
    }


def _number(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"
