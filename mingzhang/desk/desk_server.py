"""The desk as a server of this machine alone: requests → pages, findings, sources, changes.

Every request passes the guard before anything else of it is looked at.  What a request names is
looked up among what is known, and never becomes a path.
"""

from __future__ import annotations

import json
from asyncio import sleep, timeout
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.requests import Request as Asked
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from mingzhang.desk import desk_json
from mingzhang.desk.desk_assets import ASSETS, BOARD_PAGE, DOCUMENT_PAGE, asset
from mingzhang.desk.editor_links import source_lines
from mingzhang.desk.form_filling import make_changes, target, window
from mingzhang.desk.live_documents import BOARD, ENDED, Desk
from mingzhang.desk.pdf_on_demand import paper
from mingzhang.desk.request_guard import (
    HEADERS,
    MOST_BYTES,
    PAGE_POLICY,
    POLICY,
    Guard,
    Headers,
    Request,
)
from mingzhang.desk.source_writing import GONE, Answer, Outcome, Writer

ALIVE = b": \n\n"
MOST_SECONDS = 5  # for a request's body
TRIES, MEANWHILE = 20, 0.1  # seconds between; another program writes a file in much less
STATUS = {Outcome.WRITTEN: 200, Outcome.CONFLICT: 409, Outcome.REFUSED: 422, Outcome.IN_USE: 423}
NO_SUCH = "没有这一页。"
UNKNOWN = "没有看懂这个请求。"
TOO_LARGE = f"一次写的超过 {MOST_BYTES // 1_000_000} MB，没有写：分成几次写。"
# What stands in the place of a page before there was any.
NO_PAGE = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>还没有网页</title>
<p>还排不出网页：先照提示改好、填好。</p></html>"""
NO_DOCUMENT = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>没有这份文档</title>
<p>没有这份文档：它的文件夹改了名、移走了，或者刚刚放进来，还没有看到。
过一会儿刷新这一页，或从<a href="/">全部文档</a>打开。</p></html>"""
Scope = dict[str, Any]
Sent = Mapping[str, object]


def application(desk: Desk, guard: Guard) -> Any:  # noqa: ANN401 (an ASGI application)
    """The desk's web application, as a server of ASGI runs it."""
    site = _Site(desk)

    @asynccontextmanager
    async def running(_app: object) -> AsyncIterator[None]:
        """Starts the desk's work with the server, and ends it."""
        async with desk.running():
            yield

    routes = [
        Route("/", site.start),
        Route("/board", site.board),
        Route("/events", site.events),
        Route("/assets/{name}", site.asset),
        Route("/doc/{name:path}", site.document),
        Route("/page/{name:path}", site.page),
        Route("/pdf/{name:path}", site.pdf),
        Route("/source/{name:path}", site.source),
        Route("/form/{name:path}", site.form),
        Route("/edit/{name:path}", site.edit, methods=["POST"]),
        Route("/undo/{name:path}", site.undo, methods=["POST"]),
        Route("/redo/{name:path}", site.redo, methods=["POST"]),
    ]
    return Door(Starlette(routes=routes, lifespan=running), guard)


class Door:
    """The server's door: lets through what the guard lets, and adds what browsers heed."""

    def __init__(self, inner: Any, guard: Guard) -> None:  # noqa: ANN401 (an ASGI application)
        self.inner, self.guard = inner, guard

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:  # noqa: ANN401
        """Answers a request to the desk's server, if the guard lets it in."""
        if scope["type"] == "lifespan":
            await self.inner(scope, receive, send)
        elif scope["type"] == "http":
            answer = self._first(scope) or self.inner
            await answer(scope, receive, _with_headers(send))

    def _first(self, scope: Scope) -> Response | None:
        headers: Headers = scope["headers"]
        query = scope["query_string"].decode("latin-1")
        asked = Request(scope["method"], scope["path"], query, headers)
        if status := self.guard.refusal(asked):
            return _words("这个请求不是明账的页面发出的，没有回答。", status)
        if not self.guard.is_entry(asked):
            return None
        response = RedirectResponse("/", 303)
        response.set_cookie(self.guard.cookie, self.guard.token, httponly=True, samesite="strict")
        return response


def _with_headers(send: Any) -> Any:  # noqa: ANN401 (what ASGI sends with)
    async def sending(message: dict[str, Any]) -> None:
        """Sends the server's answer with the headers that each one has."""
        if message["type"] == "http.response.start":
            known = {name.lower() for name, _ in message["headers"]}
            more = {**HEADERS, "Content-Security-Policy": POLICY}
            message["headers"] = [
                *message["headers"],
                *(
                    (name.encode(), value.encode())
                    for name, value in more.items()
                    if name.lower().encode() not in known
                ),
            ]
        await send(message)

    return sending


class _Site:
    """The desk server's answers to each address."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def _named(self, asked: Asked) -> tuple[str, Path | None]:
        name = str(asked.path_params["name"])
        return name, self.desk.folder(name)

    async def start(self, _asked: Asked) -> Response:
        return HTMLResponse(asset(BOARD_PAGE))

    async def board(self, _asked: Asked) -> Response:
        return _json(self.desk.listed())

    async def asset(self, asked: Asked) -> Response:
        name = asked.path_params["name"]
        if name not in ASSETS:
            return _words(NO_SUCH, 404)
        return Response(asset(name), media_type=ASSETS[name])

    async def document(self, asked: Asked) -> Response:
        _, folder = self._named(asked)
        if folder is None:
            return HTMLResponse(NO_DOCUMENT, 404)
        return HTMLResponse(asset(DOCUMENT_PAGE))

    async def page(self, asked: Asked) -> Response:
        name, folder = self._named(asked)
        if folder is None:
            return _words(NO_SUCH, 404)
        if "new" in asked.query_params:
            seen = await self.desk.look(name, folder)
        else:
            seen = await self.desk.last(folder)
        headers = {"Content-Security-Policy": PAGE_POLICY, "X-Version": str(seen.version)}
        return HTMLResponse(seen.page or NO_PAGE, headers=headers)

    async def pdf(self, asked: Asked) -> Response:
        _, folder = self._named(asked)
        if folder is None:
            return _words(NO_SUCH, 404)
        made = await self.desk.work(paper, folder, self.desk.project)
        if isinstance(made, str):
            return _words(made, 409)
        return Response(made, media_type="application/pdf")

    async def source(self, asked: Asked) -> Response:
        _, folder = self._named(asked)
        file = asked.query_params.get("file", "")
        if folder is None:
            return _words(NO_SUCH, 404)
        lines = await self.desk.work(source_lines, file, folder, self.desk.project)
        return _words(NO_SUCH, 404) if lines is None else _json(desk_json.source(file, lines))

    async def form(self, asked: Asked) -> Response:
        _, folder = self._named(asked)
        return _words(NO_SUCH, 404) if folder is None else _json(await self.desk.form(folder))

    async def edit(self, asked: Asked) -> Response:
        def write(folder: Path, file: Path, sent: Sent, writer: Writer) -> Answer:
            """What the server asked for, in the file that it named."""
            return make_changes(folder, file, sent, writer, self.desk.project)

        return await self._written(asked, write)

    async def undo(self, asked: Asked) -> Response:
        def write(_folder: Path, file: Path, sent: Sent, writer: Writer) -> Answer:
            """Takes back the last change that the server made in a file for a window."""
            return writer.undo(file, window(sent), self.desk.windows)

        return await self._written(asked, write)

    async def redo(self, asked: Asked) -> Response:
        def write(_folder: Path, file: Path, sent: Sent, writer: Writer) -> Answer:
            return writer.redo(file, window(sent), self.desk.windows)

        return await self._written(asked, write)

    async def _written(
        self, asked: Asked, write: Callable[[Path, Path, Sent, Writer], Answer]
    ) -> Response:
        """The desk server's answer to a request that writes one file of a document."""
        _, folder = self._named(asked)
        if folder is None:
            return _words(GONE, 404)
        sent = await _sent(asked)
        if isinstance(sent, Response):
            return sent
        file = target(folder, sent)
        if file is None:
            return _words(UNKNOWN, 400)
        for _ in range(TRIES):
            answer = await self.desk.work(write, folder, file, sent, self.desk.writer(folder))
            if answer.outcome is not Outcome.IN_USE:
                break
            await sleep(MEANWHILE)  # whoever only looks at documents does not wait
        return _json({"message": answer.message, "digest": answer.digest}, STATUS[answer.outcome])

    async def events(self, asked: Asked) -> Response:
        name = asked.query_params.get("doc", BOARD)
        if name != BOARD and self.desk.folder(name) is None:
            return _words(NO_SUCH, 404)
        events = self._events(name, window(asked.query_params))
        return StreamingResponse(events, media_type="text/event-stream")

    async def _events(self, name: str, by: str) -> AsyncIterator[bytes]:
        async with self.desk.listening(name, by) as queue:
            yield ALIVE
            while queue is not None and (said := await queue.get()) is not ENDED:
                yield f"data: {json.dumps(said, ensure_ascii=False)}\n\n".encode()


def _words(text: str, status: int) -> Response:
    return Response(text, status, media_type="text/plain; charset=utf-8")


def _json(value: object, status: int = 200) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), status, media_type="application/json")


async def _sent(asked: Asked) -> dict[str, object] | Response:
    """The JSON object in a body sent to the desk's server; what to answer where there is none.

    One that does not come is waited for as long as nothing else waits for its end.
    """
    body = bytearray()
    try:
        async with timeout(MOST_SECONDS):
            async for part in asked.stream():
                body += part
                if len(body) > MOST_BYTES:
                    return _words(TOO_LARGE, 413)
        sent = json.loads(body)
        # Half of a character can be sent, and cannot be written.
        json.dumps(sent, ensure_ascii=False).encode()
    except (ValueError, RecursionError, TimeoutError, ClientDisconnect):
        return _words(UNKNOWN, 400)
    return sent if isinstance(sent, dict) else _words(UNKNOWN, 400)
