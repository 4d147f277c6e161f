"""How many wrong words, names and codes the checks notice, and how many wrong figures pass.

In: the documents' folders (default: all under sources/), a seed, and maybe a file of slips (JSON:
source, edits of file, old and new).  Out: a Markdown table on standard output.  Each slip is made
in a copy of its document.  It counts as noticed when an error or a warning comes up that the
unchanged document lacks and that stands in a changed line or names one.  The second table tells how
often a random figure in a sentence passes.  Run with
``python -m benchmarks.text_slips [--sample FILE] [--seed N] [--missed] [--chance] [FOLDER …]``.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path

from mingzhang.builder import examine
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.project import Project
from mingzhang.reading.document_folder import find_folders

LOCKS = "MZ65"  # what a lock says of a changed reason is no judgement of the reason
MOST = 12  # slips of one kind that are tried in one document
CHANCES = 60  # random figures of one kind that are tried in one document
SILENT = re.compile(" *#")
AGENCY = re.compile(r"^名称: *(\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Edit:
    """A replacement in one file; the first occurrence of ``old``, or the numbered one."""

    file: str
    old: str
    new: str
    occurrence: int = 0

    def applied(self, text: str) -> tuple[str, Sequence[int]]:
        """The changed text and the lines (from 1) that now hold the change."""
        at = -1
        for _ in range(self.occurrence + 1):
            at = text.index(self.old, at + 1)
        first = text.count("\n", 0, at) + 1
        changed = text[:at] + self.new + text[at + len(self.old) :]
        if not self.new:
            # Of a row that is gone its neighbours tell, with no figure in the comments between,
            # or the list or project that it is gone from.
            lines = changed.split("\n")
            depth = _depth(text.split("\n")[first - 1])
            return changed, (*_neighbours(lines, first), *_above(lines, first, depth))
        return changed, range(first, first + self.new.rstrip("\n").count("\n") + 1)


def _neighbours(lines: Sequence[str], at: int) -> range:
    """The lines (from 1) from the last row before the line ``at`` to the first from it on."""
    rows = [n for n, line in enumerate(lines, 1) if line.strip() and not SILENT.match(line)]
    before, after = [n for n in rows if n < at], [n for n in rows if n >= at]
    return range(before[-1] if before else at - 1, (after[0] if after else at) + 1)


def _above(lines: Sequence[str], at: int, depth: int) -> Iterator[int]:
    """The line (from 1) before the line ``at`` that heads what is indented by ``depth``."""
    heads = (n for n in range(at - 1, 0, -1) if lines[n - 1].strip())
    yield from (n for n in islice((n for n in heads if _depth(lines[n - 1]) < depth), 1))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


@dataclass(frozen=True)
class Slip:
    """A slip of a kind in a document."""

    kind: str
    what: str
    source: Path
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of a slip: noticed where it stands, noticed elsewhere, or not."""

    slip: Slip
    is_noticed: bool
    elsewhere: bool
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A source file for the generators: its name and words, and the agency that it is of."""

    file: str
    words: str
    agency: str


Generator = Callable[[Text, random.Random], Iterator[Edit]]


def sister(text: Text, rng: random.Random) -> Iterator[Edit]:
    """The agency of another place where its own name stands, or beside a reason."""
    other = _elsewhere(text.agency, rng)
    for match in re.finditer(re.escape(text.agency), text.words):
        yield _replacing(text, match, other)
    for match in re.finditer(
        r"(?:原因|实际|预期|自评说明|执行情况): (?=[\u4e00-\u9fff])", text.words
    ):
        yield _replacing(text, match, f"{match.group()}{other}")


def _elsewhere(agency: str, rng: random.Random) -> str:
    area = re.match("[\u4e00-\u9fff]{1,8}?[市州区县]", agency)
    mark = area.group()[-1] if area else ""
    place = rng.choice(("红河", "夹江", "汝阳")) if mark in "县区" else rng.choice(("白城", "平凉"))
    place += "县" if mark in "县区" else "市"
    return place + (agency[area.end() :] if area else agency)


def one_character(text: Text, _: random.Random) -> Iterator[Edit]:
    """A character of the agency's name left out, or two swapped."""
    for match in re.finditer(re.escape(text.agency), text.words):
        for at in range(2, len(text.agency) - 1):
            yield _replacing(text, match, text.agency[:at] + text.agency[at + 1 :])


def year(text: Text, _: random.Random) -> Iterator[Edit]:
    """Another year in a sentence."""
    for match in re.finditer(r"(?<=[^\d\s#])20(\d\d)(?=年)|(?<=: )20(\d\d)(?=年)", text.words):
        yield _replacing(text, match, str(int(match.group()) - 2))


def direction(text: Text, _: random.Random) -> Iterator[Edit]:
    """增加 for 减少 and the other way round."""
    for match in re.finditer("增加|减少|压减|追加", text.words):
        yield _replacing(text, match, "减少" if match.group() in ("增加", "追加") else "增加")


def money(text: Text, _: random.Random) -> Iterator[Edit]:
    """An amount in a sentence: one digit, or its unit."""
    for match in re.finditer(r"(\d+(?:\.\d+)?)(万元|元)", text.words):
        digit = str((int(match[1][0]) + 3) % 9 + 1)
        yield _replacing(text, match, digit + match[1][1:] + match[2])
        yield _replacing(text, match, match[1] + ("元" if match[2] == "万元" else "万元"))


def residue(text: Text, rng: random.Random) -> Iterator[Edit]:
    """What a form or a draft leaves behind."""
    left = ("XX", "某某", "待定", "{单位}", "同上", "×××", "（此处填写）", "x,xxx万元", "202年度")
    for match in re.finditer(
        r"(?:原因|实际|预期|自评说明|执行情况): (?=[\u4e00-\u9fff])", text.words
    ):
        yield _replacing(text, match, match.group() + rng.choice(left))


def doubled(text: Text, _: random.Random) -> Iterator[Edit]:
    """A word typed twice."""
    for match in re.finditer("预算|决算|经费|医保|各|项目|单位", text.words):
        if re.match(r"[^:#\n]*\n", text.words[match.end() :]):
            yield _replacing(text, match, match.group() * 2)


def code(text: Text, rng: random.Random) -> Iterator[Edit]:
    """Another valid code in place of a row's."""
    valid = {
        code
        for name in ("functional.csv", "economic.csv")
        for code in re.findall(r"^\d+", (Project().catalogue / name).read_text(), re.MULTILINE)
    }
    used = set(re.findall(r"科目: (\d+)", text.words))
    for match in re.finditer(r"(?<=科目: )(\d{5}|\d{7})(?=,)", text.words):
        near = [c for c in valid - used if len(c) == len(match[1]) and c[:-2] == match[1][:-2]]
        if near:
            yield _replacing(text, match, rng.choice(sorted(near)))


def unit(text: Text, _: random.Random) -> Iterator[Edit]:
    """A row or a project of one unit under another."""
    units = re.findall(r"代码: (\d+)", text.words)
    for match in re.finditer(r"(?<= 单位: )(\d+)\b", text.words):
        for other in units:
            if other != match[1]:
                yield _replacing(text, match, other)


def listed(text: Text, _: random.Random) -> Iterator[Edit]:
    """A row of a list left out."""
    for match in re.finditer(r"^ +- \{(?:项目|一级|名称): [^\n]+\n", text.words, re.MULTILINE):
        yield _replacing(text, match, "")


def score(text: Text, _: random.Random) -> Iterator[Edit]:
    """A weight, a score or a deviation changed."""
    for match in re.finditer(r"(?<=(?:分值|得分|权重): )(\d+)", text.words):
        yield _replacing(text, match, str(int(match[1]) + 2))
    for match in re.finditer(r"(?<=偏差度: )(-?\d+)", text.words):
        yield _replacing(text, match, str(int(match[1]) + 30))


GENERATORS: dict[str, Generator] = {
    "他处单位": sister,
    "名称差一字": one_character,
    "年份": year,
    "增减": direction,
    "文中金额": money,
    "遗留文字": residue,
    "重复的词": doubled,
    "科目编码": code,
    "所属单位": unit,
    "少一行": listed,
    "分值": score,
}


def _replacing(text: Text, match: re.Match[str], new: str) -> Edit:
    before = text.words.count(match.group(), 0, match.start())
    return Edit(text.file, match.group(), new, before)


def generated(folder: Path, seed: int) -> Iterator[Slip]:
    """Slips of each kind in a document, the same for the same seed."""
    agency = AGENCY.search((folder / "profile.yaml").read_text(encoding="utf-8"))
    texts = [
        Text(path.name, path.read_text(encoding="utf-8"), agency[1] if agency else "")
        for path in sorted(folder.iterdir())
        if path.suffix in (".yaml", ".md")
    ]
    for kind, generate in GENERATORS.items():
        rng = random.Random(f"{seed} {kind} {folder}")  # noqa: S311 (no secret)
        edits = [e for text in texts for e in generate(text, rng) if _is_published(text, e)]
        for edit in rng.sample(edits, min(MOST, len(edits))):
            yield Slip(kind, f"{edit.old} → {edit.new}"[:60], folder, (edit,))


def _is_published(text: Text, edit: Edit) -> bool:
    """Whether it changes what is published: no comment, and no acceptance of a warning."""
    _, where = edit.applied(text.words)
    line = text.words.split("\n")[where[-1] - 1]
    return not line.lstrip().startswith(("#", "- {规则:"))


def sample(file: Path) -> Iterator[Slip]:
    """The slips of a file: errors of published documents put back, texts, structure."""
    for row in json.loads(file.read_text(encoding="utf-8")):
        edits = tuple(Edit(**edit) for edit in row["edits"])
        yield Slip(row["kind"], row["what"], Path(row["source"]), edits)


def tried(slips: Sequence[Slip], project: Project) -> Iterator[Outcome]:
    """The outcome of each slip; the documents are copied, and the copies changed."""
    by_source: dict[Path, list[Slip]] = defaultdict(list)
    for slip in slips:
        by_source[slip.source].append(slip)
    with tempfile.TemporaryDirectory() as scratch:
        for source, own in by_source.items():
            copy = Path(scratch) / source.parent.name / source.name
            shutil.copytree(project.root / source, copy)
            clean = Counter(map(_words, _weighty(examine(copy, project)[1])))
            yield from (_tried(slip, copy, clean, project) for slip in own)


def _tried(slip: Slip, copy: Path, clean: Counter[object], project: Project) -> Outcome:
    originals: dict[Path, str] = {}
    lines: dict[str, set[int]] = defaultdict(set)
    for edit in slip.edits:
        file = copy / edit.file
        text = file.read_text(encoding="utf-8")
        originals.setdefault(file, text)
        changed, where = edit.applied(text)
        lines[edit.file] |= set(where)
        file.write_text(changed, encoding="utf-8")
    found = _new(_weighty(examine(copy, project)[1]), clean)
    for file, text in originals.items():
        file.write_text(text, encoding="utf-8")
    here = [d for d in found if any(p.line in lines[p.file.name] for p in _places(d))]
    return Outcome(slip, bool(here), bool(found), tuple(sorted({d.code for d in here or found})))


def _weighty(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    return [d for d in found if d.severity is not Severity.NOTE and not d.code.startswith(LOCKS)]


def _words(diagnostic: Diagnostic) -> object:
    # Lines move when rows are added or left out; what a finding says does not.
    return diagnostic.code, re.sub("第 [0-9]+ 行", "", diagnostic.message)


def _new(found: Sequence[Diagnostic], clean: Counter[object]) -> list[Diagnostic]:
    left = Counter(clean)
    new = []
    for diagnostic in found:
        if left[_words(diagnostic)]:
            left[_words(diagnostic)] -= 1
        else:
            new.append(diagnostic)
    return new


def _places(diagnostic: Diagnostic) -> Iterator[Place]:
    yield diagnostic.place
    yield from diagnostic.suspects
    yield from (operand.place for operand in diagnostic.operands if operand.place)


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The outcomes by kind as rows of a Markdown table."""
    yield "| 笔误 | 次数 | 就在改动处发现 | 占比 | 另在别处发现 |"
    yield "|---|---:|---:|---:|---:|"
    for kind in (*dict.fromkeys(o.slip.kind for o in outcomes), "合计"):
        own = [o for o in outcomes if kind in (o.slip.kind, "合计")]
        noticed = sum(o.is_noticed for o in own)
        elsewhere = sum(o.elsewhere and not o.is_noticed for o in own)
        share = f"{Decimal(100 * noticed) / len(own):.0f}%" if own else "—"
        yield f"| {kind} | {len(own)} | {noticed} | {share} | {elsewhere} |"


# Sentences with a random figure, at places where an author writes one.
STATEMENTS: dict[str, Callable[[random.Random], str]] = {
    "两位小数的万元": lambda rng: f"其中设备购置{rng.randint(100, 300000) / 100:.2f}万元",
    "整数的万元": lambda rng: f"其中设备购置{rng.randint(2, 3000)}万元",
    "整数的百分比": lambda rng: f"比上年增长{rng.randint(1, 120)}%",
    "两位小数的百分比": lambda rng: f"比上年增长{rng.randint(100, 12000) / 100:.2f}%",
    "科目的万元": lambda rng: f"其中公务接待费{rng.randint(2, 300)}万元",
}


def chance(folder: Path, project: Project, seed: int) -> Iterator[tuple[str, bool]]:
    """For random wrong figures of each kind: the kind, and whether the checks let it pass."""
    rng = random.Random(f"{seed} {folder}")  # noqa: S311 (no secret)
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / folder.parent.name / folder.name
        shutil.copytree(folder, copy)
        file = copy / "disclosure.yaml"
        text = file.read_text(encoding="utf-8")
        for kind, make in STATEMENTS.items():
            words = [f"{make(rng)}。" for _ in range(CHANCES)]
            whole = re.sub(r"^补充说明:\n(?:  .+\n)+", "", text, flags=re.MULTILINE)
            head = f"{whole}\n补充说明:\n  政府采购: "
            file.write_text(head + "".join(words) + "\n", encoding="utf-8")
            found = [
                d for d in _weighty(examine(copy, project)[1]) if d.place.file.name == file.name
            ]
            told = {d.place.column for d in found if d.place.line == head.count("\n") + 1}
            end = len("  政府采购: ")
            for said in words:
                start, end = end, end + len(said)
                yield kind, not any(start < column <= end for column in told)


def chances(folders: Sequence[Path], project: Project, seed: int) -> Iterator[str]:
    """How often random figures pass, as rows of a Markdown table."""
    passed: dict[str, list[bool]] = defaultdict(list)
    for folder in folders:
        for kind, has_passed in chance(folder, project, seed):
            passed[kind].append(has_passed)
    yield "| 随机的数 | 次数 | 没有查出 |"
    yield "|---|---:|---:|"
    for kind, results in passed.items():
        yield f"| {kind} | {len(results)} | {Decimal(100 * sum(results)) / len(results):.1f}% |"


def main() -> None:
    """Print what is noticed by kind, the slips that were missed, and what passes by chance."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--chance", action="store_true")
    parser.add_argument("folders", nargs="*", type=Path)
    given = parser.parse_args()
    project = Project()
    folders, _ = find_folders(tuple(given.folders) or (project.sources,), project)
    if given.chance:
        print("\n".join(chances(folders, project, given.seed)))
        return
    own = (slip for folder in folders for slip in generated(folder, given.seed))
    outcomes = list(tried(list(sample(given.sample) if given.sample else own), project))
    print("\n".join(table(outcomes)))
    for outcome in outcomes if given.missed else ():
        if not outcome.is_noticed:
            slip, codes = outcome.slip, " ".join(outcome.codes)
            print(f"- {slip.kind}：{slip.source.parent.name} {slip.what!r} {codes}")


if __name__ == "__main__":
    main()
