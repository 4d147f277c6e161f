from __future__ import annotations

import pytest

from mingzhang.cli import main
from mingzhang.commands.chinese_arguments import complaint


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("the following arguments are required: 版式", "缺少参数：版式"),
        ("unrecognized arguments: --x", "没有这样的参数：--x"),
        ("argument --output: expected one argument", "参数 --output：后面要有一个值"),
        (
            "argument --format: invalid choice: 'x' (choose from 'text', 'json')",
            "参数 --format：没有 'x'，可用：'text', 'json'",
        ),
        ("argument --year: invalid int value: 'x'", "参数 --year：'x' 写得不对"),
        ("argument --year: 年度请写四位数字: x", "参数 --year：年度请写四位数字: x"),
    ],
)
def test_what_argparse_says_is_told_in_chinese(said: str, told: str) -> None:
    assert complaint(said) == told


def test_wrong_use_is_told_with_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--format", "x"])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("用法：mingzhang check")
    assert "参数 --format：没有 'x'" in told


def test_the_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    told = capsys.readouterr().out
    assert all(words in told for words in ("用法：", "参数：", "选项：", "显示帮助"))
    assert not any(words in told for words in ("usage", "options", "positional", "show this"))
