"""The manual's page on regions: its example works, and it names every setting and key."""

import re
from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.document import table_heads as heads
from mingzhang.document.document_structure import KEYS, KINDS
from mingzhang.document.layouts import LAYOUTS
from mingzhang.document.layouts.economic_subjects import KEYS as ECONOMIC_KEYS
from mingzhang.document.layouts.evaluation_form import BLOCK_KEYS, COLUMN_KEYS, LABEL_KEYS
from mingzhang.document.layouts.evaluation_form import KEYS as SHEET_KEYS
from mingzhang.document.layouts.evaluation_values import VALUES
from mingzhang.document.layouts.income_and_spending import KEYS as SIDED_KEYS
from mingzhang.document.layouts.layout_result import COMMON_KEYS
from mingzhang.document.region_folder import read_region
from mingzhang.document.template_filters import FILTERS
from mingzhang.facts.cube_query import FIELDS, allowed
from mingzhang.forms.document_kind import read_kinds
from tests.support import PROJECT

PAGE = (PROJECT.root / "docs" / "regions.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(?:yaml|jinja)\n(?:# |\{# )(templates/\S+?)(?: #\})?\n(.*?)```", re.DOTALL)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with the page's example beside the national templates."""
    (tmp_path / "templates").mkdir()
    for name, text in BLOCK.findall(PAGE):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_example_is_a_good_region(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["region", "--project", str(root), "云溪"]) == 0
    said = capsys.readouterr().out.strip()
    assert said == "版式 云溪：可以使用（没有问题）"
    assert said in PAGE


def test_the_example_of_a_list_is_a_good_region(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["region", "--project", str(root), "云岭"]) == 0
    assert capsys.readouterr().out.strip() == "版式 云岭：可以使用（没有问题）"


def test_the_example_of_groups_is_a_good_region(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["region", "--project", str(root), "云河"]) == 0
    assert capsys.readouterr().out.strip() == "版式 云河：可以使用（没有问题）"


def test_the_fault_is_told_as_the_page_says(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    file = root / "templates/yunxi/final/sections/01-overview.j2"
    text = file.read_text(encoding="utf-8").replace("总计 | 万元", "总记 | 万元")
    file.write_text(f"{{# 一行 #}}\n{text}", encoding="utf-8")
    assert main(["region", "--project", str(root), "云溪"]) == 1
    line = next(x for x in capsys.readouterr().out.splitlines() if "MZ523" in x)
    assert line.removeprefix(f"{root}/") in PAGE


def test_every_setting_is_listed() -> None:
    region, _ = read_region("national", PROJECT)
    assert region is not None
    assert not [name for name in region.settings if f"`{name}`" not in PAGE]


@pytest.mark.parametrize(
    "words",
    [
        LAYOUTS,
        COMMON_KEYS,
        heads.LEAF_KEYS,
        [shown for shown in heads.SHOWN if shown],
        SHEET_KEYS,
        LABEL_KEYS,
        COLUMN_KEYS,
        BLOCK_KEYS,
        SIDED_KEYS,
        ECONOMIC_KEYS,
        FIELDS,
        KEYS,
        FILTERS,
    ],
)
def test_every_key_is_listed(words: list[str]) -> None:
    page = PAGE.replace("`\\| ", "`")
    assert not [word for word in words if f"`{word}`" not in page]


def test_every_member_of_a_query_is_listed() -> None:
    known = (allowed(name, kind) or () for kind in read_kinds(PROJECT) for name in FIELDS)
    assert not [word for members in known for word in members if word not in PAGE]


def test_every_kind_of_content_and_value_is_listed() -> None:
    assert not [kind for kind in KINDS if kind not in PAGE]
    values = [value for names in VALUES.values() for value in names]
    assert not [value for value in values if value not in PAGE]
