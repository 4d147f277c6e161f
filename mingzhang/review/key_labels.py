"""Key labels for a person: subject codes with their names."""

from __future__ import annotations

import re

from mingzhang.facts.subject_catalogue import Catalogue
from mingzhang.facts.typed_entries import Key

# A code stands alone: not within a number, an amount, a place or a name of a file.
CODE = re.compile(r"(?<![0-9A-Za-z.,:/_-])[0-9]{3}(?:[0-9]{2}){0,2}(?![0-9A-Za-z.,:/_-])")


def words(key: Key, catalogue: Catalogue) -> str:
    """The key of a changed entry in words, on one line: its label."""
    return " / ".join(with_names(part, catalogue) for part in key)


def with_names(text: str, catalogue: Catalogue) -> str:
    """The label of a key with a subject's name behind each code."""
    return CODE.sub(lambda found: _with_name(found[0], catalogue), text)


def _with_name(code: str, catalogue: Catalogue) -> str:
    subject = catalogue.get(code)
    return f"{code} {subject.name}" if subject else code
