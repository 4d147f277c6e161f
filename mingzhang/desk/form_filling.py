"""A document as a form, and what is typed into it → its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mingzhang.desk import entry_form, page_changes
from mingzhang.desk.source_writing import WRONG, Answer, Outcome, Writer, digest
from mingzhang.editing.source_changes import Change
from mingzhang.facts.subject_catalogue import read_catalogue
from mingzhang.forms.documents_by_form import FORM
from mingzhang.forms.form import schemas_of
from mingzhang.project import Project
from mingzhang.reading.document_names import DISCLOSURE, NAME, PERFORMANCE, PROFILE
from mingzhang.reading.node import Node
from mingzhang.reading.yaml import read_yaml

FILES = (DISCLOSURE, PROFILE, PERFORMANCE)
UNREADABLE = "这个文件现在的写法读不出来，请先在编辑器里改好（见提示），再在这里填。"
Sent = Mapping[str, object]
Json = dict[str, object]


def filled_form(folder: Path, writer: Writer, project: Project) -> Json:
    """The entry forms of a document's files, filled, and the names of subjects."""
    schemas = _schemas(folder, writer, project)
    files = [_file(folder, name, schemas[name], writer) for name in FILES if name in schemas]
    return {"files": [file for file in files if file], "subjects": _subjects(folder, project)}


def _file(folder: Path, name: str, schema: entry_form.Schema, writer: Writer) -> Json | None:
    data = writer.read(folder / name)
    if data is None:
        return None
    tree, _ = read_yaml(data, Path(name))
    title = str(schema.get("title") or name)
    made: Json = {"file": name, "title": title, "digest": digest(data)}
    if tree is None:
        return made | {"fields": [], "message": UNREADABLE}
    return made | {"fields": entry_form.fields(schema, tree), "message": ""}


def _schemas(folder: Path, writer: Writer, project: Project) -> Mapping[str, entry_form.Schema]:
    return schemas_at(folder, writer.read(folder / DISCLOSURE) or b"", project)


def schemas_at(
    folder: Path, disclosure: bytes, project: Project
) -> Mapping[str, entry_form.Schema]:
    """The schemas, from the form that a document asks for, by which its files are filled in."""
    tree = read_yaml(disclosure, Path(DISCLOSURE))[0]
    asked = tree.get(FORM) if tree else None
    named = NAME.fullmatch(folder.name)
    if named is None:
        return {}
    return schemas_of(project)(named[2], asked.text if asked else "").files


def _subjects(folder: Path, project: Project) -> dict[str, str]:
    named = NAME.fullmatch(folder.name)
    year = int(named[1]) if named else 0
    catalogue = read_catalogue(project.catalogue, year, project.subjects)
    return {code: subject.name for code, subject in catalogue.subjects.items()}


def target(folder: Path, sent: Sent) -> Path | None:
    """The document's own file that a request to fill in a form names."""
    name = sent.get("file")
    return folder / str(name) if name in FILES else None


def make_changes(folder: Path, file: Path, sent: Sent, writer: Writer, project: Project) -> Answer:
    """Fills into the source what was typed in a form on the desk."""
    schema = _schemas(folder, writer, project).get(file.name)
    if schema is None:
        return Answer(Outcome.REFUSED, WRONG)

    def make(data: bytes) -> Sequence[Change] | None:
        tree: Node | None = read_yaml(data, Path(file.name))[0]
        return () if tree is None else page_changes.changes(sent.get("changes"), schema, tree)

    return writer.change(file, str(sent.get("digest")), make)
