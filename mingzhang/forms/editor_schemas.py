"""The schemas that editors complete from: a project's forms and their keys → JSON texts by path.

Those of the national form stand in ``schema/`` itself, those of a form that has keys of its own
in ``schema/<folder>/``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from mingzhang.forms.documents_by_form import FORM as ASKED
from mingzhang.forms.form import COMMON, read_form, schema_paths
from mingzhang.forms.form_chain import FILE, form_names
from mingzhang.project import Project
from mingzhang.reading.schema_messages import Schema


def schemas(project: Project) -> dict[Path, str]:
    """The text of every schema by its path below ``schema/``."""
    folders = sorted(f.parent.name for f in project.form_files(FILE))
    return _texts((*folders, COMMON), project)


def own_schemas(project: Project) -> Mapping[Path, str]:
    """Those of the forms that stand in the project itself, not with the program.

    A form whose declarations are wrong has none; checking the form tells why.
    """
    here = (f.parent for f in project.form_files(FILE))
    own = [folder.name for folder in here if folder.is_relative_to(project.templates)]
    found = _texts(own, project) if project.schema != project.root / "schema" else {}
    return {path: text for path, text in found.items() if path.parent != Path()}


def _texts(folders: Iterable[str], project: Project) -> dict[Path, str]:
    found: dict[Path, Schema] = {}
    names = tuple(folders)
    for kind in project.kinds:
        for folder in names:
            form = read_form(folder, kind, project)
            if form is None or form.schemas.found:
                continue
            paths = schema_paths(folder, kind, project)
            found |= {paths[file]: schema for file, schema in form.raw.items()}
    offered = form_names(project)
    return {path: _text(_offering(schema, offered)) for path, schema in found.items()}


def _offering(schema: Schema, names: tuple[str, ...]) -> Schema:
    """The schema whose 版式 offers the forms that there are."""
    properties = schema["properties"]
    if ASKED not in properties:
        return schema
    offered = {**properties[ASKED], "examples": list(names)}
    return {**schema, "properties": {**properties, ASKED: offered}}


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
