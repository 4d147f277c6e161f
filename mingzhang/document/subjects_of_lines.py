"""What a template's line speaks of → figures of something else that its functions are given.

``公务接待费。{{ 差异(三公经费.因公出国境费.决算, …) }}`` never names the other one: a reader takes
what is said for the 公务接待费 named before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.contradicting_titles import BRACKETS, CODE
from mingzhang.document.keys_beside import own_blocks
from mingzhang.document.template_faults import at_word
from mingzhang.document.template_paths import called, const_text, path_of
from mingzhang.facts.account import Account

SHORTEST = 3  # characters of a name that a line may be known to speak of
IN_GROUP = 3  # parts of the name of a figure of a group's member: 三公经费.公务接待费.决算
ALL = "合计"
SENTENCE = re.compile("[。；]")
HINT = "请改正前面的字，或改正后面的数。"


def subjects_of_lines(
    tree: nodes.Template, file: Path, names: Mapping[str, object], account: Account
) -> Iterator[Diagnostic]:
    """Where functions of a template are given figures of another subject than their line's."""
    subjects = _subjects(names, account)
    known: set[tuple[str, ...]] = set()  # a name set to another thing may be used many times
    for output in tree.find_all(nodes.Output):
        line = ""
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                line = (line + node.data.translate(BRACKETS)).rpartition("\n")[2]
            elif isinstance(node, nodes.Call):
                line += "".join(map(const_text, node.args))
                given = [(one, path_of(one) or ("",)) for one in node.args]
                told = ((one, path, _named(line, path, subjects)) for one, path in given)
                for one, path, other in (found for found in told if found[2]):
                    if (other, *path[:2]) in known:
                        break
                    known.add((other, *path[:2]))
                    what = f"这里说的是“{other}”，给“{called(node)}”的却是“{'.'.join(path)}”。"
                    place = at_word(Place(file, node.lineno), ".".join(path_of(one) or ()))
                    yield Diagnostic(place, CODE, what, HINT)
                    break


def _subjects(names: Mapping[str, object], account: Account) -> Mapping[str, str]:
    """What lines may speak of, by what it is called: the form's own blocks, members of a group."""
    parts = (name.split(".") for name in account.indicators.definitions)
    members = {one[1]: one[1] for one in parts if len(one) == IN_GROUP and one[1] != ALL}
    blocks = {title: key for key, title in own_blocks(names).items()}
    found = {**members, **blocks, **{key: key for key in blocks.values()}}
    return {name: key for name, key in found.items() if len(name) >= SHORTEST}


def _named(line: str, path: tuple[str, ...], subjects: Mapping[str, str]) -> str:
    """The subject that a line has named last, where a figure is of another one it has not named."""
    own = next((key for key in path[:2] if key in subjects.values()), "")
    ends = {line.rfind(name) + len(name): key for name, key in subjects.items() if name in line}
    if not own or not ends:
        return ""
    last = ends[max(ends)]
    since = line[max(ends) :]
    sentence = SENTENCE.split(line[: max(ends)])[-1]
    pieces = {f"{one}{other}" for one, other in pairwise(own) if f"{one}{other}" not in last}
    is_own = own in last or last in own or own in sentence or any(one in since for one in pieces)
    return "" if is_own else last
