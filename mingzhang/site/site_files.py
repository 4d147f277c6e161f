"""Made: documents → the files of their index, by name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from mingzhang.publish.light_page import PAGE
from mingzhang.site.comparison_columns import TITLES, values
from mingzhang.site.machine_catalogue import TABLE, across, dcat, feed, package, sums
from mingzhang.site.published_documents import FIGURES, MANIFEST, PDF, Entry

ASSETS = Path(__file__).with_name("assets")
FOLDER = "_index"
PART = 1_000  # documents of one script
LINKS = ((PDF, "PDF"), (FIGURES, "数据"), (MANIFEST, "清单"))


def files(entries: tuple[Entry, ...], pages: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The site's files, which lie beside the documents' folders.

    ``pages`` are the light pages by the documents' folders; a document without one has its own.
    """
    table = across(entries)
    shown = {e.folder: quote((pages or {}).get(e.folder) or f"{e.folder}/{PAGE}") for e in entries}
    parts = dict(_parts(entries, shown))
    return {
        **{f"{FOLDER}/{name}": data for name, data in parts.items()},
        f"{FOLDER}/heads.js": _script("mingzhangHeads", ["单位", "地区", "年度", "种类", *TITLES]),
        f"{FOLDER}/site.js": (ASSETS / "site.js").read_bytes(),
        TABLE: table,
        "datapackage.json": package(entries, table),
        "catalog.jsonld": dcat(entries),
        "feed.xml": feed(entries),
        "SHA256SUMS": sums(entries),
        "documents.html": _page("documents.html.j2", entries, (), shown),
        "index.html": _page("index.html.j2", entries, tuple(parts), shown),
    }


def _parts(entries: tuple[Entry, ...], shown: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    for start in range(0, len(entries), PART):
        rows = [[*_row(entry), shown[entry.folder]] for entry in entries[start : start + PART]]
        text = _text(rows)
        data = f"(globalThis.mingzhangParts ??= []).push({text});\n"
        yield f"documents-{start // PART:03}.js", data.encode()


def _row(e: Entry) -> list[object]:
    who: list[object] = [e.link, e.title, e.agency, e.region, e.year, e.kind_name, e.date]
    return [*who, e.hash_of(PDF), list(values(e))]


def _script(name: str, value: object) -> bytes:
    return f"globalThis.{name} = {_text(value)};\n".encode()


def _text(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Line ends of Unicode would end a line of older scripts.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _page(
    name: str, entries: tuple[Entry, ...], parts: tuple[str, ...], shown: Mapping[str, str]
) -> bytes:
    environment = Environment(
        loader=FileSystemLoader(ASSETS), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    style = Markup((ASSETS / "site.css").read_text(encoding="utf-8"))  # noqa: S704 (our own)
    agencies = len({(entry.region, entry.agency) for entry in entries})
    page = environment.get_template(name).render(
        entries=entries, parts=parts, agencies=agencies, style=style, links=LINKS, shown=shown
    )
    return page.encode()
