"""Idle keys: a form → the keys that it prints and uses nowhere, asked of the form itself.

An agency is made up that says something under every key of the schemas, and rendered: what is
printed nowhere then, and is not demanded either, need not be offered to who fills in the form.
Nothing that is made up here is ever written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import count

from mingzhang.desk.entry_form import (
    GROUP,
    LIST,
    VALUE,
    Schema,
    digits,
    is_number,
    items,
    kind_of,
    properties,
    required,
    types,
)
from mingzhang.desk.text_files import NAMED
from mingzhang.document.printing_record import Record
from mingzhang.document.render import Pages, render
from mingzhang.document.unprinted_entries import SUBJECTS, TAKEN
from mingzhang.drafting.demanded_keys import AGENCY, DEPARTMENT, LAST_YEAR, demanded
from mingzhang.drafting.keys_of_moved_figures import DETAIL, SUBJECT, WORD
from mingzhang.editing.node_paths import paths
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.indicators import FINAL, Definition
from mingzhang.forms.documents_by_form import read_imported
from mingzhang.forms.form import schemas_of
from mingzhang.forms.form_schema import INSIDE
from mingzhang.project import Project
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.document_folder import DISCLOSURE, PROFILE

Keys = frozenset[tuple[str, ...]]  # each begins with its file's name
FUND, CODE, UNIT = "资金", "科目", "单位"
# By these the program goes, be they printed or not; a unit stands in a row as any word does.
USED = (TAKEN - {UNIT}) | {SUBJECTS, "数据缺口"}
NONE: Keys = frozenset()


def idle_keys(form: str, kind: str, year: int, project: Project) -> Keys:
    """The idle keys of a form; none where it cannot be asked."""
    schemas = schemas_of(project)(kind, form).files
    trial = _Trial()
    files: dict[str, dict[str, object]] = {name: trial.group(one) for name, one in schemas.items()}
    files.setdefault(DISCLOSURE, {}).update(
        {"版式": form, "年度": Decimal(year), "金额单位": "万元"}
    )
    files.setdefault(PROFILE, {}).update({"名称": AGENCY, "类型": DEPARTMENT})
    held = {name: as_yaml(one).encode() for name, one in files.items()}
    held |= dict.fromkeys(trial.texts, f"{WORD}\n".encode())
    folder, _ = read_imported(f"{year}-{kind}", held, project)
    if folder is None:
        return NONE
    account = read_account(folder, project)
    document, _ = render(account, project, only=Pages.SCREEN, record=Record())
    if document is None:
        return NONE
    sources = (folder.disclosure, folder.profile, folder.performance)
    found: dict[bool, set[tuple[str, ...]]] = {True: set(), False: set()}
    for path, node in ((path, node) for one in sources if one for path, node in paths(one)):
        if not node.is_block:
            named = (node.place.file.name, *(step for step in path if isinstance(step, str)))
            found[node.place in document.unprinted].add(named)
    idle = frozenset(found[True] - found[False])
    asked = demanded(form, kind, year, project).keys.items()
    due = frozenset((name, *path) for name, some in asked for path in some)
    parts = frozenset(_parts(idle, account.indicators.definitions))
    return frozenset(one for one in idle - parts if not any(_is_within(one, key) for key in due))


def _is_within(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether an idle key is a part of a demanded one, or has it as a part."""
    return one[: len(other)] == other or other[: len(one)] == one


def _parts(idle: Keys, definitions: Mapping[str, Definition]) -> Iterator[tuple[str, ...]]:
    """Last year's figures, idle where their sum is typed, of which a group's sum follows."""
    for name, definition in definitions.items():
        if "." in name and _before(name) not in idle:
            yield from (_before(part) for _, part in definition.terms)


def _before(name: str) -> tuple[str, ...]:
    """The key, idle or not, of last year's figure of that name."""
    return (DISCLOSURE, LAST_YEAR, *name.removesuffix(FINAL).split("."))


class _Trial:
    """Makes up something under every key of a schema, to see which stay idle.

    No two figures are alike, so that each differs from last year's and from the budget.
    """

    def __init__(self) -> None:
        self._numbers = count(1)
        self.texts: set[str] = set()

    def group(self, about: Schema) -> dict[str, object]:
        """A mapping with every key, idle or not."""
        known = properties(about).items()
        # What stays inside is not idle for standing in no table.
        said = {key: one for key, one in known if key not in USED and not one.get(INSIDE)}
        return {key: self._one(key, one) for key, one in said.items()}

    def _one(self, key: str, about: Schema) -> object:
        kind, below = kind_of(about), items(about)
        least = about.get("minItems")
        number = least if isinstance(least, int) and least else 1
        if kind == GROUP:
            return self.group(about)
        if kind == LIST:
            return [self._one(key, below) for _ in range(number)]
        return self._value(key, about) if kind == VALUE else [*self._rows(below, number)]

    def _rows(self, about: Schema, number: int) -> Iterator[dict[str, object]]:
        """A row of each fund, for a form may tell of each by itself, or as many as must be."""
        column = properties(about).get(FUND, {})
        named = column.get("enum") or column.get("examples")
        funds = [*map(str, named)] if isinstance(named, list) and kind_of(column) == VALUE else []
        if funds and FUND not in required(about):
            row = self.group(about)
            yield {key: value for key, value in row.items() if key != FUND}
        for fund in funds:
            yield {**self.group(about), FUND: fund}
        yield from (self.group(about) for _ in range(0 if funds else number))

    def _value(self, key: str, about: Schema) -> object:
        chosen, examples = about.get("enum"), about.get("examples")
        if key == CODE:
            return DETAIL if digits(about) == len(str(DETAIL)) else SUBJECT
        if isinstance(chosen, list):
            return str(chosen[0])
        if is_number(about):
            return self._number(about)
        word = str(examples[0]) if isinstance(examples, list) and examples else WORD
        if about.get("pattern") == NAMED:
            self.texts.add(word)
        return word

    def _number(self, about: Schema) -> Decimal:
        most, number = about.get("maximum"), Decimal(next(self._numbers))
        if "integer" not in types(about):
            number *= Decimal("1.5")
        return number if most is None else min(number, Decimal(str(most)))
