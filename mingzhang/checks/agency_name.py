"""The agency's own name: what a document's texts call it → whether its own name (名称) is the slip.

One wrong letter there makes every right text differ from it.  Where nothing says the name as it
was typed and several texts agree on another one, that is told once, at the name itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mingzhang.checks.name_register import Named, Register
from mingzhang.checks.rule import Cause, Finding
from mingzhang.checks.typed_texts import Passage
from mingzhang.diagnostics import Operand, Place
from mingzhang.facts.offices_and_areas import areas

OWN = ("名称",)  # the key of the agency's name
OF_OWN = "改正“名称”里写错的字；没有错的，改正其余各处；是另一个单位的，在“核对说明”里写明。"
AGREEING = 2  # texts of one mind, against the one line that has the name
# What is said of places and levels is measured by the agency's name, and of lists too.
OF_PLACES = ("MZ609", "MZ613", "MZ681", "MZ696")
OF_LISTS = ("MZ605", "MZ614", "MZ616", "MZ642", "MZ728")


@dataclass(frozen=True, eq=False)
class Hit:
    """A hit: words in a text that are nearly the agency's name, or another in the register."""

    passage: Passage
    start: int
    other: str
    meant: Named

    @property
    def end(self) -> int:
        """The offset behind the agency's name as it was hit."""
        return self.start + len(self.other)

    @property
    def place(self) -> Place:
        """Where the agency's name, as it was hit, begins."""
        return self.passage.at(self.start)


def own_name(
    hits: Sequence[Hit], passages: Iterable[Passage], register: Register
) -> Finding | None:
    """That the agency's name itself has the slip; none where a text says it so."""
    agency = register.names[0]
    said = [passage for passage in passages if passage.keys != OWN]
    called = {hit.other for hit in hits if hit.meant is agency}
    if not called or any(agency.name in passage.text for passage in said):
        return None
    found = {other: list(_saying(other, said)) for other in called}
    usual = max(found, key=lambda other: (len(found[other]), other))
    if len(found[usual]) < AGREEING:
        return None
    operands = tuple(Operand("这里写的", usual, place) for place in found[usual])
    message = f"“名称”写“{agency.name}”，其余 {len(operands)} 处都写“{usual}”。"
    cause, about = of_name(agency, register), frozenset({agency.name, usual})
    return Finding(agency.place, message, OF_OWN, operands, cause=cause, about=about)


def _saying(name: str, passages: Iterable[Passage]) -> Iterator[Place]:
    return (p.at(p.text.index(name)) for p in passages if name in p.text)


def of_name(agency: Named, register: Register) -> Cause:
    """What follows from the agency's name itself: by its full name, or a short form."""
    own = tuple(n.name for n in register.spellings if n.place == agency.place)
    lists = dict.fromkeys(OF_LISTS, own)
    return Cause(is_word=True, follow={**lists, **dict.fromkeys(OF_PLACES, ())})


def without_parts(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Hits of the agency's name without a short form's slip within that of a longer one."""
    last: Hit | None = None
    for hit in hits:
        if not (last and hit.passage is last.passage and hit.start < last.end):
            last = hit
            yield hit


def of_slip(hit: Hit, again: str = "") -> Cause:
    """What follows from one slip in the agency's name: other areas are no other finding.

    ``again`` is what stands for the name, where it stands elsewhere too.
    """
    ours = set(areas(hit.meant.name))
    strange = tuple(area for area in areas(hit.other) if area not in ours)
    follow = {"MZ613": strange, "MZ605": (misnamed(again),) if again else ()}
    return Cause(is_word=True, follow={code: names for code, names in follow.items() if names})


def misnamed(name: str) -> str:
    """A finding on an agency's name is about what stands there for it, and not about that name."""
    return f"写成{name}"
