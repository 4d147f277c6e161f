"""What the workbook and the Word document cost: processor time against a build of page and PDF.

In: the project's documents.  Out: a Markdown table on standard output: seconds of a build without
them, of the workbook and of the Word document, and their share of it all.  Everything that is
imported once is imported before, and the smallest of several times counts.  Run with
``python -m benchmarks.office_speed``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from mingzhang.builder import build, examine
from mingzhang.project import Project
from mingzhang.publish.document_day import date_of
from mingzhang.publish.table_workbook import workbook
from mingzhang.publish.word.word_document import word
from mingzhang.reading.document_search import find_folders
from mingzhang.wanted import HTML, PDF, Wanted

TIMES = 3
PLAIN = Wanted(frozenset({HTML, PDF}))


def main() -> None:
    """Print the table."""
    project = Project()
    folders, _ = find_folders((), project)
    print("| 文档 | 网页和 PDF（秒） | Excel（秒） | Word（秒） | 后两者占全部 |")
    print("|---|---|---|---|---|")
    for folder in folders:
        print(_row(folder, project))


def _row(folder: Path, project: Project) -> str:
    document, _ = examine(folder, project, pages=True)
    if document is None or document.account is None:
        return f"| {folder.parent.name} | 有错误 | | | |"
    made, date = document, date_of(document.account)
    with TemporaryDirectory() as output:
        whole = _least(lambda: build(folder, project, Path(output), None, PLAIN))
    book = _least(lambda: workbook(made, date))
    text = _least(lambda: word(made, date))
    share = (book + text) / (whole + book + text) * 100
    return f"| {folder.parent.name} | {whole:.2f} | {book:.2f} | {text:.2f} | {share:.0f}% |"


def _least(run: Callable[[], object]) -> float:
    """The smallest processor time of several runs, after one that imports what it needs."""
    run()
    return min(_times(run))


def _times(run: Callable[[], object]) -> Iterator[float]:
    for _ in range(TIMES):
        start = time.process_time()
        run()
        yield time.process_time() - start


if __name__ == "__main__":
    main()
