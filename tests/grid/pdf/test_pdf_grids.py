"""Ruled tables of PDFs by several makers → grids; what cannot be read surely is refused."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from mingzhang.grid.grid import LOST, Grid
from mingzhang.grid.pdf.pdf_grids import Paper, read_pdf
from mingzhang.project import Project
from tests.grid.pdf.drawn import Drawn, pdf

FILE = Path("公布件.pdf")
WIDTHS = (120, 90, 90)
HEAD = ("科目名称", "基本支出", "项目支出")
ROWS = (HEAD, ("社会保障和就业支出", "1,060.88", "0.00"), ("卫生健康支出", "40.10", "2.00"))

LIST_WIDTHS = (40, 120, 120, 80)
LISTED = (("序号", "项目", "单位", "合计"), ("11", "宣传费", "甲局", "2.00"))
CUT = ("12", "补助", "甲地自治", "1.26")


def read(*pages: Drawn) -> Paper:
    return read_pdf(FILE, pdf(*pages))


def set_in_song(html: str) -> bytes:
    """The page in a face that the project brings: a machine may have none for Chinese."""
    face = (Project().fonts / "FandolSong-Regular.otf").resolve().as_uri()
    style = f"@font-face {{ font-family: song; src: url({face}) }} * {{ font-family: song }}"
    config = FontConfiguration()
    sheet = CSS(string=style, font_config=config)
    data: bytes = HTML(string=html).write_pdf(stylesheets=[sheet], font_config=config)
    return data


def texts(grid: Grid) -> list[list[str]]:
    """The cells of the table itself, of a merged area only the first."""
    rows = range(min(row for row, _ in grid.areas), grid.size[0])
    return [
        [grid.at(r, c).text if grid.owns(r, c) else "" for c in range(grid.size[1])] for r in rows
    ]


def codes(paper: Paper) -> list[str]:
    return [one.code for one in paper.found]


def test_a_font_that_claims_to_reach_far_does_not_mix_lines() -> None:
    page = Drawn().text(60, 40, "一般公共预算“三公”经费支出表").text(60, 52, "编制单位：甲局")
    page.text(300, 52, "单位：万元").table(60, 70, ROWS, WIDTHS, height=11)
    own = b"[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80"
    far = b"[0 -1400 1000 2880]/ItalicAngle 0/Ascent 2880/Descent -1400"
    data = pdf(page)
    assert own in data
    data = data.replace(own, far.ljust(len(own)))
    (grid,) = read_pdf(FILE, data).grids
    assert texts(grid) == [list(row) for row in ROWS]
    above = [grid.at(row, 0).text for row in range(2)]
    assert above == ["一般公共预算“三公”经费支出表", "编制单位：甲局"]


def test_a_table_with_its_title_unit_and_boxes() -> None:
    page = Drawn().text(200, 40, "2024年度支出决算表").text(400, 60, "单位：万元")
    paper = read(page.table(60, 80, ROWS, WIDTHS))
    (grid,) = paper.grids
    assert texts(grid) == [list(row) for row in ROWS]
    assert "2024年度支出决算表" in [spot.text for spot in grid.spots.values()]
    figure = next(spot for spot in grid.numbers() if spot.number == Decimal("1060.88"))
    area = grid.area(figure)
    assert area is not None
    assert (area.page, area.row, area.box) == (1, 2, (18000, 73000, 27000, 74600))
    assert grid.cell(figure) == "第1页第2行第2列"


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_that_is_only_shown_turned_is_the_same(turned: int) -> None:
    (grid,) = read(Drawn(turned=turned).table(60, 80, ROWS, WIDTHS)).grids
    assert texts(grid) == [list(row) for row in ROWS]


@pytest.mark.parametrize("degrees", [90, -90, 180])
def test_text_that_lies_on_its_side_is_read_upright(degrees: int) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{words}" for words in row) for row in ROWS)
    html = f"""<style>@page {{ size: 20cm 20cm; margin: 5cm }}
        table {{ transform: rotate({degrees}deg); border-collapse: collapse }}
        td {{ border: 1px solid }}</style><table>{rows}</table>"""
    data = set_in_song(html)
    (grid,) = read_pdf(FILE, data).grids
    assert texts(grid) == [list(row) for row in ROWS]
    # Its cells are found again on the paper as it lies there.
    figure = next(spot for spot in grid.numbers() if spot.number == Decimal("40.10"))
    left, low, right, high = (length / 100 for length in grid.areas[1 + 1, figure.column].box)
    second = pytest.importorskip("pdfplumber", reason="装开发用的程序库：make setup")
    with second.open(BytesIO(data)) as held:
        (page,) = held.pages
        inside = page.crop((left, page.height - high, right, page.height - low))
        assert {c["text"] for c in inside.chars} >= set("40.1")


def test_merged_heads_cover_their_columns() -> None:
    head = (("科目名称", "本年支出", ""), ("", "基本支出", "项目支出"))
    merged = ((0, 1, "right"), (0, 0, "below"))
    (grid,) = read(Drawn().table(60, 80, (*head, *ROWS[1:]), WIDTHS, without=merged)).grids
    first = min(row for row, _ in grid.areas)
    assert [grid.at(first, c).text for c in range(3)] == ["科目名称", "本年支出", "本年支出"]
    assert grid.at(first + 1, 0).text == "科目名称"


def test_wrapped_words_are_one_text_and_figures_below_each_other_none() -> None:
    wrapped = ("社会保障\n和就业支出", "1,060.\n88", "3.00")
    rows = (HEAD, ("住房", "", "1.00\n2.00"), wrapped)
    (grid,) = read(Drawn().table(60, 80, rows, WIDTHS, height=30)).grids
    last = grid.size[0] - 1
    assert grid.at(last, 0).text == "社会保障和就业支出"
    assert grid.at(last, 1).number == Decimal("1060.88")
    assert grid.at(last - 1, 2).number is None  # a line between two rows is missing


def test_a_code_that_its_narrow_column_broke_is_one_and_its_row_is_read() -> None:
    rows = (HEAD, ("20805\n01", "离退休", "3.00"), ("208", "社会保障", "3.00"))
    paper = read(Drawn().table(60, 80, rows, (55, 110, 110), height=30))
    (grid,) = paper.grids
    assert codes(paper) == []
    assert "2080501" in {spot.text for spot in grid.spots.values()}
    wide = read(Drawn().table(60, 80, rows, (120, 110, 110), height=30))
    assert codes(wide) == ["MZ882"]  # nothing broke it: two rows without a line between


def test_a_code_behind_the_number_of_its_row_may_be_broken_too() -> None:
    head = ("序号", "代码", "单位名称", "预算")
    rows = (head, ("01", "5020\n01", "某局", "3.00"), ("02", "5020\n02", "某中心", "1.00"))
    paper = read(Drawn().table(60, 80, rows, (30, 55, 90, 90), height=30))
    (grid,) = paper.grids
    assert codes(paper) == []
    assert [row[1] for row in texts(grid)] == ["代码", "502001", "502002"]


def test_a_lone_character_that_its_font_does_not_tell_is_no_blank() -> None:
    """Nor is it a digit: the library leaves it out where the machine has no such font."""
    paper = read(Drawn().table(60, 80, (*ROWS, ("住房", "7", "8.00")), WIDTHS))
    (grid,) = paper.grids
    assert grid.at(grid.size[0] - 1, 1).text in {LOST, "7"}


def test_what_is_stamped_aslant_across_a_page_is_no_text_of_its_cells() -> None:
    stamped = Drawn().table(60, 80, ROWS, WIDTHS)
    words = "征求意见稿2025".encode("utf-16-be").hex()
    stamped.marks.append(f"BT /F 60 Tf .87 .5 -.5 .87 80 650 Tm <{words}> Tj ET")
    (grid,) = read(stamped).grids
    assert texts(grid) == [list(row) for row in ROWS]


def test_figures_on_another_baseline_stay_in_their_line() -> None:
    (grid,) = read(Drawn().table(60, 80, ROWS, WIDTHS, lift=3)).grids
    assert texts(grid) == [list(row) for row in ROWS]


@pytest.mark.parametrize("head", [(HEAD,), ()], ids=["repeated", "not repeated"])
def test_a_table_goes_on_over_the_page(head: tuple[tuple[str, ...], ...]) -> None:
    first = Drawn().text(200, 40, "支出决算表").table(60, 80, ROWS, WIDTHS)
    more = (*head, ("住房保障支出", "5.00", "6.00"))
    second = Drawn().text(290, 800, "2").table(60, 40, more, WIDTHS)
    (grid,) = read(first, second).grids
    assert texts(grid) == [*map(list, ROWS), ["住房保障支出", "5.00", "6.00"]]
    assert grid.cell(grid.at(grid.size[0] - 1, 1)).startswith("第2页")


def test_a_last_page_with_a_merged_total_keeps_its_columns() -> None:
    first = Drawn().table(60, 80, ROWS, WIDTHS)
    second = Drawn().table(60, 40, (("合计", "1,103.00"), ("其中", "2.00")), (210, 90))
    (grid,) = read(first, second).grids
    total = next(spot for spot in grid.numbers() if spot.number == Decimal("1103.00"))
    assert total.column == 2


@pytest.mark.parametrize("mark", ["（续）", "(续表)", "（续表二）", "续"])
@pytest.mark.parametrize("head", [(HEAD,), ()], ids=["repeated", "not repeated"])
def test_a_title_that_says_so_goes_on(mark: str, head: tuple[tuple[str, ...], ...]) -> None:
    first = Drawn().text(200, 40, "支出决算表").table(60, 80, ROWS, WIDTHS)
    more = (*head, ("住房保障支出", "5.00", "6.00"))
    second = Drawn().text(200, 20, f"支出决算表{mark}").table(60, 40, more, WIDTHS)
    (grid,) = read(first, second).grids
    assert texts(grid) == [*map(list, ROWS), ["住房保障支出", "5.00", "6.00"]]


def test_another_table_that_says_it_goes_on_is_not_the_rest_of_this_one() -> None:
    first = Drawn().text(200, 40, "支出决算表").table(60, 80, ROWS, WIDTHS)
    second = Drawn().text(200, 20, "收入决算表（续）").table(60, 40, ROWS, WIDTHS)
    assert len(read(first, second).grids) == 2


def test_a_merged_cell_that_the_page_cuts_in_two_is_one() -> None:
    """The words of a side heading stand above; on the next page its lower half is blank."""
    rows = (("项目名称", "宣传", ""), ("绩效指标", "数量指标", "2次"), ("", "质量指标", "合格"))
    cut = [(1, 0, "below")]
    first = Drawn().text(200, 40, "自评表").table(60, 80, rows, WIDTHS, without=cut)
    rest = (("", "时效指标", "及时"), ("总分", "100", "98"))
    second = Drawn().text(290, 800, "2").table(60, 40, rest, WIDTHS)
    (grid,) = read(first, second).grids
    below = next(s for s in grid.spots.values() if s.text == "时效指标").row
    assert grid.at(below, 0).text == "绩效指标"
    assert grid.at(below + 1, 0).text == "总分"


@pytest.mark.parametrize("head", [(HEAD,), ()], ids=["repeated", "not repeated"])
def test_a_row_that_the_page_cuts_in_two_is_one(head: tuple[tuple[str, ...], ...]) -> None:
    first = Drawn().text(200, 40, "项目支出表").table(60, 80, (*LISTED, CUT), LIST_WIDTHS)
    more = (
        *(LISTED[:1] if head else ()),
        ("", "", "州医疗保障局", ""),
        ("13", "会议费", "乙局", "1.00"),
    )
    (grid,) = read(first, Drawn().table(60, 40, more, LIST_WIDTHS)).grids
    assert texts(grid)[-2:] == [["12", "补助", "甲地自治州医疗保障局", "1.26"], list(more[-1])]


@pytest.mark.parametrize(
    "below",
    [("", "医保", "乙局", ""), ("", "", "乙局", "1.00"), ("13", "", "乙局", ""), ("", "", "", "")],
)
def test_a_row_of_its_own_at_the_head_of_a_page_stays_one(below: tuple[str, ...]) -> None:
    above = (*LISTED, ("", "补助", "甲地自治", "1.26"))
    first = Drawn().text(200, 40, "项目支出表").table(60, 80, above, LIST_WIDTHS)
    (grid,) = read(first, Drawn().table(60, 40, (below, LISTED[1]), LIST_WIDTHS)).grids
    assert texts(grid)[-2] == list(below)


def test_a_blank_below_a_single_cell_stays_blank() -> None:
    first = Drawn().text(200, 40, "支出决算表").table(60, 80, ROWS, WIDTHS)
    second = Drawn().text(290, 800, "2").table(60, 40, (("", "5.00", "6.00"),), WIDTHS)
    (grid,) = read(first, second).grids
    assert grid.at(grid.size[0] - 1, 0).is_empty


@pytest.mark.parametrize("behind", ["单位：万元", "（金额单位：元）", "公开03表"])
def test_a_title_with_the_unit_in_its_line_begins_another_table(behind: str) -> None:
    first = Drawn().text(200, 40, "支出决算表").table(60, 80, ROWS[1:], WIDTHS)
    second = Drawn().text(200, 20, f"收入决算表{behind}").table(60, 40, ROWS[1:], WIDTHS)
    assert len(read(first, second).grids) == 2


def test_the_bar_of_a_chart_is_no_table() -> None:
    chart = Drawn().text(200, 40, "支出结构").table(60, 80, (("1", ""),), (200, 90))
    assert read(chart).grids == ()
    assert len(read(Drawn().table(60, 80, (("1.00", "2.00"),), (200, 90))).grids) == 1


def test_a_table_with_a_title_of_its_own_is_another_one() -> None:
    first = Drawn().text(200, 40, "支出决算表").table(60, 80, ROWS, WIDTHS)
    second = Drawn().text(200, 20, "收入决算表").table(60, 40, ROWS, WIDTHS)
    assert len(read(first, second).grids) == 2


def test_a_form_with_its_title_in_the_lines_is_another_one() -> None:
    first = (
        Drawn().text(200, 40, "国有资本经营预算支出表").table(60, 80, (HEAD, ("", "", "")), WIDTHS)
    )
    inner = (("项目支出绩效自评表", "", ""), ("项目名称", "保管", "1.00"))
    second = Drawn().table(60, 40, inner, WIDTHS, without=((0, 0, "right"), (0, 1, "right")))
    assert len(read(first, second).grids) == 2


def test_forms_of_two_projects_on_pages_of_their_own_are_two() -> None:
    pages = []
    for name in ("档案抢救", "库房租赁", "数字化"):
        rows = (("项目名称", name, ""), ("预算数", "1.00", "2.00"))
        pages.append(Drawn().text(200, 40, "绩效自评表").table(60, 80, rows, WIDTHS))
    assert len(read(*pages).grids) == 3


def form_of_unit(unit: str, project: str) -> Drawn:
    """A page with the form of a unit's project."""
    rows = (("项目名称", project, ""), ("预算数", "1.00", "2.00"))
    return Drawn().text(200, 40, f"{unit}绩效目标表").table(60, 80, rows, WIDTHS)


def test_forms_without_a_title_above_are_two_where_each_names_another_project() -> None:
    head = ("目标表", "某局", "二级项目")
    one = (head, ("项目名称", "宣传费", "单位"), ("金额", "5.00", "6.00"))
    other = (head, ("项目名称", "会议费", "单位"), ("金额", "7.00", "8.00"))
    found = read(*(Drawn().table(60, 80, rows, WIDTHS) for rows in (one, other))).grids
    assert [texts(grid) for grid in found] == [[list(r) for r in rows] for rows in (one, other)]


def test_a_title_on_many_pages_is_a_title_where_another_one_stood_before() -> None:
    """Of two units each has three projects, and one of each has the same name."""
    own = [form_of_unit("某局", name) for name in ("宣传", "租赁", "退休人员补助")]
    other = [form_of_unit("某中心", name) for name in ("退休人员补助", "邮寄", "评审")]
    assert len(read(*own, *other).grids) == 6


def test_a_title_left_at_the_foot_of_the_page_before_is_the_tables() -> None:
    first = Drawn().text(200, 40, "支出决算表").table(60, 80, ROWS, WIDTHS)
    first.text(200, 700, "收入决算表").text(400, 720, "单位：万元").text(300, 800, "— 1 —")
    second = Drawn().table(60, 40, ROWS, WIDTHS).text(300, 800, "— 2 —")
    _, grid = read(first, second).grids
    assert {"收入决算表", "单位：万元"} <= {spot.text for spot in grid.spots.values()}


def test_a_list_of_tables_on_the_page_before_is_no_title_of_a_table_that_has_one() -> None:
    listed = Drawn().text(100, 60, "支出决算表").text(100, 80, "政府性基金预算支出决算表")
    titled = Drawn().text(200, 20, "支出决算表").table(60, 60, ROWS, WIDTHS)
    (grid,) = read(listed, titled).grids
    texts = {spot.text for spot in grid.spots.values()}
    assert "支出决算表" in texts
    assert "政府性基金预算支出决算表" not in texts


def test_the_title_of_many_forms_is_no_less_that_of_the_first() -> None:
    listed = Drawn().text(100, 60, "收入支出决算总表").text(100, 80, "支出决算表")
    forms = [
        Drawn().text(200, 20, "项目绩效自评表").table(60, 60, (("项目名称", name),), (80, 80))
        for name in ("运转经费", "评审费", "信息化")
    ]
    first, *_ = read(listed, *forms).grids
    assert "支出决算表" not in {spot.text for spot in first.spots.values()}


def test_a_foot_called_a_table_is_no_title() -> None:
    foot = "某局2024年预算公开表"
    first = Drawn().text(200, 40, "支出决算表").table(60, 80, ROWS, WIDTHS).text(200, 800, foot)
    second = Drawn().table(60, 40, ROWS, WIDTHS).text(200, 800, foot)
    assert len(read(first, second).grids) == 1


def test_a_running_head_called_a_table_parts_none() -> None:
    """The table that goes on is the second of its page, so the head is not right above it."""
    head = "某局2024年预算公开表"
    first = Drawn().text(200, 20, head).text(200, 40, "收入表").table(60, 60, ROWS, WIDTHS)
    first.text(200, 140, "支出表").table(60, 160, ROWS, WIDTHS)
    rest = [Drawn().text(200, 20, head).table(60, 40, ROWS, WIDTHS) for _ in range(2)]
    assert len(read(first, *rest).grids) == 2


def test_lines_may_be_thin_areas_and_a_white_page_is_no_frame() -> None:
    page = Drawn().area(0, 0, 595, 842, grey=1)
    for level in range(4):
        page.area(60, 80 + 16 * level, 360, 81 + 16 * level)
    for side in (60, 180, 270, 360):
        page.area(side, 80, side + 1, 128)
    for r, row in enumerate(ROWS):
        for x, words in zip((62, 182, 272), row, strict=True):
            page.text(x, 83 + 16 * r, words)
    (grid,) = read(page).grids
    assert texts(grid) == [list(row) for row in ROWS]


def test_figures_without_lines_are_told_with_their_page() -> None:
    page = Drawn()
    for row in range(4):
        for column in range(3):
            page.text(60 + 150 * column, 80 + 16 * row, f"{row}{column}.00")
    paper = read(Drawn(), page)
    assert codes(paper) == ["MZ883"]
    assert paper.found[0].place.page == 2


def test_cells_that_run_together_are_told_and_not_read() -> None:
    missing = ((1, 1, "below"), (1, 1, "right"))
    rows = (*ROWS, ("住房保障支出", "5.00", "6.00"))
    paper = read(Drawn().table(60, 80, rows, WIDTHS, without=missing))
    assert codes(paper) == ["MZ882"]
    (grid,) = paper.grids
    numbers = [spot.number for spot in grid.numbers()]
    assert Decimal("1060.88") not in numbers
    assert Decimal("6.00") in numbers


def test_a_single_figure_beside_several_below_each_other_is_of_any_row() -> None:
    """Rows without lines between them: nobody knows whether the 7.00 is of the first or second."""
    rows = (HEAD, ("合计\n卫生", "9.00\n2.00", "7.00"), ("住房", "5.00", "6.00"))
    paper = read(Drawn().table(60, 80, rows, WIDTHS, height=24))
    (grid,) = paper.grids
    assert [spot.number for spot in grid.numbers()] == [Decimal("5.00"), Decimal("6.00")]
    assert [one.code for one in paper.found] == ["MZ882"]


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "完好"), (b"%PDF-1.7 nothing", "完好"), (b"PK\3\4", "完好")]
)
def test_what_is_no_pdf_is_refused(data: bytes, words: str) -> None:
    paper = read_pdf(FILE, data)
    assert codes(paper) == ["MZ880"]
    assert words in paper.found[0].message


def test_an_encrypted_file_is_refused() -> None:
    data = BytesIO()
    with pikepdf.open(BytesIO(pdf(Drawn()))) as held:
        held.save(data, encryption=pikepdf.Encryption(owner="b", user="a"))
    paper = read_pdf(FILE, data.getvalue())
    assert codes(paper) == ["MZ880"]
    assert "口令" in paper.found[0].message


def with_image(page: Drawn) -> bytes:
    """The page with an image over all of it."""
    data = BytesIO()
    with pikepdf.open(BytesIO(pdf(page))) as held:
        image = held.make_stream(b"\x80")
        image.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image))
        image.update(pikepdf.Dictionary(Width=1, Height=1, BitsPerComponent=8))
        image.ColorSpace = pikepdf.Name.DeviceGray
        one = held.pages[0]
        one.Resources.XObject = pikepdf.Dictionary(I=image)
        one.contents_add(b"q 595 0 0 842 0 0 cm /I Do Q", prepend=True)
        held.save(data)
    return data.getvalue()


def test_scans_are_refused_with_their_page_even_where_somebody_recognised_their_text() -> None:
    recognised = Drawn()
    for row in range(8):
        recognised.text(60, 80 + 20 * row, "社会保障和就业支出 1,060.88", mode=3)
    for page, words in ((Drawn(), "没有文字"), (recognised, "识别")):
        paper = read_pdf(FILE, with_image(page))
        assert codes(paper) == ["MZ881"]
        assert words in paper.found[0].message
        assert paper.found[0].place.page == 1


def test_a_page_with_characters_drawn_as_shapes_is_refused() -> None:
    ruled = Drawn()
    for row in range(21):
        ruled.line(60, 80 + 20 * row, 500, 80 + 20 * row)
    paper = read(ruled)
    assert codes(paper) == ["MZ881"]
    assert "字画成了图形" in paper.found[0].message


def test_another_maker_that_repeats_no_heads() -> None:
    body = "".join(f"<tr><td>科目{n}<td>{n}.00<td>{n}.50</tr>" for n in range(1, 90))
    html = f"""<style>@page {{ size: A4 landscape; margin: 1cm }}
        table {{ border-collapse: collapse }}
        td, th {{ border: 1px dotted #333; padding: 2px 8px }}
        thead {{ display: table-row-group }}
        </style><h2>支出决算表</h2><p>单位：万元</p>
        <table><thead><tr><th>科目名称<th>基本支出<th>项目支出</thead>{body}</table>"""
    data = set_in_song(html)
    (grid,) = read_pdf(FILE, data).grids
    assert sum(1 for _ in grid.numbers()) == 2 * 89
    assert {grid.areas[spot.row, spot.column].page for spot in grid.numbers()} > {1}


def test_a_second_engine_reads_the_same() -> None:
    first = Drawn().text(200, 40, "支出决算表").table(60, 80, ROWS, WIDTHS)
    merged = ((0, 1, "right"), (0, 0, "below"))
    head = (("科目名称", "本年支出", ""), ("", "基本支出", "项目支出"))
    second = Drawn().text(200, 20, "收入决算表")
    second.table(60, 40, (*head, *ROWS[1:]), WIDTHS, without=merged)
    data = pdf(first, second)
    other = pytest.importorskip("pdfplumber", reason="装开发用的程序库：make setup")
    with other.open(BytesIO(data)) as held:
        theirs = [table for page in held.pages for table in page.extract_tables()]
    ours = [texts(grid) for grid in read_pdf(FILE, data).grids]
    assert ours == [[[cell or "" for cell in row] for row in table] for table in theirs]
