"""Rows shifted: a column of money that stands a row or a few too high, or too low.

MZ293.  The sums are those of the same amounts, or fail at the end of the column only; what tells
is where else single amounts are published: 三公 costs, contributions told both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingzhang.checks.basic_spending_lines import BASIC, PAIRS, SPENT, Line
from mingzhang.checks.rule import ANY, Cause, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.indicators import FINAL
from mingzhang.facts.official_costs import OFFICIAL, SUBJECTS

FEWEST = 2  # amounts that stand beside their row, all equally far above or below it
FARTHEST = 3  # rows
DIGITS = 5  # of those amounts together, so that they do not stand there by chance
APART = (*range(-FARTHEST, 0), *range(1, FARTHEST + 1))
# What else is odd about rows with other rows' money: exchanged, out of proportion, seldom.
ODD = ("MZ669", "MZ670", "MZ671")


@dataclass(frozen=True)
class Witness:
    """What should stand in a row that may be shifted: a figure published elsewhere.

    ``is_most``: the row may as well have less, for the other figure is of more than this list.
    """

    code: str
    figure: Figure
    is_most: bool = False

    def contradicts(self, line: Line, evidence: Evidence) -> bool:
        """Whether a row that may be shifted cannot have what it has."""
        typed = Amount.typed(line.number, evidence.account.unit)
        return typed.value > self.figure.amount.value or not (
            self.is_most or self.fits(line, evidence)
        )

    def fits(self, line: Line, evidence: Evidence) -> bool:
        """Whether a row, maybe of those that are shifted, has exactly that amount."""
        return Amount.typed(line.number, evidence.account.unit).value == self.figure.amount.value


@dataclass(frozen=True)
class Astray:
    """A row of which the money stands in one ``apart``: what it should be, where it stands."""

    witness: Witness
    line: Line
    apart: int
    is_contradicted: bool


@dataclass(frozen=True)
class Shift:
    """A list of which rows seem shifted, all equally far."""

    section: str
    apart: int
    rows: tuple[Astray, ...]
    lines: Mapping[str, Line]


@rule(
    "MZ293",
    "一列的金额没有错开",
    identity="基本支出（或支出）里，别处另有公布的几个科目（“三公”经费的各项，养老保险、"
    "职业年金、医疗保险、住房公积金的缴费）与那里不符时，不正好都在上面（或都在下面）同样远的一行",
    why="从别的表成列地粘贴，开头差了一两行，后面的金额就都记在别的科目名下，合计往往还是对的。",
    formula="06表.30217 ≠ 公务接待费、06表.30231 ≠ 公务用车运行维护费时，"
    "不是 06表.30216 = 公务接待费、06表.30229 = 公务用车运行维护费",
    reference="一般公共预算财政拨款基本支出明细表、“三公”经费支出表",
    remedy="对照明细账，找到从哪一行起错开，把以下各行的金额移回原来的行。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def shifted(evidence: Evidence) -> Iterator[Finding]:
    """Rows shifted: 30216 has what 30217 is to have, and 30229 what 30231 is to have.

    Told once: by the other half of its pairs the other list may seem to be so as well.
    """
    lists = ((BASIC, _of_costs(evidence)), (SPENT, _of_functions(evidence)))
    found = [one for section, witnesses in lists for one in _in(section, witnesses, evidence)]
    yield from (_told(one, evidence) for one in sorted(found, key=_digits, reverse=True)[:1])


def _in(section: str, witnesses: Sequence[Witness], evidence: Evidence) -> Iterator[Shift]:
    """What a list of rows may be shifted by."""
    lines = evidence.basic_lines(section)
    astray = tuple(_astray(lines, witnesses, evidence))
    for apart in APART:
        shift = Shift(section, apart, tuple(one for one in astray if one.apart == apart), lines)
        if _is_telling(shift):
            yield shift


def _astray(
    lines: Mapping[str, Line], witnesses: Sequence[Witness], evidence: Evidence
) -> Iterator[Astray]:
    """The rows, maybe shifted, of which the money stands a few rows beside them."""
    codes = sorted(lines)
    rows = {number: lines[code] for number, code in enumerate(codes)}
    for witness in (one for one in witnesses if one.code in lines):
        number = codes.index(witness.code)
        if witness.fits(rows[number], evidence):
            continue
        for apart in APART:
            line = rows.get(number + apart)
            if line and witness.fits(line, evidence):
                is_contradicted = witness.contradicts(rows[number], evidence)
                yield Astray(witness, line, apart, is_contradicted)


def _is_telling(shift: Shift) -> bool:
    """Whether so many rows are shifted, equally far, that it is no chance."""
    is_enough = len(shift.rows) >= FEWEST and _digits(shift) >= DIGITS
    return is_enough and any(row.is_contradicted for row in shift.rows)


def _digits(shift: Shift) -> int:
    """How many digits the amounts have that say rows are shifted."""
    return sum(len(row.line.number.normalize().as_tuple().digits) for row in shift.rows)


def _of_costs(evidence: Evidence) -> tuple[Witness, ...]:
    """What should stand in rows by kind of cost, which may be shifted."""
    indicators = evidence.account.indicators
    named = (
        (code, indicators.get(f"{OFFICIAL}{name}{FINAL}") or indicators.get(OFFICIAL + name))
        for name, code in SUBJECTS.items()
    )
    official = (
        Witness(code, figure, is_most=True)
        for code, figure in named
        if figure and not figure.is_zero
    )
    return (*official, *_paired(evidence.basic_lines(SPENT), PAIRS, evidence))


def _of_functions(evidence: Evidence) -> tuple[Witness, ...]:
    """What should stand in rows by function, which may be shifted."""
    single = {names[0]: (code,) for code, names in PAIRS.items() if len(names) == 1}
    return _paired(evidence.basic_lines(BASIC), single, evidence)


def _paired(
    others: Mapping[str, Line], pairs: Mapping[str, Sequence[str]], evidence: Evidence
) -> tuple[Witness, ...]:
    """What the other half of a pair says of rows that may be shifted."""
    found = ((code, [others[n] for n in names if n in others]) for code, names in pairs.items())
    return tuple(
        Witness(code, summed("", [_figure(line, evidence) for line in lines]))
        for code, lines in found
        if lines
    )


def _figure(line: Line, evidence: Evidence) -> Figure:
    amount = Amount.typed(line.number, evidence.account.unit)
    return Figure(evidence.named(line.code), amount, line.place)


def _told(shift: Shift, evidence: Evidence) -> Finding:
    """The finding about rows that are shifted, before all that is odd about them."""
    unit, far = evidence.account.unit, abs(shift.apart)
    rows = sorted(shift.rows, key=lambda row: row.line.code)
    said = "，".join(
        f"{evidence.named(row.line.code)} 是 {row.line.number:,} {unit.label}，"
        f"正是 {evidence.named(row.witness.code)} 应有的数"
        for row in rows
    )
    where = f"应在{'下' if shift.apart < 0 else '上'}面第 {far} 行"
    message = f"{said}：“{shift.section}”这一列的金额像是错开了 {far} 行，{where}。"
    figures = (f for row in rows for f in (_figure(row.line, evidence), row.witness.figure))
    operands = tuple(
        Operand(f.label, f.amount.worded(unit), f.place)
        for figure in figures
        for f in ([figure] if figure.place else figure.typed())
    )
    cells = frozenset(line.place for line in shift.lines.values())
    cause = Cause(unsure=cells, follow=dict.fromkeys(ODD, tuple(shift.lines)))
    return Finding(rows[0].line.place, message, operands=operands, cause=cause)
