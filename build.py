"""The one command: ``python build.py [PATH …]`` → what ``mingzhang build [PATH …]`` publishes."""

import importlib.util
import os
import sys
from pathlib import Path
from typing import NoReturn

ENVIRONMENT = Path(__file__).resolve().parent / ".venv"


def complaint() -> str:
    """Why this interpreter cannot build; empty when it can."""
    if sys.version_info < (3, 11):  # noqa: UP036 (the one file that an older Python gets to read)
        return f"明账需要 Python 3.11 或更高版本，当前是 {sys.version.split()[0]}。"
    found = importlib.util.find_spec("weasyprint")
    return "" if found else "当前的 Python 没有安装明账所需的程序库。"


def main() -> NoReturn:
    """Build with this interpreter, or with the project's own where this one cannot."""
    own = ENVIRONMENT / "bin" / "python"
    problem = complaint()
    if problem and own.exists() and Path(sys.prefix) != ENVIRONMENT:
        os.execv(own, [str(own), *sys.argv])  # noqa: S606 (the project's own interpreter)
    if problem:
        sys.exit(f"{problem}请在项目目录中运行：make")
    from mingzhang.cli import run as command  # noqa: PLC0415 (only now is it known to import)

    command(["build", *sys.argv[1:]])


if __name__ == "__main__":
    main()
