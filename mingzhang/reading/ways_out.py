"""Ways out of a finding, worded once for each medium: for who edits a file, and at the desk.

Whoever fills in the desk's form sees cells and buttons, and neither keys nor brackets.  A way out
is a text for the file; what it is at the desk goes along with it, until it is put together again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence


class Way(str):
    """A way out in words for the file; ``at_desk`` says the same of the form.

    ``keys`` are those of the one cell that is to be filled in, where there is one.
    """

    at_desk: str
    keys: tuple[str, ...]

    def __new__(cls, in_file: str, at_desk: str, keys: Iterable[str] = ()) -> Way:
        """The way out as a text of the file."""
        made = super().__new__(cls, in_file)
        made.at_desk, made.keys = at_desk, tuple(keys)
        return made

    def __getnewargs__(self) -> tuple[str, str, tuple[str, ...]]:  # type: ignore[override]
        """What the way out is made of again in another process."""
        return str(self), self.at_desk, self.keys


def at_desk(words: str) -> str:
    """The way out as the desk says it: in its own words, where it has any."""
    return words.at_desk if isinstance(words, Way) else words


def asked_cell(words: str) -> tuple[str, ...]:
    """The keys of the cell that a way out asks to be filled in; none where it is of no one cell."""
    return words.keys if isinstance(words, Way) else ()


def together(parts: Iterable[str], between: str = "") -> Way:
    """One way out of several parts, in both media."""
    every = [*parts]
    keys = next(filter(None, map(asked_cell, every)), ())
    return Way(between.join(every), at_desk(between).join(map(at_desk, every)), keys)


def known(words: str) -> str:
    """The way out that has these words in a file; themselves where none has."""
    return _BY_WORDS.get(words, words)


NO_KEY = Way("没有这一项就删去整个键", "没有这一项就按“没有这一项，不写”")
NO_VALUE = Way("没有这一项就删去整个键", "没有这一项就清空这一格")
NO_ROWS = Way("没有的写 []", "没有的按“没有，一行也不写”")
IN_ROWS = Way("请填写，每项以“- ”开头", "请在空行里填写")
IN_LIST = Way("请另起一行，每项写成“- …”。", "请在空行里填写。")
NO_PART = Way("删去这一项", "清空这一格")
GROUP, LIST = Way("一组“键: 值”", "分开填的几项"), Way("列表（每行以“- ”开头）", "一张表")
NO_REASON = Way("整个键不写", "清空这一格")
AS_NOTE = Way("改成“# ”开头的注释", "点“在 VS Code 里打开”改成注释")
# Nothing that the form does not know is a cell of it.
IN_EDITOR = Way("", "填写里没有它的格子：点“在 VS Code 里打开”改。")


def cell(block: str, key: str, value: object) -> Way:
    """The way out that is one value in a block."""
    shown = f"在“{block}”的“{key}”一格填 {value}"
    return Way(f"在“{block}”里写 {key}: {value}", shown, (block, key))


def write_in(keys: Sequence[str], where: str = "") -> Way:
    """The way out that is a text under a key; ``where`` says of which row, where it is one's."""
    asked = in_cell(keys)
    in_file = f"请在 {where}{' ' * bool(where)}{asked} 里写明"
    return Way(in_file, f"请在{where}{at_desk(asked)}写明", keys)


def in_cell(keys: Sequence[str]) -> Way:
    """The place of a way out: a key below others, and the cell of that."""
    *above, last = keys
    # A row among the keys is named by its own key and value.
    groups = "".join(f"{one} 一行的" if " " in one else f"“{one}”的" for one in above)
    return Way(": ".join(keys), f"{groups}“{last}”一格", keys)


def own_cell(key: str, value: object) -> Way:
    """The way out that is one value of the document, or of a row that was named."""
    return Way(f"“{key}: {value}”", f"“{key}”一格填“{value}”")


def check_first(document: str) -> Way:
    """The way out that is in another document, which is at fault."""
    shown = f"先从“全部文档”打开它（{document.removeprefix('sources/')}），照那里的提示改"
    return Way(f"先核对它：mingzhang check {document}", shown)


def line(cells: Mapping[str, object], *, of_list: bool = False) -> Way:
    """The way out that is a row of a list, after words of that; ``of_list``: with its mark."""
    in_file = ", ".join(f"{key}: {value}" for key, value in cells.items())
    shown = "，".join(f"“{key}”填 {value}" for key, value in cells.items())
    return Way(f" {'- ' * of_list}{{{in_file}}}", f"（{shown}）")


def not_by_subject(fund: str = "") -> Way:
    """The way out where a fund's spending (empty: the first one's) has no economic subjects."""
    cells = {"科目": "合计", **({"资金": fund} if fund else {}), "金额": "缺"}
    return together(("没有按经济分类公布的，写一行", line(cells)))


NOT_BY_SUBJECT = not_by_subject()
_OTHER_FUNDS = map(not_by_subject, ("政府性基金", "国有资本经营"))
_BY_WORDS = {str(way): way for way in (NO_ROWS, NOT_BY_SUBJECT, *_OTHER_FUNDS)}


def changed(words: str, how: Callable[[str], str]) -> Way:
    """A way out of which the words that both media share are changed."""
    return Way(how(words), how(at_desk(words)), asked_cell(words))


def without(words: str, part: str, other: str = "") -> Way:
    """A way out without one of its parts, or with another instead of it, in both media."""
    shown = at_desk(words).replace(at_desk(part), at_desk(other))
    return Way(words.replace(part, other), shown, asked_cell(other) or asked_cell(words))


def in_groups(keys: str) -> Way:
    """The way out where a group stands as one value."""
    in_file = f"请另起一行缩进两格，写“键: 值”；可以写：{keys}。"
    return Way(in_file, f"请清空“整体”一格，分开填写下面的各项：{keys}。")


def unknown_parts(keys: Sequence[str], unknown: str) -> Way:
    """The way out where a group of figures was not published."""
    example = ", ".join(f"{key}: {unknown}" for key in keys)
    in_file = f"没有公布的，分开写在它的各项里，例如 {{{example}}}；确实没有的填 0。"
    cells = "、".join(keys)
    return Way(in_file, f"没有公布的，在下面各项（{cells}）里分开写“{unknown}”；确实没有的填 0。")


def without_mark(key: str, mark: str) -> Way:
    """The way out of a place to be filled that need not be there."""
    return Way(f"删去“{key}: {mark}”", "清空这一格")
