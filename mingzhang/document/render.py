"""Rendering: an account and a project's templates → the document, or what prevents it.

Pure: nothing is written, and the same account and templates always give the same document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from markupsafe import Markup

from mingzhang.diagnostics import Diagnostic, Place, Severity, has_errors
from mingzhang.document.cell_address import Address
from mingzhang.document.code_comments import blanked, code_of
from mingzhang.document.code_trial import Trial
from mingzhang.document.disagreeing_shares import disagreeing_shares
from mingzhang.document.document_region import region_of
from mingzhang.document.document_structure import (
    ATTACHMENTS,
    GLOSSARY,
    PER_PROJECT,
    SECTION,
    TABLES,
    Content,
    Outline,
    Structure,
    numbered,
    read_structure,
)
from mingzhang.document.empty_sections import no_section, nothing_said
from mingzhang.document.form_specs import Context
from mingzhang.document.form_tables import build_tables
from mingzhang.document.glance_chart import Glance
from mingzhang.document.glossary import Entry, build_glossary, idle_terms
from mingzhang.document.guessed_faults import without_guesses
from mingzhang.document.heading_levels import nested
from mingzhang.document.heading_numbers import misnumbered
from mingzhang.document.html_page import (
    PAGE,
    PRINT_STYLE,
    Cover,
    Extras,
    Made,
    Part,
    Section,
    lay_out_parts,
    page_text,
    plain,
    read_text,
    render_page,
    without_tables,
)
from mingzhang.document.joined_sentences import joined_badly
from mingzhang.document.narrative import HEADINGS, Block, Narrator, create_narrator, left_out
from mingzhang.document.open_data import OpenData
from mingzhang.document.page_frame import Frame, frame_of, sample
from mingzhang.document.printing_record import Record, faint, missing, rough, served_twice
from mingzhang.document.region_folder import Region
from mingzhang.document.sentence_figures import Answer
from mingzhang.document.table_values import Table
from mingzhang.document.template_environment import create_environment
from mingzhang.document.template_faults import RAISED, template_fault
from mingzhang.document.template_names import read_names, taken_names, without_goals
from mingzhang.document.tried_tables import TriedTables
from mingzhang.document.unexplained_gaps import unexplained
from mingzhang.document.units_in_templates import contradicted_units
from mingzhang.document.unprinted_entries import told, unused
from mingzhang.document.untypable_keys import keyless, without_key, without_reason
from mingzhang.facts.account import Account
from mingzhang.facts.evaluation_points import USUAL, Rounding
from mingzhang.facts.form_declarations import read_declared
from mingzhang.facts.own_list_figures import Cells
from mingzhang.facts.reasons import Move
from mingzhang.facts.source_nodes import rows, text
from mingzhang.forms.form import Form, read_form
from mingzhang.project import Project
from mingzhang.reading.source_text import shown

TEMPLATE = ".j2"


class Pages(Enum):
    """What is rendered of a page: nothing but a trial, what a screen shows, its paper, all.

    ``TEXTS`` is all that a screen shows beside tables.
    """

    NONE, SCREEN, PAPER, ALL, TEXTS = range(5)


ON_SCREEN_ONLY = (Pages.SCREEN, Pages.TEXTS)
NO_COVER = Cover((), "")


@dataclass(frozen=True)
class Document:
    """A rendered document: the page, its paper, a PDF's style, and what they are made of.

    ``around`` is what the page's template says by itself, where there is no paper; ``asked`` are
    the figures of sentences, by the number that their markup has.
    """

    title: str
    html: str
    print_style: str
    parts: tuple[Part, ...] = ()
    tables: tuple[Table, ...] = ()
    paper: str = ""
    cover: Cover = NO_COVER
    around: str = ""
    asked: tuple[Answer, ...] = ()
    account: Account | None = field(default=None, compare=False, repr=False)
    open_data: OpenData | None = field(default=None, compare=False, repr=False)
    printed: frozenset[str] = frozenset()  # the Markdown files that it holds
    # What each template of sentences wrote, a paragraph each.
    written: Mapping[Path, Sequence[str]] = field(default_factory=dict, compare=False, repr=False)
    unprinted: frozenset[Place] = frozenset()  # the typed values that it does not hold
    # The files of its form that it was made with, and the terms of its glossary without use.
    form: frozenset[Path] = field(default=frozenset(), compare=False, repr=False)
    idle_terms: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    # By the place of a reason: the moves that it stands behind.
    explained: Mapping[Place, tuple[Move, ...]] = field(default_factory=dict, repr=False)
    cells: Cells = field(default=frozenset(), repr=False)  # of lists, which it prints
    rounding: Rounding = USUAL  # of its 自评表

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section rendered, in order; ``sentences`` of each is its plain text."""
        return tuple(section for part in self.parts for section in part.sections)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The address of every cell of a rendered document's tables that shows a value."""
        return self.open_data.addresses if self.open_data else ()


def render(
    account: Account,
    project: Project,
    *,
    pages: bool = True,
    only: Pages | None = None,
    record: Record | None = None,
    trial: Trial | None = None,
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Renders a document, and what is to be said about it; none where there is an error.

    Without ``pages`` it has tables and sentences only, which is all that a check or review needs;
    ``only``: of its pages that alone; ``Pages.SCREEN`` also where it has errors, without data.
    ``record`` takes down what was asked for, a ``trial`` what its templates say.
    """
    region, found = region_of(account, project)
    if region is None:
        return None, found
    region, record = _tried(region, trial), record or Record()
    record.gap = region.text("缺数", record.gap)
    wanted = only or (Pages.ALL if pages else Pages.NONE)
    form = read_form(account.region, account.kind.name, project)
    document, more = _rendered(account, region, form, record, wanted)
    document = document and replace(document, form=frozenset(region.taken))
    declared = read_declared(account.folder, project)
    diagnostics = tuple(dict.fromkeys((*found, *declared.faults, *more)))
    return (None if has_errors(diagnostics) and only is not Pages.SCREEN else document), diagnostics


def tried_tables(account: Account, project: Project, trial: Trial) -> TriedTables:
    """The tables alone of a document that is rendered for a trial, for its later ones, too."""
    region, _ = region_of(account, project)
    if region is None:
        return TriedTables(((), ()))
    record = Record()
    region = _tried(region, trial)
    record.gap = region.text("缺数", record.gap)
    return TriedTables(build_tables(account, region, record), record)


def _tried(region: Region, trial: Trial | None) -> Region:
    if trial is None:
        return region
    return replace(region, trial=trial, settings={**region.settings, **trial.settings})


def print_style(account: Account, project: Project) -> str:
    """The style of the PDF that a document is going to be rendered with; none where unknown."""
    region, _ = region_of(account, project)
    return read_text(region, PRINT_STYLE) if region else ""


def _rendered(
    account: Account, region: Region, form: Form | None, record: Record, pages: Pages
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    tables, faults = _tables(account, region, record)
    context = Context.of(account, region, record)
    structure = read_structure(context)
    kinds = {one for part in structure.parts for content in part.contents for one in content.holds}
    names = {**read_names(account, record), **without_goals(account, kinds)}
    narrator = create_narrator(account, region, names, structure.terms or {}, record)
    tables = _without_blanks(tables, structure)
    builder = _Builder(_Shelf.of(tables, structure, record), narrator, structure.mark)
    parts = tuple(builder.parts(structure.parts))
    context.faults.extend(_unplaced(tables, parts, structure.place))
    said = page_text(parts, headed=True)  # a heading uses a word, too
    glossary = build_glossary(context, said) if GLOSSARY in kinds else ()
    entries = tuple(_entries(glossary, TERM_MARKS[region.text("名词序号", "汉字")]))
    parts = tuple(_with_glossary(part, entries) for part in parts)
    unkeyed, definitions = keyless(record, account), account.indicators.definitions
    lacks = (
        *without_key(unkeyed, region),
        *without_reason(record.unwritable, account, region, form),
        *missing(record, definitions, unkeyed, account.previous.is_doubled, account),
    )
    left = unused(account, record, kinds, said)
    lacks = (*left_out(narrator.writer), *lacks, *faint(record), *rough(record, account.unit))
    more = (*told(account, record, left), *served_twice(record, account.reasons))
    more = (*_contradicted_units(region, account), *lacks, *more)
    known = without_guesses((*faults, *context.faults, *narrator.writer.found, *more), region)
    found = (*taken_names(account, form, names), *known, *unexplained(account, record, known))
    if has_errors(found) and pages is not Pages.SCREEN:
        return None, found
    bare = replace(
        _bare(narrator, structure, parts, tables),
        unprinted=left.places,
        idle_terms=idle_terms(context, said),
    )
    document = (_framed if pages is Pages.NONE else _with_pages)(bare, narrator, pages)
    return (None, (*found, document)) if isinstance(document, Diagnostic) else (document, found)


def _without_blanks(tables: Sequence[Table], structure: Structure) -> tuple[Table, ...]:
    """A document's tables but for the blank one of a kind that is rendered of projects alone."""
    contents = (c for part in structure.parts for c in part.contents if c.may_be_empty)
    layouts = {PER_PROJECT[c.kind] for c in contents if c.kind in PER_PROJECT}
    return tuple(t for t in tables if t.project or t.layout not in layouts)


def _tables(
    account: Account, region: Region, record: Record
) -> tuple[tuple[Table, ...], tuple[Diagnostic, ...]]:
    """The tables of a rendered document; those of a trial may have been made by another."""
    known = region.trial.tables if region.trial else None
    if known is None:
        return build_tables(account, region, record)
    record.take(known.record)
    return known.made


def _contradicted_units(region: Region, account: Account) -> Iterator[Diagnostic]:
    """Figures of a rendered document's templates and texts, behind which another unit stands."""
    for file in sorted(file for file in region.taken if file.suffix == TEMPLATE):
        tried = region.trial.texts.get(str(file)) if region.trial else None
        yield from contradicted_units(blanked(tried or code_of(file)), file)
    folder = account.folder
    for name, content in folder.texts.items():
        yield from contradicted_units(content, shown(folder.path / name))


def _cover(structure: Structure, agency: str) -> Cover:
    return Cover(structure.cover, structure.date, structure.notice, structure.corrections, agency)


def _bare(
    narrator: Narrator,
    structure: Structure,
    parts: tuple[Part, ...],
    tables: tuple[Table, ...],
) -> Document:
    """The rendered document without a page."""
    style, writer = read_text(narrator.region, PRINT_STYLE), narrator.writer
    cover = _cover(structure, writer.account.agency)
    asked = tuple(writer.wording.asked or ())
    bare = Document(cover.title, "", style, parts, tables, cover=cover, asked=asked)
    explained = writer.record.behind(writer.account.reasons)
    printed = frozenset(writer.printed)
    data = OpenData(writer.account, tables)
    known = replace(bare, account=writer.account, open_data=data)
    cells, rounding = frozenset(writer.record.cells), writer.record.rounding
    made = replace(known, printed=printed, explained=explained, cells=cells, rounding=rounding)
    return replace(made, written=writer.record.written)


def _with_pages(bare: Document, narrator: Narrator, wanted: Pages) -> Document | Diagnostic:
    """The rendered document with its page, or what is wrong in the page's template."""
    pages = _pages(narrator, bare, bare.parts, wanted)
    if isinstance(pages, Diagnostic):
        return pages
    return replace(bare, html=pages[0], paper=pages[1])


def _framed(bare: Document, narrator: Narrator, wanted: Pages) -> Document | Diagnostic:
    """The rendered document without a page, or what is wrong in its template all the same."""

    def tried() -> Frame:
        """The frame rendered with few of its parts."""
        few = sample(bare.parts)
        return _frame(_pages(narrator, bare, few, wanted), few)

    frame = frame_of(narrator.region, tried)
    return frame.fault or replace(bare, around=frame.text)


def _pages(
    narrator: Narrator, bare: Document, parts: tuple[Part, ...], wanted: Pages
) -> tuple[str, str] | Diagnostic:
    """The rendered page and its paper, or what is wrong in the page's template."""
    account, region = narrator.writer.account, narrator.region
    data = bare.open_data or OpenData(account, bare.tables)
    if wanted is Pages.TEXTS:
        parts, data = without_tables(parts), OpenData(account, ())
    extras = Extras.of(data, region, parts, bare.asked, figures=wanted is not Pages.NONE)
    if wanted in ON_SCREEN_ONLY:
        extras = replace(extras, data=False, script=Markup())
    cells = sum(len(row.cells) for t in bare.tables for row in (*t.head, *t.body))
    environment, papers = create_environment(region, cells), lay_out_parts(parts)
    seen = None if wanted in (Pages.NONE, Pages.TEXTS) else Glance(account)
    made = Made(bare.cover, parts, papers, seen)
    try:
        has_page, has_paper = wanted is not Pages.PAPER, wanted not in ON_SCREEN_ONLY
        html = render_page(environment, region, made, extras) if has_page else ""
        paper = render_page(environment, region, made, None) if has_paper else ""
    except RAISED as error:
        return template_fault(error, region.find(PAGE) or region.folders[-1] / PAGE, ())
    return html, paper


def _frame(pages: tuple[str, str] | Diagnostic, parts: tuple[Part, ...]) -> Frame:
    if isinstance(pages, Diagnostic):
        return Frame(fault=pages)
    return Frame("".join(sorted(set(plain(pages[1])) - set(page_text(parts)))))


UNPLACED = (
    "请在要印的部分写“种类: 表”（没有点名的表都印在那里）或“表: [编号]”，"
    "各项目的表写“种类: 自评表”或“种类: 绩效目标表”；"
    "不要这张表的，在 tables 的同名文件里写“停用: 是”。"
)


@dataclass(frozen=True)
class _Shelf:
    """The tables of a document while it is rendered, and which have a place of their own."""

    tables: tuple[Table, ...]
    placed: frozenset[str]
    record: Record

    @classmethod
    def of(cls, tables: tuple[Table, ...], structure: Structure, record: Record) -> _Shelf:
        """The rendered tables as a document's structure places them."""
        contents = (content for part in structure.parts for content in part.contents)
        placed = frozenset(key for content in contents for key in content.tables)
        return cls(tables, placed, record)

    def at(self, content: Content) -> tuple[tuple[Table, ...], ...]:
        """The rendered tables that stand at a place of tables, those of all projects together."""
        loose = {t.key: (t,) for t in self.tables if t.layout not in PER_PROJECT.values()}
        if not content.tables:
            return tuple(one for key, one in loose.items() if key not in self.placed)
        made = {kind: self.of_layout(layout) for kind, layout in PER_PROJECT.items()}
        named = (made.get(key) or loose.get(key) for key in content.tables)
        return tuple(filter(None, named))

    def of_layout(self, layout: str) -> tuple[Table, ...]:
        """The rendered tables that are made for each project."""
        return tuple(table for table in self.tables if table.layout == layout)

    def lost(self, content: Content) -> Iterator[Diagnostic]:
        """Tables that a place of the rendered document asks for and the form does not have."""
        known = self.record.apart.union(PER_PROJECT, (table.key for table in self.tables))
        for key in (key for key in content.tables if key not in known):
            message = f"版式里没有表 {key}。"
            hint = "“表”写 tables 里文件名的前两位，例如 表: ['11']；停用的表不能印。"
            hint += f"一个项目一张的写 {'、'.join(PER_PROJECT)}。"
            yield Diagnostic(content.place, "MZ518", message, hint)
        asked = ((kind, one) for kind, one in PER_PROJECT.items() if kind in content.holds)
        for kind, layout in ((k, v) for k, v in asked if v not in self.record.layouts):
            message = f"版式里没有“版面: {layout}”的表，“{kind}”下面什么也没有。"
            hint = "请在 tables 里加上这样的表（停用的不算），或删去这一行。"
            yield Diagnostic(content.place, "MZ518", message, hint)


def _title(tables: Sequence[Table]) -> str:
    """The title of rendered tables that stand together; none where each project's has its own."""
    titles = {table.title for table in tables}
    return titles.pop() if len(titles) == 1 else ""


def _unplaced(
    tables: Sequence[Table], parts: Sequence[Part], place: Place | None
) -> Iterator[Diagnostic]:
    """The tables that a form has and no part of its rendered document prints."""
    printed = {t.key for part in parts for section in part.sections for t in section.tables}
    left = [table for table in tables if table.key not in printed]
    if place and left:
        # A form that is made for each project is one table.
        keys = {table.key.partition("-")[0]: table.title for table in left}
        names = "、".join(f"{key}“{title}”" for key, title in keys.items())
        message = f"表 {names}没有印：各部分的“内容”里都没有。"
        yield Diagnostic(place, "MZ426", message, UNPLACED, Severity.WARNING)


@dataclass
class _Builder:
    """Renders a document: fills its structure with sentences and tables."""

    shelf: _Shelf
    narrator: Narrator
    mark: str
    _section_mark: str = field(default="")
    _number: int = field(default=0)

    def parts(self, outlines: Sequence[Outline]) -> Iterator[Part]:
        """Renders the parts in order; one that may be empty and is has no number."""
        number = 1
        for outline in outlines:
            part = self._part(number, outline)
            if not part.sections and not outline.may_be_empty:
                writer = self.narrator.writer
                writer.found.append(no_section(outline, writer.account))
            if part.sections or not outline.may_be_empty:
                yield part
                number += 1

    def _part(self, number: int, outline: Outline) -> Part:
        self._number, self._section_mark = 0, outline.mark
        prefix = f"{number:02}"
        contents = (s for content in outline.contents for s in self._sections(content, prefix))
        sections = (
            replace(s, blocks=tuple(nested(s.blocks, has_title=bool(s.title)))) for s in contents
        )
        title = numbered(self.mark, number, outline.title)
        return Part(f"part-{prefix}", title, tuple(sections))

    def _sections(self, content: Content, prefix: str) -> Iterator[Section]:
        self.narrator.writer.found.extend(self.shelf.lost(content))
        if content.kind == SECTION:
            yield from self._section(content, prefix)
        elif content.kind == TABLES:
            for tables in self.shelf.at(content):
                yield replace(self._titled(_title(tables), prefix), tables=tables)
        elif layout := PER_PROJECT.get(content.kind):
            tables = self.shelf.of_layout(layout)
            if tables or not content.may_be_empty:
                yield replace(self._titled(content.title, prefix), tables=tables)
        elif content.kind == ATTACHMENTS:
            yield from self._attachments(prefix)
        elif content.kind == GLOSSARY:
            # Without a title of its own it is what its part is titled for, and has no number.
            titled = self._titled(content.title, prefix) if content.title else Section("", "")
            yield replace(titled, id=f"section-{prefix}-{GLOSSARY_ID}")

    def _section(self, content: Content, prefix: str) -> Iterator[Section]:
        blocks = self._blocks(content)
        tables = self.shelf.at(content) if content.tables else ()
        if blocks or tables or not content.may_be_empty:
            titled = self._titled(content.title, prefix)
            yield replace(titled, blocks=blocks)
            # Its tables stand below it, each with its own title above it and no other heading.
            for made in tables:
                yield Section(f"{titled.id}-{made[0].key}", "", tables=made, in_text=True)

    def _attachments(self, prefix: str) -> Iterator[Section]:
        for attached in rows(self.narrator.writer.account.source, "附件"):
            blocks = (Block("html", self.narrator.long_text(text(attached, "文件"))),)
            yield replace(self._titled(text(attached, "标题"), prefix), blocks=blocks)

    def _blocks(self, content: Content) -> tuple[Block, ...]:
        if not content.template:
            return ()  # that it names none is told of the form
        writer, template = self.narrator.writer, content.template
        files, record = self.narrator.files(template), writer.record
        before = len(record.written.get(files[0], ())) if files else 0
        blocks = self.narrator.blocks(template, content.place)
        writer.found.extend(misnumbered(blocks, template, content.place))
        paragraphs = record.written.get(files[0], ())[before:] if files else ()
        writer.found.extend(joined_badly(blocks, writer.account, files, content.place))
        writer.found.extend(disagreeing_shares(paragraphs, record.asked, files, content.place))
        says_nothing = all(block.tag in HEADINGS.values() for block in blocks)
        if says_nothing and not content.tables and (blocks or not content.may_be_empty):
            writer.found.append(nothing_said(content, writer.account, self.narrator.region))
        return blocks

    def _titled(self, title: str, prefix: str) -> Section:
        self._number += 1
        heading = numbered(self._section_mark, self._number, title) if title else ""
        return Section(f"section-{prefix}-{self._number:02}", heading)


GLOSSARY_ID = "glossary"
# How the setting 名词序号 numbers the terms.
TERM_MARKS = {"汉字": "{序号}、", "数字": "{数字}.", "（一）": "（{序号}）"}


def _with_glossary(part: Part, entries: tuple[Block, ...]) -> Part:
    sections = tuple(
        replace(section, blocks=entries) if section.id.endswith(GLOSSARY_ID) else section
        for section in part.sections
    )
    return replace(part, sections=sections)


def _entries(glossary: tuple[Entry, ...], mark: str) -> Iterator[Block]:
    for number, entry in enumerate(glossary, 1):
        line = Markup("{}<dfn>{}</dfn>：{}")
        yield Block("p", line.format(numbered(mark, number, ""), entry.term, entry.meaning))
