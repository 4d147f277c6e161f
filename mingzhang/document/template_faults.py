"""Faults of a Jinja template: what Jinja raised → a diagnostic at the template's file and line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import jinja2
from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateRuntimeError

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.code_comments import code_of
from mingzhang.document.template_grammar import UnreadableError

# What a template's own expressions can raise; from our functions these are faults of ours.
RAISED = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
)
GUARD = "endless_work.py"  # from which a filter of Jinja's is called
SUFFIX, SECTIONS = ".j2", "sections"
JINJA = Path(jinja2.__file__).parent
UNDEFINED = "is undefined"  # how Jinja ends what it says of a name, not of an attribute
OF_FIGURE = re.compile("Quantity object' has no attribute")  # of 支出类: each is its figure
A_FIGURE = "点前面的就是一个数，没有下级：名称写“类 | 称谓”，编码写“类 | 编码”，金额写“类 | 万元”。"
QUOTED = re.compile(r"'([^']+)'")
UNGIVEN = re.compile(r"parameter '([^']+)' was not provided")  # of a macro
MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)\s*(\([^)]*\))")
OPERATED = re.compile(r"unsupported operand type\(s\) .*'Quantity'")
ROUND = (
    "模板自己调用自己，没有尽头。",
    "句式（macro）里不要再写它自己，引入（include）的文件里不要再引入这一个。",
)
NO_SUMS = (
    "相加减的数在 keys.yaml 的“指标”里写 {算: 甲 + 乙}，句子里印它；"
    "人均、车均写 平均(金额, 个数)，占多少写 占比(甲, 乙)。"
)
UNKNOWN_FILTER = re.compile(r"No (?:filter|test) named '([^']+)'")


class MisuseError(TemplateRuntimeError):
    """A template passed a filter or function what it cannot take; the message is Chinese."""


def template_fault(
    error: Exception, template: Path, known: Iterable[str], filters: Iterable[str] = ()
) -> Diagnostic:
    """The diagnostic of an error that rendering ``template`` raised; re-raises a fault of ours."""
    place = _place(error, template)
    if place is None:
        raise error
    code, message, hint = told(error, tuple(known), tuple(filters))
    if isinstance(error, UndefinedError) and (ungiven := UNGIVEN.search(str(error))):
        message, hint = _of_macro(_frames(error)[-1], ungiven[1])
    quoted = re.search("“([^”]+)”", message)
    return Diagnostic(at_word(place, quoted[1]) if quoted else place, code, message, hint)


def at_word(place: Place, word: str) -> Place:
    """The place in a template of a faulty word; the line where it does not stand as such."""
    line = _line(place)
    whole = re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.])", line)
    return Place(place.file, place.line, (whole.start() if whole else max(line.find(word), 0)) + 1)


def behind_words(place: Place, words: str) -> Place:
    """The place in a template of the same name where it is printed behind these words.

    A line may print a name several times; where the words do not stand in it, the place as it is.
    """
    line, said = _line(place), words.rpartition("\n")[2]
    name = re.match(r"[\w.]+", line[place.column - 1 :])
    before = line.find(f"{said}{{{{") if said else -1
    found = line.find(name[0], before + len(said)) if name and before >= 0 else -1
    return Place(place.file, place.line, found + 1) if found >= 0 else place


def _line(place: Place) -> str:
    lines = lines_of(place.file)
    return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def lines_of(file: Path) -> list[str]:
    """The lines of a template; none of one that cannot be read, whose faults others tell."""
    try:
        return code_of(file).splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def _place(error: Exception, template: Path) -> Place | None:
    if isinstance(error, TemplateSyntaxError):
        return Place(Path(error.filename or template), error.lineno, 1)
    inside, frames = _frames(error), traceback.extract_tb(error.__traceback__)
    raised_by = frames[-1].filename if frames else ""
    is_own = raised_by.endswith((SUFFIX, GUARD)) or Path(raised_by).is_relative_to(JINJA)
    if isinstance(error, RecursionError) and inside:
        return Place(Path(inside[-1].filename), inside[-1].lineno or 1, 1)
    if not isinstance(error, TemplateError) and not is_own:
        return None
    # Who uses a macro of another form, or without all that it asks for, has to mend his own line.
    form = _form(Path(inside[0].filename)) if inside else None
    asked = inside[:-1] if UNGIVEN.search(str(error)) else inside
    mine = [frame for frame in asked if _form(Path(frame.filename)) == form] or inside
    line = mine[-1].lineno if mine else None
    return Place(Path(mine[-1].filename), line, 1) if line else Place(template)


def _frames(error: Exception) -> list[traceback.FrameSummary]:
    """Where in templates an error was raised, the line of the outermost template first."""
    frames = traceback.extract_tb(error.__traceback__)
    return [frame for frame in frames if frame.filename.endswith(SUFFIX)]


def _form(template: Path) -> Path:
    """The folder of a form and kind that a template or its macros stand in."""
    return template.parent.parent if template.parent.name == SECTIONS else template.parent


def _of_macro(raised: traceback.FrameSummary, ungiven: str) -> tuple[str, str]:
    """Message and hint of a template that uses a macro without all that it asks for."""
    lines = lines_of(Path(raised.filename))[: raised.lineno or 0]
    heads = [found for line in lines if (found := MACRO.search(line))]
    if not heads:
        return f"句式要的“{ungiven}”没有给。", "请写全句式要的各项。"
    name, asked = heads[-1].groups()
    file = "/".join(Path(raised.filename).parts[-3:])
    return (
        f"“{name}”要的“{ungiven}”没有给。",
        f"句式是 {name}{asked}，见 {file}；请把括号里的各项写全。",
    )


def told(
    error: Exception, known: tuple[str, ...], filters: tuple[str, ...] = ()
) -> tuple[str, str, str]:
    """Code, message and hint of the error that a template raised."""
    said = str(error)
    if isinstance(error, TemplateNotFound):
        # What Jinja says of it names the folders of this machine.
        wanted = "”“".join(str(name) for name in error.templates if name)
        return (
            "MZ521",
            f"找不到模板“{wanted}”。",
            "模板放在版式或上级版式的 final（预算是 budget）/sections 里。",
        )
    if isinstance(error, TemplateSyntaxError) or UNKNOWN_FILTER.search(said):
        return "MZ522", *_syntax(error, (*known, *filters))
    if isinstance(error, UndefinedError):
        name = (QUOTED.findall(said) or [said])[-1]
        # What a row has not got is no name of the form's: none of those would mend it.
        names = known if said.endswith(UNDEFINED) else ()
        hint = A_FIGURE if OF_FIGURE.search(said) else nearest_name(name, names, filters)
        return "MZ523", f"模板用了不存在的名称“{name}”。", hint
    if isinstance(error, SecurityError):
        return "MZ524", "模板用了不允许的操作。", f"模板只能取数和排句子（{said}）。"
    if isinstance(error, MisuseError):
        return "MZ525", said, "请检查这一行的写法。"
    is_round = isinstance(error, RecursionError)
    return "MZ525", *(ROUND if is_round else _uncomputed(said))


def _uncomputed(said: str) -> tuple[str, str]:
    """Message and hint of a template's line whose expression cannot be computed."""
    if OPERATED.search(said):
        return "句子里不能拿指标直接加减乘除。", NO_SUMS
    hint = f"请检查这一行的算式和给函数的参数。Jinja 的说明（英文）：{said}"
    return "模板的这一行无法计算。", hint


def _syntax(error: Exception, known: tuple[str, ...]) -> tuple[str, str]:
    said = str(error)
    if isinstance(error, UnreadableError):
        return said, error.hint
    if found := UNKNOWN_FILTER.search(said):
        return f"没有名为“{found[1]}”的过滤器。", nearest_filter(found[1], known)
    return "模板的语法有误。", f"请检查括号和“{{% … %}}”是否成对。Jinja 的说明（英文）：{said}"


def nearest_name(name: str, known: tuple[str, ...], filters: Iterable[str] = ()) -> str:
    """A hint in a template's fault: the name most likely meant; a filter is no function."""
    if name in filters:
        return f"“{name}”是过滤器，写在“|”后面，例如 {{{{ … | {name} }}}}。"
    return _nearest(name, known) or "可用的名称见 catalogue 里的 indicators 文件和来源文件的格式。"


def nearest_filter(name: str, known: tuple[str, ...]) -> str:
    """A hint at the template filter that was most likely meant."""
    return _nearest(name, known) or "过滤器写在“|”后面，常用的是 万元、个数、列举、称谓。"


def _nearest(name: str, known: tuple[str, ...]) -> str:
    # One of two characters is as much as a short name can have right.
    near = get_close_matches(name, known, 1, 0.5)
    return f"是不是“{near[0]}”？" if near else ""
