"""What a page encloses: its published edition as a small archive that a reader can save.

So whoever has only the page has the sources of its figures too, and can check it by them.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as not_deflated

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can name
END = "</main>"
START, CLOSE = '<p class="enclosed">', "</p>\n"
LINK = (
    f'{START}<a download="edition.zip" href="data:application/zip;base64,{{}}">'
    "下载公开的数据（YAML，压缩包）</a> "
    # Where the page lies beside others, as a site publishes it.
    f'<a href="../../index.html">公开目录</a>（单独保存的网页没有）{CLOSE}'
)
ENCLOSED = re.compile(
    r'download="edition\.zip" href="data:application/zip;base64,([A-Za-z0-9+/=]*)"'
)


def with_edition(html: str, files: Mapping[str, bytes]) -> str:
    """The page with its edition as an archive; as it is where there is none, or no end."""
    if not files or END not in html:
        return html
    head, tail = html.rsplit(END, 1)
    return f"{head}{LINK.format(b64encode(_packed(files)).decode())}{END}{tail}"


def edition_of(html: str, most: int) -> dict[str, bytes]:
    """The files of a page's archive, ``most`` bytes of them; none where they are unreadable."""
    found = ENCLOSED.search(html)
    try:
        return unpacked(b64decode(found[1], validate=True), most) if found else {}
    except ValueError:
        return {}


def unpacked(data: bytes, most: int) -> dict[str, bytes]:
    """The files of a page's archive, as ``edition_of``; ``data`` is the archive itself."""
    try:
        return _unpacked(data, most)
    except (BadZipFile, not_deflated, ValueError, NotImplementedError, EOFError, RuntimeError):
        return {}


def _packed(files: Mapping[str, bytes]) -> bytes:
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files.items()):
            entry = ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            archive.writestr(entry, data)
    return whole.getvalue()


def _unpacked(data: bytes, most: int) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    with ZipFile(BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.compress_type not in (ZIP_DEFLATED, ZIP_STORED):
                return {}  # none that a page of ours has, and other errors
            with archive.open(entry) as stream:
                files[entry.filename] = stream.read(most + 1)
            most -= len(files[entry.filename])
            if most < 0:
                return {}
    return files
