"""What fits a schema at a glance has no fault, and what is published now fits at a glance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mingzhang.forms.documents_by_form import read_folder
from mingzhang.reading import schema_check
from mingzhang.reading.node import Node
from mingzhang.reading.plainly_right import is_plainly_right
from mingzhang.reading.schema_faults import faults_of
from mingzhang.reading.yaml import read_yaml
from tests.support import PROJECT

SOURCES = PROJECT.root / "sources"
NUMBER = {"type": "number", "minimum": 0, "maximum": 9, "x-单位": "辆"}
YEAR = {"type": "integer", "minimum": 1000, "maximum": 9999, "not": {"minimum": 2100}}
YEARLESS = {"type": ["integer", "string"], "not": YEAR}
CODE = {"type": ["integer", "string"], "pattern": "^[0-9]{3}$", "errorMessage": "三位"}
ROW = {"type": "object", "properties": {"数": NUMBER}, "required": ["数"]}
ROWS = {"type": "array", "items": ROW, "minItems": 1, "maxItems": 2}
NAMES = {"type": "array", "items": {"type": "string", "enum": ["甲", "乙"]}, "uniqueItems": True}
CLOSED = {"type": "object", "properties": {"甲": {}}, "additionalProperties": False}
VERSION = {"type": "integer", "enum": [1]}
NAMED = {"type": "object", "additionalProperties": NUMBER, "minProperties": 1}
TEXT = {"type": ["number", "string"], "minLength": 1}
EITHER = {"type": "string", "maxLength": 2}


def node(text: str) -> Node:
    found, faults = read_yaml(f"值: {text}".encode(), Path("值.yaml"))
    assert found is not None
    assert not faults
    value = found.get("值")
    assert value is not None
    return value


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("5", NUMBER),
    ("9999999", YEARLESS),
    ("12", YEARLESS),
    ("合计", YEARLESS),
    ("2200", YEARLESS),
    ("'205'", CODE),
    ("205", CODE),
    ("[{数: 1}]", ROWS),
    ("[甲, 乙]", NAMES),
    ("1", VERSION),
    ("{甲: {任意: [1, 二]}}", CLOSED),
    ("{任意: 1}", NAMED),
    ("无", TEXT),
]
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("10", NUMBER),
    ("五", NUMBER),
    ("2024", YEARLESS),
    ("1.5", YEARLESS),
    ("'20'", CODE),
    ("[]", ROWS),
    ("[{数: 1}, {数: 1}, {数: 1}]", ROWS),
    ("[{}]", ROWS),
    ("[甲, 丙]", NAMES),
    ("2", VERSION),
    ("是", VERSION),
    ("[甲, 甲]", NAMES),
    ("{乙: 1}", CLOSED),
    ("{任意: 10}", NAMED),
    ("{}", NAMED),
    ("' '", TEXT),
    ("", TEXT),
    ("一二三", EITHER),
]


@pytest.mark.parametrize(("text", "schema"), RIGHT)
def test_plainly_right(text: str, schema: dict[str, Any]) -> None:
    assert is_plainly_right(node(text), schema)
    assert not list(faults_of(node(text).plain(), schema))


@pytest.mark.parametrize(("text", "schema"), WRONG)
def test_not_plainly_right(text: str, schema: dict[str, Any]) -> None:
    assert not is_plainly_right(node(text), schema)
    assert list(faults_of(node(text).plain(), schema))


def test_what_is_not_known_here_is_for_jsonschema() -> None:
    assert not is_plainly_right(node("一"), EITHER)


@pytest.mark.parametrize("agency", [file.name for file in SOURCES.iterdir()])
def test_what_is_published_is_plainly_right(agency: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Node] = []

    def told(node: Node, _schema: object) -> tuple[()]:
        asked.append(node)
        return ()

    monkeypatch.setattr(schema_check, "_told", told)
    for folder in (SOURCES / agency).iterdir():
        assert read_folder(folder, PROJECT)[0] is not None
    assert not asked
