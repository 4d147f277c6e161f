"""A unit's figures change, and the tables of its department: sums made here → how many were exact.

python -m benchmarks.department_changes [200]

A department of three units of a final account, and one of two units and an office of its own of a
budget, in which one gives another money.  After each change every cell of the table of spending is
held against what is added up here from the figures alone.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from mingzhang.document.form_tables import build_tables
from mingzhang.document.region_folder import read_region
from mingzhang.document.table_values import Row
from mingzhang.facts.account import Account
from mingzhang.project import Project
from tests.facts import test_budget_units as of_budgets
from tests.facts import test_unit_sums as of_finals

CHANGES = 200
TABLE, NATURES = "03", ("合计", "基本支出", "项目支出")
# What the office gives and the unit spends is not fiscal: it stands in the table, too.
GIVEN = {("2101599", "基本支出"): of_budgets.GIVEN}
Sums = Mapping[tuple[str, str], Decimal]
Key = TypeVar("Key")


def printed(account: Account, kind: str) -> dict[tuple[str, str], Decimal]:
    """The cells of the table of spending by code and column."""
    region, _ = read_region(account.region, Project(), kind)
    if region is None:
        raise SystemExit(f"no form {account.region}")
    tables, _ = build_tables(account, region)
    (table,) = (table for table in tables if table.key == TABLE)
    heads = [cell.text for row in table.head for cell in row.cells]
    columns = [name for name in heads if name in ("合计", "本年支出合计", *NATURES)]
    found = {}
    for row in table.body:
        code, cells = code_of(row), [cell.text for cell in row.cells if cell.kind == "amount"]
        for name, text in zip(columns, cells, strict=False):
            column = "合计" if name == "本年支出合计" else name
            found[code, column] = Decimal(text.replace(",", "") or "0")
    return found


def code_of(row: Row) -> str:
    """The code of a line; none of the total."""
    return next((cell.text for cell in row.cells if cell.kind == "code"), "")


def is_exact(cells: Sums, sums: Sums) -> bool:
    """Whether every sum stands in its cell, and no other figure in any."""
    known = {key: value for key, value in cells.items() if value}
    return known == {key: value for key, value in sums.items() if value}


def final_sums(figures: list[of_finals.Figures]) -> Sums:
    """What the cells of a final account's table must be."""
    return {key: v for key, v in of_finals.added(figures).items() if key[1] in NATURES}


def budget_sums(figures: list[of_budgets.Figures]) -> Sums:
    """The same of a budget, with what was received from outside and spent by the unit."""
    found: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for (code, nature, basis), value in of_budgets.added(figures).items():
        if basis == "预算" and nature in NATURES:
            found[code, nature] += value
    for (code, nature), value in GIVEN.items():
        for above in ("", code[:3], code[:5], code):
            for column in (nature, "合计"):
                found[above, column] += value
    return found


def changed(
    kind: str,
    figures: list[dict[Key, Decimal]],
    make: Callable[[list[dict[Key, Decimal]]], Account],
    sums: Callable[[list[dict[Key, Decimal]]], Sums],
) -> None:
    """Print after how many changes each cell was exact."""
    chosen = random.Random(2024)  # noqa: S311 (no secret)
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else CHANGES
    exact = cells = 0
    for _ in range(changes):
        one = chosen.choice(figures)
        one[chosen.choice(list(one))] = Decimal(chosen.randrange(10**7)) / 100
        known, expected = printed(make(figures), kind), sums(figures)
        exact += is_exact(known, expected)
        cells += len(expected)
    print(f"{kind}: {exact} of {changes} changes exact ({cells} cells)", flush=True)


def main() -> None:
    """Both kinds of document."""
    changed("final", of_finals.three(1), of_finals.department, final_sums)
    changed("budget", of_budgets.three(1), of_budgets.department, budget_sums)


if __name__ == "__main__":
    main()
