"""The desk's server ends as its user wants: at once, and without a word."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
pytest.importorskip("watchfiles")

from tests.commands.test_check import GOOD, project, write
from tests.desk.asking import NAME
from tests.support import PROJECT

__all__ = ["project"]


@contextmanager
def serving(root: Path) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A desk's process, its host and the cookie of who may ask it."""
    with subprocess.Popen(
        [sys.executable, "-m", "mingzhang", "serve", "--no-browser"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(PROJECT.root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        host, _, query = line.partition("http://")[2].strip().partition("/")
        with closing(http.client.HTTPConnection(host, timeout=60)) as page:
            page.request("GET", f"/{query}")
            with page.getresponse() as first:
                cookie = first.headers["set-cookie"].partition(";")[0]
        yield process, host, cookie


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_without_a_word_though_a_page_is_open(project: Path, number: int) -> None:
    write(project, GOOD)
    with serving(project) as (process, host, cookie):
        with closing(http.client.HTTPConnection(host, timeout=60)) as page:
            page.request("GET", f"/events?doc={NAME}", headers={"Cookie": cookie})
            with page.getresponse() as stream:
                assert stream.readline() == b": \n"
                process.send_signal(number)
                assert stream.read().strip() == b""
        _, said = process.communicate(timeout=60)
    assert said == ""
    assert process.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_garbled_requests_are_not_told(project: Path) -> None:
    write(project, GOOD)
    with serving(project) as (process, host, cookie):
        own = f"Host: {host}\r\nCookie: {cookie}\r\nOrigin: http://{host}\r\n"
        broken = "Transfer-Encoding: chunked\r\n\r\nZZZ\r\n"
        for asked in (f"POST /edit/{NAME}", "GET /board"):
            where = ("127.0.0.1", int(host.rpartition(":")[2]))
            with socket.create_connection(where, timeout=60) as line:
                line.sendall(f"{asked} HTTP/1.1\r\n{own}{broken}".encode())
                while line.recv(1 << 16):
                    pass
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert said == ""
