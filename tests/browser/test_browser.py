"""The page in a browser: accessible, valid, usable by keyboard and without scripts (check.mjs).

Asked for by ``make browser-test``, which brings the browser and what it needs.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.publish.documents import FONTS, REAL, made, real

CELL_AMOUNT = re.compile(r"(?<=>)[\d,]+\.\d\d(?=</data></td>)")
# A final account, a budget, and columns that are too narrow: of these everything is looked at.
WHOLE = ("changchun/2024-final", "jilin-insurance/2024-budget", "made/large")
HERE = Path(__file__).parent
MODULES = Path(os.environ.get("MINGZHANG_BROWSER", ""))
# Chromium sets the page in the project's faces: a machine may have no Chinese ones.
FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def test_pages_have_no_fault(tmp_path: Path) -> None:
    documents = {f"{path.parent.name}/{path.name}": real(path)[0] for path in REAL}
    files = []
    pages = {name: document.html for name, document in documents.items()}
    pages |= {"made/small": made().html, "made/large": enlarged(made().html)}
    for name, html in sorted(pages.items(), key=lambda page: page[0] not in WHOLE):
        file = tmp_path / name / "disclosure.html"
        file.parent.mkdir(parents=True)
        file.write_text(html, "utf-8")
        files.append(str(file))
    config = tmp_path / "fonts.conf"
    config.write_text(FONTCONFIG.format(fonts=FONTS, cache=tmp_path / "cache"), "utf-8")
    script = MODULES / "check.mjs"
    script.write_bytes((HERE / "check.mjs").read_bytes())
    done = subprocess.run(  # noqa: S603
        [shutil.which("node") or "node", str(script), *files],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def enlarged(html: str) -> str:
    """The page with amounts that are far wider than those its columns were reckoned for."""
    return CELL_AMOUNT.sub("123,456,789.00", html)
