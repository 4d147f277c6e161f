"""What is attached to a PDF and what lies beside it: a document and its edition → files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mingzhang.document.render import Document
from mingzhang.publish.manifest import report
from mingzhang.publish.printer import Attached
from mingzhang.publish.public_document import Public

FIGURES, REPORT, MANIFEST = "figures.csv", "check-report.json", "manifest.json"
OWN = frozenset((FIGURES, REPORT, MANIFEST))  # what the program makes itself
DATA = "data"
TYPES = {
    ".yaml": "application/yaml",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".json": "application/json",
}


def attachments(
    public: Public, figures: bytes | None, listed: bytes | None = None
) -> tuple[Attached, ...]:
    """The PDF's attachments: the edition, its form, its figures, what was found in it.

    ``listed`` is the manifest of all that is published but the PDF itself.
    """
    manifest = [Attached(MANIFEST, listed, TYPES[".json"], "Supplement", "清单")] if listed else []
    own = (
        *manifest,
        *_attached(public.files, "公开的数据"),
        *_attached(public.form, "版式的文件"),
        *_own_attached(figures, report(public.checked)),
    )
    return tuple(sorted(own, key=lambda file: file.name))


def attached_names(public: Public) -> tuple[str, ...]:
    """The names of the PDF's attachments."""
    return tuple(sorted((*public.files, *public.form, *OWN)))


def data_files(document: Document) -> dict[str, bytes]:
    """The PDF's attachments of open data: every figure, and each table."""
    data = document.open_data
    if data is None:
        return {}
    tables = {f"{DATA}/{name}.csv": text.encode() for name, text in data.by_table.items()}
    return {FIGURES: data.figures.encode(), **tables}


def _attached(files: Mapping[str, bytes], what: str) -> Iterator[Attached]:
    for path, data in files.items():
        kind = TYPES.get(Path(path).suffix, "text/plain")
        yield Attached(path, data, kind, "Source", f"{what} {path}")


def _own_attached(figures: bytes | None, findings: bytes) -> Iterator[Attached]:
    if figures is not None:
        yield Attached(FIGURES, figures, TYPES[".csv"], "Data", "全部数字及其来历")
    yield Attached(REPORT, findings, TYPES[".json"], "Supplement", "核对报告")
