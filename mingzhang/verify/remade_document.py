"""Rebuilt: the published edition in a stranger's file → the document that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.render import Document
from mingzhang.project import Project
from mingzhang.publish.public_document import Public, remade
from mingzhang.publish.published_document import Beside, beside
from mingzhang.publish.travelling_form import CATALOGUE, travelling
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.yaml import read_yaml
from mingzhang.verify.stranger_limits import SOURCE

FORMS = "templates/"
YEAR = "年度"
TOO_LARGE = "MZ767"


@dataclass(frozen=True)
class Rebuilt:
    """A document remade from its edition, and what is published beside its PDF."""

    document: Document
    public: Public
    beside: Beside


def sources(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Of the edition, the agency's own files, of which the document is remade."""
    return {n: data for n, data in files.items() if n.endswith((".yaml", ".md")) and "/" not in n}


def has_foreign_form(files: Mapping[str, bytes]) -> bool:
    """Whether a document to be remade brings a form that the program does not have."""
    return any(name.startswith(FORMS) for name in files)


def brings_ours(files: Mapping[str, bytes], made: Rebuilt) -> bool:
    """Whether the form that a document to be remade brings is our own, as it would travel."""
    return _brought(files) == made.public.form


def _brought(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {n: data for n, data in files.items() if n.startswith((FORMS, f"{CATALOGUE}/"))}


def rebuild(
    files: Mapping[str, bytes], kind: str, project: Project
) -> Rebuilt | tuple[Diagnostic, ...]:
    """The document remade from its edition, or why not; ``kind`` is final, budget or unknown."""
    own = sources(files)
    if large := [name for name, data in own.items() if len(data) > SOURCE]:
        message = f"附件“{large[0]}”大于 {SOURCE >> 20} MB，没有读。"
        return (Diagnostic(Place(Path(large[0])), TOO_LARGE, message),)
    found: tuple[Diagnostic, ...] = ()
    for one in (kind,) if kind in project.kinds else project.kinds:
        made = remade(f"{_year(own)}-{one}", own, project)
        if isinstance(made[0], Document):
            form = _travelling(made[0], project, own)
            public = Public(own, form if form == _brought(files) else {}, made[1])
            return Rebuilt(made[0], public, beside(made[0], project, public))
        found = found or made
    return found


def _travelling(
    document: Document, project: Project, own: Mapping[str, bytes]
) -> Mapping[str, bytes]:
    """What of our form and catalogue travels with a document that is remade."""
    account = document.account
    return travelling(document, account, project, own.values()) if account else {}


def _year(files: Mapping[str, bytes]) -> str:
    node, _ = read_yaml(files.get(DISCLOSURE, b""), Path(DISCLOSURE))
    year = node.get(YEAR) if node else None
    return year.text if year and len(year.text) == 4 and year.text.isdecimal() else "0000"
