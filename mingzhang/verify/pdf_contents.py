"""PDF contents: the bytes of a PDF → the text of its pages and what is attached to it."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mingzhang.verify import stranger_limits as limits

READER = Path(__file__).with_name("pdf_reader_process.py")
MOST = (
    limits.MEMORY,
    limits.SECONDS,
    limits.PAGES,
    limits.ATTACHMENTS,
    limits.ATTACHED,
    limits.CHARACTERS,
)
FAULTS = {
    "damaged": "不是完好的 PDF，读不出来",
    "locked": "有打开口令，读不出来",
    "pages": f"超过 {limits.PAGES} 页，没有读",
    "attachments": f"附件超过 {limits.ATTACHMENTS} 个或一个超过 {limits.ATTACHED >> 20} MB，没有读",
    "characters": f"文字超过 {limits.CHARACTERS // 10_000} 万字，没有读",
    "overdrawn": "读的时间太长或内存不够，没有读完",
    "reader": "没有装读 PDF 的程序库 pypdfium2，请运行 make setup",
}


@dataclass(frozen=True)
class Paper:
    """The contents of a PDF: each page's text in the order of setting, attachments by name.

    ``added`` is what can stand over the text: its page (0: all), and note, image, box or form.
    """

    pages: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    added: tuple[tuple[int, str], ...] = ()


def read_paper(data: bytes) -> Paper | str:
    """The contents of a published PDF (paper), or in words why it cannot be read."""
    command = [sys.executable, "-I", str(READER), *map(str, MOST)]
    try:
        run = subprocess.run(  # noqa: S603 (our own interpreter and file, numbers)
            command, input=data, capture_output=True, timeout=limits.SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return FAULTS["overdrawn"]
    if run.returncode:
        missing = b"ModuleNotFoundError" in run.stderr
        return FAULTS["reader" if missing else "overdrawn"]
    told = json.loads(run.stdout)
    if fault := told.get("fault"):
        return FAULTS[fault]
    files = {name: b64decode(text) for name, text in told["files"].items()}
    added = tuple((int(page), str(word)) for page, word in told["added"])
    return Paper(tuple(told["pages"]), files, added)
