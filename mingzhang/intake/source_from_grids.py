"""Collect: the grids of workbooks and a form → the source that they make, or what prevents it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.form_tables import build_tables
from mingzhang.document.region_folder import Region
from mingzhang.document.table_values import Table
from mingzhang.facts.amount import Unit
from mingzhang.facts.subject_catalogue import Catalogue, read_catalogue
from mingzhang.grid.grid import Grid
from mingzhang.intake.carried_over_money import carries_other
from mingzhang.intake.contents_without_sheets import listed_only, lists_tables
from mingzhang.intake.funds_of_projects import funds_by_subject, funds_with_projects
from mingzhang.intake.income_of_units import adds_up
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.listed_entries import Cited, Entries, filled_with, open_totals
from mingzhang.intake.listing_tables import (
    LISTS,
    Listing,
    column_unread,
    figures_of,
    is_listed,
    of_this_year,
    read_list,
    unread,
)
from mingzhang.intake.marked_tables import Expected, Form, expected
from mingzhang.intake.missing_tables import (
    Missing,
    computed_without,
    gathered_under,
    missing_of,
    points_of,
    tables_without_sheet,
    unsure_without,
    with_lists,
    without_named,
)
from mingzhang.intake.mistaken_sheet_unit import other_scale, unlikely_unit
from mingzhang.intake.number_placing import (
    Placed,
    Reading,
    Words,
    codes_in,
    no_head,
    no_unit,
    read_sheet,
    several_units,
)
from mingzhang.intake.parts_above_wholes import parts_above
from mingzhang.intake.project_sheets import FORMS, Filled, form_units, read_form
from mingzhang.intake.reprinted_cells import misprinted
from mingzhang.intake.row_sentences import of_rows
from mingzhang.intake.sheet_agencies import agencies_in, own_name
from mingzhang.intake.sheet_figures import Told, told, unit_for
from mingzhang.intake.sheet_heads import (
    agency_type_of,
    other_years,
    shape_for,
    unit_of,
    units_in_head,
    units_of,
)
from mingzhang.intake.sheet_names import names_in
from mingzhang.intake.source_solving import Solved, solve
from mingzhang.intake.table_shape import Shape, shape_of
from mingzhang.intake.tables_on_sheet import tables_on
from mingzhang.intake.unmade_source import told_of_source
from mingzhang.intake.word_matching import plain, plain_name
from mingzhang.intake.workbook_aliases import Aliases, read_aliases, renamed
from mingzhang.intake.workbook_texts import Texts, read_texts, unread_texts

# The forms of table that hold figures of the cube, and named ones.
READ = frozenset(("收支两栏", "功能科目", "经济科目", "单行", "清单"))
# Of rows: what is likely where there are many.
OF_ROWS = {
    "MZ808": "多半是编码或名称一列错了一行。",
    "MZ809": "多半是一张工作表里有两张表，或者几行复制了两遍。",
}
FEW = 3
APART_HINT = (
    "请把各单位的表另存成各自的工作簿，分别导入各自的文件夹；部门的文档再用“汇总”把各单位相加。"
)
GAP = "缺数"  # the setting that has the sign for what was not published
UNLISTED = "无项目"  # and the one that has what the money of projects without a row is called
UNREAD = frozenset(("MZ810", "MZ811", "MZ821"))  # what may stay behind where the author says so


@dataclass(frozen=True)
class Collected:
    """The source made of grids; ``solved`` is None where the sheets alone prevent it.

    ``told`` is what the sheets say of each figure, in its unit; ``depths`` are the digits
    of the finest subjects that each of the form's tables prints, by its key; ``lists`` are the
    sheets that are lists, and forms of projects; ``absent`` are the form's tables that no grid is,
    and of which nothing else is told; ``agency`` is its name, where the heads agree.
    """

    placed: tuple[Placed, ...] = ()
    solved: Solved | None = None
    unit: str = ""
    found: tuple[Diagnostic, ...] = ()
    cited: Sequence[Cited] = ()
    texts: Texts = field(default_factory=Texts)
    agency_type: str = ""
    told: Told = field(default_factory=lambda: Told({}, Unit.WAN))
    depths: Mapping[str, int] = field(default_factory=dict)
    lists: tuple[tuple[Listing, ...], tuple[Filled, ...]] = ((), ())
    absent: tuple[Table, ...] = ()
    agency: str = ""

    @property
    def prevents(self) -> tuple[Diagnostic, ...]:
        """What in the grids is unread and nobody can agree to leave out of the source."""
        return tuple(d for d in self.found if d.code not in UNREAD)


@dataclass
class Sheets:
    """What the grids of each kind gave for the source, and what was found."""

    readings: list[Reading] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    forms: list[Filled] = field(default_factory=list)
    texts: list[Grid] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    seen: dict[str, Grid] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)  # tables that are there and not read
    beside: Mapping[str, str] = field(default_factory=dict)  # names of codes the catalogue lacks

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Every number of the grids that stands for a point or a named figure of the source."""
        each = (
            *(reading.placed for reading in self.readings),
            *(listing.placed for listing in self.listings),
        )
        return tuple(one for placed in each for one in placed)

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the grids of which a source is made."""
        return (*self.faults, *(fault for reading in self.readings for fault in reading.found))

    @property
    def gaps(self) -> tuple[Target, ...]:
        """The figures, for the source, of which the grids' sheets say that nobody knows them."""
        return tuple(one for reading in self.readings for one in reading.gaps)

    @property
    def names(self) -> Mapping[str, str]:
        """The grids' own names of subjects that have a figure, or below which one has."""
        said = (one.target for one in self.placed if one.number)
        codes = {p.subject for target in (*said, *self.gaps) for p in points_of(target)}
        every = {code: plain_name(name) for code, name in self.beside.items()}
        every |= {code: name for reading in self.readings for code, name in reading.names}
        return {c: name for c, name in every.items() if any(one.startswith(c) for one in codes)}

    @property
    def nothing(self) -> tuple[Target, ...]:
        """The targets, for the source, of cells that the grids leave blank, or dash."""
        return tuple(one for reading in self.readings for one in reading.nothing)

    @property
    def read(self) -> frozenset[tuple[str, str]]:
        """The form's tables that a grid is, by key; that of a project with its name."""
        named = ((one.table.key, plain(one.name)) for one in self.forms)
        return frozenset((*((key, "") for key in (*self.seen, *self.left)), *named))

    @property
    def tables(self) -> tuple[Grid, ...]:
        """The grids, of those for the source, that are the form's tables, not its projects'."""
        return (*self.seen.values(),)

    @property
    def is_empty(self) -> bool:
        """Whether no grid gave anything for the source."""
        return not (self.placed or self.listings or self.forms)


@dataclass(frozen=True)
class Gathered:
    """What grids say before the source is made of it; ``sheets`` has what is no figure."""

    marks: Expected
    placed: tuple[Placed, ...] = ()
    said: Told | None = None
    unit: str = ""
    found: tuple[Diagnostic, ...] = ()
    conflicts: tuple[Diagnostic, ...] = ()
    aliases: Aliases = field(default_factory=Aliases)
    sheets: Sheets = field(default_factory=Sheets)
    misnamed: tuple[Diagnostic, ...] = ()


def gather(grids: Sequence[Grid], form: Form, unit: str = "") -> Gathered:
    """Every number of the grids with what it stands for in the source.

    In the ``unit`` of the document that is to have them; without one in that of the tables.
    """
    catalogue = read_catalogue(form.project.catalogue, form.year)
    beside = names_in(grids, catalogue)
    marks = expected(form, codes_in(grids, catalogue), beside)
    if marks.region is None:
        return Gathered(marks, found=marks.found)
    aliases, found = read_aliases(marks.region)
    words = Words(catalogue, aliases.rows, marks.region.text(GAP), marks.region.text(UNLISTED))
    if marks.account:
        words = words.of_form(marks.account)
    sheets = Sheets(beside=beside)
    _read([renamed(grid, aliases.heads) for grid in grids], marks, words, sheets)
    unit = unit or unit_for(sheets.placed)
    said, conflicts = told(sheets.placed, Unit.named(unit))
    said = replace(said, gaps=sheets.gaps, blank=sheets.nothing, names=sheets.names)
    return Gathered(
        marks,
        sheets.placed,
        said,
        unit,
        (*found, *sheets.found),
        conflicts,
        aliases,
        sheets,
        _misnamed_in(sheets.names, catalogue, grids),
    )


def _misnamed_in(
    names: Mapping[str, str], catalogue: Catalogue, grids: Sequence[Grid]
) -> tuple[Diagnostic, ...]:
    """Names in the grids, for the source, that the catalogue lacks for subjects it has."""
    return tuple(
        _misnamed(code, name, known.name, grids)
        for code, name in sorted(names.items())
        if (known := catalogue.get(code)) and name not in map(plain_name, known.other_names)
    )


def _misnamed(code: str, name: str, own: str, grids: Sequence[Grid]) -> Diagnostic:
    message = f"科目 {code} 在表里写作“{name}”，目录里是“{own}”；照表里的写入了“科目补充”。"
    hint = "请核对编码和名称；表里写错了的，从“科目补充”里删去这一行，就用目录的名称。"
    return Diagnostic(Place(Path(grids[0].file)), "MZ819", message, hint, Severity.WARNING)


def collect(grids: Sequence[Grid], form: Form, unit: str = "") -> Collected:
    """The source collected from the grids, in the document's unit, else in the tables'."""
    form = replace(form, agency_type=form.agency_type or agency_type_of(grids))
    got = gather(grids, form, unit)
    if got.said is None or got.marks.region is None:
        return Collected(found=got.found)
    if wrong := other_scale(got.placed) or parts_above(got.said):
        return Collected(got.placed, None, got.unit, (*wrong, *got.found))
    sheets, found = got.sheets, (*got.found, *got.conflicts)
    if sheets.is_empty or any(fault.code not in UNREAD for fault in found):
        found = found or (_nothing(grids, form, got.marks.tables),)
        return Collected(got.placed, None, got.unit, found)
    in_unit, lists = replace(form, unit=got.unit), ((*sheets.listings,), (*sheets.forms,))
    if not carries_other(got.said):
        sheets.listings = [of_this_year(listing) for listing in sheets.listings]
    entries = _entries(got, got.said)
    solved = solve(got.said, got.placed, in_unit, got.marks, entries, got.aliases.same)
    texts = _texts(got, solved)
    forms = [(filled.grid, filled.table.title) for filled in sheets.forms]
    texts.found += other_years(sheets.tables, form.year, forms)
    found = (*unlikely_unit(got.placed), *_with_misfits(grids, got, solved, found, texts))
    texts.found += _listed_only(grids, got, (*found, *texts.found))
    own = (entries.cited, texts, form.agency_type, got.said, _depths(got.marks.tables), lists)
    absent = _absent(got, (*found, *texts.found))
    return Collected(got.placed, solved, got.unit, found, *own, absent, own_name(grids))


def _absent(got: Gathered, told: Iterable[Diagnostic]) -> tuple[Table, ...]:
    """The form's tables that no grid is and no finding names, of which the source has nothing.

    Of projects' own forms there are as many as there are projects to tell of.
    """
    said, read = "".join(one.message for one in told), {key for key, _ in got.sheets.read}
    tables = (one for one in got.marks.tables if one.layout not in FORMS)
    named = {one.title: one for one in tables if one.key not in read}
    return tuple(table for title, table in named.items() if title not in said)


def _with_misfits(
    grids: Sequence[Grid],
    got: Gathered,
    solved: Solved,
    found: Sequence[Diagnostic],
    texts: Texts,
) -> tuple[Diagnostic, ...]:
    """The findings with the cells of the grids that the source made of them does not fit."""
    sheets, lacking, file = got.sheets, _missing(got), Path(grids[0].file)
    wrong = gathered_under(lacking, solved.found, solved.wrong)
    wrong = unsure_without(_without_sheet(got), wrong, solved.wrong)
    texts.found += computed_without(lacking, (*wrong, *found), file)
    proved = frozenset(open_totals(sheets.listings, solved.entries) if solved.entries else ())
    assert got.marks.region is not None  # noqa: S101 (tables were read by way of it)
    listed, whose = _of_units_only(sheets, _misprinted(sheets, solved, got.marks.region))
    texts.found += whose
    told = told_of_source(solved, _but_of(proved, wrong), file)
    wrong = with_lists(told, _but_of(proved, listed))
    return (*_first(wrong), *without_named(found, wrong), *_rest(wrong))


def _but_of(cells: Container[str], found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings on the grids of the source but those on these cells."""
    return tuple(o for o in found if not (o.operands and o.operands[0].label in cells))


def _entries(got: Gathered, said: Told) -> Entries:
    """The rows of lists in the grids, in the source's unit of money."""
    sheets, account = got.sheets, got.marks.account
    made = Entries(
        Unit.named(got.unit), funds=funds_with_projects(said), of_subjects=funds_by_subject(said)
    )
    made.lists_itself = account is not None and bool(account.kind.members)
    return filled_with(sheets.listings, sheets.forms, made)


def _listed_only(
    grids: Sequence[Grid], got: Gathered, told: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    said = "".join(one.message for one in told)
    return listed_only(grids, got.marks.tables, got.sheets.read, said)


def _depths(tables: Iterable[Table]) -> dict[str, int]:
    """The digits of the finest subjects that each table prints, which the grids may lack."""
    shapes = (shape_of(table) for table in tables if table.layout in READ)
    return {
        shape.table.key: max(
            (len(line.code) for part in shape.segments for line in part.lines), default=0
        )
        for shape in shapes
    }


def _texts(got: Gathered, solved: Solved) -> Texts:
    """What the sheets of words say, also of the rows of the solved source."""
    grids = got.sheets.texts
    texts = read_texts(grids, got.aliases, Unit.named(got.unit))
    words = [grid for grid in grids if not lists_tables(grid, got.marks.tables)]
    texts.found += (*unread_texts(words, got.aliases), *got.misnamed)
    if solved.account:
        catalogue = solved.account.catalogue
        texts.of_rows, left = of_rows(texts.of_subjects, solved.values(), catalogue)
        texts.found += left
    return texts


def _missing(got: Gathered) -> tuple[Missing, ...]:
    return missing_of(_shapes(got), got.sheets.seen, got.sheets.readings)


def _without_sheet(got: Gathered) -> tuple[Missing, ...]:
    return tables_without_sheet(_shapes(got), got.sheets.seen)


def _shapes(got: Gathered) -> list[Shape]:
    """The shapes of the tables of figures that grids for the source may be."""
    return [shape_of(table) for table in got.marks.tables if table.layout in READ]


def _first(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings on the grids that explain why no source is made, told before the rest."""
    return tuple(one for one in found if one.code in UNREAD)


def _rest(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(one for one in found if one.code not in UNREAD)


def _misprinted(sheets: Sheets, solved: Solved, region: Region) -> tuple[Diagnostic, ...]:
    if solved.account is None or not (sheets.listings or sheets.forms):
        return ()
    tables, _ = build_tables(solved.account, region)
    return tuple(misprinted(sheets.listings, sheets.forms, tables))


def _of_units_only(
    sheets: Sheets, found: Sequence[Diagnostic]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Cells of grids that do not fit the source, and a note if only units are unclear."""
    grids = [one.grid for one in sheets.listings if adds_up(one)]
    cells = {grid.cell(spot) for grid in grids for spot in grid.numbers()}
    open_cells = [one for one in found if one.operands and one.operands[0].label in cells]
    rest = tuple(one for one in found if one not in open_cells)
    return rest, (_whose(open_cells),) if open_cells else ()


def _whose(found: Sequence[Diagnostic]) -> Diagnostic:
    """The finding, on the source's grids, that money of units is there, not which line is whose."""
    message = (
        f"各单位的 {len(found)} 个数没有写入（{found[0].operands[0].label} 起）："
        "表里没有哪一行支出是哪个单位的。"
    )
    hint = "请在“支出”等各表的行里写上“单位”（它的代码）；不写，这张表就分不出各单位的数。"
    return Diagnostic(found[0].place, "MZ829", message, hint, Severity.WARNING)


def _nothing(grids: Sequence[Grid], form: Form, tables: Iterable[Table]) -> Diagnostic:
    file = Path(grids[0].file) if grids else Path()
    message = f"工作簿里没有版式“{form.name}”的表，什么也没有读入。"
    titles = "、".join(dict.fromkeys(f"“{table.title}”" for table in tables))
    hint = f"请核对 --form 写的版式（mingzhang region 列出），和各张表的标题：{titles}。"
    return Diagnostic(Place(file), "MZ806", message, hint)


def _read(grids: Iterable[Grid], marks: Expected, words: Words, sheets: Sheets) -> None:
    shapes = tuple(map(shape_of, marks.tables))
    for grid in (part for sheet in grids for part in tables_on(sheet, shapes)):
        shape = shape_for(grid, shapes)
        if shape is None:
            sheets.texts.append(grid)
        if shape is None or not _is_read(shape.table):
            _leave(grid, shape, sheets)
        elif shape.table.layout in FORMS:
            _read_project(grid, shape, sheets)
        elif shape.table.key in sheets.seen:
            sheets.faults += _again(sheets, grid, shape.table)
        else:
            sheets.seen[shape.table.key] = grid
            _read_table(grid, shape, words, sheets)


def _is_read(table: Table) -> bool:
    if table.layout in (*LISTS, *FORMS):
        return table.layout in FORMS or is_listed(table)
    return table.layout in READ


def _read_table(grid: Grid, shape: Shape, words: Words, sheets: Sheets) -> None:
    table = shape.table
    if table.layout in READ:
        reading = read_sheet(grid, shape, words)
        sheets.readings.append(replace(reading, found=_by_code(reading.found)))
    elif not (unit := unit_of(grid)):
        sheets.faults.append(no_unit(grid, units_of(grid)))
    elif (listing := read_list(grid, table, unit, words)) is None:
        sheets.faults.append(no_head(grid, table))
    elif units_in_head(grid, listing.head).keys() - {unit}:
        said = {**units_of(grid), **units_in_head(grid, listing.head)}
        sheets.faults.append(several_units(grid, said))
    else:
        sheets.listings.append(listing)
        columns = unread(listing, words.catalogue)
        sheets.faults += [column_unread(listing, spots) for spots in columns]


def _by_code(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What is wrong with many rows of the grids for the source in one message."""
    rows: dict[str, list[Diagnostic]] = {}
    for one in found:
        rows.setdefault(one.code, []).append(one)
    told: list[Diagnostic] = []
    for code, alike in rows.items():
        if code in OF_ROWS and len(alike) > FEW:
            message = f"{alike[0].message}这张表这样的共 {len(alike)} 行。"
            told.append(replace(alike[0], message=message, hint=f"{OF_ROWS[code]}{alike[0].hint}"))
        else:
            told += alike
    return tuple(told)


def _read_project(grid: Grid, shape: Shape, sheets: Sheets) -> None:
    """A project's own form among the grids for the source; a blank one names nothing."""
    filled = read_form(grid, shape.table)
    own = (filled.name, filled.agency, filled.table.key)
    same = (one for one in sheets.forms if (one.name, one.agency, one.table.key) == own)
    if not filled.name:
        _leave(grid, shape, sheets)
    elif len(said := form_units(grid, shape.table)) > 1:
        sheets.faults.append(several_units(grid, said))
    elif not filled.unit:
        sheets.faults.append(no_unit(grid, {}))
    elif twin := next(same, None):
        title = f"{shape.table.title}（{filled.name}）"
        sheets.faults.append(_repeated(twin.grid, grid, title))
    else:
        sheets.forms.append(filled)


def _leave(grid: Grid, shape: Shape | None, sheets: Sheets) -> None:
    """Notes a grid that is not read for the source, and the numbers that it has."""
    sheets.left += [shape.table.key] if shape else []
    sheets.faults += _left(grid, shape)


def _repeated(one: Grid, other: Grid, title: str) -> Diagnostic:
    message = f"两张工作表都是“{title}”：{one.file} 的“{one.name}”，{other.file} 的“{other.name}”。"
    if (one.file, one.name) == (other.file, other.name):
        rows = f"第 {one.first + 1} 行起和第 {other.first + 1} 行起"
        message = f"工作表“{one.name}”里有两张“{title}”：{rows}。"
    hint = "请删去多出的一张（常是复制后留下的），再导入。"
    return Diagnostic(Place(Path(other.file)), "MZ814", message, hint)


def _again(sheets: Sheets, grid: Grid, table: Table) -> tuple[Diagnostic, ...]:
    """The finding that two grids are one table of the source; those of two agencies once."""
    first = sheets.seen[table.key]
    own, other = (next(iter(agencies_in((one,))), "") for one in (first, grid))
    if not (own and other) or own == other:
        return (_repeated(first, grid, table.title),)
    if any(one.hint == APART_HINT for one in sheets.faults):
        return ()
    message = (
        f"工作簿里有两个单位的表：“{table.title}”有“{own}”的（工作表“{first.name}”），"
        f"还有“{other}”的（工作表“{grid.name}”）。"
    )
    return (Diagnostic(Place(Path(grid.file)), "MZ814", message, APART_HINT),)


def _left(grid: Grid, shape: Shape | None) -> list[Diagnostic]:
    """The finding that a grid with numbers is not read for the source."""
    numbers = figures_of(grid)
    if not numbers:
        return []
    what = f"是“{shape.table.title}”，这种表还不能导入" if shape else "不是这个版式的表"
    first = grid.cell(numbers[0])
    message = f"工作表“{grid.name}”{what}，其中 {len(numbers)} 个数没有读入（{first} 起）。"
    hint = "这张表的数请在来源里填写；加 --partial 导入其余各表。"
    return [Diagnostic(Place(Path(grid.file)), "MZ811", message, hint)]
