"""Manifest: a document's files, sources and findings → what a reader can check them by, as JSON.

Nothing in it depends on when or where the document was built.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from mingzhang.checks.acceptances import acceptances
from mingzhang.checks.rule_catalogue import aliases, catalogue
from mingzhang.checks.run_rules import Checked
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.document.computation_graph import place_name
from mingzhang.document.render import Document
from mingzhang.facts.account import Account
from mingzhang.facts.source_nodes import rows, text
from mingzhang.publish.public_document import Public

LIBRARIES = ("fonttools", "jinja2", "markdown-it-py", "pydyf", "pyyaml", "weasyprint")
PASSED, IDLE = "passed", "does not apply"
DIGEST = "digest"
LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
Json = dict[str, object]


def manifest(
    document: Document, files: Mapping[str, bytes], public: Public, form: Mapping[str, str]
) -> bytes:
    """The manifest of ``files``; ``form`` is what else decided their bytes, as hashes.

    Its own hash is in it, too: that of the same text with an empty one in its place.
    """
    account, checked = document.account, public.checked
    return _sealed(
        {
            "title": document.title,
            **(_identity(account) if account else {}),
            **(_corrections(account) if account else {}),
            "files": list(_listed(files)),
            "sources": list(_listed({**public.files, **public.form})),
            "form": dict(form),
            "versions": _versions(),
            "rules": _rules(checked),
            "accepted": list(_accepted(account, checked.found)) if account else [],
        }
    )


def _sealed(values: Json) -> bytes:
    return as_json({**values, DIGEST: seal(values)})


def seal(values: Mapping[str, object]) -> str:
    """The hash over a manifest's values that the manifest itself states."""
    return sha256(as_json({**values, DIGEST: ""})).hexdigest()


def _identity(account: Account) -> Json:
    """The manifest's words for an index of many: which agency, kind and year."""
    date = text(account.source, "公开日期")
    return {
        "document": {
            "agency": account.agency,
            "region": account.region,
            "year": account.year,
            "kind": account.kind.name,
            **({"date": date} if date else {}),
        }
    }


def _corrections(account: Account) -> Json:
    """A manifest's list of what was corrected since the document was published first."""
    names = {"date": "日期", "reason": "原因", "earlier": "原件"}
    found = [
        {name: words for name, key in names.items() if (words := text(row, key))}
        for row in rows(account.source, "更正")
    ]
    return {"corrections": found} if found else {}


def report(checked: Checked) -> bytes:
    """The manifest's record of the checks: every rule that ran, and every finding."""
    findings = [_finding(diagnostic) for diagnostic in checked.found]
    return as_json({"rules": _rules(checked), "findings": findings})


def digest(files: Iterable[Path]) -> str:
    """One hash, for a manifest, of all files in one or several folders, by name and content."""
    states = ((file, file.stat()) for file in files)
    return _digest(tuple((f, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for f, s in states))


@lru_cache(maxsize=64)
def _digest(files: tuple[tuple[Path, int, int, int, int], ...]) -> str:
    """A file's hash for the manifest, kept while the file stays as it is."""
    whole = sha256()
    for file in sorted((file for file, *_ in files), key=lambda f: (f.parent.name, f.name)):
        whole.update(f"{file.parent.name}/{file.name}\0".encode() + file.read_bytes())
    return whole.hexdigest()


def as_json(value: object) -> bytes:
    """The manifest's values as JSON text, which two builds write alike."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _listed(files: Mapping[str, bytes]) -> Iterator[Json]:
    for name, data in sorted(files.items()):
        yield {"path": name, "sha256": sha256(data).hexdigest(), "size": len(data)}


def _versions() -> dict[str, str]:
    return {name: version(name) for name in ("mingzhang", *LIBRARIES)}


def _rules(checked: Checked) -> dict[str, Json]:
    """What the manifest says of each rule: what it looked at, its errors, warnings and notes."""
    counts: dict[str, Counter[str]] = {}
    for diagnostic in checked.found:
        counts.setdefault(diagnostic.code, Counter())[LEVEL[diagnostic.severity]] += 1
    ran = {t.code: {"title": t.title, "equations": t.equations} for t in checked.tallies}
    idle = {t.code for t in checked.tallies if not t.applies}
    codes = sorted({*ran, *counts})
    quiet: dict[str, Json] = {code: {"result": IDLE if code in idle else PASSED} for code in codes}
    told: dict[str, Json] = {code: dict(sorted(counts[code].items())) for code in counts}
    return {code: {**ran.get(code, {}), **told.get(code, quiet[code])} for code in codes}


def _accepted(account: Account, found: Iterable[Diagnostic]) -> Iterator[Json]:
    """The author's acceptances in the manifest, each with the findings that it accepts."""
    notes = [d for d in found if d.severity is Severity.NOTE]
    for one in acceptances(account, aliases(catalogue())):
        messages = [d.message for d in notes if one.covers(d.code, d.difference, d.message)]
        stated = {"difference": f"{one.difference:f}"} if one.difference is not None else {}
        said = {"reason": one.reason} if one.reason else {}
        where = {"place": place_name(one.place), "findings": messages}
        yield {"code": one.code, **stated, **said, **where}


def _finding(diagnostic: Diagnostic) -> Json:
    return {
        "code": diagnostic.code,
        "severity": LEVEL[diagnostic.severity],
        "place": place_name(diagnostic.place),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "operands": [_operand(operand) for operand in diagnostic.operands],
        "suspects": [place_name(place) for place in diagnostic.suspects],
    }


def _operand(operand: Operand) -> Json:
    place: Place | None = operand.place
    return {"label": operand.label, "value": operand.value, "place": place_name(place)}
