"""An official list: a file's sheets → codes and names, or what is wrong in it.

The columns are found by their heads: a code and a name, or 类, 款, 项 and a name.  Nothing is
guessed: a row that has a code of another shape, no name, or another name than before is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.subject_catalogue import LEVELS, ancestors
from mingzhang.subjects.list_sheets import Line, Sheet, read_sheets

UNREADABLE, NO_HEADS, BAD_ROW, TWO_NAMES, NO_PARENT = (
    *("MZ740", "MZ741", "MZ742", "MZ743", "MZ744"),
)
HEAD_ROWS = 30  # among which the heads must stand
CODES = ("科目编码", "科目代码", "科目编号", "编码", "代码", "编号", "科目")
NAMES = ("科目名称", "名称")
PARTS = ("类", "款", "项")
BLANKS = re.compile(r"\s+")
SEPARATORS = re.compile(r"[\s.\-－·]")
WIDTHS = (3, 2, 2)  # digits of 类, 款, 项 in columns of their own


@dataclass(frozen=True)
class Official:
    """An official list: subjects' names by code, in order; and what was wrong."""

    names: Mapping[str, str] = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()


def read_official(data: bytes, file: Path) -> Official:
    """The official list of subjects in a file."""
    sheets = read_sheets(data)
    if isinstance(sheets, Diagnostic):
        return _failed(file, UNREADABLE, sheets.message, sheets.hint)
    if sheets is None:
        return _failed(
            file,
            UNREADABLE,
            "读不了这个文件：它不是工作簿（xlsx、xls）或 CSV，或者有引号没有成对。",
            "请用 Excel 打开它，去掉多出的引号，另存为 xlsx 或 CSV，再导入。",
        )
    tables = [(sheet, heads) for sheet in sheets if (heads := _heads(sheet))]
    if not tables:
        return _failed(
            file,
            NO_HEADS,
            f"前 {HEAD_ROWS} 行里没有找到科目编码和科目名称两列的表头。",
            "表头请写“科目编码”和“科目名称”（或“类”“款”“项”和“科目名称”），再导入。",
        )
    reading = _Reading(file)
    for sheet, heads in tables:
        reading.read(sheet, heads)
    return reading.result()


def _failed(file: Path, code: str, message: str, hint: str) -> Official:
    return Official(found=(Diagnostic(Place(file), code, message, hint),))


@dataclass(frozen=True)
class _Heads:
    """Where codes and names stand in an official list; ``line`` is that of the row of heads."""

    line: int
    codes: tuple[int, ...]
    name: int


def _heads(sheet: Sheet) -> _Heads | None:
    for line in sheet.lines[:HEAD_ROWS]:
        words = [BLANKS.sub("", cell) for cell in line.cells]
        name = _first(words, NAMES)
        code = _first(words, CODES)
        parts = tuple(words.index(part) for part in PARTS if part in words)
        if name is not None and len(parts) >= 2:
            return _Heads(line.number, parts, name)
        if name is not None and code is not None:
            return _Heads(line.number, (code,), name)
    return None


def _first(words: Sequence[str], names: Sequence[str]) -> int | None:
    return next((words.index(name) for name in names if name in words), None)


@dataclass
class _Reading:
    """An official list of subjects while it is read."""

    file: Path
    names: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def read(self, sheet: Sheet, heads: _Heads) -> None:
        """Reads every row of an official list below its heads."""
        above: tuple[str, ...] = ("",) * len(heads.codes)
        # By their numbers: a head of two lines in a CSV file makes these more than the rows are.
        for line in (one for one in sheet.lines if one.number > heads.line):
            cells = tuple(_cell(line, column) for column in heads.codes)
            name = BLANKS.sub("", _cell(line, heads.name))
            if any(cells) and (any(c.isdecimal() for c in cells) or name):
                above = _filled(cells, above)
                place = sheet.place(line, heads.codes[0])
                self._take("".join(above), name, place, sheet.line_in_file(line))

    def _take(self, code: str, name: str, place: str, line: int) -> None:
        if not (code.isdecimal() and len(code) in LEVELS and name):
            said = f"“{code}”不是 3、5、7 位的科目编码" if name else f"{code} 没有名称"
            self._note(line, BAD_ROW, f"{place}：{said}。", "请在文件里改正或删去这一行，再导入。")
        elif self.names.get(code, name) != name:
            told = f"{place}：{code} 叫“{name}”，{self.places[code]} 里叫“{self.names[code]}”。"
            self._note(line, TWO_NAMES, told, "一个编码只能有一个名称，请在文件里改正，再导入。")
        else:
            self.names.setdefault(code, name)
            self.places.setdefault(code, place)

    def _note(self, line: int, code: str, message: str, hint: str) -> None:
        # Of a workbook no line can be shown: its bytes are no text.
        place = Place(self.file, line, 1) if line else Place(self.file)
        self.found.append(Diagnostic(place, code, message, hint))

    def result(self) -> Official:
        """The official list of subjects, where nothing is wrong with it."""
        self.found += self._without_parents()
        if not self.names and not self.found:
            return _failed(
                self.file, NO_HEADS, "表头下面没有一个科目。", "请看看是不是选错了文件。"
            )
        return Official(dict(sorted(self.names.items())), tuple(self.found))

    def _without_parents(self) -> Iterator[Diagnostic]:
        for code in self.names:
            missing = [above for above in ancestors(code) if above and above not in self.names]
            if missing:
                place, above = self.places[code], "、".join(missing)
                message = f"{place}：有 {code}，没有它上面的 {above}。"
                hint = "正式的目录类、款、项齐全；请看看编码有没有错、文件是不是完整。"
                yield Diagnostic(Place(self.file), NO_PARENT, message, hint)


def _cell(line: Line, column: int) -> str:
    text = line.cells[column] if column < len(line.cells) else ""
    plain = SEPARATORS.sub("", text)
    return plain if plain.isdecimal() else text.strip()


def _filled(cells: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of an official list's code: a blank one before another is that of the row above."""
    if len(cells) == 1:
        return cells
    last = max(n for n, cell in enumerate(cells) if cell)
    whole = [cell or old for cell, old in zip(cells[: last + 1], above, strict=False)]
    whole = [cell.zfill(WIDTHS[n]) if cell.isdecimal() else cell for n, cell in enumerate(whole)]
    return (*whole, *[""] * (len(cells) - len(whole)))
