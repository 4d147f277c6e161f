"""A document's folder → its files as nodes, checked against their schemas, and last year's folder.

In: ``sources/<agency>/<year>-<kind>/``.  Out: a ``Folder``, or the diagnostics that prevent one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity, below, has_errors
from mingzhang.project import Project
from mingzhang.reading.checkout_rooms import outside
from mingzhang.reading.document_names import (
    DISCLOSURE,
    PERFORMANCE,
    PROFILE,
    is_nearly_read,
    is_text,
    plan_of,
    word_of,
    year_and_kind,
    year_before,
)
from mingzhang.reading.document_search import find_folders, no_document
from mingzhang.reading.markdown_notes import without_notes
from mingzhang.reading.meant_folders import meant_folder, similar_folder
from mingzhang.reading.node import Node
from mingzhang.reading.reason_locks import FILE as LOCKS
from mingzhang.reading.reason_locks import Lock, read_locks
from mingzhang.reading.safe_opening import is_shared, link_on_way
from mingzhang.reading.schema_check import UNKNOWN_KEY, validate
from mingzhang.reading.schema_messages import Schema
from mingzhang.reading.source_text import decode, full, irregular, linked, load, shown
from mingzhang.reading.source_versions import Versions, as_of_today, read_versions, version_of
from mingzhang.reading.state_secrets import secrets
from mingzhang.reading.unfilled_places import MARK, unfilled, unfilled_text
from mingzhang.reading.ways_out import check_first, together
from mingzhang.reading.yaml import read_yaml

__all__ = [
    "DISCLOSURE",
    "PERFORMANCE",
    "PROFILE",
    "Folder",
    "Schemas",
    "SchemasOf",
    "find_folders",
    "read_folder",
    "read_held",
    "year_before",
]
LINK, SHARED = "MZ057", "MZ700"
FORM = "版式"
KEPT = 24  # files: those of a few documents
LACKING_KEY, LEADING_ZERO = "MZ031", "MZ022"


@dataclass(frozen=True, eq=False)
class Schemas:
    """What a form lets the files of a document's folder hold: a schema for each of their names.

    ``found`` is what is wrong in the form's own declarations.  Where no form was asked for, or none
    of that name is there (``missing`` says so), the schemas are those that all forms share
    (``is_known``).  ``elsewhere`` are the forms that have documents of the kind, where the one that
    was asked for has none.
    """

    files: Mapping[str, Schema]
    found: tuple[Diagnostic, ...] = ()
    is_known: bool = True
    elsewhere: tuple[str, ...] = ()
    missing: tuple[Diagnostic, ...] = ()


# The kind of a document (final) and the name of its form (版式) → the schemas.
SchemasOf = Callable[[str, str], Schemas]


@dataclass(frozen=True)
class Folder:
    """A document's folder as read; ``texts`` are its Markdown files by name.

    ``units`` are the folders of the units that a department sums (汇总); ``locks`` say
    which figure each reason was confirmed for, None where nothing ever was.  ``loose`` are the
    names of Markdown files that no file of the folder names; ``schemas`` are those of the files.
    ``planned`` is the same year's budget of a final account; ``versions`` are those of what a
    source may hold that its files are written in, by name.
    """

    path: Path
    kind: str
    disclosure: Node
    profile: Node
    performance: Node | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    previous: Folder | None = None
    planned: Folder | None = None
    units: tuple[Folder, ...] = ()
    locks: tuple[Lock, ...] | None = None
    loose: tuple[str, ...] = ()
    schemas: Mapping[str, Schema] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)


def read_folder(
    path: Path, project: Project, schemas: SchemasOf
) -> tuple[Folder | None, tuple[Diagnostic, ...]]:
    """A document's folder and its notes; none where anything in it, or in last year's, is wrong."""
    if found := outside(project):
        return None, found
    return _Reading(path, project, schemas).read(follow=True)


def read_held(
    name: str, files: Mapping[str, bytes], project: Project, schemas: SchemasOf
) -> tuple[Folder | None, tuple[Diagnostic, ...]]:
    """A document's folder called ``name`` (2024-final) whose files are in memory.

    Nothing on disk is looked at: neither the year before nor any unit.
    """
    return _Held(name, files, project, schemas).read(follow=False)


class _Reading:
    """Reads the files of one document's folder and gathers what is wrong with them."""

    def __init__(
        self,
        path: Path,
        project: Project,
        schemas: SchemasOf,
        above: tuple[Path, ...] = (),
        root: Path | None = None,
    ) -> None:
        self.path = full(path)
        self.name = self.path.name
        self.project = project
        self.schemas_of = schemas
        self.above = above
        self.root = root or _root(self.path, project)
        self.found: list[Diagnostic] = []
        self.versions: dict[str, int] = {}
        self.plans = False

    def read(
        self, *, follow: bool, plans: bool = False
    ) -> tuple[Folder | None, tuple[Diagnostic, ...]]:
        if link := self._link():
            return None, (linked(link, Place(shown(link))),)
        name = year_and_kind(self.name, self.project)
        if name is None or not is_text(self.path.parent.name):
            return None, (_undecoded_name(self.path) if name else _wrong_name(self.path),)
        if not self._is_there():
            return None, (no_document(self.path),)
        schemas = self.schemas_of(name[1], self._form())
        if has_errors(wrong := (*schemas.found, *self._of_no_such_form(name[1], schemas))):
            return None, wrong
        disclosure, profile = self._yaml(DISCLOSURE, schemas), self._yaml(PROFILE, schemas)
        performance = self._yaml(PERFORMANCE, schemas) if self._has(PERFORMANCE) else None
        texts = self._texts(profile, disclosure)
        if disclosure and profile:
            # A text that is named and cannot be read is told already.
            named = {name.text: "" for name in _named_texts(profile, disclosure)}
            self.found.extend(self._odd(named))
            self.found.extend(self._shared((DISCLOSURE, PROFILE, PERFORMANCE, *texts)))
        self._check_year(disclosure, name[0])
        previous = self._previous(disclosure) if follow and disclosure else None
        # A unit that leaves its 年初预算 to its budget does so in its department, too.
        self.plans = follow or plans
        planned = self._planned(disclosure) if self.plans and disclosure else None
        units = self._units(disclosure)
        locks = self._locks()
        found = tuple(self.found)
        if disclosure is None or profile is None or has_errors(found):
            return None, found
        files = (disclosure, profile, performance)
        loose = (*self._loose(texts), *self._misnamed())
        folder = Folder(self.path, name[1], *files, texts, previous, planned, units, locks, loose)
        return replace(folder, schemas=schemas.files, versions=self.versions), found

    def _is_there(self) -> bool:
        return self.path.is_dir()

    def _loose(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        """Names of the Markdown files of a document's folder that none of its YAML files names."""
        return tuple(sorted(f.name for f in self.path.glob("*.md") if f.name not in texts))

    def _misnamed(self) -> tuple[str, ...]:
        """Files of a document's folder whose names are nearly those that are read: profile.yml."""
        return tuple(sorted(f.name for f in self.path.iterdir() if is_nearly_read(f.name)))

    def _shared(self, names: Iterable[str]) -> Iterator[Diagnostic]:
        """The files of a document's folder that have another name elsewhere (hard links)."""
        found = [name for name in dict.fromkeys(names) if is_shared(full(self.path / name))]
        if found:
            yield _told_shared(Place(shown(self.path / found[0])), found)

    def _odd(self, texts: Mapping[str, str]) -> Iterator[Diagnostic]:
        """Links, pipes and the like among Markdown files that a document's folder does not name."""
        # An editor's hidden lock may be a link.
        names = (name for name in self._loose(texts) if not name.startswith("."))
        yield from filter(None, (irregular(full(self.path / n), self.root) for n in names))

    def _load(self, name: str, asked: Place | None = None) -> bytes | Diagnostic:
        """The bytes of a file in the document's folder; ``asked`` is the place that names it."""
        return load(full(self.path / name), asked, self.root)

    def _link(self) -> Path | None:
        """The first link on the way to the document's folder; None where there is none."""
        return link_on_way(self.path, self.root)

    def _has(self, name: str) -> bool:
        # A broken link is there too: it must be told, not passed over.
        return (self.path / name).exists() or (self.path / name).is_symlink()

    def _form(self) -> str:
        """The name of the form (版式) that a document's folder asks for; empty if not told."""
        form = self.form()
        return form.text if form else ""

    def form(self) -> Node | None:
        """Where a document's folder names its form (版式); None if it does not or is unreadable."""
        data = self._load(DISCLOSURE)
        if isinstance(data, Diagnostic):
            return None
        node, _ = _tree(data, shown(self.path / DISCLOSURE))
        return node.get(FORM) if node else None

    def _of_no_such_form(self, kind: str, schemas: Schemas) -> Iterator[Diagnostic]:
        """That a document's form is not there, or has no documents of the kind its folder names."""
        form = self.form()
        place = form.place if form else Place(shown(self.path))
        if self._form() != MARK:
            yield from (replace(one, place=place) for one in schemas.missing)
        if schemas.elsewhere:
            message = f"版式“{self._form()}”没有“{kind}”这一类文档（文件夹名的后一半）。"
            forms = "、".join(schemas.elsewhere)
            hint = f"有这一类文档的版式：{forms}；不是这一类的，请改文件夹的名称。"
            yield Diagnostic(place, "MZ501", message, hint)

    def _yaml(self, name: str, schemas: Schemas) -> Node | None:
        file = self.path / name
        data = self._load(name)
        if isinstance(data, Diagnostic):
            self.found.append(data)
            return None
        kind, versions = self.name.partition("-")[2], read_versions(self.project.catalogue)
        node, found = _validated(data, shown(file), schemas, _Form(name, kind, versions))
        self.versions[name] = version_of(_tree(data, shown(file))[0])
        self.found.extend(found)
        self.found.extend(secrets(node) if node is not None else ())
        return node

    def _locks(self) -> tuple[Lock, ...] | None:
        if not self._has(LOCKS):
            return None
        file = self.path / LOCKS
        data = self._load(LOCKS)
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
            message = f"“年度”是 {typed.text}，文件夹“{self.name}”是 {year} 年度的。"
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
        data = self._load(name, place)
        if isinstance(data, Diagnostic):
            return data
        text = decode(data, shown(file))
        if isinstance(text, str):
            text = without_notes(text, shown(file))
        if isinstance(text, str) and not text.strip():
            return Diagnostic(Place(shown(file), 1, 1), "MZ005", "文件里没有内容。", "请写上内容。")
        if isinstance(text, str) and text.strip() == MARK:
            return unfilled_text(shown(file))
        return text

    # Last year's folder

    def _previous(self, disclosure: Node) -> Folder | None:
        """Last year's document's folder: the one 上年来源 names, else the one beside this."""
        named = disclosure.get("上年来源")
        if named is None or not isinstance(named.value, str) or not named.value:
            return self._neighbour(disclosure)
        path, expected = full(self.path / named.value), year_before(self.path).name
        if fault := self._previous_fault(named.value, path, expected):
            self.found.append(Diagnostic(named.place, "MZ054", *fault))
            return None
        reading = _Reading(path, self.project, self.schemas_of, root=self.root)
        folder, found = reading.read(follow=False)
        if folder is None:
            links = [fault for fault in found if fault.code == LINK]
            self.found += links or [_unusable(named.place, "MZ661", path, found)]
        return folder

    def _neighbour(self, disclosure: Node) -> Folder | None:
        """Last year's document's folder where it stands beside this one and can be read."""
        path = year_before(self.path)
        if not (path / DISCLOSURE).is_file() or not _is_inside(path, self.path.parent):
            return None
        reading = _Reading(path, self.project, self.schemas_of, root=self.root)
        folder, found = reading.read(follow=False)
        if folder is None:
            year = disclosure.get("年度") or disclosure
            self.found.append(_unusable(year.place, "MZ660", path, found, Severity.WARNING))
        return folder

    # The same year's budget

    def _planned(self, disclosure: Node) -> Folder | None:
        """The same year's budget's folder: what 预算来源 names, else the one beside this."""
        beside, named = plan_of(self.path, self.project), disclosure.get("预算来源")
        if beside is None or (named and not named.text):
            return None
        path = full(self.path / named.text) if named else beside
        if named and (fault := self._outside(named.text, path) or _plan_fault(path, beside.name)):
            hint = f"请写从本文件夹算起的相对路径，例如 ../{beside.name}。"
            self.found.append(Diagnostic(named.place, "MZ864", fault, hint))
            return None
        if not (path / DISCLOSURE).is_file():
            return None
        reading = _Reading(path, self.project, self.schemas_of, root=self.root)
        folder, _ = reading.read(follow=False)
        if folder is None:
            asking = named or disclosure.get("年度") or disclosure
            message = f"本年预算的“{shown(path)}”有错误，年初预算没有与它核对。"
            hint = together((check_first(str(shown(path))), "。"))
            warning = Diagnostic(asking.place, "MZ865", message, hint, Severity.WARNING)
            self.found.append(warning)
        return folder

    def _previous_fault(self, name: str, path: Path, expected: str) -> tuple[str, str] | None:
        hint = f"请写从本文件夹算起的相对路径，例如 ../{expected}。"
        if fault := self._outside(name, path):
            return fault, hint
        if path.name != expected:
            year, _, kind = expected.partition("-")
            return (
                f"“{name}”不是上一年度（{year} 年度）{word_of(kind, self.project)}的文件夹。",
                hint,
            )
        if not path.is_dir():
            return f"找不到文件夹“{name}”。", f"{hint}没有上年的文件夹，请把上年数写在“上年”里。"
        return None

    def _outside(self, name: str, path: Path) -> str:
        """What is wrong with a path that must lead from this document's folder to another."""
        if "\\" in name:
            return f"“{name}”里的“\\”不是路径的分隔符，请改用“/”。"
        if _is_absolute(name) or not _is_inside(path, self.path.parent.parent):
            return f"“{name}”不在放各单位数据的文件夹里。"
        return ""

    # The folders of the units that are summed

    def _units(self, disclosure: Node | None) -> tuple[Folder, ...]:
        named = disclosure.get("汇总") if disclosure else None
        found: list[Folder] = []
        seen: set[Path] = set()
        words: set[str] = set()
        for node in named.rows() if named else ():
            # Of the same words twice the schema tells.
            folder = self._unit(node, disclosure) if node.text and node.text not in words else None
            words.add(node.text)
            paths = set(_summed(folder)) if folder else set()
            if twice := paths & seen:
                fault = f"“{node.text}”汇总了两遍：“{shown(min(twice))}”已经在里面。"
                hint = "删去多写的一行；它所属的上级单位已经汇总了它的，也不再写。"
                self.found.append(Diagnostic(node.place, "MZ055", fault, hint))
            elif folder:
                found.append(folder)
            seen |= paths
        return tuple(found)

    def _unit(self, node: Node, summing: Node | None) -> Folder | None:
        path = full(self.path / node.text)
        fault = self._outside(node.text, path) or self._unit_fault(node.text, path)
        if fault:
            hint = self._way_to_unit(node.text, path)
            self.found.append(Diagnostic(node.place, "MZ055", fault, hint))
            return None
        above = (*self.above, self.path)
        reading = _Reading(path, self.project, self.schemas_of, above, self.root)
        folder, found = reading.read(follow=False, plans=self.plans)
        theirs = summing.get(FORM) if summing else None
        self.found.extend(found if folder else _of_another_form(reading.form(), theirs, found))
        return folder

    def _unit_fault(self, name: str, path: Path) -> str:
        if path.name != self.path.name:
            kind = word_of(self.path.name.partition("-")[2], self.project)
            return f"“{name}”不是同一年度的{kind}文件夹，名称应为 {self.path.name}。"
        if path in (*self.above, self.path):
            return f"“{name}”把自己也汇总了进去。"
        return "" if path.is_dir() else f"找不到文件夹“{name}”。"

    def _way_to_unit(self, name: str, path: Path) -> str:
        """How a line of 汇总 in a document that leads to no unit's folder is mended."""
        if path in (*self.above, self.path):
            return "删去这一行：这里写下属单位的文件夹，下属单位也不能反过来汇总上级。"
        if meant := meant_folder(name, self.path):
            return f"请写从本文件夹算起的相对路径，是不是“{meant}”？"
        if path.name == self.path.name and path.parent.is_dir():
            return f"“{shown(path.parent)}”里没有这一年的：单位还没有编的，先编好它再汇总。"
        if path.name == self.path.name and path.parent.parent == self.path.parent.parent:
            near = similar_folder(path, self.path)
            meant = f"是不是“{near}”？" if near else "文件夹改了名称的，照现在的写；"
            return f"没有“{shown(path.parent)}”：{meant}单位不再汇总的，删去这一行。"
        return f"请写从本文件夹算起的相对路径，例如 ../../unit-a/{self.path.name}。"


def _of_another_form(
    own: Node | None, theirs: Node | None, found: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """A unit's folder: what is wrong, behind that its form is not the department's."""
    if not (own and theirs and own.text != theirs.text):
        return found
    message = (
        f"单位的版式是“{own.text}”，汇总它的部门的是“{theirs.text}”；它填的与自己的版式也不合。"
    )
    hint = "改成部门的版式；确实不同的，先单独核对这个单位。"
    lead = Diagnostic(own.place, "MZ857", message, hint, suspects=(own.place,))
    return (lead, *(replace(one, suspects=(own.place,)) for one in found))


def _plan_fault(path: Path, expected: str) -> str:
    if path.name != expected:
        return f"“{path.name}”不是本年度预算的文件夹，名称应为 {expected}。"
    return "" if path.is_dir() else f"找不到文件夹“{path.name}”。"


def _summed(folder: Folder) -> Iterator[Path]:
    """The folders of units (汇总) that a unit's document stands for: its own and all below it."""
    yield folder.path
    for unit in folder.units:
        yield from _summed(unit)


@lru_cache(KEPT)
def _tree(data: bytes, file: Path) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a file in a document's folder, read as this and as last year's."""
    return read_yaml(data, file)


@dataclass(frozen=True)
class _Form:
    """A file's kind of document in the folder, and the versions that there are."""

    name: str
    kind: str
    versions: Versions


@lru_cache(KEPT)
def _validated(
    data: bytes, file: Path, schemas: Schemas, form: _Form
) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a file in a document's folder, as of today, and what is wrong with it."""
    node, found = _tree(data, file)
    if node is not None:
        today = as_of_today(node, form.name, form.kind, form.versions)
        if isinstance(today, Diagnostic):
            return None, (*found, today)
        node = today
    faults = validate(node, schemas.files[form.name]) if node is not None else ()
    if not schemas.is_known:
        # What another form lets a source hold is not known to be wrong; only its name is told.
        faults = tuple(fault for fault in faults if "“版式”" in fault.message)
    if left := tuple(unfilled(node)) if node is not None else ():
        # What is still to be filled is told as that, and not as the wrong value that it is too.
        at = {finding.place for finding in left}
        faults = (*left, *(fault for fault in faults if fault.place not in at))
    return node, tuple(_of_one_slip((*found, *faults)))


def _of_one_slip(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """What is wrong in a file of a document's folder: two findings of one slip in one group.

    A key in place of another is none, and the other lacks; a zero before a code makes none of it.
    """
    leads = {one.place[:2]: one for one in found if one.code == UNKNOWN_KEY}
    lacks = {one.place[:2]: leads.get(one.place[:2]) for one in found if one.code == LACKING_KEY}
    zeros = {one.place for one in found if one.code == LEADING_ZERO}
    wrong = {one.place: one for one in found if one.place in zeros and one.code != LEADING_ZERO}
    for one in found:
        lead = wrong.get(one.place)
        if one.code in (UNKNOWN_KEY, LACKING_KEY) and not lead:
            lead = lacks.get(one.place[:2])
        yield below(one, lead) if lead else one


def _unusable(
    place: Place,
    code: str,
    path: Path,
    found: Iterable[Diagnostic],
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    """A finding that last year's document folder has errors, which are not told one by one."""
    errors = [fault for fault in found if fault.severity is Severity.ERROR]
    message = f"上年的“{shown(path)}”有 {len(errors)} 处错误，用不了它的数。"
    meanwhile = "；改好以前，上年数只有“上年”里写的。"
    hint = together((check_first(str(shown(path))), meanwhile))
    first = tuple(Operand("错误", fault.message, fault.place) for fault in errors[:1])
    return Diagnostic(place, code, message, hint, severity, first)


def _told_shared(place: Place, names: Sequence[str]) -> Diagnostic:
    """A finding that files of a document are files of another folder, too."""
    shown_names = "、".join(f"“{name}”" for name in names)
    message = f"{shown_names}在别的地方还有一个名称（硬链接）：那里改了，这里也跟着变。"
    hint = "请复制一份代替它：另存为别的名称，删去原来的，再改回来；是备份程序做的，可以不管。"
    return Diagnostic(place, SHARED, message, hint, Severity.WARNING)


class _Held(_Reading):
    """Reads a document's files that are in memory instead of in a folder, by name."""

    def __init__(
        self, name: str, files: Mapping[str, bytes], project: Project, schemas: SchemasOf
    ) -> None:
        super().__init__(Path(), project, schemas)
        # Where it would lie must not be seen in any place.
        self.path, self.name, self.files = Path(), name, files

    def _is_there(self) -> bool:
        return True

    def _link(self) -> Path | None:
        return None

    def _loose(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(sorted(f for f in self.files if f.endswith(".md") and f not in texts))

    def _misnamed(self) -> tuple[str, ...]:
        return ()

    def _shared(self, names: Iterable[str]) -> Iterator[Diagnostic]:
        del names
        yield from ()

    def _odd(self, texts: Mapping[str, str]) -> Iterator[Diagnostic]:
        del texts
        yield from ()

    def _has(self, name: str) -> bool:
        return name in self.files

    def _load(self, name: str, asked: Place | None = None) -> bytes | Diagnostic:
        data = self.files.get(name)
        missing = Diagnostic(asked or Place(Path(name)), "MZ001", f"找不到文件“{name}”。")
        return missing if data is None else data

    def _units(self, disclosure: Node | None) -> tuple[Folder, ...]:
        del disclosure
        return ()


def _named_texts(profile: Node | None, disclosure: Node | None) -> Iterator[Node]:
    """Where a document's YAML files name the Markdown files of its folder."""
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
    hint = (
        "请改成“年度-final”（决算）或“年度-budget”（预算），例如 2024-final；"
        "是备份的，移到 sources 以外，或把名称改成以“.”开头。"
    )
    return Diagnostic(Place(shown(path)), "MZ050", message, hint)


def _undecoded_name(path: Path) -> Diagnostic:
    # A Windows archive unpacked elsewhere has such names; no page can link to one.
    message = f"文件夹的名称“{path.parent.name}”不是 UTF-8 编码的文字。"
    hint = "请给它改名，例如用单位的拼音；是解压 Windows 的压缩包得来的，按 GBK 编码重新解压也行。"
    return Diagnostic(Place(shown(path)), "MZ050", message, hint)


def _is_absolute(name: str) -> bool:
    return name.startswith(("/", "\\", "~")) or name[1:2] == ":"


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether a path lies in a document's folder as written; a link on the way is told itself."""
    return full(path).is_relative_to(full(folder))


def _root(path: Path, project: Project) -> Path:
    """The folder of all agencies above a document's folder: it may be a link, none below it."""
    sources = full(project.sources)
    for templates in map(full, project.forms):
        if path.is_relative_to(templates):
            # The examples, a folder beside the regions' and shared as they are.
            return templates.joinpath(*path.relative_to(templates).parts[:1])
    return sources if path.is_relative_to(sources) else path.parent.parent
