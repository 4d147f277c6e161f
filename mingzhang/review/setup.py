"""git for figures: a repository → ``git diff`` and ``git log -p`` that show figures, and back.

``.gitattributes`` says which files are meant (it is committed, everybody shares it); the
repository's own config says which command shows them (everybody sets it up once).
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from mingzhang.history import git
from mingzhang.reading.locks import FILE as LOCKS

DRIVER = "mingzhang"
# git runs it in the repository that is looked at, whose files are no part of the program.
PROGRAM = Path(__file__).resolve().with_name("isolated.py")
ATTRIBUTES = (
    f"sources/**/*.yaml diff={DRIVER}",
    # Two branches that confirm different reasons never conflict.
    f"sources/**/{LOCKS} merge=union",
)
QUOTE = "core.quotepath"
OWN_QUOTE = f"diff.{DRIVER}.quotepath"  # remembers that the setting below was ours


def commands() -> dict[str, str]:
    """The settings by name."""
    python, program = (shlex.quote(path.as_posix()) for path in (Path(sys.executable), PROGRAM))
    return {
        f"diff.{DRIVER}.command": f"{python} -I {program} diff",
        f"diff.{DRIVER}.textconv": f"{python} -I {program} text",
        f"diff.{DRIVER}.cachetextconv": "true",
    }


def set_up(repository: Path) -> tuple[str, ...]:
    """Set it up; says what was done, nothing where all was there."""
    return (*_add_attributes(repository), *_configure(repository))


def take_back(repository: Path) -> tuple[str, ...]:
    """Undo it; says what was done."""
    return (*_remove_attributes(repository), *_forget(repository))


def _add_attributes(repository: Path) -> Iterator[str]:
    file = repository / ".gitattributes"
    text = _text(file) if file.exists() else ""
    missing = [line for line in ATTRIBUTES if line not in text.splitlines()]
    if missing:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        file.write_bytes(
            (start + "".join(f"{line}\n" for line in missing)).encode("utf-8", "surrogateescape")
        )
        yield from (f".gitattributes 加上 {line}" for line in missing)


def _remove_attributes(repository: Path) -> Iterator[str]:
    file = repository / ".gitattributes"
    if not file.exists():
        return
    before = _text(file).splitlines(keepends=True)
    kept = [line for line in before if line.rstrip("\r\n") not in ATTRIBUTES]
    if kept == before:
        return
    if kept:
        file.write_bytes("".join(kept).encode("utf-8", "surrogateescape"))
    else:
        file.unlink()
    yield ".gitattributes 去掉了明账的各行"


def _text(file: Path) -> str:
    """With its line ends as they are."""
    return file.read_bytes().decode("utf-8", "surrogateescape")


def _configure(repository: Path) -> Iterator[str]:
    for name, value in commands().items():
        if _value(repository, name) != value:
            git(repository, "config", name, value)
            yield f"git config {name}"
    if _value(repository, QUOTE) != "false":
        git(repository, "config", QUOTE, "false")
        git(repository, "config", OWN_QUOTE, "true")
        yield f"git config {QUOTE} false"


def _forget(repository: Path) -> Iterator[str]:
    if _value(repository, OWN_QUOTE) == "true":
        git(repository, "config", "--unset", QUOTE)
    if git(repository, "config", "--local", "--get-regexp", rf"^diff\.{DRIVER}\."):
        git(repository, "config", "--remove-section", f"diff.{DRIVER}")
        yield f"git config 去掉了 diff.{DRIVER}"


def _value(repository: Path, name: str) -> str:
    return (git(repository, "config", "--local", "--get", name) or b"").decode().strip()
