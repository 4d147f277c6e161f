"""How the tables of a part are spread over pages: none is scant but where the part ends."""

from dataclasses import replace
from decimal import Decimal

from mingzhang.document.page_filling import lay_out_part
from mingzhang.document.paper_layout import Paper
from mingzhang.document.table_values import Cell, Column, Row, Table

NAME = Cell("项目", "name", scope="col")


def table(rows: int, figures: int = 4, *, landscape: bool = False) -> Table:
    """A table of so many rows, each about 14 points high, below a title of 24 points."""
    head = Row((NAME, *(Cell("决算数", "text", scope="col") for _ in range(figures))))
    amounts = tuple(Cell("12,345.67", "amount") for _ in range(figures))
    body = tuple(Row((Cell("社会保障", "name", scope="row"), *amounts)) for _ in range(rows))
    columns = (Column(Decimal(20)), *(Column(Decimal(10)) for _ in range(figures)))
    return Table("01", "功能科目", "表", columns, (head,), body, landscape=landscape)


def laid(*tables: Table, then_text: bool = False) -> list[Paper]:
    """How tables lie that are a part's, each a section of its own."""
    sections = [(one,) for one in tables]
    return [one for papers in lay_out_part([*sections, *([()] * then_text)]) for one in papers]


WIDE = table(10, 12, landscape=True)


def test_tables_that_leave_no_scant_page_follow_one_another() -> None:
    assert not any(paper.fresh for paper in laid(table(15), table(15), table(15), WIDE))


def test_a_page_gives_a_table_to_the_next_that_would_be_scant() -> None:
    # With headings of 88 and 36 points and gaps of 14: 388, 157 and 129 of 700 points, then 101.
    papers = laid(table(19), table(5), table(3), table(2), WIDE)
    assert [paper.fresh for paper in papers[:4]] == [False, False, True, False]
    assert papers[4].wide


def test_a_scant_page_may_end_a_part() -> None:
    papers = laid(table(19), table(5), table(3), table(2))
    assert not any(paper.fresh for paper in papers)


def test_where_a_text_follows_in_the_part_no_page_before_it_is_scant() -> None:
    papers = laid(table(19), table(5), table(3), table(2), then_text=True)
    assert papers[2].fresh


def test_a_table_lies_wide_where_it_would_stand_alone_on_a_scant_page() -> None:
    alone = table(9, landscape=True)
    assert [paper.wide for paper in laid(table(40), alone, table(40))] == [False, True, False]
    assert not any(paper.wide for paper in laid(table(40), table(9), table(40)))


def test_what_follows_a_long_table_fills_its_last_page() -> None:
    # Of 70 rows 29 go to the second page, 414 points with the head that is repeated there.
    assert not any(paper.fresh for paper in laid(table(70), table(3), table(2), WIDE))
    papers = laid(table(70), table(9), table(2), WIDE)
    assert [paper.long for paper in papers] == [True, False, False, False]
    assert [paper.fresh for paper in papers[:3]] == [False, True, False]


def test_sections_keep_their_tables() -> None:
    sections = [(table(5), table(5)), (), (table(500),), (table(5),)]
    assert [len(papers) for papers in lay_out_part(sections)] == [2, 0, 1, 1]


def test_a_long_table_begins_its_last_page_earlier_where_that_would_be_scant() -> None:
    # Of 53 rows 41 fit the first page, below headings of 88 points and the title of 24.
    assert laid(table(53))[0].turn is None
    paper = laid(table(53), WIDE)[0]
    assert paper.turn == 53 - 20
    assert paper.last == 21 * Decimal("13.8")


def test_a_class_keeps_its_first_row_where_a_table_is_turned() -> None:
    rows = table(53).body
    levelled = tuple(
        replace(row, level=1 + (n != 33) if n in (33, 34) else 2) for n, row in enumerate(rows)
    )
    turned = replace(table(53), body=levelled)
    assert laid(turned, WIDE)[0].turn == 33
    levelled = tuple(replace(row, level=1 if n == 32 else 2) for n, row in enumerate(rows))
    assert laid(replace(table(53), body=levelled), WIDE)[0].turn == 32


def test_a_table_of_a_section_lies_among_its_text_where_it_has_room() -> None:
    # A page of text is 620 points high and 442 wide: 60 rows of 11 and 12 figures of 42 are more.
    small, high, broad = table(6), table(60), table(10, 12)
    papers = lay_out_part([(), (small,), (), (high,), (), (broad,)], in_text={1, 3, 5})
    assert [paper.inlaid for found in papers for paper in found] == [True, False, False]


def test_a_page_before_a_table_among_text_is_not_scant() -> None:
    sections = [(table(rows),) for rows in (19, 5, 3, 2, 2)]
    papers = [one for papers in lay_out_part(sections, in_text={4}) for one in papers]
    assert [paper.fresh for paper in papers] == [False, False, True, False, False]
    assert papers[4].inlaid
