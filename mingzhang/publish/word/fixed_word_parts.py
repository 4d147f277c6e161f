"""The fixed parts of a Word document: types, relations, properties, headers, footers, settings."""

from __future__ import annotations

from datetime import datetime

from mingzhang.publish.word.word_runs import Paragraph, page_field, plain, run
from mingzhang.publish.word.word_styles import HEAD, NAMESPACES

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {
    "document": "document.main",
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "footer1": "footer",
    "footer2": "footer",
    "header1": "header",
}
RELATED = {
    "rId1": ("styles", "styles"),
    "rId2": ("settings", "settings"),
    "rId3": ("fontTable", "fontTable"),
    "rId10": ("footer", "footer1"),
    "rId11": ("footer", "footer2"),
    "rId12": ("header", "header1"),
}


def fixed(title: str, date: datetime, *, draft: str) -> dict[str, str]:
    """The fixed parts by name; ``draft`` is what every page says above, nothing for a final one."""
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _root_relations(),
        "docProps/core.xml": _core(title, date),
        "docProps/app.xml": _app(),
        "word/_rels/document.xml.rels": _relations(),
        "word/settings.xml": _settings(),
        "word/footer1.xml": _around("ftr", _numbered("Footer")),
        "word/footer2.xml": _around("ftr", _numbered("FooterLeft")),
        "word/header1.xml": _around("hdr", Paragraph("Header", run(draft)).xml),
    }


def _types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>'
        for name, kind in PARTS.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    app = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>'
        f'<Override PartName="/docProps/app.xml" ContentType="{app}"/></Types>'
    )


def _root_relations() -> str:
    targets = (
        ("rId1", f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
        ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    )
    return _relationships(targets)


def _relations() -> str:
    return _relationships(
        tuple(
            (name, f"{OFFICE}/relationships/{kind}", f"{part}.xml")
            for name, (kind, part) in RELATED.items()
        )
    )


def _relationships(targets: tuple[tuple[str, str, str], ...]) -> str:
    told = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in targets
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def _core(title: str, date: datetime) -> str:
    day = f"{date:%Y-%m-%dT%H:%M:%SZ}"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{plain(title)}</dc:title><dc:language>zh-CN</dc:language>{dates}"
        "</cp:coreProperties>"
    )


def _app() -> str:
    return (
        f'{HEAD}<Properties xmlns="{OFFICE}/extended-properties">'
        "<Application>mingzhang</Application></Properties>"
    )


def _settings() -> str:
    return (
        f"{HEAD}<w:settings {NAMESPACES}><w:evenAndOddHeaders/>"
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat><w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/></w:settings>'
    )


def _numbered(style: str) -> str:
    return Paragraph(style, f"{run('— ')}{page_field('PAGE', '1')}{run(' —')}").xml


def _around(tag: str, content: str) -> str:
    return f"{HEAD}<w:{tag} {NAMESPACES}>{content}</w:{tag}>"
