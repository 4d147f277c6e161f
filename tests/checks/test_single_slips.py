"""One slip of the hand in a published document is one group of findings: what leads it says why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.report.terminal_report import by_cause
from tests.support import PROJECT

JILIN, CHANGCHUN = "jilin-insurance/2024-budget", "changchun/2024-final"
PUTUO, SOCIAL = "putuo-finance/2025-budget", "putuo-social-work/2024-final"
JIYUAN, LESHAN = "jiyuan/2023-final", "leshan-shizhong/2024-final"
YANBIAN = "yanbian/2024-budget"


PLACED = ["MZ605", "MZ696", "MZ696", "MZ728"]
COVERED = (
    "      - {一级: 产出指标, 二级: 质量指标, 三级: 检查内容覆盖率, 性质: ≥, 目标值: 90, "
    "单位: '%', 完成值: 92, 分值: 5, 得分: 5}\n"
)


def groups(folder: Path) -> list[list[Diagnostic]]:
    found = examine(folder, PROJECT)[1]
    return list(by_cause([d for d in found if d.severity is not Severity.NOTE], whole=False))


@pytest.mark.parametrize(
    ("document", "old", "new", "code"),
    [
        # 三公: three reasons are lacking for one figure, and its point is what is wrong.
        (JILIN, "公务用车运行维护费: 6.12, 公务", "公务用车运行维护费: 61.2, 公务", "MZ262"),
        (JILIN, "公务用车运行维护费: 6.12, 公务", "公务用车运行维护费: 6.2, 公务", "MZ401"),
        (JILIN, "公务用车购置费: 0}", "公务用车购置费: 4}", "MZ401"),
        # A project's amount: what is carried over, and what has no project.
        (JILIN, "上年结转: 23.82", "上年结转: 2382", "MZ303"),
        # Codes: what a group lacks without its row, and the halves of a pair.
        (JILIN, "科目: 2101501,", "科目: 2201501,", "MZ231"),
        (JILIN, "科目: 210,", "科目: 310,", "MZ231"),
        (SOCIAL, "科目: 2080506", "科目: 2080586", "MZ231"),
        (CHANGCHUN, "科目: 2210201", "科目: 2310201", "MZ231"),
        (YANBIAN, "科目: 2080199\n", "科目: 3080199\n", "MZ231"),
        (CHANGCHUN, "科目: 30101,", "科目: 30701,", "MZ218"),
        (PUTUO, "科目: 301,", "科目: 307,", "MZ218"),
        (PUTUO, "科目: 30102,", "科目: 30302,", "MZ232"),
        (JIYUAN, "科目: 30108,", "科目: 30107,", "MZ232"),
        # Last year's figure: what a reason says of the move.
        (YANBIAN, "机关运行经费: 76.62", "机关运行经费: 766.2", "MZ790"),
        # Amounts: what is a share of them.
        (PUTUO, "13012070.00", "-13012070.00", "MZ218"),
        (PUTUO, "301, 金额: 22109516.00", "301, 金额: 221095160.0", "MZ221"),
        (SOCIAL, "项目支出: 202.24, 年初", "项目支出: 022.24, 年初", "MZ202"),
        # Last year's figures of two costs exchanged: neither lacks a reason.
        (
            YANBIAN,
            "{因公出国境费: 0, 公务接待费: 0.79, 公务用车运行维护费: 3.60",
            "{因公出国境费: 0, 公务接待费: 3.60, 公务用车运行维护费: 0.79",
            "MZ686",
        ),
        # What is accepted with another difference.
        (JIYUAN, "项目支出: 2246.39", "项目支出: 2246.31", "MZ202"),
        # A reason that was changed is not confirmed: for the slip.
        (YANBIAN, "人员的增加和", "人员的增加增加和", "MZ624"),
        # A row that is gone: its class has no other, and what that was for is printed nowhere.
        (JILIN, "  - {科目: 2210201, 人员经费: 82.17}\n", "", "MZ268"),
        # A figure that was left as 0: neither its purpose is printed.
        (PUTUO, "项目支出: 1666600.00,", "项目支出: 0,", "MZ220"),
        # A meaning under another code, and with a word twice.
        (YANBIAN, "{科目: 2100102, 名称", "{科目: 2100103, 名称", "MZ415"),
        (YANBIAN, "名称: 一般行政管理事务", "名称: 一般行政管理管理事务", "MZ265"),
        # A zero before a weight, and before a code, which are others then.
        (YANBIAN, "=5万元, 权重: 20", "=5万元, 权重: 02", "MZ320"),
        (CHANGCHUN, "科目: 2080501,", "科目: 01,", "MZ035"),
        # A key in place of another.
        (YANBIAN, "30108, 金额", "30108, 合计", "MZ031"),
        # A point that is lost, by whatever size that is odd.
        (SOCIAL, "1, 金额: 175.52, 平", "1, 金额: 17552, 平", "MZ636"),
        # A project's name in a list.
        (JIYUAN, "助, 指标: 数量指标, 原因", "组, 指标: 数量指标, 原因", "MZ244"),
    ],
)
def test_in_figures_codes_and_reasons(
    tmp_path: Path, document: str, old: str, new: str, code: str
) -> None:
    told = slipped(tmp_path, document, "disclosure.yaml", old, new)
    assert [group[0].code for group in told] == [code]
    assert len(told[0]) > 1


@pytest.mark.parametrize(
    ("document", "old", "new", "codes"),
    [
        (JIYUAN, "≥15000人", "≥18000人", ["MZ255", "MZ256"]),
        (JIYUAN, "25.9]}\n    资金分值: 10", "25.9]}\n    资金分值: 100", ["MZ247", "MZ249"]),
        (JIYUAN, "6000份, 分值: 15, 得分: 15", "6000份, 分值: 15, 得分: 150", ["MZ248", "MZ249"]),
        (LESHAN, "资金分值: 10\n    执行原因", "资金分值: 100\n    执行原因", ["MZ247", "MZ623"]),
        (LESHAN, "完成值: 3, 分值: 3,", "完成值: 3, 分值: 7,", ["MZ678", "MZ247"]),
        (LESHAN, "100, 分值: 15, 得分", "100, 分值: 01, 得分", ["MZ248", "MZ247", "MZ022"]),
        # A row that is there twice, the year of a name, and what was accepted with another number.
        (LESHAN, COVERED, COVERED * 2, ["MZ688", "MZ247", "MZ623"]),
        (CHANGCHUN, "称: 2024年编外", "称: 2022年编外", ["MZ633", "MZ604", "MZ604", "MZ604"]),
        (JIYUAN, "偏差度: 893.00", "偏差度: -893.00", ["MZ255", "MZ298"]),
    ],
)
def test_in_self_evaluations(
    tmp_path: Path, document: str, old: str, new: str, codes: list[str]
) -> None:
    told = slipped(tmp_path, document, "performance.yaml", old, new)
    assert [[d.code for d in group] for group in told] == [codes]


@pytest.mark.parametrize(
    ("document", "old", "new", "codes"),
    [
        (LESHAN, "医疗保障局\n类型", "医疗医疗保障局\n类型", ["MZ624", "MZ605", "MZ728"]),
        (
            CHANGCHUN,
            "社会医疗保险管理局\n类型",
            "社会会医疗保险管理局\n类型",
            ["MZ624", "MZ605", "MZ728"],
        ),
        (SOCIAL, "社会工作部\n类型", "社会社会工作部\n类型", ["MZ624", "MZ728"]),
        (LESHAN, "乐山市市中区医疗保障局\n类", "乐市山市中区医疗保障局\n类", PLACED),
    ],
)
def test_in_names(tmp_path: Path, document: str, old: str, new: str, codes: list[str]) -> None:
    told = slipped(tmp_path, document, "profile.yaml", old, new)
    assert [[d.code for d in group] for group in told] == [codes]


def test_a_second_slip_is_not_hidden_below_that_of_another_project(tmp_path: Path) -> None:
    folder = tmp_path / "sources" / LESHAN
    shutil.copytree(PROJECT.sources / LESHAN, folder)
    file = folder / "performance.yaml"
    text = file.read_text("utf-8").replace("100, 分值: 15, 得分", "100, 分值: 13, 得分", 1)
    said = "该项目自评得分100分"
    assert said in text
    file.write_text(text.replace(said, "该项目自评得分98分", 1), "utf-8")
    assert [group[0].code for group in groups(folder)] == ["MZ248", "MZ623"]


@pytest.mark.parametrize(
    ("document", "old", "new"),
    [
        (CHANGCHUN, "30206, 金额: 24.73", "30206, 金额: 0"),
        (CHANGCHUN, "301, 金额: 1269.49", "301, 金额: 0"),
        (JIYUAN, "30103, 金额: 349.37", "30103, 金额: 0"),
        (PUTUO, "30101, 金额: 2642448.00", "30101, 金额: 0"),
        (LESHAN, "基本支出: 20.03, 年初预算: 20.03", "基本支出: 20.03, 年初预算: 0"),
    ],
)
def test_a_figure_left_as_0_is_the_most_suspicious(
    tmp_path: Path, document: str, old: str, new: str
) -> None:
    """Every row of the list could be larger by as much; no other is there for nothing."""
    ((lead, *_),) = slipped(tmp_path, document, "disclosure.yaml", old, new)
    line = lead.place.file.read_text("utf-8").splitlines()[lead.place.line - 1]
    assert new in line


def slipped(tmp_path: Path, document: str, name: str, old: str, new: str) -> list[list[Diagnostic]]:
    folder = tmp_path / "sources" / document
    shutil.copytree(PROJECT.sources / document, folder)
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return groups(folder)


def test_a_weight_unlike_all_others_where_no_sum_tells(tmp_path: Path) -> None:
    """A line of the project has no weight, so nobody knows what they add up to."""
    right = "三级: 定点机构及参保患者满意度, 指标值: '>=95%', 权重: 1"
    ((told,),) = slipped(tmp_path, YANBIAN, "disclosure.yaml", f"{right}0", f"{right}6")
    assert told.code == "MZ786"
    assert told.message == "满意度指标的权重是 16，另外 7 个都是 10。"


def test_a_code_two_slips_away_is_not_suggested(tmp_path: Path) -> None:
    """2136601 is a subject of a fund, which the catalogue may lack: 2130701 was not meant."""
    found = slipped(tmp_path, CHANGCHUN, "disclosure.yaml", "科目: 2101506,", "科目: 2136601,")
    (told,) = (d for group in found for d in group if d.code == "MZ231")
    assert told.message == "科目表中没有编码 2136601。"


@pytest.mark.parametrize(
    ("document", "old", "new", "meant"),
    [
        # Two digits of 2130201 are exchanged, too: nothing else in the document is of class 213.
        (CHANGCHUN, "科目: 2210201,", "科目: 2310201,", "2210201 住房公积金"),
        (JILIN, "科目: 2101501,", "科目: 2201501,", "2101501 行政运行"),
        (JIYUAN, "科目: 2101301,", "科目: 2102301,", "2101301 城乡医疗救助"),
    ],
)
def test_a_code_among_those_of_its_class_is_suggested(
    tmp_path: Path, document: str, old: str, new: str, meant: str
) -> None:
    found = slipped(tmp_path, document, "disclosure.yaml", old, new)
    (told,) = (d for group in found for d in group if d.code == "MZ231")
    assert told.message.endswith(f"是不是 {meant}？")


def test_a_figure_typed_as_not_known_is_not_hidden_below_an_unknown_code(tmp_path: Path) -> None:
    folder = tmp_path / "sources" / LESHAN
    shutil.copytree(PROJECT.sources / LESHAN, folder)
    file = folder / "disclosure.yaml"
    text = file.read_text("utf-8").replace("科目: 2101501,", "科目: 2107501,", 1)
    file.write_text(text.replace("总计: 2017.25", "总计: 缺", 1), "utf-8")
    assert [group[0].code for group in groups(folder)] == ["MZ231", "MZ406"]
