"""Endless work that a template asks for: loops, calls and texts without measure → an error there.

A form may come from anybody, and a slip is enough: a macro that calls itself, a text that doubles.
What a document of any size needs is far below each bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass
from functools import wraps
from types import BuiltinMethodType, FunctionType
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.filters import FILTERS

from mingzhang.document.template_faults import MisuseError

STEP, LONG = "step", "long"  # filters: of each round of a loop, of each text that is joined
ROUNDS = 5_000_000  # of loops, in a document; what a call or a filter looks at counts, too
OF_CELL = 1000  # more for each cell of a table that a page draws
CALL = 25  # rounds for which a call stands
LENGTH = 1_000_000  # of a text or a list
BITS = 4096  # of a whole number
OPERATORS = frozenset(("*", "**", "+", "%"))
# A width in a format: of many digits, or one that is computed.
WIDTH = re.compile(r"%[^a-zA-Z%]*?(?:\d{4,}|\*)|\{[^{}]*:[^{}]*(?:\d{4,}|\{)")
METHODS = (BuiltinMethodType, FunctionType)  # what a text's are; Jinja wraps its formats
FORMATS = ("format", "format_map")
GROWING = frozenset(("center", "ljust", "rjust", "zfill", "expandtabs", "replace", "indent"))
GROWING |= {"batch", "slice", "wordwrap", "translate"}
JOINING = "join"
ENDLESS = "这一行没有尽头：循环、调用太多。"
TOO_LONG = "这一行要排的文字（或列表、数）太长。"


def with_steps(template: nodes.Template) -> nodes.Template:
    """A template whose loops count their rounds, so that endless work is told."""
    for loop in template.find_all(nodes.For):
        step = nodes.Filter(nodes.Const(None), STEP, [], [], None, None, lineno=loop.lineno)
        loop.body.insert(0, nodes.ExprStmt(step, lineno=loop.lineno))
    for joined in template.find_all(nodes.Concat):
        joined.nodes = [
            nodes.Filter(one, LONG, [], [], None, None, lineno=one.lineno) for one in joined.nodes
        ]
    return template


def not_long(value: Any) -> Any:  # noqa: ANN401 (whatever a template has)
    """A value of a template that is no text, list or number without measure."""
    _within(_size(value), LENGTH)
    if isinstance(value, int) and value.bit_length() > BITS:
        raise MisuseError(TOO_LONG)
    return value


def weigh(operator: str, left: object, right: object) -> None:
    """Tells of endless work that an operator of a template would be."""
    if operator == "%" and isinstance(left, str):
        _formatted(left)
    elif operator == "**" and isinstance(left, int) and isinstance(right, int):
        _within(left.bit_length() * abs(right), BITS)
    elif operator == "*":
        for one, times in ((left, right), (right, left)):
            if isinstance(one, (str, list, tuple)) and isinstance(times, int):
                _within(len(one) * times, LENGTH)


def weigh_method(called: object, given: tuple[object, ...]) -> None:
    """Tells of endless work that a text would do which a template asks for it."""
    method = getattr(called, "__wrapped__", called)
    owner = getattr(method, "__self__", None)
    if isinstance(owner, str):
        _grown(getattr(method, "__name__", ""), (owner, *given))


@dataclass
class Meter:
    """What the templates of a document may still do before it counts as endless work."""

    left: int = ROUNDS

    def step(self, value: object = None, rounds: int = 1) -> object:
        """Counts a round of a loop."""
        self.left -= rounds
        if self.left < 0:
            # The sections that follow are not to blame, and none of them may take as long.
            self.left = ROUNDS // 10
            raise MisuseError(ENDLESS)
        return value

    def range(self, *bounds: int) -> range:
        """A template's range, whose rounds are counted."""
        made = range(*bounds)
        _within(len(made), LENGTH // 10)
        self.step(rounds=len(made))
        return made

    def filters(self) -> Mapping[str, Callable[..., Any]]:
        """Jinja's own filters, none of which does endless work."""
        return {name: self._measured(name, made) for name, made in FILTERS.items()}

    def _measured(self, name: str, made: Callable[..., Any]) -> Callable[..., Any]:
        passed = 1 if hasattr(made, "jinja_pass_arg") else 0

        @wraps(made)
        def measured(*given: Any, **named: Any) -> Any:  # noqa: ANN401 (as the filter)
            """What a filter makes, if its work has an end in time."""
            value = given[passed] if len(given) > passed else None
            self.step(rounds=_size(value))
            _grown(name, (*given[passed:], *named.values()))
            return not_long(made(*given, **named))

        return measured


def _grown(name: str, given: tuple[object, ...]) -> None:
    """Tells of endless work where what is made is as long as all that is given, multiplied."""
    if name in FORMATS and isinstance(given[0], str):
        _formatted(given[0])
    elif name == JOINING:
        parts = [one for one in given if isinstance(one, (list, tuple))]
        between = max((len(one) for one in given if isinstance(one, str)), default=0)
        _within(sum(between + _size(one) for part in parts for one in part), LENGTH)
    elif name in GROWING:
        size = 1
        for one in given:
            size *= max(1, one if isinstance(one, int) else _size(one))
        _within(size, 10 * LENGTH)


def _size(value: object) -> int:
    """How long a value is, not to be endless; what a template asks for in vain is nothing."""
    is_long = isinstance(value, Sized) and not isinstance(value, Undefined)
    return len(value) if is_long else 1  # type: ignore[arg-type]  # which has a length


def _formatted(text: str) -> None:
    if WIDTH.search(text):
        raise MisuseError(TOO_LONG)


def _within(size: int, most: int) -> None:
    if size > most:
        raise MisuseError(TOO_LONG)
