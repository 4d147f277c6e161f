"""``mingzhang serve``: documents → a desk in the browser: page, findings, form, kept fresh.

Only this machine can reach it.  Exit codes: 0 ended by its user; 1 a library is missing, or no port
is free; 2 wrong use.
"""

from __future__ import annotations

import argparse
import socket
import sys
import webbrowser
from pathlib import Path
from secrets import token_urlsafe

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, show
from mingzhang.commands.current_project import project_of
from mingzhang.commands.named_documents import add_paths
from mingzhang.commands.optional_libraries import lacking
from mingzhang.reading.document_search import find_folders

LIBRARIES = ("starlette", "uvicorn", "watchfiles")


def add_serve(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``serve``."""
    add_paths(parser)
    words = "用这个端口，缺省由系统找一个空的"
    parser.add_argument("--port", type=int, default=0, metavar="端口", help=words)
    parser.add_argument("--no-browser", action="store_true", help="不打开浏览器，只印出地址")
    parser.set_defaults(run=run_serve)


def run_serve(arguments: argparse.Namespace) -> int:
    """The command ``serve``: runs the desk's server until the user ends it."""
    if fault := lacking(*LIBRARIES):
        show((fault,), colour=sys.stdout.isatty())
        return WRONG_DATA
    project, paths = project_of(arguments), tuple(map(Path, arguments.paths))
    _, missing = find_folders(paths, project)
    if missing:
        show(missing, colour=sys.stdout.isatty())
        return WRONG_USE
    from mingzhang.desk.desk_running import run  # noqa: PLC0415 (all of the program, an extra)
    from mingzhang.desk.live_documents import Desk  # noqa: PLC0415
    from mingzhang.desk.request_guard import LOOPBACK, Guard  # noqa: PLC0415

    try:
        door = socket.create_server((LOOPBACK, arguments.port))
    except (OSError, OverflowError):
        print(f"端口 {arguments.port} 用不了，请换一个，或不写 --port。", file=sys.stderr)
        return WRONG_DATA
    guard = Guard(door.getsockname()[1], token_urlsafe(32))
    print(f"工作台：{guard.address}\n只有这台电脑上的您能打开；按 Ctrl+C 结束。", flush=True)
    if not arguments.no_browser:
        webbrowser.open(guard.address)
    run(door, Desk(paths, project, own=not arguments.no_own_rules), guard)
    return DONE
