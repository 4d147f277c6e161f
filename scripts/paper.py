"""Paper: PDF files → how often a line ends within a figure, and how full the pages are.

``python -m scripts.paper output/*/disclosure.pdf`` prints one line a file. Lines are those that
pdftotext (poppler) finds; the page number at the foot is none of the page's own.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from mingzhang.document.whole import UNITS

FEW = 4  # lines of a page that is nearly empty
THIRD = 8  # lines of text that fill a third of a page of 22
AT_END = re.compile(r"[\u4e00-\u9fff，、（：；]\d[\d,.]*$|^\d[\d,.]*$")
AT_START = re.compile(rf"(?:{UNITS})(?![\u4e00-\u9fff]{{20}}$)")
FOLIO = re.compile(r"— \d+ —")
APART = "  "  # cells of a table stand apart, words of a line do not


@dataclass(frozen=True)
class Paper:
    """What was counted in one file; ``torn`` are the ends of lines, with what follows."""

    pages: int
    torn: tuple[str, ...]
    few: tuple[int, ...]
    low: tuple[int, ...]


def measure(file: Path) -> Paper:
    """Counts in the file; raises ``CalledProcessError`` where it is no PDF."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(file), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pages = [_lines(page) for page in text.split("\f")[:-1]]
    counted = {number: len(lines) for number, lines in enumerate(pages[1:], 2)}
    return Paper(
        len(pages),
        tuple(torn for lines in pages for torn in _torn(lines)),
        tuple(number for number, count in counted.items() if count < FEW),
        tuple(number for number, count in counted.items() if count < THIRD),
    )


def _lines(page: str) -> list[str]:
    stripped = (line.strip() for line in page.splitlines())
    return [line for line in stripped if line and not FOLIO.fullmatch(line)]


def _torn(lines: list[str]) -> list[str]:
    running = [line for line in pairwise(lines) if not any(APART in part for part in line)]
    return [
        f"{line[-12:]}|{after[:6]}"
        for line, after in running
        if AT_END.search(line) and AT_START.match(after)
    ]


def main(files: list[str]) -> None:
    """Prints the counts of each file."""
    for name in files:
        found = measure(Path(name))
        print(
            f"{name}: {found.pages} 页，拆开的数 {len(found.torn)}，"
            f"不到四行的页 {list(found.few)}，不到三分之一的页 {list(found.low)}"
        )
        for torn in found.torn:
            print(f"  {torn}")


if __name__ == "__main__":
    main(sys.argv[1:])
