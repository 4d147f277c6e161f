"""Eventful: the keys that a form asks for → those that it asks for besides where figures moved.

A reason, and much else, is printed only of what happened.  So an agency is made up that spent, and
whose every figure differs from last year's and from its budget; what the form lacks of it is taken
down as for one without any figure.  Nothing that is made up here is ever written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from mingzhang.facts.source_rows import GENERAL
from mingzhang.forms.dimensions import FUNDS
from mingzhang.forms.document_kind import Kind
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.document_folder import DISCLOSURE, PROFILE

Path = tuple[str, ...]
Schema = Mapping[str, object]
NOW, BEFORE, PLANNED = Decimal(20_000), Decimal(10_000), Decimal(30_000)
LAST_YEAR, BUDGETS, WORD = "上年", ("预算", "年初预算", "全年预算"), "试填"
SUBJECT, DETAIL, ECONOMIC = Decimal(2010101), Decimal(30101), "经济分类"
SPENT = {"科目": SUBJECT, "人员经费": NOW, "公用经费": NOW, "项目支出": NOW}
# A line of each list of the kinds of document that all forms share; of another kind each figure
# that is no sum of others has a value.
ROWS: Mapping[str, Mapping[str, Mapping[str, Decimal | str]]] = {
    "final": {
        "支出": {**SPENT, "年初预算": PLANNED},
        "基本支出": {"科目": DETAIL, "金额": NOW},
    },
    "budget": {
        "支出": SPENT,
        "基本支出": {"科目": DETAIL, "金额": NOW},
        "项目": {"名称": WORD, "科目": SUBJECT, "本年": NOW},
    },
}
# Spending from every other fiscal fund, of which a form may tell in a sentence of its own.
OF_FUNDS: Mapping[str, Mapping[str, Sequence[Mapping[str, Decimal | str]]]] = {
    "final": {
        "支出": tuple(
            {"科目": SUBJECT, "资金": fund, "项目支出": NOW, "年初预算": PLANNED}
            for fund in FUNDS["财政拨款"]
            if fund != GENERAL
        )
    }
}


def eventful(
    head: Mapping[str, object],
    profile: Mapping[str, object],
    keys: Mapping[str, Iterable[Path]],
    schemas: Mapping[str, Schema],
    kind: Kind,
) -> Mapping[str, bytes]:
    """Files of an agency whose figures moved, by name, to see which keys are asked for then."""
    more = OF_FUNDS.get(kind.name, {})
    begun = {
        DISCLOSURE: {
            **head,
            **{key: [row, *more.get(key, ())] for key, row in _rows(kind).items()},
        },
        PROFILE: dict(profile),
    }
    files: dict[str, bytes] = {}
    for name, paths in keys.items():
        values: dict[str, object] = begun.get(name, {})
        for path in paths:
            declared = _declared(path, schemas[name])
            # A file that must be there cannot be made up.
            if "pattern" not in declared or _is_figure(declared):
                _plant(values, path, sample(path, declared))
        if values:
            files[name] = as_yaml(values).encode()
    return files


def _rows(kind: Kind) -> Mapping[str, Mapping[str, Decimal | str]]:
    """A sample line, whose figures moved, for each list of the kind."""
    if kind.name in ROWS:
        return ROWS[kind.name]
    return {
        name: {
            "科目": DETAIL if section.flow == ECONOMIC else SUBJECT,
            **{one.key: NOW for one in section.columns if one.basis not in kind.bases},
        }
        for name, section in kind.sections.items()
    }


def is_declared(path: Path, schema: Schema) -> bool:
    """Whether a key asked for by moved figures stands where a skeleton can have it."""
    return bool(_declared(path, schema))


def _plant(values: dict[str, object], path: Path, value: object) -> None:
    first, *rest = path
    if not rest:
        values.setdefault(first, value)
        return
    below = values.setdefault(first, {})
    if not isinstance(below, dict):
        # A key below it is asked for, so it is a group.
        below = values[first] = {}
    _plant(below, tuple(rest), value)


def _declared(path: Path, schema: Schema) -> Schema:
    for key in path:
        properties = schema.get("properties")
        found = properties.get(key) if isinstance(properties, dict) else None
        schema = found if isinstance(found, dict) else {}
    return schema


def sample(path: Path, declared: Schema) -> object:
    """A sample value, for figures that moved, of a key's type, within its bounds."""
    chosen = declared.get("enum")
    if isinstance(chosen, list):
        return chosen[0]
    types = _types(declared)
    if "object" in types:
        return Decimal(0)
    if _is_figure(declared):
        most = declared.get("maximum")
        return min(_figure(path), Decimal(str(most))) if most is not None else _figure(path)
    return [] if types[0] == "array" else WORD


def _is_figure(declared: Schema) -> bool:
    return _types(declared)[0] in ("number", "integer")


def _types(declared: Schema) -> tuple[str, ...]:
    found = declared.get("type")
    return tuple(found) if isinstance(found, list) else (str(found),)


def _figure(path: Path) -> Decimal:
    if path[0] == LAST_YEAR:
        return BEFORE
    return PLANNED if path[-1] in BUDGETS else NOW
