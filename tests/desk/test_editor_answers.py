"""A language server, asked by a client over its own pair of streams, as an editor asks."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from mingzhang.desk.editor_answers import typed
from tests.commands.test_check import GOOD, forms_of_its_own, project, write
from tests.desk.test_project_signs import commit, git

__all__ = ["project"]
ROWS = """支出:
  - {科目: 2101502, 项目支出: 60.88, 年初预算: 60.88}
  - {科目: 2101506, 项目支出: 20.12, 年初预算: 20.12}
  - {科目: 合计, 项目支出: 81.00, 年初预算: 81.00}
"""
ONE_ROW = "支出:\n  - {科目: 2101502, 项目支出: 60.88, 年初预算: 60.88}\n"
WRONG = GOOD.replace(ONE_ROW, ROWS).replace("20.12, 年初", "20.21, 年初")
RIGHT = GOOD.replace(ONE_ROW, ROWS)
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

    async def findings(self, file: Path, uri: str = "") -> list[lsp.Diagnostic]:
        """What is told of a file next."""
        while True:
            said = await asyncio.wait_for(self.told.get(), 60)
            if said.uri == (uri or file.as_uri()):
                return list(said.diagnostics)

    def change(self, opened: lsp.TextDocumentIdentifier, text: str) -> None:
        """Change an open file, without saving it."""
        named = lsp.VersionedTextDocumentIdentifier(2, opened.uri)
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(named, [whole]))

    async def words(self, asked: lsp.HoverParams) -> str:
        """What is said of a place."""
        hover = await self.client.text_document_hover_async(asked)
        assert hover is not None
        assert isinstance(hover.contents, lsp.MarkupContent)
        return hover.contents.value

    async def mends(self, opened: lsp.TextDocumentIdentifier) -> list[lsp.CodeAction]:
        """The quick fixes of a whole file."""
        whole = lsp.Range(lsp.Position(0, 0), lsp.Position(999, 0))
        asked = lsp.CodeActionParams(opened, whole, lsp.CodeActionContext([]))
        given = await self.client.text_document_code_action_async(asked)
        return [one for one in given or () if isinstance(one, lsp.CodeAction)]

    def open(self, file: Path, uri: str = "") -> lsp.TextDocumentIdentifier:
        """Open a file."""
        text = file.read_text(encoding="utf-8")
        item = lsp.TextDocumentItem(uri or file.as_uri(), "yaml", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return lsp.TextDocumentIdentifier(item.uri)


def changed(*files: Path) -> lsp.DidChangeWatchedFilesParams:
    """What an editor says of files that somebody else changed."""
    kind = lsp.FileChangeType.Changed
    return lsp.DidChangeWatchedFilesParams([lsp.FileEvent(f.as_uri(), kind) for f in files])


def edit(
    job: Callable[[Editor], Awaitable[None]],
    encodings: Sequence[lsp.PositionEncodingKind | str] | None = None,
) -> None:
    async def running() -> None:
        editor = Editor()
        await editor.client.start_io(sys.executable, "-m", "mingzhang", "lsp")
        general = lsp.GeneralClientCapabilities(position_encodings=encodings)
        can = lsp.ClientCapabilities(general=general)
        root = lsp.InitializeParams(can, root_uri=Path.cwd().as_uri())
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


@pytest.mark.parametrize(
    "half",
    [
        "  - {科目: 2080",
        "  - {科目: 2101502, 项目支出: ",
        "\t- {科目: 2101502}",
        "  - {科目：2101502}",
        "  - {科目: 2101502, 差异原因: '没有完}",
        "<<<<<<< HEAD",
        "  - {科目: \n  # 一行注释",
        "  - {\n\n  # 一行注释\n  # 又一行",
        "  - [\n  # 一行注释",
    ],
)
def test_other_lines_are_explained_while_one_is_half_typed(environment: Path, half: str) -> None:
    file = write(environment, RIGHT) / "disclosure.yaml"
    typed_so_far = RIGHT.replace("支出:\n", f"支出:\n{half}\n", 1)

    async def job(editor: Editor) -> None:
        opened = editor.open(file)
        editor.change(opened, typed_so_far)
        place = point(typed_so_far, "2101506")
        words = await editor.words(lsp.HoverParams(opened, place))
        assert words.startswith("**2101506 ")
        renamed = lsp.RenameParams(opened, place, "新的名称")
        assert await editor.client.text_document_rename_async(renamed) is None

    edit(job)


def test_an_editor_is_told_what_a_figure_counts_in(environment: Path) -> None:
    file = write(environment, RIGHT) / "disclosure.yaml"
    before = environment / "sources" / "agency" / "2023-final"
    shutil.copytree(file.parent, before)
    old = before / "disclosure.yaml"
    old.write_text(RIGHT.replace("年度: 2024", "年度: 2023").replace("20.12", "19.00"), "utf-8")

    async def job(editor: Editor) -> None:
        opened = editor.open(file)
        await editor.findings(file)
        asked = lsp.HoverParams(opened, point(RIGHT, "20.12"))
        said = await editor.words(asked)
        assert "21015 医疗保障管理事务" in said
        assert "勾稽 MZ202：合计 项目支出 81.00 万元 = 按科目合计 81.00 万元" in said
        assert "上年：19.00 万元" in said
        assert "上年：20.12" not in said
        # Of a line that was changed since nobody knows what it counts in.
        editor.change(opened, RIGHT.replace("项目支出: 20.12", "项目支出: 20.13"))
        assert "勾稽" not in await editor.words(asked)

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
        nameless = lsp.RenameParams(opened, asked.position, " ")
        assert await editor.client.text_document_rename_async(nameless) is None

    edit(job)


def after(text: str, edits: Sequence[lsp.TextEdit | lsp.AnnotatedTextEdit], unit: str) -> str:
    """A text after an editor has made changes whose columns count units of an encoding."""
    lines = text.split("\n")
    for one in sorted(edits, key=lambda one: -one.range.start.character):
        start, end = one.range.start, one.range.end
        line, size = lines[start.line].encode(unit), len("a".encode(unit))
        parts = (line[: start.character * size], line[end.character * size :])
        lines[start.line] = one.new_text.join(part.decode(unit) for part in parts)
    return "\n".join(lines)


def test_a_file_with_a_byte_order_mark_is_renamed_in_its_place(environment: Path) -> None:
    """Programs of Windows begin files so; to an editor it is no character of the first line."""
    folder = write(environment, GOOD)
    more = "项目支出明细:\n  - {名称: 档案数字化, 科目: 2101502, 金额: 60.88}\n"
    disclosure, performance = folder / "disclosure.yaml", folder / "performance.yaml"
    disclosure.write_text(GOOD + more, encoding="utf-8-sig")
    performance.write_text(PERFORMANCE, encoding="utf-8")

    async def job(editor: Editor) -> None:
        opened = editor.open(performance)
        asked = lsp.RenameParams(opened, point(PERFORMANCE, "档案"), "档案整理")
        done = await editor.client.text_document_rename_async(asked)
        edits = (done.changes or {}).get(disclosure.as_uri(), []) if done else []
        said = after(GOOD + more, edits, "utf-16-le")
        assert said == GOOD + more.replace("档案数字化", "档案整理")

    edit(job)


def units(text: str, unit: str) -> int:
    """How many units of an encoding a text has."""
    return len(text.encode(unit)) // len("a".encode(unit))


# A rare character takes two units of UTF-16; every Chinese one takes three of UTF-8.
in_every_encoding = pytest.mark.parametrize(
    ("encodings", "unit"),
    [
        (None, "utf-16-le"),
        ([lsp.PositionEncodingKind.Utf8, lsp.PositionEncodingKind.Utf16], "utf-8"),
        ([lsp.PositionEncodingKind.Utf32], "utf-32-le"),
    ],
)
Encodings = list[lsp.PositionEncodingKind] | None
RARE = WRONG.replace("{科目: 2101506, ", "{差异原因: 𠮷, 科目: 2101506, ")


@in_every_encoding
def test_a_mend_is_at_the_editors_column(
    environment: Path, encodings: Encodings, unit: str
) -> None:
    file = write(environment, RARE) / "disclosure.yaml"

    async def job(editor: Editor) -> None:
        opened = editor.open(file)
        wrong = [one for one in await editor.findings(file) if one.code == "MZ202"]
        (action,) = await editor.mends(opened)
        assert action.edit
        assert action.edit.changes
        edits = action.edit.changes[opened.uri]
        assert after(RARE, edits, unit) == RARE.replace("20.21", "20.12")
        start = units("  - {差异原因: 𠮷, 科目: 2101506, 项目支出: ", unit)
        assert edits[0].range.start.character == start
        assert {start} >= {one.range.start.character for one in wrong}

    edit(job, encodings)


@in_every_encoding
def test_what_is_typed_is_at_the_editors_column(
    environment: Path, encodings: Encodings, unit: str
) -> None:
    folder = write(environment, RARE)
    disclosure, performance = folder / "disclosure.yaml", folder / "performance.yaml"
    rows = "项目:\n  - {名称: 𠮷林, 主管部门: 𠮷}\n"
    performance.write_text(rows, encoding="utf-8")
    new = RARE.replace("科目: 2101506, 项目", "科目: 21015, 项目")

    async def job(editor: Editor) -> None:
        place = lsp.Position(1, units("  - {名称: 𠮷林", unit))
        named = lsp.RenameParams(lsp.TextDocumentIdentifier(performance.as_uri()), place, "吉林")
        done = await editor.client.text_document_rename_async(named)
        assert done
        assert done.changes
        changed = after(rows, done.changes[performance.as_uri()], unit)
        assert changed == rows.replace("𠮷林", "吉林")
        opened = editor.open(disclosure)
        editor.change(opened, new)
        at = lsp.Position(point(new, "20.21").line, units("  - {差异原因: 𠮷, 科目: 21015", unit))
        listed = await editor.client.text_document_completion_async(
            lsp.CompletionParams(opened, at)
        )
        assert isinstance(listed, lsp.CompletionList)
        item = next(item for item in listed.items if item.label.startswith("2101502"))
        assert isinstance(item.text_edit, lsp.TextEdit)
        assert "科目: 2101502, 项目支出: 20.21" in after(new, [item.text_edit], unit)

    edit(job, encodings)


def test_a_line_that_moved_since_it_was_checked_is_not_mended(environment: Path) -> None:
    file = write(environment, WRONG) / "disclosure.yaml"
    another = "  - {科目: 2101599, 项目支出: 77.77, 年初预算: 77.77}\n"

    async def job(editor: Editor) -> None:
        opened = editor.open(file)
        await editor.findings(file)
        assert await editor.mends(opened)
        editor.change(opened, WRONG.replace("支出:\n", f"支出:\n{another}", 1))
        assert not await editor.mends(opened)
        editor.change(opened, WRONG.replace("20.21", "20.31"))
        assert not await editor.mends(opened)
        editor.change(opened, WRONG + "# 后面多一行\n")
        assert await editor.mends(opened)

    edit(job)


def test_an_editor_may_show_other_line_ends_than_the_file_has(environment: Path) -> None:
    file = write(environment, WRONG) / "disclosure.yaml"
    file.write_bytes(WRONG.replace("\n", "\r\n").encode())

    async def job(editor: Editor) -> None:
        opened = editor.open(file)  # read as text: \n alone
        await editor.findings(file)
        assert await editor.mends(opened)

    edit(job)


def test_a_file_goes_by_the_address_that_the_editor_gives_it(environment: Path) -> None:
    folder = write(environment, WRONG)
    file, performance = folder / "disclosure.yaml", folder / "performance.yaml"
    performance.write_text(PERFORMANCE, encoding="utf-8")
    uris = [one.as_uri().replace("-", "%2D") for one in (file, performance)]
    more = "项目支出明细:\n  - {名称: 档案数字化, 科目: 2101502, 金额: 60.88}\n"

    async def job(editor: Editor) -> None:
        opened = editor.open(file, uris[0])
        assert await editor.findings(file, uris[0])
        changed = await editor.mends(opened)
        assert [[*one.edit.changes] for one in changed if one.edit and one.edit.changes] == [
            [uris[0]]
        ]
        # What is open and not saved is what is changed.
        editor.change(opened, more + WRONG)
        other = editor.open(performance, uris[1])
        asked = lsp.RenameParams(other, point(PERFORMANCE, "档案"), "档案整理")
        done = await editor.client.text_document_rename_async(asked)
        assert done
        assert done.changes
        assert {uri: edits[0].range.start.line for uri, edits in done.changes.items()} == {
            uris[0]: 1,
            uris[1]: 1,
        }

    edit(job)


def test_a_file_that_is_gone_has_no_findings_once_it_is_closed(environment: Path) -> None:
    file = write(environment, WRONG) / "disclosure.yaml"

    async def job(editor: Editor) -> None:
        opened = editor.open(file)
        assert await editor.findings(file)
        file.unlink()
        editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(opened))
        assert await editor.findings(file) == []

    edit(job)


def test_a_file_that_is_not_there_is_no_fault(environment: Path) -> None:
    folder = write(environment, WRONG)
    profile = folder / "profile.yaml"

    async def job(editor: Editor) -> None:
        opened = editor.open(profile)
        (folder / "disclosure.yaml").unlink()
        asked = lsp.HoverParams(opened, lsp.Position(0, 0))
        assert await editor.client.text_document_hover_async(asked)

    edit(job)


def test_what_others_change_is_checked_again(environment: Path) -> None:
    text = GOOD.replace("版式: 吉林", "版式: 自己的")
    file = write(environment, text) / "disclosure.yaml"
    form = forms_of_its_own(environment) / "own" / "region.yaml"

    async def job(editor: Editor) -> None:
        editor.open(file)
        assert "MZ501" in {one.code for one in await editor.findings(file)}
        form.parent.mkdir(parents=True)
        form.write_text("名称: 自己的\n上级: jilin\n", "utf-8")
        editor.client.workspace_did_change_watched_files(changed(form))
        before = {one.code for one in await editor.findings(file)}
        assert "MZ501" not in before
        file.write_text(text.replace("项目支出: 60.88", "项目支出: 60.8"), "utf-8")
        editor.client.workspace_did_change_watched_files(changed(file))
        assert {one.code for one in await editor.findings(file)} != before
        file.write_text(text, "utf-8")
        saved = lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(file.as_uri()))
        editor.client.text_document_did_save(saved)
        # What is told of twice is checked once: the next word is of what comes after it.
        editor.client.workspace_did_change_watched_files(changed(file))
        assert {one.code for one in await editor.findings(file)} == before
        file.unlink()
        editor.client.workspace_did_change_watched_files(changed(file))
        assert {one.code for one in await editor.findings(file)} == {"MZ001"}

    edit(job)


def test_the_last_commit_and_the_settings_are_looked_at_again(environment: Path) -> None:
    text = GOOD.replace("版式: 吉林", "版式: 自己的")
    file, settings = write(environment, text) / "disclosure.yaml", environment / "mingzhang.yaml"
    forms = forms_of_its_own(environment, "forms")
    (forms / "own").mkdir()
    (forms / "own" / "region.yaml").write_text("名称: 自己的\n上级: jilin\n", "utf-8")
    git(environment, "init", "-q")

    async def job(editor: Editor) -> None:
        editor.open(file)
        assert "MZ501" in {one.code for one in await editor.findings(file)}
        await asyncio.sleep(1)
        commit(environment, "one")
        assert "MZ501" in {one.code for one in await editor.findings(file)}
        settings.write_text("版式: D:/forms\n", "utf-8")
        assert [one.code for one in await editor.findings(settings)] == ["MZ852"]
        settings.write_text("版式: forms\n", "utf-8")
        assert "MZ501" not in {one.code for one in await editor.findings(file)}
        assert not await editor.findings(settings)

    edit(job)


def test_each_document_is_of_the_project_it_lies_in(environment: Path) -> None:
    root = environment / "another"
    file = write(root, GOOD.replace("版式: 吉林", "版式: 自己的")) / "disclosure.yaml"
    form = root / "templates" / "own" / "region.yaml"
    form.parent.mkdir(parents=True)
    form.write_text("名称: 自己的\n上级: jilin\n", "utf-8")
    first = write(environment, GOOD) / "disclosure.yaml"

    async def job(editor: Editor) -> None:
        editor.open(first)
        editor.open(file)
        assert "MZ501" not in {one.code for one in await editor.findings(file)}

    edit(job)


def test_wrong_settings_are_told_where_they_are_written(environment: Path) -> None:
    settings = environment / "mingzhang.yaml"
    settings.write_text("版式: D:/forms\n", "utf-8")
    file = write(environment, GOOD) / "disclosure.yaml"

    async def job(editor: Editor) -> None:
        editor.open(file)
        assert [one.code for one in await editor.findings(settings)] == ["MZ852"]

    edit(job)


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("  - {科目: 210|1506, 项目支出: 1}", "  - {科目: 2101502, 项目支出: 1}"),
        ("  - {科目: |2101506}", "  - {科目: 2101502}"),
        ("  - {科目: 2101506|, 项目支出: 1}", "  - {科目: 2101502, 项目支出: 1}"),
        ("  - {科目: |, 项目支出: 1}", "  - {科目: 2101502, 项目支出: 1}"),
        ("  - {科目: |项目支出: 1}", "  - {科目: 2101502项目支出: 1}"),
        ("  - 科目: 一般|行政", "  - 科目: 2101502"),
        ("  - 科目: 一般|行政  # 备查", "  - 科目: 2101502  # 备查"),
    ],
)
def test_a_subject_takes_the_place_of_the_word(line: str, becomes: str) -> None:
    column, typed_line = line.index("|"), line.replace("|", "")
    start, end = typed(typed_line, column)
    assert typed_line[:start] + "2101502" + typed_line[end:] == becomes


def test_a_text_in_no_file_is_asked_about(environment: Path) -> None:
    saved = write(environment, WRONG) / "disclosure.yaml"
    unsaved = environment / "sources" / "新" / "2031-final" / "disclosure.yaml"

    async def job(editor: Editor) -> None:
        # An untitled text, an older state of a file, a file that will be saved.
        older = saved.as_uri().replace("file:", "git:") + "?HEAD"
        for uri in ("untitled:Untitled-1", older, unsaved.as_uri()):
            item = lsp.TextDocumentItem(uri, "yaml", 1, WRONG.replace("2101506", "2101599"))
            editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
            opened, place = lsp.TextDocumentIdentifier(uri), point(WRONG, "2101506")
            await editor.client.text_document_hover_async(lsp.HoverParams(opened, place))
            named = lsp.RenameParams(opened, place, "新")
            await editor.client.text_document_rename_async(named)
            assert await editor.mends(opened) == []
        assert editor.told.empty()
        opened = editor.open(saved)
        words = await editor.client.text_document_hover_async(lsp.HoverParams(opened, place))
        assert words
        assert isinstance(words.contents, lsp.MarkupContent)
        assert words.contents.value.startswith("**2101506 ")

    edit(job)
