"""``mingzhang lsp``: a language server over standard input and output, for editors that speak LSP.

Exit codes: 0 ended by the editor; 1 a library is missing.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import redirect_stdout

from mingzhang.commands import DONE, WRONG_DATA
from mingzhang.commands.current_project import project_here
from mingzhang.commands.optional_libraries import lacking


def add_lsp(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``lsp``."""
    parser.add_argument("--no-own-rules", action="store_true", help="不运行 rules/ 里的自定义规则")
    parser.set_defaults(run=run_lsp)


def run_lsp(arguments: argparse.Namespace) -> int:
    """The command ``lsp``: talks to an editor until that ends."""
    if fault := lacking("pygls", "lsprotocol"):
        print(f"{fault}\n{fault.hint}", file=sys.stderr)
        return WRONG_DATA
    from mingzhang.desk.language_server import speaking  # noqa: PLC0415 (all of the program)

    server = speaking(project_here(), own=not arguments.no_own_rules)
    # Whatever else is printed must not get into what the editor reads.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as said, redirect_stdout(sys.stderr):
        server.start_io(stdout=said)
    return DONE
