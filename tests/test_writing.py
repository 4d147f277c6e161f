"""A sample of the benchmark of writing: nothing is ever lost."""

import os
from pathlib import Path

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
    loss = writing.run(experiment, tries, seed=7)
    assert loss == Loss(tries, loss.during)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the benchmark forks")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
def test_what_is_killed_is_killed_while_it_writes() -> None:
    """A kill before the first file, or after the last, would try nothing."""
    assert writing.run(writing.kills, 6, seed=7).during > 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the benchmark forks")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
def test_a_run_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record, name = tmp_path / "record", "只读"
    whole = writing.whole(name, 1, 7, record)
    monkeypatch.setitem(writing.EXPERIMENTS, name, (writing.pairs, 1))
    monkeypatch.setattr(writing, "run", lambda *_: pytest.fail("tried again"))
    assert writing.whole(name, 1, 7, record) == whole
