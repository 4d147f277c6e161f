"""The desk's own pages, styles and scripts, as they come with the program: they hold no data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("assets")
BOARD_PAGE, DOCUMENT_PAGE = "board.html", "document.html"
# What is served by name, and as what.
ASSETS = {
    "desk.css": "text/css",
    **dict.fromkeys(
        (
            "board.js",
            "document.js",
            "form.js",
            "page.js",
            "pasted.js",
            "patch.js",
            "rows.js",
            "tools.js",
        ),
        "text/javascript",
    ),
}


@cache
def asset(name: str) -> bytes:
    """An asset of the desk's page, a script or style file, by a name that is known to exist."""
    return (FOLDER / name).read_bytes()
