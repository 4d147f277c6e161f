"""``mingzhang setup``: what the program needs beside its libraries → installed.

System libraries come from the system's packages, fonts are laid beside the program, and what every
start would compile anew is compiled.  Exit codes: 0 all is there; 1 something could not be had,
which was said.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from mingzhang.commands import DONE, WRONG_DATA, show
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.project import SHIPPED
from mingzhang.reading.source_text import shown

CLOSED = "MZ853"
# WeasyPrint's native libraries, as the Makefile has them.
SYSTEM = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
COMPILING = tuple(f"scripts.compiled_{what}" for what in ("dataclasses", "templates", "patterns"))


def add_setup(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``setup``."""
    words = "只准备字体，不装系统软件包（不要管理员权限）"
    parser.add_argument("--only-fonts", action="store_true", help=words)
    parser.set_defaults(run=run_setup)


def run_setup(arguments: argparse.Namespace) -> int:
    """The command ``setup``: installs what is missing; a second time nothing is."""
    if not os.access(SHIPPED, os.W_OK):
        message = "程序所在的文件夹不能写，字体放不进去。"
        hint = "请由安装程序的那个用户运行 mingzhang setup，或装到自己的虚拟环境里。"
        show((Diagnostic(Place(shown(SHIPPED)), CLOSED, message, hint),), colour=False)
        return WRONG_DATA
    script = str(SHIPPED / "scripts" / "system-packages.sh")
    system = [] if arguments.only_fonts else [["bash", script, *SYSTEM]]
    for command in (*system, [sys.executable, "-m", "scripts.fonts"]):
        # Each says itself what is missing and who can help.
        if subprocess.run(command, cwd=SHIPPED, check=False).returncode:  # noqa: S603
            return WRONG_DATA
    for name in COMPILING:
        # Without it every start takes longer; what it would say is of no use to whoever installs.
        subprocess.run(  # noqa: S603 (our own words)
            [sys.executable, "-m", name], cwd=SHIPPED, check=False, capture_output=True
        )
    print("已备好。")
    return DONE
