"""The proof: a document's published files → what they prove of themselves and what they do not.

Figures are compared always, bytes only where program, form and libraries are the same as ours.
Who published the files cannot be told from the files: that needs a hash from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.project import Project
from mingzhang.publish.manifest import DIGEST, manifest, report, seal
from mingzhang.publish.page_archive import edition_of, unpacked
from mingzhang.publish.pdf_attachments import FIGURES, MANIFEST, OWN, REPORT
from mingzhang.publish.printer import Here
from mingzhang.publish.published_document import (
    CONTENT,
    HTML_NAME,
    PDF_NAME,
    paper_of,
    program,
)
from mingzhang.reading.json_object import json_object
from mingzhang.verify import stranger_limits
from mingzhang.verify.file_comparison import (
    DIGIT,
    Gap,
    has_digits,
    listed,
    of_amounts,
    of_csv,
    of_lines,
    of_page,
    unsaid_lines,
)
from mingzhang.verify.files_named import Held
from mingzhang.verify.light_files import archive_of, light_as_made
from mingzhang.verify.page_comparison import Difference, cut, stream, walk
from mingzhang.verify.page_texts import Piece, spoken
from mingzhang.verify.remade_document import (
    Rebuilt,
    brings_ours,
    has_foreign_form,
    rebuild,
    sources,
)

PRINTED, ON_PAGE, IN_DATA, HASH, BROKEN = "MZ760", "MZ761", "MZ762", "MZ763", "MZ764"
NO_EDITION, UNKNOWN, LACKING = "MZ765", "MZ766", "MZ771"
AGAIN = "请从公开的网站重新下载；还是不同的，请向公布的单位核实。"
INK = "看得见的墨迹"
BOX = "box"
ADDED = {"note": "批注或印章", "image": "图片", BOX: "盖在文字上的色块", "form": "表单"}
FEW = 8  # lines that a message names
SAID_ABOVE = 40  # differences of one paper that are told one by one


@dataclass
class Proof:
    """The proof: what was found out of one published document by verifying its files."""

    held: Held
    title: str = ""
    proven: list[str] = field(default_factory=list)
    unproven: list[str] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    rebuilt: Rebuilt | None = None
    same_program: bool = False

    @property
    def differs(self) -> bool:
        """Whether anything found in the proof speaks against the published files."""
        return any(one.severity is Severity.ERROR for one in self.found)

    @property
    def hashes(self) -> Mapping[str, str]:
        """In the proof, the SHA-256 of each published file that was given."""
        return {name: sha256(data).hexdigest() for name, data in self.held.files.items()}

    def tell(self, name: str, code: str, message: str, hint: str = AGAIN, line: int = 0) -> None:
        """Takes a finding against one of the published files down in the proof."""
        place = Place(self.held.where(name), line, 1 if line else 0)
        self.found.append(Diagnostic(place, code, message, hint))

    def note(self, name: str, code: str, message: str, hint: str = "") -> None:
        """Takes down in the proof what could not be found out, and why."""
        place = Place(self.held.where(name))
        self.found.append(Diagnostic(place, code, message, hint, Severity.NOTE))


def prove(held: Held, project: Project, *, full: bool = False) -> Proof:
    """The proof of what one document's published files say; ``full`` sets the PDF anew."""
    proof = Proof(held)
    main = PDF_NAME if held.paper else HTML_NAME
    edition, claimed = _edition(held)
    if not sources(edition):
        _without_edition(proof, main)
        return proof
    proof.title = str(claimed.get("title", ""))
    _claims(proof, main, edition, claimed)
    made = rebuild(edition, _kind(claimed), project)
    if has_foreign_form(edition) and not (isinstance(made, Rebuilt) and brings_ours(edition, made)):
        _foreign(proof, main)
        return proof
    _rebuild(proof, main, made, claimed, edition)
    if proof.rebuilt:
        _compare(proof, proof.rebuilt, edition)
        if full and held.paper and proof.same_program:
            _set_anew(proof, proof.rebuilt, project)
    return proof


def _edition(held: Held) -> tuple[Mapping[str, bytes], Mapping[str, object]]:
    """The edition that a proof goes by: in the PDF, else in the page; and its manifest."""
    if held.paper:
        files = held.paper.files
        return files, json_object(files.get(MANIFEST))
    if held.light is None:
        files = edition_of(held.page or "", stranger_limits.ATTACHED)
    else:
        files = unpacked(archive_of(held.light), stranger_limits.ATTACHED)
    return files, json_object(files.get(MANIFEST))


def _without_edition(proof: Proof, main: str) -> None:
    if proof.held.light is None:
        message = "里面没有公开的数据，多半是别的程序做的：数字从哪里来、有没有改过，都无从知道。"
        hint = "可以人工核对表与表、表与文字；或请单位同时公开数据。"
    else:
        message = "这是目录里的网页，公开的数据在旁边同名的压缩包里；旁边没有，或读不出来。"
        hint = "请把它们放在一起，或核实完整的网页（末尾有链接）、PDF。"
    proof.note(main, NO_EDITION, message, hint)
    proof.unproven.append("这份文件的任何数字：没有可以重算的数据")


def _foreign(proof: Proof, main: str) -> None:
    message = (
        "它带着本程序没有的版式（或与这里的同名版式不同）；别人的版式是程序，这里不运行，"
        "表和句子没有重算。"
    )
    hint = (
        "在有这个版式的数据目录里运行 verify；信得过的，也可以把附件里的 templates/ "
        "放进程序，照手册重新生成一遍来比。"
    )
    proof.note(main, UNKNOWN, message, hint)
    proof.unproven.append("表和句子：版式是本程序没有的，没有重算")


def _claims(
    proof: Proof, main: str, edition: Mapping[str, bytes], claimed: Mapping[str, object]
) -> None:
    """For the proof: what a published manifest claims of the files that are there."""
    if not claimed:
        proof.unproven.append("附件没有改过：里面没有清单（旧版的程序没有放，或已被拿掉）")
        return
    before = len(proof.found)
    if DIGEST in claimed and claimed[DIGEST] != seal(claimed):
        proof.tell(main, HASH, f"附件“{MANIFEST}”的内容与它自己的校验码不符：清单改过。")
    own = {n: data for n, data in edition.items() if n not in OWN}
    wrong = list(_wrong(claimed.get("sources"), own))
    for name in wrong:
        lines = _lines(proof, edition, name)
        where = f"，可疑的是第 {'、'.join(map(str, lines))} 行" if lines else ""
        proof.tell(main, HASH, f"附件“{name}”与清单里的校验码不符{where}。")
    for name in _wrong(claimed.get("files"), proof.held.files):
        proof.tell(name, HASH, f"“{name}”与清单里的校验码不符：生成以后改过。")
    for name in own.keys() - _hashes(claimed.get("sources")):
        proof.tell(main, HASH, f"附件“{name}”是清单里没有的：生成以后加的。")
    for name in _missing(claimed, own):
        proof.tell(main, LACKING, f"清单里有附件“{name}”，文件里没有。")
    if len(proof.found) == before:
        count = len(own) + sum(n in _hashes(claimed.get("files")) for n in proof.held.files)
        proof.proven.append(f"{count} 个文件和附件与清单里的校验码相同")


def _hashes(value: object) -> dict[str, object]:
    rows = value if isinstance(value, list) else []
    return {str(row.get("path")): row.get("sha256") for row in rows if isinstance(row, dict)}


def _wrong(value: object, files: Mapping[str, bytes]) -> Iterator[str]:
    for name, right in _hashes(value).items():
        if name in files and sha256(files[name]).hexdigest() != right:
            yield name


def _missing(claimed: Mapping[str, object], own: Mapping[str, bytes]) -> Iterator[str]:
    for name in _hashes(claimed.get("sources")):
        if name not in own:
            yield name


def _lines(proof: Proof, edition: Mapping[str, bytes], name: str) -> list[int]:
    """For the proof: lines of a changed source that do not go with the published paper."""
    said = stream(proof.held.paper.pages).text if proof.held.paper else ""
    return unsaid_lines(edition[name], said)[:FEW] if said else []


def _kind(claimed: Mapping[str, object]) -> str:
    """The kind of document that a proof's manifest says it is of; unknown where it does not."""
    known = claimed.get("document")
    return str(known.get("kind", "")) if isinstance(known, dict) else ""


def _rebuild(
    proof: Proof,
    main: str,
    made: Rebuilt | tuple[Diagnostic, ...],
    claimed: Mapping[str, object],
    edition: Mapping[str, bytes],
) -> None:
    if isinstance(made, Rebuilt):
        proof.rebuilt, proof.title = made, made.document.title
        is_changed = any(_wrong(claimed.get("sources"), edition))
        proof.same_program = _is_ours(json_object(made.beside.manifest), claimed, is_changed)
        _rules(proof, made)
        return
    _not_rebuilt(proof, main, made, claimed)


def _is_ours(ours: Mapping[str, object], claimed: Mapping[str, object], is_changed: bool) -> bool:
    """Whether a proof's manifest is of our program and form.

    Of an edition that was changed since, other content follows in any case.
    """
    asked = _form(ours).keys() - ({CONTENT} if is_changed else set())
    are_same = all(_form(ours)[name] == _form(claimed).get(name) for name in asked)
    return are_same and ours["versions"] == claimed.get("versions")


def _form(claimed: Mapping[str, object]) -> Mapping[str, object]:
    form = claimed.get("form")
    return form if isinstance(form, dict) else {}


def _not_rebuilt(
    proof: Proof,
    main: str,
    made: tuple[Diagnostic, ...],
    claimed: Mapping[str, object],
) -> None:
    first = next((d for d in made if d.severity is Severity.ERROR), None)
    told = f"{first.place} {first.code} {first.message}" if first else "读不出来"
    # Another program may know keys and names that ours does not.
    if _form(claimed).get("program", program()) == program():
        proof.tell(main, BROKEN, f"附件里公开的数据不能生成文档：{told}")
    else:
        message = f"附件里公开的数据是另一版程序的，这一版读不了，没有重算：{told}"
        proof.note(main, UNKNOWN, message, "请用清单里写的那一版程序核实。")
    proof.unproven.append("表和句子：没有重算出来")


def _rules(proof: Proof, made: Rebuilt) -> None:
    tallies = made.public.checked.tallies
    held = sum(t.applies and not t.failing and not t.findings for t in tallies)
    idle = sum(not t.applies for t in tallies)
    failing = [d for d in made.public.checked.found if d.severity is Severity.WARNING]
    words = f"，另有 {len(failing)} 条警告" if failing else ""
    proof.proven.append(
        f"{held} 条核对规则在公开的数据上成立，{idle} 条没有涉及（没有那样的数）{words}"
    )


def _compare(proof: Proof, made: Rebuilt, edition: Mapping[str, bytes]) -> None:
    if proof.held.paper:
        _compare_paper(proof, made)
        _compare_attached(proof, made, edition)
    if proof.held.page is not None:
        _compare_page(proof, made)
    _compare_data(proof, made)
    _compare_manifest(proof, made)
    if not proof.same_program:
        message = "它是另一版程序（或版式、科目目录、字体）生成的：只比了数字，没有逐字节比。"
        proof.note(PDF_NAME, UNKNOWN, message)


def _compare_paper(proof: Proof, made: Rebuilt) -> None:
    assert proof.held.paper is not None  # noqa: S101 (asked before)
    tables, pages = made.document.tables, proof.held.paper.pages
    pieces = spoken(made.document.paper, tables)
    differences = walk(pieces, pages, (table.title for table in tables))
    told = [d for d in differences if proof.same_program or _is_figure(d)]
    for one in told[:SAID_ABOVE]:
        proof.tell(PDF_NAME, PRINTED, _words(one))
    if (rest := len(told) - SAID_ABOVE) > 0:
        proof.tell(PDF_NAME, PRINTED, f"另有 {rest} 处不同，没有一一列出。")
    if other := len(differences) - len(told):
        proof.unproven.append(f"{other} 处文字（不含数字）：程序的版本不同，说法不一样")
    if not told:
        proof.proven.append(f"PDF {len(pages)} 页的文字里，{_counted(pieces)}，逐一与重算的相同")
    _tell_added(proof, proof.held.paper.added)
    proof.unproven.append(
        f"{INK}：比的是 PDF 里的文字，字形和线条没有比"
        + ("（--full 重新排版，逐字节比）" if proof.same_program else "")
    )


def _tell_added(proof: Proof, added: Iterable[tuple[int, str]]) -> None:
    """What the published PDF has over its text, for the proof; a form of others may bring boxes."""
    edition = proof.held.paper.files if proof.held.paper else {}
    brought = {BOX} if has_foreign_form(edition) else set()
    told = [(page, word) for page, word in added if word not in brought]
    for page, word in told:
        where = f"第 {page} 页有" if page else "PDF 里有"
        message = f"{where}{ADDED[word]}，公布的文件里不会有，能盖住印着的数。"
        proof.tell(PDF_NAME, PRINTED, message)
    if not told:
        proof.proven.append("PDF 的文字上面没有图片、批注、表单和色块")


def _is_figure(one: Difference) -> bool:
    return has_digits(Gap(one.place, one.printed, one.computed))


def _words(one: Difference) -> str:
    figure = one.piece.cell.figure if one.piece and one.piece.cell else None
    typed = next((f.place for f in figure.typed() if f.place), None) if figure else None
    source = f"（算自附件 {typed.file.name} 第 {typed.line} 行）" if typed else ""
    return (
        f"第 {one.page} 页，{one.place}：印的是“{cut(one.printed) or '（没有）'}”，"
        f"算出的是“{cut(one.computed) or '（没有）'}”{source}。"
    )


def _counted(pieces: tuple[Piece, ...]) -> str:
    cells = [piece for piece in pieces if piece.cell and DIGIT.search(piece.text)]
    tables = {piece.table for piece in pieces if piece.table}
    texts = [p for p in pieces if not p.table and not p.target and DIGIT.search(p.text)]
    return f"{len(tables)} 张表的 {len(cells)} 个数、{len(texts)} 段带数字的文字"


def _compare_attached(proof: Proof, made: Rebuilt, edition: Mapping[str, bytes]) -> None:
    """For the proof: what the program attaches to the PDF, figures and the report."""
    ours = {FIGURES: made.beside.files[FIGURES], REPORT: report(made.public.checked)}
    if proof.same_program:
        ours[MANIFEST] = made.beside.manifest
    for name, data in ours.items():
        if name not in edition:
            proof.tell(PDF_NAME, LACKING, f"附件“{name}”没有了。")
        elif edition[name] != data:
            _told_data(proof, PDF_NAME, f"附件“{name}”", edition[name], data)


def _told_data(proof: Proof, file: str, name: str, there: bytes, computed: bytes) -> None:
    """The proof's first differences of a data file; words alone only for the same program."""
    named = name.strip("附件“”")
    gaps = list(of_csv(there, computed)) if named.endswith(".csv") else []
    if proof.same_program:
        gaps = gaps or list(of_lines(there, computed))
    elif named == FIGURES:
        gaps = list(of_amounts(there, computed))
    else:
        gaps = [gap for gap in gaps if has_digits(gap)]
    few, count = listed(gaps)
    for gap in few:
        proof.tell(file, IN_DATA, f"{name}{gap}。")
    if count > len(few):
        proof.tell(file, IN_DATA, f"{name}另有 {count - len(few)} 处不同。")


def _compare_page(proof: Proof, made: Rebuilt) -> None:
    there, ours = proof.held.page or "", _page_made(proof, made)
    if there == ours:
        proof.proven.append("网页逐字节与重算的相同")
        return
    gaps = list(of_page(there, ours, made.document.tables))
    gaps = gaps if proof.same_program else [gap for gap in gaps if has_digits(gap)]
    if proof.same_program and not gaps:
        for gap in of_lines(there.encode(), ours.encode()):
            proof.tell(HTML_NAME, ON_PAGE, f"网页{gap}（看不见的部分：数据、样式或脚本）。")
            return
    few, count = listed(gaps)
    for gap in few:
        proof.tell(HTML_NAME, ON_PAGE, f"网页 {gap}。")
    if count > len(few):
        proof.tell(HTML_NAME, ON_PAGE, f"网页另有 {count - len(few)} 处不同。")
    if not count:
        way = "逐字节" if proof.same_program else "每个数字"
        proof.proven.append(f"网页{way}与重算的相同")


def _page_made(proof: Proof, made: Rebuilt) -> str:
    """The page that a proof's page should be; of a light one also what lies beside it is compared.

    Bytes are compared only where the program is the same.
    """
    whole = made.beside.files[HTML_NAME].decode()
    if (beside := proof.held.light) is None:
        return whole
    light = light_as_made(proof.held.path, whole, made.beside.files)
    if light is None or not proof.same_program:
        return light.files[light.page].decode() if light else whole
    for name in (name for name in light.files if name != light.page):
        if name not in beside:
            proof.tell(HTML_NAME, LACKING, f"网页旁边少了“{name}”。")
        elif beside[name] != light.files[name]:
            proof.tell(HTML_NAME, ON_PAGE, f"网页旁边的“{name}”与重算的不同。")
    return light.files[light.page].decode()


def _compare_data(proof: Proof, made: Rebuilt) -> None:
    data = {n: d for n, d in proof.held.files.items() if n.endswith(".csv")}
    same = 0
    for name, there in data.items():
        if name not in made.beside.files:
            proof.unproven.append(f"“{name}”：公开的数据里没有这样一份")
        elif there != made.beside.files[name]:
            _told_data(proof, name, f"“{name}”", there, made.beside.files[name])
        else:
            same += 1
    hashes = _hashes(json_object(proof.held.files.get(MANIFEST)).get("files"))
    expected = dict.fromkeys((*hashes, *(n for n in made.beside.files if n != HTML_NAME)))
    missing = [name for name in expected if name not in proof.held.files]
    if proof.held.is_folder and missing:
        proof.tell(missing[0], LACKING, f"少了 {len(missing)} 个文件：{'、'.join(missing[:FEW])}。")
    if same:
        proof.proven.append(f"{same} 个数据文件（CSV）与重算的相同")


def _compare_manifest(proof: Proof, made: Rebuilt) -> None:
    """For the proof: compares the published folder's manifest, which lists the PDF."""
    there = proof.held.files.get(MANIFEST)
    if there is None or not proof.same_program:
        return
    # Which files there are is the publisher's choice; ours are those that follow from the edition.
    known = {**proof.held.files, **made.beside.files}
    files = {n: known[n] for n in _hashes(json_object(there).get("files")) if n in known}
    if copies := [name for name in files if name.endswith((".xlsx", ".docx"))]:
        proof.unproven.append(f"{'、'.join(copies)}：只比了校验码，没有重做")
    ours = manifest(made.document, files, made.public, made.beside.form)
    if there != ours:
        _told_data(proof, MANIFEST, f"“{MANIFEST}”", there, ours)


def _set_anew(proof: Proof, made: Rebuilt, project: Project) -> None:
    pdf, _ = paper_of(made.document, project, made.public, made.beside, Here())
    if pdf == proof.held.pdf:
        proof.unproven[:] = [one for one in proof.unproven if not one.startswith(INK)]
        proof.proven.append("重新排版得到的 PDF 逐字节相同")
    else:
        proof.tell(
            PDF_NAME, PRINTED, "重新排版得到的 PDF 与它不是逐字节相同（文字以外也可能改过）。"
        )
