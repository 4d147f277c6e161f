"""A sample of the benchmark of writing: nothing is ever lost."""

import os

import pytest

from benchmarks import writing
from benchmarks.writing import Experiment, Loss


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the benchmark forks")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize(
    ("experiment", "tries"),
    [
        (writing.pairs, 3),
        (writing.kills, 6),
        (writing.kills_without_exchange, 4),
        (writing.kills_of_a_file, 6),
        (writing.full, 3),
        (writing.read_only, 1),
    ],
)
def test_nothing_is_lost(experiment: Experiment, tries: int) -> None:
    assert writing.run(experiment, tries, seed=7) == Loss(tries)
