"""Characters that do not belong in a text: hidden, look-alike, of nobody but one machine.

In: any text.  Out: what stands in it that a reader cannot see or would take for another character,
with the character that is meant where that is certain; and texts made safe to print.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache


class Kind(Enum):
    """Why a stray character is told: it is invisible, looks like another, steers a terminal …"""

    CONTROL = "控制"
    HIDDEN = "零宽、空白或改变文字方向的"
    ALIKE = "形似"
    PRIVATE = "自造"
    UNKNOWN = "没有定义的"


@dataclass(frozen=True)
class Strange:
    """A stray character (or a letter and a mark upon it) at an offset of a text.

    ``plain`` is the one that is meant, empty where that is open.
    """

    offset: int
    character: str
    kind: Kind
    plain: str = ""

    @property
    def name(self) -> str:
        """A stray character's code points, as messages name them: ``U+202E``."""
        return " ".join(f"U+{ord(character):04X}" for character in self.character)


# Nearly all that is typed: what is not in it is looked at closely, each character once.
_UNCOMMON = re.compile(
    "[^\t\n\r -~\u00b7\u2014\u2018\u2019\u201c\u201d\u2026"
    "\u3000-\u3029\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]"
)
# Letters and marks that show nothing, though Unicode does not call them format characters:
# fillers of Hangul, joiners, selectors of variants, an empty pattern of Braille.
_EMPTY = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc"
    "\U000e0000-\U000e0fff]"
)
# What PDF files give for common characters: radicals, letters of formulas, half-width marks.
_FOLDED = re.compile("[\u2f00-\u2fd5\uff61-\uff65\U0001d400-\U0001d7ff]")
# Unicode's own table of the ideographs that radicals (from U+2E81) and strokes look like.
_RADICALS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵　旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻"
    "𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣"
    "𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_STROKES = "一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎"
_PLAIN: dict[str, str] = {
    **{chr(0x2E81 + n): plain for n, plain in enumerate(_RADICALS)},
    **{chr(0x31D0 + n): plain for n, plain in enumerate(_STROKES)},
}
LOST = "\ufffd"  # what a program writes for bytes that it could not read
# New ideographs come into these planes faster than Python learns of them.
_IDEOGRAPHS = range(0x20000, 0x3FFFE)
# GitHub reads the first anywhere after blanks, the second (and Azure's, TeamCity's) anywhere.
_COMMAND = re.compile(r"^(\s*):(?=:)")
_SHARP = r"\\u0023"
_INNER_COMMAND = re.compile(r"#(?=#[A-Za-z]*\[)")
_CATEGORIES = {
    "Cc": Kind.CONTROL,
    "Zl": Kind.CONTROL,
    "Zp": Kind.CONTROL,
    "Cf": Kind.HIDDEN,
    "Co": Kind.PRIVATE,
    "Cs": Kind.UNKNOWN,
    "Cn": Kind.UNKNOWN,
}


@lru_cache(maxsize=4096)
def _kind(character: str) -> tuple[Kind, str] | None:
    """Why a character is a stray one wherever it stands, and the character that is meant."""
    if _EMPTY.match(character):
        return Kind.HIDDEN, ""
    if character == LOST:
        return Kind.UNKNOWN, ""
    category = unicodedata.category(character)
    if category == "Cn" and ord(character) in _IDEOGRAPHS:
        return None
    if category in _CATEGORIES:
        return _CATEGORIES[category], ""
    plain = _plain(character)
    return (Kind.ALIKE, plain.strip()) if plain else None


def _plain(character: str) -> str:
    """The common character that looks like a stray one; a blank where nobody says which."""
    is_folded = _FOLDED.match(character)
    folded = unicodedata.normalize("NFKC" if is_folded else "NFC", character)
    if folded != character and len(folded) == 1:
        return folded
    is_part = "\u2e80" <= character <= "\u2eff" or "\u31c0" <= character <= "\u31ef"
    return _PLAIN.get(character, " ") if is_part else ""


def strange(text: str) -> Iterator[Strange]:
    """All stray characters (invisible, look-alike, control) of a text, in order."""
    for match in _UNCOMMON.finditer(text):
        at, character = match.start(), match.group()
        found = _kind(character)
        if found:
            yield Strange(at, character, *found)
        elif at and unicodedata.combining(character):
            pair = text[at - 1 : at + 1]
            composed = unicodedata.normalize("NFC", pair)
            if len(composed) == 1:
                yield Strange(at - 1, pair, Kind.ALIKE, composed)


def visible(text: str) -> str:
    """A text with its invisible and terminal-steering stray characters spelt out."""
    return _UNCOMMON.sub(_shown, text).replace("\r", _escaped("\r"))


def one_line(text: str) -> str:
    """As ``visible``, and with no stray line end: a name, a path, a message stays on its line.

    Nor is any part of it a command of a pipeline (``##[error]``).
    """
    return _INNER_COMMAND.sub(_SHARP, visible(text).replace("\n", "\\n"))


def in_json(text: str) -> str:
    """JSON whose stray, hidden characters are written with JSON's own escapes: it says the same."""
    shown = _UNCOMMON.sub(lambda m: json.dumps(m[0])[1:-1] if _hides(m[0]) else m[0], text)
    return _INNER_COMMAND.sub(_SHARP, shown)


def inert(line: str) -> str:
    """A line for a person without stray marks that a pipeline takes for a command."""
    shown = _COMMAND.sub(lambda match: f"{match[1]}{_escaped(':')}", line)
    return _INNER_COMMAND.sub(_SHARP, shown)


def _shown(match: re.Match[str]) -> str:
    return _escaped(match.group()) if _hides(match.group()) else match.group()


def _hides(character: str) -> bool:
    found = _kind(character)
    return found is not None and found[0] is not Kind.ALIKE


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
