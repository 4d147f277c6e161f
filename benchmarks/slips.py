"""How many typing slips the checks catch, and how often they name the wrong figure.

In: the documents' folders (default: all under sources/).  Out: a Markdown table on standard output.
Every typed amount of a document is changed in turn by each kind of slip; a change counts as caught
when it adds an error or a warning, and as named when the figure stands first (or among the first
three) of the suspects.  The documents are copied out of git, so that the last commit does not tell;
``--git`` commits the copy first, as a clerk's folder would be; ``--amounts N`` tries N amounts of a
document, drawn by a fixed seed, with every slip of each: kinds keep their weights.  Run with
``python -m benchmarks.slips [--git] [--amounts N] [FOLDER …]``.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from mingzhang.builder import examine
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.reading.document_folder import find_folders
from mingzhang.reading.node import Node

AMOUNT_KEYS = {
    *("人员经费", "公用经费", "基本支出", "项目支出", "上缴上级支出", "经营支出"),
    *("对附属单位补助支出", "合计", "年初结转", "收入", "年末结转", "年初预算", "金额"),
    *("预算", "决算", "货物", "工程", "服务", "中小企业", "小微企业", "本年", "上年结转"),
}
AMOUNT_SECTIONS = frozenset({"合计", "上年", "年初预算", "公布数", "结转结余", "资金"})
ROUNDING = Decimal("0.01")
SEED = 20_261_126


@dataclass(frozen=True)
class Typed:
    """A typed amount: its place and text."""

    place: Place
    text: str
    neighbour: str


@dataclass(frozen=True)
class Outcome:
    """What the checks made of one slip: caught as an error or warning, rank of the figure."""

    slip: str
    typed: Typed
    changed: str
    severity: Severity | None
    rank: int | None


def amounts(node: Node, *, inside: bool = False) -> Iterator[tuple[Place, str]]:
    """Every typed amount below a node."""
    for key, child in node.items():
        is_amount = inside or key in AMOUNT_KEYS
        if child.number is not None and is_amount:
            yield child.place, child.text
        else:
            yield from amounts(child, inside=inside or key in AMOUNT_SECTIONS)
    for child in node.rows():
        if child.number is not None and inside:
            yield child.place, child.text
        else:
            yield from amounts(child)


def one_digit(typed: Typed) -> Iterator[str]:
    """The leading digit that can change, changed."""
    for index, character in enumerate(typed.text):
        if character.isdigit():
            yield typed.text[:index] + str((int(character) + 3) % 10) + typed.text[index + 1 :]


def swapped(typed: Typed) -> Iterator[str]:
    """Two neighbouring digits swapped."""
    text = typed.text
    for i in range(len(text) - 1):
        if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]:
            yield text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def neighbour(typed: Typed) -> Iterator[str]:
    """The figure of the row before."""
    yield typed.neighbour


def scaled(factor: Decimal) -> Callable[[Typed], Iterator[str]]:
    """The figure times a factor."""

    def scale(typed: Typed) -> Iterator[str]:
        yield f"{(Decimal(typed.text) * factor).normalize():f}"

    return scale


SLIPS: dict[str, Callable[[Typed], Iterator[str]]] = {
    "一位数字": one_digit,
    "相邻颠倒": swapped,
    "正负号": scaled(Decimal(-1)),
    "×10000": scaled(Decimal(10_000)),
    "÷10": scaled(Decimal("0.1")),
    "抄成邻格": neighbour,
}


def experiment(
    folder: Path, project: Project, *, committed: bool = False, number: int | None = None
) -> Iterator[Outcome]:
    """Every slip on every typed amount of a document, whose clean copy may be committed to git.

    With a ``number`` only as many amounts are tried.
    """
    clean = set(_weighty(examine(folder, project)[1]))
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / folder.parent.name / folder.name
        shutil.copytree(folder, copy)
        if committed:
            _commit(Path(scratch))
        for typed in _sample(_typed(copy, project), number):
            yield from _slips(typed, copy, project, len(clean))


def _sample(typed: list[Typed], number: int | None) -> list[Typed]:
    if number is None or number >= len(typed):
        return typed
    return random.Random(SEED).sample(typed, number)  # noqa: S311 (no secret)


def _commit(folder: Path) -> None:
    who = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org")
    for arguments in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "clean")):
        subprocess.run(["git", *arguments], cwd=folder, check=True)  # noqa: S603, S607 (our own words)


def _typed(folder: Path, project: Project) -> list[Typed]:
    read, _ = read_folder(folder, project)
    if read is None:
        raise SystemExit(f"{folder}: unreadable before any change")
    nodes = [read.disclosure, *([read.performance] if read.performance else [])]
    found = [pair for node in nodes for pair in amounts(node)]
    before = ["1.00", *(text for _, text in found)]
    return [Typed(place, text, near) for (place, text), near in zip(found, before, strict=False)]


def _slips(typed: Typed, folder: Path, project: Project, clean: int) -> Iterator[Outcome]:
    original = typed.place.file.read_text(encoding="utf-8")
    for slip, change in SLIPS.items():
        for changed in change(typed):
            if abs(Decimal(changed) - Decimal(typed.text)) <= ROUNDING:
                continue
            typed.place.file.write_text(_replaced(original, typed, changed), encoding="utf-8")
            found = examine(folder, project)[1]
            yield _outcome(slip, typed, changed, _weighty(found), clean)
    typed.place.file.write_text(original, encoding="utf-8")


def _replaced(text: str, typed: Typed, changed: str) -> str:
    lines = text.split("\n")
    line, column = lines[typed.place.line - 1], typed.place.column - 1
    lines[typed.place.line - 1] = line[:column] + changed + line[column + len(typed.text) :]
    return "\n".join(lines)


def _weighty(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    return [d for d in diagnostics if d.severity is not Severity.NOTE]


def _outcome(slip: str, typed: Typed, changed: str, found: list[Diagnostic], clean: int) -> Outcome:
    errors = [d for d in found if d.severity is Severity.ERROR]
    severity = Severity.ERROR if errors else Severity.WARNING if len(found) > clean else None
    return Outcome(slip, typed, changed, severity, _rank(typed, errors))


def _rank(typed: Typed, errors: Sequence[Diagnostic]) -> int | None:
    places = list(dict.fromkeys(s for d in errors for s in (d.suspects or (d.place,))))
    return places.index(typed.place) + 1 if typed.place in places else None


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The outcomes as rows of a Markdown table."""
    yield "| 笔误 | 次数 | 报错 | 警告 | 未发现 | 报错中首位命中 | 前三命中 |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for slip in (*SLIPS, "合计"):
        yield _line(slip, [o for o in outcomes if slip in (o.slip, "合计")])


def _line(name: str, outcomes: Sequence[Outcome]) -> str:
    count = Counter(outcome.severity for outcome in outcomes)
    errors = [o for o in outcomes if o.severity is Severity.ERROR]
    first = sum(o.rank == 1 for o in errors)
    three = sum(o.rank is not None and o.rank <= 3 for o in errors)
    cells = (
        name, len(outcomes), count[Severity.ERROR], count[Severity.WARNING], count[None],
        _share(first, len(errors)), _share(three, len(errors)),
    )  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def _share(part: int, whole: int) -> str:
    return f"{Decimal(100 * part) / whole:.1f}%" if whole else "—"


def unnoticed(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The figures of which more than half the slips went unnoticed: they stand in no identity."""
    missed = Counter(o.typed for o in outcomes if o.severity is None)
    made = Counter(o.typed for o in outcomes)
    for typed, number in missed.items():
        if 2 * number > made[typed]:
            place = f"{typed.place.file.name}:{typed.place.line}:{typed.place.column}"
            yield f"- 不在任何等式中：{place} {typed.text}（{number}/{made[typed]}）"


def main(arguments: Sequence[str]) -> None:
    """Print the table of every document, and the figures that no check noticed."""
    project = Project()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--git", action="store_true")
    parser.add_argument("--amounts", type=int)
    parser.add_argument("folders", nargs="*", type=Path)
    asked = parser.parse_args(arguments)
    folders, _ = find_folders(tuple(asked.folders) or (project.sources,), project)
    for folder in folders:
        outcomes = list(experiment(folder, project, committed=asked.git, number=asked.amounts))
        print(f"\n## {folder.parent.name}/{folder.name}\n")
        print("\n".join(table(outcomes)))
        print("\n".join(unnoticed(outcomes)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
