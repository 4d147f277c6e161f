"""``mingzhang site``: an output folder → an index of all its documents, which opens from disk.

Exit codes: 0 made; 1 something could not be written, or a document is not listed; 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, name_of, show
from mingzhang.commands.where import project_here
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.publish.faults import Refused, fault
from mingzhang.publish.files import make_folder
from mingzhang.publish.single import write_file
from mingzhang.reading.characters import inert
from mingzhang.reading.text import shown
from mingzhang.site.gathered import gather
from mingzhang.site.made import FOLDER, files

EMPTY = "MZ777"


def add_site(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``site``."""
    words = "输出的文件夹，缺省为 output/"
    parser.add_argument("output", nargs="?", type=Path, metavar="文件夹", help=words)
    parser.set_defaults(run=run_site)


def run_site(arguments: argparse.Namespace) -> int:
    """Make the index of every document below the folder."""
    project = project_here()
    output: Path = arguments.output or project.output
    entries, found = gather(output, project)
    if not entries:
        hint = "先生成文档，再对整个输出的文件夹运行。"
        none = Diagnostic(Place(shown(output)), EMPTY, "里面没有可以列入目录的文档。", hint)
        show((*found, none), colour=sys.stdout.isatty())
        return WRONG_USE
    written = _write(output, files(entries))
    show((*found, *written), colour=sys.stdout.isatty())
    if written:
        return WRONG_DATA
    print(inert(f"目录：{name_of(output / 'index.html')}（{len(entries)} 份文档）"))
    return WRONG_DATA if found else DONE


def _write(output: Path, contents: dict[str, bytes]) -> tuple[Diagnostic, ...]:
    """Each file whole; the page that names the others is the last one."""
    try:
        make_folder(output / FOLDER)
    except Refused as refused:
        return refused.diagnostics
    except OSError as error:
        return (fault(error, output / FOLDER),)
    for name, data in contents.items():
        if found := write_file(output / name, data):
            return found
    return ()
