"""Figures of sentences held against the tables of the same paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.facts.amount import UNKNOWN, Amount
from mingzhang.facts.figure import Absent, Figure, summed
from mingzhang.grid.pdf.pdf_grids import read_pdf
from mingzhang.inspection.paper_inspection import Asked, Inspected, inspect
from mingzhang.inspection.paper_numbers import gather
from mingzhang.inspection.paper_sentences import MOVES, NOTHING, PARTS, TEXTS, compared, recovered
from mingzhang.inspection.sentence_holes import CHANGE, COUNT, Hole, Holes, holes_of
from mingzhang.inspection.text_outside_tables import Speech, alike, speech_of
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.source_solving import solve
from tests.grid.pdf.drawn import Drawn, pdf
from tests.inspection.papers import COVER, GENERAL, SPENDING, page, with_cell

FILE = Path("公布件.pdf")
LINE = 40  # characters
A, B, C = (chr(0xF0000 + number) for number in range(3))


def tables() -> tuple[Drawn, ...]:
    return (
        COVER,
        page("支出决算表", SPENDING),
        page("一般公共预算财政拨款支出决算表", GENERAL),
    )


@pytest.fixture(scope="module")
def holes() -> Holes:
    """The form's sentences about the paper of the tests."""
    form = Form("河南", "final", 2025, "万元")
    got = gather(read_pdf(FILE, pdf(*tables())).grids, form)
    assert got.said is not None
    assert got.marks.region is not None
    account = solve(got.said, got.placed, replace(form, unit=got.unit), got.marks).account
    assert account is not None
    return holes_of(account, got.marks.region)


def filled(holes: Holes) -> Iterator[str]:
    """The sentences of which every figure is known, with what the tables come to."""
    for text in holes.paragraphs:
        own = [holes.holes[c] for c in text if c in holes.holes]
        if own and all(h.kind != CHANGE and h.meant is not None for h in own):
            values = {c: f"{h.meant:,.2f}" for c, h in holes.holes.items() if h.meant is not None}
            yield text.replace("某局", "某市档案馆").translate(
                {ord(c): v for c, v in values.items()}
            )


def told(text: str) -> Inspected:
    """What is said of a paper with that text below its tables."""
    drawn = Drawn().text(60, 40, "一、支出决算情况说明")
    for number, start in enumerate(range(0, len(text), LINE)):
        drawn.text(60, 70 + 16 * number, text[start : start + LINE])
    return inspect(FILE, pdf(*tables(), drawn), Asked("河南"))


def unlike(seen: Inspected) -> list[Diagnostic]:
    return [one for one in seen.found if one.code == "MZ886"]


def test_what_the_tables_come_to_agrees_and_another_figure_is_told(holes: Holes) -> None:
    text = next(text for text in filled(holes) if "60.50" in text)
    right = told(text)
    assert right.texts > 0
    assert unlike(right) == []
    (one,) = unlike(told(text.replace("60.50", "65.05", 1)))
    assert "印作 65.05，按表应为 60.50（第4页）" in one.message
    assert one.place.page == 4


def spoken(text: str) -> Speech:
    return Speech(alike(text), (0,), (1,))


def one(paragraph: str, **meant: str) -> Holes:
    marks = {"a": A, "b": B, "c": C}
    kinds = {"a": "amount", "b": "percent", "c": "change"}
    own = {marks[k]: Hole(kinds[k], Decimal(v)) for k, v in meant.items()}
    return Holes((paragraph,), own)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("某市档案馆本年支出合计1,234.50万元，其中", []),
        ("本年支出合计1234.5万元", []),
        ("本年支出合计1,234.51万元", []),  # a tail
        ("本年支出合计1,235.40万元", ["1,235.40"]),
        ("本年支出合计的说明", []),
        # Which of two is meant nobody can say.
        ("本年支出合计1万元。本年支出合计2万元", []),
        # Another figure, whose name only ends alike.
        ("财政拨款本年支出合计1,235.40万元", []),
    ],
)
def test_a_clause_is_read_where_it_stands_word_for_word(said: str, printed: list[str]) -> None:
    found = compared(one(f"本年支出合计{A}万元", a="1234.5"), spoken(said))
    assert [unlike.printed for unlike in found.unlike if not unlike.is_tail] == printed


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("收入1,234.50元，比上年减少7.00万元", ["1,234.50元"]),
        ("收入1,234.50万元，比上年减少7.00元", ["7.00元"]),
        ("收入1,234.50万元，比上年减少7.00万元", []),
        # A paper that writes its sentences in 元.
        ("支出5元、6元、7元。收入1,234.50元，比上年减少7.00元", []),
    ],
)
def test_a_sum_in_yuan_where_the_form_has_it_in_ten_thousands(
    said: str, printed: list[str]
) -> None:
    form = one(f"收入合计{A}万元，与上年相比{C}", a="1234.5", c="1234.5")
    others = "其他各数以万元为单位：" + "、".join(["1.00万元"] * 60)
    text = said.replace("收入", "收入合计").replace("比上年", "与上年相比")
    found = compared(form, spoken(text + ("" if "支出" in said else f"。{others}")))
    assert [unlike.printed for unlike in found.unlike] == printed


def test_a_last_digit_that_differs_by_one_is_told_as_a_tail() -> None:
    found = compared(one(f"本年支出合计{A}万元", a="1234.5"), spoken("本年支出合计1,234.51万元"))
    assert [(u.printed, u.meant, u.is_tail) for u in found.unlike] == [
        ("1,234.51", "1,234.50", True)
    ]


@pytest.mark.parametrize(
    ("slack", "is_rounded"), [("0", False), ("0.005", False), ("0.0051", True), ("Infinity", True)]
)
def test_a_tail_is_rounded_only_where_rounding_explains_it(slack: str, *, is_rounded: bool) -> None:
    own = {A: Hole("amount", Decimal("1234.5"), slack=Decimal(slack))}
    form = Holes((f"本年支出合计{A}万元",), own)
    found = compared(form, spoken("本年支出合计1,234.51万元")).unlike
    assert [(u.is_tail, u.is_rounded) for u in found] == [(True, is_rounded)]


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("基本支出60.00万元，占60.00%;项目支出40.00万元，占40.00%", []),
        ("基本支出60.00万元，占60.00%;项目支出40.00万元，占44.00%", ["44.00"]),
        ("基本支出60.00万元，占66.00%;项目支出40.00万元，占40.00%", ["66.00"]),
        # Not right behind the figure whose share it is.
        ("基本支出60.00万元，比上年多，占66.00%;项目支出40.00万元", []),
    ],
)
def test_a_short_clause_is_read_right_behind_the_one_before(said: str, printed: list[str]) -> None:
    """占…% stands behind many figures, and says nothing by itself."""
    marks = [chr(0xF0000 + number) for number in range(4)]
    kinds = (("amount", "60"), ("percent", "60"), ("amount", "40"), ("percent", "40"))
    own = {m: Hole(k, Decimal(v)) for m, (k, v) in zip(marks, kinds, strict=True)}
    text = f"基本支出{marks[0]}万元，占{marks[1]}%；项目支出{marks[2]}万元，占{marks[3]}%"
    found = compared(Holes((text,), own), spoken(said))
    assert [unlike.printed for unlike in found.unlike] == printed


def test_a_clause_without_figures_leads_on_to_the_next() -> None:
    text = f"财政拨款支出{A}万元。与2024年度相比，财政拨款支出{C}"
    said = "财政拨款支出100.00万元。与2024年度相比，财政拨款支出各增加20.00万元，增长52.00%。"
    found = compared(one(text, a="100", c="100"), spoken(said))
    assert [(u.printed, u.meant) for u in found.unlike] == [("52.00%", "25.00%")]


def test_a_form_says_beside_last_year_in_two_ways() -> None:
    """与上年持平, but 比上年减少."""
    text, said = (
        f"基本支出{A}万元，与上年{C}",
        "基本支出100.00万元，比上年减少20.00万元，下降61.67%",
    )
    found = compared(one(text, a="100", c="100"), spoken(said))
    assert [u.meant for u in found.unlike] == ["16.67%"]


BUDGET, GOODS, WORKS = ("年初预算",), ("政府采购", "货物"), ("政府采购", "工程")


def absent(key: tuple[str, ...]) -> Figure:
    place = Place(FILE)
    return Figure("", UNKNOWN, absent=Absent(key, place, ""))


def typed(number: int) -> Figure:
    return Figure("", Amount(Decimal(number) * 10_000), Place(FILE, number, 1))


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("年初预算为80.00万元，支出决算为60.00万元，完成年初预算的75.00%", []),
        ("年初预算为80.00万元，支出决算为60.00万元，完成年初预算的76.00%", ["76.00"]),
        ("年初预算为90.00万元，支出决算为60.00万元，完成年初预算的75.00%", ["75.00"]),
        # Without the budget nobody knows the rate.
        ("支出决算为60.00万元，完成年初预算的75.00%", []),
    ],
)
def test_a_rate_follows_from_the_figures_of_its_own_sentence(said: str, printed: list[str]) -> None:
    budget, final = absent(BUDGET), typed(60)
    own = {
        A: Hole("amount", None, BUDGET, budget),
        B: Hole("amount", Decimal(60), (), final),
        C: Hole("percent", None, (), final, budget),
    }
    text = f"年初预算为{A}万元，支出决算为{B}万元，完成年初预算的{C}%"
    found = compared(Holes((text,), own), spoken(said))
    assert [(u.printed, u.by) for u in found.unlike] == [(p, TEXTS) for p in printed]


def test_a_total_follows_from_the_parts_that_other_clauses_tell() -> None:
    whole = summed("", (absent(GOODS), absent(WORKS)))
    own = {
        A: Hole("amount", None, (), whole),
        B: Hole("amount", None, GOODS, absent(GOODS)),
        C: Hole("amount", None, WORKS, absent(WORKS)),
    }
    text = f"政府采购总额{A}万元，其中：货物支出{B}万元、工程支出{C}万元"
    said = "政府采购总额9.00万元，其中：货物支出3.00万元、工程支出5.00万元"
    (one_found,) = compared(Holes((text,), own), spoken(said)).unlike
    assert (one_found.printed, one_found.meant) == ("9.00", "8.00")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("增加20.00万元，增长25.00%", []),
        ("减少20.00万元，下降16.67%", []),
        ("增加20.00万元，增长20.00%", ["25.00%"]),  # of what it is now
        ("增加100.00万元，增长100.00%", []),  # from nothing, by custom
        ("增加100.00万元，增长120.00%", ["没有比率（上年是 0）"]),
        ("减少20.00万元，下降16.69%", ["16.67%"]),  # by more than its last digit
        ("增加20.00万元", []),
        ("持平", []),
    ],
)
def test_a_rate_follows_from_the_figure_and_its_change(said: str, meant: list[str]) -> None:
    found = compared(
        one(f"2025年度与上年相比，支出总计{C}", c="100"),
        spoken(f"2025年度与上年相比，支出总计{said}。"),
    )
    assert [unlike.meant for unlike in found.unlike] == meant
    assert all(unlike.by == MOVES for unlike in found.unlike)  # either may be wrong, no table is


def test_a_sentence_over_two_pages_has_the_page_on_which_it_begins() -> None:
    first = Drawn().text(60, 780, "本年支出合计").text(290, 820, "— 1 —")
    pages = read_pdf(FILE, pdf(first, Drawn().text(60, 40, "99.00万元。"))).pages
    found = compared(one(f"本年支出合计{A}万元", a="98"), speech_of(pages))
    assert [(unlike.page, unlike.printed) for unlike in found.unlike] == [(1, "99.00")]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("政府采购支出总额1,012.30万元", "1012.30"),
        ("政府采购支出总额的说明", ""),
        ("政府采购支出总额1.00万元。政府采购支出总额2.00万元", ""),  # which of both?
    ],
)
def test_a_figure_that_no_table_holds_is_read_from_its_sentence(said: str, number: str) -> None:
    key = ("政府采购", "总额")
    holes = Holes((f"政府采购支出总额{A}万元",), {A: Hole("amount", None, key)})
    assert recovered(holes, spoken(said)) == ({key: Decimal(number)} if number else {})


def test_a_count_that_differs_by_one_is_no_tail() -> None:
    holes = Holes((f"项目支出中，二级项目{A}个",), {A: Hole(COUNT, Decimal(6))})
    found = compared(holes, spoken("项目支出中，二级项目7个")).unlike
    assert [(u.printed, u.meant, u.is_tail) for u in found] == [("7", "6", False)]
    assert compared(holes, spoken("项目支出中，二级项目6个")).unlike == ()


@pytest.mark.parametrize(
    ("said", "told"),
    [("其他收入0.00万元", []), ("其他收入5.00万元", ["5.00"])],
)
def test_money_that_the_tables_have_none_of_is_told(said: str, told: list[str]) -> None:
    own = {A: Hole("amount", Decimal(0), is_nothing=True)}
    found = compared(Holes((f"其他收入{A}万元",), own), spoken(said)).unlike
    assert [(u.printed, u.by) for u in found] == [(p, NOTHING) for p in told]


def test_a_sentence_is_also_read_as_it_is_where_a_figure_has_moved() -> None:
    """与上年预算相同 where it has not: the form then has other words."""
    own = {A: Hole("change", Decimal(100)), B: Hole("change", Decimal(100))}
    holes = Holes(("2025年预算与上年相同",), own, (f"2025年预算比上年{A}，主要原因",))
    found = compared(holes, spoken("2025年预算比上年增加20.00万元，增长52.00%")).unlike
    assert [(u.printed, u.meant) for u in found] == [("52.00%", "25.00%")]
    assert compared(holes, spoken("2025年预算与上年相同")).unlike == ()


def test_a_clause_that_both_ways_of_saying_have_is_counted_once() -> None:
    own = {A: Hole("amount", Decimal(1)), B: Hole("amount", Decimal(1))}
    holes = Holes((f"本年收入合计{A}万元",), own, (f"本年收入合计{B}万元",))
    assert compared(holes, spoken("本年收入合计1.00万元")).count == 1


def test_only_a_figure_that_is_no_sum_has_a_place_in_a_source(holes: Holes) -> None:
    """国内接待 is 公务接待费 less 外宾接待: its sentence does not tell 外宾接待."""
    foreign, home = (
        [holes.holes[c].key for c in text if c in holes.holes]
        for text in holes.paragraphs
        if "接待支出" in text and "来访" in text
    )
    assert foreign[0][-2:] == ("外宾接待", "金额")
    assert home[0] == ()


def test_paragraphs_may_stand_in_another_order() -> None:
    own = {A: Hole("amount", Decimal(94)), B: Hole("amount", Decimal(97))}
    holes = Holes((f"（1）宣传经费项目{A}分；", f"（2）培训经费项目{B}分。"), own)
    found = compared(holes, spoken("（1）培训经费项目79.00分；（2）宣传经费项目94.00分。")).unlike
    assert [(u.printed, u.meant) for u in found] == [("79.00", "97.00")]


def test_a_paper_of_a_unit_says_unit_where_the_form_says_department() -> None:
    holes = Holes((f"2025年部门机关运行经费{A}万元",), {A: Hole("amount", Decimal(1))})
    assert compared(holes, spoken("2025年单位机关运行经费2.00万元")).unlike[0].printed == "2.00"


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("三公经费支出比上年减少0.35万元。接待费比上年减少0.35万元。车辆费与上年持平", []),
        ("三公经费支出比上年减少0.53万元。接待费比上年减少0.35万元。车辆费与上年持平", ["-0.53"]),
        ("三公经费支出比上年增加0.35万元。接待费比上年减少0.35万元。车辆费与上年持平", ["+0.35"]),
        # Of one part nothing is said.
        ("三公经费支出比上年减少0.53万元。接待费比上年减少0.35万元", []),
    ],
)
def test_the_change_of_a_sum_is_that_of_its_parts(said: str, printed: list[str]) -> None:
    parts = typed(1), typed(2)
    figures = zip((A, B, C), (summed("", parts), *parts), strict=True)
    own = {mark: Hole("change", Decimal(1), (), figure) for mark, figure in figures}
    text = f"三公经费支出比上年{A}。接待费比上年{B}。车辆费与上年{C}"
    found = compared(Holes((text,), own), spoken(said)).unlike
    assert [u.printed for u in found if u.by == PARTS] == printed


def test_what_follows_from_a_figure_that_is_told_is_not_told_again(holes: Holes) -> None:
    """Once the sentence says what the tables do, its own arithmetic holds; the rest stays."""
    text = next(text for text in filled(holes) if "支出合计100.50万元，" in text)
    moved = "支出合计700.50万元，与上年相比增加0.50万元，增长{}%，"
    for rate, codes in (("0.50", ["MZ886"]), ("0.90", ["MZ886", "MZ840"])):
        wrong = text.replace("支出合计100.50万元，", moved.format(rate))
        found = [one.code for one in told(wrong).found if one.severity is Severity.ERROR]
        assert found == codes


def test_what_cells_contradict_that_nobody_can_explain_is_held_against_no_sentence() -> None:
    rows = GENERAL
    for row, column, text in ((7, 3, "8.00"), (8, 3, "40.00"), (8, 4, "0.00")):
        rows = with_cell(rows, row, column, text)
    said = Drawn().text(60, 40, "一、支出决算情况说明").text(60, 70, "2025年度支出合计100.50万元。")
    tables_read = (
        COVER,
        page("支出决算表", SPENDING),
        page("一般公共预算财政拨款支出决算表", rows),
    )
    seen = inspect(FILE, pdf(*tables_read, said), Asked("河南"))
    assert "MZ884" in {d.code for d in seen.found}
    assert unlike(seen) == []
