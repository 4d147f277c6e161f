"""Workbook: what was found in many papers → a 检查表 as an inspector fills it in.

The first sheet has a row a paper, the second a row a finding, with columns left blank for the
agency's answer and the inspector's opinion.  No text is ever taken for a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from mingzhang.diagnostics import Code, Severity
from mingzhang.inspection.paper_inspection import Inspected

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
PAPERS = (
    "序号",
    "文件",
    "单位",
    "年度",
    "种类",
    "页数",
    "核对的数",
    "没有核对的数",
    "核对的文字里的数",
)
COUNTS = ("错误", "警告", "提示", "结论")
FINDINGS = ("序号", "单位", "文件", "页", "性质", "编号", "检查内容", "存在问题", "有关的数")
ANSWERS = ("单位说明", "检查意见")
WIDTHS = {"文件": 28, "单位": 24, "检查内容": 22, "存在问题": 60, "有关的数": 40, "结论": 16}
LONGEST = 32_000


def checklist(
    papers: Sequence[Inspected], codes: Mapping[str, Code], kinds: Mapping[str, str]
) -> bytes:
    """The bytes of the workbook of findings; ``kinds`` of documents by what they are called."""
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 (only where it is asked for)

    data = BytesIO()
    book = Workbook(data, OPTIONS)
    words = {kind: word for word, kind in kinds.items()}
    _sheet(book, "汇总", (*PAPERS, *COUNTS), [_paper(n, p, words) for n, p in enumerate(papers, 1)])
    _sheet(book, "检查表", (*FINDINGS, *ANSWERS), list(_findings(papers, codes)))
    book.close()
    return data.getvalue()


def conclusion(paper: Inspected) -> str:
    """What a person wants to know first in the workbook of findings on a paper."""
    if not paper.is_read:
        return "没有核对"
    severities = {one.severity for one in paper.found}
    if Severity.ERROR in severities:
        return "有差错"
    return "有疑问" if Severity.WARNING in severities else "没有发现差错"


def _paper(number: int, paper: Inspected, words: Mapping[str, str]) -> tuple[object, ...]:
    counts = [sum(d.severity is severity for d in paper.found) for severity in Severity]
    subject = paper.subject
    kind = words.get(subject.kind, "")
    named = (number, paper.file.name, subject.agency, subject.year or "", kind)
    return (
        *named,
        paper.pages,
        paper.figures,
        paper.unread,
        paper.texts,
        *counts,
        conclusion(paper),
    )


def _findings(
    papers: Iterable[Inspected], codes: Mapping[str, Code]
) -> Iterable[tuple[object, ...]]:
    number = 0
    for paper in papers:
        for one in paper.found:
            number += 1
            title = codes[one.code].title if one.code in codes else ""
            operands = "\n".join(f"{o.label} {o.value}" for o in one.operands)
            where = (number, paper.subject.agency, paper.file.name, one.place.page or "")
            what = (one.severity.value, one.code, title, one.message, operands)
            yield (*where, *what, "", "")


def _sheet(
    book: Workbook, name: str, heads: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    sheet = book.add_worksheet(name)
    look = {"text_wrap": True, "valign": "top", "border": 1}
    bold, plain = book.add_format({**look, "bold": True}), book.add_format(look)
    for column, head in enumerate(heads):
        sheet.set_column(column, column, WIDTHS.get(head, 10))
        sheet.write_string(0, column, head, bold)
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(row, column, value, plain)
            else:
                sheet.write_string(row, column, str(value)[:LONGEST], plain)
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
