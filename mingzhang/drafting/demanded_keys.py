"""Demand: a form → the keys that it prints and nobody has typed, asked of the form itself.

An agency without any figure is rendered, then one whose every figure moved; what the tables and
sentences ask for is taken down.  So no second list can differ from what the form needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mingzhang.diagnostics import Diagnostic, has_errors
from mingzhang.document.printing_record import Record, needed
from mingzhang.document.render import render
from mingzhang.drafting.keys_of_moved_figures import eventful, is_declared
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.indicators import Definition
from mingzhang.facts.operating_costs import RUNNING
from mingzhang.forms.document_kind import read_kind
from mingzhang.forms.documents_by_form import read_imported
from mingzhang.forms.form import schemas_of
from mingzhang.project import Project
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE
from mingzhang.reading.schema_messages import Schema

Path = tuple[str, ...]
Value = object
Keys = Mapping[str, tuple[Path, ...]]  # by file
# Lists of figures, of which a form cannot say that one is missing: none counts as nothing.
LISTS = {"final": ("支出", "收入", "基本支出"), "budget": ("支出", "收入", "基本支出", "项目")}
LAST_YEAR = "上年"
DUTIES, OFFICES, EMPTY_SECTION = "职责", "内设机构", "MZ418"
DEPARTMENT, AGENCY = "部门", "某局"
NATURE, UNITS = "单位性质", "单位"  # either tells of what kind the agency is


@dataclass(frozen=True)
class _Asked:
    """The document whose form is asked which keys it demands."""

    form: str
    kind: str
    year: int
    project: Project
    agency_type: str

    @property
    def head(self) -> dict[str, Value]:
        """How the ``disclosure.yaml`` begins of a document asked which keys are demanded."""
        return {"版式": self.form, "年度": Decimal(self.year), "金额单位": "万元"}

    @property
    def profile(self) -> dict[str, Value]:
        """How the ``profile.yaml`` begins of a document that is asked which keys are demanded."""
        return {"名称": AGENCY, "类型": self.agency_type}


@dataclass(frozen=True)
class _Lacks:
    """What an agency's files lack of demanded keys, by file, and reasons."""

    keys: Keys = field(default_factory=dict)
    reasons: tuple[Path, ...] = ()
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Demand:
    """The keys that a form demands, by file; and what prevents a skeleton."""

    keys: Keys = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()


def demanded(
    form: str, kind: str, year: int, project: Project, agency_type: str = DEPARTMENT
) -> Demand:
    """The keys demanded of a document of that form and kind, of a 部门 or of a 单位."""
    asked = _Asked(form, kind, year, project, agency_type)
    declared = schemas_of(project)(kind, form)
    if has_errors(declared.found):
        return Demand(found=declared.found)
    schemas = declared.files
    due = _due(schemas.get(DISCLOSURE, {}), asked.head)
    sections = _lists(kind, schemas.get(DISCLOSURE, {}), project)
    nothing: dict[str, Value] = {name: [] for name in sections[:1]}
    first = _lacks(asked, {DISCLOSURE: as_yaml({**asked.head, **nothing}).encode()})
    if first.found:
        return Demand(found=first.found)
    listed = dict.fromkeys((*((name,) for name in sections), *due))
    # Finals and budgets all tell of duties; another kind's form is asked whether it does.
    duties = ((DUTIES,),) if kind in LISTS else ()
    own = dict.fromkeys((*duties, *_due(schemas.get(PROFILE, {}), asked.profile)))
    lists = {DISCLOSURE: [*listed], PROFILE: [*own]}
    keys = {
        name: (*lists.get(name, ()), *first.keys.get(name, ())) for name in (*lists, *first.keys)
    }
    while new := _more(asked, keys, schemas):
        keys = {name: (*paths, *new.get(name, ())) for name, paths in keys.items()}
    whole = _with_nature(keys, schemas, asked)
    return Demand({name: _finest(paths, first.definitions) for name, paths in whole.items()})


def _lists(kind: str, schema: Schema, project: Project) -> tuple[str, ...]:
    """The lists of a kind of document that a form has keys for: they are demanded."""
    sections = LISTS.get(kind) or tuple(read_kind(kind, project).sections)
    return tuple(name for name in sections if is_declared((name,), schema))


def _with_nature(keys: Keys, schemas: Mapping[str, Schema], asked: _Asked) -> Keys:
    """The keys demanded, with what the agency is, where an institution has no such figure.

    A department's plan tells it of each of its units, which its tables list.
    """
    known = {path[0] for path in (*keys[DISCLOSURE], *keys[PROFILE])}
    if not known & {NATURE, RUNNING} or UNITS in known:
        return keys
    is_plan = read_kind(asked.kind, asked.project).is_plan
    own = tuple(path for path in keys[PROFILE] if path != (NATURE,))
    if is_plan and asked.agency_type == DEPARTMENT and is_declared((UNITS,), schemas[DISCLOSURE]):
        return {**keys, PROFILE: own, DISCLOSURE: (*keys[DISCLOSURE], (UNITS,))}
    is_its = is_declared((NATURE,), schemas[PROFILE])
    return {**keys, PROFILE: (*own, (NATURE,))} if is_its else keys


def _due(schema: Schema, known: Iterable[str] = ()) -> Iterator[Path]:
    """The keys that a form demands of a file (必填); of a group, those of its figures."""
    below = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in known:
            # A group that may be a plain 0 is asked for as such.
            inner = below[name] if below[name].get("type") == "object" else {}
            deeper = [*_due(inner)] or [(key,) for key in inner.get("properties", ())]
            yield from ((name, *path) for path in deeper or [()])


def _more(asked: _Asked, keys: Keys, schemas: Mapping[str, Schema]) -> Keys:
    """The keys that are demanded besides where figures moved.

    A reason that others may share comes before theirs: they may need none then.
    """
    kind = read_kind(asked.kind, asked.project)
    lacks = _lacks(asked, eventful(asked.head, asked.profile, keys, schemas, kind))
    found = {name: _new(lacks.keys.get(name, ()), keys[name], schemas[name]) for name in keys}
    if new := {name: paths for name, paths in found.items() if paths}:
        return new
    reasons = _new(lacks.reasons, keys[DISCLOSURE], schemas[DISCLOSURE])
    least = min(map(len, reasons), default=0)
    first = tuple(path for path in reasons if len(path) == least)
    return {DISCLOSURE: first} if first else {}


def _new(paths: Iterable[Path], known: Iterable[Path], schema: Schema) -> tuple[Path, ...]:
    """Demanded keys of which nothing is asked yet, neither of a part nor of a whole."""
    return tuple(
        path
        for path in dict.fromkeys(paths)
        if is_declared(path, schema)
        and not any(path[: len(one)] == one or one[: len(path)] == path for one in known)
    )


def _finest(paths: Iterable[Path], definitions: Mapping[str, Definition]) -> tuple[Path, ...]:
    """The demanded keys, each once, without last year's sums that follow from others."""
    known = dict.fromkeys(paths)
    names = [".".join(path[1:]) for path in known if path[0] == LAST_YEAR]
    kept = {*needed(names, definitions)}
    return tuple(path for path in known if path[0] != LAST_YEAR or ".".join(path[1:]) in kept)


def _lacks(asked: _Asked, files: Mapping[str, bytes]) -> _Lacks:
    """The keys that a form demands and an agency's files lack."""
    held = {PROFILE: as_yaml(asked.profile).encode(), **files}
    folder, found = read_imported(f"{asked.year}-{asked.kind}", held, asked.project)
    if folder is None or has_errors(found):
        return _Lacks(found=found)
    account, record = read_account(folder, asked.project), Record()
    _, told = render(account, asked.project, pages=False, record=record)
    if not (record.absent or record.unexplained) and has_errors(told):
        return _Lacks(found=told)
    keys: dict[str, list[Path]] = {DISCLOSURE: [], PROFILE: []}
    for file, path in (*_absent(record), *_last_year(record, account)):
        schema = folder.schemas.get(file)
        # What a line of a list lacks is written in that line, once there is one.
        if schema is None or is_declared(path, schema):
            keys.setdefault(file, []).append(path)
    if sum(d.code == EMPTY_SECTION for d in told) > 1:
        keys[PROFILE].append((OFFICES,))
    made = {file: tuple(dict.fromkeys(paths)) for file, paths in keys.items()}
    return _Lacks(made, tuple(record.unexplained), account.indicators.definitions)


def last_year_of(form: str, kind: str, year: int, project: Project) -> tuple[Path, ...]:
    """The keys below 上年 that a form demands."""
    keys = demanded(form, kind, year, project).keys.get(DISCLOSURE, ())
    return tuple(key[1:] for key in keys if key[0] == LAST_YEAR)


def _absent(record: Record) -> Iterator[tuple[str, Path]]:
    for lack in record.absent:
        first, *rest = lack.key
        if first == PERFORMANCE:
            yield PERFORMANCE, tuple(rest)
        elif first != LAST_YEAR:
            yield lack.place.file.name, tuple(lack.key)
    for key in record.expected:
        yield DISCLOSURE, key


def _last_year(record: Record, account: Account) -> Iterator[tuple[str, Path]]:
    """Last year's figures demanded, without those that follow from others, or from rows."""
    definitions = account.indicators.definitions
    asked = (".".join(lack.key[1:]) for lack in record.absent if lack.key[0] == LAST_YEAR)
    names = [name for name in asked if not ((one := definitions.get(name)) and one.before)]
    for name in needed(names, definitions):
        yield DISCLOSURE, (LAST_YEAR, *name.split("."))
