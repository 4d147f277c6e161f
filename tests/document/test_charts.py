"""Charts: values as text beside bars and slices, zeros in a line, and no figure breaks one."""

import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from mingzhang.diagnostics import Place
from mingzhang.document.charts import Charts
from mingzhang.document.narrative import create_narrator
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.sentence_figures import Quantity, Wording
from mingzhang.document.template_environment import create_environment
from mingzhang.document.template_faults import MisuseError
from mingzhang.document.template_names import read_names
from mingzhang.facts.amount import UNKNOWN, Amount, Unit
from mingzhang.facts.figure import Figure
from tests.support import PROJECT, account

Part = tuple[str, str]


@pytest.fixture
def charts() -> Charts:
    region, _ = read_region("四川", PROJECT)
    assert region is not None
    wording = Wording(grouped=False, short="是", zero="0")
    return Charts(create_environment(region), wording, region.text("图注"))


def amount(name: str, number: str) -> Quantity:
    return Quantity(name, Figure(name, Amount.typed(Decimal(number), Unit.WAN)))


def bars(charts: Charts, *parts: Part) -> Xml.Element:
    return parsed(charts.bars("变动情况", [(name, amount(name, n)) for name, n in parts]))


def pie(charts: Charts, *parts: Part) -> Xml.Element:
    whole = sum((Decimal(n) for _, n in parts), Decimal(0))
    items = [amount(name, n) for name, n in parts]
    return parsed(charts.pie("结构", items, amount("合计", str(whole))))


def parsed(html: str) -> Xml.Element:
    assert "\n" not in html, "a line of a template is a paragraph"
    return Xml.fromstring(html)  # noqa: S314 (our own markup)


def texts(figure: Xml.Element) -> list[str]:
    return ["".join(node.itertext()) for node in figure.iter("text")]


def rectangles(figure: Xml.Element) -> list[tuple[Decimal, Decimal]]:
    """x and width of the bars."""
    kinds = ("chart-now", "chart-other")
    shapes = [node for node in figure.iter("rect") if node.get("class") in kinds]
    return [(Decimal(node.attrib["x"]), Decimal(node.attrib["width"])) for node in shapes]


def slices(figure: Xml.Element) -> list[str]:
    return [node.attrib["d"] for node in figure.iter("path") if "class" in node.attrib]


def fills(figure: Xml.Element, kind: str) -> list[str]:
    return [n.attrib["fill"] for n in figure.iter("rect") if n.get("class") == kind]


def test_a_title_that_tells_the_values_comes_first(charts: Charts) -> None:
    svg = bars(charts, ("2023年度", "2017.25"), ("2024年度", "654.31"))[0]
    assert svg[0].tag == "title"
    assert svg[0].text == "2023年度2017.25万元；2024年度654.31万元"
    assert svg.get("role") == "img"


def test_every_text_has_a_font(charts: Charts) -> None:
    svg = bars(charts, ("甲", "1"))[0]
    assert svg.attrib["font-family"].startswith("Mingzhang Song")


def test_values_are_text_and_lengths_their_ratio(charts: Charts) -> None:
    figure = bars(charts, ("2023年度", "200"), ("2024年度", "50"))
    assert texts(figure) == ["2023年度", "200万元", "2024年度", "50万元"]
    (start, long), (other, short) = rectangles(figure)
    assert long == 400 == 4 * short
    assert start == other == 0, "one axis"


def test_the_present_year_is_the_stronger(charts: Charts) -> None:
    figure = bars(charts, ("2023年度", "200"), ("2024年度", "50"))
    (now,), (other,) = fills(figure, "chart-now"), fills(figure, "chart-other")
    assert now != other
    assert [n.get("class") for n in figure.iter("rect")] == ["chart-other", "chart-now"]


def test_bars_that_are_no_years_are_one_series(charts: Charts) -> None:
    figure = bars(charts, ("基本支出", "200"), ("项目支出", "50"))
    assert len(set(fills(figure, "chart-now"))) == 1
    assert not fills(figure, "chart-other")


def test_charts_are_numbered_in_order_and_their_patterns_kept_apart(charts: Charts) -> None:
    first, second = bars(charts, ("甲", "1"), ("乙", "2")), pie(charts, ("甲", "1"), ("乙", "2"))
    captions = [figure[1].text for figure in (first, second)]
    assert captions == ["（图1：变动情况）（柱状图）", "（图2：结构）（饼状图）"]
    ids = [
        node.attrib["id"]
        for figure in (first, second)
        for node in figure.iter()
        if "id" in node.attrib
    ]
    assert len(ids) == len(set(ids))


def test_each_slice_has_a_pattern_and_a_number(charts: Charts) -> None:
    figure = pie(charts, ("基本支出", "60"), ("项目支出", "40"))
    assert len(set(fills(figure, "chart-shape"))) == 2
    assert texts(figure)[:2] == ["1", "2"]
    assert texts(figure)[2:4] == ["1 基本支出", "60万元 60%"]


def test_what_the_whole_has_beside_the_slices_is_left_open(charts: Charts) -> None:
    items = [amount("出国", "25"), amount("接待", "25")]
    figure = parsed(charts.pie("结构", items, amount("合计", "100")))
    assert "25万元 25%" in texts(figure)
    # From the top clockwise: a quarter ends at the right, two at the bottom.
    ends = [path.split("1 ")[-1] for path in slices(figure)]
    assert ends == ["165.00 95.00Z", "85.00 175.00Z"]
    tail = parsed(charts.pie("结构", items, amount("合计", "50.02")))
    assert slices(tail) == slices(parsed(charts.pie("结构", items, amount("合计", "50"))))


def test_zeros_of_a_pie_stand_in_one_line(charts: Charts) -> None:
    figure = pie(charts, ("基本支出", "60"), ("经营支出", "0"), ("项目支出", "40"), ("补助", "0"))
    assert len(slices(figure)) == 2
    assert texts(figure)[-1] == "为零：经营支出、补助"


def test_zeros_of_bars_stand_in_one_line(charts: Charts) -> None:
    figure = bars(charts, ("2023年度", "0"), ("2024年度", "5"))
    assert texts(figure) == ["2024年度", "5万元", "为零：2023年度"]
    assert len(rectangles(figure)) == 1


def test_many_zeros_take_more_lines(charts: Charts) -> None:
    named = [(f"第{number}项没有发生的支出", "0") for number in range(5)]
    lines = texts(bars(charts, *named))
    assert "".join(lines) == "为零：" + "、".join(name for name, _ in named)
    assert all(len(line) * 13 <= 400 for line in lines)


def test_a_single_part_is_the_whole_pie(charts: Charts) -> None:
    figure = pie(charts, ("财政拨款收入", "545.94"), ("其他收入", "0"))
    assert texts(figure) == ["1", "1 财政拨款收入", "545.94万元 100%", "为零：其他收入"]
    (whole,) = slices(figure)
    assert whole.count("A80 80") == 2  # an arc back to its beginning would draw nothing
    assert not rectangles(figure)


def test_a_caption_says_what_is_drawn(charts: Charts) -> None:
    """A share below zero, or more shares than patterns: bars, whatever the template asked for."""
    figures = [
        pie(charts, ("甲", "30"), ("乙", "-10")),
        pie(charts, *((f"第{n}项", "1") for n in range(7))),
        pie(charts, ("甲", "30")),
    ]
    kinds = [figure[1].text for figure in figures]
    assert kinds == [
        "（图1：结构）（柱状图）",
        "（图2：结构）（柱状图）",
        "（图3：结构）（饼状图）",
    ]


def test_all_zero_draws_nothing_and_says_so(charts: Charts) -> None:
    for figure in (pie(charts, ("甲", "0"), ("乙", "0")), bars(charts, ("甲", "0"), ("乙", "0"))):
        assert not slices(figure)
        assert not rectangles(figure)
        assert texts(figure) == ["为零：甲、乙"]


def test_no_bars_at_all(charts: Charts) -> None:
    assert not rectangles(bars(charts))


def test_a_negative_bar_lies_left_of_the_axis(charts: Charts) -> None:
    figure = bars(charts, ("甲", "30"), ("乙", "-10"))
    base = next(Decimal(n.attrib["x1"]) for n in figure.iter("line"))
    (right, width), (left, depth) = rectangles(figure)
    assert right == base == 100
    assert left + depth == base
    assert (width, depth) == (Decimal(300), Decimal(100))
    assert "-10万元" in texts(figure)


def test_a_negative_share_makes_bars_of_a_pie(charts: Charts) -> None:
    figure = pie(charts, ("甲", "30"), ("乙", "-10"), ("丙", "10"))
    assert not slices(figure)
    assert len(rectangles(figure)) == 3
    assert "-10万元 -33.33%" in texts(figure)


def test_a_large_slice_takes_the_long_way(charts: Charts) -> None:
    long, short = slices(pie(charts, ("甲", "84.46"), ("乙", "15.54")))
    assert " 0 1 1 " in long
    assert " 0 0 1 " in short


def test_a_small_slice_has_no_room_for_its_number(charts: Charts) -> None:
    figure = pie(charts, ("甲", "97"), ("乙", "3"))
    assert texts(figure)[:2] == ["1", "1 甲"]


def test_more_parts_than_patterns_are_bars(charts: Charts) -> None:
    assert len(slices(pie(charts, *((f"第{n}项", "1") for n in range(6))))) == 6
    figure = pie(charts, *((f"第{n}项", "1") for n in range(7)))
    assert not slices(figure)
    assert len(rectangles(figure)) == 7


def test_an_unknown_amount_shows_its_sign(charts: Charts) -> None:
    figure = parsed(charts.bars("图", [("甲", Quantity("甲", Figure("甲", UNKNOWN)))]))
    assert texts(figure) == ["甲", "…"]


def test_a_part_may_go_by_another_name(charts: Charts) -> None:
    one = amount("决算", "1")
    assert "1 接待费" in texts(parsed(charts.pie("图", [("接待费", one)], one)))


@pytest.mark.parametrize("value", [1, "1", None])
def test_what_is_no_amount_is_told(charts: Charts, value: object) -> None:
    with pytest.raises(MisuseError, match="柱状图"):
        charts.bars("图", [("甲", value)])


def test_a_name_is_escaped(charts: Charts) -> None:
    html = charts.bars("<图>", [("<甲>", amount("甲", "1"))])
    assert "<甲>" not in html
    assert "&lt;甲&gt;" in html


def test_a_section_calls_for_a_chart_in_one_line(tmp_path: Path) -> None:
    template = "第一段。\n{{ 柱状图('变动', [(年度, 总计)]) }}\n第二段。\n"
    (tmp_path / "final").mkdir()
    (tmp_path / "final" / "x.j2").write_text(template, "utf-8")
    drawing = (PROJECT.templates / "national" / "charts.j2").read_text("utf-8")
    (tmp_path / "charts.j2").write_text(drawing, "utf-8")
    source = account("")
    form = Region("试", (tmp_path,), {"图注": "图{序号} {标题}"})
    narrator = create_narrator(source, form, read_names(source), {})
    blocks = narrator.blocks("final/x.j2", Place(Path("d.yaml"), 1))
    assert [block.tag for block in blocks] == ["p", "html", "p"]
    assert blocks[1].text == "图1 变动", "the drawing's own texts are no sentences"
    assert re.search(r"<title>2024.*万元</title>", blocks[1].html)
