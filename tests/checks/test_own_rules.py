"""A project's own rules: loaded for one run, and no file of theirs can break it."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.checks.own_rules import load_rules, read_files
from mingzhang.checks.own_rules_consent import agree
from mingzhang.checks.rule import MOST
from mingzhang.checks.rule_catalogue import catalogue
from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Severity
from tests.support import account

RULE = """
    from dataclasses import dataclass
    from mingzhang.checks.rule import Finding, rule

    @dataclass(frozen=True)
    class Limit:
        value: "int" = 60

    @rule("MZ901", "接待费上限", identity="接待费不超过上限", remedy="核对接待费。")
    def limit(evidence):
        figure = evidence.figure("三公经费.公务接待费.决算")
        if figure.place and figure.amount.value > Limit().value * 10_000:
            yield Finding(figure.place, "接待费超过上限。")
"""


@pytest.fixture(autouse=True)
def _own_configuration(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))


def write(folder: Path, text: str, name: str = "own.py") -> Path:
    """A file of rules, to which the user has agreed as it is."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    agree(folder, read_files(folder)[0])
    return file


def faults(folder: Path, text: str) -> list[tuple[str, int, str]]:
    write(folder, text)
    rules, found = load_rules(folder)
    assert rules == catalogue()
    return [(d.code, d.place.line, d.message) for d in found]


def checked(folder: Path, text: str, source: str = "年度: 2024") -> list[Diagnostic]:
    write(folder, text)
    rules, found = load_rules(folder)
    assert not found
    return [d for d in check(account(source), rules) if d.code.startswith("MZ9")]


def test_without_a_folder_there_are_the_rules_of_the_program(tmp_path: Path) -> None:
    assert load_rules(tmp_path / "rules") == (catalogue(), ())


def test_an_own_rule_finds_and_passes(tmp_path: Path) -> None:
    (diagnostic,) = checked(tmp_path, RULE, "三公经费: {公务接待费: {预算: 61, 决算: 61}}")
    assert (str(diagnostic.place), diagnostic.hint) == ("disclosure.yaml:1:28", "核对接待费。")
    assert not checked(tmp_path, RULE, "三公经费: {公务接待费: {预算: 60, 决算: 60}}")


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    modules = set(sys.modules)
    write(tmp_path, RULE)
    assert "MZ901" in load_rules(tmp_path)[0]
    assert "MZ901" not in catalogue()
    assert not {name for name in set(sys.modules) - modules if "own" in name}
    (tmp_path / "own.py").unlink()
    assert "MZ901" not in load_rules(tmp_path)[0]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("x = 1\ndef broken(:\n    pass\n", 2, "SyntaxError"),
        ("import no_such_module\n", 1, "ModuleNotFoundError"),
        ("x = 1\n\n1 / 0\n", 3, "ZeroDivisionError"),
        ("import sys\nsys.exit(3)\n", 2, "SystemExit"),
        ("from mingzhang.checks.rule import rule\nrule(1, 2, 3)\n", 2, "TypeError"),
        ("x = '\0'\n", 1, "看不见"),
    ],
)
def test_a_file_that_does_not_load(tmp_path: Path, text: str, line: int, says: str) -> None:
    ((code, at, message),) = faults(tmp_path, text)
    assert at == line
    assert says in message
    assert code.startswith("MZ")


@pytest.mark.parametrize(("code", "says"), [("MZ220", "已经用于规则"), ("AB12", "MZ900 至 MZ9999")])
def test_codes(tmp_path: Path, code: str, says: str) -> None:
    ((_, line, message),) = faults(tmp_path, RULE.replace("MZ901", code))
    assert says in message
    assert line == 8


def test_a_code_of_another_file(tmp_path: Path) -> None:
    write(tmp_path, RULE, "a.py")
    write(tmp_path, RULE, "b.py")
    rules, found = load_rules(tmp_path)
    assert "MZ901" in rules
    assert [(d.code, d.place.file.name) for d in found] == [("MZ291", "b.py")]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("return 1 / 0", "ZeroDivisionError"),
        ("yield 'a text'", "TypeError"),
        ("return None", "TypeError"),
        ("yield Finding(None, 'no place')", "TypeError"),
        ("yield from evidence.figure('没有')", "没有名为“没有”的指标"),
        ("raise SystemExit", "SystemExit"),
        ("yield Finding(evidence.account.source.place, None)", "TypeError"),
        ("yield Finding(evidence.account.source.place, '', operands=('a',))", "TypeError"),
        ("yield __import__('mingzhang.checks.rule').checks.rule.Equation(1, 2)", "TypeError"),
    ],
)
def test_a_rule_that_fails_is_told_where_it_fails(tmp_path: Path, body: str, says: str) -> None:
    text = dedent(RULE).split("def limit")[0] + f"def limit(evidence):\n    {body}\n"
    (diagnostic,) = checked(tmp_path, text)
    assert says in diagnostic.message
    assert diagnostic.place.file.name == "own.py"
    assert diagnostic.place.line in (1, 10)


def test_a_rule_that_did_not_run_is_not_accepted(tmp_path: Path) -> None:
    body = "def limit(evidence):\n    return 1 / 0\n"
    head = dedent(RULE).split("def limit")[0].replace("remedy", "severity=Severity.WARNING, remedy")
    text = f"from mingzhang.diagnostics import Severity\n{head}{body}"
    accepted = "核对说明: [{规则: MZ901, 说明: 没有关系}]"
    assert [d.severity for d in checked(tmp_path, text, accepted)] == [Severity.ERROR]


def test_a_rule_without_end_is_cut_short(tmp_path: Path) -> None:
    body = "while True:\n        yield Finding(evidence.account.source.place, '又一处')"
    text = dedent(RULE).split("def limit")[0] + f"def limit(evidence):\n    {body}\n"
    assert len(checked(tmp_path, text)) == MOST


def test_a_severity_that_is_none(tmp_path: Path) -> None:
    text = RULE.replace('remedy="核对接待费。"', 'remedy="核对接待费。", severity="error"')
    ((code, _, message),) = faults(tmp_path, text)
    assert code == "MZ290"
    assert "Severity.ERROR" in message


# Consent

OWN = "raise SystemExit('it ran')\n"


def test_without_consent_nothing_runs(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "own.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    (rules / "two.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    known, (found,) = load_rules(rules)
    assert known == catalogue()
    assert (found.code, found.severity) == ("MZ062", Severity.WARNING)
    assert "own.py、two.py" in found.message
    assert "mingzhang trust" in found.hint


@pytest.mark.parametrize(
    ("name", "text"), [("own.py", f"{OWN}# 改过\n"), ("new.py", OWN), ("own.py", None)]
)
def test_other_content_asks_anew(tmp_path: Path, name: str, text: str | None) -> None:
    for own in ("own.py", "two.py"):
        write(tmp_path, OWN, own)
    (found, _) = load_rules(tmp_path)[1]
    assert (found.code, "it ran" in found.message) == ("MZ290", True)
    if text is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_text(text, encoding="utf-8")
    (found,) = load_rules(tmp_path)[1]
    assert (found.code, "改过了" in found.message) == ("MZ062", True)


def test_consent_is_for_one_folder(tmp_path: Path) -> None:
    write(tmp_path / "a", RULE)
    (tmp_path / "a").rename(tmp_path / "b")
    assert [d.code for d in load_rules(tmp_path / "b")[1]] == ["MZ062"]


def test_rules_that_are_not_wanted_are_noted(tmp_path: Path) -> None:
    write(tmp_path, RULE)
    known, (found,) = load_rules(tmp_path, wanted=False)
    assert known == catalogue()
    assert (found.code, found.severity) == ("MZ062", Severity.NOTE)


def test_a_rule_file_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    file = write(tmp_path / "elsewhere", RULE)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.py").symlink_to(file)
    assert [d.code for d in load_rules(tmp_path / "rules")[1]] == ["MZ057"]


def test_an_acceptance_of_a_rule_that_did_not_run_is_noted() -> None:
    source = "核对说明: [{规则: MZ901, 说明: 已经核实}]"
    (found,) = [d for d in check(account(source)) if d.code == "MZ298"]
    assert (found.severity, "没有运行" in found.message) == (Severity.NOTE, True)
