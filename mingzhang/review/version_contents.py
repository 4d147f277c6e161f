"""What one version of a document says: its folder → typed entries, account, tables, sentences.

A folder that is broken still gives what can be read of it, and says what cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, has_errors
from mingzhang.document.cell_address import Address, addresses
from mingzhang.document.document_region import region_of
from mingzhang.document.form_tables import build_tables
from mingzhang.document.render import Document, render
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.amount import Unit
from mingzhang.facts.typed_entries import Entry, Key, Kind, read_entries, typed_unit
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.forms.form import schemas_of
from mingzhang.project import Project
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE, Folder
from mingzhang.reading.node import Node
from mingzhang.reading.source_text import load
from mingzhang.reading.yaml import read_yaml
from mingzhang.review.compared_versions import Version, WithTemplates

NUMBERING = re.compile(r"^(?:第[一二三四五六七八九十]+部分\s*|[一二三四五六七八九十百]+、)")
SENTENCE_END = re.compile(r"(?<=[。；！？])")
Heading = tuple[str, str]
# What the entries of a file beside the disclosure are called.
SCORED, AGENCY = "自评表", "单位情况"
# How the figures of a department's units begin; a unit goes by its folder.
OF_UNIT, LAST_YEAR = "所属单位 ", "上年"
NAMES = {SCORED: PERFORMANCE, AGENCY: PROFILE}


@dataclass(frozen=True, eq=False)
class Material:
    """The contents of a version of a document: what was typed, what is shown, what is unreadable.

    ``sentences`` are by part and section, None where the document cannot be made; ``unread`` are
    the files that do not even parse, ``summed`` what the figures of its units go by.
    """

    entries: Mapping[Key, Entry]
    unit: Unit
    account: Account | None = None
    cells: tuple[Address, ...] | None = None
    sentences: Mapping[Heading, tuple[str, ...]] | None = None
    messages: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()
    summed: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """The title of a version's contents: agency, year and kind; empty where unreadable."""
        account = self.account
        return f"{account.agency} {account.year} 年度{account.kind.word}" if account else ""

    def has_read(self, key: Key) -> bool:
        """Whether the file with this entry could be read in the version's contents."""
        if key[0].startswith(OF_UNIT) and key[0] not in self.summed:
            return False
        return NAMES.get(key[0], DISCLOSURE) not in self.unread

    @property
    def is_readable(self) -> bool:
        """Whether anything at all of a version's contents could be read."""
        return bool(self.entries)


def read_material(path: Path, version: Version, otherwise: Unit = Unit.WAN) -> Material:
    """The contents of a version's folder; ``otherwise`` is the unit where it tells none."""
    folder, found = read_folder(path, version.project)
    if folder is None:
        return _remains(path, version, found, otherwise)
    return _with_units(_read(folder, version), folder)


def _read(folder: Folder, version: Version) -> Material:
    unit = typed_unit(folder.disclosure)
    entries = _entries(folder, unit)
    account = read_account(folder, version.project)
    document, faults = render(account, version.project, pages=False)
    if document is None and isinstance(version.project, WithTemplates):
        today = Project(version.project.root, layout=version.project.layout)
        document, again = render(account, today, pages=False)
        if document:
            said = (*_told(faults, version), "这一版的模板现在用不了，改用现在的模板。")
            return _shown(entries, unit, account, document, said)
        faults = again
    if document is None:
        cells = _cells_only(account, version.project)
        return Material(entries, unit, account, cells, None, _told(faults, version))
    return _shown(entries, unit, account, document, ())


def _with_units(material: Material, folder: Folder) -> Material:
    """A version's contents with what is typed in the folders of the units that are summed."""
    units = {f"{OF_UNIT}{unit.path.parent.name}": unit for unit in _units(folder)}
    entries = dict(material.entries)
    for name, unit in units.items():
        money = typed_unit(unit.disclosure)
        typed = read_entries(unit.disclosure, unit.schemas[DISCLOSURE], money)
        scored = read_entries(unit.performance, unit.schemas[PERFORMANCE], money)
        entries |= {
            key: entry
            for key, entry in _named(name, typed | _named(SCORED, scored)).items()
            if entry.kind is not Kind.TEXT and key[1] != LAST_YEAR
        }
    return replace(material, entries=entries, summed=frozenset(units))


def _units(folder: Folder) -> Iterator[Folder]:
    for unit in folder.units:
        yield unit
        yield from _units(unit)


def _shown(
    entries: Mapping[Key, Entry],
    unit: Unit,
    account: Account,
    document: Document,
    messages: tuple[str, ...],
) -> Material:
    said = sentences(document)
    return Material(entries, unit, account, document.addresses, said, messages)


def _told(found: tuple[Diagnostic, ...], version: Version) -> tuple[str, ...]:
    errors = [d for d in found if has_errors((d,))]
    return tuple(f"{version.place(d.place)} {d.code} {d.message}" for d in errors)


def _entries(folder: Folder, unit: Unit) -> dict[Key, Entry]:
    schemas = folder.schemas
    files = (
        read_entries(folder.disclosure, schemas[DISCLOSURE], unit),
        _named(AGENCY, read_entries(folder.profile, schemas[PROFILE], unit)),
        _named(SCORED, read_entries(folder.performance, schemas[PERFORMANCE], unit)),
    )
    return {key: entry for file in files for key, entry in file.items()}


def _named(name: str, entries: Mapping[Key, Entry]) -> dict[Key, Entry]:
    """The entries, in a version's contents, of a file beside the disclosure, under its name."""
    return {
        (name, *key): Entry((name, *key), entry.kind, entry.value, entry.place)
        for key, entry in entries.items()
    }


# What is left of a folder that is broken


def _remains(
    path: Path, version: Version, found: tuple[Diagnostic, ...], otherwise: Unit
) -> Material:
    """The contents of a version's files that parse, whether or not they fit today's schema."""
    nodes = {name: _parsed(path / name) for name in (DISCLOSURE, PROFILE, PERFORMANCE)}
    unit = typed_unit(nodes[DISCLOSURE]) if nodes[DISCLOSURE] else otherwise
    kind = path.name.partition("-")[2]
    disclosure = nodes[DISCLOSURE]
    form = disclosure.get("版式") if disclosure else None
    ask = schemas_of(version.project)
    schemas = ask(kind, form.text if form else "").files if kind in version.project.kinds else {}
    entries = {
        **read_entries(nodes[DISCLOSURE], schemas.get(DISCLOSURE, {}), unit),
        **_named(AGENCY, read_entries(nodes[PROFILE], {}, unit)),
        **_named(SCORED, read_entries(nodes[PERFORMANCE], schemas.get(PERFORMANCE, {}), unit)),
    }
    needed = (DISCLOSURE, PROFILE)
    lost = (n for n, node in nodes.items() if not node and (n in needed or (path / n).exists()))
    return Material(entries, unit, messages=_told(found, version), unread=frozenset(lost))


def _parsed(file: Path) -> Node | None:
    data = load(file, root=file.parents[2])
    return None if isinstance(data, Diagnostic) else read_yaml(data, file)[0]


def _cells_only(account: Account, project: Project) -> tuple[Address, ...] | None:
    """The contents of a version whose sentences cannot be written (a reason is missing)."""
    region, _found = region_of(account, project)
    if region is None:
        return None
    tables, faults = build_tables(account, region)
    return None if has_errors(faults) else addresses(tables)


# Sentences


def sentences(document: Document) -> dict[Heading, tuple[str, ...]]:
    """The contents of each section in a version, sentence by sentence; headings have no number."""
    found: dict[Heading, tuple[str, ...]] = {}
    for part in document.parts:
        for section in part.sections:
            heading = (NUMBERING.sub("", part.title), NUMBERING.sub("", section.title))
            notes = tuple(note for table in section.tables for note in table.notes)
            lines = (*section.sentences, *notes)
            found[heading] = (*found.get(heading, ()), *_split(lines))
    return found


def _split(lines: tuple[str, ...]) -> Iterator[str]:
    for line in lines:
        yield from (text for text in SENTENCE_END.split(line) if text.strip())
