"""A document as a form, and what is typed into it → its files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from mingzhang.desk import entry_form, page_changes, text_files
from mingzhang.desk.source_writing import (
    CHANGED,
    WRONG,
    Answer,
    Outcome,
    Text,
    Writer,
    digest,
    is_there,
)
from mingzhang.editing.source_changes import Change
from mingzhang.editing.source_changes import Path as Steps
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
Schemas = Mapping[str, entry_form.Schema]


def filled_form(folder: Path, writer: Writer, project: Project) -> Json:
    """The entry forms of a document's files, filled, and the names of subjects."""
    schemas = _schemas(folder, writer, project)
    texts = _texts(folder, schemas, writer)
    files = [_file(folder, name, schemas[name], writer) for name in FILES if name in schemas]
    shown = [file | {"texts": texts.get(str(file["file"]), {})} for file in files if file]
    return {"files": shown, "subjects": _subjects(folder, project)}


def _texts(folder: Path, schemas: Schemas, writer: Writer) -> dict[str, Json]:
    """The texts that the files of a document name, shown, by file and path."""
    return {
        name: {
            json.dumps(path, ensure_ascii=False, separators=(",", ":")): text_files.shown(
                one, writer.read(folder / one.name), is_there=is_there(folder / one.name)
            )
            for path, one in _named(folder, name, schemas, writer).items()
        }
        for name in FILES
    }


def _named(
    folder: Path, name: str, schemas: Schemas, writer: Writer
) -> dict[Steps, text_files.TextFile]:
    """The texts that one file of a document names, or may name."""
    trees = {file: _tree(writer.read(folder / file), file) for file in FILES if file in schemas}
    sources = {file: (schemas[file], tree) for file, tree in trees.items() if tree}
    if name not in sources:
        return {}
    return text_files.text_files([*sources.values()], [*sources].index(name))


def _tree(data: bytes | None, name: str) -> Node | None:
    return None if data is None else read_yaml(data, Path(name))[0]


def _file(folder: Path, name: str, schema: entry_form.Schema, writer: Writer) -> Json | None:
    data = writer.read(folder / name)
    if data is None:
        return None
    tree = _tree(data, name)
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
    schemas = _schemas(folder, writer, project)
    schema, asked = schemas.get(file.name), sent.get("changes")
    if schema is None:
        return Answer(Outcome.REFUSED, WRONG)
    text: Text | None = None
    if told := page_changes.text_change(asked):
        found = _text(folder, file.name, told, schemas, writer)
        if found is None:
            return Answer(Outcome.CONFLICT, CHANGED)
        text, asked = found

    def make(data: bytes) -> Sequence[Change] | None:
        tree = _tree(data, file.name)
        if tree is None or (text and not asked):
            return ()
        return page_changes.changes(asked, schema, tree)

    return writer.change(file, str(sent.get("digest")), make, text)


def _text(
    folder: Path, name: str, told: tuple[Steps, str, str], schemas: Schemas, writer: Writer
) -> tuple[Text, list[Json]] | None:
    """The text that a page changed, and the change by which the source names it if it does not."""
    path, was, words = told
    one = _named(folder, name, schemas, writer).get(path)
    if one is None:
        return None
    put: Json = {"op": page_changes.PUT, "path": [*path], "value": one.name}
    return Text(folder / one.name, was, words), [] if one.is_named else [put]
