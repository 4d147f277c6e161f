"""The command ``mingzhang``: arguments → the command's exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, show
from mingzhang.commands.chinese_arguments import ChineseParser
from mingzhang.commands.immediate_exit import run_and_end
from mingzhang.commands.signal_handling import Ended, endings
from mingzhang.garbage_collector import look_seldom

CUT_OFF, INTERRUPTED = 141, 130  # as a shell reports SIGPIPE and SIGINT
# What explains a message, or sets the program up, runs whatever is wrong with the project's file;
# an editor is told of it where it looks, not where nobody reads.
OUTSIDE = ("rule", "setup", "git-setup", "lsp")
UNWRITTEN = 74  # EX_IOERR
Adder = Callable[[argparse.ArgumentParser], None]


def _later(module: str) -> Adder:
    """A command of the CLI imported when it is asked for: each needs other parts of the program."""

    def add(parser: argparse.ArgumentParser) -> None:
        """Imports a command's module and adds its arguments."""
        getattr(import_module(f"mingzhang.commands.{module}"), f"add_{module}")(parser)

    return add


COMMANDS: dict[str, tuple[str, Adder]] = {
    "build": ("核对并生成网页、PDF、Excel 和 Word", _later("build")),
    "check": ("只核对，不生成", _later("check")),
    "serve": ("工作台：在浏览器里看网页和提示、填写", _later("serve")),
    "lsp": ("语言服务：给支持 LSP 的编辑器用", _later("lsp")),
    "affected": ("改了这些文件，哪些文档要重做", _later("affected")),
    "audit": ("列出会公开的全部内容，标出像个人信息的", _later("audit")),
    "site": ("把全部文档编成可以查找的公开目录", _later("site")),
    "verify": ("核实公开的文件：谁拿到都可以重算", _later("verify")),
    "rule": ("列出或解释提示的编号", _later("rule")),
    "region": ("检查版式（templates 里的文件夹）", _later("region")),
    "diff": ("比较两个版本：数字、句子和没有跟着改的原因", _later("diff")),
    "trace": ("一个数是怎么来的", _later("trace")),
    "confirm": ("确认各项变动原因所说明的数字", _later("confirm")),
    "subject": ("按名称或编码找科目", _later("subject")),
    "catalogue": ("导入某一年的科目目录", _later("catalogue")),
    "new": ("新建一份文档：写好要填的各处", _later("new")),
    "import": ("由填好表格的 Excel 工作簿填写一份文档", _later("import_workbook")),
    "next": ("由上年的文档新建下一年的", _later("next")),
    "status": ("还有哪些要填、要确认、要改", _later("status")),
    "trust": ("同意运行 rules/ 里的自定义规则", _later("trust")),
    "setup": ("准备字体和系统软件包：装好程序以后运行一次", _later("setup")),
    "upgrade": ("更新数据仓库里给编辑器用的填写格式", _later("upgrade")),
    "git-setup": ("让 git diff 按数字显示改动", _later("git_setup")),
}


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the CLI's command as all that its process does."""
    look_seldom()
    run_and_end(lambda: main(arguments))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the CLI's command; returns the exit code (``SystemExit`` 2 on wrong use)."""
    _write_anything()
    if sys.stdout is None:
        return _unwritten("标准输出关着，结果没有地方写；什么都没有做。")
    try:
        with endings():
            return _run(sys.argv[1:] if arguments is None else arguments)
    except BrokenPipeError:  # the reader of our output has gone: mingzhang check | head
        _silence()
        return CUT_OFF
    except OSError as error:
        _silence()
        return _unwritten(_lost(error))
    except KeyboardInterrupt as ended:
        _tell("已中断；没有写完的文档保持原样。")
        return ended.code if isinstance(ended, Ended) else INTERRUPTED


def _run(arguments: Sequence[str]) -> int:
    try:
        parsed = _parser(arguments).parse_args(arguments)
        if parsed.name not in OUTSIDE and (ended := _misled(parsed)):
            return ended
        run: Callable[[argparse.Namespace], int] = parsed.run
        return run(parsed)
    finally:
        # At the interpreter's own end nobody could say any more that it was not written.
        sys.stdout.flush()


def _misled(arguments: argparse.Namespace) -> int:
    """The CLI's end where it cannot read the project's file, or what lies in its rooms; else 0."""
    from mingzhang.commands import current_project as current  # noqa: PLC0415 (help needs none)

    found = current.faults_of(arguments)
    show(found, colour=sys.stdout.isatty())
    # That documents of several projects were named is no fault of any file.
    is_use = any(fault.code == current.SEVERAL for fault in found)
    return (WRONG_USE if is_use else WRONG_DATA) if found else DONE


def _lost(error: OSError) -> str:
    """The CLI's end where its own output fails.

    Commands guard what they read and write themselves.
    """
    from mingzhang.publish.write_faults import why  # noqa: PLC0415 (a run that goes well needs none)

    if error.filename is None:
        return f"屏幕（标准输出）上的结果写不出去：{why(error)}。已经写好的文档不受影响。"
    return f"读写“{error.filename}”时出错：{why(error)}。已经写好的文档不受影响。"


def _unwritten(text: str) -> int:
    _tell(text)
    return UNWRITTEN


def _tell(text: str) -> None:
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def _silence() -> None:
    """The CLI writes nothing more where nothing can be written."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_anything() -> None:
    """The CLI's terminal, where it lacks a character, shows its code instead."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class _Version(argparse.Action):
    """The CLI's ``--version``: printed at once, whatever else is asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from mingzhang.commands.version import version_lines  # noqa: PLC0415 (seldom asked)

        print(*version_lines(), sep="\n")
        parser.exit()


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The CLI's parser of the command that the arguments may name."""
    parser = ChineseParser("mingzhang", description="明账：部门预决算公开文本的编制、核对与排版")
    words = "程序、版式、科目和填写格式的版本（校验码）"
    parser.add_argument("--version", action=_Version, nargs=0, help=words)
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, dest="name")
    for name, (words, add) in COMMANDS.items():
        command = commands.add_parser(name, help=words)
        if name in arguments:
            add(command)
    return parser
