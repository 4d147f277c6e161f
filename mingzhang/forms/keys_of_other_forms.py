"""Keys of other forms: findings of a folder → the same; a key that is another form's is told so.

Who copies a document of another form, or changes its 版式, has keys that the new one has not: they
are spelt right, and what is spelt nearly so is something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mingzhang.diagnostics import Diagnostic
from mingzhang.forms.form import schemas_of
from mingzhang.forms.form_chain import form_names
from mingzhang.project import Project
from mingzhang.reading.document_names import year_and_kind
from mingzhang.reading.schema_check import UNKNOWN_KEY, owners_of_keys


def told_of_forms(found: Iterable[Diagnostic], project: Project) -> Iterator[Diagnostic]:
    """What is wrong with a document's keys; of one of other forms (版式) is said whose it is."""
    for one in found:
        whose = "、".join(_forms_with(one, project)) if one.code == UNKNOWN_KEY else ""
        yield _told(one, whose) if whose else one


def _forms_with(told: Diagnostic, project: Project) -> Iterator[str]:
    """The forms that have the key of which it is told that this one has it not."""
    named = year_and_kind(told.place.file.parent.name, project)
    if named is None or not told.about:
        return
    for form in form_names(project):
        schema = schemas_of(project)(named[1], form).files.get(told.place.file.name, {})
        if told.about <= owners_of_keys(schema).keys():
            yield form


def _told(one: Diagnostic, whose: str) -> Diagnostic:
    (key,) = one.about
    message = f"“{key}”是{whose}版式的键，这份文档的版式没有。"
    return replace(one, message=message, hint="删去这个键；“版式”写错了的，改正它。")
