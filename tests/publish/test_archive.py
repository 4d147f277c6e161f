"""Every document is valid PDF/A-3a and PDF/UA-1 (veraPDF), attachments and all."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mingzhang.document.render import Document
from mingzhang.publish.published_document import write_document
from tests.publish import verapdf
from tests.publish.documents import REAL, made
from tests.support import PROJECT

HAS_JAVA = shutil.which("java") is not None
pytestmark = pytest.mark.skipif(not HAS_JAVA, reason="Java is not installed")
WRONG = "<html lang=zh-CN><title>明账</title><h1>一</h1><h3>二</h3></html>"
STYLE = (PROJECT.templates / "national" / "pdf.css").read_text("utf-8")


def documents() -> dict[str, Document]:
    wrong = Document("明账", WRONG, STYLE + "html { font-family: var(--fang) }")
    return {"made": made(), "wrong": wrong}


# One run for all: the Java machine takes longer to warm up than to validate.
@pytest.fixture(scope="module")
def faults(
    tmp_path_factory: pytest.TempPathFactory, public: Callable[[Path], Path]
) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("archive")
    for path in REAL:
        shutil.copytree(public(path), folder / f"{path.parent.name}-{path.name}")
    for name, document in documents().items():
        write_document(document, folder / name, PROJECT)
    files = [str(file) for file in sorted(folder.glob("*/disclosure.pdf"))]
    command = [sys.executable, verapdf.__file__, *files]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return {key.removeprefix(f"{folder}/"): lines for key, lines in found.items()}


def test_every_document_is_valid(faults: dict[str, list[str]]) -> None:
    good = {key: lines for key, lines in faults.items() if not key.startswith("wrong")}
    assert len(good) == 2 * (len(REAL) + 1)
    assert not {key: lines for key, lines in good.items() if lines}


def test_a_fault_would_be_found(faults: dict[str, list[str]]) -> None:
    key = next(key for key in faults if key.startswith("wrong") and key.endswith("UA-1"))
    assert any("heading" in line.lower() for line in faults[key])
