"""A failure to write → a diagnostic: the path, the reason in Chinese, a way out that is true.

In: what the system refused (``OSError``).  Out: a ``Diagnostic``, or ``Refused`` that carries one
from deep inside the writing to its edge, where it becomes a value.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.project import Project
from mingzhang.reading.source_text import shown

HELD, NO_LOCKS, IN_THE_WAY, FULL, FORBIDDEN = "MZ710", "MZ711", "MZ712", "MZ713", "MZ714"
BAD_NAME, FAILED, NOT_OURS, KILLED, LEFT_OVER = "MZ715", "MZ716", "MZ717", "MZ718", "MZ719"
AMONG_SOURCES = "MZ736"
UNKNOWN = "系统没有说明原因"
AGAIN = "再重新运行"  # in a way out; of a program that stays, what is done again is something else
# By the system's own names, for their numbers differ between systems.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "ENOSPC": "磁盘满了",
        "EDQUOT": "用户的磁盘配额用完了",
        "EFBIG": "文件大小超过了系统准许的上限",
        "EACCES": "没有写的权限，或文件正被别的程序打开",
        "EPERM": "系统不准许（没有权限，或文件被锁定为不可更改）",
        "EROFS": "磁盘是只读的",
        "ENAMETOOLONG": "名称或路径太长",
        "EILSEQ": "名称里有这个磁盘不支持的字符",
        "EINVAL": "这个磁盘不支持这样的名称或操作",
        "ENOENT": "文件夹不见了（可能刚被移走或改名）",
        "ENOTDIR": "路径中间有一个不是文件夹",
        "EISDIR": "那里是一个文件夹",
        "EEXIST": "那里刚出现了同名的文件",
        "ENOTEMPTY": "文件夹里刚放进了别的文件",
        "ELOOP": "那里是符号链接",
        "EBUSY": "正被系统或别的程序使用，或者是另一个磁盘的挂载点",
        "ETXTBSY": "正被系统或别的程序使用",
        "EIO": "磁盘读写出错，磁盘可能坏了",
        "ESTALE": "网络文件夹断开了",
        "ENOLCK": "系统没有可用的文件锁",
        "EMFILE": "打开的文件太多",
        "ENFILE": "打开的文件太多",
        "ENOMEM": "内存不足",
        "EMLINK": "文件的链接太多",
        "EPIPE": "接收的一方已经关闭",
        "EBADF": "输出已经关闭",
        "EDEADLK": "文件锁互相等待",
        "ENODEV": "设备不见了",
        "ENXIO": "那里不是普通的文件，是管道、套接字或设备",
        "ETIMEDOUT": "网络文件夹没有回应",
        "EHOSTDOWN": "网络文件夹没有回应",
    }
)
KINDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("ENOSPC", "EDQUOT", "EFBIG"), FULL),
        **dict.fromkeys(("EACCES", "EPERM", "EROFS"), FORBIDDEN),
        **dict.fromkeys(("ENAMETOOLONG", "EILSEQ"), BAD_NAME),
    }
)
OTHER_OUTPUT = "请换一个文件夹，例如 --output output，或不写 --output。"
ELSEWHERE = "或用 --output 输出到别的位置，"
HINTS: Mapping[str, str] = MappingProxyType(
    {
        FULL: "请腾出空间或提高限额，{elsewhere}{again}；原来的文件没有动。",
        FORBIDDEN: (
            "请关闭打开着其中文件的程序，请管理员给当前用户写这个位置的权限，"
            "{elsewhere}{again}；原来的文件没有动。"
        ),
        BAD_NAME: "请换一个短些、普通些的名称或位置，{elsewhere}{again}。",
        FAILED: "请检查这个位置能不能正常读写，{elsewhere}{again}。",
    }
)


class Refused(Exception):  # noqa: N818 (a refusal, not a fault of the program)
    """The writing of files was refused; holds the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(*(str(diagnostic) for diagnostic in diagnostics))
        self.diagnostics = diagnostics


def why(error: OSError) -> str:
    """A system error at writing, told in Chinese; the system's own words are English."""
    name = errno.errorcode.get(error.errno or 0, "")
    return WORDS.get(name) or (f"系统错误 {name}" if name else UNKNOWN)


def fault(error: OSError, target: Path, elsewhere: str = ELSEWHERE) -> Diagnostic:
    """The fault of a failure to write ``target``.

    ``elsewhere`` says how to choose another place.
    """
    code = KINDS.get(errno.errorcode.get(error.errno or 0, ""), FAILED)
    named = Path(error.filename) if isinstance(error.filename, str) else target
    # Of a file that we were making beside, the folder that refused it tells more.
    where = "" if target in (named, named.parent) else f"（在“{shown(named.parent)}”里）"
    message = f"“{shown(target)}”写不进去{where}：{why(error)}。"
    return Diagnostic(
        Place(shown(target)), code, message, HINTS[code].format(elsewhere=elsewhere, again=AGAIN)
    )


def making_fault(error: OSError, target: Path) -> Diagnostic:
    """The fault that files could not be made, before any was to write for ``target``."""
    named = f"“{shown(Path(error.filename))}”" if isinstance(error.filename, str) else "文件"
    message = f"生成“{shown(target)}”的中途读写{named}出错：{why(error)}。"
    hint = (
        f"请检查这个文件，以及系统的临时文件夹（{_temporary()}，可用环境变量 TMPDIR 另指一个）"
        "能不能读写、有没有空间，再重新生成；原来的文件没有动。"
    )
    return Diagnostic(Place(shown(target)), FAILED, message, hint)


def _temporary() -> str:
    try:
        return tempfile.gettempdir()
    except OSError:
        return "哪里都写不了"


def left_over(rest: Path, folder: Path) -> Diagnostic:
    """The fault, after a write, that what the new files replaced could not be cleared away."""
    message = f"新的文件已经写好，换下来的旧文件夹“{shown(rest)}”清理不掉。"
    hint = (
        "请关闭打开着其中文件的程序，下次生成时会再清理；"
        f"其中若有自己放的文件，请移到“{shown(folder)}”里。"
    )
    return Diagnostic(Place(shown(rest)), LEFT_OVER, message, hint, Severity.WARNING)


def stuck(error: OSError, rest: Path, folder: Path) -> Diagnostic:
    """The fault before a write that what an earlier one replaced cannot be cleared away still."""
    told = fault(error, folder)
    if told.code != FAILED:
        return told
    message = (
        f"以前换下来的旧文件夹“{shown(rest)}”清理不掉，里面有移不走的东西"
        "（挂载的磁盘、不准更改的文件，或别的程序正在用的）；没有写新的文件。"
    )
    hint = f"请看看里面还要不要：要的复制到别处，再卸下磁盘或解除锁定，删去“{rest.name}”，{AGAIN}。"
    return Diagnostic(Place(shown(rest)), LEFT_OVER, message, hint)


def obstacle(path: Path) -> str:
    """What stands in the way of writing at a path, in words for a message."""
    if path.is_symlink():
        return "符号链接" if path.exists() else "断开的符号链接"
    if path.is_dir():
        return "文件夹"
    return "文件" if path.is_file() else "特殊文件"


def in_the_way(path: Path, wanted: str) -> Diagnostic:
    """The fault that something else lies where the program would write a folder or file."""
    message = f"“{shown(path)}”是{obstacle(path)}，这里要的是{wanted}；没有动它，也没有往里写。"
    hint = f"请把它移走或改名，{AGAIN}。"
    return Diagnostic(Place(shown(path)), IN_THE_WAY, message, hint)


def among_sources(
    output: Path, project: Project, documents: Sequence[Path], hint: str = OTHER_OUTPUT
) -> Diagnostic | None:
    """The fault of writing there: the files lie there that documents come from.

    ``hint`` says how another place is chosen.
    """
    place = output.resolve()
    # Nothing is read through a document that is a link, wherever that leads.
    agencies = {path.parent.resolve() for path in documents}
    above = {project.root.resolve(), *(agency.parent for agency in agencies)}
    within = (project.sources.resolve(), *agencies)
    if place not in above and not any(place.is_relative_to(folder) for folder in within):
        return None
    message = f"“{shown(output)}”是放来源文件的地方，没有往里写。"
    return Diagnostic(Place(shown(output)), AMONG_SOURCES, message, hint)


def not_a_folder(path: Path) -> Diagnostic | None:
    """The fault that no folder can be made to write in: the first above that is none."""
    found = next((above for above in (path, *path.parents) if os.path.lexists(above)), None)
    return None if found is None or found.is_dir() else in_the_way(found, "文件夹")
