"""Where a project keeps its files: root folder → the paths of the fixed rooms.

A project is a folder of data.  What every project has alike (schemas, catalogue, forms) comes with
the program, and a project may have forms and lists of subjects of its own.  A checkout of the
program has all of it itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from mingzhang.wanted import KINDS

NATIONAL = "national"  # the form that stands above all others
_HOME = Path(__file__).resolve().parents[1]
_IS_CHECKOUT = (_HOME / "templates" / NATIONAL).is_dir()
# Where schema/, catalogue/, templates/ and what set-up needs lie: a wheel carries them inside.
SHIPPED = _HOME if _IS_CHECKOUT else Path(__file__).resolve().with_name("shipped")
# An installed program works on the data where it is called.
ROOT = _HOME if _IS_CHECKOUT else Path.cwd()


@dataclass(frozen=True)
class Layout:
    """The layout of a project that ``mingzhang.yaml`` may name; paths are from its root."""

    templates: str = "templates"
    subjects: str = "catalogue"
    rules: str = "rules"
    output: str = "output"
    files: tuple[str, ...] = KINDS
    approvals: str = ""


@dataclass(frozen=True)
class Project:
    """A project: a folder with ``sources/``, and the rooms it has of its own beside."""

    root: Path = ROOT
    layout: Layout = field(default_factory=Layout, kw_only=True)

    @property
    def is_whole(self) -> bool:
        """Whether a project holds every room itself, as a checkout of the program does."""
        return (self.root / "templates" / NATIONAL).is_dir()

    @property
    def schema(self) -> Path:
        """The project's JSON Schemas, one per kind of file."""
        return self._room("schema", "final.schema.json")

    @property
    def catalogue(self) -> Path:
        """The project's catalogue: the program's subject codes and named figures."""
        return self._room("catalogue", "functional.csv")

    def _room(self, name: str, file: str) -> Path:
        own = self.root / name
        return own if self.is_whole and (own / file).is_file() else SHIPPED / name

    @property
    def subjects(self) -> Path:
        """The project's own lists of subjects, by year."""
        return self.root / self.layout.subjects

    @property
    def catalogue_files(self) -> tuple[Path, ...]:
        """The program's own files on subjects and named figures, without a project's lists."""
        lists = {*self.catalogue.glob("subjects-*.csv")}
        return tuple(file for file in self.catalogue.iterdir() if file not in lists)

    @property
    def templates(self) -> Path:
        """The project's own forms, one folder per region."""
        return self.root / self.layout.templates

    @property
    def forms(self) -> tuple[Path, ...]:
        """The project's folders of forms: its own, and the program's unless it has them too."""
        own, shipped = self.templates, SHIPPED / "templates"
        return (own,) if (own / NATIONAL).is_dir() or own == shipped else (own, shipped)

    def form_files(self, name: str) -> Iterator[Path]:
        """The file of that name of every form of the project; an own folder comes first."""
        seen: dict[str, Path] = {}
        for forms in self.forms:
            for file in sorted(forms.glob(f"*/{name}")):
                seen.setdefault(file.parent.name, file)
        yield from (seen[folder] for folder in sorted(seen))

    @property
    def kinds(self) -> Mapping[str, Path]:
        """The project's kinds of document by their folders' name, each with its file."""
        # Forms of before there were such files, as a review has them, are of the known kinds.
        return _kinds((*self.forms, SHIPPED / "templates"), Path.cwd())

    def named(self, file: Path) -> Path:
        """A file as the project names it, wherever project and program lie."""
        for root in (self.root, SHIPPED):
            if file.is_relative_to(root):
                return file.relative_to(root)
        return file

    @property
    def fonts(self) -> Path:
        """The project's own faces of what is typeset, else those of the program."""
        own = self.root / ".fonts"
        return own if own.is_dir() else SHIPPED / ".fonts"

    @property
    def rules(self) -> Path:
        """The project's own rules, if it has any."""
        return self.root / self.layout.rules

    @property
    def sources(self) -> Path:
        """The project's sources, a folder per document: ``sources/<agency>/<year>-<kind>/``."""
        return self.root / "sources"

    @property
    def approvals(self) -> Path | None:
        """The project's list of the days on which documents were approved, if there is one."""
        return self.root / self.layout.approvals if self.layout.approvals else None

    @property
    def output(self) -> Path:
        """The project's room for what a build writes."""
        return self.root / self.layout.output


@lru_cache
def _kinds(forms: tuple[Path, ...], _: Path) -> Mapping[str, Path]:
    """What a project says of a kind stands for what the program says, and the common form first."""
    files = [file for folder in forms for file in sorted(folder.glob("*/*/kind.yaml"))]
    files.sort(key=lambda file: file.parents[1].name != NATIONAL)
    found: dict[str, Path] = {}
    for file in files:
        found.setdefault(file.parent.name, file)
    return {name: found[name] for name in sorted(found, reverse=True)}
