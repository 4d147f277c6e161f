"""Rules on what an author wrote for colleagues, and on marks that are no text.

MZ428 and MZ727.  What YAML and Markdown take for a comment is never published.  What is a comment
elsewhere, and can be nothing else, is refused; what only looks like one is text, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from re import Match, Pattern

from mingzhang.checks.asides import ASIDES, CALLED
from mingzhang.checks.misplaced_words import RESIDUE
from mingzhang.checks.remembered import remembered
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import ACCEPTED, Passage
from mingzhang.diagnostics import Severity
from mingzhang.facts.source_nodes import rows, text
from mingzhang.reading.ways_out import Way, together

# 3#楼 and C# are names; a heading of Markdown begins its line.
HASH = re.compile(r"(?<![0-9A-Za-z#＃])[#＃](?!号?[0-9])(?!$)")
SHOWN = 12  # characters of a note that are quoted
AT_DESK = "注释不写在格子里，点“在 VS Code 里打开”写；要刊出的，在“核对说明”里写明。"
ABOVE = Way("注释写在这个键的上一行，行首写“# ”；要刊出的，在“核对说明”里写明。", AT_DESK)
BEHIND = Way("注释前面空一个半角空格，用半角“#”，或写在上一行；要刊出的，给整个值加引号。", AT_DESK)
OUTSIDE = "给同事看的话{批注}，不会刊出；不要的删去。"
AS_HEADING = "给同事看的话写成 <!-- … -->，不会刊出；是标题的，“#”后面空一格。"
OF_NOTHING = "给同事看的话写成 <!-- … -->，不会刊出；是标题的，在下面写上正文。"
NOTE = "{批注}"
# In YAML, in Markdown.
HIDDEN = (Way("写在单独一行，以“# ”开头", "点“在 VS Code 里打开”写成注释"), "写成 <!-- … -->")
WRITTEN = Way(
    "注释写在单独一行，以“# ”开头；Markdown 文件里写成 <!-- … -->。",
    "注释不写在格子里，点“在 VS Code 里打开”写；Markdown 的文字里写成 <!-- … -->。",
)
PLAIN = "这里只刊出文字：请删去这些记号，只留要刊出的字。"

TABLE = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.MULTILINE)
CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
LIST = re.compile(r"^[ \t]*[-*+•][ \t]+\S[^\n]*", re.MULTILINE)
STRESSED = re.compile(r"\*\*[^*\n]+\*\*|(?<!\w)__[^_\n]+__(?!\w)")
QUOTED_CODE = re.compile(r"`[^`\n]+`")
# A Markdown file may have tables, lists, bold words, and figures by name.
YES = "是"
IN_FILES = (TABLE, LIST, STRESSED, CODE)
# Words between two lines of marks, the first of them being "key: value"; usually at the top.
HEAD = re.compile(
    r"^(?P<mark>---|\+\+\+)[ \t]*\n[^\n:：=]{1,20}[:：=]"
    r"(?:[^\n]*\n){1,20}?[ \t]*(?:(?P=mark)|\.\.\.)[ \t]*$",
    re.MULTILINE,
)
# A line of marks alone: no line is drawn and no code is set apart here.
RULE = re.compile(r"^[ \t]*([-*_=+~`:\"'])\1{2,}[^|\n]{0,20}$", re.MULTILINE)
# How other programs' comments begin, or end.
FOREIGN = re.compile(
    r"^[ \t]*(?:%|;{1,3}|--|::|\.\.)[ \t]+\S[^\n]*"
    r"|/\*.*?(?:\*/|$)|<[?!][A-Za-z\[\u4e00-\u9fff][^\n>]*",
    re.MULTILINE,
)
# Proposed changes, marked words, notes at the foot, lists of what is to do.
REVISED = re.compile(
    r"\{(?:>>|==|--|\+\+|~~)[^{}\n]*(?:<<|==|--|\+\+|~~)\}|==[^=\n]+=="
    r"|\[\^[^\]\n]+\]|^[ \t]*\*\[[^\]\n]+\]:|^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]",
    re.MULTILINE,
)
# In a Markdown file a heading has a blank behind its mark; without one the mark is printed.
HEADING = re.compile(
    r"(?:^[ \t]*(?:#{1,6}(?=[^#\s])|＃|\\#)"
    r"|(?<=[\u4e00-\u9fff。；，）])[ \t]+[#＃][ \t]*(?=[^#0-9\s]))[^\n]*",
    re.MULTILINE,
)
# A heading at the end, of nothing: what was meant is a comment of YAML.
LAST_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+[^\n]+(?=\s*\Z)", re.MULTILINE)
# A mark of a comment of the web with spaces, of full width, or written out as text.
NEARLY = re.compile(
    r"(?!<!--)(?:[<＜‹〈《]|&lt;)[ \t\u3000]*[!！][ \t\u3000]*(?:[-—－–][ \t]*){1,4}"
)
# What begins with a number behind it is a goal (>=98%).
QUOTED = re.compile(r"^[ \t]*[>＞][ \t]*(?![=＝0-9.\s])[^\n]+", re.MULTILINE)
# What a browser would not show: here it is printed, marks and all.
HIDING = re.compile(
    r"<(?:(?:script|style|template)\b[^>]*"
    r"|[a-z][^<>]*(?:\shidden\b|(?:display|visibility)\s*:\s*(?:none|hidden))[^<>]*"
    r"|!\[CDATA\[.*?\]\])>",
    re.IGNORECASE | re.DOTALL,
)
# What Markdown of other programs says of a paragraph or a word: its class, its title.
ATTRIBUTE = re.compile(
    r"(?<!\{)\{(?:[#.][A-Za-z\u4e00-\u9fff][^{}\n]*\}[ \t]*$"
    r"|:[^{}\n]*\}|[A-Za-z][\w-]*=[^{}\n]*\}(?!\}))",
    re.MULTILINE,
)
# Comments of other programs that can be nothing else; between marks at its top a file says what
# it is.  No reader ever sees what stands in them.
COMMENTS: Mapping[Pattern[str], tuple[str, str]] = {
    re.compile(
        r"^[ \t]*\[(?://|#|_|-|comment|note|注释|批注|备注)\][:：].*$", re.MULTILINE | re.IGNORECASE
    ): ("是 Markdown 的批注", OUTSIDE),
    re.compile(r"\{#.*?#\}", re.DOTALL): ("是模板的注释", OUTSIDE),
    re.compile(r"\{>>[^{}\n]*<<\}"): ("是修订里的批注", OUTSIDE),
    re.compile(r"\{::comment\b.*?\{:/(?:comment)?\}", re.DOTALL): ("是 Markdown 的批注", OUTSIDE),
    re.compile(r"/\*.*?\*/", re.DOTALL): ("是程序的注释", OUTSIDE),
    re.compile(r"<!--"): ("是网页的批注", ABOVE),
    re.compile(r"%%[^%\n]+%%"): ("是批注", OUTSIDE),
    HIDING: ("是网页里不显示的内容", PLAIN),
    re.compile(r"\A\ufeff?\s*" + HEAD.pattern[1:], re.MULTILINE): (
        "是 Markdown 的文件头",
        "删去两行记号和其间的字；给同事的话{批注}。",
    ),
}
MARKS: Mapping[Pattern[str], tuple[str, str]] = {
    re.compile(r"^[ \t]*\[[^\]\n]*\][:：].*$", re.MULTILINE): ("像 Markdown 的批注", OUTSIDE),
    TABLE: ("是 Markdown 的表", "这里写不了表：改成文字，或把表写进“附件”的 Markdown 文件。"),
    NEARLY: ("像网页的批注，写得不对", OUTSIDE),
    re.compile(r"%%(?:[^%]+%%|[^\n]*$)", re.MULTILINE): ("像批注", OUTSIDE),
    QUOTED: ("是 Markdown 的引文，像批注", OUTSIDE),
    re.compile(r"(?:^|(?<=[^\S\n])|(?<=[\u4e00-\u9fff。；，、）]))//[^/\n]*", re.MULTILINE): (
        "像批注",
        OUTSIDE,
    ),
    CODE: ("像模板的代码，这里不计算", "写成要刊出的文字；数由版式的句子印出。"),
    LIST: ("是 Markdown 的列表", "这里写不了列表：用“；”连成一句，或删去行首的记号。"),
    STRESSED: ("是 Markdown 的记号", PLAIN),
    QUOTED_CODE: ("是程序代码的记号", PLAIN),
    re.compile(r"~~[^~\n]+~~"): ("是 Markdown 的删除线，这里不认", "删去的话连同记号一起删去。"),
    HEAD: ("像 Markdown 的文件头", "删去两行记号和其间的字；给同事的话{批注}。"),
    RULE: ("是记号，不是文字", "删去这一行；两行记号之间是给同事的话的，一并删去。"),
    FOREIGN: ("像批注", OUTSIDE),
    re.compile(r"\\[A-Za-z]{2,}"): ("是排版的命令或电脑里的路径，这里不认", PLAIN),
    REVISED: ("是修订或脚注的记号，这里不认", PLAIN),
    CALLED: ("像给同事的话", OUTSIDE),
}
# What is left of a text from the web, or of one that is going to be there.
MARKUP: Mapping[Pattern[str], tuple[str, str]] = {
    re.compile(r"</?[A-Za-z][^<>\n]{0,200}>"): ("是网页的标签", PLAIN),
    re.compile(r"&(?:[a-z]{2,8}|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,5});"): ("是网页的字符代码", PLAIN),
    ATTRIBUTE: ("是 Markdown 的属性，这里不认", PLAIN),
    re.compile(r"!?\[[^\]\n]+\]\([^)\n]*\)"): ("是 Markdown 的链接", PLAIN),
}


@rule(
    "MZ428",
    "别的程序的注释不刊出",
    identity="文字里没有网页、模板、Markdown 的注释和文件头",
    why="这样的记号只用来写不给人看的话；这里没有一种文字是用它写的，刊出来就是把内部的话公开了。",
    reference="情况说明文字",
    remedy=together((WRITTEN, "要刊出的，去掉两头的记号。")),
    kinds=ANY,
)
@limited
def comments(evidence: Evidence) -> Iterator[Finding]:
    """An author's note as a comment of another program in a text: never meant to be published."""
    for passage in _published(evidence):
        if found := sorted(_comments(passage.text)):
            start, quoted, what, hint = found[0]
            message = f"“{quoted}”{what}，会照样刊出。"
            yield Finding(passage.at(start), message, _said_in(hint, is_file=passage.is_file))


def _published(evidence: Evidence) -> Iterator[Passage]:
    """Every text in which an author's note would become public: also an acceptance's reason."""
    yield from evidence.passages
    for row in rows(evidence.account.source, ACCEPTED):
        said = row.get("说明")
        if said and said.text and text(row, "公开") == YES:
            yield Passage((ACCEPTED, "说明"), said.text, said.place_of, said.place, said.raw)


@remembered
def _comments(words: str) -> Iterator[tuple[int, str, str, str]]:
    """Where an author's text has notes in comment marks of other programs, and the way out."""
    return (
        (match.start(), _short(match.group()), what, hint)
        for match, what, hint in _matches(COMMENTS, words)
    )


@rule(
    "MZ727",
    "给同事的话不在正文里",
    identity="正文里没有像注释的“#”，没有网页的标签、链接和模板的注释，没有只说给同事听的话"
    "（托谁核对、拿不准、以后再补、不让外人知道、改过几稿）",
    why="前面没有空格的“#”、“|”“>”下面各行里的“#”、全角的“＃”都是正文，照样刊出；标签和链接刊出的是记号本身。",
    reference="情况说明文字",
    remedy=together((WRITTEN, "确是正文的，在“核对说明”里写明。")),
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def notes(evidence: Evidence) -> Iterator[Finding]:
    """What looks like an author's note for colleagues, and would be published."""
    for passage in (p for p in _published(evidence) if not _comments(p.text)):
        found = [*_hashes(passage), *_marks(passage)]
        yield from (finding for _, finding in sorted(found, key=lambda pair: pair[0])[:1])


def _marks(passage: Passage) -> Iterator[tuple[int, Finding]]:
    for start, message, hint in _marked(passage.text, passage.is_file):
        yield start, Finding(passage.at(start), message, _said_in(hint, is_file=passage.is_file))


def _said_in(hint: str, *, is_file: bool) -> str:
    """The way out, in which a note is written as the text's file has it."""
    return together(hint.split(NOTE), HIDDEN[is_file])


@remembered
def _marked(text: str, is_file: bool) -> Iterator[tuple[int, str, str]]:
    """Where an author's text has marks of a note, what is said of each, and the way out."""
    told = [match.span() for match in RESIDUE.finditer(text)]
    return (
        (match.start(), f"“{_short(match.group())}”{what}，会照样刊出。", hint)
        for match, what, hint in _signs(text, is_file)
        # What a form's words left open is told as that (MZ606).
        if not any(start < match.end() and match.start() < end for start, end in told)
    )


def _signs(text: str, is_file: bool) -> Iterator[tuple[Match[str], str, str]]:
    """What in an author's text looks like a note, as what it does, and the way out."""
    yield from (sign for sign in _matches(MARKS, text) if not (is_file and sign[0].re in IN_FILES))
    for match, aside in ASIDES.found(text):
        yield match, f"像给同事的话（{aside.kind}）", aside.hint
    yield from _matches(MARKUP, text)


def _matches(
    marks: Mapping[Pattern[str], tuple[str, str]], text: str
) -> Iterator[tuple[Match[str], str, str]]:
    return (
        (match, what, hint)
        for pattern, (what, hint) in marks.items()
        for match in pattern.finditer(text)
    )


def _hashes(passage: Passage) -> Iterator[tuple[int, Finding]]:
    if passage.is_file:
        found = _headings(passage.text)
    elif passage.is_quoted:
        return
    else:
        found = _hashed(passage.text, ABOVE if passage.is_block else BEHIND)
    for start, message, hint in found:
        yield start, Finding(passage.at(start), message, hint)


@remembered
def _headings(text: str) -> Iterator[tuple[int, str, str]]:
    """An author's notes that a Markdown file would print as headings, and the way out."""
    for match in HEADING.finditer(text):
        message = f"“{_short(match.group().strip())}”是正文，不是注释，会照样刊出。"
        yield match.start(), message, AS_HEADING
    for match in LAST_HEADING.finditer(text):
        message = f"“{_short(match.group().strip())}”是标题，会照样刊出，下面没有正文。"
        yield match.start(), message, OF_NOTHING


@remembered
def _hashed(text: str, hint: str) -> Iterator[tuple[int, str, str]]:
    """An author's notes behind a mark of YAML that is none where it stands."""
    for match in HASH.finditer(text):
        rest = _short(text[match.start() :].partition("\n")[0])
        yield match.start(), f"“{rest}”是正文，不是注释，会照样刊出。", hint


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
