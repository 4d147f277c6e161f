"""A form's name and a kind of document → the folders of its chain, and one key of all in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from mingzhang.keeping.program_key import Trees
from mingzhang.project import Project

FILE = "region.yaml"
# Which folder has a name may be said by any form's own file; its parent only by those of a chain.
NAMES = re.compile("^.*名称.*$", re.MULTILINE)


def form_chains(names: Sequence[str], kind: str, project: Project) -> tuple[Path, ...]:
    """The folders of the forms of a key, and of their parents; none where one is no form."""
    # Asked once for each document that is made; a run with nothing to do asks for none.
    from mingzhang.document.region_folder import read_region  # noqa: PLC0415

    regions = [read_region(name, project, kind)[0] for name in names]
    folders = [folder for region in regions if region for folder in region.all_folders]
    return () if None in regions else tuple(dict.fromkeys(folders))


def form_key(chain: Iterable[Path], kind: str, kinds: Iterable[str], trees: Trees) -> str:
    """A key of all that a document of a kind may take from these folders."""
    others = _others(kind, kinds)
    digests = ((folder.name, trees.digest(folder, others)) for folder in chain)
    return sha256(repr([*digests]).encode()).hexdigest()


def is_form_as_seen(chain: Iterable[Path], kind: str, kinds: Iterable[str], trees: Trees) -> bool:
    """Whether all that the form's key takes in is as this run saw it at its first look."""
    others = _others(kind, kinds)
    return all(trees.is_as_seen(folder, others) for folder in chain)


def _others(kind: str, kinds: Iterable[str]) -> tuple[str, ...]:
    """The folders of a form that its key for one kind of document leaves out."""
    return tuple(sorted(other for other in kinds if other != kind))


def names_key(project: Project) -> str:
    """A key that changes when the forms there are, or their names, change."""
    said = [(str(file.parent), _names(file)) for file in project.form_files(FILE)]
    return sha256(repr(said).encode()).hexdigest()


def _names(file: Path) -> list[str] | str:
    text = file.read_text(encoding="utf-8", errors="replace")
    return NAMES.findall(text) or text
