"""The keys.yaml of a chain of folders → one declaration of every key, and what is wrong in it."""

from pathlib import Path

import pytest

from mingzhang.forms.form_keys import Keys, read_keys

TYPES = "金额: {type: number}\n文字: {type: [string, number], minLength: 1}\n"
PARENT = """\
数据:
  说明: 全部数字。
  键:
    总额: {类型: 金额, 说明: 全部的钱。}
    三公经费:
      类型: 组
      说明: 三项。
      键:
        接待: {类型: 金额, 说明: 接待费。}
"""


def keys(*texts: str) -> tuple[Keys, list[str]]:
    files = [(Path("a/types.yaml"), TYPES.encode())]
    files += [(Path(f"{number}/keys.yaml"), text.encode()) for number, text in enumerate(texts)]
    found, faults = read_keys(files)
    return found, [f"{f.place} {f.code} {f.message} {f.hint}" for f in faults]


def test_a_form_says_only_what_differs() -> None:
    own = "数据: {键: {三公经费: {键: {会议: {类型: 金额, 说明: 会议费。}}}, 总额: {必填: 是}}}"
    found, faults = keys(PARENT, own)
    assert faults == []
    whole = found.sections["数据"].get("键")
    assert whole is not None
    assert [name for name, _ in whole.items()] == ["总额", "三公经费"]
    official = whole.get("三公经费", "键")
    assert official is not None
    assert [name for name, _ in official.items()] == ["接待", "会议"]
    demanded = whole.get("总额", "必填")
    assert demanded is not None
    assert demanded.place.file == Path("1/keys.yaml")


@pytest.mark.parametrize(
    "said",
    ["例: [1.00]", "片段: [{label: 甲, bodyText: 1.00}]", "写法: 两位小数", "必填: 否", "上年: 是"],
)
def test_what_a_declaration_may_say(said: str) -> None:
    own = f"数据: {{键: {{甲: {{类型: 金额, 说明: 甲。, {said}}}}}}}"
    assert keys(PARENT, own)[1] == []


@pytest.mark.parametrize(
    ("own", "place", "code", "said"),
    [
        ("数剧: {键: {}}", "1:1:5", "MZ080", "没有“数剧”这一部分"),
        ("数据:\n  键:\n    甲: 金额", "1:3:8", "MZ081", "“甲”的声明应是一组“键: 值”"),
        (
            "数据:\n  键:\n    甲: {类型: 金额, 说朋: 甲。, 说明: 甲。}",
            "1:3:17",
            "MZ080",
            "没有“说朋”这一项。 是不是“说明”？",
        ),
        (
            "数据:\n  键:\n    甲: {类型: 全额, 说明: 甲。}",
            "1:3:13",
            "MZ082",
            "类型不能是“全额”。 是不是“金额”？",
        ),
        ("数据:\n  键:\n    甲: {说明: 甲。}", "1:3:8", "MZ082", "缺少“类型”"),
        (
            "数据:\n  键:\n    甲: {类型: 金额, 必填: 真, 说明: 甲。}",
            "1:3:21",
            "MZ081",
            "“甲”的“必填”应是“是”或“否”",
        ),
        (
            "数据:\n  键:\n    甲: {类型: 金额, 文中: 甲数, 说明: 甲。}",
            "1:3:21",
            "MZ081",
            "“甲”的“文中”应是列表",
        ),
        (
            "数据:\n  键:\n    甲: {类型: 文字, 最多: 三, 说明: 甲。}",
            "1:3:21",
            "MZ081",
            "“甲”的“最多”应是整数",
        ),
        (
            "数据:\n  键:\n    甲: {类型: 金额, 缺省: 0, 说明: 甲。}",
            "1:3:21",
            "MZ081",
            "“甲”是数，不能有“缺省”",
        ),
        (
            "数据:\n  键:\n    甲: {类型: 金额, 单位: 个, 说明: 甲。}",
            "1:3:21",
            "MZ081",
            "“甲”的类型是“金额”，单位却是“个”",
        ),
        (
            "数据:\n  键:\n    甲: {类型: 文字, 单位: 万元, 说明: 甲。}",
            "1:3:21",
            "MZ081",
            "“甲”的类型是“文字”，单位却是“万元”",
        ),
        (
            """
                数据: {键: {甲: {类型: 行, 说明: 行。, 每行: {键: {
                  乙: {类型: 金额, 随: 丙, 说明: 乙。}}}}}}
            """,
            "1:3:34",
            "MZ086",
            "“乙”的“随”用了这种行里没有的键“丙”",
        ),
        ("数据:\n  键:\n    甲: {类型: 金额}", "1:3:8", "MZ083", "缺少“说明”"),
        ("勾稽: [甲 = 乙]", "1:1:5", "MZ081", "“勾稽”下面应是一组“键: 值”"),
        ("数据: {键: 甲}", "1:1:9", "MZ081", "“键”下面应是一组“键: 值”"),
        (
            "数据: {键: {甲: {类型: 行, 说明: 行。, 每行: {键: {乙: {类型: 金额}}}}}}",
            "1:1:41",
            "MZ083",
            "“乙”的声明里缺少“说明”",
        ),
    ],
)
def test_a_fault_is_told_at_its_place(own: str, place: str, code: str, said: str) -> None:
    _, (told,) = keys(PARENT, own)
    number, _, position = place.partition(":")
    assert told.startswith(f"{number}/keys.yaml:{position} {code} ")
    assert said in told


def test_a_file_that_cannot_be_read_is_told_alone() -> None:
    _, faults = keys(PARENT, "数据: {键: {甲: {类型: 金额}}\n")
    assert len(faults) == 1
    assert "MZ083" not in faults[0]


@pytest.mark.parametrize(
    ("words", "value", "wanted"),
    [
        (("必填", "不刊出", "不重复", "汇总", "分类", "上年", "原因"), "真", "“是”或“否”"),
        (("最少", "最多"), "几", "整数"),
        (("例", "片段", "区分", "分组", "文中"), "甲", "列表，例如 [甲, 乙]"),
        (("名称", "说明", "单位", "写法", "句中"), "[甲]", "文字"),
    ],
)
def test_every_word_of_a_declaration_has_a_value_of_its_kind(
    words: tuple[str, ...], value: str, wanted: str
) -> None:
    for word in words:
        rest = "" if word == "说明" else ", 说明: 甲。"
        faults = keys(f"数据:\n  键:\n    甲: {{类型: 金额{rest}, {word}: {value}}}")[1]
        assert any(f"“甲”的“{word}”应是{wanted}。" in one for one in faults), (word, faults)
