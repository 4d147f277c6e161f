"""Documents' folders, read with the schemas of the form that each of them asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.forms.form import schemas_of
from mingzhang.forms.keys_of_other_forms import told_of_forms
from mingzhang.forms.undemanding_schemas import undemanding
from mingzhang.project import Project
from mingzhang.reading import document_folder as reading
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.node import Node

FORM = "版式"


def read_folder(path: Path, project: Project) -> tuple[Folder | None, tuple[Diagnostic, ...]]:
    """A document's folder, read with the schemas of its form (版式), and notes; None if wrong."""
    folder, found = reading.read_folder(path, project, schemas_of(project))
    return folder, tuple(told_of_forms(found, project))


def read_held(
    name: str, files: Mapping[str, bytes], project: Project
) -> tuple[Folder | None, tuple[Diagnostic, ...]]:
    """A folder called ``name`` (2024-final) whose files are in memory; its places are bare names.

    Nothing on disk is looked at but the form: neither the year before nor any unit.
    """
    return reading.read_held(name, files, project, schemas_of(project))


def read_imported(
    name: str, files: Mapping[str, bytes], project: Project
) -> tuple[Folder | None, tuple[Diagnostic, ...]]:
    """A folder in memory of what was imported, which may lack what its form alone demands."""
    return reading.read_held(name, files, project, undemanding(project))


def asking_for(folder: Folder, form: str, project: Project) -> Folder:
    """A document's folder read again as if its document asked for another form (版式)."""
    source = folder.disclosure
    place = source.keys.get(FORM, source.place)
    entries = dict(source.items()) | {FORM: Node(form, place)}
    schemas = schemas_of(project)(folder.kind, form).files
    return replace(folder, disclosure=replace(source, value=entries), schemas=schemas)
