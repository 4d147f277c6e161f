"""Files and bytes → checked Unicode text: exists, not too large, UTF-8, no hidden characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from os.path import normpath
from pathlib import Path
from types import MappingProxyType

from mingzhang.diagnostics import Diagnostic, Place

MAX_BYTES = 10_000_000

_A_FILE = "请写文件的名称，例如 duties.md；文件夹占了来源文件的名称的，请改文件夹的名称。"
_SAVE_AS_UTF8 = "请用编辑器“另存为”，编码选 UTF-8，再重新生成。"
# A BOM says UTF-16 or UTF-32; a zip or OLE signature says that an Office file was renamed.
_SIGNATURES: Mapping[bytes, tuple[str, str]] = MappingProxyType(
    {
        b"\xff\xfe": ("文件是 UTF-16 编码，不是 UTF-8。", _SAVE_AS_UTF8),
        b"\xfe\xff": ("文件是 UTF-16 编码，不是 UTF-8。", _SAVE_AS_UTF8),
        b"PK\x03\x04": (
            "这是 Excel、Word 或压缩文件，不是文本文件。",
            "只改扩展名不行：请把内容写进 UTF-8 编码的文本文件。",
        ),
        b"\xd0\xcf\x11\xe0": (
            "这是旧版 Excel 或 Word 文件，不是文本文件。",
            "只改扩展名不行：请把内容写进 UTF-8 编码的文本文件。",
        ),
    }
)
# libyaml takes U+0085, U+2028 and U+2029 for line ends, editors do not: lines would be miscounted.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
# Direction marks can show a reader other figures than are computed; zero-width ones hide in keys.
HIDDEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
LINE_END = re.compile("\r\n|\r|\n")


def full(path: Path) -> Path:
    """The path from the root, without ``..``; links are kept, for they may name an agency."""
    return Path(normpath(Path.cwd() / path))


def shown(path: Path) -> Path:
    """The path as messages show it: relative to the current directory where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def place_at(text: str, offset: int, file: Path) -> Place:
    """Line and column of a character."""
    ends = [match.end() for match in LINE_END.finditer(text, 0, offset)]
    return Place(file, len(ends) + 1, offset - (ends[-1] if ends else 0) + 1)


def load(file: Path, asked: Place | None = None) -> bytes | Diagnostic:
    """A file's bytes; ``asked`` is the place that names the file, where a source does."""
    place = asked or Place(shown(file))
    try:
        if file.is_dir():
            return Diagnostic(place, "MZ001", f"“{file.name}”是文件夹，这里要的是文件。", _A_FILE)
        if not file.is_file():
            return _missing(file, place)
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        hint = "请检查路径和文件的权限，或先关闭正在使用它的程序。"
        return Diagnostic(place, "MZ001", f"文件“{file.name}”读不了。", hint)


def _missing(file: Path, place: Place) -> Diagnostic:
    hint = f"请在文件夹“{shown(file.parent)}”里建立“{file.name}”，或检查文件名是否写对。"
    return Diagnostic(place, "MZ001", f"找不到文件“{file.name}”。", hint)


def decode(data: bytes, file: Path) -> str | Diagnostic:
    """Text without its byte order mark, or the first reason why it is not clean UTF-8 text."""
    if len(data) > MAX_BYTES:
        hint = "请检查是不是放错了文件；一份文档的数据通常不到 1 MB。"
        return Diagnostic(Place(file), "MZ002", "文件超过 10 MB。", hint)
    for signature, (message, hint) in _SIGNATURES.items():
        if data.startswith(signature):
            return Diagnostic(Place(file, 1, 1), "MZ003", message, hint)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, file)
    return _hidden(text, file) or text


def _not_utf8(data: bytes, start: int, file: Path) -> Diagnostic:
    # The bytes before the first bad one are good UTF-8, so they can be counted in characters.
    place = place_at(*_prefix(data[:start]), file)
    guess = "看来是 GBK（GB18030）编码" if _is_gb18030(data) else "可能不是文本文件"
    guess = "看来是 UTF-16 编码" if b"\0" in data else guess
    return Diagnostic(place, "MZ003", f"文件不是 UTF-8 编码，{guess}。", _SAVE_AS_UTF8)


def _prefix(good: bytes) -> tuple[str, int]:
    text = good.decode("utf-8-sig", errors="ignore")
    return text, len(text)


def _is_gb18030(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _hidden(text: str, file: Path) -> Diagnostic | None:
    found = CONTROL.search(text) or HIDDEN.search(text)
    if found is None:
        return None
    if found.group() == "\0" and text.count("\0") > len(text) // 4:
        message, hint = _SIGNATURES[b"\xff\xfe"]
        return Diagnostic(Place(file, 1, 1), "MZ003", message, hint)
    return hidden_character(found.group(), place_at(text, found.start(), file))


def hidden_character(character: str, place: Place) -> Diagnostic:
    """The finding about one character that nobody can see."""
    name = f"U+{ord(character):04X}"
    kind = "改变文字方向或零宽的" if HIDDEN.match(character) else "控制"
    message = f"这里有一个看不见的{kind}字符（{name}）。"
    return Diagnostic(place, "MZ004", message, "请把光标移到这里，删去它，或整行重新输入。")
