"""Limits: what a stranger's PDF may take of this machine; sizes in bytes, times in seconds."""

from __future__ import annotations

FILE = 1 << 26
MEMORY, SECONDS = 1 << 31, 60
PAGES, OBJECTS, CHARACTERS = 1_000, 1_000_000, 2_000_000
LINES, LETTERS = (
    8_000,
    40_000,
)  # of a page; a form has some hundred lines, a full page 2,000 letters
ROWS, COLUMNS = 1_500, 300  # of a table
