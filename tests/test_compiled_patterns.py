"""What patterns were compiled to when the program was set up is taken, by the same interpreter."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from mingzhang import compiled_patterns
from mingzhang.checks.asides import ASIDES
from mingzhang.compiled_patterns import keep, ready
from scripts.compiled_patterns import asked_for, compiled

PATTERNS = [
    (r"(?P<数>[0-9]+(?:\.[0-9]{2})?)万元(?=[，。])", 0),
    (r"^(?P<first>.)(.)(?P=first)$", int(re.MULTILINE | re.DOTALL)),
    (r"(?i)[^a-z一-鿿]", int(re.IGNORECASE)),
]


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of compiled patterns, in a folder of its own, and nothing that ``re`` knows."""
    file = tmp_path / "kept" / "patterns"
    monkeypatch.setattr(compiled_patterns, "FILE", file)
    monkeypatch.setattr(re, "_cache", {})
    return file


def test_kept_patterns_are_those_that_re_compiles(kept: Path) -> None:
    keep(compiled(PATTERNS))
    ready()
    taken = dict(vars(re)["_cache"])
    assert len(taken) == len(PATTERNS)
    vars(re)["_cache"].clear()
    for pattern, flags in PATTERNS:
        one = re.compile(pattern, flags)
        assert taken[str, pattern, flags] == one
        assert taken[str, pattern, flags].groupindex == one.groupindex
    assert [file.name for file in kept.parent.iterdir()] == [kept.name]


def test_re_takes_a_kept_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(compiled(PATTERNS))
    ready()
    monkeypatch.setattr(re, "_compiler", None)
    found = re.compile(*PATTERNS[0]).search("合计12.50万元。")
    assert found is not None
    assert found["数"] == "12.50"


def test_another_interpreter_compiles_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(compiled(PATTERNS))
    monkeypatch.setattr(sys, "version", "3.99 of somebody")
    ready()
    assert not vars(re)["_cache"]


def test_nothing_is_asked_where_nothing_was_kept() -> None:
    ready()
    assert not vars(re)["_cache"]


def test_every_way_to_say_an_aside_is_kept() -> None:
    asked = {pattern for pattern, _ in asked_for()}
    assert {way.pattern.pattern for way in ASIDES.ways} <= asked
