"""Names of subjects that the catalogue lacks: read where a sheet says the code, told where not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.intake.source_from_grids import Collected
from tests.intake.books import UNIT, Rows, codes, collected, values
from tests.intake.test_lists import GENERAL, SPENDING

CLASS, ALONE = ("208", "社会保障和就业支出"), "大中型水库移民后期扶持基金支出"
BELOW = ("2082202", "基础设施建设和经济发展")
CODED: Rows = tuple((*row, 5, "", 5) for row in (("", "合计"), CLASS, ("20822", ALONE), BELOW))
WHOLE: Rows = (*SPENDING[:3], ("合计", "", 17, "", 17), *CODED[1:], *SPENDING[4:])
HEAD = ("科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出")


def of_fund(*, coded: bool, whole: bool) -> Collected:
    """What is read of a fund's table, of which the form prints names only."""
    rows = (("政府性基金预算支出表",), (UNIT,), *(row[not coded :] for row in (HEAD, *CODED)))
    sheets: dict[str, Rows] = {"一般": GENERAL, "基金": rows}
    return collected(sheets | ({"支出": WHOLE} if whole else {}), form="吉林", kind="budget")


@pytest.mark.parametrize(("coded", "whole"), [(True, True), (True, False), (False, True)])
def test_a_name_beside_its_code_in_any_sheet_is_read_and_kept(*, coded: bool, whole: bool) -> None:
    """Neither the 款 nor its 项 is in the catalogue."""
    found = of_fund(coded=coded, whole=whole)
    assert codes(found) == []
    lines = values(found)["支出"]
    assert isinstance(lines, list)
    assert lines[0] == {
        "科目": Decimal(2082202),
        "资金": "政府性基金",
        "口径": "预算",
        "项目支出": Decimal("5.00"),
    }
    assert values(found)["科目补充"] == [
        {"科目": Decimal(20822), "名称": ALONE},
        {"科目": Decimal(2082202), "名称": BELOW[1]},
    ]


def test_a_name_without_a_code_anywhere_is_told_with_a_way_out_that_is_true() -> None:
    """With the codes beside, or in the catalogue, it is read."""
    found = of_fund(coded=False, whole=False).found
    assert {one.code for one in found} == {"MZ810"}
    assert all("在名称前面加一列它的编码" in one.hint for one in found)
    assert {one.message.partition("（")[2].partition("）")[0] for one in found} == {ALONE, BELOW[1]}
