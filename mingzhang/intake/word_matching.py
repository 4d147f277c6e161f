"""Word matching: titles, heads, names as forms and workbooks write them → what they share."""

from __future__ import annotations

import re
from unicodedata import normalize

BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")  # of no width too
QUOTES = str.maketrans("", "", "“”\"'‘’")
YEAR = re.compile(r"[0-9]{4}年(?:度)?")
# What may stand before a title: whose it is and of which year.
BEFORE = re.compile(r"(?:.*[0-9]{4}年度?)?(?:区级|市级|省级|本级)?(?:部门|单位|预算单位)?")
WHOSE = re.compile(r"^(?:部门|单位|预算单位)")  # one form serves both
NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[0-9]+[、.]|\([一二三四五六七八九十0-9]+\)|其中:)+"
)
# 单位：平方米、辆、万元; 单位：人民币元
UNIT = re.compile(r"单位:(?:[^:、元]{1,6}、)*(?:人民币)?\(?(元|千元|万元)")
# A cell that says no more than that: （万元）, 金额：万元, 单位 万元/人.
UNIT_ALONE = re.compile(
    r"\(?(?:(?:金额|计量|货币)?单位|金额)?[:;为]?\(?(?:人民币)?\)?\(?(元|千元|万元)\)?\)?(?:/.*)?"
)
# What a column's head may say of it: 金额（万元）.
UNIT_BEHIND = re.compile(r"(?<=.)\((元|千元|万元)\)$")
# What may stand in the line of a title: the unit of money, the number of the table.
BEHIND = re.compile(
    r"(?:公开[0-9]+表)?(?:\(?(?:金额)?单位:(?:人民币)?(?:元|千元|万元)\)?)?(?:公开[0-9]+表)?$"
)
WORD = re.compile("[一-鿿]")
# – 12 –, 第 2 页 共 2 页: a page's number among the rows.
PAGE = re.compile("[-—–―]+[0-9]+[-—–―]+|第[0-9]+页(?:[,/]?共[0-9]+页)?")
# What clerks write where there is no figure.
DASHES = frozenset(("-", "—", "--", "——", "---", "———", "–", "/", "\\", "×", "无", "不适用", "N/A"))


def plain(text: str) -> str:
    """Words to be matched, without blanks and quotation marks; brackets in one form."""
    return BLANKS.sub("", normalize("NFKC", text)).translate(QUOTES)


def plain_name(text: str) -> str:
    """A row's name without its numbering (一、 or 其中：), to be matched."""
    return NUMBERING.sub("", plain(text)).strip("*#")


def plain_head(text: str) -> str:
    """A heading without the year and the unit of money that it names, to be matched."""
    return UNIT_BEHIND.sub("", YEAR.sub("", plain(text)))


def is_titled(text: str, title: str) -> bool:
    """Whether a line of a sheet matches that title, perhaps with agency and year before it.

    The unit of money and the table's number may stand behind it.
    """
    said, asked = BEHIND.sub("", plain(text)), WHOSE.sub("", YEAR.sub("", plain(title)))
    bare = WHOSE.sub("", YEAR.sub("", said))
    return bare == asked or (
        said.endswith(asked) and bool(BEFORE.fullmatch(said.removesuffix(asked)))
    )


def is_note(text: str) -> bool:
    """Whether words that match nothing below a table are a note: 制表人：张某, no spoilt number."""
    said = plain(text)
    words, digits = len(WORD.findall(said)), sum(map(str.isdigit, said))
    return words > 1 and (":" in said or words > 2 * digits)
