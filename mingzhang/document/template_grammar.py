"""Grammar of templates: Jinja's own with a measure → a tree that can be walked, or its fault.

What is nested without measure ends Jinja's parser, its compiler and Python's in errors of their
own, without a place.  The measure stands far above what a form needs, and below what ends them:
so the answer does not depend on who asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import CodeType

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

DEEPEST = 100  # nodes of a tree in one another; the deepest of a form is 11
# What counts for more: Python compiles 20 loops in one another, and a call takes calls of its own.
COSTLY, COST = (nodes.For, nodes.CallBlock), 6
LARGEST = 10**30  # a number that stands in a template; Python writes none of over 4,300 digits
MOST_BRACKETS = 30  # in one another: each costs Jinja's parser a dozen calls
# What Python says of a name that was given twice in one pair of brackets, by Jinja's own names.
TWICE = re.compile(r"(?:duplicate argument '(?:l_\d+_)?|keyword argument repeated: )(\w+)")
NESTED = re.compile("too many|too deep|nested|RecursionError|MemoryError")
DEBUG_INFO = re.compile(r"^debug_info = '([\d=&]*)'", re.MULTILINE)
ENDED = (SyntaxError, RecursionError, MemoryError, ValueError)


class UnreadableError(TemplateSyntaxError):
    """A template whose grammar Jinja knows and that cannot be read; message and hint are ours."""

    def __init__(self, message: str, hint: str, line: int, file: str | None) -> None:
        super().__init__(message, line, filename=file)
        self.hint = hint


class Grammar(Environment):
    """An environment whose templates are nested with measure."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parser = _Parser(self, source, name, filename)
        try:
            tree = parser.parse()
        except RecursionError:
            raise _too_deep(parser.stream.current.lineno, filename) from None
        except ValueError:
            raise _too_large(parser.stream.current.lineno, filename) from None
        for node, depth in _nested(tree):
            if depth > DEEPEST:
                raise _too_deep(node.lineno, filename)
            if _is_too_large(node):
                raise _too_large(node.lineno, filename)
        return tree

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except ENDED as error:
            line = getattr(error, "lineno", None)
            said = getattr(error, "msg", "") or repr(error)
            raise _unreadable(said, _template_line(source, line or 0), filename) from None


class _Parser(Parser):
    """Jinja's parser of the grammar, that counts the brackets it is in."""

    brackets = 0

    def parse_expression(self, with_condexpr: bool = True) -> nodes.Expr:
        self.brackets += 1
        if self.brackets > MOST_BRACKETS:
            raise _too_deep(self.stream.current.lineno, self.filename)
        made = super().parse_expression(with_condexpr)
        self.brackets -= 1
        return made


def _nested(tree: nodes.Template) -> Iterator[tuple[nodes.Node, int]]:
    """The nodes of a template's tree in order, each with how deep it stands."""
    left: list[tuple[nodes.Node, int]] = [(tree, 1)]
    while left:
        node, depth = left.pop()
        yield node, depth
        deeper = depth + (COST if isinstance(node, COSTLY) else 1)
        left.extend((child, deeper) for child in reversed([*node.iter_child_nodes()]))


def _is_too_large(node: nodes.Node) -> bool:
    value = node.value if isinstance(node, nodes.Const) else None
    return isinstance(value, int | float) and not abs(value) < LARGEST


def _template_line(code: str, line: int) -> int:
    """The template's line of a line of the code that its grammar made of it."""
    told = DEBUG_INFO.search(code)
    pairs = (pair.split("=") for pair in told[1].split("&") if pair) if told else ()
    made = sorted((int(of_code), int(of_template)) for of_template, of_code in pairs)
    return next((template for of_code, template in reversed(made) if of_code <= line), 1)


def _too_deep(line: int, file: str | None) -> UnreadableError:
    message = "模板的括号、算式、条件或者循环一层套一层，套得太深。"
    hint = "里面的几层用 {% set … %} 先写成一个名称，或者写成句式（macro）。"
    return UnreadableError(message, hint, line, file)


def _too_large(line: int, file: str | None) -> UnreadableError:
    hint = "请检查是不是多写了几位。"
    return UnreadableError("模板里的这个数太大。", hint, line, file)


def _unreadable(said: str, line: int, file: str | None) -> TemplateSyntaxError:
    """What a template's grammar has only Python's words for."""
    if twice := TWICE.search(said):
        message = f"“{twice[1]}”在一对括号里写了两次。"
        return UnreadableError(message, "请删去一个，或者改正名称。", line, file)
    if NESTED.search(said):
        return _too_deep(line, file)
    return TemplateSyntaxError(said, line, filename=file)
