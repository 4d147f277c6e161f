"""What ``build`` and ``check`` have alike: the documents named, one after the other."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, name_of, show
from mingzhang.commands.run_progress import Progress
from mingzhang.diagnostics import Diagnostic, Severity, has_errors
from mingzhang.project import Project
from mingzhang.reading.document_search import find_folders
from mingzhang.reading.project_root import named_path
from mingzhang.reading.source_text import full
from mingzhang.reading.stray_characters import inert
from mingzhang.report.terminal_report import summary
from mingzhang.result import Result

FORMS = "templates/"
Build = Callable[[Path], Result]


@dataclass(frozen=True)
class Told:
    """How a run over named documents is told: words for success and failure, where, before.

    ``whole``: everything, not only each cause.
    """

    done: str
    stream: TextIO
    before: tuple[Diagnostic, ...] = ()
    strict: bool = False
    details: bool = True
    whole: bool = False
    failed: str = "有错误，未写任何文件"
    kept: str = "没有变化，没有重做"

    def is_good(self, result: Result) -> bool:
        """Whether a named document passes."""
        return not self.is_bad(result.diagnostics)

    def is_bad(self, diagnostics: Sequence[Diagnostic]) -> bool:
        """Whether a finding on a named document fails the run."""
        warned = any(d.severity is Severity.WARNING for d in diagnostics)
        return has_errors(diagnostics) or (self.strict and warned)

    def before_of(self, folder: Path) -> Iterator[Diagnostic]:
        """What was told of a named document before it was looked at."""
        yield from (one for one in self.before if full(one.place.file).parent == full(folder))

    def say(self, text: str) -> None:
        """A line of progress on the documents named."""
        print(inert(text), file=self.stream, flush=True)

    def show(self, diagnostics: Sequence[Diagnostic]) -> None:
        """What was found in a named document, for a person."""
        if self.details:
            show(diagnostics, colour=self.stream.isatty(), whole=self.whole)


@dataclass(frozen=True)
class Run:
    """What became of every document named, paths that hold none, and the exit code."""

    code: int
    results: tuple[Result, ...] = ()
    missing: tuple[Diagnostic, ...] = ()


def add_paths(parser: argparse.ArgumentParser) -> None:
    """The documents that a command is about."""
    words = "文档文件夹，从这里或从数据的根算起，缺省为 sources/ 下全部"
    parser.add_argument("paths", nargs="*", type=named_path, metavar="路径", help=words)
    words = "不运行 rules/ 里的自定义规则（流水线用）"
    parser.set_defaults(documents=lambda named: named.paths)
    parser.add_argument("--no-own-rules", action="store_true", help=words)


def add_whole(parser: argparse.ArgumentParser) -> None:
    """The option, for all documents named, to list all that a cause breaks."""
    words = "列出一处差错牵连的每一条，不只列个数"
    parser.add_argument("-v", "--verbose", action="store_true", help=words)


def each(paths: Sequence[Path], project: Project, run: Callable[[Path], Result], told: Told) -> Run:
    """Run one document named after the other and tell of each."""
    folders, missing = find_folders(tuple(paths), project)
    if missing:
        told.show(missing)
        return Run(WRONG_USE, missing=missing)
    return of_each(folders, run, told, len(folders))


def of_each(folders: Sequence[Path], run: Callable[[Path], Result], told: Told, number: int) -> Run:
    """Run found folders as if they were named; ``number`` of them have to be made."""
    told.show(told.before)
    progress = Progress(len(folders), number)
    results = []
    for folder in folders:
        result = run(folder)
        _tell(result, progress.next(is_made=not result.is_kept), told)
        results.append(result)
    return Run(_conclude(results, told), tuple(results))


def _tell(result: Result, progress: str, told: Told) -> None:
    told.show(result.diagnostics)
    good = told.kept if result.is_kept else told.done
    state = good if told.is_good(result) else _bad(result, told)
    said = (*told.before_of(result.folder), *result.diagnostics)
    told.say(f"{progress} {name_of(result.folder)}：{state}（{summary(said)}）")
    if result.is_kept:
        return
    for file in result.files:
        told.say(f"    {name_of(file)}")
    if result.attached:
        told.say(f"    PDF 里附有：{_listed(result.attached)}")


def _listed(attached: Sequence[str]) -> str:
    """The files of a named document; of a form that travels with it only how many."""
    own = [name for name in attached if not name.startswith(FORMS)]
    count = len(attached) - len(own)
    return "、".join(own) + (f"，以及版式的 {count} 个文件" if count else "")


def _bad(result: Result, told: Told) -> str:
    return "有警告，不通过（--strict）" if result.is_good else told.failed


def _conclude(results: Sequence[Result], told: Told) -> int:
    bad = [result for result in results if not told.is_good(result)]
    if len(results) > 1:
        good = len(results) - len(bad)
        kept = sum(result.is_kept for result in results)
        same = f"（其中 {kept} 份没有变化，没有重做）" if kept else ""
        told.say(f"共 {len(results)} 份：{good} 份{told.done}，{len(bad)} 份不通过{same}。")
    return WRONG_DATA if bad or told.is_bad(told.before) else DONE
