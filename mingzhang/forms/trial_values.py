"""Trial values: a form's own keys and a source → the source with a value under each of them.

A form is judged by a source that has what the form declares; of its own keys no example of all
forms knows.  Each value stands at the place of its declaration.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from mingzhang.diagnostics import Place
from mingzhang.forms import form_keys as k
from mingzhang.forms.own_figures import LAST_YEAR, OF_ROWS
from mingzhang.reading.node import Node

NOW, BEFORE = Decimal(2), Decimal(1)  # a figure moves, so that sentences of a change are tried
TEXT, SUBJECT = "试填的文字", "科目"


def with_trials(source: Node, section: str, keys: k.Keys) -> Node:
    """An example source with trial values for the keys that only its form has and it lacks."""
    declared = keys.sections.get(section)
    codes = tuple(dict.fromkeys(_codes(source)))
    return _Trial(keys, codes=codes).inside(source, declared) if declared else source


def _codes(source: Node) -> Iterator[str]:
    """The subjects that an example's lists have, for trials of rows by subject."""
    for value in source.value.values() if isinstance(source.value, dict) else ():
        yield from filter(None, (row.text_at(SUBJECT) for row in value.rows()))


@dataclass(frozen=True)
class _Trial:
    """What gives trial values to a form's keys; ``number`` is what is said of every figure.

    ``told`` are the keys that other rows of the same list have: not every row need say a word;
    ``codes`` the subjects of the example.
    """

    keys: k.Keys
    number: Decimal = NOW
    told: frozenset[str] = frozenset()
    codes: tuple[str, ...] = ()

    def codes_of(self, declared: Node) -> list[str]:
        """The subjects that a list with a level (级次) is tried with."""
        said = declared.get(k.LEVEL)
        levels = [one.text for one in (tuple(said.rows()) or (said,))] if said else []
        lengths = [digits for level, digits in k.DIGITS.items() if level in levels]
        cut = (code[:length] for length in lengths for code in self.codes if len(code) >= length)
        return list(dict.fromkeys(cut))

    def inside(self, node: Node, declared: Node) -> Node:
        """An example's mapping, with trial values for the declared keys that it lacks, to try."""
        children = declared.get(k.BELOW)
        if children is None or not isinstance(node.value, dict):
            return node
        entries, places = dict(node.items()), dict(node.keys)
        for name, below in children.items():
            if below.get(k.TAKEN):
                continue  # the account says it
            made = self._of_year(name).value(name, below, children, entries.get(name))
            if made:
                entries[name] = made
                places.setdefault(name, made.place)
        return Node(entries, node.place, places)

    def _of_year(self, name: str) -> _Trial:
        return replace(self, number=BEFORE) if name == LAST_YEAR else self

    def value(self, name: str, declared: Node, children: Node, typed: Node | None) -> Node | None:
        """A key's value in an example: what was typed, else a trial; None where it needs none."""
        if typed:
            return self.deeper(typed, declared)
        if k.text(declared, k.WORDS).endswith(OF_ROWS):
            return None  # the rows, which are tried, say it
        place = children.keys[name]
        if self.keys.is_own(children, name):
            made = self.sample(declared, place)
            return None if made and made.number is None and name in self.told else made
        # A group that all forms have may hold keys of this one.
        group = self.inside(Node({}, place), declared)
        return group if group.value else None

    def deeper(self, typed: Node, declared: Node) -> Node:
        """A typed value of an example, with trial values for what lacks below it."""
        row = declared.get(k.EACH)
        if row and typed.value and isinstance(typed.value, tuple):
            told = frozenset(key for one in typed.rows() for key, _ in one.items())
            trial = replace(self, told=told)
            return Node(tuple(trial.inside(one, row) for one in typed.rows()), typed.place)
        return replace(self, told=frozenset()).inside(typed, declared)

    def sample(self, declared: Node, place: Place) -> Node | None:
        """A trial value of the shape that a key's declaration wants: group, row, list, word."""
        kind = k.text(declared, k.KIND)
        row, item = declared.get(k.EACH), declared.get(k.ITEM)
        if kind in (k.GROUP, k.GROUP_OR_ZERO):
            return self.inside(Node({}, place), declared)
        if row:
            codes = self.codes_of(declared) or [""]
            rows = (Node({SUBJECT: Node(c, place)} if c else {}, place) for c in codes)
            return Node(tuple(self.inside(one, row) for one in rows), place)
        if item:
            one = self.sample(item, place)
            return Node((one,), place) if one else None
        if chosen := declared.get(k.CHOICES):
            words = list(chosen.value) if isinstance(chosen.value, dict) else _texts(chosen)
            return Node(words[0], place) if words else None
        return self.scalar(self.keys.types.get(kind), place)

    def scalar(self, kind: Node | None, place: Place) -> Node | None:
        """A trial value of a type; None where its pattern does not say how one looks."""
        if kind is None:
            return Node(TEXT, place)
        if examples := kind.get("examples"):
            return Node(_texts(examples)[0], place)
        typed = kind.get("type")
        names = _texts(typed) or [typed.text] if typed else []
        is_number = bool(names) and names[0] in ("number", "integer")
        if is_number:
            return Node(self.number, place)
        return None if kind.get("pattern") or kind.get("enum") else Node(TEXT, place)


def _texts(node: Node) -> list[str]:
    return [row.text for row in node.rows()]
