"""The key of the program names every library that a document is made with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mingzhang.keeping import program_key
from tests.support import PROJECT

# Whatever a build imports, by its file.
ASK = """
import json, sys
import mingzhang.builder, mingzhang.publish.pdf_attachments, mingzhang.publish.published_document
import mingzhang.publish.public_document, fontTools.ttLib
import mingzhang.publish.linked_fonts, mingzhang.publish.justified_lines
files = {name: module.__file__ for name, module in sys.modules.items()
         if "." not in name and getattr(module, "__file__", None)}
print(json.dumps(files))
"""


def test_every_library_that_a_build_imports() -> None:
    command = [sys.executable, "-c", ASK]
    done = subprocess.run(  # noqa: S603
        command, cwd=PROJECT.root, check=True, capture_output=True, text=True
    )
    files = json.loads(done.stdout)
    foreign = {name for name, file in files.items() if "site-packages" in Path(file).parts}
    assert "weasyprint" in foreign
    # What set-up itself leaves loaded makes nothing, nor does what an editable install finds us by.
    foreign = {name for name in foreign if not name.startswith("__editable__")}
    assert foreign - {"_distutils_hack", "mingzhang"} <= {*program_key.LIBRARIES}


def test_the_native_libraries_of_every_system(tmp_path: Path) -> None:
    ours = (
        *("libpango-1.0.so.0.5000.12", "libharfbuzz-subset.so.0", "libz.so.1", "libz.so"),
        *("libglib-2.0.so.0", "libpangoft2-1.0.0.dylib", "libpango-1.0-0.dll"),
    )
    others = ("libcairo.so.2", "libpolkit-gobject-1.so.0", "libharfbuzz-icu.so.0", "libpango.a")
    for name in (*ours, *others):
        (tmp_path / name).touch()
    assert {file.name for file in program_key._libraries(tmp_path)} == {*ours}
    assert [*program_key._libraries(tmp_path / "none")] == []


def test_those_of_this_machine_are_found() -> None:
    names = {file.name.partition(".so")[0] for file in program_key._native()}
    assert {"libpango-1.0", "libharfbuzz-subset"} <= names


def test_a_version_is_named_in_its_notes() -> None:
    names = {file.parent.name.partition("-")[0].lower() for file in program_key._notes()}
    assert {"weasyprint", "pydyf", "jinja2", "pyyaml", "fonttools"} <= names


@pytest.mark.parametrize("name", ["weasyprint", "pydyf", "fontTools", "PIL"])
def test_the_folders_of_libraries(name: str) -> None:
    assert name in {folder.name for folder in program_key._packages()}
