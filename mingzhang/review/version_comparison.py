"""Two versions → the review of every document that is otherwise in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.subject_catalogue import Catalogue, read_catalogue
from mingzhang.project import Project
from mingzhang.reading.document_folder import DISCLOSURE, PROFILE
from mingzhang.reading.document_names import NAME
from mingzhang.reading.source_text import load
from mingzhang.reading.yaml import read_yaml
from mingzhang.review.changed_entries import changed, compare_figures, compare_texts
from mingzhang.review.changed_sentences import compare_sentences
from mingzhang.review.compared_versions import SOURCES, WORK_TREE, Version
from mingzhang.review.moved_cells import compare_cells
from mingzhang.review.review_values import DocumentReview, FigureChange, Review
from mingzhang.review.unchanged_reasons import reasons_left
from mingzhang.review.version_contents import Material, read_material
from mingzhang.review.year_comparison import (
    compare_with_budget,
    compare_years,
    of_whole,
    told_alike,
)

CHANGED, ADDED, REMOVED, TWO_YEARS = "改动", "新增", "删去", "两年"
BUDGET, SAME_BUDGET = "本年的预算", "年初预算没有不同，别的没有比较"
Versions = tuple[Version, Version]


def review(old: Version, new: Version, path: str = "") -> Review:
    """The comparison of two versions; ``path`` narrows it to an agency, a document or a file."""
    versions = (old, new)
    return Review(old.label, new.label, tuple(_documents(versions, path)))


def holds(versions: Iterable[Version], path: str) -> bool:
    """Whether a comparison's ``path`` is that of a document, or an agency's, in any version."""
    return any(_is_wanted(name, path) for version in versions for name in version.documents)


def review_of_budget(new: Version) -> Review:
    """The comparison of a version's documents with this year's budgets, where there are such."""
    return Review(BUDGET, new.label, tuple(_of_budgets(new)), SAME_BUDGET)


def _of_budgets(new: Version) -> Iterator[DocumentReview]:
    """The versions' documents that have a budget, or that cannot be read."""
    for name, folder in new.documents.items():
        material = read_material(folder, new)
        account = material.account
        if account and not account.plan:
            continue
        years = compare_with_budget(account, new) if account else None
        yield DocumentReview(
            name,
            TWO_YEARS if years and years.bases else CHANGED,
            material.unit,
            messages=material.messages,
            years=years,
            is_readable=material.is_readable,
            title=material.title,
        )


def _documents(versions: Versions, path: str) -> Iterator[DocumentReview]:
    old, new = versions
    if not path and _are_two_documents(versions):
        yield _pair(versions, next(iter(old.documents)), next(iter(new.documents)))
        return
    wanted = path or _narrowed(versions)
    renamed = _renamed(versions)
    for name in sorted({*old.documents, *new.documents}):
        if not _is_wanted(name, wanted) or name in renamed.values():
            continue
        if name in renamed:
            yield _pair(versions, renamed[name], name)
        elif name not in old.documents or name not in new.documents:
            yield _alone(versions, name)
        elif old.fingerprint(name) != new.fingerprint(name):
            yield _pair(versions, name, name)


def _renamed(versions: Versions) -> dict[str, str]:
    """For a comparison of versions: documents whose agency's folder has another name now.

    The same agency (by its name in the profile), kind and year; only where one alone fits.
    """
    old, new = versions
    gone = [name for name in old.documents if name not in new.documents]
    come = [name for name in new.documents if name not in old.documents]
    known = {name: _agency(old.documents[name]) for name in gone} if come else {}
    found: dict[str, str] = {}
    for name in come:
        agency, document = _agency(new.documents[name]), PurePath(name).name
        same = [n for n in gone if PurePath(n).name == document and known[n] == agency != ""]
        if len(same) == 1 and same[0] not in found.values():
            found[name] = same[0]
    return found


def _agency(folder: Path) -> str:
    """The agency's name in a version's profile; empty where there is none to read."""
    data = load(folder / PROFILE)
    node = None if isinstance(data, Diagnostic) else read_yaml(data, folder / PROFILE)[0]
    named = node.get("名称") if node else None
    return named.text if named else ""


def _are_two_documents(versions: Versions) -> bool:
    return all(len(v.documents) == 1 and not v.revision for v in versions)


def _narrowed(versions: Versions) -> str:
    """The versions to compare, narrowed to an agency or a document named beside a revision."""
    folders = [v for v in versions if not v.revision and v.label != WORK_TREE]
    if len(folders) != 1:
        return ""
    name, names = PurePath(folders[0].label).name, list(folders[0].documents)
    # Seen from its agency's folder a document's is called by its year alone.
    if NAME.fullmatch(name) and len(names) == 1:
        return names[0]
    # Any other folder is that of a project, of which everything is compared.
    return name if all(one.startswith(f"{name}/") for one in names) else ""


def _is_wanted(name: str, path: str) -> bool:
    parts = [part for part in PurePath(path).parts if part not in (".", SOURCES)]
    if parts and parts[-1].endswith(PurePath(DISCLOSURE).suffix):
        parts.pop()
    if not parts:
        return True
    agency, _, document = name.partition("/")
    if NAME.fullmatch(parts[-1]):
        return document == parts[-1] and (len(parts) == 1 or agency == parts[-2])
    return agency == parts[-1]


def _alone(versions: Versions, name: str) -> DocumentReview:
    old, new = versions
    version, state = (new, ADDED) if name in new.documents else (old, REMOVED)
    material = read_material(version.documents[name], version)
    return DocumentReview(
        name,
        state,
        material.unit,
        messages=material.messages,
        is_readable=material.is_readable,
        title=material.title,
    )


def _pair(versions: Versions, old_name: str, new_name: str) -> DocumentReview:
    old, new = versions
    before = read_material(old.documents[old_name], old)
    after = read_material(new.documents[new_name], new, before.unit)
    if before.unread:
        before = read_material(old.documents[old_name], old, after.unit)
    are_years = old_name.partition("/")[2] != new_name.partition("/")[2]
    # Of a department that cannot be read nobody knows its units.
    if are_years and before.account and after.account:
        before, after = told_alike(of_whole(before), of_whole(after))
    names = catalogue_of(after, before, new.project)
    figures = compare_figures(before, after, versions, names)
    messages = (*_said(old, before), *_said(new, after))
    readable = before.is_readable and after.is_readable
    if not readable:
        return DocumentReview(new_name, CHANGED, messages=messages, is_readable=False)
    if are_years:
        years = compare_years(before, after, figures, new, names)
        name = f"{old_name} → {new_name}"
        title = after.title.partition(" ")[0]
        return DocumentReview(
            name, TWO_YEARS, after.unit, messages=messages, years=years, title=title
        )
    if old_name != new_name:
        messages = (f"文件夹由 {old_name} 改名为 {new_name}。", *messages)
    return _compared(new_name, (before, after), versions, figures, messages)


def catalogue_of(new: Material, old: Material, project: Project) -> Catalogue:
    """The names of subjects for a comparison of versions, with the documents' additions."""
    account = new.account or old.account
    return account.catalogue if account else read_catalogue(project.catalogue, own=project.subjects)


def _said(version: Version, material: Material) -> tuple[str, ...]:
    return tuple(f"{version.label}：{message}" for message in material.messages)


def _compared(
    name: str,
    materials: tuple[Material, Material],
    versions: Versions,
    figures: tuple[FigureChange, ...],
    messages: tuple[str, ...],
) -> DocumentReview:
    old, new = materials
    pairs = [pair for _key, pair in changed(old, new)]
    places = {entry.place for pair in pairs for entry in pair if entry}
    both = old.cells is not None and new.cells is not None
    return DocumentReview(
        name,
        CHANGED,
        new.unit,
        figures,
        compare_texts(old, new, versions, catalogue_of(new, old, versions[1].project)),
        compare_cells(old.cells or (), new.cells or (), places) if both else (),
        compare_sentences(old.sentences, new.sentences)
        if old.sentences is not None and new.sentences is not None
        else (),
        reasons_left(old, new, versions[1]),
        messages,
        title=new.title,
    )
