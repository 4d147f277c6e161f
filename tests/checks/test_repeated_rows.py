"""Rows of a form's own list that nobody can tell apart, in one document and in a department."""

from dataclasses import replace

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.facts.account_reading import read_account
from mingzhang.reading.document_folder import DISCLOSURE, Folder
from tests.checks.case import Case
from tests.checks.cases.department_sums import ARCHIVE, DEPARTMENT, OFFICE, SUMMED
from tests.support import PROJECT, folder, node, only

WORD, MONEY = {"type": ["string", "number"]}, {"type": "number"}
FIELDS = {"科目": {"type": ["integer", "string"]}, "内容": WORD, "金额": MONEY}


def with_list(one: Folder, rows: str, fields: dict[str, object] | None = None) -> Folder:
    whole = {
        **dict(one.disclosure.items()),
        **dict(node(f"明细: {rows}", str(one.path / DISCLOSURE)).items()),
    }
    items = {"properties": fields or FIELDS}
    schema = {"properties": {"明细": {"type": "array", "items": items, "x-自有": True}}}
    return replace(
        one, disclosure=replace(one.disclosure, value=whole), schemas={DISCLOSURE: schema}
    )


@pytest.mark.parametrize(
    ("fields", "second", "is_told"),
    [
        (FIELDS, "{科目: 30201, 内容: 甲, 金额: 2}", True),
        (FIELDS, "{科目: 30201, 内容: 乙, 金额: 2}", False),
        ({"内容": WORD, "金额": MONEY}, "{内容: 甲, 金额: 2}", True),
        ({"内容": WORD, "去向": WORD, "金额": MONEY}, "{内容: 甲, 金额: 2}", False),
    ],
)
def test_rows_that_nothing_tells_apart(
    fields: dict[str, object], second: str, is_told: bool
) -> None:
    first = second.replace("乙", "甲").replace("金额: 2", "金额: 1")
    made = with_list(folder("支出: []"), f"[{first}, {second}]", fields)
    assert bool(only(check(read_account(made, PROJECT)), "MZ879")) is is_told


@pytest.mark.parametrize(("own", "is_told"), [("", True), ("[{科目: 30201, 金额: 3}]", False)])
def test_a_department_is_told_of_a_row_that_two_units_have(own: str, is_told: bool) -> None:
    made = Case("", f"    {SUMMED}\n", "", "", "", units=(OFFICE, ARCHIVE), profile=DEPARTMENT)
    summed = made.account().folder
    units = tuple(with_list(unit, "[{科目: 30201, 金额: 1}]") for unit in summed.units)
    whole = replace(summed, units=units, schemas=units[0].schemas)
    told = only(check(read_account(with_list(whole, own) if own else whole, PROJECT)), "MZ879")
    assert ["“30201”会印两行" in one.message for one in told] == [True] * is_told
