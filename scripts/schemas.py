"""The forms' keys → schema/*.json, what editors complete from.

Those of the national form stand in ``schema/`` itself, those of a form that has keys of its own
in ``schema/<folder>/``.  Run ``python -m scripts.schemas`` after a ``keys.yaml`` changed; a test
compares.
"""

from __future__ import annotations

import json
from pathlib import Path

from mingzhang.forms.documents_by_form import FORM as ASKED
from mingzhang.forms.form import COMMON, Form, read_form, schema_paths
from mingzhang.forms.form_chain import FILE, form_names
from mingzhang.project import Project
from mingzhang.reading.schema_messages import Schema


def schemas(project: Project) -> dict[Path, str]:
    """The text of every schema by its path below ``schema/``."""
    found: dict[Path, Schema] = {}
    folders = sorted(f.parent.name for f in project.form_files(FILE))
    for kind in project.kinds:
        for folder in (*folders, COMMON):
            form = _form(folder, kind, project)
            paths = schema_paths(folder, kind, project)
            found |= {paths[file]: schema for file, schema in form.raw.items()}
    names = form_names(project)
    return {path: _text(_offering(schema, names)) for path, schema in found.items()}


def _offering(schema: Schema, names: tuple[str, ...]) -> Schema:
    """The schema whose 版式 offers the forms that there are."""
    properties = schema["properties"]
    if ASKED not in properties:
        return schema
    offered = {**properties[ASKED], "examples": list(names)}
    return {**schema, "properties": {**properties, ASKED: offered}}


def _form(name: str, kind: str, project: Project) -> Form:
    form = read_form(name, kind, project)
    if form is None or form.schemas.found:
        raise SystemExit(f"{name}: {form.schemas.found if form else 'no keys'}")
    return form


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write the schemas, and take away those that nothing declares any more."""
    folder, texts = Project().schema, schemas(Project())
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    for file in folder.rglob("*.schema.json"):
        if file.relative_to(folder) not in texts:
            file.unlink()


if __name__ == "__main__":
    main()
