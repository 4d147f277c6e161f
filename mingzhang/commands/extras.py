"""Libraries that only some commands need → what to do where one is not installed."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place

MISSING = "MZ832"


def lacking(*names: str) -> Diagnostic | None:
    """That any of these libraries is not there; None where all are."""
    missing = [name for name in names if find_spec(name) is None]
    if not missing:
        return None
    message = f"这个命令还要用程序库 {'、'.join(missing)}，没有安装。"
    hint = (
        f"请运行 {sys.executable} -m pip install 'mingzhang[desk]'；"
        "用项目自己的 make 安装的，运行 make setup。"
    )
    return Diagnostic(Place(Path(sys.prefix)), MISSING, message, hint)
