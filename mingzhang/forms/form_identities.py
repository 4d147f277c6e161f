"""A form's own identities (勾稽): the words of its ``keys.yaml`` → sums of named figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.forms import form_keys as k
from mingzhang.forms.list_columns import Column, added_columns, column_at
from mingzhang.forms.own_figures import DATA, profile_figures
from mingzhang.reading.node import Node

SECTION, FORMULA, SEVERITY, REMEDY, ROWS = "勾稽", "式", "级别", "改法", "每行"
ONLY_OF, AGENCIES = "仅当", ("部门", "单位")
WORDS = (FORMULA, SEVERITY, REMEDY, ROWS, ONLY_OF)
SEVERITIES = ("错误", "警告")
IMPLIES = "⇒"  # where the left is not zero, neither is the right
RELATIONS = {"=": "=", "＝": "=", "<=": "≤", "≤": "≤", "=>": IMPLIES}
RELATION = re.compile(r"=>|<=|≤|=|＝")
NAME = r"[^\s+\-=＝<>≤≥×*/()（）]+"
TIMES = re.compile(r"\s*[×*]\s*")
TERM = rf"{NAME}(?:\s*[×*]\s*{NAME})*"
SIDE = re.compile(rf"\s*[+-]?\s*{TERM}(?:\s*[+-]\s*{TERM})*\s*")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
EXAMPLE = "预留中小企业 + 其他中小企业 <= 采购总额"
Terms = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Identity:
    """A form's identity: two sums of named figures that agree (``=``), or left no larger (``≤``).

    What is added may be a product of such figures and numbers (得分 × 权重 × 0.01).

    Or one of which there is something only where there is of the other (``⇒``).

    ``title`` is what the form calls it, ``formula`` how it writes it.  One of the ``rows`` of a
    list must hold in each of them: its names are ``columns``, as far as there are such; of any
    other those are the numbers of the profile (概况) among its names.  That rows which sum others
    are their sum (``is_sum``) goes without saying of a column that adds up (汇总).
    ``only_of`` is 部门 or 单位 where it holds in documents of such an agency alone.
    """

    title: str
    formula: str
    left: Terms
    relation: str
    right: Terms
    place: Place
    remedy: str = ""
    is_warning: bool = False
    rows: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    is_sum: bool = False
    only_of: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The figures that a form's identity names, each once, those of its products too."""
        every = (name for _, term in (*self.left, *self.right) for name in factors(term))
        return tuple(dict.fromkeys(name for name in every if not NUMBER.fullmatch(name)))

    @property
    def has_product(self) -> bool:
        """Whether a form's identity multiplies, so that what it gives may have been rounded."""
        return any(len(factors(term)) > 1 for _, term in (*self.left, *self.right))

    @property
    def sides(self) -> tuple[str, str]:
        """Left and right side of a declared identity (勾稽), in the words of the form."""
        left, right = RELATION.split(self.formula)
        return left, right


def terms(formula: str) -> Iterator[tuple[int, str]]:
    """An identity's signed names: “甲 + 乙 - 丙” gives each name, or product, with its sign."""
    for sign, name in re.findall(rf"(^|[+-])\s*({TERM})", formula.strip()):
        yield (-1 if sign == "-" else 1), name


def factors(term: str) -> tuple[str, ...]:
    """The names and numbers that a term of an identity multiplies; one where it does not."""
    return tuple(TIMES.split(term))


SAID_TWICE = "多半是抄了上一项没有改：请改成旁边的另一个数，或删去一个。"


def identities(keys: k.Keys) -> tuple[tuple[Identity, ...], tuple[Diagnostic, ...]]:
    """The identities (勾稽) that a form's ``keys.yaml`` declares, and faults of unreadable ones."""
    section = keys.sections.get(SECTION)
    read = [_read(title, node) for title, node in section.items()] if section else []
    good = tuple(_with_columns(one, keys) for one in read if isinstance(one, Identity))
    return good, tuple(one for one in read if isinstance(one, Diagnostic))


def sums(keys: k.Keys) -> Iterator[Identity]:
    """The identities of a form's columns that add up: a row states the sum of those below."""
    for column in added_columns(keys):
        side = ((1, column.key),)
        place = keys.sections[DATA].place
        title = f"{column.key}各行相加"
        found = Identity(title, column.key, side, "=", side, place, rows=column.rows)
        yield replace(found, columns=(column,), is_sum=True)


def _with_columns(one: Identity, keys: k.Keys) -> Identity:
    """An identity with the list columns that it names, or with the numbers of the profile."""
    if not one.rows:
        said = (figure for figure in profile_figures(keys) if figure.name in one.names)
        of_profile = (Column(f.path[:1], f.path[1:], f.measure) for f in said)
        return replace(one, columns=tuple(of_profile))
    found = (column_at((*one.rows, *name.split(".")), keys) for name in one.names)
    return replace(one, columns=tuple(column for column in found if column))


def said_twice(side: Sequence[tuple[int, str]]) -> str:
    """The figure that a form's sum has twice, with the same sign; empty where none is."""
    return next((term for at, (sign, term) in enumerate(side) if (sign, term) in side[:at]), "")


def _read(title: str, node: Node) -> Identity | Diagnostic:
    formula = node.get(FORMULA)
    if formula is None:
        hint = f"例如 {title}: {{{FORMULA}: {EXAMPLE}}}。"
        return Diagnostic(node.place, "MZ084", f"勾稽“{title}”缺少“{FORMULA}”。", hint)
    for word, value in node.items():
        if word not in WORDS:
            place, hint = node.keys.get(word, value.place), f"可用：{'、'.join(WORDS)}。"
            return Diagnostic(place, "MZ084", f"勾稽“{title}”里没有“{word}”这一项。", hint)
    severity = node.get(SEVERITY)
    if severity and severity.text not in SEVERITIES:
        hint = f"可用：{'、'.join(SEVERITIES)}；不写就是错误。"
        return Diagnostic(severity.place, "MZ084", f"“{SEVERITY}”不能是“{severity.text}”。", hint)
    only = node.get(ONLY_OF)
    if only and only.text not in AGENCIES:
        hint = f"可用：{'、'.join(AGENCIES)}；不写就是都要成立。"
        return Diagnostic(only.place, "MZ084", f"“{ONLY_OF}”不能是“{only.text}”。", hint)
    return _parsed(title, node, formula)


def _parsed(title: str, node: Node, formula: Node) -> Identity | Diagnostic:
    text = formula.text
    relations = RELATION.findall(text)
    sides = RELATION.split(text)
    if len(relations) != 1 or not all(SIDE.fullmatch(side) for side in sides):
        hint = f"两边各是指标的名称用 + - × 相连，中间一个 =、<= 或 =>，例如 {EXAMPLE}。"
        return Diagnostic(formula.place, "MZ084", f"勾稽“{title}”的式读不懂：“{text}”。", hint)
    left, right = (tuple(terms(side)) for side in sides)
    if twice := next(filter(None, map(said_twice, (left, right))), ""):
        message = f"勾稽“{title}”的式里，“{twice}”加了两次。"
        return Diagnostic(formula.place, "MZ084", message, SAID_TWICE)
    is_warning = k.text(node, SEVERITY) == SEVERITIES[1]
    rows = tuple(filter(None, k.text(node, ROWS).split(".")))
    words = (k.text(node, REMEDY), is_warning, rows)
    found = Identity(title, text, left, RELATIONS[relations[0]], right, formula.place, *words)
    return replace(found, only_of=k.text(node, ONLY_OF))
