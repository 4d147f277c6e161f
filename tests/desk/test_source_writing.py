"""A source is whole at any moment, and nobody's change is lost."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.desk.interleaved_undo import Part, Step, digest
from mingzhang.desk.source_writing import Answer, Outcome, Text, Writer
from mingzhang.editing.source_changes import Change, Put
from mingzhang.publish import single_file
from mingzhang.publish.write_lock import held
from tests.publish.test_write_lock import held_elsewhere

FILE = Path("disclosure.yaml")
TEXT = "# 注释\n甲: 1  # 一\n乙: 2\n".encode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A source."""
    made = tmp_path / "disclosure.yaml"
    made.write_bytes(TEXT)
    return made


def change(writer: Writer, file: Path, seen: bytes, value: int) -> Answer:
    def make(_data: bytes) -> Sequence[Change]:
        return (Put(("甲",), Decimal(value)),)

    return writer.change(file, digest(seen), make)


def test_changes_are_taken_back_one_by_one(file: Path) -> None:
    writer = Writer(file.parent)
    change(writer, file, TEXT, 3)
    second = file.read_bytes()
    assert second == TEXT.replace("甲: 1".encode(), "甲: 3".encode())
    change(writer, file, second, 4)
    assert writer.undo(file).outcome is Outcome.WRITTEN
    assert file.read_bytes() == second
    assert writer.undo(file).outcome is Outcome.WRITTEN
    assert file.read_bytes() == TEXT
    assert writer.undo(file).outcome is Outcome.REFUSED


def test_what_was_taken_back_is_made_again_one_by_one(file: Path) -> None:
    writer = Writer(file.parent)
    change(writer, file, TEXT, 3)
    second = file.read_bytes()
    change(writer, file, second, 4)
    third = file.read_bytes()
    assert writer.redo(file) == Answer(Outcome.REFUSED, "disclosure.yaml 里没有可以重做的修改。")
    for back, states in ((writer.undo, (second, TEXT)), (writer.redo, (second, third))) * 2:
        for state in states:
            assert back(file) == Answer(Outcome.WRITTEN, "", digest(state))
            assert file.read_bytes() == state
    writer.undo(file)
    change(writer, file, second, 5)
    assert writer.redo(file).outcome is Outcome.REFUSED
    assert file.read_bytes() == TEXT.replace("甲: 1".encode(), "甲: 5".encode())


def test_nothing_is_made_again_over_what_another_wrote(file: Path) -> None:
    writer = Writer(file.parent)
    change(writer, file, TEXT, 3)
    assert writer.undo(file).outcome is Outcome.WRITTEN
    other = TEXT.replace("乙: 2".encode(), "乙: 5".encode())
    file.write_bytes(other)
    lost = "disclosure.yaml 后来被别处改过（另一个窗口或编辑器），先前在这里改的不能再重做了。"
    assert writer.redo(file) == Answer(Outcome.CONFLICT, lost, digest(other))
    assert file.read_bytes() == other


def test_what_has_nothing_to_take_back_names_what_has(file: Path) -> None:
    writer, other = Writer(file.parent), file.with_name("profile.yaml")
    other.write_bytes(TEXT)
    change(writer, file, TEXT, 3)
    nothing = "profile.yaml 里没有可以{}的修改。disclosure.yaml 里有，先在“填写”里换到它。"
    assert writer.undo(other).message == nothing.format("撤销")
    writer.undo(file)
    assert writer.redo(other).message == nothing.format("重做")
    assert writer.undo(file).message == "disclosure.yaml 里没有可以撤销的修改。"


def test_what_could_not_be_made_again_may_be_tried_again(file: Path) -> None:
    writer = Writer(file.parent)
    change(writer, file, TEXT, 3)
    writer.undo(file)
    with held_elsewhere(file):
        assert writer.redo(file).outcome is Outcome.IN_USE
        assert file.read_bytes() == TEXT
    assert writer.redo(file).outcome is Outcome.WRITTEN


def test_what_another_wrote_stays(file: Path) -> None:
    writer = Writer(file.parent)
    change(writer, file, TEXT, 3)
    other = TEXT.replace("乙: 2".encode(), "乙: 5".encode())
    file.write_bytes(other)
    answer = change(writer, file, TEXT, 4)
    assert (answer.outcome, answer.digest) == (Outcome.CONFLICT, digest(other))
    assert writer.undo(file).outcome is Outcome.CONFLICT
    assert file.read_bytes() == other


def test_what_another_writes_meanwhile_stays(file: Path) -> None:
    other = TEXT.replace("乙: 2".encode(), "乙: 5".encode())

    def make(_data: bytes) -> Sequence[Change]:
        file.write_bytes(other)
        return (Put(("甲",), Decimal(3)),)

    answer = Writer(file.parent).change(file, digest(TEXT), make)
    assert (answer.outcome, answer.digest) == (Outcome.CONFLICT, digest(other))
    assert file.read_bytes() == other


def test_a_file_that_is_gone_or_a_link_is_not_written(file: Path, tmp_path: Path) -> None:
    writer = Writer(file.parent)
    file.rename(tmp_path / "away")
    assert change(writer, file, TEXT, 3).outcome is Outcome.REFUSED
    assert not file.exists()
    file.symlink_to(tmp_path / "away")
    assert change(writer, file, TEXT, 3).outcome is Outcome.REFUSED
    assert (tmp_path / "away").read_bytes() == TEXT


def test_a_full_disk_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("mingzhang.publish.single_file.os.fsync", full)
    answer = change(Writer(file.parent), file, TEXT, 3)
    assert answer.outcome is Outcome.REFUSED
    assert "磁盘满了" in answer.message
    assert file.read_bytes() == TEXT
    assert [*file.parent.iterdir()] == [file]


def test_a_killed_program_leaves_the_file_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written beside is moved into place last: before that the old file stands."""

    def killed(_self: Path, _target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        change(Writer(file.parent), file, TEXT, 3)
    assert file.read_bytes() == TEXT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"a"),
        (b"a", b""),
        (b"aa", b"aaa"),
        (b"aaa", b"aa"),
        (b"abc", b"abc"),
        (b"abcabc", b"abc"),
        ("项目支出: 1.00\n".encode(), "项目支出: 1.10\n".encode()),
        (b"first\nsecond\n", b"second\n"),
    ],
)
def test_a_step_leads_back_to_every_byte(before: bytes, after: bytes) -> None:
    assert Step.of(Part(FILE, before, after)).back(after) == Part(FILE, after, before)


def test_a_step_holds_what_was_changed_and_not_the_file() -> None:
    before = b"x: 1.00\n" * 1000
    after = before[:4000] + b"y" + before[4001:]
    assert len(Step.of(Part(FILE, before, after)).old or b"") == 1


# A text in a file of its own, which the source names


def write_text(writer: Writer, file: Path, seen: str, words: str, *, named: bool) -> Answer:
    def make(_data: bytes) -> Sequence[Change]:
        return () if named else (Put(("职责",), "duties.md"),)

    text = Text(file.with_name("duties.md"), seen, words)
    return writer.change(file, digest(file.read_bytes()), make, text)


def test_a_new_text_and_its_name_come_and_go_together(file: Path) -> None:
    writer, duties = Writer(file.parent), file.with_name("duties.md")
    answer = write_text(writer, file, "", "负责档案。", named=False)
    assert answer == Answer(Outcome.WRITTEN, "", digest(file.read_bytes()))
    assert duties.read_text("utf-8") == "负责档案。\n"
    assert file.read_bytes() == TEXT + "职责: duties.md\n".encode()
    assert write_text(writer, file, "负责档案。\n", "管理档案。\n", named=True).outcome is (
        Outcome.WRITTEN
    )
    assert writer.undo(file).outcome is Outcome.WRITTEN
    assert duties.read_text("utf-8") == "负责档案。\n"
    assert writer.undo(file).outcome is Outcome.WRITTEN
    assert file.read_bytes() == TEXT
    assert not duties.exists()
    assert writer.undo(file).outcome is Outcome.REFUSED
    assert writer.redo(file).outcome is Outcome.WRITTEN
    assert duties.read_text("utf-8") == "负责档案。\n"
    assert file.read_bytes() == TEXT + "职责: duties.md\n".encode()
    assert writer.redo(file).outcome is Outcome.WRITTEN
    assert duties.read_text("utf-8") == "管理档案。\n"
    writer.undo(file)
    writer.undo(file)
    duties.write_text("别人写的。\n", "utf-8")
    assert writer.redo(file).outcome is Outcome.CONFLICT
    assert duties.read_text("utf-8") == "别人写的。\n"
    assert file.read_bytes() == TEXT


def test_a_text_that_another_wrote_stays(file: Path) -> None:
    writer, duties = Writer(file.parent), file.with_name("duties.md")
    duties.write_text("别人写的。\n", "utf-8")
    assert write_text(writer, file, "", "我写的。", named=False).outcome is Outcome.CONFLICT
    assert duties.read_text("utf-8") == "别人写的。\n"
    assert file.read_bytes() == TEXT
    assert write_text(writer, file, "别人写的。\n", "我写的。\n", named=True).outcome is (
        Outcome.WRITTEN
    )
    duties.write_text("又是别人写的。\n", "utf-8")
    assert writer.undo(file).outcome is Outcome.CONFLICT
    assert duties.read_text("utf-8") == "又是别人写的。\n"


def test_a_text_that_could_not_be_read_is_not_written(file: Path) -> None:
    answer = write_text(Writer(file.parent), file, "", "负责\n档案\u200b。", named=False)
    assert answer.outcome is Outcome.REFUSED
    assert answer.message.startswith("没有写，第 2 行第 3 个字：")
    assert not file.with_name("duties.md").exists()


def test_a_text_is_not_written_through_a_link(file: Path, tmp_path: Path) -> None:
    duties, other = file.with_name("duties.md"), tmp_path / "other.md"
    duties.symlink_to(other)
    assert write_text(Writer(file.parent), file, "", "字", named=True).outcome is Outcome.REFUSED
    assert not other.exists()
    assert file.read_bytes() == TEXT


def test_a_text_whose_source_cannot_be_written_is_not_left(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def full(part: Path, target: Path) -> Path:
        if target.name == file.name:
            raise OSError(errno.ENOSPC, "full", str(target))
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", full)
    answer = write_text(Writer(file.parent), file, "", "字", named=False)
    assert answer.outcome is Outcome.REFUSED
    assert f"“{file}”写不进去：磁盘满了" in answer.message
    assert "再填一次" in answer.message
    assert "重新运行" not in answer.message
    assert file.read_bytes() == TEXT
    assert not file.with_name("duties.md").exists()


# Where another program writes the same file


def test_a_file_in_use_is_told_at_once_and_may_be_tried_again(file: Path) -> None:
    writer = Writer(file.parent)
    with held_elsewhere(file) as process:
        began = time.monotonic()
        answer = change(writer, file, TEXT, 3)
        assert time.monotonic() - began < 1
        assert answer.outcome is Outcome.IN_USE
        assert f"的进程 {process.pid}" in answer.message
        assert f"“{file}”正由另一个程序写" in answer.message
        assert "再填一次" in answer.message
        assert file.read_bytes() == TEXT
    assert change(writer, file, TEXT, 3).outcome is Outcome.WRITTEN


def test_what_another_wrote_under_its_lock_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one wrote after this one had looked, and before it had the lock."""
    other = TEXT.replace("乙: 2".encode(), "乙: 5".encode())

    @contextmanager
    def late(target: Path, wait: float | None = None) -> Iterator[None]:
        with held(target, wait):
            file.write_bytes(other)
            yield

    monkeypatch.setattr(single_file, "held", late)
    answer = change(Writer(file.parent), file, TEXT, 3)
    assert (answer.outcome, answer.digest) == (Outcome.CONFLICT, digest(other))
    assert file.read_bytes() == other


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs a folder by its descriptor")
def test_a_folder_that_becomes_a_link_while_it_is_written_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    for folder in (root / "document", outside):
        folder.mkdir(parents=True)
        (folder / "disclosure.yaml").write_bytes(TEXT)
    file = root / "document" / "disclosure.yaml"
    (outside / ".disclosure.yaml.lock").write_bytes(b"theirs")

    @contextmanager
    def turned(target: Path, wait: float | None = None) -> Iterator[None]:
        file.parent.rename(root / "moved")
        file.parent.symlink_to(outside)
        with held(target, wait):
            yield

    monkeypatch.setattr(single_file, "held", turned)
    answer = change(Writer(root), file, TEXT, 3)
    assert answer.outcome is Outcome.CONFLICT
    assert {one.name: one.read_bytes() for one in outside.iterdir()} == {
        "disclosure.yaml": TEXT,
        ".disclosure.yaml.lock": b"theirs",
    }
