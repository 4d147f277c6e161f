"""Names of rows: a row of any list → by what it goes, wherever it stands."""

from __future__ import annotations

from itertools import islice

from mingzhang.reading.node import Node

# By what a row of any list goes where it has one of these; else by its first words.
CODES = ("科目", "代码")
ROW_NAMES = (*CODES, "名称", "项目", "标题")


def naming_keys(row: Node) -> tuple[str, ...]:
    """The keys of a row whose values name it (subject, project, unit)."""
    known = tuple(key for key in ROW_NAMES if row.text_at(key))
    worded = (key for key, node in row.items() if node.text and node.number is None)
    return known or tuple(islice(worded, 1))


def row_name(row: Node) -> str:
    """The name of a row in a message: its words rather than its codes."""
    keys = naming_keys(row)
    worded = tuple(key for key in keys if key not in CODES) or keys
    return " ".join(row.text_at(key).strip() for key in worded) or "（未命名）"
