"""``build --cluster``: a scheduler's address → what makes the documents of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from mingzhang.commands.named_documents import Build
from mingzhang.commands.optional_libraries import lacking
from mingzhang.commands.parallel_documents import Here as InThisProcess
from mingzhang.commands.parallel_documents import killed
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.keeping.program_key import installed_key
from mingzhang.keeping.result_keeper import Keeper
from mingzhang.project import Project
from mingzhang.publish.write_faults import Refused
from mingzhang.reading.source_text import full

if TYPE_CHECKING:
    from mingzhang.cluster.scheduler import Scheduler

NOT_SHARED, UNREACHABLE, OTHER_PROGRAM, OWN_RULES = "MZ779", "MZ781", "MZ782", "MZ783"


@contextmanager
def on_cluster(
    folders: Sequence[Path],
    address: str,
    output: Path,
    keeper: Keeper,
    shared: Path | None = None,
) -> Iterator[Build]:
    """The cluster option: what gives each folder's result; ``Refused`` where it cannot begin.

    ``shared`` is a folder that all machines see, in which documents wait to be put in place.
    """
    if found := _before(keeper.project, own=keeper.asked.own) or lacking(
        "distributed", extra="cluster"
    ):
        raise Refused(found)
    from mingzhang.cluster.cluster_run import Here, Results  # noqa: PLC0415 (an extra)
    from mingzhang.cluster.scheduler import Gone, Scheduler  # noqa: PLC0415 (an extra)
    from mingzhang.cluster.shared_folder import SharedFolder  # noqa: PLC0415 (an extra)

    common = SharedFolder(full(shared)) if shared else None
    key = installed_key(keeper.project.fonts)
    mine = InThisProcess(keeper.project, output, keeper=keeper)
    try:
        with Scheduler(address, common) as scheduler:
            _compare(scheduler, key)
            if common:
                _try(scheduler, common.path)
            here = Here(key, keeper, output, mine.build, killed)
            yield Results(scheduler, folders, here).result
    except Gone as gone:
        keeper.end()
        raise Refused(_unreachable(address)) from gone


def _before(project: Project, *, own: bool) -> Diagnostic | None:
    """That own rules would run on the cluster's machines, which the option refuses."""
    if not own or not any(project.rules.glob("*.py")):
        return None
    message = "自定义规则是程序，不送到别的机器上运行。"
    hint = (
        "请先在本机 mingzhang check（自定义规则都在里面），通过后再加 --no-own-rules 交给集群生成。"
    )
    return Diagnostic(Place(project.rules), OWN_RULES, message, hint)


def _compare(scheduler: Scheduler, key: str) -> None:
    """For the cluster option: whether every machine has this program, to write the same bytes."""
    keys = scheduler.keys()
    others = sorted(name for name, own in keys.items() if own != key)
    if others:
        named = "、".join(others)
        message = f"集群里 {len(others)} 个工作进程的程序、程序库或字体与本机的不一样：{named}。"
        hint = (
            "请在那些机器上装同一个安装包（mingzhang --version 应当相同），重新启动它们，再生成。"
        )
        raise Refused(Diagnostic(_at(scheduler.address), OTHER_PROGRAM, message, hint))


def _try(scheduler: Scheduler, shared: Path) -> None:
    """For the cluster option: whether every machine sees the shared folder and may write there."""
    probe = shared / f".{uuid4().hex}"
    try:
        shared.mkdir(parents=True, exist_ok=True)
        probe.open("xb").close()
    except OSError as error:
        message = f"共用的文件夹写不进去：{error.strerror or error}。"
        hint = "请换一个这台机器能写的文件夹，或去掉 --shared。"
        raise Refused(Diagnostic(Place(shared), NOT_SHARED, message, hint)) from error
    try:
        blind = scheduler.blind(probe)
    finally:
        with suppress(OSError):
            probe.unlink()
    if blind:
        named = "、".join(blind)
        message = f"集群里 {len(blind)} 个工作进程看不到共用的文件夹，或不能写：{named}。"
        hint = "请在那些机器上把它挂载到同一个位置，让运行工作进程的用户能写；或去掉 --shared。"
        raise Refused(Diagnostic(Place(shared), NOT_SHARED, message, hint))


def _unreachable(address: str) -> Diagnostic:
    message = f"集群 {address} 连不上，或一个工作进程也没有，等了一分钟。"
    hint = "请检查地址和调度程序、工作进程是否在运行；已经生成的都在，再运行一次就接着做其余的。"
    return Diagnostic(_at(address), UNREACHABLE, message, hint)


def _at(address: str) -> Place:
    # A path would make one of the two strokes of tcp://.
    return Place(Path(address.rpartition("/")[2]))
