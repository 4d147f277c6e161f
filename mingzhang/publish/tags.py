"""Tags: the structure tree of a PDF → the same with a scope on every header cell.

WeasyPrint gives header cells no scope, and maps cells to the wrong headers where a head has several
rows.  With a scope a reader finds the headers itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Element = dict[str, Any]


def add_scopes(_document: object, pdf: Any) -> None:  # noqa: ANN401 (pydyf is not typed)
    """A finisher for WeasyPrint."""
    objects: list[Any] = pdf.objects
    elements = {item.reference: item for item in objects if _is_element(item)}
    with_head = {
        id(_table(element, elements)) for element in elements.values() if element["S"] == "/THead"
    }
    for element in elements.values():
        if element["S"] == "/TH":
            element["A"]["Scope"] = _scope(element, elements, with_head)
        if element["S"] in ("/TH", "/TD"):
            element["A"].pop("Headers", None)


def _is_element(item: object) -> bool:
    return isinstance(item, dict) and "S" in item and "P" in item


def _scope(cell: Element, elements: dict[bytes, Element], with_head: set[int]) -> str:
    if any(above["S"] == "/THead" for above in _above(cell, elements)):
        return "/Column"
    # A form without a head (自评表) has cells that head both a row and what stands below.
    return "/Row" if id(_table(cell, elements)) in with_head else "/Both"


def _table(element: Element, elements: dict[bytes, Element]) -> Element | None:
    return next((above for above in _above(element, elements) if above["S"] == "/Table"), None)


def _above(element: Element, elements: dict[bytes, Element]) -> Iterator[Element]:
    while (parent := elements.get(element["P"])) is not None:
        yield parent
        element = parent


def complete_lists(pdf: Any) -> None:  # noqa: ANN401 (pydyf is not typed)
    """Give list items their body where the number stands in the text itself.

    The item that there is becomes the body of a new one, so that the content stays its own.
    """
    elements = {item.reference: item for item in pdf.objects if _is_element(item)}
    for body in [e for e in elements.values() if e["S"] == "/LI" and not _has_body(e, elements)]:
        above = elements[body["P"]]
        item = type(body)({**body, "K": type(above["K"])([body.reference])})
        pdf.add_object(item)
        body |= {"S": "/LBody", "P": item.reference}
        above["K"][above["K"].index(body.reference)] = item.reference


def _has_body(item: Element, elements: dict[bytes, Element]) -> bool:
    return any(elements[kid]["S"] in ("/Lbl", "/LBody") for kid in item["K"] if kid in elements)
