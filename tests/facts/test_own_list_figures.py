"""Rows of a form's lists: those of a document, else those of its units, each once."""

from mingzhang.facts.amount import Unit
from mingzhang.facts.own_list_figures import Sources, lines_at, silent_units
from tests.support import node

PATH = ("培训",)


def source(text: str, *units: Sources) -> Sources:
    return Sources(node(text), Unit.WAN, units)


def names(sources: Sources) -> list[str]:
    return [row.get("名目").text for row, _ in lines_at(PATH, sources) or ()]  # type: ignore[union-attr]


def test_a_unit_that_is_a_department_has_its_own_rows_or_its_units() -> None:
    low = source("培训: [{名目: 甲}]"), source("培训: [{名目: 乙}]")
    assert names(source("年度: 2024", source("年度: 2024", *low))) == ["甲", "乙"]
    assert names(source("年度: 2024", source("培训: [{名目: 丙}]", *low))) == ["丙"]


def test_a_unit_that_says_nothing_beside_one_that_does_is_silent() -> None:
    nothing, some = source("年度: 2024"), source("培训: []")
    assert len(list(silent_units(PATH, source("年度: 2024", some, nothing)))) == 1
    assert not list(silent_units(PATH, source("培训: []", some, nothing)))
    assert not list(silent_units(PATH, source("年度: 2024", nothing)))
