"""What ``build`` and ``check`` have alike: the documents named, one after the other."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from mingzhang.builder import Result
from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, show
from mingzhang.diagnostics import Diagnostic, Severity, has_errors
from mingzhang.project import Project
from mingzhang.reading.folder import find_folders
from mingzhang.reading.text import shown
from mingzhang.report import summary


@dataclass(frozen=True)
class Told:
    """How a run is told: the word for success, where, what was found before, how much."""

    done: str
    stream: TextIO
    before: tuple[Diagnostic, ...] = ()
    strict: bool = False
    details: bool = True

    def is_good(self, result: Result) -> bool:
        """Whether the document passes."""
        warned = any(d.severity is Severity.WARNING for d in result.diagnostics)
        return result.is_good and not (self.strict and warned)

    def say(self, text: str) -> None:
        """A line of progress."""
        print(text, file=self.stream, flush=True)

    def show(self, diagnostics: Sequence[Diagnostic]) -> None:
        """What was found, for a person."""
        if self.details:
            show(diagnostics, colour=self.stream.isatty())


@dataclass(frozen=True)
class Run:
    """What became of every document, paths that hold none, and the exit code."""

    code: int
    results: tuple[Result, ...] = ()
    missing: tuple[Diagnostic, ...] = ()


def add_paths(parser: argparse.ArgumentParser) -> None:
    """The documents that a command is about."""
    words = "文档文件夹，缺省为 sources/ 下全部"
    parser.add_argument("paths", nargs="*", type=Path, metavar="路径", help=words)


def each(paths: Sequence[Path], project: Project, run: Callable[[Path], Result], told: Told) -> Run:
    """Run one document after the other and tell of each."""
    folders, missing = find_folders(tuple(paths), project)
    if missing:
        told.show(missing)
        return Run(WRONG_USE, missing=missing)
    told.show(told.before)
    results = []
    for number, folder in enumerate(folders, 1):
        result = run(folder)
        _tell(result, f"[{number}/{len(folders)}]", told)
        results.append(result)
    return Run(_conclude(results, told), tuple(results))


def _tell(result: Result, progress: str, told: Told) -> None:
    told.show(result.diagnostics)
    state = told.done if told.is_good(result) else _bad(result)
    told.say(f"{progress} {shown(result.folder)}：{state}（{summary(result.diagnostics)}）")
    for file in result.files:
        told.say(f"    {shown(file)}")
    if result.attached:
        told.say(f"    PDF 里附有：{'、'.join(result.attached)}")


def _bad(result: Result) -> str:
    return "有警告，不通过（--strict）" if result.is_good else "有错误，未写任何文件"


def _conclude(results: Sequence[Result], told: Told) -> int:
    bad = [result for result in results if not told.is_good(result)]
    if len(results) > 1:
        good = len(results) - len(bad)
        told.say(f"共 {len(results)} 份：{good} 份{told.done}，{len(bad)} 份不通过。")
    return WRONG_DATA if bad or has_errors(told.before) else DONE
