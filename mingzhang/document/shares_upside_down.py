"""Shares upside down: 占比 of a template → what is no share of the plan, or of no such money.

``完成年初预算的{{ 占比(年初预算, 决算) }}`` divides the plan by what was spent; a part of what came
in is no share of what was spent, where the words do not say of what it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.contradicting_titles import CODE, SAME_FLOW
from mingzhang.document.template_faults import at_word, behind_words
from mingzhang.document.template_paths import assigned_in, called, clause_of, meant_by, path_of
from mingzhang.facts.account import Account
from mingzhang.forms.dimensions import FUNDS

SHARE = "占比"
OF_PLAN = re.compile("完成[^，。；：、\n]*?((?:年初|全年|调整)?预算)数?的?$")
BARE = re.compile("占(?:比|比例)?为?$")
PLAN, RESULT = re.compile("(?:年初|全年|调整)?预算数?$"), re.compile("决算数?$")
FLOWS, BASES = ("收入", "支出"), ("预算", "决算")
HINT = "“占比”先写部分、再写全体：占比(决算, 预算)。请改正这两个数。"


def shares_upside_down(
    tree: nodes.Template, file: Path, account: Account, printed: str | None = None
) -> Iterator[Diagnostic]:
    """What the shares of a template are not: of the plan that the words name, of like money.

    With the text of a page (``printed``) only those behind words that it has.
    """
    if account.kind.is_plan:
        return
    shares = _Shares(account, assigned_in(tree))
    for output in tree.find_all(nodes.Output):
        text = ""
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                text = node.data
                continue
            is_seen = printed is None or clause_of(text.rstrip()).lstrip() in printed
            if is_seen and isinstance(node, nodes.Call) and (said := shares.wrong(text, node)):
                place = at_word(Place(file, node.lineno), SHARE)
                yield Diagnostic(behind_words(place, text), CODE, said, HINT)
            text = ""


def _are_apart(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether what a share divides is the result of one thing, and the plan of another."""
    are_keys = min(len(part), len(whole)) > 1 and RESULT.fullmatch(part[-1])
    return bool(are_keys and PLAN.fullmatch(whole[-1])) and part[:-1] != whole[:-1]


def _is_plan(path: tuple[str, ...]) -> bool:
    return bool(PLAN.search(path[-1])) and path[-1] not in FUNDS.chains


@dataclass(frozen=True)
class _Shares:
    """The shares of a template, by the account's figures and the names that it sets itself."""

    account: Account
    set_here: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def wrong(self, text: str, node: nodes.Call) -> str:
        """What is wrong with a share behind words; empty where nothing is."""
        paths = [path_of(one) for one in node.args[:2]]
        if called(node) != SHARE or not all(paths):
            return ""
        part, whole = (meant_by(path, self.set_here) for path in paths if path)
        said = OF_PLAN.search(text.rstrip())
        if said and self._is_upside_down(part, whole):
            return f"说的是完成“{said[1]}”的，比的却是“{'.'.join(whole)}”。"
        if said and _are_apart(part, whole):
            return f"说的是完成“{said[1]}”的，“{'.'.join(part)}”和“{'.'.join(whole)}”不是同一项的。"
        kinds = self._kind(part), self._kind(whole)
        if BARE.search(text.rstrip()) and all(kinds) and kinds[0] != kinds[1]:
            return f"“{'.'.join(part)}”是{kinds[0]}，比的却是“{'.'.join(whole)}”，是{kinds[1]}。"
        return ""

    def _kind(self, path: tuple[str, ...]) -> str:
        """What a share's figure is: 收入 or 支出, of a base that has its own key 预算 or 决算."""
        if path[-1] in BASES:
            return path[-1]
        return self._flow(path)

    def _is_upside_down(self, part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
        """Whether a plan is the part of it, or the whole is known to be no plan."""
        is_known = ".".join(whole) in self.account.indicators.definitions
        is_result = is_known or bool(RESULT.search(whole[-1])) or _is_plan(part)
        return is_result and not _is_plan(whole)

    def _flow(self, path: tuple[str, ...]) -> str:
        """Whether a share's figure is all of what came in, or all of what was spent."""
        known = self.account.indicators.definitions.get(".".join(path))
        points = known.query.points if known and known.query else ()
        found = {SAME_FLOW.get(point.flow, point.flow) for point in points}
        return found.pop() if len(found) == 1 and found <= {*FLOWS} else ""
