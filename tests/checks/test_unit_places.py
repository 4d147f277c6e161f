"""Where the units of an agency may be: nothing is said of what lies within its place."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.support import AGENCY, account, only


@pytest.mark.parametrize(
    ("agency", "unit", "is_told"),
    [
        ("长春市档案馆", "长春市朝阳区档案中心", False),  # its district
        ("延边朝鲜族自治州档案馆", "延吉市档案中心", False),  # a city within the prefecture
        ("长春市档案馆", "白城市档案中心", True),
        ("上海市档案馆", "上海社区史料中心", False),  # no place
        ("某市档案馆", "某城区档案中心", False),
        ("上海市普陀区档案馆", "静安区档案中心", True),
    ],
)
def test_units_of_other_places(agency: str, unit: str, is_told: bool) -> None:
    profile = AGENCY.replace("决算单位: [某市档案馆]", f"决算单位: [{agency}, {unit}]")
    profile = profile.replace("某市档案馆", agency)
    found = only(check(account("年度: 2024", profile)), "MZ696")
    assert bool(found) == is_told
