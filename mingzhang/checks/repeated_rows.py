"""Rules on what is published twice: rows of a list, word for word, and whole files.

MZ288, MZ750, MZ879, MZ431, MZ429 and MZ688.  Rows of subjects have codes of their own
(MZ232), names of offices MZ728.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from mingzhang.checks.incomplete_rows import LISTS
from mingzhang.checks.rule import ANY, BUDGET, Evidence, Finding, limited, rule
from mingzhang.checks.superfluous_rows import superfluous, whole
from mingzhang.checks.typed_texts import ACCEPTED, NAMING
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit
from mingzhang.facts.figure import Figure
from mingzhang.facts.own_list_figures import lines_at, lines_with_units, own_lists
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import PLANS
from mingzhang.forms.form_keys import TOLD_APART
from mingzhang.forms.form_schema import ADDED, OWN
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema, is_gap

# What names a row but may well be that of many: its code, its unit.
CODES = frozenset({"科目", "单位"})
NAMES = tuple(key for key in NAMING if key not in CODES)
UNIT_NAME = ("单位", "名称")
SUBJECT = "科目"
JOINED = "请在部门的文件里写上“{}”，把各单位相同的行合成一行；确要分开印的，在“核对说明”里写明。"
WORDS = re.compile("[\u4e00-\u9fff]{2}")
SUM_OF_ALL = re.compile(r"(?:合\s*计|总\s*计|共\s*计|小\s*计)数?[：:]?")


@rule(
    "MZ688",
    "同一行只写一遍",
    identity="一个清单里没有两行一字不差（有名称、项目、内容、指标的行，每一格都相同）",
    why="复制一行忘了改，同一件事就公布两遍，个数和金额也多算一遍。",
    reference="部门预算、部门决算公开文本",
    remedy="删去重复的一行；本来要写另一项的，改成那一项；确有两项完全相同的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def written_twice(evidence: Evidence) -> Iterator[Finding]:
    """A repeated row of a list, an indicator or a project: copied and not changed."""
    folder, unit = evidence.account.folder, evidence.account.unit
    coded = {row.section for row in evidence.account.rows if row.section != PLANS}
    # A whole 自评表 that is there twice is MZ244's.
    for root in (folder.disclosure, folder.profile, *rows(folder.performance, PLANS)):
        of_weights = dict.fromkeys(("MZ247", "MZ249", "MZ623"), (text(root, "名称"),))
        for found in _of_lists(root, "", frozenset({*coded, *LISTS, ACCEPTED}), unit):
            is_scored = found.cause and root not in (folder.disclosure, folder.profile)
            yield _with(found, of_weights) if is_scored else found


def _with(found: Finding, follow: Mapping[str, tuple[str, ...]]) -> Finding:
    """That a row is repeated, and what more follows: its weight and score count twice."""
    cause = found.cause
    return replace(
        found, cause=replace(cause, follow={**cause.follow, **follow}) if cause else None
    )


# By what an entry is looked up, of which the document prints one: the words of the others vanish.
LOOKED_UP = {"名词解释": ("词",), "科目补充": ("科目",), "绩效.自评得分": ("项目",)}
SUBTOTALS = "项目合计"
# What may be said twice, of which each time is printed and counted.
SAID = {
    "绩效.未完成指标": ("项目", "指标"),
    "绩效.超额指标": ("项目", "指标"),
    "绩效.问题": ("标题",),
}


@rule(
    "MZ288",
    "一个词、一个科目、一个项目只写一项",
    identity="名词解释里一个词只有一项，科目补充里一个科目只有一项，自评得分里一个项目只有一项，"
    "项目合计里一组的一个数只有一项",
    why="一个项目两个得分，不知道哪个是真的；查得到的只有一项的，另一项写了也印不出来，"
    "没有人发现写的是哪一项。",
    reference="名词解释；各表的科目名称；项目支出表",
    remedy="留下要刊出的一项，删去另一项；写的是别的词、别的科目、别的项目的，改正它。",
    severity=Severity.ERROR,
    kinds=ANY,
)
def entered_twice(evidence: Evidence) -> Iterator[Finding]:
    """Repeated rows for one word, subject or project, of which one at most is right."""
    source = evidence.account.folder.disclosure
    for name, keys in LOOKED_UP.items():
        yield from _of_one_name(source, name, keys)
    first: dict[tuple[object, ...], Figure] = {}
    for total in evidence.account.plan_totals:
        before = first.setdefault((total.groups, total.fund, total.basis), total.figure)
        if before.place and total.figure.place and before is not total.figure:
            yield _again(SUBTOTALS, total.figure.label, before.place, total.figure.place)


@rule(
    "MZ879",
    "一个问题、一个指标、一行只说一遍",
    identity="自评发现的问题没有两个标题相同，一个项目的一个指标没有两次列为未完成、超额完成；"
    "版式自己的列表，没有两行“区分”各行的键（没有声明“区分”的，科目和各处文字，或仅有的一处文字）都相同，部门汇总各单位的行也是",
    why="同一个问题、指标说了两遍，印出来的个数也多一个；多半是改写以后忘了删去原来的一行。"
    "两行分不开的，变动的原因和比对也不知道说的是哪一行。",
    reference="预算绩效情况说明；版式的 keys.yaml",
    remedy="删去多余的一行；确是两个的，把名称写得能够分开，或在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def told_twice(evidence: Evidence) -> Iterator[Finding]:
    """Repeated rows of one name whose words differ, so that both are printed and counted."""
    folder = evidence.account.folder
    apart = dict(_told_apart(folder.schemas[DISCLOSURE], ""))
    apart.pop(SUBTOTALS, None)
    for name, keys in (SAID | apart).items():
        yield from _of_one_name(folder.disclosure, name, keys)
    for name, keys in apart.items():
        yield from _of_units(evidence.account, name, keys)


def _of_units(account: Account, name: str, keys: tuple[str, ...]) -> Iterator[Finding]:
    """Repeated rows of a list that a department leaves to its units, one of each."""
    path = tuple(name.split("."))
    first: dict[tuple[str, ...], Node] = {}
    is_left = bool(account.parts) and account.source.get(*path) is None
    for row, _ in (lines_at(path, account.indicators.sources) or ()) if is_left else ():
        called = tuple(text(row, key) for key in keys)
        before = first.setdefault(called, row)
        if before.place.file != row.place.file:
            words = " ".join(filter(None, called))
            message = f"部门的“{path[-1]}”由各单位的行接成，“{words}”会印两行。"
            operands = (Operand("另一行", words, before.place),)
            yield Finding(row.place, message, JOINED.format(path[-1]), operands)
            return


def _told_apart(schema: Schema, above: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lists whose rows a form says how to tell apart (区分), so that none is repeated."""
    for name, below in schema.get("properties", {}).items():
        path = f"{above}{name}"
        items = below.get("items", {})
        if keys := items.get(TOLD_APART) or (OWN in below and _naming_words(items)):
            yield path, tuple(keys)
        yield from _told_apart(below, f"{path}.")


def _naming_words(items: Schema) -> tuple[str, ...]:
    """What tells rows apart where a form does not say it: all words, of subjects or the only one.

    Where several words name what has no subject, two rows alike in them may be two things.
    """
    words = tuple(name for name, field in items.get("properties", {}).items() if _is_word(field))
    return words if SUBJECT in words or len(words) == 1 else ()


def _is_word(field: Schema) -> bool:
    return "string" in field.get("type", ()) and not is_gap(field)


@rule(
    "MZ431",
    "清单里没有合计的行",
    identity="“项目”和版式自己的、由程序相加的列表，没有一行的名称是合计、小计、总计",
    why="列表由程序相加；把合计也写成一行，同样的钱就加了两遍，表上印两个合计，总数多出一倍。",
    reference="项目支出表；版式的 keys.yaml",
    remedy="删去这一行；公布的合计与各行之和有尾差的，写在“公布数”（项目的小计写在“项目合计”）里。",
    kinds=ANY,
)
def row_of_the_sum(evidence: Evidence) -> Iterator[Finding]:
    """A row that repeats the money of the others: their sum, typed beside them."""
    account = evidence.account
    for path in ((PLANS,), *_summed_lists(account)):
        for row, unit in lines_with_units(path, account.indicators.sources):
            texts = (cell for key, cell in row.items() if key != SUBJECT and not cell.is_block)
            if said := next((cell for cell in texts if SUM_OF_ALL.fullmatch(cell.text)), None):
                what = f"“{path[-1]}”里有一行是“{said.text}”：各行由程序相加，这一行又加了一遍。"
                yield Finding(said.place, what, cause=superfluous(row, unit, {"MZ342": ()}))


def _summed_lists(account: Account) -> Iterator[tuple[str, ...]]:
    """The form's own lists whose rows are added up, so that a row of their sum repeats them."""
    schema = account.folder.schemas[DISCLOSURE]
    definitions = account.indicators.definitions.values()
    named = {one.column.rows for one in definitions if one.column}
    for path in own_lists(schema):
        keys = reduce(lambda above, name: above["properties"][name], path, schema)["items"]
        is_added = any(ADDED in one for one in keys["properties"].values())
        if is_added or path in named:
            yield path


@rule(
    "MZ750",
    "一个项目一个目标",
    identity="同一单位、同一分组里同名的各行是一个项目，只写一个“目标”（各行一样的不算）",
    why="同名的几行合成一个项目，绩效目标表只印一个目标，另一个写了也看不到；"
    "多半是另一个单位的项目，单位写错了。",
    reference="项目支出绩效目标表",
    remedy="核对各行的单位代码和名称，写错的改正；确是一个项目的，目标合成一个。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
def goals_of_one_project(evidence: Evidence) -> Iterator[Finding]:
    """Repeated rows of one project, each with a goal, of which the document prints one."""
    nodes = {row.node.place: row.node for row in evidence.account.rows if row.section == PLANS}
    for plan in evidence.account.plans:
        own = [nodes[place] for place in plan.lines if place in nodes]
        goals = [(node, goal) for node in own if (goal := node.get("目标"))]
        others = [node for node, goal in goals if whole(goal) != whole(goals[0][1])]
        if others:
            message = f"项目“{plan.name}”有 {len(goals)} 行写了目标，只印得出第一个。"
            told = [(key, cell) for n in own for key in UNIT_NAME if (cell := n.get(key))]
            operands = tuple(Operand(key, cell.text, cell.place) for key, cell in told)
            yield Finding(others[0].place, message, operands=operands)


def _of_one_name(source: Node, name: str, keys: tuple[str, ...]) -> Iterator[Finding]:
    """The rows of a list that are called like a repeated one before; alike in all MZ688 tells."""
    first: dict[tuple[str, ...], Node] = {}
    path = name.split(".")
    for row in rows(source, *path):
        called = tuple(text(row, key) for key in keys)
        before = first.setdefault(called, row)
        is_told = whole(before) == whole(row) and _called(row)
        if before is not row and not is_told:
            yield _again(path[-1], " ".join(filter(None, called)), before.place, row.place)


def _again(name: str, called: str, before: Place, place: Place) -> Finding:
    message = f"“{name}”里“{called}”有两项，第一项在第 {before.line} 行。"
    return Finding(place, message, operands=(Operand("第一项", called, before),))


def _of_lists(node: Node, name: str, others: frozenset[str], unit: Unit) -> Iterator[Finding]:
    """The rows below a node that may be repeated, without lists that another rule tells of."""
    first: dict[str, dict[Hashable, Node]] = {}
    for row, called, is_shared in _with_names(node.rows()):
        before = first.setdefault(called, {}).setdefault(whole(row), row) if is_shared else row
        if before is not row:
            message = f"“{name}”里“{called}”这一行写了两遍，第一遍在第 {before.place.line} 行。"
            operands = (Operand("第一遍", called, before.place),)
            # More projects than the money for projects leave a part of it that is none's.
            cause = superfluous(row, unit, {"MZ342": ()})
            yield Finding(row.place, message, operands=operands, cause=cause)
        elif row.is_block:
            # What stands below a row that is there twice is not told again.
            yield from _of_lists(row, name, others, unit)
    for key, below in node.items():
        if key not in others and below.is_block:
            yield from _of_lists(below, key, others, unit)


def _with_names(rows: Sequence[Node]) -> Iterable[tuple[Node, str, bool]]:
    """Rows that may be repeated with what they are called: whether another is called so, too."""
    if not rows:
        return ()
    names = list(map(_called, rows))
    count = Counter(filter(None, names))
    return ((row, name, count[name] > 1) for row, name in zip(rows, names, strict=True))


def _called(row: Node) -> str:
    """What a row that may be repeated is called; empty of one with codes and amounts only."""
    names = (cell.text for key in NAMES if (cell := row.get(key)))
    return next((name for name in names if WORDS.search(name)), "")


@rule(
    "MZ429",
    "一个文件只印一处",
    identity="“附件”里写的每一个 Markdown 文件只写一处，也不是“职责”的文件",
    why="同一个文件写了两处，同样的文字就印两遍；多半是复制了一行忘了改文件名，另一篇反而没有印。",
    reference="部门预算、部门决算公开文本",
    remedy="改成另一篇的文件名；本来就是同一篇的，只留一处。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def file_twice(evidence: Evidence) -> Iterator[Finding]:
    """A Markdown file repeated: two rows name it, so that its words are printed twice."""
    account = evidence.account
    units = rows(account.profile, "预算单位")
    # Units may have the same duties.
    duties = (account.profile.get("职责"), *(unit.get("职责") for unit in units))
    first = {node.text: node for node in reversed(duties) if node}
    for row in rows(account.source, "附件"):
        node = row.get("文件")
        before = first.setdefault(node.text, node) if node else None
        if node and before and before is not node:
            message = f"文件“{node.text}”在 {before.place} 已经用过，它的文字会印两遍。"
            yield Finding(node.place, message, operands=(Operand("前一处", "", before.place),))
