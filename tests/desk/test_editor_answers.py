"""A language server, asked by a client over its own pair of streams, as an editor asks."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from tests.commands.test_check import GOOD, project, write

__all__ = ["project"]
ROWS = """支出:
  - {科目: 2101502, 项目支出: 60.88, 年初预算: 60.88}
  - {科目: 2101506, 项目支出: 20.12, 年初预算: 20.12}
  - {科目: 合计, 项目支出: 81.00, 年初预算: 81.00}
"""
ONE_ROW = "支出:\n  - {科目: 2101502, 项目支出: 60.88, 年初预算: 60.88}\n"
WRONG = GOOD.replace(ONE_ROW, ROWS).replace("20.12, 年初", "20.21, 年初")
PERFORMANCE = """项目:
  - 名称: 档案数字化
    资金: {当年财政拨款: [1, 1, 1]}
"""


class Editor:
    """A client and what it was told."""

    def __init__(self) -> None:
        self.client = LanguageClient("editor", "1")
        self.told: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(self._take))

    def _take(self, said: lsp.PublishDiagnosticsParams) -> None:
        self.told.put_nowait(said)

    async def findings(self, file: Path) -> list[lsp.Diagnostic]:
        """What is told of a file next."""
        while True:
            said = await asyncio.wait_for(self.told.get(), 60)
            if said.uri == file.as_uri():
                return list(said.diagnostics)

    def open(self, file: Path) -> lsp.TextDocumentIdentifier:
        """Open a file."""
        text = file.read_text(encoding="utf-8")
        item = lsp.TextDocumentItem(file.as_uri(), "yaml", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return lsp.TextDocumentIdentifier(file.as_uri())


def edit(job: Callable[[Editor], Awaitable[None]]) -> None:
    async def running() -> None:
        editor = Editor()
        await editor.client.start_io(sys.executable, "-m", "mingzhang", "lsp")
        root = lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=Path.cwd().as_uri())
        await editor.client.initialize_async(root)
        editor.client.initialized(lsp.InitializedParams())
        await job(editor)
        await editor.client.shutdown_async(None)
        editor.client.exit(None)
        stop: Callable[[], Awaitable[None]] = editor.client.stop
        await stop()

    asyncio.run(running())


def point(text: str, words: str) -> lsp.Position:
    """Where some words begin."""
    line, _, _ = text[: text.index(words)].rpartition("\n")
    number = text[: text.index(words)].count("\n")
    return lsp.Position(number, text.index(words) - (len(line) + 1 if number else 0))


@pytest.fixture
def environment(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which another process finds the program."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    return project


def test_an_editor_gets_findings_and_a_mend(environment: Path) -> None:
    text = WRONG
    file = write(environment, text) / "disclosure.yaml"

    async def job(editor: Editor) -> None:
        opened, place = editor.open(file), point(text, "20.21")
        wrong = [one for one in await editor.findings(file) if one.code == "MZ202"]
        assert [one.range.start.line for one in wrong] == [place.line]
        asked = lsp.CodeActionParams(opened, lsp.Range(place, place), lsp.CodeActionContext([]))
        actions = await editor.client.text_document_code_action_async(asked)
        assert actions
        action = actions[0]
        assert isinstance(action, lsp.CodeAction)
        assert action.edit is not None
        assert action.edit.changes is not None
        change = action.edit.changes[file.as_uri()][0]
        assert (change.range.start, change.new_text) == (place, "20.12")
        # Mended and saved, nothing of it is left.
        file.write_text(text.replace("20.21", "20.12"), encoding="utf-8")
        editor.client.text_document_did_save(lsp.DidSaveTextDocumentParams(opened))
        assert not [one for one in await editor.findings(file) if one.code == "MZ202"]

    edit(job)


def test_an_editor_gets_words_and_subjects(environment: Path) -> None:
    file = write(environment, WRONG) / "disclosure.yaml"

    async def job(editor: Editor) -> None:
        opened, place = editor.open(file), point(WRONG, "2101506")
        hover = await editor.client.text_document_hover_async(lsp.HoverParams(opened, place))
        assert hover is not None
        assert isinstance(hover.contents, lsp.MarkupContent)
        assert hover.contents.value.startswith("**2101506 ")
        asked = lsp.CompletionParams(opened, place)
        listed = await editor.client.text_document_completion_async(asked)
        assert isinstance(listed, lsp.CompletionList)
        assert "2101502 一般行政管理事务" in [item.label for item in listed.items]
        elsewhere = lsp.CompletionParams(opened, point(WRONG, "万元"))
        nothing = await editor.client.text_document_completion_async(elsewhere)
        assert isinstance(nothing, lsp.CompletionList)
        assert not nothing.items

    edit(job)


def test_a_project_is_renamed_wherever_it_is_named(environment: Path) -> None:
    folder = write(environment, GOOD)
    disclosure, performance = folder / "disclosure.yaml", folder / "performance.yaml"
    performance.write_text(PERFORMANCE, encoding="utf-8")
    more = "项目支出明细:\n  - {名称: 档案数字化, 科目: 2101502, 金额: 60.88}\n"
    disclosure.write_text(GOOD + more, encoding="utf-8")

    async def job(editor: Editor) -> None:
        opened = editor.open(performance)
        asked = lsp.RenameParams(opened, point(PERFORMANCE, "档案"), "档案: 整理")
        done = await editor.client.text_document_rename_async(asked)
        assert done is not None
        assert done.changes is not None
        texts = {Path(uri.rpartition("/")[2]).name: edits for uri, edits in done.changes.items()}
        assert {name: [e.new_text for e in edits] for name, edits in texts.items()} == {
            "disclosure.yaml": ["'档案: 整理'"],
            "performance.yaml": ["'档案: 整理'"],
        }

    edit(job)
