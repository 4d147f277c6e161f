"""Subject: the pages of a PDF → whose document of which year and kind it is, as its titles say.

What a kind of document is called (决算, 预算 …) comes from the kinds that the project has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingzhang.facts.days_in_digits import in_digits
from mingzhang.grid.pdf.ruled_tables import Page

TITLE_PAGES = 8
BLANKS = re.compile(r"\s+")
SAID = r"(20[0-9]{{2}})年度?[^。；，]{{0,40}}?({words})"
# Money is called by the same words as documents are: no such name says what a document is.
OF_MONEY = re.compile(
    r"(?:一般公共|基金|国有资本经营|财政拨款|年初|全年|调整)预算"
    r"|预算(?=数|单位|绩效|执行|项目|管理|安排|总额|资金|批复|编制)"
)
YEARS = re.compile(r"二[〇○零][一二三四五六七八九〇○零]{2}(?=年)")
OWNER = re.compile(
    r"(?:^|编制|预算)(?:主管)?(?:部门|单位)(?:名称)?[:：](?!(?:人民币)?(?:千|万|百)?元)([^:：\s]{2,40}?)(?:公开|金额|单位|20|$)"
)
# A cover: the agency, with the words for its document behind it or in the next line.
YEAR = "(?:20[0-9]{{2}}年度?)?"
COVER = rf"{YEAR}(?P<name>[^0-9。；，：:、]*?){YEAR}(?:部门|单位)?(?:{{words}})"
SHORTEST = 4  # characters of an agency's name


@dataclass(frozen=True)
class Subject:
    """What a paper's titles say: year, kind (``final`` …) and agency; empty where nothing."""

    year: int = 0
    kind: str = ""
    agency: str = ""


def subject_of(pages: Iterable[Page], kinds: Mapping[str, str]) -> Subject:
    """What most titles on a paper's first pages say; ``kinds`` by what they are called."""
    said = re.compile(SAID.format(words="|".join(map(re.escape, kinds))))
    pages = tuple(pages)
    lines = list(_lines(pages[:TITLE_PAGES]))
    named = (OF_MONEY.sub("－", line) for line in lines)
    found = Counter(m.groups() for line in named for m in said.finditer(line))
    owners = Counter(m[1] for line in _lines(pages) if (m := OWNER.search(line)))
    agency = owners.most_common(1)[0][0] if owners else _on_cover(pages, kinds)
    if not found:
        return Subject(agency=agency)
    (year, kind), _ = max(found.items(), key=lambda item: (item[1], item[0]))
    return Subject(int(year), kinds[kind], agency)


def _on_cover(pages: Sequence[Page], kinds: Iterable[str]) -> str:
    """The agency that a cover's title names; empty where none is sure."""
    title = re.compile(COVER.format(words="|".join(map(re.escape, kinds))))
    before = ""
    for line in _lines(pages[:1]):
        if match := title.fullmatch(line):
            name = match["name"] or before
            return name if len(name) >= SHORTEST and not re.search("[0-9]", name) else ""
        before = line
    return ""


def _lines(pages: Iterable[Page]) -> Iterator[str]:
    for page in pages:
        for line in page.texts:
            for text in line:
                yield YEARS.sub(
                    lambda m: in_digits(m[0]),
                    BLANKS.sub("", text.text),
                )
