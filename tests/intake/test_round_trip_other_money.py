"""Workbook → source for a unit's documents, and for money that is not fiscal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.document.render import Document
from mingzhang.grid.workbook_grids import read_workbook
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.source_from_grids import Collected, collect
from mingzhang.intake.updated_figures import update
from mingzhang.project import Project
from mingzhang.publish.table_workbook import workbook
from tests.intake.test_round_trip import again, shown, tables_of

PROJECT = Project()
DAY = datetime(2026, 1, 1, tzinfo=UTC)
PROFILE = """\
名称: 云州市种子管理站
类型: 单位
单位性质: 事业
职责: duties.md
内设机构: [{名称: 办公室}]
"""
UNIT_BUDGET = """\
版式: 吉林
年度: 2024
金额单位: 元
公开日期: 2024-02-08
主管部门: 云州市农业农村局
单位: [{代码: 701003, 名称: 云州市种子管理站, 类型: 其他事业单位}]
支出:
  - {科目: 2130104, 人员经费: 420000.00, 公用经费: 60000.00}
  - {科目: 2210201, 人员经费: 38000.00}
基本支出:
  - {科目: 30101, 金额: 420000.00}
  - {科目: 30113, 金额: 38000.00}
  - {科目: 30201, 金额: 60000.00}
项目:
  - {名称: 种子抽检, 类型: 专项业务支出, 一级项目: 农业, 科目: 2130109, 本年: 220000.00}
  - 名称: 良种示范
    类型: 专项业务支出
    一级项目: 农业
    科目: 2130199
    资金: 非财政
    本年: 50000.00
收入: [{资金: 上级补助, 本年: 50000.00}]
三公经费: 0
政府采购: 0
国有资产: {截至: 2023年12月31日, 车辆: 0, 大型设备: 1}
委托业务费: []
上年: {当年预算: 800000.00, 机关运行经费: 0, 三公经费: {合计: 0}}
原因: {当年预算: 人员晋级}
"""
CULTURE = """\
名称: 上海市云浦区文化服务中心
类型: 单位
单位性质: 事业
职责: duties.md
地区: 上海市云浦区
级次: 区级
内设机构: [{名称: 办公室}]
"""
OF_FINAL = """\
名称: 上海市云浦区文化服务中心
类型: 单位
单位性质: 事业
职责: duties.md
内设机构: [{名称: 办公室}]
决算单位: [上海市云浦区文化服务中心]
"""
LIBRARY = """\
名称: 青川市图书馆
类型: 单位
单位性质: 事业
职责: duties.md
下属单位: []
"""
# 事业收入 and 基本支出 are columns in which this form adds several: all of it is of the first.
EARNED_BUDGET = """\
版式: 上海
年度: 2025
金额单位: 元
公开日期: 2025-02-10
单位: [{代码: "305001", 名称: 上海市云浦区文化服务中心, 类型: 其他事业单位}]
支出:
  - {科目: 2070109, 人员经费: 1234567.89, 公用经费: 210000.11, 用途: 中心日常运行}
  - {科目: 2080505, 人员经费: 180000.00, 用途: 养老保险缴费}
  - {科目: 2080506, 人员经费: 90000.00, 用途: 职业年金缴费}
  - {科目: 2101102, 人员经费: 120000.00, 用途: 医疗保险缴费}
  - {科目: 2210201, 人员经费: 150000.00, 用途: 住房公积金}
  - {科目: 2070199, 用途: 群众文化活动}
  - {科目: 2070109, 资金: 非财政, 公用经费: 40000.00}
基本支出:
  - {科目: 30101, 金额: 500000.00}
  - {科目: 30107, 金额: 734567.89}
  - {科目: 30108, 金额: 180000.00}
  - {科目: 30109, 金额: 90000.00}
  - {科目: 30110, 金额: 120000.00}
  - {科目: 30113, 金额: 150000.00}
  - {科目: 30201, 金额: 150000.11}
  - {科目: 30217, 金额: 5000.00}
  - {科目: 30228, 金额: 30000.00}
  - {科目: 30231, 金额: 25000.00}
项目:
  - {名称: 群众文化活动, 科目: 2070199, 本年: 360000.00}
收入:
  - {科目: 2070109, 资金: 事业, 本年: 40000.00}
三公经费: {因公出国境费: 0, 公务用车购置费: 0, 公务用车运行维护费: 25000.00, 公务接待费: 5000.00}
机关运行经费: 0
政府采购: {货物: 60000.00, 工程: 0, 服务: 120000.00}
国有资产: {截至: 2024年8月31日, 车辆: {其他用车: 1}, 大型设备: 0, 计划购置: {大型设备: 0, 车辆: 0}}
上年: {财政拨款总计: 2300000.00, 一般公共预算支出: 2300000.00, 政府性基金预算支出: 0,
    国有资本经营预算支出: 0, 三公经费: {因公出国境费: 0,
    公务用车购置费: 0, 公务用车运行维护费: 25000.00, 公务接待费: 6000.00}}
原因:
  财政拨款总计: 人员经费增加
  三公经费: {公务接待费: 压减接待}
"""
# Other money comes in, is spent and is left: the tables tell it only as a whole.
EARNED_FINAL = """\
版式: 上海
年度: 2024
金额单位: 元
公开日期: 2025-09-10
支出:
  - {科目: 2070109, 人员经费: 1150000.55, 公用经费: 200000.45, 年初预算: 1340000.00,
      差异原因: 人员变动, 用途: 中心日常运行}
  - {科目: 2070199, 项目支出: 310000.00, 年初结转: 20000.00, 年末结转: 5000.00,
      年初预算: 320000.00, 差异原因: 活动压减,
      用途: 群众文化活动}
  - {科目: 2080505, 人员经费: 170000.00, 年初预算: 170000.00, 用途: 养老保险缴费}
  - {科目: 2210201, 人员经费: 140000.00, 年初预算: 140000.00, 用途: 住房公积金}
  - {科目: 2070109, 资金: 非财政, 项目支出: 30000.00, 年末结转: 4000.00}
收入:
  - {科目: 2070109, 资金: 事业, 金额: 34000.00}
基本支出:
  - {科目: 30101, 金额: 480000.00}
  - {科目: 30107, 金额: 670000.55}
  - {科目: 30108, 金额: 170000.00}
  - {科目: 30113, 金额: 140000.00}
  - {科目: 30201, 金额: 173000.45}
  - {科目: 30217, 金额: 4000.00}
  - {科目: 30231, 金额: 23000.00}
结转结余: {使用非财政拨款结余: 0, 结余分配: 0, 年初结转和结余: 20000.00}
三公经费:
  因公出国境费: {预算: 0, 年初预算: 0, 决算: 0}
  公务用车购置费: {预算: 0, 年初预算: 0, 决算: 0}
  公务用车运行维护费: {预算: 25000.00, 年初预算: 25000.00, 决算: 23000.00, 保有量: 1,
      用途: 车辆维修, 原因: 用车减少}
  公务接待费: {预算: 6000.00, 年初预算: 6000.00, 决算: 4000.00, 外宾接待: 0, 国内接待: {批次: 3,
      人次: 20, 用途: 业务交流},
      原因: 接待减少}
  差异原因: 厉行节约
政府采购: {货物: 50000.00, 工程: 0, 服务: 100000.00, 预留中小企业: 120000.00,
    预留小微企业: 80000.00,
    预留中小企业成交: 110000.00, 预留小微企业成交: 70000.00, 其他中小企业成交: 20000.00}
国有资产: {车辆: {其他用车: 1}, 大型设备: 0}
上年: {总计: 1950000.00, 财政拨款总计: 1920000.00, 一般公共预算财政拨款支出: 1900000.00,
    三公经费: {因公出国境费: 0,
    公务用车购置费: 0, 公务用车运行维护费: 24000.00, 公务接待费: 5000.00}}
原因: {总计: 人员经费增加, 财政拨款总计: 人员经费增加, 一般公共预算财政拨款支出: 人员经费增加}
差异原因: {一般公共预算财政拨款支出: 人员变动}
绩效:
  管理制度: 《绩效管理办法》
  工作机制: 事前、事中、事后
  绩效目标: {项目数: 1, 金额: 320000.00}
  绩效跟踪: {项目数: 1, 金额: 320000.00}
  绩效自评: {项目数: 1, 金额: 310000.00, 平均得分: 95.50, 优: 1, 良: 0, 合格: 0, 不合格: 0,
      问题: 1, 已整改: 1, 正在整改: 0}
"""
# Other money comes in and is left, and projects are told by what they buy, fund by fund.
LIBRARY_FINAL = """\
版式: 四川
年度: 2025
金额单位: 万元
公开日期: 2026-09-25
支出:
  - {科目: 2070104, 人员经费: 186.42, 公用经费: 32.58, 项目支出: 58.30, 年初结转: 6.20,
      年末结转: 1.90, 年初预算: 268.00, 差异原因: 年中追加经费}
  - {科目: 2080505, 人员经费: 24.36, 年初预算: 24.36}
  - {科目: 2101102, 人员经费: 12.18, 年初预算: 12.18}
  - {科目: 2210201, 人员经费: 18.27, 年初预算: 18.27}
  - {科目: 2296099, 资金: 政府性基金, 项目支出: 15.00, 年初结转: 3.00}
  - {科目: 2070104, 资金: 非财政, 项目支出: 4.50, 年末结转: 0.60}
  - {科目: 合计, 基本支出: 273.81, 项目支出: 58.30, 合计: 332.11}
收入:
  - {科目: 2070104, 资金: 其他, 金额: 3.20}
基本支出:
  - {科目: 30101, 金额: 62.40}
  - {科目: 30102, 金额: 8.15}
  - {科目: 30107, 金额: 112.27}
  - {科目: 30108, 金额: 24.36}
  - {科目: 30110, 金额: 12.18}
  - {科目: 30113, 金额: 18.27}
  - {科目: 30302, 金额: 3.60}
  - {科目: 30201, 金额: 9.20}
  - {科目: 30206, 金额: 11.40}
  - {科目: 30211, 金额: 1.38}
  - {科目: 30217, 金额: 0.42}
  - {科目: 30228, 金额: 4.78}
  - {科目: 30231, 金额: 2.10}
  - {科目: 31002, 金额: 3.30}
项目支出明细:
  - {科目: 30201, 金额: 5.00}
  - {科目: 30202, 金额: 2.30}
  - {科目: 30213, 金额: 20.00}
  - {科目: 30226, 金额: 8.00}
  - {科目: 30227, 金额: 23.00}
  - {科目: 31003, 资金: 政府性基金, 金额: 15.00}
结转结余: {年初结转和结余: 11.10, 使用非财政拨款结余: 0, 结余分配: 0}
三公经费:
  因公出国境费: 0
  公务用车购置费: 0
  公务用车运行维护费: {预算: 2.40, 决算: 2.10, 保有量: 1, 车型: {载客汽车: 1},
      原因: 流动图书车出车减少}
  公务接待费:
    预算: 0.50
    决算: 0.42
    外宾接待: 0
    国内接待: {批次: 4, 人次: 31}
    原因: 来馆交流批次减少
  原因: 厉行节约
政府采购: {货物: 15.00, 工程: 0, 服务: 23.00, 中小企业: 38.00, 小微企业: 15.00}
国有资产: {车辆: {其他用车: 1}, 大型设备: 0}
上年:
  总计: 330.25
  财政拨款总计: 325.60
  一般公共预算财政拨款支出: 316.40
  政府性基金预算财政拨款支出: 12.00
  国有资本经营预算财政拨款支出: 0
  三公经费: {因公出国境费: 0, 公务用车购置及运行费: 2.25, 公务接待费: 0.48}
原因:
  总计: 古籍数字化项目经费增加
  财政拨款总计: 古籍数字化项目经费增加
  一般公共预算财政拨款支出: 古籍数字化项目经费增加
  政府性基金预算财政拨款支出: 新增社区图书角项目
绩效:
  事前评估项目数: 0
  绩效目标项目数: 1
  绩效监控项目数: 1
  重点评价: 本单位不涉及财政重点项目绩效评价
科目补充:
  - {科目: 2296099, 名称: 用于其他社会公益事业的彩票公益金支出}
  - {科目: 2070104, 名称: 图书馆, 释义: 反映图书馆的支出}
"""
# A form that prints units without their codes, below the department; other money is left over.
MUSEUM_BUDGET = """\
版式: 吉林省级
年度: 2026
金额单位: 元
公开日期: 2026-02-12
主管部门: 白山省文物局
单位:
  - {代码: 318004, 名称: 白山省革命博物馆, 类型: 其他事业单位}
支出:
  - {科目: 2070205, 人员经费: 318642.00, 公用经费: 52360.00}
  - {科目: 2070205, 口径: 上年结转, 公用经费: 1840.00}
  - {科目: 2210201, 人员经费: 29650.00}
基本支出:
  - {科目: 30101, 金额: 318642.00}
  - {科目: 30113, 金额: 29650.00}
  - {科目: 30201, 金额: 52360.00}
  - {科目: 30211, 口径: 上年结转, 金额: 1840.00}
项目:
  - {名称: 展陈改造, 类型: 专项业务支出, 一级项目: 文物保护, 科目: 2070205,
      本年: 126000.00, 上年结转: 8700.00}
  - {名称: 讲解服务, 类型: 专项业务支出, 一级项目: 免费开放, 科目: 2070205,
      资金: 非财政, 本年: 7500.00}
收入: [{资金: 其他, 本年: 7000.00, 上年结转: 900.00}]
结转下年: {非财政: 400.00}
三公经费: 0
机关运行经费: 0
政府采购: 0
国有资产: {截至: 2025年12月31日, 车辆: 1, 大型设备: 0, 土地: 8600, 房屋: 5320.5,
    计划购置: {车辆: 0, 土地: 0, 房屋: 0, 大型设备: 0}}
委托业务费: []
上年: {当年预算: 500000.00, 三公经费: {合计: 0}}
原因: {当年预算: 新增展陈改造项目}
"""
MUSEUM = """\
名称: 白山省革命博物馆
类型: 单位
职责: duties.md
单位性质: 事业
内设机构: [{名称: 办公室}]
"""
# No fiscal money is left, and its cells are blank: all that is left is other money.
SPENT_FINAL = EARNED_FINAL.replace(", 年末结转: 5000.00", "").replace("2025-", "2024-")
SPENT_FINAL = SPENT_FINAL.replace("年度: 2024", "年度: 2023")
MADE = {
    "2024-budget": (UNIT_BUDGET, PROFILE),
    "2025-budget": (EARNED_BUDGET, CULTURE),
    "2024-final": (EARNED_FINAL, OF_FINAL),
    "2025-final": (LIBRARY_FINAL, LIBRARY),
    "2026-budget": (MUSEUM_BUDGET, MUSEUM),
    "2023-final": (SPENT_FINAL, OF_FINAL),
}


@pytest.fixture(params=MADE)
def document(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Document]:
    """A document in a folder of its own."""
    name = str(request.param)
    return tmp_path / name, _made(name, tmp_path)


def _made(name: str, tmp_path: Path) -> Document:
    path = tmp_path / name
    path.mkdir()
    text, profile = MADE[path.name]
    (path / "disclosure.yaml").write_text(text, encoding="utf-8")
    (path / "profile.yaml").write_text(profile, encoding="utf-8")
    (path / "duties.md").write_text("负责本单位的工作。\n", encoding="utf-8")
    (path / "performance.yaml").write_text("项目: []\n", encoding="utf-8")
    made, found = examine(path, PROJECT)
    assert made is not None, found
    return made


def read_again(made: Document, agency_type: str, unit: str = "") -> Collected:
    assert made.account is not None
    account = made.account
    read = read_workbook(Path("disclosure.xlsx"), workbook(made, DAY))
    form = Form(
        account.region, account.folder.kind, account.year, account.unit.label, PROJECT, agency_type
    )
    return collect(read.grids, form, unit)


@pytest.mark.parametrize("agency_type", ["", "单位"])
def test_its_own_workbook_gives_its_figures(
    document: tuple[Path, Document], agency_type: str
) -> None:
    """Into a folder of which nothing is known, and one that says whose it is."""
    path, made = document
    got = read_again(made, agency_type)
    assert got.found == ()
    if agency_type and made.account is not None:
        before = list(shown(tables_of(made.account)))
        assert list(shown(tables_of(again(path, made.account, got)))) == before


@pytest.mark.parametrize("name", ["2024-final", "2025-final", "2023-final"])
def test_what_is_left_of_other_money_has_no_subject(name: str, tmp_path: Path) -> None:
    """The tables tell it only as a whole: no subject of it is inferred."""
    got = read_again(_made(name, tmp_path), "单位")
    assert got.solved is not None
    rows = got.solved.lines.lists()["支出"]
    left = [row for row in rows if row.get("资金") == "非财政" and "年末结转" in row]
    assert [row["科目"] for row in left] == ["合计"]


def test_its_own_source_stays_as_it_is(document: tuple[Path, Document]) -> None:
    path, made = document
    got = read_again(made, "单位", "元")
    files = {file.name: file.read_bytes() for file in path.iterdir()}
    updated = update(path.name, files, got, PROJECT)
    assert updated.found == ()
    assert updated.changes == ()
