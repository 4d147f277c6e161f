"""The manual's pages and files that are made from the program, or that it must be able to run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from mingzhang.checks.own_rules import load_rules, read_files
from mingzhang.checks.own_rules_consent import agree
from mingzhang.checks.rule_catalogue import catalogue
from mingzhang.checks.run_rules import check
from mingzhang.cli import COMMANDS, main
from mingzhang.explanations import EXAMPLES, explanations
from mingzhang.report import FORMATS
from scripts.rule_pages import PAGES, beside, codes, examples, page
from tests.support import PROJECT, account

DOCS = PROJECT.root / "docs"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return [body for name, body in BLOCK.findall(text) if name == language]


def test_the_pages_of_the_codes_are_those_that_the_codes_make() -> None:
    """But for those of the rooms' codes: ``test_explanations`` tries each example once for both."""
    committed = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    made = {f"{code}.md": page(codes()[code]) for code in catalogue()} | beside()
    assert committed.keys() == made.keys() | {f"{code}.md" for code in codes()}
    assert {name: committed[name] for name in made} == made, "run: python -m scripts.rule_pages"


def test_the_examples_at_the_terminal_are_those_of_the_tests() -> None:
    assert EXAMPLES.read_text(encoding="utf-8") == examples(), "run: python -m scripts.rule_pages"


def test_every_code_has_a_page_that_says_why_shows_an_example_and_a_way_out() -> None:
    index = (PAGES / "index.md").read_text(encoding="utf-8")
    for code in explanations():
        committed = (PAGES / f"{code}.md").read_text(encoding="utf-8")
        for heading in ("为什么", "例子", "改法"):
            assert f"\n## {heading}\n" in committed, code
        assert f"({code}.md)" in index, code


def test_the_example_of_an_own_rule_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = blocks("own-rules.md", "python")
    (tmp_path / "reception.py").write_text(example, encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    agree(tmp_path, read_files(tmp_path)[0])
    rules, faults = load_rules(tmp_path)
    assert not faults
    bad = "三公经费: {公务接待费: {预算: 1.00, 决算: 60.00}}"
    found = {d.code for d in check(account(bad), rules)}
    assert {"MZ901", "MZ902"} <= found
    good = "三公经费: {公务接待费: {预算: 60.00, 决算: 60.00, 原因: 承办会议}}"
    assert not {d.code for d in check(account(good), rules)} & {"MZ901", "MZ902"}


@pytest.mark.parametrize("text", blocks("ci.md", "yaml"))
def test_the_pipelines_are_yaml_and_call_what_exists(text: str) -> None:
    assert yaml.safe_load(text)
    for name in re.findall(r"mingzhang check .*--format (\w+)", text):
        assert name in FORMATS
    for command in re.findall(r"mingzhang (\w+)", text):
        assert command in COMMANDS or command == "mingzhang"


def test_the_page_on_pipelines_names_every_format() -> None:
    text = (DOCS / "ci.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in ("text", *FORMATS))


def test_the_hooks_take_the_files_of_documents(capsys: pytest.CaptureFixture[str]) -> None:
    hooks = yaml.safe_load((PROJECT.root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in hooks} == {"mingzhang-check", "mingzhang-check-strict"}
    file = "sources/jiyuan/2023-final/performance.yaml"
    for hook in hooks:
        assert hook["language"] == "python"
        assert re.search(hook["files"], file)
        assert not re.search(hook["files"], "sources/README.md")
        program, *arguments = hook["entry"].split()
        assert program == "mingzhang"
        assert main([*arguments, str(PROJECT.root / file)]) in (0, 1)
    assert "jiyuan/2023-final" in capsys.readouterr().out
