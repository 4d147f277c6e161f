"""Inspect: a PDF and a form → everything in it that is wrong, and how much of it was looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.document.cell_address import addresses
from mingzhang.document.paper_layout import placed as places_in
from mingzhang.document.table_values import Table
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.forms.dimensions import Groups
from mingzhang.forms.document_kind import read_kind
from mingzhang.grid.grid import Area, Grid
from mingzhang.grid.pdf.pdf_grids import Paper, read_pdf
from mingzhang.inspection.arithmetic_in_sentences import Contradiction, contradictions
from mingzhang.inspection.claimed_sums import (
    Culprit,
    Sum,
    culprits,
    likeliest,
    mended,
    of_a_part,
    sums_of,
)
from mingzhang.inspection.disagreeing_cells import Held, Misfit, held_of, misfits, tails
from mingzhang.inspection.explained_by_unread import (
    Unread,
    is_explained,
    is_unsure,
    unread_beside,
    unsure_subjects,
)
from mingzhang.inspection.listed_cells import Listed, Lists, listed, mended_lists
from mingzhang.inspection.names_without_money import of_no_table, without_money
from mingzhang.inspection.paper_counts import counted_in
from mingzhang.inspection.paper_forms import FormsSeen, forms_seen, held_figures
from mingzhang.inspection.paper_names import renamed_in_tables, renamed_in_text, renamed_units
from mingzhang.inspection.paper_numbers import MISNAMED, Gathered, gather
from mingzhang.inspection.paper_sentences import (
    MOVES,
    NOTHING,
    PARTS,
    TABLES,
    TEXTS,
    UNITS,
    Unlike,
    compared,
)
from mingzhang.inspection.paper_titles import Subject, subject_of
from mingzhang.inspection.printed_nothing import nothing_in
from mingzhang.inspection.sentence_holes import SCORED, Doubtful, holes_of
from mingzhang.inspection.sentence_slips import Slip, slips
from mingzhang.inspection.text_outside_tables import Speech, speech_of
from mingzhang.inspection.uneven_sentences import uneven
from mingzhang.inspection.untold_figures import untold_in
from mingzhang.inspection.zero_styles import ways_of_zero
from mingzhang.intake.carried_over_money import carries_other
from mingzhang.intake.cell_origins import place_of
from mingzhang.intake.listing_tables import figures_of
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.missing_tables import follows
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import Told, amount_of
from mingzhang.intake.sheet_figures import told as as_told
from mingzhang.intake.source_solving import Solved, figure_of, solve
from mingzhang.intake.units_in_cells import WORTH
from mingzhang.project import Project
from mingzhang.reading.document_names import kinds_by_word, word_of

ON_PAGE = re.compile(r"第([0-9]+)页")
NTH = re.compile(r"（第 [0-9]+ 处）$")  # among all that a form may have
UNREAD, UNFIT = "MZ810", "MZ884"
# Rules of how an author types, and roll-ups, which are held cell by cell already.
NOT_OF_PAPERS = frozenset(("MZ205", "MZ220", "MZ411", "MZ425"))
FEW = 4
CHECK = "请对着原件人工核对这一处。"
COMPARED = {
    TABLES: "文字和表有一处不对",
    NOTHING: "文字和表有一处不对，也许表里漏填",
    TEXTS: "文字里的几个数有一处不对",
    PARTS: "合计的增减，或者它一个部分的，有一处不对",
    MOVES: "增减额和比率有一个不对",
    UNITS: "版式的句子是万元，看是不是少了“万”字",
}
LAST_DIGIT = (
    "只差末位，但四舍五入得不出印的数，看是不是截去了尾数，占比是不是用 100% 减去其余各项得来的"
)
ASK = "请与编制单位核对：印的数，或者它的明细，有一处不对。"


@dataclass(frozen=True)
class Asked:
    """What a person says of the papers: their form; kind and year where the papers do not say."""

    form: str
    kind: str = ""
    year: int = 0
    project: Project = field(default_factory=Project)


@dataclass(frozen=True)
class Inspected:
    """An inspected paper: whose it is, how much was read, what was found.

    ``figures`` were held against others, ``texts`` of sentences against the tables; ``unread``
    stand in tables that are not read; ``is_read`` says whether any table of the form was.
    ``areas`` are the cells of findings.
    """

    file: Path
    subject: Subject = field(default_factory=Subject)
    pages: int = 0
    tables: int = 0
    figures: int = 0
    unread: int = 0
    texts: int = 0
    found: tuple[Diagnostic, ...] = ()
    is_read: bool = False
    areas: Mapping[Diagnostic, Area] = field(default_factory=dict)


def inspect(file: Path, data: bytes, asked: Asked) -> Inspected:
    """The inspection of a paper: everything that is wrong in a published PDF."""
    return inspect_paper(file, read_pdf(file, data), asked)


def inspect_paper(file: Path, paper: Paper, asked: Asked) -> Inspected:
    """Everything that an inspection finds wrong in a paper that was read already."""
    kinds = kinds_by_word(asked.project)
    subject = subject_of(paper.pages, kinds)
    subject = replace(subject, year=asked.year or subject.year, kind=asked.kind or subject.kind)
    if not paper.pages:
        return Inspected(file, subject, found=paper.found)
    if not subject.year or not subject.kind:
        return Inspected(
            file, subject, len(paper.pages), found=(*paper.found, _unnamed(file, tuple(kinds)))
        )
    form = Form(asked.form, subject.kind, subject.year, "万元", asked.project)
    got = gather(paper.grids, form)
    return _inspected(file, paper, subject, got, form)


def _unnamed(file: Path, kinds: Sequence[str]) -> Diagnostic:
    message = f"看不出是哪一年的{'、'.join(kinds)}：前几页没有“2024年度……{kinds[0]}”这样的标题。"
    hint = f"请写明：--kind（{'、'.join(kinds)}之一）、--year（例如 2024）。"
    return Diagnostic(Place(file), "MZ889", message, hint)


def _inspected(file: Path, paper: Paper, subject: Subject, got: Gathered, form: Form) -> Inspected:
    counted = _counted(file, paper, subject, got)
    told = _of_reading(file, got)
    said = got.said
    if said is None or not got.placed:
        found = (*paper.found, *told, _no_table(file, form))
        return replace(counted, found=tuple(dict.fromkeys(found)))
    bases = read_kind(form.kind, form.project).bases
    rows = listed(got.lists, bases)
    unread = unread_beside((*got.placed, *rows.cells))
    claimed = (*sums_of(got.placed, bases), *rows.sums)
    found_sums = likeliest(
        culprits([s for s in claimed if s.holds or not _is_missed(s, unread)]),
        lambda way: _misfitting(file, paper, got, said, way, form),
    )
    found_sums, placed, solved = _accounted(got, said, found_sums, form)
    if solved.account is None:
        found = (*paper.found, *told, *solved.found)
        return replace(counted, found=found)
    got = replace(got, placed=placed, lists=mended_lists(got.lists, found_sums))
    forms, held = _held_forms(file, got, solved, form)
    if held is not got:
        counted, told, got = _counted(file, paper, subject, held), _of_reading(file, held), held
    sayer = _Sayer(file, got, solved.account, found_sums, rows, forms)
    wrong = (*sayer.sums(), *sayer.cells(), *sayer.forms_wrong(), *sayer.rules())
    account, doubtful = _believed(sayer, said, form)
    texts, unlike = _texts(file, paper, got, account, (doubtful, found_sums))
    renamed = _renamed(file, paper, [one.message for one in told if one.code == MISNAMED])
    slipped = (_of_words(file, one, "MZ827") for one in _slips(paper, subject, solved.account))
    told = (*slipped, *renamed, *told)
    found = (*paper.found, *sayer.missing(), *wrong, *unlike, *told, *sayer.notes())
    return replace(
        counted, texts=texts, found=tuple(dict.fromkeys(found)), is_read=True, areas=sayer.areas
    )


def _misfitting(
    file: Path,
    paper: Paper,
    got: Gathered,
    said: Told,
    found: Sequence[Culprit],
    form: Form,
) -> int:
    """How many findings of the inspection are left once those cells are mended."""
    _, solved = _solved(got, said, found, form)
    if solved.account is None:
        return len(solved.found)
    mended_forms = replace(got, lists=mended_lists(got.lists, found))
    forms = _forms(file, mended_forms, solved, form)
    _, unlike = _texts(file, paper, got, forms.account or solved.account, ((), ()))
    return len(forms.found) + len(unlike)


def _solved(
    got: Gathered, said: Told, found: Sequence[Culprit], form: Form
) -> tuple[tuple[Placed, ...], Solved]:
    """The cells as they should be after an inspection of their sums, and the account of them."""
    placed = mended(got.placed, found)
    told = replace(as_told(placed, Unit.named(got.unit))[0], blank=said.blank)
    return placed, solve(told, placed, replace(form, unit=got.unit), got.marks, same=got.same)


def _accounted(
    got: Gathered, said: Told, found: tuple[Culprit, ...], form: Form
) -> tuple[tuple[Culprit, ...], tuple[Placed, ...], Solved]:
    """The culprits of an inspection's sums, the cells mended for them, and the account of these."""
    placed, solved = _solved(got, said, found, form)
    others = _of_parts(found, got.placed, solved.account) if solved.account else ()
    return (others, *_solved(got, said, others, form)) if others else (found, placed, solved)


def _of_parts(
    found: Sequence[Culprit], placed: Sequence[Placed], account: Account
) -> tuple[Culprit, ...]:
    """The culprits where totals that an inspection finds apart show that a part is wrong.

    A sum or a part of it may be wrong: what else is made of the parts prints the sum as it is.
    None where there is no such.
    """
    wrong = [one for one in held_of(placed, account) if not one.agrees]
    shown = [one.rivals and any(_is_above(one, held, account) for held in wrong) for one in found]
    pairs = zip(found, shown, strict=True)
    return (
        tuple(of_a_part(one) if is_shown else one for one, is_shown in pairs) if any(shown) else ()
    )


def _is_above(one: Culprit, held: Held, account: Account) -> bool:
    """Whether a printed cell of the inspection misses what a sum below it does."""
    claim = one.broken[0]
    figure = figure_of(claim.whole.target, account)
    return (
        figure is not None
        and held.placed.target != claim.whole.target
        and held.apart == claim.apart
        and figure.leaves.keys() < held.figure.leaves.keys()
    )


def _believed(
    sayer: _Sayer, said: Told, form: Form
) -> tuple[Account, tuple[frozenset[object], ...]]:
    """The account that an inspection holds sentences against: parts that are told are mended.

    And what of it other cells still contradict: nobody knows which of them is right.
    """
    parts = [Culprit(one, meant, ()) for one, meant in sayer.wrong_parts()]
    placed, solved = _solved(sayer.got, said, parts, form) if parts else ((), None)
    if solved is None or solved.account is None:
        return sayer.forms.account or sayer.account, _doubtful(sayer.held, sayer.got)
    account = _forms(sayer.file, sayer.got, solved, form).account or solved.account
    return account, _doubtful(held_of(placed, account), sayer.got)


def _doubtful(held: Iterable[Held], got: Gathered) -> tuple[frozenset[object], ...]:
    """What each of the cells comes down to that an inspection still finds apart.

    Without a table that others are made of, any part of it may be what is wrong.
    """
    apart = [frozenset(one.figure.leaves) for one in held if not one.agrees]
    if got.lacking:
        return tuple({frozenset((leaf,)) for leaves in apart for leaf in leaves})
    return tuple(apart)


def _is_missed(one: Sum, unread: Unread) -> bool:
    """Whether a sum of a paper's inspection misses just what could not be read."""
    return is_explained(one.whole, one.apart, unread)


def _counted(file: Path, paper: Paper, subject: Subject, got: Gathered) -> Inspected:
    """How much of a paper the inspection has, and how many figures are held against others."""
    unread = got.unread + sum(len(figures_of(grid)) for grid, _ in got.left)
    held = len(got.placed) + len(listed(Lists(got.lists.listings), Groups()).cells)
    scores = sum(len(held_figures(one)) for one in got.lists.forms)
    return Inspected(file, subject, len(paper.pages), len(paper.grids), held + scores, unread)


def _of_reading(file: Path, got: Gathered) -> tuple[Diagnostic, ...]:
    """What the reading of a paper's tables found, and what of them it did not read."""
    told = [_on_page(file, one) for one in got.found if one.code != UNREAD]
    return (*told, *_unread(file, got), *_left(file, got))


def _held_forms(
    file: Path, got: Gathered, solved: Solved, form: Form
) -> tuple[FormsSeen, Gathered]:
    """The inspection's findings in a paper's project forms, and what is read of the paper.

    One form that was not read as a whole holds up no other.
    """
    forms = _forms(file, got, solved, form)
    if forms.is_held:
        return forms, got
    whole = got.without_forms(but_whole=True)
    forms = _forms(file, whole, solved, form)
    return forms, whole if forms.is_held else got.without_forms()


def _forms(file: Path, got: Gathered, solved: Solved, form: Form) -> FormsSeen:
    """The inspection's findings in a paper's project forms."""
    if got.marks.region is None or got.said is None:
        return FormsSeen()
    own, is_split = replace(form, unit=got.unit), carries_other(got.said)
    return forms_seen(file, got.lists, solved, own, got.marks.region, is_split=is_split)


def _texts(
    file: Path,
    paper: Paper,
    got: Gathered,
    account: Account,
    known: tuple[tuple[frozenset[object], ...], Sequence[Culprit]],
) -> tuple[int, tuple[Diagnostic, ...]]:
    """How many figures of the paper's sentences the inspection held, and which differ.

    Of what is ``known`` of its tables, the doubtful is not held, nor what is made of it; and what
    a sentence only repeats of a culprit is told of that.
    """
    if got.marks.region is None:
        return 0, ()
    doubtful, culprits_known = known
    is_whole = not paper.found and not got.is_listless
    counted = counted_in(got, account) if is_whole else ()
    forms = {id(one.grid.areas) for one in got.lists.forms}
    if any(id(one.cell.grid.areas) in forms for one in culprits_known):
        counted = tuple(name for name in counted if name != SCORED)
    if SCORED not in counted:
        doubtful = (*doubtful, *_of_projects(account))
    nothing = nothing_in(got, account)
    unsure = Doubtful(doubtful, tuple(untold_in(got, account)))
    holes = holes_of(account, got.marks.region, counted, nothing, unsure)
    speech = speech_of(paper.pages)
    seen = compared(holes, speech)
    repeated = _repeated(seen.unlike, culprits_known, account)
    differing = [one for one in seen.unlike if not (one.is_rounded or one in repeated)]
    stated = contradictions(speech)
    # A whole sentence that contradicts itself says more than the clause of its rate.
    differing = [o for o in differing if o.by != TEXTS or not any(_is_same(s, o) for s in stated)]
    left = {(one.page, one.printed) for one in contradictions(_corrected(speech, differing))}
    own = (
        one for one in stated if (one.page, one.printed) in left and not _is_told(one, differing)
    )
    wrong = (*(_unlike(file, one) for one in differing), *(_contradicted(file, o) for o in own))
    wrong = (*wrong, *(_of_words(file, one, "MZ789") for one in uneven(speech)))
    return seen.count, (*wrong, *_tails_of_texts(file, [o for o in seen.unlike if o.is_rounded]))


def _is_told(one: Contradiction, differing: Iterable[Unlike]) -> bool:
    """Whether what an inspected sentence contradicts is told of it, which may begin a page before.

    A figure of its page is not told twice, nor one of a clause of its words.
    """
    printed = one.printed.rstrip("%")
    own = (o for o in differing if o.page == one.page and o.printed.rstrip("%") == printed)
    return any(own) or any(_is_same(one, other) for other in differing)


def _is_same(one: Contradiction, other: Unlike) -> bool:
    """Whether a clause's figure is the one at which an inspected sentence contradicts itself."""
    is_same = one.printed.rstrip("%") == other.printed.rstrip("%")
    return is_same and other.words in one.words


def _repeated(
    unlike: Iterable[Unlike], found: Sequence[Culprit], account: Account
) -> frozenset[Unlike]:
    """What differs in the inspected sentences for the sake of a cell that is told already.

    They are made of the figure as the table prints it, or say of it what is right.
    """
    cells = [
        (one, tuple(figure_of(cell.target, account) for cell in (one.cell, *one.rivals)))
        for one in found
    ]
    return frozenset(
        one
        for one in unlike
        if one.figure is not None and one.printed[-1:].isdigit()
        if any(_is_of(one, one.figure, culprit, own) for culprit, own in cells)
    )


def _is_of(one: Unlike, figure: Figure, culprit: Culprit, own: Sequence[Figure | None]) -> bool:
    """Whether an inspected sentence's figure differs only by what is told of a cell.

    ``own`` are the figures of the cell and of its rivals.  A rate of one of them follows it.
    """
    leaves = [other.leaves.keys() for other in own if other is not None]
    if one.by != TABLES:
        return figure.leaves.keys() in leaves
    said, meant = (Decimal(text.replace(",", "")) for text in (one.printed, one.meant))
    apart = EXACT.multiply(EXACT.subtract(said, meant), Unit.WAN.value)
    by = EXACT.subtract(amount_of(culprit.cell).value, culprit.meant)
    cent = Unit.WAN.value / 100
    if figure.leaves.keys() in leaves and abs(said * Unit.WAN.value - culprit.meant) < cent:
        return True
    mine = figure.leaves.keys()
    is_alike = abs(abs(apart) - abs(by)) < cent  # a sum is too small where a part is too large
    return is_alike and any(mine <= other or other <= mine for other in leaves)


def _of_projects(account: Account) -> Iterator[frozenset[object]]:
    """What the inspected project forms come down to: less than is meant, where one is not read."""
    for project in account.projects:
        for line in (project.total, *project.funding.values()):
            for figure in (line.budget, line.adjusted, line.spent):
                yield from (frozenset((leaf,)) for leaf in figure.leaves)


def _corrected(speech: Speech, differing: Iterable[Unlike]) -> Speech:
    """The inspected text with what its sentences should say: what still does not fit is its own."""
    text = speech.text
    for one in differing:
        if text.count(one.words) == 1:
            text = text.replace(one.words, one.words.replace(one.printed, one.meant, 1))
    return replace(speech, text=text)


def _unlike(file: Path, one: Unlike) -> Diagnostic:
    message = f"文字“{one.words}”印作 {one.printed}，{one.by}应为 {one.meant}（第{one.page}页）。"
    hint = f"请与编制单位核对：{LAST_DIGIT if one.is_tail else COMPARED[one.by]}。"
    operands = (Operand("文字", one.printed), Operand(one.by, one.meant))
    severity = Severity.WARNING if one.is_tail else Severity.ERROR
    place = Place(file, page=one.page)
    return Diagnostic(place, "MZ886", message, hint, severity, operands=operands)


def _contradicted(file: Path, one: Contradiction) -> Diagnostic:
    message = (
        f"文字“{one.words}”的“{one.printed}”与同一句里的数不符：{one.reason}（第{one.page}页）。"
    )
    hint = "请与编制单位核对：这一句里的几个数有一个不对。"
    severity = Severity.WARNING if one.is_custom else Severity.ERROR
    return Diagnostic(Place(file, page=one.page), "MZ840", message, hint, severity)


def _of_words(file: Path, one: Slip, code: str) -> Diagnostic:
    """What the inspection says of a paper's words alone, which no figure tells."""
    message = f"文字“{one.words}”{one.how}（第{one.page}页）。"
    place = Place(file, page=one.page)
    return Diagnostic(place, code, message, "请与编制单位核对。", Severity.WARNING)


def _slips(paper: Paper, subject: Subject, account: Account) -> Iterator[Slip]:
    """The slips in an inspected paper's sentences that no figure tells."""
    speech = speech_of(paper.pages)
    yield from slips(speech, subject)
    yield from without_money(paper.grids, speech)
    official = {code: one.name for code, one in account.catalogue.official.items()}
    yield from of_no_table(paper.grids, speech, official)


def _renamed(file: Path, paper: Paper, misnamed: Sequence[str]) -> Iterator[Diagnostic]:
    """What the inspection says of names that a paper writes in two ways.

    Of a code that has the name of another that is told already, in ``misnamed``.
    """
    in_tables = (*renamed_in_tables(paper.grids), *renamed_units(paper.grids))
    for one in (*in_tables, *renamed_in_text(paper.grids, speech_of(paper.pages))):
        if one.code and any(one.code in message for message in misnamed):
            continue
        of = f"编码 {one.code} 的名称" if one.code else "文字里的科目"
        where = "别处" if one.code else "表里"
        message = (
            f"{of}印作“{one.printed}”，{where}是“{one.usual}”（{one.times} 处，第{one.page}页）。"
        )
        operands = (Operand("印作", one.printed), Operand(where, one.usual))
        hint = "请与编制单位核对：两种写法有一种不对。"
        place = Place(file, page=one.page)
        yield Diagnostic(place, "MZ885", message, hint, Severity.WARNING, operands=operands)


def _tails_of_texts(file: Path, found: Sequence[Unlike]) -> Iterator[Diagnostic]:
    if found:
        said = "、".join(f"“{o.words}”（第{o.page}页，{o.by} {o.meant}）" for o in found[:FEW])
        message = f"文字里 {len(found)} 个数只差尾数，不算差错：{said}{_more(found)}。"
        place = Place(file, page=found[0].page)
        yield Diagnostic(place, "MZ887", message, severity=Severity.NOTE)


def _no_table(file: Path, form: Form) -> Diagnostic:
    kind = word_of(form.kind, form.project)
    message = f"没有找到版式“{form.name}”{form.year}年{kind}的表，没有核对。"
    hint = (
        "请核对 --form 写的版式；这一份不是这一年或这一种的，写明 --year、--kind；"
        "里面没有表的，换一份有表的文件。"
    )
    return Diagnostic(Place(file), "MZ889", message, hint)


def _on_page(file: Path, one: Diagnostic) -> Diagnostic:
    """A finding of the inspection about a sheet as one about a page of the paper."""
    said = ON_PAGE.search(one.message)
    place = Place(file, page=int(said[1]) if said else 0)
    hint = one.hint if one.code == MISNAMED else CHECK
    # What the reading did not understand may be right on paper.
    severity = one.severity if one.code == MISNAMED else Severity.WARNING
    message = one.message.replace("工作表", "")
    return replace(one, place=place, hint=hint, message=message, severity=severity)


def _unread(file: Path, got: Gathered) -> Iterator[Diagnostic]:
    """Numbers of form tables that found no place in a paper's inspection, by page."""
    pages: dict[Place, list[Diagnostic]] = {}
    for one in (_on_page(file, one) for one in got.found if one.code == UNREAD):
        pages.setdefault(one.place, []).append(one)
    for found in pages.values():
        more = f"这一页这样的共 {len(found)} 格。" if len(found) > 1 else ""
        message = f"{found[0].message.replace('没有读入', '没有归到版式的行和列，没有核对')}{more}"
        yield replace(found[0], message=message)


def _left(file: Path, got: Gathered) -> Iterator[Diagnostic]:
    """Tables that the inspection of a paper does not hold against anything, by title."""
    by_title: dict[str, list[Grid]] = {}
    for grid, title in got.left:
        by_title.setdefault(title, []).append(grid)
    for title, grids in by_title.items():
        pages = sorted({area.page for grid in grids for area in grid.areas.values()})
        count = sum(len(figures_of(grid)) for grid in grids)
        what = f"是“{title}”" if title else "不是这个版式的"
        where = f"第{pages[0]}页" + (f"至第{pages[-1]}页" if len(pages) > 1 else "")
        message = f"{where}有 {len(grids)} 张表{what}，其中 {count} 个数没有核对。"
        yield Diagnostic(Place(file, page=pages[0]), "MZ891", message, severity=Severity.NOTE)


@dataclass(frozen=True)
class _Sayer:
    """Puts what an inspection of a paper found into words."""

    file: Path
    got: Gathered
    account: Account
    broken: tuple[Culprit, ...] = ()
    rows: Listed = field(default_factory=Listed)
    forms: FormsSeen = field(default_factory=FormsSeen)
    areas: dict[Diagnostic, Area] = field(default_factory=dict)

    def sums(self) -> Iterator[Diagnostic]:
        """What the inspection of a paper says of cells that break the sums of their tables."""
        told = {_corner(one.held.placed) for one in self._other_misfits}
        exchanged: set[int] = set()
        for one in self.broken:
            if one.beside is not None:
                if id(one.cell) not in exchanged:
                    yield self._exchanged(one, one.beside)
                exchanged.add(id(one.beside))
            elif one.alike:
                yield from (self._alike(one) for cell in one.alike[:1] if cell is one.cell)
            elif not one.rivals:
                yield self._alone(one)
            elif not any(_corner(c) in told for s in one.broken for c in (s.whole, *s.parts)):
                yield self._either(one)

    def _alone(self, one: Culprit) -> Diagnostic:
        meant = self._in_unit(one.meant, one.cell)
        wholes = [s.whole for s in one.broken if s.whole is not one.cell]
        by = f"合计（{self.name(wholes[0])}）" if wholes else "明细"
        return self._cell(one.cell, meant, by, one.broken)

    def _alike(self, one: Culprit) -> Diagnostic:
        """What the inspection of a paper says of a figure that is wrong wherever it stands."""
        own = {id(cell) for cell in one.alike}
        others = (c for s in one.broken for c in (s.whole, *s.parts) if id(c) not in own)
        by = f"{self.name(next(others))} 等 {len(one.broken)} 处"
        printed, meant = shown(one.cell.number), self._in_unit(one.meant, one.cell)
        message = (
            f"{self.name(one.cell)} 等 {len(one.alike)} 格都印作 {printed}，"
            f"按{by}应为 {meant}（第{_page(one.cell)}页）。"
        )
        return self._told(one.cell, message, one.broken)

    def _exchanged(self, one: Culprit, beside: Placed) -> Diagnostic:
        """What the inspection of a paper says of two cells in each other's place."""
        both = f"{shown(one.cell.number)} 和 {shown(beside.number)}"
        others = "".join(f"，或者 {self.name(a)} 与 {self.name(b)}" for a, b in one.instead)
        message = (
            f"{self.name(one.cell)} 与 {self.name(beside)}{others} 印反了：印作 {both}，"
            f"对调以后各处合计都对（第{_page(one.cell)}页）。"
        )
        return self._told(one.cell, message, one.broken)

    def _either(self, one: Culprit) -> Diagnostic:
        """What the inspection of a paper says of a sum, if it or a part may be wrong."""
        whole = one.broken[0].whole
        added = EXACT.subtract(amount_of(whole).value, one.broken[0].apart)
        meant = self._in_unit(added, whole)
        if one.broken[0].kind == ("tables",):
            other = one.broken[0].parts[0]
            return self._cell(whole, meant, self.name(other), one.broken)
        return self._cell(whole, meant, "明细", one.broken)

    def _cell(self, cell: Placed, meant: str, by: str, broken: Sequence[Sum]) -> Diagnostic:
        page = _page(cell)
        printed = shown(cell.number)
        message = f"{self.name(cell)} 印作 {printed}，按{by}应为 {meant}（第{page}页）。"
        return self._told(cell, message, broken)

    def _told(self, cell: Placed, message: str, broken: Sequence[Sum]) -> Diagnostic:
        beside = dict.fromkeys(c for one in broken for c in (one.whole, *one.parts))
        operands = tuple(
            Operand(self.name(one), shown(one.number), Place(self.file, page=_page(one)))
            for one in beside
            if one is not cell
        )
        place = Place(self.file, page=_page(cell))
        return self._at(cell, Diagnostic(place, UNFIT, message, ASK, operands=operands))

    def _at(self, cell: Placed, told: Diagnostic) -> Diagnostic:
        """Takes down where on the paper a finding is."""
        if area := cell.grid.area(cell.spot):
            self.areas[told] = area
        return told

    def cells(self) -> Iterator[Diagnostic]:
        """The findings about cells of the paper that do not fit."""
        for one in self._other_misfits:
            yield self._misfit(one)

    def wrong_parts(self) -> Iterator[tuple[Placed, Decimal]]:
        """Each cell of the paper that others are added up of and show to be wrong, and its sum."""
        for one in self._other_misfits:
            if one.is_part:
                yield one.held.placed, one.meant

    @cached_property
    def _named(self) -> Named:
        """What the inspection of a paper calls the cells of the form."""
        return _names(self.got.marks.tables)

    @cached_property
    def _other_misfits(self) -> tuple[Misfit, ...]:
        """Misfits in the paper's inspection but those mended already for a sum's sake."""
        own = {_corner(one.cell) for one in self.broken}
        unread, unsure = unread_beside(self.got.placed), unsure_subjects(self.got.placed)
        return tuple(
            one
            for one in misfits(self.held)
            if _corner(one.held.placed) not in own
            and not follows(one.held.placed, self.got.lacking)
            and not is_unsure(one.held.placed, unsure)
            and (one.is_part or not is_explained(one.held.placed, one.held.apart, unread))
        )

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """The cells of the paper held against the inspection's account."""
        return held_of(self.got.placed, self.account)

    def _misfit(self, one: Misfit) -> Diagnostic:
        held = one.held
        printed, meant = shown(held.placed.number), self._in_unit(one.meant, held.placed)
        by = f"{self.name(one.others[0].placed)}等 {len(one.others)} 处" if one.is_part else "明细"
        page = _page(held.placed)
        message = f"{self.name(held.placed)} 印作 {printed}，按{by}应为 {meant}（第{page}页）。"
        others = tuple(self._operand(other) for other in one.others)
        first = Operand(f"按{'合计' if one.is_part else '明细'}", meant)
        place = Place(self.file, page=page)
        found = Diagnostic(place, UNFIT, message, ASK, operands=(first, *others))
        return self._at(held.placed, found)

    def _operand(self, held: Held) -> Operand:
        meant = self._in_unit(held.figure.amount.value, held.placed)
        label = f"{self.name(held.placed)}（算出 {meant}）"
        return Operand(label, shown(held.placed.number), Place(self.file, page=_page(held.placed)))

    def _in_unit(self, value: Decimal, placed: Placed) -> str:
        unit = Unit.WAN if placed.unit == Unit.WAN.label else Unit.YUAN
        exponent, least = placed.number.as_tuple().exponent, 2 if placed.unit in WORTH else 0
        decimals = max(least, -exponent) if isinstance(exponent, int) else least
        return shown(Amount(value).displayed(unit, decimals))

    def name(self, placed: Placed) -> str:
        """A cell's name in a paper's inspection: 公开05表 第7行 2101502 一般行政管理事务."""
        table, words = self._named.get((placed.table, placed.cell), ("", ""))
        if id(placed) in self.rows.names:
            table, words = self._titles.get(placed.table, ""), self.rows.names[id(placed)]
        row = placed.spot.row - self._first_row(placed) + 1
        return f"{table or placed.table} 第{row}行 {words}".rstrip()

    def _first_row(self, placed: Placed) -> int:
        every = (*self.got.placed, *self.rows.cells)
        return min(p.spot.row for p in every if p.grid is placed.grid)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {table.key: table.number or table.title for table in self.got.marks.tables}

    def forms_wrong(self) -> Iterator[Diagnostic]:
        """What the inspection of a paper says of forms of projects.

        Where a sum of a form is wrong and nothing tells which cell of it, that is told already.
        """
        told = {id(one.cell.grid.areas) for one in self.broken if one.rivals}
        for found, grid, spot in self.forms.found:
            if id(grid.areas) in told or (found.code == UNFIT and self.got.is_listless):
                continue
            if area := grid.area(spot):
                self.areas[found] = area
            yield found

    def missing(self) -> Iterator[Diagnostic]:
        """The inspection's findings about tables of the form that the paper lacks."""
        if titles := [f"“{title}”" for title in self.got.absent]:
            message = f"没有找到版式的 {len(titles)} 张表：{'、'.join(titles)}。"
            hint = "没有数据的表也应公开空表并说明；标题写法不同的认不出来。"
            yield Diagnostic(Place(self.file), "MZ890", message, hint, Severity.WARNING)

    def rules(self) -> Iterator[Diagnostic]:
        """What rules say of an inspection's account, where cells of the paper are behind it."""
        cells = self._by_place()
        # As long as nobody knows which cell is wrong, more follows from it than can be told apart.
        # So it is without a table that others are made of.
        wrong = any(not one.agrees for one in self.held) or any(b.rivals for b in self.broken)
        wrong = wrong or bool(self.got.lacking)
        for one in () if wrong else check(self.account):
            typed = [o.place for o in one.operands if o.place] or [one.place]
            behind = [cells[place] for place in (*one.suspects, *typed) if place in cells]
            # What is said of no figure may be in a table that the paper lacks, or that is not read.
            is_absent = self.got.is_partial and not one.operands
            if one.code in NOT_OF_PAPERS or not behind or is_absent:
                continue
            place = Place(self.file, page=_page(behind[0]))
            operands = tuple(
                replace(o, place=Place(self.file, page=_page(cells[o.place])))
                if o.place in cells
                else replace(o, place=None)
                for o in one.operands
            )
            hint = "请与编制单位核对。"
            yield replace(one, place=place, hint=hint, operands=operands, suspects=())

    def _by_place(self) -> Mapping[Place | None, Placed]:
        found: dict[Place | None, Placed] = {}
        for is_own in (True, False):
            for one in self.got.placed:
                place = place_of(figure_of(one.target, self.account), is_own=is_own)
                if place is not None:
                    found.setdefault(place, one)
        return found

    def notes(self) -> Iterator[Diagnostic]:
        """The notes of a paper's inspection: tails of rounding, ways of writing zero."""
        if found := tails(self.held):
            names = "、".join(f"{self.name(one.placed)}" for one in found[:FEW])
            message = f"{len(found)} 格与明细之和只差尾数，不算差错：{names}{_more(found)}。"
            place = Place(self.file, page=_page(found[0].placed))
            yield Diagnostic(place, "MZ887", message, severity=Severity.NOTE)
        yield from self._tails_of_forms()
        for ways in ways_of_zero(self.got.placed):
            said = "、".join(f"{way} {count} 格" for way, count in ways.counts)
            message = f"{self._titles.get(ways.table, ways.table)}里没有数的写法不一：{said}。"
            page = _page(ways.first)
            yield Diagnostic(Place(self.file, page=page), "MZ888", message, severity=Severity.NOTE)

    def _tails_of_forms(self) -> Iterator[Diagnostic]:
        if own := self.forms.tails:
            cells = "、".join(f"“{one.name}”{one.grid.cell(spot)}" for one, spot in own[:FEW])
            message = f"项目表里 {len(own)} 格与算出的数只差尾数，不算差错：{cells}{_more(own)}。"
            place = own[0][0].grid.place(own[0][1])._replace(file=self.file)
            yield Diagnostic(place, "MZ887", message, severity=Severity.NOTE)


def _corner(one: Placed) -> tuple[int, int, int]:
    """Which cell of the inspected paper it is, whatever number it should have."""
    return id(one.grid), one.spot.row, one.spot.column


def _more(found: Sequence[object]) -> str:
    return " 等" if len(found) > FEW else ""


def shown(number: Decimal) -> str:
    """A paper's number with thousands separators and at least two decimals."""
    exponent = number.as_tuple().exponent
    decimals = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{number:,.{decimals}f}"


def _page(placed: Placed) -> int:
    area = placed.grid.area(placed.spot)
    return area.page if area else 0


Named = Mapping[tuple[str, tuple[int, int]], tuple[str, str]]


def _names(tables: Iterable[Table]) -> Named:
    """Names in a paper's inspection of each cell of the form's tables: table, row, column."""
    tables = tuple(tables)
    by_cell = {id(address.cell): address for address in addresses(tables)}
    found: dict[tuple[str, tuple[int, int]], tuple[str, str]] = {}
    for table in tables:
        for row, cells in enumerate(places_in(table.body)):
            for column, cell in cells:
                if address := by_cell.get(id(cell)):
                    label = NTH.sub("", address.row)
                    words = " / ".join(filter(None, (label, address.column)))
                    found[table.key, (row, column)] = (address.table, words)
    return found


__all__ = ["Asked", "Inspected", "inspect", "inspect_paper"]
