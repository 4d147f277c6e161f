"""Workbook: the bytes of an .xlsx or .xls file → its sheets as grids, or why it is not read.

A number is the decimal that the workbook shows a person who looks into the cell: fifteen digits, as
spreadsheets count, so that 0.1 + 0.2 is 0.3; what sums leave far below a cent is no part of it.
A formula whose value was never computed is refused: nobody could say what it comes to.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 (it is one)

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.grid.grid import Grid, Span, Spot, letters
from mingzhang.grid.hidden_cells import hidden_in, told_hidden
from mingzhang.grid.old_workbook import At, read_biff

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MACROS = "_VBA_PROJECT".encode("utf-16-le")
MOST_BYTES, MOST_UNPACKED = 50_000_000, 400_000_000
MOST_CELLS = 5_000_000  # of a sheet, blank ones between its first and its last too
DIGITS = 15  # that a spreadsheet keeps
# A cent in 万元, and what is so far below it that no amount can mean it; differences of amounts of
# some ten millions of 元 leave as much.
CENT_PLACES, CENT, NOISE = 6, Decimal("0.000001"), Decimal("1e-7")
FULL = str.maketrans("０１２３４５６７８９．，－＋（）", "0123456789.,-+()")
CURRENCY = "￥¥"
# 1 234.50: with its decimals surely one number, and no two.
GROUPS = re.compile("[ \u2009\u202f\u3000]")
GROUPED = re.compile(rf"[-+]?[0-9]{{1,3}}(?:{GROUPS.pattern}[0-9]{{3}})+\.[0-9]+")
WRITTEN = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
# Some programs write each element with a prefix: <x:c>.
CELL = re.compile(rb"<((?:\w+:)?)c\s[^>]*?(?:/>|>.*?</\1c>)", re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
VALUE = re.compile(rb"<(?:\w+:)?(?:v>[^<]|is[\s>])|t=\"str\".*<(?:\w+:)?v")  # a text may be empty
ERROR = re.compile(rb'<(?:\w+:)?c\s[^>]*\bt="e"')  # #REF!, #N/A
CORNER = re.compile(rb"([A-Z]+)([0-9]+)")
Taken = TypeVar("Taken")
ADDRESS = re.compile(rb"\sr=[\"']([A-Z]+[0-9]+)[\"']")
SHOWN = "Visible"
HIDDEN = "MZ803"
# What the libraries say of a package that is damaged, or whose members are locked one by one.
BROKEN = (BadZipFile, ZlibError, EOFError, ParseError, KeyError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Read:
    """The grids of a workbook, none where it cannot be read, and what was found."""

    grids: tuple[Grid, ...] = ()
    found: tuple[Diagnostic, ...] = ()


def read_workbook(file: Path, data: bytes) -> Read:
    """The workbook's sheets in their order; a hidden one is left out, and said so.

    Hidden rows and columns of the others are read, and said so too.
    """
    made = opened(file, data, partial(_read, file, data))
    return Read(found=(made,)) if isinstance(made, Diagnostic) else made


def opened(
    file: Path, data: bytes, take: Callable[[CalamineWorkbook], Taken]
) -> Taken | Diagnostic:
    """What is taken from an opened workbook; why there is none that could be read."""
    if refused := _refusal(file, data):
        return refused
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 (seldom needed)

    broken = Diagnostic(Place(file), "MZ800", UNREADABLE, SAVE_AGAIN)
    try:
        if far := next(_far_cells(file, data), None):
            return far
        return take(CalamineWorkbook.from_filelike(BytesIO(data)))
    except (CalamineError, *BROKEN):
        return broken
    except BaseException as error:
        if not _is_of_library(error):
            raise
        return broken


def _read(file: Path, data: bytes, book: CalamineWorkbook) -> Read:
    grids, hidden = _grids(file, data, book)
    names = tuple(sheet.name for sheet in book.sheets_metadata)
    uncounted = tuple(_uncounted(file, data, grids, names))
    out_of_sight = tuple(_out_of_sight(file, data, grids, names))
    if not grids and not hidden:
        return Read(found=(Diagnostic(Place(file), "MZ800", NO_SHEET, SAVE_AGAIN),))
    return Read(() if uncounted else grids, (*uncounted, *hidden, *out_of_sight))


def _far_cells(file: Path, data: bytes) -> Iterator[Diagnostic]:
    """The sheets of a workbook whose last cell is so far out that all before it are too many."""
    if not data.startswith(ZIP):
        return  # of the old kind none can be so large
    with ZipFile(BytesIO(data)) as packed:
        for name, member in _sheet_files(packed):
            if member not in packed.NameToInfo:
                continue
            rows, columns = _extent(packed.read(member))
            if rows * columns > MOST_CELLS:
                message = (
                    f"工作表“{name}”到 {letters(columns - 1)}{rows} 为止都用过，格太多，没有读。"
                )
                yield Diagnostic(Place(file), "MZ800", message, CUT_OFF)


def _extent(sheet: bytes) -> tuple[int, int]:
    """The number of rows and of columns of a workbook's sheet up to its last cell."""
    last_row, last_column = 0, b""
    for found in ADDRESS.finditer(sheet):
        letters_of, number = CORNER.findall(found[1])[0]
        last_row = max(last_row, int(number))
        last_column = max(last_column, letters_of, key=lambda one: (len(one), one))
    return last_row, _number_of(last_column)


def _number_of(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number


def _is_of_library(error: BaseException) -> bool:
    """Whether the library gave up over a workbook that nobody's program wrote.

    That is its own kind of exception, which no handler of ordinary ones meets.
    """
    return type(error).__module__ == "pyo3_runtime"


CUT_OFF = (
    "多半是表外不小心留下的：请在 Excel 里选中表下面的整行、右边的整列，删除（不是清除内容），"
    "保存后再导入。"
)
COUNT_AGAIN = "请用 Excel 打开这个工作簿，等它算完，改正出错的公式，保存后再导入。"
NO_SHEET = "这个工作簿里没有一张工作表。"
UNREADABLE = "这个工作簿打不开：文件不完整，或不是 Excel 工作簿。"
WORD = "word/document.xml"
SAVE_AGAIN = "请用 Excel 打开，另存为“Excel 工作簿（*.xlsx）”，再导入。"


def _refusal(file: Path, data: bytes) -> Diagnostic | None:
    """Why a workbook is not read at all, told by its first bytes and its members."""
    if len(data) > MOST_BYTES:
        return Diagnostic(Place(file), "MZ800", "工作簿超过 50 MB，没有读。", SAVE_AGAIN)
    if data.startswith(OLE):
        return _ole_refusal(file, data)
    if not data.startswith(ZIP):
        message = "这不是 Excel 工作簿（.xlsx 或 .xls）：只改扩展名不行。"
        return Diagnostic(Place(file), "MZ800", message, SAVE_AGAIN)
    return _zip_refusal(file, data)


def _zip_refusal(file: Path, data: bytes) -> Diagnostic | None:
    try:
        with ZipFile(BytesIO(data)) as packed:
            names = packed.namelist()
            size = sum(info.file_size for info in packed.infolist())
    except BROKEN:
        return Diagnostic(Place(file), "MZ800", UNREADABLE, SAVE_AGAIN)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return _macro(file)
    if WORD in names:
        message = "这是 Word 文件，不能导入。"
        hint = "请导入同一份文档的 Excel 工作簿或 PDF；只有 Word 的，另存为 PDF 再导入。"
        return Diagnostic(Place(file), "MZ800", message, hint)
    if "xl/workbook.xml" not in names or size > MOST_UNPACKED:
        return Diagnostic(Place(file), "MZ800", UNREADABLE, SAVE_AGAIN)
    return None


def _ole_refusal(file: Path, data: bytes) -> Diagnostic | None:
    own = read_biff(data)
    if ENCRYPTED in data or own.is_locked:
        message = "工作簿设了密码，读不了。"
        hint = "请在 Excel 里去掉打开密码（文件 → 信息 → 保护工作簿），保存后再导入。"
        return Diagnostic(Place(file), "MZ801", message, hint)
    if MACROS in data:
        return _macro(file)
    return None if own.is_whole else Diagnostic(Place(file), "MZ800", UNREADABLE, SAVE_AGAIN)


def _macro(file: Path) -> Diagnostic:
    return Diagnostic(Place(file), "MZ802", "工作簿带有宏（VBA），没有读。", SAVE_AGAIN)


def _grids(
    file: Path, data: bytes, book: CalamineWorkbook
) -> tuple[tuple[Grid, ...], tuple[Diagnostic, ...]]:
    digest = hashlib.sha256(data).hexdigest()
    grids, hidden = [], []
    for sheet in book.sheets_metadata:
        grid = _grid(file, digest, sheet.name, book.get_sheet_by_name(sheet.name))
        if str(sheet.visible).endswith(SHOWN):
            grids.append(grid)
        elif any(grid.numbers()):
            hidden.append(_hidden(file, sheet.name))
    return tuple(grids), tuple(hidden)


def _hidden(file: Path, name: str) -> Diagnostic:
    message = f"工作表“{name}”是隐藏的，没有读。"
    hint = "要导入它，请在 Excel 里取消隐藏；不要它，就删去这张表。"
    return Diagnostic(Place(file), HIDDEN, message, hint, Severity.WARNING)


def _grid(file: Path, digest: str, name: str, sheet: CalamineSheet) -> Grid:
    # With its empty area a cell keeps its address.
    rows = sheet.to_python(skip_empty_area=False)
    spots = {
        (row, column): spot
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if not (spot := _spot(row, column, value)).is_empty
    }
    size = (max((r for r, _ in spots), default=-1) + 1, max((c for _, c in spots), default=-1) + 1)
    spans = tuple(_within(size, (*a, *b)) for a, b in sheet.merged_cell_ranges or ())
    return Grid(file.name, digest, name, spots, spans, size)


def _within(size: tuple[int, int], span: Span) -> Span:
    """The part of a merged area that lies where a workbook's sheet has cells (merged columns)."""
    return (span[0], span[1], min(span[2], size[0] - 1), min(span[3], size[1] - 1))


def _spot(row: int, column: int, value: object) -> Spot:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        text = str(value).strip()
        return Spot(row, column, text, number_in(text))
    number = _without_noise(Decimal(f"{value:.{DIGITS}g}"))
    text = f"{number:f}"
    return Spot(row, column, text, Decimal(text))


def _without_noise(number: Decimal) -> Decimal:
    """A workbook's number without what binary sums leave behind, far below a cent."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -CENT_PLACES:
        return number
    plain = number.quantize(CENT)
    if abs(number - plain) >= NOISE:
        return number
    text = f"{plain:f}".rstrip("0").rstrip(".")
    return abs(Decimal(text)) if not plain else Decimal(text)


def number_in(text: str) -> Decimal | None:
    """The number that a text in a workbook's cell is: 1,234.50, ￥1,234.50, also full-width.

    None for others.
    """
    plain = text.translate(FULL).replace("\u00a0", "").strip().lstrip(CURRENCY).lstrip()
    plain = GROUPS.sub(",", plain) if GROUPED.fullmatch(plain) else plain
    return Decimal(plain.replace(",", "")) if WRITTEN.fullmatch(plain) else None


def _uncounted(
    file: Path, data: bytes, grids: tuple[Grid, ...], names: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """A workbook's formulas without a value: never computed by the program, or wrong."""
    if not data.startswith(ZIP):
        shown = {grid.name for grid in grids}
        wrong = (at for at in read_biff(data).errors if names[at.sheet] in shown)
        yield from (_wrong(file, names[at.sheet], at) for at in wrong)
        return
    with ZipFile(BytesIO(data)) as packed:
        sheets = dict(_sheet_files(packed))
        for grid in grids:
            for cell in CELL.finditer(packed.read(sheets[grid.name])):
                if ERROR.match(cell[0]) or (FORMULA.search(cell[0]) and not VALUE.search(cell[0])):
                    yield _no_value(file, grid.name, cell[0])


def _out_of_sight(
    file: Path, data: bytes, grids: tuple[Grid, ...], names: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """That rows and columns of a workbook's sheets are hidden, and were read."""
    if not data.startswith(ZIP):
        own = dict(zip(names, read_biff(data).hidden, strict=False))
        yield from told_hidden(file, ((g, own[g.name]) for g in grids if g.name in own), HIDDEN)
        return
    with ZipFile(BytesIO(data)) as packed:
        sheets = dict(_sheet_files(packed))
        each = [(grid, hidden_in(packed.read(sheets[grid.name]))) for grid in grids]
    yield from told_hidden(file, each, HIDDEN)


def _wrong(file: Path, sheet: str, at: At) -> Diagnostic:
    """That a formula of an old workbook went wrong."""
    message = f"{sheet}!{letters(at.column)}{at.row + 1} 的公式出错，没有结果。"
    return Diagnostic(Place(file), "MZ804", message, COUNT_AGAIN)


def _no_value(file: Path, sheet: str, cell: bytes) -> Diagnostic:
    found = ADDRESS.search(cell)
    where = f"{sheet}!{found[1].decode() if found else ''}"
    said = "的公式出错，没有结果。" if ERROR.match(cell) else "是公式，工作簿里没有存它的结果。"
    message = f"{where} {said}"
    return Diagnostic(Place(file), "MZ804", message, COUNT_AGAIN)


def _sheet_files(packed: ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name with the member of the workbook's package that holds it."""
    from xml.etree.ElementTree import XMLParser, fromstring  # noqa: PLC0415 (see below)

    # expat since 2.4.1 bounds what entities expand to; calamine has read the same members before.
    links = fromstring(packed.read("xl/_rels/workbook.xml.rels"), XMLParser())  # noqa: S314
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    book = fromstring(packed.read("xl/workbook.xml"), XMLParser())  # noqa: S314
    for element in book.iter():
        if element.tag.endswith("}sheet"):
            link = next((v for k, v in element.items() if k.endswith("}id")), None)
            target = targets.get(link, "")
            yield (
                str(element.get("name")),
                target.lstrip("/") if target[:1] == "/" else (f"xl/{target}"),
            )
