"""Forgeries: one digit changed in a published document, and whether ``verify`` finds it, and where.

    python -m benchmarks.forgeries 200 [output/<agency>/<year>-<kind> …]

A digit is changed in the text of the PDF, in one of its attachments, in the page, or in a CSV, a
quarter of the tries each; documents and digits are drawn by a fixed seed.  Found is a try of which
a finding names the file and the place: a page, a line, a row.  Untouched documents must pass.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from mingzhang.project import Project
from mingzhang.publish.published_document import HTML_NAME, PDF_NAME
from mingzhang.verify.files_named import Held, open_all
from mingzhang.verify.pdf_contents import Paper, read_paper
from mingzhang.verify.published_proof import Proof, prove

DIGITS = "0123456789"
MAPPED = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>")
SHOWS = ("Tj", "TJ", "'")
# A page, a line, an attachment with its line, a row and a column of a table, a section of the page.
PLACED = re.compile(r"第 ?[0-9]+ ?[页行]|附件“| / |^网页 “.+?”：")
KINDS = ("PDF 的文字", "PDF 的附件", "网页", "CSV")
SEED = 20_261_126


@dataclass(frozen=True)
class Forged:
    """A document with one digit changed, and what was done to it."""

    kind: str
    what: str
    held: Held


def forgeries(held: Held, kind: str, rng: random.Random) -> Forged:
    """One forgery of a kind."""
    if kind == KINDS[0]:
        pdf, what = forged_text(held.files[PDF_NAME], rng)
        return Forged(kind, what, _with_pdf(held, pdf))
    if kind == KINDS[1]:
        pdf, what = forged_attachment(held.files[PDF_NAME], rng)
        return Forged(kind, what, _with_pdf(held, pdf))
    names = [HTML_NAME] if kind == KINDS[2] else _with_digits(held)
    name = rng.choice(names)
    data, at = forged_bytes(held.files[name], rng)
    return Forged(kind, f"{name} 字节 {at}", replace(held, files={**held.files, name: data}))


def _with_digits(held: Held) -> list[str]:
    files = sorted(held.files.items())
    return [n for n, data in files if n.endswith(".csv") and re.search(rb"[0-9]", data)]


def _with_pdf(held: Held, pdf: bytes) -> Held:
    paper = read_paper(pdf)
    assert isinstance(paper, Paper), paper  # noqa: S101 (a forged PDF still is one)
    # Whoever forges a PDF alone hands on the PDF alone.
    return Held(held.path / PDF_NAME, {PDF_NAME: pdf}, paper)


def forged_bytes(data: bytes, rng: random.Random) -> tuple[bytes, int]:
    """The bytes with one digit changed, and where."""
    at = rng.choice([n for n, byte in enumerate(data) if chr(byte) in DIGITS])
    other = rng.choice([digit for digit in DIGITS if digit != chr(data[at])])
    return data[:at] + other.encode() + data[at + 1 :], at


def forged_attachment(pdf: bytes, rng: random.Random) -> tuple[bytes, str]:
    """The PDF with a digit of one attachment changed."""
    with pikepdf.open(BytesIO(pdf)) as document:
        name = rng.choice(sorted(document.attachments))
        stream = document.attachments[name].get_file().obj
        data, at = forged_bytes(bytes(stream.read_bytes()), rng)
        stream.write(data)
        return _saved(document), f"{name} 字节 {at}"


def forged_text(pdf: bytes, rng: random.Random) -> tuple[bytes, str]:
    """The PDF with one digit shown as another one of the same face."""
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = list(document.pages)
        while True:
            number = rng.randrange(len(pages))
            page = pages[number]
            orders: list[Any] = list(pikepdf.parse_content_stream(page))
            places = list(_digits(orders, _faces(page)))
            if places:
                order, part, at, codes = rng.choice(places)
                what = _change(orders, (order, part, at), codes, rng)
                page.Contents = document.make_stream(pikepdf.unparse_content_stream(orders))
                return _saved(document), f"第 {number + 1} 页 {what}"


Codes = Mapping[bytes, str]


def _faces(page: pikepdf.Page) -> dict[str, Codes]:
    """The codes of each face that stand for digits."""
    return {
        str(name): {
            bytes.fromhex(code.decode()): chr(int(char, 16))
            for code, char in MAPPED.findall(face.ToUnicode.read_bytes())
            if chr(int(char, 16)) in DIGITS
        }
        for name, face in page.Resources.get("/Font", {}).items()
        if "/ToUnicode" in face
    }


def _digits(
    orders: Sequence[Any], faces: Mapping[str, Codes]
) -> Iterator[tuple[int, int, int, Codes]]:
    codes: Codes = {}
    for number, order in enumerate(orders):
        name = str(order.operator)
        if name == "Tf":
            codes = faces.get(str(order.operands[0]), {})
        if name not in SHOWS or len(codes) < 2:
            continue
        for part, text in enumerate(_strings(order)):
            data = bytes(text) if isinstance(text, pikepdf.String) else b""
            for at in range(0, len(data) - 1, 2):
                if data[at : at + 2] in codes:
                    yield number, part, at, codes


def _strings(order: Any) -> list[Any]:  # noqa: ANN401 (an instruction or an image)
    first = order.operands[0]
    return list(first) if isinstance(first, pikepdf.Array) else [first]


def _change(
    orders: list[Any],
    place: tuple[int, int, int],
    codes: Codes,
    rng: random.Random,
) -> str:
    number, part, at = place
    order = orders[number]
    parts = _strings(order)
    data = bytes(parts[part])
    old = data[at : at + 2]
    new = rng.choice([code for code, char in sorted(codes.items()) if char != codes[old]])
    parts[part] = pikepdf.String(data[:at] + new + data[at + 2 :])
    is_list = isinstance(order.operands[0], pikepdf.Array)
    operands: list[Any] = [pikepdf.Array(parts)] if is_list else parts
    orders[number] = pikepdf.ContentStreamInstruction(operands, order.operator)
    return f"{codes[old]} 改成 {codes[new]}"


def _saved(document: pikepdf.Pdf) -> bytes:
    whole = BytesIO()
    document.save(whole)
    return whole.getvalue()


def is_found(proof: Proof) -> bool:
    """Whether a finding says where the forgery is."""
    return any(PLACED.search(one.message) for one in proof.found if proof.differs)


def main(count: int, folders: Sequence[Path]) -> int:
    """Forge and verify; prints a table, and each try that was not found."""
    documents = open_all(folders).documents
    untouched = [prove(held, Project()) for held in documents]
    clean = sum(not proof.differs for proof in untouched)
    print(f"没有改动的 {len(documents)} 份，{clean} 份没有发现不符")
    for proof in untouched:
        for one in proof.found:
            print("没有改动，却报", one, flush=True)
    rng, tries, found = random.Random(SEED), Counter[str](), Counter[str]()  # noqa: S311
    seconds = 0.0
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        forged = forgeries(rng.choice(documents), kind, rng)
        start = time.process_time()
        proof = prove(forged.held, Project())
        seconds += time.process_time() - start
        tries[kind] += 1
        found[kind] += is_found(proof)
        if not is_found(proof):
            print("没有发现", forged.held.path, kind, forged.what, flush=True)
    for kind in KINDS:
        print(f"| {kind} | {tries[kind]} | {found[kind]} |")
    print(f"核实一份 {seconds / max(count, 1):.2f} 秒（不含读 PDF）")
    return 0 if found == tries and clean == len(documents) else 1


if __name__ == "__main__":
    named = [Path(name) for name in sys.argv[2:]] or [Project().output]
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, named))
