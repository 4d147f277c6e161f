"""What is wrong in the author's data, as a value: place, code, message and a way out.

In: findings of any stage.  Out: frozen ``Diagnostic`` values that print as ``file:line:column``.
Bad data is never an exception; an exception means a fault of this program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from mingzhang import compiled_dataclasses, compiled_patterns

# Every stage has diagnostics: before any of them makes a dataclass or compiles a pattern.
compiled_dataclasses.ready()
compiled_patterns.ready()


WORDS = re.compile("[ 、的]")  # 科目 2101101、2101102 的年初预算


class Severity(Enum):
    """How a diagnostic weighs: an error stops the document, a warning is listed, a note informs."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


class Place(NamedTuple):
    """A diagnostic's place in a source file; ``line`` and ``column`` count from 1 (0: the file).

    Of a published PDF ``page`` counts from 1.
    """

    file: Path
    line: int = 0
    column: int = 0
    page: int = 0

    def __str__(self) -> str:
        if self.page:
            return f"{self.file} 第{self.page}页"
        return f"{self.file}:{self.line}:{self.column}" if self.line else f"{self.file}"


@dataclass(frozen=True)
class Operand:
    """A figure of a failed identity in a diagnostic: what it is, what is displayed, its place."""

    label: str
    value: str
    place: Place | None = None


@dataclass(frozen=True)
class Diagnostic:
    """A diagnostic: where, which rule, what is wrong, and how to mend it (``hint``).

    ``suspects`` are the places of the typed figures that may be wrong, the most suspicious first;
    ``difference`` is by how much an identity fails, in the source's unit of money.  ``about`` are
    the names of what it is about (codes, keys, figures, agencies, ways): by these another finding
    knows that this one follows from it, however both are worded.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    operands: tuple[Operand, ...] = ()
    suspects: tuple[Place, ...] = ()
    difference: Decimal | None = None
    about: frozenset[str] = field(default=frozenset(), compare=False)

    def __str__(self) -> str:
        return f"{self.place}: {self.severity.value} {self.code} {self.message}"


@dataclass(frozen=True)
class Code:
    """The code of a kind of diagnostic, as the manual and ``mingzhang rule`` explain it in Chinese.

    ``what`` says what is wrong, ``why`` why that is told, ``remedy`` how to mend it.  ``example``
    is the text of files that meet it, each below a line ``# <its path in the document's folder>``
    (of a form: ``# templates/…``); where no such text can show it, a fragment or a sentence.  Each
    room lists its own in its ``codes.yaml``; a rule of ``checks`` brings the same words itself, and
    its ``formula`` and ``reference``; ``aliases`` are codes that it once had.
    """

    code: str
    title: str
    what: str
    why: str
    example: str
    remedy: str
    severity: Severity = Severity.ERROR
    formula: str = ""
    reference: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether a diagnostic code's example is the text of files, and can be tried."""
        return self.example.startswith("# ")

    @property
    def is_told(self) -> bool:
        """Whether a diagnostic code's example is a sentence."""
        return self.example.endswith("。")


def names_of(keys: Iterable[Iterable[str]]) -> frozenset[str]:
    """The names of what a diagnostic on keys is about: each key, and each word of one."""
    parts = frozenset(part for key in keys for part in key)
    return parts.union(*(WORDS.split(part) for part in parts))


def alone(*names: str) -> str:
    """The name of what a diagnostic is about if it is about these and nothing else."""
    # Its end is told, too: one name alone is no part of the same with others.
    return f"只有{'、'.join(names)}。"


def below(told: Diagnostic, lead: Diagnostic) -> Diagnostic:
    """A diagnostic below another, or that one itself: its place is the first suspect of both."""
    first = lead.suspects[0] if lead.suspects else lead.place
    return replace(told, suspects=(first, *(p for p in told.suspects if p != first)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of the diagnostics stops the document."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics, errors first, each once; what a stage put first stays first."""
    weight = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    return sorted(dict.fromkeys(diagnostics), key=lambda d: weight[d.severity])
