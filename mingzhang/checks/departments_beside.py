"""Departments and units beside each other → who belongs to whom, as each of their documents says.

Each document is whole and adds up; only beside each other they count money twice (a unit that two
departments have), or not at all (a unit that names a department which does not have it).
So it is told of the sources as a whole, with the place in either document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path

from mingzhang.checks.document_glance import (
    ABOVE,
    BESIDE,
    LIST,
    LISTED,
    OF_ANOTHER,
    OF_NONE,
    OF_TWO,
    SUMMED,
    VALUE,
    Glance,
    glance,
    text_of,
)
from mingzhang.checks.numbers_alike import seem_alike
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.facts.offices_and_areas import is_one_office, plain_name
from mingzhang.project import Project
from mingzhang.reading.document_names import DISCLOSURE, PROFILE, year_before
from mingzhang.reading.node import Node
from mingzhang.reading.source_text import full, place_at, shown

ACCEPTED = "核对说明"
# What the department itself says of a unit that it lacks: it had it last year, or lists it.
LACKING = ("MZ856", "MZ859")
NAMED = ("决算单位", "预算单位")  # of profile.yaml
A_NAME = re.compile(f"名称{VALUE}")
A_CODE = re.compile(f"代码{VALUE}")


@dataclass(frozen=True, eq=False)
class Beside:
    """One of the documents that stand beside each other, at a glance: few of them are parsed."""

    folder: Path
    glanced: Callable[[Path], Glance] = glance

    @cached_property
    def source(self) -> str:
        """The text of the figures' file of one of the departments and units."""
        return text_of(self.folder, DISCLOSURE)

    @cached_property
    def glance(self) -> Glance:
        """What it says at a glance."""
        return self.glanced(self.folder)

    @property
    def name(self) -> str:
        """The agency's name."""
        return self.glance.name

    @property
    def superior(self) -> tuple[str, Place]:
        """The department that it names as its own, and where; no words where it names none."""
        return self.glance.superior, self.glance.place(self.folder)

    @cached_property
    def root(self) -> Node | None:
        """Its figures' file, parsed."""
        from mingzhang.reading.yaml import read_yaml  # noqa: PLC0415 (a kept check reads none)

        return read_yaml(self.source.encode(), shown(self.folder / DISCLOSURE))[0]

    @property
    def agencies(self) -> frozenset[str]:
        """The folders of the agencies that it may sum."""
        return self.glance.agencies

    @cached_property
    def units(self) -> Mapping[Path, Node]:
        """The units' folders that it sums, and where it names them."""
        named = self.root.get(SUMMED) if self.agencies and self.root else None
        lines = [line for line in (named.rows() if named else ()) if line.text]
        units = {full(self.folder / line.text): line for line in lines}
        # A folder of another year or kind is named by mistake, and told as such.
        return {unit: line for unit, line in units.items() if unit.name == self.folder.name}

    @cached_property
    def listed(self) -> Mapping[str, Place]:
        """The units that a department has as rows of its own, by name, and where."""
        block = LIST.search(self.source) if self.glance.has_list else None
        found = A_NAME.finditer(self.source, *block.span()) if block else ()
        names = {name[1]: name.start(1) for name in found}
        several = names.items() if len(names) > 1 else ()
        file = shown(self.folder / DISCLOSURE)
        return {name: place_at(self.source, at, file) for name, at in several}

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The codes of the units that a department has as rows, where a line says both."""
        block = LIST.search(self.source)
        lines = block[0].splitlines() if block else []
        told = ((A_NAME.search(line), A_CODE.search(line)) for line in lines)
        return {name[1]: code[1] for name, code in told if name and code}

    @property
    def unit_names(self) -> Iterator[str]:
        """What the units are called that it has."""
        yield from (Beside(unit).name for unit in self.units)
        yield from self.listed

    @property
    def own_list(self) -> Iterator[str]:
        """What the units are called of which it says that it is made up."""
        from mingzhang.reading.yaml import read_yaml  # noqa: PLC0415 (a kept check reads none)

        words = text_of(self.folder, PROFILE)
        profile = read_yaml(words.encode(), shown(self.folder / PROFILE))[0]
        lists = (profile.get(key) for key in NAMED) if profile else ()
        for row in (row for one in lists if one for row in one.rows()):
            yield (row.get("名称") or row).text

    @property
    def is_department(self) -> bool:
        """Whether it is a department: the sum of units beside it, or rows of units."""
        return bool(self.units or self.listed)

    def claim(self, unit: Beside) -> Operand | None:
        """Where it has a document's agency as its unit, if it does."""
        node = self.units.get(unit.folder) if unit.folder.parent.name in self.agencies else None
        if node:
            return Operand(SUMMED, node.text, node.place)
        place = self.listed.get(unit.name) if self is not unit else None
        return Operand(LISTED, unit.name, place) if place else None


DEPARTMENT_AND_UNIT = 2  # of one name: a department, and the office that it is itself
Found = tuple[Diagnostic, tuple[Beside, ...]]  # and of whom it is told


def departments_beside(
    folders: Sequence[Path], project: Project, glanced: Callable[[Path], Glance] = glance
) -> tuple[Diagnostic, ...]:
    """Warns of what departments and units say of one another, and of those beside them.

    ``glanced`` is how a document is looked at, for its glance may be known already.
    """
    asked = set(map(full, folders))
    found: list[Found] = []
    looked_at: dict[Path, Beside] = {}
    for name in sorted({folder.name for folder in asked}):
        there = {*map(full, project.sources.glob(f"*/{name}")), *asked}
        alike = {one: Beside(one, glanced) for one in sorted(there) if one.name == name}
        own = frozenset(one for folder, one in alike.items() if folder in asked)
        found += _Year(alike, own, project).told()
        looked_at |= {one.folder: one for one in own}
    return tuple(_with_acceptances(found, looked_at))


@dataclass(frozen=True)
class _Year:
    """The documents of a year and a kind beside each other, and those of them asked for."""

    all_: Mapping[Path, Beside]
    own: frozenset[Beside]
    project: Project

    def told(self) -> Iterator[Found]:
        """What is to be said of those asked for."""
        yield from self._of_two()
        for unit, department in self._apart():
            if department not in self.own or not _is_told_there(unit, department):
                yield _of_none(unit, department), (unit, department)
        for unit in self._in_order(self.own):
            yield from self._of_another(unit)
        for unit in self.all_.values() if self.has_rows else ():
            yield from self._of_rows(unit)
        for department in self.departments:
            yield from self._of_sums(department)

    def _in_order(self, some: Collection[Beside]) -> Iterator[Beside]:
        return (one for one in self.all_.values() if one in some)

    @cached_property
    def departments(self) -> Sequence[Beside]:
        """Those that may be the sum of units."""
        return [one for one in self.all_.values() if one.agencies or one.listed]

    @cached_property
    def by_agency(self) -> Mapping[str, Sequence[Beside]]:
        """The departments by what their units may be called: folders, and names of rows."""
        found: defaultdict[str, list[Beside]] = defaultdict(list)
        for one in self.departments:
            for word in {*one.agencies, *one.listed}:
                found[word].append(one)
        return found

    def having(self, unit: Beside) -> Mapping[Beside, Operand]:
        """The departments that have an agency as their unit, and where.

        A row names its unit by its name alone: of namesakes nobody can tell which is meant.
        """
        is_asked = self.has_rows and self.bearers[unit.name] <= DEPARTMENT_AND_UNIT
        rows = self.by_agency.get(unit.name, ()) if is_asked else ()
        may = dict.fromkeys((*self.by_agency.get(unit.folder.parent.name, ()), *rows))
        claims = {one: claim for one in may if (claim := one.claim(unit))}
        return {
            one: claim
            for one, claim in claims.items()
            if claim.label != LISTED or self.bearers[unit.name] - (one.name == unit.name) <= 1
        }

    @cached_property
    def bearers(self) -> Counter[str]:
        """How many of the documents are of an agency of a name; a department may be called so."""
        return Counter(one.name for one in self.all_.values())

    @cached_property
    def has_rows(self) -> bool:
        """Whether a department has units as rows, so that their names are asked for."""
        return any(one.listed for one in self.departments)

    def _of_two(self) -> Iterator[Found]:
        """The pairs of departments that have one unit, each once."""
        shared: defaultdict[tuple[Beside, Beside], list[Beside]] = defaultdict(list)
        for unit in self._in_order(self._units()):
            having = self.having(unit)
            if len(having) > 1:  # all documents are gone through to put them in order
                for first, second in combinations(self._in_order(having), 2):
                    shared[first, second].append(unit)
        for (first, second), units in shared.items():
            yield _twice(first, second, units), (first, second)

    def _units(self) -> Collection[Beside]:
        """The documents asked for, and those of their units."""
        inside = {unit for one in self.own if one.agencies for unit in one.units}
        names = {name for one in self.own for name in one.listed}
        named = (one for one in self.all_.values() if names and one.name in names)
        return {*self.own, *(self.all_[unit] for unit in inside if unit in self.all_), *named}

    def _apart(self) -> Iterator[tuple[Beside, Beside]]:
        """Units with the departments that they name, where neither it nor another has them."""
        naming: defaultdict[str, list[Beside]] = defaultdict(list)
        for unit in self.own if self.own.isdisjoint(self.departments) else self.all_.values():
            if unit.superior[0]:
                naming[unit.superior[0]].append(unit)
        for above, units in naming.items():
            meant = [one for one in self.departments if _is_one(above, one.name)]
            for unit in units:
                one = _nearest(above, unit, meant)
                is_asked = one and one is not unit and not self.own.isdisjoint((one, unit))
                if one and is_asked and one.is_department and not self.having(unit):
                    yield unit, one

    def _of_another(self, unit: Beside) -> Iterator[Found]:
        """A unit that names another department than has it, which is not asked to tell it."""
        summing = [one for one in self.having(unit) if unit.folder in one.units]
        above = unit.superior[0]
        for one in summing if above and len(summing) == 1 else ():
            # A unit that is the department's may be above others of it.
            direct = (self.all_[each] for each in one.units if each in self.all_)
            known = {one.name, *(each.name for each in direct if _names(each, one))}
            is_silent = one in self.own or not one.name or OF_ANOTHER in one.source
            if not is_silent and not any(_is_one(above, name) for name in known):
                yield _misnamed(unit, one), (unit, one)

    def _of_rows(self, unit: Beside) -> Iterator[Found]:
        """A unit's own document that says otherwise than its department's rows of it."""
        for one, claim in self.having(unit).items():
            is_asked = not self.own.isdisjoint((one, unit)) and claim.label == LISTED
            if is_asked and not seem_alike(unit.source, one.source, one.codes.get(unit.name, "")):
                from mingzhang.checks.rows_beside_documents import apart  # noqa: PLC0415 (seldom)

                told = apart(unit.folder, one.folder, claim, self.project)
                yield from [(told, (unit, one))] if told else ()

    def _of_sums(self, department: Beside) -> Iterator[Found]:
        """A department's figure of all its units that is not the sum of their own documents'."""
        rows = department.listed
        units = [one for one in self.all_.values() if one is not department and one.name in rows]
        names = {one.name for one in units}
        is_asked = not self.own.isdisjoint((department, *units))
        if rows and is_asked and len(names) == len(units) == len(rows) and department.root:
            from mingzhang.checks.sums_beside_documents import sums_apart  # noqa: PLC0415 (seldom)

            sources = [unit.root for unit in units if unit.root]
            told = sums_apart(department.root, sources) if len(sources) == len(units) else None
            yield from [(told, (department, *units))] if told else ()


def _names(unit: Beside, department: Beside) -> bool:
    return _is_one(unit.superior[0], department.name)


def _nearest(above: str, unit: Beside, meant: Sequence[Beside]) -> Beside | None:
    """Which department a unit means: a short name may be an office's in several places."""
    near = [one for one in meant if one.name == above or one.name[:2] == unit.name[:2]] or meant
    return near[0] if len(near) == 1 else None


def _is_one(one: str, other: str) -> bool:
    if one == other or not other or one[-2:] != other[-2:]:
        return one == other
    return is_one_office(one, other)


def _is_told_there(unit: Beside, department: Beside) -> bool:
    """Whether the department's own rules tell that it lacks a unit of last year, or of its list.

    They know units by their names, and miss none that has the name of another.
    """
    if any(code in department.source for code in LACKING) or _has_namesake(unit, department):
        return False
    last = {folder.parent for folder in Beside(year_before(department.folder)).units}
    return unit.folder.parent in last or _is_among(unit, department.own_list)


def _has_namesake(unit: Beside, department: Beside) -> bool:
    """Whether a department has another folder of a unit's name."""
    return _is_among(unit, department.unit_names)


def _is_among(unit: Beside, names: Iterator[str]) -> bool:
    return plain_name(unit.name) in map(plain_name, names)


def _twice(first: Beside, second: Beside, units: Sequence[Beside]) -> Diagnostic:
    here, there = ([c for u in units if (c := one.claim(u))] for one in (second, first))
    names = "、".join(f"“{shown(unit.folder)}”" for unit in units)
    message = (
        f"{names}在“{shown(first.folder)}”的“{there[0].label}”里，"
        f"又在“{shown(second.folder)}”的“{here[0].label}”里：它的钱算了两遍。"
    )
    hint = "一个单位只由一个部门汇总：核对它归哪个部门，从另一个里删去（单位的各行也删去）。"
    place = here[0].place or Place(shown(second.folder))
    return Diagnostic(place, OF_TWO, message, hint, Severity.WARNING, tuple(there))


def _of_none(unit: Beside, department: Beside) -> Diagnostic:
    above, place = unit.superior
    key = SUMMED if department.units else LISTED
    message = (
        f"“{unit.name}”的主管部门写的是“{above}”，“{shown(department.folder)}”的“{key}”里没有它："
        "部门的数里没有它的钱。"
    )
    hint = (
        f"归这个部门的，补进部门的“{key}”；归别的部门的，改正“{ABOVE}”；"
        f"确实不由它汇总的，在其中一份的“{ACCEPTED}”里写明。"
    )
    if unit.name and _has_namesake(unit, department):
        message = (
            f"“{unit.name}”另有一个文件夹在“{shown(department.folder)}”的“{key}”里，"
            "这一个没有汇总：一个单位公开了两份。"
        )
        hint = (
            f"是同一个单位的，只留一份；是两个单位的，改正“名称”，再补进部门的“{key}”；"
            f"确实如此的，在其中一份的“{ACCEPTED}”里写明。"
        )
    at = department.root.keys.get(key) if department.root else None
    operands = (Operand(key, department.name, at),)
    return Diagnostic(place, OF_NONE, message, hint, Severity.WARNING, operands)


def _misnamed(unit: Beside, department: Beside) -> Diagnostic:
    above, place = unit.superior
    message = f"本单位的主管部门写的是“{above}”，汇总它的部门是“{department.name}”。"
    hint = (
        "改成同一个名称；单位不归这个部门的，从部门的“汇总”里删去；"
        f"确有两个主管部门的，在部门的“{ACCEPTED}”里写明。"
    )
    claim = department.claim(unit)
    return Diagnostic(place, OF_ANOTHER, message, hint, Severity.WARNING, (claim,) if claim else ())


def _with_acceptances(found: Sequence[Found], asked: Mapping[Path, Beside]) -> Iterator[Diagnostic]:
    """The findings, those that either document accepts as notes, and idle acceptances."""
    told = dict(enumerate(one for one, _ in found))
    concerned = {**asked, **{one.folder: one for _, both in found for one in both}}
    idle: list[Diagnostic] = []
    for folder in sorted(concerned):
        document = concerned[folder]
        if document.glance.accepts and document.root:
            from mingzhang.checks.acceptances import accept, accepted_in  # noqa: PLC0415 (seldom)

            accepted = [one for one in accepted_in(document.root) if one.code in BESIDE]
            mine = [n for n, (_, both) in enumerate(found) if folder in {b.folder for b in both}]
            said = list(accept([found[n][0] for n in mine], accepted, {}))
            notes = zip(mine, said, strict=False)
            told |= {n: note for n, note in notes if note.severity is Severity.NOTE}
            idle += said[len(mine) :] if folder in asked else ()
    yield from (*told.values(), *idle)
