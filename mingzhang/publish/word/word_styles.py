"""Styles for Word: the faces and sizes of an official document, by name.

The same as style.css sets on paper: 三号仿宋, 22 lines of 28 characters a page.  Faces go by the
names under which offices have them; a machine without one takes the other name of it, then its own.
"""

from __future__ import annotations

from typing import NamedTuple

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FANG, HEI, KAI, SONG, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
OTHER_NAMES = {FANG: "仿宋", KAI: "楷体", TITLE: "小标宋", HEI: "SimHei", SONG: "SimSun"}
LATIN = "Times New Roman"
CENTRE, RIGHT, INDENT = "center", "right", '<w:ind w:firstLineChars="200" w:firstLine="640"/>'


class _Style(NamedTuple):
    """A Word style of paragraphs; sizes in points, ``line`` is exact, ``outline`` a level."""

    name: str
    face: str
    size: float
    line: float
    align: str = ""
    indent: str = ""
    bold: bool = False
    before: int = 0
    after: int = 0
    outline: int | None = None
    tabs: str = ""


def _tabs(width: int, *, dots: bool = False) -> str:
    """Tab stops of a Word style: at the middle and right end, or one with dots leading to it."""
    if dots:
        return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    stops = (("center", width // 2), ("right", width))
    told = (f'<w:tab w:val="{align}" w:pos="{place}"/>' for align, place in stops)
    return f"<w:tabs>{''.join(told)}</w:tabs>"


def _toc_indent(characters: int) -> str:
    return f'<w:ind w:leftChars="{characters * 100}" w:left="{characters * 280}"/>'


TEXT_WIDTH, FORM_WIDTH, WIDE_WIDTH = 8845, 9638, 14344  # of the three kinds of page, in twips
STYLES = {
    "Title": _Style("Title", TITLE, 26, 44, CENTRE, bold=True, before=3118),
    "CoverDate": _Style("封面日期", KAI, 16, 28.9, CENTRE, before=2800),
    "CoverNote": _Style("封面说明", KAI, 16, 28.9, CENTRE),
    "TOCHeading": _Style("TOC Heading", TITLE, 22, 36, CENTRE, bold=True, after=280),
    "TOC1": _Style("toc 1", HEI, 14, 25, tabs=_tabs(TEXT_WIDTH, dots=True)),
    "TOC2": _Style("toc 2", FANG, 14, 25, indent=_toc_indent(2), tabs=_tabs(8845, dots=True)),
    "Heading1": _Style("heading 1", TITLE, 22, 36, CENTRE, bold=True, after=280, outline=0),
    "Heading2": _Style("heading 2", HEI, 16, 28.9, indent=INDENT, outline=1),
    "FormHeading": _Style("表格标题", HEI, 16, 28.9, after=120, outline=1),
    "Heading3": _Style("heading 3", KAI, 16, 28.9, indent=INDENT, outline=2),
    "Heading4": _Style("heading 4", FANG, 16, 28.9, indent=INDENT, bold=True, outline=3),
    "Heading5": _Style("heading 5", FANG, 16, 28.9, indent=INDENT, bold=True, outline=4),
    "Chart": _Style("图", SONG, 9, 0, CENTRE, before=160),
    "ChartText": _Style("图中文字", SONG, 9, 0),
    "Caption": _Style("caption", KAI, 12, 20, CENTRE, after=160),
    "FormTitle": _Style("表名", TITLE, 15, 22, CENTRE, bold=True),
    "FormNumber": _Style("表号", SONG, 9, 12, RIGHT),
    "FormLine": _Style("表头行", SONG, 9, 12, after=40, tabs=_tabs(FORM_WIDTH)),
    "FormLineWide": _Style("宽表头行", SONG, 9, 12, after=40, tabs=_tabs(WIDE_WIDTH)),
    "FormNote": _Style("表注", SONG, 9, 12, before=60),
    "FormEnd": _Style("表尾", SONG, 9, 12),
    "Cell": _Style("表格文字", SONG, 9, 11, before=22, after=22),
    "CellDense": _Style("表格小字", SONG, 8, 9.5, before=12, after=12),
    "Header": _Style("header", HEI, 14, 20, RIGHT),
    "Footer": _Style("footer", SONG, 14, 20, RIGHT),
    "FooterLeft": _Style("偶数页页脚", SONG, 14, 20, "left"),
}

TOC_LINES = {"": (25, 0), "close": (19.5, 0), "dense": (14.5, 12)}


def styles_xml(toc: str = "") -> str:
    """The part styles.xml; ``toc`` is how close the lines of the contents stand (style.css)."""
    line, size = TOC_LINES[toc]
    close = {
        key: STYLES[key]._replace(line=line, size=size or STYLES[key].size)
        for key in ("TOC1", "TOC2")
    }
    made = "".join(_paragraph_style(key, style) for key, style in {**STYLES, **close}.items())
    return f"{HEAD}<w:styles {NAMESPACES}>{_defaults()}{made}{_strong()}{_table_style()}</w:styles>"


def fonts_xml() -> str:
    """Word's part fontTable.xml beside the styles: what each typeface is called elsewhere."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in OTHER_NAMES.items()
    )
    return f"{HEAD}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def _face(face: str) -> str:
    latin = LATIN if face in (FANG, KAI) else face
    return (
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{face}" w:cs="{latin}"'
        ' w:hint="eastAsia"/>'
    )


def _size(size: float) -> str:
    half = round(size * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _spacing(style: _Style) -> str:
    line = f' w:line="{round(style.line * 20)}" w:lineRule="exact"' if style.line else ""
    return f'<w:spacing w:before="{style.before}" w:after="{style.after}"{line}/>'


def _paragraph_style(key: str, style: _Style) -> str:
    is_heading = style.outline is not None
    paragraph = (
        "<w:keepNext/><w:keepLines/>" if is_heading else "",
        style.tabs,
        '<w:snapToGrid w:val="0"/>',
        _spacing(style),
        style.indent,
        f'<w:jc w:val="{style.align or "left"}"/>',
        f'<w:outlineLvl w:val="{style.outline}"/>' if is_heading else "",
    )
    text = f"{_face(style.face)}{'<w:b/>' if style.bold else ''}{_size(style.size)}"
    follows = '<w:next w:val="Normal"/>' if is_heading else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Base"/>{follows}<w:qFormat/><w:pPr>{"".join(paragraph)}</w:pPr>'
        f"<w:rPr>{text}</w:rPr></w:style>"
    )


def _defaults() -> str:
    text = f'{_face(FANG)}{_size(16)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    body = '<w:spacing w:line="578" w:lineRule="exact"/>' + INDENT + '<w:jc w:val="both"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{text}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="明账"/></w:style>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'<w:basedOn w:val="Base"/><w:qFormat/><w:pPr>{body}</w:pPr></w:style>'
    )


def _strong() -> str:
    return (
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
        f"<w:rPr>{_face(HEI)}</w:rPr></w:style>"
    )


def _table_style() -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="50" w:type="dxa"/>' for side in ("left", "right"))
    return (
        '<w:style w:type="table" w:styleId="Form"><w:name w:val="公开表"/><w:tblPr>'
        f"<w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        "</w:style>"
    )
