"""Fonts lie beside a PDF that is being made as links: nothing large is written, nothing is left."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from weasyprint import CSS

from mingzhang.publish import linked_fonts
from mingzhang.publish.linked_fonts import PREFIX, FontsOnly, project_fonts
from mingzhang.publish.pdf_file import render_pdf
from tests.publish.test_pdf_file import HTML, STYLE
from tests.support import PROJECT

FONTS = PROJECT.root / ".fonts"
FACE = "@font-face { font-family: X; src: url(FandolSongLatin-Regular.otf) }"


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def laid(scratch: Path, style: str = FACE) -> list[Path]:
    fetcher = FontsOnly(FONTS)
    with project_fonts(fetcher) as config:
        CSS(string=style, base_url=f"{FONTS.as_uri()}/", url_fetcher=fetcher, font_config=config)
        found = [path for path in scratch.rglob("*") if path.name != "fonts.conf"]
        files = [path for path in found if not path.is_dir()]
        assert all(path.read_bytes() == fetcher.last[1] for path in files)
        return [path.readlink() if path.is_symlink() else path for path in files]


def test_a_font_is_a_link_that_goes_again(scratch: Path) -> None:
    assert laid(scratch) == [(FONTS / "FandolSongLatin-Regular.otf").resolve()]
    assert not [*scratch.iterdir()]


def test_where_there_are_no_links_it_is_a_copy(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked, _ = render_pdf(HTML, STYLE, FONTS)

    def refused(_self: Path, _target: Path) -> None:
        raise OSError

    monkeypatch.setattr(Path, "symlink_to", refused)
    (copied,) = laid(scratch)
    assert copied.is_relative_to(scratch)
    assert render_pdf(HTML, STYLE, FONTS)[0] == linked
    assert not [*scratch.iterdir()]


def test_what_a_killed_process_left_goes_after_a_day(scratch: Path) -> None:
    old, new, other = (scratch / name for name in (f"{PREFIX}old", f"{PREFIX}new", "mine"))
    for folder in (old, new, other):
        folder.mkdir()
        (folder / "fonts.conf").touch()
    link = scratch / f"{PREFIX}link"
    link.symlink_to(other)
    for path in (old, other, link):
        os.utime(path, (0, 0), follow_symlinks=False)
    laid(scratch)
    assert sorted(scratch.iterdir()) == sorted((new, other, link))
    assert [*other.iterdir()]


def test_fontconfig_begins_before_a_thread_of_pangos_would(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A font map has it begin beside us, who add faces; now and then it then had none of them."""
    told: list[str] = []

    def begun() -> None:
        told.append(Path(os.environ["FONTCONFIG_FILE"]).read_text(encoding="utf-8"))

    def mapped() -> SimpleNamespace:
        told.append("font map")
        return SimpleNamespace()

    monkeypatch.setattr(linked_fonts, "fontconfig", SimpleNamespace(FcInit=begun))
    monkeypatch.setattr(linked_fonts, "FontConfiguration", mapped)
    with project_fonts(FontsOnly(FONTS)):
        pass
    # Of the machine's faces it knows none.
    assert told == ["<fontconfig/>", "font map"]
