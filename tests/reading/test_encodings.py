"""What bytes are that are no UTF-8: told where it is sure, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.reading.encodings import guess
from mingzhang.reading.source_text import decode

FILE = Path("profile.yaml")
SIMPLE = "名称: 某市档案馆\n职责: 负责本市档案的收集、整理和保管，编制部门预算。\n"
TRADITIONAL = "名稱: 某市檔案館\n職責: 負責檔案的收集與保管，編制部門預算，機構設置。\n"


def told(data: bytes) -> str:
    found = decode(data, FILE)
    assert not isinstance(found, str)
    assert (found.code, bool(found.hint)) == ("MZ003", True)
    return found.message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (SIMPLE.encode("gb18030"), "看来是 GBK"),
        ("名称: 某局\n".encode("gbk"), "看来是 GBK"),
        (TRADITIONAL.encode("big5"), "看来是 Big5"),
        (SIMPLE.encode("utf-16"), "是 UTF-16"),
        (SIMPLE.encode("utf-16-le"), "看来是 UTF-16"),
        (SIMPLE.encode("utf-16-be"), "看来是 UTF-16"),
        ("a: 1\nb: 2".encode("utf-16-be"), "看来是 UTF-16"),
        (SIMPLE.encode("utf-32"), "是 UTF-32"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
        (b"\x1f\x8b\x08\0\0", "压缩文件"),
        (bytes(range(256)) * 8, "可能不是文本文件"),
        (b"\0" * 100, "可能不是文本文件"),
        (b"\x7fELF\2\1\1" + b"\0" * 40 + b"\x03>\1" + b"\0" * 40, "可能不是文本文件"),
        ("Größe für Straße, déjà vu".encode("latin-1"), "可能不是文本文件"),
        ((SIMPLE * 3).encode()[:-2], "这里的字节坏了"),
        (SIMPLE.encode() * 3 + b"\xff\n", "这里的字节坏了"),
    ],
)
def test_the_kind_of_file(data: bytes, says: str) -> None:
    assert says in told(data)


@given(st.binary(min_size=40, max_size=400))
def test_chance_is_no_encoding(data: bytes) -> None:
    assert "看来是" not in guess(bytes([0xFF, *data, 0xFF, 0x80]))[0]
