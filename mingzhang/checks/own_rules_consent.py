"""Consent to own rules: a folder of rules and what stands in it → whether this user said yes.

The consent lies in the user's own configuration, never beside the rules: what a checkout brings
along cannot agree to itself.  It holds for one folder and one content; other content asks anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from enum import Enum
from hashlib import sha256
from pathlib import Path

FILE = "trusted-rules.json"


class Consent(Enum):
    """What the user said about the own rules in a folder, as it is now."""

    GIVEN = "同意过"
    CHANGED = "同意之后改过"
    NONE = "没有同意过"


def store() -> Path:
    """The file in which consent to a project's own rules is kept."""
    home = Path.home()
    named = Path(os.environ.get("APPDATA" if os.name == "nt" else "XDG_CONFIG_HOME", ""))
    # A path from the current folder would let a checkout bring it along.
    base = named if named.is_absolute() else home / ".config"
    return base / "mingzhang" / FILE


def fingerprint(files: Mapping[str, bytes]) -> str:
    """A hash of own rules' files by name and content, to which consent is bound."""
    whole = sha256()
    for name, data in sorted(files.items()):
        whole.update(f"{len(name)}:{name}{len(data)}:".encode("utf-8", "surrogateescape"))
        whole.update(data)
    return whole.hexdigest()


def consent(folder: Path, files: Mapping[str, bytes]) -> Consent:
    """The user's consent to the own rules in this folder with these files."""
    known = _kept().get(_key(folder))
    if known is None:
        return Consent.NONE
    return Consent.GIVEN if known == fingerprint(files) else Consent.CHANGED


def agree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Keep the user's consent to own rules; raises ``OSError`` where it cannot be written."""
    _keep({**_kept(), _key(folder): fingerprint(files)})


def withdraw(folder: Path) -> bool:
    """Forget the consent to own rules; whether there was any.

    Raises ``OSError`` if not written.
    """
    kept = dict(_kept())
    was_there = kept.pop(_key(folder), None) is not None
    if was_there:
        _keep(kept)
    return was_there


def _key(folder: Path) -> str:
    return folder.resolve().as_posix()


def _kept() -> Mapping[str, str]:
    """Consents to own rules: hashes by folder; a file that says anything else says nothing."""
    try:
        read = json.loads(store().read_bytes())
    except (OSError, ValueError):
        return {}
    pairs = read.items() if isinstance(read, dict) else ()
    return {key: value for key, value in pairs if isinstance(value, str)}


def _keep(kept: Mapping[str, str]) -> None:
    """Writes the file of consent whole or not at all, for its owner alone."""
    file = store()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_name(f".{file.name}.{os.getpid()}")
    text = json.dumps(dict(sorted(kept.items())), ensure_ascii=True, indent=2)
    part.write_text(f"{text}\n", encoding="utf-8")
    part.chmod(0o600)
    part.replace(file)
