"""Written: all that workbooks told → the values of a new document's files.

Figures, rows and words of sentences go to the disclosure, names to the profile; what is a text of
its own is a file beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingzhang.intake.collect import Collected
from mingzhang.intake.fill import plant
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.folder import DISCLOSURE, PERFORMANCE, PROFILE
from mingzhang.reading.unfilled import MARK

OF_PROFILE, TYPE, DUTIES, GAP, TERMS = "概况", "类型", "职责", "数据缺口", "名词解释"


@dataclass(frozen=True)
class Written:
    """Values by file, and whole files by name."""

    values: Mapping[str, Mapping[str, object]]
    files: Mapping[str, str]


def written(collected: Collected) -> Written:
    """What goes where."""
    assert collected.solved is not None  # noqa: S101 (the caller has looked)
    disclosure, profile = collected.solved.values(), dict[str, object]()
    for said in collected.texts.said:
        first, *rest = said.key
        if first == OF_PROFILE:
            plant(profile, tuple(rest), said.value)
        else:
            plant(disclosure, said.key, said.value)
    if collected.solved.has_gaps:
        disclosure[GAP] = MARK
    if collected.texts.terms:
        disclosure[TERMS] = collected.texts.terms
    if collected.agency_type:
        profile[TYPE] = collected.agency_type
    files = dict(collected.texts.files)
    if files:
        profile[DUTIES] = next(iter(files))
    if performance := collected.solved.performance():
        files[PERFORMANCE] = as_yaml(performance)
    return Written({DISCLOSURE: disclosure, PROFILE: profile}, files)
