"""Every format read back: what went in comes out, whatever characters it holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote
from xml.etree import ElementTree as Xml

import pytest

from mingzhang.checks.rule_catalogue import catalogue
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.report import FORMATS, Checked, Report, report
from mingzhang.report.sarif import _uri

FILE = Path("sources/agency/2024-final/disclosure.yaml")
NASTY = "相差 <b>&1%,:\"'\\ ]]>\n第二行\r \x1b[31m \u202e321 \ud800 ::error::"
ERROR = Diagnostic(
    Place(FILE, 23, 31),
    "MZ220",
    "210 合计不等",
    "核对",
    operands=(Operand("210 合计", "1,010.61", Place(FILE, 23, 31)), Operand("按科目合计", "9.00")),
    suspects=(Place(FILE, 23, 31), Place(FILE, 9, 5)),
)
WARNING = Diagnostic(Place(FILE, 40, 2), "MZ601", NASTY, NASTY, Severity.WARNING)
NOTE = Diagnostic(Place(FILE), "MZ022", "提示", severity=Severity.NOTE)
ALL = (ERROR, WARNING, NOTE)


def told(*diagnostics: Diagnostic, strict: bool = False) -> Report:
    return Report((Checked(FILE.parent, diagnostics),), catalogue(), strict)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_invisible_comes_out(name: str) -> None:
    text = FORMATS[name](told(*ALL, replace(ERROR, place=Place(Path("a\u202e\n,:%.yaml"), 1, 1))))
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ud800]", text)
    text.encode()


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found(name: str) -> None:
    assert FORMATS[name](Report((), {})) is not None


def test_json() -> None:
    first, second, third = json.loads(FORMATS["json"](told(*ALL)))
    place = {"file": str(FILE), "line": 23, "column": 31}
    assert first == {
        **place,
        "code": "MZ220",
        "severity": "error",
        "message": "210 合计不等",
        "hint": "核对",
        "operands": [
            {"label": "210 合计", "value": "1,010.61", **place},
            {"label": "按科目合计", "value": "9.00"},
        ],
        "suspects": [place, {"file": str(FILE), "line": 9, "column": 5}],
    }
    assert second["message"].startswith("相差 <b>&1%,:\"'\\ ]]>\\n第二行")
    assert (second["severity"], third["severity"]) == ("warning", "note")


def test_sarif() -> None:
    document = json.loads(FORMATS["sarif"](told(*ALL)))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*catalogue(), "MZ022"]
    assert rules[-1]["shortDescription"]["text"] == "数字以 0 开头"
    assert "编号" in rules[-1]["help"]["text"]
    for result, diagnostic in zip(run["results"], ALL, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == diagnostic.code
        location = result["locations"][0]["physicalLocation"]
        assert unquote(location["artifactLocation"]["uri"]) == str(FILE)
    first, _, third = run["results"]
    region = first["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 23, "startColumn": 31}
    related = [location["message"]["text"] for location in first["relatedLocations"]]
    assert related == ["210 合计 1,010.61", "最可疑 第 1", "最可疑 第 2"]
    assert "region" not in third["locations"][0]["physicalLocation"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


def test_sarif_names_a_file_elsewhere_with_its_scheme() -> None:
    place = Place(Path("/账 册/disclosure.yaml"), 1, 1)
    document = json.loads(FORMATS["sarif"](told(replace(ERROR, place=place))))
    (result,) = document["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "file:///%E8%B4%A6%20%E5%86%8C/disclosure.yaml"


def test_sarif_names_a_file_of_windows_with_its_drive() -> None:
    uri = _uri(PureWindowsPath("C:/账 册/disclosure.yaml"))  # type: ignore[arg-type]
    assert uri == "file:///C:/%E8%B4%A6%20%E5%86%8C/disclosure.yaml"


@pytest.mark.parametrize(("strict", "failing"), [(False, ["MZ220"]), (True, ["MZ220", "MZ601"])])
def test_junit(strict: bool, failing: list[str]) -> None:
    root = Xml.fromstring(FORMATS["junit"](told(*ALL, strict=strict)))  # noqa: S314 (our own text)
    (suite,) = root.findall("testsuite")
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases)) == str(len(catalogue()) + 1)
    assert suite.get("failures") == str(len(failing))
    failed = [
        failure.get("type") for case in cases if (failure := case.find("failure")) is not None
    ]
    assert failed == failing
    said = [case.get("name") for case in cases if case.find("system-out") is not None]
    assert len(said) == 3 - len(failing)


def test_junit_tells_what_was_not_checked() -> None:
    unread = replace(ERROR, code="MZ010")
    root = Xml.fromstring(FORMATS["junit"](told(unread)))  # noqa: S314 (our own text)
    suite = root.find("testsuite")
    assert suite is not None
    assert suite.get("skipped") == str(len(catalogue()))


def test_github() -> None:
    lines = FORMATS["github"](told(*ALL)).split("\n")
    assert len(lines) == len(ALL)
    assert lines[0].startswith(
        "::error file=sources/agency/2024-final/disclosure.yaml,title=MZ220 "
    )
    assert ",line=23,col=31::210 合计不等%0A210 合计 1,010.61" in lines[0]
    name, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", lines[1]).groups()  # type: ignore[union-attr]
    assert name == "warning"
    assert "title=MZ601 文字中的数有数据支持" in properties
    assert unquote(message).startswith("相差 <b>&1%,:\"'\\ ]]>\\n第二行")
    assert lines[2].startswith("::notice file=")


def test_github_escapes_its_properties() -> None:
    place = Place(Path("a,b:c%.yaml"), 1, 1)
    line = FORMATS["github"](told(replace(ERROR, place=place)))
    assert "file=a%2Cb%3Ac%25.yaml," in line


def test_gitlab() -> None:
    issues = json.loads(FORMATS["gitlab"](told(*ALL, replace(ERROR, place=Place(FILE, 90, 1)))))
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info", "major"]
    assert issues[0]["location"] == {"path": str(FILE), "lines": {"begin": 23}}
    assert issues[2]["location"]["lines"]["begin"] == 1
    assert len({issue["fingerprint"] for issue in issues}) == 4


def test_a_fingerprint_stays_when_lines_move() -> None:
    before = json.loads(FORMATS["gitlab"](told(ERROR)))
    after = json.loads(FORMATS["gitlab"](told(replace(ERROR, place=Place(FILE, 99, 1)))))
    assert before[0]["fingerprint"] == after[0]["fingerprint"]


def test_what_two_documents_share_is_told_once() -> None:
    shared = Report((Checked(FILE.parent, ALL), Checked(Path("other"), ALL)), {})
    assert len(json.loads(FORMATS["json"](shared))) == len(ALL)


# For a person


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    file = tmp_path / "long.yaml"
    file.write_text("甲" * 5000 + "12.5" + "乙" * 5000, encoding="utf-8")
    _, shown, caret = report([Diagnostic(Place(file, 1, 5001), "MZ601", "找不到")])
    assert len(shown) < 200
    assert shown.startswith("    …甲")
    assert shown.endswith("乙…")
    assert "12.5" in shown
    assert caret.index("^") == 4 + 1 + 2 * 60


def test_a_terminal_is_not_steered(tmp_path: Path) -> None:
    file = tmp_path / "evil.yaml"
    file.write_text("a: \x1b[31m\u202e1\n", encoding="utf-8")
    lines = list(report([replace(WARNING, place=Place(file, 1, 4), hint="")]))
    assert not re.search("[\x1b\u202e\r]", "".join(lines))
    assert "\\u001b[31m\\u202e1" in lines[-2]
