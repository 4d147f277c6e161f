"""``mingzhang.checks.typed_texts``: which typed texts are prose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingzhang.checks.typed_texts import read_passages
from tests.support import folder

SOURCE = "附件: [{标题: 宣传经费, 文件: project.md}]"


def test_the_name_of_an_attached_file_is_no_prose_and_its_text_is() -> None:
    texts = {"duties.md": "保管档案。", "project.md": "本年宣传两次。"}
    passages = read_passages(replace(folder(SOURCE), texts=texts))
    of_year = [one.text for one in passages if one.tells_of_the_year]
    assert "本年宣传两次。" in of_year
    assert "project.md" not in of_year


@pytest.mark.parametrize(
    ("said", "is_sentence"),
    [
        ("名词解释: [{词: 事业收入, 释义: 业务所得}]", True),
        ("支出: [{科目: 2080501, 项目支出: 1, 差异原因: 追加}]", True),
        ("补充说明: {政府采购: 没有}", True),
        ("单位: [{代码: 601001, 名称: 某市档案局}]", False),
    ],
)
def test_what_explains_is_a_sentence_however_short(said: str, *, is_sentence: bool) -> None:
    passages = read_passages(folder(said))
    texts = {"业务所得", "追加", "没有", "某市档案局"}
    assert [one.is_sentence for one in passages if one.text in texts] == [is_sentence]
