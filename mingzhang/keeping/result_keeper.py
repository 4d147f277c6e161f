"""The keeper of results: a document → what an earlier run found, if nothing has changed since.

In: a document's folder, and for a build the folder of all output.  Out: a ``Result`` that need not
be found again, or None.  The key is taken before the document is read and again when it is done:
what was edited meanwhile is not kept, be it a source, a form or what all documents share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from mingzhang.facts.subject_lookups import noting
from mingzhang.keeping.cache_folder import Store, find_store, name_of
from mingzhang.keeping.folder_state import State, state_of
from mingzhang.keeping.form_key import (
    NamedForm,
    form_chains,
    form_key,
    is_form_as_seen,
    kinds_key,
    named_forms,
    names_key,
)
from mingzhang.keeping.lists_key import answers_digest, are_lists_as_seen, lists_digest
from mingzhang.keeping.output_unchanged import Stamps, hashes, whole
from mingzhang.keeping.program_key import (
    CATALOGUE,
    Trees,
    catalogue_files,
    own_rules_key,
    program_key,
    shared_rooms,
)
from mingzhang.keeping.result_record import Record, from_json, to_json
from mingzhang.project import Project
from mingzhang.reading.checkout_rooms import outside
from mingzhang.reading.document_names import year_and_kind
from mingzhang.reading.source_text import full
from mingzhang.result import Result
from mingzhang.wanted import Wanted

LEFT_OVER = "MZ719"  # of one run, not of the document


@dataclass(frozen=True)
class Asked:
    """What a keeper is asked of results: ``force``: none; ``verify``: every file is to be hashed.

    ``wanted`` are the files that a build makes.
    """

    force: bool = False
    verify: bool = False
    own: bool = True
    wanted: Wanted = field(default_factory=Wanted)


@dataclass(frozen=True)
class Beginning:
    """What the keeper has of a document before its result is made: the state of its sources.

    ``forms`` are the names of the forms that those ask for, ``chain`` the folders found by them.
    """

    sources: Mapping[Path, State]
    chain: tuple[Path, ...]
    forms: tuple[str, ...]


class Keeper:
    """The keeper of results of earlier runs; ``output`` is None for those of a check."""

    def __init__(self, project: Project, output: Path | None, asked: Asked | None = None) -> None:
        self.project, self.output = project, output and full(output)
        self.asked = asked or Asked()
        self.store = _store(project)
        self.trees = Trees(project, self.store)
        self._forms: dict[tuple[tuple[Path, ...], tuple[str, ...], str], str] = {}
        # Without a place to keep anything nothing has to be known either.
        self._rules = self._lists = ""
        self._named: tuple[NamedForm, ...] = ()
        self._program = "" if self.store.folder is None else self._of_all()

    def __reduce__(self) -> tuple[object, ...]:
        # Another process looks at everything itself, once.
        return (_of_this_process, (self.project, self.output, self.asked))

    def kept(self, folder: Path) -> Result | None:
        """The keeper's result of an earlier run that still holds; None where none does."""
        record = None if self.asked.force else self._record(folder)
        if record is None or not self._program:
            return None
        now = Beginning(_again(record.sources), record.chain, record.forms)
        if self._key(folder, now, record.git) != record.key:
            return None
        if record.git and record.git != self._git(folder, record.sources):
            return None
        stamped, lists = self._stamped(record, folder), self._lists_of(record)
        if stamped is None or lists is None:
            return None
        fresh = replace(record, sources=now.sources, stamps=stamped, lists=lists)
        if fresh != record:
            self.store.save(self._name(folder), to_json(fresh))
        target = self._target(folder)
        files = tuple(target / file for file in record.result.files)
        return replace(record.result, files=files)

    def made(self, folder: Path, make: Callable[[Path], Result]) -> Result:
        """The keeper keeps the result of ``make`` for the next run."""
        before = self.begin(folder) if self._program else None
        with noting() as asked:
            result = make(folder)
        # Another machine may have made it, and tells what it asked.
        result = replace(result, asked_lists=tuple(sorted({*result.asked_lists, *asked})))
        if before:
            self._keep(folder, before, result)
        return result

    def end(self) -> None:
        """The keeper ends: what was learnt of folders that all documents share is kept."""
        self.trees.save()

    def begin(self, folder: Path) -> Beginning | None:
        """The state, for the keeper, of what a result is made of; None where unknown."""
        # A run with nothing to do reads no source.
        from mingzhang.keeping.folders_drawn_on import drawn  # noqa: PLC0415

        seen = drawn(folder, self.project)
        named = year_and_kind(full(folder).name, self.project)
        chain = form_chains(seen.forms, named[1], self.project) if named else ()
        now = Beginning({path: state_of(path) for path in seen.folders}, chain, seen.forms)
        if chain:
            # What a process reads of a form it may remember, so this is the look that counts.
            self._form(now, folder)
        return now if chain else None

    # The records

    def _keep(self, folder: Path, before: Beginning, result: Result) -> None:
        """The keeper takes a result that another run may use, if nothing was edited meanwhile."""
        is_lasting = result.is_read and all(d.code != LEFT_OVER for d in result.diagnostics)
        if not is_lasting or (self.output and not result.files):
            return
        if self._is_edited(folder, before):
            return
        git = self._git(folder, before.sources) if result.asked_git else ""
        written = self._written(folder)
        if written is not None:
            key = self._key(folder, before, git)
            form = before.chain, before.forms
            lists = self._lists, answers_digest(result.asked_lists, self.project)
            record = Record(key, result, before.sources, *form, git, lists, *written)
            self.store.save(self._name(folder), to_json(record))

    def _is_edited(self, folder: Path, before: Beginning) -> bool:
        """Whether anything that the keeper's key takes in was edited since the result was begun."""
        now = {path: state.digest for path, state in _again(before.sources).items()}
        kind = folder.name.partition("-")[2]
        is_as_seen = (
            now == _digests(before)
            and is_form_as_seen(before.chain, kind, self.project.kinds, self.trees)
            and all(map(self.trees.is_as_seen, shared_rooms(self.project)))
            and self.trees.are_as_seen(CATALOGUE, catalogue_files(self.project))
            and are_lists_as_seen(self.project, self.trees)
            and own_rules_key(self.project.rules) == self._rules
        )
        return not is_as_seen

    def _written(self, folder: Path) -> tuple[Mapping[str, str], dict[str, Stamps]] | None:
        """The keeper's hashes of a result's files, and how they are known again."""
        if self.output is None:
            return {}, {}
        target = self._target(folder)
        try:
            # Imported where a document was made, and by then it is.
            from mingzhang.publish.folder_swap import put_last  # noqa: PLC0415

            files = dict(put_last(target) or hashes(target))
        except OSError:
            return None
        stamped = whole(target, files, {}, verify=False)
        return None if stamped is None else (files, {str(self.output): stamped})

    def _stamped(self, record: Record, folder: Path) -> Mapping[str, Stamps] | None:
        """The keeper's stamps of a result's files, as they are now; None where they differ."""
        if self.output is None:
            return record.stamps
        name, verify = str(self.output), self.asked.verify
        known = record.stamps.get(name, {})
        now = whole(self._target(folder), record.files, known, verify=verify)
        if now is None or not record.files:
            return None
        return record.stamps if now == known else {**record.stamps, name: now}

    def _lists_of(self, record: Record) -> tuple[str, str] | None:
        """The keeper's look at lists of subjects: what they say now; None where it matters."""
        said, answered = record.lists
        if said == self._lists:
            return record.lists
        now = answers_digest(record.result.asked_lists, self.project)
        return (self._lists, now) if now == answered else None

    def _record(self, folder: Path) -> Record | None:
        kept = self.store.load(self._name(folder))
        return from_json(kept, folder) if kept else None

    def _name(self, folder: Path) -> str:
        command = "check" if self.output is None else "build"
        return name_of(command, self.project.root, Path.cwd(), full(folder))

    def _target(self, folder: Path) -> Path:
        return (self.output or Path()) / folder.parent.name / folder.name

    # The key

    def _key(self, folder: Path, now: Beginning, git: str) -> str:
        """The keeper's key: the hash of all that a document's result depends on."""
        made = (*sorted(self.asked.wanted.kinds), self.asked.wanted.draft)
        parts = (self._program, self._form(now, folder), git, made)
        sources = ((str(path), state.digest) for path, state in now.sources.items())
        return sha256(repr([*parts, *sources]).encode()).hexdigest()

    def _form(self, now: Beginning, folder: Path) -> str:
        """The keeper's key of a document's form and how it is found, as this run saw it first."""
        chain, kind = now.chain, folder.name.partition("-")[2]
        if (chain, now.forms, kind) not in self._forms:
            names = {*now.forms, *(form.name for form in chain)}
            key = form_key(chain, kind, self.project.kinds, self.trees)
            self._forms[chain, now.forms, kind] = f"{key} {names_key(names, self._named)}"
        return self._forms[chain, now.forms, kind]

    def _of_all(self) -> str:
        """The keeper's key of what all documents' results have alike; none if unreadable."""
        try:
            self._rules = own_rules_key(self.project.rules)
            self._lists = lists_digest(self.project, self.trees)
            program = program_key(self.project, self.trees, own=self.asked.own)
            # Processes of this run need not read fonts and libraries again.
            self.trees.save()
            self._named = named_forms(self.project)
            return f"{program} {kinds_key(self.project)}"
        except OSError:
            return ""

    def _git(self, folder: Path, sources: Iterable[Path]) -> str:
        """What the last commit has of a document and all it draws on, for the keeper, by hashes."""
        from mingzhang.history import committed  # noqa: PLC0415 (seldom asked)

        own = full(folder)
        blobs = committed(own, [own, *sorted(path for path in sources if path != own)])
        return sha256(repr(blobs).encode()).hexdigest()


def _again(sources: Mapping[Path, State]) -> dict[Path, State]:
    return {path: state_of(path, state) for path, state in sources.items()}


def _digests(before: Beginning) -> dict[Path, str]:
    return {path: state.digest for path, state in before.sources.items()}


def _store(project: Project) -> Store:
    """The store of the keeper, unless a link in the project's rooms is to be told first."""
    return Store(None) if outside(project) else find_store(project)


@cache
def _of_this_process(project: Project, output: Path | None, asked: Asked) -> Keeper:
    return Keeper(project, output, asked)
