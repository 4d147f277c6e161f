"""One digit changed in a published PDF as it is read → whether checking it notices, and where.

``python -m benchmarks.misprints 20 上海 公布件.pdf …``: so many changes of cells in each paper, and
as many of figures in its sentences, drawn by a fixed seed.  Noticed is one that is told at all (a
tail of rounding as a note); found is one that is told as an error at the very cell, and alone if
nothing else is.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.grid.grid import Grid, Spot
from mingzhang.grid.pdf.pdf_grids import Paper, read_pdf
from mingzhang.grid.workbook_grids import number_in
from mingzhang.inspection.paper_inspection import Asked, inspect_paper, shown

SEED = 18
FIGURE = re.compile(r"-?[0-9][0-9,]*\.[0-9]+%?")
SPOKEN = re.compile(r"[1-9][0-9,]*\.[0-9]+(?=万元|%)")


def misprinted(
    paper: Paper, spots: list[tuple[int, Spot]], chance: random.Random
) -> tuple[Paper, int, Spot]:
    """The paper with another digit in one of its figures, and which that is."""
    at, spot = chance.choice(spots)
    place = chance.choice([n for n, c in enumerate(spot.text) if c.isdigit()])
    digit = chance.choice([d for d in "0123456789" if d != spot.text[place]])
    text = spot.text[:place] + digit + spot.text[place + 1 :]
    new = replace(spot, text=text, number=number_in(text))
    grid = paper.grids[at]
    other = replace(grid, spots={**grid.spots, (spot.row, spot.column): new})
    grids = (*paper.grids[:at], other, *paper.grids[at + 1 :])
    return replace(paper, grids=grids), at, new


def _figures(grid: Grid) -> list[Spot]:
    """Money, rates and scores; whole numbers beside each other are also codes and 栏次."""
    shown = [spot for _, spot in sorted(grid.spots.items()) if FIGURE.fullmatch(spot.text)]
    return [spot for spot in shown if any(digit in "123456789" for digit in spot.text)]


def main(count: int, form: str, files: list[Path]) -> None:
    """Change and check every paper so often."""
    chance = random.Random(SEED)  # noqa: S311 (a sample, no secret)
    for file in files:
        paper, counted = read_pdf(file, file.read_bytes()), Counter[str]()
        before = frozenset(inspect_paper(file, paper, Asked(form)).found)
        unread = {one.place.page for one in before if one.code == "MZ891"}
        spots = [(at, s) for at, grid in enumerate(paper.grids) for s in _figures(grid)]
        spots = [(at, s) for at, s in spots if _page(paper.grids[at], s) not in unread]
        for _ in range(count):
            changed, at, spot = misprinted(paper, spots, chance)
            found = [d for d in inspect_paper(file, changed, Asked(form)).found if d not in before]
            outcome = _outcome(found, changed.grids[at], spot)
            counted.update(outcome)
            if len(outcome) == 1:
                print("没有提示", changed.grids[at].cell(spot), spot.text)
        print(file, dict(counted), dict(_of_sentences(file, paper, form, count)))


def misspoken(paper: Paper, chance: random.Random) -> tuple[Paper, str]:
    """The paper with another digit in a figure of its sentences, and the words around it."""
    spoken = [
        (p, n, t)
        for p, page in enumerate(paper.pages)
        for n, line in enumerate(page.texts)
        for t, text in enumerate(line)
        if SPOKEN.search(text.text)
    ]
    p, n, t = chance.choice(spoken)
    page = paper.pages[p]
    words = page.texts[n][t].text
    found = chance.choice(list(SPOKEN.finditer(words)))
    at = chance.choice([i for i in range(*found.span()) if words[i].isdigit()])
    digit = chance.choice([d for d in "0123456789" if d != words[at]])
    said = words[:at] + digit + words[at + 1 :]
    line = (*page.texts[n][:t], replace(page.texts[n][t], text=said), *page.texts[n][t + 1 :])
    other = replace(page, texts=(*page.texts[:n], line, *page.texts[n + 1 :]))
    return replace(paper, pages=(*paper.pages[:p], other, *paper.pages[p + 1 :])), said


def _of_sentences(file: Path, paper: Paper, form: str, count: int) -> Counter[str]:
    """How many of so many changes of sentences are told."""
    chance, counted = random.Random(SEED), Counter[str]()  # noqa: S311 (a sample, no secret)
    before = frozenset(inspect_paper(file, paper, Asked(form)).found)
    for _ in range(count):
        changed, said = misspoken(paper, chance)
        found = [d for d in inspect_paper(file, changed, Asked(form)).found if d not in before]
        counted.update(["改了文字"] + ["提示了"] * bool(found))
        if not found:
            print("没有提示", said)
    return counted


def _page(grid: Grid, spot: Spot) -> int:
    area = grid.area(spot)
    return area.page if area else 0


def _outcome(found: list[Diagnostic], grid: Grid, spot: Spot) -> list[str]:
    wrong = [one for one in found if one.severity is Severity.ERROR]
    ways = [f"印作 {spot.text}", *([f"印作 {shown(spot.number)}"] if spot.number else [])]
    own = [d for d in wrong if d.place.page == _page(grid, spot)]
    here = [d for d in own if any(way in d.message for way in ways)]
    outcome = ["改了"] + ["提示了"] * bool(found) + ["报错"] * bool(wrong)
    return outcome + ["指出了这一格"] * bool(here) + ["只有一条"] * (len(wrong) == 1)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], [Path(name) for name in sys.argv[3:]])
