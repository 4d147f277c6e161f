"""Values merged into the rows of a source that is there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.intake.merged_values import merged, put
from mingzhang.reading.yaml import read_yaml

FILE = Path("disclosure.yaml")
OWN, FUND = "{名称: 设备, 本年: 10}", "{名称: 设备, 资金: 政府性基金, 本年: 5}"
OTHER = "{名称: 培训, 本年: 1}"


@pytest.mark.parametrize(
    "rows", [(OWN, FUND, OTHER), (FUND, OWN, OTHER), (OTHER, FUND, OWN), (OTHER, OWN, FUND)]
)
def test_money_of_one_fund_is_not_written_into_the_row_of_another(rows: tuple[str, ...]) -> None:
    """Whatever order the author has given to the rows; a row of the usual fund names none."""
    text = "".join(f"  - {row}\n" for row in rows)
    data = f"项目:\n{text}".encode()
    node, _ = read_yaml(data, FILE)
    section = node.get("项目") if node else None
    assert section is not None
    told = [
        {"名称": "培训", "本年": Decimal(1)},
        {"名称": "设备", "本年": Decimal(11)},
        {"名称": "设备", "资金": "政府性基金", "本年": Decimal(6)},
    ]
    made = put(data, FILE, [*merged(section, told, "项目")])
    expected = text.replace("本年: 10}", "本年: 11}").replace("本年: 5}", "本年: 6}")
    assert made == f"项目:\n{expected}".encode()
