"""Everything that a template's own words get wrong: parsed template, names, account → findings.

``mingzhang region`` asks it of every template of a form, ``mingzhang check`` of what a clerk's
document prints.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.comparing_words import comparing_words
from mingzhang.document.conditions_of_others import conditions_of_others
from mingzhang.document.contradicting_sentences import contradictions
from mingzhang.document.counts_of_other_groups import counts_of_other_groups
from mingzhang.document.document_structure import Structure
from mingzhang.document.figures_in_words import figures_in_words
from mingzhang.document.figures_of_rows import figures_of_rows
from mingzhang.document.funds_of_sections import figures_of_other_funds
from mingzhang.document.inverted_conditions import inverted_conditions
from mingzhang.document.lists_in_sentences import lists_of_another_nature
from mingzhang.document.pies_of_wholes import pies_of_wholes
from mingzhang.document.printed_sentences import Written, printed_sentences, writing_line
from mingzhang.document.region_folder import Region
from mingzhang.document.said_years import contradicting_years
from mingzhang.document.shares_upside_down import shares_upside_down
from mingzhang.document.subjects_of_lines import subjects_of_lines
from mingzhang.document.template_environment import parsed, parsed_as_meant
from mingzhang.document.template_faults import at_word, behind_words
from mingzhang.document.template_names import Names, read_names
from mingzhang.facts.account import Account

MOVES = ("增加", "减少", "增长", "下降", "持平")
TEMPLATE = ".j2"
QUOTED = re.compile("“([^”]+)”")  # in a message: the words first, the figure last


def template_contradictions(
    code: str,
    file: Path,
    title: str,
    names: Names,
    account: Account,
    printed: str | None = None,
) -> Iterator[Diagnostic]:
    """What the words of a template's code contradict, under its ``title`` (none for macros).

    With the text of a page (``printed``) only what it shows.
    """
    tree, meant = parsed(code), parsed_as_meant(code)
    yield from figures_in_words(tree, file, printed)
    yield from contradictions(meant, file, names, account, printed, title)
    yield from contradicting_years(tree, file, account, printed)
    yield from lists_of_another_nature(tree, file, account, printed)
    yield from figures_of_other_funds(tree, file, title, account, printed)
    yield from conditions_of_others(tree, file, names, account, printed)
    yield from inverted_conditions(tree, file, printed)
    yield from shares_upside_down(tree, file, account, printed)
    yield from comparing_words(meant, file, printed)
    yield from counts_of_other_groups(meant, file, names, account, printed)
    yield from pies_of_wholes(tree, file, names)
    if printed is None:
        yield from subjects_of_lines(meant, file, names, account)
        yield from figures_of_rows(tree, file, title, account)


def told_as_printed(
    written: Written,
    structure: Structure,
    region: Region,
    account: Account,
    known: Collection[Place],
    printed: str | None = None,
) -> Iterator[Diagnostic]:
    """What sentences contradict as they were printed, whatever macros and names wrote them.

    What is ``known`` of a template, or of a macro, is the same seen from its own line.  With the
    text of a page (``printed``) only figures that differ.
    """
    macros, titles = set(region.macros().values()), titles_of(structure, region)
    names, terms = read_names(account), {**dict.fromkeys(MOVES, ""), **(structure.terms or {})}
    words = [word or name for name, word in terms.items()]
    files = [file for file in sorted(region.taken) if file.suffix == TEMPLATE]
    lines = {place[:2] for place in known}
    for file in () if macros & {place.file for place in known} else written.paragraphs:
        tree, title = printed_sentences(written, file, account.year, words), titles.get(file, "")
        for fault in (
            *contradictions(tree, file, names, account, printed, title),
            *figures_of_other_funds(tree, file, title, account, printed),
            *shares_upside_down(tree, file, account, printed),
        ):
            sentence = written.paragraphs[file][fault.place.line - 1]
            quoted = QUOTED.findall(fault.message)
            place = writing_line(sentence, (file, *files), quoted[0]) or Place(file)
            if place[:2] not in lines:
                lines.add(place[:2])  # one cause may make several figures of a sentence wrong
                place = at_word(place, quoted[-1])
                yield replace(fault, place=behind_words(place, quoted[0]))


def titles_of(structure: Structure, region: Region) -> Mapping[Path, str]:
    """The title of the section that each template of a document's structure writes."""
    contents = (content for part in structure.parts for content in part.contents)
    found = ((region.find(one.template), one.title) for one in contents if one.template)
    return {file: title for file, title in found if file}
