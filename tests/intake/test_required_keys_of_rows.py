"""Keys that a form requires in rows stand as 待填 in what an import writes."""

from mingzhang.intake.required_keys_of_rows import with_required

SCHEMA = {
    "properties": {
        "支出": {"items": {"required": ["科目", "依据"]}},
        "组": {"properties": {"列表": {"items": {"required": ["名称"]}}}},
    }
}


def test_each_row_has_what_is_required_of_it() -> None:
    values = {
        "支出": [{"科目": "2080501", "项目支出": 1}, {"科目": "2080502", "依据": "文件"}],
        "组": {"列表": [{"金额": 2}], "数": 3},
        "收入": [],
    }
    assert with_required(values, SCHEMA) == {
        "支出": [
            {"科目": "2080501", "项目支出": 1, "依据": "待填"},
            {"科目": "2080502", "依据": "文件"},
        ],
        "组": {"列表": [{"金额": 2, "名称": "待填"}], "数": 3},
        "收入": [],
    }


def test_what_is_no_row_stays() -> None:
    values = {"支出": "待填", "组": {"列表": ["甲"]}}
    assert with_required(values, SCHEMA) == values
