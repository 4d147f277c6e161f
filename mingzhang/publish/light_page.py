"""The light page: a published page → the same, with what it carries lying beside it.

``disclosure.html`` holds everything in one file.  Of many documents most is the same (style and
script) or rarely asked for (tables as CSV, how each figure came about).  A page opened from disk
may not fetch its neighbours, so what is asked for later is a script too.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

PAGE = "disclosure.html"
PAGES = "_index/pages"
UP = "../../.."  # from a light page to the output folder
POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*(">)')
ALLOWED = "default-src 'none'; style-src 'self' file: 'unsafe-inline'; img-src data:; "
ALLOWED += "script-src 'self' file:; base-uri 'none'; form-action 'none'"
STYLE = re.compile(r"<style>\n?(.*?)</style>", re.DOTALL)
ANSWERS = re.compile(
    r'<script type="application/json" id="answers">(.*?)</script>\s*<script>(.*?)</script>',
    re.DOTALL,
)
CSV = re.compile(r'download="([\w.-]+\.csv)" href="data:text/csv;[^"]*"')
EDITION = re.compile(r'(<a download="edition\.zip" href=")data:application/zip;base64,([^"]*)"')
INDEX = re.compile(r'<a href="\.\./\.\./index\.html">公开目录</a>[^<]*')
KNOWS = "mingzhangBeside"  # a script that reads what lies beside it


@dataclass(frozen=True)
class Light:
    """A light page and what it needs, by their paths below the output folder."""

    page: str
    files: dict[str, bytes]


def lighten(folder: str, html: str, published: Collection[str]) -> Light | None:
    """The light page of a document's folder; None for a page that is not made for it.

    ``published`` are the paths of the files in the folder.
    """
    style, answers = STYLE.search(html), ANSWERS.search(html)
    if not style or not answers or KNOWS not in answers[2] or not POLICY.search(html):
        return None
    agency, _, name = folder.partition("/")
    shared = {"css": style[1].encode(), "js": answers[2].encode()}
    names = {kind: f"page-{sha256(data).hexdigest()[:12]}.{kind}" for kind, data in shared.items()}
    edition = EDITION.search(html)
    archive = edition[2] if edition else ""
    text = _moved(html, f"{UP}/{quote(folder)}", published)
    text = EDITION.sub(lambda match: f'{match[1]}{quote(name)}.zip"', text, count=1)
    link = f'<link rel="stylesheet" href="../{names["css"]}">'
    script = f'<script src="../{names["js"]}" data-answers="{quote(name)}.js"></script>'
    text = STYLE.sub(lambda _: link, text, count=1)
    text = ANSWERS.sub(lambda _: script, text, count=1)
    page = f"{PAGES}/{agency}/{name}.html"
    return Light(
        page,
        {
            **{f"{PAGES}/{names[kind]}": data for kind, data in shared.items()},
            **({f"{PAGES}/{agency}/{name}.zip": b64decode(archive)} if edition else {}),
            f"{PAGES}/{agency}/{name}.js": _beside(answers[1], archive),
            page: text.encode(),
        },
    )


def _beside(answers: str, archive: str) -> bytes:
    """The script that a light page loads when a figure is first asked about.

    Answers are deflated, as the edition in its archive is; both are Base64, for a script is text.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(answers.encode()) + packer.flush()
    data = {"answers": b64encode(packed).decode(), "edition": archive}
    return f"globalThis.mingzhangBeside = {json.dumps(data)};\n".encode()


def _moved(html: str, folder: str, published: Collection[str]) -> str:
    """The light page with its policy, its data and its way back from where it lies."""

    def csv(match: re.Match[str]) -> str:
        """A link of the light page to a table's file beside it."""
        places = (match[1], f"data/{match[1]}")
        place = next((one for one in places if one in published), None)
        return f'download="{match[1]}" href="{folder}/{place}"' if place else match[0]

    text = POLICY.sub(rf"\g<1>{ALLOWED}\g<2>", html, count=1)
    back = (
        f'<a href="{UP}/index.html">公开目录</a> '
        f'<a href="{folder}/{PAGE}">完整的网页（一个文件，可以单独保存）</a>'
    )
    return INDEX.sub(lambda _: back, CSV.sub(csv, text), count=1)
