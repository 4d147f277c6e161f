"""What speaks to a colleague is told from what speaks to the reader."""

from __future__ import annotations

import pytest

from mingzhang.checks.asides import ASIDE


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
    ],
)
def test_a_note_to_a_colleague(note: str) -> None:
    assert ASIDE.search(note)


@pytest.mark.parametrize(
    "text",
    [
        "人员增加",
        "【注：含退休人员】",
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
    ],
)
def test_a_text_for_the_reader(text: str) -> None:
    assert not ASIDE.search(text)
