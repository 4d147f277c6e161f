"""A built page (``disclosure.html``) against what the agency published (the TSV files beside).

In: the page and the golden folder.  Out: a ``Comparison``: how many figures of the narrative and
how many table rows agree, and every difference.

A difference that stays must be a row of ``docs/errata.md``, a Markdown table of five columns::

    | 文件 | 位置 | 公布 | 计算 | 说明 |
    |---|---|---|---|---|
    | changchun/2024-final | 说明五 | 10.13% | 10.26% | 322.38÷3142.39 |

文件 is the source's folder below ``sources/``; 位置 is ``说明`` and the section's number, or the
table, key and label of a row (``公开06表 30201 办公费``); 公布 and 计算 hold the figures side by
side, separated by ``、``, with （无） where one side has none. 说明 is free. Figures are compared
as normalised (``2,820.01`` = ``2820.01``), so they may be written as printed. In a table row only
the figures that differ are listed. ``python -m tests.golden.compare PAGE FOLDER`` prints the rows
that are needed.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser
from itertools import product, zip_longest
from pathlib import Path

from tests.golden import budget, province, shanghai
from tests.golden.extract import TABLE_NUMBER, Row, Section, project_rows, sentence_figures
from tests.golden.extract import table_rows as form_rows

NONE = "（无）"
NARRATIVE = ("情况说明", "编制说明")
PART = "第"  # how most forms begin the number of a part
FORMS = "公开"
SEPARATOR = "、"
QUOTES = str.maketrans("“”‘’", "\"\"''")
BLOCKS = frozenset({"p", "li", "div", "section", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"})
VOID = frozenset({"br", "hr", "img", "link", "meta", "input", "col", "wbr"})
# The forms whose tables go by their titles.
BY_TITLE = (budget.table_rows, province.table_rows, shanghai.table_rows)
UNSEEN = frozenset({"script", "style", "title", "svg", "template"})


@dataclass(frozen=True)
class Page:
    """The figures of a document: its sections and its table rows."""

    sections: tuple[Section, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Difference:
    """Figures that a place was published with, and those that it has now."""

    place: str
    published: tuple[str, ...]
    computed: tuple[str, ...]

    @property
    def identity(self) -> tuple[str, str, str]:
        """What a row of errata must say to be this difference."""
        return plain(self.place), _joined(self.published), _joined(self.computed)

    @property
    def erratum(self) -> str:
        """The row of ``docs/errata.md``, but for 文件 and 说明."""
        cells = (self.place, *(SEPARATOR.join(s) or NONE for s in (self.published, self.computed)))
        return f"| {' | '.join(cells)} |"


@dataclass(frozen=True)
class Score:
    """How many of the published figures or rows were met."""

    matched: int
    total: int

    @property
    def share(self) -> Decimal:
        """Between 0 and 1."""
        return Decimal(self.matched) / Decimal(self.total)


@dataclass(frozen=True)
class Comparison:
    """The outcome for one document."""

    narrative: Score
    tables: Score
    differences: tuple[Difference, ...]


@dataclass
class _Element:
    """An open element of the page that gathers lines of text or cells."""

    name: str
    lines: list[str] = field(default_factory=lambda: [""])
    cells: list[list[_Cell]] = field(default_factory=list)


@dataclass
class _Cell:
    width: int
    height: int
    text: str = ""


class _Reader(HTMLParser):
    """Sections of the narrative part by ``data-section``, tables by their figure's ``data-table``.

    Only this class knows the page's markup. Text of a table is not text of the section around it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[_Element] = []
        self.tables: list[_Element] = []
        self.open: list[str] = []
        self.section: _Element | None = None
        self.table: _Element | None = None
        self.form = ""
        self.heading = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        self._break(tag)
        if tag == "h2":
            self.heading = ""
        if "data-section" in values and any(words in self.heading for words in NARRATIVE):
            self.section = _Element(section_name(self.heading, values["data-section"]))
            self.sections.append(self.section)
            self.depth = len(self.open)
        self.form = values.get("data-table", self.form)
        if tag == "table":
            self.table = _Element(self.form)
            self.tables.append(self.table)
        elif self.table:
            self._cell(tag, values)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open and self.open.pop() != tag:
            pass
        if len(self.open) < self.depth:
            self.section = None
        if tag == "table":
            self.table = None
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if UNSEEN.intersection(self.open):
            return
        if "h2" in self.open:
            self.heading += data
        if not self.table:
            self._say(data)
        elif self.table.cells and self.table.cells[-1]:
            self.table.cells[-1][-1].text += data

    def _break(self, tag: str) -> None:
        if self.section and tag in BLOCKS:
            self.section.lines.append("")

    def _say(self, data: str) -> None:
        if self.section:
            self.section.lines[-1] += data

    def _cell(self, tag: str, values: dict[str, str]) -> None:
        rows = self.table.cells if self.table else []
        if tag == "tr":
            rows.append([])
        elif tag in {"td", "th"}:
            width, height = (int(values.get(key, "1")) for key in ("colspan", "rowspan"))
            rows[-1].append(_Cell(width, height))


def section_name(part: str, title: str) -> str:
    """By what a section goes: its number; where parts are numbered 一、 the part's number, too."""
    number = title.partition("、")[0]
    if part.startswith(PART):
        return number
    is_numbered = "、" in title and not part.startswith(title)
    return part.partition("、")[0] + (number if is_numbered else "")


def read_page(html: str) -> Page:
    """The sections and table rows of a built page."""
    reader = _Reader()
    reader.feed(html)
    sections = [Section(part.name, "", sentence_figures(part.lines)) for part in reader.sections]
    return Page(tuple(sections), tuple(row for table in reader.tables for row in _rows(table)))


def read_golden(folder: Path) -> Page:
    """What was published."""
    sections = [Section(n, title, tuple(rest)) for n, title, *rest in _lines(folder, "narrative")]
    rows = [
        Row(table, key, name, tuple(rest)) for table, key, name, *rest in _lines(folder, "tables")
    ]
    return Page(tuple(sections), tuple(rows))


def compare(published: Page, built: Page) -> Comparison:
    """Published against built, figure by figure and row by row."""
    narrative, sentences = _compare_sections(published.sections, built.sections)
    tables, cells = _compare_rows(published.rows, built.rows)
    return Comparison(narrative, tables, (*sentences, *cells))


def figure(text: str) -> str:
    """A figure in the one form in which figures are compared: 100.00% is 100%."""
    short = plain(text).replace(",", "")
    match = re.fullmatch(r"(-?\d+(?:\.\d+)?)(%?)", short)
    if not match:
        return short
    number = Decimal(match[1]).normalize()
    return f"{number or abs(number):f}{match[2]}"


def plain(text: str) -> str:
    """Words without spaces, in half-width characters where there are such."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(QUOTES)


def read_errata(text: str, document: str) -> frozenset[tuple[str, str, str]]:
    """The differences that ``docs/errata.md`` lists for a document."""
    rows = ([cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines())
    return frozenset(
        (plain(row[1]), _listed(row[2]), _listed(row[3]))
        for row in rows
        if len(row) == 5 and row[0] == document
    )


def _rows(table: _Element) -> Iterator[Row]:
    grid = _grid(table.cells)
    number = TABLE_NUMBER.search(table.name)
    if number:
        yield from form_rows(number[1], grid)
    elif rows := tuple(row for form in BY_TITLE for row in form(table.name, grid)):
        yield from rows
    elif any("三级指标" in row for row in grid):
        yield from project_rows(grid, damaged=False)


def _grid(rows: Sequence[Sequence[_Cell]]) -> list[list[str]]:
    """Cells by row and column; a cell that spans several stands in the first of them."""
    taken: dict[tuple[int, int], str] = {}
    for down, cells in enumerate(rows):
        right = 0
        for cell in cells:
            while (down, right) in taken:
                right += 1
            places = [(down + y, right + x) for y in range(cell.height) for x in range(cell.width)]
            taken |= dict.fromkeys(places, "")
            taken[down, right] = " ".join(cell.text.split())
    width = max((right for _, right in taken), default=-1) + 1
    return [[taken.get((down, right), "") for right in range(width)] for down in range(len(rows))]


def _lines(folder: Path, name: str) -> Iterator[list[str]]:
    text = (folder / f"{name}.tsv").read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines())


def _compare_sections(
    published: Sequence[Section], built: Sequence[Section]
) -> tuple[Score, list[Difference]]:
    now = {section.number: section.figures for section in built}
    matched, differences = 0, []
    for section in published:
        figures = now.get(section.number, ())
        left, right = ([figure(text) for text in side] for side in (section.figures, figures))
        same = [*_aligned(left, right), (len(left), len(right))]
        matched += len(same) - 1
        for (a, c), (b, d) in zip([(-1, -1), *same], same, strict=False):
            if (b, d) != (a + 1, c + 1):
                was, now_here = section.figures[a + 1 : b], figures[c + 1 : d]
                differences.append(Difference(f"说明{section.number}", was, now_here))
    return Score(matched, sum(len(section.figures) for section in published)), differences


def _aligned(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common subsequence, as pairs of places."""
    length = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, j in product(reversed(range(len(left))), reversed(range(len(right)))):
        equal = left[i] == right[j]
        length[i][j] = max(length[i + 1][j], length[i][j + 1], length[i + 1][j + 1] + equal)
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] == right[j] and length[i][j] == length[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif length[i + 1][j] >= length[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _compare_rows(published: Sequence[Row], built: Sequence[Row]) -> tuple[Score, list[Difference]]:
    """Rows by place; of rows that share a place the first is held against the first."""
    blank = _shows_blanks(published)
    if published and not any(row.table.startswith(FORMS) for row in published):
        # Of some documents only the titles of the forms were published.
        built = [row for row in built if not row.table.startswith(FORMS)]
    left, right = _by_place(published), _by_place(built)
    pairs = [
        (was, now)
        for place in left | right
        for was, now in zip_longest(left.get(place, ()), right.get(place, ()))
    ]
    differences = [found for was, now in pairs if (found := _row_difference(was, now, blank=blank))]
    wrong = Counter(place for place in (plain(found.place) for found in differences))
    matched = sum(len(rows) - min(len(rows), wrong[place]) for place, rows in left.items())
    return Score(matched, len(published)), differences


def _by_place(rows: Iterable[Row]) -> dict[str, list[Row]]:
    places: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        places[plain(row.place)].append(row)
    return places


def _row_difference(was: Row | None, now: Row | None, *, blank: bool) -> Difference | None:
    if not was or not now:
        lone = was or now
        assert lone
        missing = tuple(lone.figures) or (lone.label,)
        return Difference(lone.place, missing if was else (), missing if now else ())
    pairs = zip_longest(was.figures, now.figures, fillvalue="")
    unequal = [pair for pair in pairs if len({_cell(text, blank=blank) for text in pair}) > 1]
    left, right = (tuple(pair[side] or NONE for pair in unequal) for side in (0, 1))
    return Difference(was.place, left, right) if unequal else None


def _cell(text: str, *, blank: bool) -> str:
    # Forms print the rate of nothing as 0 or as 0%.
    short = "0" if figure(text) == "0%" else figure(text)
    return "" if blank and short == "0" else short


def _shows_blanks(rows: Iterable[Row]) -> bool:
    """Whether the document leaves a zero blank: then a blank cell and 0.00 say the same."""
    income = ("公开02表", "支出总表", "支出预算总表")
    return any("" in row.figures for row in rows if row.table in income)


def _joined(figures: Iterable[str]) -> str:
    return SEPARATOR.join(figure(text) for text in figures) or plain(NONE)


def _listed(cell: str) -> str:
    return _joined(part for part in cell.split(SEPARATOR) if part)


def main(page: Path, folder: Path) -> None:
    """Print how well a page agrees, and a row of errata for each difference."""
    found = compare(read_golden(folder), read_page(page.read_text(encoding="utf-8")))
    for name, score in (("说明", found.narrative), ("表格", found.tables)):
        sys.stdout.write(f"{name} {score.matched}/{score.total} {score.share:.2%}\n")
    for difference in found.differences:
        sys.stdout.write(f"{difference.erratum}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
