"""Expected: a form and the subjects that a workbook names → the form's tables, full of marks.

The layouts that print a document lay the tables out for an agency that has every subject; instead
of a figure each cell holds a mark, which says what the form would print there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from mingzhang.diagnostics import Diagnostic, has_errors
from mingzhang.document.document_region import region_of
from mingzhang.document.form_tables import build_tables
from mingzhang.document.region_folder import Region
from mingzhang.document.table_values import Table
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.cube_query import Query
from mingzhang.facts.figure import Figure
from mingzhang.facts.indicators import Indicators
from mingzhang.facts.subject_catalogue import ancestors
from mingzhang.forms.documents_by_form import read_imported
from mingzhang.intake.layout_tokens import ONE, Mark, Target, with_tokens, without_tokens
from mingzhang.project import Project
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.document_folder import DISCLOSURE, PROFILE

ECONOMIC = "经济分类"
DEPARTMENT, NAMED = "部门", "科目补充"
LOOSE = "-"  # stands for the subject of what was published without one


@dataclass(frozen=True, eq=False)
class _Marks(Cube):
    """A cube of marks: every subject of the workbook holds something, to find its cells."""

    functional: tuple[str, ...] = ()
    economic: tuple[str, ...] = ()

    def figure(self, point: Point) -> Figure:
        """The mark that stands at a point of a marked table's cube."""
        return Mark(self.label(point), ONE, target=(point,))

    def loose(self, point: Point) -> Figure:
        """The mark of what was published without its subject."""
        return Mark(self.label(point), ONE, target=(point._replace(subject=LOOSE),))

    def subjects(self, flow: str, fund: str = "全部", basis: str = "") -> tuple[str, ...]:
        """The subjects that marks are put at, whatever the fund and the basis."""
        del fund, basis
        return self.economic if flow == ECONOMIC else self.functional


@dataclass(frozen=True, eq=False)
class _NamedMarks(Indicators):
    """Named figures, each a mark, for marked tables."""

    def get(self, name: str) -> Figure | None:
        """The mark of a name; of one that takes points of the cube, those."""
        definition = self.definitions.get(name)
        if definition is None:
            return None
        points = definition.query.points if definition.query else ()
        return Mark(name, ONE, target=points or name)

    def asked(self, query: Query) -> Figure:
        """The marks of what a table asks of budgets, whoever typed them."""
        return query.figure(self.cube)


@dataclass(frozen=True)
class Form:
    """What is known of the document for which tables are marked, to read a workbook.

    Forms of a department (部门) and of a unit (单位) may differ; without ``agency_type`` it is not
    known whose it is.
    """

    name: str
    kind: str
    year: int
    unit: str
    project: Project = field(default_factory=Project)
    agency_type: str = ""

    @property
    def profile(self) -> bytes:
        """A profile for marked tables, which says no more of the agency than it must."""
        return as_yaml({"名称": "某局", "类型": self.agency_type or DEPARTMENT}).encode()


@dataclass(frozen=True)
class Expected:
    """The form's tables full of marks, the account and region they were made for, what is wrong."""

    tables: tuple[Table, ...] = ()
    account: Account | None = None
    region: Region | None = None
    found: tuple[Diagnostic, ...] = ()


def expected(form: Form, codes: Sequence[str], names: Mapping[str, str]) -> Expected:
    """The marked tables for these subjects; ``names`` are those that the catalogue lacks."""
    head = f"版式: {form.name}\n年度: {form.year}\n金额单位: {form.unit}\n支出: []\n"
    if named := [{"科目": Decimal(code), "名称": name} for code, name in sorted(names.items())]:
        head += as_yaml({NAMED: named})
    files = {DISCLOSURE: head.encode(), PROFILE: form.profile}
    folder, found = read_imported(f"{form.year}-{form.kind}", files, form.project)
    if folder is None or has_errors(found):
        return Expected(found=found)
    account = _marked(read_account(folder, form.project), codes)
    region, found = region_of(account, form.project)
    if region is None:
        return Expected(found=found)
    tables = (
        replace(table, title=without_tokens(table.title))
        for table in build_tables(account, region)[0]
    )
    return Expected(tuple(tables), account, region)


def _marked(account: Account, codes: Sequence[str]) -> Account:
    known = sorted({above for code in codes for above in (*ancestors(code), code)})
    economic = tuple(code for code in known if code.startswith("3"))
    functional = tuple(code for code in known if not code.startswith("3"))
    names = account.indicators
    cube = _Marks({}, bases=account.kind.bases, functional=functional, economic=economic)
    marks = _NamedMarks(names.definitions, cube, names.source, names.unit)
    return with_tokens(replace(account, cube=cube, indicators=marks))


def target_of(figure: Figure | None) -> Target:
    """What a marked cell stands for: points whose figures are added, or a name; () for nothing."""
    if isinstance(figure, Mark):
        return figure.target
    terms = figure.terms if figure else ()
    points = [target_of(term.figure) for term in terms]
    return tuple(point for target in points if isinstance(target, tuple) for point in target)


def keys_of(account: Account) -> Mapping[str, tuple[str, ...]]:
    """The source's key of each named figure that is typed there, for marked tables."""
    return {n: d.key for n, d in account.indicators.definitions.items() if d.key}
