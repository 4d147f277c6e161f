"""The manual's messages, refreshed: a marked change of the worked example → what the program says.

In a page of docs/, ``<!-- 提示 MZ010 | old | new -->`` stands before a block of text: the worked
example (the page's own, else that of docs/authoring.md) is changed so (``（删去）``: nothing
instead), checked, and the first message with that code is the block.  Run
``python -m scripts.examples`` after a message changed; a test compares.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from mingzhang.builder import examine
from mingzhang.project import Project
from mingzhang.report import report

DOCS = Project().root / "docs"
EXAMPLE = DOCS / "authoring.md"
GONE = "（删去）"
FILE = re.compile(r"<!-- 文件 (?P<path>\S+) -->\n+```\w*\n(?P<text>.*?)```", re.DOTALL)
MARK = re.compile(
    r"(?P<mark><!-- 提示 (?P<code>MZ\d+)(?P<changes>(?: \| [^|\n]*)+) -->\n+```text\n)"
    r".*?(?P<end>```)",
    re.DOTALL,
)


def example(page: Path = EXAMPLE) -> dict[str, str]:
    """The files of a page's worked example by path: example-archive/2024-final/disclosure.yaml …"""
    return _files(page.read_text(encoding="utf-8"))


def _files(page: str) -> dict[str, str]:
    return {m["path"]: m["text"] for m in FILE.finditer(page)}


def write(files: Mapping[str, str], root: Path) -> Path:
    """The document's folder below ``root``."""
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return root / Path(next(iter(files))).parent


def changed(files: Mapping[str, str], changes: list[str]) -> dict[str, str]:
    """The files with each old text, which must stand in them once, replaced by the new one."""
    found = dict(files)
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        (name,) = (name for name, text in found.items() if text.count(old) == 1)
        found[name] = found[name].replace(old, new)
    return found


def said(files: Mapping[str, str], code: str) -> str:
    """The first message with the code, as the command prints it; raises where there is none."""
    with tempfile.TemporaryDirectory() as folder:
        path = write(files, Path(folder))
        diagnostics = examine(path, Project())[1]
        codes = sorted({d.code for d in diagnostics})
        found = [d for d in diagnostics if d.code == code]
        if not found:
            raise ValueError(f"the example says {codes}, not {code}")
        text = "\n".join(report(found[:1]))
        # The reader works below sources/, wherever this example lay.
        return text.replace(f"{Path(folder)}/", "sources/").replace(f"{path}/", "")


def refreshed(page: str) -> str:
    """The page with every marked block as the program says it now."""
    files = _files(page) or example()

    def block(match: re.Match[str]) -> str:
        changes = ["" if part == GONE else part for part in match["changes"].split(" | ")[1:]]
        text = said(changed(files, changes), match["code"])
        return f"{match['mark']}{_told(changes)}\n\n{text}\n{match['end']}"

    return MARK.sub(block, page)


def _told(changes: list[str]) -> str:
    """What the reader would have typed."""
    pairs = zip(changes[::2], changes[1::2], strict=True)
    return "\n".join(f"例子里的“{old}”{f'写成“{new}”' if new else '删去'}：" for old, new in pairs)


def pages() -> Iterator[Path]:
    """The pages that show messages."""
    return (page for page in sorted(DOCS.glob("*.md")) if "<!-- 提示 " in page.read_text("utf-8"))


def main() -> None:
    """Refresh every page."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        page.write_text(refreshed(text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
