"""Filters: what stands behind ``|`` in a template → texts, names and counts of a value.

A template may put any value before any of them.  What a filter cannot take is a fault of the
template, told at its line; what nobody typed is taken down as missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized

from mingzhang.document import sentence_figures as words
from mingzhang.document.evaluations import Score
from mingzhang.document.sentence_figures import LARGEST_NUMERAL, Quantity, as_quantity
from mingzhang.document.source_values import Branch, Gap, SubjectCode, Unlisted, Unsaid, Unwritten
from mingzhang.document.template_faults import MisuseError


def _misuse(value: object, user: str, wants: str) -> MisuseError:
    str(value)  # an undefined name raises what it is
    return MisuseError(f"“{user}”要用{wants}；这里是{_kind(value)}。")


def _kind(value: object) -> str:
    """What a filtered value is, in the words of who writes a form's templates."""
    kinds: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (Quantity, "一个指标的数"),
        (Score, "一项自评得分"),
        (str, "文字"),
        ((Branch, Mapping), "一组键"),
        (Iterable, "列表"),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), "别的值，例如一个数")


def _items(value: object, user: str, wants: str) -> list[object]:
    """The members of a list given to a template filter; an untyped one is taken down."""
    if isinstance(value, Unlisted):
        value.note()
    if isinstance(value, (str, Mapping, Branch)) or not isinstance(value, Iterable):
        raise _misuse(value, user, wants)
    return list(value)


def _texts(value: object, user: str, wants: str) -> list[str]:
    members = _items(value, user, wants)
    texts = [member for member in members if isinstance(member, str)]
    for member in members:
        if isinstance(member, (Branch, Mapping)):
            way = f"先取其中一个，如 | map(attribute='名称') | {user}"
            raise MisuseError(f"“{user}”要用{wants}；这里每一项是一组键：{way}。")
        if not isinstance(member, str):
            raise _misuse(member, user, wants)
    return texts


def listed(names: object) -> str:
    """The template filter 列举: ``{{ 人员经费科目 | 列举 }}``, 基本工资、津贴补贴、奖金."""
    return "、".join(_texts(names, "列举", "一组文字"))


def open_ended(text: object) -> str:
    """The template filter 不带句号: ``{{ 单位.说明 | 不带句号 }}``."""
    return words.open_ended(_text(text, "不带句号"))


def closed(text: object) -> str:
    """The template filter 成句: with a full stop where the author's line has no mark at its end."""
    return words.closed(_text(text, "成句"))


def _text(value: object, user: str) -> str:
    if isinstance(value, Unwritten):
        value.note()
    if not isinstance(value, str):
        raise _misuse(value, user, "文字")
    return value


def lines(value: object) -> list[str]:
    """The template filter 各行: the lines of a text, or of each text of a list."""
    if isinstance(value, str):
        return words.lines_of(value)
    texts = _texts(value, "各行", "文字或者一组文字")
    return [line for text in texts for line in words.lines_of(text)]


def numeral(number: object) -> str:
    """The template filter 汉字: 十二; a count that its author does not know stays its sign."""
    if isinstance(number, Gap):
        return str(number)
    if isinstance(number, Unsaid):
        str(number)  # takes down that it is printed
    is_count = isinstance(number, int) and not isinstance(number, bool)
    if not isinstance(number, int) or not is_count or not 0 <= number <= LARGEST_NUMERAL:
        raise _misuse(number, "汉字", f"0 到 {LARGEST_NUMERAL} 的个数")
    return words.numeral(int(number))


def count(values: object) -> int:
    """The template filter ``length``; who counts rows uses each of them, named or not."""
    if isinstance(values, Unlisted):
        return values.length
    if isinstance(values, (str, Branch)) or not isinstance(values, (Iterator, Sized)):
        raise _misuse(values, "个数", "列表")
    if isinstance(values, (Iterator, list)):
        values = list(values)
        _counted(values)
    return len(values)


def _counted(members: Iterable[object]) -> None:
    for member in members:
        if isinstance(member, Branch):
            member.counted()


def title(value: object) -> str:
    """The template filter 称谓: the name of a figure, of a score or of a row's subject."""
    if isinstance(value, SubjectCode):
        return value.called
    return value.name if isinstance(value, Score) else as_quantity(value, "称谓").name


def code(quantity: object) -> str:
    """The template filter 编码: the code of a figure's subject."""
    return as_quantity(quantity, "编码").code


FILTERS: Mapping[str, Callable[..., object]] = {
    "列举": listed,
    "称谓": title,
    "不带句号": open_ended,
    "成句": closed,
    "各行": lines,
    "编码": code,
    "汉字": numeral,
    "个数": count,
    "length": count,
    "count": count,
}
