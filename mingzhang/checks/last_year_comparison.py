"""Rules on last year's document beside this one: what is still last year's, and wrong bases.

MZ281 and MZ66n.  A folder is often begun as a copy of last year's: whatever was not changed since
is told once, with a count, however many lines it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.checks import sentence_years
from mingzhang.checks.figures_beside_names import STOPS
from mingzhang.checks.name_register import PARTY
from mingzhang.checks.quoted_figures import amounts
from mingzhang.checks.remembered import remembered
from mingzhang.checks.rule import ANY, FEW, Cause, Evidence, Finding, listed, rule
from mingzhang.checks.typed_texts import ATTACHED, HALF_WIDTH, Passage, quotation
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.amount import Amount, Unit, typed_in
from mingzhang.facts.days_in_digits import in_digits
from mingzhang.facts.document_chain import bases
from mingzhang.facts.figure import Figure
from mingzhang.facts.offices_and_areas import areas
from mingzhang.facts.source_nodes import code_of, text
from mingzhang.facts.typed_entries import (
    REASONS,
    Entry,
    Key,
    Kind,
    disclosed,
    label,
    read_entries,
    typed_unit,
)
from mingzhang.facts.unit_sums import unit_nodes
from mingzhang.forms.document_kind import Kind as DocumentKind
from mingzhang.forms.form_keys import TOLD_AROUND
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.document_names import DISCLOSURE, PERFORMANCE
from mingzhang.reading.schema_messages import Schema

REFERENCE = "上年公开的预算、决算"

# Figures of which the same in two years is no chance: three digits at least, not 10.00.
TELLING_DIGITS = 3
LEAST, MOST = 3, Decimal("0.8")  # how many are the same in a section, and which share of it
NO_CHANCE = 7  # digits of the figures of a smaller section: 1234.56 and 7.89, not 3.60 and 12.50
NOT_OF_THE_YEAR = frozenset({"上年", "公布数", "核对说明"})


@rule(
    "MZ662",
    "上年数与上年公开的相符",
    identity="“上年”中填写的数，等于上年文件夹里算出的同一指标",
    why="两年的文本里同一个数不同，比较的句子就不可信。",
    formula="上年.总计 = 上年文件夹的总计",
    reference=REFERENCE,
    remedy="对照上年公开的文本改正一处；“上年”里删去的数，程序自己到上年的文件夹去取。"
    "口径确实调整过的（例如按今年的单位范围），在“核对说明”里写明；没有写的上年数仍是上年文件夹的，"
    "一并按同一口径写上。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def base_as_published(evidence: Evidence) -> Iterator[Finding]:
    """A figure of last year that last year's own document has otherwise."""
    wrong, unit = list(_wrong_bases(evidence)), evidence.account.unit
    cause = _of_wrong(wrong)
    if len(wrong) == 1:
        typed, published = wrong[0]
        apart = (typed.amount - published.amount).value
        message = (
            f"{typed.label} {_said(typed, unit)}，上年的文件夹里是 {_said(published, unit)}，"
            f"相差 {abs(typed_in(apart, unit)):,} {unit.label}。"
        )
        yield Finding(_place(typed), message, operands=_both(typed, published, unit), cause=cause)
    elif wrong:
        names = "、".join(typed.label.removeprefix("上年 ") for typed, _ in wrong[:FEW])
        more = "等" if len(wrong) > FEW else ""
        message = f"“上年”里有 {len(wrong)} 个数与上年的文件夹不同：{names}{more}。"
        operands = tuple(operand for pair in wrong for operand in _both(*pair, unit))
        yield Finding(_place(wrong[0][0]), message, operands=operands, cause=cause)


def _of_wrong(wrong: Sequence[tuple[Figure, Figure]]) -> Cause:
    """What is odd beside a figure of last year would not be beside the one that was published."""
    apart = ((_place(typed), published.amount - typed.amount) for typed, published in wrong)
    return Cause(changes={place: amount.value for place, amount in apart})


def _wrong_bases(evidence: Evidence) -> Iterator[tuple[Figure, Figure]]:
    pairs = bases(evidence.account.previous)
    return ((pair.here, pair.published) for pair in pairs if not pair.agrees)


def _both(typed: Figure, published: Figure, unit: Unit) -> tuple[Operand, ...]:
    label = f"上年的文件夹 {published.label}"
    return (
        Operand(typed.label, _said(typed, unit), typed.place),
        Operand(label, _said(published, unit), published.origin),
    )


def _said(figure: Figure, unit: Unit) -> str:
    """A figure of last year as exactly as it is known: two that differ do not seem one."""
    return f"{typed_in(figure.amount.value, unit):,} {unit.label}"


def _place(figure: Figure) -> Place:
    assert figure.place is not None  # noqa: S101 (only figures that were typed come here)
    return figure.place


@dataclass(frozen=True)
class _Section:
    """A part of the source: its telling figures, and those that last year's has alike."""

    name: str
    all: tuple[Entry, ...]
    same: tuple[Entry, ...]

    @property
    def is_copied(self) -> bool:
        """Whether nearly all of a section is the same as last year's."""
        return len(self.same) >= LEAST and len(self.same) >= MOST * len(self.all)

    @property
    def is_small_copy(self) -> bool:
        """Whether its few figures are all last year's, of so many digits that it is no chance."""
        # A budget that was spent to the last cent is no second figure.
        digits = sum(_digits(entry) for entry in {e.value: e for e in self.same}.values())
        return len(self.same) == len(self.all) < LEAST and digits >= NO_CHANCE


# What a folder that was copied whole has that is last year's: its texts, days, and figures of 上年.
# Nothing moved either, so that its reasons explain nothing, and are printed nowhere.
OF_COPIED = Cause(
    follow=dict.fromkeys(
        (
            *("MZ230", "MZ239", "MZ414", "MZ415", "MZ603", "MZ604", "MZ607", "MZ612"),
            *("MZ661", "MZ662", "MZ664"),
        ),
        (),
    )
)


# Whatever is compared with another agency's year is odd.
OF_ANOTHER = Cause(
    follow={
        **dict.fromkeys(("MZ230", "MZ239", "MZ270", "MZ430", "MZ607", "MZ638", "MZ639"), ()),
        **dict.fromkeys(("MZ401", "MZ402", "MZ648", "MZ662", "MZ663", "MZ795", "MZ856"), ()),
        "MZ863": (),
        "MZ603": ("上年", "年初预算"),
    }
)


@rule(
    "MZ281",
    "上年、本年预算的文件夹是本单位的",
    identity="上年（本年预算）文件夹里的单位名称，与本文档的是同一个单位的（同一个地方，或改了名称）；"
    "名称不同的，单位的代码相同，都是部门的或都是单位的",
    why="与别的单位的上年数比较，增减、原因、上年数都不对，而每一处看起来都像真的。",
    reference=REFERENCE,
    remedy="换成本单位的文件夹；没有的，移走这个文件夹，上年数写在“上年”里，年初预算写在各行里。"
    "单位确实改了名称或并入的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def anothers_year(evidence: Evidence) -> Iterator[Finding]:
    """Last year's folder, or that of the year's budget, is another agency's."""
    folder, agency = evidence.account.folder, evidence.account.agency
    drawn = (("上年", "上年来源", folder.previous), ("本年预算", "预算来源", folder.planned))
    for word, key, other in drawn:
        asked = folder.disclosure.get(key) or folder.disclosure.get("年度")
        named = other.profile.get("名称") if other else None
        if not (other and named and asked):
            continue
        is_another = _is_another(agency, named.text) or _is_of_another_code(folder, other)
        if is_another or _is_of_another_level(folder, other):
            message = f"{word}的文件夹是“{named.text}”的，本文档是“{agency}”的。"
            operands = (Operand(f"{word}的单位", named.text, named.place),)
            hint = _own_beside(folder, other, key)
            yield Finding(asked.place, message, hint, operands, cause=OF_ANOTHER)


def _own_beside(folder: Folder, other: Folder, key: str) -> str:
    """Last year's own folder stands beside: to name another's is what is wrong."""
    own = folder.path.parent / other.path.name
    if not folder.disclosure.get(key) or not (own / DISCLOSURE).is_file():
        return ""
    return f"删去“{key}”这一行：旁边的 {own.name} 就是本单位的，程序自己会用。"


def _is_of_another_code(folder: Folder, before: Folder) -> bool:
    """Whether last year's folder names itself otherwise, and its only unit has another code."""
    here, there = (unit_nodes(one.disclosure) for one in (folder, before))
    names = {text(one.profile, "名称") for one in (folder, before)}
    return len(here) == len(there) == 1 < len(names) and code_of(here[0]) != code_of(there[0])


def _is_of_another_level(folder: Folder, before: Folder) -> bool:
    """Whether one of last year's folder and this is a department's, the other its unit's."""
    names, levels = (
        {text(one.profile, key) for one in (folder, before)} for key in ("名称", "类型")
    )
    return len(names) > 1 and len(levels - {""}) > 1


def _is_another(agency: str, before: str) -> bool:
    """Whether last year's name is of another place, or has no word in common with this year's."""
    here, there = _last_area(agency), _last_area(before)
    if here and there and here[:-1] != there[:-1]:
        return True
    body = agency.removeprefix("".join(areas(agency)))
    words = [body[n : n + 2] for n in range(len(body) - 1)]
    return bool(words) and not any(word in before for word in words)


def _last_area(name: str) -> str:
    """The place at the head of last year's or this year's name, the smallest of several."""
    return next(reversed(list(areas(name))), "").removeprefix(PARTY)


MOSTLY = 90  # %, of the figures of a folder that was copied whole


@rule(
    "MZ663",
    "本年数不是照抄的上年数",
    identity="同一部分（支出、基本支出、项目等）的各数，不是全部或几乎全部与上年的完全相同；"
    "决算里只有一两个数的部分（政府采购、机关运行经费等），不是每一位都与上年的相同",
    why="与上年一模一样，多半是复制了上年的文件没有改。",
    formula="与上年相同的个数 < 该部分个数的 80%（只看三位以上有效数字的；"
    "一两个数的，合起来有七位以上才看）",
    reference=REFERENCE,
    remedy="换成本年的数；多半是复制上年的文件夹后没有改。确实相同的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def copied_figures(evidence: Evidence) -> Iterator[Finding]:
    """A section's figures were taken over from last year, not typed anew."""
    folder = evidence.account.folder
    if folder.previous is None:
        return
    sections = _sections(_entries(folder), _entries(folder.previous))
    # What is planned may well be what was planned last year; what was spent is not the same twice.
    is_spent = not evidence.account.kind.is_plan
    copied = [s for s in sections if s.is_copied or (is_spent and s.is_small_copy)]
    if copied:
        is_whole = _share(sections) >= MOSTLY
        yield _copied(copied, evidence.account.unit, OF_COPIED if is_whole else None)


def _entries(folder: Folder) -> dict[Key, Entry]:
    """What was typed this or last year, as the schemas say: a code (收入科目) is no amount."""
    scored = folder.schemas.get(PERFORMANCE, {})
    performance = read_entries(folder.performance, scored, typed_unit(folder.disclosure))
    return disclosed(folder) | {("自评表", *key): entry for key, entry in performance.items()}


def _sections(now: Mapping[Key, Entry], before: Mapping[Key, Entry]) -> list[_Section]:
    parts: dict[str, list[tuple[Key, Entry]]] = defaultdict(list)
    for key, entry in now.items():
        if entry.kind is Kind.MONEY and key[0] not in NOT_OF_THE_YEAR and _tells(entry):
            parts[key[0]].append((key, entry))
    return [
        _Section(
            name,
            tuple(entry for _, entry in entries),
            tuple(e for key, e in entries if key in before and before[key].value == e.value),
        )
        for name, entries in parts.items()
    ]


def _tells(entry: Entry) -> bool:
    return _digits(entry) >= TELLING_DIGITS


def _digits(entry: Entry) -> int:
    number = entry.value if isinstance(entry.value, Decimal) else Decimal(0)
    return len(number.normalize().as_tuple().digits)


def _share(sections: Iterable[_Section]) -> int:
    """Of all figures that tell something, how many are last year's, in %."""
    same = sum(len(section.same) for section in sections)
    return same * 100 // max(sum(len(section.all) for section in sections), 1)


def _copied(sections: Sequence[_Section], unit: Unit, cause: Cause | None) -> Finding:
    same = [entry for section in sections for entry in section.same]
    count = sum(len(section.all) for section in sections)
    parts = "、".join(f"{s.name} {len(s.all)} 个中的 {len(s.same)} 个" for s in sections)
    share = len(same) * 100 // count
    message = f"{len(same)} 个数与上年的完全相同（占 {share}%）：{parts}。"
    operands = tuple(Operand(label(e.key), _shown(e, unit), e.place) for e in same)
    return Finding(same[0].place, message, operands=operands, cause=cause)


def _shown(entry: Entry, unit: Unit) -> str:
    value = entry.value if isinstance(entry.value, Decimal) else Decimal(0)
    return f"{Amount(value).displayed(unit):,}"


# Years in texts

DIGITS = "〇零○一二三四五六七八九"
A_YEAR = rf"(20[0-9]{{2}}|二[〇零○][{DIGITS}]{{2}})"
YEAR = re.compile(rf"(?<![0-9{DIGITS}]){A_YEAR}\s*(?=年)")
QUOTED = re.compile("《[^》]*》|〔[^〕]*〕")
RANGE = r"\s*年?\s*(?:[-—–－~～]|至|到)\s*"
NAMES = frozenset({"名称", "简称", "项目", "标题", "词", "依据", "日期", "公开日期"})
CUT_OFF, GOALS = "截至", frozenset({"目标", "指标"})
BEFORE = re.compile("相比|较|上年|去年|结转|以前|同期|增加|减少|增长|下降|持平|由|从")
HISTORY = re.compile(
    "以来|起|自(?![评查主行身我有筹然动愿])|成立|改革|印发|修订|文件|规定|办法|规划|期间|以前|历年|欠|遗留|首次|号|届|启动|"
    "立项|开工|签订|合同|建设|上年|去年|前年|同期|学[期年]|质保|尾款|[结清]算"
)
PLANNED = re.compile(
    "将|计划|拟|下一步|今后|继续|预计|次年|规划|目标|到|前|底|末|结转|安排|提前|预算|起|至|期|"
    "完工|竣工|验收|交付|建成|完成|实施|执行|启用|申报|支付|发放|缴[纳费]|拨付"
)
# What is told of the months between a year and the publication of its account.
SINCE_DAY = re.compile("20[0-9]{2}\\s*年\\s*(?:[0-9]{1,2}\\s*月|初|年初|上半年|[一二三]季度)")
SINCE = re.compile("公开|公示|发布|补发|补缴|补记|报送|上报|批复|评审|评价|考核|审计|整改|收回")
OF_THE_DOCUMENT = re.compile(
    "年1月1日起?[至到—-]|年度?(?:部门|单位)?(?:整体)?(?:决算|预算|收支|安排|计划)"
    # How things are at the end of last year is what a budget tells; what is done by then is not.
    "|年年?[末底](?:之?前|完成|建成|竣工|全面|实现)"
)
# What a budget's texts say is to be done, in its own year.
TO_BE_DONE = frozenset({"年度目标", "内容", "实施内容", "用途"})
DONE = re.compile(
    "已|了|末|底|款|欠|补|奖|工资|绩效|资金|以前|实际|全年共|累计|达到|为[0-9]"
    "|[结清决]算|汇算|兑[付现]|学年|考核|审计|评[价审估]|年[报鉴]|招|聘"
)
WHOLE_YEAR = re.compile("20[0-9]{2}年度?(?:全年(?!共|累计|实际|已)|计划|拟)")
# What a year's work was is told beside the duties.
TASKS = re.compile("[0-9]{4}年度?(?:的)?(?:重点|主要|年度)工作")
TO_COME = re.compile("(?<!原)(?:拟|计划|预计|打算)(?:[在于]|安排[在于]|定于)?$")
DEADLINE = re.compile("前|底|末|完成|结束|12月31日")
DAY = re.compile("20[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?")
FURTHEST = 20  # years ahead of which a text may speak
RECENT = 3  # years back that a copied text may still speak of; what is older is history


@dataclass(frozen=True, eq=False)
class _Said:
    """A year in a text, maybe still last year's: its place, its words, and its clause."""

    passage: Passage
    start: int
    words: str
    year: int
    clause: str

    @property
    def place(self) -> Place:
        """Where the year stands in its text."""
        return self.passage.at(self.start)


@rule(
    "MZ664",
    "文字中的年份不是往年的",
    identity="文字、目标和指标中的年份是本年；上年只在比较、“截至”（预算）和原因中出现，"
    "次年只在计划中出现；与上年一字不差的文字里没有上年的年份",
    why="往年的年份没有改，说明这一段是沿用的。",
    reference="情况说明文字",
    remedy="改成本年的年份和本年的情况；多半是沿用上年文字时没有改。写的确是往年的事，"
    "在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def years_in_texts(evidence: Evidence) -> Iterator[Finding]:
    """Last year, or another year that a text hardly speaks of, in digits or numerals."""
    others = [f for f in sentence_years.year_of_text.check(evidence) if isinstance(f, Finding)]
    told = {f.place for f in others} | {o.place for f in others for o in f.operands}
    wrong: dict[int, list[_Said]] = defaultdict(list)
    for passage in evidence.passages:
        for said in _years(passage):
            is_of_group = passage.keys[-1] in evidence.account.grouped
            if not is_of_group and said.place not in told and _is_wrong(said, evidence):
                wrong[said.year].append(said)
    for year, found in wrong.items():
        yield from _of_year(year, found, evidence.account.year)


def _of_year(year: int, found: Sequence[_Said], own: int) -> Iterator[Finding]:
    # What a sentence on another year says was paid is in no figure of this one.
    paid = tuple(words for said in found for words in _paid(said))
    cause = Cause(follow={"MZ601": paid}) if paid else None
    if len(found) == 1:
        words = f"“{found[0].words}”：这里说的是 {year} 年，本文档是 {own} 年度的。"
        yield Finding(found[0].place, words, cause=cause)
    else:
        quotes = listed([f"“{said.words}”" for said in found])
        message = f"{len(found)} 处文字还在说 {year} 年，本文档是 {own} 年度的：{quotes}。"
        operands = tuple(Operand("/".join(s.passage.keys), s.words, s.place) for s in found)
        yield Finding(found[0].place, message, operands=operands, cause=cause)


def _paid(said: _Said) -> Iterator[str]:
    """The amounts that a sentence says of last year or of another one."""
    end = STOPS.search(said.passage.text, said.start)
    for quoted in amounts(said.passage):
        if said.start <= quoted.start and (end is None or quoted.start < end.start()):
            yield quoted.words


def _years(passage: Passage) -> Iterator[_Said]:
    if passage.keys[-1] in NAMES:
        return
    for start, year in _told_years(passage.digits):
        words = quotation(passage.text, start)
        yield _Said(passage, start, words, year, _clause(passage, start))


@remembered
def _told_years(text: str) -> Iterator[tuple[int, int]]:
    """The years, last year maybe among them, that a text names, and where."""
    quoted = [match.span() for match in QUOTED.finditer(text)]
    for match in YEAR.finditer(text):
        start, end = match.span()
        inside = any(a <= start < b for a, b in quoted)
        if not inside and not _in_range(text, start, end):
            yield start, int(in_digits(match[1]))


def _in_range(words: str, start: int, end: int) -> bool:
    """Years, last year among them, in a range that a text names: 2023年至2025年, 2023—2025年."""
    year = words[start:end].strip()
    after = re.match(RANGE + A_YEAR, words[end:])
    before = re.search(A_YEAR + RANGE + "$", words[:start])
    return any(match and match[1] != year for match in (after, before))


def _clause(passage: Passage, start: int) -> str:
    head = re.split("[。；;\n]", passage.text[:start])[-1]
    tail = re.split("[。；;\n]", passage.text[start:])[0]
    return (CUT_OFF if passage.keys[-1] == CUT_OFF else "") + head + tail


def _is_wrong(said: _Said, evidence: Evidence) -> bool:
    own, passage = evidence.account.year, said.passage
    if said.year == own or said.year < own - RECENT:
        return False
    if evidence.is_unchanged(passage):
        # A sentence that is told as a copy needs no more words.
        return not passage.tells_of_the_year and _is_left(said, own, evidence.account.kind)
    if passage.is_duty:
        return said.year < own and bool(TASKS.match(passage.text, said.start))
    if passage.is_sentence or _is_in_sentence(passage, evidence):
        return _is_odd(said, own, evidence.account.kind)
    return _is_late(said, own, evidence.account.kind)


def _is_in_sentence(passage: Passage, evidence: Evidence) -> bool:
    """Whether a text, however short, is printed within a sentence by the form's declaration."""
    schema: Schema = evidence.account.folder.schemas[DISCLOSURE]
    for key in passage.keys:
        schema = schema.get("properties", {}).get(key, {})
    return TOLD_AROUND in schema


def _is_left(said: _Said, own: int, kind: DocumentKind) -> bool:
    """In a text that is last year's word for word: its own year then, and what it could tell of."""
    if said.passage.is_duty:
        return said.year == own - 1 and not HISTORY.search(said.clause)
    if said.passage.is_sentence:
        return said.year < own and not HISTORY.search(said.clause)
    return _is_late(said, own, kind)


def _is_odd(said: _Said, own: int, kind: DocumentKind) -> bool:
    """In a sentence: a year that is neither this nor, in its place, last or next."""
    if said.year > own:
        # What is further off than next year is hardly a copied text; 2204年 is a slip.
        is_slip = not own < said.year <= own + FURTHEST
        is_told = PLANNED.search(said.clause) or (not kind.is_plan and _is_since(said))
        return is_slip or (said.year == own + 1 and not is_told)
    # 2023年12月的社保费于2024年1月缴纳: both are told on purpose.
    clause = said.clause.translate(HALF_WIDTH)
    is_meant = bool(HISTORY.search(clause)) or f"{own}年" in clause
    if said.year < own - 1:
        return not is_meant
    if BEFORE.search(said.clause) or REASONS & set(said.passage.keys):
        return False
    if kind.is_plan:
        near = said.passage.text[said.start : said.start + 16]
        is_cut_off = CUT_OFF in said.clause
        is_of_it = OF_THE_DOCUMENT.search(near) or _is_plan_of_then(said, near)
        return bool(is_of_it) and not is_cut_off
    return not is_meant


def _is_plan_of_then(said: _Said, near: str) -> bool:
    """Whether a budget's goal, or what a project is for, is last year's: 2024年举办…, of 2025.

    A report that is attached tells of last year too, of all of it where it plans.
    """
    if TO_COME.search(said.passage.text[: said.start]):
        return not DONE.search(said.clause)
    if ATTACHED in said.passage.keys:
        return bool(WHOLE_YEAR.match(near)) and not DONE.search(said.clause)
    is_goal = said.passage.keys[-1] in TO_BE_DONE
    return is_goal and not (HISTORY.search(said.clause) or DONE.search(said.clause))


def _is_since(said: _Said) -> bool:
    """Whether a text tells what happened since the document's year, last year by now."""
    words = said.passage.text[said.start :]
    return bool(SINCE_DAY.match(words) or SINCE.search(said.clause))


def _is_late(said: _Said, own: int, kind: DocumentKind) -> bool:
    """In a value beside last year's: a day up to which something was counted, or is to be done."""
    if said.passage.keys[-1] == CUT_OFF:
        return said.year < own - kind.is_plan
    words = "".join(said.passage.keys) + said.clause
    is_goal = bool(GOALS & set(said.passage.keys)) and said.year < own
    return is_goal and (_has_deadline(words) or bool(DAY.fullmatch(said.passage.text.strip())))


def _has_deadline(words: str) -> bool:
    return bool(DEADLINE.search(words))
