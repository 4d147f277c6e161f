"""Tags: the structure tree of a PDF → the same with a scope on every header cell.

WeasyPrint gives header cells no scope, and maps cells to the wrong headers where a head has several
rows.  With a scope a reader finds the headers itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Element = Any  # a dictionary of pydyf, which is not typed


def add_scopes(_document: object, pdf: Any) -> None:  # noqa: ANN401 (pydyf is not typed)
    """A finisher for WeasyPrint."""
    elements = _elements(pdf)
    with_head = {
        id(_table(element, elements)) for element in elements.values() if element["S"] == "/THead"
    }
    for element in elements.values():
        if element["S"] == "/TH":
            element["A"]["Scope"] = _scope(element, elements, with_head)
        if element["S"] in ("/TH", "/TD"):
            element["A"].pop("Headers", None)


def _elements(pdf: Any) -> dict[Any, Any]:  # noqa: ANN401 (pydyf is not typed)
    """The structure elements by reference."""
    return {item.reference: item for item in pdf.objects if _is_element(item)}


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
    """Wrap what stands loose in a list item, as it does where the number is part of the text."""
    elements = _elements(pdf)
    for item in [element for element in elements.values() if element["S"] == "/LI"]:
        loose = [kid for kid in item["K"] if _is_loose(kid, elements)]
        if not loose:
            continue
        own = {"S": "/LBody", "K": type(item["K"])(loose), "P": item.reference}
        body = type(item)({**item, **own})
        pdf.add_object(body)
        for kid in loose:
            elements[kid]["P"] = body.reference
        item["K"][:] = [*(kid for kid in item["K"] if kid not in loose), body.reference]


def _is_loose(kid: bytes, elements: dict[bytes, Element]) -> bool:
    return kid in elements and elements[kid]["S"] not in ("/Lbl", "/LBody")


def join_tables(pdf: Any) -> None:  # noqa: ANN401 (pydyf is not typed)
    """Put a form without a head together again where it crosses pages.

    WeasyPrint makes a table of each piece, in which a cell that spans rows of both leaves a hole.
    Every form has a caption, and only its first piece shows it.
    """
    elements = _elements(pdf)
    first: Element | None = None
    for table in [element for element in elements.values() if element["S"] == "/Table"]:
        kinds = [elements[kid]["S"] for kid in table["K"] if kid in elements]
        if first is None or "/Caption" in kinds:
            first = table
        elif "/THead" not in kinds:
            _move_rows(table, first, elements)


def _move_rows(piece: Element, table: Element, elements: dict[bytes, Element]) -> None:
    body = next(e for kid in table["K"] if (e := elements[kid])["S"] == "/TBody")
    for group in (elements[kid] for kid in piece["K"]):
        for row in group["K"]:
            elements[row]["P"] = body.reference
        body["K"].extend(group["K"])
    piece["S"] = "/NonStruct"
    piece["K"].clear()
