"""What is found in a text is looked for once; where the text went, it is told there."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.remembered import remembered
from mingzhang.checks.run_rules import check
from tests.support import account, completed, only


def test_the_same_words_are_looked_at_once() -> None:
    asked = []

    @remembered
    def blanks(text: str) -> Iterator[int]:
        asked.append(text)
        yield from (at for at, character in enumerate(text) if character == " ")

    assert (blanks("a b"), blanks("a b"), blanks("a  b")) == ((1,), (1,), (1, 2))
    assert asked == ["a b", "a  b"]


def test_a_known_text_is_told_where_it_stands_now() -> None:
    row = "{科目: 2080501, 项目支出: 60.88, 年初预算: 1, 差异原因: 经费经费增加}"
    text = completed(f"支出:\n  - {row}")
    first, second = (
        [told.place.line for told in only(check(account(above + text)), "MZ624")]
        for above in ("", "# 一行注释\n")
    )
    assert first
    assert second == [line + 1 for line in first]
