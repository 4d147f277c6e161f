"""Missing: tables and columns of a form that a workbook lacks → one finding for all that follows.

Without them the other cells come to something else, each by itself; the cause is told once.  A
table of which the workbook has no money at all may be absent, nobody fills in an empty one; and a
summary may, for its figures are made of those of other tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.facts.cube import Point
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.number_placing import Placed, Reading
from mingzhang.intake.source_lines import ECONOMIC
from mingzhang.intake.source_solving import UNSURE
from mingzhang.intake.table_shape import Shape

SHOWN, LACKING = 3, "MZ821"
WHOLE_FUNDS = ("全部", "财政拨款")
DEEP = 5  # digits of a 款: what is told by 类 only is a summary
OF_COLUMN = ("flow", "basis", "fund", "nature")
Kind = tuple[str, ...]


@dataclass(frozen=True)
class Missing:
    """What is missing in a workbook, in words, and the points that would stand there."""

    what: str
    points: frozenset[Point]
    is_table: bool = False

    @property
    def is_economic(self) -> bool:
        """Whether what is missing is money by what it buys; all other hangs together."""
        return any(point.flow == ECONOMIC for point in self.points)


def missing_of(
    shapes: Sequence[Shape], seen: Iterable[str], readings: Sequence[Reading]
) -> tuple[Missing, ...]:
    """What is missing: tables without a sheet, columns without a head, spoilt cells."""
    placed = [one for reading in readings for one in reading.placed if one.number]
    told = [point for one in placed for point in points_of(one.target)]
    columns = (
        Missing(words, points) for r in readings for words, points in r.lacking if not r.headless
    )
    return (
        *(one for one in tables_without_sheet(shapes, seen) if _is_table_needed(one, told)),
        *(one for one in columns if _is_needed(one, told, ("flow", "nature"), OF_COLUMN)),
        *(one for r in readings for one in _renamed(r)),
        *(Missing(words, points) for r in readings for words, points in r.spoilt),
    )


def tables_without_sheet(shapes: Iterable[Shape], seen: Iterable[str]) -> tuple[Missing, ...]:
    """The missing tables of the form, needed or not."""
    keys = set(seen)
    return tuple(
        Missing(f"“{shape.table.title}”这张表", _points_in(shape), is_table=True)
        for shape in shapes
        if shape.table.key not in keys
    )


def unsure_without(
    tables: Sequence[Missing], found: Sequence[Diagnostic], wrong: Mapping[str, Placed]
) -> tuple[Diagnostic, ...]:
    """The findings with one for missing tables in place of cells that only these would settle.

    Such a table has the same figure of another fund: a summary that says what is of which year.
    """
    cells = {o: cell for o in found if _is_unsure(o) and (cell := wrong.get(o.message))}
    needed = [one for one in tables if any(_settles(one, cell) for cell in cells.values())]
    settled = {o: c for o, c in cells.items() if any(_settles(one, c) for one in needed)}
    if not settled:
        return tuple(found)
    return (_lacks(needed, (*settled.values(),)), *(one for one in found if one not in settled))


def _is_unsure(one: Diagnostic) -> bool:
    return len(one.operands) > 1 and one.operands[1].value == UNSURE


def _settles(one: Missing, cell: Placed) -> bool:
    """Whether a missing summary has a cell's figure, of the fund that it sums."""
    own = {point._replace(fund="") for point in points_of(cell.target)}
    summed = (point for point in one.points if point.fund in WHOLE_FUNDS)
    return any(point._replace(fund="") in own for point in summed)


def _renamed(reading: Reading) -> Iterator[Missing]:
    """The missing columns of a sheet that has others which are none of the form's."""
    unread = "，".join(message.rstrip("。") for message in reading.headless)
    if unread:
        yield from (Missing(f"{words}（{unread}）", points) for words, points in reading.lacking)


def with_lists(
    found: Sequence[Diagnostic], misprinted: Sequence[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """The findings on missing tables with the cells of lists, which follow too."""
    first = next((one for one in found if one.code == LACKING), None)
    if first is None or not misprinted:
        return (*found, *misprinted)
    cell = misprinted[0].operands[0].label
    message = f"{first.message}另有 {len(misprinted)} 格也对不上（{cell} 起）。"
    return tuple(replace(one, message=message) if one is first else one for one in found)


def without_named(
    found: Sequence[Diagnostic], causes: Sequence[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """The findings about missing tables without those that a cause names already."""
    said = "".join(one.message for one in causes if one.code == LACKING)
    return tuple(one for one in found if one.message.rstrip("。") not in said)


def points_of(target: Target) -> tuple[Point, ...]:
    """The cube's points of a target that a missing table told; none of a named figure."""
    return target if isinstance(target, tuple) else ()


def _points_in(shape: Shape) -> frozenset[Point]:
    return frozenset(
        point
        for segment in shape.segments
        for line in segment.lines
        for target in line.targets.values()
        for point in points_of(target)
    )


def _is_table_needed(one: Missing, told: Sequence[Point]) -> bool:
    """Whether a missing table is needed: there is its money by subject, nowhere else."""
    by_fund = ("flow", "fund")
    if _is_needed(one, told, by_fund, by_fund):
        return True
    deep = [point for point in told if len(point.subject) >= DEEP and point.flow != ECONOMIC]
    flows = {point.flow for point in deep}
    is_undivided = bool(deep) and all(point.fund in WHOLE_FUNDS for point in deep)
    own = [point for point in one.points if len(point.subject) >= DEEP and point.flow in flows]
    return is_undivided and any(point.fund not in WHOLE_FUNDS for point in own)


def _is_needed(
    one: Missing, told: Sequence[Point], whole: Sequence[str], own: Sequence[str]
) -> bool:
    """Whether something missing is needed: there is such money, no other table has it."""
    if not any(_kind(point, whole) in {_kind(p, whole) for p in one.points} for point in told):
        return False
    by_subject = {_kind(point, own) for point in told if len(point.subject) >= DEEP}
    return any(
        len(point.subject) >= DEEP and _kind(point, own) not in by_subject for point in one.points
    )


def _kind(point: Point, by: Sequence[str]) -> Kind:
    return tuple(getattr(point, name) for name in by)


def computed_without(
    lacking: Sequence[Missing], found: Sequence[Diagnostic], file: Path
) -> tuple[Diagnostic, ...]:
    """A warning on missing tables that no cell misses: what they print is computed of the rest."""
    tables = [one for one in lacking if one.is_table]
    if not tables or any(one.code == LACKING for one in found):
        return ()
    names = "、".join(one.what for one in tables[:SHOWN])
    more = f"等 {len(tables)} 张" if len(tables) > SHOWN else ""
    message = f"工作簿里没有{names}{more}；它各科目的数由其余各表推算。"
    return (Diagnostic(Place(file), "MZ847", message, COMPUTED_HINT, Severity.WARNING),)


def gathered_under(
    lacking: Sequence[Missing], found: Sequence[Diagnostic], wrong: Mapping[str, Placed]
) -> tuple[Diagnostic, ...]:
    """The findings with one for what is missing in place of those that follow from it.

    ``wrong`` are the cells that do not agree by the message that tells of each.
    """
    following = [
        one for one in found if (cell := wrong.get(one.message)) and follows(cell, lacking)
    ]
    if not following or not lacking:
        return tuple(found)
    cells = [wrong[one.message] for one in following]
    rest = [one for one in found if one not in following]
    return (_lacks(lacking, cells), *rest)


def follows(cell: Placed, lacking: Iterable[Missing]) -> bool:
    """Whether a cell that does not agree may follow from what is missing."""
    if isinstance(cell.target, str):
        return any(True for _ in lacking)  # one that was typed agrees: this one is made of others
    own = {point.flow == ECONOMIC for point in cell.target}
    return any(one.is_economic in own for one in lacking)


def _lacks(lacking: Sequence[Missing], cells: Sequence[Placed]) -> Diagnostic:
    names = "、".join(one.what for one in lacking[:SHOWN])
    names += f"等 {len(lacking)} 处" if len(lacking) > SHOWN else ""
    message = f"工作簿里没有{names}；别处 {len(cells)} 格因此对不上（{cells[0].where} 起）。"
    return Diagnostic(
        Place(Path(cells[0].grid.file)), LACKING, message, HINT, operands=tuple(_some(cells))
    )


def _some(cells: Sequence[Placed]) -> Iterator[Operand]:
    for one in cells[:SHOWN]:
        yield Operand(one.where, f"{one.number:f} {one.unit}")


HINT = (
    "请补上缺的表、改正列的名称或不是数的格，再导入。加 --partial 先导入其余的数："
    "这些格生成出来会与工作簿的不同，导入后在来源里补齐。"
)
COMPUTED_HINT = (
    "各科目有结转的，推算的就与原表不同：请补上这张表再导入，或者导入后对着原表核对各科目的数。"
)
