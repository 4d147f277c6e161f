"""Subject codes in columns: a code and what its column shows (显示) → the text of the cell."""

from __future__ import annotations

from mingzhang.facts.subject_catalogue import Catalogue

CODE, NAME = "编码", "名称"
# A column for each part of a code: 201 | 06 | 01
CODE_PARTS = {"类": slice(0, 3), "款": slice(3, 5), "项": slice(5, 7)}
OF_A_CODE = (CODE, *CODE_PARTS, NAME)


def shown_code(code: str, shows: str, catalogue: Catalogue) -> str:
    """What a column shows of a subject's code: its name, a part of it, or the whole of it."""
    if shows == NAME:
        return catalogue.name(code) if code else ""
    return code[CODE_PARTS.get(shows, slice(None))]
