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
from typing import Any, cast

from jinja2 import Undefined, nodes
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from jinja2.utils import Namespace

from mingzhang.document.template_faults import MisuseError

STEP, LONG, LOOK = "step", "long", "look"  # filters: of each round, of what is joined, of the rest
ROUNDS = 5_000_000  # of loops, in a document; what a call or a filter looks at counts, too
OF_CELL = 1000  # more for each cell of a table that a page draws
CALL = 25  # rounds for which a call stands
PART, ITEMS = 32, 8  # letters of a text, and items of a list, that are looked at in a round
LENGTH = 1_000_000  # of a text or a list
WHOLE = 2 * LENGTH  # of a list with all that is in it
BITS = 4096  # of a whole number
DIGITS = 100  # to which a number is rounded
OPERATORS = frozenset(("*", "**", "+", "%"))
# What may be done again and again.
AGAIN = (nodes.Template, nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
HOLDING = frozenset((list, tuple, dict, set, frozenset, Namespace))
COMPARING = (
    *("in", "eq", "equalto", "ne", "gt", "greaterthan", "ge", "lt", "lessthan", "le"),
    *("==", "!=", ">", ">=", "<", "<="),
)
# A width in a format: of many digits, or one that is computed.
WIDTH = re.compile(r"%[^a-zA-Z%]*?(?:\d{4,}|\*)|\{[^{}]*:[^{}]*(?:\d{4,}|\{)")
Made = Callable[..., Any]
METHODS = (BuiltinMethodType, FunctionType)  # what a text's are; Jinja wraps its formats
FORMATS = ("format", "format_map")
JOINING, SPLITTING, SUMMING, ROUNDING, INDENTING = "join", "split", "sum", "round", "tojson"
GROWING = frozenset(("center", "ljust", "rjust", "zfill", "expandtabs", "replace", "indent"))
GROWING |= {"batch", "slice", "wordwrap", "translate", INDENTING}
# Filters that may look again, at each letter, at all that follows; of so many letters a round.
SQUARED, AT_ONCE = frozenset(("wordwrap", "urlize")), 100
ENDLESS = "这一行没有尽头：循环、调用太多。"
TOO_LONG = "这一行要排的文字（或列表、数）太长。"


def with_steps(template: nodes.Template) -> nodes.Template:
    """A template that counts its rounds and what it looks at, so that endless work is told."""
    for one in [*template.find_all(nodes.Node)]:
        _weigh(one)
    for again in (template, *template.find_all(AGAIN)):
        printed = sum(len(one.data) for one in again.find_all(nodes.TemplateData))
        step = _filter(nodes.Const(None, lineno=again.lineno), STEP, 1 + printed // PART)
        again.body.insert(0, nodes.ExprStmt(step, lineno=again.lineno))  # type: ignore[attr-defined]  # all have one
    return template


def _weigh(one: nodes.Node) -> None:
    """Has a part of a template weigh what it looks at, where that could be endless."""
    match one:
        case nodes.Filter(node=nodes.Expr() as node, name=name) if name not in FILTERS:
            one.node = _filter(node, LOOK)
        case nodes.Concat():
            one.nodes = [_filter(part, LONG) for part in one.nodes]
        case nodes.Output():
            one.nodes = [_filter(part, LOOK) for part in one.nodes]
        case nodes.Compare() | nodes.Operand():
            one.expr = _filter(one.expr, LOOK)
        case nodes.Pair():
            one.key = _filter(one.key, LOOK)
        case nodes.Getitem():
            one.node = _filter(one.node, LOOK) if isinstance(one.arg, nodes.Slice) else one.node
            one.arg = one.arg if isinstance(one.arg, nodes.Slice) else _filter(one.arg, LOOK)
        case nodes.Include() | nodes.Import() | nodes.FromImport() | nodes.Extends():
            one.template = _filter(one.template, STEP, CALL)


def _filter(node: nodes.Expr, name: str, *given: int) -> nodes.Expr:
    """What is asked, weighed first; a word that stands there itself has its measure."""
    if isinstance(node, nodes.Const | nodes.TemplateData) and name != STEP:
        return node
    return nodes.Filter(node, name, [*map(nodes.Const, given)], [], None, None, lineno=node.lineno)


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
                _within(_size(one) * times, LENGTH)


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

    def look(self, value: Any) -> Any:  # noqa: ANN401 (whatever a template has)
        """Counts how much of a value is looked at where it is printed, compared or handed on."""
        if isinstance(value, str):
            self.left -= letters(value) // PART
            if self.left < 0:
                self.step()
        elif type(value) in HOLDING:
            self.step(rounds=_all_in(value) // ITEMS)
        return value

    def long(self, value: object) -> object:
        """Counts what is joined to something longer, and tells of what is too long for that."""
        return self.look(not_long(value))

    def call(self, called: object, given: tuple[object, ...]) -> None:
        """Counts a call, and tells of endless work that a text would do which is asked for it."""
        self.step(rounds=CALL)
        method = getattr(called, "__wrapped__", called) if type(called) in METHODS else None
        owner = getattr(method, "__self__", None)
        for one in (owner, *given):
            self.look(one)
        if isinstance(owner, str):
            name = getattr(method, "__name__", "")
            # Each part is a text of its own, and more than its letters.
            self.step(rounds=letters(owner) if SPLITTING in name else 0)
            _grown(name, (owner, *given))

    def tests(self) -> Mapping[str, Made]:
        """Jinja's own tests that compare, none of which does endless work."""
        return {name: self._looking(cast(Made, TESTS[name])) for name in COMPARING}

    def _looking(self, made: Made) -> Made:
        return lambda *given: made(*map(self.look, given))

    def range(self, *bounds: int) -> range:
        """A template's range, whose rounds are counted."""
        made = range(*bounds)
        _within(len(made), LENGTH // 10)
        self.step(rounds=len(made))
        return made

    def filters(self) -> Mapping[str, Made]:
        """Jinja's own filters, none of which does endless work."""
        return {name: self._measured(name, made) for name, made in FILTERS.items()}

    def _measured(self, name: str, made: Made) -> Made:
        passed = 1 if hasattr(made, "jinja_pass_arg") else 0

        @wraps(made)
        def measured(*given: Any, **named: Any) -> Any:  # noqa: ANN401 (as the filter)
            """What a filter makes, if its work has an end in time."""
            value = given[passed] if len(given) > passed else None
            self.step(rounds=_rounds(name, value))
            asked = (*given[passed:], *named.values())
            for one in asked:
                self.look(one)
            _grown(name, asked)
            return not_long(made(*given, **named))

        return measured


def _rounds(name: str, value: object) -> int:
    """How often a filter looks at what it is given, lest it be endless."""
    size = _size(value)
    if name not in SQUARED:
        return size
    # A list is wrapped, or has its links marked, as the text that it is printed as.
    return size + ((_all_in(value) if type(value) in HOLDING else size) // AT_ONCE) ** 2


def _grown(name: str, given: tuple[object, ...]) -> None:
    """Tells of endless work where what is made is as long as all that is given, multiplied."""
    if name in FORMATS and isinstance(given[0], str):
        _formatted(given[0])
    elif name == JOINING:
        parts = [one for one in given if isinstance(one, (list, tuple))]
        between = max((letters(one) for one in given if isinstance(one, str)), default=0)
        _within(sum(between + _size(one) for part in parts for one in part), LENGTH)
    elif name == SUMMING and any(type(one) in HOLDING for one in given[1:]):
        summed = given[0] if isinstance(given[0], (list, tuple)) else ()
        _within(max(map(_size, summed), default=0) * len(summed), LENGTH)
    elif name == ROUNDING:
        _within(max((abs(one) for one in given[1:] if isinstance(one, int)), default=0), DIGITS)
    elif name in GROWING:
        size = 1
        for one in given:
            is_whole = isinstance(one, dict) or (name == INDENTING and type(one) in HOLDING)
            whole = _all_in(one) if is_whole else _size(one)
            size *= max(1, one if isinstance(one, int) else whole)
        _within(size, LENGTH if name == INDENTING else 10 * LENGTH)


def letters(text: str) -> int:
    """How long a text is, not to be endless; a trial's word is not used by being weighed."""
    return str.__len__(text)


def _size(value: object) -> int:
    """How long a value is, not to be endless; what a template asks for in vain is nothing."""
    if isinstance(value, str):
        return letters(value)
    is_long = isinstance(value, Sized) and not isinstance(value, Undefined)
    return len(value) if is_long else 1  # type: ignore[arg-type]  # which has a length


def _all_in(value: object) -> int:
    """How long a list is with all in it; one of itself twice, and so on, would be endless."""
    size, rest = 0, [value]
    while rest:
        held = _held(rest.pop())
        kinds = set(map(type, held))
        size += len(held)
        if any(issubclass(kind, str) for kind in kinds):
            size += sum(letters(one) for one in held if isinstance(one, str))
        if not kinds.isdisjoint(HOLDING):
            rest += [one for one in held if type(one) in HOLDING]
        _within(size, WHOLE)
    return size


def _held(value: Any) -> list[object]:  # noqa: ANN401 (one of those that hold others)
    if isinstance(value, Namespace):
        value = value._Namespace__attrs  # noqa: SLF001 (no other way)
    return [*value, *value.values()] if isinstance(value, dict) else [*value]


def _formatted(text: str) -> None:
    if WIDTH.search(text):
        raise MisuseError(TOO_LONG)


def _within(size: int, most: int) -> None:
    if size > most:
        raise MisuseError(TOO_LONG)
