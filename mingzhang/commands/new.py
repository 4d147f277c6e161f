"""``mingzhang new``: a form → the skeleton of a document, with every place to fill marked.

Exit codes: 0 written; 1 there is no such form, or something lies there already; 2 wrong use.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from mingzhang.commands import DONE, name_of
from mingzhang.commands.current_project import project_of_new
from mingzhang.commands.refusal import refused, wrong_use
from mingzhang.diagnostics import Diagnostic
from mingzhang.project import Project
from mingzhang.publish.write_faults import fault
from mingzhang.reading.document_names import year_and_kind
from mingzhang.reading.project_root import named_path
from mingzhang.reading.unfilled_places import MARK

NO_DOCUMENT = "文档还没有写；改好以后再运行一次。"
# A line that is open, whether by itself, behind a key, or in braces or brackets.
OPEN = re.compile(rf"(?:^\s*(?:- )?|: |\[|, ){MARK}\s*(?:$|[,\]}}]| #)")
UNITS = ("万元", "元")
TYPES = ("部门", "单位")


def add_new(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``new``."""
    words = "新文档的文件夹，名称是 年度-final（决算）或 年度-budget（预算）"
    parser.add_argument("folder", type=named_path, metavar="文件夹", help=words)
    words = "用哪个版式（mingzhang region 列出），如 全国"
    parser.add_argument("--form", required=True, metavar="版式", help=words)
    words = "金额单位；不写的，是版式的表所用的单位"
    parser.add_argument("--unit", choices=UNITS, default="", help=words)
    words = "部门（含下属单位的汇总）还是一个单位自己的，两者要填的可能不同；不写的先按部门列出"
    parser.add_argument("--type", choices=TYPES, default="", help=words)
    parser.set_defaults(run=run_new, documents=lambda named: (named.folder,))


def run_new(arguments: argparse.Namespace) -> int:
    """The command ``new``: writes the skeleton of a document."""
    from mingzhang.drafting.demanded_keys import demanded  # noqa: PLC0415 (quick to start)
    from mingzhang.drafting.skeleton import Beginning, skeleton  # noqa: PLC0415
    from mingzhang.forms.form import schemas_of  # noqa: PLC0415

    folder = Path(os.path.abspath(arguments.folder))  # noqa: PTH100 (no links)
    project = project_of_new(folder)
    named = year_and_kind(folder.name, project)
    if not named:
        return wrong_use(f"“{folder.name}”不是文档文件夹的名称，应当像 2026-final 或 2026-budget。")
    if folder.exists() and any(folder.iterdir()):
        return wrong_use(f"{name_of(folder)} 里已经有文件，没有动它。请换一个文件夹。")
    unit = arguments.unit or _printed_in(arguments.form, named[1], project)
    own = (unit, arguments.type)
    beginning = Beginning(arguments.form, named[1], int(named[0]), *own)
    kind_of_agency = arguments.type or TYPES[0]
    demand = demanded(beginning.form, beginning.kind, beginning.year, project, kind_of_agency)
    if demand.found:
        return refused(demand.found)
    schemas = schemas_of(project)(beginning.kind, beginning.form).files
    editor = editor_lines(folder, beginning.form, beginning.kind, project)
    files = skeleton(beginning, demand, schemas, editor)
    written = {name: text.encode() for name, text in files.items()}
    if code := put(folder, written, project):
        return code
    tell(folder, files)
    return DONE


def _printed_in(form: str, kind: str, project: Project) -> str:
    """The unit of money of a form's tables, in which a new document is typed."""
    from mingzhang.document.region_folder import read_region  # noqa: PLC0415 (quick to start)

    region, _ = read_region(form, project, kind)
    return region.text("显示单位", UNITS[0]) if region else UNITS[0]


def editor_lines(folder: Path, form: str, kind: str, project: Project) -> Mapping[str, str]:
    """Where a new document's schemas lie, seen from its folder, for its files' first lines."""
    from mingzhang.forms.form import schema_paths  # noqa: PLC0415

    schema = project.root / "schema"
    return {
        name: Path(os.path.relpath(schema / path, folder)).as_posix()
        for name, path in schema_paths(form, kind, project).items()
    }


def put(folder: Path, files: Mapping[str, bytes], project: Project) -> int:
    """Put a new document's files and an editor's settings in place; not 0 where that is refused."""
    from mingzhang.drafting.editor_settings import lay_editor  # noqa: PLC0415 (quick to start)

    if faults := lay_editor(project):
        return refused(faults, NO_DOCUMENT)
    faults = write_files(folder, files)
    return refused(faults) if faults else DONE


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Write new files, all or none; why that could not be done of a document."""
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            with (folder / name).open("xb") as file:
                made.append(folder / name)
                file.write(data)
    except OSError as error:
        for one in made:
            with suppress(OSError):
                one.unlink()
        return (fault(error, folder),)
    return ()


def tell(folder: Path, files: Mapping[str, str]) -> None:
    """What the command ``new`` wrote, and what comes next."""
    print(f"已写好 {name_of(folder)}：")
    for name, text in files.items():
        count = sum(bool(OPEN.search(line)) for line in text.splitlines())
        print(f"    {name}  {f'{count} 行待填' if count else '不用填'}")
    print(f"填的时候随时运行 mingzhang status {name_of(folder)}，看还有哪些没有填。")
