"""The word 缺: where a figure may be unknown, and what is told of a mistyped number there."""

import pytest

from mingzhang.diagnostics import Diagnostic
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.schema_check import validate
from tests.support import IN_BUDGETS, OWN_FORM, completed, node, schemas

FINAL = schemas("final", OWN_FORM)[DISCLOSURE]
ROW = "支出:\n  - {{科目: 2080501, 人员经费: {}}}\n"


def faults(text: str) -> tuple[Diagnostic, ...]:
    return validate(node(completed(text)), FINAL)


@pytest.mark.parametrize(
    "text",
    [
        ROW.format("缺"),
        "支出:\n  - {科目: 208, 年初结转: 缺}\n",
        "基本支出:\n  - {科目: 30101, 金额: 缺}\n",
        "项目支出明细:\n  - {科目: 合计, 金额: 缺}\n",
        "三公经费: {公务接待费: {决算: 缺}}\n",
        "上年: {总计: 缺}\n",
    ],
)
def test_a_figure_may_be_unknown(text: str) -> None:
    assert not faults(text)


def test_elsewhere_a_number_is_due() -> None:
    assert [fault.code for fault in faults("公布数: {总计: 缺}\n")] == ["MZ032"]


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ("'1,234.50'", "MZ033", "请写 1234.50"),
        ("12万元", "MZ033", "请写 12（“金额单位”是万元的；是元的写 120000）"),
        ("5000元", "MZ033", "请写 5000（“金额单位”是元的；是万元的写 0.5）"),
        ("￥5000", "MZ033", "请写 5000（“金额单位”是元的；是万元的写 0.5）"),
        ("3.50亿元", "MZ033", "请写 35000（“金额单位”是万元的；是元的写 350000000）"),
        ("'12,5万元'", "MZ033", "请只写数字"),  # 125 or 12.5
        ("1.2.3万元", "MZ033", "请只写数字"),
        ("'(1,234.50)'", "MZ033", "请写 -1234.50。"),
        ("'(12,5)'", "MZ033", "例如写 -1234.56。"),
        ("无", "MZ033", "删去整个键"),
        ("缺失", "MZ032", "半角数字"),
        ("true", "MZ032", "数字"),
        ("", "MZ032", "数字"),
        ("[1]", "MZ032", "数字"),
    ],
)
def test_a_mistyped_number_is_told_as_anywhere(typed: str, code: str, told: str) -> None:
    (fault,) = faults(ROW.format(typed))
    assert fault.code == code
    assert told in f"{fault.message}{fault.hint}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("政府采购: 缺\n", "例如 {货物: 缺, 工程: 缺, 服务: 缺}"),
        ("国有资产: {车辆: 缺}\n", "用车: 缺"),
        ("三公经费: {公务接待费: {外宾接待: 缺}}\n", "例如 {金额: 缺, 团组数: 缺, 人次: 缺}"),
        ("支出: [{科目: 208, 合计: 缺}]\n", "删去这一项，由程序相加"),
        ("公布数: {总计: 缺}\n", "删去这一项，由程序相加"),
        ("绩效: {自评得分: [{项目: 甲, 得分: 缺}]}\n", "请查到它再填"),
    ],
)
def test_where_a_gap_is_written_instead(text: str, told: str) -> None:
    (fault,) = faults(text)
    assert told in fault.hint


@pytest.mark.parametrize("place", ["土地", "房屋", "计划购置: {车辆: 0, 土地"])
def test_areas_and_counts_of_a_form_may_be_unknown(place: str) -> None:
    end = "}" if "{" in place else ""
    text = f"版式: 吉林省级\n国有资产: {{{place}: 缺{end}}}\n"
    source = node(completed(text, IN_BUDGETS))
    assert not validate(source, schemas("budget", "吉林省级")[DISCLOSURE])
