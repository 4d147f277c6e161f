"""Manifest: a document's files, sources and findings → what a reader can check them by, as JSON.

Nothing in it depends on when or where the document was built.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from mingzhang.checks.tally import Tally
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.document.answers import place_name, source_name
from mingzhang.facts.account import Account
from mingzhang.facts.source import rows, text

LIBRARIES = ("fonttools", "jinja2", "markdown-it-py", "pydyf", "pyyaml", "weasyprint")
LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
# Whatever stands before <agency>/<year>-<kind>/ depends on where the project lies.
ABOVE_SOURCES = re.compile(
    r"[^\s“”（）：，；、]*/(?=[^\s/“”（）：，；、]+/[0-9]{4}-(?:final|budget)/)"
)
Json = dict[str, object]


@dataclass(frozen=True)
class Checked:
    """What the checks had to say, and the rules that ran."""

    found: tuple[Diagnostic, ...] = ()
    tallies: tuple[Tally, ...] = ()


def manifest(
    title: str,
    account: Account | None,
    files: Mapping[str, bytes],
    sources: Mapping[str, bytes],
    form: Mapping[str, str],
    checked: Checked,
) -> bytes:
    """The manifest of ``files``; ``form`` is what else decided their bytes, as hashes."""
    found = checked.found
    return as_json(
        {
            "title": title,
            "files": list(_listed(files)),
            "sources": list(_listed(sources)),
            "form": dict(form),
            "versions": _versions(),
            "rules": _rules(checked),
            "accepted": list(_accepted(account, found)) if account else [],
        }
    )


def report(checked: Checked) -> bytes:
    """Every rule that ran, and every finding."""
    findings = [_finding(diagnostic) for diagnostic in checked.found]
    return as_json({"rules": _rules(checked), "findings": findings})


def digest(files: Iterable[Path]) -> str:
    """One hash for files of one folder or several, by name and content."""
    whole = sha256()
    for file in sorted(files, key=lambda file: (file.parent.name, file.name)):
        whole.update(f"{file.parent.name}/{file.name}\0".encode() + file.read_bytes())
    return whole.hexdigest()


def as_json(value: object) -> bytes:
    """The value as text that two builds write alike."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _listed(files: Mapping[str, bytes]) -> Iterator[Json]:
    for name, data in sorted(files.items()):
        yield {"path": name, "sha256": sha256(data).hexdigest(), "size": len(data)}


def _versions() -> dict[str, str]:
    return {name: version(name) for name in ("mingzhang", *LIBRARIES)}


def _rules(checked: Checked) -> dict[str, Json]:
    """What each rule looked at, and how many errors, warnings and notes there were of it."""
    counts: dict[str, Counter[str]] = {}
    for diagnostic in checked.found:
        counts.setdefault(diagnostic.code, Counter())[LEVEL[diagnostic.severity]] += 1
    ran = {t.code: {"title": t.title, "equations": t.equations} for t in checked.tallies}
    codes = sorted({*ran, *counts})
    return {code: {**ran.get(code, {}), **dict(sorted(_of(code, counts)))} for code in codes}


def _of(code: str, counts: Mapping[str, Counter[str]]) -> Iterable[tuple[str, object]]:
    return counts[code].items() if code in counts else (("result", "passed"),)


def _accepted(account: Account, found: Iterable[Diagnostic]) -> Iterator[Json]:
    """The author's acceptances, each with the findings that it speaks of."""
    notes = [d for d in found if d.severity is Severity.NOTE]
    for row in rows(account.source, "核对说明"):
        code, reason = text(row, "规则"), text(row, "说明")
        messages = [_relative(d.message, d) for d in notes if d.code == code and reason in d.hint]
        yield {"code": code, "reason": reason, "place": place_name(row.place), "findings": messages}


def _finding(diagnostic: Diagnostic) -> Json:
    return {
        "code": diagnostic.code,
        "severity": LEVEL[diagnostic.severity],
        "place": place_name(diagnostic.place),
        "message": _relative(diagnostic.message, diagnostic),
        "hint": _relative(diagnostic.hint, diagnostic),
        "operands": [_operand(operand) for operand in diagnostic.operands],
        "suspects": [place_name(place) for place in diagnostic.suspects],
    }


def _operand(operand: Operand) -> Json:
    place: Place | None = operand.place
    return {"label": operand.label, "value": operand.value, "place": place_name(place)}


def _relative(message: str, diagnostic: Diagnostic) -> str:
    operands = (operand.place for operand in diagnostic.operands)
    for place in filter(None, (diagnostic.place, *operands, *diagnostic.suspects)):
        message = message.replace(f"{place.file}", source_name(place.file))
    return ABOVE_SOURCES.sub("", message)
