"""Words in a form's templates that a document does not say: templates → the same without them.

A branch that was not taken, a macro that nobody called, a text that was set and never printed:
their authors keep there what they do not want printed, or what other documents need.  Only a trial
knows which those are.  Lines stay; of what is so already nothing changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from itertools import chain
from typing import TypeVar

from jinja2 import Environment

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.code_trial import DATA, STRING, Placed, Trial, Word, continued, words_of
from mingzhang.document.render import Document

Rendered = tuple[Document | None, tuple[Diagnostic, ...]]
Texts = Mapping[str, str]  # of templates, by their files
Seen = tuple[object, ...]
Part = TypeVar("Part")
GRAMMAR = Environment(autoescape=True)
TRIES = 40  # of one round: each is a rendering, and a document has hardly any that it needs
MOST = 200  # texts of templates whose words are kept
MARKS = "#\"'"  # around what a page has as a heading, or code as a text
NOTHING = ("''", '""')
TAG = re.compile(r"<[^>]*>")
SPACE = re.compile(r"\s+")


def without_unsaid(
    texts: Texts, tried: Callable[[Trial], Rendered], page: Document | None = None
) -> Texts:
    """Templates without the words that the document which is ``tried`` does not say.

    ``page`` is that document with all that it prints, where a trial has less.
    """
    tries = _Tries(tried)
    while True:
        asked = _Asked(texts, tries, page)
        left = asked.left(gone([asked.unsaid(), asked.idle()], asked.is_same))
        if left == texts:
            return texts
        texts = left


def idle_settings(
    above: Mapping[str, object], *looks: Callable[[Mapping[str, object]], object]
) -> tuple[str, ...]:
    """Which settings of a form a document is the same without, with those of the form above.

    Of several ``looks`` at what settings make of it, one is only asked where those before it see
    nothing that differs.
    """
    idle: dict[str, object] = {}
    # One by one: most of them a form has because its documents are others without.
    for name, value in above.items():
        changed = {**idle, name: value}
        if all(look(changed) == look({}) for look in looks):
            idle = changed
    return tuple(idle)


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


@dataclass
class _Tries:
    """What trials of templates have seen of a document: none is made twice."""

    tried: Callable[[Trial], Rendered]
    known: dict[Seen, tuple[Trial, Rendered]] = field(default_factory=dict)

    def of(self, texts: Texts) -> tuple[Trial, Rendered]:
        """The trial of these templates, which knows what is said and used, and its document."""
        key = tuple(texts.items())
        if key not in self.known:
            trial = Trial(texts)
            self.known[key] = trial, self.tried(trial)
        return self.known[key]

    def seen(self, texts: Texts) -> Seen:
        """What is seen of the document that they make."""
        return seen(self.of(texts)[1])


@dataclass(frozen=True)
class _Asked:
    """Templates, and the document that it must be without any word that is left out."""

    texts: Texts
    tries: _Tries
    page: Document | None = None
    left_to_try: Iterator[int] = field(default_factory=lambda: iter(range(TRIES)))

    def unsaid(self) -> list[Word]:
        """The words to which the trial did not come."""
        trial, _ = self.tries.of(self.texts)
        return [word for word, _ in self._words() if word not in trial.said]

    def idle(self) -> list[Word]:
        """The words that were said, and that are in no page: nothing asked for those in code."""
        trial, (document, _) = self.tries.of(self.texts)
        page = _squeezed(self.page or document)
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
        return self.tries.seen(self.left(gone)) == self.tries.seen(self.texts)

    def left(self, gone: Iterable[Word]) -> Texts:
        """The templates without the words that are gone."""
        places: dict[str, set[int]] = {}
        for file, place in gone:
            places.setdefault(file, set()).add(place)
        return {file: _left(text, places.get(file, set())) for file, text in self.texts.items()}


def seen(rendered: Rendered) -> Seen:
    """What is seen of a document without some unsaid words, and what was said about it."""
    document, found = rendered
    if document is None:
        return (found,)
    made = (document.title, document.html, document.paper, document.around)
    return (*made, document.print_style, document.cover, found)


@lru_cache(MOST)
def _words(text: str) -> tuple[Placed, ...]:
    return tuple(words_of(GRAMMAR.lexer.tokeniter(continued(text), None), text))


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
