"""Figures that a form's identities leave no room for."""

from pathlib import Path

import pytest

from mingzhang.diagnostics import Place
from mingzhang.facts.indicators import Definition
from mingzhang.facts.ruled_out_figures import ruled_out
from mingzhang.forms.form_identities import Identity, terms

NAMES = {
    "总计": Definition("总计", terms=((1, "支出"), (1, "结转"))),
    "支出": Definition("支出", terms=((1, "甲"), (1, "乙"))),
}


def identity(left: str, right: str, relation: str = "=", **more: object) -> Identity:
    sides = tuple(terms(left)), relation, tuple(terms(right))
    return Identity("式", "", *sides, Place(Path("keys.yaml"), 1), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "names"),
    [
        (identity("总计", "支出"), {"结转"}),
        (identity("甲 + 乙", "总计"), {"结转"}),
        (identity("总计", "支出", only_of="单位"), {"结转"}),
        (identity("总计", "支出", only_of="部门"), set()),
        (identity("总计", "支出", is_warning=True), set()),
        (identity("总计", "支出", "≤"), set()),
        (identity("总计", "支出", rows=("支出",)), set()),
        (identity("总计", "甲"), set()),
        (identity("支出", "甲 + 乙"), set()),
    ],
)
def test_what_is_on_one_side_alone_must_be_nothing(one: Identity, names: set[str]) -> None:
    assert ruled_out((one,), NAMES, "单位") == names
