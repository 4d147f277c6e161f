"""Slips: a paper's text, whose and of which year it is → what is wrong in it without any figure.

A rate has no percent sign, a reason is empty, what is level moves by a figure, a sentence is of
another year or of another agency.
The form's sentences are found word for word; these stand in those that it does not find, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.inspection.paper_titles import Subject
from mingzhang.inspection.text_outside_tables import Speech

LONGEST = 40  # characters of a sentence that a message quotes
NUMBER = r"[0-9][0-9,]*\.[0-9]+"
ENDS = r"(?=[。，;)、])"
RATE = "占|增长|下降|上升|降低|提高|增幅|降幅"
NO_PERCENT = re.compile(
    rf"(?:(?:{RATE})[了为]?|占[^0-9，。;:、]{{1,12}}的|完成[^0-9，。;]{{0,12}}的){NUMBER}{ENDS}"
)
EMPTY = re.compile("(?:主要原因(?:是|为)?|原因(?=:)|主要用于|主要包括):?(?=[。;])")
LEVEL = re.compile("(?:持平|一致)[0-9][0-9,.]*(?:万?元|%)")
COMPARED = re.compile(
    r"(?:与|比|较|同)(?P<year>20[0-9]{2})年度?(?:相比|[^。;，0-9]{0,20}(?:增加|减少|增长|下降|持平))"
)
# What a document says of its own year, and of no other.
OF_DOCUMENT = re.compile(
    r"(?P<before>[^。;，:《]{0,30}?)(?P<year>20[0-9]{2})年度(?:部门|单位)?"
    r"(?:财政拨款)?(?:收入支出总|收、?支总|收入总|支出总|无政府性基金|无国有资本|预算绩效管理工作|政府采购|机关运行经费)"
)
BESIDE = re.compile("[与比较同]$|上年")
AGENCY = re.compile(
    r"(?:^|[。;:，)])(?P<name>[\u4e00-\u9fff]{4,30}?"
    r"(?:局|委员会|办公室|厅|院|中心|大队|街道办事处|人民政府|协会|联合会|学校|馆|所|站))"
    r"(?=20[0-9]{2}年度)"
)
FEWEST = 3  # sentences that name the agency: fewer do not show whose the paper is


@dataclass(frozen=True)
class Slip:
    """A slip in a paper's sentence: its page, the words, and what is wrong with them."""

    page: int
    words: str
    how: str


def slips(speech: Speech, subject: Subject) -> tuple[Slip, ...]:
    """Every slip in a paper's sentences."""
    return (
        *_told(speech, NO_PERCENT, "少了百分号"),
        *_told(speech, EMPTY, "后面没有写"),
        *_told(speech, LEVEL, "后面多了一个数"),
        *_of_another_year(speech, subject.year),
        *_of_another_agency(speech),
    )


def _told(speech: Speech, pattern: re.Pattern[str], how: str) -> Iterator[Slip]:
    """The slips that a pattern finds in a paper's sentences."""
    for match in pattern.finditer(speech.text):
        yield Slip(speech.page(match.start()), _words(speech, match.end()), how)


def _words(speech: Speech, end: int) -> str:
    """What a slip's sentence says up to there, as far as a message quotes it."""
    return re.split("[。;]", speech.text[max(0, end - LONGEST) : end])[-1]


def _of_another_year(speech: Speech, year: int) -> Iterator[Slip]:
    """Sentences that compare with another year than the last, or speak of another as the own."""
    for match in COMPARED.finditer(speech.text):
        if int(match["year"]) not in (year - 1, year):
            how = f"比较的是 {match['year']} 年，这一份是 {year} 年度的"
            yield Slip(speech.page(match.start()), match[0], how)
    for match in OF_DOCUMENT.finditer(speech.text):
        if int(match["year"]) != year and not BESIDE.search(match["before"]):
            how = f"写的是 {match['year']} 年度，这一份是 {year} 年度的"
            yield Slip(speech.page(match.start("year")), match[0].lstrip("。;:"), how)


def _of_another_agency(speech: Speech) -> Iterator[Slip]:
    """The only sentence that names an institution, where others say whose paper it is."""
    found = list(AGENCY.finditer(speech.text))
    named = Counter(match["name"] for match in found)
    if not named:
        return
    usual, times = named.most_common(1)[0]
    for match in found:
        name = match["name"]
        is_own = name in usual or usual in name
        if times >= FEWEST and not is_own and speech.text.count(name) == 1:
            how = f"写的是“{name}”，别处是“{usual}”"
            yield Slip(speech.page(match.start("name")), match[0].lstrip("。;:，)"), how)


__all__ = ["Slip", "slips"]
