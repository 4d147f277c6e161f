"""Whatever the system refuses is said in Chinese, with the path and a way out."""

import errno
import re
from pathlib import Path

import pytest

from mingzhang.explanations import codes_of
from mingzhang.publish.write_faults import UNKNOWN, fault, making_fault, why

LATIN = re.compile(r"[A-Za-z]{3,}")


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (errno.ENOSPC, "MZ713", "磁盘满了"),
        (errno.EDQUOT, "MZ713", "配额"),
        (errno.EFBIG, "MZ713", "上限"),
        (errno.EROFS, "MZ714", "只读"),
        (errno.EACCES, "MZ714", "权限"),
        (errno.EPERM, "MZ714", "权限"),
        (errno.ENAMETOOLONG, "MZ715", "太长"),
        (errno.EIO, "MZ716", "磁盘读写出错"),
        (errno.ESTALE, "MZ716", "断开"),
    ],
)
def test_a_refusal_is_told_in_chinese(number: int, code: str, words: str) -> None:
    found = fault(OSError(number, "In English", "局/.a.new/x"), Path("局/年"))
    assert found.code == code
    assert words in found.message
    assert "局/年" in found.message
    assert not LATIN.search(found.message.replace("局/.a.new", ""))
    assert found.hint


@pytest.mark.parametrize("error", [OSError(), OSError("no number"), OSError(None, None)])
def test_a_refusal_without_a_reason_is_not_none(error: OSError) -> None:
    assert why(error) == UNKNOWN
    assert "None" not in str(fault(error, Path("局")))


def test_a_number_without_words_is_named() -> None:
    assert why(OSError(errno.ECHILD, "No child processes")) == "系统错误 ECHILD"


def test_making_names_the_file_and_the_temporary_folder() -> None:
    found = making_fault(OSError(errno.ENOSPC, "full", "临时/字体"), Path("局/年"))
    assert found.code == "MZ716"
    assert "“临时/字体”" in found.message
    assert "TMPDIR" in found.hint


def test_every_code_is_explained() -> None:
    explained = {code.code for code in codes_of("publish")}
    assert {f"MZ{number}" for number in range(710, 720)} <= explained
