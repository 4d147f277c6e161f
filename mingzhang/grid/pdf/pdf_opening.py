"""Opened: the bytes of a PDF → its pages, or why they are not read, in words."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

from mingzhang.grid.pdf import pdf_limits
from mingzhang.grid.pdf.upright_page import Box, Letter, Line, Sheet, upright

CHILD = Path(__file__).with_name("pdf_marks_process.py")
MOST = (
    pdf_limits.MEMORY,
    pdf_limits.SECONDS,
    pdf_limits.PAGES,
    pdf_limits.OBJECTS,
    pdf_limits.CHARACTERS,
)
PATIENCE = 2 * pdf_limits.SECONDS
FAULTS = {
    "damaged": "不是完好的 PDF，读不出来",
    "locked": "有打开口令，读不出来",
    "pages": f"超过 {pdf_limits.PAGES} 页，没有读",
    "objects": f"图形超过 {pdf_limits.OBJECTS // 10_000} 万个，没有读",
    "characters": f"文字超过 {pdf_limits.CHARACTERS // 10_000} 万字，没有读",
    "overdrawn": "读的时间太长、内存不够，或读它的程序中断了",
    "large": f"超过 {pdf_limits.FILE >> 20} MB，没有读",
    "reader": "没有装读 PDF 的程序库 pypdfium2，请运行 make setup",
}
RULED = 20  # drawn lines of a page that has a table
TRACED = "没有文字，字画成了图形"
SCAN = "是扫描的图像，没有文字"
COPIED = "是扫描的图像，文字是识别出来的"
GARBLED = "的字体没有写明各是什么字，文字读不准"
DRAWN = "的线条或文字太多，不是表"
FEW = 30  # characters of a page that is an image
SLANT = 60  # a line that rises no more than this is level
STRANGE = frozenset(("Co", "Cn", "Cc"))
RADICALS = range(0x2E80, 0x2FE0)  # copies of characters that some programs write for them


def opened(data: bytes) -> tuple[Sheet, ...] | str:
    """The opened PDF: its pages with their marks, or why none is read."""
    if len(data) > pdf_limits.FILE:
        return FAULTS["large"]
    command = [sys.executable, "-I", str(CHILD), *map(str, MOST)]
    try:
        run = subprocess.run(  # noqa: S603 (our own interpreter and file, numbers)
            command, input=data, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return FAULTS["overdrawn"]
    if run.returncode:
        return FAULTS["reader" if b"ModuleNotFoundError" in run.stderr else "overdrawn"]
    try:
        told = json.loads(run.stdout)
    except ValueError:
        return FAULTS["overdrawn"]
    if fault := told.get("fault"):
        return FAULTS[fault]
    return tuple(_sheet(number, page) for number, page in enumerate(told["pages"], 1))


def _sheet(number: int, page: Mapping[str, Any]) -> Sheet:
    frame = Box(*page["size"])
    if fault := _fault(page, frame):
        return Sheet(number, frame, fault=fault)
    turns: Counter[str] = Counter(page["turns"])
    turn = int(turns.most_common(1)[0][0]) if turns else 0
    level, standing = _lines(page["lines"], frame, turn)
    return Sheet(number, frame, turn, tuple(_letters(page, frame, turn)), level, standing)


def _fault(page: Mapping[str, Any], frame: Box) -> str:
    """Why a page of an opened PDF cannot be read surely."""
    text, area = page["text"], (frame.right - frame.left) * (frame.bottom - frame.top)
    covered = max((_within(image, frame) for image in page["images"]), default=0) * 2 > area
    if covered and page["unseen"]:
        return COPIED
    if covered and len(text) < FEW:
        return SCAN
    if not text.strip() and len(page["lines"]) >= RULED:
        return TRACED
    strange = sum(category(c) in STRANGE or c == "\ufffd" for c in text)
    if strange * 20 > len(text):
        return GARBLED
    too_many = len(page["lines"]) > pdf_limits.LINES or len(text) > pdf_limits.LETTERS
    return DRAWN if too_many else ""


def _within(image: Sequence[int], frame: Box) -> int:
    width = min(image[2], frame.right) - max(image[0], frame.left)
    height = min(image[3], frame.bottom) - max(image[1], frame.top)
    return max(width, 0) * max(height, 0)


def _letters(page: Mapping[str, Any], frame: Box, turn: int) -> Iterator[Letter]:
    """The characters on an opened PDF's page; one drawn twice for boldness, once."""
    boxes, text = page["boxes"], page["text"]
    width, height = _size(frame, turn)
    seen: set[tuple[str, int, int]] = set()
    for number, character in enumerate(text):
        box = _box(boxes[4 * number : 4 * number + 4], frame, turn)
        x, y = box.middle
        place = (character, x // POINT_AND_A_HALF, y // POINT_AND_A_HALF)
        if not (0 <= x <= width and 0 <= y <= height) or place in seen:
            continue
        if character.strip():
            seen.add(place)
        yield Letter(_plain(character), box)


POINT_AND_A_HALF = 150


def _plain(character: str) -> str:
    return normalize("NFKC", character) if ord(character) in RADICALS else character


def _size(frame: Box, turn: int) -> tuple[int, int]:
    size = (frame.right - frame.left, frame.bottom - frame.top)
    return size if turn % 2 == 0 else (size[1], size[0])


def _box(corners: Sequence[int], frame: Box, turn: int) -> Box:
    (x, y), (u, v) = (upright(a, b, frame, turn) for a, b in (corners[:2], corners[2:]))
    return Box(min(x, u), min(y, v), max(x, u), max(y, v))


def _lines(
    lines: Sequence[Sequence[int]], frame: Box, turn: int
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The drawn lines of an opened PDF's page along the axes, level ones and upright ones."""
    level, standing = [], []
    for corners in lines:
        box = _box(corners, frame, turn)
        wide, tall = box.right - box.left, box.bottom - box.top
        x, y = box.middle
        if tall <= SLANT < wide:
            level.append(Line(y, box.left, box.right))
        elif wide <= SLANT < tall:
            standing.append(Line(x, box.top, box.bottom))
    return tuple(level), tuple(standing)
