"""A document's PDF in a batch, warm, beside plain WeasyPrint on the same page.

In: the project's documents, or those named.  Out: a Markdown table on standard output: processor
time of the PDF as a build makes it (paper, attachments, tags, subset fonts), of WeasyPrint asked
for the published page with the same style and fonts (PDF/A-3a with tags, too), and the ratio.  All
in one process, in turn, the first of each thrown away.
``python -m benchmarks.batch_pdf [ROUNDS [DOCUMENT …]]``
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from mingzhang.builder import examine
from mingzhang.document.render import Document
from mingzhang.project import Project
from mingzhang.publish.pdf_file import OPTIONS
from mingzhang.publish.printer import Here
from mingzhang.publish.public_document import Public, publish
from mingzhang.publish.published_document import Beside, beside, paper_of
from mingzhang.reading.document_search import find_folders

ROUNDS = 3


def main() -> None:
    """Print the table."""
    project = Project()
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    folders, _ = find_folders(tuple(map(Path, sys.argv[2:])), project)
    ratios = list[float]()
    print("| 文档 | 明账（秒） | WeasyPrint 自己（秒） | 比值 |\n|---|---:|---:|---:|")
    for folder in folders:
        ours, plain = _both(folder, project, rounds)
        ratios.append(ours / plain)
        name = f"{folder.parent.name}/{folder.name}"
        print(f"| {name} | {ours:.2f} | {plain:.2f} | {ratios[-1]:.2f} |", flush=True)
    print(f"| 中位 | | | {median(ratios):.2f} |")


def _both(folder: Path, project: Project, rounds: int) -> tuple[float, float]:
    published, *_ = _published(folder, project)
    return _times((printing(folder, project), lambda: _plain(published, project)), rounds)


def printing(folder: Path, project: Project) -> Callable[[], tuple[bytes, tuple[str, ...]]]:
    """What makes a document's PDF as a build does, again and again."""
    published, public, files = _published(folder, project)
    return lambda: paper_of(published, project, public, files, Here())


def _published(folder: Path, project: Project) -> tuple[Document, Public, Beside]:
    document, _ = examine(folder, project, pages=True)
    if document is None:
        raise SystemExit(f"{folder}: 有错误")
    made = publish(document, project)
    if not isinstance(made, tuple):
        raise SystemExit(made.message)
    published, public = made
    return published, public, beside(published, project, public)


def _plain(document: Document, project: Project) -> bytes | None:
    fonts = FontConfiguration()
    base = f"{project.fonts.resolve().as_uri()}/"
    style = CSS(string=document.print_style, base_url=base, font_config=fonts)
    page = HTML(string=document.html, base_url=base)
    made: bytes | None = page.write_pdf(font_config=fonts, stylesheets=[style], **OPTIONS)
    return made


def _times(jobs: Sequence[Callable[[], object]], rounds: int) -> tuple[float, float]:
    """The median seconds of the processor of each of two jobs, done in turn."""
    found: tuple[list[float], ...] = tuple([] for _ in jobs)
    for _ in range(rounds + 1):
        for job, times in zip(jobs, found, strict=True):
            gc.collect()
            start = time.process_time()
            job()
            times.append(time.process_time() - start)
    first, second = (median(times[1:]) for times in found)
    return first, second


if __name__ == "__main__":
    main()
