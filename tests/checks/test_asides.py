"""What speaks to a colleague is told from what speaks to the reader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingzhang.checks.asides import ASIDE
from mingzhang.checks.run_rules import check
from mingzhang.facts.account_reading import read_account
from tests.support import PROJECT, account, folder, only


@pytest.mark.parametrize(
    "note",
    [
        "人员增加（待张科长核实）",
        "人员增加，请王会计再核",
        "此处存疑",
        "有问题找老刘",
        "这个数不对",
        "以下内容不要印",
        "先这样写",
        "人员增加（原稿写错，已改）",
        "人员增加（与上会版不一致）",
        "人员增加（按财政局口径填）",
        "见附件3.xlsx",
        "人员增加（已和财政局沟通）",
        "人员增加（？？）",
        "tbc",
        "人员增加（按王处意见改）",
        "人员增加——此处请财务科核实",
        "人员增加——请核对",
        "人员增加【审计组尚未确认】",
        "人员增加（以上数据截止3月5日，后续会变）",
    ],
)
def test_a_note_to_a_colleague(note: str) -> None:
    assert ASIDE.search(note)


@pytest.mark.parametrize(
    "text",
    [
        "人员增加",
        "【注：含退休人员】",
        "【注：本表不含上年结转】",
        "注：不含上年结转",
        "（注：含2023年补缴的社会保险费）",
        "人均增加0.5万元",
        "按财政部门要求调减10%",
        "《条例（送审稿）》",
        "核对工作量增加",
        "（含2023年补缴）",
        "老旧小区改造，小康村建设",
        "由王某某同志任组长的专班",
        "加强与财政局沟通协调",
        "我局、我市",
        "（已修改章程）",
        "项目验收结果尚未确认，款项次年支付",
        "（按财政局批复的口径）",
        "金某局长期空缺的岗位",
        "报请市财政局审核",
        "该数据后续会用于监测",
    ],
)
def test_a_text_for_the_reader(text: str) -> None:
    assert not ASIDE.search(text)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("人员增加【注：含退休人员】", False),
        ("人员增加。注：不含上年结转", False),
        ("人员增加【注：此数待张科长核实】", True),
        ("人员增加。注：此处存疑", True),
        ("人员增加【批注：领导要求改】", True),
    ],
)
def test_a_note_is_judged_by_what_it_says(text: str, is_told: bool) -> None:
    spoken = f"原因: {{总计: {text}}}\n支出: [{{科目: 2080501, 项目支出: 1.00}}]"
    assert bool(only(check(account(spoken)), "MZ727")) == is_told


@pytest.mark.parametrize(
    ("duties", "is_told"),
    [
        ("保管档案。\n\n# 内部的话，以为是注释\n", True),
        ("# 主要职责\n\n保管档案。\n", False),
        ("保管档案。\n", False),
    ],
)
def test_a_heading_of_nothing_in_a_file_is_told(duties: str, is_told: bool) -> None:
    made = folder("支出: [{科目: 2080501, 项目支出: 1.00}]")
    source = read_account(replace(made, texts={"duties.md": duties}), PROJECT)
    found = [d for d in only(check(source), "MZ727") if "下面没有正文" in d.message]
    assert bool(found) == is_told
