"""Rows of summed units: a department's own lines that name a unit whose folder it sums → findings.

Such a line would count beside the unit's own; the sum takes the unit's folder and leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.facts.source_rows import Row
from mingzhang.facts.unit_sums import SUBJECT, UNIT
from mingzhang.reading.source_text import shown


@rule(
    "MZ758",
    "汇总了文件夹的单位，部门里没有它的金额",
    identity="部门的行里写的单位，不是“汇总”里已有文件夹的单位",
    why="单位的数由它自己的文件夹来；部门里再写一行，既不相加，也不印出来，写的人以为算进去了。",
    reference="汇总",
    remedy="金额写到那个单位的文件夹里；部门本级自己的行，不写这个单位的代码。",
    kinds=ANY,
)
def rows_of_summed_units(evidence: Evidence) -> Iterator[Finding]:
    """A line of a unit in its department, which sums the unit's own folder."""
    account = evidence.account
    folders = {unit.code: part for part in account.parts for unit in part.units if unit.code}
    for row in account.rows:
        part = folders.get(row.unit)
        named = row.node.get(UNIT)
        if part and named and row.place.file == account.source.place.file and _has_money(row):
            file = shown(part.source.place.file)
            message = f"{row.unit} 的数由“汇总”的文件夹来，这一行的金额没有算进去，也不印出来。"
            yield Finding(named.place, message, f"请写到 {file} 里；多写的，删去这一行。")


def _has_money(row: Row) -> bool:
    return any(value.number is not None for key, value in row.node.items() if key != SUBJECT)
