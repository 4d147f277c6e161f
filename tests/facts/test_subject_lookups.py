"""Look-ups of subjects: noted for whoever asks, and for nobody else."""

from __future__ import annotations

from threading import Barrier, Thread

from mingzhang.facts.subject_lookups import CODE, Listed, Question, noting

WAIT = 10  # seconds


def test_what_two_ask_at_once_is_noted_for_each() -> None:
    """Each goes on asking when the other has ended, or has begun since."""
    step, found = Barrier(2), dict[str, set[Question]]()

    def ask(code: str, *, is_first: bool) -> None:
        subjects = Listed(2024, {})
        with noting() as asked:
            step.wait(WAIT)
            if is_first:
                step.wait(WAIT)  # the other has ended
            assert code not in subjects
        if not is_first:
            step.wait(WAIT)
        found[code] = asked

    threads = [
        Thread(target=ask, args=(code,), kwargs={"is_first": code == "201"})
        for code in ("201", "202")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert found == {code: {Question(2024, CODE, (code,))} for code in ("201", "202")}


def test_what_is_asked_inside_is_noted_outside_too() -> None:
    subjects = Listed(2024, {})
    with noting() as outer:
        with noting() as inner:
            assert "201" not in subjects
        assert "202" not in subjects
    assert "203" not in subjects
    one, two = (Question(2024, CODE, (code,)) for code in ("201", "202"))
    assert (inner, outer) == ({one}, {one, two})
