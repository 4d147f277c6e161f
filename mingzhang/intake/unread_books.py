"""Unread books: a workbook that cannot be opened → what lies there instead, and where it was."""

from __future__ import annotations

import os
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place

NO_BOOK = "请核对文件名（连同 .xlsx）和它所在的文件夹；路径从运行命令的文件夹算起，也可以写全。"
NO_FILE = "请写工作簿或 PDF 文件本身，不写它所在的文件夹。"
HELD = "请关闭打开着它的程序，并看当前用户有没有读它的权限，再导入。"
ODD = "请在电脑上打开它看一看，另存一份，再导入那一份。"


def not_opened(error: OSError, book: Path) -> Diagnostic:
    """Why a book is unread: a workbook that could not be opened, and where it was looked for."""
    where = os.path.abspath(book)  # noqa: PTH100 (no links)
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        message, hint = f"没有“{book.name}”这个工作簿，找过的是 {where}。", NO_BOOK
    elif isinstance(error, IsADirectoryError) or book.is_dir():
        message, hint = f"{where} 是文件夹，不是工作簿。", NO_FILE
    elif isinstance(error, PermissionError):
        message, hint = f"{where} 读不出来：没有读的权限，或正被别的程序打开。", HELD
    elif book.exists() and not book.is_file():
        message, hint = f"{where} 是管道、套接字或设备，不是工作簿。", NO_FILE
    else:
        message, hint = f"{where} 读不出来。", ODD
    return Diagnostic(Place(book), "MZ820", message, hint)
