"""Both ways of the rules in ``mingzhang.checks.office_names``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case
from tests.support import AGENCY

OFFICES = """
    名称: 某市档案馆
    类型: 部门
    职责: duties.md
    内设机构: [{名称: 办公室}, {名称: 保管利用科}, {名称: 征集科}]
    决算单位: [某市档案馆]
"""
NO_OFFICES = """
    名称: 某市档案馆
    类型: 部门
    职责: duties.md
    内设机构: []
    决算单位: [某市档案馆]
"""
UNITS = """
    名称: 某市档案馆
    类型: 部门
    预算单位: [{名称: 某市档案馆, 职责: duties.md}]
"""
CITY = OFFICES.replace("某市", "长春市")
RANKED = OFFICES.replace("办公室}", "一处}, {名称: 二处}, {名称: 三处}").replace(
    "保管利用科", "四处"
)
RULED = CITY.replace("长春市", "上海市普陀区").replace("办公室", "办公室, 职责: 按照徐汇区三定方案")

CASES = (
    Case(
        "MZ613",
        "补充说明: {政府采购: 北江市档案馆没有政府采购}",
        wrong="北江市档案馆",
        right="某市档案馆",
        says="“北江市档案馆”不是本地的机关，本单位是“某市档案馆”",
    ),
    Case(
        "MZ729",
        "年度: 2024",
        wrong="某市\u2003文化局",
        right="某市文化局",
        at="3:13",
        says="“主管部门”里有一个特殊的空白（U+2003）",
        performance="""
            项目:
              - 名称: 档案扫描
                主管部门: 某市\u2003文化局
                资金: {当年财政拨款: [60.88, 60.88, 60.88]}
        """,
    ),
    Case(
        "MZ729",
        "年度: 2024",
        wrong="办公室\u0308",
        right="办公室",
        at="4:16",
        says="“名称”里有一个附加的符号（U+0308）",
        profile=OFFICES.replace("办公室", "办公室\u0308"),
    ),
    Case(
        "MZ729",
        "年度: 2024",
        wrong="'某市文化局　'",
        right="某市文化局",
        at="3:12",
        says="“主管部门”的末尾有空白",
        performance="""
            项目:
              - 名称: 档案扫描
                主管部门: '某市文化局　'
                资金: {当年财政拨款: [60.88, 60.88, 60.88]}
        """,
    ),
    Case(
        "MZ737",
        "补充说明: {政府采购: 本馆设置2个科室，分别是办公室、征集科，没有采购}",
        wrong="[]",
        right="[{名称: 办公室}, {名称: 征集科}]",
        at="1:26",
        says="概况里写没有内设机构，这里写“办公室、征集科”",
        profile=NO_OFFICES,
    ),
    Case(
        "MZ737",
        "补充说明: {政府采购: 本馆下属二级预算单位1个，没有采购}",
        wrong="预算单位1个",
        right="预算单位0个",
        at="1:24",
        says="概况里写没有下属单位，这里写“1个”",
        profile=OFFICES + "    下属单位: []\n",
    ),
    Case(
        "MZ614",
        "年度: 2024",
        wrong="某市文化局",
        right="某市档案馆",
        at="8:11",
        says="主管部门“某市文化局”与其他各处的“某市档案馆”不同",
        performance="""
            项目:
              - 名称: 档案扫描
                主管部门: 某市档案馆
                资金: {当年财政拨款: [20.00, 20.00, 20.00]}
              - 名称: 库房改造
                资金: {当年财政拨款: [40.88, 40.88, 40.88]}
                # 由另一表抄来
                主管部门: 某市文化局
        """,
    ),
    Case(
        "MZ615",
        "补充说明: {政府采购: 本馆内设办公室、保管利用科，都没有政府采购}",
        wrong="保管利用科，",
        right="保管利用科、征集科，",
        at="1:18",
        says="列举的内设机构与概况不同：缺“征集科”",
        profile=OFFICES,
    ),
    Case(
        "MZ615",
        "补充说明: {政府采购: 本馆设5个内设机构，下属中心设6个内设机构，都没有政府采购}",
        wrong="设5个",
        right="设3个",
        at="1:17",
        says="“5个内设机构”与概况不同：3 个",
        profile=OFFICES,
    ),
    BudgetCase(
        "MZ616",
        """
            单位: [{代码: 502001, 名称: 某市档案局}]
            支出: [{科目: 2080501, 人员经费: 60.88}]
            基本支出: [{科目: 30302, 金额: 60.88}]
        """,
        wrong="某市档案局",
        right="某市档案馆",
        says="disclosure.yaml 写“某市档案局”，profile.yaml 写“某市档案馆”",
        profile=UNITS,
    ),
    # An office of the county is none of the agency's.
    Case(
        "MZ617",
        "年度: 2024",
        wrong="甲县人民政府办公室秘书科",
        right="甲县接待办公室",
        at="5:8",
        says="“甲县人民政府办公室秘书科”是内设机构，不是编制决算的单位",
        profile=AGENCY.replace("某市档案馆", "甲县人民政府办公室").replace(
            "决算单位: [", "决算单位: [甲县人民政府办公室秘书科, "
        ),
    ),
    Case(
        "MZ617",
        "年度: 2024",
        wrong="[某市档案馆, 征集科]",
        right="[某市档案馆]",
        at="5:15",
        says="“征集科”是内设机构，不是编制决算的单位",
        profile=OFFICES.replace("决算单位: [某市档案馆]", "决算单位: [某市档案馆, 征集科]"),
    ),
    Case(
        "MZ680",
        "年度: 2024",
        wrong="征集科",
        right="征集处",
        at="4:53",
        says="内设机构“征集科”与其他各处的级别不同",
        profile=RANKED,
    ),
    Case(
        "MZ680",
        "补充说明: {政府采购: 由相关科室审核}",
        wrong="科室",
        right="处室",
        at="1:15",
        says="“相关科室”与内设机构的级别（“一处”等）不同",
        profile=RANKED.replace("征集科", "征集处"),
    ),
    # Among those that a text lists.
    Case(
        "MZ680",
        "补充说明: {政府采购: 由办公室、预算科、国库处、企业科、基建科（投资科）、会计科实施}",
        wrong="国库处",
        right="国库科",
        says="“国库处”与一起列举的其他各科的级别不同",
    ),
    Case(
        "MZ681",
        "补充说明: {政府采购: 按照《武汉市政府采购办法》没有政府采购}",
        wrong="武汉市政府采购",
        right="长春市政府采购",
        says="《武汉市……》不是本地的文件，本单位是“长春市档案馆”",
        profile=CITY,
    ),
    # The district beside, and not one that is worked with.
    Case(
        "MZ681",
        "补充说明: {政府采购: 按照《上海市宝山区政府采购办法》没有政府采购}",
        wrong="上海市宝山区政府采购",
        right="上海市普陀区政府采购",
        says="《上海市宝山区……》不是本地的文件，本单位是“上海市普陀区档案馆”",
        profile=CITY.replace("长春市", "上海市普陀区"),
    ),
    Case(
        "MZ613",
        "补充说明: {政府采购: 徐汇区的库房改造没有完成}",
        wrong="徐汇区的",
        right="学习徐汇区的经验，",
        says="“徐汇区”不是本地，本单位是“上海市普陀区档案馆”",
        profile=CITY.replace("长春市", "上海市普陀区"),
    ),
    # A government by itself, and an office of the neighbour's, in whatever trade.
    Case(
        "MZ613",
        "补充说明: {政府采购: 由上海市长宁区人民政府安排}",
        wrong="长宁区",
        right="普陀区",
        says="“长宁区人民政府”不是本地的机关",
        profile=CITY.replace("长春市", "上海市普陀区"),
    ),
    Case(
        "MZ613",
        "补充说明: {政府采购: 与五通桥区卫生健康局的职责分工不变}",
        wrong="五通桥区",
        right="市中区",
        says="“五通桥区卫生健康局”不是本地的机关",
        profile=CITY.replace("长春市", "乐山市市中区"),
    ),
    # A place before the larger one that it cannot hold.
    Case(
        "MZ613",
        "补充说明: {政府采购: 安图县吉林省的库房改造没有完成}",
        wrong="安图县",
        right="",
        says="“安图县”不是本地，本单位是“吉林省档案馆”",
        profile=CITY.replace("长春市", "吉林省"),
    ),
    Case(
        "MZ613",
        "补充说明: {政府采购: 徐汇区的库房改造没有完成}",
        wrong="徐汇区",
        right="普陀区",
        says="“徐汇区”不是本地",
        profile=CITY.replace("长春市", "上海市普陀区"),
    ),
    Case(
        "MZ614",
        "年度: 2024",
        wrong="吉林市文化局",
        right="吉林省文化局",
        at="3:11",
        says="本单位是“吉林省档案馆”，主管部门“吉林市文化局”是别处的",
        profile=CITY.replace("长春市", "吉林省"),
        performance="""
            项目:
              - 名称: 档案扫描
                主管部门: 吉林市文化局
                资金: {当年财政拨款: [60.88, 60.88, 60.88]}
        """,
    ),
    # The department has another name than its unit says.
    BudgetCase(
        "MZ614",
        "汇总: [../../unit-1/2024-budget]",
        wrong="某市史志局",
        right="某市档案馆",
        at="1:7",
        says="“某市修复中心”的主管部门写的是“某市史志局”，汇总的部门是“某市档案馆",
        units=(
            """
    主管部门: 某市史志局
    单位: [{代码: 502002, 名称: 某市修复中心, 类型: 参公管理事业单位}]
    支出: [{科目: 2080109, 人员经费: 10.88}]
    基本支出: [{科目: 30101, 金额: 10.88}]
    """,
        ),
    ),
    Case(
        "MZ685",
        """
            三公经费:
              因公出国境费: 0
              公务用车购置费: 0
              公务用车运行维护费: {预算: 0, 决算: 0, 保有量: 0}
              公务接待费:
                预算: 1.00
                决算: 1.00
                国内接待: {批次: 1, 人次: 7, 用途: 接待某市档案馆查阅档案}
                外宾接待: 0
        """,
        wrong="接待某市档案馆",
        right="接待文化馆",
        says="来访的“某市档案馆”是本单位",
        profile=OFFICES,
    ),
    Case(
        "MZ681",
        "补充说明: {政府采购: 按照《焦作示范区政府采购办法》没有政府采购}",
        wrong="焦作示范区政府采购",
        right="济源示范区政府采购",
        says="《焦作示范区……》不是本地的文件",
        profile=CITY.replace("长春市", "济源产城融合示范区"),
    ),
    Case(
        "MZ613",
        "年度: 2024",
        at="4:24",
        wrong="徐汇区三定方案",
        right="普陀区三定方案",
        says="“徐汇区”不是本地，本单位是“上海市普陀区档案馆”",
        profile=RULED,
    ),
)
