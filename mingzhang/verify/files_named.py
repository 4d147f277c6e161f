"""Files named: what a user names → the published files of documents, in memory.

A document may be there as its PDF, as its page, or as its folder; what is read is bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.publish.folder_swap import MANIFEST
from mingzhang.publish.published_document import HTML_NAME, PDF_NAME
from mingzhang.publish.write_faults import why
from mingzhang.reading.json_object import json_object
from mingzhang.reading.source_text import shown
from mingzhang.verify import stranger_limits
from mingzhang.verify.light_files import is_light, light_files
from mingzhang.verify.pdf_contents import Paper, read_paper

UNREADABLE = "MZ767"
DAMAGED = "请确认文件完整，再从公开的网站下载一次。"
OTHER_KIND = (
    "请写 PDF、网页（.html）或公开的整个文件夹；"
    "Excel、Word 文件里没有可以重算的数据，和 PDF 放在同一个公开的文件夹里的，核实那个文件夹。"
)
PAGES = (".html", ".htm")
DATA = (".csv", ".json", ".yaml", ".md")


@dataclass(frozen=True)
class Held:
    """A document's published files, by their names in its folder; ``paper`` is the PDF, read.

    ``light`` are the files beside a light page, by the names that its site gives them.
    """

    path: Path
    files: Mapping[str, bytes]
    paper: Paper | None = None
    is_folder: bool = False
    light: Mapping[str, bytes] | None = None

    @property
    def pdf(self) -> bytes | None:
        """The bytes of the file, a PDF, that the user named to be verified."""
        return self.files.get(PDF_NAME)

    @property
    def page(self) -> str | None:
        """The text of the file, a page, that the user named to be verified."""
        data = self.files.get(HTML_NAME)
        return None if data is None else data.decode("utf-8", "replace")

    def where(self, name: str) -> Path:
        """The path by which a person knows one of the files to be verified."""
        return shown(self.path / name) if self.is_folder else shown(self.path)


@dataclass(frozen=True)
class Opened:
    """What was named: documents, single files of data, and what could not be read."""

    documents: tuple[Held, ...] = ()
    loose: Mapping[Path, bytes] = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()


def open_all(paths: Sequence[Path]) -> Opened:
    """Opens every file that the user named to be verified."""
    documents, loose, found = [], {}, []
    for path in _spread(paths):
        one = _folder(path) if path.is_dir() else _file(path)
        if isinstance(one, Diagnostic):
            found.append(one)
        elif isinstance(one, Held):
            documents.append(one)
        else:
            loose[path] = one
    return Opened(tuple(documents), loose, tuple(found))


def _spread(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named to verify: paths; for a folder of many documents, its documents."""
    for path in paths:
        is_one = not path.is_dir() or any((path / n).exists() for n in (PDF_NAME, MANIFEST))
        if is_one:
            yield path
        else:
            below = islice(path.rglob(MANIFEST), stranger_limits.FILES)
            yield from sorted(file.parent for file in below) or [path]


def _file(path: Path) -> Held | bytes | Diagnostic:
    data = _bytes(path)
    if isinstance(data, Diagnostic):
        return data
    if data.startswith(b"%PDF") or path.suffix.lower() == ".pdf":
        return _with_paper(path, {PDF_NAME: data}, is_folder=False)
    if path.suffix.lower() in PAGES:
        return _page(path, data)
    if path.suffix.lower() in DATA:
        return data
    return _fault(path, "不是 PDF、网页，也不是数据文件，无法核实。", OTHER_KIND)


def _page(path: Path, data: bytes) -> Held:
    """A page named: whole, or light with what lies beside it."""
    text = data.decode("utf-8", "replace")
    light = light_files(path, text, _readable) if is_light(text) else None
    return Held(path, {HTML_NAME: data}, light=light)


def _readable(path: Path) -> bytes | None:
    """A file beside one that was named; None where it is none, or a link to one."""
    data = None if path.is_symlink() else _bytes(path)
    return data if isinstance(data, bytes) else None


def _folder(path: Path) -> Held | Diagnostic:
    """The files named by a folder: those that its manifest lists, and should list."""
    files: dict[str, bytes] = {}
    for name in (PDF_NAME, HTML_NAME, MANIFEST, *_listed(path)):
        if (path / name).is_file() and not (path / name).is_symlink() and name not in files:
            data = _bytes(path / name)
            if isinstance(data, Diagnostic):
                return data
            files[name] = data
    if not files:
        message = "这个文件夹里没有公开的文件（disclosure.pdf、manifest.json）。"
        return _fault(path, message, "请写公开的文件所在的文件夹，或直接写那个 PDF 文件。")
    return _with_paper(path, files, is_folder=True)


def _listed(folder: Path) -> list[str]:
    """The files of a folder that was named: in its manifest, and what may be meant as data."""
    known = _bytes(folder / MANIFEST) if (folder / MANIFEST).is_file() else b""
    rows = json_object(known if isinstance(known, bytes) else b"").get("files")
    rows = rows[: stranger_limits.FILES] if isinstance(rows, list) else []
    names = [str(row.get("path")) for row in rows if isinstance(row, dict)]
    data = sorted(islice(folder.glob("data/*.csv"), stranger_limits.FILES))
    names += [f"data/{file.name}" for file in data] + [f.name for f in folder.glob("*.csv")]
    return [name for name in names if not (Path(name).is_absolute() or ".." in Path(name).parts)]


def _with_paper(path: Path, files: Mapping[str, bytes], *, is_folder: bool) -> Held | Diagnostic:
    if PDF_NAME not in files:
        return Held(path, files, None, is_folder)
    paper = read_paper(files[PDF_NAME])
    if isinstance(paper, str):
        return _fault(path / PDF_NAME if is_folder else path, f"{paper}。")
    return Held(path, files, paper, is_folder)


def _bytes(path: Path) -> bytes | Diagnostic:
    try:
        if not path.is_file():
            hint = "请检查文件名和它在哪个文件夹。"
            return _fault(path, "找不到这个文件，或它不是普通文件。", hint)
        if path.stat().st_size > stranger_limits.FILE:
            return _fault(path, f"大于 {stranger_limits.FILE >> 20} MB，没有读。")
        with path.open("rb") as stream:
            return stream.read(stranger_limits.FILE)
    except OSError as error:
        return _fault(path, f"读不出来：{why(error)}。")


def _fault(path: Path, message: str, hint: str = DAMAGED) -> Diagnostic:
    return Diagnostic(Place(shown(path)), UNREADABLE, message, hint)
