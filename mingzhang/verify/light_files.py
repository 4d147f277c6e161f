"""Light files: a light page that a user names → what lies beside it, and what should.

The page that a site publishes has its edition, its answers, its style and its script in files of
their own, which the directory's pages share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from mingzhang.publish.light_page import PAGES, Light, lighten

EDITION = re.compile(r'<a download="edition\.zip" href="[^":]+\.zip"')
SHARED = re.compile(r'"\.\./(page-[0-9a-f]{12}\.(?:css|js))"')
OWN = ("zip", "js")
Read = Callable[[Path], bytes | None]


def is_light(page: str) -> bool:
    """Whether a page to be verified has its edition in a file beside it."""
    return EDITION.search(page) is not None


def light_files(path: Path, page: str, read: Read) -> Mapping[str, bytes]:
    """What can be read of the files beside the light page at ``path``, by its site's names."""
    found = ((name, read(file)) for name, file in _places(path.absolute(), page))
    return {name: data for name, data in found if data is not None}


def _places(path: Path, page: str) -> Iterator[tuple[str, Path]]:
    agency, above = path.parent, path.parent.parent
    for kind in OWN:
        yield f"{PAGES}/{agency.name}/{path.stem}.{kind}", path.with_suffix(f".{kind}")
    for name in dict.fromkeys(SHARED.findall(page)):
        yield f"{PAGES}/{name}", above / name


def archive_of(beside: Mapping[str, bytes]) -> bytes:
    """The archive with the edition that lies beside a light page; empty where none does."""
    return next((data for name, data in beside.items() if name.endswith(".zip")), b"")


def light_as_made(path: Path, html: str, files: Mapping[str, bytes]) -> Light | None:
    """The light page at ``path`` as it follows from a whole page and the data published with it."""
    whole = path.absolute()
    return lighten(f"{whole.parent.name}/{whole.stem}", html, files.keys())
