"""The documents of a run: those that an earlier run has done, and the others, which are made.

What a run with nothing to do needs is imported here; the rest only where a document is made.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mingzhang.checks.departments_beside import departments_beside
from mingzhang.commands import WRONG_USE
from mingzhang.commands.named_documents import Build, Run, Told, of_each
from mingzhang.commands.worker_start import cores
from mingzhang.diagnostics import Diagnostic
from mingzhang.keeping.kept_glances import KeptGlances
from mingzhang.keeping.result_keeper import Asked, Keeper
from mingzhang.project import Project
from mingzhang.reading.document_search import Searched
from mingzhang.result import Result
from mingzhang.wanted import PDF

if TYPE_CHECKING:
    from mingzhang.publish.printer import Printer

# To check so few is quicker than to start processes for it.
FEW_CHECKS = 40


@dataclass(frozen=True)
class Work:
    """What of a run is to be made, or is unchanged since earlier; no ``output`` for a check.

    ``cluster`` is the address of a scheduler whose machines make the documents, ``shared`` a folder
    that they all see, in which these wait.
    """

    project: Project
    output: Path | None
    asked: Asked
    cluster: str = ""
    shared: Path | None = None


def add_keeping(parser: argparse.ArgumentParser, words: str) -> None:
    """The arguments by which documents unchanged since earlier runs are not made again."""
    parser.add_argument("--force", action="store_true", help=words)


def told_beside(folders: Sequence[Path], project: Project) -> tuple[Diagnostic, ...]:
    """What departments and units say of one another, of documents made or unchanged."""
    glances = KeptGlances(project)
    told = departments_beside(folders, project, glances)
    glances.save()
    return told


def own_faults(project: Project, *, wanted: bool) -> tuple[Diagnostic, ...]:
    """What is wrong with the project's own rules, before documents are made; most have none."""
    if not project.rules.is_dir():
        return ()
    from mingzhang.checks.own_rules import load_rules  # noqa: PLC0415 (all rules of the program)

    return load_rules(project.rules, wanted=wanted)[1]


def found(met: Searched, told: Told) -> tuple[tuple[Path, ...], Run]:
    """The documents to be made, of a command's paths; how the run ends where one holds none."""
    told.show(met.missing)
    return met.folders, Run(WRONG_USE if met.missing else 0, missing=met.missing)


def done(folders: Sequence[Path], work: Work, told: Told) -> Run:
    """Has every document made, or taken unchanged from an earlier run, and tells of each."""
    keeper = Keeper(work.project, work.output, work.asked)
    kept = _kept(folders, keeper)
    stale = [folder for folder in folders if folder not in kept]
    with _maker(stale, work, keeper) as make:
        run = of_each(folders, lambda f: kept.pop(f) if f in kept else make(f), told, len(stale))
    keeper.end()
    return run


def _kept(folders: Sequence[Path], keeper: Keeper) -> dict[Path, Result]:
    asked = ((folder, keeper.kept(folder)) for folder in folders)
    return {folder: result for folder, result in asked if result}


@contextmanager
def _maker(stale: Sequence[Path], work: Work, keeper: Keeper) -> Iterator[Build]:
    if not stale:
        yield lambda folder: Result(folder, ())
        return
    if work.cluster and work.output:
        from mingzhang.commands.cluster_option import on_cluster  # noqa: PLC0415 (an extra)

        with on_cluster(stale, work.cluster, work.output, keeper, work.shared) as make:
            yield make
        return
    few = work.output is None and len(stale) < FEW_CHECKS
    count = 1 if few else cores()
    with _printer(stale, work) as printer:
        from mingzhang.commands.parallel_documents import builder  # noqa: PLC0415 (all of it)

        given = builder(
            stale, work.project, work.output, keeper=keeper, count=count, printer=printer
        )
        with given as make:
            yield make


@contextmanager
def _printer(stale: Sequence[Path], work: Work) -> Iterator[Printer | None]:
    """What prints the only document that is made, on a processor that has nothing else to do."""
    if not work.output or PDF not in work.asked.wanted.kinds or len(stale) > 1 or cores() < 2:
        yield None
        return
    from mingzhang.commands.printing_process import printing_process  # noqa: PLC0415 (slow)

    with printing_process() as printer:
        yield printer
