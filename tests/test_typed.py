"""A sample of what ``benchmarks.typed`` does to every key: what is typed is printed, or told."""

from __future__ import annotations

import random

import pytest

from benchmarks.absent import SEED, says
from benchmarks.typed import Outcome, outcome, planted, plantings
from mingzhang.forms.documents_by_form import read_folder
from tests.support import PROJECT

DOCUMENTS = ("putuo-social-work/2024-final", "jilin-insurance/2024-budget")
TRIED = 10


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_that_is_typed_disappears(name: str) -> None:
    folder, found = read_folder(PROJECT.sources / name, PROJECT)
    assert folder is not None, found
    before = says(folder, PROJECT)
    tried = random.Random(SEED).sample(list(plantings(folder)), TRIED)  # noqa: S311
    done = {p.name: outcome(before, says(planted(folder, p), PROJECT), p) for p in tried}
    assert [key for key, kind in done.items() if kind is Outcome.SILENT] == []
    assert Outcome.IDLE in done.values()
