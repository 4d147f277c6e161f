"""A form's schemas → the same without what this form alone demands (必填).

A workbook to import need not hold what a form demands beyond what all forms do: it stays to be
filled.
"""

from __future__ import annotations

from dataclasses import replace

from mingzhang.forms.form import COMMON, read_form, schemas_of
from mingzhang.project import Project
from mingzhang.reading.document_folder import Schemas, SchemasOf
from mingzhang.reading.schema_messages import Schema

DEMANDED, BELOW, ITEMS = "required", "properties", "items"


def undemanding(project: Project) -> SchemasOf:
    """The function by which reading for an import asks for the schemas of a form."""

    def schemas(kind: str, name: str) -> Schemas:
        """The schemas of a form, undemanding in what is its own."""
        own, shared = schemas_of(project)(kind, name), read_form(COMMON, kind, project)
        common = shared.schemas.files if shared else {}
        files = {file: _without(schema, common.get(file)) for file, schema in own.files.items()}
        return replace(own, files=files)

    return schemas


def _without(schema: Schema, common: Schema | None) -> Schema:
    """A schema that demands only what the common one does; below a form's own key, nothing."""
    also = common or {}
    made = dict(schema)
    if DEMANDED in made:
        made[DEMANDED] = [key for key in made[DEMANDED] if key in also.get(DEMANDED, ())]
    if BELOW in made:
        theirs = also.get(BELOW, {})
        made[BELOW] = {key: _without(one, theirs.get(key)) for key, one in made[BELOW].items()}
    if isinstance(made.get(ITEMS), dict):
        made[ITEMS] = _without(made[ITEMS], also.get(ITEMS))
    return made
