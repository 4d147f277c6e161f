"""Files of a form's own folder that no document is made of: names → a warning of each.

A misspelt name (``glosary.yaml``, ``table/``) leaves the parent's file in its place, and nobody
would see that what was written is not used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.html_page import PAGE, PRINT_STYLE, SCREEN_STYLE, SCRIPT
from mingzhang.document.region_folder import LENT_MACROS, MACROS, Region
from mingzhang.document.untold_topics import TAKEN
from mingzhang.project import Project
from mingzhang.reading.schema_messages import nearest

CODE = "MZ505"
KIND = "kind.yaml"
EXAMPLES = "example"
# What is read beside the folders of kinds, in a kind's folder, and in the folders of that.
BESIDE = (
    *("region.yaml", "keys.yaml", "types.yaml", LENT_MACROS, SCREEN_STYLE, PRINT_STYLE, SCRIPT),
    *(PAGE, "table.html.j2", "charts.j2", "glance.html.j2"),
)
IN_KIND = ("document.yaml", "keys.yaml", "types.yaml", "glossary.yaml", "aliases.yaml", MACROS)
BELOW_KIND: Mapping[str, tuple[str, ...]] = {
    "tables": ("*.yaml",),
    "sections": ("*.j2",),
    "lists": ("*.yaml",),
}
# Whatever else lies there is somebody's note: a letter, the blank form of the bureau.
WRITTEN_FOR_FORMS = (".yaml", ".yml", ".j2", ".css", ".js")
HINT = "文件名、文件夹名照手册“版式里有什么”写；不要了的，删去。"


def unread_files(region: Region, project: Project) -> Iterator[Diagnostic]:
    """A warning of each file in the form's own folder that its documents are not made of."""
    own = region.folders[0]
    templates = (file.read_text("utf-8", errors="replace") for file in own.rglob("*.j2"))
    taken_in = "\n".join(TAKEN.findall("\n".join(templates)))
    for file in sorted(own.rglob("*")):
        parts = file.relative_to(own).parts
        is_hidden = any(part.startswith((".", "~$")) for part in parts)
        if is_hidden or parts[0] == EXAMPLES or file.suffix not in WRITTEN_FOR_FORMS:
            continue
        if file.is_file() and file.name not in taken_in and (cause := _cause(parts, file, project)):
            message = f"{'/'.join(parts)} 没有用到，里面写的都不起作用：{cause}"
            yield Diagnostic(Place(file), CODE, message, HINT, Severity.WARNING)


def _cause(parts: Sequence[str], file: Path, project: Project) -> str:
    """Why a file of a form's folder is not read; empty where it is."""
    *folders, name = parts
    kinds = tuple(project.kinds)
    if not folders:
        return _unknown(name, BESIDE)
    if folders[0] not in kinds:
        return _no_folder(folders[0], kinds)
    if len(folders) == 1 and name == KIND:
        read = project.kinds[folders[0]]
        is_read = read.samefile(file)
        where = f"{read.parents[1].name}/{folders[0]}/{KIND}"
        return "" if is_read else f"这一类文档各地共用一份，是 {where}。"
    if len(folders) == 1:
        return _unknown(name, IN_KIND)
    if len(folders) > 2 or folders[1] not in BELOW_KIND:
        return _no_folder("/".join(folders[1:]), tuple(BELOW_KIND))
    return _unknown(name, BELOW_KIND[folders[1]])


def _unknown(name: str, patterns: Sequence[str]) -> str:
    if any(fnmatchcase(name, pattern) for pattern in patterns):
        return ""
    meant = nearest(name, patterns)
    return f"是不是 {meant}？" if meant else f"这里读的是 {'、'.join(patterns)}。"


def _no_folder(name: str, known: Sequence[str]) -> str:
    meant = nearest(name, known)
    way = f"是不是 {meant}？" if meant else f"可用：{'、'.join(known)}。"
    return f"没有名为 {name} 的文件夹，{way}"
