"""Places in a form's own words: its files → the real places named there that are elsewhere.

A form is made of another one's; ``按照长春市财政局有关文件`` is printed in every document of 云南.
Where a form's own name is no place, and inside its place, the place of an agency tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.region_folder import Region
from mingzhang.facts.place_names import lies_within, place_at_end, place_called

CODE = "MZ533"
WRITTEN = ("document.yaml", "glossary.yaml", "tables/*.yaml", "sections/*.j2", "macros*.j2")
LONGEST, SHORTEST = 12, 3  # characters of a place's name
# A name of a place behind what may stand before one; 沿海城市 does not name 海城市.
NAME_END = re.compile(r"[省市州盟县旗]|自治区")
BEFORE = re.compile(r"[^\u4e00-\u9fff]|[在由按照经向的和与及到为是对从自至]")
OFFICE = re.compile(
    r"(?:人民)?政府|财政[局厅]|(?:市|县|区|州|省)?[委党]|[\u4e00-\u9fff]{1,8}[局厅]"
)
COMMENTS = {
    ".yaml": re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE),
    ".j2": re.compile(r"\{#.*?#\}", re.DOTALL),
}
HINT = "版式的文字印在当地每一份文档里：请改成当地的，或改成不写地名的话。"


def places_elsewhere(region: Region) -> Iterator[Diagnostic]:
    """A warning of each place in the words of a form's own files that is outside its own place."""
    own = place_called(region.name)
    folder = region.folders[0] / region.kind
    files = sorted(file for pattern in WRITTEN for file in folder.glob(pattern)) if own else ()
    for place, name, _ in _named(files):
        if not _is_on_way(name, own):
            message = f"“{name}”不在{own}，是别处的地名。"
            yield Diagnostic(place, CODE, message, HINT, Severity.WARNING)


def offices_elsewhere(files: Iterable[Path], printed: str, agency: str) -> Iterator[Diagnostic]:
    """A warning of each office in a form's words on a page that is of another place's than ours."""
    own = place_called(agency)
    for place, name, behind in _named(files) if own else ():
        office = OFFICE.match(behind)
        if office and not _is_on_way(name, own) and f"{name}{office[0]}" in printed:
            message = f"“{name}{office[0]}”不是本地的机关，本单位是“{agency}”。"
            yield Diagnostic(place, CODE, message, HINT, Severity.WARNING)


def _is_on_way(name: str, own: str) -> bool:
    return name == own or lies_within(name, (own,)) or lies_within(own, (name,))


def _named(files: Iterable[Path]) -> Iterator[tuple[Place, str, str]]:
    """The places that files name in their words, and what stands behind each; in linear time."""
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        pattern = COMMENTS[file.suffix]
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        for number, line in enumerate(text.splitlines(), 1):
            for mark in NAME_END.finditer(line):
                name = place_at_end(line[max(0, mark.end() - LONGEST) : mark.end()])
                start = mark.end() - len(name)
                before, behind = (
                    line[max(0, start - 1) : start],
                    line[mark.end() : mark.end() + LONGEST],
                )
                if len(name) >= SHORTEST and BEFORE.match(before or "\n"):
                    yield Place(file, number, start + 1), name, behind
