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
_NAME = rf"(?:(?:{'|'.join(_COMPOUND)}){_HAN}{{1,2}}|[{_SURNAMES}][ ]?{_HAN}{{1,2}})"
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
# Words that begin like a surname.
_NO_NAMES = ("任何", "单位", "方面", "高级", "管理", "有关", "成员", "安全", "时任", "向全", "于各")


def persons(text: str) -> Iterator[str]:
    """The names of persons in a text, in order."""
    for match in _LABELLED.finditer(text):
        yield from (name for name in match[1].split("、") if _is_name(name))
    yield from (name for name in _BESIDE.findall(text) if _is_name(name))
    told: set[int] = set()
    for match in _TITLED.finditer(text):
        # 张三同志 may be read as 问张三, too: one name for each title.
        if match.end(1) not in told and _is_name(match[1]):
            told.add(match.end(1))
            yield match[1]


def _is_name(name: str) -> bool:
    return not name.startswith(_NO_NAMES)
