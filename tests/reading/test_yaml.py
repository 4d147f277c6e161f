"""YAML text → nodes with places, or one diagnostic in Chinese at the slip."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.explanations import codes_of
from mingzhang.reading import yaml as reader
from mingzhang.reading.yaml import read_yaml
from mingzhang.reading.yaml_syntax_faults import find_slip

FILE = Path("disclosure.yaml")
KNOWN = {code.code for code in codes_of("reading")}


def read(text: str | bytes) -> tuple[object, tuple[Diagnostic, ...]]:
    node, found = read_yaml(text if isinstance(text, bytes) else text.encode(), FILE)
    return (node.plain() if node else None), found


def value(text: str) -> object:
    plain, found = read(f"值: {text}\n")
    assert [d for d in found if d.severity is Severity.ERROR] == []
    assert isinstance(plain, dict)
    return plain["值"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60.88", Decimal("60.88")),
        ("60.80", Decimal("60.80")),
        ("-0.5", Decimal("-0.5")),
        ("+3", Decimal(3)),
        ("0101", Decimal(101)),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("NULL", None),
        ("NO", "NO"),
        ("yes", "yes"),
        ("12:30:45", "12:30:45"),
        ("2025-10-09", "2025-10-09"),
        ("1_000", "1_000"),
        ("1e5", "1e5"),
        ("0x1F", "0x1F"),
        (".5", ".5"),
        ("'60.88'", "60.88"),
        ('"60.88"', "60.88"),
        ("12.5%", "12.5%"),
        ("1,234.56", "1,234.56"),
        ("人员调整，其中：增加 3 人", "人员调整，其中：增加 3 人"),
        ("http://例子", "http://例子"),
        ("|\n  　　第一段\n  第二段", "　　第一段\n第二段\n"),
        ("第一行\n  其中：第二行", "第一行 其中：第二行"),
    ],
)
def test_scalars(text: str, expected: object) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


def test_a_number_keeps_the_zeros_of_its_text() -> None:
    assert str(value("60.80")) == "60.80"


def test_every_key_and_value_knows_its_place() -> None:
    node, _ = read_yaml("年度: 2024\n支出:\n  - {科目: 2080501, 人员经费: 60.88}\n".encode(), FILE)
    assert node is not None
    row = next(iter(node.get("支出").rows()))  # type: ignore[union-attr]
    assert str(row.place) == "disclosure.yaml:3:5"
    assert str(row.keys["人员经费"]) == "disclosure.yaml:3:19"
    amount = row.get("人员经费")
    assert amount is not None
    assert str(amount.place) == "disclosure.yaml:3:25"


def test_an_absent_value_is_placed_at_its_key() -> None:
    node, found = read_yaml("支出:\n\n\n年度: 2024\n".encode(), FILE)
    assert found == ()
    assert node is not None
    assert str(node.get("支出").place) == "disclosure.yaml:1:1"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "年度: 2024\r\n版式: 吉林\r\n".encode(),
        "\ufeff年度: 2024\n版式: 吉林\n".encode(),
        "--- # 说明\n年度: 2024\n版式: 吉林\n".encode(),
    ],
    ids=["CRLF", "BOM", "document start"],
)
def test_harmless_differences_of_editors(text: bytes) -> None:
    assert read(text) == ({"年度": Decimal(2024), "版式": "吉林"}, ())


# What clerks type wrong: text, code, line, column, a decisive part of message or hint.
FAULTS: list[tuple[str | bytes, str, int, int, str]] = [
    # Files
    ("", "MZ005", 1, 1, "没有内容"),
    ("# 只有注释\n", "MZ005", 1, 1, "没有内容"),
    ("年度: 2024\n版式: 吉林".encode("gb18030"), "MZ003", 1, 1, "GBK"),
    (b"a: 1\nb: \xb0\xa1\n", "MZ003", 2, 4, "另存为"),
    ("年: 1\n".encode() + b"b: \xff\xff\xff", "MZ003", 2, 4, "可能不是文本文件"),
    ("年度: 2024".encode("utf-16"), "MZ003", 1, 1, "UTF-16"),
    ("a: 1\nb: 2".encode("utf-16-le"), "MZ003", 1, 1, "UTF-16"),
    (b"PK\x03\x04xlsx", "MZ003", 1, 1, "Excel"),
    ("a: 1\nb: x\0y\n", "MZ004", 2, 5, "U+0000"),
    ("a: 1\r\nb: x\x07y\n", "MZ004", 2, 5, "U+0007"),
    ("a: 甲\u202e乙\n", "MZ004", 1, 5, "U+202E"),
    ("a: 甲\u200b乙\n", "MZ004", 1, 5, "看不见"),
    ("a: 甲\u2028乙\n", "MZ004", 1, 5, "U+2028"),
    ('a: "甲\\u202e乙"\n', "MZ004", 1, 4, "U+202E"),
    ('a: "甲\\u00ad乙"\n', "MZ004", 1, 4, "U+00AD"),
    ('a: "\\u2f2f作"\n', "MZ060", 1, 4, "“⼯”换成“工”"),
    ('a: "\\ue000"\n', "MZ061", 1, 4, "U+E000"),
    ("a: 甲\u3164\n", "MZ004", 1, 5, "U+3164"),
    ("⼯作: 1\n", "MZ060", 1, 1, "“⼯”换成“工”"),
    ("a: 某市⼈民⼈大⼯会\n", "MZ060", 1, 6, "“⼈”换成“人”、“⼯”换成“工”"),
    ("a: 某市⼈民⼈大⼯会\n", "MZ060", 1, 6, "后面另有 2 处"),
    ("a: 甲\ufffd乙\n", "MZ061", 1, 5, "U+FFFD"),
    # Conflicts
    ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", "MZ059", 2, 1, "选定"),
    ("a: 1\r\n=======\r\n", "MZ059", 2, 1, "======="),
    ("a: 1\n||||||| 甲\n", "MZ059", 2, 1, "|||||||"),
    ("<<<<<<< 甲\na: 1\n||||||| 前\na: 0\n=======\na: 2\n>>>>>>> 乙\n", "MZ059", 1, 1, "改以前"),
    # Tags
    ("a: !!float 1\n", "MZ015", 1, 4, "“!!float”"),
    # Commas inside braces
    ("a: {名称: 库房改造,21.56万元}\n", "MZ063", 1, 14, "'库房改造,21.56万元'"),
    ("a: {名称: 库房改造,21}\n", "MZ063", 1, 14, "“21”前面的半角逗号"),
    ('a: {名称: "库房", 改造}\n', "MZ063", 1, 15, "“改造”"),
    ("a: {金额: 3, 人员}\n", "MZ063", 1, 12, "没有冒号和值"),
    ("a: {库房}\n", "MZ063", 1, 5, "{库房: …}"),
    ("a: {名称: 库房、金额: 3}\n", "MZ010", 1, 11, "半角逗号"),
    ("a: {名称: 库房；金额: 3}\n", "MZ010", 1, 11, "“金额”"),
    ("a: {名称: 库房;金额: 3}\n", "MZ010", 1, 11, "“金额”"),
    # Colons
    ("年度: 2024\n单位：x\n版式: 吉林\n", "MZ010", 2, 3, "“单位”后面用了全角冒号"),
    ("年度: 2024\r\n单位：x\r\n", "MZ010", 2, 3, "单位: …"),
    ("单位：x\n年度：2024\n", "MZ010", 1, 3, "全角冒号"),
    ("a:\n  - {科目：2080501, 人员经费: 1}\n", "MZ010", 2, 8, "“科目”"),
    ("年度: 2024\n  版式：吉林\n", "MZ010", 2, 5, "“版式”"),
    ("年度: 2024\n版式:吉林\n金额单位: 元\n", "MZ011", 2, 3, "冒号后面少了空格"),
    ("a:\n  - {科目:2080501, 人员经费: 1}\n", "MZ011", 2, 8, "“科目”"),
    ("原因: 文字\n  版式:吉林\n", "MZ011", 2, 5, "“版式”"),
    ("a: b: c\n", "MZ006", 1, 5, "半角引号"),
    ("年度 2024\n版式: 吉林\n", "MZ006", 2, 3, "冒号加空格"),
    ("一段文字\n", "MZ023", 1, 1, "键: 值"),
    # Commas, brackets, dashes
    ("a:\n  - {科目: 2080501，人员经费: 1}\n", "MZ010", 2, 17, "全角逗号"),
    ("a:\n  - {科目: 2080501，人员经费：1}\n", "MZ010", 2, 17, "全角逗号"),
    ("a:\n  - ｛科目: 1｝\n", "MZ010", 2, 5, "全角括号"),
    ("a:\n  － {科目: 1}\n", "MZ010", 2, 3, "短横"),
    ("a:\n  -{科目: 1}\n", "MZ011", 2, 3, "短横后面少了空格"),
    ("a: {b: 1,234.56}\n", "MZ033", 1, 10, "1234.56"),
    ("a:\n  - {b: 1, c: 2\n  - {b: 1}\n", "MZ012", 2, 5, "花括号"),
    ("a: [1, 2\nb: 3\n", "MZ012", 1, 4, "方括号"),
    ("a: 1\nb: [\n", "MZ012", 2, 4, "方括号"),
    ("a:\n  - {b: 1,\n\n", "MZ012", 2, 5, "花括号"),
    ("%YAML 1.2\n\n", "MZ015", 1, 1, "删去这一行"),
    ("# 说明\n%YAML 1.2\n# 说明\n年度: 1\n", "MZ015", 2, 1, "删去这一行"),
    ("%YAML 3.0\n---\na: 1\n", "MZ015", 1, 1, "%"),
    ('a: "文字\n%增长" 说: 1\n', "MZ012", 1, 4, ""),
    ("{a: 1}}\n", "MZ006", 1, 7, "多出来的"),
    ("{a: 1}\nb: 2\n", "MZ006", 2, 1, "多出来的"),
    ("...\na: 1\n", "MZ016", 1, 1, "“...”"),
    ("a: {b: 新增 #2锅炉}\n", "MZ747", 1, 11, "前面有空格"),
    ("a:\n  - {b: 1, c: 文字 # 备查}\n  - {b: 1}\n", "MZ747", 2, 18, "前面的括号没有配对"),
    ("a: 新增 #2锅炉，改造\nb: 1\n", "MZ747", 1, 7, "“#2锅炉”前面有空格"),
    ('a: "文字\nb: 2\n', "MZ012", 1, 4, "引号没有配对"),
    ('a: "有"引号"的"\n', "MZ012", 1, 7, "中文引号"),
    ('a: "文字\nb: "2"\n', "MZ012", 1, 4, "不成对"),
    ("a: [1]\nb: }\n", "MZ006", 2, 4, "不能以这个符号开头"),
    ("a: @x\n", "MZ006", 1, 4, "半角引号"),
    ('a: "C:\\数据"\n', "MZ006", 1, 7, "反斜杠"),
    ("a: |文字\n", "MZ006", 1, 4, "多行文字"),
    # Indents
    ("a:\n\t- {b: 1}\n", "MZ008", 2, 1, "制表符"),
    ("a:\n  b: 1\n\tc: 2\n", "MZ008", 3, 1, "制表符"),
    ("a:\n　科目: 1\n", "MZ009", 2, 1, "全角空格"),
    ("a:\n  - 科目: 1\n　　名称: 2\n", "MZ009", 3, 1, "全角空格"),
    ("a: 　文字\n", "MZ009", 1, 4, "全角空格"),
    ("a:\n   b: 1\n  c: 2\n", "MZ007", 3, 3, "这一行缩进 2 格，第 2 行同级的缩进 3 格"),
    ("a:\n   b: 1\n  c: 2\n  d: 3\ne: 4\n", "MZ007", 2, 4, "缩进 3 格，第 3 行同级的缩进 2 格"),
    ("a:\n  - b: 1\n    c: 2\n   d: 3\n", "MZ007", 4, 4, "缩进 3 格，第 3 行同级的缩进 4 格"),
    ("a:\n  - 1\n - 2\n", "MZ007", 3, 2, "对齐"),
    ("z:\n  - 0\na:\n   - 1\n  - 2\n  - 3\n", "MZ007", 4, 4, "缩进 3 格，第 5 行同级的缩进 2 格"),
    ("z:\n  y: 0\n a:\n  b: 1\n", "MZ007", 3, 2, "缩进 1 格，第 1 行同级的缩进 0 格"),
    ("- 1\na: 2\n", "MZ007", 2, 1, "对齐"),
    ("a: - 1\n", "MZ007", 1, 4, "另起一行"),
    # What is not used of YAML
    ("a: &x 1\n", "MZ014", 1, 4, "合用的内容照原样再写一遍"),
    ("a: *x\n", "MZ014", 1, 4, "引用"),
    ("a: *号\n", "MZ014", 1, 4, "要合用别处内容的，照原样再写一遍"),
    ("<<: {a: 1}\n", "MZ014", 1, 1, "合并"),
    ("a: !!python/object:x 1\n", "MZ015", 1, 4, "标签"),
    ("a: !重要\n", "MZ015", 1, 4, "标签"),
    ("%YAML 1.1\n---\na: 1\n", "MZ015", 1, 1, "%"),
    ("a: 1\n---\nb: 2\n", "MZ016", 2, 1, "几份"),
    ("a: 1\n...\nb: 2\n", "MZ016", 2, 1, "..."),
    ("{a: 1}: b\n", "MZ019", 1, 1, "不能作键"),
    ("'': b\n", "MZ019", 1, 1, "没有键"),
    # Keys and numbers
    ("年度: 1\n版式: 2\n年度: 3\n", "MZ013", 3, 1, "第 1 行第 1 列"),
    ("a: ０.５\n", "MZ020", 1, 4, "请改为半角 0.5"),
    ("a: －１，２３４．５\n", "MZ020", 1, 4, "请改为半角 -1234.5"),
    (f"a: {'1' * 19}\n", "MZ021", 1, 4, "太长"),
    (f"a: 0.{'1' * 13}\n", "MZ021", 1, 4, "太长"),
    ("[" * 60, "MZ017", 1, 51, "嵌套"),
    ("a: " + "{a: " * 60, "MZ017", 1, 200, "嵌套"),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "part"), FAULTS)
def test_faults(text: str | bytes, code: str, line: int, column: int, part: str) -> None:
    _, found = read(text)
    assert [(d.code, d.place.line, d.place.column) for d in found] == [(code, line, column)]
    assert part in found[0].message + found[0].hint
    assert found[0].severity is Severity.ERROR
    assert found[0].hint
    assert code in KNOWN


@pytest.mark.parametrize(
    ("text", "severity"),
    [("007", Severity.NOTE), ("01", Severity.WARNING), ("0100.00", Severity.WARNING)],
)
def test_a_leading_zero_is_noted_and_of_money_warned_of(text: str, severity: Severity) -> None:
    _, found = read(f"a: {text}\n")
    assert [(d.code, d.severity) for d in found] == [("MZ022", severity)]


def test_slips_with_an_obvious_meaning_leave_a_tree() -> None:
    plain, found = read("a: ０.５\nb: 1\nb: 2\n")
    assert plain == {"a": Decimal("0.5"), "b": Decimal(1)}
    assert [d.code for d in found] == ["MZ020", "MZ013"]


def test_size_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_VALUES", 5)
    _, found = read("[1, 2, 3, 4, 5, 6]\n")
    assert [(d.code, d.place.column) for d in found] == [("MZ018", 14)]
    _, found = read(b"#" * 10_000_001)
    assert [d.code for d in found] == ["MZ002"]


def always_a_value(text: bytes) -> None:
    node, found = read_yaml(text, FILE)
    assert node is not None or found
    for diagnostic in found:
        assert diagnostic.code in KNOWN
        assert any("\u4e00" <= c <= "\u9fff" for c in diagnostic.message)
        assert diagnostic.place.line >= 0


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told(text: bytes) -> None:
    always_a_value(text)


@given(st.text("ab科目1２.,:：，-－{}[]｛｝\"'#&*!|>%@`?<~ 　\t\n\r\\\u00a0…", max_size=60))
def test_any_text_is_read_or_told(text: str) -> None:
    always_a_value(text.encode())


@given(st.text(max_size=80))
def test_any_unicode_is_read_or_told(text: str) -> None:
    always_a_value(text.encode("utf-8", "surrogatepass"))


def test_deep_nesting_of_every_kind_is_told() -> None:
    for text in ("[" * 100_000, "{a: " * 50_000, "- " * 20_000, "? " * 20_000, "[{" * 50_000):
        always_a_value(text.encode())


def test_both_places_of_a_key_that_stands_twice_are_told() -> None:
    _, (fault,) = read_yaml("年度: 1\n版式: 2\n年度: 3\n".encode(), FILE)
    assert [(o.place.line, o.value) for o in fault.operands if o.place] == [(1, "年度")]


@pytest.mark.parametrize(
    "line", ["金额: 5 # 备注：{金额：1}", "- {科目: 1, 金额: 5}  # 上年，{金额：3}"]
)
def test_what_a_comment_says_is_no_fault_of_its_line(line: str) -> None:
    assert find_slip(line) is None
    without = find_slip(line.replace("#", "号"))
    assert without is not None
