"""Rules on what is left out or twice there: rows beside others, counts beside money, names.

MZ423, MZ424 and MZ728.  What a form prints and nobody typed is told where it is printed (MZ410).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches

from mingzhang.checks.agency_name import AGREEING, OF_OWN, OWN, of_name
from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.implied_zeros import Key, number_at
from mingzhang.facts.own_groups import OCCASIONS, PEOPLE, OwnGroup, own_groups
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import amount_of
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.node import Node

PROJECTS = ("项目",)
YEAR = re.compile("(?:19|20)[0-9]{2}年")
INCOME, SUBJECT = "收入", "科目"
INDICATORS, GOALS = "指标", ("目标", "指标")
# Lists → the words of their rows that a page shows beside one another.
WORDS: Mapping[str, Mapping[Key, tuple[str, ...]]] = {
    "disclosure": {
        ("单位",): ("名称", "类型"),
        PROJECTS: ("科目", "单位"),
        ("项目", "目标.指标"): ("指标值", "权重"),
        ("绩效.问题",): ("改进措施",),
        ("绩效.未完成指标",): ("项目", "原因"),
        ("绩效.超额指标",): ("项目", "原因"),
    },
    "profile": {
        ("内设机构",): ("职责",),
        ("预算单位",): ("职责", "编制", "内设机构"),
        ("预算单位", "内设机构"): ("职责",),
        ("下属单位",): ("类型",),
    },
    "performance": {
        ("项目",): ("主管部门", "实施单位", "年度目标", "指标", "资金", "资金分值"),
        # Of the scores of lines MZ421 tells.
        ("项目", "资金管理"): ("情况",),
        ("项目", "指标"): ("性质", "目标值", "完成值", "偏差度"),
    },
}
NAMES = ("名称", "项目", "三级", "内容", "标题", "代码")
OFTEN = 3  # how many rows say a word for each one that leaves it out
RECEPTIONS, VISITS = ("三公经费", "公务接待费"), ("三公经费", "因公出国境费")
BOUGHT, KEPT = ("三公经费", "公务用车购置费"), ("三公经费", "公务用车运行维护费")
HOME, FOREIGN = (*RECEPTIONS, "国内接待"), (*RECEPTIONS, "外宾接待")
# Counts, and the indicator of the money that they were spent on.
AT_HOME, RECEIVED = "三公经费.国内接待.决算", "三公经费.公务接待费.决算"
COUNTS: tuple[tuple[tuple[Key, ...], str], ...] = (
    (((*VISITS, "团组数"), (*VISITS, "人次")), "三公经费.因公出国境费.决算"),
    (((*BOUGHT, "购置数"),), "三公经费.公务用车购置费.决算"),
    (((*KEPT, "保有量"),), "三公经费.公务用车运行维护费.决算"),
    (((*HOME, "批次"), (*HOME, "人次")), AT_HOME),
    (((*FOREIGN, "团组数"), (*FOREIGN, "人次")), "三公经费.外宾接待.决算"),
)
PERSON, PLANNED = "人", "预算"
HELD = "保有量"  # cars that stand cost nothing, or another unit pays for them
LISTS = ("内设机构", "决算单位", "下属单位", "预算单位")
ACCOUNTED = "决算单位"
ENDINGS = ("本级", "（本级）", "机关", "（机关）", "局机关", "本级机关")
END = re.compile("(?:（?本级）?(?:机关)?|（机关）|机关)$")
TOLD_IN_TEXTS = "MZ605"  # that the agency's own name has a slip
NEARLY = 0.75  # how alike two names are of which one has a slip


@rule(
    "MZ423",
    "同一列表的各行写得一样全",
    identity="一个列表里多数行写了的项，每一行都写；有的收入写了科目的，每一笔都写；"
    "写了“指标”的，里面至少有一项指标",
    why="这一格会印成空白，或者这一行归到了别处，读的人不知道是没有还是漏了。",
    reference="编写说明",
    remedy="补上这一项；这一行确实没有的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def rows_alike(evidence: Evidence) -> Iterator[Finding]:
    """An incomplete row: it lacks a word that all others of its list have; told once for a list."""
    folder = evidence.account.folder
    for file, lists in WORDS.items():
        root: Node | None = getattr(folder, file)
        for path, words in lists.items() if root else ():
            grouped = evidence.account.grouped if path == PROJECTS else ()
            for listed in _lists(root, path) if root else ():
                yield from _uneven(path[-1].rpartition(".")[2], listed, (*grouped, *words))
    yield from _without_subject(list(rows(folder.disclosure, INCOME)))
    for root, key in ((folder.performance, (INDICATORS,)), (folder.disclosure, GOALS)):
        for project in rows(root, *PROJECTS) if root else ():
            if (empty := project.get(*key)) and empty.value == ():
                message = f"“{text(project, '名称')}”的“指标”是空的，表里印成一行空白。"
                yield Finding(empty.place, message)


def _without_subject(incomes: Sequence[Node]) -> Iterator[Finding]:
    """An incomplete row of income: of no subject, beside others that say theirs."""
    lacking = [row for row in incomes if not text(row, SUBJECT)]
    if lacking and len(lacking) < len(incomes):
        first = lacking[0]
        called = f"“{fund}”的一行" if (fund := text(first, "资金")) else "有一行"
        message = (
            f"“{INCOME}”里{called}没有写“{SUBJECT}”，别的行写了：按科目列出的表里没有它的科目。"
        )
        yield Finding(first.place, message)


def _lists(root: Node, path: Sequence[str]) -> Iterator[list[Node]]:
    """The lists with incomplete rows under a path: one of the file, or one in each row above."""
    first, *rest = path
    *above, last = first.split(".")
    node = root.get(*above) if above else root
    listed = list(rows(node, last))
    if not rest:
        yield listed
    for row in listed if rest else ():
        yield from _lists(row, rest)


def _uneven(name: str, listed: Sequence[Node], words: Sequence[str]) -> Iterator[Finding]:
    for word in words:
        lacking = [row for row in listed if row.get(word) is None]
        if lacking and len(lacking) * OFTEN <= len(listed) - len(lacking):
            first = lacking[0]
            called = next((t for key in NAMES if (t := text(first, key))), "")
            which = f"“{called}”" if called else "有一行"
            more = f"等 {len(lacking)} 行" if len(lacking) > 1 else ""
            message = f"“{name}”里{which}{more}没有写“{word}”，别的行都写了。"
            yield Finding(first.place, message)


@rule(
    "MZ424",
    "个数和金额同有同无",
    identity="有金额的，个数不是 0；个数不是 0 的，有金额（车辆保有量除外）；"
    "版式自己的一组键只有一个金额的，有金额时次数、人次、人数不全是 0",
    why="花了钱却是 0 批次、0 人次，或者没有花钱却有团组、购置，两个数必有一个错了。",
    formula="决算 > 0 ⇔ 团组数、人次、购置数、批次 > 0；运行维护费 > 0 ⇒ 保有量 > 0",
    reference="“三公”经费情况说明；版式的 keys.yaml",
    remedy="核对金额和个数，改正写错的一个；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def counts_and_money(evidence: Evidence) -> Iterator[Finding]:
    """Incomplete: receptions of nobody that cost money; a car that was bought for nothing."""
    account = evidence.account
    for keys, own in COUNTS:
        name = _spent_on(own, account)
        money = account.indicators.get(name)
        # What is told is a contradiction of two typed figures; what is missing, MZ410 tells.
        if money and money.is_known and any(money.typed()):
            yield from _contradictions(account, keys, name, money.amount.value)
    for group in own_groups(account.source, account.folder.schemas[DISCLOSURE]):
        spent = [key for key in group.money() if account.kind.is_plan or PLANNED not in key]
        counts = group.typed(*group.counted_in(PEOPLE, PERSON, *OCCASIONS))
        if not group.is_row and len(spent) == 1 and counts and not any(n.number for n in counts):
            yield from _spent_on_nothing(group, spent[0], counts, account)


def _spent_on(name: str, account: Account) -> str:
    """Which money such counts are of, lest they go incomplete.

    Where nothing is said of receptions from abroad, as a form may not ask, it is all of them.
    """
    money = account.indicators.get(name)
    is_silent = money is not None and not money.is_known and account.source.get(*FOREIGN) is None
    return RECEIVED if name == AT_HOME and is_silent else name


def _spent_on_nothing(
    group: OwnGroup, key: str, counts: Sequence[Node], account: Account
) -> Iterator[Finding]:
    """An incomplete group of a form's own keys: money, and nothing of what it was spent on."""
    for money in group.typed(key):
        if money.number:
            shown = amount_of(money, account.unit).worded(account.unit)
            what = f"{group.name}的{key}是 {shown}，次数、人数都是 0。"
            yield Finding(counts[0].place, what, operands=(Operand(key, shown, money.place),))


def _contradictions(
    account: Account, keys: Sequence[Key], name: str, money: Decimal
) -> Iterator[Finding]:
    figure = account.indicators[name]
    shown = figure.amount.worded(account.unit)
    typed = ((key[-1], number_at(account.source, key)) for key in keys)
    counted = [(word, node) for word, node in typed if node and node.number is not None]
    what = name.removesuffix(".决算").rpartition(".")[2]
    wrong = [(word, node) for word, node in counted if bool(node.number) != bool(money)]
    wrong = [(word, node) for word, node in wrong if money or word != HELD]
    if wrong:
        said = "、".join(f"{word} {node.text}" for word, node in wrong)
        operands = tuple(Operand(what, shown, part.place) for part in figure.typed())
        yield Finding(wrong[0][1].place, f"{what}是 {shown}，{said}。", operands=operands[:1])


@rule(
    "MZ728",
    "机构、单位的名单没有重复，有本单位",
    identity="“内设机构”“决算单位”“下属单位”“预算单位”中的名称各不相同，不以年份开头；“决算单位”里有本单位",
    why="重复的名称使个数多一个；没有本单位的名单，多半是从别处抄来的。",
    reference="部门决算单位构成",
    remedy="删去重复的一个；决算的“决算单位”里写上本单位（或本级）的全称。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def listed_once(evidence: Evidence) -> Iterator[Finding]:
    """Rows of an incomplete list: an office twice in it, or units of another agency."""
    profile = evidence.account.profile
    for owner in (profile, *rows(profile, "预算单位")):
        for key in LISTS:
            yield from _repeated(key, list(rows(owner, key)))
            yield from _dated(key, list(rows(owner, key)))
    listed = profile.get(ACCOUNTED)
    names = [node.text for node in rows(profile, ACCOUNTED)]
    if (
        listed
        and not evidence.account.kind.is_plan
        and not _has_own(names, evidence.account.agency)
    ):
        yield _misnamed(names, evidence) or _without_own(listed, evidence.account.agency)


def _without_own(listed: Node, agency: str) -> Finding:
    """The finding that an incomplete list of units has the agency itself nowhere."""
    place = next((node.place for node in listed.rows()), listed.place)
    message = f"“决算单位”里没有本单位“{agency}”。"
    return Finding(place, message, about=frozenset({agency}))


def _misnamed(names: Sequence[str], evidence: Evidence) -> Finding | None:
    """The agency's own name with a slip, which no list of units has so, nor any text."""
    agency = evidence.register.names[0]
    plain = {name: END.sub("", name) for name in names}
    alike = get_close_matches(agency.name, plain.values(), n=1, cutoff=NEARLY)
    said = [p for p in evidence.passages if p.keys != OWN and agency.name in p.text]
    if not alike or said:
        return None
    elsewhere = [p for p in evidence.passages if alike[0] in p.text]
    if len(elsewhere) < AGREEING:
        return None
    message = f"“名称”写“{agency.name}”，“决算单位”等 {len(elsewhere)} 处都写“{alike[0]}”。"
    operands = tuple(Operand("这里写的", p.text, p.place) for p in elsewhere)
    whole, about = of_name(agency, evidence.register), frozenset({agency.name, alike[0]})
    # Where texts show the slip as well, that finding leads this one.
    follow = {code: names for code, names in whole.follow.items() if code != TOLD_IN_TEXTS}
    cause = replace(whole, follow=follow)
    return Finding(agency.place, message, OF_OWN, operands, cause=cause, about=about)


def _dated(key: str, listed: Sequence[Node]) -> Iterator[Finding]:
    """Offices of an incomplete list whose names begin with a year, as those of projects do."""
    for name in (row.get("名称") or row for row in listed):
        if YEAR.match(name.text):
            yield Finding(name.place, f"“{key}”里“{name.text}”的名称以年份开头。")


def _repeated(key: str, listed: Sequence[Node]) -> Iterator[Finding]:
    first: dict[str, Node] = {}
    for row in listed:
        name = row.get("名称") or row
        if name.text and name.text in first:
            operands = (Operand("另一处", name.text, first[name.text].place),)
            yield Finding(name.place, f"“{key}”里“{name.text}”写了两次。", operands=operands)
        first.setdefault(name.text, name)


def _has_own(names: Sequence[str], agency: str) -> bool:
    agency = agency.strip()  # a blank at its end is told as that
    return any(name == agency or name in {agency + end for end in ENDINGS} for name in names)
