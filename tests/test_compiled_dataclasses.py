"""What dataclasses compiled to at set-up is taken, by the same interpreter."""

from __future__ import annotations

import dataclasses
import sys
from inspect import signature
from pathlib import Path
from types import CodeType

import pytest

from mingzhang import compiled_dataclasses
from mingzhang.compiled_dataclasses import compiled, keep, ready, take


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of compiled dataclasses, in a folder of its own, and Python's ``exec``."""
    file = tmp_path / "kept" / "dataclasses"
    monkeypatch.setattr(compiled_dataclasses, "FILE", file)
    monkeypatch.delitem(vars(dataclasses), "exec", raising=False)
    return file


def _point() -> type:
    @dataclasses.dataclass(frozen=True, order=True)
    class Point:
        x: int
        y: list[int] = dataclasses.field(default_factory=list)

    return Point


def _asked() -> dict[str, CodeType]:
    """The texts of the point's methods, each as it was asked for."""
    texts: dict[str, CodeType] = {}

    def code_of(text: str) -> CodeType:
        return texts.setdefault(text, compiled(text))

    take(code_of)
    _point()
    del vars(dataclasses)["exec"]
    return texts


def test_a_dataclass_of_kept_code_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = _point()
    keep(_asked())
    ready()
    # What is kept is not compiled.
    monkeypatch.setattr(compiled_dataclasses, "compiled", None)
    taken = _point()
    assert repr(taken(1, [2])) == repr(usual(1, [2]))
    assert taken(1, [2]) == taken(1, [2]) < taken(2)
    assert signature(taken) == signature(usual)
    assert vars(taken)["__init__"].__annotations__ == vars(usual)["__init__"].__annotations__
    assert hash(taken(1, ())) == hash(usual(1, ()))
    with pytest.raises(dataclasses.FrozenInstanceError):
        taken(1).x = 2


def test_what_is_not_kept_is_compiled_as_python_does() -> None:
    usual = _point()
    keep({})
    ready()
    assert "exec" in vars(dataclasses)
    assert vars(_point())["__init__"].__annotations__ == vars(usual)["__init__"].__annotations__


def test_another_interpreter_compiles_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(_asked())
    monkeypatch.setattr(sys, "version", "3.99 of somebody")
    ready()
    assert "exec" not in vars(dataclasses)


def test_nothing_is_taken_where_nothing_was_kept() -> None:
    ready()
    assert "exec" not in vars(dataclasses)
