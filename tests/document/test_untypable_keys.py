"""Last year's figures that a form prints and that have no key are faults of the form."""

from __future__ import annotations

from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.printing_record import Record, missing
from mingzhang.document.region_folder import Region
from mingzhang.document.sentence_figures import Quantity
from mingzhang.document.template_names import read_names
from mingzhang.document.untypable_keys import keyless, without_key
from tests.support import account

ASKED = (
    "与上年相比{{ 变动(总计, 上年.总计) }}。\n上年采购货物{{ 上年.政府采购.货物 | 万元 }}万元。\n"
)


def told(folder: Path, *names: str) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Faults of the form, and what the author is told to type, where last year's are printed."""
    (folder / "final" / "sections").mkdir(parents=True)
    (folder / "final" / "sections" / "01-overview.j2").write_text(ASKED, "utf-8")
    source, record = account("年度: 2024"), Record()
    before = read_names(source, record)["上年"]
    for name in names:
        quantity = before
        for part in name.split("."):
            assert isinstance(quantity, dict)
            quantity = quantity[part]
        assert isinstance(quantity, Quantity)
        record.quantity(quantity, source.source)
    unkeyed = keyless(record, source)
    lacks = missing(record, source.indicators.definitions, unkeyed)
    return list(without_key(unkeyed, Region("试", (folder,)))), list(lacks)


def test_a_figure_without_a_key_is_told_where_the_form_asks_for_it(tmp_path: Path) -> None:
    (fault,), lacks = told(tmp_path, "政府采购.货物")
    assert fault.code == "MZ731"
    assert fault.place.file == tmp_path / "final" / "sections" / "01-overview.j2"
    assert (fault.place.line, fault.place.column) == (2, 10)
    declared = (
        "{键: {上年: {键: {政府采购: {类型: 组, 说明: …, 键: {货物: {类型: 金额, 说明: …}}}}}}}"
    )
    assert f"数据: {declared}" in fault.hint
    # He could not type it, so he is not asked to.
    assert lacks == []


def test_a_figure_with_a_key_is_the_authors(tmp_path: Path) -> None:
    faults, (lack,) = told(tmp_path, "总计")
    assert faults == []
    assert (lack.code, lack.message) == ("MZ402", "没有填写上年的总计，无法比较。")
