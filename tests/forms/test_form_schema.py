"""Keys → JSON Schema, and the committed schemas."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mingzhang.forms.editor_schemas import schemas
from mingzhang.forms.form_keys import read_keys
from mingzhang.forms.form_schema import schema_of
from tests.support import PROJECT

TYPES = """\
金额: {type: number}
个数: {type: integer, minimum: 0}
日期: {type: string, pattern: '^[0-9-]+$', errorMessage: 日期写成 年-月-日}
"""
KEYS = """\
数据:
  名称: 数据
  说明: 全部数字。
  键:
    会议费:
      名称: 会议费预算数
      必填: 是
      类型: 金额
      说明: 会议费。
    日: {类型: 日期, 写法: 写成 2024-03-20, 不刊出: 是, 说明: 哪一天。}
    种类: {类型: 选项, 选项: {甲: 头一种, 乙: 后一种}, 缺省: 甲, 说明: 哪一种。}
    车: {类型: 组或零, 说明: 各种车。, 键: {轿车: {类型: 个数, 说明: 轿车。}}}
    名单: {类型: 列表, 最少: 1, 不重复: 是, 说明: 名单。, 项: {类型: 金额, 说明: 一个。}}
    各行:
      类型: 行
      说明: 每行一个。
      每行: {名称: 一行, 说明: 例。, 键: {名: {类型: 金额, 必填: 是, 说明: 名。}}}
    其余: {类型: 组, 说明: 其余。, 其他键: {名称: 一个, 类型: 金额, 说明: 一个。}}
"""


def test_each_declaration_becomes_what_an_editor_reads() -> None:
    files = [(Path("types.yaml"), TYPES.encode()), (Path("keys.yaml"), KEYS.encode())]
    keys, found = read_keys(files, common=Path())
    assert found == ()
    schema = schema_of(keys, "数据", "shi:final")
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "urn:mingzhang:1:shi:final"
    assert schema["required"] == ["会议费"]
    assert list(schema["$defs"]) == ["金额", "个数", "日期"]  # type: ignore[call-overload]
    assert schema["properties"] == {
        "会议费": {"title": "会议费预算数", "description": "会议费。", "$ref": "#/$defs/金额"},
        "日": {
            "title": "日",
            "description": "哪一天。",
            "errorMessage": "写成 2024-03-20",
            "x-不刊出": True,
            "$ref": "#/$defs/日期",
        },
        "种类": {
            "title": "种类",
            "description": "哪一种。",
            "default": "甲",
            "type": "string",
            "enum": ["甲", "乙"],
            "enumDescriptions": ["头一种", "后一种"],
        },
        "车": {
            "title": "车",
            "description": "各种车。",
            "type": ["object", "number"],
            "minimum": 0,
            "maximum": 0,
            "errorMessage": "这里分项填写；一项也没有的写 0",
            "properties": {
                "轿车": {"title": "轿车", "description": "轿车。", "$ref": "#/$defs/个数"}
            },
            "additionalProperties": False,
        },
        "名单": {
            "title": "名单",
            "description": "名单。",
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"title": "", "description": "一个。", "$ref": "#/$defs/金额"},
        },
        "各行": {
            "title": "各行",
            "description": "每行一个。",
            "type": "array",
            "items": {
                "title": "一行",
                "description": "例。",
                "type": "object",
                "properties": {
                    "名": {"title": "名", "description": "名。", "$ref": "#/$defs/金额"}
                },
                "required": ["名"],
                "additionalProperties": False,
            },
        },
        "其余": {
            "title": "其余",
            "description": "其余。",
            "type": "object",
            "properties": {},
            "additionalProperties": {
                "title": "一个",
                "description": "一个。",
                "$ref": "#/$defs/金额",
            },
        },
    }


COMMITTED = {
    f.relative_to(PROJECT.schema): f.read_text(encoding="utf-8")
    for f in PROJECT.schema.rglob("*.json")
}


def test_the_schemas_are_those_of_the_keys() -> None:
    assert schemas(PROJECT) == COMMITTED, "run: python -m scripts.schemas"


@pytest.mark.parametrize("path", sorted(COMMITTED), ids=str)
def test_a_schema_is_sound_and_writes_each_type_once(path: Path) -> None:
    schema = json.loads(COMMITTED[path])
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith("urn:mingzhang:1:")
    for name in schema["$defs"]:
        assert f'"$ref": "#/$defs/{name}"' in COMMITTED[path]
