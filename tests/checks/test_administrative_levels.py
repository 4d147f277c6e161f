"""``mingzhang.checks.administrative_levels``: the levels that a text may name, by its areas."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.checks.administrative_levels import levels_of_others, strange_areas
from mingzhang.checks.name_register import Named, Register
from mingzhang.diagnostics import Place

HERE = Place(Path("profile.yaml"), 1, 1)


def named(*names: str, short: tuple[str, ...] = ()) -> Register:
    return Register(tuple(Named(name, HERE) for name in names), frozenset(short))


DISTRICT = named("甲市乙丙区档案局", short=("区档案办",))
PREFECTURE = named("甲某族自治州档案局")


@pytest.mark.parametrize(
    ("register", "text", "told"),
    [
        (DISTRICT, "执行全市统一的目录", []),  # what a district carries out
        (DISTRICT, "负责全县档案", ["全县"]),
        # The name of the place is in two other words; of a county in a city of its name told once.
        (named("乐山市市中区档案局"), "在全市中县区档案馆的占比", []),
        (named("西安市新城区档案局"), "整理新城市政、新城市容档案", []),
        (named("西安市新城区档案局"), "新城县医院", ["新城县"]),
        (named("长沙市长沙县档案局"), "长沙区的档案，长沙市的目录", ["长沙区"]),
        (named("上海市普陀区档案局"), "此项经费由省统筹安排", ["省"]),
        (named("上海市普陀区档案局"), "与各省级档案馆交流", []),
        (named("长春市朝阳区档案局"), "此项经费由省统筹安排", []),
        (named("长春市朝阳区档案局"), "组织拟订全市档案事业的规划", ["全市"]),
        (named("长春市朝阳区档案局"), "参与拟订全市档案事业的规划", []),
        (named("长春市朝阳区档案局"), "组织实施全市统一的规划", []),
        (named("长春市档案局"), "组织拟订全市档案事业的规划", []),
        (named("长春市档案局"), "组织拟订全省档案事业的规划", ["全省"]),
        (named("长春市朝阳区档案局"), "负责全市档案；建立健全全市档案制度", ["全市", "全市"]),
        (named("长春市朝阳区档案局"), "负责全市统一的档案平台、全市性会议", []),
        (named("长春市朝阳区医院"), "负责全市急诊", []),
        (named("长春市档案局", "长春市朝阳区档案馆"), "为全州540家单位服务", ["全州"]),
        (DISTRICT, "县档案办根据三定方案", ["县档案办"]),
        (DISTRICT, "接待丁县档案局来访", []),  # another's, with its name: MZ613 looks at those
        (DISTRICT, "根据市档案局的部署", []),
        (DISTRICT, "乙丙县人民政府", ["乙丙县"]),
        (DISTRICT, "完成县委、县政府交办的其他任务", ["县委、县政府"]),
        (DISTRICT, "完成市委和市政府交办的其他任务", []),  # 乙丙区 may be no level
        (named("长春市朝阳区档案局"), "完成市委和市政府交办的任务", ["市委和市政府"]),
        (DISTRICT, "落实市委、市政府的部署，完成区委、区政府交办的任务", []),
        (PREFECTURE, "完成省委和州政府交办的任务", ["省委和州政府"]),
        (PREFECTURE, "省劳动厅、县财政厅的文件", ["县财政厅"]),
        (named("长春市朝阳区档案局"), "省劳动厅、区财政厅的文件", ["区财政厅"]),
        (PREFECTURE, "自治区财政厅、州政府办公厅的文件", []),
        (PREFECTURE, "组织全市各级经办机构", ["全市"]),
        (PREFECTURE, "指导县档案局开展工作", []),
        (PREFECTURE, "承办县档案局交办的事项", ["县档案局"]),
        (PREFECTURE, "组织全州各级经办机构", []),
        (PREFECTURE, "本区域、全市级平台", []),
        (named("甲某族自治州医疗保障局"), "职能转变。市医保局应完善制度", ["市医保局"]),
        (named("甲某族自治州医疗保障局"), "指导市医保局完善制度", []),
        (named("档案学院"), "全县", []),  # no area, no level
        (named("上海市普陀区档案局"), "拟订本省的规划", ["本省"]),
        (PREFECTURE, "省委组织部、县委老干部局、省劳动厅、省财政厅", ["县委老干部局"]),
        (PREFECTURE, "省委组织部、县委老干部局、省劳动厅", []),  # too few to tell
        (PREFECTURE, "省委组织部、省财政厅、州委组织部、州财政局", []),
    ],
)
def test_levels(register: Register, text: str, told: list[str]) -> None:
    assert [words for _, words in levels_of_others(register, text)] == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("吉林社省会医疗保险管理局", ["吉林社省"]),
        ("中共上海市普陀省委社会工作部", ["普陀省"]),
        ("中共上海市普陀区委社会工作部", []),
        ("甲省乙市丙区档案局", []),
        ("上海市浦东新区档案局", []),
        ("长春城市管理局", []),
        ("安图县城市管理局", []),
    ],
)
def test_strange_areas(name: str, told: list[str]) -> None:
    assert list(strange_areas(name)) == told
