"""A place's words stand in that place's folder: delete it, and nothing else speaks of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mingzhang.forms.form import COMMON, read_form
from mingzhang.forms.form_chain import find_chain
from mingzhang.forms.form_keys import BELOW, SECTIONS
from mingzhang.project import Project
from mingzhang.reading.node import Node
from tests.support import PROJECT

PLACES = sorted(
    file.parent.name
    for file in PROJECT.templates.glob("*/region.yaml")
    if file.parent.name != COMMON
)
# The names of official subjects, all characters and kinds of values are no words of anybody's.
TABLES = ("encodings.py", "stray_characters.py", "types.yaml", "economic.yaml")
WORD = 3  # characters of a word that may be anybody's; a longer one is a thing of its place


def own_keys(node: Node, folder: Path, above: str = "") -> Iterator[str]:
    """The paths of the keys that a folder was the first to declare."""
    children = node.get(BELOW)
    for name, child in children.items() if children else ():
        path = f"{above}{name}"
        is_known = bool(above) or len(name) > WORD
        if is_known and children and children.keys[name].file.is_relative_to(folder):
            yield path
        yield from own_keys(child, folder, f"{path}.")


def all_keys(name: str, folder: Path) -> set[str]:
    forms = filter(None, (read_form(name, kind, PROJECT) for kind in PROJECT.kinds))
    sections = [form.keys.sections.get(section) for form in forms for section in SECTIONS]
    return {key for node in sections if node for key in own_keys(node, folder)}


def shared() -> dict[Path, str]:
    """The texts that all places share."""
    files = [
        *(PROJECT.root / "mingzhang").rglob("*.py"),
        *(PROJECT.root / "mingzhang").glob("*/*.yaml"),
        *PROJECT.catalogue.glob("*.yaml"),
        *(PROJECT.templates / COMMON).rglob("*.yaml"),
        *(PROJECT.templates / COMMON).rglob("*.j2"),
    ]
    return {f: f.read_text(encoding="utf-8") for f in files if f.name not in TABLES}


@pytest.mark.parametrize("folder", PLACES)
def test_nobody_else_names_a_place_or_its_own_keys(folder: str) -> None:
    chain, _ = find_chain(folder, PROJECT)
    assert chain is not None
    # A single word (级次) may be anybody's; by its whole path a key can be none but this place's.
    words = {chain.name, *all_keys(folder, PROJECT.templates / folder)}
    found = {
        (str(file.relative_to(PROJECT.root)), word)
        for file, text in shared().items()
        for word in words
        if word in text
    }
    assert found == set()


def test_every_form_can_be_asked_for_without_the_others(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    for name in ("schema", "catalogue", f"templates/{COMMON}"):
        (tmp_path / name).symlink_to(PROJECT.root / name)
    for kind in PROJECT.kinds:
        form = read_form(COMMON, kind, Project(tmp_path))
        assert form is not None
        assert form.schemas.found == ()
