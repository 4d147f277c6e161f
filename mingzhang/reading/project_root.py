"""The folder where the user works → the project that it belongs to, as its ``mingzhang.yaml`` says.

The root is the nearest folder, upwards, with ``mingzhang.yaml`` or ``sources/``; nobody looks above
the top of a git work tree, nor takes a project from a folder that has neither.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.project import ROOT, Layout, Project
from mingzhang.wanted import KINDS

if TYPE_CHECKING:
    from mingzhang.reading.node import Node

FILE, SOURCES = "mingzhang.yaml", "sources"
NO_DATA, UNKNOWN, UNFIT = "MZ850", "MZ851", "MZ852"
# What the file may name, and what of the layout that is.
ROOMS = {
    "版式": "templates",
    "科目": "subjects",
    "规则": "rules",
    "输出": "output",
    "批复": "approvals",
}
FILES = "文件"
READ = ("版式", "科目", "规则")  # folders that are not made by the program, but read


def find_root(here: Path) -> Path | None:
    """The root of the project that a folder belongs to; None where no project is above it."""
    for folder in (here, *here.parents):
        if (folder / FILE).is_file() or (folder / SOURCES).is_dir():
            return folder
        if (folder / ".git").exists():
            return None
    return None


def named_path(text: str) -> Path:
    """The path that a user names: from here, or from the root of the project he is in.

    What is begun by a folder that is only there counts from the root, be it yet to be made or
    gone: in every folder ``sources/office/2024-final`` is the same document.
    """
    path, here = Path(text), Path.cwd()
    root = find_root(here)
    first = path.parts[0] if path.parts else ""
    is_from_root = root and _is_there(root / first) and not _is_there(here / first)
    return root / path if root and is_from_root else path


def _is_there(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:  # no name that a project's file can have
        return False


def read_project(here: Path) -> tuple[Project, tuple[Diagnostic, ...]]:
    """The project of a folder, by its root, and what is wrong with its ``mingzhang.yaml``.

    Outside every project it is the program's own checkout, or the folder itself.
    """
    root = find_root(here)
    if root is None:
        return Project(ROOT), ()
    if not os.path.lexists(root / FILE):
        return Project(root), ()
    layout, found = _layout(root / FILE)
    return Project(root, layout=layout), found


def no_sources(project: Project, here: Path) -> Diagnostic:
    """The finding that the project's root, for a command on all documents, has no sources."""
    place = Place(here)
    message = f"这里没有明账的数据：从“{here}”往上，没有放文档的文件夹 {SOURCES}。"
    if find_root(here):
        place = Place(project.sources)
        message = f"“{project.root}”里没有放文档的文件夹 {SOURCES}。"
    own = f"程序自带的例子在 {ROOT / SOURCES}；" if (ROOT / SOURCES).is_dir() else ""
    hint = (
        f"请先进入放数据的文件夹，或写出文档的路径；{own}新建的，运行 "
        f"mingzhang new {SOURCES}/单位/年度-budget（或 -final）--form 版式。"
    )
    return Diagnostic(place, NO_DATA, message, hint)


def _layout(file: Path) -> tuple[Layout, tuple[Diagnostic, ...]]:
    # Most projects have no such file, and a run with nothing to do waits for no reader of it.
    from mingzhang.reading.source_text import load, shown  # noqa: PLC0415
    from mingzhang.reading.yaml import read_yaml  # noqa: PLC0415

    data = load(file)
    if isinstance(data, Diagnostic):
        return Layout(), (data,)
    if not any(line.strip() for line in data.splitlines() if not line.lstrip().startswith(b"#")):
        return Layout(), ()
    node, found = read_yaml(data, shown(file))
    if node is None or found:
        return Layout(), found
    return _read(node, file.parent)


def _read(node: Node, root: Path) -> tuple[Layout, tuple[Diagnostic, ...]]:
    named: dict[str, str] = {}
    files: tuple[str, ...] = KINDS
    faults: list[Diagnostic] = []
    for key, value in node.items():
        if key == FILES:
            kinds = _kinds(value)
            faults += [kinds] if isinstance(kinds, Diagnostic) else []
            files = files if isinstance(kinds, Diagnostic) else kinds
        elif key not in ROOMS:
            faults.append(_unknown(key, node.keys.get(key, value.place)))
        elif not _is_below(value.text):
            faults.append(_outside(key, value))
        else:
            named[ROOMS[key]] = value.text.rstrip("/")
            faults += [_gone(key, value, root)] if _is_gone(key, value, root) else []
    return Layout(**named, files=files), tuple(faults)


def _is_below(text: str) -> bool:
    """Whether a path in ``mingzhang.yaml`` stays below the project's root, on every system."""
    parts = PurePosixPath(text).parts
    return (
        bool(parts)
        and not text.startswith("/")
        and not {"..", "~"} & {*parts}
        and not ("\\" in text or ":" in text)
    )


def _is_gone(key: str, value: Node, root: Path) -> bool:
    """Whether a folder that is named is not there; the usual one need not be."""
    is_usual = value.text.rstrip("/") == getattr(Layout(), ROOMS[key])
    return key in READ and not is_usual and not _is_there(root / value.text)


def _gone(key: str, value: Node, root: Path) -> Diagnostic:
    from mingzhang.reading.schema_messages import nearest  # noqa: PLC0415 (a fault is seldom)

    usual, above = getattr(Layout(), ROOMS[key]), (root / value.text).parent
    beside = sorted(above.iterdir()) if above.is_dir() else ()
    folders = [each.relative_to(root).as_posix() for each in beside if each.is_dir()]
    there = [usual] if (root / usual).is_dir() else []
    meant = nearest(value.text.rstrip("/"), folders) or next(iter(there), "")
    way = f"旁边有文件夹“{meant}”，是它就改成“{key}: {meant}”；" if meant else "请改成它的名称；"
    message = f"“{key}”写的文件夹“{value.text}”不存在，自己的{key}一样也没有用上。"
    return Diagnostic(value.place, UNFIT, message, f"{way}没有自己的{key}的，删去这一行。")


def _kinds(node: Node) -> tuple[str, ...] | Diagnostic:
    texts = tuple(_texts(node))
    if texts and all(text in KINDS for text in texts):
        return texts
    hint = f"可用：{'、'.join(KINDS)}，例如“{FILES}: [html, pdf]”；数据文件总是生成，不用写。"
    wrong = "、".join(text for text in texts if text not in KINDS)
    message = f"“{FILES}”里没有“{wrong}”这一种。" if wrong else f"“{FILES}”要列出种类。"
    return Diagnostic(node.place, UNFIT, message, hint)


def _texts(node: Node) -> Iterator[str]:
    yield from (row.text for row in node.rows()) if isinstance(node.value, tuple) else ()


def _unknown(key: str, place: Place) -> Diagnostic:
    hint = f"可以写的有：{'、'.join((*ROOMS, FILES))}。"
    return Diagnostic(place, UNKNOWN, f"{FILE} 里不能写“{key}”。", hint)


def _outside(key: str, value: Node) -> Diagnostic:
    what = "文件" if ROOMS[key] == "approvals" else "文件夹"
    message = f"“{key}”应是这个文件旁边的{what}，不能是“{value.text}”。"
    hint = "请写从 mingzhang.yaml 所在的文件夹起的路径，例如“输出: 公开”；不写绝对路径和“..”。"
    return Diagnostic(value.place, UNFIT, message, hint)
