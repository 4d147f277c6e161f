"""Words for Word: text → runs and paragraphs of WordprocessingML, as text.

Whatever a text holds stays a text: what XML has no character for is shown as one that is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html import escape

NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STRONG = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>'


def plain(text: str) -> str:
    """A run's text without characters that XML, and so Word, cannot hold."""
    return escape(NOT_IN_XML.sub("\ufffd", text))


def run_properties(*, bold: bool = False, size: Decimal | None = None) -> str:
    """The properties of a run in Word, in the order that the schema wants; size in points."""
    told = "<w:b/>" if bold else ""
    if size is not None:
        told += f'<w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/>'
    return f"<w:rPr>{told}</w:rPr>" if told else ""


def run(text: str, properties: str = "") -> str:
    """A run of text in Word; its line breaks are Word's line breaks."""
    parts = (f'<w:t xml:space="preserve">{plain(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{properties}{'<w:br/>'.join(parts)}</w:r>" if text else ""


TAB = "<w:r><w:tab/></w:r>"


def page_field(instruction: str, told: str = "") -> str:
    """A run for Word that says a page, ``told`` until the document has been reckoned."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"{more}/></w:r>'
        for kind, more in (("begin", ' w:dirty="true"'), ("separate", ""), ("end", ""))
    )
    asked = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{asked}{separate}{run(told)}{end}"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of runs for Word: its style's name, its runs, its other properties.

    Properties stand in the order that the schema wants: ``section`` (its section ends here) last.
    """

    style: str
    runs: str = ""
    keep: bool = False
    breaks: bool = False
    align: str = ""
    section: str = field(default="", repr=False)

    @property
    def xml(self) -> str:
        """A Word paragraph of runs as an XML element."""
        said = (
            f'<w:pStyle w:val="{self.style}"/>',
            "<w:keepNext/>" if self.keep else "",
            "<w:pageBreakBefore/>" if self.breaks else "",
            f'<w:jc w:val="{self.align}"/>' if self.align else "",
            self.section,
        )
        return f"<w:p><w:pPr>{''.join(said)}</w:pPr>{self.runs}</w:p>"

    def ending(self, section: str) -> Paragraph:
        """A Word paragraph of runs with which a section ends, as an XML element."""
        return replace(self, section=section)
