"""Who may ask: a request's head → whether it comes from the page that this server itself opened.

Another page of the same browser can send requests here too: by name (a host that it made lead
here), by form, by script.  It neither knows the token nor can it hide where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

Headers = Iterable[tuple[bytes, bytes]]

LOOPBACK = "127.0.0.1"
OWN_SITES = ("same-origin", "none")
MOST_BYTES = 2_000_000  # of a request's body
READING, WRITING = "GET", "POST"
# What the desk's own pages may do; a document's page may do nothing but be looked at.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; frame-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'none'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True)
class Request:
    """What the guard looks at of a request before anything else reads it."""

    method: str
    path: str
    query: str
    headers: Headers


@dataclass(frozen=True)
class Guard:
    """The guard of one server: its port, and the token that only its own page has."""

    port: int
    token: str

    @property
    def address(self) -> str:
        """The guarded address that the browser opens; the page puts the token into a cookie."""
        return f"http://{LOOPBACK}:{self.port}/?t={self.token}"

    @property
    def cookie(self) -> str:
        """The guard's cookie by name: two servers of one machine share all but the port."""
        return f"mingzhang-{self.port}"

    def refusal(self, request: Request) -> int:
        """The status by which a request is refused; 0 where it may pass by the guard."""
        if request.method not in (READING, WRITING):
            return 405
        if not self._is_for_us(request.headers):
            return 421
        if not self._is_from_us(request):
            return 403
        return 0 if self.is_entry(request) or self._knows_token(request.headers) else 403

    def is_entry(self, request: Request) -> bool:
        """Whether it is the first request, which brings the token in its address."""
        given = parse_qs(request.query).get("t", [""])
        is_first = request.method == READING and request.path == "/" and len(given) == 1
        return is_first and _same(given[0], self.token)

    def _is_for_us(self, headers: Headers) -> bool:
        """Whether a request asks for our name, and not for one that leads here."""
        hosts = _all(headers, b"host")
        return len(hosts) == 1 and hosts[0] in (
            f"{LOOPBACK}:{self.port}",
            f"localhost:{self.port}",
        )

    def _is_from_us(self, request: Request) -> bool:
        origins, sites = _all(request.headers, b"origin"), _all(request.headers, b"sec-fetch-site")
        hosts = _all(request.headers, b"host")
        own = [f"http://{host}" for host in hosts]
        if request.method == WRITING and (
            len(origins) != 1 or _kind(request.headers) != "application/json"
        ):
            return False
        return all(o in own for o in origins) and all(site in OWN_SITES for site in sites)

    def _knows_token(self, headers: Headers) -> bool:
        cookies: SimpleCookie = SimpleCookie()
        try:
            for line in _all(headers, b"cookie"):
                cookies.load(line)
        except CookieError:
            return False
        return self.cookie in cookies and _same(cookies[self.cookie].value, self.token)


def _all(headers: Headers, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key.lower() == name]


def _kind(headers: Headers) -> str:
    """The content type of a request's body."""
    kinds = _all(headers, b"content-type")
    return kinds[0].partition(";")[0].strip().lower() if len(kinds) == 1 else ""


def _same(given: str, token: str) -> bool:
    return compare_digest(given.encode(), token.encode())
