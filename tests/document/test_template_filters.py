"""Any value before any filter: a result or a fault of the template, never a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.diagnostics import Place
from mingzhang.document.evaluations import Score
from mingzhang.document.narrative import create_narrator
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import read_region
from mingzhang.document.sentence_figures import Quantity
from mingzhang.document.source_values import (
    Branch,
    Gap,
    Typed,
    Unlisted,
    UnlistedRows,
    Unsaid,
    Unwritten,
)
from mingzhang.document.template_faults import MisuseError
from mingzhang.document.template_filters import FILTERS
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Absent, Figure
from tests.support import PROJECT, account, node

MISSING = Absent(("明细",), Place(Path("disclosure.yaml"), 1, 1), "没有的写 []")
ROWS = """
明细:
  - {品目: 台式机, 数量: 3, 金额: 16000}
  - {品目: 打印机, 数量: 1}
"""
OWN = {"x-自有": True}
SCHEMA: Mapping[str, object] = {
    "properties": {
        "明细": {
            "title": "明细",
            "type": "array",
            **OWN,
            "items": {
                "type": "object",
                "properties": {
                    "品目": {"title": "品目", "type": "string", **OWN},
                    "数量": {"title": "数量", "type": "integer", "x-单位": "台", **OWN},
                    "金额": {"title": "金额", "type": "number", **OWN},
                },
            },
        }
    }
}


def _source(record: Record, text: str = ROWS) -> Branch:
    root = node(text)
    return Branch(root, SCHEMA, Typed(root, record, unit=Unit.YUAN))


def _kinds() -> dict[str, object]:
    record = Record()
    return {
        "unlisted": Unlisted(record, MISSING),
        "unlisted rows": UnlistedRows(record, MISSING),
        "unwritten": Unwritten.of(record, MISSING),
        "unsaid": Unsaid.of(record, MISSING),
        "gap": Gap.of("…"),
        "list": ["甲", "乙"],
        "mixed": ["甲", 1],
        "empty": [],
        "mapping": {"甲": 1},
        "text": "甲\n乙",
        "count": 2,
        "year": 2024,
        "negative": -1,
        "decimal": Decimal("1.5"),
        "quantity": Quantity("总计", None),
        "score": Score("甲", Decimal(1)),
        "branch": _source(record),
        "rows": _source(record)["明细"],
        "nothing": None,
        "truth": True,
    }


def _rendered(text: str, **names: object) -> str:
    region, _ = read_region("吉林", PROJECT, "final")
    assert region is not None
    narrator = create_narrator(account(""), region, names, {})
    return narrator.environment.from_string(text, globals=narrator.names).render()


OF_WRITER = ("万元", "数", "非零", "已填", "没有公布", "得分")
CALLS = (
    *(f"值 | {name}" for name in (*FILTERS, *OF_WRITER)),
    *(
        "比率(值, 值)",
        "平均(值, 值)",
        "占比(值, 值)",
        "变动(值, 值)",
        "提醒(值, 值)",
        "须填(值)",
        "职责(值)",
    ),
    *("柱状图(值, 值)", "饼状图('甲', 值, 值)", "柱状图('甲', [值])", "完成率(值, 值, 值)"),
)


@pytest.mark.parametrize("call", CALLS)
def test_a_wrong_kind_of_value_is_a_fault_of_the_template(call: str) -> None:
    for value in _kinds().values():
        with suppress(MisuseError):
            _rendered(f"{{% set 得到 = {call} %}}", 值=value)


def test_lines_of_a_list() -> None:
    assert _rendered("{% for 行 in 值 | 各行 %}[{{ 行 }}]{% endfor %}", 值=["甲\n乙", "丙"]) == (
        "[甲][乙][丙]"
    )


def test_money_of_a_row_is_converted_and_taken_down() -> None:
    record = Record()
    text = "{{ 行.金额 | 万元 | striptags }}万元{{ 行.数量 | 数 | striptags }}台"
    first = _source(record)["明细"][0]  # type: ignore[index]
    assert _rendered(text, 行=first) == "1.60万元3台"


def test_money_of_a_row_does_not_print_bare() -> None:
    first = _source(Record())["明细"][0]  # type: ignore[index]
    with pytest.raises(MisuseError, match="万元"):
        _rendered("{{ 行.金额 }}", 行=first)
    with pytest.raises(MisuseError, match="数”才能印"):
        _rendered("{{ 行.数量 }}", 行=first)


def test_money_that_a_row_lacks_is_no_zero() -> None:
    second = _source(Record())["明细"][1]  # type: ignore[index]
    figure = second["金额"].figure
    assert figure.absent.key == ("明细", "打印机.金额")
    assert not figure.is_zero
    assert not second["金额"]


def test_rows_that_nobody_wrote_are_taken_down_when_gone_through() -> None:
    record = Record()
    rows = _source(record, "年度: 2024")["明细"]
    assert not record.absent
    assert list(rows) == []  # type: ignore[call-overload]
    assert [lack.key for lack in record.absent] == [("明细",)]


def test_an_empty_list_settles_it() -> None:
    record = Record()
    assert _source(record, "明细: []")["明细"] == []
    assert not record.absent


def test_counts_have_a_ratio_whether_they_are_figures_or_typed_beside() -> None:
    times = Quantity("次数", Figure("次数", Amount(Decimal(3), measure="次")))
    money = Quantity("总计", Figure("总计", Amount(Decimal(3))))
    assert "75.00" in _rendered("{{ 比率(次, 4) }}", 次=times)
    assert "100.00" in _rendered("{{ 比率(次, 次) }}", 次=times)
    with pytest.raises(MisuseError):
        _rendered("{{ 比率(钱, 4) }}", 钱=money)


def test_a_list_of_rows_is_told_which_of_their_keys_to_take() -> None:
    with pytest.raises(MisuseError, match="每一项是一组键：先取其中一个"):
        FILTERS["列举"]([{"名称": "修路"}, {"名称": "架桥"}])
