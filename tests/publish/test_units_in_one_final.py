"""A department's final that sums its units' folders → one source of rows of units."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.publish.public_values import values_of
from mingzhang.publish.units_in_one_final import in_one_final
from mingzhang.publish.values_left_to_units import with_unit
from mingzhang.reading.document_names import DISCLOSURE
from tests.support import account, folder

ROW = "支出: [{科目: 2101501, 基本支出: %s, 年初预算: 9.00}]\n单位: [{代码: '%s', 名称: %s}]\n"
WORDS = "支出: [{科目: 2101501, 差异原因: 人员增加}]\n"


def spending(*units: tuple[str, str, str]) -> object:
    folders = tuple(folder(ROW % (n, code, name), name=name) for code, name, n in units)
    names = ", ".join(f"../{one.path.name}" for one in folders)
    summed = account(f"汇总: [{names}]\n{WORDS}", units=folders)
    schema = summed.folder.schemas[DISCLOSURE]
    made = in_one_final(summed, values_of(summed.source, schema), schema)
    rows = made["支出"]
    assert isinstance(rows, list)
    return [[*row] for row in rows]


def test_words_of_a_department_stand_on_the_line_of_its_only_unit() -> None:
    assert spending(("502001", "甲", "10.00")) == [
        ["科目", "单位", "基本支出", "年初预算", "差异原因"]
    ]


def test_words_of_a_department_of_several_units_have_a_line_of_their_own() -> None:
    own = ["科目", "单位", "基本支出", "年初预算"]
    both = spending(("502001", "甲", "10.00"), ("502002", "乙", "3.00"))
    assert both == [own, own, ["科目", "差异原因"]]


def test_a_units_code_may_be_zero() -> None:
    assert with_unit({"科目": 208}, Decimal(0)) == {"科目": 208, "单位": Decimal(0)}
    assert with_unit({"科目": 208}, None) == {"科目": 208}
