"""Written: all that workbooks told → the values of a new document's files.

Figures, rows and words of sentences go to the disclosure, names to the profile; what is a text of
its own is a file beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingzhang.intake.fill_in_text import plant
from mingzhang.intake.missing_tables import points_of
from mingzhang.intake.row_sentences import OfRow
from mingzhang.intake.source_from_grids import Collected
from mingzhang.intake.source_solving import UNIT
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE
from mingzhang.reading.unfilled_places import MARK

INCOME, ALL = "收入", "全部"
OF_PROFILE, NAME, TYPE, DUTIES, GAP, TERMS = "概况", "名称", "类型", "职责", "数据缺口", "名词解释"


@dataclass(frozen=True)
class Written:
    """A new document's values by file, and whole files by name."""

    values: Mapping[str, Mapping[str, object]]
    files: Mapping[str, str]


def _besides(collected: Collected) -> dict[str, object]:
    """What a new document's files say of the tables as a whole, and terms that a text explains."""
    assert collected.solved is not None  # noqa: S101 (the caller has looked)
    found: dict[str, object] = {INCOME: []} if _is_all_fiscal(collected) else {}
    if collected.solved.has_gaps:
        found[GAP] = MARK
    if collected.texts.terms:
        found[TERMS] = collected.texts.terms
    return found


def _is_all_fiscal(collected: Collected) -> bool:
    """Whether a new document has fiscal income only, as a table of all that came in says.

    Then there is no other income, and the list of it is empty: that is said, not left open.
    """
    if collected.found:
        return False
    points = (p for one in collected.placed for p in points_of(one.target) if one.number)
    return any(p.flow == INCOME and p.fund == ALL and not p.subject for p in points)


def _say(values: Mapping[str, object], text: OfRow) -> None:
    """Writes what a sentence says of a subject into the first of its lines."""
    rows = values.get(text.section)
    alike = (
        row
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and str(row.get("科目")) == text.code
    )
    if (row := next(alike, None)) is not None:
        row.setdefault(text.key, text.text)


def _only_unit(collected: Collected) -> str:
    """The agency's name for the files, where a table of units has one and none above it."""
    entries = collected.solved.entries if collected.solved else None
    units = entries.sections.get(UNIT, []) if entries else []
    is_alone = entries is not None and len(units) == 1 and not entries.superior
    return str(units[0]["名称"]) if is_alone else entries.agency if entries else ""


def written(collected: Collected) -> Written:
    """What an import writes into which file of the new document."""
    assert collected.solved is not None  # noqa: S101 (the caller has looked)
    disclosure, profile = collected.solved.values(marked=True), dict[str, object]()
    for said in collected.texts.said:
        first, *rest = said.key
        if first == OF_PROFILE:
            plant(profile, tuple(rest), said.value)
        else:
            plant(disclosure, said.key, said.value)
    for text in collected.texts.of_rows:
        _say(disclosure, text)
    disclosure = {**_besides(collected), **disclosure}
    if name := collected.agency or _only_unit(collected):
        profile.setdefault(NAME, name)
    if collected.agency_type:
        profile[TYPE] = collected.agency_type
    files = dict(collected.texts.files)
    if files:
        profile[DUTIES] = next(iter(files))
    if performance := collected.solved.performance(marked=True):
        files[PERFORMANCE] = as_yaml(performance)
    return Written({DISCLOSURE: disclosure, PROFILE: profile}, files)
