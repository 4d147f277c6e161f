"""Rollover: last year's document → next year's files, with what must be said anew to be filled.

What an agency is and does goes over: names, codes, projects, duties, vehicles.  What happened in a
year does not: its figures, reasons, dates and texts say 待填, and what was stated, corrected or
accepted in last year's is left out.  Last year's figures are those of last year's folder itself.
A department that sums its units is asked for no reason: which of them moved its sums is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from mingzhang.forms.form_schema import OWN
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.document_folder import DISCLOSURE, FORM, PERFORMANCE, PROFILE, Folder
from mingzhang.reading.node import Node
from mingzhang.reading.unfilled_places import MARK

Value = object
CUT_OFF = "截至"
YEAR, DATE, SUBJECT, BASIS, FUND = "年度", "公开日期", "科目", "口径", "资金"
# What is said of one year's document only, or follows from the folder of the year before.
LEFT_OUT = frozenset(
    {
        *("更正", "公布数", "核对说明", "上年", "上年出处", "上年来源", "预算来源"),
        *("格式版本", "控制数", "项目合计", "批复日期"),
    }
)
HEAD = frozenset({FORM, "金额单位"})  # how a document is written, whatever its kind calls its own
# What the folder of the year before says by being there.
LAST_YEARS = frozenset({"上年", "上年出处", "上年来源", "预算来源", "格式版本"})
BEFORE, REASONS, NOTE = "上年", "原因", "说明"  # with which the keys of reasons and of remarks end
GAPS = "数据缺口"
# Figures that stay until something changes: what an agency has.
KEPT = frozenset({"国有资产", "保有量", "科目补充", "名词解释"})
CODES = frozenset(
    {SUBJECT, "收入科目", "单位", "代码", "编码", "单位代码", "项目代码", "部门代码", "序号"}
)
NAMING = CODES | {FUND, BASIS, "性质"}  # of a line
TEXTS = frozenset({"补充说明", "绩效", "附件"})  # whose words are those of a year
# Of a project: what its words are about stays, what was to be reached or was reached does not.
OF_PROJECTS = frozenset(
    {"名称", "简称", "项目", "单位", "主管部门", "实施单位", "一级", "二级", "三级", "类型"}
)
GOALS = frozenset({"目标", "绩效目标", "指标"})
SUM, UNKNOWN, UNITS = "合计", "缺", "汇总"
INCOME = "收入"  # of a line: it follows from what the line was left and leaves
RESULTS, TITLE, AMOUNT = "绩效", "标题", "金额"


class _Of(NamedTuple):
    """What a rollover's value belongs to: a project's goals, a department that sums its units."""

    in_goals: bool = False
    has_units: bool = False


def next_year(folder: Folder) -> dict[str, bytes]:
    """A rollover's files of next year's folder, but for those that go over as they are."""
    files = {DISCLOSURE: as_yaml(_following(folder)).encode()}
    if folder.performance:
        performance = _mapping(folder.performance, "", of=_Of(in_goals=True))
        files[PERFORMANCE] = as_yaml(performance).encode()
    texts = _texts_of_year(folder.disclosure)
    return files | {name: f"{MARK}\n".encode() for name in sorted(texts) if name in folder.texts}


def _following(folder: Folder) -> dict[str, Value]:
    """The disclosure of the year after, as a rollover begins it."""
    made = _with_amounts(_disclosure(folder.disclosure, folder.kind), folder)
    return made | _own_texts(made, folder)


def _own_texts(made: dict[str, Value], folder: Folder) -> dict[str, Value]:
    """The texts of a form's own that stand by themselves: a rollover knows no new ones.

    One of several words that the form lists may be a result of the year, too (等级: 优).
    """
    schema = folder.schemas.get(DISCLOSURE, {}).get("properties", {})
    own = {key for key in made if key not in HEAD and OWN in schema.get(key, {})}
    found = {key: value for key, node in folder.disclosure.items() if (value := _as_text(node))}
    return {key: value for key, value in found.items() if key in own}


def _as_text(node: Node) -> Value:
    """What a rollover writes for a text or a list of texts; nothing for what is neither."""
    words = list(node.rows())
    if words and all(word.text and word.number is None for word in words):
        return [MARK]
    return MARK if node.text and node.number is None and not node.text.endswith(".md") else None


def carried(folder: Folder) -> tuple[str, ...]:
    """The files that a rollover takes as they are: the agency's own, and texts it names."""
    of_year = _texts_of_year(folder.disclosure)
    return (PROFILE, *sorted(name for name in folder.texts if name not in of_year))


def left_behind(folder: Folder) -> tuple[str, ...]:
    """What a rollover leaves behind: stated of last year only, by where it stands there."""
    reasons = _left_reasons(folder.disclosure)
    kept = LAST_YEARS | reasons.keys() | _following(folder).keys()
    whole = (key for key in folder.disclosure.keys if key not in kept)
    stated = (
        f"“{key}”中科目为 {'、'.join(dict.fromkeys(codes))} 的行"
        for key, value in folder.disclosure.items()
        if key not in KEPT and (codes := _stated_codes(value))
    )
    remarks = ("各处的“说明”",) if _has_remarks(folder.disclosure) else ()
    why = (f"部门写的原因（{'、'.join(f'“{key}”' for key in reasons)}）",) if reasons else ()
    return (*stated, *(f"“{key}”" for key in whole), *remarks, *why)


def _left_reasons(node: Node) -> dict[str, Node]:
    """Where reasons stand that a rollover leaves out: all those of a department."""
    if node.get(UNITS) is None:
        return {}
    kept = ((key, value) for key, value in node.items() if key not in LEFT_OUT)
    return {key: value for key, value in kept if key.endswith(REASONS) or _has_reasons(value)}


def _has_reasons(node: Node) -> bool:
    below = ((key.endswith(REASONS) or _has_reasons(value)) for key, value in node.items())
    return any(below) or any(map(_has_reasons, node.rows()))


def _has_remarks(node: Node) -> bool:
    kept = ((key, value) for key, value in node.items() if key not in LEFT_OUT)
    below = ((key.endswith(NOTE) and key not in TEXTS) or _has_remarks(v) for key, v in kept)
    return any(below) or any(_has_remarks(row) for row in node.rows())


def _stated_codes(node: Node) -> list[str]:
    listed = list(node.rows())
    return [_code(row) for row in listed if _code(row) and _unstated(row, listed) is None]


def _with_amounts(made: dict[str, Value], folder: Folder) -> dict[str, Value]:
    """A rollover's lines with nothing left have their amount to be filled.

    A department's was the sum of its units', and will be: it gave no more than a reason.
    """
    schema = folder.schemas.get(DISCLOSURE, {}).get("properties", {})
    for key in [key for key, value in made.items() if _has_no_figure(value)]:
        old, left = folder.disclosure.get(key), made[key]
        if UNITS not in made and AMOUNT in schema.get(key, {}).get("properties", {}):
            made[key] = {AMOUNT: MARK, **(left if isinstance(left, dict) else {})}
        elif made[key] == {} or (old and any(old.rows())):
            del made[key]
    return made


def _has_no_figure(value: Value) -> bool:
    """Whether a rollover leaves nothing of a block but reasons."""
    return value == [] or (isinstance(value, dict) and all(k.endswith(REASONS) for k in value))


def _texts_of_year(node: Node) -> frozenset[str]:
    return frozenset(text for text in _leaves(node) if text.endswith(".md"))


def _leaves(node: Node) -> Iterator[str]:
    if node.text:
        yield node.text
    for below in (*(value for _, value in node.items()), *node.rows()):
        yield from _leaves(below)


def _disclosure(node: Node, kind: str) -> dict[str, Value]:
    year = node.get(YEAR)
    number = year.number if year else None
    made = _mapping(node, "", of=_Of(has_units=node.get(UNITS) is not None))
    if number is not None:
        made[YEAR] = number + 1
        if UNITS in made:
            made[UNITS] = _renumbered(made[UNITS], f"{number}-{kind}", f"{number + 1}-{kind}")
    if DATE in made:
        made[DATE] = MARK
    return made


def _renumbered(value: Value, old: str, new: str) -> Value:
    """In a rollover, the paths of the units' folders (汇总) in the year after."""
    if isinstance(value, list):
        return [_renumbered(one, old, new) for one in value]
    if isinstance(value, dict):
        return {key: _renumbered(one, old, new) for key, one in value.items()}
    return value.replace(old, new) if isinstance(value, str) else value


def _mapping(node: Node, above: str, of: _Of) -> dict[str, Value]:
    made: dict[str, Value] = {}
    figures = [key for key, value in node.items() if value.number is not None and key not in CODES]
    for key, value in node.items():
        # A sum beside its parts was stated as it was published.
        if _is_left_out(key, value, of) or (key == SUM and len(figures) > 1):
            continue
        if key in KEPT:
            made[key] = _counted_anew(value.plain())
        else:
            below = _value(key, value, above, of=of._replace(in_goals=of.in_goals or key in GOALS))
            if below != {} or not above:
                made[key] = below
    return made


def _counted_anew(value: Value) -> Value:
    """In a rollover, what an agency has (vehicles …) stays, not the day of counting."""
    if not isinstance(value, dict):
        return value
    return {key: MARK if key == CUT_OFF else _counted_anew(one) for key, one in value.items()}


def _is_left_out(key: str, value: Node, of: _Of) -> bool:
    if key in LEFT_OUT or (key == SUM and isinstance(value.value, dict)):
        return True
    if key.endswith(REASONS):
        return of.has_units
    return key.endswith(NOTE) and key not in TEXTS


def _value(key: str, node: Node, above: str, of: _Of) -> Value:
    if isinstance(node.value, dict):
        return _mapping(node, key if key.endswith(REASONS) else above or key, of=of)
    if isinstance(node.value, tuple):
        if (above or key) == RESULTS:
            return MARK
        rows = list(node.rows())
        if rows and all(row.text or row.number is not None for row in rows):
            if not _is_of_year(key, rows[0], above, of=of):
                return node.plain()
            # A list of figures has its places; one of names has as many as there will be.
            return [MARK] * (len(rows) if rows[0].number is not None else 1)
        own = (_unstated(row, rows) for row in rows if not _has_only_reason(row))
        return [_mapping(row, above or key, of=of) | _of_before(row) for row in own if row]
    return MARK if _is_of_year(key, node, above, of=of) else node.plain()


def _of_before(row: Node) -> dict[str, Value]:
    """What a rollover's line says of last year (上年): the figures that it had this year."""
    said = row.get(BEFORE)
    had = [(key, row.get(key)) for key, _ in said.items()] if said else []
    before = {key: v.plain() if v and v.number is not None else MARK for key, v in had}
    return {BEFORE: before} if before else {}


def _has_only_reason(row: Node) -> bool:
    """Whether a rollover's line says no more than why its units' figures moved."""
    keys = [key for key, _ in row.items() if key not in CODES]
    return bool(keys) and all(key.endswith((REASONS, NOTE)) for key in keys)


def _is_of_year(key: str, node: Node, above: str, of: _Of) -> bool:
    """Whether a value is a figure or text of one year, which a rollover leaves out."""
    if key in CODES or key == YEAR:
        return False
    if isinstance(node.value, Decimal) or node.text == UNKNOWN:
        return True
    if key.endswith(REASONS) or above.endswith(REASONS) or key == GAPS:
        return True
    if of.in_goals:
        return key not in OF_PROJECTS
    return (above or key) in TEXTS and key != TITLE and not node.text.endswith(".md")


def _unstated(row: Node, rows: list[Node]) -> Node | None:
    """A row that a rollover carries, without the sums of others; None where it has only such."""
    below = _below(row, rows)
    if not below:
        return row
    open_ends = {key for one in (row, *below) for key, v in one.items() if v.text == UNKNOWN}
    # Of figures that were not known line by line, the sum is no sum.
    own = [key for key in row.keys if key in open_ends or (key == INCOME and open_ends)]
    kept = {key: value for key, value in row.items() if key in NAMING or key in own}
    return replace(row, value=kept) if own else None


def _below(row: Node, rows: list[Node]) -> list[Node]:
    """The rows, for a rollover, of which a row states the sum, as published last year."""
    code, basis = _code(row), row.text_at(BASIS)
    # On a basis of its own a 类 says what no line below it does, and so does the sum of a fund.
    others = [other for other in rows if other is not row and _code(other)]
    alike = [one for one in others if basis in ("", one.text_at(BASIS))]
    alike = [one for one in alike if one.text_at(FUND) == row.text_at(FUND)]
    if not code or code == SUM:
        return alike if code else []
    same = [one for one in alike if _code(one) == code] if row.get(SUM) else []
    return same + [one for one in alike if _code(one).startswith(code) and _code(one) != code]


def _code(row: Node) -> str:
    return row.text_at(SUBJECT)
