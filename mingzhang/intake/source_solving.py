"""Solve: what a workbook tells → values of a source whose account says the same in every cell.

The source is read as any other, and every cell is held against what it comes to.  What prints
otherwise is stated (公布数) where a source can say so; where it cannot, it is told, never passed
over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place, has_errors
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.cube_query import Query
from mingzhang.facts.figure import Figure, summed
from mingzhang.forms.documents_by_form import read_imported
from mingzhang.forms.form import schemas_of
from mingzhang.forms.undemanding_schemas import undemanding
from mingzhang.intake.blank_cells import left_nothing
from mingzhang.intake.fill_in_text import plant
from mingzhang.intake.income_of_units import by_unit
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.listed_entries import Entries, nothing_open
from mingzhang.intake.marked_tables import LOOSE, Expected, Form, keys_of
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.required_keys_of_rows import with_required
from mingzhang.intake.sheet_figures import Told, amount_of, in_unit
from mingzhang.intake.source_lines import (
    CARRIED_ON,
    NOT_KNOWN,
    Lines,
    lines_of,
    money,
    owned_by,
    written,
)
from mingzhang.intake.uncoded_units import to_fill
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE
from mingzhang.reading.schema_messages import Schema

SUPERIOR, UNIT = "主管部门", "单位"
STATED, NAMED, TURNS = "公布数", "科目补充", 12
UNSURE = "不能确定"  # what other cells make of a figure that some of them leave open


@dataclass
class Solved:
    """The solved source's values, the account that they make, and what does not fit.

    ``wrong`` are the cells that do not fit, by the message that tells of each; ``demanded`` is the
    schema of performance.yaml.
    """

    lines: Lines
    typed: dict[tuple[str, ...], Decimal] = field(default_factory=dict)
    stated: dict[str, Decimal] = field(default_factory=dict)
    unknown: list[tuple[str, ...]] = field(default_factory=list)
    names: Mapping[str, str] = field(default_factory=dict)
    account: Account | None = None
    found: tuple[Diagnostic, ...] = ()
    entries: Entries | None = None
    wrong: Mapping[str, Placed] = field(default_factory=dict)
    superior: str = ""
    demanded: Schema = field(default_factory=dict)

    def values(self, *, marked: bool = False) -> dict[str, object]:
        """The solved source's values by key; ``marked`` as written, with what is to fill."""
        values: dict[str, object] = {SUPERIOR: self.superior} if self.superior else {}
        values |= self.lines.lists(marked=marked)
        for path, number in self.typed.items():
            plant(values, path, number)
        for path in self.unknown:
            plant(values, path, NOT_KNOWN)
        for path, number in self.lines.budgets.items():
            plant(values, path, money(number))
        if self.lines.carried_on:
            values[CARRIED_ON] = _shown_all(self.lines.carried_on)
        if self.stated:
            values[STATED] = _shown_all(self.stated)
        if self.names:
            named = sorted(self.names.items())
            values[NAMED] = [{"科目": Decimal(code), "名称": name} for code, name in named]
        if self.entries:
            values |= self.entries.to_fill() if marked else self.entries.told
            values = by_unit(values, self.entries.units)
        return to_fill(values) if marked else values

    @property
    def has_gaps(self) -> bool:
        """Whether the workbook says that a figure of the solved source is not known."""
        return bool(self.lines.has_gaps or self.unknown)

    def performance(self, *, marked: bool = False) -> dict[str, object]:
        """The solved values of performance.yaml; none where no project form was read.

        ``marked``: as written, with what no form says and its file demands to be filled.
        """
        if not (self.entries and self.entries.evaluated):
            return {}
        values: dict[str, object] = {"项目": self.entries.evaluated}
        return with_required(values, self.demanded) if marked else values


def _shown_all(numbers: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {name: money(number) for name, number in numbers.items()}


def solve(
    told: Told,
    placed: tuple[Placed, ...],
    form: Form,
    marks: Expected,
    entries: Entries | None = None,
    same: Mapping[str, str] | None = None,
) -> Solved:
    """The solved source; ``marks`` are the form's tables, of which the cells were told.

    ``same`` has names whose figures are those of others, where tables show them in another unit.
    """
    assert marks.account is not None  # noqa: S101 (cells were read by way of it)
    lines = lines_of(told, marks.account.catalogue, marks.account.kind)
    demanded = schemas_of(form.project)(form.kind, form.name).files.get(PERFORMANCE, {})
    solved = Solved(lines, entries=entries, names=told.names, demanded=demanded)
    solved.superior = _superior(entries, form)
    keys = keys_of(marks.account)
    for target, one in told.first.items():
        if isinstance(target, str) and target in keys:
            solved.typed[keys[target]] = written(one, told.unit)
    for name in left_nothing(told, marks.account.indicators.definitions):
        solved.typed.setdefault(keys[name], Decimal(0))
    solved.unknown = [keys[one] for one in told.gaps if isinstance(one, str) and one in keys]
    names = names_of(marks.account)
    for turn in range(TURNS):
        account, solved.found = _account(solved, form)
        if account is None:
            break
        solved.account = account
        differing = [one for one in told.each(placed) if not is_said(one, account)]
        stating = [one for one in differing if _may_be_stated(one, account, entries)]
        if turn == TURNS - 1 or not _state(solved, stating, told, names):
            wrong = [one for one in placed if not is_said(one, account)]
            solved.found = tuple(_differs(one, account) for one in wrong)
            solved.wrong = {d.message: one for d, one in zip(solved.found, wrong, strict=True)}
            break
    if solved.account and _make_exact(solved, solved.account, told, keys, same or {}):
        solved.account, _ = _account(solved, form)
    return solved


def with_entries(solved: Solved, entries: Entries, form: Form) -> Account | None:
    """The account of what was solved and of rows of lists besides; None if it is none."""
    superior = _superior(entries, form)
    account, _ = _account(replace(solved, entries=entries, superior=superior), form)
    return account


def _superior(entries: Entries | None, form: Form) -> str:
    """The department above, in a solved source that is a unit's own budget."""
    return entries.superior if entries and form.agency_type == UNIT else ""


def _make_exact(
    solved: Solved,
    account: Account,
    told: Told,
    keys: Mapping[str, tuple[str, ...]],
    same: Mapping[str, str],
) -> bool:
    """Solve a rounded name by its exact figure; whether there was one."""
    before = dict(solved.typed)
    for name, other in same.items():
        placed, figure = told.first.get(name), account.indicators.get(other)
        if placed is None or name not in keys or figure is None or not figure.is_known:
            continue
        if placed.unit != told.unit.label and amount_of(placed).agrees(figure.amount):
            solved.typed[keys[name]] = money(figure.amount.displayed(told.unit))
    return solved.typed != before


def names_of(account: Account) -> Mapping[Target, str]:
    """What the points of a cell are called in solving, where they have a name."""
    named = account.indicators.definitions.items()
    return {d.query.points: name for name, d in reversed(list(named)) if d.query}


def _account(solved: Solved, form: Form) -> tuple[Account | None, tuple[Diagnostic, ...]]:
    head = {"版式": form.name, "年度": Decimal(form.year), "金额单位": form.unit}
    values = {**head, "支出": [], **solved.values()}
    files = {
        DISCLOSURE: as_yaml(values).encode(),
        PROFILE: form.profile,
    }
    if performance := solved.performance():
        common = undemanding(form.project)(form.kind, form.name).files[PERFORMANCE]
        demanded = with_required(performance, common).items()
        said = {key: nothing_open(value) for key, value in demanded}
        files[PERFORMANCE] = as_yaml(said).encode()
    folder, found = read_imported(f"{form.year}-{form.kind}", files, form.project)
    if folder is None or has_errors(found):
        return None, found
    return read_account(folder, form.project), ()


def figure_of(target: Target, account: Account) -> Figure | None:
    """What an account of the solved source says of a target."""
    if isinstance(target, str):
        return account.indicators.get(target)
    if target and target[0].subject == LOOSE:
        bare = (point._replace(subject="") for point in target)
        return summed("科目没有公布", map(account.cube.loose, bare))
    return Query(target).figure(account.cube)


def is_said(one: Placed, account: Account) -> bool:
    """Whether the solved source's account prints what a cell says, with its decimals."""
    figure = figure_of(one.target, account)
    if figure is None or not figure.is_known:
        return False
    return _shown(figure.amount, one) == _shown(amount_of(one), one)


def _shown(amount: Amount, one: Placed) -> Decimal:
    exponent = one.number.as_tuple().exponent
    decimals = max(2, -exponent if isinstance(exponent, int) else 2)
    unit = Unit.YUAN if one.unit != Unit.WAN.label else Unit.WAN
    return amount.displayed(unit, decimals)


def _state(
    solved: Solved, differing: list[Placed], told: Told, names: Mapping[Target, str]
) -> bool:
    """Solve by stating the finest of the differing figures; False where none can be stated."""
    for level in sorted({depth(one.target) for one in differing}, reverse=True):
        new = [
            one
            for one in differing
            if depth(one.target) == level and _stated(solved, one, told, names)
        ]
        if new:
            return True
    return False


def _may_be_stated(one: Placed, account: Account, entries: Entries | None) -> bool:
    """Whether solving may state it: rounding explains it, or nothing says otherwise.

    Any other difference is one of the workbook, which no 公布数 may hide; a sum of money of which
    nobody says the fund comes to nothing that could be stated.
    """
    if one.is_sum and entries and entries.open_funds:
        return False
    figure = figure_of(one.target, account)
    if figure is None or not figure.is_known or not any(figure.typed()):
        return True
    return amount_of(one).agrees(figure.amount)


def depth(target: Target) -> tuple[int, int, int]:
    """How fine a figure to solve is: by subject, by fund, by nature; names are the coarsest."""
    if isinstance(target, str) or len(target) != 1:
        return (-1, 0, 0)
    point = target[0]
    return (len(point.subject), point.fund not in ("全部", "财政拨款"), point.nature != "合计")


def _stated(solved: Solved, one: Placed, told: Told, names: Mapping[Target, str]) -> bool:
    number = in_unit(one, told.unit)
    if isinstance(one.target, tuple) and len(one.target) == 1:
        before, point = (
            _size(solved),
            owned_by(one.target[0], dict(told.points()), solved.lines.bases),
        )
        if solved.lines.add(point, number) and _size(solved) > before:
            return True
    name = one.target if isinstance(one.target, str) else names.get(one.target, "")
    if not name or name in solved.stated:
        return False
    solved.stated[name] = number
    return True


def _size(solved: Solved) -> int:
    lines = solved.lines
    return sum(map(len, lines.rows.values())) + len(lines.carried_on) + len(lines.budgets)


def _differs(one: Placed, account: Account) -> Diagnostic:
    figure = figure_of(one.target, account)
    known = figure is not None and figure.is_known
    shown = f"{_shown(figure.amount, one):f} {one.unit}" if figure and known else UNSURE
    message = f"{one.where} 是 {one.number:f} {one.unit}，由其他各格得出的是 {shown}。"
    hint = "请核对这一格和组成它的各格；确实如此公布的，请按手册“公布数”在来源里填写。"
    operands = (Operand(one.where, f"{one.number:f} {one.unit}"), Operand("其他各格", shown))
    return Diagnostic(Place(Path(one.grid.file)), "MZ813", message, hint, operands=operands)
