"""One change, told in every format."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from mingzhang.review.review_html import html
from mingzhang.review.review_json import data
from mingzhang.review.review_markdown import markdown
from mingzhang.review.review_terminal import terminal
from mingzhang.review.review_values import Review
from tests.review.repository import BUDGET, Repository, create

SCREEN = 50  # lines


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    made = create(tmp_path_factory.mktemp("sources"), BUDGET)
    made.edit(
        BUDGET, ("    科目: 2101502\n    本年: 2.00\n", "    科目: 2101502\n    本年: 3.00\n")
    )
    return made


@pytest.fixture(scope="module")
def review(repository: Repository) -> Review:
    return repository.review("HEAD", ".")


def test_markdown_of_one_project_fits_one_screen(review: Review) -> None:
    text = markdown(review)
    assert len(text.splitlines()) <= SCREEN
    assert (
        "| 项目 / 宣传工作经费 502001 2101502 一般行政管理事务 / 本年 | 2.00 → **3.00** |" in text
    )
    assert "~~507.67~~**508.67**" in text


def test_terminal(review: Review) -> None:
    text = terminal(review)
    assert text.startswith("HEAD → 工作区：1 份文档有改动")
    assert "2.00 → 3.00  +1.00（+50.00%）" in text
    assert "[-507.67-]{+508.67+}" in text
    assert "（未提交）" in text
    assert "\x1b[" not in text
    assert "\x1b[32m" in terminal(review, colour=True)


def test_json(review: Review) -> None:
    (document,) = json.loads(data(review))["documents"]
    (figure,) = document["figures"]
    assert (figure["old"], figure["new"], figure["difference"]) == ("20000", "30000", "10000")
    assert document["derived"]
    assert document["sentences"]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.opened.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


def test_html_is_one_page_without_network(review: Review) -> None:
    page = html(review)
    tags = Tags()
    tags.feed(page)
    assert tags.opened == []
    assert tags.links == ["#d1"]
    assert "<del>507.67</del>" in page
    assert "<ins>508.67</ins>" in page
    assert "涉及：" in page


def test_what_an_author_typed_stays_text(repository: Repository) -> None:
    file = repository.file(BUDGET)
    before = file.read_text(encoding="utf-8")
    repository.edit(BUDGET, ("名称: 宣传工作经费", "名称: '<b>|@某人`宣传`'"))
    found = repository.review("HEAD", ".")
    assert "<b>" not in html(found)
    assert r"\<b\>\|" in markdown(found)
    assert "@某人" not in markdown(found)
    file.write_text(before, encoding="utf-8")


def test_a_project_that_came_is_told_by_its_amounts(repository: Repository) -> None:
    file = repository.file(BUDGET)
    before = file.read_text(encoding="utf-8")
    repository.edit(BUDGET, ("名称: 宣传工作经费", "名称: 宣传经费"))
    (document,) = repository.review("HEAD", ".").documents
    assert len(document.figures) == 2
    assert all("连同其他" in change.what for change in document.figures)
    file.write_text(before, encoding="utf-8")
