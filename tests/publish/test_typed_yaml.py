"""Values → YAML → the same values, whatever the texts; a row is a line."""

from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.stray_characters import strange
from mingzhang.reading.yaml import read_yaml

ODD = st.sampled_from(
    [
        *(
            "是",
            "null",
            "true",
            "~",
            "",
            " ",
            "- 甲",
            "甲: 乙",
            "甲 # 乙",
            "甲，乙：丙",
            "{甲}",
            "[乙]",
        ),
        *(
            "'",
            '"',
            "\\",
            "甲\n乙\n",
            "甲\t乙",
            ">=98%",
            "１２",
            "1,234.56",
            "0123",
            "12月",
            "2025-10-09",
        ),
        *(
            "2024-10",
            "=5万元",
            "*甲",
            "&甲",
            "!甲",
            "@甲",
            "%甲",
            "|",
            ">",
            "?",
            "键：值",
            "甲:乙",
            "-",
            "—",
        ),
        *(
            "21.5，科目：",
            "甲 ",
            " 甲",
            "\u3000甲",
            "甲\u3000乙",
            "---",
            "...",
            "<<",
            "1e5",
            "0x1F",
            "+5",
        ),
        *(
            "甲［乙］",
            "ａ：b",
            "No",
            "on",
            "缺",
            "合计",
            "2080501",
            "-0.50",
            "A4 纸",
            "库房 / 电费",
        ),
    ]
)
ANY = st.text(max_size=30).filter(lambda t: t.isprintable() and not any(strange(t)))
TEXT = st.one_of(ODD, ANY)
NUMBER = st.decimals(-(10**12), 10**12, places=2, allow_nan=False, allow_infinity=False)
SCALAR = st.one_of(TEXT, NUMBER, st.booleans(), st.none())
VALUE = st.recursive(
    SCALAR,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(TEXT.filter(str.strip), inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(TEXT.filter(str.strip), VALUE, min_size=1, max_size=4))
def test_values_read_back_as_they_are(values: dict[str, object]) -> None:
    text = as_yaml(values)
    node, found = read_yaml(text.encode(), Path("disclosure.yaml"))
    assert node is not None, (text, [str(f) for f in found])
    assert found == (), text
    assert node.plain() == values
    assert as_yaml(values) == text


def test_a_row_is_a_line_and_a_short_group_too() -> None:
    values = {
        "年度": Decimal(2024),
        "支出": [{"科目": Decimal(2080501), "人员经费": Decimal("60.80")}],
        "三公经费": {"公务接待费": {"原因": "严控"}},
        "项目": [{"名称": "甲", "目标": {"指标": [{"三级": "次数", "指标值": ">=1次"}]}}],
    }
    assert as_yaml(values) == (
        "年度: 2024\n"
        "\n"
        "支出:\n"
        "  - {科目: 2080501, 人员经费: 60.80}\n"
        "\n"
        "三公经费: {公务接待费: {原因: 严控}}\n"
        "\n"
        "项目:\n"
        "  - 名称: 甲\n"
        "    目标:\n"
        "      指标:\n"
        "        - {三级: 次数, 指标值: '>=1次'}\n"
    )
