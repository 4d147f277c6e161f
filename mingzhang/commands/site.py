"""``mingzhang site``: an output folder → an index of all its documents, which opens from disk.

Exit codes: 0 made; 1 something could not be written, or a document is not listed; 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, name_of, show
from mingzhang.commands.current_project import project_here
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.publish.folder_swap import make_folder
from mingzhang.publish.light_page import PAGE, PAGES, Light, lighten
from mingzhang.publish.single_file import remove_file, write_file
from mingzhang.publish.write_faults import Refused, among_sources, fault
from mingzhang.reading.source_text import shown
from mingzhang.reading.stray_characters import inert
from mingzhang.site.published_documents import Entry, gather
from mingzhang.site.site_files import files

EMPTY = "MZ777"
OTHER_FOLDER = "请写输出的文件夹，例如 mingzhang site output，或不写。"
KINDS = ("html", "js", "css", "zip")  # what light pages consist of


def add_site(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``site``."""
    words = "输出的文件夹，缺省为 output/"
    parser.add_argument("output", nargs="?", type=Path, metavar="文件夹", help=words)
    parser.set_defaults(run=run_site)


def run_site(arguments: argparse.Namespace) -> int:
    """The command ``site``: makes the index of all published documents below a folder."""
    project = project_here()
    output: Path = arguments.output or project.output
    # Whoever has the published files alone may list them where they lie.
    is_checkout = project.sources.is_dir()
    if is_checkout and (refused := among_sources(output, project, (), OTHER_FOLDER)):
        show((refused,), colour=sys.stdout.isatty())
        return WRONG_DATA
    entries, found = gather(output, project)
    if not entries:
        hint = "先生成文档，再对整个输出的文件夹运行。"
        none = Diagnostic(Place(shown(output)), EMPTY, "里面没有可以列入目录的文档。", hint)
        show((*found, none), colour=sys.stdout.isatty())
        return WRONG_USE
    written = _write(output, entries)
    show((*found, *written), colour=sys.stdout.isatty())
    if written:
        return WRONG_DATA
    print(inert(f"目录：{name_of(output / 'index.html')}（{len(entries)} 份文档）"))
    return WRONG_DATA if found else DONE


def _write(output: Path, entries: Sequence[Entry]) -> tuple[Diagnostic, ...]:
    """Writes each file of the site whole; the page that names the others is the last."""
    pages: dict[str, str] = {}
    kept: set[str] = set()
    for entry in entries:
        if light := _light_page(output, entry):
            pages[entry.folder] = light.page
            kept |= set(light.files)
            if found := _write_all(output, light.files):
                return found
    if found := _write_all(output, files(tuple(entries), pages)):
        return found
    return _clear(output, kept)


def _light_page(output: Path, entry: Entry) -> Light | None:
    """The light page of a document of the site, if it has one."""
    published = frozenset(file.path for file in entry.files)
    if PAGE not in published:
        return None
    html = (output / entry.folder / PAGE).read_text(encoding="utf-8", errors="replace")
    return lighten(entry.folder, html, published)


def _write_all(output: Path, contents: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    for folder in sorted({(output / name).parent for name in contents} - {output}):
        try:
            make_folder(folder)
        except Refused as refused:
            return refused.diagnostics
        except OSError as error:
            return (fault(error, folder),)
    for name, data in contents.items():
        if found := write_file(output / name, data):
            return found
    return ()


def _clear(output: Path, kept: Collection[str]) -> tuple[Diagnostic, ...]:
    """Takes light pages of documents that are gone out of the site."""
    for kind in KINDS:
        for file in sorted((output / PAGES).rglob(f"*.{kind}")):
            if file.relative_to(output).as_posix() not in kept and (found := remove_file(file)):
                return found
    return ()
