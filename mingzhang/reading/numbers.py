"""Text that was meant as a number → what is wrong with it and how to write it."""

from __future__ import annotations

import re
import unicodedata

NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[,，' \u00a0][0-9]{3})+(?:\.[0-9]+)?")
_BROKEN_GROUPS = re.compile(r"[-+]?[0-9]+(?:[,，][0-9]+)+(?:\.[0-9]+)?")
_PERCENT = re.compile(r"([-+]?[0-9]+(?:\.[0-9]+)?) *[%％‰]")
_CURRENCY = re.compile(r"(?:RMB|CNY|人民币|[¥￥]) *([-+]?[0-9.,，]+)")
_UNIT = re.compile(
    r"([-+]?[0-9.,，]+) *"
    r"(亿元|万元|千元|元|万|亿|个|人次|人|次|批次|批|辆|台|套|台（套）|分)"
)
_BRACKETED = re.compile(r"[（(] *([0-9.,，]+) *[）)]")
_DASH = re.compile(r"[—–−‒―] *([0-9]+(?:\.[0-9]+)?)")
_POINT = re.compile(r"[-+]?[0-9]*[.。．·][0-9]*")
_POWER = re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+")
_LETTERS = re.compile(r"[-+]?[0-9oOlI]+(?:\.[0-9oOlI]+)?")
_NOTHING = frozenset(
    ("无", "没有", "空", "零", "-", "－", "—", "——", "/", "／", "\\", "N/A", "n/a"),
)
_LETTER_DIGITS = str.maketrans("oOlI", "0011")


def half_width(text: str) -> str | None:
    """The number in half-width digits, where the text is a number that has full-width ones."""
    plain = unicodedata.normalize("NFKC", text).replace("。", ".").replace("−", "-")
    plain = plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain
    return plain if plain != text and not text.isascii() and _is_wide(text, plain) else None


def _is_wide(text: str, plain: str) -> bool:
    return bool(NUMBER.fullmatch(plain)) and any("０" <= c <= "９" or c in "．－＋" for c in text)


def slip(text: str) -> tuple[str, str] | None:
    """Message and hint for text in the place of a number; None where it is no number at all."""
    text = text.strip()
    wide = half_width(text)
    if wide is not None:
        return f"“{text}”里有全角字符", f"请改为半角 {wide}"
    if NUMBER.fullmatch(text):
        return f"“{text}”加了引号，成了文字", f"请去掉引号，写 {text}"
    return _grouping(text) or _decoration(text) or _shape(text)


def _ungrouped(text: str) -> str:
    return re.sub(r"[,，' \u00a0]", "", text)


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
        return f"“{text}”带了货币符号", f"请写 {_ungrouped(match[1])}"
    if match := _UNIT.fullmatch(text):
        hint = f"请写 {_ungrouped(match[1])}；金额的单位由“金额单位”统一规定"
        return f"“{text}”带了单位“{match[2]}”", hint
    return None


def _shape(text: str) -> tuple[str, str] | None:
    if match := _BRACKETED.fullmatch(text):
        return f"“{text}”用括号表示负数", f"请写 -{_ungrouped(match[1])}"
    if match := _DASH.fullmatch(text):
        return f"“{text}”的负号不是半角减号", f"请写 -{match[1]}"
    if text in _NOTHING:
        return f"“{text}”不是数字", "没有这一项就删去整个键；确实为零请写 0"
    if _POWER.fullmatch(text) or re.fullmatch(r"[0-9]+(_[0-9]+)+(\.[0-9]+)?", text):
        return f"“{text}”不是普通的十进制写法", "请把数字完整写出，例如 1234.56"
    return _mistyped(text)


def _mistyped(text: str) -> tuple[str, str] | None:
    if any(c.isdigit() for c in text) and _POINT.fullmatch(text):
        return f"“{text}”的小数点写法不对", "请用半角句点，小数点前后都要有数字，例如 0.50"
    if any(c.isdigit() for c in text) and _LETTERS.fullmatch(text):
        hint = f"请把字母改成数字，写 {text.translate(_LETTER_DIGITS)}"
        return f"“{text}”里有形似数字的字母", hint
    return None
