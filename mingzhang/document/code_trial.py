"""A trial of templates: their texts, rendered once → which words of their code a document takes.

A word is a literal in code, or what stands around code; it is known by its place in the text of its
template.  Said is what was reached, used what something then asked for, too: what nobody picks of
``{'甲': '乙'}`` is said, and not used.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING

from jinja2 import nodes, pass_context
from jinja2.runtime import Context

if TYPE_CHECKING:
    from mingzhang.document.tried_tables import TriedTables

RAN = "ran"  # a filter that takes down that a word was said, and gives it on
USED = "used"  # a filter that takes down that a word was used
REST = r"(?:(?!%\}).)*%\}"  # of a block, behind its first two characters
# An indented line goes on with the one above, also where words follow the block that begins it.
CONTINUED = re.compile(rf"^([ \t]+)\{{%(?![-+])(?={REST}(?:\{{%{REST})*(?!\{{%)\S)", re.MULTILINE)
DATA, STRING, BLANK, NUMBERS = "data", "string", "whitespace", ("integer", "float")
Token = tuple[int, str, str]  # line, kind and text, as Jinja has it
Word = tuple[str, int]  # its file, and where it begins
# What of a text is asked by Python itself, of every value.
UNTOLD = frozenset(("__class__", "__getattribute__", "__new__", "__init__", "__init_subclass__"))
PLAIN = frozenset(("__doc__", "__dir__", "__sizeof__", "__subclasshook__", "__setattr__"))
COPIED = frozenset(("__getnewargs__", "__reduce__", "__reduce_ex__", "__getstate__", "__delattr__"))


def continued(text: str) -> str:
    """A template's text, as Jinja gets it, in a trial too."""
    return CONTINUED.sub(r"\1{%+", text)


@dataclass
class Trial:
    """Templates by file as they are tried, and what of their words was said and used.

    ``settings`` are of the form, as they are tried in the place of its own; ``tables`` are those of
    the document where nothing that is tried can make them others.
    """

    texts: Mapping[str, str]
    settings: Mapping[str, object] = field(default_factory=dict)
    tables: TriedTables | None = None
    said: set[Word] = field(default_factory=set)
    used: set[Word] = field(default_factory=set)

    def literal(self, value: object, word: Word) -> object:
        """A literal of the tried code, which takes down when it is asked for."""
        self.said.add(word)
        if type(value) is str and value:
            return Literal.of(value, lambda: self.used.add(word))
        self.used.add(word)
        return value


class At(int):
    """The line of a token, which knows its place in the tried text, too."""

    place: int

    @classmethod
    def of(cls, line: int, place: int) -> At:
        """A line, and the place in the text."""
        made = cls(line)
        made.place = place
        return made


class Literal(str):
    """A literal of tried code: a text, which tells when anything is asked of it."""

    ASKED = True  # a template asks of it what it asks of texts
    tell: Callable[[], None]

    @classmethod
    def of(cls, text: str, tell: Callable[[], None]) -> Literal:
        """A literal that tells so."""
        made = cls(text)
        made.tell = tell
        return made

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str.__str__(self),)


def _telling(asked: Callable[..., object]) -> Callable[..., object]:
    @wraps(asked)
    def told(self: Literal, *given: object, **named: object) -> object:
        """What a literal answers, having told the trial that it was asked."""
        if tell := self.__dict__.get("tell"):
            tell()
        return asked(self, *given, **named)

    return told


for _name in set(dir(str)) - UNTOLD - PLAIN - COPIED:
    setattr(Literal, _name, _telling(getattr(str, _name)))


@dataclass(frozen=True)
class Placed:
    """A word of a tried template: its kind and text, and where it begins in the template's text.

    Literals that follow each other are one: ``word`` is where the first of them begins.
    """

    kind: str
    text: str
    start: int
    word: int


def placed(tokens: Iterable[Token], text: str) -> Iterator[tuple[At, str, str]]:
    """Tokens of a text that is tried, with their places; of words outside of code the first."""
    inserted = [match.end() + number for number, match in enumerate(CONTINUED.finditer(text))]
    source, at = continued(text).replace("\r", "\n"), 0
    for line, kind, said in tokens:
        start = source.index(said, at)
        at = start + len(said)
        if kind == DATA:
            start += len(said) - len(said.lstrip())
        yield At.of(line, start - bisect_left(inserted, start)), kind, said


def words_of(tokens: Iterable[Token], text: str) -> Iterator[Placed]:
    """What of a tried template's text are words: literals of its code, what stands around that."""
    joined: int | None = None
    for line, kind, said in placed(tokens, text):
        if kind == STRING:
            joined = line.place if joined is None else joined
            yield Placed(kind, said, line.place, joined)
        elif kind != BLANK:
            joined = None
        if kind in NUMBERS or (kind == DATA and not said.isspace()):
            yield Placed(kind, said.strip(), line.place, line.place)


def taking_down(template: nodes.Template, file: str) -> nodes.Template:
    """A template whose words take down, as it is tried, that they are said."""
    _watch(template, file, set())
    return template


def _watch(node: nodes.Node, file: str, known: set[int]) -> None:
    if id(node) in known or isinstance(node, nodes.EvalContextModifier):
        return
    known.add(id(node))
    for name, value in [*node.iter_fields()]:
        if isinstance(value, list):
            value[:] = [*_watched_all(value, file, known)]
        elif isinstance(value, nodes.Node):
            setattr(node, name, _watched(value, file, known))
    if isinstance(node, nodes.Concat):
        node.nodes = [_filter(one, USED, []) for one in node.nodes]


def _watched_all(values: Iterable[object], file: str, known: set[int]) -> Iterator[object]:
    for value in values:
        if isinstance(value, nodes.TemplateData) and isinstance(value.lineno, At):
            place = nodes.Const(value.lineno.place)
            empty = nodes.Const("", lineno=value.lineno)
            yield _filter(empty, RAN, [nodes.Const(file), place])
        yield _watched(value, file, known) if isinstance(value, nodes.Node) else value


def _watched(node: nodes.Node, file: str, known: set[int]) -> nodes.Node:
    is_word = isinstance(node, nodes.Const) and type(node.value) in (str, int, float)
    if is_word and isinstance(node.lineno, At):
        return _filter(node, RAN, [nodes.Const(file), nodes.Const(node.lineno.place)])
    _watch(node, file, known)
    return node


def _filter(node: nodes.Node, name: str, args: list[nodes.Expr]) -> nodes.Filter:
    return nodes.Filter(node, name, args, [], None, None, lineno=node.lineno)


def filters(trial: Trial) -> Mapping[str, Callable[..., object]]:
    """The filters by which tried code takes down what is said; none is known before it runs."""

    @pass_context
    def ran(_: Context, value: object, file: str, place: int) -> object:
        """A literal that the trial follows from its place in a file on."""
        return trial.literal(value, (file, place))

    @pass_context
    def used(_: Context, value: object) -> object:
        """A literal as the text that it is, to whoever uses it outside the trial."""
        return str(value) if isinstance(value, Literal) else value

    return {RAN: ran, USED: used}
