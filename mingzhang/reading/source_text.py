"""Files and bytes → checked Unicode text: no link, not too large, UTF-8, no strange characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from os.path import normpath
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.reading.encodings import disguise, guess
from mingzhang.reading.safe_opening import Form, Obstacle, obstacle, read_below
from mingzhang.reading.stray_characters import Kind, Strange, strange

MAX_BYTES = 10_000_000

LINE_END = re.compile("\r\n|\r|\n")
# git's marks stand at the beginning of a line, seven of a kind.
_MARK = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_BASE = re.compile(r"^\|{7}(?=[ \r\n]|\Z)", re.MULTILINE)
_COUNTED, _NAMED = 1000, 8  # strange characters that are looked for, and that one hint names


def full(path: Path) -> Path:
    """A source text's absolute path without ``..``; links are kept, they may name an agency."""
    # An absolute one is told without asking where the program is: that folder may be deleted.
    return Path(normpath(path if path.is_absolute() else Path.cwd() / path))


def shown(path: Path) -> Path:
    """A source text's path in messages: relative to the current folder if it lies below."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def place_at(text: str, offset: int, file: Path) -> Place:
    """Line and column, in a source text, of the character at an offset."""
    ends = [match.end() for match in LINE_END.finditer(text, 0, offset)]
    return Place(file, len(ends) + 1, offset - (ends[-1] if ends else 0) + 1)


def load(file: Path, asked: Place | None = None, root: Path | None = None) -> bytes | Diagnostic:
    """The bytes of a source text; ``asked`` is the place that names it, where a source does.

    Nothing on the way from ``root`` (the file's own folder where none is named) may be a link.
    """
    found = read_below(file, root or file.parent, MAX_BYTES + 1)
    return found if isinstance(found, bytes) else _told(found, file, asked or Place(shown(file)))


def irregular(file: Path, root: Path) -> Diagnostic | None:
    """The finding that a source text is a link, pipe or folder; None for a regular file."""
    found = obstacle(file, root)
    return _told(found, file, Place(shown(file))) if found else None


def _told(found: Obstacle, file: Path, place: Place) -> Diagnostic:
    if found.form is Form.LINK:
        return linked(found.path, place)
    if found.form is Form.MISSING:
        hint = f"请在文件夹“{shown(file.parent)}”里建立“{file.name}”，或检查文件名是否写对。"
        if near := _like(file):
            hint = f"文件夹里有“{near}”：是它的话，请改名为“{file.name}”。"
        return Diagnostic(place, "MZ001", f"找不到文件“{file.name}”。", hint)
    if found.form is Form.CLOSED:
        hint = "请检查路径和文件的权限，或先关闭正在使用它的程序。"
        return Diagnostic(place, "MZ001", f"文件“{file.name}”读不了。", hint)
    name, what = found.path.name, found.form.value
    hint = f"请删去或移走“{name}”，再放入普通的文件。"
    if found.form is Form.FOLDER:
        return Diagnostic(place, "MZ001", f"“{name}”是文件夹，这里要的是文件。", hint)
    return Diagnostic(place, "MZ058", f"“{name}”是{what}，不是普通的文件，没有读取。", hint)


def _like(file: Path) -> str:
    """A file beside a source text that is not there, of its name but for ending or capitals."""
    stem = file.stem.casefold()
    beside = (one.name for one in file.parent.glob("*"))
    return min((name for name in beside if name.casefold().startswith(f"{stem}.")), default="")


def linked(path: Path, place: Place) -> Diagnostic:
    """The finding that a source text is a link, which is not followed; its target is not told."""
    message = f"“{shown(path)}”是链接，没有读取：来源和版式里不用链接。"
    hint = "请删去这个链接，把文件或文件夹本身复制到这里。"
    return Diagnostic(place, "MZ057", message, hint)


def decode(data: bytes, file: Path) -> str | Diagnostic:
    """A source file's bytes as clean UTF-8 text without BOM, or the first reason why not."""
    if len(data) > MAX_BYTES:
        hint = "请检查是不是放错了文件；一份文档的数据通常不到 1 MB。"
        return Diagnostic(Place(file), "MZ002", "文件超过 10 MB。", hint)
    if told := disguise(data):
        return Diagnostic(Place(file, 1, 1), "MZ003", *told)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, file)
    return _conflict(text, file) or _hidden(data, text, file) or text


def _not_utf8(data: bytes, start: int, file: Path) -> Diagnostic:
    # The bytes before the first bad one are good UTF-8, so they can be counted in characters.
    place = place_at(*_prefix(data[:start]), file)
    guessed, hint = guess(data)
    return Diagnostic(place, "MZ003", f"文件不是 UTF-8 编码，{guessed}。", hint)


def _prefix(good: bytes) -> tuple[str, int]:
    text = good.decode("utf-8-sig", errors="ignore")
    return text, len(text)


def _conflict(text: str, file: Path) -> Diagnostic | None:
    """The finding at the first git merge mark (<<<<<<<) left in a source text."""
    found = _MARK.search(text)
    if found is None:
        return None
    place = place_at(text, found.start(), file)
    message = f"“{found.group()}”是 git 合并冲突的标记：两个人改了同一处，还没有选定。"
    # git config merge.conflictStyle diff3, and zdiff3, show what both began with as well.
    base = "||||||| 与 ======= 之间是两人改以前的，连标记一起删去。" if _BASE.search(text) else ""
    hint = (
        f"请在 <<<<<<< 与 {'|||||||' if base else '======='}、======= 与 >>>>>>> 之间的两段里"
        f"选定要留的内容，再删去这三行标记；{base}后面若还有，同样处理。"
    )
    return Diagnostic(place, "MZ059", message, hint)


def _hidden(data: bytes, text: str, file: Path) -> Diagnostic | None:
    found = first_strange(text)
    if not found:
        return None
    # Bytes of other encodings and of other kinds of file may all be ASCII.
    if text.count("\0") > len(text) // 8:
        guessed, hint = guess(data)
        return Diagnostic(Place(file, 1, 1), "MZ003", f"文件不是 UTF-8 编码，{guessed}。", hint)
    return strange_character(found, place_at(text, found[0].offset, file))


def first_strange(text: str) -> tuple[Strange, ...]:
    """The first thousand strange characters in a source text."""
    return tuple(islice(strange(text), _COUNTED))


def strange_character(found: Sequence[Strange], place: Place) -> Diagnostic:
    """The finding about strange characters in a source text, at the first of them."""
    first = found[0]
    same = [other for other in found if (other.kind is Kind.ALIKE) == (first.kind is Kind.ALIKE)]
    number = f"{len(same) - 1} 处" if len(found) < _COUNTED else "许多处"
    more = f"，后面另有 {number}" if len(same) > 1 else ""
    if first.kind in (Kind.CONTROL, Kind.HIDDEN):
        message = f"这里有一个看不见的{first.kind.value}字符（{first.name}）{more}。"
        return Diagnostic(place, "MZ004", message, "请把光标移到这里，删去它，或整行重新输入。")
    if first.kind is Kind.ALIKE:
        message = f"“{first.character}”（{first.name}）看起来像常用的字，其实是另一个字符{more}。"
        return Diagnostic(place, "MZ060", message, _instead(same))
    message = f"这里有一个{first.kind.value}字符（{first.name}），别的电脑上显示不出来{more}。"
    return Diagnostic(place, "MZ061", message, "请删去它，用键盘输入通用的字。")


def _instead(found: Iterable[Strange]) -> str:
    pairs = dict.fromkeys((other.character, other.plain) for other in found)
    known = "、".join(f"“{old}”换成“{new}”" for old, new in [*pairs][:_NAMED] if new)
    ask = "多半是从 PDF 复制来的"
    return f"{ask}，请用编辑器的“全部替换”：{known}。" if known else f"{ask}，请用键盘重新输入。"
