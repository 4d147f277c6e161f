"""Running the rules: an account and rules → diagnostics, accepted warnings among them.

Every equation is evaluated, those that hold too: where some fail, the others tell which figure is
the most suspicious (``mingzhang.checks.suspects``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from mingzhang.checks.acceptances import Acceptance, accept, acceptances, as_accepted
from mingzhang.checks.committed_values import committed_values, with_committed
from mingzhang.checks.consequences import (
    LACKING,
    Root,
    following,
    led,
    moves_by_place,
    of_finding,
    of_lacking,
    of_suspect,
    of_unit_of_money,
    of_unusable_year,
    of_unused_meanings,
)
from mingzhang.checks.deleted_rows import Gone, explained_by_gone
from mingzhang.checks.document_glance import BESIDE
from mingzhang.checks.findings_in_texts import LEADING_ZERO, in_own_words
from mingzhang.checks.left_out_rows import Lack, doubted, explains, left_out, root_of, told
from mingzhang.checks.money_unit import CODE as UNIT_OF_MONEY
from mingzhang.checks.money_unit import unlikely_unit, wrong_unit
from mingzhang.checks.quotable_figures import of_projects
from mingzhang.checks.reasons_under_lock import by_key, confirmed
from mingzhang.checks.rule import FEW, Equation, Evidence, Finding, Printed, Rule
from mingzhang.checks.rule_catalogue import aliases, catalogue
from mingzhang.checks.rule_counts import Tally, tally
from mingzhang.checks.suspects import Case, Standing, Suspect, as_likely, case_of, suspects
from mingzhang.checks.units_at_fault import of_one_unit, testimony
from mingzhang.checks.unreasoned_moves import Witnesses, by_likelihood
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity, alone, has_errors
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.facts.operating_costs import RUNNING
from mingzhang.facts.source_nodes import rows
from mingzhang.facts.typed_entries import Before, Entry
from mingzhang.reading.ways_out import changed, together

NOTHING: Printed = MappingProxyType({})
EMPTY = "MZ411"  # a document without any money, or without its rows of spending
INCOME = "MZ425"  # other spending, and no list of income
UNIT_IN_ANOTHER = "MZ870"  # one unit of a department is in another unit of money
OVER_BUDGET = "MZ207"
# What depends on behind which moves the document prints a reason, on what a section says, or on
# which figures and lists it prints: nobody knows it of a document that cannot be made yet.
OF_PRINTED = ("MZ205", OVER_BUDGET, "MZ342", "MZ603", "MZ651", "MZ653")
OF_NO_UNIT = ("MZ862", "MZ322")
LAST_YEAR = "上年"
NO_REASON, ACCEPTED = "MZ401", "“核对说明”"
EMPTY_SECTION, UNPRINTED = "MZ418", "MZ415"
UNITS, UNIT_LACKING = "单位", "MZ322"
GOAL, GOALS_LACKING = "目标", ("MZ635",)
# What follows from a list of projects that is not there.
OF_PROJECTS = ("MZ273", "MZ312", "MZ317", "MZ340", "MZ415", "MZ601", "MZ618", "MZ651")
OF_ZEROS = ("MZ603", "MZ618")  # words of what moved, beside zeros
OTHER_FUND = ("MZ667",)
FAINT, OF_SIZE = "MZ734", ("MZ636", "MZ637")
UNSCORED = ("MZ421", "MZ247", "MZ423")  # of a score, or of the weight of a project's money
# What is told of a whole file, from which much follows in all others.
OF_FILES = {UNIT_OF_MONEY: of_unit_of_money, "MZ660": of_unusable_year}
ROWS = "项目"  # the list of a budget from which its spending on projects follows


@dataclass(frozen=True, eq=False)
class Outcome:
    """What running a rule gave."""

    rule: Rule
    result: Equation | Finding


@dataclass(frozen=True)
class Checked:
    """What one run of the rules had to say, and what each of them looked at."""

    found: tuple[Diagnostic, ...] = ()
    tallies: tuple[Tally, ...] = ()


def check(
    account: Account,
    rules: Mapping[str, Rule] | None = None,
    others: Iterable[Diagnostic] = (),
    history: Callable[[], Before] = dict,
    printed: Printed = NOTHING,
    gone: Callable[[], Sequence[Entry]] = tuple,
) -> tuple[Diagnostic, ...]:
    """Runs ``rules`` (default: the catalogue): every finding, most suspicious first."""
    return run(account, rules, others, history, printed, gone).found


def run(
    account: Account,
    rules: Mapping[str, Rule] | None = None,
    others: Iterable[Diagnostic] = (),
    history: Callable[[], Before] = dict,
    printed: Printed = NOTHING,
    gone: Callable[[], Sequence[Entry]] = tuple,
) -> Checked:
    """Runs the rules: every finding, as ``check`` has them, and a tally of that same run.

    The author's acceptances also apply to ``others``, the findings of other stages.  ``history``
    tells, where an identity fails, what typed figures were that differ from the last commit,
    ``gone`` then which of its rows are no more, ``printed`` behind which moves the document prints
    each reason, by its place.
    """
    return run_on(Evidence(account, printed), rules, others, history, gone)


def run_on(
    evidence: Evidence,
    rules: Mapping[str, Rule] | None = None,
    others: Iterable[Diagnostic] = (),
    history: Callable[[], Before] = dict,
    gone: Callable[[], Sequence[Entry]] = tuple,
) -> Checked:
    """Runs the rules, as ``run`` does, on evidence of which some was gathered before."""
    asked, rules = cache(history), catalogue() if rules is None else rules
    checked = _run(evidence, rules, others, asked, gone)
    told = with_committed(checked.found, asked, evidence.account.unit)
    return replace(checked, found=tuple(told))


def _run(
    evidence: Evidence,
    rules: Mapping[str, Rule],
    others: Iterable[Diagnostic],
    history: Callable[[], Before],
    gone: Callable[[], Sequence[Entry]],
) -> Checked:
    """A run of the rules that looks at the last commit only where an identity fails."""
    account = evidence.account
    accepted = [one for one in acceptances(account, aliases(rules)) if one.code not in BESIDE]
    outcomes = _telling([*_outcomes(evidence, rules.values())], account, others)
    if ended := _first(outcomes, account):
        return Checked(ended)
    others = (*others, *_unlikely(account))
    equations = dict(_with_units(outcomes, accepted, evidence))
    is_quiet = all(e.holds for e in equations.values()) and not any(d.suspects for d in others)
    changed = {} if is_quiet else history()
    standing = {} if is_quiet else _standing(evidence, changed, others)
    evident = (
        equations.values(),
        tuple(_typed(account)),
        standing,
        _odd_rows(outcomes),
        committed_values(changed),
    )
    ranked = suspects(*evident)
    lost = {} if is_quiet else _lost(equations, gone())
    blamed = {e: s for e, s in _by_equation(ranked, equations).items() if e not in lost}
    unknown = _unknown(others, account)
    roots = (
        *_of_files(others, accepted),
        *_causes(outcomes, tuple(_suspected(blamed, account)), accepted),
        # What is wrong with a row's own code comes first.
        *of_unused_meanings(others),
        *of_lacking(others, account),
    )
    lacks = () if is_quiet or lost else _lacks(case_of(*evident), ranked, roots, account)
    roots, others = (*_roots(lacks), *roots), (*_told(lacks, account), *others)
    kept = _behind(_kept(others, unknown, outcomes, account), blamed)
    moves = moves_by_place(evidence.all_moves) if roots else {}
    known = Witnesses(standing, equations.values(), account.reasons.moves.values())
    failed = doubted(_once(_diagnostics(outcomes, blamed, account, lost, roots)), lacks, account)
    first = _by_suspects((d for d in failed if d.code not in unknown), ranked)
    # A reason that is missing may be so because the figure is wrong: the identities come first.
    rest = (following(one, roots, moves) for one in by_likelihood(kept, known))
    found = _as_read((*first, *rest), evidence, accepted, rules)
    return Checked(led(found, roots), _tallies(outcomes, rules.values(), account))


def _as_read(
    found: Iterable[Diagnostic],
    evidence: Evidence,
    accepted: Sequence[Acceptance],
    rules: Mapping[str, Rule],
) -> tuple[Diagnostic, ...]:
    """What a run found as its author is to read it: in his words, with what he accepts of it."""
    own = _whose(in_own_words(found, evidence.passages), evidence.account)
    return tuple(_seen(accept(own, accepted, rules)))


def _whose(found: Iterable[Diagnostic], account: Account) -> list[Diagnostic]:
    """What a run found; at a unit's line is said that it is to be accepted in this document."""
    own = account.source.place.file
    places = (f"在{ACCEPTED}", f"在 {own} 的{ACCEPTED}")
    return [
        one
        if one.place.file.parent == own.parent
        else replace(one, hint=changed(one.hint, lambda said: said.replace(*places)))
        for one in found
    ]


def _lacks(
    case: Case, ranked: Sequence[Suspect], roots: Sequence[Root], account: Account
) -> tuple[Lack, ...]:
    """The row that a list lacks for all that a run shows, where no finding says so already."""
    lack = left_out(case, ranked, account)
    return (lack,) if lack and not any(explains(root, lack) for root in roots) else ()


def _roots(lacks: Iterable[Lack]) -> Iterator[Root]:
    """Of what a run tells, what follows from a left-out row, where nothing else is likelier."""
    return (root_of(lack) for lack in lacks if not lack.instead)


def _told(lacks: Iterable[Lack], account: Account) -> Iterator[Diagnostic]:
    return (told(lack, account) for lack in lacks if not lack.instead)


def _first(outcomes: Sequence[Outcome], account: Account) -> tuple[Diagnostic, ...]:
    """What a run of the rules ends with: all else follows from it, or cannot be told before."""
    equal = (o.result for o in outcomes if isinstance(o.result, Equation))
    is_of_a_unit = any(outcome.rule.code == UNIT_IN_ANOTHER for outcome in outcomes)
    unit = None if is_of_a_unit else wrong_unit(equal, account)
    return (unit,) if unit else _nothing(outcomes, account)


def _seen(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """A run's findings without the amounts printed as zero whose size is told already, or accepted.

    What is typed in another unit is too small to print; that it is so is the cause.  A score that a
    total lacks is an error, and no warning beside; so is a reason that a form prints.
    """
    every = tuple(found)
    sized = {d.place for d in every if d.code in OF_SIZE and d.severity is Severity.WARNING}
    lacking = {d.place for d in every if d.code == LACKING}
    unreasoned = {place for d in every if d.code == NO_REASON for place in d.suspects}
    told = {FAINT: sized, OVER_BUDGET: unreasoned, **dict.fromkeys(UNSCORED, lacking)}
    yield from (d for d in every if d.place not in told.get(d.code, ()))


def _unlikely(account: Account) -> tuple[Diagnostic, ...]:
    """What a run of the rules finds first: that the whole document seems to be in another unit.

    Of a department that is the sum of documents each of those tells it (MZ870).
    """
    large = None if account.parts else unlikely_unit(account)
    return (large,) if large else ()


def _tallies(
    outcomes: Iterable[Outcome], rules: Iterable[Rule], account: Account
) -> tuple[Tally, ...]:
    """What each rule that runs on the document looked at."""
    own = (rule for rule in rules if rule.looks_at(account))
    return tuple(tally(own, ((outcome.rule, outcome.result) for outcome in outcomes)))


def _nothing(outcomes: Sequence[Outcome], account: Account) -> tuple[Diagnostic, ...]:
    """What a run of the rules tells alone: that there is no money, or none spent.

    Zeros disagree with all that was typed beside them; a few findings may be of something else.
    """
    told = tuple(_diagnostics(outcomes, {}, account))
    empty = tuple(diagnostic for diagnostic in told if diagnostic.code == EMPTY)
    has_money = any(not figure.is_zero for figure in account.cube.facts.values())
    rest = [diagnostic for diagnostic in told if diagnostic.code not in (EMPTY, *OF_ZEROS)]
    return empty if has_money or len(rest) > FEW or len(rest) + len(empty) < len(told) else ()


def _telling(
    outcomes: list[Outcome], account: Account, others: Iterable[Diagnostic]
) -> list[Outcome]:
    """The outcomes of a run without equations, where a whole list of figures was left out.

    What is told of the list is why nothing adds up.
    """
    waiting = _waiting(account, others)
    outcomes = [one for one in outcomes if not _is_of(one.result, waiting)]
    is_short = any(outcome.rule.code == INCOME for outcome in outcomes)
    # Rows that are no unit's are in no sum, so the totals differ by them.
    is_short = is_short or any(outcome.rule.code in OF_NO_UNIT for outcome in outcomes)
    if not (is_short or _has_no_projects(account, others)):
        return outcomes
    return [outcome for outcome in outcomes if isinstance(outcome.result, Finding)]


def _waiting(account: Account, others: Iterable[Diagnostic]) -> frozenset[str]:
    """The 年初预算 that a row lacks: in a run of the rules it is told why their sums differ."""
    told = [diagnostic.about for diagnostic in others if diagnostic.code == LACKING]
    budgets = (pair for item in account.items for pair in item.budgets.items()) if told else ()
    lacking = {basis for basis, figure in budgets if figure.lacks}
    return frozenset(basis for basis in lacking if any(basis in about for about in told))


def _is_of(result: Equation | Finding, bases: frozenset[str]) -> bool:
    """Whether in the run a rule's failing equation sums a column of those bases."""
    if not bases or isinstance(result, Finding) or result.holds:
        return False
    return any(figure.label.split()[-1] in bases for _, figure in result.weights.values())


def _has_no_projects(account: Account, others: Iterable[Diagnostic]) -> bool:
    """Whether a run is told that there is no list of projects, from which then much follows.

    A form that prints no projects asks for none: its sums hold, and what it lacks is another thing.
    """
    is_own = ROWS in account.kind.sections and not account.folder.units
    has_told = any(d.code == LACKING and alone(ROWS) in d.about for d in others)
    return is_own and has_told and account.source.get(ROWS) is None


def _unknown(others: Sequence[Diagnostic], account: Account) -> tuple[str, ...]:
    """Codes that a run of the rules cannot tell beside what the document lacks."""
    goals = GOALS_LACKING if _prints_no_goals(others, account) else ()
    if not has_errors(others):
        return goals
    own = account.profile.place.file
    lacks_own = any((d.code, d.place.file) == (LACKING, own) for d in others)
    # What the agency's own file lacks is what its chapters are empty of.
    empty = (EMPTY_SECTION,) if lacks_own else ()
    of_projects = OF_PROJECTS if _has_no_projects(account, others) else ()
    return (*OF_PRINTED, *empty, *goals, *of_projects)


def _prints_no_goals(others: Sequence[Diagnostic], account: Account) -> bool:
    """Whether a run drops a rule on goals: one typed is printed nowhere, no other has to be."""
    goals = {goal.place for row in rows(account.source, ROWS) if (goal := row.get(GOAL))}
    return any(d.code == UNPRINTED and d.place in goals for d in others)


def _is_of_units(lack: Diagnostic, outcomes: Sequence[Outcome], account: Account) -> bool:
    """Whether a run finds it lacking only because the units were left out."""
    if account.source.get(UNITS) or not any(one.rule.code == UNIT_LACKING for one in outcomes):
        return False
    return lack.code == LACKING and alone(RUNNING) in lack.about


def _kept(
    others: Sequence[Diagnostic],
    unknown: Collection[str],
    outcomes: Sequence[Outcome],
    account: Account,
) -> Iterator[Diagnostic]:
    """What other stages found that the run tells."""
    for one in _served(others):
        if one.code not in unknown and not _is_of_units(one, outcomes, account):
            yield one


def _served(others: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """A run's other findings, without last year's values that wait for this year's block."""
    lacking = frozenset[str]().union(*(d.about for d in others if d.code == LACKING))
    for diagnostic in others:
        is_last_years = diagnostic.code == UNPRINTED and LAST_YEAR in diagnostic.about
        if not is_last_years or lacking.isdisjoint(map(alone, diagnostic.about)):
            yield diagnostic


def _behind(others: Iterable[Diagnostic], blamed: Ranked) -> Iterator[Diagnostic]:
    """A run's other findings; a reason lacking in a suspected row stands behind that."""
    places = (involved[0].figure.place for involved in blamed.values())
    lines = {(place.file, place.line): place for place in places if place}
    for diagnostic in others:
        cause = lines.get((diagnostic.place.file, diagnostic.place.line))
        is_behind = cause and diagnostic.code == NO_REASON
        yield replace(diagnostic, suspects=(cause,)) if cause and is_behind else diagnostic


def _once(found: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    """A run tells an equation of the same words once: groups may be one and the same in figures."""
    told: dict[object, Diagnostic] = {}
    for diagnostic in found:
        is_equation = diagnostic.difference is not None
        words = (diagnostic.place, diagnostic.code, diagnostic.message)
        told.setdefault(words if is_equation else id(diagnostic), diagnostic)
    return told.values()


def _standing(
    evidence: Evidence, changed: Iterable[Place], others: Iterable[Diagnostic]
) -> dict[Place, Standing]:
    """For a run of the rules: the past of typed figures, by their reasons' locks and by git.

    One that is typed as nobody types a figure (0100.00) is more suspicious than what is not known.
    """
    known = confirmed(evidence.reasons, by_key(evidence.account.folder.locks or ()))
    odd = (one.place for one in others if one.code == LEADING_ZERO)
    return {
        **dict.fromkeys(odd, Standing.ODD),
        **dict.fromkeys(known.same, Standing.CONFIRMED),
        **dict.fromkeys(known.moved, Standing.MOVED),
        **dict.fromkeys(changed, Standing.CHANGED),
    }


Ranked = Mapping[Equation, list[Suspect]]
Lost = Mapping[Equation, Gone]
NOBODY: Lost = MappingProxyType({})


def _lost(equations: Mapping[Equation, Equation], gone: Sequence[Entry]) -> Lost:
    """What a run of the rules tells of a row which only the last commit has."""
    found = explained_by_gone((e for e in equations.values() if not e.holds), gone) if gone else {}
    return {asked: found[meant] for asked, meant in equations.items() if meant in found}


def _by_equation(ranked: Iterable[Suspect], equations: Mapping[Equation, Equation]) -> Ranked:
    """A run's suspects of each failing equation, the most suspicious first."""
    found: dict[Equation, list[Suspect]] = defaultdict(list)
    for suspect in ranked:
        for equation in suspect.equations:
            found[equation].append(suspect)
    return {asked: found[meant] for asked, meant in equations.items() if meant in found}


def _by_suspects(found: Iterable[Diagnostic], ranked: Sequence[Suspect]) -> Sequence[Diagnostic]:
    """The order of a run: findings, then equations by their best suspect, last those with none."""
    order = {suspect.figure.place: number for number, suspect in enumerate(ranked)}

    def rank(diagnostic: Diagnostic) -> int:
        """Where a diagnostic of a run stands among those that suspect figures."""
        if diagnostic.suspects:
            return next((order[p] for p in diagnostic.suspects if p in order), len(order))
        return -1 if diagnostic.difference is None else len(order) + 1

    return sorted(found, key=rank)


def _odd_rows(outcomes: Iterable[Outcome]) -> frozenset[tuple[Path, int]]:
    """The file and line of rows of which rules in this run say the code is of another fund."""
    told = (o.result for o in outcomes if o.rule.code in OTHER_FUND)
    places = (result.place for result in told if isinstance(result, Finding))
    return frozenset((place.file, place.line) for place in places)


def _typed(account: Account) -> Iterator[Figure]:
    cube = account.cube
    found = (*cube.facts.values(), *cube.stated.values(), *of_projects(account))
    return (figure for figure in found if figure.place)


def _equations(
    outcomes: Iterable[Outcome], accepted: Sequence[Acceptance], unit: Unit
) -> Iterator[tuple[Equation, Equation]]:
    """Equations of a run, and as the author means them, without those that he sets aside."""
    by_rule: dict[str, tuple[Rule, list[Equation]]] = {}
    for outcome in outcomes:
        if isinstance(outcome.result, Equation):
            by_rule.setdefault(outcome.rule.code, (outcome.rule, []))[1].append(outcome.result)
    for rule, equations in by_rule.values():
        yield from as_accepted(rule, equations, accepted, unit)


def _with_units(
    outcomes: Iterable[Outcome], accepted: Sequence[Acceptance], evidence: Evidence
) -> Iterator[tuple[Equation, Equation]]:
    """Equations of a run as they tell which figure is wrong, and those of a department's units."""
    account = evidence.account
    for asked, meant in _equations(outcomes, accepted, account.unit):
        yield asked, of_one_unit(meant, account)
    yield from ((own, own) for own in testimony(evidence))


def _outcomes(evidence: Evidence, rules: Iterable[Rule]) -> Iterator[Outcome]:
    own = (rule for rule in rules if rule.looks_at(evidence.account))
    return (Outcome(rule, result) for rule in own for result in evidence.told_by(rule))


def _diagnostics(
    outcomes: Iterable[Outcome],
    ranked: Ranked,
    account: Account,
    lost: Lost = NOBODY,
    roots: Sequence[Root] = (),
) -> Iterator[Diagnostic]:
    causes = list(dict.fromkeys(involved[0] for involved in ranked.values()))
    for outcome in outcomes:
        rule, result = outcome.rule, outcome.result
        if isinstance(result, Finding):
            yield _found(rule, result, causes, roots)
        elif not result.holds:
            gone, involved = lost.get(result), ranked.get(result, [])
            root = next(
                (r for r in roots if not gone and r.fails(rule.code, result, involved)), None
            )
            if not (root or gone or involved):
                # Nobody is suspected of it but the figure in it that others suspect.
                root = next((r for r in roots if r.place in result.weights), None)
            told = _broken(rule, result, [] if root else involved, account, gone)
            yield _below(told, root, involved) if root else told


def _below(told: Diagnostic, root: Root, involved: Sequence[Suspect]) -> Diagnostic:
    """A failing identity of a run, below the finding of another rule that says why."""
    places = (s.figure.place for s in involved)
    others = (place for place in places if place and place != root.place)
    return replace(told, place=root.place, suspects=(root.place, *others))


def _of_files(others: Iterable[Diagnostic], accepted: Iterable[Acceptance]) -> Iterator[Root]:
    """Of a run's findings those of a whole file, its unit of money or its year before.

    What somebody accepted is none.
    """
    known = {one.code for one in accepted}
    for one in others:
        made = OF_FILES.get(one.code) if one.code not in known else None
        if made:
            yield made(one)


def _causes(
    outcomes: Iterable[Outcome], suspected: Sequence[Root], accepted: Sequence[Acceptance]
) -> Iterator[Root]:
    """What a run found to be causes; what names one goes before a figure that is suspected.

    What the author accepted is none.
    """
    for root, result in _named(outcomes, suspected):
        if not any(one.covers(root.code, None, result.message) for one in accepted):
            yield root
    yield from suspected


def _named(
    outcomes: Iterable[Outcome], suspected: Sequence[Root]
) -> Iterator[tuple[Root, Finding]]:
    """The findings of a run that say what is the cause of others."""
    found = [(o.rule.code, o.result) for o in outcomes if isinstance(o.result, Finding)]
    named = [(root, result) for code, result in found if (root := of_finding(code, result))]
    for root, result in named:
        # What follows from another finding leads nothing itself.
        others = [(other, its) for other, its in named if other is not root]
        # At the same place both say what is wrong, and the finding says why.
        before = (one for one in suspected if one.place != root.place)
        is_behind = any(
            other.cause.takes(root.code, result.about)
            or (other.leads_to(root.code, result) and not root.leads_to(other.code, its))
            for other, its in others
        )
        if not is_behind and not any(one.leads_to(root.code, result) for one in before):
            yield root, result


def _suspected(blamed: Ranked, account: Account) -> Iterator[Root]:
    """The figures that the failing rules of a run blame first, with what was meant."""
    rows = {cell.place: row for row in account.rows for _, cell in row.node.items()}
    for first in dict.fromkeys(involved[0] for involved in blamed.values()):
        root = of_suspect(first, rows)
        yield from (root,) if root else ()


def _found(
    rule: Rule, finding: Finding, causes: Sequence[Suspect], roots: Sequence[Root]
) -> Diagnostic:
    """A rule's finding in a run; one that follows from a suspected figure stands where that does.

    One on sizes stays where it is, and is told below what it follows from.
    """
    is_led = any(root.cause.takes(rule.code, finding.about) for root in roots)
    broken = finding.broken if not is_led else None
    cause = next((s.figure.place for s in causes if broken and s.explains(broken)), None)
    place, hint = cause or finding.place, finding.hint or rule.remedy
    cause = cause or next((r.place for r in roots if r.leads_to(rule.code, finding)), None)
    severity = finding.severity or rule.severity
    words = (place, rule.code, finding.message, hint, severity, finding.operands)
    suspects = (cause,) if cause else ()
    return Diagnostic(*words, suspects, about=finding.about)


def _broken(
    rule: Rule, equation: Equation, involved: list[Suspect], account: Account, gone: Gone | None
) -> Diagnostic:
    unit = account.unit
    left, right = equation.left, equation.right
    difference = equation.residual.displayed(unit)
    measure = equation.residual.measure or unit.label
    words = "应等于" if equation.relation == "=" else "应不大于"
    message = (
        f"{equation.title or rule.title}：{left.label} {left.amount.grouped(unit)} {words} "
        f"{right.label} {right.amount.grouped(unit)}，相差 {difference:,} {measure}"
    )
    suspicion = gone.words(unit) if gone else _suspicion(involved, unit)
    ways = (suspicion, equation.remedy or rule.remedy)
    # That there should be no such figure is what the equation's own words say better.
    is_nothing = equation.remedy and involved and not involved[0].evidence.meant
    hint = together(filter(None, reversed(ways) if is_nothing else ways), "；")
    operands = (*(_operand(figure, unit) for figure in equation.figures), *equation.seen)
    places = tuple(dict.fromkeys(s.figure.place for s in involved if s.figure.place))
    place = places[0] if places else _place(equation, account)
    severity = rule.severity
    return Diagnostic(place, rule.code, message, hint, severity, operands, places, difference)


def _suspicion(involved: list[Suspect], unit: Unit) -> str:
    if not involved:
        return ""
    first = involved[0]
    typed = f"{first.figure.label} {first.figure.amount.grouped(unit)}"
    text = f"最可疑：{first.figure.place} {typed}"
    if first.evidence.meant < 0 <= first.figure.amount.value and not first.evidence.words:
        return text
    if not first.moved:
        return f"{text}：{first.evidence.words}（改正后 {len(first.equations)} 条等式同时成立）"
    if not first.evidence.words and all(e.relation == "≤" for e in first.equations):
        return f"{text}，{_bounds(involved, unit)}"
    if not first.evidence.words and len(first.equations) > 1 and first.standing > Standing.MOVED:
        # No slip gives that value, so that a row may as well be missing.
        apart = _like(first, first.moved).grouped(unit)
        return f"{text}；相差 {apart}，也可能漏填或多填了一行{_instead(involved, unit)}"
    meant = _like(first, first.evidence.meant).grouped(unit)
    words = (first.evidence.words, first.standing.words)
    why = f"（{'，'.join(filter(None, words))}）" if any(words) else ""
    lost = f"；相差 {_like(first, first.moved).grouped(unit)}，也可能漏填了一行"
    more = f"{lost if first.is_part else ''}{_instead(involved, unit)}"
    return f"{text}；若为 {meant}，{len(first.equations)} 条等式同时成立{why}{more}"


def _instead(involved: Sequence[Suspect], unit: Unit) -> str:
    """What a run names beside the first suspect, where that is less likely than all others."""
    first, *others = involved
    shown = []
    for one in as_likely(first, others):
        meant = _like(one, one.evidence.meant).grouped(unit)
        value = f"（应为 {meant}）" if one.evidence.words else ""
        where = _where(one.figure.place, first.figure.place)
        shown.append(f"{where}{one.figure.label} {one.figure.amount.grouped(unit)}{value}")
    return f"；也可能是{'、'.join(shown)}" if shown else ""


def _where(place: Place | None, first: Place | None) -> str:
    """Where a figure stands that a run names beside another: its line, or in which file."""
    if place is None:
        return ""
    return f"第 {place.line} 行 " if first and place.file == first.file else f"{place} "


def _bounds(involved: Sequence[Suspect], unit: Unit) -> str:
    """What a run says of a limit: figures must be at least, or at most, so much.

    No slip of the hand gives the limit itself, so that it is no guess at what was meant.
    """
    first, *others = involved
    alike = [s for s in others if s.equations == first.equations and not s.evidence.words]
    more = (f"；或者 {s.figure.place} {s.figure.label} 应{_bound(s, unit)}" for s in alike[:1])
    return f"应{_bound(first, unit)}{''.join(more)}"


def _bound(suspect: Suspect, unit: Unit) -> str:
    word = "不小于" if suspect.moved > 0 else "不大于"
    return f"{word} {_like(suspect, suspect.evidence.meant).grouped(unit)}"


def _like(suspect: Suspect, value: Decimal) -> Amount:
    """What a run says of a suspected figure, in what that is counted in: 24 人次 are no money."""
    measure, whole = suspect.figure.amount.measure, value.to_integral_value()
    return Amount(whole if measure and whole == value else value, measure=measure)


def _place(equation: Equation, account: Account) -> Place:
    """Where an equation fails that no one figure explains: not at what is on both sides of it."""
    figures = (f for side in (equation.left, equation.right) for f in side.typed())
    every = (*equation.weights, *(f.place for f in figures if f.place))
    return next(iter(every), account.source.place)


def _operand(figure: Figure, unit: Unit) -> Operand:
    # A sum of one figure stands where that was typed.
    typed = list(islice(figure.typed(), 2)) if not figure.place else [figure]
    place = typed[0].place if len(typed) == 1 else None
    return Operand(figure.label, figure.amount.grouped(unit), place)
