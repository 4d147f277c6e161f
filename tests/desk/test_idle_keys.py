"""A key is idle where nothing that is typed there is printed; no published document has one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from mingzhang.builder import Drafted, drafted
from mingzhang.desk.entry_form import fields, plain
from mingzhang.desk.idle_keys import idle_keys
from mingzhang.editing.edited_bytes import edited
from mingzhang.editing.node_paths import paths
from mingzhang.editing.source_changes import Put
from mingzhang.project import Project
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.document_names import NAME
from mingzhang.reading.yaml import read_yaml
from tests.support import PROJECT, node

Key = tuple[str, ...]
DOCUMENTS = sorted(PROJECT.sources.glob("*/*/disclosure.yaml"))
SCHEMA = {
    "properties": {
        "甲": {"type": "string"},
        "乙": {"properties": {"丙": {"type": "number"}, "丁": {"type": "number"}}},
        "戊": {
            "type": "array",
            "items": {"properties": {"名称": {}, "己": {"type": "number"}}, "required": ["名称"]},
        },
    }
}


def idle_of(file: Path) -> frozenset[Key]:
    """The keys that the form of a document does not use."""
    tree = read_yaml(file.read_bytes(), file)[0]
    named = NAME.fullmatch(file.parent.name)
    assert tree is not None
    assert named is not None
    form = tree.get("版式")
    return idle_keys(form.text if form else "", named[2], int(named[1]), PROJECT)


def printed(folder: Path) -> Iterator[Key]:
    """The keys of all that a published document has typed and prints or uses."""
    draft = drafted(folder, PROJECT)
    assert isinstance(draft, Drafted)
    assert draft.document is not None
    held, document = draft.folder, draft.document
    for one in (held.disclosure, held.profile, held.performance):
        for path, value in paths(one) if one else ():
            if not value.is_block and value.place not in document.unprinted:
                yield (value.place.file.name, *plain(path))


@pytest.mark.parametrize("file", DOCUMENTS, ids=[file.parts[-3] for file in DOCUMENTS])
def test_what_a_published_document_says_is_not_idle(file: Path) -> None:
    idle = idle_of(file)
    assert idle
    assert not idle.intersection(printed(file.parent))


@pytest.mark.parametrize(
    ("agency", "key"),
    [
        ("changchun", ("全年预算", "一般公共预算")),
        ("jiyuan", ("上年", "本年收入合计")),
        ("jilin-insurance", ("原因", "人员经费")),
    ],
)
def test_what_is_typed_under_an_idle_key_is_told(tmp_path: Path, agency: str, key: Key) -> None:
    (file,) = (one for one in DOCUMENTS if one.parts[-3] == agency)
    assert (DISCLOSURE, *key) in idle_of(file)
    copytree(PROJECT.sources / agency, tmp_path / "sources" / agency)
    copy = tmp_path / file.relative_to(PROJECT.sources.parent)
    value = "人员增加" if key[0] == "原因" else Decimal(1)
    made = edited(copy.read_bytes(), copy, [Put(key, value)])
    assert isinstance(made, bytes)
    copy.write_bytes(made)
    draft = drafted(copy.parent, Project(tmp_path))
    assert isinstance(draft, Drafted)
    assert any(one.code == "MZ415" and key[0] in one.message for one in draft.found)


def test_an_idle_field_is_marked_as_long_as_nothing_stands_there() -> None:
    idle = frozenset({("甲",), ("乙", "丙"), ("乙", "丁"), ("戊", "己")})

    def marked(text: str) -> dict[str, object]:
        return {one["title"]: one["idle"] for one in fields(SCHEMA, node(text), (), idle)}  # type: ignore[misc]

    assert marked("无: 1\n") == {"甲": True, "乙": True, "戊": False}
    assert marked("甲: 无\n乙: {丙: 1}\n") == {"甲": False, "乙": False, "戊": False}
    assert marked("甲: 待填\n乙: 0\n") == {"甲": False, "乙": False, "戊": False}


def test_an_idle_column_is_shown_where_a_row_has_it() -> None:
    idle = frozenset({("戊", "己"), ("戊", "名称")})

    def shown(text: str) -> list[tuple[object, object]]:
        made = next(one for one in fields(SCHEMA, node(text), (), idle) if one["title"] == "戊")
        return [(one["used"], one["idle"]) for one in made["columns"]]  # type: ignore[attr-defined]

    assert shown("戊: [{名称: 甲}]\n") == [(True, False), (False, True)]
    assert shown("戊: [{名称: 甲, 己: 1}]\n") == [(True, False), (True, False)]
