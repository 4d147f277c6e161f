"""Words in a form's templates that a document does not say: templates → the same without them.

A branch that was not taken, a macro that nobody called, a text that was set and never printed:
their authors keep there what they do not want printed, or what other documents need.  Only a trial
knows which those are.  Lines stay; of what is so already nothing changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import chain
from typing import TypeVar

from jinja2 import Environment

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.code_trial import DATA, STRING, Placed, Trial, Word, continued, words_of
from mingzhang.document.render import Document

Rendered = tuple[Document | None, tuple[Diagnostic, ...]]
Texts = Mapping[str, str]  # of templates, by their files
Part = TypeVar("Part")
GRAMMAR = Environment(autoescape=True)
TRIES = 40  # of one round: each is a rendering, and a document has hardly any that it needs
MARKS = "#\"'"  # around what a page has as a heading, or code as a text
NOTHING = ("''", '""')
TAG = re.compile(r"<[^>]*>")
SPACE = re.compile(r"\s+")


def without_unsaid(texts: Texts, tried: Callable[[Trial], Rendered]) -> Texts:
    """Templates without the words that the document which is ``tried`` does not say."""
    while True:
        trial = Trial(texts)
        asked = _Asked(texts, tried, tried(trial))
        left = asked.left(gone([asked.unsaid(trial), asked.idle(trial)], asked.is_same))
        if left == texts:
            return texts
        texts = left


def idle_settings(
    above: Mapping[str, object], texts: Texts, tried: Callable[[Trial], Rendered]
) -> tuple[str, ...]:
    """Which settings of a form a document is the same without, with those of the form above."""
    whole = _seen(tried(Trial(texts)))

    def is_same(names: tuple[str, ...]) -> bool:
        return _seen(tried(Trial(texts, {name: above[name] for name in names}))) == whole

    return gone([list(above)] if above else [], is_same)


def gone(
    groups: Iterable[list[Part]],
    is_same: Callable[[tuple[Part, ...]], bool],
    before: tuple[Part, ...] = (),
) -> tuple[Part, ...]:
    """Which parts a document is the same without: with as few trials as groups of them need."""
    parts = [group for group in groups if group]
    together = (*before, *chain.from_iterable(parts))
    if not parts or is_same(together):
        return together
    if len(together) == len(before) + 1:
        return before
    if len(parts) == 1:
        half = len(parts[0]) // 2
        parts = [parts[0][:half], parts[0][half:]]
    for group in parts:
        before = gone([group], is_same, before)
    return before


@dataclass(frozen=True)
class _Asked:
    """Templates, and the document that it must be without any word that is left out."""

    texts: Texts
    tried: Callable[[Trial], Rendered]
    whole: Rendered
    left_to_try: Iterator[int] = field(default_factory=lambda: iter(range(TRIES)))

    def unsaid(self, trial: Trial) -> list[Word]:
        """The words to which the trial did not come."""
        return [word for word, _ in self._words() if word not in trial.said]

    def idle(self, trial: Trial) -> list[Word]:
        """The words that were said, and that are in no page: nothing asked for those in code."""
        page = _squeezed(self.whole[0])
        said = ((word, one) for word, one in self._words() if word in trial.said)
        return [
            word
            for word, one in said
            if (one.kind == DATA or word not in trial.used) and not _is_read(one.text, page)
        ]

    def _words(self) -> Iterator[tuple[Word, Placed]]:
        for file, text in self.texts.items():
            for one in _words(text):
                if one.text not in NOTHING and (one.kind in (DATA, STRING) or one.text != "0"):
                    yield (file, one.word), one

    def is_same(self, gone: tuple[Word, ...]) -> bool:
        """Whether the document is the same without these words; not, where that is not tried."""
        if next(self.left_to_try, None) is None:
            return False
        return _seen(self.tried(Trial(self.left(gone)))) == _seen(self.whole)

    def left(self, gone: Iterable[Word]) -> Texts:
        """The templates without the words that are gone."""
        places: dict[str, set[int]] = {}
        for file, place in gone:
            places.setdefault(file, set()).add(place)
        return {file: _left(text, places.get(file, set())) for file, text in self.texts.items()}


def _seen(rendered: Rendered) -> tuple[object, ...]:
    """What is seen of a document, and what was said about it."""
    document, found = rendered
    if document is None:
        return (found,)
    made = (document.title, document.html, document.paper, document.around)
    return (*made, document.print_style, document.cover, found)


def _words(text: str) -> Iterator[Placed]:
    return words_of(GRAMMAR.lexer.tokeniter(continued(text), None), text)


def _left(text: str, gone: set[int]) -> str:
    """A template's text without the words that begin at those places."""
    for one in sorted(_words(text), key=lambda one: -one.start) if gone else ():
        if one.word in gone:
            text = text[: one.start] + _empty(one) + text[one.start + len(one.text) :]
    return text


def _empty(one: Placed) -> str:
    """What stands in the place of a word that is gone, on as many lines."""
    lines = "\n" * one.text.count("\n")
    return {DATA: f"{{#{lines}#}}", STRING: f"''{lines}"}.get(one.kind, "0")


def _is_read(text: str, page: str) -> bool:
    """Whether each line of a text is read in a page; quotes and the mark of a heading are not."""
    lines = (SPACE.sub("", line).strip(MARKS) for line in text.splitlines())
    return all(line in page for line in lines)


def _squeezed(document: Document | None) -> str:
    """All that a document prints, without blanks: lines of templates are joined there.

    As markup, and as it is read: within a sentence there is markup around each figure.
    """
    pages = f"{document.html}\0{document.paper}" if document else ""
    return SPACE.sub("", f"{pages}\0{unescape(TAG.sub('', pages))}")
