"""Of a form's templates travels what a document says."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.code_trial import Trial
from mingzhang.document.region_folder import Region
from mingzhang.document.render import Document
from mingzhang.document.template_environment import create_environment
from mingzhang.document.template_faults import RAISED
from mingzhang.publish.unsaid_words import without_unsaid

NAMES = {"年度": 2024, "甲": "乙", "空": (), "无": ""}


def left(text: str, folder: Path, *, is_narrated: bool = False) -> str:
    """What is left of a template whose document it prints, twice the same."""
    file = folder / "a.j2"
    file.write_text("", "utf-8")

    def tried(trial: Trial) -> tuple[Document | None, tuple[Diagnostic, ...]]:
        environment = create_environment(Region("x", (folder,), trial=trial))
        environment.trim_blocks = not is_narrated
        try:
            return Document("", environment.get_template(file.name).render(NAMES), ""), ()
        except RAISED as error:
            return None, (Diagnostic(Place(file), "MZ000", str(error)),)

    made = without_unsaid({str(file): text}, tried)
    assert without_unsaid(made, tried) == made
    assert tried(Trial(made)) == tried(Trial({str(file): text}))
    assert made[str(file)].count("\n") == text.count("\n")
    return made[str(file)]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (
            "{% if 无 %}注{% elif 空 %}注\n注{% else %}甲{% endif %}",
            "{% if 无 %}{##}{% elif 空 %}{#\n#}{% else %}甲{% endif %}",
        ),
        (
            "{% if 甲 %}甲{% else %}\n  注\n{{ 12 }}{% endif %}乙",
            "{% if 甲 %}甲{% else %}\n  {##}\n{{ 0 }}{% endif %}乙",
        ),
        (
            "{{ '注' if 无 }}{{ '甲' if 甲 else '注' '记' }}",
            "{{ '' if 无 }}{{ '甲' if 甲 else '' '' }}",
        ),
        (
            "{% for 一 in 空 %}注{% else %}甲{% endfor %}",
            "{% for 一 in 空 %}{##}{% else %}甲{% endfor %}",
        ),
        (
            "{% for 一 in 甲 %}甲{% else %}注{% endfor %}",
            "{% for 一 in 甲 %}甲{% else %}{##}{% endfor %}",
        ),
        (
            "{% macro 一(x='注') %}注{% endmacro %}{% if 无 %}{{ 一() }}{% endif %}",
            "{% macro 一(x='') %}{##}{% endmacro %}{% if 无 %}{{ 一() }}{% endif %}",
        ),
        (
            "{% macro 一(x, y='注') %}{{ x }}{% endmacro %}{{ 一('甲', y='注') }}{{ 一('乙') }}",
            "{% macro 一(x, y='') %}{{ x }}{% endmacro %}{{ 一('甲', y='') }}{{ 一('乙') }}",
        ),
        (
            "{% set 一 = '注' %}{% if 无 %}{{ 一 }}{% endif %}",
            "{% set 一 = '' %}{% if 无 %}{{ 一 }}{% endif %}",
        ),
        (
            "{% set 一 %}注{% endset %}甲",
            "{% set 一 %}{##}{% endset %}甲",
        ),
        (
            "{{ {'甲': '甲', '乙': '注'}.get('甲') }}",
            "{{ {'甲': '甲', '乙': ''}.get('甲') }}",
        ),
        (
            "{{ ['注', '甲'][1] }}",
            "{{ ['', '甲'][1] }}",
        ),
        (
            "{{ 甲 | default('注') }}{{ 甲 or '注' }}",
            "{{ 甲 | default('') }}{{ 甲 or '' }}",
        ),
        (
            "{{ 无 and '注' }}{% with 一 = '注' %}甲{% endwith %}",
            "{{ 无 and '' }}{% with 一 = '' %}甲{% endwith %}",
        ),
        (
            "{% if 无 %}{% raw %}注{{{% endraw %}{% endif %}",
            "{% if 无 %}{% raw %}{##}{% endraw %}{% endif %}",
        ),
    ],
)
def test_what_is_not_said_stays_inside(text: str, made: str, tmp_path: Path) -> None:
    assert left(text, tmp_path) == made
    assert left(text, tmp_path, is_narrated=True) == made


@pytest.mark.parametrize(
    "text",
    [
        "甲{{ '乙' }}{% set 一 = '丙' %}{{ 一 }}{% set 二 %}丁{% endset %}{{ 二 }}",
        "{{ '甲' ~ 年度 ~ '乙' }}{{ ['甲', '乙'] | join('、') }}{{ '%s甲' % '乙' }}",
        "{{ {'甲': '乙'}['甲'] }}",
        "{% for 键, 值 in {'丙': '丁'}.items() %}{{ 键 }}{{ 值 }}{% endfor %}",
        "{% macro 一(x='甲') %}{{ x }}{{ caller() }}{% endmacro %}{% call 一() %}乙{% endcall %}",
        "{% if 甲 == '乙' %}丙{% endif %}{% if '丁' in 甲 %}{% else %}丙{% endif %}",
        "{{ ['甲'] | select('equalto', '甲') | first | replace('甲', '丙') | upper }}",
        "  {% if 甲 %}甲{% endif %}\n  {% if 甲 %}乙{% endif %}\n",
        "{{ '甲'.join(['乙', '丙']) }}{{ '甲乙'[1:] }}{{ '{}甲'.format('乙') }}",
    ],
)
def test_what_is_said_stays(text: str, tmp_path: Path) -> None:
    assert left(text, tmp_path) == text


def test_what_a_condition_only_weighs_stays(tmp_path: Path) -> None:
    text = "{% for 一 in ['甲', ''] if 一 %}乙{% endfor %}"
    assert left(text, tmp_path) == text


def test_a_word_that_has_the_document_otherwise_stays_beside_those_that_have_not(
    tmp_path: Path,
) -> None:
    text = "{% set 一 %}甲{% endset %}{% set 二 %}注{% endset %}{{ 一 | length }}"
    made = "{% set 一 %}甲{% endset %}{% set 二 %}{##}{% endset %}{{ 一 | length }}"
    assert left(text, tmp_path) == made
