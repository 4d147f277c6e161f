"""Typed entries of two versions → figures and texts that changed, each once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from mingzhang.facts.subject_catalogue import Catalogue
from mingzhang.facts.typed_entries import Entry, Key, Kind
from mingzhang.history import git, unfiltered
from mingzhang.review.compared_versions import Version
from mingzhang.review.key_labels import words
from mingzhang.review.moved_cells import shown_in
from mingzhang.review.review_values import Commit, FigureChange, TextChange
from mingzhang.review.version_contents import SCORED, Material

MOST = 200  # changed lines of a file up to which git is asked when each was last written
# The commit (by SHA-1 or SHA-256), the line, and when it was committed, of git's porcelain.
BLAMED = re.compile(
    r"^([0-9a-f]{40}(?:[0-9a-f]{24})?) [0-9]+ ([0-9]+).*?^committer-time ([0-9]+)$",
    re.DOTALL | re.MULTILINE,
)
UNCOMMITTED = "未提交"
PROJECTS = "项目"

Pair = tuple[Entry | None, Entry | None]


def changed(old: Material, new: Material) -> Iterator[tuple[Key, Pair]]:
    """The changed entries of two versions, new ones in their order, then those that are gone.

    A zero says the same as nothing; another 金额单位 with the same values changes no amount.  Of
    a file that one version does not give nothing can be said.
    """
    for key in dict.fromkeys((*new.entries, *old.entries)):
        if not (old.has_read(key) and new.has_read(key)):
            continue
        before, after = _given(old.entries.get(key)), _given(new.entries.get(key))
        if _value(before) != _value(after):
            yield key, (before, after)


def _given(entry: Entry | None) -> Entry | None:
    return None if entry is None or entry.is_nothing else entry


def _value(entry: Entry | None) -> Decimal | str | None:
    return entry.value if entry else None


def compare_figures(
    old: Material, new: Material, versions: tuple[Version, Version], catalogue: Catalogue
) -> tuple[FigureChange, ...]:
    """The changed entries that are typed figures.

    A project that came or went is told by its amounts; what else it says is only counted.
    """
    pairs = dict(changed(old, new))
    rest = _rest(old, new, pairs)
    found: list[FigureChange] = []
    for key, pair in pairs.items():
        numbers = [e for e in pair if e and isinstance(e.value, Decimal)]
        row = _project(key)
        if numbers and (row not in rest or numbers[0].kind is Kind.MONEY):
            is_first = all(_project(change.key) != row for change in found)
            change = _figure(key, pair, (old, new), versions, catalogue)
            found.append(replace(change, more=rest.get(row, 0) if is_first else 0))
    return _dated(tuple(found), versions[1])


def _project(key: Key) -> Key:
    """The project that a changed entry belongs to; empty for any other entry."""
    start = 1 if key[0] == SCORED else 0
    return key[: start + 2] if key[start] == PROJECTS else ()


def _rest(old: Material, new: Material, pairs: Mapping[Key, Pair]) -> dict[Key, int]:
    """Changed entries of projects that one version lacks: how much they say beside amounts."""
    known = [{_project(key) for key in material.entries} for material in (old, new)]
    alone = (known[0] ^ known[1]) - {()}
    money = {_project(key) for key, pair in pairs.items() if any(_is_money(e) for e in pair)}
    others = Counter(_project(k) for k, pair in pairs.items() if not any(map(_is_money, pair)))
    return {project: others[project] for project in alone & money}


def _is_money(entry: Entry | None) -> bool:
    return entry is not None and entry.kind is Kind.MONEY


def _figure(
    key: Key,
    pair: Pair,
    materials: tuple[Material, Material],
    versions: tuple[Version, Version],
    catalogue: Catalogue,
) -> FigureChange:
    before, after = pair
    shown = after or before
    assert shown is not None  # noqa: S101 (one of them is there, or nothing changed)
    version = versions[1] if after else versions[0]
    cells = materials[1 if after else 0].cells or ()
    kind = next(e.kind for e in (after, before) if e and e.kind is not Kind.TEXT)
    return FigureChange(
        key,
        words(key, catalogue),
        kind,
        materials[1].unit,
        _number(before),
        _number(after),
        version.place(shown.place),
        shown=shown_in(cells, shown.place),
    )


def _number(entry: Entry | None) -> Decimal | None:
    return entry.value if entry and isinstance(entry.value, Decimal) else None


def compare_texts(
    old: Material, new: Material, versions: tuple[Version, Version], catalogue: Catalogue
) -> tuple[TextChange, ...]:
    """The changed entries that are typed texts, without projects that came or went."""
    pairs = dict(changed(old, new))
    rest = _rest(old, new, pairs)
    return tuple(
        TextChange(
            key,
            words(key, catalogue),
            str(before.value) if before else "",
            str(after.value) if after else "",
            _place(before, after, versions),
        )
        for key, (before, after) in pairs.items()
        if _project(key) not in rest
        and all(e is None or e.kind is Kind.TEXT for e in (before, after))
    )


def _place(before: Entry | None, after: Entry | None, versions: tuple[Version, Version]) -> str:
    if after:
        return versions[1].place(after.place)
    return versions[0].place(before.place) if before else ""


# When each line was last written


def _dated(changes: tuple[FigureChange, ...], version: Version) -> tuple[FigureChange, ...]:
    """Changed entries with the commit that last wrote each line, where git knows."""
    if version.repository is None:
        return changes
    lines: dict[str, set[int]] = {}
    for change in changes:
        file, line = _position(change)
        if change.new is not None:
            lines.setdefault(file, set()).add(line)
    known = {
        (file, line): commit
        for file, numbers in lines.items()
        if len(numbers) <= MOST
        for line, commit in _blame(version, file, sorted(numbers))
    }
    return tuple(
        replace(change, commit=known.get(_position(change))) if change.new is not None else change
        for change in changes
    )


def _position(change: FigureChange) -> tuple[str, int]:
    file, line, _column = change.place.rsplit(":", 2)
    return file, int(line)


def _blame(version: Version, file: str, lines: list[int]) -> Iterator[tuple[int, Commit]]:
    if version.repository is None or Path(file).is_absolute():
        return
    ranges = [word for line in lines for word in ("-L", f"{line},{line}")]
    revision = [version.revision] if version.revision else []
    words = ("--line-porcelain", "--no-textconv", *ranges, *revision, "--", file)
    answer = git(version.repository, *unfiltered(version.repository), "blame", *words)
    text = (answer or b"").decode("utf-8", "replace")
    for head in BLAMED.finditer(text):
        is_fresh = not head[1].strip("0")
        commit = Commit(UNCOMMITTED, "") if is_fresh else Commit(head[1][:7], _day(head[3]))
        yield int(head[2]), commit


def _day(seconds: str) -> str:
    """The day on which a changed entry was committed; none of a date that no calendar has."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
