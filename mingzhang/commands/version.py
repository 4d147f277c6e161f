"""``mingzhang --version``: which program, forms and catalogue these are, by their hashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mingzhang.commands.current_project import project_here
from mingzhang.project import SHIPPED, Project
from mingzhang.publish.published_document import program
from mingzhang.publish.travelling_form import KNOWN, fingerprint

DATA = ".csv"


def version_lines() -> Iterator[str]:
    """The version's lines; equal hashes mean equal files, wherever they lie."""
    project = project_here()
    yield f"mingzhang {_number()}"
    yield f"程序 {program()}"
    yield f"版式 {_hash(SHIPPED / 'templates')}"
    yield f"科目 {_hash(SHIPPED / 'catalogue')}"
    yield f"格式 {_hash(SHIPPED / 'schema')}"
    yield from _own(project)


def _number() -> str:
    try:
        return version("mingzhang")
    except PackageNotFoundError:  # run from a checkout that nobody installed
        return "（未安装）"


def _own(project: Project) -> Iterator[str]:
    if project.root == SHIPPED or not project.sources.is_dir():
        return
    yield f"数据 {project.root}"
    if project.templates.is_dir():
        yield f"自己的版式 {_hash(project.templates)}"
    if lists := sorted(project.subjects.glob("subjects-*.csv")):
        yield f"自己的科目 {_digest(project.subjects, lists)}"


def _hash(folder: Path) -> str:
    suffixes = {*KNOWN, DATA, ".json", ".md"}
    return _digest(folder, (f for f in folder.rglob("*") if f.suffix in suffixes and f.is_file()))


def _digest(folder: Path, files: Iterable[Path]) -> str:
    whole = sha256()
    for file in sorted(files):
        whole.update(f"{file.relative_to(folder).as_posix()}\0{fingerprint(file)}".encode())
    return whole.hexdigest()
