"""Forms: what the project forms of a paper say → what is wrong in them, in words.

An account is made of the forms and lists besides the tables; its own forms, and the rules of
scores and weights, tell which cells do not fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingzhang.checks.rule_catalogue import catalogue
from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.document.form_tables import build_tables
from mingzhang.document.region_folder import Region
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit
from mingzhang.grid.grid import Grid, Spot
from mingzhang.inspection.listed_cells import Lists
from mingzhang.inspection.reprinted_forms import Unlike, unlike
from mingzhang.intake.layout_tokens import EVALUATED
from mingzhang.intake.listed_entries import NUMBERS, Entries, filled_with
from mingzhang.intake.listing_tables import of_this_year
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.project_sheets import Filled
from mingzhang.intake.source_solving import Solved, with_entries
from mingzhang.intake.word_matching import plain_name
from mingzhang.reading.document_folder import PERFORMANCE

# The rules that hold figures of one form against each other.
OF_FORMS = ("MZ241", "MZ247", "MZ248", "MZ255", "MZ320")
ASK = "请与编制单位核对：这张表里算出的数，或者算它的数，有一处不对。"
FEW = 3


@dataclass(frozen=True)
class FormsSeen:
    """What is wrong in the project forms of a paper; ``is_held`` whether they could be held.

    ``account`` is that of the paper with its lists and forms, None where it has none.
    """

    found: tuple[tuple[Diagnostic, Grid, Spot], ...] = ()
    tails: tuple[tuple[Filled, Spot], ...] = ()
    is_held: bool = True
    account: Account | None = None


def held_figures(filled: Filled) -> tuple[Spot, ...]:
    """The numbers of a paper's project form that are held against others: not its words'."""
    words = {
        (spot.row, spot.column)
        for item in filled.items
        for name, spot in item.items()
        if name not in NUMBERS
    }
    words |= {(spot.row, spot.column) for spot in filled.words.values()}
    words -= {(s.row, s.column) for name, s in filled.words.items() if name in NUMBERS}
    return tuple(
        spot
        for spot in filled.grid.numbers()
        if spot.row >= filled.first and (spot.row, spot.column) not in words
    )


def forms_seen(
    file: Path, lists: Lists, solved: Solved, form: Form, region: Region, *, is_split: bool
) -> FormsSeen:
    """Holds every project form of a paper against the account that is made of it.

    ``is_split`` tells that money carried over other than fiscal has columns of its own.
    """
    if not (lists.forms or lists.listings):
        return FormsSeen()
    listings = lists.listings if is_split else tuple(map(of_this_year, lists.listings))
    entries = filled_with(listings, lists.forms, Entries(Unit.named(form.unit)))
    account = with_entries(solved, entries, form)
    if account is None:
        return FormsSeen(is_held=not lists.forms)
    if not lists.forms:
        return FormsSeen(account=account)
    tables, _ = build_tables(account, region)
    apart = tuple(unlike(lists.forms, tables))
    wrong = [(filled, one) for filled, one in apart if not one.is_tail and not one.is_blank]
    told = [_told(file, filled, cells) for filled, cells in _by_form(wrong)]
    told += _blank(file, lists.forms, [pair for pair in apart if pair[1].is_blank])
    tails = tuple((filled, one.spot) for filled, one in apart if one.is_tail)
    found = (*told, *_of_rules(file, account, lists.forms))
    return FormsSeen(found, tails, account=account)


def _by_form(wrong: Iterable[tuple[Filled, Unlike]]) -> Iterator[tuple[Filled, list[Unlike]]]:
    found: dict[int, tuple[Filled, list[Unlike]]] = {}
    for filled, one in wrong:
        found.setdefault(id(filled), (filled, []))[1].append(one)
    yield from found.values()


def _told(file: Path, filled: Filled, cells: Sequence[Unlike]) -> tuple[Diagnostic, Grid, Spot]:
    """The finding about a paper's form whose cells do not fit: one cause makes several."""
    said = "；".join(_cell(filled, one) for one in cells[:FEW])
    more = f"；这样的共 {len(cells)} 格" if len(cells) > FEW else ""
    message = f"{filled.table.title}“{filled.name}”：{said}{more}。"
    operands = tuple(
        Operand(
            f"{filled.grid.cell(one.spot)}（按表中别的数 {one.meant or '没有这个数'}）",
            one.spot.text[:30],
        )
        for one in cells
    )
    first = cells[0].spot
    place = Place(file, page=_page(filled, first))
    return Diagnostic(place, "MZ884", message, ASK, operands=operands), filled.grid, first


def _blank(
    file: Path, forms: Sequence[Filled], found: Iterable[tuple[Filled, Unlike]]
) -> Iterator[tuple[Diagnostic, Grid, Spot]]:
    """The finding about each paper's form without the totals that others of its kind have."""
    blank = list(_by_form(found))
    lacking = Counter(filled.table.layout for filled, _ in blank)
    every = Counter(filled.table.layout for filled in forms)
    for filled, cells in blank:
        if lacking[filled.table.layout] == every[filled.table.layout]:
            continue  # this agency does not print them
        meant = "、".join(one.meant for one in cells)
        first = cells[0].spot
        message = (
            f"{filled.table.title}“{filled.name}”：{_words(filled, first)}没有填写"
            f"（{filled.grid.cell(first)}），按表中别的数应为 {meant}；别的项目都填了。"
        )
        hint = "请编制单位补上。"
        place = Place(file, page=_page(filled, first))
        yield Diagnostic(place, "MZ789", message, hint, Severity.WARNING), filled.grid, first


def _cell(filled: Filled, one: Unlike) -> str:
    where, words = filled.grid.cell(one.spot), _words(filled, one.spot)
    meant = f"按表中别的数应为 {one.meant}" if one.meant else "由表中别的数得不出"
    return f"{words}印作 {one.spot.text[:30]}，{meant}（{where}）"


def _words(filled: Filled, spot: Spot) -> str:
    """The nearest words to the left of a cell of a form in the paper."""
    texts = (filled.grid.at(spot.row, column) for column in reversed(range(spot.column)))
    found = next((one.text for one in texts if one.text and one.number is None), "")
    return f"“{found[:20]}”一行" if found else ""


def _page(filled: Filled, spot: Spot) -> int:
    area = filled.grid.area(spot)
    return area.page if area else 0


def _of_rules(
    file: Path, account: Account, forms: Sequence[Filled]
) -> Iterator[tuple[Diagnostic, Grid, Spot]]:
    """What the rules say of the figures of a paper's form, at the form."""
    rules = {code: rule for code, rule in catalogue().items() if code in OF_FORMS}
    for one in check(account, rules):
        filled = _whose(one.place, account, forms)
        if filled is not None and one.code in OF_FORMS:
            first = filled.words.get("名称", Spot(filled.first, 0))
            operands = tuple(Operand(each.label, each.value) for each in one.operands)
            place = Place(file, page=_page(filled, first))
            hint = "请与编制单位核对。"
            message = one.message if filled.name in one.message else f"{filled.name}：{one.message}"
            found = Diagnostic(place, one.code, message, hint, one.severity, operands)
            yield found, filled.grid, first


def _whose(place: Place, account: Account, forms: Sequence[Filled]) -> Filled | None:
    """The form in the paper, by its project, in whose lines a place is."""
    if place.file.name == PERFORMANCE:
        own = [one for one in forms if one.table.layout == EVALUATED]
        starts = [project.place.line for project in account.projects]
        number = sum(line <= place.line for line in starts) - 1
        return own[number] if 0 <= number < len(own) == len(starts) else None
    name = next((plan.name for plan in account.plans if plan.place == place), "")
    named = (one for one in forms if plain_name(one.name) == plain_name(name))
    return next(named, None) if name else None
