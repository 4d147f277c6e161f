from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.facts.indicators import read_definitions
from mingzhang.forms.document_kind import read_kind
from tests.support import PROJECT, account, budget, folder, node, wan

DEFINITIONS = PROJECT.catalogue / "indicators-final.yaml"
KIND = read_kind("final", PROJECT)


def test_every_definition_has_exactly_one_origin() -> None:
    for definition in read_definitions(DEFINITIONS, KIND).values():
        assert sum(map(bool, (definition.query, definition.key, definition.terms))) == 1, definition


def test_every_name_that_a_definition_uses_is_defined() -> None:
    definitions = read_definitions(DEFINITIONS, KIND)
    for definition in definitions.values():
        used = {name for _, name in definition.terms} | {definition.beside} - {""}
        assert used <= set(definitions), definition.name


def test_every_name_that_the_schema_offers_is_defined() -> None:
    schema = node((PROJECT.schema / "final.schema.json").read_text(encoding="utf-8"))
    offered = schema.get("properties", "公布数", "properties")
    assert offered is not None
    assert {name for name, _ in offered.items()} <= set(read_definitions(DEFINITIONS, KIND))


def test_a_definition_that_asks_for_nothing_is_our_fault(tmp_path: Path) -> None:
    file = tmp_path / "indicators.yaml"
    file.write_text("合计: {取: 支出}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="收支"):
        read_definitions(file, KIND)


def test_signs_of_a_formula(tmp_path: Path) -> None:
    file = tmp_path / "indicators.yaml"
    file.write_text("净: {算: 收入 - 支出.基本 + 结余}\n", encoding="utf-8")
    assert read_definitions(file, KIND)["净"].terms == ((1, "收入"), (-1, "支出.基本"), (1, "结余"))


SOURCE = """
    支出:
      - {科目: 2101501, 人员经费: 1162.77, 年初结转: 24.24}
      - {科目: 2101502, 项目支出: 905.64, 年末结转: 5.00}
    收入:
      - {科目: 2101502, 资金: 事业, 金额: 3.00}
      - {科目: 2101502, 资金: 财政专户, 金额: 2.00}
    结转结余: {使用非财政拨款结余: 1.50, 结余分配: 0.50}
    基本支出: [{科目: 30101, 金额: 1162.77}, {科目: 30201, 金额: 7.00}]
    三公经费:
      公务用车运行维护费: {预算: 1.20, 决算: 1.10}
      公务接待费: {预算: 0.30, 决算: 0.20, 外宾接待: {金额: 0.05}}
    政府采购: {货物: 1.00, 服务: 2.00}
"""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("本年支出合计", "2068.41"),
        ("项目支出", "905.64"),
        ("财政拨款收入", "2049.17"),
        ("事业收入", "5.00"),
        ("经营收入", "0.00"),
        ("总计", "2073.91"),
        ("收入总计", "2073.91"),
        ("使用非财政拨款结余", "1.50"),
        ("年末结转和结余", "5.00"),
        ("人员经费", "1162.77"),
        ("三公经费.因公出国境费.决算", "0.00"),
        ("三公经费.公务用车购置及运行费.决算", "1.10"),
        ("三公经费.合计.决算", "1.30"),
        ("三公经费.合计.预算", "1.50"),
        ("三公经费.外宾接待.决算", "0.05"),
        ("三公经费.国内接待.决算", "0.15"),
        ("政府采购.总额", "3.00"),
    ],
)
def test_indicators_of_a_year(name: str, shown: str) -> None:
    figure = account(SOURCE).indicators[name]
    assert str(wan(figure)) == shown
    assert figure.label == name


def test_an_indicator_is_made_once_and_an_unknown_one_is_none() -> None:
    indicators = account(SOURCE).indicators
    assert indicators.get("总计") is indicators["总计"]
    assert indicators.get("总记") is None
    with pytest.raises(KeyError):
        indicators["总记"]


def test_running_costs_may_be_typed() -> None:
    figure = account(SOURCE + "    机关运行经费: {金额: 9.99}\n").indicators["机关运行经费"]
    assert str(wan(figure)) == "9.99"
    assert figure.place


def test_a_stated_formula_is_shown_as_typed_and_keeps_its_parts() -> None:
    indicators = account(SOURCE + "    公布数: {收入总计: 2073.92}\n").indicators
    figure = indicators["收入总计"]
    assert str(wan(figure)) == "2073.92"
    assert [str(wan(term.figure)) for term in figure.terms] == ["2054.17", "1.50", "18.24"]


def test_a_stated_point_is_shown_in_every_table_too() -> None:
    source = account(SOURCE + "    公布数: {本年支出合计: 2068.40}\n")
    assert str(wan(source.indicators["本年支出合计"])) == "2068.40"
    assert str(wan(source.indicators["总计"])) == "2073.90"
    assert len(source.cube.stated) == 1


def test_a_stated_sum_of_several_points_is_kept() -> None:
    figure = account(SOURCE + "    公布数: {事业收入: 5.01}\n").indicators["事业收入"]
    assert str(wan(figure)) == "5.01"
    assert [str(wan(term.figure)) for term in figure.terms] == ["3.00", "2.00"]


def test_balances_of_all_funds_may_be_stated() -> None:
    source = account("""
        支出:
          - {科目: 2101501, 项目支出: 10.00, 年初结转: 2.00}
        结转结余: {年初结转和结余: 2.01, 年末结转和结余: 0}
    """)
    assert str(wan(source.indicators["年初结转和结余"])) == "2.01"
    assert source.indicators["年末结转和结余"].place


class TestLastYear:
    SOURCE = """
        上年:
          总计: 3165.59
          三公经费: {合计: 1.27, 公务用车购置费: 0, 公务用车运行维护费: 1.20}
    """

    def test_typed_figures(self) -> None:
        previous = account(self.SOURCE).previous
        assert previous.published is None
        figure = previous.get("总计")
        assert figure is not None
        assert (str(wan(figure)), figure.label) == ("3165.59", "上年 总计")
        assert str(figure.place) == "disclosure.yaml:2:7"

    def test_the_three_costs_are_typed_without_the_word_final(self) -> None:
        previous = account(self.SOURCE).previous
        assert str(wan(previous.get("三公经费.合计.决算"))) == "1.27"

    def test_computed_from_typed_parts(self) -> None:
        figure = account(self.SOURCE).previous.get("三公经费.公务用车购置及运行费.决算")
        assert str(wan(figure)) == "1.20"
        assert figure is not None
        assert len(figure.terms) == 2

    @pytest.mark.parametrize(
        ("typed", "known"),
        [
            (
                "{公务用车购置费: 0}",
                {"合计": None, "公务接待费": None, "公务用车运行维护费": None},
            ),
            ("{公务接待费: 0.79}", {"合计": None, "公务用车购置及运行费": None}),
            ("{合计: 0}", {"因公出国境费": "0.00", "公务用车购置费": "0.00"}),
            (
                "{合计: 4.39, 公务用车购置及运行费: 0}",
                {"合计": "4.39", "公务接待费": None, "公务用车运行维护费": "0.00"},
            ),
            ("{合计: 4.39}", {"合计": "4.39", "公务接待费": None, "公务用车运行维护费": None}),
            ("{}", {"合计": None, "公务接待费": None}),
        ],
    )
    def test_what_was_left_out_is_zero_only_where_its_whole_is(
        self, typed: str, known: dict[str, str | None]
    ) -> None:
        previous = account(f"上年: {{三公经费: {typed}}}").previous
        figures = {name: previous.get(f"三公经费.{name}.决算") for name in known}
        assert {name: f and str(wan(f)) for name, f in figures.items()} == known

    def test_what_was_left_out_of_a_budgets_group_is_no_zero_either(self) -> None:
        previous = budget(
            "支出: [{科目: 2080505, 人员经费: 3}]\n上年: {三公经费: {公务接待费: 1}}"
        ).previous
        assert previous.get("三公经费.因公出国境费") is None
        assert previous.get("三公经费.合计") is None

    def test_outside_a_group_nothing_follows_from_what_was_left_out(self) -> None:
        previous = account("上年: {基本支出: 3.00, 本年支出合计: 5.00}").previous
        assert previous.get("项目支出") is None
        assert previous.get("结余分配") is None

    @pytest.mark.parametrize(
        "name", ["基本支出", "收入总计", "三公经费.合计.预算", "三公经费.公务接待费.预算", "总记"]
    )
    def test_what_was_not_typed_is_not_known(self, name: str) -> None:
        assert account(self.SOURCE).previous.get(name) is None

    def test_nothing_typed_at_all(self) -> None:
        assert account("年度: 2024").previous.get("总计") is None

    def test_from_last_years_source(self) -> None:
        last = folder("""
            年度: 2023
            金额单位: 元
            支出:
              - {科目: 2101501, 项目支出: 10000.00}
        """)
        source = account("年度: 2024", previous=replace(last, path=Path("2023-final")))
        assert source.previous.published is not None
        assert str(wan(source.previous.get("总计"))) == "1.00"
        assert source.previous.get("总记") is None

    def test_a_folder_that_was_only_begun_says_nothing(self) -> None:
        last = replace(folder("年度: 2023\n支出: []\n结转结余: {}"), path=Path("2023-final"))
        source = account("年度: 2024", previous=last)
        assert source.previous.get("本年支出合计") is None

    def test_what_is_typed_comes_before_what_was_published(self) -> None:
        last = folder("年度: 2023\n支出: [{科目: 2101501, 项目支出: 5.00}]")
        source = account("上年: {总计: 4.00}", previous=replace(last, path=Path("2023-final")))
        assert str(wan(source.previous.get("总计"))) == "4.00"
        assert str(wan(source.previous.get("项目支出"))) == "5.00"


def test_the_budget_of_income_is_not_what_was_to_be_spent_of_balances() -> None:
    budgeted = account("""
        支出:
          - {科目: 2080501, 项目支出: 10.00, 年初预算: 12.00}
          - {科目: 2101599, 资金: 非财政, 项目支出: 5.00, 年初预算: 9.00}
        收入:
          - {科目: 2101599, 资金: 其他, 金额: 5.00, 年初预算: 4.00}
        """).indicators
    assert wan(budgeted["年初预算收入"]) == 16


def test_the_budget_of_income_asks_nothing_of_spending_that_it_does_not_pay_for() -> None:
    rows = """
        支出:
          - {科目: 2080501, 项目支出: 10.00, 年初预算: 12.00}
          - {科目: 2101599, 资金: 非财政, 项目支出: 5.00}
        收入:
          - {科目: 2101599, 资金: 其他, 金额: 5.00MORE}
        """
    told = account(rows.replace("MORE", ", 年初预算: 4.00")).indicators["年初预算收入"]
    assert wan(told) == 16
    unsaid = account(rows.replace("MORE", "")).indicators["年初预算收入"]
    assert [lack.key for lack in unsaid.lacks] == [("收入", "年初预算")]
