"""``mingzhang verify``: published files → what they prove of themselves, for anybody.

Exit codes: 0 nothing differs (what could not be known is said); 1 something does; 2 wrong use, or
nothing that can be read.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, name_of, show
from mingzhang.commands.current_project import project_here
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.reading.source_text import shown
from mingzhang.reading.stray_characters import inert, one_line
from mingzhang.verify.across_documents import compare_all, expected
from mingzhang.verify.files_beside import join
from mingzhang.verify.files_named import Held, Opened, open_all
from mingzhang.verify.proof_in_words import lines
from mingzhang.verify.published_proof import Proof, prove
from mingzhang.verify.stranger_limits import TooLongError, bounded

HASH = re.compile(r"[0-9A-Fa-f]{64}")
UNEXPECTED, OVERDRAWN = "MZ768", "MZ767"


def add_verify(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``verify``."""
    words = "公开的 PDF、网页，或一份文档的文件夹；可以一起给出上年的、各单位的"
    parser.add_argument("paths", nargs="+", type=Path, metavar="文件", help=words)
    words = "从别处（例如单位的目录页）得到的 SHA-256，可以写几次"
    parser.add_argument("--expect", action="append", default=[], metavar="校验码", help=words)
    words = "再排一次 PDF，逐字节比（几秒一份）"
    parser.add_argument("--full", action="store_true", help=words)
    parser.set_defaults(run=run_verify)


def run_verify(arguments: argparse.Namespace) -> int:
    """The command ``verify``: verifies every published file named and tells of each."""
    wrong = [one for one in arguments.expect if not HASH.fullmatch(one.strip())]
    if wrong:
        print(f"校验码“{one_line(wrong[0])}”不是 64 位的 SHA-256。", file=sys.stderr)
        return WRONG_USE
    opened = join(open_all(arguments.paths))
    show(opened.found, colour=sys.stdout.isatty())
    proofs = [p for held in opened.documents if (p := _prove(held, arguments.full))]
    compare_all(proofs)
    met, missing = expected(proofs, arguments.expect)
    for proof in proofs:
        _tell(proof, met, missing)
    _tell_missing(missing)
    return _code(opened, proofs, missing)


def _prove(held: Held, full: bool) -> Proof | None:
    try:
        with bounded():
            return prove(held, project_here(), full=full)
    except (TooLongError, MemoryError, RecursionError):
        message = "核实它用的时间或内存太多，没有做完；正常的文件不会这样。"
        found = Diagnostic(Place(shown(held.path)), OVERDRAWN, message)
        show((found,), colour=sys.stdout.isatty())
        return None


def _tell(proof: Proof, met: set[str], missing: set[str]) -> None:
    show(proof.found, colour=sys.stdout.isatty())
    print(inert(f"{name_of(proof.held.path)}"))
    is_expected = not met.isdisjoint(proof.hashes.values())
    is_other = bool(missing) and not is_expected
    for line in lines(proof, is_expected=is_expected, is_other=is_other):
        print(inert(one_line(line)))
    print()


def _tell_missing(missing: set[str]) -> None:
    hint = "校验码是整个文件的：核对是不是同一个文件、同一次公布的。"
    found = [
        Diagnostic(Place(Path(one[:12])), UNEXPECTED, f"没有一个文件的校验码是 {one}。", hint)
        for one in sorted(missing)
    ]
    show(found, colour=sys.stdout.isatty())


def _code(opened: Opened, proofs: Sequence[Proof], missing: set[str]) -> int:
    if missing or any(proof.differs for proof in proofs):
        return WRONG_DATA
    if len(proofs) < len(opened.documents) or opened.found:
        return WRONG_USE
    return DONE
