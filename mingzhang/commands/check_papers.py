"""``mingzhang check 公布件.pdf --form 版式``: what others published → what is wrong in it.

Exit codes: 0 nothing is wrong in any; 1 something is, or a paper could not be read; 2 wrong use.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, name_of, show
from mingzhang.commands.current_project import project_here
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.reading.document_names import kinds_by_word
from mingzhang.reading.safe_opening import plain_bytes
from mingzhang.reading.stray_characters import inert, one_line
from mingzhang.report import FORMATS, Checked, Report
from mingzhang.report.terminal_report import summary

if TYPE_CHECKING:
    from mingzhang.inspection.paper_inspection import Asked, Inspected

TEXT, PDF = "text", ".pdf"
FEW = 5  # papers of which every finding is printed; of more a table
LARGEST = 1 << 26
UNREADABLE = "MZ880"


def add_papers(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``check`` for published PDFs (papers) only."""
    group = parser.add_argument_group("核对公布的 PDF", "给出 PDF 或放 PDF 的文件夹")
    words = "按哪个版式核对公布的 PDF（mingzhang region 列出）"
    group.add_argument("--form", metavar="版式", default="", help=words)
    words = "哪一类文档（决算、预算……）；缺省看标题"
    group.add_argument("--kind", metavar="类别", default="", help=words)
    words = "年度；缺省看标题"
    group.add_argument("--year", type=int, default=0, metavar="年度", help=words)
    words = "把查出的写成 Excel 检查表"
    group.add_argument("--sheet", type=Path, metavar="检查表.xlsx", help=words)
    words = "写一份做了标记的副本：每处差错画框，附说明"
    group.add_argument("--marked", type=Path, metavar="文件夹", help=words)
    words = "记下每份的结果，中断以后再运行，没有变的不重做"
    group.add_argument("--record", type=Path, metavar="记录.jsonl", help=words)


def are_papers(arguments: argparse.Namespace) -> bool:
    """Whether papers (PDFs) are to be checked, not sources."""
    is_pdf = any(path.suffix.lower() == PDF for path in arguments.paths)
    return bool(arguments.form) or is_pdf


def run_papers(arguments: argparse.Namespace) -> int:
    """Inspect every paper named and tell of each."""
    from mingzhang.inspection.paper_inspection import Asked  # noqa: PLC0415 (sources need none of it)

    files, project = tuple(_files(arguments.paths)), project_here()
    kinds = kinds_by_word(project)
    if words := _wrong_use(arguments, files, kinds):
        print(words, file=sys.stderr)
        return WRONG_USE
    asked = Asked(arguments.form, kinds.get(arguments.kind, ""), arguments.year, project)
    if found := _form_faults(asked):
        show(found, colour=sys.stdout.isatty())
        return WRONG_USE
    out = sys.stdout if arguments.format == TEXT else sys.stderr
    run = _Run(asked, arguments.record, out is sys.stdout and len(files) <= FEW, arguments.marked)
    papers = [run.of(file, f"[{n}/{len(files)}]") for n, file in enumerate(files, 1)]
    if arguments.format != TEXT:
        documents = tuple(Checked(paper.file, paper.found) for paper in papers)
        print(FORMATS[arguments.format](Report(documents, {}, arguments.strict)))
    elif len(papers) > FEW:
        _table(papers)
    faults = (*run.faults.values(), *_write(arguments.sheet, papers, kinds))
    show(faults, colour=sys.stdout.isatty())
    failing = {Severity.ERROR, *((Severity.WARNING,) if arguments.strict else ())}
    bad = any(d.severity in failing for paper in papers for d in (*paper.found, *faults))
    return WRONG_DATA if bad else DONE


def _wrong_use(
    arguments: argparse.Namespace, files: Sequence[Path], kinds: Mapping[str, str]
) -> str:
    """What is missing or unknown among the arguments for papers; empty where nothing is."""
    if not files:
        return "这里没有 PDF。"
    if not arguments.form:
        return "核对公布的 PDF，请用 --form 写明按哪个版式。"
    is_known = not arguments.kind or arguments.kind in kinds
    return "" if is_known else f"没有叫“{arguments.kind}”的文档；有：{'、'.join(kinds)}。"


def _form_faults(asked: Asked) -> tuple[Diagnostic, ...]:
    """That there is no such form to check papers by."""
    from mingzhang.document.region_folder import read_region  # noqa: PLC0415 (as above)

    kinds = (asked.kind,) if asked.kind else tuple(asked.project.kinds)
    tried = [
        read_region(asked.form, asked.project, kind, Place(Path(asked.form))) for kind in kinds
    ]
    return () if any(region for region, _ in tried) else tried[0][1]


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The papers to check: the PDFs named, and those at or below a folder; no links."""
    for path in paths:
        if path.is_dir():
            below = sorted(p for p in path.rglob("*") if p.suffix.lower() == PDF)
            yield from (p for p in below if p.is_file() and not p.is_symlink())
        else:
            yield path


@dataclass(frozen=True)
class _Run:
    """Papers, one after the other; ``record`` remembers those that are done.

    ``faults`` are what kept it, or the marked copies, from being written.
    """

    asked: Asked
    record: Path | None
    is_told: bool
    marked: Path | None = None
    faults: dict[Path, Diagnostic] = field(default_factory=dict)

    def of(self, file: Path, progress: str) -> Inspected:
        """What is wrong in a paper, told at once where there are few."""
        paper = self._inspected(file)
        stream = sys.stdout if self.is_told else sys.stderr
        if self.is_told:
            show(paper.found, colour=stream.isatty())
        state = _state(paper)
        print(inert(f"{progress} {name_of(file)}：{state}"), file=stream, flush=True)
        return paper

    def _inspected(self, file: Path) -> Inspected:
        from mingzhang.inspection.earlier_findings import as_line, moved  # noqa: PLC0415
        from mingzhang.inspection.paper_inspection import Inspected, inspect  # noqa: PLC0415 (as above)

        data = _bytes(file)
        if isinstance(data, Diagnostic):
            return Inspected(file, found=(data,))
        key = (hashlib.sha256(data).hexdigest(), self._key)
        kept = None if self.marked else self._kept.get(key)
        if kept:
            return moved(kept, file)
        paper = inspect(file, data, self.asked)
        self._try_to_write(self.marked, lambda: self._mark(paper, data))
        self._try_to_write(self.record, lambda: self._note(as_line(key, paper)))
        return paper

    def _try_to_write(self, asked: Path | None, write: Callable[[], None]) -> None:
        """Writes what was asked for beside the papers; a fault is told once of each such place."""
        from mingzhang.publish.write_faults import fault  # noqa: PLC0415 (as above)

        try:
            write()
        except OSError as error:
            where = asked or Path()
            self.faults.setdefault(where, fault(error, where, elsewhere=""))

    def _note(self, line: str) -> None:
        """Adds a paper's line to the record."""
        if self.record:
            with self.record.open("a", encoding="utf-8") as stream:
                stream.write(line + "\n")

    def _mark(self, paper: Inspected, data: bytes) -> None:
        """Write the marked copy of a paper in which something is wrong."""
        from mingzhang.inspection.annotated_copy import marked  # noqa: PLC0415 (as above)

        if self.marked is None or all(d.severity is Severity.NOTE for d in paper.found):
            return
        copy = marked(data, paper.found, paper.areas)
        if copy is None:
            print(inert(f"{name_of(paper.file)}：做不了标记的副本。"), file=sys.stderr)
            return
        self.marked.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(data).hexdigest()[:8]
        (self.marked / f"{paper.file.stem}-{digest}.pdf").write_bytes(copy)

    @cached_property
    def _kept(self) -> Mapping[tuple[str, str], Inspected]:
        """What earlier runs that checked papers have found."""
        from mingzhang.inspection.earlier_findings import read_kept  # noqa: PLC0415 (as above)

        if self.record is None or not self.record.is_file():
            return {}
        return read_kept(self.record.read_text(encoding="utf-8", errors="replace"))

    @cached_property
    def _key(self) -> str:
        from mingzhang.commands.version import version_lines  # noqa: PLC0415 (seldom needed)

        asked = self.asked
        words = (asked.form, asked.kind, str(asked.year), *version_lines())
        return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def _bytes(file: Path) -> bytes | Diagnostic:
    from mingzhang.publish.write_faults import why  # noqa: PLC0415 (as above)

    try:
        if file.stat().st_size > LARGEST:
            message = f"超过 {LARGEST >> 20} MB，没有读。"
            return Diagnostic(Place(file), UNREADABLE, message)
        return plain_bytes(file)
    except OSError as error:
        return Diagnostic(Place(file), UNREADABLE, f"读不出来：{why(error)}。")


def _state(paper: Inspected) -> str:
    from mingzhang.inspection.findings_workbook import conclusion  # noqa: PLC0415 (as above)

    counts = f"核对表里 {paper.figures} 个数、文字里 {paper.texts} 个，{paper.unread} 个没有核对"
    return f"{conclusion(paper)}（{counts}；{summary(paper.found)}）"


def _table(papers: Sequence[Inspected]) -> None:
    for paper in papers:
        print(inert(one_line(f"{name_of(paper.file)}\t{_state(paper)}")))
    good = sum(not any(d.severity is Severity.ERROR for d in paper.found) for paper in papers)
    print(f"共 {len(papers)} 份：{good} 份没有差错，{len(papers) - good} 份有差错或没有核对。")


def _write(
    sheet: Path | None, papers: Sequence[Inspected], kinds: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """Writes the workbook of what was found in papers, where it is asked for."""
    if sheet is None:
        return ()
    from mingzhang.explanations import explanations  # noqa: PLC0415 (as above)
    from mingzhang.inspection.findings_workbook import checklist  # noqa: PLC0415
    from mingzhang.publish.write_faults import fault  # noqa: PLC0415

    try:
        sheet.write_bytes(checklist(papers, explanations(), kinds))
    except OSError as error:
        return (fault(error, sheet),)
    return ()
