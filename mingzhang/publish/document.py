"""Publishing a document: the page and its PDF, made in memory, then written together."""

from __future__ import annotations

import re
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity, has_errors
from mingzhang.document.render import Document
from mingzhang.project import Project
from mingzhang.publish.files import write_whole
from mingzhang.publish.pdf import render_pdf

HTML_NAME, PDF_NAME = "disclosure.html", "disclosure.pdf"
FONTS = ".fonts"
FONT_URL = re.compile(r"url\(([^)/:]+\.(?:otf|ttf))\)")


def write_document(document: Document, folder: Path, project: Project) -> tuple[Diagnostic, ...]:
    """Write page and PDF; where an error is found nothing is written."""
    fonts = project.root / FONTS
    found = _missing_fonts(document.print_style, fonts)
    if has_errors(found):
        return found
    pdf, complaints = render_pdf(document.html, document.print_style, fonts)
    write_whole(folder, {HTML_NAME: document.html.encode(), PDF_NAME: pdf})
    return tuple(_complaint(text, folder / PDF_NAME) for text in complaints)


def _missing_fonts(style: str, fonts: Path) -> tuple[Diagnostic, ...]:
    missing = [name for name in FONT_URL.findall(style) if not (fonts / name).is_file()]
    if not missing:
        return ()
    message = f"缺少 PDF 用的字体：{'、'.join(missing)}。"
    return (Diagnostic(Place(fonts), "MZ701", message, "请先运行 make fonts 准备字体。"),)


def _complaint(text: str, file: Path) -> Diagnostic:
    hint = "样式在版式的 style.css 和 pdf.css 里。"
    return Diagnostic(Place(file), "MZ702", f"排版程序提示：{text}", hint, Severity.NOTE)
