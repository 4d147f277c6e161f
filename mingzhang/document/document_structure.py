"""The structure of a document: a region's ``document.yaml`` → cover, parts and their contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.correction_lines import corrections
from mingzhang.document.form_specs import (
    FLAG,
    LIST,
    MAP,
    SOME,
    TEXT,
    Context,
    is_yes,
    members,
)
from mingzhang.document.printing_record import Record
from mingzhang.document.sentence_figures import date_text, numeral
from mingzhang.facts.source_nodes import rows
from mingzhang.forms.document_kind import Kind
from mingzhang.reading.node import Node
from mingzhang.reading.yaml import read_kept

FILE = "document.yaml"
SECTION, TABLES, GLOSSARY, ATTACHMENTS = "节", "表", "名词解释", "附件"
# Where the forms go that are made per project, by their 版面.
PER_PROJECT = {"自评表": "自评", "绩效目标表": "绩效目标"}
KINDS = (SECTION, TABLES, *PER_PROJECT, GLOSSARY, ATTACHMENTS)
# How parts and sections are numbered, and what stands for the number in it: 一 or 1.
PART_MARK, SECTION_MARK = "部分序号", "节序号"
USUAL_MARKS = {PART_MARK: "第{序号}部分 ", SECTION_MARK: "{序号}、"}
NUMBERS = {"序号": "{序号}", "数字": "{数字}"}
UNTOLD = "不讲"  # topics of the kind (必讲) that the place's own outline does not have: why
KEYS = {
    "封面": LIST,
    "日期": TEXT,
    "目录日期": TEXT,
    "用语": MAP,
    PART_MARK: TEXT,
    SECTION_MARK: TEXT,
    "部分": LIST,
    UNTOLD: MAP,
}
COMPARED = re.compile("[与比较同][^，。]{0,4}(?:年|预算)")  # what the sentence itself says: 比上年
TERMS = ("增加", "减少", "增长", "下降", "持平")
MAY_BE_EMPTY = "可空"  # a part or section that is not printed where there is nothing to say
PART_KEYS = {"标题": TEXT, SECTION_MARK: TEXT, MAY_BE_EMPTY: FLAG, "内容": LIST}
# The tables that stand here, by the names of their files or their numbers, or as PER_PROJECT.
ONLY_THESE = "表"
CONTENT_KEYS = {"标题": TEXT, "种类": TEXT, "模板": TEXT, MAY_BE_EMPTY: FLAG, ONLY_THESE: SOME}
NUMERALS = "汉字"
# What a plan has no figures of; a title may tell a plan from last year's.
RESULTS, PLAN = "决算", "预算"
OF_ANOTHER = re.compile(f"上年|上一年|年度 - 1|预{RESULTS}|预算")
# What a document of results says it tells of: not a fund's name, nor one of its budgets.
PLANNED = re.compile(
    "(?<!年初)(?<!全年)(?<!上年)(?<!下年)(?<!调整)(?<!批复)(?<!一般公共)(?<!政府性基金)(?<!国有资本经营)"
    "预算(?:情况|表|说明|总体|$)"
)
A_YEAR = re.compile(r"(?<!\d)20\d\d年")


@dataclass(frozen=True)
class Content:
    """An entry in a document's structure: a section and its template, or where tables go.

    ``tables`` are the keys of those that stand here; where none are named, all that stand nowhere
    else do.
    """

    kind: str
    title: str
    template: str
    place: Place
    may_be_empty: bool = False
    tables: tuple[str, ...] = ()

    @property
    def holds(self) -> frozenset[str]:
        """What a structure's entry is, and which tables it names."""
        return frozenset((self.kind, *self.tables))


@dataclass(frozen=True)
class Outline:
    """A part of a document's structure, its contents in order; ``mark`` is before their titles."""

    title: str
    contents: tuple[Content, ...]
    mark: str = USUAL_MARKS[SECTION_MARK]
    may_be_empty: bool = False


@dataclass(frozen=True)
class Structure:
    """The structure of a document; ``notice`` stands below the heading of the contents.

    ``corrections`` stand under the title of one that is published again; ``place`` is where its
    parts are listed.  ``untold`` are the topics that the form says it does not speak of, by name,
    each where that stands.
    """

    cover: tuple[str, ...] = ()
    date: str = ""
    notice: str = ""
    terms: Mapping[str, str] | None = None
    parts: tuple[Outline, ...] = ()
    corrections: tuple[str, ...] = ()
    mark: str = USUAL_MARKS[PART_MARK]
    place: Place | None = None
    untold: Mapping[str, Place] = field(default_factory=dict)


def numbered(mark: str, number: int, title: str) -> str:
    """A title in the structure with its number, as the form writes it: 一、概况 or 1. 概况."""
    return mark.replace("{序号}", numeral(number)).replace("{数字}", str(number)) + title


def read_structure(context: Context) -> Structure:
    """The parts and sections (structure) of a document; faults are noted in the context."""
    relative = f"{context.region.kind}/{FILE}"
    file = context.region.find(relative)
    if file is None:
        place = Place(context.region.folders[0])
        context.fault(
            place, "MZ521", f"版式里没有 {relative}。", "请补上，或在 region.yaml 写“上级”。"
        )
        return Structure()
    node, found = read_kept(file.read_bytes(), file)
    context.faults.extend(found)
    node = node and context.own_texts(node)
    if node is None or not context.check(node, KEYS, ("封面", "部分")):
        return Structure()
    date, notice = _date(node, context), node.get("目录日期")
    parts = tuple(_parts(node, context))
    _check_contents([content for part in parts for content in part.contents], context)
    _check_sections(parts, context)
    _check_titles(node, context)
    return Structure(
        tuple(context.fill(line) for line in rows(node, "封面")),
        "" if notice else date,
        _dated(notice, date, context),
        _terms(node, context),
        parts,
        tuple(_corrections(node, context)),
        _mark(node, PART_MARK, USUAL_MARKS, context),
        node.keys.get("部分"),
        _untold(node, context),
    )


def _untold(node: Node, context: Context) -> Mapping[str, Place]:
    """What a structure says that it does not speak of; every topic needs its reason."""
    said, topics = node.get(UNTOLD), dict.fromkeys(context.account.kind.topics, TEXT)
    if said is None or not context.check(said, topics):
        return {}
    for key, why in said.items():
        if why.value == "":
            context.fault(
                why.place, "MZ512", f"“{key}”没有写依据。", "请写明当地的哪个格式没有这一节。"
            )
    return {key: said.keys[key] for key, _ in said.items()}


def _dated(notice: Node | None, date: str, context: Context) -> str:
    """The structure's line with the day of publication; a value of no project's form."""
    apart = replace(context, record=Record())
    return apart.with_words({"日期": date}).fill(notice) if date else ""


def _check_sections(parts: Iterable[Outline], context: Context) -> None:
    """Says which template a structure prints twice, and which title two of a part's sections.

    Sections that may be empty may be the two ways to say one thing.
    """
    templates: set[str] = set()
    for part in parts:
        titles: set[str] = set()
        for content in part.contents:
            if content.template in templates:
                name = content.template.rpartition("/")[2]
                message = f"模板 {name} 写了两次，同样的内容会印两遍。"
                context.fault(content.place, "MZ419", message, "请改成这一节自己的模板。")
            elif content.title in titles and not content.may_be_empty:
                message = f"这一部分有两节的标题都是“{content.title}”。"
                context.fault(content.place, "MZ419", message, "请改正其中一节的标题。")
            templates |= {content.template} - {""}
            titles |= {content.title} - {""}


def _check_titles(node: Node, context: Context) -> None:
    """Warns of a title in a structure that says it tells of the other kind, or names one year."""
    parts = [*rows(node, "部分")]
    sections = (row for part in parts for row in rows(part, "内容"))
    titles = (*rows(node, "封面"), *(one.get("标题") for one in (*parts, *sections)))
    for title in filter(None, titles):
        check_kind(title, context)
        if year := A_YEAR.search(title.text):
            message = f"标题里直接写了“{year[0]}”：每年的文件都照印这一年。"
            hint = "请写成 {年度}年；别的年度写 {年度-1}年、{年度+1}年。"
            context.faults.append(Diagnostic(title.place, "MZ528", message, hint, Severity.WARNING))


def check_kind(title: Node, context: Context) -> None:
    """Warns of a title, in a structure or of a table, that tells of the other kind of document."""
    if other := _other_kind(title.text.replace("年度-1", "上年"), context.account.kind):
        _warn_of_kind(title, other, context)


def _other_kind(title: str, kind: Kind) -> str:
    """The kind of document that a title in a structure says it is of, where that is another."""
    if kind.is_plan:
        is_other = RESULTS not in kind.own_bases and RESULTS in title
        return RESULTS if is_other and not OF_ANOTHER.search(title) else ""
    return PLAN if kind.word == RESULTS and RESULTS not in title and PLANNED.search(title) else ""


def _warn_of_kind(title: Node, other: str, context: Context) -> None:
    kind = context.account.kind
    message = f"这是{kind.title}，标题“{title.text}”说的却是{other}。"
    before = "上年" if other == RESULTS else "年初、全年"
    hint = f"请把标题里的“{other}”改成“{kind.word}”；说的是{before}的，写明“{before}”。"
    context.faults.append(Diagnostic(title.place, "MZ722", message, hint, Severity.WARNING))


def _check_contents(contents: Iterable[Content], context: Context) -> None:
    """Says what a structure prints twice, and what this kind of document cannot have."""
    kind = context.account.kind
    seen: set[str] = set()
    placed: set[str] = set()
    for content in contents:
        if twice := (placed | seen) & {*content.tables}:
            message = f"表 {'、'.join(sorted(twice))} 写了两次，同样的内容会印两遍。"
            context.fault(content.place, "MZ419", message, "请删去其中一处。")
        placed |= {*content.tables}
        for lacking in content.holds & PER_PROJECT.keys() - {*kind.contents}:
            context.fault(content.place, "MZ419", f"{kind.title}没有“{lacking}”。", "请删去它。")
        if content.kind == SECTION or (content.kind == TABLES and content.tables):
            continue
        if content.kind in seen | placed:
            said = f"种类: {content.kind}" if content.kind in seen else content.kind
            message = f"“{said}”写了两次，同样的内容会印两遍。"
            context.fault(content.place, "MZ419", message, "请删去其中一处。")
        seen.add(content.kind)


def _date(node: Node, context: Context) -> str:
    style = context.choice(node.get("日期"), ("数字", NUMERALS))
    typed = context.account.source.get("公开日期")
    context.record.use(typed)
    return date_text(typed.text, style == NUMERALS) if typed else ""


def _corrections(node: Node, context: Context) -> Iterator[str]:
    in_numerals = context.choice(node.get("日期"), ("数字", NUMERALS)) == NUMERALS
    return corrections(context.account, context.region, in_numerals=in_numerals)


def _terms(node: Node, context: Context) -> Mapping[str, str]:
    terms = node.get("用语")
    if terms is None or not context.check(terms, dict.fromkeys(TERMS, TEXT)):
        return {}
    for key, value in terms.items():
        if COMPARED.match(value.text):
            message = f"“{key}”的用语“{value.text}”自己说了与谁比，句子里已经说了一遍。"
            hint = f"这里只写比出来的词，例如 {key}: {key}；“比上年”“比预算”写在句子里。"
            context.faults.append(Diagnostic(value.place, "MZ722", message, hint, Severity.WARNING))
    return {key: value.text for key, value in terms.items()}


def _mark(node: Node, key: str, usual: Mapping[str, str], context: Context) -> str:
    own = node.get(key)
    return context.with_words(NUMBERS).fill(own) if own else usual[key]


def _parts(node: Node, context: Context) -> Iterator[Outline]:
    usual = {SECTION_MARK: _mark(node, SECTION_MARK, USUAL_MARKS, context)}
    for part in rows(node, "部分"):
        if context.check(part, PART_KEYS, ("标题", "内容")):
            contents = tuple(_contents(part, context))
            mark = _mark(part, SECTION_MARK, usual, context)
            title = context.fill(part.get("标题"))
            yield Outline(title, contents, mark, is_yes(part, MAY_BE_EMPTY))


def _contents(part: Node, context: Context) -> Iterator[Content]:
    for row in rows(part, "内容"):
        kind = context.choice(row.get("种类"), KINDS)
        required = ("标题", "模板") if kind == SECTION else ()
        if context.check(row, CONTENT_KEYS, required):
            template = row.get("模板")
            name = f"{context.region.kind}/sections/{template.text}" if template else ""
            title = context.fill(row.get("标题"))
            named = tuple(key_of(one.text) for one in members(row.get(ONLY_THESE)))
            yield Content(kind, title, name, row.place, is_yes(row, MAY_BE_EMPTY), named)


def key_of(name: str) -> str:
    """The key by which a document's structure names a table: 11 of 11-meetings.yaml."""
    return name.partition("-")[0]
