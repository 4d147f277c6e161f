"""Changes at their place: one figure is one line, and everything else stays byte for byte."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random
from textwrap import dedent

import pytest

from mingzhang.diagnostics import Diagnostic
from mingzhang.editing import edited_bytes
from mingzhang.editing.edited_bytes import edited
from mingzhang.editing.source_changes import Add, Change, Put, Take
from mingzhang.editing.yaml_spans import Spot, outline
from mingzhang.reading.node import Node
from mingzhang.reading.yaml import read_yaml
from tests.support import PROJECT

FILE = Path("disclosure.yaml")
SOURCE = """\
    # 我的注释
    版式: 吉林   # 照省里的
    年度: 2024

    支出:
      # 养老
      - {科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}  # 退休
      - {科目: 2080505, 人员经费: 132.86}
    三公经费:
      公务接待费: 0   # 没有
      因公出国境费:
    机构: [办公室, '人事科']
    项目:
      - 名称: 甲
        金额: 1
      - 名称: "乙"
        金额: 2
    空的: []
    待: 待填  # 写这里
    说明: |
      第一行
      第二行
    # 末了
"""


def after(*changes: Change, text: str = SOURCE) -> str | Diagnostic:
    """The text after the changes."""
    made = edited(dedent(text).encode(), FILE, changes)
    return made if isinstance(made, Diagnostic) else made.decode()


def replaced(old: str, new: str) -> str:
    """The source with one place replaced."""
    text = dedent(SOURCE)
    assert text.count(old) == 1
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (Put(("支出", 0, "人员经费"), Decimal("61.80")), "人员经费: 60.88", "人员经费: 61.80"),
        (Put(("三公经费", "公务接待费"), Decimal("0.5")), "接待费: 0 ", "接待费: 0.5 "),
        (Put(("三公经费", "因公出国境费"), Decimal(3)), "出国境费:", "出国境费: 3"),
        (Put(("机构", 1), "它'们"), "'人事科'", "'它''们'"),
        (Put(("项目", 1, "名称"), "丙, 丁"), '"乙"', '"丙, 丁"'),
        (Put(("版式",), "a: b"), "吉林", "'a: b'"),
        (Put(("待",), Decimal(0)), "待填", "0"),
        (
            Put(("支出", 1, "差异原因"), "增员，见 #3"),
            "132.86}",
            "132.86, 差异原因: '增员，见 #3'}",
        ),
        (Put(("项目", 0, "备注"), "无"), "金额: 1\n", "金额: 1\n    备注: 无\n"),
        (
            Put(("项目", 0, "类别"), "无", ((), (), ("名称", "类别", "金额"))),
            "名称: 甲\n",
            "名称: 甲\n    类别: 无\n",
        ),
        (
            Put(("项目", 0, "编号"), "无", ((), (), ("编号", "名称", "金额"))),
            "- 名称: 甲\n",
            "- 编号: 无\n    名称: 甲\n",
        ),
        (
            Put(("支出", 1, "科", "目"), Decimal(1)),
            "人员经费: 132.86}",
            "人员经费: 132.86, 科: {目: 1}}",
        ),
        (Add(("支出",), {"科目": Decimal(208)}), "132.86}\n", "132.86}\n  - {科目: 208}\n"),
        (
            Add(("支出",), {"科目": Decimal(208)}, 0),
            "  - {科目: 2080501",
            "  - {科目: 208}\n  - {科目: 2080501",
        ),
        (
            Add(("项目",), {"名称": "丙", "金额": Decimal(3)}),
            "金额: 2\n",
            "金额: 2\n  - 名称: 丙\n    金额: 3\n",
        ),
        (Add(("机构",), "财务科"), "'人事科']", "'人事科', 财务科]"),
        (Add(("空的",), {"名称": "甲"}), "空的: []\n", "空的:\n  - {名称: 甲}\n"),
        (Add(("待",), {"名称": "甲"}), "待填  # 写这里\n", "  # 写这里\n  - {名称: 甲}\n"),
        (Take(("支出", 1)), "  - {科目: 2080505, 人员经费: 132.86}\n", ""),
        (Take(("支出", 0, "人员经费")), "人员经费: 60.88, ", ""),
        (Take(("支出", 0, "年初预算")), ", 年初预算: 60.88", ""),
        (Take(("项目", 0, "名称")), "- 名称: 甲\n    金额: 1", "- 金额: 1"),
        (Take(("三公经费", "公务接待费")), "  公务接待费: 0   # 没有\n", ""),
    ],
)
def test_only_what_was_asked_changes(change: Change, old: str, new: str) -> None:
    assert after(change) == replaced(old, new)


def test_the_first_row_of_a_missing_list_opens_it() -> None:
    text = dedent("版式: 吉林\n支出:\n  - {科目: 1}\n")
    assert after(Add(("项目",), {"名称": "甲"}), text=text) == f"{text}\n项目:\n  - {{名称: 甲}}\n"


ORDER = ("年度", "支出", "项目", "收入", "上年", "说明")
ORDERED = """\
    # 表头
    年度: 2024  # 今年
    支出:
      - {科目: 1}
      # - {科目: 2} 备查

    # 收入在后
    收入:
      - {科目: 3}
    # 收入的尾注

    说明: 无
    年份: 后补
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_list_or_group_stands_between_its_neighbours(newline: str) -> None:
    text = dedent(ORDERED).replace("\n", newline)
    project = {"名称": "甲"}
    made = edited(
        text.encode(),
        FILE,
        [
            Add(("项目",), project, orders=(ORDER,)),
            Add(("项目",), project, orders=(ORDER,)),
            Put(("上年", "总计"), Decimal(1), (ORDER, ("总计",))),
        ],
    )
    assert isinstance(made, bytes)
    rows = "项目:\n  - {名称: 甲}\n  - {名称: 甲}\n"
    wanted = dedent(ORDERED).replace("备查\n", f"备查\n\n{rows}")
    wanted = wanted.replace("尾注\n", "尾注\n\n上年:\n  总计: 1\n")
    assert made.decode().replace(newline, "\n") == wanted
    assert made.decode().count(newline) == wanted.count("\n")


def test_a_key_in_a_group_leaves_the_next_ones_comment_with_it() -> None:
    text = "三公:\n  甲: 1\n  # 丙的\n  丙: 2\n"
    change = Put(("三公", "乙"), Decimal(3), (("三公",), ("甲", "乙", "丙")))
    assert after(change, text=text) == "三公:\n  甲: 1\n  乙: 3\n  # 丙的\n  丙: 2\n"


@pytest.mark.parametrize(
    ("taken", "text", "left"),
    [
        ("乙", "{甲: 1,  # 甲的\n    乙: 2}", "{甲: 1  # 甲的\n    }"),
        ("甲", "{甲: 1,  # 甲的\n    # 乙的\n    乙: 2}", "{# 乙的\n    乙: 2}"),
        ("甲", "{甲: 1, 乙: 2}", "{乙: 2}"),
        ("乙", "{甲: 1, 乙: 2}", "{甲: 1}"),
    ],
)
def test_a_key_taken_out_of_braces_leaves_the_others_comment(
    taken: str, text: str, left: str
) -> None:
    assert after(Take(("三公", taken)), text=f"三公: {text}\n") == f"三公: {left}\n"


def test_a_dash_in_a_comment_is_no_row() -> None:
    text = "项:\n  -  # 一 - 二\n    名: 甲\n  - 名: 乙\n丙: 1\n"
    assert after(Take(("项", 0)), text=text) == "项:\n  - 名: 乙\n丙: 1\n"


def test_the_last_row_leaves_an_empty_list() -> None:
    assert after(Take(("项", 0)), text="项:\n  - {名: 甲}\n乙: 1\n") == "项: []\n乙: 1\n"


def test_several_changes_follow_each_other() -> None:
    made = after(
        Add(("支出",), {"科目": Decimal(208)}),
        Put(("支出", 2, "人员经费"), Decimal("1.50")),
        Put(("支出", 2, "人员经费"), Decimal("2.50")),
        Put(("支出", 0, "人员经费"), Decimal("3.00")),
        Take(("支出", 1)),
    )
    assert isinstance(made, str)
    assert "- {科目: 2080501, 人员经费: 3.00, 年初预算: 60.88}  # 退休\n" in made
    assert "  - {科目: 208, 人员经费: 2.50}\n" in made
    assert "2080505" not in made


@pytest.mark.parametrize(
    "text",
    [
        "行:\n  - {名: 甲, 数: 1}\n后: 1\n",
        "行:\r\n  - {名: 甲, 数: 1}  # 一\r\n  # 完\r\n\r\n# 后的\r\n后: 1\r\n",
        "行:\n- 名: 甲\n  数: 1\n- 名: 丙\n  数: 3",
        "行: [{名: 甲, 数: 1}]\n后: 1\n",
        "行: []\n后: 1\n",
        "后: 1\n",
    ],
)
def test_rows_that_are_added_together_are_written_as_if_one_by_one(text: str) -> None:
    rows = [Add(("行",), {"名": f"加{n}", "数": Decimal(n)}) for n in range(4)]
    values = [Put(("行", n, "注"), f"注{n}") for n in range(4)]
    changes: list[Change] = [rows[0], rows[1], *values[:1], rows[2], rows[3], *values]
    data = text.encode()
    for change in changes:
        made = edited(data, FILE, [change])
        assert isinstance(made, bytes)
        data = made
    assert edited(text.encode(), FILE, changes) == data


def test_a_pasted_block_is_not_looked_through_for_each_of_its_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = list[str]()

    def counted(text: str) -> Spot | None:
        looked.append(text)
        return outline(text)

    monkeypatch.setattr(edited_bytes, "outline", counted)
    text = "行:\n  - {名: 甲}\n"
    changes: list[Change] = [Add(("行",), {"名": "乙"}) for _ in range(50)]
    changes += [Put(("行", n, "数"), Decimal(n)) for n in range(51)]
    made = edited(text.encode(), FILE, changes)
    assert isinstance(made, bytes)
    assert made.decode().endswith("  - {名: 乙, 数: 50}\n")
    assert len(looked) < 6


def test_line_ends_and_the_mark_of_the_file_stay() -> None:
    data = b"\xef\xbb\xbf" + "支出:\r\n  - {科目: 1}\r\n".encode()
    made = edited(data, FILE, [Add(("支出",), {"科目": Decimal(2)})])
    assert made == b"\xef\xbb\xbf" + "支出:\r\n  - {科目: 1}\r\n  - {科目: 2}\r\n".encode()


@pytest.mark.parametrize(
    "change",
    [
        Put(("支出", 7, "人员经费"), Decimal(1)),
        Put(("支出",), Decimal(0)),
        Take(("没有",)),
        Add(("三公经费",), {"名称": "甲"}),
        Add(("支出",), {"名称": "甲"}, 9),
    ],
)
def test_what_cannot_be_written_in_place_is_told(change: Change) -> None:
    made = after(change)
    assert isinstance(made, Diagnostic)
    assert made.code == "MZ831"


def test_of_many_values_the_one_that_cannot_be_read_is_named() -> None:
    rows = [Add(("行",), {"名称": name, "数": Decimal(1)}) for name in ("甲", "乙\u00ad乙", "丙")]
    made = after(*rows, text="行: []\n")
    assert isinstance(made, Diagnostic)
    assert made.message.startswith("“乙\\u00ad乙”照这样写就读不出来了，没有写：")
    assert "U+00AD" in made.message
    made = after(Put(("行",), Decimal("1" * 40)), text="行: 1\n")
    assert isinstance(made, Diagnostic)
    assert made.message.startswith(f"“{'1' * 30}…”照这样写")


def test_a_text_that_cannot_be_read_is_left_alone() -> None:
    made = after(Put(("甲",), Decimal(1)), text="甲: [1\n")
    assert isinstance(made, Diagnostic)
    assert made.code == "MZ830"


SOURCES = sorted(
    file
    for folder in (PROJECT.sources, PROJECT.forms[0] / "example")
    for file in folder.rglob("*.yaml")
)


def spots(node: Node, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Node]]:
    """Every single value of a tree with its path."""
    below: list[tuple[str | int, Node]] = [*node.items(), *enumerate(node.rows())]
    if not below:
        return [(path, node)]
    return [one for step, value in below for one in spots(value, (*path, step))]


@pytest.mark.parametrize("seed", range(100))
def test_an_edit_of_a_real_source_is_one_line_and_can_be_taken_back(seed: int) -> None:
    random = Random(seed)  # noqa: S311 (a sample)
    file = random.choice(SOURCES)
    data = file.read_bytes()
    tree, _ = read_yaml(data, file)
    assert tree is not None
    path, node = random.choice(spots(tree))
    if not isinstance(node.value, (str, Decimal)) or "\n" in node.text:
        return
    word = random.choice(["0", "-1.50", "88.88"])
    new = Decimal(word) if node.number is not None else node.text + random.choice("丙：,#'\"}")
    made = edited(data, file, [Put(path, new)])
    assert isinstance(made, bytes)
    before, lines = data.splitlines(keepends=True), made.splitlines(keepends=True)
    line = node.place.line - 1
    assert len(lines) == len(before)
    assert [n for n, (a, b) in enumerate(zip(before, lines, strict=True)) if a != b] in ([line], [])
    back = edited(made, file, [Put(path, node.value)])
    assert isinstance(back, bytes)
    assert back == data or (isinstance(node.value, str) and _told(back, file) == _told(data, file))


@pytest.mark.parametrize("seed", range(100))
def test_a_row_added_to_a_real_source_can_be_taken_back(seed: int) -> None:
    random = Random(seed)  # noqa: S311 (a sample)
    file = random.choice(SOURCES)
    data = file.read_bytes()
    tree, _ = read_yaml(data, file)
    assert tree is not None
    lists = [(key, node) for key, node in tree.items() if any(True for _ in node.rows())]
    if not lists:
        return
    key, rows = random.choice(lists)
    number = len([*rows.rows()])
    at = random.randrange(number + 1)
    made = edited(data, file, [Add((key,), {"科目": Decimal(2080501), "甲": "乙"}, at)])
    assert isinstance(made, bytes)
    assert edited(made, file, [Take((key, at))]) == data


def _told(data: bytes, file: Path) -> object:
    tree, _ = read_yaml(data, file)
    assert tree is not None
    return tree.plain()
