"""Endless work that a template asks for ends quickly, with a message at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.endless_work import OF_CELL, ROUNDS
from mingzhang.document.region_folder import Region
from mingzhang.document.template_environment import create_environment
from mingzhang.document.template_faults import RAISED, template_fault

DOUBLED = "{{% set 甲 = namespace(乙={}) %}}{{% for 一 in range(60) %}}{{% set 甲.乙 = {} %}}"
AGAIN = DOUBLED + "{{% endfor %}}{{{{ 甲.乙 | length }}}}"
ENDLESS = {
    "loops": "{% for 一 in range(99999) %}{% for 二 in range(99999) %}{% endfor %}{% endfor %}",
    "letters": "{% for 一 in '甲' * 99999 %}{% for 二 in '甲' * 99999 %}{% endfor %}{% endfor %}",
    "range": "{% for 一 in range(10 ** 9) %}{% endfor %}",
    "sums": "{% for 一 in range(99999) %}{{ range(99999) | sum }}{% endfor %}",
    "sorted": "{% set 甲 = range(99999) %}{% for 一 in 甲 %}{{ 甲 | sort }}{% endfor %}",
    "macro": "{% macro 句(甲) %}{{ 句(甲) }}{% endmacro %}{{ 句(1) }}",
    "tree": "{% macro 句(甲) %}{% if 甲 %}{{ 句(甲 - 1) }}{{ 句(甲 - 1) }}{% endif %}{% endmacro %}"
    "{{ 句(60) }}",
    "include": "{% include 'a.j2' %}",
    "recursive": "{% for 一 in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "times": "{{ 'a' * 10 ** 8 }}",
    "times of a list": "{{ ([1] * 10 ** 9) | length }}",
    "times of a number": "{{ 10 ** 9 * 'a' }}",
    "power": "{{ 7 ** 10000000 }}",
    "width": "{{ '{:>999999999}'.format(1) }}",
    "computed width": "{{ '{:>{}}'.format(1, 999999999) }}",
    "percent": "{{ '%999999999d' % 1 }}",
    "starred": "{{ '%*d' % (999999999, 1) }}",
    "filter of a format": "{{ '%999999999d' | format(1) }}",
    "padded": "{{ 'a'.ljust(999999999) }}{{ 'a'.zfill(999999999) }}",
    "centred": "{{ 'a' | center(999999999) }}",
    "indented": "{{ 'a' | indent(999999999, first=True) }}",
    "batched": "{{ [1] | batch(999999999, 'a') | list | length }}",
    "sliced": "{{ [1] | slice(999999999) | list | length }}",
    "joined": "{{ ('b' * 99999).join(('a' * 99999) | list) }}",
    "replaced": "{{ ('a' * 99999).replace('a', 'b' * 99999) }}",
    "doubled by ~": AGAIN.format("'aa'", "甲.乙 ~ 甲.乙"),
    "doubled by +": AGAIN.format("[1]", "甲.乙 + 甲.乙"),
    "doubled by join": AGAIN.format("'aa'", "[甲.乙, 甲.乙] | join"),
    "doubled by replace": AGAIN.format("'aa'", "甲.乙 | replace('a', 'aa')"),
    "squared": AGAIN.format("3", "甲.乙 * 甲.乙"),
}


def told(text: str, folder: Path) -> Diagnostic | None:
    (folder / "a.j2").write_text(f"甲\n{text}\n", "utf-8")
    try:
        create_environment(Region("x", (folder,))).get_template("a.j2").render()
    except RAISED as error:
        return template_fault(error, folder / "a.j2", ())
    return None


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_endless_work_is_told_at_its_line(text: str, tmp_path: Path) -> None:
    fault = told(text, tmp_path)
    assert fault
    assert (fault.code, fault.place.file, fault.place.line) == ("MZ525", tmp_path / "a.j2", 2)
    assert any(letter >= "\u4e00" for letter in fault.message)


@pytest.mark.parametrize(
    "text",
    [
        "{% for 一 in range(2000) %}{{ '甲' * 9 ~ 一 ~ '丁' | replace('丁', '戊己') }}{% endfor %}",
        "{{ '{:,.2f}'.format(1234567.891) }}{{ '%.2f%%' % 12.5 }}{{ '{:>12}'.format(123456789) }}",
        "{{ range(2000) | map('string') | join('、') }}{{ 123456789 * 12345 }}{{ 2 ** 10 }}",
        "{{ ['甲'] * 3 + ['乙'] }}{{ range(100) | batch(10) | list | length }}",
        "{% macro 句(甲) %}{{ 甲 }}{% if 甲 %}{{ 句(甲 - 1) }}{% endif %}{% endmacro %}{{ 句(9) }}",
        "{{ 没有 | default('甲') }}{% for 一 in 没有 | default([]) %}{{ 一 }}{% endfor %}",
    ],
)
def test_work_that_ends_is_none(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) is None


def test_what_follows_endless_work_is_not_to_blame(tmp_path: Path) -> None:
    environment = create_environment(Region("x", (tmp_path,)))
    (tmp_path / "a.j2").write_text(ENDLESS["loops"], "utf-8")
    (tmp_path / "b.j2").write_text("{% for 一 in range(99) %}甲{% endfor %}", "utf-8")
    with pytest.raises(RAISED):
        environment.get_template("a.j2").render()
    assert environment.get_template("b.j2").render() == "甲" * 99


def test_a_page_may_do_as_much_more_as_it_has_cells(tmp_path: Path) -> None:
    rounds = ROUNDS + ROUNDS // 10
    (tmp_path / "a.j2").write_text(
        f"{{% for 一 in range({rounds // 99000}) %}}{{% for 二 in range(99000) %}}"
        "{% endfor %}{% endfor %}",
        "utf-8",
    )
    region = Region("x", (tmp_path,))
    with pytest.raises(RAISED):
        create_environment(region).get_template("a.j2").render()
    create_environment(region, 2 * ROUNDS // OF_CELL).get_template("a.j2").render()
