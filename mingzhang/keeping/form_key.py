"""A form's name and a kind of document → the folders of its chain, and one key of all in them.

Another key says that no other form answers to the names by which those folders were found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from mingzhang.keeping.program_key import Trees
from mingzhang.project import Project

FILE = "region.yaml"
# Which folder has a name may be said by any form's own file; its parent only by those of a chain.
NAMES = re.compile("^.*名称.*$", re.MULTILINE)
# A name in a line of its own, which no further line goes on with.
PLAIN = re.compile(
    r"^名称:[ \t]+([^\s#'\"&*!|>{\[\\]+)[ \t]*(?:#.*)?\r?(?:\n(?!\s*[ \t]\S)|\Z)", re.MULTILINE
)
KEY = re.compile("^名称:", re.MULTILINE)


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


@dataclass(frozen=True)
class NamedForm:
    """A form that there is: its folder, what its file says of names, the one name if it is sure."""

    folder: Path
    said: str
    name: str | None

    def may_answer(self, names: Collection[str]) -> bool:
        """Whether the form may be meant by one of these names, its folder's or its own."""
        return self.folder.name in names or self.name is None or self.name in names


def named_forms(project: Project) -> tuple[NamedForm, ...]:
    """All forms that there are, by which a key of names is made."""
    return tuple(map(_named, project.form_files(FILE)))


def names_key(names: Collection[str], forms: Iterable[NamedForm]) -> str:
    """A key that changes when other forms answer to these names: one comes, goes, is renamed."""
    said = [(str(one.folder), one.said) for one in forms if one.may_answer(names)]
    return sha256(repr(said).encode()).hexdigest()


def kinds_key(project: Project) -> str:
    """A key of the kinds of document that there are, each with its file; raises ``OSError``."""
    said = [(name, str(file), file.read_bytes()) for name, file in project.kinds.items()]
    return sha256(repr(said).encode()).hexdigest()


def _named(file: Path) -> NamedForm:
    text = file.read_text(encoding="utf-8", errors="replace")
    plain = PLAIN.findall(text)
    is_sure = len(plain) == len(KEY.findall(text)) == 1
    said = "\n".join(NAMES.findall(text)) or text
    return NamedForm(file.parent, said, plain[0] if is_sure else None)
