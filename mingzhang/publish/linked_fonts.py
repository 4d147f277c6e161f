"""The project's fonts for WeasyPrint, which it may read and nothing else, laid there as links.

It would copy each face into a folder of its own for every document, some 80 MB that a killed
process leaves behind; a link takes the copy's place wherever the system has links.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir
from urllib.parse import unquote, urlsplit

from weasyprint.text.ffi import ffi, fontconfig
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

FONTCONFIG = "FONTCONFIG_FILE"
PREFIX = "mingzhang-fonts-"
DAY = 86_400  # seconds; no document takes so long
ffi.cdef("FcBool FcInit (void);")
FACES = frozenset((".otf", ".ttf"))  # as style sheets name them


class FontsOnly(URLFetcher):  # type: ignore[misc]
    """Hands WeasyPrint the faces in the fonts' folder and refuses all other files, for the PDF.

    A project may have such a folder of its own, or a link to the user's home in its place, and a
    page that attaches what lies there.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._folder = folder.resolve()
        self.last = (folder, b"")

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The font at ``url``; raises ``ValueError`` for anything that is no face in the folder."""
        del headers
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        is_face = path.parent == self._folder and path.suffix.lower() in FACES
        if parts.scheme != "file" or not is_face:
            raise ValueError(f"只能读取字体文件夹中的字体：{url}")
        self.last = (path, path.read_bytes())
        return URLFetcherResponse(url, self.last[1])


class _Linked:
    """A folder of fonts, or a font in it, as WeasyPrint writes them: of a path what it uses."""

    def __init__(self, path: Path, fetcher: FontsOnly) -> None:
        self._path, self._fetcher = path, fetcher
        self.exists, self.as_posix = path.exists, path.as_posix

    def __truediv__(self, name: str) -> _Linked:
        return _Linked(self._path / name, self._fetcher)

    def write_bytes(self, data: bytes) -> int:
        """Lay a link to the font just fetched, if these are its bytes and links can be made."""
        font, fetched = self._fetcher.last
        if data == fetched:
            try:
                self._path.symlink_to(font)
            except (OSError, NotImplementedError):
                return self._path.write_bytes(data)
            return len(data)
        return self._path.write_bytes(data)


@contextmanager
def project_fonts(fetcher: FontsOnly) -> Iterator[FontConfiguration]:
    """What WeasyPrint needs to use the fetcher's fonts, linked, and none of the machine's."""
    _sweep(Path(gettempdir()))
    with TemporaryDirectory(prefix=PREFIX) as folder:
        with _no_system_fonts(Path(folder, "fonts.conf")):
            # The first font map of a process has Pango do this in a thread of its own, beside us
            # who add faces: fontconfig does not stand that, and now and then has none of them.
            fontconfig.FcInit()
            config = FontConfiguration()
        config._folder = _Linked(Path(folder), fetcher)  # noqa: SLF001 (it has no other way)
        try:
            yield config
        finally:
            # The folder is not its own to remove.
            config._folder = None  # noqa: SLF001


def _sweep(folder: Path) -> None:
    """Takes away linked fonts that killed processes left, once they are a day old."""
    for left in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):  # somebody else's, or gone meanwhile
            if time.time() - left.lstat().st_mtime > DAY and not left.is_symlink():
                rmtree(left)


@contextmanager
def _no_system_fonts(file: Path) -> Iterator[None]:
    """Keeps the machine's faces out of what is linked, for no PDF must depend on them."""
    before = os.environ.get(FONTCONFIG)
    file.write_text("<fontconfig/>", encoding="utf-8")
    os.environ[FONTCONFIG] = str(file)
    try:
        yield
    finally:
        os.environ.pop(FONTCONFIG)
        os.environ |= {FONTCONFIG: before} if before else {}
