"""Numbers alike: the text of a unit's document and its department's rows → whether they are alike.

A glance, for most are, and of those neither has to be read.
"""

from __future__ import annotations

import re
from decimal import Decimal

# A row on one line with its unit; what a unit's document has of the same lists.
ROW = r"^[ \t]*-[ \t]*\{{[^\n]*单位:[ \t]*[\"']?{}[\"',}} \t][^\n]*$"
LISTS = re.compile(r"^(?:支出|收入|项目):.*(?:\n(?![^\s\-\]#]).*)*", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.])-?[0-9]+(?:\.[0-9]+)?(?![\w.%])")
COMMENT = re.compile(r"(?:^|\s)#.*")


def seem_alike(unit: str, department: str, code: str) -> bool:
    """Whether the texts of a unit and of its department's rows have the same numbers."""
    lines = re.findall(ROW.format(re.escape(code)), department, re.MULTILINE)
    theirs = {n for line in lines for n in _numbers(line)} - _numbers(code)
    own = {n for found in LISTS.findall(unit) for n in _numbers(found)} - _numbers(code)
    return bool(lines) and theirs <= _numbers(unit) and own <= theirs


def _numbers(text: str) -> set[Decimal]:
    return set(map(Decimal, NUMBER.findall(COMMENT.sub("", text))))
