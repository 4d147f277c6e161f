"""A document as a form, and what is typed into it → its files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingzhang.desk import entry_form, page_changes, text_files
from mingzhang.desk.idle_keys import NONE, Keys
from mingzhang.desk.idle_keys_beside import FormOf
from mingzhang.desk.interleaved_undo import digest
from mingzhang.desk.source_writing import (
    CHANGED,
    Answer,
    Outcome,
    Text,
    Writer,
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
MOST_NAME = 64
UNREADABLE = "这个文件现在的写法读不出来，请先在编辑器里改好（见提示），再在这里填。"
Sent = Mapping[str, object]
Json = dict[str, object]
Schemas = Mapping[str, entry_form.Schema]
Named = Mapping[Steps, text_files.TextFile]


@dataclass(frozen=True)
class _Sheet:
    """A file of a document to be filled in: its bytes, and its tree where it can be read."""

    schema: entry_form.Schema
    data: bytes
    tree: Node | None


def filled_form(
    folder: Path, writer: Writer, project: Project, known: Callable[[FormOf], Keys]
) -> Json:
    """The entry forms of a document's files, filled, and the names of subjects.

    ``known`` tells the idle keys of the document's form.
    """
    sheets = _sheets(folder, _schemas(folder, writer, project), writer)
    named = _named(sheets)
    main = sheets.get(DISCLOSURE)
    asked = _form_of(folder, main.tree if main else None, project)
    idle = known(asked) if asked else NONE
    files = [
        _file(name, sheet, idle) | {"texts": _texts(folder, named.get(name, {}), writer)}
        for name, sheet in sheets.items()
    ]
    return {"files": files, "subjects": _subjects(folder, project)}


def _sheets(folder: Path, schemas: Schemas, writer: Writer) -> dict[str, _Sheet]:
    """The files of a document that are there, each read once."""
    held = {name: writer.read(folder / name) for name in FILES if name in schemas}
    return {
        name: _Sheet(schemas[name], data, read_yaml(data, Path(name))[0])
        for name, data in held.items()
        if data is not None
    }


def _named(sheets: Mapping[str, _Sheet]) -> Mapping[str, Named]:
    """The texts that a document's files name, or may name."""
    return text_files.text_files(
        {name: (one.schema, one.tree) for name, one in sheets.items() if one.tree}
    )


def _texts(folder: Path, named: Named, writer: Writer) -> Json:
    """The texts that a file of a document names, shown, by path."""
    return {
        json.dumps(path, ensure_ascii=False, separators=(",", ":")): text_files.shown(
            one, writer.read(folder / one.name), is_there=is_there(folder / one.name)
        )
        for path, one in named.items()
    }


def _file(name: str, sheet: _Sheet, idle: Keys) -> Json:
    title = str(sheet.schema.get("title") or name)
    made: Json = {"file": name, "title": title, "digest": digest(sheet.data)}
    if sheet.tree is None:
        return made | {"fields": [], "message": UNREADABLE}
    unused = frozenset(tuple(key) for first, *key in idle if first == name)
    shown = entry_form.fields(sheet.schema, sheet.tree, (), unused)
    return made | {"fields": shown, "message": ""}


def form_of(folder: Path, writer: Writer, project: Project) -> FormOf | None:
    """The form by which a document is filled in; None where its folder is no document's."""
    tree = read_yaml(writer.read(folder / DISCLOSURE) or b"", Path(DISCLOSURE))[0]
    return _form_of(folder, tree, project)


def _form_of(folder: Path, disclosure: Node | None, project: Project) -> FormOf | None:
    named = NAME.fullmatch(folder.name)
    asked = disclosure.get(FORM) if disclosure else None
    form = asked.text if asked else ""
    return FormOf(form, named[2], int(named[1]), project) if named else None


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


def window(sent: Sent) -> str:
    """The window in which a form is filled in; none where it does not say."""
    return str(sent.get("by") or "")[:MOST_NAME]


def make_changes(folder: Path, file: Path, sent: Sent, writer: Writer, project: Project) -> Answer:
    """Fills into the source what was typed in a form on the desk."""
    schemas = _schemas(folder, writer, project)
    schema, asked = schemas.get(file.name), sent.get("changes")
    if schema is None:
        return Answer(Outcome.REFUSED, page_changes.WRONG)
    text: Text | None = None
    if told := page_changes.text_change(asked):
        found = _text(folder, file.name, told, schemas, writer)
        if found is None:
            return Answer(Outcome.CONFLICT, CHANGED)
        text, asked = found

    def make(data: bytes) -> Sequence[Change] | str:
        """The changes of a file that fill in the form as the page has it."""
        tree = read_yaml(data, Path(file.name))[0]
        if tree is None or (text and not asked):
            return ()
        return page_changes.changes(asked, schema, tree)

    return writer.change(file, str(sent.get("digest")), make, text, window(sent))


def _text(
    folder: Path, name: str, told: tuple[Steps, str, str], schemas: Schemas, writer: Writer
) -> tuple[Text, list[Json]] | None:
    """The text that a page changed, and the change by which the source names it if it does not."""
    path, was, words = told
    one = _named(_sheets(folder, schemas, writer)).get(name, {}).get(path)
    if one is None:
        return None
    put: Json = {"op": page_changes.PUT, "path": [*path], "value": one.name}
    return Text(folder / one.name, was, words), [] if one.is_named else [put]
