"""Drawn tables: a table and what a reader may ask of its cells → its markup, drawn once.

While a document is written, most of its tables say what they said a moment ago, and most rows of
the others.  Their markup is kept by all that it shows, so that a table or a row of which nothing
has changed is not drawn again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import Environment
from markupsafe import Markup

from mingzhang.document.even_lines import even
from mingzhang.document.paper_layout import Paper
from mingzhang.document.sentence_figures import rendered
from mingzhang.document.table_values import Cell, Row, Table

TEMPLATE = "table.html.j2"
KEPT = 1 << 7  # tables: those of a large document, or some, 5 MB
ROWS_KEPT = 1 << 10  # rows of tables: those of a large document, 5 MB
Ask = Callable[[Cell], Markup]
Key = tuple[object, ...]
Macro = Callable[[Paper, Row, int], Markup]


@dataclass
class _Drawings:
    """The markup of what was drawn lately; emptied when files that many documents read change."""

    most: int
    known: dict[Key, Markup] = field(default_factory=dict)

    def get(self, key: Key, draw: Callable[[], Markup]) -> Markup:
        """A table's or a row's markup by its key, drawn now where it is not among those kept."""
        found = self.known.pop(key, None) or draw()
        if len(self.known) >= self.most:
            self.known.pop(next(iter(self.known)))
        # What is asked for again is the last to be let go of.
        self.known[key] = found
        return found

    def cache_clear(self) -> None:
        """Lets go of all kept markup of tables, as a function's own cache does."""
        self.known.clear()


DRAWINGS, ROWS = _Drawings(KEPT), _Drawings(ROWS_KEPT)


@dataclass(frozen=True)
class Drawer:
    """Draws the markup of a page's tables as ``table.html.j2`` says.

    ``ask`` gives the attributes of a cell's figure (None on paper); ``folders`` are where the
    template comes from, empty where nothing is to be kept.
    """

    environment: Environment
    papers: Mapping[str, Paper]
    ask: Ask | None = None
    folders: tuple[object, ...] = ()

    def __call__(self, table: Table) -> Markup:
        """The table's markup; raises what Jinja raises for a faulty template."""
        if self.ask is None or not self.folders:
            return self._draw(table, _drawn)
        around = (self.folders, *_around(table, self.papers[table.key]))
        rows = tuple(_rows(table, self.ask))

        def kept(macro: Macro, paper: Paper, row: Row, at: int) -> Markup:
            """A row's markup, kept from the table before where it is the same."""
            return ROWS.get((around, at, rows[at]), lambda: macro(paper, row, at))

        return DRAWINGS.get((around, rows), lambda: self._draw(table, kept))

    def _draw(self, table: Table, drawn: Callable[[Macro, Paper, Row, int], Markup]) -> Markup:
        template = self.environment.get_template(TEMPLATE)
        words = {"table": table, "papers": self.papers, "ask": self.ask, "even": even}
        return rendered(template.render({**words, "drawn": drawn}))


def _drawn(macro: Macro, paper: Paper, row: Row, at: int) -> Markup:
    """The markup of a table's row on paper, and in what is published: each is drawn once."""
    return macro(paper, row, at)


def _around(table: Table, paper: Paper) -> Iterator[object]:
    """What a table's markup holds beside cells."""
    yield from (table.key, table.layout, table.title, table.number, table.project)
    yield from (table.unit_line, table.period, table.money_unit, table.landscape, table.notes)
    yield from (paper.widths, paper.groups, paper.leads, paper.kept)
    yield from (paper.wide, paper.dense, paper.long, len(table.head))


def _rows(table: Table, ask: Ask) -> Iterator[Key]:
    """What each row of a table shows, as a key of its markup."""
    for row in (*table.head, *table.body):
        cells = (cell if cell.figure is None else _figure(cell, ask) for cell in row.cells)
        yield (row.level, row.total, *cells)


def _figure(cell: Cell, ask: Ask) -> Key:
    """The markup of a cell with a figure; the figure itself is another one each time."""
    value = cell.value
    asked = ask(cell) if value else cell.is_unknown
    return (*cell[:2], *cell[3:], value, asked)
