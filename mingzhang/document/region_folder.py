"""Regions (版式): a folder of templates, its parents and its settings → a ``Region``.

A region's file replaces the file with the same path of its parent, and its settings replace the
parent's one by one.  The outermost parent (``national``) names every setting there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.closing_zeros import CHOICES as CUTS
from mingzhang.document.code_trial import Trial
from mingzhang.facts.amount import Unit
from mingzhang.forms.document_kind import read_kinds
from mingzhang.forms.form_chain import FILE, NAME, PARENT, find_chain
from mingzhang.project import SHIPPED, Project
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import nearest
from mingzhang.reading.source_text import decode
from mingzhang.reading.yaml import read_kept

YES, NO = "是", "否"
TOLD_IN = "文字单位"  # in which sentences tell a change, and charts what they draw
LEAST, LIMIT = "原因下限", re.compile(r"(?:[0-9]{1,9}(?:\.[0-9]{1,4})?%?)?")
ZERO, BLANK = "零值", "空"
SIGN, AS_ZERO = r"0(?:\.0{1,6})?|[-—－–/]{1,2}", "0、0.00，或“-”"
ZEROS = re.compile(f"{SIGN}|{BLANK}")  # how a zero looks in a table
# Settings with other words than a few, and what they may be.
WRITTEN = {
    LEAST: (LIMIT, "写 10%（上年数或预算数的百分之几）、5（多少万元），或留空。"),
    ZERO: (ZEROS, f"写 {AS_ZERO}；零不印出来的写“{BLANK}”。"),
    "文字零值": (re.compile(SIGN), f"写 {AS_ZERO}。"),
}
LENT_MACROS = "macros-*.j2"
USUAL_MACROS = "macros"
MACROS = "macros*.j2"  # a region adds a file of its own to those of its parent
LENT = "借用句式"  # other forms whose macros this one uses, by their folders
FROM_ZERO = "零基数增幅"  # what a form says of a growth from nothing, of which there is no rate
GLANCE, ON_SCREEN, ON_PAPER = "一图看懂", "网页", "网页和纸面"
CODE, UNREADABLE = (".j2", ".css", ".js"), ("MZ003", "MZ059")
OWN = SHIPPED / "templates"  # the program's own, which are sound
_NOT_SETTINGS = (NAME, PARENT)
_DIGITS = tuple("0123456")
# The settings that the program itself reads; templates may have further ones of their own.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "显示单位": tuple(unit.label for unit in Unit),
    TOLD_IN: tuple(unit.label for unit in Unit),
    "小数位": _DIGITS,
    "千分位": (YES, NO),
    "去零": CUTS,
    "百分比小数": _DIGITS,
    "文字千分位": (YES, NO),
    "文字去零": CUTS,
    "名词序号": ("汉字", "数字", "（一）"),
    "小微企业占比基数": ("中小企业", "总额"),
    FROM_ZERO: ("", "100%"),
    GLANCE: (ON_SCREEN, ON_PAPER),
    "合计位置": ("首行", "末行", "不列"),
    **dict.fromkeys(("序号列", "科目编码列", "类序号", "预算合计列"), (YES, NO)),
}
CODES = "分组代码"  # a group of words that a form chooses; other groups are settings of a kind


@dataclass(frozen=True)
class Region:
    """The folders of a region (版式), the own one first: which templates and settings apply.

    ``lenders`` are the folders of other forms whose macros this one uses, too; ``taken`` says which
    files a document asked for, ``chosen`` which settings it chose itself, ``of_tables`` those that
    it chose for the tables alone that go by a group of them.
    """

    name: str
    folders: tuple[Path, ...]
    settings: Mapping[str, object] = field(default_factory=dict)
    kind: str = "final"
    special: str = ""  # the settings that hold for this kind of document only
    lenders: tuple[Path, ...] = ()
    chosen: frozenset[str] = frozenset()
    of_tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    taken: set[Path] = field(default_factory=set, compare=False, repr=False)
    trial: Trial | None = field(default=None, compare=False, repr=False)

    @property
    def all_folders(self) -> tuple[Path, ...]:
        """Every folder from which a region's templates may be taken."""
        return tuple(dict.fromkeys((*self.folders, *self.lenders)))

    def find(self, relative: str | Path) -> Path | None:
        """The nearest file with that path in the region's folders, e.g. ``final/document.yaml``."""
        found = next((f / relative for f in self.folders if (f / relative).is_file()), None)
        self.taken.update((found,) if found else ())
        return found

    def files(self, relative: str | Path, pattern: str) -> tuple[Path, ...]:
        """The files of a folder of this region and its parents, the nearest of each name."""
        nearest: dict[str, Path] = {}
        for folder in self.folders:
            for file in (folder / relative).glob(pattern):
                nearest.setdefault(file.name, file)
        self.taken.update(nearest.values())
        return tuple(nearest[name] for name in sorted(nearest))

    def inherited(self, file: Path) -> Path | None:
        """What ``file`` of a region stands in for: the same path in the nearest parent folder."""
        own = next((i for i, f in enumerate(self.folders) if file.is_relative_to(f)), None)
        if own is None:
            return None
        relative = file.relative_to(self.folders[own])
        return replace(self, folders=self.folders[own + 1 :]).find(relative)

    def macros(self) -> Mapping[str, Path]:
        """The macros that a region's sections may use, those of all regions first, by their paths.

        Then what others lend, then its own: those may use the others'.  What lies beside the
        folders of kinds (``macros-*.j2``) is for documents of every kind.
        """
        own = {f"{self.kind}/{file.name}": file for file in self.files(self.kind, MACROS)}
        beside = {file.name: file for file in self.files("", LENT_MACROS)}
        patterns = (LENT_MACROS, f"{self.kind}/{LENT_MACROS}")
        lent = {
            file.relative_to(folder).as_posix(): file
            for folder in self.lenders
            for pattern in patterns
            for file in sorted(folder.glob(pattern))
        }
        self.taken.update(lent.values())
        usual = {path: file for path, file in own.items() if file.stem == USUAL_MACROS}
        return {**usual, **lent, **beside, **own}

    def text(self, name: str, default: str = "") -> str:
        """A region's setting as text; numbers keep their zeros (``0.00``)."""
        value = self.settings.get(name)
        return default if value is None else str(value)

    def place(self, name: str) -> Place:
        """Where a region's setting is written: in the nearest ``region.yaml`` that has it."""
        for file in (folder / FILE for folder in self.folders if (folder / FILE).is_file()):
            node, _ = read_kept(file.read_bytes(), file)
            section = node.get(self.special) if node else None
            for part in filter(None, (section, node)):
                if value := part.get(name):
                    return value.place
        return Place(self.folders[0] / FILE)

    def count(self, name: str, default: int = 0) -> int:
        """A region's setting that is a whole number."""
        text = self.text(name, str(default))
        return int(text) if text.isdecimal() else default

    def is_on(self, name: str) -> bool:
        """Whether a region's setting says 是."""
        return self.text(name) == YES

    def with_choices(self, own: Mapping[str, str]) -> Region:
        """A region with settings that a document chose itself."""
        settings, chosen = {**self.settings, **own}, self.chosen | own.keys()
        return replace(self, settings=settings, chosen=chosen)


def read_region(
    name: str, project: Project, kind: str = "final", place: Place | None = None
) -> tuple[Region | None, tuple[Diagnostic, ...]]:
    """The region called ``name``, which was asked for at ``place`` (版式 of a source)."""
    chain, faults = find_chain(name, project, place)
    if chain is None:
        return None, faults
    settings, found = _settings(chain.nodes)
    if found:
        return None, found
    titles = {known.name: known.title for known in read_kinds(project)}
    special = {name: settings.pop(title, None) for name, title in titles.items()}
    own, title = special.get(kind), titles.get(kind, "")
    settings |= own if isinstance(own, dict) else {}
    lenders, missing = _lenders(chain.nodes, project)
    if missing := (*missing, *_unreadable((*chain.folders, *lenders))):
        return None, missing
    return Region(chain.name, chain.folders, settings, kind, title, lenders), ()


def _lenders(
    nodes: Iterable[Node], project: Project
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """The folders that the region (借用句式) borrows macros from, by the nearest of these names."""
    asked = next((node for one in nodes if (node := one.get(LENT))), None)
    known = {file.parent.name: file.parent for file in project.form_files(FILE)}
    names = list(asked.rows()) or ([asked] if asked.text else []) if asked else []
    hint = f"写 templates 里另一个版式的文件夹名：{'、'.join(sorted(known))}。"
    missing = (
        Diagnostic(name.place, "MZ502", f"没有版式文件夹“{name.text}”，无句式可借。", hint)
        for name in names
        if name.text not in known
    )
    return tuple(known[n.text] for n in names if n.text in known), tuple(missing)


def _unreadable(folders: Iterable[Path]) -> Iterator[Diagnostic]:
    """The files of a region's code that are no text in UTF-8, or one that git left in two."""
    for folder in (one for one in folders if not one.is_relative_to(OWN)):
        for file in sorted(
            one for one in folder.rglob("*.*") if one.suffix in CODE and one.is_file()
        ):
            told = decode(file.read_bytes(), file)
            if isinstance(told, Diagnostic) and told.code in UNREADABLE:
                yield told


def guess(word: str, known: Iterable[str]) -> str:
    """A hint at the known word that a region's ``word`` was most likely meant to be."""
    near = nearest(word, known)
    return f"是不是“{near}”？" if near else ""


def _settings(line: Sequence[Node]) -> tuple[dict[str, object], tuple[Diagnostic, ...]]:
    """The settings of a region's folders, outermost parent first, so that nearer ones win."""
    settings: dict[str, object] = {}
    faults: list[Diagnostic] = []
    for node in reversed(line):
        own = {key: value for key, value in node.items() if key not in _NOT_SETTINGS}
        faults += _unfit(own)
        if node is not line[-1]:
            faults += _faults(node, own, settings)
        settings |= {key: _merged(settings.get(key), value) for key, value in own.items()}
    return settings, tuple(faults)


def _merged(above: object, node: Node) -> object:
    plain = node.plain()
    if isinstance(above, dict) and isinstance(plain, dict):
        return {**above, **plain}
    return plain


def _unfit(own: Mapping[str, Node]) -> Iterator[Diagnostic]:
    for key, value in own.items():
        allowed = CHOICES.get(key)
        if allowed and value.text not in allowed:
            hint = f"可用：{'、'.join(allowed)}。"
            yield Diagnostic(value.place, "MZ504", f"“{key}”不能是“{value.text}”。", hint)
        pattern, hint = WRITTEN.get(key, (None, ""))
        if pattern and not pattern.fullmatch(value.text):
            yield Diagnostic(value.place, "MZ504", f"“{key}”不能是“{value.text}”。", hint)


def faults_of_choices(chosen: Node, region: Region) -> Iterator[Diagnostic]:
    """What is wrong in a region's settings as a document chose them: no setting, no such value."""
    own = {key: node for key, node in chosen.items() if not node.is_block}
    yield from (*_unfit(own), *_faults(chosen, own, region.settings))
    for group in (node for _, node in chosen.items() if node.is_block):
        yield from faults_of_choices(group, region)


def is_zero(node: Node) -> bool:
    """Whether a region's word for how tables show a zero is one: a sign, or 空 for none."""
    return bool(ZEROS.fullmatch(node.text))


def _faults(
    node: Node, own: Mapping[str, Node], known: Mapping[str, object]
) -> Iterator[Diagnostic]:
    for key, value in own.items():
        place, above = node.keys.get(key, value.place), known.get(key)
        if key not in known:
            hint = guess(key, known) or "上级版式的 region.yaml 列有全部设置。"
            yield Diagnostic(place, "MZ503", f"没有“{key}”这项设置。", hint)
        elif isinstance(above, dict) != isinstance(value.value, dict):
            expected = "一组“键: 值”" if isinstance(above, dict) else "一个值"
            yield Diagnostic(place, "MZ504", f"“{key}”应是{expected}。", "请照上级版式的写法填写。")
        elif isinstance(above, dict) and key != CODES:
            # Settings of a kind are those of the form; a group has what the parent's has, too.
            members = dict(value.items())
            yield from (*_unfit(members), *_faults(value, members, {**known, **above}))
