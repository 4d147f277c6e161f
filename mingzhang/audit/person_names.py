"""Persons: a line of text → names of private persons, told by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜"
    "戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪"
    "翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧"
    "甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边楚"
)
_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒")
_HAN = r"[\u4e00-\u9fff]"
_GIVEN_NAME = rf"(?:(?!的){_HAN}){{1,2}}"
_NAME = rf"(?:(?:{'|'.join(_COMPOUND)}){_GIVEN_NAME}|[{_SURNAMES}][ ]?{_GIVEN_NAME})"
_LABELS = (
    *(
        "联系人",
        "负责人",
        "姓名",
        "经办人",
        "填报人",
        "填表人",
        "制表人",
        "审核人",
        "复核人",
        "编制人",
    ),
    *(
        "责任人",
        "收款人",
        "法定代表人",
        "法人代表",
        "代理人",
        "申请人",
        "举报人",
        "受益人",
        "财务主管",
    ),
)
# A label, a mark between, one name or several; what follows is no further word.
_LABELLED = re.compile(
    rf"(?:{'|'.join(_LABELS)})(?:[(（][^)）]{{0,12}}[)）])?\s{{0,4}}(?:[:：,|]|是|为|\s)\s{{0,4}}[\"'“]?"
    rf"({_NAME}(?:、{_NAME})*)(?!{_HAN})"
)
# Without any mark only these: what follows the others may be a word.
_BESIDE = re.compile(rf"(?:联系人|姓名|经办人|收款人)({_NAME})(?!{_HAN})")
_TITLED = re.compile(rf"(?=({_NAME})(?:同志|先生|女士))")
# Who signs, drives, draws money: with a colon the word before may be one of many.
_ROLES = (
    *("审核", "复核", "审批", "制表", "填报", "填表", "会计", "出纳", "经办", "验收", "证明"),
    *("报销人", "领款人", "领取人", "签收人", "当事人", "户主", "患者", "死者", "家属"),
)
_IN_ROLE = re.compile(rf"(?:{'|'.join(_ROLES)})[:：][ ]?({_NAME}(?:、{_NAME})*)(?!{_HAN})")
_PRIVATE = (
    *("出纳", "驾驶员", "司机", "烈属", "遗属", "报销人", "领款人", "领取人", "老党员"),
    *("困难党员", "困难职工", "离休干部", "退休干部", "优抚对象", "伤残军人"),
    *("低保户", "五保户", "贫困户", "残疾人"),
)
# What happens to one person, or is paid to one: what stands before it is a name, no trade.
_OF_ONE = r"病故|去世|逝世|抚恤金|丧葬费|的?(?:帮扶|慰问|救助|生活补助)"
_PERSON = re.compile(rf"(?:{'|'.join(_PRIVATE)}|职工)({_NAME})(?:(?!{_HAN})|(?={_OF_ONE}))")
_GIVEN = re.compile(
    rf"(?:付给|支付给|发给|发放给|借给)({_NAME})(?=(?:个人)?(?:劳务|讲课|咨询|评审|医药|赔偿|稿)费|{_OF_ONE})"
)
_AND_OTHERS = re.compile(rf"(?<!{_HAN})({_NAME})等[0-9一二两三四五六七八九十]+(?:余)?人")
_PAID = re.compile(
    r"(?:发放|支付|补助|慰问|救助|资助|赔偿|补偿|返还|退还|抚恤)(?:给|了)?"
    rf"({_NAME})等[0-9一二两三四五六七八九十]+(?:余)?[人名户位]"
)
# Words that begin like a surname.
_NO_NAMES = (
    *("任何", "单位", "方面", "高级", "管理", "有关", "成员", "安全", "时任", "向全", "于各"),
    *("金额", "任务", "任职", "包车", "房屋", "车辆", "费用", "时间", "单价", "方案", "项目"),
    *(
        "成本",
        "康复",
        "管护",
        "安置",
        "安葬",
        "安居",
        "高校",
        "高温",
        "高龄",
        "家庭",
        "钱款",
        "关爱",
        "关怀",
        "应急",
    ),
)


def persons(text: str) -> Iterator[str]:
    """The names of persons in a text, in order."""
    for pattern in (_LABELLED, _IN_ROLE, _BESIDE, _PERSON, _PAID, _GIVEN, _AND_OTHERS):
        found = (name for match in pattern.finditer(text) for name in match[1].split("、"))
        yield from filter(_is_name, found)
    told: set[int] = set()
    for match in _TITLED.finditer(text):
        # 张三同志 may be read as 问张三, too: one name for each title.
        if match.end(1) not in told and _is_name(match[1]):
            told.add(match.end(1))
            yield match[1]


def _is_name(name: str) -> bool:
    return not name.startswith(_NO_NAMES)
