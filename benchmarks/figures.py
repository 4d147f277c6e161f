"""How many figures an author types against how many are published.

In: sources/ and what the agencies published (tests/golden).  Out: the tables of docs/figures.md.
Run with ``python -m benchmarks.figures`` (``--write`` puts them into the page).
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingzhang.project import Project
from mingzhang.reading.node import Node
from mingzhang.reading.yaml import read_yaml

PAGE = Project().root / "docs" / "figures.md"
GOLDEN = Project().root / "tests" / "golden"
START, END = "<!-- 表：由 python -m benchmarks.figures --write 写入 -->", "<!-- 表完 -->"
DETAIL, CONTROL, BEFORE, COUNT, FORM = "明细", "控制数", "上年数", "个数", "自评表"
KINDS = (DETAIL, CONTROL, BEFORE, COUNT, FORM)
NAMES = frozenset({"科目", "代码", "单位", "年度"})
COUNTS = frozenset(
    {*("团组数", "人次", "批次", "保有量", "购置数", "大型设备", "一级项目数"), *("车辆", "辆数")}
)
SCORED = frozenset({*("目标值", "完成值", "分值", "得分", "偏差度"), *("指标值", "权重")})
FORMS = ("自评表", "项目支出绩效目标表")
NUMBERED_LINES = ("公开01表", "公开04表")
LEAF = {"支出": 7, "基本支出": 5}
STATED = ("公布数", "合计", "项目合计", "核对说明")
TOTALS = ("合计", "年初结转和结余", "年末结转和结余")
Keys = tuple[str, ...]


@dataclass(frozen=True)
class Count:
    """A document: figures typed by kind, cells and sentence figures published."""

    name: str
    typed: Counter[str]
    cells: int
    form_cells: int
    sentences: int

    @property
    def published(self) -> int:
        """Everything that was published, the forms per project too."""
        return self.cells + self.form_cells + self.sentences


def documents() -> tuple[Count, ...]:
    """Every document of which the project holds what was published."""
    folders = sorted(path.parent for path in Project().sources.glob("*/*/disclosure.yaml"))
    golden = {folder: GOLDEN / f"{folder.parent.name}-{folder.name}" for folder in folders}
    return tuple(_count(folder, kept) for folder, kept in golden.items() if kept.is_dir())


def _count(folder: Path, golden: Path) -> Count:
    cells = Counter(_cells(golden / "tables.tsv"))
    typed = Counter(kind for file in sorted(folder.glob("*.yaml")) for kind in _typed(file))
    sentences = sum(len(_figures(line[2:])) for line in _lines(golden / "narrative.tsv"))
    return Count(f"{folder.parent.name}/{folder.name}", typed, cells[False], cells[True], sentences)


def _cells(file: Path) -> Iterator[bool]:
    """For every cell with a figure, whether it stands in a form per project."""
    for line in _lines(file):
        first = 4 if line[0] in NUMBERED_LINES else 3
        for _ in _figures(line[first:]):
            yield line[0].startswith(FORMS)


def _figures(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if re.search(r"\d", cell)]


def _lines(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8", newline="") as text:
        yield from csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)


def _typed(file: Path) -> Iterator[str]:
    node, _ = read_yaml(file.read_bytes(), file)
    in_form = file.name == "performance.yaml"
    for path, code, value in _scalars(node, (), "") if node else ():
        if _is_figure(path[-1], value):
            yield FORM if in_form and path[0] != "合计" else _kind(path, code)


def _scalars(node: Node, path: Keys, code: str) -> Iterator[tuple[Keys, str, Node]]:
    """Path, subject of the row, value."""
    subject = node.get("科目")
    code = subject.text if subject else code
    for key, below in node.items():
        yield from _scalars(below, (*path, key), code)
    for below in node.rows():
        yield from _scalars(below, path, code)
    if node.text:
        yield path, code, node


def _is_figure(key: str, value: Node) -> bool:
    if key in SCORED:
        return bool(_figures([value.text]))
    return value.number is not None and key not in NAMES


def _kind(path: Keys, code: str) -> str:
    if path[0] == "绩效" and path[-1] not in COUNTS:
        return DETAIL
    if path[-1] in SCORED:
        return FORM
    if path[0] == "上年":
        return BEFORE
    if COUNTS & set(path):
        return COUNT
    is_total = path[0] in STATED or path[-1] in TOTALS
    is_group = path[0] in LEAF and len(code) < LEAF[path[0]]
    return CONTROL if is_total or is_group or code == "合计" else DETAIL


def ratio(part: int, whole: int) -> str:
    """A percentage with one decimal, halves up."""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def table() -> str:
    """Both tables as Markdown."""
    counts = documents()
    whole = [_row(c.name, [c.typed[k] for k in KINDS], c.published) for c in counts]
    kinds = [kind for kind in KINDS if kind != FORM]
    without = [_row(c.name, [c.typed[k] for k in kinds], c.cells + c.sentences) for c in counts]
    return "\n".join(
        [
            "整份文档：",
            "",
            *_head(KINDS),
            *whole,
            "",
            "不含自评表（绩效目标表）的部分，即各张法定表和情况说明：",
            "",
            *_head(kinds),
            *without,
        ]
    )


def _head(kinds: Sequence[str]) -> list[str]:
    titles = ["文档", *kinds, "录入合计", "公布的数", "录入÷公布"]
    return [f"| {' | '.join(titles)} |", f"|---|{'---:|' * (len(titles) - 1)}"]


def _row(name: str, typed: Sequence[int], published: int) -> str:
    numbers = [*typed, sum(typed), published, ratio(sum(typed), published)]
    return f"| {name} | {' | '.join(map(str, numbers))} |"


def main(arguments: Sequence[str]) -> None:
    """Print the tables, or write them into the page."""
    if "--write" not in arguments:
        print(table())
        return
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    after = rest.partition(END)[2]
    page = f"{before}{START}\n\n{table()}\n\n{END}{after}"
    PAGE.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
