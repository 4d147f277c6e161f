"""``mingzhang next``: a document → the folder of the year after, with what is new to be filled.

Exit codes: 0 written; 1 the document has errors, or something lies there already; 2 wrong use.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from mingzhang.commands import DONE, name_of
from mingzhang.commands.current_project import project_of
from mingzhang.commands.new import editor_lines, put, tell
from mingzhang.commands.refusal import refused, wrong_use
from mingzhang.diagnostics import has_errors
from mingzhang.reading.document_names import year_and_kind
from mingzhang.reading.project_root import named_path
from mingzhang.reading.source_text import full
from mingzhang.reading.stray_characters import one_line

LAST_YEAR = "上年的文档要先改好；没有写任何文件。"


def add_next(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``next``."""
    words = "上年的文档的文件夹，如 sources/某局/2025-final"
    parser.add_argument("folder", type=named_path, metavar="文件夹", help=words)
    parser.set_defaults(run=run_next, documents=lambda named: (named.folder,))


def run_next(arguments: argparse.Namespace) -> int:
    """The command ``next``: writes next year's folder beside a document's."""
    from mingzhang.drafting.rollover import carried, left_behind, next_year  # noqa: PLC0415 (quick to start)
    from mingzhang.forms.documents_by_form import FORM, read_folder  # noqa: PLC0415

    project, old = project_of(arguments), full(arguments.folder)
    named = year_and_kind(old.name, project)
    if named and not old.exists():
        return wrong_use(f"没有“{name_of(old)}”这个文件夹：请核对路径。")
    if not named or not old.is_dir():
        return wrong_use(f"“{name_of(old)}”不是文档的文件夹，应当像 sources/某局/2025-final。")
    new = old.with_name(f"{int(named[0]) + 1}-{named[1]}")
    if new.exists() and any(new.iterdir()):
        return wrong_use(f"{name_of(new)} 里已经有文件，没有动它。")
    folder, found = read_folder(old, project)
    if folder is None or has_errors(found):
        return refused(found, LAST_YEAR)
    form = folder.disclosure.get(FORM)
    editor = editor_lines(new, form.text if form else "", named[1], project)
    made = _headed(next_year(folder), editor)
    same = {name: (old / name).read_bytes() for name in carried(folder)}
    if code := put(new, {**made, **same}, project):
        return code
    tell(new, {name: data.decode("utf-8", "replace") for name, data in (made | same).items()})
    if stated := left_behind(folder):
        print(one_line(f"没有带过来的：{'、'.join(stated)}。今年还要的，照今年的情况再写。"))
    print("单位的情况（profile.yaml 和职责）、国有资产和保有量照抄了上年的，请看看有没有变化。")
    return DONE


def _headed(files: Mapping[str, bytes], editor: Mapping[str, str]) -> dict[str, bytes]:
    """Next year's files with the line by which an editor completes and checks them."""
    return {
        name: f"# yaml-language-server: $schema={editor[name]}\n".encode() + data
        if name in editor
        else data
        for name, data in files.items()
    }
