"""Units in templates: text with figures → where the unit written behind one is not its own.

``{{ 总计 | 万元 }}元`` would print 995.50元 for 995.50 万元; ``{{ 变动额(…) }}万元`` prints its
unit twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place

CODE = "MZ836"
UNITS = "亿元|千万元|百万元|万元|千元|元"
# A line that is not indented is another paragraph.
BLANK = r"(?:[^\S\n]|\n(?=[^\S\n]))*"
BEHIND = rf"\s*-?\}}\}}{BLANK}(?:</[a-z]+>{BLANK})*"
COUNTED = r"批次|人次|平方米|[个次辆台套批]|[人户项件](?=[，。；、）])"
AMOUNT = re.compile(rf"\|\s*(?P<shown>万元|元){BEHIND}(?P<told>{UNITS}|{COUNTED})")
CHANGE = re.compile(rf"(?P<by>变动额?|平均)\([^{{}}]*\){BEHIND}(?P<told>{UNITS})")
SHARE = re.compile(rf"(?P<by>占比|比率)\([^{{}}]*\){BEHIND}(?P<told>[%％])")


def contradicted_units(text: str, file: Path) -> Iterator[Diagnostic]:
    """Where a template, or an author's text with figures, has another unit than its figure."""
    for match in AMOUNT.finditer(text):
        shown, told = match["shown"], match["told"]
        if shown != told:
            message = f"这个数以{shown}印出（| {shown}），后面写的是“{told}”。"
            hint = f"把后面的字改成“{shown}”，或换一个过滤器：| 万元、| 元。"
            yield Diagnostic(_place(match, text, file), CODE, message, hint)
    for match in (*CHANGE.finditer(text), *SHARE.finditer(text)):
        message = f"“{match['by']}”自己印出单位，后面又写了“{match['told']}”。"
        hint = f"删去后面的“{match['told']}”。"
        yield Diagnostic(_place(match, text, file), CODE, message, hint)


def _place(match: re.Match[str], text: str, file: Path) -> Place:
    """Where the unit behind a template's figure stands."""
    above, at = text[: match.start("told")], match.start("told")
    return Place(file, above.count("\n") + 1, at - above.rfind("\n"))
