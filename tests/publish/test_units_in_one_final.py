"""A department's final that sums its units' folders → one source of rows of units."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from mingzhang.publish.public_values import values_of
from mingzhang.publish.units_in_one_final import in_one_final
from mingzhang.publish.values_left_to_units import with_unit
from mingzhang.reading.document_folder import DISCLOSURE, Folder
from tests.support import account, folder, node

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


def with_list(one: Folder, rows: str) -> Folder:
    entries = {**dict(one.disclosure.items()), **dict(node(f"培训: {rows}").items())}
    return replace(one, disclosure=replace(one.disclosure, value=entries))


def test_a_list_of_the_forms_own_that_is_left_to_units_has_their_rows() -> None:
    units = tuple(
        with_list(folder(ROW % ("1.00", code, name), name=name), f"[{{名目: {name}, 备忘: 内}}]")
        for code, name in (("502001", "甲"), ("502002", "乙"))
    )
    summed = account(f"汇总: [../甲, ../乙]\n{WORDS}", units=units)
    schema = summed.folder.schemas[DISCLOSURE]
    row = {"properties": {"名目": {}, "备忘": {"x-不刊出": True}}}
    own = {"培训": {"type": "array", "items": row, "x-自有": True}}
    schema = {**schema, "properties": {**schema["properties"], **own}}
    made = in_one_final(summed, values_of(summed.source, schema), schema)
    assert made["培训"] == [{"名目": "甲"}, {"名目": "乙"}]
