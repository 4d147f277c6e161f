"""Origin: each imported figure with the cell that it came from, kept beside the source.

``imported.lock`` holds a line for each figure: its key, the number as imported, file and SHA-256,
sheet and cell, with tabs between them.  It is never published.  A figure that was changed by hand
since is told as such, not as the cell's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.figure import Figure
from mingzhang.facts.indicators import FINAL
from mingzhang.facts.reasons import LAST_YEAR
from mingzhang.intake.listed_entries import Cited
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.source_solving import figure_of, names_of
from mingzhang.intake.workbook_texts import Said
from mingzhang.reading.node import Node

FILE = "imported.lock"
HEAD = "# 由 mingzhang import 写：每个导入的数来自哪个工作簿的哪一格。不公开，不用改。"
ROW_KEYS = ("科目", "资金", "口径", "单位", "名称", "内容")
FIELDS = 5


@dataclass(frozen=True)
class Origin:
    """The origin of an imported figure: the sheet and cell, and what it was then."""

    key: str
    number: Decimal
    file: str
    digest: str
    cell: str

    @property
    def line(self) -> str:
        """A line of the file of figures' origins."""
        return "\t".join((self.key, f"{self.number:f}", self.file, self.digest, self.cell))


def origins_of(
    account: Account, placed: Iterable[Placed], cited: Iterable[Cited] = ()
) -> tuple[Origin, ...]:
    """The origin of each figure that a cell gave, in the order of the source.

    ``cited`` are the cells of lists, which name the keys of their rows themselves.
    """
    keys = {node.place: (key, node) for key, node in figures_in(account.source)}
    found: dict[str, Origin] = {}
    for is_own in (True, False):
        for one in placed:
            place = place_of(figure_of(one.target, account), is_own=is_own)
            if place in keys:
                key, node = keys[place]
                number, grid = node.number or Decimal(0), one.grid
                found.setdefault(key, Origin(key, number, grid.file, grid.digest, one.where))
    for row in cited:
        for key in (key for key, _ in keys.values() if _is_of_row(key, row.key)):
            found[key] = Origin(key, row.number, row.grid.file, row.grid.digest, row.where)
    order = [key for key, _ in keys.values() if key in found]
    return tuple(found[key] for key in order)


def origins_of_texts(said: Iterable[Said]) -> tuple[Origin, ...]:
    """The origin of each figure that a workbook's sentence gave."""
    return tuple(
        Origin(
            "/".join(one.key), one.value, one.grid.file, one.grid.digest, one.grid.cell(one.spot)
        )
        for one in said
        if isinstance(one.value, Decimal)
    )


def standing(origins: Iterable[Origin], account: Account) -> tuple[Origin, ...]:
    """The origins of figures that the source has as they came."""
    known = {key: node.number for key, node in figures_in(account.source)}
    return tuple(one for one in origins if known.get(one.key) == one.number)


def origins_of_before(
    account: Account, placed: Iterable[Placed], filled: Mapping[tuple[str, ...], Decimal]
) -> tuple[Origin, ...]:
    """The origin of each figure of last year, by its keys below 上年.

    One that several cells come to has none.
    """
    cells = cells_by_name(account, placed)
    found = ((key, number, cells.get(".".join(key))) for key, number in filled.items())
    return tuple(
        Origin("/".join((LAST_YEAR, *key)), number, cell.grid.file, cell.grid.digest, cell.where)
        for key, number, cell in found
        if cell
    )


def cells_by_name(account: Account, placed: Iterable[Placed]) -> Mapping[str, Placed]:
    """The cell that a named figure has its origin in, by the name without its basis."""
    names = names_of(account)
    cells: dict[str, Placed] = {}
    for one in placed:
        name = one.target if isinstance(one.target, str) else names.get(one.target, "")
        cells.setdefault(name.removesuffix(FINAL), one)
    return cells


def _is_of_row(key: str, cited: str) -> bool:
    """Whether an origin's key is that of a sheet's row; the source may say more of it."""
    (section, _, rest), (own, _, said) = key.partition("/"), cited.partition("/")
    (name, _, column), (words, _, asked) = rest.rpartition("/"), said.rpartition("/")
    return (section, column) == (own, asked) and set(words.split()) <= set(name.split())


def place_of(figure: Figure | None, *, is_own: bool) -> Place | None:
    """The place of a figure whose origin is a cell: under its own key, or a sum's only part."""
    if figure is None or is_own:
        return figure.place if figure else None
    places = {typed.place for typed in figure.typed()}
    return places.pop() if len(places) == 1 else None


def figures_in(node: Node, above: str = "") -> Iterator[tuple[str, Node]]:
    """Every number of a source by its key, for origins; a row goes by its subject and fund."""
    if node.number is not None:
        yield above, node
    for key, below in node.items():
        if key not in ROW_KEYS:
            yield from figures_in(below, f"{above}/{key}" if above else key)
    for row in node.rows():
        name = " ".join(part.text for key in ROW_KEYS if (part := row.get(key)))
        yield from figures_in(row, f"{above}/{name}")


def as_text(origins: Iterable[Origin]) -> str:
    """The text of the file of figures' origins."""
    return "\n".join((HEAD, *(origin.line for origin in origins))) + "\n"


def read_origins(folder: Path) -> Mapping[str, Origin]:
    """The origins kept beside a source, by key; a line that is none is passed over."""
    file = folder / FILE
    if not file.is_file():
        return {}
    text = file.read_text(encoding="utf-8", errors="replace")
    return {o.key: o for line in text.splitlines() if (o := _origin(line))}


def _origin(line: str) -> Origin | None:
    parts = line.split("\t")
    if len(parts) != FIELDS or line.startswith("#"):
        return None
    try:
        return Origin(parts[0], Decimal(parts[1]), *parts[2:])
    except InvalidOperation:
        return None


def told_origins(folder: Path, source: Node) -> Mapping[Place, str]:
    """What is said of each typed figure's origin, by the place where the figure stands."""
    known = read_origins(folder)
    return {
        node.place: _told(known[key], node.number)
        for key, node in figures_in(source)
        if key in known
    }


def _told(origin: Origin, number: Decimal | None) -> str:
    cell = f"{origin.file} {origin.cell}"
    if number == origin.number:
        return f"导入自 {cell}"
    return f"导入后改过：{cell} 是 {origin.number:f}"
