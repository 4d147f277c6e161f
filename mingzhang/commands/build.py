"""``mingzhang build``: documents → files.

Exit codes: 0 all good; 1 errors in the data, or a place that cannot be written: nothing of those
documents is; 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, show
from mingzhang.commands.current_project import project_of
from mingzhang.commands.named_documents import Told, add_paths, add_whole
from mingzhang.commands.refusal import wrong_use
from mingzhang.commands.unchanged_or_made import (
    Work,
    add_keeping,
    done,
    found,
    own_faults,
    told_beside,
)
from mingzhang.diagnostics import Diagnostic
from mingzhang.keeping.result_keeper import Asked
from mingzhang.project import Project
from mingzhang.publish.write_faults import Refused, among_sources, not_a_folder
from mingzhang.reading.document_search import search
from mingzhang.reading.passed_over_folders import passed_over_folders
from mingzhang.wanted import KINDS, Wanted

DRAFT = "送审稿"


def add_build(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``build``."""
    add_paths(parser)
    add_whole(parser)
    parser.add_argument("--output", type=Path, metavar="文件夹", help="输出到哪里，缺省为 output/")
    add_keeping(parser, "没有变化的也重新生成")
    words = "只生成与 git 里的这个版本相比有变化的（连同取用它们的）"
    parser.add_argument("--since", metavar="版本", help=words)
    words = "逐个核对已生成的文件的内容，不只看大小和时间"
    parser.add_argument("--verify", action="store_true", help=words)
    words = f"生成哪几种文件，用逗号隔开：{','.join(KINDS)}；缺省全部，或 mingzhang.yaml 所写的"
    parser.add_argument("--files", type=_kinds, metavar="种类", help=words)
    words = f"在 Word 文件的封面和每一页标明“{DRAFT}”；定稿后不带它再生成一次"
    parser.add_argument("--draft", action="store_true", help=words)
    words = "由集群的各台机器生成；地址是调度程序的，如 tcp://10.0.0.1:8786"
    parser.add_argument("--cluster", default="", metavar="地址", help=words)
    words = "集群的各台机器都看得到的文件夹：做好的先放在那里，发起的一方停了也不重做"
    parser.add_argument("--shared", type=Path, metavar="文件夹", help=words)
    parser.set_defaults(run=run_build)


def _kinds(text: str) -> tuple[str, ...]:
    """The kinds of file (html, pdf …) that a list on ``build``'s command line names."""
    named = tuple(word.strip() for word in text.replace("，", ",").split(",") if word.strip())
    unknown = [word for word in named if word not in KINDS]
    if unknown or not named:
        told = f"没有“{'、'.join(unknown)}”这种文件" if unknown else "没有写种类"
        raise argparse.ArgumentTypeError(f"{told}，可用：{'、'.join(KINDS)}")
    return named


def run_build(arguments: argparse.Namespace) -> int:
    """The command ``build``: builds every document named."""
    if arguments.shared and not arguments.cluster:
        return wrong_use("--shared 是集群用的：请同时写 --cluster 和调度程序的地址。")
    return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    project = project_of(arguments)
    output: Path = arguments.output or project.output
    if fault := not_a_folder(output):
        show((fault,), colour=sys.stdout.isatty())
        return WRONG_DATA
    wanted, met = not arguments.no_own_rules, search(arguments.paths, project)
    faults = (
        *own_faults(project, wanted=wanted),
        *passed_over_folders(met),
        *told_beside(met.folders, project),
    )
    told = Told("已生成", sys.stdout, faults, whole=arguments.verbose)
    folders, run = found(met, told)
    if run.missing:
        return run.code
    if fault := among_sources(output, project, folders):
        show((fault,), colour=sys.stdout.isatty())
        return WRONG_DATA
    made = Wanted(frozenset(arguments.files or project.layout.files), draft=arguments.draft)
    if arguments.since is not None:
        folders, faults = _since(arguments.since, folders, project)
        if faults or not folders:
            return _nothing_to_do(arguments.since, faults, told)
    asked = Asked(force=arguments.force, verify=arguments.verify, own=wanted, wanted=made)
    try:
        cluster = arguments.cluster, arguments.shared
        return done(folders, Work(project, output, asked, *cluster), told).code
    except Refused as refused:
        told.show(refused.diagnostics)
        return WRONG_DATA


def _since(
    version: str, folders: Sequence[Path], project: Project
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """The documents to build of which something was changed since a version of git."""
    from mingzhang.keeping.affected_documents import affected  # noqa: PLC0415 (git and the figures in it)
    from mingzhang.keeping.changed_files import changed_since  # noqa: PLC0415

    changed = changed_since(version, project)
    if isinstance(changed, Diagnostic):
        return (), (changed,)
    return tuple(affected(changed, folders, project)), ()


def _nothing_to_do(version: str, faults: tuple[Diagnostic, ...], told: Told) -> int:
    told.show(faults)
    if not faults:
        told.say(f"与“{version}”相比，没有要生成的文档。")
    return WRONG_USE if faults else DONE
