"""Conditions in templates that are always alike: the words of one → whether it ever holds.

What is compared without any name (``1 == 2``, ``not true``) has no other value tomorrow; nothing is
asked of a document for it.
"""

from __future__ import annotations

from jinja2 import Environment, TemplateError, nodes

ENVIRONMENT = Environment(autoescape=True)


def constant_truth(condition: str) -> bool | None:
    """Whether a condition is always true, or never; None where it depends on anything."""
    said = _expression(condition)
    return _truth(said) if said else None


def prints_nothing(code: str) -> bool:
    """Whether code prints nothing whatever its names mean: its constant condition never holds."""
    said = _expression(code)
    return isinstance(said, nodes.CondExpr) and not said.expr2 and _truth(said.test) is False


def _expression(code: str) -> nodes.Node | None:
    try:
        printed = ENVIRONMENT.parse(f"{{{{ {code} }}}}").body
    except TemplateError:
        return None
    said = printed[0].nodes if len(printed) == 1 and isinstance(printed[0], nodes.Output) else []
    return said[0] if len(said) == 1 else None


def _truth(node: nodes.Node) -> bool | None:
    """A condition's constant truth; of one that is joined, what one part decides."""
    if isinstance(node, nodes.Not):
        inner = _truth(node.node)
        return None if inner is None else not inner
    if isinstance(node, (nodes.And, nodes.Or)):
        decides = isinstance(node, nodes.Or)
        parts = (_truth(node.left), _truth(node.right))
        if decides in parts:
            return decides
        return None if None in parts else not decides
    return _value(node)


def _value(node: nodes.Node) -> bool | None:
    """The truth of a constant condition that is made of constants and comparisons of them."""
    if isinstance(node, nodes.Const):
        return bool(node.value)
    plain = (nodes.Const, nodes.Operand, nodes.Compare, nodes.List, nodes.Tuple)
    whole = (nodes.Compare, nodes.List, nodes.Tuple)
    if not isinstance(node, whole) or not all(isinstance(n, plain) for n in _below(node)):
        return None
    try:
        return bool(node.as_const())
    except nodes.Impossible:
        return None


def _below(node: nodes.Node) -> list[nodes.Node]:
    children = list(node.iter_child_nodes())
    return [*children, *(inner for child in children for inner in _below(child))]
