"""What an agency published: the text of a disclosure → its figures, as two TSV files.

    python -m tests.golden.extract SEED.txt tests/golden/changchun-2024-final

``narrative.tsv`` holds a line per section of the part with the 情况说明: number, title, then the
figures in order as printed. Amounts, percentages and counts are figures; years, dates, numbers
of headings and lists, subject codes and document numbers are not.

``tables.tsv`` holds a line per table row: table (公开01表…, or 自评表 and the project's name),
key (side 左/右, subject code, or kind of row), label, then every figure as printed, a blank cell
as an empty field. A two-sided table gives a line per side, table 06 a line per code.

The same functions read the tables and sections of a built page (see ``compare.py``), so both
sides are cut in the same way.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Grid = Sequence[Sequence[str]]

CODE = re.compile(r"\d{3}(\d{2}){0,2}")
FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?%?|\d+(?:\.\d+)?%?")
PART = re.compile(r"^[#*\s]*第[一二三四五六]部分.*$", re.MULTILINE)
SECTION = re.compile(r"([一二三四五六七八九十]+)、(.+)")
TABLE_NUMBER = re.compile(r"公开(\d\d)表")
MARKUP = re.compile(r"</?b>|\*\*")
# Numbering that begins a line: "一、" is a section's, the others are lists and headings.
NUMBERING = re.compile(r"^[#\s-]*(?:[（(](?:[一二三四五六七八九十]+|\d+)[）)]|\d+(?:\.(?!\d)|、))")
UNITS = "万元个人次辆台批份分天项家平"
# Numbers in a sentence that are no figures of the account.
NO_FIGURES = (
    re.compile(r"20\d\d年度?(?:\d+月)?(?:\d+日)?"),
    re.compile(r"(?<!\d)\d{1,2}月(?:\d{1,2}日)?"),
    re.compile(r"20\d\d-\d+号"),
    re.compile(r"\d+-\d+级"),
    # 图1：…: the number of a chart.
    re.compile(r"图\d+"),
    # 2024资助困难群众…: a year that begins a name; 208社会保障和就业支出: a subject's code.
    re.compile(rf"(?<![\d.,])2(?:0\d\d|\d\d(?:\d\d){{0,2}})(?![{UNITS}])(?=[一-鿿])"),
)
# Columns of figures of each table that lists subjects; table 05 splits 基本支出 in some regions.
SUBJECT_COLUMNS = {"02": 7, "03": 6, "05": 5, "07": 6, "08": 3}
MANAGEMENT = ("安排科学性", "拨付合规性", "使用规范性", "预算绩效管理情况")
FUNDS = (
    "当年财政拨款",
    "上年结转资金",
    "其他资金",
    "年度资金总和",
    "年度资金总额",
    "财政拨款",
    "财政专户管理资金",
    "单位资金",
)

# The form that has the relation of target and result in a column of its own.
RELATIONS = frozenset({"≥", "≤", "=", "定性"})
RELATION_FUNDS = ("总额", "其中：财政资金", "财政专户管理资金", "单位资金", "其他资金")

CAPACITY = (
    "豫财社2022-197号提前下达2023年中央财政医疗服务与保障能力提升补助资金用于医保能力提升建设"
)

# Rows that the conversion of the PDF to text damaged, as the page shows them:
# (project, line of the text that stands for the row) → label and figures.
DAMAGED_INDICATORS: dict[tuple[str, str], tuple[str, ...]] = {
    # The columns moved one to the left and the last one fell off.
    ("2024年编外聘用人员外包经费", "产出指标 数量指标 聘用人员数量 大于30人 32人"): (
        "聘用人员数量",
        "大于30人",
        "32人",
    ),
    # The label of the second row was put in front of the first one.
    (
        CAPACITY,
        "时效指标 DRG试点进展实际 定点医疗机构监 =100% 100% 4 4 0.00",
    ): ("定点医疗机构监", "=100%", "100%", "4", "4", "0.00"),
    (
        CAPACITY,
        "12月底 100% 10 10 0.00",
    ): ("DRG试点进展实际", "12月底", "100%", "10", "10", "0.00"),
}
# Four projects whose block of funds lost its columns: the weight (10), the rate (100.0%) and the
# score (10.00) were moved into the headings, and the cells below moved up.
DAMAGED_FUNDS = frozenset(
    {"兴华机械厂退休人员大额医疗保险", "一至六级伤残军人医疗费", "医保系统服务费", CAPACITY}
)
REPAIRED_FUNDS = {"年度资金总额": ("10", "100.0%", "10.00"), "财政拨款": ("-", "100.0%", "-")}
REPAIRED_ZERO = ("-", "0.00%", "-")


@dataclass(frozen=True)
class Row:
    """A line of a published table: where it stands and its figures as printed."""

    table: str
    key: str
    label: str
    figures: tuple[str, ...]

    @property
    def place(self) -> str:
        """The row in words, for messages and the list of errata."""
        return " ".join(part for part in (self.table, self.key, self.label) if part)


@dataclass(frozen=True)
class Section:
    """A section of part three and its figures in order."""

    number: str
    title: str
    figures: tuple[str, ...]


def sentence_figures(lines: Sequence[str]) -> tuple[str, ...]:
    """The figures of a section; a page break may part a figure from its unit."""
    text = "".join(NUMBERING.sub("", MARKUP.sub("", line)) for line in lines)
    text = re.sub(r"\s", "", text)
    for pattern in NO_FIGURES:
        text = pattern.sub("", text)
    return tuple(FIGURE.findall(text))


def read_sections(text: str) -> tuple[Section, ...]:
    """The sections of the part that explains the account (情况说明)."""
    heads = list(PART.finditer(text))
    at = max(n for n, head in enumerate(heads) if "情况说明" in head[0])
    body = text[heads[at].end() : heads[at + 1].start()].splitlines()
    parts: list[tuple[str, str, list[str]]] = []
    for line in body:
        if heading := SECTION.fullmatch(_plain(line)):
            parts.append((heading[1], heading[2], []))
        elif parts:
            parts[-1][2].append(line)
    return tuple(Section(number, title, sentence_figures(lines)) for number, title, lines in parts)


def read_tables(text: str) -> tuple[Row, ...]:
    """The rows of the statutory tables and of the 项目支出绩效自评表."""
    forms, projects = _grids(text)
    rows = [row for number, grid in forms.items() for row in table_rows(number, grid)]
    return (*rows, *(row for grid in projects for row in project_rows(grid)))


def table_rows(number: str, grid: Grid) -> Iterator[Row]:
    """The rows of the statutory table ``number`` (01…09) from its cells."""
    table = f"公开{number}表"
    if number in {"01", "04"}:
        yield from _two_sided(table, grid)
    elif number == "06":
        yield from _economic(table, grid)
    elif number == "09":
        yield from _official_expenses(table, grid)
    elif number in SUBJECT_COLUMNS:
        yield from _by_subject(table, SUBJECT_COLUMNS[number], grid)


def project_rows(grid: Grid, *, damaged: bool = True) -> Iterator[Row]:
    """The rows of a 项目支出绩效自评表; ``damaged``: cells may have moved out of their columns."""
    name = next((*after(row, "项目名称"), "")[0] for row in grid if "项目名称" in row)
    if not name:
        return  # a blank form
    table = f"自评表 {name}"
    start = next(at for at, row in enumerate(grid) if "三级指标" in row)
    if "指标性质" in grid[start]:
        yield from _related(table, grid, start)
        return
    yield from _funds(table, name, grid[:start], damaged=damaged)
    yield from _management(table, grid[:start])
    columns = _columns(grid[start], "三级指标")
    scored = "偏差度" in grid[start]
    for row in grid[start + 1 :]:
        if "总分" in row:
            yield Row(table, "总分", "", after(row, "总分"))
        elif any(row):
            cells = _moved(name, row, scored=scored) if damaged else [row[at] for at in columns]
            yield Row(table, "指标", cells[0], tuple(cells[1 : 6 if scored else 3]))


def after(row: Sequence[str], label: str) -> tuple[str, ...]:
    """The filled cells to the right of ``label``."""
    return tuple(cell for cell in row[row.index(label) + 1 :] if cell)


def _two_sided(table: str, grid: Grid) -> Iterator[Row]:
    """公开01表 (3 + 3 columns) and 公开04表 (3 + 6 columns); their data rows have a 行次."""
    width = 3 if table == "公开01表" else 6
    for row in grid:
        cells = _fill(row, 3 + width)
        if len(cells) > 4 and cells[1].isdigit() and cells[4].isdigit():
            yield Row(table, "左", cells[0], cells[1:3])
            yield Row(table, "右", cells[3], cells[4 : 3 + width])


def _by_subject(table: str, columns: int, grid: Grid) -> Iterator[Row]:
    if table == "公开05表" and not any("人员经费" in row for row in grid):
        columns = 3
    for row in grid:
        cells = _fill(row, columns + 2)
        if CODE.fullmatch(cells[0]):
            yield Row(table, cells[0], cells[1], cells[2 : columns + 2])
        elif "合计" in cells[:2] and "小计" not in cells and not any(map(_is_word, cells[2:])):
            yield Row(table, "", "合计", cells[2 : columns + 2])


def _economic(table: str, grid: Grid) -> Iterator[Row]:
    """公开06表: three blocks of code, name and figure beside each other."""
    blocks = ((at, _fill(row, 9)[at : at + 3]) for row in grid for at in (0, 3, 6))
    coded = [(at, cells) for at, cells in blocks if CODE.fullmatch(cells[0])]
    for _, cells in sorted(coded, key=lambda block: block[1][0]):
        yield Row(table, cells[0], cells[1], cells[2:])
    for label in ("人员经费合计", "公用经费合计"):
        for row in grid:
            if label in row:
                yield Row(table, "", label, after(row, label)[:1])


def _official_expenses(table: str, grid: Grid) -> Iterator[Row]:
    """公开09表: one row of twelve amounts, below a row that numbers the columns."""
    numbers = tuple(str(number) for number in range(1, 13))
    for row in grid:
        cells = _fill(row, 12)
        if all(map(FIGURE.fullmatch, cells)) and cells != numbers:
            yield Row(table, "", "三公经费", cells)


def _funds(table: str, name: str, grid: Grid, *, damaged: bool) -> Iterator[Row]:
    columns = _columns(next(row for row in grid if "年初预算数" in row), "年初预算数")
    for row in grid:
        for label in (cell for cell in row if cell.rstrip(":：") in FUNDS):
            cells, short = after(row, label), label.rstrip(":：")
            if not damaged:
                cells = tuple(row[at] for at in columns)
            elif name in DAMAGED_FUNDS:
                cells = (*cells[:3], *REPAIRED_FUNDS.get(short, REPAIRED_ZERO))
            yield Row(table, "资金", short, cells)


def _management(table: str, grid: Grid) -> Iterator[Row]:
    for row in grid:
        for label in (cell for cell in row if cell in MANAGEMENT):
            yield Row(table, "管理", label, after(row, label)[1:3])


def _related(table: str, grid: Grid, start: int) -> Iterator[Row]:
    """The rows of a form with 指标性质; the cells before it may have moved."""
    columns = _columns(next(row for row in grid if "年初预算" in row), "年初预算")[:6]
    for row in grid[:start]:
        cells = _fill(row, columns[-1] + 1)
        for label in (re.sub(r":\s*", "：", cell) for cell in row):
            if label in RELATION_FUNDS:
                yield Row(table, "资金", label, tuple(cells[at] for at in columns))
    for row in grid[start + 1 :]:
        relation = next((at for at, cell in enumerate(row) if cell in RELATIONS), 0)
        if relation:
            label = next(cell for cell in reversed(row[:relation]) if cell)
            yield Row(table, "指标", label, _indicator(row[relation:]))
        elif "合计" in row:
            yield Row(table, "总分", "", after(row, "合计"))


def _indicator(row: Sequence[str]) -> tuple[str, ...]:
    """Relation, target, unit, result, weight and points; a reason may follow."""
    cells = [cell for cell in row if cell]
    last = max(at for at, cell in enumerate(cells) if FIGURE.fullmatch(cell))
    relation, target, *unit, result, weight, points = cells[: last + 1]
    return relation, target, "".join(unit), result, weight, points


def _columns(head: Sequence[str], first: str) -> list[int]:
    """The columns of a head from ``first`` on; a head that spans several counts once."""
    return [at for at, cell in enumerate(head) if cell and at >= head.index(first)]


def _moved(name: str, row: Sequence[str], *, scored: bool) -> tuple[str, ...]:
    """Label and figures of an indicator's row whose cells may have moved to the left."""
    cells = [cell for cell in row if cell]
    if repaired := DAMAGED_INDICATORS.get((name, " ".join(cells))):
        return repaired
    if not scored:
        return tuple(cells[-4:-1])
    last = max(at for at, cell in enumerate(cells) if re.fullmatch(r"-?\d+\.\d\d", cell))
    return tuple(cells[last - 5 : last + 1])


def _grids(text: str) -> tuple[dict[str, list[list[str]]], list[list[list[str]]]]:
    """The cells of the statutory tables by number, and those of each project's table."""
    forms: dict[str, list[list[str]]] = {}
    projects: list[list[list[str]]] = []
    current: list[list[str]] | None = None
    for line in text.splitlines():
        cells = [MARKUP.sub("", cell).strip() for cell in line.split("\t")]
        if number := _starts(cells):
            current = forms.setdefault(number, [])
        elif cells[0] == "项目名称":
            current = [cells]
            projects.append(current)
        elif _plain(cells[0]).startswith(("项目支出绩效自评", "第三部分")):
            current = None
        elif current is not None and len(cells) > 1:
            current.append(cells)
    return forms, projects


def _starts(cells: Sequence[str]) -> str:
    """The number of the table that a line begins; one form leaves out 公开06表."""
    if number := TABLE_NUMBER.fullmatch(next((c for c in reversed(cells) if c), "")):
        return number[1]
    title = len(cells) > 1 and cells[0].endswith("基本支出决算明细表")
    return "06" if title else ""


def _fill(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row, *([""] * (width - len(row))))


def _is_word(cell: str) -> bool:
    return bool(re.search(r"[一-鿿]", cell))


def _plain(line: str) -> str:
    return MARKUP.sub("", line).strip("# \t")


def write(path: Path, lines: Sequence[Sequence[str]]) -> None:
    """Write lines of cells."""
    text = "".join("\t".join(line) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8", newline="\n")


def main(seed: Path, folder: Path) -> None:
    """Write both files of a published document."""
    text = seed.read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    sections = [(part.number, part.title, *part.figures) for part in read_sections(text)]
    rows = [(row.table, row.key, row.label, *row.figures) for row in read_tables(text)]
    write(folder / "narrative.tsv", sections)
    write(folder / "tables.tsv", rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
