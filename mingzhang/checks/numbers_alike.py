"""Numbers alike: the text of a unit's document and its department's rows → whether they are alike.

A glance, for most are, and of those neither has to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

# A row on one line with its unit; what a unit's document has of the same lists, and in all.
ROW = r"^[ \t]*-[ \t]*\{{[^\n]*单位:[ \t]*[\"']?{}[\"',}} \t][^\n]*$"
BLOCK = r".*(?:\n(?![^\s\-\]#]).*)*"
LISTS = re.compile(rf"^(?:支出|收入|项目):{BLOCK}", re.MULTILINE)
EVERY = re.compile(rf"^[\u4e00-\u9fff]+:{BLOCK}", re.MULTILINE)
BEGIN = re.compile(r"^[ \t]*-[ \t]|\{", re.MULTILINE)  # of a row, or of what is in one
NUMBER = re.compile(
    r"(?P<key>[\u4e00-\u9fff]+)[\"']?:[ \t]*[\"']?(?P<number>-?[0-9]+(?:\.[0-9]+)?)[\"']?"
    r"(?=[ \t]*(?:[,}\r\n]|$))"
)
MONEY = re.compile(r"^金额单位:[ \t]*[\"']?([万元]+)", re.MULTILINE)
COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
UNIT = "单位"
Numbers = frozenset[tuple[str, Decimal]]


def seem_alike(unit: str, department: str, code: str) -> bool:
    """Whether the texts of a unit and of its department's rows have the same numbers by key."""
    lines = re.findall(ROW.format(re.escape(code)), department, re.MULTILINE)
    theirs = {row for line in lines for row in _rows(line)}
    own = {row for found in LISTS.findall(unit) for row in _rows(found)}
    every = {row for found in EVERY.findall(unit) for row in _rows(found)}
    is_one_money = MONEY.findall(unit) == MONEY.findall(department)
    return bool(lines) and is_one_money and theirs <= every and own <= theirs


def _rows(text: str) -> Iterator[Numbers]:
    """The numbers of each row of a list, by key, however many lines it has."""
    for row in BEGIN.split(COMMENT.sub("", text)):
        found = ((m["key"], m["number"]) for m in NUMBER.finditer(row))
        if numbers := frozenset((key, Decimal(number)) for key, number in found if key != UNIT):
            yield numbers
