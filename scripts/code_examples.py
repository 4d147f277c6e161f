"""The examples of codes, tried: the text of a code's files → what the program says of them.

A file stands below a line ``# <path>``: in the document's folder, in another folder of the agency
(``# 2024-budget/disclosure.yaml``), in a form (``# templates/…``) or among the project's rules
(``# rules/…``).  Keys and files that every document needs are added, so that an example shows
only what it is about.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import chdir
from functools import cache
from pathlib import Path, PurePosixPath

from mingzhang.builder import examine
from mingzhang.checks.own_rules import load_rules, read_files
from mingzhang.checks.own_rules_consent import agree
from mingzhang.commands.region import examined
from mingzhang.diagnostics import Code, Diagnostic
from mingzhang.project import Project
from mingzhang.reading.document_folder import DISCLOSURE, PROFILE
from mingzhang.reading.yaml import read_yaml

HEAD = re.compile(r"^# ([\w./-]+\.[a-z0-9]+)$", re.MULTILINE)
AGENCY, FOLDER = Path("sources", "example-archive"), "2024-final"
CONFIGURATION = "XDG_CONFIG_HOME"
SHARED = ("schema", "catalogue")
FORMS = ("national", "example")
NEEDED: Mapping[str, str] = {
    "版式": "全国",
    "年度": "2024",
    "金额单位": "万元",
    "支出": "[{科目: 2080501, 项目支出: 10.00, 年初预算: 10.00}]",
}
FILES: Mapping[str, str] = {
    DISCLOSURE: "",
    "duties.md": "负责保管档案。\n",
    PROFILE: """\
名称: 示例市档案馆
类型: 单位
职责: duties.md
内设机构: [{名称: 办公室}]
决算单位: [示例市档案馆]
""",
}


def files_of(example: str) -> dict[str, str]:
    """The files of an example: path → text."""
    _, *parts = HEAD.split(example)
    return dict(zip(parts[::2], (text.removeprefix("\n") for text in parts[1::2]), strict=True))


@cache
def said(code: Code) -> Diagnostic | None:
    """The first finding of the code's kind in its example; None where the program finds none."""
    return next((d for d in found(files_of(code.example)) if d.code == code.code), None)


def found(files: Mapping[str, str]) -> Sequence[Diagnostic]:
    """Everything that the program says of the files."""
    with tempfile.TemporaryDirectory() as name, chdir(name):
        root = Path()
        _prepare(root)
        for path, text in files.items():
            _write(_file(root, path), text)
        return _examined(root, files)


def _examined(root: Path, files: Mapping[str, str]) -> Sequence[Diagnostic]:
    first = PurePosixPath(next(iter(files)))
    project = Project(root)
    if first.parts[0] == "templates":
        return examined(first.parts[1], project)[1]
    if first.parts[0] == "rules":
        return _of_rules(project.rules)
    folder = root / AGENCY / (first.parts[0] if len(first.parts) > 1 else FOLDER)
    for path in (folder, *(child for child in (root / AGENCY).iterdir() if child != folder)):
        _complete(path)
    return examine(folder, project)[1]


def _of_rules(rules: Path) -> Sequence[Diagnostic]:
    """What is said of own rules that this user agreed to, for as long as they are tried."""
    before = os.environ.get(CONFIGURATION)
    os.environ[CONFIGURATION] = str(rules.resolve())
    try:
        agree(rules, read_files(rules)[0])
        return load_rules(rules)[1]
    finally:
        os.environ.pop(CONFIGURATION)
        os.environ |= {CONFIGURATION: before} if before else {}


def _prepare(root: Path) -> None:
    """A project without documents, of the forms that all of China shares."""
    real = Project()
    (root / "templates").mkdir()
    for name in (*SHARED, *(f"templates/{form}" for form in FORMS)):
        shutil.copytree(real.root / name, root / name)


def _file(root: Path, path: str) -> Path:
    if path.startswith(("templates/", "rules/")):
        return root / path
    return root / AGENCY / (path if "/" in path else f"{FOLDER}/{path}")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _complete(folder: Path) -> None:
    """Adds the files that the folder lacks, and to its disclosure the keys that it lacks."""
    for name, text in FILES.items():
        if not (folder / name).exists():
            _write(folder / name, text)
    year, _, kind = folder.name.partition("-")
    keys = {**NEEDED, "年度": year}
    file = folder / DISCLOSURE
    data = file.read_bytes()
    node, _ = read_yaml(data or b"{}", file)
    if node is None or not isinstance(node.value, dict):
        return  # nothing can be added below what is not readable
    asked = keys if kind == "final" else {key: keys[key] for key in keys if key != "支出"}
    more = [f"{key}: {text}\n" for key, text in asked.items() if key not in node.keys]
    file.write_text(data.decode() + "".join(more), encoding="utf-8")
