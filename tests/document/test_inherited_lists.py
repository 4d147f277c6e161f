"""A list of a form says only what differs from its parent's."""

from pathlib import Path

from mingzhang.document.form_specs import Context
from mingzhang.document.inherited_lists import read_rows
from mingzhang.document.region_folder import Region
from tests.support import account

ABOVE = "- {科目: 301, 名称: 甲}\n- {科目: 303, 名称: 乙}\n- {科目: 310, 名称: 丙}\n"


def read(folder: Path, own: str, above: str = ABOVE) -> tuple[list[object], Context]:
    folders = (folder / "own", folder / "above")
    for place, text in zip(folders, (own, above), strict=True):
        (place / "final" / "lists").mkdir(parents=True)
        if text:
            (place / "final" / "lists" / "a.yaml").write_text(text, encoding="utf-8")
    context = Context.of(account(""), Region("试", folders, {}))
    file = context.region.find("final/lists/a.yaml")
    assert file is not None
    return [row.plain() for row in read_rows(file, "科目", "科目", context)], context


def test_rows_are_changed_left_out_and_added(tmp_path: Path) -> None:
    own = "沿用: 是\n科目:\n  - {科目: 303, 有数才列: 是}\n  - {科目: 310, 停用: 是}\n"
    rows, context = read(tmp_path, own + "  - {科目: 302, 名称: 丁}\n")
    assert not context.faults
    assert [(str(row["科目"]), row.get("名称")) for row in rows if isinstance(row, dict)] == [
        ("301", "甲"),
        ("302", "丁"),
        ("303", "乙"),
    ]


def test_a_list_of_its_own_takes_nothing_over(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, "- {科目: 305}\n")
    assert len(rows) == 1


def test_what_is_not_there_cannot_be_taken_over(tmp_path: Path) -> None:
    _, context = read(tmp_path, "沿用: 是\n科目: [{科目: 305}]\n", "")
    assert [(fault.code, fault.place.line) for fault in context.faults] == [("MZ518", 1)]


def test_rows_without_the_key_are_told_apart_by_their_subjects(tmp_path: Path) -> None:
    above = "词条: [{词: 甲, 释义: 子}, {科目: 一般公共预算}, {科目: 政府性基金}]\n"
    own = "沿用: 是\n词条: [{科目: 政府性基金, 停用: 是}, {科目: 国有资本经营}]\n"
    read(tmp_path, own, above)
    region = Region("试", (tmp_path / "own", tmp_path / "above"), {})
    context = Context.of(account(""), region)
    file = region.find("final/lists/a.yaml")
    assert file is not None
    rows = [row.plain() for row in read_rows(file, "词条", "词", context)]
    assert [row.get("科目") for row in rows if isinstance(row, dict)] == [
        None,
        "一般公共预算",
        "国有资本经营",
    ]
