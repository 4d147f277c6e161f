"""Live documents: what is made of saves that follow one another, and of documents of the board."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import sleep

import pytest

pytest.importorskip("starlette")
pytest.importorskip("watchfiles")

from mingzhang.desk import page_preview
from mingzhang.desk.live_documents import Desk, Queue
from mingzhang.desk.page_preview import Look, Previews
from mingzhang.desk.project_overview import Board
from mingzhang.desk.source_writing import GONE
from tests.commands.test_check import BAD, GOOD, forms_of_its_own, project, write
from tests.desk.asking import NAME, Browser, at_desk
from tests.desk.test_project_signs import commit, git

__all__ = ["project"]
WAIT = 30  # seconds for what takes one


async def found(told: Queue) -> None:
    """Wait until findings are told."""
    said = await asyncio.wait_for(told.get(), WAIT)
    while said.get("findings") is None:
        said = await asyncio.wait_for(told.get(), WAIT)


def test_what_is_saved_again_meanwhile_is_checked_once(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(project, GOOD) / "disclosure.yaml"
    checked = list[Path]()
    make, check = Previews.page, Previews.findings

    def slow(self: Previews, folder: Path) -> Look:
        sleep(0.5)
        return make(self, folder)

    def noted(self: Previews, folder: Path) -> Look:
        checked.append(folder)
        return check(self, folder)

    async def job(browser: Browser) -> None:
        async with browser.desk.listening(NAME) as told:
            assert told is not None
            await browser.get(f"/page/{NAME}?new")
            await found(told)
            checked.clear()
            for number in range(3):
                file.write_text(f"{GOOD}# {number}\n", "utf-8")
                await asyncio.sleep(0.2)
            await found(told)
            await asyncio.sleep(2)
            assert browser.desk.board.lines[file.parent].progress is not None

    monkeypatch.setattr(Previews, "page", slow)
    monkeypatch.setattr(Previews, "findings", noted)
    at_desk(project, job)
    assert checked == [file.parent]


def test_a_page_that_was_told_does_not_wait_for_what_is_made_after_it(project: Path) -> None:
    write(project, GOOD)

    async def job(browser: Browser) -> None:
        first = await browser.get(f"/page/{NAME}?new")
        is_busy, is_asked = Event(), Event()

        def work() -> bool:
            is_busy.set()
            return is_asked.wait(WAIT)

        slow = asyncio.create_task(browser.desk.work(work))
        assert await asyncio.to_thread(is_busy.wait, WAIT)
        again = await browser.get(f"/page/{NAME}?v=1")
        assert not slow.done()
        is_asked.set()
        assert await slow
        assert again.text == first.text != ""

    at_desk(project, job)


@pytest.mark.parametrize("stage", ["drafted", "judged"])
def test_what_goes_while_it_is_read_is_looked_at_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    file = write(project, GOOD) / "disclosure.yaml"
    made, gone = getattr(page_preview, stage), list[bool]()

    def going(*words: object, **named: object) -> object:
        if not gone:
            gone.append(True)
            raise FileNotFoundError
        return made(*words, **named)

    async def job(browser: Browser) -> None:
        async with browser.desk.listening(NAME) as told:
            assert told is not None
            await browser.get(f"/page/{NAME}?new")
            await found(told)
            monkeypatch.setattr(page_preview, stage, going)
            file.write_text(f"{GOOD}# 1\n", "utf-8")
            await found(told)

    at_desk(project, job)
    assert gone


def test_the_board_is_filled_by_one_at_a_time(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [write(project, GOOD, f"{name}/2024-final") / "disclosure.yaml" for name in "abc"]
    waiting, most = 0, list[int]()
    work, check = Desk.work, Board.check

    def slow(self: Board, folder: Path) -> object:
        sleep(0.5)
        return check(self, folder)

    async def counted(self: Desk, job: Callable[..., object], *words: object) -> object:
        nonlocal waiting
        waiting += job.__name__ == "slow"
        most.append(waiting)
        try:
            return await work(self, job, *words)
        finally:
            waiting -= job.__name__ == "slow"

    async def job(browser: Browser) -> None:
        for file in files:
            await asyncio.sleep(0.2)
            file.write_text(f"{GOOD}# 1\n", "utf-8")
        while [*browser.desk.board.stale()]:
            await asyncio.sleep(0.1)

    monkeypatch.setattr(Board, "check", slow)
    monkeypatch.setattr(Desk, "work", counted)
    at_desk(project, job)
    assert max(most) == 1


async def codes(told: Queue) -> set[str]:
    """The codes of the findings that are told next."""
    while True:
        said = await asyncio.wait_for(told.get(), WAIT)
        if isinstance(found := said.get("findings"), list):
            return {one["code"] for one in found}


def test_the_settings_and_the_last_commit_are_looked_at_again(project: Path) -> None:
    write(project, GOOD.replace("版式: 吉林", "版式: 自己的"))
    settings, forms = project / "mingzhang.yaml", forms_of_its_own(project, "forms")
    (forms / "own").mkdir()
    form = forms / "own" / "region.yaml"
    form.write_text("名称: 自己的\n上级: jilin\n", "utf-8")
    git(project, "init", "-q")

    async def job(browser: Browser) -> None:
        async with browser.desk.listening(NAME) as told:
            assert told is not None
            await browser.get(f"/page/{NAME}?new")
            assert "MZ501" in await codes(told)
            commit(project, "one")
            assert "MZ501" in await codes(told)
            settings.write_text("版式: forms\n", "utf-8")
            assert "MZ501" not in await codes(told)
            settings.write_text("版式: D:/forms\n", "utf-8")
            while "MZ852" not in (found := await codes(told)):
                pass
            assert "MZ501" not in found
            form.write_text("名称: 别的\n上级: jilin\n", "utf-8")
            while not {"MZ501", "MZ852"} <= await codes(told):
                pass

    at_desk(project, job)


def test_all_data_may_go_and_come_back(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, kept = write(project, GOOD), tmp_path_factory.mktemp("kept") / "data"
    shutil.copytree(project, kept, symlinks=True)
    addresses = [f"/{kind}/{NAME}" for kind in ("doc", "page", "form", "pdf")]

    async def job(browser: Browser) -> None:
        async with browser.desk.listening(NAME) as told:
            assert told is not None
            await browser.get(f"/page/{NAME}?new")
            before = await codes(told)
            shutil.rmtree(project)
            for address in addresses:
                assert (await browser.get(address)).status < 500, address
            while not (await asyncio.wait_for(told.get(), WAIT)).get("gone"):
                pass
            assert (await browser.get("/board")).json == {"board": [], "away": True}
            shutil.copytree(kept, project, symlinks=True)
            while await codes(told) != before:
                pass
            (folder / "disclosure.yaml").write_text(BAD, "utf-8")
            while await codes(told) == before:
                pass
            assert [line["name"] for line in (await browser.get("/board")).json["board"]] == [NAME]

    at_desk(project, job)


def test_a_folder_that_goes_is_told_and_looked_at_again_when_it_is_back(project: Path) -> None:
    folder = write(project, GOOD)

    async def job(browser: Browser) -> None:
        async with browser.desk.listening(NAME) as told:
            assert told is not None
            await browser.get(f"/page/{NAME}?new")
            before = await codes(told)
            folder.rename(project / "sources" / "elsewhere")
            while not (await asyncio.wait_for(told.get(), WAIT)).get("gone"):
                pass
            answer = await browser.post(f"/edit/{NAME}", {})
            assert (answer.status, answer.text) == (404, GONE)
            (project / "sources" / "elsewhere").rename(folder)
            assert await codes(told) == before

    at_desk(project, job)
