"""Changed files → the documents that they concern, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.keeping.folders_drawn_on import Drawn, drawn
from mingzhang.keeping.form_key import FILE, form_chains
from mingzhang.keeping.linked_rooms import as_in_project
from mingzhang.project import Project
from mingzhang.reading.document_names import DISCLOSURE, year_and_kind
from mingzhang.reading.source_text import full, load

FORM, LIST, ALL = "版式", "科目目录", "全部文档"
LISTED = re.compile(r"subjects-(\d+)\.csv")  # a project's own list of a year's subjects
YEAR = re.compile(r"^[ \t'\"]*年度\b.*$", re.MULTILINE)
PLAIN_YEAR = re.compile(r"年度:[ \t]+(\d{4})[ \t]*(?:#.*)?\r?")
KIND = "kind.yaml"  # one that is gone may have been of any kind
# What decides every document, beside the rooms that a project names.
PROGRAM = (
    "schema",
    "mingzhang",
    "requirements",
    "pyproject.toml",
    ".fonts",
    "build.py",
    "mingzhang.yaml",
    ".git",  # stands for another last commit, of which rules ask
)


def affected(
    files: Iterable[Path],
    folders: Iterable[Path],
    project: Project,
    look: Callable[[Path, Project], Drawn] = drawn,
) -> dict[Path, tuple[str, ...]]:
    """The documents affected by a changed, new or removed file, by what that is to them.

    A folder stands for all that is in it.
    A document whose form or sources cannot be told is concerned by every file of a form.
    ``look`` says what a document draws on.
    """
    changed = [path for file in files for path in as_in_project(file, project)]
    if any(_is_for_all(file, project) for file in changed):
        return dict.fromkeys(map(full, folders), (ALL,))
    drawing = {full(folder): look(full(folder), project) for folder in folders}
    whys = {one: tuple(_whys(one, seen, changed, project)) for one, seen in drawing.items()}
    return {folder: why for folder, why in whys.items() if why}


def _is_for_all(file: Path, project: Project) -> bool:
    if _listed(file, project):
        return False
    rooms = (project.schema, project.catalogue, project.subjects, project.rules)
    places = (*rooms, *(project.root / name for name in PROGRAM), *project.kinds.values())
    is_gone = file.name == KIND and not file.exists()
    return is_gone or any(_touches(file, full(place)) for place in places)


def _listed(file: Path, project: Project) -> str:
    """The year of a project's own list of subjects, if that is what changed."""
    found = LISTED.fullmatch(file.name)
    return found[1] if found and file.parent == full(project.subjects) else ""


def _touches(changed: Path, place: Path) -> bool:
    """Whether a changed file lies at a place, or the place in a changed folder."""
    return changed.is_relative_to(place) or place.is_relative_to(changed)


def _whys(folder: Path, seen: Drawn, changed: Iterable[Path], project: Project) -> Iterator[str]:
    found = [_why(file, seen) for file in changed]
    listed = {year for file in changed if (year := _listed(file, project))}
    if listed and any(_is_of_year(folder, listed) for folder in seen.folders):
        found.append(LIST)
    if _is_form(folder, seen, changed, project):
        found.append(FORM)
    yield from dict.fromkeys(filter(None, found))


def _why(file: Path, seen: Drawn) -> str:
    return next((why for path, why in seen.folders.items() if _touches(file, path)), "")


def _is_of_year(folder: Path, years: Container[str]) -> bool:
    """Whether a source is of one of these years; one that does not say it plainly may be."""
    data = load(folder / DISCLOSURE)
    if isinstance(data, Diagnostic):
        return False
    text = data.decode("utf-8", "replace")
    lines = YEAR.findall(text)
    plain = PLAIN_YEAR.fullmatch(lines[0]) if len(lines) == 1 and "\\u" not in text else None
    return plain is None or plain[1] in years


def _is_form(folder: Path, seen: Drawn, changed: Iterable[Path], project: Project) -> bool:
    rooms, named = [full(forms) for forms in project.forms], year_and_kind(folder.name, project)
    files = [file for file in changed if any(_touches(file, one) for one in rooms)]
    if not files or named is None:
        return False
    chain = form_chains(seen.forms, named[1], project)
    names = {one.name for one in chain}
    others = {*project.kinds} - {named[1]}
    return not chain or any(_is_of(file, room, names, others) for file in files for room in rooms)


def _is_of(file: Path, room: Path, names: Container[str], others: Container[str]) -> bool:
    """Whether a document takes anything from a file of a folder of forms, or took it.

    ``names`` are the folders of its chain: one of the same name in another room stands, or stood,
    in their place.  ``others`` are the kinds of document that it is not of.
    """
    if room.is_relative_to(file):
        return True
    if not file.is_relative_to(room):
        return False
    form, *inside = file.relative_to(room).parts
    # Who asked for a form that is gone cannot be told.
    is_gone = inside in ([], [FILE]) and not file.exists()
    return is_gone or (form in names and not (inside and inside[0] in others))
