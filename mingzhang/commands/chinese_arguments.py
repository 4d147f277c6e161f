"""Arguments in Chinese: a parser whose help, usage and complaints are argparse's, translated."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

# A line of argparse's help → ours; whatever it says elsewhere is the commands' own.
LINES = {
    "usage: ": "用法：",
    "positional arguments:": "参数：",
    "options:": "选项：",
}
HELP = "show this help message and exit"
# What argparse complains of, as a pattern → the same in Chinese.
COMPLAINTS = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"the following arguments are required: (?P<names>.*)", "缺少参数：{names}"),
        (r"unrecognized arguments: (?P<names>.*)", "没有这样的参数：{names}"),
        (r"expected one argument", "后面要有一个值"),
        (r"expected at least one argument", "后面至少要有一个值"),
        (
            r"invalid choice: (?P<value>.*) \(choose from (?P<choices>.*)\)",
            "没有 {value}，可用：{choices}",
        ),
        (r"invalid \S+ value: (?P<value>.*)", "{value} 写得不对"),
        (r"ignored explicit argument (?P<value>.*)", "后面不能有值：{value}"),
        (
            r"ambiguous option: (?P<value>.*) could match (?P<choices>.*)",
            "{value} 不清楚是哪一个：{choices}",
        ),
    )
)
NAMED = re.compile(r"argument (?P<name>.*?): (?P<rest>.*)", re.DOTALL)


class ChineseParser(argparse.ArgumentParser):
    """As argparse has it, in Chinese; the parsers of commands are made of the same class."""

    def format_help(self) -> str:
        """The help of a command's arguments, in Chinese."""
        lines = super().format_help().replace(HELP, "显示帮助").splitlines(keepends=True)
        return "".join(map(_line, lines))

    def format_usage(self) -> str:
        """The usage of a command's arguments in Chinese, as it stands above a complaint."""
        return "".join(map(_line, super().format_usage().splitlines(keepends=True)))

    def error(self, message: str) -> NoReturn:
        """Print in Chinese what is wrong with the arguments, and end with 2."""
        self.exit(2, f"{self.format_usage()}{self.prog}：{complaint(message)}\n")


def complaint(message: str) -> str:
    """What argparse complains of in the arguments, in Chinese; else as it is."""
    if named := NAMED.fullmatch(message):
        return f"参数 {named['name']}：{complaint(named['rest'])}"
    for pattern, words in COMPLAINTS:
        if found := pattern.fullmatch(message):
            return words.format_map(found.groupdict())
    return message


def _line(line: str) -> str:
    start = next((words for words in LINES if line.startswith(words)), "")
    return LINES.get(start, "") + line.removeprefix(start)
