"""Marks: a line of text → what in it looks like private data: numbers of persons, phones, banks.

So are the signs of a state secret marked.  A mark is a hint for a person who looks, never a
verdict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from mingzhang.audit.person_names import persons

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
# A number that is a part of a longer one, of an amount or of a hash is none of these.
_START, _END = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z]|\.[0-9])"
_ID = re.compile(
    rf"{_START}([1-9][0-9]{{5}}[ -]?(?:18|19|20)[0-9]{{2}}[ -]?[0-9]{{4}}"
    rf"[ -]?[0-9]{{3}}[0-9Xx]){_END}"
)
# Beside the word, or half hidden, it is one whatever its date and its last digit are.
_SAID_ID = re.compile(
    r"(?:身份证|证件)(?:号码?)?[^0-9*\n]{0,6}"
    rf"([1-9][0-9](?:[ -]?[0-9*]){{12,15}}[ -]?[0-9Xx*]){_END}"
)
_HIDDEN_ID = re.compile(rf"{_START}([1-9][0-9]{{5,9}}\*{{4,8}}[0-9]{{3}}[0-9Xx]){_END}")
_OLD_ID = re.compile(
    rf"{_START}([1-9][0-9]{{7}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{{3}}){_END}"
)
_MOBILE = re.compile(rf"{_START}((?:(?:\+|00)?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{{4}}){{2}}){_END}")
_LANDLINE = re.compile(
    rf"{_START}((?:\(0[0-9]{{2,3}}\) ?|0[0-9]{{2,3}}[ —-]?)[2-9][0-9]{{6,7}}){_END}"
)
_SERVICE = re.compile(rf"{_START}([48]00[ -][0-9]{{3,4}}[ -]?[0-9]{{3,4}}){_END}")
# 电话费2023-2024年 is no number to call.
_CALLED = re.compile(
    r"(?:电话|手机|座机|传真|热线|请拨|可拨|拨打|致电)[^0-9\n]{0,6}(?!20[0-9]{2}[ -]20)"
    rf"([2-9][0-9]{{2,3}}[ -]?[0-9]{{4}})(?!年){_END}"
)
_ACCOUNT = re.compile(
    rf"(?:账号|帐号|账户|帐户|卡号|银行卡)[^0-9\n]{{0,12}}((?:[0-9][ -]?){{8,29}}[0-9]){_END}"
)
_CARD = re.compile(
    rf"{_START}([3-6][0-9]{{3}}(?:[ -]?[0-9]{{4}}){{3}}(?:[ -]?[0-9]{{1,3}})?){_END}"
)
_MAIL = re.compile(r"([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")

# Of a document that is a secret of state; 机密文件管理 and 保密工作 are words for everybody.
_SECRET = re.compile(
    r"((?:秘密|机密|绝密)级? ?[★☆*]|[★☆] ?(?:[0-9]+年|长期|启用|解密)"
    r"|(?:密级|保密期限|定密责任人) ?[:：]"
    r"|(?:^|(?<=[（(【\[。；:：“\"]))(?:秘密|机密|绝密)级?(?=$|[）)】\]。；”\"]))"
)

IDENTITY, PHONE, LINE, BANK, MAIL, PERSON, SECRET = (
    *("身份证号", "手机号码", "固定电话", "银行账号", "电子邮箱", "姓名", "密级标志"),
)


class Mark(NamedTuple):
    """Private data found in a text, and what it looks like: identity number, card …"""

    kind: str
    found: str


def marks(text: str) -> Iterator[Mark]:
    """Every mark of private data in a line, each once; full-width digits count as digits."""
    plain = "".join(map(_half_width, text))
    taken: list[tuple[int, int]] = []
    for kind, pattern, holds in _PATTERNS:
        for match in pattern.finditer(plain):
            start, end = match.span(1)
            is_new = not any(start < other_end and begin < end for begin, other_end in taken)
            if is_new and holds(re.sub("[ -]", "", match[1])):
                taken.append((start, end))
                yield Mark(kind, text[start:end])
    for name in persons(plain):
        yield Mark(PERSON, name)


def _half_width(character: str) -> str:
    plain = normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def _is_identity(number: str) -> bool:
    """Whether a number is private, an identity card's: its date is one, its check digit right."""
    total = sum(int(d) * w for d, w in zip(number[:17], _WEIGHTS, strict=True))
    return _is_day(number[6:14]) and number[17].upper() == _CHECK_DIGITS[total % 11]


def _is_as_long(number: str) -> bool:
    """Whether a private number has the length of an identity card's, of today or of old."""
    return len(number) in (15, 18)


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _is_card(number: str) -> bool:
    """Whether a number is private, a bank card's by the check of Luhn."""
    doubled = (int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(number)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _always(number: str) -> bool:
    return bool(number)


# The surest first: what one has taken no other looks at.
_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    (SECRET, _SECRET, _always),
    (MAIL, _MAIL, _always),
    (IDENTITY, _ID, _is_identity),
    (IDENTITY, _SAID_ID, _is_as_long),
    (IDENTITY, _HIDDEN_ID, _is_as_long),
    (BANK, _ACCOUNT, _always),
    (BANK, _CARD, _is_card),
    (IDENTITY, _OLD_ID, _always),
    (PHONE, _MOBILE, _always),
    (LINE, _LANDLINE, _always),
    (LINE, _SERVICE, _always),
    (LINE, _CALLED, _always),
)
