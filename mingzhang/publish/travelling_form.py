"""The form of a document: its folders → what decides bytes, and what must travel with an edition.

The program ships its own forms; whoever has the program has them.  Any other one is attached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from mingzhang.document.region_folder import read_region
from mingzhang.facts.account import Account
from mingzhang.facts.subject_catalogue import own_list
from mingzhang.forms.form_chain import find_chain, form_names
from mingzhang.project import Project

SHIPPED = Path(__file__).with_name("shipped.txt")
KNOWN = frozenset((".yaml", ".j2", ".css", ".js"))


def form_folders(account: Account, project: Project) -> tuple[Path, ...]:
    """The folders of a travelling form: its own, its parents', those that lend it macros."""
    region, _ = read_region(account.region, project, account.kind.name, account.source.place)
    return region.all_folders if region else ()


def form_files(folder: Path, kind: str, kinds: Iterable[str]) -> Iterator[Path]:
    """The files of a form's folder that travel with a document of this kind."""
    others = {folder / name for name in kinds if name != kind}
    for file in sorted(folder.rglob("*")):
        is_ours = file.is_file() and not file.is_symlink() and file.suffix in KNOWN
        if is_ours and others.isdisjoint(file.parents) and not file.name.startswith("."):
            yield file


def schema_files(folders: Iterable[Path], project: Project) -> tuple[Path, ...]:
    """The schemas that travel with a document, by which those forms' folders have it read."""
    # A form with keys of its own has a folder of schemas.
    rooms = (project.schema, *(project.schema / folder.name for folder in folders))
    return tuple(file for room in rooms for file in sorted(room.glob("*.json")))


def known_schemas(project: Project) -> frozenset[tuple[Path, ...]]:
    """The schemas of every form of the project, to see which need not travel."""
    chains = (find_chain(name, project)[0] for name in form_names(project))
    return frozenset(schema_files(chain.folders, project) for chain in chains if chain)


def travelling(account: Account, project: Project) -> dict[str, bytes]:
    """The form's files that travel, as the program does not ship them, by project path.

    Those of a form's folders, and the project's own list of the year's subjects.
    """
    form = {
        f"templates/{folder.name}/{file.relative_to(folder).as_posix()}": file.read_bytes()
        for folder in form_folders(account, project)
        if not _is_shipped(form_files(folder, account.kind.name, project.kinds))
        for file in form_files(folder, account.kind.name, project.kinds)
    }
    subjects = own_list(project.subjects, account.year)
    if subjects.is_file():
        form[f"catalogue/{subjects.name}"] = subjects.read_bytes()
    return form


def _is_shipped(files: Iterable[Path]) -> bool:
    return all(fingerprint(file) in shipped() for file in files)


@cache
def shipped() -> frozenset[str]:
    """Hashes of forms that need not travel, as the program ships them (``scripts.shipped``)."""
    return frozenset(SHIPPED.read_text(encoding="ascii").split())


def fingerprint(file: Path) -> str:
    """The hash of a travelling form's file, however its lines end."""
    return sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
