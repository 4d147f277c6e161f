"""Aliases: how else workbooks call a form's titles, heads and rows, as the form's folder says.

``<kind>/aliases.yaml`` maps the workbook's words to the form's, those of rows (行) apart from those
of titles and heads (表头): ``行: {政府性基金预算: 政府性基金}``.  It says what sheets of text are
(文字), and which sentences hold what no table has (句子): ``货物预算{政府采购.货物}万元``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.region_folder import Region
from mingzhang.grid.grid import Grid
from mingzhang.intake.word_matching import plain, plain_name
from mingzhang.reading.node import Node
from mingzhang.reading.yaml import read_yaml

SAME, GLOSSARY = "同数", "glossary.yaml"
FILE, ROWS, HEADS, TEXTS, SENTENCES = "aliases.yaml", "行", "表头", "文字", "句子"


@dataclass(frozen=True)
class Aliases:
    """Aliases: the form's words by the workbook's plain ones.

    ``texts`` are the kinds of sheets of text by how their titles end, ``same`` the names that are
    one figure in a workbook's narrower unit, ``terms`` the words that the form explains itself.
    """

    rows: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()


def read_aliases(region: Region) -> tuple[Aliases, tuple[Diagnostic, ...]]:
    """The aliases of a form; those of a parent hold for its children."""
    rows: dict[str, str] = {}
    heads: dict[str, str] = {}
    texts: dict[str, str] = {}
    same: dict[str, str] = {}
    sentences: list[str] = []
    faults: list[Diagnostic] = []
    for folder in reversed(region.folders):
        file = folder / Path(region.kind, FILE)
        if file.is_file():
            node, wrong = read_yaml(file.read_bytes(), file)
            faults += wrong
            rows |= {k: plain_name(v) for k, v in _words(node, ROWS)}
            heads |= dict(_words(node, HEADS))
            texts |= dict(_words(node, TEXTS))
            same |= dict(_words(node, SAME))
            sentences += [row.text for row in _rows(node, SENTENCES)]
    found = Aliases(rows, heads, texts, same, tuple(sentences), frozenset(_terms(region)))
    return found, tuple(faults)


def _terms(region: Region) -> Iterator[str]:
    file = region.find(Path(region.kind, GLOSSARY))
    node = read_yaml(file.read_bytes(), file)[0] if file else None
    for row in _rows(node, "词条"):
        if word := row.get("词"):
            yield plain(word.text)


def _rows(node: Node | None, part: str) -> tuple[Node, ...]:
    below = node.get(part) if node else None
    return below.rows() if below else ()


def _words(node: Node | None, part: str) -> Iterator[tuple[str, str]]:
    below = node.get(part) if node else None
    return ((plain_name(key), value.text) for key, value in (below.items() if below else ()))


def renamed(grid: Grid, aliases: Mapping[str, str]) -> Grid:
    """A sheet with its titles and heads in the form's own words, by aliases."""
    spots = {
        at: replace(spot, text=aliases.get(plain_name(spot.text), spot.text))
        if spot.number is None
        else spot
        for at, spot in grid.spots.items()
    }
    return replace(grid, spots=spots)
