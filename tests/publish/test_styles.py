"""The styles of the forms: the typesetter understands every rule, so that a build says nothing."""

import logging
from pathlib import Path

import pytest
from weasyprint import CSS

from mingzhang.publish.pdf_file import LOGGER
from tests.support import PROJECT

STYLES = sorted(PROJECT.templates.rglob("*.css"))


def complaints(style: str) -> list[str]:
    """What WeasyPrint says of a style sheet when it reads it."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    LOGGER.addHandler(handler)
    try:
        CSS(string=style)
    finally:
        LOGGER.removeHandler(handler)
    return said


@pytest.mark.parametrize("file", STYLES, ids=lambda file: f"{file.parent.name}-{file.name}")
def test_the_typesetter_understands_each_style(file: Path) -> None:
    without_faces = "".join(
        line
        for line in file.read_text("utf-8").splitlines(keepends=True)
        if not line.startswith("@font-face")
    )
    assert not complaints(without_faces)


def test_a_condition_it_does_not_know_is_noticed() -> None:
    assert complaints("@media screen and (prefers-color-scheme: dark) { p { color: red } }")
