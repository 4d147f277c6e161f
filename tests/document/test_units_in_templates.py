"""Units in templates: what stands behind a figure is the unit in which it is shown."""

from pathlib import Path

import pytest

from mingzhang.document.units_in_templates import contradicted_units

FILE = Path("02-income.j2")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("收入{{ 总计 | 万元 }}元。", "1:16", "以万元印出（| 万元），后面写的是“元”"),
        ("甲\n收入{{ 总计|元 }}</strong>万元。", "2:22", "以元印出（| 元），后面写的是“万元”"),
        ("{{ 总计 | 万元 }}\n  元。", "2:3", "以万元印出（| 万元），后面写的是“元”"),
        ("收入{{ 总计 | 万元 }}个项目。", "1:16", "后面写的是“个”"),
        ("接待费{{ 接待费 | 万元 }}人次。", "1:18", "后面写的是“人次”"),
        ("增加{{ 变动额(总计, 上年.总计) }}万元。", "1:23", "“变动额”自己印出单位"),
        ("总计{{ 变动(总计, 上年.总计) }}万元。", "1:22", "“变动”自己印出单位"),
        ("占{{ 占比(项目支出, 本年支出合计) }}%。", "1:24", "“占比”自己印出单位"),
    ],
)
def test_another_unit_behind_a_figure_is_told(text: str, place: str, words: str) -> None:
    (fault,) = contradicted_units(text, FILE)
    assert (fault.code, str(fault.place)) == ("MZ836", f"{FILE}:{place}")
    assert words in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "{{ 总计 | 万元 }}万元",
        "{{ 总计 | 元 }}元",
        "{{ 总计 | 万元 }}（万元）",
        "{{ 变动额(总计, 上年.总计) }}，元旦",
        "{{ 总计 | 元 }}{{ 单位 }}元",
        "{{ 总计 | 万元 }}人员经费",
        "支出（万元）：{{ 总计 | 万元 }}\n个人所得税由单位代扣",
    ],
)
def test_its_own_unit_is_right(text: str) -> None:
    assert not [*contradicted_units(text, FILE)]
