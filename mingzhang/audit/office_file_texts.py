"""The Word document and the workbook → every text that is in them, wherever in the package."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from mingzhang.audit.html_page_texts import Line

# What ends a paragraph, a text of a workbook, a property; alternative texts are attributes.
END = re.compile(r"</(?:w:p|si|dc:\w+|dcterms:\w+|cp:\w+|Application)>")
TOLD = re.compile(r'\b(?:descr|w:tblCaption w:val|name)="([^"]*)"')
TAG = re.compile(r"<[^>]*>")
TEXTS = ("word/document.xml", "word/header1.xml", "xl/sharedStrings.xml", "xl/workbook.xml")
PROPERTIES = ("docProps/core.xml", "docProps/app.xml")


def office_lines(files: Mapping[str, bytes]) -> Iterator[Line]:
    """Each text in a Word or Excel file, and which part of the file it is in."""
    for name, data in files.items():
        with ZipFile(BytesIO(data)) as package:
            for part in (*PROPERTIES, *TEXTS):
                if part in package.namelist():
                    where = f"{name} 的属性" if part in PROPERTIES else name
                    yield from _lines(where, package.read(part).decode())


def _lines(where: str, xml: str) -> Iterator[Line]:
    told = [unescape(text) for text in TOLD.findall(xml)]
    seen = unescape(TAG.sub("", END.sub("\n", xml))).splitlines()
    for text in (*seen, *told):
        if text.strip():
            yield Line(where, text.strip())
