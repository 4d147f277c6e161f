"""Entries: a source file's nodes → every typed figure and text under a key that outlives moves.

A row goes by what it is (科目 and 资金, the name of a project), not by where it stands, so that a
moved row keeps its key.  Amounts are in 元: another 金额单位 with the same values changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.evaluated_projects import COLUMNS
from mingzhang.facts.reasons import KEYS
from mingzhang.facts.row_names import naming_keys
from mingzhang.facts.source_nodes import code_of
from mingzhang.forms.form_keys import MEASURE, TOLD_APART
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import is_amount, is_count

Key = tuple[str, ...]
Schema = Mapping[str, Any]

# What tells the rows of a list apart.
ROW_KEYS: Mapping[str, tuple[str, ...]] = {
    "支出": ("科目", "资金", "单位", "口径"),
    "收入": ("科目", "资金", "单位"),
    "基本支出": ("科目", "资金", "单位", "口径", "性质"),
    "项目支出明细": ("科目", "资金"),
    "项目": ("名称", "单位", "科目", "资金"),
    "单位": ("代码",),
    "指标": ("一级", "二级", "三级"),
    "资金管理": ("项目",),
    "自评得分": ("项目",),
    "未完成指标": ("项目", "指标"),
    "超额指标": ("项目", "指标"),
    "问题": ("标题",),
    "名词解释": ("词",),
    "附件": ("标题",),
    "科目补充": ("科目",),
    "核对说明": ("规则",),
}
# What a row belongs to where it does not say so; typing it out changes nothing.
DEFAULTS: Mapping[str, str] = {
    **dict.fromkeys(("支出", "基本支出", "项目支出明细", "项目", "项目合计"), "一般公共预算"),
    "收入": "其他",
}
# Numbers that are no money and no count of things.
SCORES = frozenset({"分值", "得分", "偏差度", "资金分值", "权重"})
TITLES = frozenset({"年度"})
REASONS = KEYS | {"偏差原因"}


class Kind(Enum):
    """What an entry that an author typed in a source is."""

    MONEY = "金额"
    COUNT = "个数"
    TEXT = "文字"


@dataclass(frozen=True)
class Entry:
    """An entry that an author typed: its key, kind, value (money in 元) and place."""

    key: Key
    kind: Kind
    value: Decimal | str
    place: Place

    @property
    def is_nothing(self) -> bool:
        """Whether leaving a typed entry out would say the same of a typed entry."""
        return not self.value


# Of typed entries that were others before, by where they stand, what they were; None of new ones.
Before = Mapping[Place, Entry | None]


def read_entries(root: Node | None, schema: Schema, unit: Unit) -> dict[Key, Entry]:
    """Every entry that an author typed in a file, by its key, in the order of the file."""
    if root is None:
        return {}
    entries = _Walk(unit, _only_unit(root)).below(root, schema, ())
    return {entry.key: entry for entry in entries}


def disclosed(folder: Folder) -> dict[Key, Entry]:
    """Every entry that an author typed in a disclosure, as what its schema says it is."""
    schema = folder.schemas.get(DISCLOSURE, {})
    return read_entries(folder.disclosure, schema, typed_unit(folder.disclosure))


def typed_unit(disclosure: Node | None) -> Unit:
    """The unit that a disclosure's amounts are typed in; 万元 where it does not say so rightly."""
    node = disclosure.get("金额单位") if disclosure else None
    return Unit.YUAN if node and node.text == Unit.YUAN.label else Unit.WAN


def label(key: Key) -> str:
    """The key of a typed entry on one line, for messages."""
    return " / ".join(key)


def _only_unit(root: Node) -> str:
    """The unit that typed entries of rows belong to where none is named: the only one."""
    rows = list(node.rows()) if (node := root.get("单位")) else []
    return code_of(rows[0]) if len(rows) == 1 else ""


@dataclass(frozen=True)
class _Walk:
    """Walks a tree for typed entries along its schema.

    What that does not know goes by its value.
    """

    unit: Unit
    own_unit: str

    def below(self, node: Node, schema: Schema, key: Key) -> Iterator[Entry]:
        if isinstance(node.value, dict):
            properties = schema.get("properties", {})
            for name, child in node.items():
                yield from self.below(child, properties.get(name, {}), (*key, name))
        elif isinstance(node.value, tuple):
            yield from self._list(node, schema.get("items", {}), key)
        elif entry := self._leaf(node, schema, key):
            yield entry

    def _list(self, node: Node, schema: Schema, key: Key) -> Iterator[Entry]:
        rows = list(node.rows())
        if rows and all(isinstance(row.value, dict) for row in rows):
            yield from self._table(rows, schema, key)
        elif len(rows) == len(COLUMNS) and all(row.number is not None for row in rows):
            for column, row in zip(COLUMNS, rows, strict=True):
                yield from self.below(row, schema, (*key, column))
        elif text := "、".join(row.text for row in rows):
            yield Entry(key, Kind.TEXT, text, node.place)

    def _table(self, rows: list[Node], schema: Schema, key: Key) -> Iterator[Entry]:
        properties = schema.get("properties", {})
        fund = properties.get("资金", {}).get("default", DEFAULTS.get(key[-1], ""))
        seen: Counter[str] = Counter()
        for row in rows:
            fields = schema.get(TOLD_APART) or ROW_KEYS.get(key[-1]) or naming_keys(row)
            name = self._name(row, fund, tuple(fields))
            seen[name] += 1
            unique = name if seen[name] == 1 else f"{name}（第 {seen[name]} 行）"
            for child_name, child in row.items():
                if child_name not in fields or not child.text:
                    schema_below = properties.get(child_name, {})
                    yield from self.below(child, schema_below, (*key, unique, child_name))

    def _name(self, row: Node, fund: str, fields: tuple[str, ...]) -> str:
        words = [text for name in fields if (text := self._identity(row, fund, name))]
        return " ".join(words) or "（未命名）"

    def _identity(self, row: Node, fund: str, name: str) -> str:
        node = row.get(name)
        text = node.text.strip() if node else ""
        if name == "单位":
            return text or self.own_unit
        if name == "资金":
            return "" if text == fund else text
        return text

    def _leaf(self, node: Node, schema: Schema, key: Key) -> Entry | None:
        if not node.text:
            return None
        kind = _kind(node, schema, key)
        if kind is Kind.TEXT or node.number is None:
            return Entry(key, Kind.TEXT, node.text.strip(), node.place)
        money = kind is Kind.MONEY
        value = Amount.typed(node.number, self.unit).value if money else node.number
        return Entry(key, kind, value, node.place)


def is_money(schema: Schema, key: str) -> bool:
    """Whether what an author types under a key is money, in his unit: no score and no count."""
    is_number = is_amount(schema) and not is_count(schema)
    return is_number and key not in SCORES and not schema.get(MEASURE)


def _kind(node: Node, schema: Schema, key: Key) -> Kind:
    types = schema.get("type", ())
    types = {types} if isinstance(types, str) else set(types)
    is_text = "string" in types and not is_amount(schema)
    if key[-1] in TITLES or is_text or node.number is None:
        return Kind.TEXT
    is_count = "integer" in types or MEASURE in schema or SCORES & set(key[-1:])
    return Kind.COUNT if is_count else Kind.MONEY
