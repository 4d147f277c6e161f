"""``mingzhang build`` and ``mingzhang check``: documents → files, or only findings.

Exit codes: 0 all good; 1 errors in the data, nothing of those documents written; 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from mingzhang.builder import Result, build, examine
from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, show
from mingzhang.project import Project
from mingzhang.reading.folder import find_folders
from mingzhang.report import summary


def add_build(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``build``."""
    _add_paths(parser)
    parser.add_argument("--output", type=Path, metavar="文件夹", help="输出到哪里，缺省为 output/")
    parser.set_defaults(run=run_build)


def add_check(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``check``."""
    _add_paths(parser)
    parser.set_defaults(run=run_check)


def _add_paths(parser: argparse.ArgumentParser) -> None:
    words = "文档文件夹，缺省为 sources/ 下全部"
    parser.add_argument("paths", nargs="*", type=Path, metavar="路径", help=words)


def run_build(arguments: argparse.Namespace) -> int:
    """Build every document named."""
    project = Project()
    output: Path = arguments.output or project.output
    if output.exists() and not output.is_dir():
        print(f"输出位置 {output} 是一个文件，不是文件夹。", file=sys.stderr)
        return WRONG_USE
    return _each(arguments.paths, project, lambda path: build(path, project, output), "已生成")


def run_check(arguments: argparse.Namespace) -> int:
    """Check every document named."""
    project = Project()
    return _each(
        arguments.paths, project, lambda path: Result(path, examine(path, project)[1]), "核对通过"
    )


def _each(paths: Sequence[Path], project: Project, run: Callable[[Path], Result], done: str) -> int:
    folders, faults = find_folders(tuple(paths), project)
    if faults:
        show(faults, colour=sys.stdout.isatty())
        return WRONG_USE
    results = []
    for number, folder in enumerate(folders, 1):
        result = run(folder)
        _show(result, f"[{number}/{len(folders)}]", done)
        results.append(result)
    return _conclude(results, done)


def _show(result: Result, progress: str, done: str) -> None:
    show(result.diagnostics, colour=sys.stdout.isatty())
    state = done if result.is_good else "有错误，未写任何文件"
    print(f"{progress} {result.folder}：{state}（{summary(result.diagnostics)}）", flush=True)
    for file in result.files:
        print(f"    {file}")


def _conclude(results: Sequence[Result], done: str) -> int:
    bad = [result for result in results if not result.is_good]
    if len(results) > 1:
        good = len(results) - len(bad)
        print(f"共 {len(results)} 份：{good} 份{done}，{len(bad)} 份有错误。")
    return WRONG_DATA if bad else DONE
