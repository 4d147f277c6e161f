"""Nodes and schemas → diagnostics in the author's words; and the schemas themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mingzhang.diagnostics import Diagnostic
from mingzhang.explanations import codes_of
from mingzhang.project import Project
from mingzhang.reading.schema_check import load_schema, validate
from mingzhang.reading.yaml import read_yaml

SCHEMA = Project().schema
KNOWN = {code.code for code in codes_of("reading")}
FINAL = load_schema(SCHEMA / "final.schema.json")
HEAD = "版式: 吉林\n年度: 2024\n金额单位: 万元\n支出:\n"
ROW = "  - {科目: 2080501}\n"

DISCLOSURE = """\
版式: 吉林
年度: 2024
金额单位: 万元
公开日期: 2025-10-09
上年来源: ../2023-final
支出:
  - {科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}
  - {科目: 2101501, 人员经费: 1010.16, 公用经费: 152.61, 年初结转: 24.24, 收入: 1138.52,
     年初预算: 978.01, 差异原因: 人员调整，经费增加}
  - {科目: 2101599, 资金: 非财政, 基本支出: 0.09}
  - {科目: 21015, 合计: 2068.40}
  - {科目: 合计, 人员经费: 1352.56, 收入: 2795.76}
  - {科目: '2101301', 项目支出: -409.20, 说明: 冲回上年}
收入:
  - {科目: 2299999, 资金: 其他, 金额: 0.20}
基本支出:
  - {科目: 30101, 金额: 342.21}
  - {科目: 301, 金额: 1269.49}
结转结余: {使用非财政拨款结余: 0, 结余分配: 0, 年初结转和结余: 24.24, 年末结转和结余: 0}
三公经费:
  因公出国境费: {预算: 0, 决算: 0, 团组数: 0, 人次: 0, 原因: 无}
  公务用车购置费: {预算: 0, 决算: 0, 购置数: 0, 原因: 无}
  公务用车运行维护费: {预算: 1.20, 决算: 1.20, 保有量: 1, 用途: 燃料费, 原因: 无}
  公务接待费:
    预算: 0.07
    决算: 0.07
    外宾接待: {金额: 0, 团组数: 0, 人次: 0}
    国内接待: {批次: 1, 人次: 7, 用途: 调研}
    原因: 无
  说明: 公务接待费年初预算 1.69 万元
  原因: 严格控制
机关运行经费: {金额: 195.80, 原因: 物业费增加}
政府采购: {货物: 0, 工程: 0, 服务: 215.50,
  中小企业: 0, 小微企业: 0}
国有资产:
  车辆: {副部省级及以上领导用车: 0, 主要负责人用车: 0, 机要通信用车: 0, 应急保障用车: 0,
    执法执勤用车: 0, 特种专业技术用车: 0, 离退休干部用车: 0, 其他用车: 0}
  大型设备: 0
上年: {总计: 3165.59, 三公经费: {合计: 0, 公务用车购置及运行费: 0}}
年初预算: {政府性基金: 206.50, 国有资本经营: 0}
原因: {总计: 严格压减部门经费}
补充说明: {政府性基金: 甲, 国有资本经营: 乙, 机关运行经费: 丙, 政府采购: 丁, 国有资产: 戊,
  三公经费: 己}
绩效:
  评价项目: [医保专项业务补助经费, 医保自聘人员经费]
  评价结论: 完成
  管理工作: [一段, 二段]
  自评说明: 说明
  自评得分: [{项目: 打击欺诈骗保工作经费, 得分: 100.00}]
  执行情况: 按计划
  目标完成: 完成
  未完成指标: [{项目: 甲, 指标: 数量指标, 原因: 调整}]
  超额指标: [{项目: 甲, 指标: 数量指标, 原因: 调整}]
  问题: [{标题: 不够细化, 改进措施: 培训}]
  重点评价: 无
公布数: {总计: 2820.01, 目录里的任何指标: 1}
名词解释: [{词: 甲, 释义: 指甲。}]
科目补充: [{科目: 2101299, 名称: 甲, 释义: 反映甲。}]
核对说明: [{规则: MZ201, 说明: 口径不同}]
"""
PROFILE = """\
名称: 长春市社会医疗保险管理局
类型: 部门
职责: duties.md
内设机构: [{名称: 行政管理处, 职责: 文电}, {名称: 稽核处}]
决算单位: [长春市社会医疗保险管理局]
"""
PERFORMANCE = """\
项目:
  - 名称: 医保专项业务补助经费
    简称: 医保专项
    主管部门: 医疗保障局
    实施单位: 长春市社会医疗保险管理局
    科目: 2101506
    日期: 2024年09月
    资金: {当年财政拨款: [120.00, 120.00, 119.79], 单位资金: [0, 0, 0]}
    资金分值: 10
    资金管理: [{项目: 安排科学性, 情况: 科学, 分值: 5, 得分: 5, 问题: 无}]
    年度目标: {预期: 甲, 实际: 乙}
    指标:
      - {一级: 产出指标, 二级: 数量指标, 三级: 网络维护次数, 目标值: '>=1次', 完成值: 1次,
         偏差原因: 无, 分值: 15, 得分: 15, 偏差度: 0.00}
"""


def check(text: str, schema: str = "final") -> tuple[Diagnostic, ...]:
    node, found = read_yaml(text.encode(), Path("f.yaml"))
    assert node is not None, found
    return validate(node, load_schema(SCHEMA / f"{schema}.schema.json"))


def parts(schema: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  JSON is what it is
    """Every schema within a schema that an editor shows."""
    yield schema
    subs = [*schema.get("properties", {}).values()]
    subs += [s for s in (schema.get("items"), schema.get("additionalProperties")) if s]
    for sub in subs:
        yield from parts(sub)


@pytest.mark.parametrize("name", ["final", "profile", "performance"])
def test_schemas_are_valid_and_tell_a_clerk_what_each_key_means(name: str) -> None:
    committed = json.loads((SCHEMA / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(committed)
    schema = load_schema(SCHEMA / f"{name}.schema.json")
    for part in parts(schema):
        assert part["title"]
        assert len(part["description"]) >= 5
        assert "type" in part
        if part["type"] == "object":
            assert "additionalProperties" in part, part["title"]
            assert set(part.get("required", [])) <= set(part["properties"])


@pytest.mark.parametrize("name", ["final", "profile", "performance"])
def test_no_figure_is_offered_that_could_slip_into_an_account(name: str) -> None:
    for part in parts(load_schema(SCHEMA / f"{name}.schema.json")):
        if part["type"] in ("number", "integer"):
            assert "examples" not in part


@pytest.mark.parametrize(
    ("text", "schema"),
    [(DISCLOSURE, "final"), (PROFILE, "profile"), (PERFORMANCE, "performance")],
    ids=["disclosure", "profile", "performance"],
)
def test_whole_files_are_right(text: str, schema: str) -> None:
    assert check(text, schema) == ()


# A row of 支出 in line 5: text, code, column, a decisive part of message or hint.
ROWS = [
    ("{科木: 2080501}", "MZ030", 6, "没有“科木”这个键，是不是“科目”？"),
    ("{科目: 2080501, 预算: 1}", "MZ030", 19, "是不是“年初预算”？"),
    ("{科目: 2080501, 年度: 2024}", "MZ030", 19, "最外层"),
    ("{科目: 2080501, 上年: {决算: 1}}", "MZ030", 19, "在 keys.yaml 里给那个键加“上年: 是”"),
    ("{科目: 2080501, xyz: 1}", "MZ030", 19, "这里可以写：科目、名称"),
    ("{人员经费: 1}", "MZ031", 5, "“支出”第 1 项里缺少“科目”"),
    ("{科目: 2080501, 人员经费: '1,234.56'}", "MZ033", 25, "请写 1234.56"),
    ("{科目: 2080501, 人员经费: 1，234.56}", "MZ033", 25, "请写 1234.56"),
    ("{科目: 2080501, 人员经费: '12.50'}", "MZ033", 25, "请去掉引号，写 12.50"),
    ("{科目: 2080501, 人员经费: 12.5%}", "MZ033", 25, "不带百分号"),
    ("{科目: 2080501, 人员经费: 12.5万元}", "MZ033", 25, "请写 12.5"),
    ("{科目: 2080501, 人员经费: ￥12.5}", "MZ033", 25, "货币符号"),
    ("{科目: 2080501, 人员经费: （12.5）}", "MZ033", 25, "请写 -12.5"),
    ("{科目: 2080501, 人员经费: —12.5}", "MZ033", 25, "请写 -12.5"),
    ("{科目: 2080501, 人员经费: .5}", "MZ033", 25, "请写 0.5；"),
    ("{科目: 2080501, 人员经费: -.5}", "MZ033", 25, "请写 -0.5；"),
    ("{科目: 2080501, 人员经费: 5.}", "MZ033", 25, "请写 5；"),
    ("{科目: 2080501, 人员经费: 1。5}", "MZ033", 25, "请写 1.5；"),
    ("{科目: 2080501, 人员经费: 0o17}", "MZ033", 25, "八进制"),
    ("{科目: 2080501, 人员经费: 0x1F}", "MZ033", 25, "十六进制"),
    ("{科目: 2080501, 人员经费: 0b11}", "MZ033", 25, "普通的数字"),
    ("{科目: 2080501, 人员经费: 1_000}", "MZ033", 25, "请写 1000。"),
    ("{科目: 2080501, 人员经费: .inf}", "MZ033", 25, "实际的数字"),
    ("{科目: 2080501, 人员经费: '017'}", "MZ033", 25, "写 17。"),
    ("{科目: 2080501, 人员经费: O17}", "MZ033", 25, "请把字母改成数字。"),
    ("{科目: 2080501, 人员经费: 1O.5}", "MZ033", 25, "写 10.5"),
    ("{科目: 2080501, 人员经费: 1e5}", "MZ033", 25, "请写 100000。"),
    ("{科目: 2080501, 人员经费: 1e999}", "MZ033", 25, "完整写出"),
    ("{科目: 2080501, 人员经费: 1 234.56}", "MZ033", 25, "请写 1234.56"),
    ("{科目: 2080501, 人员经费: 无}", "MZ033", 25, "删去整个键"),
    ("{科目: 2080501, 人员经费: '０.5'}", "MZ020", 25, "请改为半角 0.5"),
    ("{科目: 2080501, 人员经费: 文字}", "MZ032", 25, "应是数字，现在是“文字”"),
    ("{科目: 2080501, 人员经费: }", "MZ032", 19, "后面没有值"),
    ("{科目: 2080501, 人员经费: true}", "MZ032", 25, "逻辑值 true"),
    ("{科目: 2080501, 人员经费: [1]}", "MZ032", 25, "列表"),
    ("{科目: 2080501, 差异原因: {a: 1}}", "MZ032", 25, "加半角引号"),
    ("{科目: 2080501, 差异原因: ''}", "MZ039", 25, "空的文字"),
    ("{科目: 2080501, 差异原因: ' \u3000'}", "MZ039", 25, "空的文字"),
    ("2080501", "MZ032", 5, "一组“键: 值”"),
    ("{科目: 2080501, 资金: 一般公共}", "MZ034", 23, "是不是“一般公共预算”？"),
    ("{科目: 2080501, 资金: 1}", "MZ032", 23, "应是文字"),
    ("{科目: 208050}", "MZ035", 10, "3、5、7 位数字"),
    ("{科目: 2080}", "MZ035", 10, "3、5、7 位数字"),
    ("{科目: 20}", "MZ035", 10, "3、5、7 位数字"),
    ("{科目: 20805011}", "MZ035", 10, "3、5、7 位数字"),
    ("{科目: 总计}", "MZ035", 10, "或写“合计”"),
    ("{科目: 2080501.5}", "MZ032", 10, "整数"),
]


@pytest.mark.parametrize(("row", "code", "column", "part"), ROWS)
def test_faults_of_a_row(row: str, code: str, column: int, part: str) -> None:
    found = check(f"{HEAD}  - {row}\n")
    assert [(d.code, d.place.line, d.place.column) for d in found] == [(code, 5, column)]
    assert part in found[0].message + found[0].hint
    assert code in KNOWN


def test_a_key_like_one_that_is_there_is_no_misspelling_of_it() -> None:
    """It was to be changed into the other, which would then have been there twice."""
    (found,) = check("名称: 某局\n简称: 局\n类型: 单位\n", "profile")
    assert (found.code, found.place.line, found.place.column) == ("MZ030", 2, 1)
    assert found.message == "没有“简称”这个键。"
    assert found.hint.startswith("“名称”已经写了：与它重复的，删去。这里可以写：名称、类型、")
    assert "花括号" not in found.hint


def test_the_reason_of_a_sum_stands_with_the_sum() -> None:
    """Beside the reasons of its parts it was said to belong to a unit's row, or a project's."""
    text = "版式: 全国\n年度: 2024\n金额单位: 元\n原因:\n  三公经费: {合计: 压减接待}\n"
    (found,) = check(text, "budget")
    assert (found.code, found.place.line, found.place.column) == ("MZ030", 5, 10)
    assert found.hint.startswith("合计的原因写在“三公经费”里：三公经费: {原因: …}。这里可以写：")


# After one good row, from line 6 on: text, code, line, column, part.
BLOCKS = [
    ("三公经费: 甲\n", "MZ032", 6, 7, "应是"),
    ("三公经费: 1\n", "MZ035", 6, 7, "三公经费"),
    ("三公经费:\n  因公出国（境）费: {预算: 1}\n", "MZ030", 7, 3, "是不是“因公出国境费”？"),
    ("三公经费:\n  公务接待费: {预算: -1}\n", "MZ036", 7, 15, "不能是负数"),
    ("三公经费:\n  公务接待费: {国内接待: {批次: 1.5}}\n", "MZ032", 7, 22, "应是整数"),
    ("收入: {科目: 1}\n", "MZ032", 6, 5, "应是列表"),
    # What there is none of has to be said, where a form prints it.
    ("政府采购:\n", "MZ032", 6, 1, "没有的写 0"),
    ("收入:\n", "MZ032", 6, 1, "没有的写 []"),
    ("公开日期:\n", "MZ032", 6, 1, "没有这一项就删去整个键"),
    ("绩效: {自评得分: [{项目: 甲, 得分: 缺}]}\n", "MZ032", 6, 25, "不能写“缺”"),
    ("核对说明: [{规则: Z1, 说明: 甲}]\n", "MZ035", 6, 13, "MZ 加三位"),
    ("更正: []\n", "MZ037", 6, 5, "没有这一项就删去整个键"),
    ("涉密: true\n", "MZ032", 6, 5, "可以写：是、否。"),
    ("绩效: {评价项目: [甲, 乙, 甲]}\n", "MZ038", 6, 19, "“甲”写了两次"),
    ("公布数: {总计: 甲}\n", "MZ032", 6, 11, "应是数字"),
]


@pytest.mark.parametrize(("block", "code", "line", "column", "part"), BLOCKS)
def test_faults_of_other_parts(block: str, code: str, line: int, column: int, part: str) -> None:
    found = check(HEAD + ROW + block)
    assert [(d.code, d.place.line) for d in found] == [(code, line)]
    assert found[0].place.column == column
    assert part in found[0].message + found[0].hint


def test_missing_keys_are_told_each_at_the_file() -> None:
    found = check("支出: []\n")
    assert [(d.code, str(d.place)) for d in found] == [("MZ031", "f.yaml:1:1")] * 3
    assert [d.message for d in found] == [
        f"文件里缺少“{k}”。" for k in ("版式", "年度", "金额单位")
    ]


def test_years_and_lists_have_bounds() -> None:
    found = check(HEAD.replace("2024", "24") + ROW)
    assert [(d.code, d.place.line, d.place.column) for d in found] == [("MZ036", 2, 5)]
    found = check("项目: [{名称: 甲, 资金: {当年财政拨款: [1, 2]}}]\n", "performance")
    assert [(d.code, d.place.column) for d in found] == [("MZ037", 27)]
    assert "应有 3 项，现在有 2 项" in found[0].message


def test_a_block_of_money_without_any_says_neither_how_much_nor_none() -> None:
    found = check("项目: [{名称: 甲, 资金: {}}]\n", "performance")
    assert [(d.code, d.place.column) for d in found] == [("MZ037", 18)]
    assert "[0, 0, 0]" in found[0].hint


def test_several_faults_come_in_the_order_of_the_source() -> None:
    found = check(
        f"{HEAD}  - {{科目: 1}}\n  - {{科目: 2080501, 人员经费: 无, 资金: 甲}}\n年份: 1\n"
    )
    assert [(d.code, d.place.line) for d in found] == [
        ("MZ035", 5),
        ("MZ033", 6),
        ("MZ034", 6),
        ("MZ030", 7),
    ]


def test_no_key_that_must_be_there_is_to_be_deleted() -> None:
    head = "版式: 河南\n年度: 2024\n金额单位: 万元\n支出:\n"
    (without,) = check(f"{head}  - {{科目: , 项目支出: 1.00}}\n")
    assert "后面没有值" in without.message
    assert "删去" not in without.hint
    (reason,) = check(f"{head}  - {{科目: 2080501, 项目支出: 1.00, 差异原因: }}\n")
    assert "删去整个键" in reason.hint


def test_a_key_of_a_form_that_cannot_be_unknown_asks_no_zero_of_who_does_not_know() -> None:
    schema = {"type": "object", "properties": {"价值": {"type": "number", "x-自有": True}}}
    node, _ = read_yaml("价值: 缺\n".encode(), Path("a.yaml"))
    assert node
    (fault,) = validate(node, schema)
    assert "金额或缺" in fault.hint
    assert "比较或计算" not in fault.hint
