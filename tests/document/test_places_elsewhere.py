"""Places that a form's words name, and its own."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from mingzhang.document.places_elsewhere import offices_elsewhere, places_elsewhere
from mingzhang.document.region_folder import Region


def told(folder: Path, name: str, words: str, file: str = "sections/01-said.j2") -> list[str]:
    path = folder / "own" / "final" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    region = Region(name, (folder / "own",), {}, "final", "部门决算")
    return [
        f"{one.place.line}:{one.place.column} {one.message}" for one in places_elsewhere(region)
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("云南", "本年\n按照长春市财政局的要求。"),
        ("云南省级", "本年\n按照长春市财政局的要求。"),
        ("昆明", "本年\n按照长春市财政局的要求。"),
        ("昆明市", "{# 长春市 #}\n按照长春市财政局的要求。"),
    ],
)
def test_a_place_outside_of_the_forms_own(tmp_path: Path, name: str, words: str) -> None:
    own = "昆明市" if name.startswith("昆明") else "云南省"
    assert told(tmp_path, name, words) == [f"2:3 “长春市”不在{own}，是别处的地名。"]


def test_notes_of_tables_and_terms_are_words_too(tmp_path: Path) -> None:
    note = "标题: 表   # 长春市的写法\n注: 由长春市财政局负责。\n"
    assert told(tmp_path, "云南", note, "tables/01-table.yaml") == [
        "2:5 “长春市”不在云南省，是别处的地名。"
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("云南", "由昆明市财政局和云南省财政厅负责。"),  # within it
        ("昆明", "由云南省财政厅负责。"),  # that it lies in
        ("试验", "由长春市财政局负责。"),  # whose own name is no place
        ("云南", "沿海城市和门市的支出，{# 由长春市 #}全市的支出。"),
        ("吉林", "由长春市财政局负责。"),  # the province, not the city
    ],
)
def test_places_that_are_meant(tmp_path: Path, name: str, words: str) -> None:
    assert told(tmp_path, name, words) == []


@pytest.mark.parametrize(
    ("agency", "printed", "is_told"),
    [
        ("马关县水务局", "按照昆明市财政局的要求。", True),
        ("云南省马关县水务局", "按照昆明市财政局的要求。", False),
        ("昆明市水务局", "按照昆明市财政局的要求。", False),
        ("某县水务局", "按照昆明市财政局的要求。", False),
        ("马关县水务局", "别的。", False),
    ],
)
def test_an_office_of_another_place_on_a_page(
    tmp_path: Path, agency: str, printed: str, is_told: bool
) -> None:
    file = tmp_path / "01-said.j2"
    file.write_text("按照昆明市财政局的要求。\n在昆明市开会。\n", encoding="utf-8")
    found = [one.message for one in offices_elsewhere([file], printed, agency)]
    assert found == [f"“昆明市财政局”不是本地的机关，本单位是“{agency}”。"] * is_told


def test_a_long_line_costs_as_much_as_its_length(tmp_path: Path) -> None:
    """A copy of all the rest at each name would take minutes."""
    path = tmp_path / "01-said.j2"
    path.write_text("由长春市财政局" * 60_000, encoding="utf-8")
    start = process_time()
    assert list(offices_elsewhere([path], "", "马关县水务局")) == []
    assert process_time() - start < 20
