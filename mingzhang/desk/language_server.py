"""A language server over the sources: findings of what is saved, and answers about the open text.

Speaks LSP by the library pygls.  Columns there count units of the encoding that the editor asked
for (UTF-16 where it did not): of a Chinese line they are never those of the text where that is
UTF-8, and after a rare character never those where it is UTF-16.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from mingzhang.builder import Drafted, drafted, judged
from mingzhang.checks.own_rules import load_rules
from mingzhang.desk.editor_answers import (
    Found,
    at,
    explained,
    mending,
    named_at,
    same_name,
    subjects,
    typed,
)
from mingzhang.desk.figure_answers import Figures
from mingzhang.desk.folder_watch import LOOK_AGAIN, forget, is_shared
from mingzhang.desk.form_filling import schemas_at
from mingzhang.desk.home_folder import Home
from mingzhang.desk.open_projects import OpenProjects
from mingzhang.desk.project_signs import Signs
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.editing.scalar_replacement import scalar
from mingzhang.editing.yaml_spans import Spot, outline
from mingzhang.facts.subject_catalogue import Catalogue, read_catalogue
from mingzhang.keeping.affected_documents import affected
from mingzhang.project import Project
from mingzhang.reading.document_names import NAME
from mingzhang.reading.node import Node
from mingzhang.reading.project_root import FILE
from mingzhang.reading.source_text import full, load
from mingzhang.reading.yaml import read_yaml

LEVELS = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}
SOURCE = "明账"
MOST_DOCUMENTS = 4  # whose figures can be asked about: thousands each
UNREADABLE = 3  # lines that somebody may be amid, and still asks about others
WATCHED = "**/*.{yaml,md,csv,j2,css,py}"


class Speaker:
    """The language server of what is open; ``own`` says whether projects' own rules may run."""

    def __init__(self, server: LanguageServer, project: Project, *, own: bool = True) -> None:
        self.server, self.projects, self.own = server, OpenProjects(project), own
        self._home = Home()
        self._signs: Signs = {}
        self._found: dict[Path, tuple[Diagnostic, ...]] = {}
        self._told: dict[Path, frozenset[str]] = {}
        self._lines: dict[Path, list[str]] = {}
        self._figures: dict[Path, Figures] = {}
        self._seen: dict[Path, int] = {}

    # Findings

    def opened(self, asked: lsp.DidOpenTextDocumentParams) -> None:
        """The editor tells the language server that a file was opened."""
        folder = _path(asked.text_document.uri).parent
        if folder.is_dir():  # else nothing of it is saved yet
            self._check(folder)

    def saved(self, asked: lsp.DidSaveTextDocumentParams) -> None:
        """The editor tells the language server that a file was saved."""
        file = _path(asked.text_document.uri)
        if NAME.fullmatch(file.parent.name):
            self._told.setdefault(file.parent, frozenset())
        self._renew([file])

    def initialized(self, _asked: lsp.InitializedParams) -> None:
        """The language server asks its editor to tell of what others change, if it can."""
        can = self.server.client_capabilities.workspace
        watching = can.did_change_watched_files if can else None
        if watching and watching.dynamic_registration:
            watchers = [lsp.FileSystemWatcher(WATCHED)]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
            asking = lsp.RegistrationParams([lsp.Registration(method, method, options)])
            self.server.client_register_capability(asking)
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def _watch(self) -> None:
        """The language server looks itself for what no editor tells of: another last commit."""
        while True:
            self._home.enter()
            before, self._signs = self._signs, self.projects.signs()
            others = [file for file in before if self._signs.get(file) != before[file]]
            if others:  # what goes wrong there ends no watch
                asyncio.get_running_loop().call_soon(self._renew, others)
            await asyncio.sleep(LOOK_AGAIN / 1000)

    def changed(self, asked: lsp.DidChangeWatchedFilesParams) -> None:
        """The editor tells the language server of files that were changed, by whomever."""
        files = [_path(one.uri) for one in asked.changes]
        # Of what is saved in the editor itself both are told.
        self._renew([file for file in files if self._seen.get(file) != _mark(file)])

    def _renew(self, files: Sequence[Path]) -> None:
        """The language server checks again what it told of, where changed files concern it."""
        self._seen |= {file: _mark(file) for file in files}
        if any(is_shared(file, self._project(file)) or file.name == FILE for file in files):
            forget()
            self.projects.reload()
        projects = {folder: self._project(folder) for folder in self._told}
        for project in dict.fromkeys(projects.values()):
            known = {full(folder): folder for folder, its in projects.items() if its == project}
            for folder in affected(files, known, project):
                self._check(known[folder])

    def _check(self, folder: Path) -> None:
        """The language server checks a document, and tells of every file of it."""
        if not NAME.fullmatch(folder.name):
            return
        self._home.enter()
        settings = self.projects.of(folder)
        self._found[folder] = settings.faults or self._findings(folder, settings.project)
        self._remember(self._found[folder])
        by_file: dict[str, list[lsp.Diagnostic]] = {}
        for one in self._found[folder]:
            by_file.setdefault(self._uri(full(one.place.file)), []).append(self._diagnostic(one))
        for gone in self._told.get(folder, frozenset()) - by_file.keys():
            by_file[gone] = []
        self._told[folder] = frozenset(by_file)
        for name, told in by_file.items():
            self._tell(name, told)

    def _findings(self, folder: Path, project: Project) -> tuple[Diagnostic, ...]:
        """What the language server finds in a document as saved."""
        rules, faults = load_rules(project.rules, wanted=self.own)
        draft = drafted(folder, project)
        self._figures.pop(folder, None)
        if not isinstance(draft, Drafted):
            return (*faults, *draft)
        self._figures[folder] = Figures(draft.account, rules)
        for old in [*self._figures][:-MOST_DOCUMENTS]:
            del self._figures[old]
        self._lines |= {file: _saved(file).split("\n") for file in folder.glob("*.yaml")}
        return (*faults, *judged(draft, project, rules).diagnostics)

    def closed(self, asked: lsp.DidCloseTextDocumentParams) -> None:
        """The editor closed a file; of one that is gone the language server has no findings."""
        uri = asked.text_document.uri
        if not _path(uri).exists():
            self._tell(uri, [])

    def _tell(self, uri: str, told: Sequence[lsp.Diagnostic]) -> None:
        """Has the language server's editor show these findings of a file, and no others."""
        self.server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, told))

    def _remember(self, found: Sequence[Diagnostic]) -> None:
        """For the language server, what was checked: its quick fixes are of no other lines."""
        files = {full(place.file) for one in found for place in (one.place, *one.suspects)}
        self._lines |= {file: _saved(file).split("\n") for file in files}

    def _diagnostic(self, one: Diagnostic) -> lsp.Diagnostic:
        text = self._text(self._uri(full(one.place.file)))
        line, column = max(one.place.line - 1, 0), max(one.place.column - 1, 0)
        hint = f"\n改法：{one.hint}" if one.hint else ""
        return lsp.Diagnostic(
            range=lsp.Range(self._shown(text, line, column), self._shown(text, line, column + 1)),
            message=one.message + hint,
            severity=LEVELS[one.severity],
            code=one.code,
            source=SOURCE,
        )

    # Questions about a place

    def hover(self, asked: lsp.HoverParams) -> lsp.Hover | None:
        """What the language server shows of a key or value under the cursor."""
        uri, (line, column) = (
            asked.text_document.uri,
            self._asked(asked.text_document.uri, asked.position),
        )
        tree = read_yaml(self._sound(uri).encode(), _path(uri))[0]
        found = at(tree, line + 1, column + 1) if tree else None
        schema = schemas_at(_path(uri).parent, self._main(uri), self._project(_path(uri)))
        if found is None or _path(uri).name not in schema:
            return None
        words = explained(found, schema[_path(uri).name], self._catalogue(uri))
        words = "\n\n".join(filter(None, (words, *self._told_of(_path(uri), found))))
        kind = lsp.MarkupKind.Markdown
        return lsp.Hover(lsp.MarkupContent(kind, words)) if words else None

    def _told_of(self, file: Path, found: Found) -> tuple[str, ...]:
        """What the language server knows of a figure; nothing where its line is not as checked."""
        figures, place = self._figures.get(file.parent), found.node.place
        if figures is None or not self._is_as_checked(file, place.line - 1):
            return ()
        own = figures.account.source.place.file.parent / file.name
        return figures.told(place._replace(file=own))

    def _is_as_checked(self, file: Path, row: int) -> bool:
        """Whether a line, from 0, still says what the language server checked."""
        now = self._text(self._uri(file)).split("\n")[row : row + 1]
        return _ended(now) == _ended(self._lines.get(file, [])[row : row + 1])

    def completion(self, asked: lsp.CompletionParams) -> lsp.CompletionList:
        """The language server's completions: subjects by code and by name."""
        uri, (number, column) = (
            asked.text_document.uri,
            self._asked(asked.text_document.uri, asked.position),
        )
        text = self._text(uri)
        line = [*text.split("\n"), ""][number]
        place = lsp.Range(*(self._shown(text, number, n) for n in typed(line, column)))
        found = subjects(line[:column], self._catalogue(uri)).items()
        items = [
            lsp.CompletionItem(
                label=f"{code} {name}",
                kind=lsp.CompletionItemKind.Value,
                filter_text=f"{code} {name}",
                text_edit=lsp.TextEdit(place, code),
            )
            for code, name in found
        ]
        return lsp.CompletionList(is_incomplete=False, items=items)

    def actions(self, asked: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """The language server's quick fix: write what would mend a figure's failing checks."""
        path = _path(asked.text_document.uri)
        mends: dict[tuple[Place, str], list[Diagnostic]] = {}
        for finding in self._found.get(path.parent, ()):
            mended = mending(finding)
            if mended and _touches(finding, mended[0], path, asked.range):
                mends.setdefault(mended, []).append(finding)
        made = (self._mend(found, *mended) for mended, found in mends.items())
        return [action for action in made if action]

    def _mend(self, found: Sequence[Diagnostic], place: Place, value: str) -> lsp.CodeAction | None:
        file, row = full(place.file), place.line - 1
        uri = self._uri(file)
        text = self._text(uri)
        # The line may have moved, or says something else, since it was checked.
        spot = _spot_at(text, place) if self._is_as_checked(file, row) else None
        if spot is None:
            return None
        edit = lsp.TextEdit(self._range(text, spot), value)
        return lsp.CodeAction(
            title=f"改为 {value}（{'、'.join(dict.fromkeys(one.code for one in found))}）",
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[self._diagnostic(one) for one in found],
            edit=lsp.WorkspaceEdit(changes={uri: [edit]}),
        )

    def rename(self, asked: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        """The language server's rename: a project's name, wherever it is a whole value."""
        tree, (line, column) = (
            self._tree(asked.text_document.uri),
            self._asked(asked.text_document.uri, asked.position),
        )
        name = named_at(tree, line + 1, column + 1) if tree else ""
        if not name or not asked.new_name.strip():
            return None
        changes: dict[str, Sequence[lsp.TextEdit]] = {}
        for file in sorted(_path(asked.text_document.uri).parent.glob("*.yaml")):
            uri = self._uri(file)
            if edits := self._renamed(uri, name, asked.new_name):
                changes[uri] = edits
        return lsp.WorkspaceEdit(changes=changes)

    def _renamed(self, uri: str, name: str, new: str) -> list[lsp.TextEdit]:
        text, tree = self._text(uri), self._tree(uri)
        root = outline(text) if tree else None
        if tree is None or root is None:
            return []
        spots = (_below(root, path) for path in same_name(tree, name))
        return [
            lsp.TextEdit(self._range(text, spot), scalar(new, spot.style, in_flow=True))
            for spot in spots
        ]

    # The open texts

    def _text(self, uri: str) -> str:
        """A file's text as the language server has it from the editor; else as saved."""
        document = self._open(_path(uri))
        return str(document.source) if document else _saved(_path(uri))

    def _open(self, file: Path) -> TextDocument | None:
        """A file as the language server's editor has it open, however that spells its address."""
        known = self.server.workspace.text_documents.values()
        return next((one for one in known if _path(one.uri) == file), None)

    def _uri(self, file: Path) -> str:
        """A file's address as the language server's editor spells it, who has its text open."""
        document = self._open(file)
        return str(document.uri) if document else file.as_uri()

    def _asked(self, uri: str, at: lsp.Position) -> tuple[int, int]:
        """Line and column, from 0, of the place in a text that the language server is asked of."""
        lines = self._text(uri).split("\n")
        if at.line >= len(lines):
            return len(lines), 0
        codec = self.server.workspace.position_codec
        found = codec.position_from_client_units(lines, at)
        return found.line, found.character

    def _shown(self, text: str, line: int, column: int) -> lsp.Position:
        """The place in a text as the language server's editor counts."""
        codec = self.server.workspace.position_codec
        found: lsp.Position = codec.position_to_client_units(
            text.split("\n"), lsp.Position(line, column)
        )
        return found

    def _range(self, text: str, spot: Spot) -> lsp.Range:
        start, end = (self._shown(text, *_line_of(text, at)) for at in (spot.start, spot.end))
        return lsp.Range(start, end)

    def _tree(self, uri: str) -> Node | None:
        return read_yaml(self._text(uri).encode(), _path(uri))[0]

    def _sound(self, uri: str) -> str:
        """A text as the language server has it, without the few lines that nobody can read yet.

        Whoever is amid a line still asks about the others, which keep their numbers.
        """
        text = self._text(uri)
        for _ in range(UNREADABLE):
            tree, found = read_yaml(text.encode(), _path(uri))
            if tree or not found:
                break
            # What is not ended is told where the next line begins.
            row = found[0].place.line - 1
            without = [_blanked(text, at) for at in (row, *_rows_before(text, row))]
            readable = (one for one in without if read_yaml(one.encode(), _path(uri))[0])
            text = next(readable, without[0])
        return text

    def _main(self, uri: str) -> bytes:
        return self._sound(self._uri(_path(uri).parent / "disclosure.yaml")).encode()

    def _catalogue(self, uri: str) -> Catalogue:
        named = NAME.fullmatch(_path(uri).parent.name)
        year = int(named[1]) if named else 0
        project = self._project(_path(uri))
        return read_catalogue(project.catalogue, year, project.subjects)

    def _project(self, file: Path) -> Project:
        """The project of a file that the language server is asked about."""
        return self.projects.of(file).project


def speaking(project: Project, *, own: bool = True) -> LanguageServer:
    """The language server; its caller has it talk over a pair of streams."""
    server = LanguageServer("mingzhang", "1")
    speaker = Speaker(server, project, own=own)

    triggers = lsp.CompletionOptions(trigger_characters=[" "])
    # The library marks what it is given, which a method does not bear.
    server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(partial(speaker.opened))
    server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)(partial(speaker.saved))
    server.feature(lsp.INITIALIZED)(partial(speaker.initialized))
    server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(partial(speaker.changed))
    server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(partial(speaker.closed))
    server.feature(lsp.TEXT_DOCUMENT_HOVER)(partial(speaker.hover))
    server.feature(lsp.TEXT_DOCUMENT_COMPLETION, triggers)(partial(speaker.completion))
    server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION)(partial(speaker.actions))
    server.feature(lsp.TEXT_DOCUMENT_RENAME)(partial(speaker.rename))
    return server


def _path(uri: str) -> Path:
    """The file that the language server is asked about.

    A text that is in no file, or not as that file has it now (an editor shows older states beside
    it), goes by a name that none has.
    """
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return full(Path(path or quote(uri, safe="")))


def _mark(file: Path) -> int:
    """By what the language server knows again what it checked of a file."""
    data = load(file)
    return hash(data) if isinstance(data, bytes) else 0


def _saved(file: Path) -> str:
    """What the language server finds in a file; nothing in one that cannot be read."""
    data = load(file)
    return "" if isinstance(data, Diagnostic) else data.decode("utf-8-sig", "replace")


def _touches(finding: Diagnostic, place: Place, path: Path, span: lsp.Range) -> bool:
    """Whether a finding or its suspect is in the lines the language server is asked about."""
    lines = range(span.start.line + 1, span.end.line + 2)
    return any(full(p.file) == path and p.line in lines for p in (finding.place, place))


def _blanked(text: str, row: int) -> str:
    """A text as the language server has it, with nothing in a line, from 0."""
    return "\n".join("" if at == row else line for at, line in enumerate(text.split("\n")))


def _rows_before(text: str, row: int) -> Iterator[int]:
    """The lines, from 0, of a text before one, the nearest first, without blanks and comments.

    The language server looks there for a bracket that is open: what follows is in it.
    """
    lines = text.split("\n")[:row]
    telling = (at for at, line in enumerate(lines) if line.strip() and line.lstrip()[0] != "#")
    yield from list(telling)[: -1 - UNREADABLE : -1]


def _ended(lines: Sequence[str]) -> list[str]:
    """Lines for the language server to compare: not all editors keep a file's line ends."""
    return [line.removesuffix("\r") for line in lines]


def _line_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 0."""
    line = text.count("\n", 0, offset)
    return line, offset - (text.rfind("\n", 0, offset) + 1)


def _spot_at(text: str, place: Place) -> Spot | None:
    """The single YAML value that begins at a place, for the language server to replace."""
    waiting = [root] if (root := outline(text)) else []
    while waiting:
        spot = waiting.pop()
        where = _line_of(text, spot.start)
        if spot.is_scalar and where == (place.line - 1, place.column - 1):
            return spot
        waiting += [entry.value for entry in spot.entries.values()]
        waiting += [row.value for row in spot.rows]
    return None


def _below(root: Spot, path: Sequence[str | int]) -> Spot:
    for step in path:
        root = root.rows[step].value if isinstance(step, int) else root.entries[step].value
    return root
