"""Debian's font packages → the faces that the style sheets name, as single files in ``.fonts/``.

Nothing is installed: packages are downloaded, opened and thrown away. Each face loses the
characters that a PDF would get wrong (``numbers.py``) and learns to set marks side by side
(``marks.py``). A face that differs from the one recorded in ``fonts.sha256`` is reported and used:
PDFs made with it differ in their bytes.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from mingzhang.document.font_faces import RECORD as COVERAGE
from mingzhang.document.font_faces import record
from scripts.marks import add_spacing
from scripts.numbers import drop_misnumbered

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / ".fonts"
RECORD = ROOT / "scripts" / "fonts.sha256"

FANDOL = Path("usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
NOTO = Path("usr/share/fonts/opentype/noto")
LATIN, LATIN_SOURCE = "FandolSongLatin-Regular.otf", "FandolSong-Regular.otf"
# With the blanks: one that follows a letter is set in the letter's face.
LATIN_CHARACTERS, LATIN_BESIDE = (*range(0x20, 0x7F), 0xA0), "FandolFang-Regular.otf"
HEIGHTS = {
    "hhea": ("ascent", "descent", "lineGap"),
    "OS/2": ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"),
}
SIMPLIFIED_CHINESE = 2  # index of the SC face in Noto's collections


@dataclass(frozen=True)
class Face:
    """A file of ``.fonts/`` and its place in a package; ``index`` picks it out of a collection."""

    name: str
    package: str
    path: Path
    index: int | None = None

    def make(self, package_root: Path) -> None:
        """Write the face whole or not at all.

        A collection is taken apart: of a whole one the renderer would pick the face by the text's
        language, and show Japanese forms wherever none is given.
        """
        target = FONTS / self.name
        temporary = target.with_suffix(".part")
        if self.index is None:
            temporary.write_bytes((package_root / self.path).read_bytes())
        else:
            with TTFont(
                package_root / self.path, fontNumber=self.index, recalcTimestamp=False
            ) as font:
                font.save(temporary, reorderTables=None)
        temporary.replace(target)


def _fandol(name: str) -> Face:
    return Face(f"{name}.otf", "texlive-lang-chinese", FANDOL / f"{name}.otf")


def _noto(name: str) -> Face:
    family, weight = name.split("-")
    path = NOTO / f"{family}CJK-{weight}.ttc"
    return Face(f"{family}SC-{weight}.otf", "fonts-noto-cjk", path, SIMPLIFIED_CHINESE)


FACES = (
    _fandol("FandolFang-Regular"),
    _fandol("FandolHei-Bold"),
    _fandol("FandolHei-Regular"),
    _fandol("FandolKai-Regular"),
    _fandol("FandolSong-Bold"),
    _fandol("FandolSong-Regular"),
    _noto("NotoSans-Bold"),
    _noto("NotoSans-Regular"),
    _noto("NotoSerif-Bold"),
    _noto("NotoSerif-Regular"),
)


def _run(*command: str, folder: Path) -> str:
    """Run the command in the folder; what it complained of, empty when it succeeded."""
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    return (done.stderr or done.stdout or command[0]) if done.returncode else ""


def _download(package: str, folder: Path) -> Path:
    """Path of the package's file; where the machine's package lists do not serve, by own lists."""
    if _run("apt-get", "-qq", "download", package, folder=folder):
        lists = folder / "lists"
        lists.mkdir()
        apt_get = (
            "apt-get",
            "-qq",
            "-o",
            f"Dir::State::Lists={lists}",
            "-o",
            f"Dir::Cache={lists}",
        )
        complaint = _run(*apt_get, "update", folder=folder)
        if complaint := complaint or _run(*apt_get, "download", package, folder=folder):
            sys.exit(f"错误：下载不了字体包 {package}：{complaint}")
    return next(folder.glob(f"{package}_*.deb"))


def _fetch(package: str, faces: list[Face]) -> None:
    """Make the faces of one package, from the machine's own copy where it has the package."""
    if all((Path("/") / face.path).exists() for face in faces):
        return _make(faces, Path("/"))
    sys.stdout.write(f"下载字体包：{package}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = _download(package, folder)
        if complaint := _run("dpkg-deb", "-x", str(archive), str(folder), folder=folder):
            sys.exit(f"错误：字体包 {package} 打不开：{complaint}")
        return _make(faces, folder)


def _make(faces: list[Face], package_root: Path) -> None:
    for face in faces:
        face.make(package_root)


def _make_latin() -> None:
    """The song face's letters, digits and blanks by themselves, for faces without serifs.

    As a face of its own it can stand before another in a list of families.
    """
    part = FONTS / f"{LATIN}.part"
    # A PDF takes a glyph's number for its CID: they must stay the same.
    options = Options(
        layout_features=["*"], notdef_outline=True, recalc_timestamp=False, retain_gids=True
    )
    with TTFont(FONTS / LATIN_SOURCE, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=LATIN_CHARACTERS)
        subsetter.subset(font)
        _align(font, FONTS / LATIN_BESIDE)
        font.save(part)
    part.replace(FONTS / LATIN)


def _align(font: TTFont, other: Path) -> None:
    """Take over the other face's height: a line of both is as high as a line of one."""
    with TTFont(other) as beside:
        for table, names in HEIGHTS.items():
            for name in names:
                setattr(font[table], name, getattr(beside[table], name))


def _fetch_missing() -> None:
    missing = [face for face in FACES if not (FONTS / face.name).exists()]
    if missing and not shutil.which("apt-get"):
        names = "、".join(face.name for face in missing)
        sys.exit(f"错误：这不是 Debian 或 Ubuntu，请自行把这些字体放进 .fonts：{names}")
    for package in sorted({face.package for face in missing}):
        _fetch(package, [face for face in missing if face.package == package])


def _write_coverage() -> None:
    """What each face has, which a check asks for every character that is published."""
    names = [*(face.name for face in FACES), LATIN]
    part = FONTS / f"{COVERAGE}.part"
    part.write_text(record(FONTS / name for name in names), encoding="utf-8")
    part.replace(FONTS / COVERAGE)


def _differing() -> list[str]:
    """Names of the faces whose bytes are not the recorded ones."""
    rows = (line.split() for line in RECORD.read_text(encoding="utf-8").splitlines())
    recorded = {name: digest for digest, name in rows}
    names = [*(face.name for face in FACES), LATIN]
    return [
        name
        for name in names
        if recorded.get(name) != hashlib.sha256((FONTS / name).read_bytes()).hexdigest()
    ]


def main() -> None:
    """Make the faces that are missing, then compare all with the record."""
    FONTS.mkdir(exist_ok=True)
    _fetch_missing()
    for face in FACES:
        drop_misnumbered(FONTS / face.name)
        add_spacing(FONTS / face.name)
    _make_latin()
    _write_coverage()
    if differing := _differing():
        sys.stderr.write(
            f"警告：这些字体与登记的版本不同：{'、'.join(differing)}。"
            "可以照常使用，但生成的 PDF 不会与登记版本的逐字节相同。\n"
        )


if __name__ == "__main__":
    main()
