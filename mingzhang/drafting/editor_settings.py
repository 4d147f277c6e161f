"""For an editor: a project without schemas and settings → the program's, laid beside its sources.

An editor completes from the schemas; the program reads its own.  The settings have it run the
installed program (``.vscode/tasks.json``); what is there already is its owner's and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.forms.editor_schemas import own_schemas
from mingzhang.project import SHIPPED, Project
from mingzhang.publish.folder_swap import make_folder
from mingzhang.publish.single_file import write_file
from mingzhang.publish.write_faults import Refused, fault

SETTINGS = ".vscode"


def target_of(project: Project) -> Path | None:
    """Where an editor's settings have copies of schemas; None where they are the project's own."""
    target = project.root / "schema"
    return None if project.schema == target else target


def lay_schemas(project: Project) -> tuple[Diagnostic, ...]:
    """Lays the schemas that an editor's settings name; or why that could not be done."""
    target = target_of(project)
    if target is None:
        return ()
    return _lay(project, target, [name for name in _names(project) if not (target / name).exists()])


def lay_editor(project: Project) -> tuple[Diagnostic, ...]:
    """Lay the editor's schemas and settings that are not there yet; why that could not be done."""
    source, target = SHIPPED / SETTINGS, project.root / SETTINGS
    if source == target or not source.is_dir():
        return lay_schemas(project)
    new = [file for file in sorted(source.glob("*.json")) if not (target / file.name).exists()]
    return (*lay_schemas(project), *_copied(new, target))


def _copied(files: Sequence[Path], target: Path) -> tuple[Diagnostic, ...]:
    try:
        if files:
            make_folder(target)
    except Refused as refused:
        return refused.diagnostics
    except OSError as error:
        return (fault(error, target),)
    copied = (write_file(target / file.name, file.read_bytes()) for file in files)
    return next((found for found in copied if found), ())


def old_schemas(project: Project) -> tuple[str, ...]:
    """Schemas of the editor's settings that differ from this program's; none without copies."""
    target = target_of(project)
    if target is None or not target.is_dir():
        return ()
    return tuple(name for name in _names(project) if not _is_same(project, target, name))


def renew(project: Project) -> tuple[Diagnostic, ...]:
    """Writes the editor's schemas and settings anew; or why that could not be done."""
    target = target_of(project)
    return _lay(project, target, old_schemas(project)) if target else ()


def _names(project: Project) -> tuple[str, ...]:
    """The schemas of the program, and of the forms that the project has itself."""
    shipped = (file.relative_to(project.schema) for file in project.schema.rglob("*.json"))
    return tuple(sorted({path.as_posix() for path in (*shipped, *own_schemas(project))}))


def _data(project: Project, name: str) -> bytes:
    text = own_schemas(project).get(Path(name))
    return (project.schema / name).read_bytes() if text is None else text.encode("utf-8")


def _is_same(project: Project, target: Path, name: str) -> bool:
    try:
        return (target / name).read_bytes() == _data(project, name)
    except OSError:
        return False


def _lay(project: Project, target: Path, names: Sequence[str]) -> tuple[Diagnostic, ...]:
    try:
        for folder in {(target / name).parent for name in names}:
            make_folder(folder)
    except Refused as refused:
        return refused.diagnostics
    except OSError as error:
        return (fault(error, target),)
    for name in names:
        if found := write_file(target / name, _data(project, name)):
            return found
    return ()
