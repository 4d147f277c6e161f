"""Contradicting tables: a workbook of which a source can be made → where its tables disagree.

What a source derives anew may hide that the sheets did not agree: a row that one of two tables
lacks, columns exchanged in all tables of one kind.  So the sums that each table claims are looked
at, and the rules of a document; each finding names the cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Amount, Unit
from mingzhang.forms.dimensions import Bases
from mingzhang.inspection.claimed_sums import Culprit, Sum, culprits, sums_of
from mingzhang.inspection.rows_a_table_lacks import bare_rows, lacking_rows, subject_of
from mingzhang.intake.cell_origins import place_of
from mingzhang.intake.missing_tables import LACKING
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import amount_of
from mingzhang.intake.source_from_grids import Collected
from mingzhang.intake.source_solving import figure_of

CODES = frozenset(("MZ834", "MZ835", "MZ849"))  # what may be written where the author says so
FEW = 3
HINT = "请对着原表核对提示的各格，改正后再导入；确实如此公布的，加 --partial 导入，再照提示写说明。"
BARE = "请看原表是不是漏了下面唯一的一行：漏了的，补上再导入；原来就只知道到这一级的，不用管。"
Named = Mapping[object, Placed]


def contradictions(collected: Collected, bases: Bases) -> tuple[Diagnostic, ...]:
    """Where the workbook's tables contradict each other, or themselves; both cells are named."""
    account = collected.solved.account if collected.solved else None
    if account is None or collected.prevents:
        return ()
    found = culprits(sums_of(collected.placed, bases))
    if found:
        return tuple(_broken(found, collected.placed))
    lacking = tuple(lacking_rows(collected.placed, collected.told.gaps, collected.depths))
    if lacking:
        return tuple(_without_row(one, row) for one, row in lacking)
    if any(one.code == LACKING for one in collected.found):
        return ()  # what a table that is not there would say breaks rules, too
    return tuple(_of_rules(account, collected.placed))


def bare(collected: Collected) -> tuple[Diagnostic, ...]:
    """Rows of the workbook's tables below which none lists any, and which contradict nothing."""
    found = tuple(bare_rows(collected.placed, collected.told.gaps, collected.depths))
    if not found:
        return ()
    said = "；".join(f"{one.said}（{subject_of(one)}）" for one in found[:FEW])
    more = f" 等 {len(found)} 行" if len(found) > FEW else ""
    message = f"下面没有列更细的科目，别的行列了：{said}{more}。来源只写到这一级。"
    operands = tuple(Operand(one.where, f"{one.number:f} {one.unit}") for one in found)
    place = Place(Path(found[0].grid.file))
    return (Diagnostic(place, "MZ841", message, BARE, Severity.WARNING, operands=operands),)


def _broken(found: Sequence[Culprit], placed: Sequence[Placed]) -> Iterator[Diagnostic]:
    """A finding for each table whose claimed sums contradict its cells, or for a row they lack."""
    sums = [one for culprit in found for one in culprit.broken]
    alike: dict[object, list[tuple[Sum, Placed | None]]] = {}
    for one in sums:
        row = _row_elsewhere(one, placed)
        alike.setdefault(subject_of(row) or id(one.whole.grid), []).append((one, row))
    for members in alike.values():
        yield _sums(members)


def _sums(members: Sequence[tuple[Sum, Placed | None]]) -> Diagnostic:
    """What contradicts itself for one cause: the first sum of each table, and the row they lack."""
    (one, row), cells = members[0], dict.fromkeys(each.whole for each, _ in members)
    others = {id(cell.grid): cell for cell in reversed(cells) if cell.grid is not one.whole.grid}
    more = _more([cell.where for cell in others.values()], len(members) - 1)
    why = f"：{row.said}，这里没有这一行" if row else "：有一格写错了，或者漏了、多了一行"
    message = (
        f"{one.whole.said}，组成它的各格相加是 {_shown(_added(one), one.whole)}，"
        f"差 {_shown(Amount(one.apart), one.whole)}{more}{why}。"
    )
    named = (one.whole, *((row,) if row else ()), *others.values(), *one.parts[:FEW])
    return _finding("MZ835", message, named)


def _without_row(one: Placed, row: Placed) -> Diagnostic:
    """A row that one table lacks and another has, where no sum of the first one tells."""
    message = (
        f"{one.said}（{subject_of(one)}），这张表里却没有它下面的科目；"
        f"{row.said}（{subject_of(row)}），这里没有这一行。"
    )
    return _finding("MZ835", message, (one, row))


def _more(others: Sequence[str], count: int) -> str:
    """Where else the tables contradict themselves for the same cause."""
    if others:
        return f"（{'、'.join(others)} 也是）"
    return f"（另有 {count} 处）" if count else ""


def _finding(code: str, message: str, cells: Iterable[Placed]) -> Diagnostic:
    """A finding about cells that contradict each other, each of them an operand."""
    named = tuple(dict.fromkeys(cells))
    operands = tuple(Operand(cell.where, f"{cell.number:f} {cell.unit}") for cell in named)
    return Diagnostic(Place(Path(named[0].grid.file)), code, message, HINT, operands=operands)


def _added(one: Sum) -> Amount:
    return Amount(EXACT.subtract(amount_of(one.whole).value, one.apart))


def _row_elsewhere(one: Sum, placed: Iterable[Placed]) -> Placed | None:
    """The cell, in a row of another table, with just what the contradicting sum lacks."""
    whole, own = subject_of(one.whole), set(map(subject_of, one.parts))
    return next(
        (
            other
            for other in placed
            if other.grid is not one.whole.grid
            and (code := subject_of(other)) not in own
            and code != whole
            and code.startswith(whole)
            and amount_of(other).value == one.apart
        ),
        None,
    )


def _shown(amount: Amount, like: Placed) -> str:
    unit = Unit.WAN if like.unit == Unit.WAN.label else Unit.YUAN
    return f"{amount.displayed(unit):f} {like.unit}"


def _of_rules(account: Account, placed: Sequence[Placed]) -> Iterator[Diagnostic]:
    """The rules that the tables' cells contradict; what no cell holds is nothing in all of them."""
    cells = _cells(placed, account)
    for one in check(account):
        if one.severity is Severity.ERROR:
            behind = [_behind(operand, cells) for operand in one.operands]
            named = [cell for cell in behind if cell]
            beside = [o for o, cell in zip(one.operands, behind, strict=True) if not cell]
            if named and all(map(_is_nothing, beside)):
                yield _told(one, tuple(dict.fromkeys(named)))


def _cells(placed: Iterable[Placed], account: Account) -> Named:
    """The cells by what a rule calls their figures, and by the places of those that are typed."""
    found: dict[object, Placed] = {}
    for one in placed:
        figure = figure_of(one.target, account)
        if figure is not None:
            found.setdefault(figure.label, one)
            found.setdefault(figure.place or place_of(figure, is_own=False), one)
    return found


def _behind(operand: Operand, cells: Named) -> Placed | None:
    """The cell that an operand of a rule comes from; a fund or nature that is all goes unsaid."""
    found = cells.get(operand.label) or (cells.get(operand.place) if operand.place else None)
    label = operand.label
    wider = (cells.get(said) for said in (label.rpartition(" ")[0], label.partition(" ")[2]))
    alike = (cell for cell in wider if cell and f"{cell.number:,.2f}" == operand.value)
    return found or next(alike, None)


def _is_nothing(operand: Operand) -> bool:
    return operand.value.startswith("0.00")


def _told(one: Diagnostic, behind: Sequence[Placed]) -> Diagnostic:
    named = "，".join(cell.said for cell in behind[: FEW + 1])
    more = " 等" if len(behind) > FEW + 1 else ""
    message = f"各张表互相矛盾（{one.code}）：{one.message.rstrip('。')}。见 {named}{more}。"
    return _finding("MZ834", message, behind)
