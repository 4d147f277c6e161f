"""How far a run is; a guess at its rest only where there is something to go by."""

import pytest

from mingzhang.commands.run_progress import Progress, words


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that is set by hand."""
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_the_rest_is_guessed_from_what_was_made(clock: list[float]) -> None:
    run = Progress(300, 100)
    clock[0] += 1
    assert run.next(is_made=True) == "[1/300]"
    clock[0] += 9
    # Two were made in ten seconds, so the other 98 take 490 seconds.
    assert run.next(is_made=True) == "[2/300，约剩 8 分钟]"
    assert run.next(is_made=False) == "[3/300，约剩 8 分钟]"


def test_nothing_is_guessed_of_a_few(clock: list[float]) -> None:
    run = Progress(5, 5)
    clock[0] += 60
    assert run.next(is_made=True) == "[1/5]"


def test_nothing_is_guessed_where_nothing_was_made(clock: list[float]) -> None:
    run = Progress(100, 50)
    clock[0] += 60
    assert run.next(is_made=False) == "[1/100]"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(5, "不到 1 分钟"), (60, " 1 分钟"), (3599, " 1 小时 0 分钟"), (5400, " 1 小时 30 分钟")],
)
def test_lengths_of_time(seconds: float, told: str) -> None:
    assert words(seconds) == told
