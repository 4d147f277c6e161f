"""A YAML syntax error and the text → one diagnostic in Chinese, at the slip that caused it.

libyaml stops where it can go no further, which is often a line below the slip; so the lines around
are first searched for what clerks really type wrong, and only then is libyaml's own finding told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

import yaml

from mingzhang.diagnostics import Diagnostic, Place

_WORD = r"[A-Za-z\u3400-\u9fff“”（）()、]{1,30}"
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_RUN_ON = re.compile(r"^ *(?:- +)?[\u3400-\u9fff]{2,14}[:：](?=\S)")


@dataclass(frozen=True)
class Slip:
    """A pattern for a YAML syntax fault in one line: group ``at`` is its place, ``key`` its key."""

    pattern: re.Pattern[str]
    code: str
    message: str
    hint: str


SLIPS = (
    Slip(
        re.compile(r"^ *(?P<at>\t)"),
        "MZ008",
        "行首用了制表符（Tab），YAML 只认空格。",
        "请删去制表符，用半角空格缩进（每层两个）。",
    ),
    Slip(
        re.compile(r"^ *(?P<at>[\u3000\u00a0\u2002-\u200a])"),
        "MZ009",
        "行首用了全角空格，YAML 只认半角空格。",
        "请删去全角空格，用半角空格缩进（每层两个）。",
    ),
    Slip(
        re.compile(r"^\s*(?P<at>[－—–•·])\s*[{\w]"),
        "MZ010",
        "行首的短横不是半角的。",
        "请改成半角的“- ”（减号加一个空格）。",
    ),
    Slip(
        re.compile(rf"(?:^\s*(?:- +)*|[{{,，｛]\s*)(?P<key>{_WORD})\s*(?P<at>：)"),
        "MZ010",
        "“<键>”后面用了全角冒号“：”。",
        "请改成半角冒号并空一格：<键>: …",
    ),
    Slip(
        re.compile(rf"[0-9\]}}\"'](?P<at>，)\s*(?P<key>{_WORD})\s*:"),
        "MZ010",
        "“<键>”前面用了全角逗号“，”。",
        "花括号和方括号里各项之间请用半角逗号加一个空格：, <键>: …",
    ),
    Slip(
        re.compile(rf"^[^\"]*\{{.*(?P<at>，)\s*(?P<key>{_WORD})\s*: "),
        "MZ010",
        "“<键>”前面用了全角逗号“，”。",
        "花括号里各项之间请用半角逗号加一个空格：, <键>: …",
    ),
    Slip(
        re.compile(r"(?:^\s*|- +|: +)(?P<at>[｛［【])"),
        "MZ010",
        "用了全角括号。",
        "请改成半角括号：一行数据用 { }，列表用 [ ]。",
    ),
    Slip(
        re.compile(r"(?P<at>[｝］】])\s*$"),
        "MZ010",
        "用了全角括号。",
        "请改成半角括号：一行数据用 { }，列表用 [ ]。",
    ),
    Slip(
        re.compile(r"^\s*(?P<at>-)(?=[{\[\"'\u3400-\u9fff])"),
        "MZ011",
        "短横后面少了空格。",
        "请在短横后空一格：- …",
    ),
    Slip(
        re.compile(rf"(?:^\s*(?:- +)*|[{{,]\s*)(?P<key>{_WORD})(?P<at>:)(?=[^\s/])"),
        "MZ011",
        "“<键>”的冒号后面少了空格。",
        "请在冒号后空一格：<键>: …",
    ),
    Slip(
        re.compile(r"\{.*?(?P<at>[、；;])\s*(?P<key>[\u3400-\u9fff]{2,14})\s*:(?=\s)"),
        "MZ010",
        "“<键>”前面用的不是半角逗号。",
        "花括号里各项之间请用半角逗号加一个空格：, <键>: …",
    ),
)


def find_slip(line: str) -> tuple[Slip, re.Match[str]] | None:
    """The first YAML syntax fault in a line, in order of ``SLIPS``, outside quotes, comments."""
    bare = _COMMENT.sub("", _QUOTED.sub(lambda m: " " * len(m.group()), line))
    for slip in SLIPS:
        if match := slip.pattern.search(bare):
            return slip, match
    return None


def slip_in(lines: Sequence[str], numbers: Iterator[int], file: Path) -> Diagnostic | None:
    """The finding for the first YAML syntax fault in the lines of these numbers (from 0)."""
    for number in numbers:
        found = find_slip(lines[number]) if 0 <= number < len(lines) else None
        if found:
            slip, match = found
            key = match.groupdict().get("key") or ""
            place = Place(file, number + 1, match.start("at") + 1)
            message, hint = (text.replace("<键>", key) for text in (slip.message, slip.hint))
            return Diagnostic(place, slip.code, message, hint)
    return None


def swallowed_key(
    lines: Sequence[str], below: range, file: Path, *, after_number: bool
) -> Diagnostic | None:
    """A key that the YAML value above swallowed, a fault of its colon.

    ``below`` are the numbers of the lines that the value runs on over; after a number no line may,
    below a text only a colon that is right but for its blank tells.
    """
    for number in below:
        match = _RUN_ON.match(lines[number]) if number < len(lines) else None
        if match and (after_number or match.group().endswith(":")):
            return slip_in(lines, iter((number,)), file)
    return None


# What libyaml says → code, message, hint, and whether the place where the construct began is the
# one to name.
_PROBLEMS: Sequence[tuple[str, str, str, str, bool]] = (
    (
        "found unexpected end of stream",
        "MZ012",
        "从这里开始的引号没有配对，一直到文件末尾。",
        "请在这段文字的末尾补上同样的半角引号；文字里的引号请用中文引号“”。",
        True,
    ),
    (
        "did not find expected ',' or '}'",
        "MZ012",
        "从这里开始的花括号 { } 没有配对，或各项之间少了半角逗号。",
        "请检查这一行：各项之间用半角逗号和空格隔开，行末有 }。",
        True,
    ),
    (
        "did not find expected ',' or ']'",
        "MZ012",
        "从这里开始的方括号 [ ] 没有配对，或各项之间少了半角逗号。",
        "请检查这一行：各项之间用半角逗号和空格隔开，行末有 ]。",
        True,
    ),
    (
        "mapping values are not allowed",
        "MZ006",
        "这里不能再出现“: ”（冒号加空格）。",
        "若冒号属于文字，请给整段文字加半角引号；若是新的一项，请检查它与上一行是否对齐。",
        False,
    ),
    (
        "could not find expected ':'",
        "MZ006",
        "这一行不是“键: 值”：没有找到半角冒号加空格。",
        "请写成“键: 值”；若是上一行文字的延续，请比上一行的键多缩进两个空格。",
        True,
    ),
    (
        "block sequence entries are not allowed",
        "MZ007",
        "列表的短横不能写在这里。",
        "请另起一行写“- …”，并比上一级的键多缩进两个空格。",
        False,
    ),
    (
        "did not find expected key",
        "MZ007",
        "这一行与同级的键没有对齐，或这一行多了内容。",
        "请让同一级的键从同一列开始；值以引号开头的，引号后面不能再有文字。",
        False,
    ),
    (
        "did not find expected '-' indicator",
        "MZ007",
        "这一行与列表的其他行没有对齐，或这一行多了内容。",
        "请让列表每一行的短横从同一列开始，一行只写一组 { }。",
        False,
    ),
    (
        "tab character",
        "MZ008",
        "这里用了制表符（Tab），YAML 只认空格。",
        "请删去制表符，改用半角空格。",
        False,
    ),
    (
        "found character that cannot start any token",
        "MZ006",
        "值不能以这个符号开头。",
        '请给整个值加半角引号，例如 "@…"。',
        False,
    ),
    (
        "escape character",
        "MZ006",
        "双引号里的反斜杠“\\”会被当作转义。",
        "请改用单引号把这段文字括起来，或把反斜杠写两遍。",
        False,
    ),
    (
        "expected hexdecimal number",
        "MZ006",
        "双引号里的反斜杠“\\”会被当作转义。",
        "请改用单引号把这段文字括起来，或把反斜杠写两遍。",
        False,
    ),
    (
        "did not find expected node content",
        "MZ006",
        "值不能以这个符号开头，这里少了一个值。",
        "请补上值；若符号属于文字，请给整个值加半角引号。",
        False,
    ),
    (
        "<document start>",
        "MZ006",
        "内容到这里已经完了，后面不能再有内容。",
        "请删去多出来的括号或文字；各项写成“键: 值”，一行一项，外面不加括号和引号。",
        False,
    ),
    (
        "found unexpected document indicator",
        "MZ012",
        "从这里开始的引号没有配对。",
        "请在这段文字的末尾补上同样的半角引号。",
        True,
    ),
)
# Lines that say where a text begins and ends: by what they begin with, why YAML stops there.
_MARKS = {
    "%": ("MZ015", "行首的“%”会被当作 YAML 指令。", "请删去这一行，或给值加半角引号。"),
    "...": ("MZ016", "“...”表示文件结束，后面不能再有内容。", "请删去“...”这一行。"),
}
_BEHIND_MARKS = ("<document start>", "node content", "%YAML directive", "YAML document")
# How a bracket that is still open is told, by what it is.
_UNCLOSED = {
    bracket: (code, message, hint)
    for bracket, end in ("{}", "[]")
    for problem, code, message, hint, _ in _PROBLEMS
    if problem.endswith(f"',' or '{end}'")
}
_NO_REUSE = "属于文字的，请给整个值加半角引号；要合用别处内容的，照原样再写一遍。"
# Where the construct tells more than the problem: a value that starts with * & ! % | >.
_CONTEXTS: Sequence[tuple[str, str, str, str]] = (
    ("alias", "MZ014", "值以“*”开头，会被当作引用。", _NO_REUSE),
    ("anchor", "MZ014", "值以“&”开头，会被当作锚点。", _NO_REUSE),
    ("tag", "MZ015", "值以“!”开头，会被当作类型标签。", "请给整个值加半角引号。"),
    ("directive", "MZ015", "行首的“%”会被当作 YAML 指令。", "请删去这一行，或给值加半角引号。"),
    (
        "block scalar",
        "MZ006",
        "“|”或“>”表示多行文字，它后面不能再写内容。",
        "请另起一行写文字；若它属于文字，请给整个值加半角引号。",
    ),
)


# A number right behind the mark: 新增 #2锅炉.  A comment has a blank there.
_COMMENT_MARK = re.compile(r"[ \t](#)")
_NUMBERED = re.compile(r"[ \t]+(#[0-9０-９][^\s,，}\]]*)")


def taken_for_comment(
    lines: Sequence[str], number: int, column: int, file: Path
) -> Diagnostic | None:
    """A YAML fault: what follows a text on its line went for a comment."""
    match = _NUMBERED.match(lines[number], column) if number < len(lines) else None
    if match is None:
        return None
    message = f"“{match[1]}”前面有空格，从这里到行末成了注释，不会刊出。"
    hint = "是正文的，删去“#”前面的空格，或给整个值加半角引号；是注释的，“#”后面空一格。"
    return Diagnostic(Place(file, number + 1, match.start(1) + 1), "MZ747", message, hint)


def _hidden_end(lines: Sequence[str], number: int, file: Path) -> Diagnostic | None:
    """A YAML syntax fault: the end of a list or of braces went for a comment."""
    line = lines[number] if number < len(lines) else ""
    match = _COMMENT_MARK.search(line)
    if match is None or not any(mark in line[match.start() :] for mark in "}]"):
        return None
    message = "空格加“#”从这里到行末都成了注释，后面的括号也在里面，前面的括号没有配对。"
    hint = "“#”是正文的，删去它前面的空格，或给这个值加半角引号；是注释的，写到括号后面。"
    return Diagnostic(Place(file, number + 1, match.start(1) + 1), "MZ747", message, hint)


def explain(
    error: yaml.YAMLError, lines: Sequence[str], file: Path, opened: Place | None = None
) -> Diagnostic:
    """A YAML syntax error told as what the author typed wrong, from the lines around it.

    ``opened`` is where the innermost bracket stands that is still open there.
    """
    found = _explained(error, lines, file)
    last = max((n for n, line in enumerate(lines, 1) if line.strip()), default=1)
    if found.place.line <= last:
        return found
    # The text ended there: its end is the last that can be shown, and an open bracket why.
    unclosed = _UNCLOSED.get(lines[opened.line - 1][opened.column - 1]) if opened else None
    if opened and unclosed:
        return Diagnostic(opened, *unclosed)
    end = Place(file, last, len(lines[last - 1]) + 1) if lines else Place(file, 1, 1)
    return replace(found, place=end)


def _explained(error: yaml.YAMLError, lines: Sequence[str], file: Path) -> Diagnostic:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Diagnostic(Place(file, 1, 1), "MZ006", "文件不合 YAML 格式。", _LOOK)
    problem, context = error.problem_mark, error.context_mark or error.problem_mark
    if "quoted scalar" not in (error.context or ""):
        found = slip_in(lines, _suspects(context.line, problem.line, lines), file)
        if found:
            return found
    is_flow = "flow" in (error.context or "")
    return (
        (_hidden_end(lines, context.line, file) if is_flow else None)
        or _at_mark(error, lines, file)
        or _out_of_line(error, lines, file)
        or _told(error, file)
        or _odd_quotes(lines, problem.line, file)
        or _after_quote(lines, problem.line, problem.column, file)
        or _general(error, file)
    )


_LOOK = "请检查这一行和上一行的冒号、引号、括号和缩进。"


def _suspects(context: int, problem: int, lines: Sequence[str]) -> Iterator[int]:
    """Lines to search for a YAML syntax error's cause: its construct's start, its own, above."""
    if 0 < problem - context <= 2:
        yield context
    yield from (n for n in (problem, problem - 1) if 0 <= n < len(lines))


def _told(error: yaml.MarkedYAMLError, file: Path) -> Diagnostic | None:
    context = error.context or ""
    for word, code, message, hint in _CONTEXTS:
        if context.endswith((f" {word}", f" an {word}", f" a {word}")):
            return Diagnostic(_place(error, file, began=True), code, message, hint)
    for problem, code, message, hint, began in _PROBLEMS:
        if problem in (error.problem or "") and problem != "did not find expected key":
            return Diagnostic(_place(error, file, began=began), code, message, hint)
    return None


def _at_mark(error: yaml.MarkedYAMLError, lines: Sequence[str], file: Path) -> Diagnostic | None:
    """The finding about a line of YAML's own (a directive, an end): a syntax error behind one."""
    problem, told = error.problem_mark, error.problem or ""
    if problem is None or not any(words in told for words in _BEHIND_MARKS):
        return None
    above = (n for n in range(min(problem.line, len(lines) - 1), -1, -1) if _says(lines[n]))
    # What stands at the error's own line says nothing of a mark further up.
    number = next((n for n in above if n < problem.line or _mark_of(lines[n])), -1)
    mark = _mark_of(lines[number]) if number >= 0 else None
    return Diagnostic(Place(file, number + 1, 1), *_MARKS[mark]) if mark else None


_BEHIND_DASHES = re.compile("(?:- +)*")


def _out_of_line(
    error: yaml.MarkedYAMLError, lines: Sequence[str], file: Path
) -> Diagnostic | None:
    """The finding about an indentation that is no other line's: a syntax error there or below.

    Where more lines begin as the one that YAML stops at, it is the first one that is out of line.
    """
    mark, context = error.problem_mark, error.context_mark
    if mark is None or context is None or not 0 < mark.line < len(lines):
        return None
    is_key = any(words in (error.problem or "") for words in ("expected key", "'-' indicator"))
    if not is_key or lines[mark.line][: mark.column].strip() or mark.column == context.column:
        return None
    of_dash = lines[mark.line].lstrip().startswith("-")
    above = _columns(lines, _level(lines, mark.line, mark.column), of_dash=of_dash)
    below = [*_columns(lines, range(mark.line, len(lines)), of_dash=of_dash).values()]
    # What has others below it stands before them.
    opens = not of_dash and lines[mark.line].rstrip().endswith(":") and len(below) > 1
    above = {n: column for n, column in above.items() if not opens or column < below[1]}
    if not above:
        return None
    beside = min(above, key=lambda number: abs(above[number] - mark.column))
    alike = [*takewhile(lambda column: column >= mark.column, below)].count(mark.column)
    odd, other = (mark.line, mark.column), (beside, above[beside])
    if alike > [*above.values()].count(above[beside]):
        odd, other = other, odd
    message = f"这一行缩进 {odd[1]} 格，第 {other[0] + 1} 行同级的缩进 {other[1]} 格，没有对齐。"
    hint = "请让同一级的键、同一个列表的短横从同一列开始；不是同一级的，每一级多缩进两个空格。"
    return Diagnostic(Place(file, odd[0] + 1, odd[1] + 1), "MZ007", message, hint)


def _level(lines: Sequence[str], at: int, column: int) -> Iterator[int]:
    """The lines above a syntax error that may be of its level, the nearest first.

    They are those up to the first that stands before it, which may be of its level, too.
    """
    for number in range(at - 1, -1, -1):
        yield number
        if _says(lines[number]) and len(lines[number]) - len(lines[number].lstrip(" ")) < column:
            return


def _columns(lines: Sequence[str], numbers: Iterable[int], *, of_dash: bool) -> dict[int, int]:
    """Where keys, or dashes, of these lines begin: by what a syntax error tells of a line."""
    found = {}
    for number in numbers:
        line = lines[number]
        start = len(line) - len(line.lstrip(" "))
        dashes = _BEHIND_DASHES.match(line, start)
        if _says(line) and dashes and (not of_dash or dashes.group()):
            found[number] = start if of_dash else dashes.end()
    return found


def _says(line: str) -> bool:
    return bool(_COMMENT.sub("", line).strip())


def _mark_of(line: str) -> str | None:
    return next((mark for mark in _MARKS if line.startswith(mark)), None)


def _after_quote(lines: Sequence[str], number: int, column: int, file: Path) -> Diagnostic | None:
    before = lines[number][:column].rstrip() if number < len(lines) else ""
    if not before.endswith(('"', "'")):
        return None
    message = "半角引号在这里已经结束，后面还有文字。"
    hint = "文字里的引号请用中文引号“”；或用单引号把整段文字括起来。"
    return Diagnostic(Place(file, number + 1, column + 1), "MZ012", message, hint)


def _odd_quotes(lines: Sequence[str], number: int, file: Path) -> Diagnostic | None:
    """The finding about a line with an odd number of quotes, near a YAML syntax error."""
    for near in (number - 1, number):
        if 0 <= near < len(lines) and lines[near].count('"') % 2:
            message = "这一行的半角引号不成对。"
            hint = "请补上或删去一个引号；文字里的引号请用中文引号“”。"
            return Diagnostic(
                Place(file, near + 1, lines[near].index('"') + 1), "MZ012", message, hint
            )
    return None


def _general(error: yaml.MarkedYAMLError, file: Path) -> Diagnostic:
    place = _place(error, file, began=False)
    for problem, code, message, hint, _ in _PROBLEMS:
        if problem in (error.problem or ""):
            return Diagnostic(place, code, message, hint)
    return Diagnostic(place, "MZ006", "这里的写法不合 YAML 格式。", _LOOK)


def _place(error: yaml.MarkedYAMLError, file: Path, *, began: bool) -> Place:
    mark = (began and error.context_mark) or error.problem_mark
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
