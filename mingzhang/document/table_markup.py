"""Drawn tables: a table and what a reader may ask of its cells → its markup, drawn once.

While a document is written, most of its tables say what they said a moment ago.  Their markup is
kept by all that it shows, so that a table of which nothing has changed is not drawn again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import Environment
from markupsafe import Markup

from mingzhang.document.even_lines import even
from mingzhang.document.paper_layout import Paper
from mingzhang.document.sentence_figures import rendered
from mingzhang.document.table_values import Cell, Table

TEMPLATE = "table.html.j2"
KEPT = 1 << 7  # tables: those of a large document, or some, 5 MB
Ask = Callable[[Cell], Markup]
Key = tuple[object, ...]


@dataclass
class _Drawings:
    """The markup of tables drawn lately; emptied when files that many documents read change."""

    known: dict[Key, Markup] = field(default_factory=dict)

    def get(self, key: Key, draw: Callable[[], Markup]) -> Markup:
        """A table's markup by its key, drawn now where it is not among those kept."""
        found = self.known.pop(key, None) or draw()
        if len(self.known) >= KEPT:
            self.known.pop(next(iter(self.known)))
        # What is asked for again is the last to be let go of.
        self.known[key] = found
        return found

    def cache_clear(self) -> None:
        """Lets go of all kept table markup, as a function's own cache does."""
        self.known.clear()


DRAWINGS = _Drawings()


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
            return self._draw(table)
        key = (self.folders, *_around(table, self.papers[table.key]), *_cells(table, self.ask))
        return DRAWINGS.get(key, lambda: self._draw(table))

    def _draw(self, table: Table) -> Markup:
        template = self.environment.get_template(TEMPLATE)
        words = {"table": table, "papers": self.papers, "ask": self.ask, "even": even}
        return rendered(template.render(words))


def _around(table: Table, paper: Paper) -> Iterator[object]:
    """What a table's markup holds beside cells."""
    yield from (table.key, table.layout, table.title, table.number, table.project)
    yield from (table.unit_line, table.period, table.money_unit, table.landscape, table.notes)
    yield from (paper.widths, paper.groups, paper.leads, paper.kept)
    yield from (paper.wide, paper.dense, paper.long, len(table.head))


def _cells(table: Table, ask: Ask) -> Iterator[object]:
    """What each row of a table shows, as a key of its markup."""
    for row in (*table.head, *table.body):
        yield row.level, row.total
        for cell in row.cells:
            yield cell if cell.figure is None else _figure(cell, ask)


def _figure(cell: Cell, ask: Ask) -> Key:
    """The markup of a cell with a figure; the figure itself is another one each time."""
    value = cell.value
    asked = ask(cell) if value else cell.is_unknown
    return (*cell[:2], *cell[3:], value, asked)
