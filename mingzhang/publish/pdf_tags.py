"""Tags: the structure tree of a PDF → the same as a reader wants it.

Header cells have a scope, list items a body; a table that crosses pages is one table, and what only
paging brought with it is an artifact.  WeasyPrint gives header cells no scope, and maps cells to
the wrong headers where a head has several rows.  With a scope a reader finds the headers itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

NOBODY = "null"  # owns what is no content
Element = Any  # a dictionary of pydyf, which is not typed


def add_scopes(_document: object, pdf: Any) -> None:  # noqa: ANN401 (pydyf is not typed)
    """A finisher of the PDF for WeasyPrint: header cells get their scope in the tags."""
    elements = structure_elements(pdf)
    with_head = {
        id(_table(element, elements)) for element in elements.values() if element["S"] == "/THead"
    }
    for element in elements.values():
        if element["S"] == "/TH":
            element["A"]["Scope"] = _scope(element, elements, with_head)
        if element["S"] in ("/TH", "/TD"):
            element["A"].pop("Headers", None)


def structure_elements(pdf: Any) -> dict[Any, Any]:  # noqa: ANN401 (pydyf is not typed)
    """The structure elements of a tagged PDF, by reference."""
    return {item.reference: item for item in pdf.objects if _is_element(item)}


def _is_element(item: object) -> bool:
    return isinstance(item, dict) and item.get("Type") == "/StructElem"


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
    """Tags of a list: wrap what stands loose in an item, such as a number in the text."""
    elements = structure_elements(pdf)
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
    """Put the tags of a table together again where it crosses pages of the PDF.

    WeasyPrint makes a table of each piece, with a head of its own; what spans rows of both leaves
    a hole.  Every table has a caption, and only its first piece shows it.
    """
    elements = structure_elements(pdf)
    table: Element | None = None
    page = b""
    for piece in [element for element in elements.values() if element["S"] == "/Table"]:
        kinds = [elements[kid]["S"] for kid in piece["K"] if kid in elements]
        if table is None or "/Caption" in kinds or piece["Pg"] == page:
            table = piece
        else:
            _move_rows(piece, table, elements)
            elements[piece["P"]]["K"].remove(piece.reference)
        page = piece["Pg"]


def _move_rows(piece: Element, table: Element, elements: dict[bytes, Element]) -> None:
    """The tagged rows of a table's continued piece go to the table, but not its repeated head.

    Where a first row as high as a page left none to the first piece, the piece's body goes whole.
    """
    body = next((e for kid in table["K"] if (e := elements[kid])["S"] == "/TBody"), None)
    for group in (elements[kid] for kid in piece["K"]):
        if group["S"] != "/TBody":
            continue
        if body is None:
            body, group["P"] = group, table.reference
            table["K"].append(group.reference)
            continue
        for row in group["K"]:
            elements[row]["P"] = body.reference
        body["K"].extend(group["K"])


# What may hold text itself.
HOLDERS = {f"/{name}" for name in ("P", "TD", "TH", "LBody", "Lbl", "Link", "Span", "Caption")}
HOLDERS |= {f"/H{level}" for level in range(1, 7)}


def unwrap_spans(pdf: Any) -> None:  # noqa: ANN401 (pydyf is not typed)
    """Tags without spans: what may hold text holds it itself, as there are thousands.

    WeasyPrint puts each line of a text into one, and the leader and page number of an entry of the
    contents into links within its link.
    """
    elements = structure_elements(pdf)
    owners = dict(owners_by_page(pdf))
    inner = [element for element in elements.values() if element["S"] in ("/Span", "/Link")]
    for element in inner:
        parent = elements.get(element["P"])
        if parent is None or not _is_needless(element, parent):
            continue
        for kid in element["K"]:
            _hand_over(kid, parent, owners[element["Pg"]], pdf)
        place = parent["K"].index(element.reference)
        parent["K"][place : place + 1] = list(element["K"])
        element.clear()


def _hand_over(kid: Any, parent: Element, own: list[Any], pdf: Any) -> None:  # noqa: ANN401 (ditto)
    """Give what a needless element of the tags holds to its parent.

    That is marked content, an element, or an annotation; pages and the tree know whose each is.
    """
    if isinstance(kid, int):
        own[kid] = parent.reference
        return
    item = object_at(pdf, kid)
    if not _is_element(item):
        number = object_at(pdf, item["Obj"])["StructParent"]
        _owners(pdf)[2 * number + 1] = parent.reference  # numbers follow each other from 0
        return
    item["P"] = parent.reference


def _is_needless(element: Element, parent: Element) -> bool:
    told = element.keys() - {"Type", "S", "K", "Pg", "P"}
    holds = {"/Link"} if element["S"] == "/Link" else HOLDERS
    return parent["S"] in holds and element["Pg"] == parent["Pg"] and not told


def owners_by_page(pdf: Any) -> Iterator[tuple[bytes, list[Any]]]:  # noqa: ANN401 (pydyf is not typed)
    """Each page of a tagged PDF with the elements that own its marked content."""
    owners = _owners(pdf)
    by_number = dict(zip(owners[::2], owners[1::2], strict=True))
    for reference in pdf.page_references:
        yield reference, by_number[object_at(pdf, reference)["StructParents"]]


def _owners(pdf: Any) -> list[Any]:  # noqa: ANN401 (pydyf is not typed)
    """A tagged PDF's numbers of pages and annotations, each before what owns it."""
    nums: list[Any] = object_at(pdf, object_at(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])[
        "Nums"
    ]
    return nums


def hide_rest(pdf: Any) -> None:  # noqa: ANN401 (pydyf is not typed)
    """Make an artifact of what has no place in the tags: repeated heads, page numbers.

    WeasyPrint gives a page number an element that has no place, and calls it content.
    """
    elements = structure_elements(pdf)
    root = object_at(pdf, pdf.catalog["StructTreeRoot"])
    reached = set(_reached(root, elements))
    for reference, own in owners_by_page(pdf):
        page = object_at(pdf, reference)
        rest = {number for number, owner in enumerate(own) if owner not in reached}
        own[:] = [NOBODY if number in rest else owner for number, owner in enumerate(own)]
        _make_artifacts(object_at(pdf, page["Contents"]).stream, rest)
    for reference in elements.keys() - reached:
        elements[reference].clear()


def _reached(element: Element, elements: dict[bytes, Element]) -> Iterator[bytes]:
    for kid in element["K"]:
        if kid in elements:
            yield kid
            yield from _reached(elements[kid], elements)


def _make_artifacts(stream: list[Any], numbers: set[int]) -> None:
    for place, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") in numbers:
            stream[place - 1 : place + 1] = "/Artifact", type(item)({"Type": "/Pagination"})


def object_at(pdf: Any, reference: bytes) -> Any:  # noqa: ANN401 (pydyf is not typed)
    """The object of the PDF, a tag or another, at that reference."""
    return pdf.objects[int(reference.split()[0])]
