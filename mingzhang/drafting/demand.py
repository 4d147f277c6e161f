"""Demand: a form → the keys that it prints and nobody has typed, asked of the form itself.

An agency without any figure is rendered; what the tables and sentences ask for is taken down.  So
no second list can differ from what the form needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mingzhang.diagnostics import Diagnostic, has_errors
from mingzhang.document.record import Record, needed
from mingzhang.document.render import render
from mingzhang.facts.account import Account
from mingzhang.facts.read import read_account
from mingzhang.forms.documents import read_held
from mingzhang.project import Project
from mingzhang.reading.folder import DISCLOSURE, PERFORMANCE, PROFILE

Path = tuple[str, ...]
# Lists of figures, of which a form cannot say that one is missing: none counts as nothing.
LISTS = {"final": ("支出", "基本支出"), "budget": ("支出", "基本支出", "项目")}
LAST_YEAR = "上年"
DUTIES, OFFICES, EMPTY_SECTION = "职责", "内设机构", "MZ418"


@dataclass(frozen=True)
class Demand:
    """The keys by file; what prevents a skeleton."""

    keys: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()


def demanded(form: str, kind: str, year: int, project: Project) -> Demand:
    """What a document of that form and kind needs."""
    head = f"版式: {form}\n年度: {year}\n金额单位: 万元\n支出: []\n"
    files = {DISCLOSURE: head.encode(), PROFILE: "名称: 某局\n类型: 部门\n".encode()}
    folder, found = read_held(f"{year}-{kind}", files, project)
    if folder is None or has_errors(found):
        return Demand(found=found)
    account, record = read_account(folder, project), Record()
    _, told = render(account, project, pages=False, record=record)
    if not record.absent and has_errors(told):
        return Demand(found=told)
    keys: dict[str, list[Path]] = {DISCLOSURE: [(name,) for name in LISTS[kind]], PROFILE: []}
    for file, path in (*_absent(record), *_last_year(record, account)):
        keys.setdefault(file, []).append(path)
    keys[PROFILE].append((DUTIES,))
    if sum(d.code == EMPTY_SECTION for d in told) > 1:
        keys[PROFILE].append((OFFICES,))
    return Demand({file: tuple(dict.fromkeys(paths)) for file, paths in keys.items()})


def last_year_of(form: str, kind: str, year: int, project: Project) -> tuple[Path, ...]:
    """The keys below 上年 that a form asks for."""
    keys = demanded(form, kind, year, project).keys.get(DISCLOSURE, ())
    return tuple(key[1:] for key in keys if key[0] == LAST_YEAR)


def _absent(record: Record) -> Iterator[tuple[str, Path]]:
    for lack in record.absent:
        first, *rest = lack.key
        if first == PERFORMANCE:
            yield PERFORMANCE, tuple(rest)
        elif first != LAST_YEAR:
            yield lack.place.file.name, tuple(lack.key)
    for key in record.expected:
        yield DISCLOSURE, key


def _last_year(record: Record, account: Account) -> Iterator[tuple[str, Path]]:
    """Last year's figures, without those that follow from others."""
    names = [".".join(lack.key[1:]) for lack in record.absent if lack.key[0] == LAST_YEAR]
    for name in needed(names, account.indicators.definitions):
        yield DISCLOSURE, (LAST_YEAR, *name.split("."))
