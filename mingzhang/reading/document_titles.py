"""A document's folder → the title that lists show (某局2024年度决算), not read whole."""

from __future__ import annotations

from pathlib import Path

from mingzhang.project import Project
from mingzhang.reading.document_names import PROFILE, word_of, year_and_kind
from mingzhang.reading.plain_lines import plain_value

AGENCY = "名称"


def title(folder: Path, project: Project) -> str:
    """The title of a document in a list; empty where its profile does not say whose it is."""
    found, name = (
        year_and_kind(folder.name, project),
        plain_value(folder / PROFILE, AGENCY, project),
    )
    return f"{name[0]}{found[0]}年度{word_of(found[1], project)}" if found and name else ""
