"""The key that words, or the unit behind a number, name beside the one that is printed."""

from __future__ import annotations

import pytest

from mingzhang.document.keys_beside import (
    other_block,
    other_by_unit,
    other_list,
    other_stem,
    other_text,
)

UNITS = {"次数": "次", "人数": "人", "人次": "人次", "团组数": ""}


@pytest.mark.parametrize(
    ("key", "behind", "other"),
    [
        ("人数", "次，参会", "次数"),
        ("次数", "人。", "人数"),
        ("次数", "人次", "人次"),
        ("团组数", "人次。", "人次"),
        # A shorter word may be what a longer one is called by, and a measure of nobody's own.
        ("人次", "人次", ""),
        ("人数", "人，其中", ""),
        ("次数", "场", ""),
        ("团组数", "个", ""),
        ("别的", "人", ""),
    ],
)
def test_the_key_in_whose_unit_a_number_is_counted(key: str, behind: str, other: str) -> None:
    assert other_by_unit(behind, key, UNITS) == other


BLOCKS = {
    "会议费": "会议费",
    "培训费": "培训费用",
    "会议费明细": "会议费明细",
    "重点工作": "重点工作",
    "活动": "活动",
}


@pytest.mark.parametrize(
    ("words", "block", "other"),
    [
        ("会议费支出", "培训费", "会议费"),
        ("重点工作支出", "会议费", "重点工作"),
        ("培训费用", "会议费", "培训费"),
        # It names its own, too, or nothing of the form's, or what its own name contains.
        ("会议费和培训费合计", "培训费", ""),
        ("其中", "会议费", ""),
        ("会议费", "会议费明细", ""),
        ("会议费", "机关运行经费", ""),
        # Two characters are what other words have, too.
        ("各类活动支出", "会议费", ""),
    ],
)
def test_the_block_that_words_name_and_nothing_behind_them_prints(
    words: str, block: str, other: str
) -> None:
    assert other_block(words, block, BLOCKS) == other


BESIDE = ("自评项目数", "部门评价项目数", "金额")


@pytest.mark.parametrize(
    ("clause", "key", "other"),
    [
        ("组织对个项目开展了部门评价", "自评项目数", "部门评价项目数"),
        ("组织对个项目开展了部门评价", "部门评价项目数", ""),
        ("自评和部门评价的项目", "自评项目数", ""),
        ("共个项目", "自评项目数", ""),
        ("金额", "自评项目数", ""),
    ],
)
def test_what_tells_a_key_from_the_one_that_a_clause_names(
    clause: str, key: str, other: str
) -> None:
    assert other_stem(clause, key, BESIDE) == other


LEVELS = {"一级": "一级", "二级": "二级", "指标值": "指标值"}


@pytest.mark.parametrize(
    ("title", "key", "other"),
    [
        ("二级指标", "一级", "二级"),
        ("一级指标", "一级", ""),
        ("指标值", "二级", "指标值"),
        ("名称", "二级", ""),
        ("一级、二级指标", "一级", ""),
    ],
)
def test_the_text_with_whose_name_a_title_begins(title: str, key: str, other: str) -> None:
    assert other_text(title, key, LEVELS) == other


LISTS = {"重点工作": "重点工作", "采购": "采购明细"}
LISTED = {"采购明细": "采购明细", "购买服务": "购买服务清单", "活动": "活动"}


@pytest.mark.parametrize(
    ("before", "behind", "key", "other"),
    [
        ("共", "项重点工作", "支出项", "重点工作"),
        ("有", "重点工作。", "支出项", "重点工作"),
        ("重点工作共", "项，", "支出项", "重点工作"),
        ("采购明细", "条。", "重点工作", "采购"),
        # It counts what it says, or what is said of the rows is another thing.
        ("重点工作共", "项，", "重点工作", ""),
        ("重点工作涉及", "项。", "支出项", ""),
        ("重点工作共", "个科目。", "支出项", ""),
        ("重点工作共", "，", "支出项", ""),
        ("共", "个科目", "支出项", ""),
    ],
)
def test_the_list_whose_rows_the_words_around_a_number_count(
    before: str, behind: str, key: str, other: str
) -> None:
    assert other_list(before, behind, key, LISTS) == other


@pytest.mark.parametrize(
    ("before", "behind", "key", "other"),
    [
        ("涉及采购项目", "个，购买服务另列", "购买服务", "采购明细"),
        ("购买服务的有", "项", "采购明细", "购买服务"),
        # Both, neither, or a count of what is no list of the form's own.
        ("采购项目和活动", "个", "购买服务", ""),
        ("购买服务、采购共", "项", "购买服务", ""),
        ("共", "项", "购买服务", ""),
        ("涉及采购项目", "个", "支出项", ""),
    ],
)
def test_what_a_clause_says_of_is_what_one_list_is_of(
    before: str, behind: str, key: str, other: str
) -> None:
    assert other_list(before, behind, key, LISTED) == other
