"""A command's process ends as Python would end it, only sooner."""

from __future__ import annotations

import subprocess
import sys

from tests.support import PROJECT

ENDING = """
import atexit, sys, threading, time
from mingzhang.commands.immediate_exit import run_and_end
class Kept:
    def __del__(self): print("taken apart", flush=True)
kept = Kept()
kept.itself = kept
def slow():
    time.sleep(0.2)
    print("waited for", flush=True)
def command():
    atexit.register(lambda: print("registered", flush=True))
    print("said", end=" ")
    if "thread" in sys.argv: threading.Thread(target=slow).start()
    if "closed" in sys.argv: sys.stdout.close()
    if "usage" in sys.argv: sys.exit(2)
    return 3
run_and_end(command)
"""


def ended(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (the test's own script)
        [sys.executable, "-c", ENDING, *words],
        cwd=PROJECT.root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_is_taken_apart_and_all_is_said() -> None:
    process = ended()
    assert (process.returncode, process.stdout, process.stderr) == (3, "said registered\n", "")


def test_what_still_runs_is_waited_for() -> None:
    process = ended("thread")
    assert process.returncode == 3
    assert process.stdout.startswith("said waited for\n")


def test_a_closed_output_is_no_fault_of_the_end() -> None:
    assert ended("closed").returncode == 3


def test_a_command_that_ends_the_process_itself_ends_it_its_own_way() -> None:
    process = ended("usage")
    assert (process.returncode, process.stdout) == (2, "said registered\ntaken apart\n")
