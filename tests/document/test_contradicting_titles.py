"""Titles against the figures below them, in tables of a form of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.document.contradicting_titles import sibling
from mingzhang.project import Project
from tests.document import test_own_lists
from tests.document.test_own_lists import KEYS, SOURCE, write
from tests.document.test_unit_words import build

project = test_own_lists.project

BY_SUBJECT = """
    标题: 支出表
    版面: 功能科目
    取: {收支: 支出, 资金: 一般公共预算}
    列:
      - {标题: 名称, 显示: 名称}
      - {标题: 基本支出, 取: {性质: 基本支出}}
"""
LINES = """
    标题: 支出表
    版面: 清单
    取: {收支: 支出}
    列:
      - {标题: 名称, 显示: 名称}
      - {标题: 年初预算数, 取: {口径: 年初预算}}
      - {标题: 决算数}
    行:
      - {标题: 接待费, 指标: [三公经费.公务接待费.年初预算, 三公经费.公务接待费.决算]}
      - {标题: 政府性基金预算财政拨款, 取: {资金: 政府性基金}}
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("{标题: 基本支出, 取", "{标题: 项目支出, 取", 6, "标题“项目支出”下面印的是“性质: 基"),
        (", 取: {性质: 基本支出}", "", 6, "下面印的是“性质: 合计”"),
        ("标题: 基本支出", "标题: 政府性基金预算财政拨款", 6, "“资金: 一般公共预算”"),
        ("标题: 基本支出", "标题: 本年, 指标: 项目支出", 6, "“取”是性质: 基本支出，“指标”是性"),
    ],
)
def test_a_column_that_shows_another_thing_than_it_says(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    (fault, *_) = build(tmp_path, BY_SUBJECT.replace(old, new), kind="final")[1]
    assert (fault.code, fault.place.line) == ("MZ722", line)
    assert said in fault.message


ONE_LINE = """
    标题: “三公”经费表
    版面: 单行
    列:
      - {标题: 预算数, 指标: 三公经费.合计.预算}
      - {标题: 决算数, 指标: 三公经费.合计.KEY}
"""
HEADS = """
    标题: 采购表
    版面: 清单
    列:
      - {标题: 项目, 显示: 名称}
      - {标题: 基本数}
      - {标题: 项目数}
    行:
      - {标题: 支出, 指标: [FIGURES]}
"""


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (ONE_LINE.replace("KEY", "决算"), []),
        (ONE_LINE.replace("KEY", "预算"), ["5 标题“决算数”下面印的是“三公经费.合计.预算”。"]),
        (HEADS.replace("FIGURES", "基本支出, 项目支出"), []),
        (
            HEADS.replace("FIGURES", "项目支出, 基本支出"),
            ["8 标题“基本数”下面印的是“项目支出”。"],
        ),
        # The heads changed places: that is one cause, however many lines there are.
        (
            HEADS.replace("FIGURES", "项目支出, 基本支出")
            + "      - {标题: 其中, 指标: [一般公共预算项目支出, 一般公共预算基本支出]}\n",
            ["8 标题“基本数”下面印的是“项目支出”。"],
        ),
        (
            ONE_LINE.replace("KEY", "决算").replace("标题: 决算数", "标题: 政府采购决算数"),
            ["5 标题“政府采购决算数”下面印的是“三公经费.合计.决算”。"],
        ),
    ],
)
def test_a_figure_under_the_head_of_another(tmp_path: Path, table: str, told: list[str]) -> None:
    found = build(tmp_path, table, kind="final")[1]
    said = [f"{one.place.line} {one.message}" for one in found if one.code == "MZ722"]
    assert said == told


@pytest.mark.parametrize(
    ("title", "told"),
    [("本年", []), ("{年度}年度决算数", []), ("上年决算数", ["MZ722"]), ("{年度-1}年", ["MZ722"])],
)
def test_a_column_of_this_year_called_last_years(
    tmp_path: Path, title: str, told: list[str]
) -> None:
    spec = BY_SUBJECT.replace("标题: 基本支出", f"标题: '{title}'")
    assert [fault.code for fault in build(tmp_path, spec, kind="final")[1]] == told


def test_a_note_of_another_fund_than_the_table_is_a_warning(tmp_path: Path) -> None:
    spec = BY_SUBJECT.replace("标题: 支出表", "标题: 一般公共预算支出表")
    (fault,) = build(tmp_path, f"{spec}    空表说明: 没有政府性基金预算支出。\n", kind="final")[1]
    assert (fault.code, fault.place.line, fault.severity.name) == ("MZ722", 7, "WARNING")
    assert fault.message == "“一般公共预算支出表”的“空表说明”说的是“政府性基金”。"


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("公务用车购置费支出", "公务用车购置费"),
        ("公务用车购置费及运行维护费支出", ""),
        ("公务接待费和会议费", ""),
        ("其中，公务接待费", "公务接待费"),
    ],
)
def test_what_is_named_with_more_is_not_that_alone(said: str, other: str) -> None:
    beside = ("公务用车购置及运行费", "公务用车购置费", "公务接待费")
    names = [f"三公经费.{name}.决算" for name in beside]
    assert sibling(said, names[0].split("."), names) == other


OF_FUND = BY_SUBJECT.replace("标题: 支出表", "标题: '{年度}年度政府性基金预算财政拨款支出表'")


@pytest.mark.parametrize("fund", ["", ", 资金: 一般公共预算", ", 资金: 财政拨款"])
def test_a_table_of_another_fund_than_its_title_says(tmp_path: Path, fund: str) -> None:
    spec = OF_FUND.replace(", 资金: 一般公共预算", fund)
    (fault, *_) = build(tmp_path, spec, kind="final")[1]
    assert (fault.code, fault.place.line) == ("MZ722", 1)


def test_a_table_of_the_fund_in_its_title(tmp_path: Path) -> None:
    spec = OF_FUND.replace("资金: 一般公共预算", "资金: 政府性基金")
    assert list(build(tmp_path, spec, kind="final")[1]) == []


def test_a_table_of_the_special_account_takes_nothing_else(tmp_path: Path) -> None:
    spec = OF_FUND.replace("政府性基金预算财政拨款", "财政专户管理资金")
    (fault,) = build(tmp_path / "other", spec, kind="final")[1]
    assert "标题“{年度}年度财政专户管理资金支出表”" in fault.message
    spec = spec.replace("资金: 一般公共预算", "资金: 财政专户")
    assert build(tmp_path / "own", spec, kind="final")[1] == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("收支: 支出", "收支: 收入", "标题“支出表”下面印的是“收支: 收入”"),
        ("标题: 支出表", "标题: 收入表", "标题“收入表”下面印的是“收支: 支出”"),
        ("标题: 支出表", "标题: 收入支出表", ""),
        ("标题: 支出表", "标题: 收支表", ""),
        ("标题: 基本支出, 取: {性质: 基本支出}", "标题: 本年收入合计", "标题“本年收入合计”下面"),
        ("标题: 基本支出, 取: {性质: 基本支出}", "标题: 本年支出合计", ""),
        (
            "标题: 名称, 显示: 名称",
            "标题: 科目编码, 显示: 名称",
            "标题“科目编码”下面印的是“显示: 名",
        ),
        (
            "标题: 名称, 显示: 名称",
            "标题: 科目名称, 显示: 编码",
            "标题“科目名称”下面印的是“显示: 编",
        ),
        ("标题: 名称, 显示: 名称", "标题: 款, 显示: 类", "标题“款”下面印的是“显示: 类”"),
        ("标题: 名称, 显示: 名称", "标题: 科目编码和名称, 显示: 名称", ""),
        ("标题: 名称, 显示: 名称", "标题: 功能分类科目代码, 显示: 编码", ""),
    ],
)
def test_titles_of_flows_and_of_what_names_the_rows(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    spec = BY_SUBJECT.replace("资金: 一般公共预算", "资金: 全部").replace(
        "性质: 基本支出", "性质: 合计"
    )
    spec = spec if "性质" in old else spec.replace("标题: 基本支出, 取: {性质: 合计}", "标题: 合计")
    old = old.replace("性质: 基本支出", "性质: 合计")
    assert old in spec
    found = "；".join(
        one.message for one in build(tmp_path, spec.replace(old, new), kind="final")[1]
    )
    assert told in found if told else found == ""


@pytest.mark.parametrize(
    ("fund", "is_told"),
    [("全部", True), ("事业", True), ("政府性基金", False), ("财政专户", False)],
)
def test_of_a_plan_what_the_treasury_hands_out_is_what_it_pays_for(
    tmp_path: Path, fund: str, is_told: bool
) -> None:
    spec = f"""
    标题: 支出表
    版面: 功能科目
    取: {{收支: 收入, 资金: {fund}}}
    列:
      - {{标题: 名称, 显示: 名称}}
      - {{标题: 合计}}
    """
    found = [one for one in build(tmp_path, spec)[1] if one.code == "MZ722"]
    assert bool(found) is is_told


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        (
            "年初预算, 三公经费.公务接待费.决算",
            "决算, 三公经费.公务接待费.决算",
            "MZ722",
            "年初预算数",
        ),
        (
            "[三公经费.公务接待费.年初预算",
            "[三公经费.公务接待费.预算",
            "MZ722",
            "标题“年初预算数”下面印的是“三公经费.公务接待费.预算”",
        ),
        ("[三公经费.公务接待费.年初预算, 三公", "[三公", "MZ517", "有 1 个，表的金额列有 2 列"),
        ("{标题: 政府性基金", "{标题: 二、一般公共", "MZ722", "“资金: 政府性基金”"),
    ],
)
def test_a_line_that_shows_another_thing_than_it_says(
    tmp_path: Path, old: str, new: str, code: str, said: str
) -> None:
    (fault,) = build(tmp_path, LINES.replace(old, new), kind="final")[1]
    assert fault.code == code
    assert said in fault.message


@pytest.mark.parametrize(
    ("title", "flow", "is_told"),
    [
        ("年初结转和结余", "年初结转", False),
        ("年初结转和结余", "年末结转", True),
        ("年末财政拨款结转和结余", "年初结转", True),
        ("一、年末结转", "支出", True),
        ("本年收入", "年初结转", True),
        ("上年结转", "年初结转", False),
    ],
)
def test_titles_of_what_is_carried_over(
    tmp_path: Path, title: str, flow: str, *, is_told: bool
) -> None:
    spec = BY_SUBJECT.replace(", 资金: 一般公共预算", "").replace("标题: 支出表", "标题: 结转表")
    spec = spec.replace("基本支出, 取: {性质: 基本支出}", f"{title}, 取: {{收支: {flow}}}")
    found = [one.message for one in build(tmp_path, spec, kind="final")[1] if one.code == "MZ722"]
    assert found == ([f"标题“{title}”下面印的是“收支: {flow}”。"] if is_told else [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("标题: 基本支出", "标题: 基本支出数"),
        ("标题: 基本支出", "标题: 合计"),
        ("标题: 基本支出", "标题: 一般公共预算财政拨款"),
        ("标题: 基本支出", "标题: 本年支出"),
        ("取: {性质: 基本支出}", "取: {性质: [人员经费, 公用经费]}, 指标: 一般公共预算基本支出"),
    ],
)
def test_what_a_title_may_say(tmp_path: Path, old: str, new: str) -> None:
    assert build(tmp_path, BY_SUBJECT.replace(old, new), kind="final")[1] == ()


def test_lines_whose_columns_fit(tmp_path: Path) -> None:
    assert build(tmp_path, LINES, kind="final")[1] == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("标题: 接待费", "标题: 因公出国（境）费", "下面印的是“三公经费.公务接待费"),
        ("标题: 接待费", "标题: 政府采购", "标题“政府采购”下面印的是“三公经费.公务接待费"),
        (
            "{标题: 接待费, 指标: [三公经费.公务接待费.年初预算",
            "{标题: 政府采购, 指标: [三公经费.年初预算",
            "标题“政府采购”下面印的是“三公经费.年初预算",
        ),
        ("标题: 决算数", "标题: 上年数", "标题“上年数”下面印的是“三公经费.公务接待费.决算”"),
    ],
)
def test_a_line_of_another_year_or_of_another_of_its_group(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    found = build(tmp_path, LINES.replace(old, new), kind="final")[1]
    assert [one.code for one in found if said in one.message][:1] == ["MZ722"]


PLANS = """
    标题: 项目支出表
    版面: 项目支出
    取: {收支: 支出, 口径: 预算, 性质: 项目支出}
    列:
      - {标题: 项目, 显示: 项目}
      - {标题: 金额}
"""


@pytest.mark.parametrize("old", ["性质: 项目支出", ", 性质: 项目支出"])
def test_a_table_of_projects_whose_total_takes_another_nature(tmp_path: Path, old: str) -> None:
    assert build(tmp_path / "whole", PLANS)[1] == ()
    new = "性质: 基本支出" if old.startswith("性质") else ""
    (fault,) = build(tmp_path / "other", PLANS.replace(old, new))[1]
    assert (fault.code, fault.place.line) == ("MZ722", 6)
    assert "各行是项目的钱" in fault.message


GROUP = """
    标题: 三公经费支出表
    版面: 单行
    列:
      - {标题: 接待, 指标: 三公经费.公务接待费.决算}
      - {标题: 出国, 指标: 三公经费.因公出国境费.决算}
      - {标题: 合计数, 指标: 机关运行经费}
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", True),
        ("合计数, 指标: 机关运行经费", "合计数, 指标: 上年.机关运行经费", True),
        # It is one of them, is named, or the table is for more.
        ("指标: 机关运行经费", "指标: 三公经费.合计.决算", False),
        ("标题: 合计数", "标题: 机关运行经费数", False),
        ("三公经费支出表", "有关支出表", False),
        ("三公经费.因公出国境费.决算", "本年支出合计", False),
    ],
)
def test_a_column_of_another_group_than_the_table_is_named_for(
    tmp_path: Path, old: str, new: str, told: bool
) -> None:
    found = build(tmp_path, GROUP.replace(old, new), kind="final")[1]
    said = [fault.message for fault in found if "别的各列" in fault.message]
    expected = "“三公经费支出表”里别的各列都是“三公经费”的，这一列印的是“机关运行经费”。"
    assert said == [expected] * told


def test_a_column_of_what_an_author_types_is_of_the_year_that_its_key_says(tmp_path: Path) -> None:
    """Below last year's title stands what is filled in, not what the table takes of this year."""
    spec = BY_SUBJECT.replace(
        "{标题: 基本支出, 取: {性质: 基本支出}}", "{标题: '{年度-1}年预算数', 填: 支出.年初预算}"
    )
    assert [fault.code for fault in build(tmp_path, spec, kind="final")[1]] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [("其中：授予小微企业", []), ("其中：授予", ["MZ722"]), ("中小企业", ["MZ722"])],
)
def test_some_of_what_a_column_is_of_stands_in_a_line_of_its_own(
    tmp_path: Path, line: str, told: list[str]
) -> None:
    """小微企业 are some of the 中小企业 that the column is of; a line has to say so."""
    spec = f"""
    标题: 政府采购支出表
    版面: 清单
    列:
      - {{标题: 名称, 显示: 名称}}
      - {{标题: 授予中小企业合同金额}}
    行:
      - {{标题: 合计, 指标: 政府采购.中小企业}}
      - {{标题: {line}, 指标: 政府采购.小微企业}}
    """
    found = [fault.code for fault in build(tmp_path, spec, kind="final")[1]]
    assert found[:1] == told


COUNTS = """\
    会议费:
      类型: 组
      说明: 会议费。
      键:
        次数: {类型: 个数, 单位: 次, 说明: 开了几次。}
        人数: {类型: 个数, 单位: 人, 说明: 参会的人。}
    培训费:
      类型: 组
      说明: 培训费。
      键:
        班数: {类型: 个数, 单位: 个, 说明: 办了几个班。}
指标:
"""
COUNTED = """\
标题: 会议表
版面: 清单
列: [{标题: 名称, 显示: 名称}, {标题: 数}]
行:
  - {标题: 会议TITLE, 指标: [会议费.人数]}
"""


@pytest.mark.parametrize(
    ("title", "is_told"), [("次数", True), ("人数", False), ("班数", False), ("次数和人数", False)]
)
def test_a_count_called_by_the_key_beside_its_own(
    project: Project, title: str, is_told: bool
) -> None:
    form = project.templates / "shi" / "budget"
    (form / "keys.yaml").write_text(KEYS.replace("指标:\n", COUNTS), encoding="utf-8")
    (form / "tables" / "20-transfer.yaml").write_text(
        COUNTED.replace("TITLE", title), encoding="utf-8"
    )
    source = f"{SOURCE}会议费: {{次数: 2, 人数: 30}}\n培训费: {{班数: 1}}\n"
    _, found = examine(write(project, source), project)
    said = [one.message for one in found if one.code == "MZ722"]
    assert [f"会议{title}" in one for one in said] == [True] * is_told


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("重点支出决算表", True),
        ("重点支出预算表", False),
        ("上年重点支出决算表", False),
        ("'{年度-1}年重点支出决算表'", False),
    ],
)
def test_a_budgets_table_is_none_of_results(tmp_path: Path, title: str, *, is_told: bool) -> None:
    spec = f"""
    标题: {title}
    版面: 清单
    列: [{{标题: 名称, 显示: 名称}}, {{标题: 金额}}]
    行: [{{标题: 基本支出, 指标: 基本支出}}]
    """
    found = build(tmp_path, spec)[1]
    assert ["说的却是决算" in one.message for one in found] == [True] * is_told
