"""What leaving out does: documents without one of their keys → what is told, and what is printed.

In: the project's documents (all, or those named), and how many keys of each are tried (a seeded
sample; all by default).  A key is left out with all that stands below it; so is a row of a list.
Out: a Markdown table on standard output: for each document how often the missing key is an error or
a warning, how often the document stays as it is, only lacks what was typed, or shows other sums of
a list of rows; and how often anything else is printed in its place, which must be never.  Run with
``python -m benchmarks.absent [NUMBER] [DOCUMENT …]``.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum
from pathlib import Path as FilePath

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.document.render import Document, render
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE, Folder, find_folders
from mingzhang.reading.node import Node
from mingzhang.reading.schema_check import validate

SEED = 20261126
Step = str | int
Path = tuple[Step, ...]
# Lists of figures are closed: a row or a part of one that is not there counts as nothing, and a
# total that is not stated is the sum of its parts.
CLOSED = frozenset(
    {
        *("支出", "收入", "基本支出", "项目支出明细", "项目", "项目合计", "单位"),
        *("结转结余", "结转下年", "公布数"),
    }
)
# Without these the official name of a subject, or a project's whole one, is printed; without what
# an author says of a subject's purpose, the names of the subjects below.
USUAL = frozenset({"科目补充", "简称"})
OF_PURPOSE = frozenset({"科目", "资金", "用途", "说明"})
UNKNOWN = "…"
TOKEN = re.compile(r"[0-9][0-9,.]*%?|.")
FIGURE = re.compile(r"[0-9][0-9,.]*%?")


class Outcome(Enum):
    """What became of a document without the key, the worst last."""

    ERROR = "报错"
    WARNING = "警告"
    SAME = "照旧"
    SHORTER = "只少了这一项"
    USUAL = "用通用的名称"
    SUMS = "只有合计变动"
    CHANGED = "印了别的"


@dataclass(frozen=True)
class Deletion:
    """A key of one of the files of a folder (disclosure, profile, performance).

    ``is_words`` tells of a row that only says what the money of a subject is for.
    """

    file: str
    path: Path
    is_words: bool = False

    @property
    def name(self) -> str:
        """Its keys, for people."""
        return ".".join(map(str, (self.file, *self.path)))


@dataclass(frozen=True)
class Said:
    """The text of a document, and the findings that are more than notes."""

    lines: tuple[str, ...]
    found: frozenset[tuple[str, str]]
    worst: Severity | None


def deletions(folder: Folder) -> Iterator[Deletion]:
    """Every key and row of the folder's files, and the file of self-evaluations itself."""
    for file in ("disclosure", "profile", "performance"):
        root: Node | None = getattr(folder, file)
        if root:
            yield from (Deletion(file, *one) for one in _keys(root, ()))
    if folder.performance:
        yield Deletion("performance", ())


def _keys(node: Node, path: Path) -> Iterator[tuple[Path, bool]]:
    for key, value in node.items():
        yield (*path, key), False
        yield from _keys(value, (*path, key))
    for number, row in enumerate(node.rows()):
        keys = {key for key, _ in row.items()}
        yield (*path, number), bool(keys) and keys <= OF_PURPOSE
        yield from _keys(row, (*path, number))


def without(folder: Folder, deletion: Deletion) -> Folder:
    """The folder as if the key had never been typed."""
    root: Node = getattr(folder, deletion.file)
    left = _without(root, deletion.path) if deletion.path else None
    if left is None or deletion.file == "performance":
        return replace(folder, performance=left)
    if deletion.file == "profile":
        return replace(folder, profile=left)
    return replace(folder, disclosure=left)


def _without(node: Node, path: Path) -> Node:
    step, *rest = path
    if isinstance(node.value, tuple):
        rows = [
            _without(row, tuple(rest)) if at == step else row
            for at, row in enumerate(node.value)
            if rest or at != step
        ]
        return replace(node, value=tuple(rows))
    key = str(step)
    entries = dict(node.items())
    if rest:
        entries[key] = _without(entries[key], tuple(rest))
        return replace(node, value=entries)
    del entries[key]
    return replace(node, value=entries, keys={k: p for k, p in node.keys.items() if k != key})


def says(folder: Folder, project: Project) -> Said:
    """What the program says of a folder, and what it prints."""
    faults = tuple(_faults(folder))
    document: Document | None = None
    if not faults:
        account = read_account(folder, project)
        document, found = render(account, project, pages=False)
        faults = check(account, None, found)
    told = [fault for fault in faults if fault.severity is not Severity.NOTE]
    severities = [fault.severity for fault in told]
    worst = Severity.ERROR if Severity.ERROR in severities else next(iter(severities), None)
    return Said(
        tuple(_lines(document)) if document else (),
        frozenset((fault.code, fault.message) for fault in told),
        worst,
    )


def _faults(folder: Folder) -> Iterator[Diagnostic]:
    for file, name in (
        (folder.disclosure, DISCLOSURE),
        (folder.profile, PROFILE),
        (folder.performance, PERFORMANCE),
    ):
        if file:
            yield from validate(file, folder.schemas[name])


def _lines(document: Document) -> Iterator[str]:
    for section in document.sections:
        yield section.title
        yield from section.sentences
        for table in section.tables:
            yield " ".join((table.unit_line, table.period, table.money_unit))
            yield from (" ".join(cell.text for cell in row.cells) for row in table.body)
            yield from table.notes


def outcome(before: Said, after: Said, deletion: Deletion) -> Outcome:
    """What a deletion did."""
    if after.found - before.found:
        return Outcome.ERROR if after.worst is Severity.ERROR else Outcome.WARNING
    if before.lines == after.lines:
        return Outcome.SAME
    pairs = list(_pairs(before.lines, after.lines))
    if deletion.is_words or not USUAL.isdisjoint(deletion.path):
        return Outcome.USUAL
    if all(_is_part(_tokens(new), _tokens(old)) for old, new in pairs):
        return Outcome.SHORTER
    return Outcome.SUMS if _is_closed(before, after, deletion) else Outcome.CHANGED


def _is_closed(before: Said, after: Said, deletion: Deletion) -> bool:
    """Whether only the sums and the numbering of a list of rows are other than before."""
    is_row = _is_row(deletion)
    pairs = _pairs(before.lines, after.lines)
    in_place = all(_words(new) in (_words(old), "") for old, new in pairs)
    if in_place and (is_row or not CLOSED.isdisjoint(deletion.path[:1])):
        return True
    # What follows a row has another number then: the document is held against itself as a whole.
    return is_row and _is_part(*(list(_words("".join(s.lines))) for s in (after, before)))


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What stands in the place of what, line by line where as many lines changed."""
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if b - a == d - c:
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield "".join(old[a:b]), "".join(new[c:d])


def _is_row(deletion: Deletion) -> bool:
    """A list says what there is: without one of its rows it says something else."""
    return bool(deletion.path) and isinstance(deletion.path[-1], int)


def _tokens(text: str) -> list[str]:
    """Its figures and letters; what is said to be not known says nothing."""
    return [token for token in TOKEN.findall(text) if token != UNKNOWN]


def _words(text: str) -> str:
    return FIGURE.sub("0", text)


def _is_part(part: Sequence[str], whole: Sequence[str]) -> bool:
    rest = iter(whole)
    return all(token in rest for token in part)


def main() -> None:
    """Try every key, or a sample of them, and print the table."""
    project = Project()
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    number = numbers[0] if numbers else None
    named = tuple(FilePath(word) for word in sys.argv[1:] if not word.isdecimal())
    print("| 文档 | 试的键 |", " | ".join(kind.value for kind in Outcome), "|")
    print("|---|---:|", "---:|" * len(Outcome))
    for path in find_folders(named, project)[0]:
        folder, _ = read_folder(path, project)
        if folder is None:
            raise SystemExit(f"{path}: unreadable")
        tried = list(deletions(folder))
        if number is not None:
            tried = random.Random(SEED).sample(tried, min(number, len(tried)))  # noqa: S311
        before = says(folder, project)
        counted: Counter[Outcome] = Counter()
        for deletion in tried:
            kind = outcome(before, says(without(folder, deletion), project), deletion)
            counted[kind] += 1
            if kind in (Outcome.CHANGED, Outcome.SUMS, Outcome.SHORTER):
                print(f"{kind.value} {path.parent.name} {deletion.name}", file=sys.stderr)
        cells = (str(counted[kind]) for kind in Outcome)
        name = f"{path.parent.name}/{path.name}"
        print(f"| {name} | {len(tried)} |", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
