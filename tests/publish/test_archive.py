"""Every document is valid PDF/A-3a and PDF/UA-1 (veraPDF), attachments and all."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mingzhang.document.render import Document
from mingzhang.project import Project
from mingzhang.publish.document import write_document
from tests.publish import verapdf
from tests.publish.documents import REAL, made, real
from tests.support import PROJECT

HAS_JAVA = shutil.which("java") is not None
pytestmark = pytest.mark.skipif(not HAS_JAVA, reason="Java is not installed")


def validated(document: Document, folder: Path) -> dict[str, list[str]]:
    """What veraPDF has to say, by standard."""
    write_document(document, folder, Project(PROJECT.root))
    file = folder / "disclosure.pdf"
    command = [sys.executable, verapdf.__file__, str(file)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return {name.removeprefix(f"{file} "): faults for name, faults in found.items()}


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_documents_of_the_project_are_valid(path: Path, tmp_path: Path) -> None:
    assert validated(real(path)[0], tmp_path / "out") == {"PDF/A-3a": [], "PDF/UA-1": []}


@pytest.mark.parametrize("form", ["吉林", "河南"])
def test_small_documents_are_valid(form: str, tmp_path: Path) -> None:
    assert validated(made(form=form), tmp_path / "out") == {"PDF/A-3a": [], "PDF/UA-1": []}


def test_a_fault_is_found(tmp_path: Path) -> None:
    html = "<html lang=zh-CN><title>明账</title><h1>一</h1><h3>二</h3></html>"
    style = (PROJECT.templates / "national" / "pdf.css").read_text("utf-8")
    found = validated(
        Document("明账", html, style + "html { font-family: var(--fang) }"), tmp_path / "o"
    )
    assert found["PDF/A-3a"] == []
    assert any("heading" in fault.lower() for fault in found["PDF/UA-1"])
