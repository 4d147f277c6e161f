"""Only the page that the server itself opened may ask it anything."""

from __future__ import annotations

import pytest

from mingzhang.desk.request_guard import Guard, Request

GUARD = Guard(8123, "token")
HOST, COOKIE = (b"host", b"127.0.0.1:8123"), (b"cookie", b"a=b; mingzhang-8123=token")
ORIGIN, KIND = (b"origin", b"http://127.0.0.1:8123"), (b"content-type", b"application/json")


def refused(
    method: str, *headers: tuple[bytes, bytes], path: str = "/board", query: str = ""
) -> int:
    return GUARD.refusal(Request(method, path, query, headers))


def test_the_own_page_may_read_and_write() -> None:
    assert refused("GET", HOST, COOKIE) == 0
    assert refused("GET", (b"Host", b"localhost:8123"), COOKIE) == 0
    assert refused("GET", HOST, COOKIE, ORIGIN, (b"sec-fetch-site", b"same-origin")) == 0
    assert refused("POST", HOST, COOKIE, ORIGIN, KIND) == 0
    charset = (b"content-type", b"application/json; charset=utf-8")
    assert refused("POST", HOST, COOKIE, ORIGIN, charset) == 0


def test_the_first_request_brings_the_token_in_its_address() -> None:
    assert refused("GET", HOST, path="/", query="t=token") == 0
    assert refused("GET", HOST, path="/", query="t=other") == 403
    assert refused("GET", HOST, path="/board", query="t=token") == 403
    assert refused("POST", HOST, ORIGIN, KIND, path="/", query="t=token") == 403
    assert GUARD.address == "http://127.0.0.1:8123/?t=token"


@pytest.mark.parametrize(
    ("status", "method", "headers"),
    [
        (403, "GET", (HOST,)),
        (403, "GET", (HOST, (b"cookie", b"mingzhang-8123=toke"))),
        (403, "GET", (HOST, (b"cookie", b"mingzhang-8124=token"))),
        (403, "GET", (HOST, (b"cookie", b"\xff\x00;;=="))),
        # A name of somebody else's that leads to this machine.
        (421, "GET", ((b"host", b"evil.example:8123"), COOKIE)),
        (421, "GET", ((b"host", b"127.0.0.1"), COOKIE)),
        (421, "GET", ((b"host", b"127.0.0.1:8123.evil.example"), COOKIE)),
        (421, "GET", (HOST, (b"host", b"evil.example"), COOKIE)),
        (421, "GET", (COOKIE,)),
        # Another page of the same browser.
        (403, "GET", (HOST, COOKIE, (b"origin", b"http://evil.example"))),
        (403, "GET", (HOST, COOKIE, (b"origin", b"null"))),
        (403, "GET", (HOST, COOKIE, (b"sec-fetch-site", b"cross-site"))),
        (403, "GET", (HOST, COOKIE, (b"sec-fetch-site", b"same-site"))),
        (403, "POST", (HOST, COOKIE, KIND)),
        (403, "POST", (HOST, COOKIE, ORIGIN)),
        (403, "POST", (HOST, COOKIE, ORIGIN, (b"content-type", b"text/plain"))),
        (403, "POST", (HOST, COOKIE, ORIGIN, KIND, KIND)),
        (403, "POST", (HOST, COOKIE, (b"origin", b"https://127.0.0.1:8123"), KIND)),
        (403, "POST", (HOST, COOKIE, ORIGIN, (b"origin", b"http://evil.example"), KIND)),
        (405, "PUT", (HOST, COOKIE, ORIGIN, KIND)),
        (405, "OPTIONS", (HOST, COOKIE, ORIGIN)),
    ],
)
def test_nobody_else_may(
    status: int, method: str, headers: tuple[tuple[bytes, bytes], ...]
) -> None:
    assert refused(method, *headers) == status
