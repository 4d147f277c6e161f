"""Corrections (更正): a document that is published again → a line each, in the form's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.document.region_folder import Region
from mingzhang.document.sentence_figures import date_text, reason_text
from mingzhang.facts.account import Account
from mingzhang.facts.source_nodes import rows, text

SETTING = "更正说明"
PLACEHOLDER = re.compile(r"\{(日期|原因)\}")


def corrections(account: Account, region: Region, *, in_numerals: bool) -> Iterator[str]:
    """The lines of corrections (更正) under the title: when the document was corrected, and why."""
    for row in rows(account.source, "更正"):
        words = {
            "日期": date_text(text(row, "日期"), in_numerals),
            "原因": reason_text(text(row, "原因")),
        }
        # At once: an author's words may hold braces too.
        yield PLACEHOLDER.sub(lambda match: words[match[1]], region.text(SETTING))  # noqa: B023
