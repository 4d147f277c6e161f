"""What a form demands: its reasons and all that it prints of what happened, asked of itself."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.drafting.demanded_keys import demanded
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.node import Node
from mingzhang.reading.unfilled_places import MARK
from mingzhang.reading.yaml import read_yaml
from tests.support import PROJECT

REAL = sorted(PROJECT.sources.glob("*/*/disclosure.yaml"))
FINAL = ("原因", "总计"), ("原因", "财政拨款总计"), ("机关运行经费", "原因")
ASKED = ("MZ401", "MZ402", "MZ404", "MZ410", "MZ415", "MZ425", "MZ745")


def keys(form: str, kind: str, agency_type: str = "部门") -> tuple[tuple[str, ...], ...]:
    found = demanded(form, kind, 2026, PROJECT, agency_type)
    assert found.found == ()
    return found.keys["disclosure.yaml"]


@pytest.mark.parametrize("form", ["全国", "吉林", "四川", "河南", "上海"])
def test_a_final_account_has_a_place_for_each_reason_that_its_sentences_give(form: str) -> None:
    found = keys(form, "final")
    assert {*FINAL} <= {*found}
    assert ("三公经费", "公务接待费", "原因") in found
    assert ("收入",) in found


def test_a_reason_that_the_whole_lends_to_its_parts_is_asked_for_once() -> None:
    of_official = [key for key in keys("吉林", "budget") if "三公经费" in key and "原因" in key]
    assert of_official == [("三公经费", "原因")]
    apart = [key for key in keys("上海", "budget") if key[:2] == ("原因", "三公经费")]
    assert [key[2] for key in apart] == [
        *("因公出国境费", "公务用车购置费", "公务用车运行维护费", "公务接待费")
    ]


def test_a_figure_of_another_fund_has_its_reason_beside_it() -> None:
    found = keys("四川", "final")
    for name in ("政府性基金预算财政拨款支出", "国有资本经营预算财政拨款支出"):
        assert ("上年", name) in found
        assert ("原因", name) in found


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        *((form, "final") for form in ("全国", "吉林", "四川", "河南", "上海")),
        *((form, "budget") for form in ("全国", "吉林", "吉林省级", "上海")),
    ],
)
def test_what_an_institution_does_not_have_is_asked_for_beside_what_the_agency_is(
    form: str, kind: str
) -> None:
    found = demanded(form, kind, 2026, PROJECT, "单位")
    assert ("机关运行经费", "金额") in found.keys["disclosure.yaml"]
    assert ("单位性质",) in found.keys["profile.yaml"]


@pytest.mark.parametrize("form", ["全国", "吉林", "吉林省级", "上海"])
def test_a_departments_budget_is_asked_for_its_units_and_what_each_is(form: str) -> None:
    found = demanded(form, "budget", 2026, PROJECT)
    assert ("单位",) in found.keys["disclosure.yaml"]
    assert ("单位性质",) not in found.keys["profile.yaml"]


def test_what_is_printed_only_of_what_happened_is_asked_for_too() -> None:
    """Words of what money was used for, counts, last year's parts instead of their sum."""
    found = keys("上海", "final")
    assert ("三公经费", "公务用车运行维护费", "用途") in found
    assert ("三公经费", "公务接待费", "国内接待", "批次") in found
    assert ("上年", "三公经费", "公务接待费") in found
    assert ("上年", "三公经费", "合计") not in found


@pytest.mark.parametrize("agency_type", ["部门", "单位"])
def test_who_is_above_a_unit_is_not_asked_for_where_no_code_of_a_unit_is(agency_type: str) -> None:
    # It is printed with the code alone, and told as missing as soon as that is written (MZ410).
    assert ("主管部门",) not in keys("吉林", "budget", agency_type)


def filled(made: object, real: Node | None, key: str) -> object:
    """The skeleton's value with what the real document says in the places of 待填."""
    if isinstance(made, dict):
        if real is not None and not isinstance(real.value, dict):
            return real.plain()
        values = {k: filled(v, real.get(k) if real else None, k) for k, v in made.items()}
        return {k: v for k, v in values.items() if v not in (None, {})}
    if made != MARK:
        return made
    if real is not None:
        return real.plain()
    # It did not happen: no reason, no words, no row, no money.
    if key in ("收入", "职责", "内设机构", "工作机制") or key.endswith("原因"):
        return [] if key in ("收入", "内设机构") else None
    return "2025-02-08" if key == "公开日期" else Decimal(0)


@pytest.mark.parametrize("source", REAL, ids=lambda path: path.parent.parent.name)
def test_a_skeleton_filled_with_the_truth_lacks_nothing(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every place that says 待填 gets what a real document says there; nothing else is asked."""
    folder = tmp_path / source.parent.parent.name / source.parent.name
    real = {file.name: read(file) for file in source.parent.glob("*.yaml")}
    head = {key: str(node.value) for key, node in real["disclosure.yaml"].items() if node.text}
    kind = real["profile.yaml"].get("类型")
    assert kind is not None
    own = ["--form", head["版式"], "--unit", head["金额单位"], "--type", kind.text]
    assert main(["new", str(folder), *own]) == 0
    for file in folder.glob("*.yaml"):
        values = filled(read(file).plain(), real.get(file.name), "")
        assert isinstance(values, dict)
        rest = real[file.name].plain() if file.name in real else {}
        assert isinstance(rest, dict)
        # Texts that an author attaches print what they like.
        more = {k: v for k, v in rest.items() if k not in values and k != "附件"}
        file.write_text(as_yaml(values | more))
    for text in source.parent.glob("duties*.md"):
        shutil.copy(text, folder)
    capsys.readouterr()
    main(["check", str(folder)])
    told = capsys.readouterr().out
    told_of = [code for code in ASKED if f"错误 {code}" in told or f"警告 {code}" in told]
    assert told_of == [], told


def read(file: Path) -> Node:
    node, found = read_yaml(file.read_bytes(), file)
    assert node is not None, found
    return node
