"""Libraries that only some commands need → what to do where one is not installed."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place

MISSING = "MZ832"
DESK = "desk"  # what make installs too


def lacking(*names: str, extra: str = DESK) -> Diagnostic | None:
    """That any of these libraries of an ``extra`` is not there; None where all are."""
    missing = [name for name in names if find_spec(name) is None]
    if not missing:
        return None
    message = f"这个命令还要用程序库 {'、'.join(missing)}，没有安装。"
    setup = "；用项目自己的 make 安装的，运行 make setup" if extra == DESK else ""
    hint = f"请运行 {sys.executable} -m pip install 'mingzhang[{extra}]'{setup}。"
    return Diagnostic(Place(Path(sys.prefix)), MISSING, message, hint)
