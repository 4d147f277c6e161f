"""Two windows fill in one file: each takes back what it wrote itself."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.desk.interleaved_undo import Part, Step, digest, taken_out
from mingzhang.desk.source_writing import Answer, Outcome, Writer
from mingzhang.editing.source_changes import Add, Change, Put

FILE = "disclosure.yaml"
TEXT = "甲: 1  # 一\n乙: 2\n丙:\n  - {丁: 5}\n".encode()
MINE, THEIRS = "我", "别的窗口"
OPEN = (MINE, THEIRS)


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    """What writes a source."""
    (tmp_path / FILE).write_bytes(TEXT)
    return Writer(tmp_path)


def wrote(writer: Writer, by: str, *changes: Change) -> bytes:
    file = writer.root / FILE

    def make(_data: bytes) -> Sequence[Change]:
        return changes

    assert writer.change(file, digest(file.read_bytes()), make, by=by).outcome is Outcome.WRITTEN
    return file.read_bytes()


def put(writer: Writer, by: str, key: str, value: int) -> bytes:
    return wrote(writer, by, Put((key,), Decimal(value)))


def undo(writer: Writer, by: str, windows: Sequence[str] = OPEN) -> Answer:
    return writer.undo(writer.root / FILE, by, windows)


def redo(writer: Writer, by: str) -> Answer:
    return writer.redo(writer.root / FILE, by, OPEN)


def now(writer: Writer) -> str:
    return (writer.root / FILE).read_text("utf-8")


@pytest.mark.parametrize(("mine", "theirs"), [("甲", "乙"), ("乙", "甲")])
def test_a_window_takes_back_its_own_and_leaves_what_another_wrote(
    writer: Writer, mine: str, theirs: str
) -> None:
    before = TEXT.decode()
    put(writer, MINE, mine, 123)
    both = put(writer, THEIRS, theirs, 45).decode()
    assert undo(writer, MINE).outcome is Outcome.WRITTEN
    was = {"甲": "甲: 1", "乙": "乙: 2"}
    only_theirs = before.replace(was[theirs], f"{theirs}: 45")
    assert now(writer) == only_theirs
    assert redo(writer, MINE).outcome is Outcome.WRITTEN
    assert now(writer) == both
    assert undo(writer, THEIRS).outcome is Outcome.WRITTEN
    assert now(writer) == before.replace(was[mine], f"{mine}: 123")
    assert undo(writer, MINE).outcome is Outcome.WRITTEN
    assert now(writer) == before


@pytest.mark.parametrize("above", [b"", b"\xe6\x88\x8a:\n  \xe5\xb7\xb1: 7\n"])
def test_a_group_in_which_another_wrote_since_stays(writer: Writer, above: bytes) -> None:
    """Without the head of its group another's line would be another key's."""
    file = writer.root / FILE
    file.write_bytes(TEXT + above)
    wrote(writer, MINE, Put(("上年", "总计"), Decimal(1)))
    both = wrote(writer, THEIRS, Put(("上年", "收入"), Decimal(2)))
    assert undo(writer, MINE).outcome is Outcome.CONFLICT
    assert file.read_bytes() == both
    assert undo(writer, THEIRS).outcome is Outcome.WRITTEN
    assert undo(writer, MINE).outcome is Outcome.WRITTEN
    assert file.read_bytes() == TEXT + above


def test_a_window_that_wrote_nothing_takes_back_nothing(writer: Writer) -> None:
    after = put(writer, THEIRS, "甲", 3)
    answer = undo(writer, MINE)
    assert answer.outcome is Outcome.REFUSED
    assert answer.message == (
        "disclosure.yaml 里这个窗口没有可以撤销的修改；另一个窗口里有，在那里撤销。"
    )
    assert now(writer) == after.decode()


def test_what_a_window_wrote_that_is_closed_is_anybodys(writer: Writer) -> None:
    put(writer, THEIRS, "甲", 3)
    assert undo(writer, MINE, (MINE,)).outcome is Outcome.WRITTEN
    assert now(writer) == TEXT.decode()


def test_what_another_window_wrote_over_is_not_taken_back_from_under_it(writer: Writer) -> None:
    put(writer, MINE, "甲", 3)
    after = put(writer, THEIRS, "甲", 4)
    answer = undo(writer, MINE)
    assert answer.outcome is Outcome.CONFLICT
    assert "这一处后来在另一个窗口里又改过，没有撤销" in answer.message
    assert now(writer) == after.decode()
    assert undo(writer, THEIRS).outcome is Outcome.WRITTEN
    assert undo(writer, MINE).outcome is Outcome.WRITTEN
    assert now(writer) == TEXT.decode()


def test_a_row_is_taken_back_before_one_that_another_window_added(writer: Writer) -> None:
    wrote(writer, MINE, Add(("丙",), {"丁": Decimal(6)}))
    wrote(writer, THEIRS, Add(("丙",), {"丁": Decimal(7)}))
    assert undo(writer, MINE).outcome is Outcome.WRITTEN
    assert now(writer) == TEXT.decode() + "  - {丁: 7}\n"


def test_what_an_editor_wrote_between_ends_the_way_back(writer: Writer) -> None:
    put(writer, MINE, "甲", 3)
    put(writer, THEIRS, "乙", 4)
    file = writer.root / FILE
    other = file.read_bytes() + b"# \n"
    file.write_bytes(other)
    put(writer, THEIRS, "乙", 5)
    assert undo(writer, MINE).outcome is Outcome.CONFLICT
    assert "# \n" in now(writer)


def test_of_many_windows_each_takes_back_its_own_in_any_order() -> None:
    chance = random.Random(5)  # noqa: S311
    for _ in range(200):
        lines = [f"{n}: {chance.randrange(10 ** chance.randrange(1, 6))}\n" for n in range(9)]
        states, steps, chosen = ["".join(lines)], [], chance.sample(range(9), 5)
        for line in chosen:
            lines[line] = f"{line}: {chance.randrange(10**6, 10**7)}\n"
            states.append("".join(lines))
            part = Part(Path(FILE), states[-2].encode(), states[-1].encode())
            steps.append(Step.of(part))
        out = chance.randrange(5)
        found = taken_out(steps[out], steps[out + 1 :], states[-1].encode())
        assert found
        first = states[0].splitlines(keepends=True)
        lines[chosen[out]] = first[chosen[out]]
        assert found[0].decode() == "".join(lines)
        # The others go back one by one from there.
        data = found[0]
        for step in reversed(found[1]):
            assert digest(data) == step.left
            data = step.back(data).after or b""
        assert data.decode() == states[out]
