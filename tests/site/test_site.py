"""``mingzhang site``: an index of many documents, made from manifests and data only."""

from __future__ import annotations

import csv
import json
import re
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from mingzhang.cli import main
from mingzhang.project import Project
from mingzhang.site.published_documents import gather

FIGURES = (
    "\ufeff名称,金额（元）,误差（元）,来历\r\n总计,{total},50,合计\r\n上年 总计,1000000,50,填报\r\n"
)


def document(output: Path, agency: str, year: int, total: str = "1100000", **more: str) -> Path:
    folder = output / agency / f"{year}-final"
    folder.mkdir(parents=True)
    files = {
        "disclosure.html": b"<p>page</p>",
        "disclosure.pdf": b"%PDF-" + agency.encode(),
        "figures.csv": FIGURES.format(total=total).encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    listed = [
        {"path": n, "sha256": sha256(d).hexdigest(), "size": len(d)} for n, d in files.items()
    ]
    who = {"agency": more.get("name", agency), "region": "甲", "year": year, "kind": "final"}
    if "date" in more:
        who["date"] = more["date"]
    manifest = {"title": f"{year}年度{agency}决算", "document": who, "files": listed}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return folder


def rows(output: Path) -> list[dict[str, str]]:
    with (output / "across.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_document_is_listed_and_linked(tmp_path: Path) -> None:
    document(tmp_path, "a b", 2023)
    document(tmp_path, "a b", 2024, date="2025-10-09")
    assert main(["site", str(tmp_path)]) == 0
    page = (tmp_path / "documents.html").read_text("utf-8")
    links = re.findall(r'href="([^"#]+)"', page)
    assert "a%20b/2024-final/disclosure.pdf" in links
    for link in links:
        assert (tmp_path / link.replace("%20", " ")).is_file(), link
    assert (tmp_path / "_index" / "documents-000.js").is_file()


def test_figures_across_years_are_those_of_the_documents(tmp_path: Path) -> None:
    document(tmp_path, "a", 2024, "1100000")
    assert main(["site", str(tmp_path)]) == 0
    (row,) = rows(tmp_path)
    assert row["总计"] == "110.00"
    assert row["上年总计"] == "100.00"
    assert row["总计增减%"] == "10.00"


def test_what_was_not_published_is_empty_and_no_zero(tmp_path: Path) -> None:
    document(tmp_path, "a", 2024, "")
    assert main(["site", str(tmp_path)]) == 0
    (row,) = rows(tmp_path)
    assert row["总计"] == ""
    assert row["总计增减%"] == ""
    assert row["三公经费"] == ""


def test_no_request_leaves_the_folder(tmp_path: Path) -> None:
    document(tmp_path, "a", 2024)
    main(["site", str(tmp_path)])
    for name in ("index.html", "documents.html", "_index/site.js", "_index/site.js"):
        assert not re.search(r"(?:src|href)=.https?:|fetch\(", (tmp_path / name).read_text("utf-8"))


def test_names_are_text_wherever_they_go(tmp_path: Path) -> None:
    document(tmp_path, "a", 2024, name="<script>alert(1)</script>")
    document(tmp_path, "b", 2024, name="=HYPERLINK(1)")
    assert main(["site", str(tmp_path)]) == 0
    assert "<script>alert" not in (tmp_path / "documents.html").read_text("utf-8")
    assert "'=HYPERLINK(1)" in {row["单位"] for row in rows(tmp_path)}
    ET.fromstring((tmp_path / "feed.xml").read_text("utf-8"))  # noqa: S314 (our own)


def test_the_catalogues_name_every_file_with_its_hash(tmp_path: Path) -> None:
    folder = document(tmp_path, "a", 2024)
    main(["site", str(tmp_path)])
    own = sha256((folder / "disclosure.pdf").read_bytes()).hexdigest()
    assert f"{own}  a/2024-final/disclosure.pdf" in (tmp_path / "SHA256SUMS").read_text("utf-8")
    catalog = json.loads((tmp_path / "catalog.jsonld").read_text("utf-8"))
    (dataset,) = catalog["dcat:dataset"]
    sums = [
        d["spdx:checksum"]["spdx:checksumValue"]["@value"] for d in dataset["dcat:distribution"]
    ]
    assert own in sums
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        data = (tmp_path / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{sha256(data).hexdigest()}"
        assert resource["bytes"] == len(data)


def test_a_document_that_lost_a_file_is_not_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document(tmp_path, "a", 2024)
    (document(tmp_path, "b", 2024) / "figures.csv").write_text("changed", "utf-8")
    (document(tmp_path, "c", 2024) / "manifest.json").write_text("{}", "utf-8")
    other = document(tmp_path, "d", 2024) / "manifest.json"
    other.write_text(other.read_text("utf-8").replace('"final"', "[]"), "utf-8")
    half = document(tmp_path, "e", 2024) / "manifest.json"
    half.write_text(half.read_text("utf-8").replace('"title": "', '"title": "\\ud800'), "utf-8")
    assert main(["site", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "MZ776" in told
    assert "MZ775" in told
    assert [row["单位"] for row in rows(tmp_path)] == ["a"]


def test_a_folder_without_documents_gets_no_index(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["site", str(tmp_path)]) == 2
    assert "MZ777" in capsys.readouterr().out
    assert not (tmp_path / "index.html").exists()


@pytest.mark.parametrize("below", ["sources", "sources/published", "."])
def test_no_index_is_written_among_sources(
    below: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources" / "a" / "2024-final").mkdir(parents=True)
    (tmp_path / "mingzhang.yaml").write_text("输出: output\n", "utf-8")
    document(tmp_path / below, "b", 2024)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert main(["site", below]) == 1
    told = capsys.readouterr().out
    assert "MZ736" in told
    assert "mingzhang site output" in told
    assert sorted(tmp_path.rglob("*")) == before


def test_the_latest_year_of_an_agency_comes_first(tmp_path: Path) -> None:
    for year in (2022, 2024, 2023):
        document(tmp_path, "a", year)
    entries, found = gather(tmp_path, Project())
    assert not found
    assert [entry.year for entry in entries] == [2024, 2023, 2022]


def test_machines_are_told_days_as_they_read_them(tmp_path: Path) -> None:
    days = {"a": "二〇二五年十月九日", "b": "2025-10", "c": "2025-9-3", "d": "2025-10-31"}
    for name, day in days.items():
        document(tmp_path, name, 2024, date=day)
    assert main(["site", str(tmp_path)]) == 0
    feed = ET.fromstring((tmp_path / "feed.xml").read_text("utf-8"))  # noqa: S314 (our own)
    atom = "{http://www.w3.org/2005/Atom}"
    moments = [one.findtext(f"{atom}updated") for one in feed.iter(f"{atom}entry")]
    latest = ["2025-10-31", "2025-10-09", "2025-10-01", "2025-09-03"]
    assert moments == [f"{day}T00:00:00Z" for day in latest]
    catalog = json.loads((tmp_path / "catalog.jsonld").read_text("utf-8"))
    issued = {
        one["dct:publisher"]["foaf:name"]: tuple(one["dct:issued"].values())
        for one in catalog["dcat:dataset"]
    }
    assert issued["a"] == ("2025-10-09", "xsd:date")
    assert issued["b"] == ("2025-10", "xsd:gYearMonth")


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    document(tmp_path, "a", 2024)
    main(["site", str(tmp_path)])
    first = {f.name: f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()}
    main(["site", str(tmp_path)])
    assert {f.name: f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()} == first
