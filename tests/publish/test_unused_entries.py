"""Of a form's lists travel the entries that the document has a use for, each in its line."""

from __future__ import annotations

import pytest

from mingzhang.publish.unused_entries import (
    without_help,
    without_kept,
    without_other_agency,
    without_terms,
)

TERMS = """词条:
  - {词: 甲, 释义: 一}

  - 词: 乙
    释义: >
      二
  - {词: 丙, 释义: 三}
尾: 1
"""


@pytest.mark.parametrize(
    ("idle", "left"),
    [
        ("", TERMS),
        ("甲", TERMS.replace("- {词: 甲, 释义: 一}", "")),
        ("乙丙", "词条:\n  - {词: 甲, 释义: 一}\n\n\n\n\n\n尾: 1\n"),
        ("甲乙丙", "词条:\n   []\n\n\n\n\n\n尾: 1\n"),
    ],
)
def test_terms_that_no_text_has_are_gone(idle: str, left: str) -> None:
    made = without_terms(TERMS, set(idle))
    assert made == left
    assert without_terms(made, set(idle)) == made


KEYS = """数据:
  键:
    局内数:
      类型: 文字
      不刊出: 是
      说明: 问老王
    外: {类型: 金额}
"""


@pytest.mark.parametrize("is_named", [True, False])
def test_a_key_that_is_kept_inside_stays_only_where_something_names_it(is_named: bool) -> None:
    made = without_kept(KEYS, lambda _: is_named)
    assert made == (KEYS if is_named else "数据:\n  键:\n    \n\n\n\n    外: {类型: 金额}\n")


HELP = """数据:
  键:
    值守费: {类型: 金额, 说明: "问老王\\n电话", 例: [1, 2], 单位: 次}
    方式:
      类型: 选项
      选项:
        轮班: 老王的主意
      片段:
      - 老王
      说明: >
        问老王
    列:
      每行:
        键:
          说明: {类型: 文字, 说明: 问老王, 写法: 问
            老王}
勾稽:
  说明: {式: 甲 = 乙, 改法: 问老王}
"""
HELPLESS = """数据:
  键:
    值守费: {类型: 金额, 说明: 略, 例: [], 单位: 次}
    方式:
      类型: 选项
      选项:
        轮班: 略
      片段: []

      说明: 略

    列:
      每行:
        键:
          说明: {类型: 文字, 说明: 略, 写法: 略
}
勾稽:
  说明: {式: 甲 = 乙, 改法: 略}
"""


def test_what_the_editor_alone_shows_of_a_key_does_not_travel() -> None:
    assert without_help(HELP) == HELPLESS
    assert without_help(HELPLESS) == HELPLESS


def test_a_way_out_travels_where_the_public_report_tells_it() -> None:
    form = "指标:\n  甲:\n    算: 乙 + 丙\n    改法: 问老王\n"
    assert without_help(form, "请改正；问老王") == form
    assert without_help(form, "请改正") == form.replace("问老王", "略")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("封面: [{部门: 甲, 单位: 注}]\n", "封面: [{部门: 甲, 单位: ''}]\n"),
        ("标题:\n  单位: >\n    注\n    注\n  部门: 甲\n", "标题:\n  单位: ''\n\n\n  部门: 甲\n"),
        ("词: {部门: 甲, 单位: 乙, 局: 丙}\n", "词: {部门: 甲, 单位: 乙, 局: 丙}\n"),
        ("单位: 乙\n", "单位: 乙\n"),
        ("列: {部门: [甲], 单位: [乙]}\n", "列: {部门: [甲], 单位: [乙]}\n"),
    ],
)
def test_what_a_form_has_for_agencies_of_the_other_kind_stays_inside(text: str, left: str) -> None:
    assert without_other_agency(text, "单位") == left
    assert without_other_agency(left, "单位") == left
