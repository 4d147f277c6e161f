"""Gathered: an output folder → its documents, as their manifests and figures say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from pathlib import Path
from typing import cast
from urllib.parse import quote

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.open_data import BOM
from mingzhang.facts.days_in_digits import named_day
from mingzhang.forms.document_kind import read_kinds
from mingzhang.project import Project
from mingzhang.reading.csv_rows import csv_rows
from mingzhang.reading.json_object import json_object
from mingzhang.reading.source_text import shown

MANIFEST, FIGURES = "manifest.json", "figures.csv"
PDF = "disclosure.pdf"
UNLISTED, INCOMPLETE = "MZ775", "MZ776"
MOST = 1 << 26  # bytes of a file that is read
NAME, AMOUNT = 0, 1  # columns of the list of figures
Json = Mapping[str, object]


@dataclass(frozen=True)
class Published:
    """A published file of a document: its path below the folder, its SHA-256, its size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Entry:
    """A published document; ``folder`` is its path below the output, ``figures`` 元 by name.

    A figure that was not published is not in it.
    """

    folder: str
    title: str
    agency: str
    region: str
    year: int
    kind: str
    kind_name: str  # 预算 or 决算
    date: str
    files: tuple[Published, ...]
    figures: Mapping[str, Decimal]

    @property
    def day(self) -> str:
        """When a document was published, for machines: 2025-10-09, 2025-10, or nothing."""
        return "-".join(f"{number:02}" for number in named_day(self.date))

    @property
    def link(self) -> str:
        """The folder of a published document as part of an address."""
        return quote(self.folder)

    def hash_of(self, name: str) -> str:
        """The SHA-256 of one of a published document's files; empty where it has none so named."""
        return next((file.sha256 for file in self.files if file.path == name), "")


def gather(output: Path, project: Project) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Every published document below the folder: by place, agency, the latest year first."""
    entries: list[Entry] = []
    found: list[Diagnostic] = []
    kinds = {kind.name: kind.word for kind in read_kinds(project)}
    for manifest in sorted(output.glob(f"*/*/{MANIFEST}")):
        if any(part.startswith(".") for part in manifest.relative_to(output).parts):
            continue
        one = _entry(manifest, output, kinds)
        if isinstance(one, Entry):
            entries.append(one)
        else:
            found.append(one)
    entries.sort(key=lambda e: (e.region, e.agency, -e.year, e.kind, e.folder))
    return tuple(entries), tuple(found)


def _entry(manifest: Path, output: Path, kinds: Mapping[str, str]) -> Entry | Diagnostic:
    data = _read(manifest)
    known = json_object(data)
    who = known.get("document")
    if not isinstance(who, dict) or not _is_whole(who, kinds):
        return _unlisted(manifest)
    folder = manifest.parent
    files = (*_files(known), Published(MANIFEST, sha256(data).hexdigest(), len(data)))
    if lost := [f.path for f in files if not _is_there(folder / f.path, f.size)]:
        return _incomplete(manifest, lost)
    return Entry(
        folder.relative_to(output).as_posix(),
        str(known.get("title", "")),
        str(who["agency"]),
        str(who["region"]),
        cast("int", who["year"]),
        str(who["kind"]),
        kinds[str(who["kind"])],
        str(who.get("date", "")),
        files,
        dict(_figures(_read(folder / FIGURES))),
    )


def _is_whole(who: Json, kinds: Mapping[str, str]) -> bool:
    texts = all(isinstance(who.get(key), str) and who[key] for key in ("agency", "region"))
    kind = who.get("kind")
    is_known = isinstance(kind, str) and kind in kinds
    return texts and isinstance(who.get("year"), int) and is_known


def _files(known: Json) -> Iterator[Published]:
    rows = known.get("files")
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and isinstance(row.get("size"), int):
            path = str(row.get("path", ""))
            if path and ".." not in Path(path).parts and not Path(path).is_absolute():
                yield Published(path, str(row.get("sha256", "")), row["size"])


def _is_there(file: Path, size: int) -> bool:
    return file.is_file() and not file.is_symlink() and file.stat().st_size == size


def _figures(data: bytes) -> Iterator[tuple[str, Decimal]]:
    """A published document's figures by name; of one name the first, which is named."""
    seen: set[str] = set()
    for _, row in csv_rows(data.decode("utf-8", "replace").removeprefix(BOM)).cells:
        if len(row) > AMOUNT and row[NAME] not in seen:
            seen.add(row[NAME])
            try:
                yield row[NAME], Decimal(row[AMOUNT])
            except InvalidOperation:  # the head, or a figure that was not published
                continue


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MOST)
    except OSError:
        return b""


def _unlisted(manifest: Path) -> Diagnostic:
    message = "这份清单读不出是哪个单位、哪一年的文档，没有列入目录。"
    hint = "它多半是旧版程序生成的，请重新生成这份文档。"
    return Diagnostic(Place(shown(manifest)), UNLISTED, message, hint, Severity.WARNING)


def _incomplete(manifest: Path, lost: Iterable[str]) -> Diagnostic:
    names = tuple(lost)
    message = f"清单里的“{names[0]}”不在，或大小不同（共 {len(names)} 个），没有列入目录。"
    hint = "请重新生成这份文档，不要在输出的文件夹里改文件。"
    return Diagnostic(Place(shown(manifest)), INCOMPLETE, message, hint, Severity.WARNING)
