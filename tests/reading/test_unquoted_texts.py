"""A number where a text is asked for is printed as it was typed, or told."""

from pathlib import Path

import pytest

from mingzhang.reading.schema_check import validate
from mingzhang.reading.yaml import read_yaml

TEXT, MONEY = {"type": ["string", "number"], "minLength": 1}, {"type": "number"}
SCHEMA = {
    "type": "object",
    "properties": {
        "代码": TEXT,
        "金额": MONEY,
        "单位": {
            "type": "array",
            "items": {"type": "object", "properties": {"代码": TEXT, "金额": MONEY}},
        },
    },
}


def told(text: str) -> list[tuple[str, int, str]]:
    node, _ = read_yaml(text.encode(), Path("disclosure.yaml"))
    assert node is not None
    return [(one.code, one.place.line, one.message + one.hint) for one in validate(node, SCHEMA)]


@pytest.mark.parametrize(
    ("typed", "printed"), [("001001", "1001"), ("+5.00", "5.00"), ("007", "7")]
)
def test_what_would_lose_a_sign_or_a_zero_is_told(typed: str, printed: str) -> None:
    ((code, line, words),) = told(f"代码: {typed}\n")
    assert (code, line) == ("MZ032", 1)
    assert words == f"“代码”写的是 {typed}，没有加引号，会印成 {printed}。请加半角引号：'{typed}'。"


@pytest.mark.parametrize("typed", ["502001", "'001001'", "5.00", "-5.00", "0", "0.00000012"])
def test_what_is_printed_as_it_was_typed_is_right(typed: str) -> None:
    assert not told(f"代码: {typed}\n金额: 0100.00\n")
    node, _ = read_yaml(f"代码: {typed}\n".encode(), Path("disclosure.yaml"))
    assert node is not None
    assert node.text_at("代码") == typed.strip("'")


def test_equal_ones_are_told_once() -> None:
    rows = "".join(f"  - {{代码: 001001, 金额: {n}}}\n" for n in (1, 2, 3))
    ((_, line, words),) = told(f"单位:\n{rows}")
    assert line == 2
    assert "还有 2 处" in words
