"""Every code that the program prints is explained, and every explanation is of such a code."""

from __future__ import annotations

import re

import pytest

from mingzhang import explanations as gathering
from mingzhang.checks.rule import rule
from mingzhang.checks.rule_catalogue import catalogue
from mingzhang.diagnostics import Code
from mingzhang.explanations import explanations
from scripts.code_examples import files_of, said
from scripts.rule_pages import PAGES, page
from tests.support import PROJECT

SOURCES = {
    path: path.read_text(encoding="utf-8")
    for path in sorted((PROJECT.root / "mingzhang").rglob("*.py"))
}
# Codes from MZ900 on are those of a project's own rules.
WRITTEN = re.compile(r"\bMZ[0-8]\d\d(?!\d)")
PUT_TOGETHER = re.compile(r"MZ\{|MZ%|[\"']MZ\d{0,2}[\"']")
CODES = explanations()
OF_ROOMS = [code for code in CODES.values() if code.code not in catalogue()]


def test_every_code_that_is_written_is_explained() -> None:
    found = {code: path for path, text in SOURCES.items() for code in WRITTEN.findall(text)}
    former = {old for code in CODES.values() for old in code.aliases}
    assert {code: path for code, path in found.items() if code not in {*CODES, *former}} == {}


def test_every_code_that_is_explained_is_written() -> None:
    written = {code for text in SOURCES.values() for code in WRITTEN.findall(text)}
    assert set(CODES) - written == set()


def test_two_codes_have_no_title_in_common() -> None:
    titles = [code.title for code in CODES.values()]
    assert [title for title in titles if titles.count(title) > 1] == []


def test_a_former_code_is_no_other_codes_now() -> None:
    former = [old for code in CODES.values() for old in code.aliases]
    assert not set(former) & set(CODES)
    assert len(former) == len(set(former))


def test_a_code_is_written_whole_so_that_it_can_be_found() -> None:
    # ``mingzhang rule`` alone adds the letters, to a number that a person typed.
    put_together = {path.name for path, text in SOURCES.items() if PUT_TOGETHER.search(text)}
    # How the codes of own rules begin.
    assert put_together == {"rule.py", "acceptances.py"}


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_an_explanation_is_whole(code: Code) -> None:
    assert re.fullmatch(r"MZ\d{3}", code.code)
    assert is_chinese(code.title)
    assert not code.title.endswith("。")
    for words in (code.what, code.why, code.remedy):
        assert is_chinese(words)
        assert words.endswith("。")
        assert words == words.strip()
    assert code.example


@pytest.mark.parametrize("code", OF_ROOMS, ids=lambda code: code.code)
def test_an_example_meets_what_it_is_an_example_of(code: Code) -> None:
    committed = (PAGES / f"{code.code}.md").read_text(encoding="utf-8")
    assert committed == page(code), "run: python -m scripts.rule_pages"
    if not code.is_shown:
        assert is_chinese(code.example)
        return
    assert files_of(code.example), "the text of a file stands below a line with its name"
    diagnostic = said(code)
    assert diagnostic is not None
    assert diagnostic.severity is code.severity
    assert is_chinese(diagnostic.message)
    assert is_chinese(diagnostic.hint)


def test_most_codes_are_shown_and_not_only_told_of() -> None:
    assert sum(code.is_shown for code in OF_ROOMS) > 50


def test_a_code_is_explained_once(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = Code("MZ201", "甲", "乙。", "丙。", "丁。", "戊。")
    monkeypatch.setattr(gathering, "codes_of", lambda _: (twice,))
    with pytest.raises(ValueError, match="MZ201"):
        explanations()


def test_a_rule_of_the_project_brings_its_own_words() -> None:
    made = rule(
        "MZ901", "不超支", identity="甲不大于乙", why="超支。", example="总计: 1", remedy="核对。"
    )
    own = made(lambda _: ())
    (found,) = (code for code in explanations({"MZ901": own}).values() if code.code == "MZ901")
    assert (found.what, found.why, found.example) == ("甲不大于乙。", "超支。", "总计: 1")
    assert "MZ201" not in explanations({"MZ901": own})
