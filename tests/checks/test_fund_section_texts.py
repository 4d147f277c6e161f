"""Words of a fund's own text that say which way its figure went, each with its sign."""

from __future__ import annotations

import pytest

from mingzhang.checks.fund_section_texts import SAID, SIGNS

UP = (
    "指标调增",
    "较年初预算数增加",
    "比年初预算增长",
    "大于年初预算",
    "超过年初预算",
    "高于年初预算",
)
DOWN = (
    "指标调减",
    "较年初预算数减少",
    "比年初预算下降",
    "小于年初预算",
    "少于年初预算",
    "低于年初预算",
)


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        *((one, 1) for one in (*UP, "超出年初预算")),
        *((one, -1) for one in DOWN),
    ],
)
def test_every_word_that_is_understood_has_its_sign(words: str, sign: int) -> None:
    found = SAID.search(words)
    assert found
    assert SIGNS[found["adjusted"] or found["moved"] or found["beyond"]] == sign
