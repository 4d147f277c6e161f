"""git for figures: a repository → ``git diff`` and ``git log -p`` that show figures, and back.

``.gitattributes`` says which files are meant, ``.gitignore`` that what a build makes is not
committed (both are, everybody shares them); the repository's own config says which command shows
figures (everybody sets it up once).
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.history import git
from mingzhang.project import Project
from mingzhang.publish.single_file import read_file, remove_file, write_file
from mingzhang.publish.write_faults import FAILED
from mingzhang.reading.document_folder import DISCLOSURE as TYPED
from mingzhang.reading.project_root import find_root
from mingzhang.reading.reason_locks import FILE as LOCKS
from mingzhang.reading.source_text import full, shown

DRIVER = "mingzhang"
ATTRIBUTES_FILE, IGNORED_FILE = ".gitattributes", ".gitignore"
# git runs it in the repository that is looked at, whose files are no part of the program.
PROGRAM = Path(__file__).resolve().with_name("isolated_driver.py")
ATTRIBUTES = (
    ("sources/**/*.yaml", f"diff={DRIVER}"),
    # Two branches that confirm different reasons never conflict.
    (f"sources/**/{LOCKS}", "merge=union"),
)
PATTERN, BARE = (
    re.compile(r"[\\*?\[]"),
    r"\\\g<0>",
)  # what git takes for a pattern, and a plain name
CONTROL = re.compile(r"[\x00-\x1f\x7f]")  # for which a pattern has any character
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


def set_up(repository: Path, projects: Sequence[Project]) -> tuple[str | Diagnostic, ...]:
    """Set up git to show the figures of projects in it, not to keep what their builds make.

    Says what was done, and what was not.
    """
    roots = [one.root for one in projects if one.root.is_relative_to(repository)] or [repository]
    attributes = [line for root in roots for line in _attributes(root.relative_to(repository))]
    ignored = [line for one in projects for line in _unkept(repository, full(one.output))]
    done = (
        *_add(repository / ATTRIBUTES_FILE, attributes),
        *_add(repository / IGNORED_FILE, ignored),
        *_configure(repository),
    )
    # One cause that several settings meet is told once.
    return tuple(dict.fromkeys(done))


def take_back(repository: Path) -> tuple[str | Diagnostic, ...]:
    """Undo the git settings that show figures; says what was and was not undone in the setup.

    What a build makes stays ignored: it would be committed by the next ``git add`` of everything.
    """
    return (*_remove_attributes(repository), *_forget(repository))


def data_roots(repository: Path) -> tuple[Path, ...]:
    """The roots of the data in a repository, whose figures git is to show."""
    listed = git(repository, "ls-files", "-zco", "--exclude-standard", "--", f":(glob)**/{TYPED}")
    files = os.fsdecode(listed or b"").split("\0")
    found = (find_root(full((repository / file).parent)) for file in files if file)
    return tuple(sorted({root for root in found if root and root.is_relative_to(repository)}))


def _attributes(root: Path) -> Iterator[str]:
    """The lines by which git shows figures below a root; a name with blanks is quoted there."""
    above = f"/{_bare(root.as_posix())}/" if root.parts else ""
    for pattern, attribute in ATTRIBUTES:
        name = f"{above}{pattern}"
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        yield f'"{quoted}" {attribute}' if " " in name or '"' in name else f"{name} {attribute}"


def _bare(name: str) -> str:
    """A folder's name as git's settings for figures have it: on its line, and no pattern."""
    return CONTROL.sub("?", PATTERN.sub(BARE, name))


def _is_ours(line: str) -> bool:
    """Whether a line of git's attributes is one that shows figures, of whichever root."""
    name, _, attribute = line.rstrip("\r\n").rpartition(" ")
    return any(name.strip('"').endswith(p) and attribute == a for p, a in ATTRIBUTES)


def _unkept(repository: Path, output: Path) -> Iterator[str]:
    """The line by which git leaves figures' pages and papers out; none where it has an answer."""
    if not output.is_relative_to(repository) or output == repository:
        return
    name = output.relative_to(repository).as_posix()
    is_kept, is_ignored = (
        git(repository, *asked)
        for asked in (("ls-files", "--", name), ("check-ignore", f"{name}/"))
    )
    if not is_kept and not is_ignored:
        yield f"/{_bare(name)}/"


def _add(file: Path, lines: Sequence[str]) -> Iterator[str | Diagnostic]:
    text = _text(file)
    if isinstance(text, Diagnostic):
        yield text
        return
    missing = [line for line in lines if line not in text.splitlines()]
    if not missing:
        return
    start = text if not text or text.endswith("\n") else f"{text}\n"
    faults = write_file(file, _bytes(start + "".join(f"{line}\n" for line in missing)))
    yield from faults or (f"{file.name} 加上 {line}" for line in missing)


def _remove_attributes(repository: Path) -> Iterator[str | Diagnostic]:
    file = repository / ATTRIBUTES_FILE
    text = _text(file)
    if isinstance(text, Diagnostic):
        yield text
        return
    before = text.splitlines(keepends=True)
    kept = [line for line in before if not _is_ours(line)]
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
