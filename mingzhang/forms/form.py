"""Forms (版式): a name and a kind of document → the form's keys, and the schemas of its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from mingzhang.diagnostics import Place
from mingzhang.forms.document_kind import faults_of
from mingzhang.forms.form_chain import UNKNOWN, find_chain, form_names
from mingzhang.forms.form_keys import (
    ANY_KIND,
    BELOW,
    FILE,
    KIND,
    SECTIONS,
    TYPES,
    Keys,
    read_keys,
)
from mingzhang.forms.form_schema import schema_of
from mingzhang.forms.own_figures import DATA, with_compared
from mingzhang.project import Project
from mingzhang.reading.document_folder import (
    DISCLOSURE,
    FORM,
    PERFORMANCE,
    PROFILE,
    Schemas,
    SchemasOf,
)
from mingzhang.reading.node import Node
from mingzhang.reading.schema_check import inlined, load_schema
from mingzhang.reading.schema_messages import Schema

COMMON = "national"
KEPT = 32  # forms, each with a kind of document
# How the schema of a file is called; a disclosure's is named after the kind of the document.
NAMES: Mapping[str, str] = {DISCLOSURE: "{kind}", PROFILE: "profile", PERFORMANCE: "performance"}
# Of a document whose form is not known yet.
ANYTHING: Schema = {"type": "object"}
ASKS_FOR_FORM: Schema = {
    "type": "object",
    "properties": {FORM: {"type": "string", "minLength": 1}},
    "required": [FORM],
}
WRITTEN = ("涉密", "格式版本")  # of any source, types of that name: of forms before 各类数据
Files = tuple[tuple[Path, bytes], ...]


@dataclass(frozen=True, eq=False)
class Form:
    """A form, what its folders declare for one kind of document; ``raw`` keeps every ``$ref``.

    ``folder`` is the name of its own folder.
    """

    folder: str
    keys: Keys
    raw: Mapping[str, Schema]
    schemas: Schemas


def read_form(name: str, kind: str, project: Project) -> Form | None:
    """The form of that name (全国, or national); None where its folders declare no keys.

    A name that no form has is answered with what all forms share.
    """
    chain, faults = find_chain(name or COMMON, project)
    folders = chain.folders if chain else (project.forms[-1] / COMMON,)
    files = tuple(_files(folders, kind))
    # A source that names no form may be in any.
    is_known = chain is not None and bool(name)
    common = project.forms[-1] / COMMON
    form = _built(files, kind, folders[0].name, common, is_known) if files else None
    if form and (missing := tuple(one for one in faults if one.code == UNKNOWN)):
        return replace(form, schemas=replace(form.schemas, missing=missing))
    if form and (wrong := faults_of(kind, project)):
        return replace(form, schemas=replace(form.schemas, found=(*wrong, *form.schemas.found)))
    return form


def schemas_of(project: Project) -> SchemasOf:
    """The function by which the reading stage asks for the schemas of a form (版式) and kind."""
    return partial(_schemas, project)


def _schemas(project: Project, kind: str, name: str) -> Schemas:
    form = read_form(name, kind, project)
    if form and (form.schemas.found or form.schemas.files.keys() >= NAMES.keys()):
        return form.schemas
    if (project.schema / f"{called(DISCLOSURE, kind)}.json").is_file():
        return _committed(project.schema, kind)
    return _of_no_such_kind(form, kind, name, project)


def _of_no_such_kind(form: Form | None, kind: str, name: str, project: Project) -> Schemas:
    """What a document may hold whose form, if it names one at all, declares no keys of its kind."""
    shared = form.schemas.files if form else {}
    files = {**dict.fromkeys(NAMES, ANYTHING), **shared, DISCLOSURE: ASKS_FOR_FORM}
    chains = {one: find_chain(one, project)[0] for one in form_names(project)}
    having = (one for one, chain in chains.items() if chain and _has_kind(chain.folders, kind))
    is_one = bool(name) and find_chain(name, project)[0] is not None
    return Schemas(files, is_known=False, elsewhere=tuple(having) if is_one else ())


def _has_kind(folders: tuple[Path, ...], kind: str) -> bool:
    """Whether a form's folders declare keys of a kind of document."""
    return any((folder / kind / FILE).is_file() for folder in folders)


@lru_cache(KEPT)
def _committed(folder: Path, kind: str) -> Schemas:
    """The schemas committed beside a form so old that it declares no keys."""
    return Schemas({file: load_schema(folder / f"{called(file, kind)}.json") for file in NAMES})


def called(file: str, kind: str) -> str:
    """The file name of a form's schema for one file of a document: ``final.schema``."""
    return f"{NAMES[file].format(kind=kind)}.schema"


def schema_paths(name: str, kind: str, project: Project) -> Mapping[str, Path]:
    """Where, below ``schema/``, the schema of each file of a form's document lies.

    A file for which the form has no keys of its own goes by the schema that all forms share.
    """
    form, common = read_form(name, kind, project), read_form(COMMON, kind, project)
    is_own = {file for file in NAMES if form and common and _differs(form, common, file)}
    folder = form.folder if form else COMMON
    return {
        file: Path(folder, f"{_own_name(file, kind)}.schema.json")
        if file in is_own
        else Path(f"{called(file, kind)}.json")
        for file in NAMES
    }


def _differs(form: Form, common: Form, file: str) -> bool:
    bodies = ({k: v for k, v in f.raw.get(file, {}).items() if k != "$id"} for f in (form, common))
    own, shared = bodies
    return bool(own) and own != shared


def _own_name(file: str, kind: str) -> str:
    """The name of the schema of a form's own; shared files may differ by kind, too."""
    return kind if file == DISCLOSURE else f"{kind}-{NAMES[file]}"


def declaring(folders: tuple[Path, ...], kind: str) -> Iterator[Path]:
    """The form's ``keys.yaml`` and ``types.yaml`` in its folders, the outermost first."""
    for folder in reversed(folders):
        for file in (folder / TYPES, folder / FILE, folder / kind / FILE):
            if file.is_file():
                yield file


def _files(folders: tuple[Path, ...], kind: str) -> Iterator[tuple[Path, bytes]]:
    return ((file, file.read_bytes()) for file in declaring(folders, kind))


@lru_cache(KEPT)
def _built(files: Files, kind: str, folder: str, common: Path, is_known: bool) -> Form:
    keys, found = read_keys(files, common)
    if found:
        return Form(folder, keys, {}, Schemas({}, tuple(found), is_known))
    keys = with_compared(_whole(keys))
    raw = {
        file: schema_of(keys, section, f"{folder}:{_identity(file, kind, folder)}")
        for section, file in SECTIONS.items()
        if section in keys.sections
    }
    whole = {file: inlined(schema) for file, schema in raw.items()}
    return Form(folder, keys, raw, Schemas(whole, (), is_known))


def _whole(keys: Keys) -> Keys:
    """A form's keys with those of documents of any kind after them, where it has none so called."""
    data, shared = keys.sections.get(DATA), keys.sections.get(ANY_KIND)
    children, more = (node.get(BELOW) if node else None for node in (data, shared))
    if data is None or children is None:
        return keys
    entries, places = dict(children.items()), dict(children.keys)
    for name, (node, place) in _of_any_kind(more, data).items():
        entries.setdefault(name, node)
        places.setdefault(name, place)
    all_of = Node(entries, children.place, places)
    data = Node({**dict(data.items()), BELOW: all_of}, data.place, data.keys)
    return replace(keys, sections={**keys.sections, DATA: data})


def _of_any_kind(shared: Node | None, data: Node) -> Mapping[str, tuple[Node, Place]]:
    """The keys of documents of any kind, with their places; so few where a form is so old."""
    if shared:
        return {name: (node, shared.keys[name]) for name, node in shared.items()}
    return {
        name: (Node({KIND: Node(name, data.place)}, data.place), data.place) for name in WRITTEN
    }


def _identity(file: str, kind: str, folder: str) -> str:
    return NAMES[file].format(kind=kind) if folder == COMMON else _own_name(file, kind)
