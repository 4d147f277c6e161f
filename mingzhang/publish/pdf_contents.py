"""The contents of a PDF in its tags: a list of links within the document → a table of contents.

WeasyPrint tags it as any other list.  A reader finds a table of contents by its tags (TOC, with a
TOCI for each entry); the entry's link stands in a reference, the entries below it beside that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingzhang.publish.pdf_tags import (
    NOBODY,
    Element,
    object_at,
    owners_by_page,
    structure_elements,
)


def tag_contents(pdf: Any) -> None:  # noqa: ANN401 (pydyf is not typed)
    """Tag the lists of the PDF that hold nothing but links within the document as its contents."""
    elements = structure_elements(pdf)
    lists = [element for element in elements.values() if element["S"] == "/L"]
    for found in [one for one in lists if _is_contents(one, elements, pdf)]:
        found["S"] = "/TOC"
        for item in _kids(found, elements):
            _make_entry(item, elements)


def hide_leaders(pdf: Any) -> None:  # noqa: ANN401 (pydyf is not typed)
    """Take the leader dots between an entry and its page number out of the PDF's tags.

    WeasyPrint makes the dots a link in the link of what CSS generates in an entry's link.
    """
    elements = structure_elements(pdf)
    owners = dict(owners_by_page(pdf))
    for link in [element for element in elements.values() if _is_leader(element, elements)]:
        for number in (kid for kid in link["K"] if isinstance(kid, int)):
            owners[link["Pg"]][number] = NOBODY
        link["K"][:] = [kid for kid in link["K"] if not isinstance(kid, int)]


def _is_leader(element: Element, elements: dict[Any, Element]) -> bool:
    above = elements.get(element["P"], {})
    kinds = element["S"], above.get("S"), elements.get(above.get("P"), {}).get("S")
    return set(kinds) == {"/Link"}


def _is_contents(found: Element, elements: dict[Any, Element], pdf: Any) -> bool:  # noqa: ANN401
    bodies = [body for item in _kids(found, elements) for body in _kids(item, elements)]
    return bool(bodies) and all(_is_entry(body, elements, pdf) for body in bodies)


def _is_entry(body: Element, elements: dict[Any, Element], pdf: Any) -> bool:  # noqa: ANN401
    """Whether the body of a list's item is one link within the PDF, and perhaps entries below."""
    first, *below = list(_kids(body, elements)) or [body]
    link = _without_wrapper(first, elements)
    return (
        len(body["K"]) == 1 + len(below)
        and link["S"] == "/Link"
        and all("Dest" in annotation for annotation in _annotations(link, elements, pdf))
        and all(one["S"] in ("/L", "/TOC") for one in below)
    )


def _without_wrapper(element: Element, elements: dict[Any, Element]) -> Element:
    """What an element holds that is there only because the text beside it is a block."""
    kids = list(_kids(element, elements))
    return kids[0] if element["S"] == "/NonStruct" and len(kids) == 1 else element


def _annotations(
    link: Element,
    elements: dict[Any, Element],
    pdf: Any,  # noqa: ANN401 (pydyf is not typed)
) -> Iterator[Any]:
    loose = (kid for kid in link["K"] if not isinstance(kid, int) and kid not in elements)
    return (object_at(pdf, object_at(pdf, kid)["Obj"]) for kid in loose)


def _make_entry(item: Element, elements: dict[Any, Element]) -> None:
    item["S"] = "/TOCI"
    for body in tuple(_kids(item, elements)):
        body["S"] = "/Reference"
        for below in [kid for kid in body["K"][1:] if kid in elements]:
            body["K"].remove(below)
            item["K"].append(below)
            elements[below]["P"] = item.reference


def _kids(element: Element, elements: dict[Any, Element]) -> Iterator[Element]:
    return (elements[kid] for kid in element["K"] if kid in elements)
