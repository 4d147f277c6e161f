"""A desk over a small project, asked as a browser asks: without a network."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

from mingzhang.desk.desk_server import application
from mingzhang.desk.live_documents import Desk
from mingzhang.desk.request_guard import Guard
from mingzhang.project import Project

PORT, TOKEN = 8123, "a-token-that-nobody-guesses"
HOST = f"127.0.0.1:{PORT}"
NAME = "agency/2024-final"
GUARD = Guard(PORT, TOKEN)
Value = TypeVar("Value")


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body."""
        return self.body.decode()

    @property
    def json(self) -> Any:  # noqa: ANN401 (whatever was sent)
        """The body's value."""
        return json.loads(self.body)


OWN = ((b"host", HOST.encode()), (b"cookie", f"{GUARD.cookie}={TOKEN}".encode()))
WRITES = ((b"origin", f"http://{HOST}".encode()), (b"content-type", b"application/json"))


@dataclass
class Browser:
    """Asks one application."""

    app: Any
    desk: Desk
    seen: list[Answered] = field(default_factory=list)

    async def get(self, path: str, headers: Iterable[tuple[bytes, bytes]] = OWN) -> Answered:
        """Ask for something."""
        return await self.ask("GET", path, headers)

    async def post(self, path: str, body: object) -> Answered:
        """Send something as the desk's own page does."""
        return await self.ask("POST", path, (*OWN, *WRITES), json.dumps(body).encode())

    async def ask(
        self, method: str, path: str, headers: Iterable[tuple[bytes, bytes]], body: bytes = b""
    ) -> Answered:
        """One request, whole."""
        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": list(headers),
            "scheme": "http",
            "root_path": "",
            "http_version": "1.1",
            "server": ("127.0.0.1", PORT),
            "client": ("127.0.0.1", 9),
        }
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        start = sent[0]
        headers_sent = {k.decode().lower(): v.decode() for k, v in start["headers"]}
        whole = b"".join(message.get("body", b"") for message in sent[1:])
        return Answered(start["status"], headers_sent, whole)


def at_desk(root: Path, run: Callable[[Browser], Awaitable[Value]]) -> Value:
    """Run something with a browser before a desk that watches ``root``."""

    async def running() -> Value:
        desk = Desk((), Project(root))
        async with desk.running():
            return await run(Browser(application(desk, GUARD), desk))

    return asyncio.run(running())
