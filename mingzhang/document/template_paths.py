"""What an expression of a template asks for: parsed Jinja → dotted names, called functions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

CLAUSE = re.compile(r"[^，。；：、\n]*$")
SENTENCE_END = re.compile(r"[。；\n]")
CLAUSE_END = re.compile(r"[，。；：、\n]")
CHANGES = re.compile(r"变动额?$|^比上年")  # functions that tell how a figure moved
MONEY = ("万元", "元")  # filters that print a figure as money


def path_of(node: nodes.Node) -> tuple[str, ...] | None:
    """The dotted name that a template asks for: 三公经费.合计.决算; None where it is none."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        above = path_of(node.node)
        return (*above, node.attr) if above else None
    return None


def called(node: nodes.Node) -> str:
    """The name of the function that a template calls; empty where it calls none by name."""
    function = node.node if isinstance(node, nodes.Call) else None
    return function.name if isinstance(function, nodes.Name) else ""


def const_text(node: nodes.Node) -> str:
    """What a template gives a function word for word; empty of anything else."""
    return str(node.value) if isinstance(node, nodes.Const) else ""


def money_of(node: nodes.Node) -> nodes.Expr | None:
    """What a template prints as money: 总计, of ``{{ 总计 | 万元 }}``."""
    return node.node if isinstance(node, nodes.Filter) and node.name in MONEY else None


def money_path_of(node: nodes.Node) -> tuple[str, ...]:
    """The dotted name of what a template prints as money; empty of anything else."""
    printed = money_of(node)
    return (path_of(printed) or ()) if printed else ()


def clause_of(text: str) -> str:
    """The last clause of a template's words: what stands behind their last mark."""
    found = CLAUSE.search(text)
    return found[0] if found else ""


def assigned_in(tree: nodes.Template) -> Mapping[str, tuple[str, ...]]:
    """What names stand for that a template sets to another name, and only once."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for one in tree.find_all(nodes.Assign):
        if isinstance(one.target, nodes.Name):
            found.setdefault(one.target.name, set()).add(path_of(one.node) or ())
    return {name: min(paths) for name, paths in found.items() if len(paths) == 1}


def with_meant(tree: nodes.Template) -> nodes.Template:
    """A template in which dotted names stand where it uses names that it sets to them."""
    targets = (one.target for one in tree.find_all(nodes.For))
    looped = (name for one in targets for name in (one, *one.find_all(nodes.Name)))
    given = (one for one in tree.find_all(nodes.Name) if one.ctx == "param")
    taken = {one.name for one in (*looped, *given) if isinstance(one, nodes.Name)}
    names = {name: path for name, path in assigned_in(tree).items() if path and name not in taken}
    _Meant(names).visit(tree)
    return tree


class _Meant(NodeTransformer):
    """Puts what names stand for in their place."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self.names = names

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802 (jinja calls it so)
        """The dotted name for which one stands, which may begin with another that was set."""
        path: tuple[str, ...] = (node.name,)
        seen: set[str] = set()
        while path[0] in self.names and path[0] not in seen:
            seen.add(path[0])
            path = meant_by(path, self.names)
        if node.ctx != "load" or not seen:
            return node
        meant: nodes.Expr = nodes.Name(path[0], "load", lineno=node.lineno)
        for part in path[1:]:
            meant = nodes.Getattr(meant, part, "load", lineno=node.lineno)
        return meant


def looped_in(tree: nodes.Template) -> Mapping[str, tuple[str, ...]]:
    """The rows that a template's loops go through, by the name of one, where they are the same."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.target, nodes.Name):
            found.setdefault(loop.target.name, set()).add(path_of(loop.iter) or ())
    return {name: min(paths) for name, paths in found.items() if len(paths) == 1}


def meant_by(path: tuple[str, ...], names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A dotted name of a template without the names that it sets itself."""
    above = names.get(path[0])
    return (*above, *path[1:]) if above else path
