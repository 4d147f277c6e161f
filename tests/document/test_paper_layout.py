"""How tables lie on paper: upright where they fit, whole where they can be."""

from decimal import Decimal

from mingzhang.document.paper_layout import DENSE, UPRIGHT, lay_out, lay_out_forms
from mingzhang.document.table_values import Cell, Column, Row, Table
from mingzhang.document.text_width import text_width

NAME = Cell("项目", "name", scope="col")


def table(rows: int, figures: int, name: str = "社会保障", *, landscape: bool = True) -> Table:
    """A table of a name and so many figures a row."""
    head = Row((NAME, *(Cell("决算数", "text", scope="col") for _ in range(figures))))
    amounts = tuple(Cell("12,345.67", "amount") for _ in range(figures))
    body = tuple(Row((Cell(name, "name", scope="row"), *amounts)) for _ in range(rows))
    columns = (Column(Decimal(20)), *(Column(Decimal(10)) for _ in range(figures)))
    return Table("01", "功能科目", "表", columns, (head,), body, landscape=landscape)


def percent(width: str) -> Decimal:
    return Decimal(width.removesuffix("%"))


def test_narrow_characters_count_half() -> None:
    assert text_width("决算1,2") == Decimal("3.5")
    assert text_width("12%") == Decimal(2)


def test_a_table_that_fits_stands_upright_whatever_its_spec_allows() -> None:
    assert not lay_out(table(10, 6)).wide


def test_a_table_with_many_figures_lies_wide_only_where_its_spec_allows() -> None:
    assert lay_out(table(10, 12)).wide
    assert not lay_out(table(10, 12, landscape=False)).wide


def test_forty_rows_stand_on_one_page() -> None:
    paper = lay_out(table(40, 4), opens_part=True)
    assert not paper.long


def test_rows_are_smaller_only_where_that_saves_a_page() -> None:
    assert not lay_out(table(30, 4)).dense
    assert lay_out(table(47, 4)).dense
    long = lay_out(table(500, 4))
    assert (long.long, long.dense) == (True, False)


def test_figures_borrow_room_from_names() -> None:
    widths = [percent(width) for width in lay_out(table(10, 9, landscape=False)).widths]
    assert sum(widths) <= 100
    needed = text_width("12,345.67") * DENSE.size
    assert all(width * UPRIGHT[0] / 100 >= needed for width in widths[1:])


def reasons(words: str) -> Table:
    """A table with a column for reasons beside one of the same weight that has hardly any words."""
    head = Row(tuple(Cell(t, "text", scope="col") for t in ("项目", "说明", "预算数", "备注")))
    cells = (Cell("项目", "name", scope="row"), Cell(words, "text"))
    row = Row((*cells, Cell("12.00", "amount"), Cell("无", "text")))
    columns = tuple(Column(Decimal(weight)) for weight in (10, 20, 15, 20))
    return Table("01", "功能科目", "表", columns, (head,), (row,))


def test_words_of_many_lines_get_the_room_that_other_columns_do_not_use() -> None:
    few, many = (lay_out(reasons("需要委托" * times)).widths for times in (4, 40))
    assert percent(few[1]) == percent(few[3])
    assert percent(many[1]) > 2 * percent(few[1])
    assert all(percent(new) < percent(old) for new, old in zip(many[2:], few[2:], strict=True))
    needed = text_width("12.00") * DENSE.size
    assert percent(many[2]) * UPRIGHT[0] / 100 >= needed
    assert sum(map(percent, many)) <= 100


def test_columns_of_one_weight_that_give_room_stay_alike() -> None:
    head = Row(tuple(Cell(t, "text", scope="col") for t in ("说明", "预算数", "决算数")))
    row = Row((Cell("需要委托" * 40, "text"), Cell("12.00", "amount"), Cell("1,234.00", "amount")))
    columns = tuple(Column(Decimal(weight)) for weight in (10, 20, 20))
    paper = lay_out(Table("01", "功能科目", "表", columns, (head,), (row,)))
    assert paper.widths[1] == paper.widths[2]


def test_rows_are_smaller_where_that_makes_room_for_one_more_form() -> None:
    assert [paper.dense for paper in lay_out_forms([table(20, 4)] * 2)] == [False, False]
    assert [paper.dense for paper in lay_out_forms([table(25, 4)] * 2)] == [True, True]
    assert [paper.dense for paper in lay_out_forms([table(40, 4)] * 2)] == [False, False]


def test_each_page_of_forms_has_rows_of_one_size() -> None:
    papers = lay_out_forms([table(25, 4), table(25, 4), table(20, 4), table(20, 4), table(40, 4)])
    assert [paper.dense for paper in papers] == [True, True, False, False, False]


def test_a_form_that_no_page_holds_is_long() -> None:
    papers = lay_out_forms([table(500, 4), table(10, 4), table(500, 4)])
    assert [paper.long for paper in papers] == [True, False, True]


def test_first_cells_are_those_in_the_first_column() -> None:
    rows = (
        Row((Cell("甲", rowspan=2), Cell("乙"))),
        Row((Cell("丙"),)),
        Row((Cell("丁"), Cell("戊"))),
    )
    form = Table("01", "自评", "表", (Column(), Column()), (), rows)
    assert lay_out(form).leads == (True, False, True)


def test_the_rows_name_is_kept_in_view_but_no_cell_that_spans_others() -> None:
    name = Cell("教育支出", "name", scope="row")
    rows = (
        Row((Cell("合计", "name", colspan=2, scope="row"), Cell("1.00", "amount"))),
        Row((Cell("205", "code"), name, Cell("1.00", "amount"))),
    )
    head = (
        Row((Cell("项目", colspan=2, scope="colgroup"), Cell("金额", rowspan=2, scope="col"))),
        Row((Cell("代码", scope="col"), Cell("名称", scope="col"))),
    )
    form = Table("01", "功能科目", "表", (Column(),) * 3, head, rows)
    assert lay_out(form).kept == (None, 1, None, 1)


def test_of_two_sides_the_first_name_is_kept_where_it_is_empty_too() -> None:
    left, right = (Cell(text, "name", scope="row") for text in ("收入", "支出"))
    one = Cell("1.00", "amount")
    rows = (
        Row((Cell("1", "number"), left, one, right, one)),
        *(Row((Cell("2", "number"), Cell(kind="name"), one, right, one)),) * 2,
    )
    form = Table("01", "收支两栏", "表", (Column(),) * 5, (), rows)
    assert lay_out(form).kept == (1, 1, 1)
