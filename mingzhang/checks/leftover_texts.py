"""Rules on what a text keeps of a slip of the hand, of another kind of document, of other years.

MZ624 to MZ628.  What a form says to its author is MZ606.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

from mingzhang.checks.agency_name import OWN, of_name
from mingzhang.checks.figures_beside_names import sentences
from mingzhang.checks.remembered import remembered
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import Passage
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.reasons import KEYS
from mingzhang.facts.source_nodes import rows, text
from mingzhang.forms.form_keys import TOLD_AROUND
from mingzhang.project import SHIPPED
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema

TEXT = "情况说明文字"
FORMER = "former-names.csv"

# 预算预算, 各各, a clause pasted twice; 考虑考虑, 为了了解 and 一个单位一个单位 are Chinese.
DOUBLED = re.compile(
    "(?!一)(?P<clause>[一-鿿“《][一-鿿“”《》0-9]{3,40}[，、；：]?)(?P=clause)|(?P<twice>预算|决算|经费|支出|收入|医保|医疗|保障|项目|单位(?!单位(?:部分|[缴负承]))|部门|资金|财政|人员|工作|管理|服务|政府|采购"
    "|原因|增加|减少|年度|完成|情况|费用|进行|主要|人民|群众|机构|定点|基金|保险|养老|待遇|系统|政策|建设|居民|职工|城乡|监督|公务|基本"
    "|公共|国有|按照|用于|由于|包括|以及|审核|审批|结算|清算|支付|报销|征缴|登记|制定|实施|执行|落实|推进|提高|提升|加强|保证|根据|通过|关于"
    "|相关|其他|其中|金额|退休|离休|车辆|接待|会议|设备|办公|资产|绩效|规定|文件|宣传|促进|确保|负责|承担|统筹|协调|参与|配合|贯彻)(?P=twice)|各各|预预|决决|由由|将将|(?<!目)的的|(?<!为)了了(?!解)|未未"
)
# Marks of which the second says nothing: 、、 and 。，
MARKS = re.compile("[，、；：]{2,}|。[，、；。]+|[，、；]。")
# A clause of one character, or none, is the beginning of one: …正常运行，完
HAN = re.compile("[一-鿿]+")
SHOWN = 8  # characters of a text's end
# So is one character that ends a list of words: 信息化建设、医
CUT = re.compile(
    "(?<=[一-鿿])(?:[，、]|[，；][一-鿿](?<![无有是否好等])|(?<=[一-鿿]{4})、[一-鿿](?<![等车船水电气书煤油药粮树路桥房地井图表笔墨纸烟酒米面肉蛋奶菜棉布衣鞋帽门窗墙床柜锅碗砂石]))$"
    # 低于, 属于 and 按照 want what they are of: 实际支出低于。
    "|(?<=[一-鿿])(?:[低高多少大小优属用由位限对关基鉴处]于|按照|以及|并且)。?$"
    # So do a noun that owns nothing, and all kinds of nothing.
    "|(?:(?:费用?|资金|支出|项目|设备|系统)的|各[类项种])。?$"
    "|(?<=[一-鿿])(?:(?<![涉普提顾触危波推])及|(?<![总缓饱谐温调平])和|(?<![参给])与)$"
)
# 在职职工 and 资金金额 are Chinese: a character too many is known by what is written elsewhere.
TWICE = re.compile("([一-鿿])\\1(?!\\1)")
# 一个一个 is Chinese; 药品药品 is not, in a document that speaks of 药品.
PAIR = re.compile("((?!一)[一-鿿]{2})\\1")
# 上年年末 and 上年末, 县县城 and 县城, 费用用于 and 费用于: both are right.  Of 各各 another tells.
BOTH_WAYS = frozenset("年月日用位省市州盟县旗区一各预决由将的了未")
OFTEN = 2  # times that three characters stand together elsewhere
AROUND = 2  # characters beside it that are the same elsewhere
LETTERS = re.compile(
    "(?<=[0-9])[OoIl](?=[0-9]|年)|(?<![A-Za-z0-9])[OIl](?=[0-9]+(?:年|月|日|万元|元|%))"
)
YEARS = re.compile(
    "(?<![0-9.])(?:(?:20[0-9]|20[0-9]{3})年(?:度|(?=[0-9]{1,2}月))|20(?:[0-9][XxＸ×*□]|[XxＸ×*□]{2})年)"
)
QUOTES = re.compile("[“”]")
# What closes alone may be a number: 1）.
BRACKETS = {"（": "）)", "(": "）)", "《": "》", "〔": "〕]", "【": "】"}
PARAGRAPH = "\n\n"
PARAGRAPH_TEXT = re.compile("(?:(?!\n\n)[\\s\\S])+")
HEADING = re.compile("^(?P<level>#{1,6})[ \t]+(?P<title>.*[^\\s#])", re.MULTILINE)
# What is no heading, no row of a table and no term that the form fills in.
PARAGRAPHS = re.compile("^(?![#|>{ -]).*[^\\s]", re.MULTILINE)
PROSE, SEVERAL = 15, 4  # characters of a paragraph that is a sentence; such paragraphs
CLAUSE = re.compile("[，。；]")
ITEM = re.compile("[（(]?[一二三四五六七八九十0-9]{1,3}[）).、．]")
BRACKET = re.compile("[（(《〔【）)》〕\\]】]|\n\n")


@rule(
    "MZ624",
    "文字没有打错的痕迹",
    identity="没有重复的词（预算预算）、抄了两遍的分句，没有写到一半的话、没有内容的标题，没有代替数字的字母（2O24），年份是四位数，引号成对且方向正确，括号、书名号有后一半",
    why="重字、形近字、用错的引号，读的人一眼就看见，整份文本的可信度跟着下降。",
    reference=TEXT,
    remedy="改正这几个字。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def slips_of_the_hand(evidence: Evidence) -> Iterator[Finding]:
    """A text's leftover slips: a word typed twice, letters for digits, reversed quotes."""
    for passage in evidence.passages:
        for start, quoted, message in _slips(passage.text):
            yield _typed(passage, start, message, quoted, evidence)
        cut = CUT.search(passage.text) if passage.is_sentence else None
        if cut:
            message = f"文字到“{passage.text[-SHOWN:]}”就断了，像是没有写完。"
            yield Finding(passage.at(cut.start()), message)

        yield from (*_unended(passage), *_empty_sections(passage)) if passage.is_file else ()
    yield from _characters_too_many(evidence)


def _unended(passage: Passage) -> Iterator[Finding]:
    """The one paragraph of a text that lacks its full stop: the end of its last word was left."""
    whole = [m for m in PARAGRAPHS.finditer(passage.text) if len(m.group()) >= PROSE]
    bare = [match for match in whole if HAN.fullmatch(match.group()[-1])]
    are_items = all(ITEM.match(match.group()) for match in whole[1:])
    is_cut = len(bare) == 1 and (are_items or CLAUSE.search(bare[0].group()))
    if is_cut and len(whole) > SEVERAL:
        message = f"这一段到“{bare[0].group()[-SHOWN:]}”没有句号，别的段都有：像是没有写完。"
        yield Finding(passage.at(bare[0].end() - 1), message)


def _empty_sections(passage: Passage) -> Iterator[Finding]:
    """The headings of a text of which the words were left to be written."""
    headings = list(HEADING.finditer(passage.text))
    for heading, after in zip_longest(headings, headings[1:]):
        is_whole = after is None or len(after["level"]) <= len(heading["level"])
        below = passage.text[heading.end() : after and after.start()]
        if is_whole and not below.strip():
            message = f"“{heading['title']}”下面没有内容：像是没有写完。"
            yield Finding(passage.at(heading.start("title")), message)


def _characters_too_many(evidence: Evidence) -> Iterator[Finding]:
    """A slip of the hand left over: 定点点医疗机构, once, where all else is 定点医疗机构."""
    told = [p for p in evidence.passages if _typed_twice(p.text) or _pairs(p.text)]
    names = map(evidence.account.catalogue.name, {row.code for row in evidence.account.rows})
    texts = "\n".join((*(p.text for p in evidence.passages), *names)) if told else ""
    for passage in told:
        for match in _typed_twice(passage.text):
            is_single = _is_single_elsewhere(passage.text, match, texts)
            if is_single or _is_of_one_side(passage.text, match, texts):
                words = passage.text[max(0, match.start() - AROUND) : match.end() + AROUND]
                message = f"“{words}”里的“{match[1]}”重复了。"
                yield _typed(passage, match.start(), message, words, evidence)
        for match in _pairs(passage.text):
            before, after = passage.text[: match.start()][-1:], passage.text[match.end() :][:1]
            is_once = bool(before and after) and before + match[1] + after in texts
            if is_once or texts.count(match[1]) - 2 >= OFTEN:
                message = f"“{match.group()}”重复了。"
                yield _typed(passage, match.start(), message, match.group(), evidence)


def _typed(passage: Passage, start: int, message: str, quoted: str, evidence: Evidence) -> Finding:
    """A leftover slip of a text; one in the agency's own name is why others call it otherwise."""
    agency = evidence.register.names[0] if passage.keys == OWN else None
    cause = of_name(agency, evidence.register) if agency else None
    about = frozenset({quoted, passage.text})
    return Finding(passage.at(start), message, cause=cause, about=about)


@remembered
def _typed_twice(text: str) -> Iterator[re.Match[str]]:
    """The characters of a text that stand twice and are no word so: what may be a slip."""
    return (match for match in TWICE.finditer(text) if match[1] not in BOTH_WAYS)


@remembered
def _pairs(text: str) -> Iterator[re.Match[str]]:
    """The words of two characters that stand twice in a text: a slip where they are known."""
    return (m for m in PAIR.finditer(text) if m[1][0] != m[1][1] and not DOUBLED.match(m.group()))


def _is_single_elsewhere(text: str, match: re.Match[str], texts: str) -> bool:
    """Whether the words around a character typed twice, a slip, stand elsewhere with one of it."""
    start, end = match.span()
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    # 遏制定点机构 does not make a slip of 制定定点机构: two characters on either side are the same.
    is_inside = len(before) == len(after) == AROUND and HAN.fullmatch(before + after)
    is_once = texts.count(before[-1:] + match.group() + after[:1]) == 1
    return bool(is_inside) and is_once and before + match[1] + after in texts


def _is_of_one_side(text: str, match: re.Match[str], texts: str) -> bool:
    """Whether a slip's character belongs, wherever else it stands so, to the word on one side.

    In 行政单单位 it is of 单位, as 政单 always goes on with 位; 编制制度 has two words.
    """
    before, one, after = text[: match.start()][-1:], match[1], text[match.end() :][:1]
    if not HAN.fullmatch(before + after) or len(before + after) < len(match.group()):
        return False
    whole = before + one + after
    of_left, of_right = texts.count(before + one) - 1, texts.count(one + after) - 1
    times = texts.count(whole)
    return times >= OFTEN and times in (of_left, of_right)


@remembered
def _slips(text: str) -> Iterator[tuple[int, str, str]]:
    """Where a text has a leftover slip of the hand, its words, and what is said of it."""
    for pattern, words in SLIPS.items():
        for match in pattern.finditer(text):
            yield match.start(), match.group(), words.format(match.group())
    yield from _unpaired_quotes(text)
    for start in _unclosed(text):
        quoted = text[start : start + SHOWN]
        yield start, quoted, f"“{quoted}”处的“{text[start]}”没有后一半。"


SLIPS = {
    DOUBLED: "“{}”重复了。",
    MARKS: "标点“{}”重复了。",
    LETTERS: "数字里混有字母“{}”。",
    YEARS: "年份“{}”不是四位数。",
}


def _unpaired_quotes(text: str) -> Iterator[tuple[int, str, str]]:
    """The first leftover quotation mark of each paragraph: turned round, or without its other half.

    Of a quotation that goes on in the next paragraph, that one begins with a mark again.
    """
    for paragraph in PARAGRAPH_TEXT.finditer(text):
        opened: int | None = None
        for match in QUOTES.finditer(text, *paragraph.span()):
            if (match.group() == "“") != (opened is None):
                quoted = text[match.start() : match.start() + SHOWN]
                yield match.start(), quoted, f"“{quoted}”处的引号方向不对。"
                break
            opened = match.start() if opened is None else None
        else:
            if opened is not None and not text[paragraph.end() :].lstrip().startswith("“"):
                quoted = text[opened + 1 : opened + 1 + SHOWN].strip()
                yield opened, quoted, f"“{quoted}”前面的引号没有后一半。"


def _unclosed(text: str) -> Iterator[int]:
    """Where a paragraph of a text opens a bracket that nothing closes: left over, or cut off."""
    opened: list[int] = []
    for match in BRACKET.finditer(text + PARAGRAPH):
        if match.group() in BRACKETS:
            opened.append(match.start())
        elif match.group() == PARAGRAPH:
            yield from opened
            opened = []
        elif opened and match.group() in BRACKETS[text[opened[-1]]]:
            opened.pop()


# What is evaluated are 预算项目; 部门决算项目支出 is a table.  No year begins with its 决算.
NO_TERM = re.compile(
    "年初决算(?![编公管报批])|一般公共决算|(?:调整|追加|调增|调减)决算(?![数报表])|决算项目(?!支出|经费|资金|明细|绩效)|决算绩效(?!评价)"
)
# The reports of the other kind: 2024年决算报表 is what a final account is made from.
REPORTS = "(?:收支|收入|支出)?报表(?![编报]制)"
OTHER_REPORTS = {
    False: re.compile(f"(?<!年初)(?<!部门)(?<!单位)预算{REPORTS}"),
    True: re.compile(
        f"(?<!上年)(?<!去年)(?<!上年度)(?<!部门)(?<!单位)(?<![0-9]年)(?<!年度)决算{REPORTS}"
    ),
}
# 未列入部门预算 is what happened; a reason that begins so is of the whole 部门.
OF_WHOLE = re.compile("^部门[决预]算(?![编公管报批安收支])")
OWN_KIND = {
    "单位": re.compile(
        "20[0-9]{2}\\s*年度?部门[决预]算|(?<!财政)(?<!主管)(?<!上级)(?<![各关])部门[决预]算(?:安排|收支|支出)"
        "|[本我]部门(?![间之])"
    ),
    # 下属单位 and 各单位 have budgets of their own.
    "部门": re.compile(
        "20[0-9]{2}\\s*年度?单位[决预]算|(?<![各属级个他算层])单位[决预]算(?:安排|收支|支出)"
    ),
}


@rule(
    "MZ625",
    "用词与文件的种类相符",
    identity="单位的文件不写“部门决算”，部门的文件不写“单位决算”；预算不写本年度的决算",
    why="把预算写成决算、把单位写成部门，多半是套用了别的文本。",
    reference=TEXT,
    remedy="改成本文件的用词；多半是抄了另一种文件的文字。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def words_of_kind(evidence: Evidence) -> Iterator[Finding]:
    """A text's leftovers of another kind of document: 部门决算 in that of a 单位."""
    account = evidence.account
    other = OWN_KIND.get(account.agency_type)
    final = re.compile(f"{account.year}\\s*年度?(?:部门|单位)?决算(?!编报)")
    of_plan = (final, OTHER_REPORTS[True]) if account.kind.is_plan else (OTHER_REPORTS[False],)
    patterns = [p for p in (other, NO_TERM, *of_plan) if p]
    for passage in sentences(evidence):
        is_reason = other is not None and account.agency_type == "单位" and _is_reason(passage)
        for pattern in (*patterns, OF_WHOLE) if is_reason else patterns:
            for match in pattern.finditer(passage.digits):
                is_kind = pattern in (*of_plan, NO_TERM)
                kind = account.kind.word if is_kind else account.agency_type
                message = f"“{match.group()}”不是这个{kind}文件的用词。"
                yield Finding(passage.at(match.start()), message)
    yield from _told_apart(evidence)


SELF = re.compile("(?<=[本我])单位")


def _told_apart(evidence: Evidence) -> Iterator[Finding]:
    """A leftover in a text: 本单位无公务用车, where the 部门 says 本部门无公务用车 too."""
    told = {passage.text: passage for passage in sentences(evidence) if "部门" in passage.text}
    is_whole = evidence.account.agency_type == "部门"
    for passage in sentences(evidence) if is_whole and told else ():
        match = SELF.search(passage.text)
        other = told.get(SELF.sub("部门", passage.text)) if match else None
        if match and other:
            message = f"这里写“{passage.text}”，另一处写“{other.text}”。"
            operands = (Operand("另一处", other.text, other.place),)
            yield Finding(passage.at(match.start()), message, operands=operands)


# A lead that begins with 主要 is taken off when the sentence is made; these are not.
LEADING = re.compile(
    "^(?!主要)[^，。；]{0,6}?(?:主要)?原因(?:主要)?[是为系：:]|(?<!^)主要原因[是为系：:]"
    # Without its verb it is not taken off: 主要原因年中新增项目.
    "|^主要原因(?![是为系：:]|由于|因为)"
)


@rule(
    "MZ626",
    "不写版式自己印出的话",
    identity="原因从原因本身写起，用途从用途写起；“主要原因是”“主要用于”这些话由版式印出"
    "（写在最前面的“主要原因是”会自动去掉）",
    why="句子自己带“主要原因是”，再写一遍就印成两遍。",
    reference=TEXT,
    remedy="删去这几个字。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def leading_words(evidence: Evidence) -> Iterator[Finding]:
    """Leftover leading words in a text: 变动原因是, behind the form's own 主要原因是."""
    for passage in evidence.passages:
        match = LEADING.search(passage.text) if _is_reason(passage) else None
        if match:
            yield Finding(passage.at(match.start()), f"“{match.group()}”会与版式的引出语重复。")
    folder = evidence.account.folder
    schema = folder.schemas.get(DISCLOSURE, {})
    for node, sentence in in_sentences(folder.disclosure, schema):
        before, _, after = sentence.partition("…")
        doubled = _repeated(node.text, before)
        if doubled or (after and node.text.rstrip("。").endswith(after)):
            message = f"版式的句子是“{sentence}”，这里又写了“{doubled or after}”。"
            yield Finding(node.place, message)


def _repeated(text: str, before: str) -> str:
    """The words of a sentence's own, or all but the last character, that a text has too: 主要用."""
    ends = [before[start:] for start in range(len(before) - 1)]
    return next((end for end in (*ends, before[:-1]) if end and text.startswith(end)), "")


def in_sentences(node: Node, schema: Schema) -> Iterator[tuple[Node, str]]:
    """The texts of which a form says in what sentence they are printed, with that sentence."""
    if not schema:
        return
    if (sentence := schema.get(TOLD_AROUND)) and node.text:
        yield node, sentence
    properties = schema.get("properties", {})
    for name, below in node.items():
        yield from in_sentences(below, properties.get(name, {}))
    for row in node.rows():
        yield from in_sentences(row, schema.get("items", {}))


def _is_reason(passage: Passage) -> bool:
    return bool(KEYS & {*passage.keys}) and "绩效" not in passage.keys


@cache
def _former() -> tuple[tuple[str, str, int], ...]:
    with (SHIPPED / "catalogue" / FORMER).open(encoding="utf-8", newline="") as lines:
        return tuple((r["former"], r["now"], int(r["until"])) for r in csv.DictReader(lines))


@rule(
    "MZ627",
    "科目名称是本年度的",
    identity="文字中的类、款名称，不是以前年度用过、后来改了的名称",
    why="往年的科目名称留在文本里，和表上的名称对不上。",
    reference="政府收支分类科目",
    remedy="改成本年度的名称。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def former_names(evidence: Evidence) -> Iterator[Finding]:
    """A leftover former name in a text: 医疗卫生与计划生育支出, now 卫生健康支出."""
    for passage in evidence.passages:
        for start, message, until in _outdated(passage.text):
            if until < evidence.account.year:
                yield Finding(passage.at(start), message)


@remembered
def _outdated(text: str) -> Iterator[tuple[int, str, int]]:
    """The leftover names in a text that subjects once had, what is said, and until which year."""
    for former, now, until in _former():
        start = text.find(former)
        if start >= 0:
            yield start, f"“{former}”已改称“{now}”。", until


KINDS = ("行政单位", "事业单位")
# What a text calls those of a kind: 机关事业单位 are both.
CALLED = {"行政单位": re.compile("行政|机关|公务员|参公"), "事业单位": re.compile("事业")}


@rule(
    "MZ628",
    "释义与名称说的是同一类单位",
    identity="名称里有“行政单位”的，释义、用途不只说“事业单位”；反过来也一样",
    why="释义、用途说的是另一类单位，多半是从别处抄来的。",
    reference="名词解释；各科目的用途",
    remedy="核对名称与释义、用途，改正张冠李戴的一处。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def kind_of_meaning(evidence: Evidence) -> Iterator[Finding]:
    """A leftover definition in the glossary's texts: 行政单位医疗 under 事业单位医疗."""
    account = evidence.account
    for key, term in (("名词解释", "词"), ("科目补充", "名称")):
        for row in rows(account.source, key):
            if (said := row.get("释义")) and (other := _of_other_kind(text(row, term), said.text)):
                yield Finding(said.place, f"“{text(row, term)}”的释义说的是{other}。")
    for line in account.own_rows:
        name, said = account.catalogue.name(line.code), line.node.get("用途")
        if said and (other := _of_other_kind(name, said.text)):
            yield Finding(said.place, f"“{name}”的用途说的是{other}。")


def _of_other_kind(name: str, said: str) -> str:
    """The kind of unit that a text speaks of, where its subject is of the other kind; else none."""
    for own, other in (KINDS, KINDS[::-1]):
        if own in name and other not in name and other in said and not CALLED[own].search(said):
            return other
    return ""
