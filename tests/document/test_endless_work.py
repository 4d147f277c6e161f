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
TWICE = DOUBLED.format("1", "[甲.乙, 甲.乙]") + "{% endfor %}"
LONG = "{% set 长 = 'ab' * 499999 %}{% set 表 = [1] * 999999 %}{% for 一 in range(99999) %}"
ITSELF = "{% if n is not defined %}{% set n = 40 %}{% endif %}{% if n %}{% set n = n - 1 %}"
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
    "doubled in a block": "{% set 甲 = namespace(乙='a') %}{% for 一 in range(60) %}"
    "{% set 甲.乙 %}{{ 甲.乙 }}{{ 甲.乙 }}{% endset %}{% endfor %}",
    "doubled by a macro": "{% macro 句(甲) %}{% if 甲 %}{% set 乙 = 句(甲 - 1) %}{{ 乙 }}{{ 乙 }}"
    "{% else %}a{% endif %}{% endmacro %}{{ 句(60) | length }}",
    "tree of includes": ITSELF + "{% include 'a.j2' %}{% include 'a.j2' %}{% endif %}",
    "tree of imports": ITSELF + "{% import 'a.j2' as 甲 with context %}" * 2 + "{% endif %}",
    "a long text again and again": LONG + "{{ 长 }}{% endfor %}",
    "words of its own again and again": "{% for 一 in range(99999) %}"
    + "甲" * 9999
    + "{% endfor %}",
    "a list of itself printed": TWICE + "{{ 甲.乙 }}",
    "a list of itself joined": TWICE + "{{ ('甲' ~ 甲.乙) | length }}",
    "a list of itself as data": TWICE + "{{ 甲.乙 | tojson | length }}",
    "a list of itself compared": TWICE + "{{ 甲.乙 == [甲.乙] }}",
    "a list of itself as a key": TWICE.replace("[", "(").replace("]", ")") + "{{ {甲.乙: 1} }}",
    "searched": LONG + "{{ 5 in 表 }}{% endfor %}",
    "tested": LONG + "{% if 5 is in 表 %}{% endif %}{% endfor %}",
    "counted": LONG + "{{ 表.count(5) }}{% endfor %}",
    "cut": LONG + "{% if 表[1:] %}{% endif %}{% endfor %}",
    "added": LONG + "{% set 丙 = 表 + [1] %}{% endfor %}",
    "kept in parts": "{% set 长 = 'ab' * 499999 %}{% set 甲 = namespace(乙=[]) %}"
    "{% for 一 in range(999) %}{% set 甲.乙 = 甲.乙 + [长.split('a')] %}{% endfor %}",
    "translated": "{% set 长 = 'ab' * 499999 %}{{ 长.translate({97: 长}) }}",
    "sum of lists": "{{ ([[1] * 999999] * 99999) | sum(start=[]) | length }}",
    "indented data": "{{ {'a': [1, 2]} | tojson(indent=999999999) }}",
    "indented lists": DOUBLED.replace("60", "900").format("1", "[甲.乙]")
    + "{% endfor %}{{ 甲.乙 | tojson(indent=9999) }}",
    "rounded": "{{ 1 | round(99999999, 'ceil') }}",
    "wrapped": "{{ (' ' * 299999) | wordwrap | length }}",
    "links": "{{ ('http://a' ~ '(' * 149999 ~ ')' * 149999) | urlize }}",
    "links of a list": "{{ ['http://a' ~ '(' * 149999 ~ ')' * 149999] | urlize }}",
    "squared": AGAIN.format("3", "甲.乙 * 甲.乙"),
}


def told(text: str, folder: Path, rounds: int = ROUNDS) -> Diagnostic | None:
    (folder / "a.j2").write_text(f"甲\n{text}\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mingzhang.document.template_environment.ROUNDS", rounds)
        environment = create_environment(Region("x", (folder,)))
    try:
        environment.get_template("a.j2").render()
    except RAISED as error:
        return template_fault(error, folder / "a.j2", ())
    return None


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_endless_work_is_told_at_its_line(text: str, tmp_path: Path) -> None:
    # What has no end reaches a tenth of the bound, too, and sooner.
    fault = told(text, tmp_path, ROUNDS // 10)
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
        "{% set 表 = range(2000) | list %}{% for 一 in 表 %}{{ 一 in 表 }}{% endfor %}",
        "{% for 一 in range(2000) %}{{ [一] == [1] or '甲乙丙'[1:] == '乙' }}{% endfor %}",
        "{% for 一 in range(2000) %}{% set 段 %}{{ '甲' * 2000 }}{% endset %}{{ 段 }}{% endfor %}",
        "{{ [1.25, 2.5] | sum | round(2) }}{{ {'a': [1]} | tojson(indent=2) }}{{ '甲'.split() }}",
        "{% for 一 in range(200) %}{{ ('甲乙 ' * 300) | wordwrap | urlize }}{% endfor %}",
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
