"""The contents in the PDF's tags: an entry for each part and section, its link, no leader dots."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from mingzhang.publish.pdf_file import render_pdf
from tests.publish.documents import FONTS, REAL, real
from tests.publish.test_pdf_tags import Reader
from tests.support import PROJECT

STYLE = (PROJECT.templates / "national" / "pdf.css").read_text("utf-8") + (
    "html { font-family: var(--fang) } ul { list-style: none }"
    ' nav a::after { content: leader("…") target-counter(attr(href), page) }'
)
PAGE = (
    "<html lang=zh-CN><title>明账</title><body><h1>一</h1>{}<h2 id=a>二</h2><h2 id=b>三</h2></body>"
)


def _found(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return list(_walk(pdf.Root.StructTreeRoot, kind))


def _walk(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Dictionary]:
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/S") == kind:
                yield kid
            yield from _walk(kid, kind)


def _kinds(element: pikepdf.Object) -> list[str]:
    return [str(kid.get("/S", kid.get("/Type"))) for kid in element.K]


def _words(elements: Iterable[pikepdf.Object], pdf: pikepdf.Pdf) -> list[str]:
    reader = Reader(pdf)
    return ["".join(reader._text(one, one.Pg)).replace(" ", "") for one in elements]


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_part_and_section_is_an_entry_of_the_contents(
    path: Path, public: Callable[[Path], Path]
) -> None:
    document, _ = real(path)
    titles = [
        title.replace(" ", "")
        for part in document.parts
        for title in (part.title, *(section.title for section in part.sections))
        if title
    ]
    with pikepdf.open(public(path) / "disclosure.pdf") as pdf:
        links = [link for item in _found(pdf, "/TOC") for link in _walk(item, "/Link")]
        links = list({link.objgen: link for link in links}.values())
        words = _words(links, pdf)
    assert [text.rstrip("0123456789") for text in words] == titles
    assert all(text[-1].isdigit() for text in words)


def test_an_entry_holds_its_reference_and_the_entries_below() -> None:
    nav = "<nav><ul><li><a href=#a>甲</a><ul><li><a href=#b>乙</a></li></ul></li></ul></nav>"
    data, _ = render_pdf(PAGE.format(nav), STYLE, FONTS)
    with pikepdf.open(BytesIO(data)) as pdf:
        (outer, inner) = _found(pdf, "/TOC")
        (first,), (second,) = outer.K, inner.K
        assert _kinds(outer) == _kinds(inner) == ["/TOCI"]
        assert _kinds(first) == ["/Reference", "/TOC"]
        assert _kinds(second) == ["/Reference"]
        assert inner.P.objgen == first.objgen
        assert not _found(pdf, "/L")
        assert _words(_found(pdf, "/Link"), pdf) == ["甲1", "乙1"]


def test_an_annotation_knows_the_link_that_holds_it() -> None:
    nav = "<nav><ul><li><a href=#a>甲</a></li></ul></nav>"
    data, _ = render_pdf(PAGE.format(nav), STYLE, FONTS)
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        (link,) = _found(pdf, "/Link")
        notes = [kid.Obj for kid in link.K if isinstance(kid, pikepdf.Dictionary)]
        assert len(notes) == len(pdf.pages[0].Annots)
        assert all(owners[int(note.StructParent)].objgen == link.objgen for note in notes)


@pytest.mark.parametrize("item", ["<a href=https://a.cn/>甲</a>", "见<a href=#a>甲</a>", "甲"])
def test_another_list_stays_one(item: str) -> None:
    data, _ = render_pdf(PAGE.format(f"<ul><li>{item}</li></ul>"), STYLE, FONTS)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(_found(pdf, "/L")) == 1
        assert not _found(pdf, "/TOC")
