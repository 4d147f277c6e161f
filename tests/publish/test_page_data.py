"""What a page offers to be downloaded are the very files that lie beside it."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.publish.documents import REAL

LINK = re.compile(r'download="([^"]+\.csv)" href="data:text/csv;charset=utf-8;base64,([^"]*)"')


@pytest.mark.parametrize("source", REAL, ids=lambda source: source.parent.name)
def test_the_data_in_the_page_are_the_files_beside_it(
    source: Path, public: Callable[[Path], Path]
) -> None:
    folder = public(source)
    offered = dict(LINK.findall((folder / "disclosure.html").read_text(encoding="utf-8")))
    for name, data in offered.items():
        file = folder / name if name == "figures.csv" else folder / "data" / name
        assert b64decode(data) == file.read_bytes(), name
    assert {"figures.csv"} < set(offered)
