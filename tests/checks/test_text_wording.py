"""Names, levels and left-over words: what the rules must not say, or say in more than one way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.account_reading import read_account
from tests.checks.case import Case
from tests.checks.own_keys import PURPOSE
from tests.support import PROJECT, account, folder, only

PROFILE = """
    名称: {}
    类型: 部门
    职责: duties.md
    决算单位: [{}]
"""
AGENCY = "长春市社会医疗保险管理局"


def found(code: str, text: str, agency: str = AGENCY, unit: str = "") -> list[Diagnostic]:
    source = f"补充说明: {{政府采购: '{text}'}}"
    return only(check(account(source, PROFILE.format(agency, unit or agency))), code)


@pytest.mark.parametrize(
    "text",
    [
        "由长春市社会医疗保险管理局负责",
        "由长春市医疗保障局负责",
        "接待商丘市医疗保障局",
        "长春市财政局批复",
        "长春市社会医疗保险管理局南关分局",
    ],
)
def test_other_units_are_not_misspelt_ones(text: str) -> None:
    assert not found("MZ605", text)


def test_a_name_with_two_characters_missing() -> None:
    (diagnostic,) = found("MZ605", "由长春市社会保险管理局负责")
    assert "“长春市社会保险管理局”与单位名称" in diagnostic.message
    assert diagnostic.place.column == len("补充说明: {政府采购: '由") + 1


def test_a_unit_s_name_in_short_with_two_characters_missing() -> None:
    unit = "延边朝鲜族自治州社会医疗保险管理局"
    agency = "延边朝鲜族自治州医疗保障局"
    text = "提高延边州社会保险管理局窗口的质量"
    (diagnostic,) = found("MZ605", text, agency=agency, unit=f"{agency}, {unit}")
    assert "“延边州社会保险管理局”与单位名称" in diagnostic.message
    told = found("MZ605", "含下属单位1个（州社会医疗保障管理局）", agency, f"{agency}, {unit}")
    assert ["州社会医疗保险管理局" in one.message for one in told] == [True]


def test_numbered_sisters_are_other_units() -> None:
    assert not found("MZ605", "与某市第二实验中学合办", agency="某市第一实验中学")


def test_a_unit_of_the_account_may_resemble_the_agency() -> None:
    unit = "长春市社会医疗保险管理局本级"
    assert not found("MZ605", f"{unit}负责", unit=unit)


def test_the_unit_of_a_project_is_compared_as_a_whole() -> None:
    performance = """
        项目:
          - 名称: 档案数字化
            实施单位: 长春市社会保险管理局
            资金: {当年财政拨款: [1, 1, 1]}
    """
    source = account("年度: 2024", PROFILE.format(AGENCY, AGENCY), performance)
    (diagnostic,) = only(check(source), "MZ605")
    assert (diagnostic.place.file.name, diagnostic.place.line) == ("performance.yaml", 3)


@pytest.mark.parametrize(
    "text",
    [
        "较上年增加（减少）",
        "XX万元",
        "用于××项目",
        "按照实际情况表述",
        "（单位名称）负责",
        "【填写金额】",
        "共____万元",
        "完成年度目标（可另附页）",
        "请填写原因",
        "详见范本",
        "{单位}没有采购",
        "由某某公司承担",
        "金额待定",
        "采购原因同上",
        "共x,xxx万元",
        "说明应用情况，如公开、整改等方面内容",
        "人员增加（待核）",
        "金额[待确认]",
        "人员增加？？？",
        "人员减少（说明增减变动原因）",
        "人员减少（请简要描述主要情况）",
        "用于采购(列明采购项目)",
        "支付补助（填写金额）",
        "完成年度目标（附页说明）",
        "完成年度目标（另附页）",
        "采购原因待补充",
        "采购金额待核实",
    ],
)
def test_what_a_form_says_to_its_author(text: str) -> None:
    assert found("MZ606", text)


@pytest.mark.parametrize(
    "text",
    [
        "使用合同范本",
        "期待定点医院",
        "会同上级部门",
        "EXXON设备",
        "按照“花钱必问效”的理念",
        "DRG付费",
        "药品目录待核准",
        "多少人参保？",
        "印制宣传册（说明书）",
        "人员减少（详细情况见附件）",
        "开展宣传（说明医保报销项目）",
        "向群众说明增减变动原因",
        "公务接待费同上年持平",
        "采购数量同上一年度一致",
        "如实反映预算编制、执行等方面的情况",
        "如期完成编研、利用等方面的内容",
        "各项收支见后（附表）",
        "专业人员有待补充，制度尚待补充完善",
        "尾款待核实后支付",
    ],
)
def test_words_that_only_look_like_it(text: str) -> None:
    assert not found("MZ606", text)


@pytest.mark.parametrize(
    ("agency", "text", "is_wrong"),
    [
        (AGENCY, "市本级资金", False),
        (AGENCY, "省级财政补助资金", False),
        (AGENCY, "省本级资金", True),
        ("长春市朝阳区档案馆", "区级部门、市本级", False),
        ("长春市医疗保障局", "构建覆盖全省运行持续的骨干网络", True),
        ("长春市医疗保障局", "构建覆盖全市运行持续的骨干网络", False),
        ("长春市医疗保障局", "接入覆盖全省的信息平台", False),
        ("吉林省医疗保障局", "构建覆盖全省的骨干网络", False),
        ("国家档案局", "省本级资金", False),
    ],
)
def test_levels(agency: str, text: str, is_wrong: bool) -> None:
    assert bool(found("MZ609", text, agency)) is is_wrong


def test_the_same_office_of_another_city_is_another_unit() -> None:
    (diagnostic,) = found("MZ613", "2024年四平市社会医疗保险管理局各项目完成较好")
    assert "四平市社会医疗保险管理局”不是本地的机关" in diagnostic.message


@pytest.mark.parametrize(
    "text",
    [
        "按吉林省社会医疗保险管理局要求",
        "朝阳区社会医疗保险管理局",
        "由长春市社会医疗保险管理局负责",
    ],
)
def test_the_same_office_above_or_below_is_no_slip(text: str) -> None:
    assert not found("MZ605", text)
    assert not found("MZ613", text)


@pytest.mark.parametrize(
    "text",
    [
        "协调市财政局落实年度预算",
        "衔接市卫生健康委员会做好出生一件事联办",
        "抄送市审计局、市纪委监委",
        "年接收市直单位登记材料",
        "负责收集市教育局报送的名单",
        "年中追加市财政局拨付的专项资金",
        "督促区县医疗保障局加强监管",
        "承接省社会医疗保险管理局下放的事项",
        "指导榆树市医疗保障局开展工作",
        "指导农安县医疗保障局开展工作",
        "维持市社会医疗保险管理局日常运转发生的支出",
        "追加市社会医疗保险管理局的经费",
    ],
)
def test_a_verb_before_a_mark_is_no_place(text: str) -> None:
    assert not found("MZ613", text)


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("经协调白城市财政局追加", "白城市财政局"),
        ("由延边州医疗保障局承担", "延边州医疗保障局"),
        ("柳河县社会医疗保险管理局负责开通", "柳河县社会医疗保险管理局"),
        ("辽宁省医疗保障局组织检查", "辽宁省医疗保障局"),
        ("榆树市社会医疗保险管理局各项目完成较好", "榆树市社会医疗保险管理局"),
    ],
)
def test_a_real_place_is_told_whatever_stands_before_it(text: str, office: str) -> None:
    (diagnostic,) = found("MZ613", text)
    assert f"“{office}”不是本地的机关" in diagnostic.message


@pytest.mark.parametrize(
    "text",
    [
        "指导榆树市社会医疗保险管理局开展工作",
        "向榆树市社会医疗保险管理局拨付资金",
        "对口支援延边州医疗保障局",
        "与延边州医疗保障局联合检查",
    ],
)
def test_an_office_of_another_place_may_be_led_or_helped(text: str) -> None:
    assert not found("MZ613", text)


@pytest.mark.parametrize("text", ["根据省级部门要求追加", "省级预算单位名录"])
def test_another_level_may_be_named(text: str) -> None:
    assert not found("MZ609", text)


@pytest.mark.parametrize("text", ["省本级支出增加", "我省级预算单位"])
def test_another_level_may_not_be_ones_own(text: str) -> None:
    (told,) = found("MZ609", text)
    assert "改成市级的用词；确实说的是别的一级的，在“核对说明”里写明。" in told.hint


@pytest.mark.parametrize(
    "text",
    [
        "部门预算预算数",
        "保障人民人民群众就医",
        "健全预预算制度",
        "坚持“过紧日子”思想，坚持“过紧日子”思想，缩减支出",
        "各各项目",
        "202年度采购",
        "20244年度采购",
        "2O24年",
        "”放管服”改革",
        "共l2万元",
    ],
)
def test_what_a_slip_of_the_hand_leaves(text: str) -> None:
    assert found("MZ624", text)


@pytest.mark.parametrize(
    "text",
    [
        "一个单位一个单位核对",
        "已经核对，无",
        "建党100年",
        "为了了解情况",
        "“放管服”改革",
        "目的的确",
        "2024年度",
        "项目单位",
        "在职职工的管理费用用于购买，管理费用于付款",
        "上年年末与上年末",
        "资金金额",
        "制定定点医药机构考核办法，遏制定点医药机构违规",
    ],
)
def test_words_that_are_typed_on_purpose(text: str) -> None:
    assert not found("MZ624", text)


@pytest.mark.parametrize("year", ["202X年", "20XX年度", "202×年"])
def test_a_year_of_the_form_is_left_over(year: str) -> None:
    assert "不是四位数" in found("MZ624", f"{year}的采购")[0].message


@pytest.mark.parametrize(
    "text",
    [
        "0—36月龄儿童",
        "1—12月",
        "工期18月",
        "发放第13月工资",
        "11月1日至次年3月31日",
        "12月25日至1月5日",
        "3月5日至3月5日",
    ],
)
def test_months_and_days_that_there_are(text: str) -> None:
    assert not found("MZ674", text)


@pytest.mark.parametrize(
    ("duties", "told"),
    [
        ("负责非税收入，夹江县做好国有资产管理。", ["夹江县"]),
        ("负责非税收入划转；长宁区提供法律服务。", ["长宁区"]),
        ("贯彻国家方针，上海市做好国有资产管理，普陀区负责。", []),
        ("落实对口支援，夹江县帮扶项目由本局负责。", []),
        ("改造旧区，新城区建设由本局负责，城区做好绿化。", []),
    ],
)
def test_a_clause_of_duties_that_begins_with_another_place(duties: str, told: list[str]) -> None:
    profile = PROFILE.format("上海市普陀区财政局", "上海市普陀区财政局")
    made = replace(folder("年度: 2024", profile=profile), texts={"duties.md": duties})
    found = only(check(read_account(made, PROJECT)), "MZ613")
    assert [d.message.split("”")[0][1:] for d in found] == told


def test_a_district_that_manages_its_city_lies_in_its_own_city() -> None:
    text = "根据《上海市拆除违法建筑若干规定》执法"
    assert not found("MZ681", text, "普陀区城市管理行政执法局")
    assert found("MZ681", text.replace("上海", "武汉"), "上海市普陀区城市管理行政执法局")


def of_duties(code: str, *lines: str) -> list[str]:
    """What a rule says of duties of these paragraphs."""
    made = folder("年度: 2024", profile=PROFILE.format(AGENCY, AGENCY))
    texts = {"duties.md": "\n\n".join(lines)}
    told = only(check(read_account(replace(made, texts=texts), PROJECT)), code)
    return [one.message for one in told]


def test_a_paragraph_without_its_full_stop_among_others() -> None:
    paragraphs = [f"第{n}项工作按照制度开展，资金使用符合规定。" for n in "一二三四五"]
    (message,) = of_duties("MZ624", *paragraphs, paragraphs[0].removesuffix("规定。"))
    assert message == "这一段到“展，资金使用符合”没有句号，别的段都有：像是没有写完。"
    assert not of_duties("MZ624", *paragraphs, "2025年1月1日至2025年12月31日")
    assert not of_duties("MZ624", *paragraphs, paragraphs[0][:-1], paragraphs[1][:-1])


def test_a_numbered_item_without_its_full_stop_among_others() -> None:
    items = [f"（{n}）承担本市医疗保障经办机构的管理工作。" for n in "一二三四"]
    last = "（五）完成市委、市政府交办的其他任务"
    (message,) = of_duties("MZ624", "主要职责包括下列各项工作：", *items, last)
    assert message == "这一段到“府交办的其他任务”没有句号，别的段都有：像是没有写完。"
    # A line of another kind may be a heading.
    assert not of_duties("MZ624", *items, "本单位内设机构和下属单位的设置情况")


def test_a_heading_with_nothing_below_it() -> None:
    whole = ("# 一、概况", "## （一）依据", "按照条例执行。", "## （二）周期", "一年。")
    assert not of_duties("MZ624", *whole)
    assert not of_duties("MZ624", *whole, "# 二、表", "| 项目 | 数 |")
    (message,) = of_duties("MZ624", *whole[:3], "## （二）周期", "# 二、目标", "按期完成。")
    assert message == "“（二）周期”下面没有内容：像是没有写完。"
    assert of_duties("MZ624", *whole, "# 二、目标") == ["“二、目标”下面没有内容：像是没有写完。"]


def test_a_quotation_that_nothing_closes() -> None:
    assert not of_duties("MZ624", "落实“放管服”改革，", "做到“随到随办，\n当日办结”。")
    # Each paragraph of a long quotation begins with a mark.
    assert not of_duties("MZ624", "“第一条执行。", "“第二条执行。”")
    told = of_duties("MZ624", "落实“放管服改革。", "做到当日办结”。")
    assert told == [
        "“放管服改革。”前面的引号没有后一半。",
        "“”。”处的引号方向不对。",
    ]


@pytest.mark.parametrize("item", ["（五）……", "……", "5.N/A", "（五）[待补充]", "（五）□□□"])
def test_an_item_that_is_still_to_be_written(item: str) -> None:
    items = [f"（{n}）承担医疗保障工作。" for n in "一二三四"]
    assert of_duties("MZ606", *items, item)
    assert not of_duties("MZ606", *items, "（五）他说：“执行……”")


@pytest.mark.parametrize("purpose", ["用于维修办公楼", "主要用维修办公楼", "主要用于维修办公楼"])
def test_a_purpose_that_begins_with_the_words_of_its_sentence(purpose: str) -> None:
    row = "支出: [{科目: 2101101, 项目支出: 1.00, 用途: PURPOSE}]\n版式: 某省"
    case = Case("MZ626", row, "", "", "", keys=PURPOSE)
    told = replace(case, bad=row.replace("PURPOSE", purpose)).account()
    (found,) = only(check(told), "MZ626")
    assert found.message.endswith(f"这里又写了“{purpose.removesuffix('维修办公楼')}”。")
    right = replace(case, bad=row.replace("PURPOSE", "扶持用于出口的产品")).account()
    assert not only(check(right), "MZ626")


def test_a_character_typed_twice_is_known_by_the_words_around_it() -> None:
    known = "行政单位的人员，行政单位的医疗"
    (diagnostic,) = found("MZ624", f"{known}，用于行政单单位购房")
    assert diagnostic.message == "“行政单单位购”里的“单”重复了。"
    assert not found("MZ624", "编制的人，编制的数，制度的事，编制制度")
    assert not found("MZ624", "在职的人，在职的数，职工的事，在职职工")


JOINED = """
    名称: 某市医疗保障局
    类型: 部门
    职责: duties.md
    内设机构: [{名称: 办公室}, {名称: 规划财务和法规科}, {名称: 待遇科}, {名称: 预算及国库科}]
    决算单位: [某市医疗保障局]
    下属单位: []
"""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("办公室、规划财务和法规科、待遇科、预算及国库科", ""),
        ("办公室、待遇科、预算及国库科和规划财务和法规科", ""),
        ("办公室、规划财务和法规科、待遇科和监督科", "缺“预算及国库科”，多“监督科”"),
        ("办公室、规划财务和法规科及待遇科", "缺“预算及国库科”"),
    ],
)
def test_an_inner_office_with_two_duties_in_its_name_is_one(words: str, told: str) -> None:
    source = f"补充说明: {{政府采购: 内设机构包括：{words}。}}"
    messages = [d.message for d in only(check(account(source, JOINED)), "MZ615")]
    assert messages == ([f"列举的内设机构与概况不同：{told}。"] if told else [])


VISITED = """
    三公经费:
      因公出国境费: 0
      公务用车购置费: 0
      公务用车运行维护费: {预算: 0, 决算: 0, 保有量: 0}
      公务接待费: {预算: 1.00, 决算: 1.00, 国内接待: {批次: 1, 人次: 5, 用途: SAID}, 外宾接待: 0}
"""
SHORT = "省医疗保障局（以下简称省医保局）指导，某市医疗保障局（以下简称市医保局）负责。"


@pytest.mark.parametrize(
    ("who", "is_told"), [("省医保局", False), ("市医保局", True), ("某市医疗保障局", True)]
)
def test_whose_short_name_a_visitor_has(who: str, is_told: bool) -> None:
    """A short name that the text gives another office is not the agency's."""
    made = folder(VISITED.replace("SAID", f"{who}一行来馆调研"), JOINED)
    told = check(read_account(replace(made, texts={"duties.md": SHORT}), PROJECT))
    assert bool(only(told, "MZ685")) is is_told


def test_a_movement_is_of_the_section_that_tells_it() -> None:
    """0.30 is what another figure fell by; last year's receptions nobody typed."""
    source = """
        支出: [{科目: 2101103, 人员经费: 8.20, 年初预算: 8.50, 差异原因: 按实结算}]
        三公经费: {公务接待费: {预算: 4.00, 决算: 3.60}}
        补充说明: {%s: 比上年增加0.30万元}
    """
    told = [only(check(account(source % key)), "MZ603") for key in ("国有资产", "三公经费")]
    assert [len(one) for one in told] == [1, 0]
