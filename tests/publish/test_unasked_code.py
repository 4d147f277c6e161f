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
        ("{% set 注 = '问老王' %}甲", "{##}甲"),
        ("{% set 注 %}问老王{% endset %}甲", "{##}甲"),
        ("{% if false %}注{% else %}甲{% endif %}", "{% if false %}{##}{% else %}甲{% endif %}"),
        (
            "{% if 甲 %}乙{% elif false %}注{% if 丙 %}{% endif %}{% endif %}",
            "{% if 甲 %}乙{% elif false %}{##}{% endif %}",
        ),
        (
            "{% if false %}{% for 一 in 甲 %}{% else %}注{% endfor %}{% endif %}",
            "{% if false %}{##}{% endif %}",
        ),
        ("甲{{ '注' if 1 == 2 }}乙", "甲{##}乙"),
        ("{% if 甲 %}{{ '注' if false }}{% endif %}", "{% if 甲 %}{##}{% endif %}"),
        ("{% if false %}{{ '注' if false }}{% endif %}", "{% if false %}{##}{% endif %}"),
        ("{{ '注' if false else '甲' }}", "{{ '' if false else '甲' }}"),
        ("{{ '甲' if true else '注' | 成句 }}", "{{ '甲' if true else '' | 成句 }}"),
        (
            "{% set 一 = '注' if 1 == 2 else 甲 %}{{ 一 }}",
            "{% set 一 = '' if 1 == 2 else 甲 %}{{ 一 }}",
        ),
        ("{% if 1 == 2 %}注{% endif %}", "{% if 1 == 2 %}{##}{% endif %}"),
        ("{% if 甲 and not true %}注{% endif %}", "{% if 甲 and not true %}{##}{% endif %}"),
        (
            "{% if true %}甲{% elif 乙 %}注{% else %}注{% endif %}",
            "{% if true %}甲{% elif 乙 %}{##}{% else %}{##}{% endif %}",
        ),
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
        "{% set 数 = 提醒('甲') %}",
        "{% set 号 = '、' %}{{ 号 }}",
        "{% set 注 %}{{ 总计 }}{% endset %}",
        "{% if 甲 %}乙{% else %}丙{% endif %}{% for 一 in 甲 %}{% else %}丁{% endfor %}",
        "{% if 甲 == 甲 or 1 == 2 %}乙{% elif 1 < 2 %}丙{% endif %}",
        "{% raw %}{% macro 一() %}{% endraw %}",
        "{{ '{% macro 一() %}' }}",
    ],
)
def test_what_is_asked_for_or_evaluated_stays(text: str) -> None:
    assert left(text) == text


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (
            "{% if 年度 == 2023 %}注{% else %}甲{% endif %}",
            "{% if 年度 == 2023 %}{##}{% else %}甲{% endif %}",
        ),
        ("甲{{ '注' if 年度 < 2024 }}", "甲{##}"),
        ("{% if 年度 >= 2024 %}甲{% endif %}", "{% if 年度 >= 2024 %}甲{% endif %}"),
        *[
            (kept, kept)
            for kept in (
                "{% if 源.年度 == 2023 %}甲{% endif %}",
                "{% if 名 == '年度' %}甲{% endif %}",
                "{% set 年度 = 2023 %}{% if 年度 == 2023 %}甲{% endif %}",
                "{% macro 一(年度) %}{% if 年度 < 1 %}甲{% endif %}{% endmacro %}{{ 一(0) }}",
            )
        ],
    ],
)
def test_a_branch_for_another_year_stays_inside(text: str, made: str) -> None:
    assert without_unasked({FILE: text}, (), {"年度": 2024}) == {FILE: made}
    assert without_unasked({FILE: made}, (), {"年度": 2024}) == {FILE: made}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{% if 设置.零值 == '空' %}注{% endif %}", "{% if 设置.零值 == '空' %}{##}{% endif %}"),
        ("{% if 部门 == '部门' %}注{% endif %}", "{% if 部门 == '部门' %}{##}{% endif %}"),
        ("{{ '注' if not 名称 else '甲' }}", "{{ '' if not 名称 else '甲' }}"),
        (
            "{% if 部门 in ['部门', '局'] %}注{% endif %}",
            "{% if 部门 in ['部门', '局'] %}{##}{% endif %}",
        ),
        (
            "{% for 一 in [] %}注{% else %}甲{% endfor %}",
            "{% for 一 in [] %}{##}{% else %}甲{% endfor %}",
        ),
        ("{% if 一.名称 == '局' %}甲{% endif %}", "{% if 一.名称 == '局' %}甲{% endif %}"),
        ("{% if 设置.零值 == '0.00' %}甲{% endif %}", "{% if 设置.零值 == '0.00' %}甲{% endif %}"),
    ],
)
def test_a_branch_for_another_form_or_agency_stays_inside(text: str, made: str) -> None:
    known = {"名称": "某市'档案馆", "部门": "单位", "设置.零值": "0.00"}
    assert without_unasked({FILE: text}, (), known) == {FILE: made}
    assert without_unasked({FILE: made}, (), known) == {FILE: made}


def test_what_a_macro_of_another_file_calls_its_own_is_known_here() -> None:
    asked, made = "{% if not 名称 %}注{% endif %}", "{% if not 名称 %}{##}{% endif %}"
    macro = "{% macro 一(名称) %}{{ 名称 }}{% endmacro %}{{ 一(1) }}"
    beside = {FILE: asked, Path("b.j2"): macro, Path("macros-甲.j2"): macro}
    assert without_unasked(beside, (), {"名称": "甲"})[FILE] == made
    for other in ("{% set 名称 = '' %}", f"{macro}{{% include 'a.j2' %}}"):
        held = {FILE: asked, Path("macros-甲.j2"): f"{macro}{other}{{{{ 名称 }}}}"}
        assert without_unasked(held, ("一",), {"名称": "甲"})[FILE] == asked


def test_another_template_or_a_text_may_ask() -> None:
    macro, other = "{% macro 一() %}甲{% endmacro %}", Path("b.j2")
    asking = {FILE: macro, other: "{{ 一() }}"}
    assert without_unasked(asking) == asking
    assert left(macro, *words_of("见{{ 一() }}。")) == macro


def test_beside_macros_nothing_is_printed() -> None:
    file, macro = Path("macros-甲.j2"), "{% macro 一() %}甲{% endmacro %}"
    made = without_unasked({file: f"问老王\n{macro}\n\n{{# #}}再问{{##}}"}, ("一",))
    assert made == {file: f"{{#\n#}}{macro}\n\n{{# #}}{{##}}{{##}}"}
    assert without_unasked(made, ("一",)) == made
    held = {file: f"{macro}{{% set 二 %}}甲{{{{ 总计 }}}}{{% endset %}}"}
    assert without_unasked(held, ("一",)) == held


def test_the_shipped_templates_stay_templates_line_by_line() -> None:
    for file, text in without_unasked(TEMPLATES).items():
        Environment(autoescape=True).parse(text)
        assert text.count("\n") == TEMPLATES[file].count("\n")
