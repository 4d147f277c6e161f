"""Hostile input: a short run of the fuzzer, properties of any text, bounds of time and memory."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import MAKERS, Tally, bases, case_of, chunk, run, tallies
from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.source_text import MAX_BYTES
from mingzhang.reading.yaml import read_yaml
from mingzhang.report import FORMATS, Checked, Report, report
from tests.checks.case import project
from tests.support import PROJECT, account

FILE = Path("disclosure.yaml")
INPUTS = 60
SECONDS = 5.0
MEGABYTES = 400


def test_some_inputs_of_the_fuzzer() -> None:
    tally = chunk(seed=20260101, start=0, count=INPUTS)
    assert tally.tracebacks == []
    assert tally.outcomes.total() == INPUTS
    assert {name.split("  ")[0].strip() for name in tally.outcomes} == set(MAKERS)


def test_a_run_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "record"
    monkeypatch.setattr("benchmarks.fuzz.chunk", _noted)
    (first,) = tallies([5], 7, 1, record)
    monkeypatch.setattr("benchmarks.fuzz.chunk", _never)
    assert list(tallies([5], 7, 1, record)) == [first]
    assert first.tracebacks == [(5, "seed 7")]


def _noted(seed: int, start: int) -> Tally:
    return Tally(Counter({"good": 1}), (0.5, start), [(start, f"seed {seed}")])


def _never(seed: int, start: int) -> Tally:
    raise AssertionError(seed, start)


def test_an_input_is_made_the_same_again() -> None:
    assert case_of(7, 11) == case_of(7, 11)
    assert case_of(7, 11) != case_of(8, 11)


def test_the_sources_themselves_are_good() -> None:
    whole = bases()[:: len(bases()) // len(list(PROJECT.sources.glob("*/*-*")))]
    assert {run(case) for case in whole} <= {"good: 成文"}


def test_the_fuzzer_sees_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    case = bases()[0]
    assert run(case) == "good: 成文"

    def failing(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr("benchmarks.fuzz.read_account", failing)
    with pytest.raises(KeyError):
        run(case)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_a_tree_or_told(data: bytes) -> None:
    tree, found = read_yaml(data, FILE)
    assert tree is not None or found
    for diagnostic in found:
        assert diagnostic.place.line >= 0
        assert diagnostic.message


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=150)
def test_any_words_of_an_author_can_be_checked_and_told(words: str) -> None:
    text = json.dumps("因" + words, ensure_ascii=False)
    tree, _ = read_yaml(f"补充说明: {{政府采购: {text}}}".encode("utf-8", "replace"), FILE)
    if tree is None:
        return
    node = tree.get("补充说明", "政府采购")
    if node and node.text:
        found = check(account(f"补充说明: {{政府采购: {text}}}"))
        assert all(d.place.line >= 1 and d.place.column >= 1 for d in found)


# What rules on texts look for, in pieces: together they make what no rule expects.
PIECES = (
    *(
        "1",
        "２",
        "12",
        "1,200",
        "1，200",
        "1，20",
        "３,４００",
        "0",
        "2024",
        "二〇二四",
        "十",
        "三十一",
    ),
    *(
        ".5",
        "1.",
        "1.2.3",
        "²",
        "Ⅳ",
        "½",
        "٣",
        "百分之",
        "成",
        "%",
        "％",
        "，",
        "、",
        "。",
        "：",
        " ",
    ),
    *(
        "万元",
        "元",
        "亿元",
        "万",
        "人次",
        "批次",
        "辆",
        "个团组",
        "人",
        "家",
        "分",
        "年",
        "月",
        "日",
    ),
    *("由", "增加", "减少", "到", "至", "—", "占", "自评得分", "总分", "公务接待", "出国", "车辆"),
    *(
        "本单位",
        "较",
        "截至",
        "预算",
        "决算",
        "（项）",
        "〔",
        "〕",
        "号",
        "×",
        "≥",
        "共",
        "均",
        "单价",
    ),
)
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)


@given(*[WORDS] * 6)
@settings(deadline=None, max_examples=60)
def test_any_figures_in_texts_can_be_checked(
    reason: str, said: str, more: str, goal: str, target: str, judged: str
) -> None:
    typed = [json.dumps(f"因{words}", ensure_ascii=False) for words in (reason, said, more)]
    source = f"""
        支出: [{{科目: 2101502, 项目支出: 60.88, 年初预算: 55.00, 差异原因: {typed[0]}}}]
        三公经费:
          公务接待费: {{预算: 0.36, 决算: 0.36, 国内接待: {{批次: 3, 人次: 24}}}}
          说明: {typed[1]}
        补充说明: {{国有资产: {typed[2]}}}
    """
    texts = [json.dumps(words, ensure_ascii=False) for words in (goal, target, judged)]
    lines = f"科目: 2101502\n            评价结论: {texts[2]}"
    evaluated = project("{当年财政拨款: [60.88, 60.88, 60.88]}", lines, f"完成值: {texts[1]}")
    evaluated = evaluated.replace("预期: 完成扫描", f"预期: {texts[0]}")
    found = check(account(source, performance=evaluated))
    assert all(diagnostic.message for diagnostic in found)


@given(st.text(), st.text(), st.integers(0, 10**9), st.integers(0, 10**9))
def test_any_finding_can_be_told_in_every_format(
    message: str, name: str, line: int, column: int
) -> None:
    place = Place(Path(f"a{name}".replace("\0", "")), line, column)
    found = (Diagnostic(place, "MZ601", message, message, Severity.WARNING),)
    told = Report((Checked(Path("a"), found),), {})
    texts = {name: as_text(told) for name, as_text in FORMATS.items()}
    for text in (*texts.values(), *report(found)):
        text.encode()
    for kind in ("json", "sarif", "gitlab"):
        assert json.loads(texts[kind])
    assert Xml.fromstring(texts["junit"]).tag == "testsuites"  # noqa: S314 (our own text)
    assert texts["github"].count("\n") == 0


# Bounds

LARGE: dict[str, Callable[[], bytes]] = {
    "100 MB": lambda: b"a: 1\n" * 20_000_000,
    "100 MB in one line": lambda: b"a" * 100_000_000,
    "just below the limit, one text": lambda: b"a: " + b"b" * (MAX_BYTES - 10),
    "just below the limit, one number": lambda: b"a: " + b"9" * (MAX_BYTES - 10),
    "a million rows": lambda: b"\xe6\x94\xaf\xe5\x87\xba:\n" + b"- {a: 1}\n" * 1_000_000,
    "a million short rows": lambda: b"- 1\n" * 1_000_000,
    "a million keys": lambda: b"".join(b"k%d: 1\n" % n for n in range(1_000_000)),
    "nested 10,000 deep": lambda: b"[" * 10_000 + b"]" * 10_000,
    "nested 10,000 deep in blocks": lambda: b"\n".join(b" " * n + b"a:" for n in range(4000)),
    "10,000 dashes": lambda: b"- " * 10_000,
    "aliases of aliases": lambda: b"a: &a [x]\n" + b"b: [*a, *a, *a]\n" * 1000,
    "1e999999": "年度: 1e999999\n".encode,
    "question marks": lambda: b"? " * 100_000,
    "braces": lambda: b"{" * 1_000_000,
    "quotes": lambda: b'"' * 1_000_001,
}


@pytest.mark.parametrize("make", LARGE.values(), ids=LARGE)
def test_time_and_memory_are_bounded(make: Callable[[], bytes], tmp_path: Path) -> None:
    folder = tmp_path / "agency" / "2024-final"
    folder.mkdir(parents=True)
    (folder / DISCLOSURE).write_bytes(make())
    (folder / "profile.yaml").write_text("名称: 某局\n类型: 部门\n职责: d.md\n", "utf-8")
    (folder / "d.md").write_text("一、负责。\n", "utf-8")
    begun = time.process_time()
    read, found = read_folder(folder, PROJECT)
    told = list(report(found))
    assert time.process_time() - begun < SECONDS
    assert read is None
    assert found
    assert sum(map(len, told)) < 10_000


def test_the_memory_of_a_large_file_is_bounded(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(LARGE["a million rows"]())
    tracemalloc.start()
    read_yaml(file.read_bytes(), file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEGABYTES * 1_000_000
