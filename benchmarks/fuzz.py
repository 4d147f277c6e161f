"""Hostile input through the whole program but for the files: read → facts → check → render.

In: a seed and a number of inputs.  Out: how they ended, the slowest, and every traceback with its
input.  An input is random bytes, a random tree of the schema's own keys, a real source mutated, a
record of reasons mutated, or a folder in which something is no file; the same seed and number give
the same input.  With ``--record FILE`` a run that was ended goes on where it was.  Run with
``python -m benchmarks.fuzz --help``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, has_errors
from mingzhang.document.render import render
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.forms.form import schemas_of
from mingzhang.project import Project
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE, Folder, find_folders
from mingzhang.reading.node import Node
from mingzhang.reading.reason_locks import FILE as LOCKS
from mingzhang.reading.reason_locks import read_locks
from mingzhang.reading.schema_check import validate
from mingzhang.reading.schema_messages import Schema
from mingzhang.reading.source_text import decode
from mingzhang.reading.yaml import read_yaml
from mingzhang.report import FORMATS, Checked, Report, report

PROJECT = Project()
MARKDOWN = "duties.md"
CHUNK = 250
RENDERED = 4  # a page costs ten times what comes before it: every fourth input gets one
SLOW = 5.0  # seconds of a processor; a case that takes longer is told

HOSTILE = (
    *(
        "9" * 400,
        "-1",
        "1e999999",
        "-0.0",
        "0.005",
        "999999999999999999.99",
        ".5",
        "１２３",
        "1,234.5",
    ),
    *("null", "true", "~", "''", "[]", "{}", "NaN", ".inf", "0x1F", "0o17", "1_000", "2024-02-30"),
    *(
        '"\\x00"',
        '"\\u202e123"',
        '"\\ud800"',
        "\u202e3.14",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\x07",
        "\t",
    ),
    *("*a", "&a 1", "!!python/object:os.system x", "!!binary aGk=", "<<: *a", "%YAML 1.1", "---"),
    *(
        "{{ 7*7 }}",
        "{% raw %}",
        "<script>",
        "]]>",
        "&amp;",
        "../../../etc/passwd",
        "|",
        ">-",
        "? [",
    ),
    *(
        "合计",
        "XX",
        "增加（减少）",
        "2022年度决算",
        "1.69元",
        "占120%",
        "12345.67万元",
        "我单位2020年度",
    ),
    *(
        "[" * 200,
        "{a: " * 100,
        "[" * 10_000,
        "a: " * 60,
        "x" * 5000,
        "，" * 500,
        "\U0001f600",
        "\r",
    ),
    # What hides, what looks like another character, what a merge leaves, what a runner obeys.
    *("\u00ad", "\u3164", "\ufe0f", "\U000e0041", "⼯", "\uf914", "e\u0301", "\ue000", "\ufffd"),
    *('"\\u00ad"', '"\\u2f2f"', '"\\U000e0041"', '"\\n::warning::x"', "##[error]x"),
    *("<<<<<<< HEAD", "=======", ">>>>>>> x", "||||||| x", "{名称: 甲,乙}", "!!float 1"),
    *("9" * 60, "-" + "9" * 60, "1." + "3" * 60, "Infinity", "-0", "上年=1,上年=2"),
)
FOREIGN = "外面的内容"  # stands outside the folder and must come out nowhere
CODES = ("2080501", "20805", "208", "2101501", "2120809", "30101", "301", "合计", "9999999", "0101")


@dataclass(frozen=True)
class Case:
    """The files of a document; ``odd``: in the place of which something is no file, and what."""

    kind: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    odd: tuple[str, str] = ("", "")


@dataclass
class Tally:
    """How inputs ended."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)
    tracebacks: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.outcomes += other.outcomes
        self.slowest = max(self.slowest, other.slowest)
        self.tracebacks += other.tracebacks


# Running


def run(case: Case, *, rendered: bool = True) -> str:
    """Which stage ended the case; raises what the program raises."""
    if case.odd[0]:
        return _run_on_disk(case)
    folder, found = _folder(case)
    if folder is None:
        _tell(found)
        return "reading: 来源有错"
    account = read_account(folder, PROJECT)
    found = (*found, *check(account))
    if not rendered:
        _tell(found)
        return f"checks: {'核对有错' if has_errors(found) else '核对通过'}（不成文）"
    document, faults = render(account, PROJECT)
    _tell((*found, *faults))
    if has_errors(faults):
        return "document: 无法成文"
    if has_errors(found):
        return "checks: 核对有错"
    return "good: 成文" if document else "document: 没有文档"


def _run_on_disk(case: Case) -> str:
    """A folder in which one thing is no file is told, and nothing from outside comes out."""
    with TemporaryDirectory() as temporary:
        root = Path(temporary)
        _lay_out(case, root)
        project = Project(root / "inside")
        folders, missing = find_folders((), project)
        found = [d for folder in folders for d in read_folder(folder, project)[1]]
        _tell([*missing, *found])
        if FOREIGN in "".join(report(found)):
            raise AssertionError(case.odd)
        return f"reading: {'来源有错' if has_errors((*missing, *found)) else '没有碍事'}"


def _lay_out(case: Case, root: Path) -> None:
    outside, agency = root / "outside", root / "inside" / "sources" / "agency"
    for folder in (outside, agency / f"2024-{case.kind}"):
        folder.mkdir(parents=True)
        for name, data in case.files.items():
            (folder / name).write_bytes(data if folder != outside else FOREIGN.encode())
    (root / "inside" / "schema").symlink_to(PROJECT.schema)
    what, name = case.odd
    place = {"agency": agency, "document": agency / f"2024-{case.kind}"}.get(
        name, agency / f"2024-{case.kind}" / name
    )
    if place.exists():
        place.rename(root / "away")
    _ODD[what](place, outside / name if (outside / name).exists() else outside)


_ODD: Mapping[str, Callable[[Path, Path], None]] = {
    "link": lambda place, target: place.symlink_to(target),
    "loop": lambda place, _: place.symlink_to(place.name),
    "broken": lambda place, _: place.symlink_to("nowhere"),
    "pipe": lambda place, _: os.mkfifo(place),
    "folder": lambda place, _: place.mkdir(),
    "device": lambda place, _: place.symlink_to("/dev/zero"),
}


def _tell(found: Sequence[Diagnostic]) -> None:
    """All that is said must be sayable, in every format."""
    "\n".join(report(found)).encode()
    told = Report((Checked(Path("fuzz"), tuple(found)),), {})
    for as_text in FORMATS.values():
        as_text(told).encode()


def _folder(case: Case) -> tuple[Folder | None, tuple[Diagnostic, ...]]:
    found: list[Diagnostic] = []
    nodes: dict[str, Node | None] = {}
    schemas: Mapping[str, Schema] = {}
    for name in (DISCLOSURE, PROFILE, PERFORMANCE):
        if name in case.files:
            nodes[name], faults = read_yaml(case.files[name], Path(name))
            schemas = schemas or _schemas(case.kind, nodes[name])
            found += faults
            found += validate(node, schemas[name]) if (node := nodes[name]) else ()
    text = decode(case.files.get(MARKDOWN, b""), Path(MARKDOWN))
    if isinstance(text, Diagnostic):
        found.append(text)
    disclosure, profile = nodes.get(DISCLOSURE), nodes.get(PROFILE)
    if disclosure is None or profile is None or has_errors(found):
        return None, tuple(found)
    named = profile.get("职责")
    texts = {named.text: str(text)} if named else {}
    files = (disclosure, profile, nodes.get(PERFORMANCE))
    locks = None
    if LOCKS in case.files:
        record = decode(case.files[LOCKS], Path(LOCKS))
        if isinstance(record, Diagnostic):
            return None, (*found, record)
        locks, faults = read_locks(record, Path(LOCKS))
        found += faults
    path = Path(f"2024-{case.kind}")
    return Folder(path, case.kind, *files, texts, locks=locks, schemas=schemas), tuple(found)


def _schemas(kind: str, disclosure: Node | None) -> Mapping[str, Schema]:
    form = disclosure.get("版式") if disclosure else None
    return schemas_of(PROJECT)(kind, form.text if form else "").files


# Making inputs


def case_of(seed: int, number: int) -> tuple[str, Case]:
    """The input of that number, and its kind."""
    random = Random(f"{seed}/{number}")  # noqa: S311 (repeatable, not secret)
    name, make = random.choices(list(MAKERS.items()), weights=(8, 6, 6, 2, 1))[0]
    return name, make(random)


def random_bytes(random: Random) -> Case:
    """Anything at all in the place of one file."""
    base = random.choice(bases())
    length = random.choice((0, 1, 3, 30, 300, 3000))
    data = random.randbytes(length)
    if random.random() < 0.5:
        letters = (
            "{}[]:,-# '\"|>&*!%@`\n\t\r\\?年度支出科目金额：，01.9aé\x00\x85\u2028\u202e\U0001f600"
        )
        data = "".join(random.choices(letters, k=length)).encode()
    return _with(base, random.choice(tuple(base.files)), data)


def random_tree(random: Random) -> Case:
    """A tree that the schema describes, with a hostile value here and there."""
    base = random.choice(bases())
    name = random.choice((DISCLOSURE, DISCLOSURE, PROFILE, PERFORMANCE))
    node, _ = read_yaml(base.files[DISCLOSURE], Path(DISCLOSURE))
    tree = _schemas(base.kind, node)[name]
    evil = random.choice((0.0, 0.0, 0.002, 0.05))
    text = _Tree(random, evil).value(tree, ())
    return _with(base, name, text.encode("utf-8", "surrogatepass"))


def mutated(random: Random) -> Case:
    """A real source of which some lines, values or characters were changed."""
    base = random.choice(bases())
    name = random.choice(tuple(base.files))
    lines = base.files[name].decode().split("\n")
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        random.choice(MUTATIONS)(random, lines)
    return _with(base, name, "\n".join(lines).encode("utf-8", "surrogatepass"))


def mutated_locks(random: Random) -> Case:
    """A record of reasons in which a field, a character or a line is another."""
    base = random.choice([case for case in bases() if LOCKS in case.files])
    lines = base.files[LOCKS].decode().split("\n")
    for _ in range(random.choice((1, 1, 2, 5))):
        at = random.randrange(len(lines))
        fields = lines[at].split("\t")
        fields[random.randrange(len(fields))] = random.choice(HOSTILE)
        lines[at] = random.choice(("\t", "\t", "\t", " ")).join(fields)
    return _with(base, LOCKS, "\n".join(lines).encode("utf-8", "surrogatepass"))


def odd_folder(random: Random) -> Case:
    """A folder in which something is a link, a pipe, a folder."""
    base = random.choice(bases())
    name = random.choice((*base.files, LOCKS, PERFORMANCE, "agency", "document"))
    return replace(base, odd=(random.choice(tuple(_ODD)), name))


MAKERS: dict[str, Callable[[Random], Case]] = {
    "random bytes": random_bytes,
    "random trees": random_tree,
    "mutated sources": mutated,
    "mutated locks": mutated_locks,
    "odd folders": odd_folder,
}


def _with(base: Case, name: str, data: bytes) -> Case:
    return replace(base, files={**base.files, name: data})


@cache
def bases() -> tuple[Case, ...]:
    """The real sources, each also cut down so that most inputs are quick."""
    folders, _ = find_folders((), PROJECT)
    whole = [_read(folder) for folder in folders]
    return tuple(case for one in whole for case in (one, *(_cut(one, seed) for seed in range(12))))


def _read(folder: Path) -> Case:
    names = (DISCLOSURE, PROFILE, PERFORMANCE, MARKDOWN, LOCKS)
    files = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
    return Case(folder.name.split("-")[1], files)


def _cut(case: Case, seed: int) -> Case:
    """Most of the rows left out, and the projects with their tables."""
    random = Random(seed)  # noqa: S311
    lines = case.files[DISCLOSURE].decode().split("\n")
    rows = ["", *(x for x in lines if not x.startswith("  #"))]
    # The first row stays: a list of nothing is no list.
    kept = [
        line
        for above, line in pairwise(rows)
        if not (line.startswith("  - {") and above.startswith("  - {")) or random.random() < 0.15
    ]
    profile = case.files[PROFILE].decode().split("\n")
    files = {
        **case.files,
        DISCLOSURE: "\n".join(kept).encode(),
        PROFILE: "\n".join(x for x in profile if not x.startswith("    职责")).encode(),
    }
    if PERFORMANCE in files:
        head = files[PERFORMANCE].decode().split("\n\n")
        files[PERFORMANCE] = head[0].encode()
    return Case(case.kind, files)


class _Tree:
    """Writes a random value of a schema as flow YAML."""

    def __init__(self, random: Random, evil: float) -> None:
        self.random = random
        self.evil = evil

    def value(self, schema: Mapping[str, object], path: tuple[str, ...]) -> str:
        if self.random.random() < self.evil:
            return self.random.choice(HOSTILE)
        kinds = schema.get("type", "string")
        kind = self.random.choice(kinds) if isinstance(kinds, list) else str(kinds)
        enum = schema.get("enum")
        if isinstance(enum, list):
            return str(self.random.choice(enum))
        if kind in ("object", "array"):
            return self._object(schema, path) if kind == "object" else self._array(schema, path)
        return self._number(schema, kind, path) if kind != "string" else self._text(schema, path)

    def _object(self, schema: Mapping[str, object], path: tuple[str, ...]) -> str:
        properties, required = schema.get("properties"), schema.get("required", ())
        keys = properties if isinstance(properties, dict) else {}
        chance = self.random.random()
        needed = required if isinstance(required, list) else []
        chosen = [key for key in keys if key in needed or self.random.random() < chance]
        if self.random.random() < self.evil:
            chosen.append(self.random.choice(HOSTILE))
        pairs = (f"{key}: {self.value(keys.get(key, {}), (*path, key))}" for key in chosen)
        return "\n".join(pairs) if not path else "{" + ", ".join(pairs) + "}"

    def _array(self, schema: Mapping[str, object], path: tuple[str, ...]) -> str:
        items, least = schema.get("items"), schema.get("minItems", 0)
        most = schema.get("maxItems", self.random.choice((0, 1, 3, 8)))
        count = max(int(str(least)), int(str(most)))
        below = items if isinstance(items, dict) else {}
        return "[" + ", ".join(self.value(below, path) for _ in range(count)) + "]"

    def _number(self, schema: Mapping[str, object], kind: str, path: tuple[str, ...]) -> str:
        if path[-1:] == ("科目",):
            return self.random.choice(CODES)
        if "maximum" in schema:
            low, high = int(str(schema.get("minimum", 0))), int(str(schema["maximum"]))
            return str(self.random.randint(low, high))
        digits = self.random.choice((1, 3, 5, 17))
        whole = self.random.randrange(10**digits)
        sign = "-" if "minimum" not in schema and self.random.random() < 0.1 else ""
        return f"{whole}" if kind == "integer" else f"{sign}{whole}.{self.random.randrange(100):02}"

    def _text(self, schema: Mapping[str, object], path: tuple[str, ...]) -> str:
        if path[-1:] == ("科目",):
            return self.random.choice(CODES)
        examples = schema.get("examples")
        if isinstance(examples, list) and self.random.random() < 0.9:
            return str(self.random.choice(examples))
        if "pattern" in schema:
            return MARKDOWN
        words = "某市档案馆本单位2024年度支出减少12.30万元，增加占比10%。XX<b>&{{年度}}# *'\"：—\t"
        text = "".join(self.random.choices(words, k=self.random.choice((1, 6, 40))))
        return json.dumps(text, ensure_ascii=False)


def _lines(change: Callable[[Random, list[str], int], None]) -> Callable[[Random, list[str]], None]:
    """A mutation of the line of a random number."""

    def mutate(random: Random, lines: list[str]) -> None:
        if lines:
            change(random, lines, random.randrange(len(lines)))

    return mutate


def _swap(random: Random, lines: list[str], at: int) -> None:
    other = random.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _scalar(random: Random, lines: list[str], at: int) -> None:
    """A value replaced, inside or outside of braces."""
    parts = lines[at].split(": ")
    if len(parts) > 1:
        spot = random.randrange(1, len(parts))
        tail = parts[spot].find(",") if "," in parts[spot] else len(parts[spot].rstrip("}"))
        parts[spot] = random.choice(HOSTILE) + parts[spot][tail:]
        lines[at] = ": ".join(parts)


def _character(random: Random, lines: list[str], at: int) -> None:
    spot = random.randrange(len(lines[at]) + 1)
    character = random.choice(
        "0123456789.-:{}[],'\"#&*!|> \t年\u202e\x00\ufeff：，。；、\u00ad\u3164⼯\ue000\u0301"
    )
    lines[at] = lines[at][:spot] + character + lines[at][spot + random.choice((0, 1)) :]


def _digits(random: Random, lines: list[str], at: int) -> None:
    lines[at] = "".join(
        random.choice("0123456789") if c.isdigit() and random.random() < 0.2 else c
        for c in lines[at]
    )


MUTATIONS: tuple[Callable[[Random, list[str]], None], ...] = (
    _lines(lambda _, lines, at: lines.__delitem__(at)),
    _lines(lambda random, lines, at: lines.insert(random.randrange(len(lines)), lines[at])),
    _lines(lambda random, lines, at: lines.insert(at, random.choice(HOSTILE))),
    _lines(lambda random, lines, at: lines.__setitem__(at, " " * random.randrange(9) + lines[at])),
    *(_lines(change) for change in (_swap, _scalar, _scalar, _character, _digits, _digits)),
)


# Counting


def chunk(seed: int, start: int, count: int = CHUNK) -> Tally:
    """The inputs from ``start`` on."""
    tally = Tally()
    for number in range(start, start + count):
        # The machine may be busy with other things: what counts is the work of this process.
        begun = time.process_time()
        name, case = case_of(seed, number)
        try:
            outcome = run(case, rendered=number % RENDERED == 0)
        except Exception:  # noqa: BLE001 (to find them is what a fuzzer is for)
            outcome = "TRACEBACK"
            tally.tracebacks.append((number, traceback.format_exc(limit=-4)))
        tally.outcomes[f"{name:15}  {outcome}"] += 1
        tally.slowest = max(tally.slowest, (time.process_time() - begun, number))
    return tally


def tallies(
    starts: Sequence[int], seed: int, processes: int, record: Path | None
) -> Iterator[Tally]:
    """What the chunks that begin so gave: as the record has it, else run and recorded."""
    known = dict(_recorded(record, seed)) if record else {}
    yield from (known[start] for start in starts if start in known)
    todo = [start for start in starts if start not in known]
    with ProcessPoolExecutor(processes) as pool:
        for start, tally in zip(todo, pool.map(partial(chunk, seed), todo), strict=True):
            if record:
                with record.open("a", encoding="utf-8") as file:
                    file.write(f"{json.dumps([seed, start, *_plain(tally)])}\n")
            yield tally


def _plain(tally: Tally) -> tuple[Mapping[str, int], tuple[float, int], list[tuple[int, str]]]:
    return tally.outcomes, tally.slowest, tally.tracebacks


def _recorded(record: Path, seed: int) -> Iterator[tuple[int, Tally]]:
    """The tallies of this seed that a run before has written down, by their first input."""
    for line in record.read_text("utf-8").splitlines() if record.is_file() else ():
        of, start, outcomes, slowest, tracebacks = json.loads(line)
        if of == seed:
            faults = [(number, text) for number, text in tracebacks]
            yield start, Tally(Counter(outcomes), (slowest[0], slowest[1]), faults)


def main(arguments: Sequence[str]) -> int:
    """Run the inputs and print the counts; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--start", type=int, default=0, help="number of the first input")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--record", type=Path, help="file of what was run, to go on from")
    chosen = parser.parse_args(arguments)
    begun = time.perf_counter()
    total = Tally()
    starts = range(chosen.start, chosen.start + chosen.inputs, CHUNK)
    for tally in tallies(starts, chosen.seed, chosen.processes, chosen.record):
        total.add(tally)
    _print(total, chosen.seed, time.perf_counter() - begun)
    return 1 if total.tracebacks or total.slowest[0] > SLOW else 0


def _print(total: Tally, seed: int, spent: float) -> None:
    for outcome, count in sorted(total.outcomes.items()):
        print(f"{count:8}  {outcome}")
    seconds, number = total.slowest
    print(
        f"{total.outcomes.total():8}  inputs in {spent:.0f} s, slowest {seconds:.2f} s (#{number})"
    )
    kinds: dict[str, list[int]] = {}
    for number, text in total.tracebacks:
        kinds.setdefault(text, []).append(number)
    for text, numbers in kinds.items():
        print(f"\n{len(numbers)} of seed {seed}, e.g. {numbers[:5]}\n{text}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
