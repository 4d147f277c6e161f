"""What the sentence on 自评 counts: the general public budget's part of the projects' money."""

from __future__ import annotations

from mingzhang.document.narrative import create_narrator
from mingzhang.document.record import Record
from mingzhang.document.region import Region, read_region
from mingzhang.document.template_names import read_names
from tests.support import PROJECT, account

SOURCE = """
    支出:
      - {科目: 2130106, 项目支出: 38.65}
      - {科目: 2120899, 资金: 政府性基金, 项目支出: 2.00}
      - {科目: 2130104, 资金: 非财政, 项目支出: 9.00}
    绩效: {一级项目数: 0, 评价项目: [丙]}
"""
DONE = "年度目标: {预期: 好, 实际: 好}, 指标: []"
GENERAL = (
    f"  - {{名称: 甲, 科目: 2130106, 资金: {{当年财政拨款: [38.65, 38.65, 38.65]}}, {DONE}}}\n"
)
FUND = f"  - {{名称: 乙, 科目: 2120899, 资金: {{当年财政拨款: [2, 2, 2.00]}}, {DONE}}}\n"
OWN = f"  - {{名称: 丙, 资金: {{单位资金: [9, 9, 9.00]}}, {DONE}}}\n"


def region() -> Region:
    found, faults = read_region("吉林", PROJECT)
    assert found, faults
    return found


def said(*projects: str) -> tuple[str, Record]:
    source = account(SOURCE, performance="项目:\n" + "".join(projects))
    record = Record()
    narrator = create_narrator(source, region(), read_names(source, record), {}, record)
    blocks = narrator.blocks("final/sections/13-performance.j2", source.source.place)
    return "\n".join(block.text for block in blocks), record


def test_projects_of_every_fund() -> None:
    text, record = said(GENERAL, FUND, OWN)
    assert "二级项目1个，共涉及资金38.65万元，绩效自评率为100.00%。" in text
    assert "（1）甲支出38.65万元。" in text
    assert "（2）" not in text
    assert "等3个项目开展了部门绩效评价，涉及一般公共预算支出38.65万元" in text
    assert not record.absent


def test_a_project_of_the_units_own_money_alone() -> None:
    text, _ = said(OWN)
    assert "二级项目0个，共涉及资金0.00万元" in text
    assert "涉及一般公共预算支出0.00万元" in text


def test_a_project_of_which_the_fund_is_not_known() -> None:
    text, record = said(GENERAL, FUND.replace("科目: 2120899, ", ""))
    assert "共涉及资金…万元" in text
    (lack,) = record.absent
    assert (lack.key[-1], lack.place.line) == ("乙", 3)
