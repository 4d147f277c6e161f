"""Numbers of small headings (（一）, 1.): a section's blocks → where they do not count on.

A form's author numbers the headings inside a section himself.  One that was copied, or that stands
in a branch that was not taken, leaves （二） twice or （一） before （三）.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.narrative import HEADINGS, Block
from mingzhang.document.sentence_figures import numeral

CODE = "MZ419"
MOST = 40
NUMERALS = {numeral(number): number for number in range(1, MOST)}
NUMBER = re.compile(
    rf"[（(]?({'|'.join(sorted(NUMERALS, key=len, reverse=True))}|\d{{1,2}})[）)、.．](?!\d)"
)


def misnumbered(blocks: Iterable[Block], template: str, place: Place) -> Iterator[Diagnostic]:
    """A warning for each heading whose number does not follow that of the one before it."""
    levels = tuple(HEADINGS.values())
    last: dict[str, tuple[int, str]] = {}
    for block in (block for block in blocks if block.tag in levels):
        for smaller in levels[levels.index(block.tag) + 1 :]:
            last.pop(smaller, None)
        found = NUMBER.match(block.text)
        number = (NUMERALS.get(found[1]) or int(found[1])) if found else 0
        before, text = last.get(block.tag, (number - 1, ""))
        if found and number != before + 1:
            message = f"模板 {template} 的小标题“{text}”后面是“{block.text}”，序号接不上。"
            hint = "请改正序号；写在 if 里的小标题，没有印的时候后面的序号也要接着编。"
            yield Diagnostic(place, CODE, message, hint, Severity.WARNING)
        if found:
            last[block.tag] = (number, block.text)
