"""Idle keys are asked beside: no document waits, and a changed form is asked again."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event
from typing import Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("watchfiles")

from mingzhang.desk.idle_keys import NONE, Keys, idle_keys
from mingzhang.desk.idle_keys_beside import FormOf, IdleKeys
from tests.commands.test_check import GOOD, forms_of_its_own, project, write
from tests.desk.asking import NAME, Browser, at_desk
from tests.support import PROJECT

__all__ = ["project"]
WAIT = 60  # seconds for what takes a few
ASKED = FormOf("吉林", "final", 2024, PROJECT)
SOME: Keys = frozenset({("disclosure.yaml", "公开日期")})


async def form_told(told: asyncio.Queue[dict[str, object]]) -> None:
    """Wait until it is told that a form has said what it uses."""
    while not (await asyncio.wait_for(told.get(), WAIT)).get("form"):
        pass


async def folded(browser: Browser) -> set[str]:
    """The fields that the entry form folds away."""
    sheets = (await browser.get(f"/form/{NAME}")).json["files"]
    return {path for sheet in sheets for path in idle_paths(sheet["fields"])}


def idle_paths(fields: list[dict[str, Any]]) -> set[str]:
    """The paths of the fields that are folded away, within others too."""
    below = (idle_paths(one["fields"]) for one in fields if "fields" in one)
    return {str(one["path"]) for one in fields if one["idle"]}.union(*below)


def test_no_document_waits_until_a_form_has_answered(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(project, GOOD) / "disclosure.yaml"
    is_asked, may_answer = Event(), Event()

    def slow(_self: IdleKeys, _asked: FormOf) -> Keys:
        is_asked.set()
        may_answer.wait(WAIT)
        return SOME

    monkeypatch.setattr(IdleKeys, "_answer", slow)

    async def job(browser: Browser) -> None:
        async with browser.desk.listening(NAME) as told:
            assert told is not None
            await browser.get(f"/page/{NAME}?new")
            await asyncio.to_thread(is_asked.wait, WAIT)
            assert await folded(browser) == set()
            file.write_text(GOOD.replace("项目支出: 60.88", "项目支出: 61.88"), "utf-8")
            said = dict[str, object]()
            while not (said.get("findings") and said["version"] == 2):
                said = await asyncio.wait_for(told.get(), WAIT)
            may_answer.set()
            await form_told(told)
            assert len(await folded(browser)) == 1

    try:
        at_desk(project, job)
    finally:
        may_answer.set()


def test_a_form_that_is_changed_is_asked_again(project: Path) -> None:
    write(project, GOOD.replace("版式: 吉林", "版式: 自己的"))
    (forms_of_its_own(project) / "own").mkdir()
    form = project / "templates" / "own" / "region.yaml"
    form.write_text("名称: 自己的\n上级: jilin\n", "utf-8")

    async def job(browser: Browser) -> None:
        async with browser.desk.listening(NAME) as told:
            assert told is not None
            await browser.get(f"/page/{NAME}?new")
            await form_told(told)
            before = (await browser.get(f"/form/{NAME}")).json["form"]
            first = await folded(browser)
            form.write_text("名称: 自己的\n上级: national\n", "utf-8")
            # Who fills it in asks again with the findings, as the page does.
            while not (await asyncio.wait_for(told.get(), WAIT)).get("findings"):
                pass
            await browser.get(f"/form/{NAME}")
            await form_told(told)
            second = await folded(browser)
            assert (await browser.get(f"/form/{NAME}")).json["form"] != before
        assert first
        assert second
        assert first != second

    at_desk(project, job)


def test_a_process_beside_says_what_the_form_itself_says() -> None:
    idle = IdleKeys()
    assert idle.known(ASKED) == NONE
    assert asyncio.run(idle.ask(ASKED))
    assert idle.known(ASKED) == idle_keys(*ASKED) != NONE
    assert not asyncio.run(idle.ask(ASKED))


def test_what_changes_while_a_form_is_asked_is_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    idle, answers = IdleKeys(), [SOME, NONE]

    def answer(self: IdleKeys, _asked: FormOf) -> Keys:
        if len(answers) > 1:
            self.forget()
        return answers.pop(0)

    monkeypatch.setattr(IdleKeys, "_answer", answer)
    asyncio.run(idle.ask(ASKED))
    assert idle.known(ASKED) == NONE
    assert answers == []


def test_a_desk_that_ends_does_not_wait_for_a_form() -> None:
    idle = IdleKeys()
    idle.end()
    assert not asyncio.run(idle.ask(ASKED))
    assert idle.known(ASKED) == NONE
