"""The page in a browser: accessible, valid, usable by keyboard and without scripts (check.mjs).

Asked for by ``make browser-test``, which brings the browser and what it needs.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

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


NAMES = {f"{path.parent.name}/{path.name}": path for path in REAL}
PAGES = [*WHOLE, *sorted(NAMES.keys() - {*WHOLE}), "made/small"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_fault(name: str, tmp_path: Path) -> None:
    file = tmp_path / name / "disclosure.html"
    file.parent.mkdir(parents=True)
    file.write_text(page_of(name), "utf-8")
    config = tmp_path / "fonts.conf"
    config.write_text(FONTCONFIG.format(fonts=FONTS, cache=tmp_path / "cache"), "utf-8")
    script = MODULES / f"check-{name.replace('/', '-')}.mjs"
    script.write_bytes((HERE / "check.mjs").read_bytes())
    done = subprocess.run(  # noqa: S603
        [shutil.which("node") or "node", str(script), str(file), depth_of(name)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def page_of(name: str) -> str:
    """The page of a real document, of the made one, or of the made one with wide amounts."""
    if name in NAMES:
        return real(NAMES[name])[0].html
    return enlarged(made().html) if name == "made/large" else made().html


def depth_of(name: str) -> str:
    """How much of a page check.mjs looks at: the contrast of charts, everything, or the least."""
    return "contrast" if name == WHOLE[0] else "whole" if name in WHOLE else "light"


def enlarged(html: str) -> str:
    """The page with amounts that are far wider than those its columns were reckoned for."""
    return CELL_AMOUNT.sub("123,456,789.00", html)
