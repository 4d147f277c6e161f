"""Terms that the glossary explains lead there, once a section, and nowhere else."""

import pytest

from mingzhang.document.term_links import Terms
from mingzhang.document.unbroken_figures import keep_whole

GLOSSARY = ["<p>一、<dfn>财政拨款收入</dfn>：指…</p>", "<p>二、<dfn>拨款</dfn>：指…</p>"]


def test_a_term_leads_to_its_explanation_once_a_section() -> None:
    terms = Terms.of(GLOSSARY)
    text = "<p>财政拨款收入1元，财政拨款收入2元。</p>"
    link = '<a class="term" href="#term-1">财政拨款收入</a>'
    assert terms.linked(text, "s1") == f"<p>{link}1元，财政拨款收入2元。</p>"
    assert terms.linked(text, "s1") == text, "the section has its link"
    assert terms.linked(text, "s2").startswith(f"<p>{link}")


def test_the_longest_term_is_meant() -> None:
    assert "term-2" not in Terms.of(GLOSSARY).linked("<p>财政拨款收入</p>", "s")
    assert "term-2" in Terms.of(GLOSSARY).linked("<p>拨款</p>", "s")


def test_an_explanation_has_an_id_and_no_link() -> None:
    terms = Terms.of(GLOSSARY)
    assert terms.linked(GLOSSARY[1], "g") == '<p>二、<dfn id="term-2">拨款</dfn>：指…</p>'
    assert terms.linked(GLOSSARY[1], "h") == GLOSSARY[1], "an id stands once in a page"


def test_headings_links_drawings_and_attributes_stay() -> None:
    terms = Terms.of(GLOSSARY)
    for html in (
        "<h4>拨款</h4>",
        '<a href="#x">拨款</a>',
        "<svg><text>拨款</text></svg>",
        '<p title="拨款">甲</p>',
        "<figcaption>拨款</figcaption>",
    ):
        assert terms.linked(html, html) == html


def test_without_a_glossary_nothing_is_linked() -> None:
    assert Terms.of(["<p>财政拨款收入</p>"]).linked("<p>财政拨款收入</p>", "s") == (
        "<p>财政拨款收入</p>"
    )


@pytest.mark.parametrize("term", ["2024年增发国债", "“12345”热线", "防控新冠19", "2024"])
def test_a_term_with_a_number_in_it(term: str) -> None:
    explained = f"<p>一、<dfn>{term}</dfn>：指…</p>"
    terms = Terms.of([explained])
    marked = keep_whole(term)
    assert terms.linked(keep_whole(explained), "g") == (
        f'<p>一、<dfn id="term-1">{marked}</dfn>：指…</p>'
    )
    assert terms.linked(keep_whole(f"<p>用于{term}。</p>"), "s1") == (
        f'<p>用于<a class="term" href="#term-1">{marked}</a>。</p>'
    )


def test_a_term_with_a_figure_that_can_be_asked_about() -> None:
    terms = Terms.of(["<p><dfn>补助<data>10</data>万元</dfn>：指…</p>"])
    assert 'id="term-1"' in terms.linked('<p><dfn>补助<data id="f1">10</data>万元</dfn>', "g")
