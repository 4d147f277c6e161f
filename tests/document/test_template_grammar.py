"""What templates nest without measure, and what only Python objects to: told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.region_folder import Region
from mingzhang.document.template_environment import create_environment, parsed
from mingzhang.document.template_faults import template_fault
from mingzhang.document.template_grammar import UnreadableError

DEEP = {
    "loops": "{% for 甲 in [1] %}" * 25 + "乙" + "{% endfor %}" * 25,
    "conditions": "{% if 1 %}" * 120 + "乙" + "{% endif %}" * 120,
    "brackets": "{{ " + "(" * 300 + "1" + ")" * 300 + " }}",
    "lists": "{{ " + "[" * 300 + "1" + "]" * 300 + " }}",
    "a sum": "{{ " + "+".join(["1"] * 3000) + " }}",
    "and": "{{ " + " and ".join(["1"] * 3000) + " }}",
    "not": "{{ " + "not " * 2000 + "1 }}",
    "minus": "{{ " + "-" * 3000 + "1 }}",
    "filters": "{{ 1" + "|abs" * 2000 + " }}",
    "attributes": "{{ 1" + ".甲" * 2000 + " }}",
    "else": "{{ " + "1 if 0 else " * 1500 + "1 }}",
    "calls": "{% macro 句() %}{{ caller() }}{% endmacro %}"
    + "{% call 句() %}" * 90
    + "{% endcall %}" * 90,
}
LARGE = {"digits": "9" * 6000, "hexadecimal": "0x" + "f" * 6000, "infinite": "1e9999"}
MEASURED = {
    "loops": "{% for 甲 in [1] %}" * 15 + "乙" + "{% endfor %}" * 15,
    "conditions": "{% if 1 %}" * 90 + "乙" + "{% endif %}" * 90,
    "brackets in conditions": "{% if 1 %}" * 60
    + "{{ "
    + "[" * 28
    + "'乙'"
    + "]" * 28
    + " }}"
    + "{% endif %}" * 60,
    "a sum": "乙{{ " + "+".join(["1"] * 90) + " }}",
    "filters": "乙{{ 1" + "|abs" * 90 + " }}",
    "else": "乙{{ " + "1 if 0 else " * 90 + "1 }}",
    "joined": "乙{{ " + "~".join(["1"] * 3000) + " }}",
    "elif": "{% if 0 %}" + "{% elif 0 %}" * 2000 + "{% else %}乙{% endif %}",
}


def told(text: str, folder: Path) -> Diagnostic:
    file = folder / "a.j2"
    file.write_text(f"甲\n\n{text}\n", "utf-8")
    with pytest.raises(UnreadableError) as raised:
        create_environment(Region("x", (folder,))).get_template("a.j2").render()
    return template_fault(raised.value, file, ())


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_what_is_nested_without_measure_is_told_at_its_line(text: str, tmp_path: Path) -> None:
    fault = told(text, tmp_path)
    assert (fault.code, fault.place.file.name, fault.place.line) == ("MZ522", "a.j2", 3)
    assert "套得太深" in fault.message


@pytest.mark.parametrize("text", MEASURED.values(), ids=MEASURED)
def test_what_is_nested_with_measure_is_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.j2").write_text(text, "utf-8")
    assert "乙" in create_environment(Region("x", (tmp_path,))).get_template("a.j2").render()


@pytest.mark.parametrize("number", LARGE.values(), ids=LARGE)
def test_a_number_too_large_to_be_one_is_told_at_its_line(number: str, tmp_path: Path) -> None:
    fault = told(f"乙{{{{ {number} }}}}", tmp_path)
    assert (fault.code, fault.place.line, fault.message) == ("MZ522", 3, "模板里的这个数太大。")


@pytest.mark.parametrize(
    "text",
    [
        "{% macro 句(丙, 丙) %}{% endmacro %}",
        "{% macro 句(丙) %}{% endmacro %}{{ 句(丙=1, 丙=2) }}",
    ],
)
def test_a_name_given_twice_is_told_where_it_stands(text: str, tmp_path: Path) -> None:
    fault = told(text, tmp_path)
    assert (fault.code, fault.place.line, fault.place.column) == ("MZ522", 3, text.find("丙") + 1)
    assert fault.message == "“丙”在一对括号里写了两次。"


def test_a_tree_that_is_only_looked_at_is_nested_with_measure() -> None:
    with pytest.raises(UnreadableError):
        parsed(DEEP["a sum"])
