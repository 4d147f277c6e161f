"""A second process prints what this one would have printed, whatever becomes of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mingzhang.cli import main
from mingzhang.commands.printing_process import printing_process
from mingzhang.publish.printer import EPOCH, Attached, Here, Paper, Style
from scripts import examples
from tests.commands.test_signal_handling import is_running
from tests.publish.test_pdf_file import FONTS, HTML, STYLE
from tests.support import PROJECT

PAPER = Paper(HTML, Style(STYLE, FONTS))
ATTACHED = (Attached("a.csv", b"1,2", "text/csv", "Data", "数字"),)


def test_what_was_laid_out_ahead_is_printed_byte_for_byte() -> None:
    with printing_process() as printer:
        printer.begin(PAPER)
        made = printer.pdf(PAPER, ATTACHED, EPOCH)
    assert printer.is_ahead
    assert made == Here().pdf(PAPER, ATTACHED, EPOCH)


def test_a_paper_that_changed_meanwhile_is_laid_out_again() -> None:
    with printing_process() as printer:
        printer.begin(replace(PAPER, html=HTML.replace("</body>", "<p>旧</p></body>")))
        made = printer.pdf(PAPER, ATTACHED, EPOCH)
    assert made == Here().pdf(PAPER, ATTACHED, EPOCH)


def test_what_is_asked_for_without_notice_is_printed_with_the_complaints() -> None:
    odd = replace(PAPER, style=Style(f"{STYLE} p {{ colour: red }}", FONTS))
    with printing_process() as printer:
        data, complaints = printer.pdf(odd, (), EPOCH)
    assert (data, complaints) == Here().pdf(odd, (), EPOCH)
    assert "colour" in str(complaints)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started."""
    found: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
            super().__init__(*arguments, **options)
            found.append(self)

    monkeypatch.setattr("subprocess.Popen", Recorded)
    return found


@pytest.mark.parametrize("is_told", [True, False])
def test_where_the_second_process_is_killed_the_first_one_prints(
    is_told: bool, started: list[subprocess.Popen[bytes]]
) -> None:
    with printing_process() as printer:
        if is_told:
            printer.begin(PAPER)
        started[0].kill()
        started[0].wait()
        assert printer.pdf(PAPER, ATTACHED, EPOCH) == Here().pdf(PAPER, ATTACHED, EPOCH)


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_so() and time.monotonic() < until:
        time.sleep(0.02)
    assert is_so()


def test_an_interrupt_is_left_to_the_first_process(
    started: list[subprocess.Popen[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with printing_process() as printer:
        printer.begin(PAPER)
        while not list(tmp_path.glob("mingzhang-*")):
            assert started[0].poll() is None  # until it is at work
        started[0].send_signal(signal.SIGINT)
        assert printer.pdf(PAPER, ATTACHED, EPOCH) == Here().pdf(PAPER, ATTACHED, EPOCH)
        assert started[0].wait() != -signal.SIGINT


# A first process whose second one has long to lay out; it tells which one that is, and is killed.
LONG = """
import os, signal, sys
from dataclasses import replace
from mingzhang.commands import printing_process as beside
from tests.publish.test_pdf_file import HTML
from tests.commands.test_printing_process import PAPER
with beside.printing_process() as printer:
    printer.begin(replace(PAPER, html=HTML.replace("</body>", "<p>字</p>" * 90000 + "</body>")))
    print(printer._process.pid, flush=True)
    sys.stdin.read(1)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_ends_with_a_first_process_that_is_killed_while_it_lays_out(tmp_path: Path) -> None:
    with subprocess.Popen(  # noqa: S603 (the test's own script)
        [sys.executable, "-c", LONG],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(PROJECT.root)},
    ) as first:
        assert first.stdout
        assert first.stdin
        number = int(first.stdout.readline())
        wait_until(lambda: bool(list(tmp_path.glob("mingzhang-*"))))
        first.stdin.write(b"x")
        first.stdin.flush()
        first.wait()
        killed_at = time.monotonic()
        wait_until(lambda: not is_running(number))
    assert time.monotonic() - killed_at < 10
    assert not list(tmp_path.glob("mingzhang-*"))


def test_where_no_process_can_be_had_the_first_one_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_command: object, **_options: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr("subprocess.Popen", refuse)
    with printing_process() as printer:
        assert not printer.is_ahead
        assert printer.pdf(PAPER, (), EPOCH) == Here().pdf(PAPER, (), EPOCH)


def test_nothing_is_left_of_a_process_that_is_never_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[subprocess.Popen[bytes]]
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with printing_process() as printer:
        printer.begin(PAPER)
        while not list(tmp_path.glob("mingzhang-*")):
            assert started[0].poll() is None  # until the fonts lie there
    assert started[0].returncode is not None
    assert not list(tmp_path.iterdir())


def test_a_document_printed_by_a_second_process_is_the_same_byte_for_byte(
    tmp_path: Path, public: Callable[[Path], Path]
) -> None:
    folder = PROJECT.sources / "jiyuan" / "2023-final"
    assert main(["build", str(folder), "--output", str(tmp_path), "--force"]) == 0
    one, two = (
        {f.relative_to(root): f.read_bytes() for f in root.rglob("*") if f.is_file()}
        for root in (public(folder), tmp_path / "jiyuan" / "2023-final")
    )
    assert "disclosure.pdf" in map(str, one)
    assert one == {name: data for name, data in two.items() if name in one}


def test_a_program_of_others_that_builds_is_not_run_again(tmp_path: Path) -> None:
    folder = examples.write(examples.example(), tmp_path / "sources")
    output = tmp_path / "out"
    program = tmp_path / "others.py"
    # As nobody should write it, and many do: without a guard.
    program.write_text(
        f"print('once')\nfrom mingzhang.cli import main\n"
        f"main(['build', {str(folder)!r}, '--output', {str(output)!r}, '--force'])\n",
        "utf-8",
    )
    command = [sys.executable, str(program)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 (ours)
    assert run.stdout.count("once") == 1
    assert "Traceback" not in run.stderr
    assert (output / "example-archive" / "2024-final" / "disclosure.pdf").is_file()
