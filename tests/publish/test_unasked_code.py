"""Of a form's templates travels what a document can ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from mingzhang.publish.unasked_code import without_unasked, words_of
from tests.support import PROJECT

FILE = Path("a.j2")
TEMPLATES = {file: file.read_text("utf-8") for file in PROJECT.templates.rglob("*.j2")}


def left(text: str, *asked: str) -> str:
    made = without_unasked({FILE: text}, asked)[FILE]
    assert without_unasked({FILE: made}, asked)[FILE] == made
    return made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("甲{% macro 一(x) %}注\n{{ x }}{% endmacro %}乙", "甲{#\n#}乙"),
        ("{%- macro 一() -%}注{%- endmacro -%}", "{#- -#}"),
        ("{% macro 一() %}{{ 二() }}{% endmacro %}{% macro 二() %}注{% endmacro %}", "{##}{##}"),
        ("{% macro 一() %}{{ 一() }}{% endmacro %}", "{##}"),
    ],
)
def test_what_nothing_asks_for_stays_inside(text: str, made: str) -> None:
    assert left(text) == made


@pytest.mark.parametrize(
    "text",
    [
        "{% macro 一(x) %}甲{% endmacro %}{{ 一(1) }}",
        "{% macro 一() %}甲{% endmacro %}{% macro 二() %}{{ 一() }}{% endmacro %}{{ 二() }}",
        "{% macro 一() %}甲{% endmacro %}{% call 一() %}{% endcall %}",
        "{% macro 一() %}{% macro 二() %}甲{% endmacro %}{{ 二() }}{% endmacro %}{{ 一() }}",
        "{% raw %}{% macro 一() %}{% endraw %}",
        "{{ '{% macro 一() %}' }}",
    ],
)
def test_what_is_asked_for_or_evaluated_stays(text: str) -> None:
    assert left(text) == text


def test_another_template_or_a_text_may_ask() -> None:
    macro, other = "{% macro 一() %}甲{% endmacro %}", Path("b.j2")
    asking = {FILE: macro, other: "{{ 一() }}"}
    assert without_unasked(asking) == asking
    assert left(macro, *words_of("见{{ 一() }}。")) == macro


def test_the_shipped_templates_stay_templates_line_by_line() -> None:
    for file, text in without_unasked(TEMPLATES).items():
        Environment(autoescape=True).parse(text)
        assert text.count("\n") == TEMPLATES[file].count("\n")
