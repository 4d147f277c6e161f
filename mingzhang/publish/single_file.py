"""One file beside the sources: bytes → the file, whole or not at all, never through a link.

As for a document's folder: under a lock, made beside (``.<name>.part``) and moved into place; what
a killed program left is cleared by the next.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.publish.write_faults import Refused, fault, in_the_way
from mingzhang.publish.write_lock import held


def write_file(
    file: Path,
    data: bytes,
    wait: float | None = None,
    is_due: Callable[[], bool] = lambda: True,
) -> tuple[Diagnostic, ...]:
    """Make the single file hold these bytes; one that does already keeps its time.

    Returns why that could not be done: then the file is as it was.  ``wait`` are the seconds that
    another program may still have it; what is not due once nobody has it is not written.
    """
    try:
        if _is_there(file) and file.read_bytes() == data:
            return ()
        with held(file, wait):
            if is_due():
                _replace(file, data)
    except Refused as refused:
        return refused.diagnostics
    except OSError as error:
        return (fault(error, file, elsewhere=""),)
    return ()


def read_file(file: Path) -> bytes | Diagnostic:
    """What a single file holds that will be written anew: nothing where there is none."""
    try:
        return file.read_bytes() if _is_there(file) else b""
    except Refused as refused:
        return refused.diagnostics[0]
    except OSError as error:
        return fault(error, file, elsewhere="")


def remove_file(file: Path) -> tuple[Diagnostic, ...]:
    """Remove a single plain file, where there is one; returns why that could not be done."""
    try:
        if _is_there(file):
            file.unlink()
    except Refused as refused:
        return refused.diagnostics
    except OSError as error:
        return (fault(error, file, elsewhere=""),)
    return ()


def _is_there(file: Path) -> bool:
    """Whether there is such a single file; raises ``Refused`` where it is something else."""
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise Refused(in_the_way(file, "文件"))
    return file.exists()


def _replace(file: Path, data: bytes) -> None:
    part = file.with_name(f".{file.name}.part")
    if _is_there(part):
        part.unlink()
    mode = stat.S_IMODE(file.stat().st_mode) if _is_there(file) else None
    try:
        with part.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            part.chmod(mode)
        part.replace(file)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
