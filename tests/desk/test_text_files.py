"""A text that a source names: under which name, what is shown of it, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.desk.text_files import TextFile, rewritten, shown, text_files
from mingzhang.reading.yaml import read_yaml

TEXT = {"type": "string", "pattern": r"\.md$"}
UNIT = {"properties": {"名称": {"type": "string"}, "职责": {**TEXT, "examples": ["bureau.md"]}}}
SCHEMA = {
    "properties": {
        "职责": {**TEXT, "examples": ["duties.md"]},
        "单位": {"type": "array", "items": UNIT},
    }
}


def named(source: str, other: str = "") -> dict[str, tuple[str, bool]]:
    texts = {"a": source, "b": other or "版式: 全国\n"}
    trees = {name: read_yaml(text.encode(), Path(name))[0] for name, text in texts.items()}
    found = text_files({name: (SCHEMA, tree) for name, tree in trees.items() if tree})["a"]
    return {".".join(map(str, path)): (one.name, one.is_named) for path, one in found.items()}


def test_a_text_has_the_name_that_the_source_gives_it() -> None:
    assert named("职责: 职责.md\n") == {"职责": ("职责.md", True)}


@pytest.mark.parametrize("source", ["职责: 待填\n", "名称: 某局\n"])
def test_a_text_without_a_name_is_offered_by_the_usual_one(source: str) -> None:
    assert named(source) == {"职责": ("duties.md", False)}


def test_two_texts_without_a_name_share_none() -> None:
    source = (
        "职责: 待填\n单位:\n  - {名称: 甲}\n  - {名称: 乙, 职责: bureau-2.md}\n  - {名称: 丙}\n"
    )
    assert named(source) == {
        "职责": ("duties.md", False),
        "单位.0.职责": ("bureau.md", False),
        "单位.1.职责": ("bureau-2.md", True),
        "单位.2.职责": ("bureau-3.md", False),
    }
    assert named("职责: 待填\n", "职责: duties.md\n") == {"职责": ("duties-2.md", False)}


@pytest.mark.parametrize(
    "name", ["../x.md", "/etc/x.md", "a/b.md", "'a\\b.md'", ".x.md", "~x.md", "'C:x.md'", "duties"]
)
def test_what_is_no_name_of_a_text_beside_the_source_is_not_offered(name: str) -> None:
    assert named(f"职责: {name}\n") == {}


def test_a_text_is_shown_as_a_browser_holds_it() -> None:
    one = TextFile(("职责",), "duties.md", is_named=True)
    said = shown(one, "\ufeff甲\r\n乙\r\n".encode(), is_there=True)
    assert (said["text"], said["message"], said["open"]) == ("甲\n乙\n", "", False)
    assert shown(one, None, is_there=False)["open"] is True
    assert shown(one, "待填\n".encode(), is_there=True)["open"] is True
    for data in (None, b"\xff\xfe\xfd"):
        assert "不能在这里改" in str(shown(one, data, is_there=True)["message"])


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("", "甲", "甲\n"),
        ("", "", ""),
        ("甲\n乙\n", "甲\n丙\n乙\n", "甲\n丙\n乙\n"),
        ("甲\n乙", "甲\n丙", "甲\n丙"),
        ("甲\n", "", ""),
        ("\ufeff甲\r\n乙\r\n", "甲\n丙\n乙\n", "\ufeff甲\r\n丙\r\n乙\r\n"),
        ("甲\r\n乙\n丙\r\n", "甲\n乙\n丁\n", "甲\r\n乙\n丁\r\n"),
    ],
)
def test_a_line_that_says_the_same_stays_byte_for_byte(before: str, words: str, after: str) -> None:
    assert rewritten(before.encode(), words) == after.encode()
