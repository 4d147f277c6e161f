"""Characters that hide, look like others or belong to one machine; texts made safe to print."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.reading.stray_characters import Kind, in_json, inert, one_line, strange, visible

HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200d\u200e\u202e\u2060\u2061\u2066"
    "\u206a\u2800\u3164\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffb\ufffc\U0001d173\U000e0001\U000e0041"
    "\U000e007f\U000e0100\U000e01ef"
)
ORDINARY = (
    "部门决算（草案）：“三公”经费、《办法》——其中…１２．３％Ａａ①⑴㈠Ⅲⅳ℃㎡㎏‰±×÷≤≥≠∑√□■○●△▲☆★◆〇々〆"
    "¥￥￡€§°·•—–‐′″←↑→↓µΩαβπАЯéüāǎàńㄅ︵﹙㊣㈱ 　\u2003𠮷𬌗\U00031350乐凞"
)


@pytest.mark.parametrize("character", HIDDEN, ids=lambda c: f"{ord(c):04X}")
def test_what_shows_nothing_is_hidden(character: str) -> None:
    (found,) = strange(f"甲{character}乙")
    assert (found.offset, found.kind, found.name) == (1, Kind.HIDDEN, f"U+{ord(character):04X}")


@pytest.mark.parametrize("character", "\x00\x07\x0b\x1b\x7f\x85\x9b\u2028\u2029")
def test_controls(character: str) -> None:
    assert [found.kind for found in strange(character)] == [Kind.CONTROL]


@pytest.mark.parametrize("character", "\ue000\uf8ff\U000f0000\U0010fffd")
def test_private_ones(character: str) -> None:
    assert [found.kind for found in strange(character)] == [Kind.PRIVATE]


@pytest.mark.parametrize("character", "\ufffd\ufffe\uffff\u0378\U000e1000\ud800")
def test_undefined_and_lost_ones(character: str) -> None:
    assert [found.kind for found in strange(character)] == [Kind.UNKNOWN]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("⼯", "工"),
        ("⼈", "人"),
        ("⾦", "金"),
        ("⻅", "见"),
        ("⻓", "长"),
        ("⺠", "民"),
        ("⻰", "龙"),
        ("\uf914", "樂"),
        ("\ufa1e", "羽"),
        ("\U0002f804", "你"),
        ("\u2126", "Ω"),
        ("\u212a", "K"),
        ("e\u0301", "é"),
        ("a\u030c", "ǎ"),
        ("\uff61", "。"),
        ("\U0001d7cf", "1"),
        ("㇐", "一"),
    ],
)
def test_a_look_alike_is_told_with_the_common_one(typed: str, plain: str) -> None:
    (found,) = strange(f"某{typed}某")
    assert (found.offset, found.kind, found.character) == (1, Kind.ALIKE, typed)
    assert found.plain == plain


def test_a_radical_that_is_no_character_has_no_plain_one() -> None:
    assert [(found.kind, found.plain) for found in strange("⺀⺚")] == [
        (Kind.ALIKE, ""),
        (Kind.UNKNOWN, ""),
    ]


def test_what_an_office_types_is_ordinary() -> None:
    assert [*strange(ORDINARY)] == []


def test_everything_that_gb2312_has_is_ordinary() -> None:
    pairs = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    text = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    assert len(text) > 7000
    assert [*strange(text)] == []


def test_every_radical_has_the_character_that_unicode_says() -> None:
    for number in range(0x2F00, 0x2FD6):
        (found,) = strange(chr(number))
        assert found.plain == unicodedata.normalize("NFKC", chr(number))


@given(st.text())
def test_clean_text_has_one_way_of_being_written(text: str) -> None:
    """Two clean texts that a reader takes for equal are equal: no name is there twice."""
    if not [*strange(text)]:
        marks = [c for c in text if unicodedata.combining(c)]
        assert marks or unicodedata.normalize("NFC", text) == text


def test_text_is_made_visible() -> None:
    assert visible("甲\u202e乙\x1b[31m\r\n\U000e0041\u3164") == (
        "甲\\u202e乙\\u001b[31m\\u000d\n\\U000e0041\\u3164"
    )
    assert one_line("甲\n::warning::乙") == "甲\\n::warning::乙"
    assert visible("⼯ \t") == "⼯ \t"


@given(st.text())
def test_whatever_is_printed_steers_nothing(text: str) -> None:
    line = one_line(text)
    assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\t"]
    line.encode()


@pytest.mark.parametrize(
    "text", ["::error::x", "  ::add-mask::x", "##[error]x", "a ##vso[task]x", "##teamcity[x]"]
)
def test_no_line_is_a_command_of_a_pipeline(text: str) -> None:
    line = inert(text)
    assert not line.lstrip().startswith("::")
    assert "##[" not in line
    assert "##vso[" not in line
    assert "##teamcity[" not in line


def test_other_lines_stay_as_they_are() -> None:
    for line in ("[1/2] a::b：核对通过", "# [说明]", "    ^"):
        assert inert(line) == line


def test_json_says_the_same_without_what_hides() -> None:
    value = {"甲\u202e": "\U000e0041\u2028⼯"}
    text = in_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(text) == value
    assert not [found for found in strange(text) if found.kind is not Kind.ALIKE]
