"""References: ``{{ 总计 | 万元 }}`` in an author's Markdown → the figure as markup, or its fault.

An author's text is data.  All that is allowed between the braces is a name, a display filter and
the functions that compare two figures: anything else is told with the line of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from jinja2 import FunctionLoader, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.sentence_figures import plain, unmarked
from mingzhang.document.template_faults import MisuseError, told
from mingzhang.document.template_grammar import Grammar
from mingzhang.document.template_names import Names

FILTERS = ("万元", "元", "个数", "称谓", "列举")
STRAY = "MZ526"
FUNCTIONS = ("占比", "变动", "变动额", "比较词")
ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr)
# A reference is a template whose name is its text: compiled once, as those in files are.
WRITTEN = FunctionLoader(str)
GRAMMAR = Grammar(autoescape=True)
MOST = 1 << 12
HINT = "例如 {{ 总计 | 万元 }}、{{ 占比(项目支出, 本年支出合计) }}、{{ 自评项目 | 个数 }}。"


@dataclass
class References:
    """Computes the references of one Markdown file, and gathers what is wrong with them.

    ``text`` is what the file holds: with it a fault has its column.
    """

    environment: ImmutableSandboxedEnvironment
    names: Names
    file: Path
    text: str = ""
    found: list[Diagnostic] = field(default_factory=list)

    def html(self, expression: str, line: int) -> Markup:
        """What the reference on a line of the file says; nothing for a faulty one."""
        source = f"{{{{{expression}}}}}"
        try:
            _check(source)
            text = WRITTEN.load(self.environment, source, self.names).render()
            return plain(Markup(unmarked(text)))  # noqa: S704 (what an escaping environment rendered)
        except TemplateError as error:
            known = (*self.names, *FILTERS)
            code, message, hint = told(error, known)
            self.found.append(
                Diagnostic(self._place(f"{{{{{expression}", line), code, message, hint)
            )
            return Markup()

    def stray(self, mark: str, line: int) -> None:
        """Notes braces that are no reference, those of one line once."""
        if not any(one.code == STRAY and one.place.line == line for one in self.found):
            message = f"“{mark}”没有配对，或不是引用的写法。"
            self.found.append(Diagnostic(self._place(mark, line), STRAY, message, HINT))

    def _place(self, words: str, line: int) -> Place:
        """Where the words of a Markdown reference stand in a line of the file."""
        lines = self.text.splitlines()
        at = lines[line - 1].find(words) if 0 < line <= len(lines) else -1
        return Place(self.file, line, at + 1)


@lru_cache(MOST)
def _check(source: str) -> None:
    """Raises where a Markdown reference is more than one, or (syntax) none at all."""
    for node in _all(GRAMMAR.parse(source)):
        if not _is_allowed(node):
            raise MisuseError("长文里只能引用指标、用显示的过滤器和比较两个指标。" + HINT)


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)


def _is_allowed(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Filter):
        return node.name in FILTERS and not (node.args or node.kwargs)
    if isinstance(node, nodes.Call):
        is_known = isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS
        plain_call = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        return is_known and plain_call and len(node.args) == 2
    if isinstance(node, nodes.Getattr):
        # What else a figure has, how it was typed, is none of its author's names.
        return not node.attr.isascii()
    return isinstance(node, ALLOWED)
