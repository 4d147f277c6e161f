"""git for figures: a repository → ``git diff`` and ``git log -p`` that show figures, and back.

``.gitattributes`` says which files are meant (it is committed, everybody shares it); the
repository's own config says which command shows them (everybody sets it up once).
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.history import git
from mingzhang.publish.single_file import read_file, remove_file, write_file
from mingzhang.publish.write_faults import FAILED
from mingzhang.reading.reason_locks import FILE as LOCKS
from mingzhang.reading.source_text import shown

DRIVER = "mingzhang"
# git runs it in the repository that is looked at, whose files are no part of the program.
PROGRAM = Path(__file__).resolve().with_name("isolated_driver.py")
ATTRIBUTES = (
    f"sources/**/*.yaml diff={DRIVER}",
    # Two branches that confirm different reasons never conflict.
    f"sources/**/{LOCKS} merge=union",
)
QUOTE = "core.quotepath"
OWN_QUOTE = f"diff.{DRIVER}.quotepath"  # remembers that the setting below was ours


def commands() -> dict[str, str]:
    """The git settings by which git diff shows figures, by name."""
    python, program = (shlex.quote(path.as_posix()) for path in (Path(sys.executable), PROGRAM))
    return {
        f"diff.{DRIVER}.command": f"{python} -I {program} diff",
        f"diff.{DRIVER}.textconv": f"{python} -I {program} text",
        f"diff.{DRIVER}.cachetextconv": "true",
    }


def set_up(repository: Path) -> tuple[str | Diagnostic, ...]:
    """Set up git to show figures; says what was done, and what could not be."""
    # One cause that several settings meet is told once.
    return tuple(dict.fromkeys((*_add_attributes(repository), *_configure(repository))))


def take_back(repository: Path) -> tuple[str | Diagnostic, ...]:
    """Undo the git settings that show figures; says what was and was not undone in the setup."""
    return (*_remove_attributes(repository), *_forget(repository))


def _add_attributes(repository: Path) -> Iterator[str | Diagnostic]:
    file = repository / ".gitattributes"
    text = _text(file)
    if isinstance(text, Diagnostic):
        yield text
        return
    missing = [line for line in ATTRIBUTES if line not in text.splitlines()]
    if not missing:
        return
    start = text if not text or text.endswith("\n") else f"{text}\n"
    faults = write_file(file, _bytes(start + "".join(f"{line}\n" for line in missing)))
    yield from faults or (f".gitattributes 加上 {line}" for line in missing)


def _remove_attributes(repository: Path) -> Iterator[str | Diagnostic]:
    file = repository / ".gitattributes"
    text = _text(file)
    if isinstance(text, Diagnostic):
        yield text
        return
    before = text.splitlines(keepends=True)
    kept = [line for line in before if line.rstrip("\r\n") not in ATTRIBUTES]
    if kept == before:
        return
    faults = write_file(file, _bytes("".join(kept))) if kept else remove_file(file)
    yield from faults or (".gitattributes 去掉了明账的各行",)


def _text(file: Path) -> str | Diagnostic:
    """The text of git's settings, to set figures up, with its line ends; empty without a file."""
    data = read_file(file)
    return data if isinstance(data, Diagnostic) else data.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _configure(repository: Path) -> Iterator[str | Diagnostic]:
    for name, value in commands().items():
        if _value(repository, name) != value:
            yield _set(repository, name, value)
    if _value(repository, QUOTE) != "false":
        yield _set(repository, QUOTE, "false")
        git(repository, "config", OWN_QUOTE, "true")


def _set(repository: Path, name: str, value: str) -> str | Diagnostic:
    if git(repository, "config", name, value) is None:
        return _not_configured(repository)
    return f"git config {name}" if name != QUOTE else f"git config {name} {value}"


def _forget(repository: Path) -> Iterator[str | Diagnostic]:
    if _value(repository, OWN_QUOTE) == "true":
        git(repository, "config", "--unset", QUOTE)
    if not git(repository, "config", "--local", "--get-regexp", rf"^diff\.{DRIVER}\."):
        return
    if git(repository, "config", "--remove-section", f"diff.{DRIVER}") is None:
        yield _not_configured(repository)
    else:
        yield f"git config 去掉了 diff.{DRIVER}"


def _not_configured(repository: Path) -> Diagnostic:
    file = shown(repository / ".git" / "config")
    hint = "请检查这个文件能不能写；旁边若有 config.lock 而没有 git 在运行，请删去它，再重新运行。"
    return Diagnostic(Place(file), FAILED, f"git 的设置“{file}”写不进去。", hint)


def _value(repository: Path, name: str) -> str:
    return (git(repository, "config", "--local", "--get", name) or b"").decode().strip()
