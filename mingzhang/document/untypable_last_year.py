"""Last year's figures that a form prints and nobody can type → faults of the form.

A figure of last year becomes public as a typed one.  What the form has no key for could be drawn
from last year's folder, but not published with this year's document.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import Region
from mingzhang.document.template_faults import at_word
from mingzhang.facts.account import Account
from mingzhang.facts.implied_zeros import Key
from mingzhang.facts.indicators import FINAL
from mingzhang.reading.document_folder import DISCLOSURE

FILES = (("", "*.j2"), ("/sections", "*.j2"), ("/tables", "*.yaml"))


def keyless(record: Record, account: Account) -> tuple[Key, ...]:
    """The keys of last year's figures that were asked for and that the schema does not have."""
    schema = account.folder.schemas[DISCLOSURE]
    return tuple(key for key in record.before if not _has(schema, key))


def _has(schema: object, key: Key) -> bool:
    for name in key:
        below = schema.get("properties", {}) if isinstance(schema, dict) else {}
        if name not in below:
            return False
        schema = below[name]
    return True


def without_key(keys: tuple[Key, ...], region: Region) -> Iterator[Diagnostic]:
    """An error for each last year's figure that a form asks for without a key for it."""
    for key in keys:
        name = ".".join(key)
        message = f"版式要印{name}，“上年”里却没有这个键：上年的数没有地方填，也不能公开。"
        hint = (
            f"在 templates 下这个版式的 {region.kind}/keys.yaml 里，"
            f"照 national 的写法在“上年”下声明 {'.'.join(key[1:])}（版式自有的数写“上年: 是”）；"
            "不要这个数的，从这里删去。"
        )
        yield Diagnostic(_asked(name, region), "MZ731", message, hint)


def _asked(name: str, region: Region) -> Place:
    """Where the form's files first ask for last year's untypable figure.

    Else the nearest folder.
    """
    for below, pattern in FILES:
        for file in region.files(f"{region.kind}{below}", pattern):
            if place := _found(name, file):
                return place
    return Place(region.folders[0] / "region.yaml")


def _found(name: str, file: Path) -> Place | None:
    lines = file.read_text(encoding="utf-8").splitlines()
    asked = name.removesuffix(FINAL)
    line = next((n for n, text in enumerate(lines, 1) if asked in text), 0)
    return at_word(Place(file, line), asked) if line else None
