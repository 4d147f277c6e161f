"""A document's folder → its files as nodes, checked against their schemas, and last year's folder.

In: ``sources/<agency>/<year>-<kind>/``.  Out: a ``Folder``, or the diagnostics that prevent one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, has_errors
from mingzhang.project import Project
from mingzhang.reading.locks import FILE as LOCKS
from mingzhang.reading.locks import Lock, read_locks
from mingzhang.reading.node import Node
from mingzhang.reading.schema import load_schema, validate
from mingzhang.reading.text import decode, full, load, shown
from mingzhang.reading.yaml import read_yaml

DISCLOSURE, PROFILE, PERFORMANCE = "disclosure.yaml", "profile.yaml", "performance.yaml"
KINDS = {"final": "决算", "budget": "预算"}
_NAME = re.compile(rf"([0-9]{{4}})-({'|'.join(KINDS)})")
# Which schema a file follows; the disclosure's is named after the kind of the document.
_SCHEMAS = {PROFILE: "profile", PERFORMANCE: "performance"}


@dataclass(frozen=True)
class Folder:
    """What a document's folder holds; ``texts`` are its Markdown files by name.

    ``units`` are the folders of the units that a department's budget sums (汇总); ``locks`` say
    which figure each reason was confirmed for, None where nothing ever was.  ``loose`` are the
    names of Markdown files that no file of the folder names.
    """

    path: Path
    kind: str
    disclosure: Node
    profile: Node
    performance: Node | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    previous: Folder | None = None
    units: tuple[Folder, ...] = ()
    locks: tuple[Lock, ...] | None = None
    loose: tuple[str, ...] = ()


def read_folder(path: Path, project: Project) -> tuple[Folder | None, tuple[Diagnostic, ...]]:
    """The folder and its notes; no folder where anything in it, or in last year's, is wrong."""
    return _Reading(path, project).read(follow=True)


class _Reading:
    """Reads one folder and gathers what is wrong with it."""

    def __init__(self, path: Path, project: Project, above: tuple[Path, ...] = ()) -> None:
        self.path = full(path)
        self.project = project
        self.above = above
        self.found: list[Diagnostic] = []

    def read(self, *, follow: bool) -> tuple[Folder | None, tuple[Diagnostic, ...]]:
        name = _NAME.fullmatch(self.path.name)
        if name is None:
            return None, (_wrong_name(self.path),)
        if not self.path.is_dir():
            return None, (_no_document(self.path),)
        disclosure, profile = self._yaml(DISCLOSURE, name[2]), self._yaml(PROFILE)
        performance = self._yaml(PERFORMANCE) if self._has(PERFORMANCE) else None
        texts = self._texts(profile, disclosure)
        self._check_year(disclosure, name[1])
        previous = self._previous(disclosure, int(name[1]), name[2]) if follow else None
        units = self._units(disclosure)
        locks = self._locks()
        found = tuple(self.found)
        if disclosure is None or profile is None or has_errors(found):
            return None, found
        files = (disclosure, profile, performance)
        loose = tuple(
            sorted(file.name for file in self.path.glob("*.md") if file.name not in texts)
        )
        return Folder(self.path, name[2], *files, texts, previous, units, locks, loose), found

    def _has(self, name: str) -> bool:
        # A broken link is there too: it must be told, not passed over.
        return (self.path / name).exists() or (self.path / name).is_symlink()

    def _yaml(self, name: str, kind: str = "") -> Node | None:
        file = self.path / name
        data = load(file)
        if isinstance(data, Diagnostic):
            self.found.append(data)
            return None
        node, found = read_yaml(data, shown(file))
        self.found.extend(found)
        if node is not None:
            schema = self.project.schema / f"{kind or _SCHEMAS[name]}.schema.json"
            self.found.extend(validate(node, load_schema(schema)))
        return node

    def _locks(self) -> tuple[Lock, ...] | None:
        if not self._has(LOCKS):
            return None
        file = self.path / LOCKS
        data = load(file)
        text = data if isinstance(data, Diagnostic) else decode(data, shown(file))
        if isinstance(text, Diagnostic):
            self.found.append(text)
            return None
        locks, found = read_locks(text, shown(file))
        self.found.extend(found)
        return locks

    def _check_year(self, disclosure: Node | None, year: str) -> None:
        typed = disclosure.get("年度") if disclosure else None
        if typed and typed.number is not None and typed.number != Decimal(year):
            message = f"“年度”是 {typed.text}，文件夹“{self.path.name}”是 {year} 年度的。"
            hint = f"请把年度改成 {year}，或把文件放进对应年度的文件夹。"
            self.found.append(Diagnostic(typed.place, "MZ051", message, hint))

    # The Markdown files of the duties and the attachments

    def _texts(self, profile: Node | None, disclosure: Node | None) -> dict[str, str]:
        texts: dict[str, str] = {}
        for name in _named_texts(profile, disclosure):
            if not isinstance(name.value, str) or not name.value.endswith(".md"):
                continue
            text = self._text(name.value, name.place)
            if isinstance(text, Diagnostic):
                self.found.append(text)
            else:
                texts[name.value] = text
        return texts

    def _text(self, name: str, place: Place) -> str | Diagnostic:
        file = self.path / name
        if not _is_inside(file, self.path) or _is_absolute(name):
            message = f"文件“{name}”不在本文档的文件夹里。"
            hint = "请把文件放进本文件夹，这里只写文件名，例如 duties.md。"
            return Diagnostic(place, "MZ053", message, hint)
        data = load(file, place)
        if isinstance(data, Diagnostic):
            return data
        text = decode(data, shown(file))
        if isinstance(text, str) and not text.strip():
            return Diagnostic(Place(shown(file), 1, 1), "MZ005", "文件里没有内容。", "请写上内容。")
        return text

    # Last year's folder

    def _previous(self, disclosure: Node | None, year: int, kind: str) -> Folder | None:
        named = disclosure.get("上年来源") if disclosure else None
        if named is None or not isinstance(named.value, str) or not named.value:
            return None
        path = full(self.path / named.value)
        fault = self._previous_fault(named.value, path, f"{year - 1}-{kind}")
        if fault:
            self.found.append(Diagnostic(named.place, "MZ054", *fault))
            return None
        folder, found = _Reading(path, self.project).read(follow=False)
        self.found.extend(found)
        return folder

    def _previous_fault(self, name: str, path: Path, expected: str) -> tuple[str, str] | None:
        hint = f"请写从本文件夹算起的相对路径，例如 ../{expected}。"
        if fault := self._outside(name, path):
            return fault, hint
        if path.name != expected:
            year, _, kind = expected.partition("-")
            return f"“{name}”不是上一年度（{year} 年度）{KINDS[kind]}的文件夹。", hint
        if not path.is_dir():
            return f"找不到文件夹“{name}”。", f"{hint}没有上年的文件夹，请把上年数写在“上年”里。"
        return None

    def _outside(self, name: str, path: Path) -> str:
        """What is wrong with a path that must lead to another document's folder."""
        if "\\" in name:
            return f"“{name}”里的“\\”不是路径的分隔符，请改用“/”。"
        if _is_absolute(name) or not _is_inside(path, self.path.parent.parent):
            return f"“{name}”不在放各单位数据的文件夹里。"
        return ""

    # The folders of the units that are summed

    def _units(self, disclosure: Node | None) -> tuple[Folder, ...]:
        named = disclosure.get("汇总") if disclosure else None
        folders = [self._unit(node) for node in (named.rows() if named else ()) if node.text]
        return tuple(folder for folder in folders if folder)

    def _unit(self, node: Node) -> Folder | None:
        path = full(self.path / node.text)
        fault = self._outside(node.text, path) or self._unit_fault(node.text, path)
        if fault:
            hint = f"请写从本文件夹算起的相对路径，例如 ../../unit-a/{self.path.name}。"
            self.found.append(Diagnostic(node.place, "MZ055", fault, hint))
            return None
        reading = _Reading(path, self.project, (*self.above, self.path))
        folder, found = reading.read(follow=False)
        self.found.extend(found)
        return folder

    def _unit_fault(self, name: str, path: Path) -> str:
        if path.name != self.path.name:
            return f"“{name}”不是同一年度的预算文件夹，名称应为 {self.path.name}。"
        if path in (*self.above, self.path):
            return f"“{name}”把自己也汇总了进去。"
        return "" if path.is_dir() else f"找不到文件夹“{name}”。"


def _named_texts(profile: Node | None, disclosure: Node | None) -> Iterator[Node]:
    """Where the sources name a Markdown file."""
    units = profile.get("预算单位") if profile else None
    attached = disclosure.get("附件") if disclosure else None
    for node in (profile, *(units.rows() if units else ())):
        if node and (duties := node.get("职责")):
            yield duties
    for node in attached.rows() if attached else ():
        if file := node.get("文件"):
            yield file


def _wrong_name(path: Path) -> Diagnostic:
    message = f"文件夹的名称“{path.name}”不对。"
    hint = "请改成“年度-final”（决算）或“年度-budget”（预算），例如 2024-final。"
    return Diagnostic(Place(shown(path)), "MZ050", message, hint)


def _is_absolute(name: str) -> bool:
    return name.startswith(("/", "\\", "~")) or name[1:2] == ":"


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether the path lies in the folder, links followed."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        # A loop of links, or a character that no file name may have: it lies nowhere.
        return False


def find_folders(
    paths: Iterable[Path], project: Project
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Documents at or below the paths (none given: all sources), and paths that hold none."""
    folders: set[Path] = set()
    missing: list[Diagnostic] = []
    for path in tuple(paths) or (project.sources,):
        below = _look(full(path), project)
        folders.update(below)
        if not below:
            missing.append(_no_document(path))
    return tuple(sorted(folders)), tuple(missing)


def _look(path: Path, project: Project) -> list[Path]:
    try:
        return _documents(path, project)
    except OSError:
        # Not ours to read, or a name that no file can have.
        return []


def _documents(path: Path, project: Project) -> list[Path]:
    """A file or a folder of a document, an agency's folder, all sources, or the project's root."""
    if path.is_file():
        path = path.parent
        return [path] if _is_document(path) else []
    if path == full(project.root):
        path = full(project.sources)
    if not path.is_dir():
        return []
    levels = ([path], _below([path]), _below(_below([path])))
    return next((found for level in levels if (found := [*filter(_is_document, level)])), [])


def _below(folders: Iterable[Path]) -> list[Path]:
    return [
        child
        for folder in folders
        for child in folder.iterdir()
        if child.is_dir() and not child.name.startswith(".")
    ]


def _is_document(path: Path) -> bool:
    """By its name or by its data: a folder with a wrong name must be told, not passed over."""
    return bool(_NAME.fullmatch(path.name)) or (path / DISCLOSURE).is_file()


def _no_document(path: Path) -> Diagnostic:
    hint = "文档放在“sources/单位/年度-final（或 -budget）”里，其中有 disclosure.yaml；请检查路径。"
    return Diagnostic(Place(shown(full(path))), "MZ052", f"“{path}”里没有文档。", hint)
