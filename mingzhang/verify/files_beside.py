"""Files beside: single files of data beside a document → that document with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.publish.pdf_attachments import DATA, FIGURES, MANIFEST
from mingzhang.reading.json_object import json_object
from mingzhang.reading.source_text import shown
from mingzhang.verify.files_named import Held, Opened

ALONE = "MZ765"


def join(opened: Opened) -> Opened:
    """Each file beside a document goes to the one that it is of, as far as that can be told."""
    documents, found = list(opened.documents), list(opened.found)
    for path, data in opened.loose.items():
        owner = _owner(path, data, documents)
        if owner is None:
            found.append(_alone(path))
        else:
            number, name = owner
            held = documents[number]
            documents[number] = replace(held, files={**held.files, name: data})
    return Opened(tuple(documents), {}, tuple(found))


def _owner(path: Path, data: bytes, documents: list[Held]) -> tuple[int, str] | None:
    """The document that a file beside it belongs to, and as which of its files.

    By its hash, however it is called here; else it is the only document's.
    """
    own = sha256(data).hexdigest()
    for number, held in enumerate(documents):
        name = _listed(held).get(own, "")
        if name and name.endswith(path.suffix):
            return number, name
    return (0, _name(path)) if len(documents) == 1 and path.suffix == ".csv" else None


def _listed(held: Held) -> Mapping[str, str]:
    """The files of a document that may lie beside it, by their hashes."""
    files = held.paper.files if held.paper else held.files
    rows = json_object(files.get(MANIFEST)).get("files")
    rows = rows if isinstance(rows, list) else []
    return {str(r.get("sha256")): str(r.get("path")) for r in rows if isinstance(r, dict)}


def _name(path: Path) -> str:
    return path.name if path.name in (FIGURES, MANIFEST) else f"{DATA}/{path.name}"


def _alone(path: Path) -> Diagnostic:
    message = "单独一个数据文件无从核实：它里面没有怎样算出来的数据。"
    hint = "请把同一份文档的 PDF 或网页一起写上。"
    return Diagnostic(Place(shown(path)), ALONE, message, hint, Severity.NOTE)
