"""A git repository of real sources, in a temporary folder, whose revisions a test writes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from mingzhang.facts.typed_entries import Entry, Kind, read_entries, typed_unit
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE
from mingzhang.reading.schema_check import load_schema
from mingzhang.reading.yaml import read_yaml
from mingzhang.review.compared_versions import open_version
from mingzhang.review.review_values import Review
from mingzhang.review.version_comparison import review
from tests.support import PROJECT

FINAL = "sources/changchun/2024-final"
BUDGET = "sources/yanbian/2024-budget"
# The real documents' reasons are locked; most histories begin before that.
UNLOCKED = shutil.ignore_patterns("reasons.lock")


@dataclass(frozen=True)
class Repository:
    """Its work tree."""

    root: Path

    def git(self, *arguments: str) -> str:
        """Run git here, as nobody in particular."""
        who = ("-c", "user.name=某人", "-c", "user.email=nobody@example.org")
        done = subprocess.run(  # noqa: S603 (arguments of the tests themselves)
            ["git", "-C", str(self.root), *who, *arguments],  # noqa: S607
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def commit(self, name: str) -> None:
        """Everything as it stands, under a tag."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", name)
        self.git("tag", name)

    def file(self, document: str, name: str = DISCLOSURE) -> Path:
        """A file of a document."""
        return self.root / document / name

    def edit(self, document: str, *changes: tuple[str, str], name: str = DISCLOSURE) -> None:
        """Replace words that stand exactly once."""
        file = self.file(document, name)
        text = file.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (old, text.count(old))
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")

    @contextmanager
    def compared(self, old: str, new: str, path: str = "") -> Iterator[Review]:
        """The review of two versions."""
        with (
            open_version(old, PROJECT, self.root) as before,
            open_version(new, PROJECT, self.root) as after,
        ):
            yield review(before, after, path)

    def review(self, old: str, new: str, path: str = "") -> Review:
        """The review of two versions."""
        with self.compared(old, new, path) as found:
            return found


def create(root: Path, *documents: str) -> Repository:
    """A repository that holds copies of these documents as its revision ``r1``."""
    repository = Repository(root)
    for document in documents:
        shutil.copytree(PROJECT.root / document, root / document, ignore=UNLOCKED)
    repository.git("init", "--quiet")
    repository.commit("r1")
    return repository


def entries(file: Path, kind: str = "final") -> list[Entry]:
    """The typed entries of a file."""
    node, found = read_yaml(file.read_bytes(), file)
    assert node, found
    name = "performance" if file.name == PERFORMANCE else kind
    schema = load_schema(PROJECT.schema / f"{name}.schema.json")
    return list(read_entries(node, schema, typed_unit(node)).values())


def rewrite(file: Path, changes: dict[Entry, str]) -> None:
    """Type other numbers in place of these."""
    lines = file.read_text(encoding="utf-8").splitlines()
    for entry in sorted(changes, key=lambda e: e.place, reverse=True):
        line, start = lines[entry.place.line - 1], entry.place.column - 1
        end = start
        while end < len(line) and line[end] in "-.0123456789":
            end += 1
        lines[entry.place.line - 1] = line[:start] + changes[entry] + line[end:]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def in_yuan(repository: Repository, document: str) -> None:
    """The same amounts in 元."""
    for name in (DISCLOSURE, PERFORMANCE):
        file = repository.file(document, name)
        money = [e for e in entries(file) if e.kind is Kind.MONEY]
        rewrite(file, {e: f"{Decimal(e.value).normalize():f}" for e in money})
    repository.edit(document, ("金额单位: 万元", "金额单位: 元"))
