"""What the test of a rule needs: one source that it stops, and what must change in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.project import Project
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE, Folder
from mingzhang.reading.reason_locks import FILE, read_locks
from tests.support import (
    AGENCY,
    IN_BUDGETS,
    PROJECT,
    REQUIRED,
    account,
    budget,
    budget_folder,
    completed,
    folder,
    node,
    schemas,
)

# The files of a form of one's own, beside its keys.
OWN_FORM, FORM = "templates/example-form", "某省"
REGION = f"名称: {FORM}\n上级: national\n"
_MADE: list[TemporaryDirectory[str]] = []  # they stand until the tests are done


@cache
def own_form(keys: str, kind: str) -> Project:
    """A project with the form 某省, which has these keys beside those of all forms."""
    _MADE.append(TemporaryDirectory())
    root = Path(_MADE[-1].name)
    (root / OWN_FORM / kind).mkdir(parents=True)
    (root / OWN_FORM / "region.yaml").write_text(REGION, encoding="utf-8")
    (root / OWN_FORM / kind / "keys.yaml").write_text(dedent(keys), encoding="utf-8")
    return Project(root)


@dataclass(frozen=True)
class Case:
    """A rule with a source that it stops; with every ``wrong`` changed to ``right`` it passes.

    ``at`` is the line and column that must be named (left out: where ``wrong`` stands), ``says``
    the decisive part of the message.  ``previous`` is last year's source, ``planned`` the budget
    of a final account, ``locks`` the reasons that were confirmed, ``profile`` the agency's file,
    ``units`` the sources of the units of a department, each named by its 单位, ``evaluated`` the
    first one's 自评表.  ``keys`` are those of a form of its own, which the source names (某省).
    """

    code: str
    bad: str
    wrong: str
    right: str
    says: str
    at: str = ""
    performance: str | None = None
    previous: str | None = None
    planned: str | None = None
    locks: str | None = None
    profile: str = AGENCY
    units: tuple[str, ...] = ()
    evaluated: str | None = None
    keys: str = ""

    @property
    def kind(self) -> str:
        """Which kind of document it is about."""
        return "final"

    @property
    def place(self) -> str:
        """Line and column that must be named."""
        return self.at or position(self.wrong, completed(self.bad))

    @property
    def mended(self) -> Case:
        """The case as it should have been typed."""
        performance = self.performance and self.performance.replace(self.wrong, self.right)
        profile = self.profile.replace(self.wrong, self.right)
        bad = self.bad.replace(self.wrong, self.right)
        units = tuple(unit.replace(self.wrong, self.right) for unit in self.units)
        planned = self.planned and self.planned.replace(self.wrong, self.right)
        return replace(
            self, bad=bad, performance=performance, profile=profile, units=units, planned=planned
        )

    def account(self) -> Account:
        """The account of its texts."""
        previous = folder(self.previous) if self.previous else None
        forms = (self.evaluated, *(None for _ in self.units))
        numbered = enumerate(zip(self.units, forms, strict=False), 1)
        units = tuple(unit(text, f"unit-{number}", form) for number, (text, form) in numbered)
        if self.keys:
            return self._of_own_form(folder(""), REQUIRED)
        made = account(self.bad, self.profile, self.performance, previous, units)
        if self.planned:
            budgeted = budget_folder(self.planned)
            made = read_account(replace(made.folder, planned=budgeted), PROJECT)
        if self.locks is None:
            return made
        locks, found = read_locks(self.locks, Path(FILE))
        assert not found, [str(fault) for fault in found]
        return replace(made, folder=replace(made.folder, locks=locks))

    def _of_own_form(self, other: Folder, required: Mapping[str, str]) -> Account:
        """The account of a form that has the case's keys."""
        project = own_form(self.keys, self.kind)
        texts = (completed(self.bad, required), self.profile, self.performance or "项目: []")
        names = (DISCLOSURE, PROFILE, PERFORMANCE)[: 3 if other.performance else 2]
        read = [
            node(text, name, self.kind, FORM, project)
            for text, name in zip(texts, names, strict=False)
        ]
        files = schemas(self.kind, FORM, project)
        made = replace(other, disclosure=read[0], profile=read[1], schemas=files)
        return read_account(replace(made, performance=read[2]) if read[2:] else made, project)


@dataclass(frozen=True)
class BudgetCase(Case):
    """The same for a rule on budgets."""

    @property
    def kind(self) -> str:
        """Which kind of document it is about."""
        return "budget"

    @property
    def place(self) -> str:
        """Line and column that must be named."""
        return self.at or position(self.wrong, completed(self.bad, IN_BUDGETS))

    def account(self) -> Account:
        """The account of its texts."""
        previous = budget_folder(self.previous) if self.previous else None
        units = tuple(budget_unit(text, f"unit-{n}") for n, text in enumerate(self.units, 1))
        if self.keys:
            return self._of_own_form(budget_folder(""), IN_BUDGETS)
        return budget(self.bad, self.profile, units, previous)


def unit(text: str, name: str, performance: str | None = None) -> Folder:
    """The folder of a unit, which its 单位 names."""
    return folder(text, _agency(text), performance, name=name)


def budget_unit(text: str, name: str) -> Folder:
    """The budget's folder of a unit, which its 单位 names."""
    return budget_folder(text, _agency(text), name=name)


def _agency(text: str) -> str:
    named = re.search("名称: ([^,}]+)", text)
    agency = AGENCY.replace("某市档案馆", named[1]) if named else AGENCY
    return agency.replace("部门", "单位")


def position(words: str, text: str) -> str:
    """Line and column of the words."""
    before = text[: text.index(words)]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def project(money: str, more: str = "简称: 数字化", indicator: str = "完成值: 1页") -> str:
    """A performance file of one project; ``more`` are further lines of it."""
    return f"""
        项目:
          - 名称: 档案数字化经费
            资金: {money}
            {more}
            年度目标: {{预期: 完成扫描, 实际: 已完成}}
            指标:
              - {{一级: 产出指标, 二级: 数量指标, 三级: 页数, 目标值: 1页, {indicator}}}
    """
