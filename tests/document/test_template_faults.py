"""Where a fault of templates is told: in the line of the form that uses what is faulty."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.narrative import create_narrator
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import Region
from mingzhang.document.template_names import read_names
from tests.support import account

MACROS = """{% macro 占(部分, 总额, 总额名称) %}
{% if 占比(部分, 总额) %}，占{{ 总额名称 }}的{{ 占比(部分, 总额) }}{% endif %}
{% endmacro %}
"""


def told(tmp_path: Path, text: str) -> Diagnostic:
    """The fault of a section of a form whose macros are those of the form above it."""
    own, above = tmp_path / "own", tmp_path / "national"
    for folder in (own, above):
        (folder / "final" / "sections").mkdir(parents=True)
    (above / "final" / "macros.j2").write_text(MACROS, "utf-8")
    (own / "final" / "sections" / "x.j2").write_text(text, "utf-8")
    source = account("支出: [{科目: 2080501, 人员经费: 123.45, 年初预算: 0}]")
    record = Record()
    form = Region("试", (own, above), {})
    writer = create_narrator(source, form, read_names(source, record), {}, record)
    writer.blocks("final/sections/x.j2", Place(Path("document.yaml"), 1))
    (fault,) = writer.writer.found
    return fault


@pytest.mark.parametrize(
    ("text", "code", "at", "says"),
    [
        ("好。\n支出{{ 占(总计, 总计) }}", "MZ523", (2, 6), "“占”要的“总额名称”没有给"),
        ("好。\n支出{{ 占(3, 总计, '') }}", "MZ525", (2, 1), ""),
    ],
)
def test_a_macro_that_is_used_wrongly_is_told_where_it_is_used(
    tmp_path: Path, text: str, code: str, at: tuple[int, int], says: str
) -> None:
    fault = told(tmp_path, text)
    assert fault.place.file == tmp_path / "own" / "final" / "sections" / "x.j2"
    assert (fault.code, (fault.place.line, fault.place.column)) == (code, at)
    assert says in fault.message


def test_what_a_macro_asks_for_is_shown(tmp_path: Path) -> None:
    hint = told(tmp_path, "支出{{ 占(总计, 总计) }}").hint
    assert "占(部分, 总额, 总额名称)" in hint
    assert "national/final/macros.j2" in hint


@pytest.mark.parametrize(
    ("asked", "is_figure"), [("类.名称", True), ("支出类[0].决算", True), ("名", False)]
)
def test_what_is_a_figure_itself_has_nothing_below_it(
    tmp_path: Path, asked: str, *, is_figure: bool
) -> None:
    fault = told(tmp_path, f"{{% for 类 in 支出类 %}}{{{{ {asked} }}}}{{% endfor %}}\n")
    assert fault.code == "MZ523"
    assert ("类 | 称谓" in fault.hint) is is_figure
