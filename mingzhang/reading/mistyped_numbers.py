"""Text that was meant as a number → what is wrong with it and how to write it."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from mingzhang.reading.ways_out import NO_VALUE, together

NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[,，' \u00a0][0-9]{3})+(?:\.[0-9]+)?")
_BROKEN_GROUPS = re.compile(r"[-+]?[0-9]+(?:[,，][0-9]+)+(?:\.[0-9]+)?")
_PERCENT = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?) *[%％‰]")
_CURRENCY = re.compile(r"(?:RMB|CNY|人民币|[¥￥]) *([-+]?[0-9.,，]+)")
_UNIT = re.compile(
    r"([-+]?[0-9.,，]+) *"
    r"(亿元|万元|千元|元|万|亿|个|人次|人|次|批次|批|辆|台|套|台（套）|分)"
)
_TAIL = re.compile(r"(?:\.|(\.[0-9]*[1-9]))0*$")
_WORTH = {"亿元": 10**8, "亿": 10**8, "万元": 10**4, "万": 10**4, "千元": 10**3, "元": 1}
_BRACKETED = re.compile(r"[（(] *([0-9.,，]+) *[）)]")
_DASH = re.compile(r"[—–−‒―] *([0-9]+(?:\.[0-9]+)?)")
_POINT = re.compile(r"[-+]?[0-9]*[.。．·][0-9]*")
_POWER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]{1,2}")
_POWERED = re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+")
_UNDERLINED = re.compile(r"[-+]?[0-9]+_[0-9_]*(?:\.[0-9]+)?")
_BASES = {"x": "十六进制", "o": "八进制", "b": "二进制"}
_BASED = re.compile(r"[-+]?0([xXoObB])[0-9a-fA-F_]+")
_NO_NUMBER = re.compile(r"[-+]?\.?(?:inf|infinity|nan)", re.IGNORECASE)
_LONGEST = 18  # digits of a number that a hint writes out
_LETTERS = re.compile(r"[-+]?[0-9oOlI]+(?:\.[0-9oOlI]+)?")
_NOTHING = frozenset(
    ("无", "没有", "空", "零", "-", "－", "—", "——", "/", "／", "\\", "N/A", "n/a"),
)
_PADDING = re.compile(r"(?<![0-9.])0+(?=[0-9])")
_LEADING = re.compile(r"[-+]?0[0-9]")
_SAMPLE = "1234.56"
_NARROW_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")
_LETTER_DIGITS = str.maketrans("oOlI", "0011")


def half_width(text: str) -> str | None:
    """A number mistyped in full-width digits (１２), in half-width ones; None for other texts."""
    plain = unicodedata.normalize("NFKC", text).replace("。", ".").replace("−", "-")
    plain = plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain
    return plain if plain != text and not text.isascii() and _is_wide(text, plain) else None


def _is_wide(text: str, plain: str) -> bool:
    return bool(NUMBER.fullmatch(plain)) and any("０" <= c <= "９" or c in "．－＋" for c in text)


def slip(text: str) -> tuple[str, str] | None:
    """Message and hint for a mistyped number; None where no number was meant."""
    text = text.strip()
    wide = half_width(text)
    if wide is not None:
        return f"“{text}”里有全角字符", f"请改为半角 {wide}"
    if NUMBER.fullmatch(text):
        return f"“{text}”加了引号，成了文字", f"请去掉引号，写 {_PADDING.sub('', text)}"
    narrow = text.translate(_NARROW_DIGITS)
    if narrow != text and (found := slip(narrow)):
        return found[0].replace(narrow, text), found[1]
    return _grouping(text) or _decoration(text) or _shape(text)


def _ungrouped(text: str) -> str:
    return re.sub(r"[,，' \u00a0]", "", text)


def _is_whole(text: str) -> bool:
    """Whether all of a mistyped number is one, however its thousands are set apart."""
    return bool(NUMBER.fullmatch(text) or _GROUPED.fullmatch(text))


def _grouping(text: str) -> tuple[str, str] | None:
    if _GROUPED.fullmatch(text):
        return f"“{text}”用了千分位分隔符", f"请写 {_ungrouped(text)}"
    if _BROKEN_GROUPS.fullmatch(text):
        return f"“{text}”里有逗号", "数字里不写逗号；小数点用半角句点，例如 1234.56"
    return None


def _decoration(text: str) -> tuple[str, str] | None:
    if match := _PERCENT.fullmatch(text):
        hint = f"这里填数值，不带百分号；若数值就是 {match[1]}，请写 {match[1]}"
        return f"“{text}”带了百分号", hint
    if match := _CURRENCY.fullmatch(text):
        return f"“{text}”带了货币符号", _bare(match[1], "元")
    if match := _UNIT.fullmatch(text):
        return f"“{text}”带了单位“{match[2]}”", _bare(match[1], match[2])
    return None


def _bare(text: str, unit: str) -> str:
    """How a number mistyped with its unit is written: money in the unit of the whole file."""
    if not _is_whole(text):
        return f"请只写数字，例如 {_SAMPLE}"
    plain = _ungrouped(text)
    if unit not in _WORTH:
        return f"请写 {plain}"
    yuan = Decimal(plain) * _WORTH[unit]
    whole, wan = (_TAIL.sub(r"\1", f"{number:f}") for number in (yuan, yuan / _WORTH["万"]))
    if unit == "元":
        return f"请写 {whole}（“金额单位”是元的；是万元的写 {wan}）"
    ways = f"请写 {wan}（“金额单位”是万元的；是元的写 {whole}）"
    return ways if unit.endswith("元") else f"{ways}；不是金额的写 {whole}"


def _shape(text: str) -> tuple[str, str] | None:
    if match := _BRACKETED.fullmatch(text):
        number = _ungrouped(match[1]) if _is_whole(match[1]) else ""
        return f"“{text}”用括号表示负数", f"请写 -{number}" if number else f"例如写 -{_SAMPLE}"
    if match := _DASH.fullmatch(text):
        return f"“{text}”的负号不是半角减号", f"请写 -{match[1]}"
    if text in _NOTHING:
        return f"“{text}”不是数字", together((NO_VALUE, "确实为零请写 0"), "；")
    return _of_programs(text) or _mistyped(text)


def _of_programs(text: str) -> tuple[str, str] | None:
    """Message and hint for mistyped numbers as programs write them: 0x1F, 1e5, 1_000, .inf."""
    if match := _BASED.fullmatch(text):
        what = _BASES[match[1].lower()]
        return f"“{text}”是程序里{what}数的写法", f"请按原始资料写成普通的数字，例如 {_SAMPLE}"
    if _UNDERLINED.fullmatch(text):
        return f"“{text}”里有下划线", f"请写 {text.replace('_', '')}"
    if _POWERED.fullmatch(text):
        plain = f"{Decimal(text):f}" if _POWER.fullmatch(text) else ""
        is_short = 0 < len(plain) <= _LONGEST
        hint = f"请写 {plain}" if is_short else f"请把数字完整写出，例如 {_SAMPLE}"
        return f"“{text}”是科学记数法，不是普通的写法", hint
    if _NO_NUMBER.fullmatch(text):
        return f"“{text}”是程序里“无穷大”或“不是数字”的写法", "请写实际的数字"
    return None


def _mistyped(text: str) -> tuple[str, str] | None:
    plain = unicodedata.normalize("NFKC", text)
    if any(c.isdigit() for c in plain) and _POINT.fullmatch(plain):
        return f"“{text}”的小数点写法不对", _with_point(plain)
    if any(c.isdigit() for c in text) and _LETTERS.fullmatch(text):
        plain = text.translate(_LETTER_DIGITS)
        # A number that begins with 0 is no better: what was meant is not known.
        way = "" if _LEADING.match(plain) else f"，写 {plain}"
        return f"“{text}”里有形似数字的字母", f"请把字母改成数字{way}"
    return None


def _with_point(text: str) -> str:
    """A mistyped number with a half-width decimal point and digits on both sides of it."""
    sign = text[:1] if text[:1] in "+-" else ""
    whole, _, decimals = re.sub("[.。．·]", ".", text.removeprefix(sign)).partition(".")
    plain = f"{sign}{whole or '0'}.{decimals}" if decimals else f"{sign}{whole}"
    return f"请写 {plain}；小数点用半角句点，前后都要有数字"
