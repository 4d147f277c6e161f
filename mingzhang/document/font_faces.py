"""Faces: a folder of fonts → which characters each of them has.

Reading that out of the fonts themselves takes as long as a whole check, so set-up writes it down
once (``coverage.json``): by the fingerprint of a face's own table of characters, so that another
face of the same name is never taken for the one that was written down.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

FOLDER = ".fonts"
RECORD = "coverage.json"
FONT_URL = re.compile(
    r"url\(\s*[\"']?([^)/:\"'\s][^)/:\"']*\.(?:otf|ttf))[\"']?\s*\)", re.IGNORECASE
)
TABLE, HEAD = b"cmap", 12  # bytes of a font file before its list of tables
ENTRY = 16  # of that list: tag, checksum, offset, length


@dataclass(frozen=True, eq=False)
class Coverage:
    """Characters that font faces have: ``bounds`` are where a run begins and ends by turns.

    One is itself and no other, for whoever remembers what it was asked must not compare thousands.
    """

    bounds: tuple[int, ...] = ()

    def __contains__(self, character: str) -> bool:
        return bisect_right(self.bounds, ord(character)) % 2 == 1


def faces_of(style: str) -> tuple[str, ...]:
    """The files of the font faces that a style sheet names."""
    return tuple(dict.fromkeys(FONT_URL.findall(style)))


def missing_faces(style: str, fonts: Path) -> tuple[str, ...]:
    """The files of font faces that a style sheet names and that do not lie there themselves.

    A link to a file elsewhere is none: whoever made the folder may have it lead anywhere.
    """
    return tuple(name for name in faces_of(style) if not is_face(fonts / name, fonts))


def is_face(file: Path, fonts: Path) -> bool:
    """Whether a file lies in the folder of fonts, and no other file in its place."""
    target = file.resolve()
    return target.parent == fonts.resolve() and target.is_file()


def coverage_of(style: str, fonts: Path) -> tuple[Coverage, ...]:
    """What characters the font faces of a style sheet have.

    A PDF falls back from any of them to any other, whatever families its rules name.
    """
    return tuple(_coverage(fonts / name) for name in faces_of(style))


def record(faces: Iterable[Path]) -> str:
    """What set-up writes down of the font faces."""
    known = {_fingerprint(face): _runs(face) for face in faces}
    return json.dumps(known, separators=(",", ":")) + "\n"


def _coverage(face: Path) -> Coverage:
    # By the fingerprint too: a process may outlive a face.
    return _known(face, _fingerprint(face))


@cache
def _known(face: Path, fingerprint: str) -> Coverage:
    recorded = _recorded(face.parent / RECORD).get(fingerprint)
    return Coverage(tuple(recorded) if recorded else _runs(face))


@cache
def _recorded(file: Path) -> Mapping[str, list[int]]:
    try:
        known = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _fingerprint(face: Path) -> str:
    """The checksum of a font face's table of characters; empty where there is none."""
    with face.open("rb") as file:
        count = int.from_bytes(file.read(HEAD)[4:6])
        entries = (file.read(ENTRY) for _ in range(count))
        return next((entry[4:].hex() for entry in entries if entry[:4] == TABLE), "")


def _runs(face: Path) -> tuple[int, ...]:
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 (slow, and seldom needed)

    try:
        with face.open("rb") as file, TTFont(file, lazy=True) as font:
            return tuple(_bounds(sorted(font.getBestCmap() or ())))
    except TTLibError:
        return ()


def _bounds(codes: list[int]) -> Iterator[int]:
    for before, code in pairwise((-2, *codes)):
        if code != before + 1:
            yield from (before + 1, code) if before >= 0 else (code,)
    yield from (code + 1 for code in codes[-1:])
