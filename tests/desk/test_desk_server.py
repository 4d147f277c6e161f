"""The desk's server: pages, findings, sources and changes of the project's own documents alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("starlette")
pytest.importorskip("watchfiles")

from starlette.requests import Request
from starlette.responses import Response

from mingzhang.desk import desk_server
from tests.commands.test_check import BAD, GOOD, project, write
from tests.desk.asking import GUARD, HOST, NAME, OWN, TOKEN, WRITES, Browser, at_desk
from tests.publish.test_write_lock import held_elsewhere

__all__ = ["project"]
FILE = "disclosure.yaml"
WRITING = ("edit", "undo", "redo")  # what answers nothing but changes


@pytest.fixture
def document(project: Path) -> Path:
    """A document without errors."""
    return write(project, GOOD)


def run(root: Path, job: Callable[[Browser], Awaitable[None]]) -> None:
    at_desk(root, job)


def test_the_first_request_gets_the_cookie_and_loses_the_token(document: Path) -> None:
    async def job(browser: Browser) -> None:
        first = await browser.get(f"/?t={TOKEN}", [(b"host", HOST.encode())])
        assert (first.status, first.headers["location"]) == (303, "/")
        cookie = first.headers["set-cookie"]
        assert cookie.startswith(f"{GUARD.cookie}={TOKEN};")
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        page = await browser.get("/")
        assert page.status == 200
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        assert page.headers["cross-origin-resource-policy"] == "same-origin"
        assert page.headers["cache-control"] == "no-store"

    run(document.parents[2], job)


def test_the_board_tells_what_is_to_be_done(project: Path) -> None:
    write(project, GOOD)
    write(project, BAD, "another/2024-final")
    write(project, GOOD.replace("政府采购: 0", "政府采购: 待填"), "third/2024-final")

    async def job(browser: Browser) -> None:
        async with browser.desk.listening("") as queue:
            assert queue is not None
            lines = (await browser.get("/board")).json["board"]
            assert all(line["fill"] is None for line in lines if line["state"] == "核对中")
            assert {line["title"] for line in lines} == {"某市档案馆2024年度决算"}
            while any(line["state"] == "核对中" for line in lines):
                lines = (await asyncio.wait_for(queue.get(), 60))["board"]
        assert {line["name"]: (line["state"], line["fill"], line["correct"]) for line in lines} == {
            NAME: ("待确认", 0, 0),
            "another/2024-final": ("待改", 0, 1),
            "third/2024-final": ("待填", 1, 0),
        }

    run(project, job)


def test_a_saved_change_is_told_to_whoever_looks(document: Path) -> None:
    async def job(browser: Browser) -> None:
        page = await browser.get(f"/page/{NAME}?new")
        assert "60.88" in page.text
        assert "<script>" not in page.text.replace("<script></script>", "")
        assert "script-src 'none'" in page.headers["content-security-policy"]
        async with browser.desk.listening(NAME) as queue:
            assert queue is not None
            (document / FILE).write_text(
                GOOD.replace("{科目: 2101502, 项目支出: 60", "{科目: 2101502, 项目支出: 61"),
                "utf-8",
            )
            said = await asyncio.wait_for(queue.get(), 60)
            while said.get("findings") is None or said["version"] == 1:
                said = await asyncio.wait_for(queue.get(), 60)
        assert said["current"]
        assert said["version"] == 2
        found = said["findings"]
        assert isinstance(found, list)
        assert found
        assert "61.88" in (await browser.get(f"/page/{NAME}")).text

    run(document.parents[2], job)


def test_what_cannot_be_read_keeps_its_last_good_page(document: Path) -> None:
    async def job(browser: Browser) -> None:
        good = await browser.get(f"/page/{NAME}?new")
        (document / FILE).write_text(GOOD.replace("政府采购: 0", "政府采购: [0"), "utf-8")
        bad = await browser.get(f"/page/{NAME}?new")
        assert bad.text == good.text
        seen = await browser.desk.work(browser.desk.previews.findings, document)
        assert not seen.is_current
        assert [finding.code for finding in seen.findings or ()] == ["MZ012"]

    run(document.parents[2], job)


def test_a_change_is_one_line_and_can_be_taken_back(document: Path) -> None:
    async def job(browser: Browser) -> None:
        form = (await browser.get(f"/form/{NAME}")).json
        assert form["subjects"]["2101502"] == "一般行政管理事务"
        sheet = next(one for one in form["files"] if one["file"] == FILE)
        put = {"op": "put", "path": ["支出", 0, "项目支出"], "value": "1,061.88"}
        sent = {"file": FILE, "digest": sheet["digest"], "changes": [put]}
        said = await browser.post(f"/edit/{NAME}", sent)
        assert said.status == 200
        text = (document / FILE).read_text("utf-8")
        assert text == GOOD.replace("2101502, 项目支出: 60.88", "2101502, 项目支出: 1061.88")
        # The page still shows what was there before: nothing is written over the newer text.
        late = await browser.post(f"/edit/{NAME}", sent)
        assert late.status == 409
        assert late.json["digest"] == said.json["digest"]
        assert (document / FILE).read_text("utf-8") == text
        assert (await browser.post(f"/undo/{NAME}", {"file": FILE})).status == 200
        assert (document / FILE).read_text("utf-8") == GOOD
        assert (await browser.post(f"/undo/{NAME}", {"file": FILE})).status == 422
        assert (await browser.post(f"/redo/{NAME}", {"file": FILE})).json == said.json
        assert (document / FILE).read_text("utf-8") == text
        assert (await browser.post(f"/redo/{NAME}", {"file": FILE})).status == 422

    run(document.parents[2], job)


def test_a_window_takes_back_its_own(document: Path) -> None:
    async def job(browser: Browser) -> None:
        (sheet, *_) = (await browser.get(f"/form/{NAME}")).json["files"]
        put = {"op": "put", "path": ["支出", 0, "项目支出"], "value": "61.88"}
        sent = {"file": FILE, "digest": sheet["digest"], "changes": [put], "by": "甲"}
        assert (await browser.post(f"/edit/{NAME}", sent)).status == 200
        undo = {"file": FILE, "by": "乙"}
        async with browser.desk.listening(NAME, "甲"):
            said = await browser.post(f"/undo/{NAME}", undo)
            assert (said.status, "另一个窗口里有" in said.json["message"]) == (422, True)
        assert (await browser.post(f"/undo/{NAME}", undo)).status == 200  # that window is closed
        assert (document / FILE).read_text("utf-8") == GOOD

    run(document.parents[2], job)


def test_pages_go_on_while_another_program_has_the_file(document: Path) -> None:
    put = {"op": "put", "path": ["支出", 0, "项目支出"], "value": "61.88"}

    async def job(browser: Browser) -> None:
        digest = (await browser.get(f"/form/{NAME}")).json["files"][0]["digest"]
        sent = {"file": FILE, "digest": digest, "changes": [put]}
        with held_elsewhere(document / FILE) as process:
            written = asyncio.create_task(browser.post(f"/edit/{NAME}", sent))
            await asyncio.sleep(0.2)
            assert (await browser.get(f"/page/{NAME}?new")).status == 200
            assert not written.done()
            process.kill()
        assert (await written).status == 200
        assert "61.88" in (document / FILE).read_text("utf-8")
        # One who does not let go is told of, and the desk does not wait for him.
        put["value"] = "62.88"
        digest = (await browser.get(f"/form/{NAME}")).json["files"][0]["digest"]
        with held_elsewhere(document / FILE):
            said = await browser.post(f"/edit/{NAME}", {**sent, "digest": digest})
        assert said.status == 423
        assert "正由另一个程序写" in said.json["message"]

    run(document.parents[2], job)


def test_a_source_is_shown_and_no_other_file(document: Path) -> None:
    root = document.parents[2]
    (root / "secret.yaml").write_text("秘密: 1\n", "utf-8")
    (document / "link.yaml").symlink_to(root / "secret.yaml")
    (document / "reasons.lock").write_text("x", "utf-8")
    (document / FILE).write_text(GOOD + "上年来源: ../../..\n", "utf-8")
    shown = f"sources/{NAME}/{FILE}"

    async def job(browser: Browser) -> None:
        said = await browser.get(f"/source/{NAME}?file={shown}")
        assert said.json["lines"][0] == "版式: 吉林"
        assert said.json["editor"].startswith("vscode://")
        for name in (
            "secret.yaml",
            str(root / "secret.yaml"),
            f"sources/{NAME}/../../../secret.yaml",
            f"sources/{NAME}/link.yaml",
            f"sources/{NAME}/reasons.lock",
            "/etc/passwd",
            "",
            "%00",
        ):
            assert (await browser.get(f"/source/{NAME}?file={name}")).status == 404, name

    run(root, job)


def test_a_link_that_is_turned_while_the_desk_is_open_leads_nowhere(
    document: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root, outside = document.parents[2], tmp_path_factory.mktemp("outside")
    (root / "sources").rename(outside / "sources")
    (root / "sources").symlink_to(outside / "sources")

    async def job(browser: Browser) -> None:
        # Whoever opened the desk meant this one.
        assert (await browser.get(f"/form/{NAME}")).status == 200
        (outside / "sources").rename(outside / "others")
        (root / "sources").unlink()
        (root / "sources").symlink_to(outside / "others")
        for path in ("page", "form", "pdf"):
            assert (await browser.get(f"/{path}/{NAME}")).status == 404
        shown = f"/source/{NAME}?file=sources/{NAME}/{FILE}"
        assert (await browser.get(shown)).status == 404
        sent = {"file": FILE, "digest": "", "changes": []}
        assert (await browser.post(f"/edit/{NAME}", sent)).status == 404
        assert (await browser.get("/board")).json == {"board": [], "away": False}

    run(root, job)


def test_what_is_sent_is_looked_at_before_anything_is_done(document: Path) -> None:
    before = (document / FILE).read_bytes()

    async def job(browser: Browser) -> None:
        put = {"op": "put", "path": ["年度"], "value": "2025"}
        for body, status in (
            ({"file": "../x.yaml", "digest": "", "changes": [put]}, 400),
            ({"file": "/etc/passwd", "digest": "", "changes": [put]}, 400),
            ({"file": FILE, "digest": "0", "changes": [put]}, 409),
            ([], 400),
            ("x" * 2_100_000, 413),
        ):
            assert (await browser.post(f"/edit/{NAME}", body)).status == status
        digest = (await browser.get(f"/form/{NAME}")).json["files"][0]["digest"]
        for changes in (
            [],
            "x",
            [1],
            [{"op": "put"}],
            [{"op": "put", "path": [True], "value": "1"}],
            [{"op": "put", "path": ["年度"], "value": 1}],
            [{"op": "run", "path": ["年度"], "value": "1"}],
            [{"op": "add", "path": ["支出"], "cells": 3}],
            [{"op": "take", "path": []}],
            [{"op": "add", "path": ["支出"], "cells": {"科目": "1\x00"}}],
            [{"op": "add", "path": ["支出"], "cells": {"x" * 1100: "1"}}],
            [{"op": "put", "path": ["y" * 1100], "value": "1"}],
        ):
            sent = {"file": FILE, "digest": digest, "changes": changes}
            assert (await browser.post(f"/edit/{NAME}", sent)).status == 422, changes
        half = json.dumps({"file": FILE, "digest": digest, "changes": [{**put, "value": "\ud800"}]})
        for raw in (b"[" * 100_000, half.encode()):
            said = await browser.ask("POST", f"/edit/{NAME}", (*OWN, *WRITES), raw)
            assert said.status == 400

    run(document.parents[2], job)
    assert (document / FILE).read_bytes() == before


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_server, "MOST_SECONDS", 0.01)

    async def receive() -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    async def job() -> None:
        asked = Request({"type": "http", "method": "POST", "headers": []}, receive)
        said = await desk_server._sent(asked)
        assert isinstance(said, Response)
        assert said.status_code == 400

    asyncio.run(job())


def test_hostile_requests_reach_nothing(document: Path) -> None:
    """A sample of a hundred; the benchmark of the desk sends thousands."""
    root = document.parents[2]
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}

    async def job(browser: Browser) -> None:
        for seed in range(100):
            random = Random(seed)  # noqa: S311 (a sample)
            method, path, headers, body = hostile(random, NAME)
            said = await browser.ask(method, path, headers, body)
            assert said.status in (303, 400, 403, 404, 405, 409, 421, 422), (path, said.status)
            assert "Traceback" not in said.body.decode("utf-8", "replace")

    run(root, job)
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


def hostile(random: Random, name: str) -> tuple[str, str, list[tuple[bytes, bytes]], bytes]:
    """A request that must get nothing: a wrong sender, or a right one that asks for what is not."""
    outside = random.choice(
        [
            "../../../etc/passwd",
            "%2e%2e/%2e%2e/etc/passwd",
            "/etc/passwd",
            "..\\..\\x",
            "%00",
            "a" * 5000,
            "sources/../..",
            f"{name}/..",
            f"{name}%2f..%2f..",
            "\u202e",
            f"../{name}",
            "C:\\x",
            "//evil",
        ]
    )
    kind = random.choice(["page", "doc", "pdf", "source", "form", "edit", "undo", "redo", "assets"])
    path = f"/{kind}/{outside}"
    if random.random() < 0.3:
        path = f"/source/{name}?file={outside}"
    headers = [*OWN, *WRITES]
    method = random.choice(["GET", "POST"]) if kind in WRITING else "GET"
    if method == "GET" and kind in WRITING:
        path = f"/{kind}/{name}"
    if random.random() < 0.4:
        path = random.choice([f"/page/{name}", f"/form/{name}", "/board", "/", f"/edit/{name}"])
        headers = random.choice(
            [
                [(b"host", b"evil.example"), *OWN[1:]],
                [OWN[0]],
                [OWN[0], (b"cookie", random.randbytes(40))],
                [*OWN, (b"origin", b"http://evil.example")],
                [*OWN, (b"sec-fetch-site", b"cross-site")],
                [(b"host", random.randbytes(20)), *OWN[1:]],
            ]
        )
        method = random.choice(["GET", "POST", "PUT", "DELETE", "TRACE"])
    body = random.choice([b"", b"{}", random.randbytes(200), b"[" * 1000, b'{"file": "../x"}'])
    return method, path, headers, body


def test_a_text_of_the_document_is_written_where_the_source_names_it(document: Path) -> None:
    profile = document / "profile.yaml"
    before = profile.read_text("utf-8")
    asked = {"op": "text", "path": ["职责"], "was": "", "value": "负责档案。\n收集、整理档案。"}

    async def job(browser: Browser) -> None:
        sheets = (await browser.get(f"/form/{NAME}")).json["files"]
        sheet = next(one for one in sheets if one["file"] == "profile.yaml")
        known = sheet["texts"]['["职责"]']
        sent = {"file": "profile.yaml", "digest": sheet["digest"]}
        for other in (
            {**asked, "path": ["名称"]},
            {**asked, "path": ["..", "x.md"]},
            {**asked, "was": "别的"},
        ):
            said = await browser.post(f"/edit/{NAME}", {**sent, "changes": [other]})
            assert said.status == 409, other
        change = {**asked, "was": known["text"]}
        said = await browser.post(f"/edit/{NAME}", {**sent, "changes": [change]})
        assert said.status == 200
        assert (document / known["name"]).read_text("utf-8") == f"{asked['value']}\n"
        again = (await browser.get(f"/form/{NAME}")).json["files"]
        sheet = next(one for one in again if one["file"] == "profile.yaml")
        assert sheet["digest"] == said.json["digest"]
        assert sheet["texts"]['["职责"]']["named"]
        page = await browser.get(f"/page/{NAME}?new")
        assert "收集、整理档案。" in page.text
        assert (await browser.post(f"/undo/{NAME}", {"file": "profile.yaml"})).status == 200
        assert profile.read_text("utf-8") == before

    run(document.parents[2], job)
