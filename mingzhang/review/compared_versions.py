"""Versions: a git revision, a folder or the work tree → folders of documents that can be read.

A revision is unpacked into a temporary folder: git is only asked for blobs, so neither the work
tree nor the index is touched.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.history import contents, git
from mingzhang.project import ROOT, Project
from mingzhang.reading.document_folder import DISCLOSURE, find_folders, year_before
from mingzhang.reading.document_names import NAME
from mingzhang.reading.source_text import full, load

WORK_TREE = "工作区"
SOURCES = "sources"
SUFFIXES = (".yaml", ".md", ".lock", ".j2", ".css")
OTHER_FOLDER = re.compile(rb"\.\./[^\s,\]\}\"']+")


class VersionError(Exception):
    """What was to be compared is neither a folder of documents nor a revision; in Chinese."""


@dataclass(frozen=True)
class Version:
    """A version to compare: documents by name (``agency/2024-final``), below ``root``.

    ``repository`` and ``revision`` (empty: the work tree) are where git may be asked about them.
    """

    label: str
    root: Path
    project: Project
    documents: Mapping[str, Path]
    repository: Path | None = None
    revision: str = ""

    def place(self, place: Place) -> str:
        """A place in a compared version: sources/changchun/2024-final/disclosure.yaml:12:3."""
        return str(Place(self.path(place.file), place.line, place.column))

    def path(self, file: Path) -> Path:
        """A file of a compared version below its root, as the project names it."""
        absolute = full(file)
        return absolute.relative_to(self.root) if absolute.is_relative_to(self.root) else file

    def fingerprint(self, name: str) -> str:
        """Equal for two compared versions only where the document must be the same."""
        return f"{self._templates}{self._of_folder(self.documents[name], frozenset())}"

    @cached_property
    def _templates(self) -> str:
        return "".join(map(_hashed, self.project.forms))

    def _of_folder(self, folder: Path, above: frozenset[Path]) -> str:
        """A hash of a folder's files in a compared version, and of folders it draws on."""
        if folder in above or not folder.is_dir():
            return ""
        data = load(folder / DISCLOSURE)
        text = b"" if isinstance(data, Diagnostic) else data
        named = {full(folder / found.decode("utf-8", "replace")) for found in _named(text)}
        # Units are read without their own last year.
        if not above and NAME.fullmatch(folder.name):
            named |= {year_before(folder), *folder.parent.glob(f"{folder.name[:4]}-*")}
            named.discard(folder)
        # What lies elsewhere is refused when the document is read.
        named = {other for other in named if other.is_relative_to(self.root)}
        inner = (self._of_folder(other, above | {folder}) for other in sorted(named))
        return "".join((_hashed(folder), *inner))


def _named(text: bytes) -> Iterable[bytes]:
    return OTHER_FOLDER.findall(text)


def _hashed(folder: Path) -> str:
    whole = sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink() and file.suffix in SUFFIXES:
            whole.update(
                os.fsencode(file.relative_to(folder)) + f"\0{file.stat().st_size}\0".encode()
            )
            whole.update(file.read_bytes())
    return whole.hexdigest()


@contextmanager
def open_version(name: str, project: Project, here: Path) -> Iterator[Version]:
    """The version to compare, called so, as long as the context lasts.

    Raises ``VersionError`` where there is none.
    """
    folder = full(here / name) if name else here
    documents = _in_folder(folder, project) if folder.exists() else {}
    if documents:
        yield _of_files(folder, documents, project, here)
        return
    repository = repository_of(here) or repository_of(project.root)
    answer = (
        git(repository, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if (repository and name and not name.startswith("-"))
        else None
    )
    if repository is None or answer is None:
        raise VersionError(_unknown(name, repository))
    with TemporaryDirectory(prefix="mingzhang-") as temporary:
        root = Path(temporary).resolve()
        yield _unpacked(name, answer.decode().strip(), repository, root, project)


def _unknown(name: str, repository: Path | None) -> str:
    if not name:
        return "这里没有文档。"
    if repository is None:
        return f"“{name}”不是放文档的文件夹，这里也不是 git 的工作目录。"
    told = f"“{name}”不是放文档的文件夹，也不是 git 的版本。"
    if git(repository, "rev-parse", "--is-shallow-repository") != b"true\n":
        return told
    return f"{told}仓库只克隆了最近的提交：要比更早的，请先运行 git fetch --unshallow。"


def _incomplete(name: str, absent: Sequence[PurePosixPath]) -> str:
    """What is said of a version to compare, a commit whose files the repository lacks."""
    what = f"里有文件取不到，例如 {absent[0].as_posix()}" if absent else "的文件名单取不到"
    return (
        f"git 的版本“{name}”{what}：仓库里没有它的对象，多半是只克隆了一部分。"
        "请先运行 git fetch --refetch --no-filter；还是取不到的，用 git fsck 检查，或重新克隆。"
    )


def repository_of(folder: Path) -> Path | None:
    """The top of the git work tree that a folder to be compared lies in."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    answer = git(folder, "rev-parse", "--show-toplevel")
    top = Path(os.fsdecode(answer).rstrip("\n")) if answer else None
    # A repository may claim a work tree elsewhere (core.worktree): that is not asked for.
    return top if top and (top / ".git").exists() else None


def _in_folder(folder: Path, project: Project) -> dict[str, Path]:
    """The compared version's documents in a document's folder, an agency's, or all sources."""
    inner = folder / SOURCES
    start = inner if inner.is_dir() and not NAME.fullmatch(folder.name) else folder
    found, _missing = find_folders((start,), project)
    return {document_name(path): path for path in found if (path / DISCLOSURE).exists()}


def document_name(path: Path) -> str:
    """A compared document's short name: agency's folder and document's folder."""
    return f"{path.parent.name}/{path.name}"


def _of_files(folder: Path, documents: Mapping[str, Path], project: Project, here: Path) -> Version:
    repository = repository_of(folder)
    root = repository or (project.root if folder.is_relative_to(project.root) else folder)
    own = folder if (folder / project.layout.templates).is_dir() else root
    rendering = _with_templates(project, own)
    shown = folder.relative_to(here) if folder.is_relative_to(here) else folder
    label = WORK_TREE if folder in (here, root) else shown.as_posix()
    return Version(label, root, rendering, documents, repository)


@dataclass(frozen=True)
class WithTemplates(Project):
    """A version to compare that renders its documents with another version's templates."""

    own: Path = ROOT

    @property
    def templates(self) -> Path:
        """The folder of the compared version's templates."""
        return self.own / self.layout.templates


def _with_templates(project: Project, own: Path) -> Project:
    """The compared version's project with the templates of another root, if it has any."""
    has_own = (own / project.layout.templates).is_dir()
    return WithTemplates(project.root, own, layout=project.layout) if has_own else project


def _unpacked(name: str, commit: str, repository: Path, root: Path, project: Project) -> Version:
    listed = git(repository, "ls-tree", "-r", "-z", "--full-tree", commit)
    if listed is None:
        raise VersionError(_incomplete(name, ()))
    wanted = dict(_blobs(listed))
    inside = _inside(project, repository)
    folders = _documents(wanted, inside)
    # Last year's folder and those of units lie beside or one level up; templates render them.
    above = {folder.parent for folder in folders}
    forms = PurePosixPath(inside, project.layout.templates)
    kept = {p: blob for p, blob in wanted.items() if (above | {forms}) & set(p.parents)}
    held = dict(zip(kept, contents(repository, list(kept.values())), strict=True))
    if absent := [path for path, data in held.items() if data is None]:
        raise VersionError(_incomplete(name, absent))
    for path, data in held.items():
        _write(root / path, data or b"")
    documents = {document_name(root / folder): root / folder for folder in sorted(folders)}
    rendering = _with_templates(project, root / inside)
    return Version(name, root, rendering, documents, repository, commit)


def _blobs(listed: bytes) -> Iterator[tuple[PurePosixPath, str]]:
    """Path and hash of each file in a compared version, without links, which could lead out."""
    for entry in filter(None, listed.split(b"\0")):
        head, _, path = entry.partition(b"\t")
        mode, _, blob = head.decode().split()
        name = PurePosixPath(path.decode("utf-8", "surrogateescape"))
        if mode.startswith("100") and name.suffix in SUFFIXES and not name.is_absolute():
            yield name, blob


def _documents(paths: Iterable[PurePosixPath], inside: PurePosixPath) -> set[PurePosixPath]:
    """The folders of a compared version's documents; where the project has ``sources``, in it.

    Other data in the repository are another project's; only before ours lay there all may be ours.
    """
    found = {p.parent for p in paths if p.name == DISCLOSURE and NAME.fullmatch(p.parent.name)}
    own = (inside / SOURCES, inside)
    below = ({folder for folder in found if folder.is_relative_to(place)} for place in own)
    return next(filter(None, below), found)


def _inside(project: Project, repository: Path) -> PurePosixPath:
    """Where in a compared version's repository the project lies; else at its top."""
    is_inside = project.root.is_relative_to(repository)
    return PurePosixPath(project.root.relative_to(repository) if is_inside else "")


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
