"""Drawn tables: what is known is not drawn again, and whatever a table shows is part of its key."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from markupsafe import Markup

from mingzhang.desk.folder_watch import forget
from mingzhang.document.paper_layout import lay_out
from mingzhang.document.table_markup import DRAWINGS, KEPT, ROWS, Drawer
from mingzhang.document.table_values import Cell, Column, Row, Table
from mingzhang.document.template_environment import create_environment
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure
from tests.document.test_gaps import region

PLACE = ("一处",)


def figure(value: str) -> Figure:
    return Figure("支出", Amount(Decimal(value)))


def table(value: str = "690000", text: str = "69.00", note: str = "注：一") -> Table:
    head = Row((Cell("科目", scope="col"), Cell("金额", scope="col")))
    body = Row((Cell("教育", "name"), Cell(text, "amount", figure(value))), level=1)
    return Table("03", "功能", "支出表", (Column(), Column()), (head,), (body,), notes=(note,))


def ask(_: Cell) -> Markup:
    return Markup(' data-of="1"')


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    for kept in (DRAWINGS, ROWS):
        kept.cache_clear()
    yield
    for kept in (DRAWINGS, ROWS):
        kept.cache_clear()


def drawn(one: Table, asking: object = ask, places: tuple[object, ...] = PLACE) -> Markup:
    papers = {one.key: lay_out(one)}
    return Drawer(create_environment(region()), papers, asking, places)(one)  # type: ignore[arg-type]


def test_what_shows_the_same_is_drawn_once() -> None:
    first = drawn(table())
    assert drawn(table()) is first
    assert '<data value="690000" data-of="1">69.00</data>' in first


@pytest.mark.parametrize(
    "other",
    [
        table(value="690001"),
        table(text="69"),
        table(note="注：二"),
        replace(table(), title="收入表"),
        replace(table(), number="公开03表"),
        replace(table(), body=(replace(table().body[0], total=True),)),
    ],
)
def test_whatever_differs_is_drawn_anew(other: Table) -> None:
    first = drawn(table())
    again = drawn(other)
    assert again != first
    for kept in (DRAWINGS, ROWS):
        kept.cache_clear()
    assert drawn(other) == again


def test_a_row_of_which_nothing_changed_is_not_drawn_again() -> None:
    more = Row((Cell("科技", "name"), Cell("1.00", "amount", figure("10000"))), level=1)
    one, other = (replace(t, body=(*t.body, more)) for t in (table(), table(text="69")))
    drawn(one)
    known = {*ROWS.known}
    assert len(known) == 3
    assert 'data-of="1">69<' in drawn(other)
    assert len({*ROWS.known} - known) == 1


def test_a_row_is_drawn_by_itself_as_in_its_table() -> None:
    assert drawn(table()) == drawn(table(), places=())


def test_the_attributes_of_a_figure_are_part_of_it() -> None:
    drawn(table())
    assert 'data-of="2"' in drawn(table(), lambda _: Markup(' data-of="2"'))


def test_another_form_draws_for_itself() -> None:
    assert drawn(table(), places=("别处",)) is not drawn(table())


def test_paper_and_what_is_published_keep_nothing() -> None:
    drawn(table(), None)
    drawn(table(), places=())
    assert not DRAWINGS.known
    assert not ROWS.known


def test_what_was_asked_for_least_lately_goes_first() -> None:
    for number in range(KEPT):
        DRAWINGS.get((number,), lambda: Markup("表"))
    DRAWINGS.get((0,), lambda: Markup("再画"))
    DRAWINGS.get(("新",), lambda: Markup("新"))
    assert len(DRAWINGS.known) == KEPT
    assert (0,) in DRAWINGS.known
    assert (1,) not in DRAWINGS.known


def test_a_changed_form_lets_go_of_all() -> None:
    drawn(table())
    forget()
    assert not DRAWINGS.known


def test_a_cell_that_says_a_sentence_is_known_on_the_screen() -> None:
    words = "为开展省本级内部审计、资产清查工作等工作需要委托第三方机构实施。"
    sentence, head = Cell(words, "text"), Cell(words, "text", scope="col")
    one = replace(
        table(),
        head=(Row((head, head)),),
        body=(Row((sentence, Cell("否", "text"))), Row((sentence,) * 2)),
    )
    spanning = replace(one, body=(Row((Cell(words, "text", colspan=2),)),))
    assert drawn(one).count(' words"') == 3
    assert drawn(spanning).count(' words"') == 0
    assert drawn(one, None, ()).count(' words"') == 0
