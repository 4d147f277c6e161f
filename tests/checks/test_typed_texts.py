"""``mingzhang.checks.typed_texts``: which typed texts are prose."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.checks.typed_texts import read_passages
from tests.support import folder

SOURCE = "附件: [{标题: 宣传经费, 文件: project.md}]"


def test_the_name_of_an_attached_file_is_no_prose_and_its_text_is() -> None:
    texts = {"duties.md": "保管档案。", "project.md": "本年宣传两次。"}
    passages = read_passages(replace(folder(SOURCE), texts=texts))
    of_year = [one.text for one in passages if one.tells_of_the_year]
    assert "本年宣传两次。" in of_year
    assert "project.md" not in of_year
