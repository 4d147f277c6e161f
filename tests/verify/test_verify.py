"""``mingzhang verify``: published files alone, as they were and changed."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZipFile

import pikepdf
import pytest
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from benchmarks.forgeries import KINDS, forgeries, is_found
from mingzhang.cli import main
from mingzhang.diagnostics import Diagnostic
from mingzhang.project import Project
from mingzhang.publish import published_document
from mingzhang.publish.page_archive import unpacked
from mingzhang.verify.files_beside import join
from mingzhang.verify.files_named import open_all
from mingzhang.verify.published_proof import Proof, prove
from mingzhang.verify.remade_document import Rebuilt, rebuild
from scripts import examples
from tests.support import PROJECT

TRIES = 4  # of each kind; the benchmark makes two hundred


@pytest.fixture(scope="module", autouse=True)
def remade_once() -> Iterator[None]:
    """A document is remade once of each edition: the tests change what it is held against."""
    made: dict[object, Rebuilt | tuple[Diagnostic, ...]] = {}

    def once(
        files: Mapping[str, bytes], kind: str, project: Project
    ) -> Rebuilt | tuple[Diagnostic, ...]:
        key = (frozenset(files.items()), kind, project.root, published_document.program())
        if key not in made:
            made[key] = rebuild(files, kind, project)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mingzhang.verify.published_proof.rebuild", once)
        yield


@pytest.fixture
def folder(worked_example: Path, tmp_path: Path) -> Path:
    shutil.copytree(worked_example, tmp_path / "2024-final")
    return tmp_path / "2024-final"


def proof(*paths: Path) -> Proof:
    opened = open_all(paths)
    assert not opened.found
    return prove(opened.documents[0], PROJECT)


def codes(one: Proof) -> list[str]:
    return [found.code for found in one.found]


def changed(table: Path) -> str:
    """Changes the first amount of a CSV, and says what it was."""
    data = table.read_bytes()
    found = re.search(rb"[0-9]+\.[0-9]{2}", data)
    assert found
    table.write_bytes(data.replace(found.group(), b"9999.99", 1))
    return found.group().decode()


@pytest.mark.parametrize("name", [".", "disclosure.pdf", "disclosure.html"])
def test_untouched_files_are_consistent(folder: Path, name: str) -> None:
    one = proof(folder / name)
    assert codes(one) == []
    assert one.same_program
    assert one.title.endswith("单位决算")
    assert one.proven


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_digit_is_found_with_its_place(worked_example: Path, kind: str) -> None:
    rng = random.Random(kind)  # noqa: S311 (a draw that can be repeated)
    (held,) = open_all((worked_example,)).documents
    for _ in range(TRIES):
        forged = forgeries(held, kind, rng)
        assert is_found(prove(forged.held, PROJECT)), forged.what


def test_the_place_is_a_cell_with_what_it_was_made_of(folder: Path) -> None:
    table = folder / "data" / "table-01.csv"
    old = changed(table)
    found = [str(one) for one in proof(folder).found if one.code == "MZ762"]
    assert len(found) == 1
    assert "“9999.99”" in found[0]
    assert f"“{old}”" in found[0]


def test_a_file_that_is_gone_is_told(folder: Path) -> None:
    (folder / "figures.csv").unlink()
    assert codes(proof(folder)) == ["MZ771"]


def test_an_attachment_that_is_gone_is_told(folder: Path) -> None:
    with pikepdf.open(folder / "disclosure.pdf", allow_overwriting_input=True) as pdf:
        del pdf.attachments["figures.csv"]
        pdf.save()
    assert "MZ771" in codes(proof(folder / "disclosure.pdf"))


def test_an_attachment_that_was_added_is_told(folder: Path) -> None:
    with pikepdf.open(folder / "disclosure.pdf", allow_overwriting_input=True) as pdf:
        pdf.attachments["more.txt"] = b"9999.99"
        pdf.save()
    one = proof(folder / "disclosure.pdf")
    assert codes(one) == ["MZ763"]
    assert "more.txt" in one.found[0].message


def white_box(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.contents_add(pdf.make_stream(b"q 1 1 1 rg 0 0 900 900 re f Q"))


def nested_box(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    box = pdf.make_stream(b"1 1 1 rg 0 0 900 900 re f")
    box.Type, box.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    box.BBox = pikepdf.Array([0, 0, 900, 900])
    name = page.add_resource(box, pikepdf.Name.XObject)
    page.contents_add(pdf.make_stream(f"q {name} Do Q".encode()))


def image(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    drawn = pdf.make_stream(b"\xff")
    drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    drawn.Width, drawn.Height, drawn.BitsPerComponent = 1, 1, 8
    drawn.ColorSpace = pikepdf.Name.DeviceGray
    name = page.add_resource(drawn, pikepdf.Name.XObject)
    page.contents_add(pdf.make_stream(f"q 50 0 0 9 100 500 cm {name} Do Q".encode()))


def stamp(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    kinds = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText)
    kinds.Rect, kinds.Contents = pikepdf.Array([100, 500, 200, 520]), "9999.99"
    page.Annots = pikepdf.Array([*page.get("/Annots", []), pdf.make_indirect(kinds)])


def drawn(pdf: pikepdf.Pdf, page: pikepdf.Page, drawing: str) -> None:
    """Draws in white, in points from the page's lower left corner."""
    page.contents_add(pdf.make_stream(b"q"), prepend=True)
    page.contents_add(pdf.make_stream(f"Q q 1 1 1 rg 1 1 1 RG {drawing} Q".encode()))


def broad_line(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    drawn(pdf, page, "60 w 500 100 m 500 700 l S")


@pytest.mark.parametrize(
    ("draw", "word"),
    [
        (white_box, "色块"),
        (broad_line, "色块"),
        (nested_box, "色块"),
        (image, "图片"),
        (stamp, "批注"),
    ],
)
def test_what_was_drawn_over_the_text_is_told(
    folder: Path, draw: Callable[[pikepdf.Pdf, pikepdf.Page], None], word: str
) -> None:
    with pikepdf.open(folder / "disclosure.pdf", allow_overwriting_input=True) as pdf:
        draw(pdf, pdf.pages[3])
        pdf.save()
    one = proof(folder / "disclosure.pdf")
    assert codes(one) == ["MZ760"]
    assert "第 4 页" in one.found[0].message
    assert word in one.found[0].message


def test_a_box_over_the_last_number_of_a_line_is_told(folder: Path) -> None:
    file = folder / "disclosure.pdf"
    pages = [list(page.get_objects([FPDF_PAGEOBJ_TEXT])) for page in PdfDocument(file)]
    boxes = ((n, text.get_bounds()) for n, page in enumerate(pages) for text in page)
    number, (_, low, right, _) = next((n, box) for n, box in boxes if box[2] - box[0] > 300)
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        drawn(pdf, pdf.pages[number], f"{right - 20} {low} 20 20 re f")
        pdf.save()
    (found,) = proof(file).found
    assert "色块" in found.message


def test_a_frame_around_text_hides_none(folder: Path) -> None:
    with pikepdf.open(folder / "disclosure.pdf", allow_overwriting_input=True) as pdf:
        drawn(pdf, pdf.pages[3], "1 w 20 20 500 800 re S")
        pdf.save()
    assert codes(proof(folder / "disclosure.pdf")) == []


def test_a_form_to_fill_in_is_told(folder: Path) -> None:
    with pikepdf.open(folder / "disclosure.pdf", allow_overwriting_input=True) as pdf:
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]))
        pdf.save()
    assert codes(proof(folder / "disclosure.pdf")) == ["MZ760"]


def test_a_pdf_of_another_program_proves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "a.pdf")
    assert main(["verify", str(tmp_path / "a.pdf")]) == 0
    told = capsys.readouterr().out
    assert "MZ765" in told
    assert "不能核实" in told


def test_what_another_version_made_is_compared_by_its_figures(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingzhang.publish.published_document.program", lambda: "another")
    one = proof(folder / "disclosure.pdf")
    assert codes(one) == ["MZ766"]
    assert not one.differs


def test_a_foreign_form_is_said_and_not_run(folder: Path) -> None:
    with pikepdf.open(folder / "disclosure.pdf", allow_overwriting_input=True) as pdf:
        pdf.attachments["templates/x/final/a.j2"] = b"{{ 1 / 0 }}"
        pdf.save()
    one = proof(folder / "disclosure.pdf")
    assert codes(one) == ["MZ763", "MZ766"]  # it is in no manifest either
    assert one.rebuilt is None


def test_a_form_of_ones_own_is_no_foreign_one_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the bureau's own folder it is remade by the form that lies there; elsewhere nobody can."""
    text = examples.example(PROJECT.root / "docs" / "authoring.md")
    example = examples.write(text, tmp_path / "sources")
    source = example / "disclosure.yaml"
    source.write_text(source.read_text("utf-8").replace("版式: 吉林", "版式: 临河"), "utf-8")
    form = tmp_path / "templates" / "linhe" / "region.yaml"
    form.parent.mkdir(parents=True)
    form.write_text("名称: 临河\n上级: jilin\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["build", str(example)]) == 0
    pdf = next(tmp_path.rglob("disclosure.pdf"))
    for here, concluded in ((tmp_path, "前后一致"), (PROJECT.root, "不能核实")):
        monkeypatch.chdir(here)
        capsys.readouterr()
        assert main(["verify", str(pdf)]) == 0
        assert concluded in capsys.readouterr().out


def test_the_author_is_unproven_without_a_hash_from_elsewhere(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = folder / "disclosure.pdf"
    assert main(["verify", str(pdf)]) == 0
    assert "是谁公布的没有证实" in capsys.readouterr().out
    own = sha256(pdf.read_bytes()).hexdigest()
    assert main(["verify", str(pdf), "--expect", own]) == 0
    assert "校验码与从别处得到的相同" in capsys.readouterr().out
    assert main(["verify", str(pdf), "--expect", "0" * 64]) == 1
    told = capsys.readouterr().out
    assert "MZ768" in told
    assert "校验码与从别处得到的不同" in told
    assert main(["verify", str(pdf), "--expect", "abc"]) == 2


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 40, b"PK\x03\x04"]
)
def test_whatever_is_no_pdf_is_told(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert main(["verify", str(tmp_path / "a.pdf"), str(tmp_path / "none.pdf")]) == 2
    told = capsys.readouterr().out
    assert told.count("MZ767") == 2
    assert "Traceback" not in told


def test_damaged_files_end_in_words(
    worked_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (worked_example / "disclosure.pdf").read_bytes()
    rng = random.Random(1)  # noqa: S311 (a draw that can be repeated)
    for number in range(6):
        data = bytearray(whole[: rng.randrange(len(whole))] if number % 2 else whole)
        for _ in range(200):
            data[rng.randrange(len(data))] = rng.randrange(256)
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(data)
        assert main(["verify", str(file)]) in (0, 1, 2)
    assert "Traceback" not in capsys.readouterr().out


@pytest.fixture
def light(worked_example: Path, tmp_path: Path) -> Path:
    """The light page of a site, with what lies beside it."""
    shutil.copytree(worked_example, tmp_path / "output" / "某局" / "2024-final")
    assert main(["site", str(tmp_path / "output")]) == 0
    return tmp_path / "output" / "_index" / "pages" / "某局" / "2024-final.html"


def test_a_light_page_is_proven_by_what_lies_beside_it(light: Path) -> None:
    one = proof(light)
    assert codes(one) == []
    assert "网页逐字节与重算的相同" in one.proven


def test_a_changed_digit_of_a_light_page_is_found(light: Path) -> None:
    text = light.read_text("utf-8")
    old = re.findall(r">([0-9]+\.[0-9]{2})<", text)[3]
    light.write_text(text.replace(f">{old}<", ">9999.99<"), "utf-8")
    (first, *_) = proof(light).found
    assert first.code == "MZ761"
    assert "9999.99" in first.message


@pytest.mark.parametrize("name", ["2024-final.js", "../page-*.css", "../page-*.js"])
def test_a_change_beside_a_light_page_is_found(light: Path, name: str) -> None:
    (file,) = light.parent.glob(name)
    file.write_bytes(file.read_bytes() + b" ")
    (found,) = proof(light).found
    assert found.code == "MZ761"
    assert file.name in found.message
    file.unlink()
    assert codes(proof(light)) == ["MZ771"]


@pytest.mark.parametrize("is_link", [True, False])
def test_a_light_page_without_its_edition_says_where_that_lies(light: Path, is_link: bool) -> None:
    archive = light.with_suffix(".zip")
    data = archive.read_bytes()
    archive.unlink()
    if is_link:
        (other := light.with_name("其他.zip")).write_bytes(data)
        archive.symlink_to(other)
    (found,) = proof(light).found
    assert found.code == "MZ765"
    assert "同名的压缩包" in found.message


def test_a_page_that_is_no_page_proves_nothing(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        '<a download="edition.zip" href="data:application/zip;base64,UEsDBA==">', "utf-8"
    )
    assert codes(proof(page)) == ["MZ765"]


def test_a_single_csv_goes_with_its_document(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "table-01.csv"
    table.write_bytes((folder / "data" / "table-01.csv").read_bytes())
    assert main(["verify", str(table)]) == 2
    assert "MZ765" in capsys.readouterr().out
    assert main(["verify", str(folder / "disclosure.pdf"), str(table)]) == 0
    changed(table)
    assert main(["verify", str(folder / "disclosure.pdf"), str(table)]) == 1


def test_a_csv_is_compared_by_whichever_name_it_has_or_said_not_to_be(
    folder: Path, tmp_path: Path
) -> None:
    table, other = tmp_path / "table-01 (1).csv", tmp_path / "别的.csv"
    table.write_bytes((folder / "data" / "table-01.csv").read_bytes())
    other.write_text("甲,1\n", "utf-8")
    opened = join(open_all((folder / "disclosure.pdf", table, other)))
    one = prove(opened.documents[0], PROJECT)
    assert codes(one) == []
    assert "1 个数据文件（CSV）与重算的相同" in one.proven
    assert [text for text in one.unproven if "别的.csv" in text]


@pytest.mark.parametrize("way", [ZIP_LZMA, ZIP_BZIP2])
def test_an_archive_packed_in_another_way_holds_nothing(way: int) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", way) as archive:
        archive.writestr("disclosure.yaml", bytes(range(256)) * 8)
    data = bytearray(packed.getvalue())
    data[60:70] = b"\0" * 10
    assert unpacked(bytes(data), 1 << 20) == {}


def test_a_manifest_with_half_a_character_is_none(folder: Path) -> None:
    with pikepdf.open(folder / "disclosure.pdf", allow_overwriting_input=True) as pdf:
        own = pdf.attachments["manifest.json"].get_file().read_bytes()
        pdf.attachments["manifest.json"] = own.replace(b'"title": "', b'"title": "\\ud800')
        pdf.save()
    one = proof(folder / "disclosure.pdf")
    assert [text for text in one.unproven if "没有清单" in text]


@pytest.mark.parametrize(
    ("name", "way_out"),
    [("none.pdf", "请检查文件名"), ("公开.xlsx", "请写 PDF"), ("empty", "公开的文件所在的文件夹")],
)
def test_what_cannot_be_verified_is_told_with_a_way_out_that_is_true(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, way_out: str
) -> None:
    (tmp_path / "公开.xlsx").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    assert main(["verify", str(tmp_path / name)]) != 0
    told = capsys.readouterr()
    assert way_out in told.out + told.err
    assert "下载" not in told.out + told.err


def test_a_hash_stands_beside_the_name_that_the_file_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "别人的.html"
    file.write_text("<html><body>公开</body></html>", encoding="utf-8")
    main(["verify", str(file)])
    assert f"{sha256(file.read_bytes()).hexdigest()} {file.name}" in capsys.readouterr().out
