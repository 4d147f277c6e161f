"""Places of sources → the lines of their file, and the address by which an editor opens it there.

Only files of a document, or of what it draws on, are shown, and no link is followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.keeping.folders_drawn_on import drawn
from mingzhang.project import Project
from mingzhang.reading.safe_opening import read_below
from mingzhang.reading.source_text import LINE_END, MAX_BYTES, decode, full

SHOWN = (".yaml", ".md")
WSL = "WSL_DISTRO_NAME"  # the variable by which the subsystem says what it is called


def source_lines(name: str, folder: Path, project: Project) -> tuple[str, ...] | None:
    """The lines of a file that messages link to as ``name``; None where it is not of the document.

    A source may name another folder as last year's: outside the project nothing is shown.
    """
    file, root = full(Path(name)), root_of(folder, project)
    is_own = any(file.is_relative_to(one) for one in drawn(folder, project).folders)
    if not is_own or not file.is_relative_to(root) or not _is_shown(file.relative_to(root)):
        return None
    data = read_below(file, root, MAX_BYTES)
    text = decode(data, file) if isinstance(data, bytes) else None
    if isinstance(data, bytes) and isinstance(text, Diagnostic):
        # What cannot be read as it is has to be seen all the same.
        text = data.decode("utf-8", "replace")
    return tuple(LINE_END.split(text)) if isinstance(text, str) else None


def root_of(folder: Path, project: Project) -> Path:
    """Outside of what no editor link leads: all sources, else the agency's folder."""
    sources = full(project.sources)
    return sources if folder.is_relative_to(sources) else folder.parent


def _is_shown(below: Path) -> bool:
    is_plain = not any(part.startswith(".") for part in below.parts)
    return is_plain and below.suffix in SHOWN


def editor_link(place: Place) -> str:
    """The link that opens VS Code at a place, in Windows also of a file in the subsystem."""
    file = quote(full(place.file).as_posix())
    distribution = os.environ.get(WSL)
    where = f"{file}:{place.line or 1}:{place.column or 1}"
    if distribution:
        return f"vscode://vscode-remote/wsl+{quote(distribution)}{where}"
    return f"vscode://file{where}"


def names(folders: Iterable[Path], root: Path) -> dict[str, Path]:
    """Documents by the names that links use: ``agency/2024-final``, else their whole path."""
    return {
        (f.relative_to(root) if f.is_relative_to(root) else f).as_posix().strip("/"): f
        for f in folders
    }
