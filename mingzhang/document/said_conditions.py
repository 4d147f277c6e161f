"""Conditions of a template, parsed → the same, noting what nobody said and what yet decides words.

``{% if 源.培训 %}…{% else %}没有培训{% endif %}`` would print of a list that nobody typed that
there is none; so would ``or``, ``default`` and the ``else`` of a loop.  Words that are printed as
a value is not there take that down.  A branch that prints nothing, or a mark alone, says nothing;
a form that asks by ``已填`` means what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import cast

from jinja2 import nodes

DECIDES = "decides"  # a filter that takes a value down and is false
# Calls that print nothing, or what an author wrote in a file.
SILENT = frozenset({"须填", "提醒", "职责"})
MEANT = frozenset({"已填", "没有公布"})  # filters by which a form asks whether a value was said
INSTEAD = frozenset({"default", "d"})  # filters that print other words where there is none
# Filters that make a text of a text: of one that nobody typed, none that a page must not print.
TEXTUAL = frozenset(
    (
        *("trim", "upper", "lower", "replace", "truncate", "string", "title", "capitalize"),
        *("format", "join", "striptags", "e", "escape", "safe", "indent", "wordwrap", "center"),
    )
)
TYPED = frozenset({"源", "概况"})  # names of what was typed, known everywhere
JOINED = (nodes.And, nodes.Or)
NOTHING: nodes.Expr = nodes.Const(False)
Said = nodes.Node | Iterable[nodes.Node] | None


def with_notes(template: nodes.Template) -> nodes.Template:
    """A template whose conditions note what decides which of their words are said."""
    noted = _Conditions(_meanings(template), frozenset(_bound(template)))
    _note_joined(template, noted)
    _note_instead(template, noted)
    for one in template.find_all(nodes.CondExpr):
        one.test = noted.test(one.test, one.expr1, one.expr2)
    for chain in template.find_all(nodes.If):
        parts = (chain, *chain.elif_)
        for number, part in enumerate(parts, start=1):
            part.test = noted.test(part.test, part.body, (*parts[number:], *chain.else_))
    for printing in template.find_all(nodes.Output):
        printing.nodes = [_noting_parts(one) for one in printing.nodes]
    for kept in template.find_all(nodes.Assign):
        kept.node = _noting_parts(cast(nodes.Expr, kept.node))
    return template


def _noting_parts(said: nodes.Expr) -> nodes.Expr:
    """What is printed, that notes of what it is joined, where it is; alone a value does itself."""
    match said:
        case nodes.Concat():
            said.nodes = [*map(_noting, said.nodes)]
        case nodes.Filter(name=name) if name in TEXTUAL and said.node:
            said.node, said.args = _noting(said.node), [*map(_noting, said.args)]
        case nodes.Mod() | nodes.Add():
            said.left, said.right = _noting(said.left), _noting(said.right)
        case nodes.Getitem(arg=nodes.Slice()):
            said.node = _noting(said.node)
        case nodes.CondExpr():
            said.expr1 = _noting_parts(said.expr1)
            said.expr2 = said.expr2 and _noting_parts(said.expr2)
    return said


def _noting(part: nodes.Expr) -> nodes.Expr:
    """A part of what is printed, that notes if it is a value that is not there."""
    match part:
        case nodes.List() | nodes.Tuple():
            part.items = [*map(_noting, part.items)]
            return part
        case nodes.Name() | nodes.Getattr() | nodes.Getitem() if _root(part):
            return _either(_note(part), part)
    return _noting_parts(part)


def _note_joined(template: nodes.Template, noted: _Conditions) -> None:
    """Has words that ``and`` and ``or`` print, beside conditions, note why."""
    asking = template.find_all((nodes.CondExpr, nodes.If, nodes.For))
    tests = [test for one in asking if (test := getattr(one, "test", None))]
    inside = {id(one) for test in tests for one in (test, *test.find_all(JOINED))}
    for joined in [*template.find_all(JOINED)]:
        if id(joined) not in inside:
            is_true = isinstance(joined, nodes.And)
            joined.right = noted.instead(joined.right, joined.left, is_true=is_true)


def _note_instead(template: nodes.Template, noted: _Conditions) -> None:
    """Has words that stand instead of a value or of rows, or are picked, note the conditions."""
    for used in template.find_all(nodes.Filter):
        if used.name in INSTEAD and used.node and len([*used.args, *used.kwargs]) > 1:
            used.args[:1] = [noted.instead(used.args[0], used.node)] if used.args else []
    for picked in template.find_all(nodes.Getitem):
        if isinstance(picked.node, nodes.List | nodes.Tuple | nodes.Dict) and _says(picked.node):
            picked.arg = noted.before(picked.arg, picked.arg, is_true=False)
    for loop in template.find_all(nodes.For):
        loop.test = loop.test and noted.test(loop.test, loop.body, ())
        if _says(loop.else_):
            loop.iter = noted.before(loop.iter, loop.iter, is_true=False)


def _bound(template: nodes.Template) -> Iterator[str]:
    """The names in a template that its conditions know only where they are set."""
    return (name.name for name in template.find_all(nodes.Name) if name.ctx != "load")


def _meanings(template: nodes.Template) -> Mapping[str, list[nodes.Node]]:
    """What names in conditions stand for: what a template sets them to, its macros."""
    found: dict[str, list[nodes.Node]] = {}
    for one in template.find_all(nodes.Assign):
        found.setdefault(getattr(one.target, "name", ""), []).append(one.node)
    for block in template.find_all(nodes.AssignBlock):
        found.setdefault(getattr(block.target, "name", ""), []).extend(block.body)
    for macro in template.find_all(nodes.Macro):
        found.setdefault(macro.name, []).extend(macro.body)
    return found


@dataclass(frozen=True)
class _Conditions:
    """What makes a template's conditions note: what its names mean, which are known only there."""

    meanings: Mapping[str, list[nodes.Node]]
    bound: frozenset[str]

    def test(self, test: nodes.Node, then: Said, otherwise: Said) -> nodes.Expr:
        """A condition that as it holds or not notes why, where words follow."""
        condition = cast(nodes.Expr, test)
        noted = self._decided(condition, is_true=True) if _says(then) else NOTHING
        lacked = self._decided(condition, is_true=False) if _says(otherwise) else NOTHING
        if noted is not NOTHING:
            condition = nodes.And(condition, nodes.Not(noted), lineno=test.lineno)
        return _either(condition, lacked)

    def instead(self, said: nodes.Expr, of: nodes.Expr, *, is_true: bool = False) -> nodes.Expr:
        """Words that are said as a condition is so, which note why."""
        return self.before(said, of, is_true=is_true) if _says(said) else said

    def before(self, value: nodes.Node, test: nodes.Node, *, is_true: bool) -> nodes.Expr:
        """A value, and before it notes of why a condition is so."""
        return _either(
            self._decided(cast(nodes.Expr, test), is_true=is_true), cast(nodes.Expr, value)
        )

    def _decided(self, test: nodes.Expr, *, is_true: bool) -> nodes.Expr:
        """Notes, of a condition that is so, the values not there that make it so; itself false."""
        match test:
            case nodes.Not():
                return self._decided(test.node, is_true=not is_true)
            case nodes.And() | nodes.Or():
                left, right = (
                    self._decided(one, is_true=is_true) for one in (test.left, test.right)
                )
                # A true “and” and a false “or” are both sides' doing, the others one side's.
                is_of_both = isinstance(test, nodes.And) is is_true
                return _either(left, right) if is_of_both else _first(test, left, right)
        return reduce(_either, map(_note, self._values(test)), NOTHING)

    def _values(
        self, node: nodes.Node, inside: frozenset[str] = frozenset()
    ) -> Iterator[nodes.Expr]:
        """What a condition asks of; ``inside`` what its name stands for, what is known there."""
        match node:
            case nodes.CondExpr():
                yield from self._values(node.test, inside)
            case nodes.Filter(name=name) if name in MEANT:
                return
            case nodes.Name() | nodes.Getattr() | nodes.Getitem() if root := _root(node):
                if not inside or (root in TYPED and not self.bound.intersection(_names(node))):
                    yield cast(nodes.Expr, node)
                if isinstance(node, nodes.Name) and root not in inside:
                    for meant in self.meanings.get(root, ()):
                        yield from self._values(meant, inside | {root})
            case _:
                for below in node.iter_child_nodes():
                    yield from self._values(below, inside)


def _root(node: nodes.Node) -> str:
    """The name with which a value in a condition begins; none of what is computed."""
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""


def _names(node: nodes.Node) -> Iterator[str]:
    return (name.name for name in node.find_all(nodes.Name))


def _note(value: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(value, DECIDES, [], [], None, None, lineno=value.lineno)


def _either(left: nodes.Expr, right: nodes.Expr) -> nodes.Expr:
    """Notes both sides of a condition."""
    if left is NOTHING or right is NOTHING:
        return right if left is NOTHING else left
    return nodes.Or(left, right, lineno=left.lineno)


def _first(test: nodes.And | nodes.Or, left: nodes.Expr, right: nodes.Expr) -> nodes.Expr:
    """Notes the left side of a condition where that decided, else the right."""
    if left is right:
        return NOTHING
    when_true, when_false = (left, right) if isinstance(test, nodes.Or) else (right, left)
    return nodes.CondExpr(test.left, when_true, when_false, lineno=test.lineno)


def _says(said: Said) -> bool:
    """Whether a branch of a condition prints words, and not as another value is there."""
    match said:
        case nodes.Const(value=text) | nodes.TemplateData(data=text):
            return any(map(str.isalnum, str(text)))
        case nodes.CondExpr() | nodes.If():
            then, otherwise = _branches(said)
            is_of_other = TYPED.intersection(_names(said.test))
            return _says(otherwise) or (not is_of_other and _says(then))
        case nodes.Call(node=nodes.Name(name=called)):
            return called not in SILENT
        case nodes.Expr():
            return True
        case nodes.Node():
            return any(map(_says, _printing(said)))
    return any(map(_says, said or ()))


def _branches(asked: nodes.CondExpr | nodes.If) -> tuple[Said, Said]:
    """What a condition says as it holds, and what otherwise."""
    if isinstance(asked, nodes.CondExpr):
        return asked.expr1, asked.expr2
    return asked.body, (*asked.elif_, *asked.else_)


def _printing(node: nodes.Node) -> Iterable[nodes.Node]:
    """What of a statement in a condition's branch may print: no test, no target, no list."""
    if isinstance(node, nodes.Assign | nodes.AssignBlock | nodes.Macro):
        return ()
    return node.iter_child_nodes(exclude=("test", "target", "iter"))
