"""What the faces have, as set-up writes it down and as the faces themselves say."""

import json
from pathlib import Path

from fontTools.ttLib import TTFont

from mingzhang.document.font_faces import (
    RECORD,
    Coverage,
    coverage_of,
    faces_of,
    missing_faces,
    record,
)
from tests.support import PROJECT

STYLE = (PROJECT.templates / "national" / "pdf.css").read_text("utf-8")
FONTS = PROJECT.root / ".fonts"
LATIN = "FandolSongLatin-Regular.otf"


def test_bounds_are_by_turns_where_a_run_begins_and_ends() -> None:
    coverage = Coverage((0x41, 0x43, 0x61, 0x62))
    assert [c for c in "@ABCa`bc" if c in coverage] == ["A", "B", "a"]
    assert "A" not in Coverage()


def test_a_face_covers_what_its_own_table_has() -> None:
    style = f"src: url({LATIN})"
    with TTFont(FONTS / LATIN, lazy=True) as font:
        characters = set(map(chr, font.getBestCmap()))
    (coverage,) = coverage_of(style, FONTS)
    assert {chr(code) for code in range(0x3000) if chr(code) in coverage} == characters


def test_the_latin_face_has_the_blanks_that_follow_its_letters() -> None:
    (coverage,) = coverage_of(f"src: url({LATIN})", FONTS)
    assert all(blank in coverage for blank in " \u00a0")


def test_what_is_written_down_is_what_the_face_has(tmp_path: Path) -> None:
    """A face that is not written down, or another of its name, is asked itself."""
    face = tmp_path / LATIN
    face.write_bytes((FONTS / LATIN).read_bytes())
    (asked,) = coverage_of(f"url({LATIN})", tmp_path)
    (known,) = json.loads(record([face])).values()
    assert asked.bounds == tuple(known)
    (tmp_path / RECORD).write_text('{"another": [1, 2]}', "utf-8")
    assert coverage_of(f"url({LATIN})", tmp_path) == (asked,)


def test_a_broken_record_or_face_covers_nothing_by_itself(tmp_path: Path) -> None:
    (tmp_path / "Broken.otf").write_bytes(b"OTTO")
    (tmp_path / RECORD).write_text("[", "utf-8")
    assert [one.bounds for one in coverage_of("url(Broken.otf)", tmp_path)] == [()]


def test_faces_are_those_that_the_style_names(tmp_path: Path) -> None:
    style = "url(A.otf) url(B.ttf) url(A.otf) url(https://x/C.otf) url(d.png)"
    assert faces_of(style) == ("A.otf", "B.ttf")
    assert faces_of("""url('A.otf') url( "B b.TTF" )""") == ("A.otf", "B b.TTF")
    (tmp_path / "B.ttf").touch()
    assert missing_faces(style, tmp_path) == ("A.otf",)
    assert missing_faces(STYLE, FONTS) == ()


def test_a_link_to_a_face_elsewhere_is_no_face(tmp_path: Path) -> None:
    style = f"src: url({LATIN})"
    (tmp_path / LATIN).symlink_to(FONTS / LATIN)
    assert missing_faces(style, tmp_path) == (LATIN,)
    folder = tmp_path / "linked"
    folder.symlink_to(FONTS)
    assert not missing_faces(style, folder)
