"""Sentences as they were printed, once more as a template: without macros, loops and set names.

Behind a macro that is given the wrong figures, ``完成(接待.预算, 接待.决算)``, no template shows of
what its words are said; a sentence on the page has the words and, by its markup, the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Place
from mingzhang.document.code_comments import blanked
from mingzhang.document.sentence_figures import Answer
from mingzhang.document.template_faults import lines_of
from mingzhang.facts.amount import Unit
from mingzhang.facts.reasons import LAST_YEAR

FIGURE = re.compile(r'<data\b[^>]* data-of="(\d+)">[^<]*</data>%?')
TAG = re.compile(r"<[^>]*>")
MACRO = re.compile(r"\{%-?\s*macro\b.*?endmacro\s*-?%\}", re.DOTALL)
GIVEN = re.compile(r"'([^']*)'")
LEAST = 3  # characters by which a line is known
CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
# Of which function of a template a computed number is; a completion is a share, too.
FUNCTIONS = {"完成率": "占比", "变动额": "变动"} | {
    n: n for n in ("占比", "平均", "比较词", "原因")
}
LED = nodes.Const("")  # what leads to a reason is its own word


@dataclass(frozen=True)
class Written:
    """What the templates of sentences of a document printed: of each its paragraphs.

    ``asked`` are the answers that the markup of figures numbers.
    """

    paragraphs: Mapping[Path, Sequence[str]] = field(default_factory=dict)
    asked: Sequence[Answer] = ()


def printed_sentences(
    written: Written, file: Path, year: int, terms: Iterable[str]
) -> nodes.Template:
    """A template that prints what a file's did: an output a paragraph, with its number as the line.

    ``terms`` are the form's words for up and down, which a change prints itself.
    """
    verbs = re.compile(f"(?:{'|'.join(map(re.escape, sorted(terms)))})$")
    outputs: list[nodes.Node] = []
    for number, paragraph in enumerate(written.paragraphs[file], start=1):
        parts: list[nodes.Expr] = []
        for text, answer in pieces(paragraph, written.asked):
            figure = _figure(answer, number) if answer else None
            is_change = isinstance(figure, nodes.Call) and answer and answer.name == "变动额"
            words = text.replace(f"{year - 1}年", LAST_YEAR)
            parts.append(nodes.TemplateData(verbs.sub("", words) if is_change else words))
            parts += [figure] if figure else []
        outputs.append(nodes.Output(_joined(parts), lineno=number))
    return nodes.Template(outputs, lineno=1)


def pieces(paragraph: str, asked: Sequence[Answer]) -> Iterator[tuple[str, Answer | None]]:
    """The words of a printed sentence, each with the answer of the figure behind them."""
    end = 0
    for found in FIGURE.finditer(paragraph):
        yield plain(paragraph[end : found.start()]), asked[int(found[1])]
        end = found.end()
    yield plain(paragraph[end:]), None


def plain(paragraph: str) -> str:
    """The words of a printed sentence without markup."""
    return unescape(TAG.sub("", paragraph))


def _figure(answer: Answer, line: int) -> nodes.Expr | None:
    """What a template would print a sentence's figure with; none of what only goes with it."""
    named = [_named(figure.label, line) for _, figure in answer.parts]
    if len(named) == 1 and answer.name not in FUNCTIONS:
        return nodes.Filter(named[0], Unit.WAN.label, [], [], None, None, lineno=line)
    if function := FUNCTIONS.get(answer.name):
        called = nodes.Name(function, "load", lineno=line)
        given = [*named, LED] if function == "原因" else named
        return nodes.Call(called, given, [], None, None, lineno=line)
    return None


def _named(label: str, line: int) -> nodes.Expr:
    """The dotted name of a printed figure: 上年.三公经费.合计; of a subject its label."""
    own = label.removeprefix(f"{LAST_YEAR} ")
    root, *keys = (*[LAST_YEAR] * (own != label), *own.split("."))
    name: nodes.Expr = nodes.Name(root, "load", lineno=line)
    for key in keys:
        name = nodes.Getattr(name, key, "load", lineno=line)
    return name


def _joined(parts: Iterable[nodes.Expr]) -> list[nodes.Expr]:
    """The parts of a printed sentence, with words that follow on words in one."""
    joined: list[nodes.Expr] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, nodes.TemplateData) and isinstance(last, nodes.TemplateData):
            joined[-1] = nodes.TemplateData(last.data + part.data)
        elif not isinstance(part, nodes.TemplateData) or part.data:
            joined.append(part)
    return joined


def writing_line(sentence: str, files: Sequence[Path], words: str = "") -> Place | None:
    """The line of templates that writes a sentence: of the first that has its words, the likest.

    Its own template comes first, where it uses a macro: the line that writes it as far as to the
    ``words`` in question, for several may write a sentence; then what macros say.
    """
    said = plain(sentence)
    until = said[: said.find(words) + len(words)] if words in said else ""
    texts = [(file, blanked("\n".join(lines_of(file)))) for file in files]
    own = [(file, MACRO.sub(_lines_alone, text)) for file, text in texts[:1]]
    asked = [*((*one, until) for one in own), *((*one, said) for one in (*own, *texts))]
    for file, text, part in asked:
        shared = [_shared(line, part) for line in text.splitlines()]
        if max(shared, default=0) >= LEAST:
            return Place(file, shared.index(max(shared)) + 1, 1)
    return None


def _lines_alone(macro: re.Match[str]) -> str:
    return "\n" * macro.group().count("\n")


def _shared(line: str, said: str) -> int:
    """How many characters a printed sentence has of a template's line, less those it lacks.

    Of a condition only one side is printed, and of what a macro is given only some.
    """
    words = map(str.strip, CODE.split(line))
    given = (one for code in CODE.findall(line) for one in GIVEN.findall(code) if one in said)
    return sum(len(one) if one in said else -len(one) for one in (*words, *given))
