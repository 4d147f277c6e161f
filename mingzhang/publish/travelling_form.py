"""The form of a document: its folders → what decides bytes, and what must travel with an edition.

The program ships its own forms; whoever has the program has them.  Any other one is attached: of
its folders the files that the document was made with, without their authors' comments.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.charts import DRAWN
from mingzhang.document.code_trial import Trial
from mingzhang.document.document_region import region_of
from mingzhang.document.glossary import FILE as GLOSSARY
from mingzhang.document.region_folder import CHOICES, WRITTEN, read_region
from mingzhang.document.render import Document, Pages, render, tried_tables
from mingzhang.document.tried_tables import TriedTables
from mingzhang.facts.account import Account
from mingzhang.facts.subject_catalogue import own_list
from mingzhang.facts.subject_lookups import TRAVELLING, note
from mingzhang.forms.document_kind import read_kinds
from mingzhang.forms.form import declaring
from mingzhang.forms.form_chain import FILE
from mingzhang.forms.form_keys import FILE as KEYS
from mingzhang.project import Project
from mingzhang.publish.unasked_code import without_unasked, words_of
from mingzhang.publish.uncommented_form import list_of_subjects, switched_off, uncommented
from mingzhang.publish.unsaid_words import Rendered, Seen, idle_settings, seen, without_unsaid
from mingzhang.publish.unused_entries import (
    AGENCIES,
    without_help,
    without_kept,
    without_other_agency,
    without_sections,
    without_terms,
)

SHIPPED = Path(__file__).with_name("shipped.txt")
KNOWN = frozenset((".yaml", ".j2", ".css", ".js"))
TEMPLATE = ".j2"
OF_PAGE = ".html.j2"  # how the names of templates end that a page is made with
CATALOGUE = "catalogue"
WITH_ENTRIES = (GLOSSARY, KEYS, FILE)
CODE = re.compile(rb"\d{3,}")


def form_folders(account: Account, project: Project) -> tuple[Path, ...]:
    """The folders of a travelling form: its own, its parents', those that lend it macros."""
    region, _ = region_of(account, project)
    return region.all_folders if region else ()


def form_files(document: Document, account: Account, project: Project) -> Mapping[Path, list[Path]]:
    """The files of the form and of its kind, by folder, that may travel with a document."""
    folders, kind = form_folders(account, project), project.kinds[account.kind.name]
    named = (*(folder / FILE for folder in folders), *declaring(folders, account.kind.name), kind)
    files = sorted({*document.form, *(file for file in named if file.is_file())})
    roots = dict.fromkeys((*folders, kind.parents[1]))
    return {root: [file for file in files if file.is_relative_to(root)] for root in roots}


def travels(document: Document, project: Project) -> bool:
    """Whether the form of a document must travel with it, as the program does not ship it."""
    account = document.account
    return account is not None and not all(
        map(is_shipped, form_files(document, account, project).values())
    )


def travelling(
    document: Document,
    account: Account,
    project: Project,
    said: Iterable[bytes],
    told: Iterable[Diagnostic] = (),
) -> dict[str, bytes]:
    """The form's files that travel, as the program does not ship them, by project path.

    Those of a form's folders, and of the project's own list of the year's subjects those that the
    edition (``said``) or the form names.  ``told`` is what the public report says.
    """
    used = form_files(document, account, project)
    form = (
        {}
        if all(map(is_shipped, used.values()))
        else _of_form(used, account, document, project, told)
    )
    subjects = own_list(project.subjects, account.year)
    note(account.year, TRAVELLING)  # whether there is a list at all
    if subjects.is_file():
        texts = (*said, *(file.read_bytes() for file in sorted(document.form)))
        codes = {code.decode() for text in texts for code in CODE.findall(text)}
        form[f"{CATALOGUE}/{subjects.name}"] = list_of_subjects(subjects, account.year, codes)
    return form


def _of_form(
    used: Mapping[Path, list[Path]],
    account: Account,
    document: Document,
    project: Project,
    told: Iterable[Diagnostic],
) -> dict[str, bytes]:
    said = _asked_for(used, account, "\n".join(one.hint for one in told))
    own = [file for files in used.values() if not is_shipped(files) for file in files]
    trials = _Trials(document.account or account, project, own)
    own_texts = {str(f): said[f] for f in own if f.suffix == TEMPLATE}
    templates = without_unsaid(own_texts, trials.tried, document)
    said |= {Path(file): text for file, text in templates.items()}
    looks = (trials.tables, trials.origins, lambda changed: trials.seen(templates, changed))
    idle = idle_settings(_settings_above(used, account, project), *looks)
    others = [kind.title for kind in read_kinds(project) if kind.name != account.kind.name]
    others += idle
    used_up = {
        file: _with_use(file, said, document, others) for file in said if file.name in WITH_ENTRIES
    }
    said |= used_up
    return dict(_of_folders(used, said, account.agency_type))


@dataclass
class _Trials:
    """Trials of a travelling form, each of as much of the document as what is tried decides."""

    account: Account
    project: Project
    own: Collection[Path]
    known: dict[Seen, TriedTables] = field(default_factory=dict)

    def tried(self, trial: Trial) -> Rendered:
        """The document of a trial: its page only where the form has templates of pages itself."""
        trial.tables = self._made(trial.settings)
        only = Pages.ALL if any(f.name.endswith(OF_PAGE) for f in self.own) else Pages.TEXTS
        return render(self.account, self.project, only=only, trial=trial)

    def tables(self, settings: Mapping[str, object]) -> Seen:
        """What the tables say with these settings."""
        return self._made(settings).said

    def origins(self, settings: Mapping[str, object]) -> Seen:
        """Where the figures of the tables come from."""
        return self._made(settings).origins

    def seen(self, texts: Mapping[str, str], settings: Mapping[str, object]) -> Seen:
        """What is seen of the document with these templates and settings."""
        return seen(self.tried(Trial(texts, settings)))

    def _made(self, settings: Mapping[str, object]) -> TriedTables:
        key = tuple(settings.items())
        if key not in self.known:
            trial = Trial({}, settings)
            self.known[key] = tried_tables(self.account, self.project, trial)
        return self.known[key]


def _with_use(
    file: Path, said: Mapping[Path, str], document: Document, others: Collection[str]
) -> str:
    """A file of the travelling form, without entries of which the document has no use.

    ``others`` are settings without use, and the titles of the other kinds of document: settings
    for one stand under it.
    """
    own = said[file]
    if file.name == FILE:
        return without_sections(own, others)
    if file.name == GLOSSARY:
        return without_terms(own, document.idle_terms)
    others = [text for other, text in said.items() if other != file]
    return without_kept(own, lambda key: own.count(key) > 1 or any(key in text for text in others))


def _settings_above(
    used: Mapping[Path, list[Path]], account: Account, project: Project
) -> dict[str, object]:
    """What settings in words of a travelling form would be without it: as the shipped one says."""
    region, _ = region_of(account, project)
    shipped_one = next((f.name for f, files in used.items() if is_shipped(files)), "")
    above, _ = read_region(shipped_one, project, account.kind.name)
    if not region or not above:
        return {}
    own = region.settings.items()
    words = ((name, value) for name, value in own if name not in (*CHOICES, *WRITTEN))
    return {
        name: above.settings.get(name, "")
        for name, value in words
        if isinstance(value, str) and value != above.settings.get(name)
    }


def _asked_for(used: Mapping[Path, list[Path]], account: Account, told: str) -> dict[Path, str]:
    """A form's files as they travel: of templates only what another or a text asks for."""
    (other,) = AGENCIES - {account.agency_type}
    said = {file: _without_notes(file, told, other) for files in used.values() for file in files}
    templates = {file: text for file, text in said.items() if file.suffix == TEMPLATE}
    texts = chain.from_iterable(map(words_of, account.folder.texts.values()))
    return said | without_unasked(templates, (*DRAWN, *texts))


def _without_notes(file: Path, told: str, other: str) -> str:
    """A form's file as it travels: without what its author tells colleagues and the editor.

    Nor what it tells agencies of the ``other`` kind.
    """
    text = uncommented(file).decode()
    text = without_other_agency(text, other) if file.suffix == ".yaml" else text
    return without_help(text, told) if file.name == KEYS else text


def _of_folders(
    used: Mapping[Path, list[Path]], said: Mapping[Path, str], agency: str
) -> Iterator[tuple[str, bytes]]:
    """What travels of each folder of a form of which the program does not ship everything."""
    nearest: set[Path] = set()
    nearer: list[Path] = []
    for folder, files in used.items():
        for file in files if not is_shipped(files) else ():
            inside = file.relative_to(folder)
            # A nearer file may take over what a table says that is switched off.
            is_asked = inside in nearest or any(file.stem in said[other] for other in nearer)
            data = b"" if is_asked else switched_off(file, agency)
            yield f"templates/{folder.name}/{inside.as_posix()}", data or said[file].encode()
        nearest |= {file.relative_to(folder) for file in files}
        nearer += files


def is_shipped(files: Iterable[Path]) -> bool:
    """Whether none of a form's files need travel, as the program ships them all."""
    return all(fingerprint(file) in shipped() for file in files)


@cache
def shipped() -> frozenset[str]:
    """Hashes of forms that need not travel, as the program ships them (``scripts.shipped``)."""
    return frozenset(SHIPPED.read_text(encoding="ascii").split())


def fingerprint(file: Path) -> str:
    """The hash of a travelling form's file, however its lines end."""
    return sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
