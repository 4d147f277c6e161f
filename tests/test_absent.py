"""A sample of what ``benchmarks.absent`` does to every key: what is left out is never invented."""

from __future__ import annotations

import random

import pytest

from benchmarks.absent import SEED, Outcome, deletions, outcome, says, without
from mingzhang.forms.documents_by_form import read_folder
from tests.support import PROJECT

DOCUMENTS = ("yanbian/2024-budget", "jiyuan/2023-final")
TRIED = 8


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_printed_in_the_place_of_what_was_left_out(name: str) -> None:
    folder, found = read_folder(PROJECT.sources / name, PROJECT)
    assert folder is not None, found
    before = says(folder, PROJECT)
    tried = random.Random(SEED).sample(list(deletions(folder)), TRIED)  # noqa: S311
    done = {d.name: outcome(before, says(without(folder, d), PROJECT), d) for d in tried}
    assert [key for key, kind in done.items() if kind is Outcome.CHANGED] == []
