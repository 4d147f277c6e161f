"""Conditions of a template, parsed → the same, noting what nobody said and what yet decides words.

``{% if 源.培训 %}…{% else %}没有培训{% endif %}`` would print of a list that nobody typed that
there is none.  A condition that is false so, or true below ``not``, and then prints words, takes
down what is not there.  A branch that prints nothing, or a mark alone, says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from jinja2 import nodes

DECIDES = "decides"  # a filter that takes a value down and is false
SILENT = frozenset({"须填", "提醒"})  # calls that print nothing
NOTHING = nodes.Const(False)


def with_notes(template: nodes.Template) -> nodes.Template:
    """A template whose conditions note what decides which of their words are said."""
    for one in template.find_all(nodes.CondExpr):
        one.test = _noting(one.test, one.expr1, one.expr2)
    for chain in template.find_all(nodes.If):
        for part in (chain, *chain.elif_):
            part.test = _noting(part.test, part.body, chain.else_)
    return template


Said = nodes.Node | Iterable[nodes.Node] | None


def _noting(test: nodes.Node, then: Said, otherwise: Said) -> nodes.Expr:
    """A condition that as it holds or not notes why, where words follow."""
    condition = cast(nodes.Expr, test)
    noted = _decided(condition, is_true=True) if _says(then) else NOTHING
    lacked = _decided(condition, is_true=False) if _says(otherwise) else NOTHING
    if noted is not NOTHING:
        condition = nodes.And(condition, nodes.Not(noted), lineno=test.lineno)
    return condition if lacked is NOTHING else nodes.Or(condition, lacked, lineno=test.lineno)


def _decided(test: nodes.Expr, *, is_true: bool) -> nodes.Expr:
    """Notes, of a condition that is so, the values not there that make it so; itself false."""
    match test:
        case nodes.Not():
            return _decided(test.node, is_true=not is_true)
        case nodes.And() | nodes.Or():
            left, right = (_decided(one, is_true=is_true) for one in (test.left, test.right))
            # A true “and” and a false “or” are both sides' doing, the others one side's.
            is_of_both = isinstance(test, nodes.And) is is_true
            return _either(left, right) if is_of_both else _first(test, left, right)
        case nodes.Name() | nodes.Getattr() | nodes.Getitem() if not is_true:
            return nodes.Filter(test, DECIDES, [], [], None, None, lineno=test.lineno)
    return NOTHING


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
    """Whether a branch of a condition prints words."""
    match said:
        case nodes.Const(value=text) | nodes.TemplateData(data=text):
            return any(map(str.isalnum, str(text)))
        case nodes.CondExpr():
            return _says(said.expr1) or _says(said.expr2)
        case nodes.Call(node=nodes.Name(name=called)):
            return called not in SILENT
        case nodes.Expr():
            return True
        case nodes.Node():
            return any(map(_says, _printing(said)))
    return any(map(_says, said or ()))


def _printing(node: nodes.Node) -> Iterable[nodes.Node]:
    """What of a statement in a condition's branch may print: no test, no target, no list."""
    if isinstance(node, nodes.Assign | nodes.AssignBlock | nodes.Macro):
        return ()
    return node.iter_child_nodes(exclude=("test", "target", "iter"))
