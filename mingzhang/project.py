"""Where a project keeps its files: root folder → the paths of the fixed rooms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_HOME = Path(__file__).resolve().parents[1]
# Installed away from its checkout (by a hook, in a pipeline), the program works where it is called.
ROOT = _HOME if (_HOME / "schema").is_dir() else Path.cwd()


@dataclass(frozen=True)
class Project:
    """A checkout: ``schema/ catalogue/ templates/ sources/ output/`` below one root."""

    root: Path = ROOT

    @property
    def schema(self) -> Path:
        """JSON Schemas, one per kind of file."""
        return self.root / "schema"

    @property
    def catalogue(self) -> Path:
        """Subject codes and named figures."""
        return self.root / "catalogue"

    @property
    def templates(self) -> Path:
        """One folder per region, and ``national``."""
        return self.root / "templates"

    @property
    def rules(self) -> Path:
        """The project's own rules, if it has any."""
        return self.root / "rules"

    @property
    def sources(self) -> Path:
        """One folder per document: ``sources/<agency>/<year>-<kind>/``."""
        return self.root / "sources"

    @property
    def output(self) -> Path:
        """What a build writes."""
        return self.root / "output"
