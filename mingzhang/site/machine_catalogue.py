"""The catalogue for machines: documents → a Frictionless data package, DCAT-AP, a feed, hashes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from pathlib import PurePosixPath
from xml.sax.saxutils import escape, quoteattr

from mingzhang.document.open_data import BOM, inert
from mingzhang.publish.light_page import PAGE
from mingzhang.site.comparison_columns import COLUMNS, rows
from mingzhang.site.published_documents import FIGURES, PDF, Entry, Published

TABLE = "across.csv"
LATEST = 50
NOBODY_KNOWS = "1970-01-01"  # of a document that does not say when it was published
TYPES = {
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".csv": "text/csv",
    ".json": "application/json",
}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Json = dict[str, object]


def across(entries: tuple[Entry, ...]) -> bytes:
    """The machine-readable table across agencies and years, for a spreadsheet."""
    text = StringIO()
    safe = ([inert(cell) for cell in row] for row in rows(entries))
    csv.writer(text, lineterminator="\r\n").writerows(safe)
    return (BOM + text.getvalue()).encode()


def package(entries: tuple[Entry, ...], table: bytes) -> bytes:
    """The machine catalogue's ``datapackage.json``: the table, every document's figures."""
    own: Json = {
        "name": "across",
        "path": TABLE,
        "title": "各单位各年度的主要数字（万元）",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "hash": f"sha256:{sha256(table).hexdigest()}",
        "bytes": len(table),
        "schema": {"fields": list(_fields())},
    }
    resources = [own, *(r for n, e in enumerate(entries, 1) for r in _resources(n, e))]
    values = {"name": "mingzhang-disclosures", "title": "公开目录", "resources": resources}
    return _json({"profile": "data-package", **values})


def _fields() -> Iterator[Json]:
    for name in ("地区", "单位", "年度", "种类"):
        yield {"name": name, "type": "year" if name == "年度" else "string"}
    for column in COLUMNS:
        unit = "%" if column.share else "万元"
        yield {"name": column.title, "type": "number", "description": unit}
    yield {"name": "文件夹", "type": "string"}


def _resources(number: int, entry: Entry) -> Iterator[Json]:
    for file in entry.files:
        if file.path == FIGURES:
            yield {
                "name": f"figures-{number}",
                "path": f"{entry.folder}/{file.path}",
                "title": f"{entry.title}：全部数字",
                "format": "csv",
                "mediatype": "text/csv",
                "hash": f"sha256:{file.sha256}",
                "bytes": file.size,
            }


def dcat(entries: tuple[Entry, ...]) -> bytes:
    """The machine catalogue's ``catalog.jsonld``: documents as data sets, files distributions."""
    return _json(
        {
            "@context": CONTEXT,
            "@id": "catalog.jsonld",
            "@type": "dcat:Catalog",
            "dct:title": {"@value": "公开目录", "@language": "zh"},
            "dct:description": {"@value": "部门预算和决算的公开文件", "@language": "zh"},
            "dcat:dataset": [_dataset(entry) for entry in entries],
        }
    )


def _dataset(entry: Entry) -> Json:
    kind = "date" if len(entry.day) == len(NOBODY_KNOWS) else "gYearMonth"
    issued: Json = {"dct:issued": _typed(entry.day, kind)} if entry.day else {}
    return {
        "@id": f"{entry.link}/",
        "@type": "dcat:Dataset",
        "dct:title": {"@value": entry.title, "@language": "zh"},
        "dct:description": {"@value": f"{entry.title}的网页、PDF 和数据", "@language": "zh"},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": entry.agency},
        "dct:spatial": {"@type": "dct:Location", "dct:title": entry.region},
        "dct:temporal": _typed(str(entry.year), "gYear"),
        **issued,
        "dcat:landingPage": {"@id": f"{entry.link}/{PAGE}"},
        "dcat:distribution": [_distribution(entry, file) for file in entry.files],
    }


def _distribution(entry: Entry, file: Published) -> Json:
    kind = TYPES.get(PurePosixPath(file.path).suffix, "application/octet-stream")
    return {
        "@type": "dcat:Distribution",
        "dct:title": file.path,
        "dcat:accessURL": {"@id": f"{entry.link}/{file.path}"},
        "dcat:downloadURL": {"@id": f"{entry.link}/{file.path}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{kind}"},
        "dcat:byteSize": _typed(str(file.size), "nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": _typed(file.sha256, "hexBinary"),
        },
    }


def _typed(value: str, kind: str) -> Json:
    return {"@value": value, "@type": f"xsd:{kind}"}


def feed(entries: tuple[Entry, ...]) -> bytes:
    """The machine catalogue's ``feed.xml``: the latest documents, in Atom."""
    latest = sorted(entries, key=lambda e: (e.day, e.year, e.folder), reverse=True)[:LATEST]
    updated = _moment(latest[0].day if latest else "")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        "<id>urn:mingzhang:catalog</id><title>公开目录：最近公开的文件</title>",
        f"<updated>{updated}</updated><author><name>明账</name></author>",
        '<link rel="alternate" href="index.html"/>',
        *(_item(entry) for entry in latest),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _item(entry: Entry) -> str:
    own = entry.hash_of(PDF) or entry.hash_of("manifest.json")
    link = quoteattr(f"{entry.link}/{PAGE}")
    return (
        f"<entry><id>urn:sha256:{own}</id><title>{escape(entry.title)}</title>"
        f"<updated>{_moment(entry.day)}</updated><author><name>{escape(entry.agency)}</name>"
        f'</author><link rel="alternate" href={link}/></entry>'
    )


def _moment(day: str) -> str:
    """A day, or the first of a month, as a moment of a machine's feed."""
    return f"{day or NOBODY_KNOWS}-01"[: len(NOBODY_KNOWS)] + "T00:00:00Z"


def sums(entries: tuple[Entry, ...]) -> bytes:
    """The machine catalogue's ``SHA256SUMS``: the hash of every file, as sha256sum reads it."""
    lines = (f"{file.sha256}  {e.folder}/{file.path}\n" for e in entries for file in e.files)
    return "".join(lines).encode()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
