"""Figures that a form names (指标) and uses nowhere: a form's keys and folders → diagnostics.

Of two counts beside one another one name unused is the sign that the other one stands in its
place: a line 国内公务接待批次 that prints 国内接待人次.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.forms.form_keys import Keys
from mingzhang.forms.own_figures import DEFINED

CODE = "MZ088"
PART_OF = "属于"  # a figure that a rule holds to what it is part of is used by that
WRITTEN = ("*.yaml", "*.j2")
MESSAGE = "指标“{}”取了名，没有一张表、一句话、一条勾稽用它。"
HINT = "多半是该印它的地方印了别的数，请核对；不用的删去。"


def idle_figures(keys: Keys, folders: Iterable[Path], known: str) -> Iterator[Diagnostic]:
    """The names of a form's own 指标 that no file below its folders says a second time.

    ``known`` is the text of what all forms name: a figure that a form defines anew is used by
    the rules.
    """
    defined = keys.sections.get(DEFINED)
    if defined is None:
        return
    texts = [known]
    for folder in folders:
        files = sorted(file for pattern in WRITTEN for file in folder.rglob(pattern))
        texts.extend(file.read_text(encoding="utf-8", errors="replace") for file in files)
    whole = "\n".join(texts)
    for name, node in defined.items():
        is_own = keys.is_own(defined, name) and not node.get(PART_OF)
        if is_own and len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", whole)) == 1:
            place = defined.keys[name]
            yield Diagnostic(place, CODE, MESSAGE.format(name), HINT, Severity.WARNING)
