"""Values merged into the rows of a source that is there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.intake.merged_values import merged, placeless, put
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


@pytest.mark.parametrize(
    ("text", "told", "after"),
    [
        ("资金: {财政拨款: [506, 506, 506]}", ["待填", Decimal(507), "待填"], "[506, 507, 506]"),
        (
            "资金: {财政拨款: [506, 待填, 506]}",
            [Decimal(506), "待填", Decimal(0)],
            "[506, 待填, 0]",
        ),
    ],
)
def test_what_a_sheet_leaves_blank_takes_the_place_of_nothing(
    text: str, told: list[object], after: str
) -> None:
    node, _ = read_yaml(f"{text}\n".encode(), FILE)
    assert node is not None
    made = put(f"{text}\n".encode(), FILE, [*merged(node, {"资金": {"财政拨款": told}}, "")])
    assert made == f"资金: {{财政拨款: {after}}}\n".encode()


def test_a_number_that_a_sheet_has_as_text_is_no_other_number() -> None:
    node, _ = read_yaml("偏差度: 0.00\n".encode(), FILE)
    assert node is not None
    assert [one.after for one in merged(node, {"偏差度": "0"}, "")] == []
    assert [one.after for one in merged(node, {"偏差度": "5%"}, "")] == ["5%"]


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ({"名称": "设备", "本年": Decimal(11)}, []),
        ({"名称": "设备", "本年": Decimal(11), "上年结转": Decimal(2)}, ["设备 上年结转"]),
        ({"名称": "设备", "上年结转": Decimal(0), "说明": "没有的话"}, []),
        ({"名称": "车辆", "本年": Decimal(1)}, ["车辆"]),
    ],
)
def test_what_has_no_place_is_named(told: dict[str, object], names: list[str]) -> None:
    node, _ = read_yaml(f"项目:\n  - {OWN}\n  - {OTHER}\n".encode(), FILE)
    section = node.get("项目") if node else None
    assert section is not None
    assert [*placeless(section, [told])] == names
