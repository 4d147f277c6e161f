"""Light pages: the same page, with what it carried lying beside it; all of it opens from disk."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode
from pathlib import Path
from urllib.parse import unquote

from mingzhang.cli import main
from mingzhang.publish.light_page import lighten
from tests.site.test_site import document

CSV = b64encode("科目,1\r\n".encode()).decode()
PAGE = f"""<!DOCTYPE html><html><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-x'">
<style>
p {{ margin: 0; }}</style></head><body><main><p>正文 1,234.56 万元</p>
<a download="table-01.csv" href="data:text/csv;charset=utf-8;base64,{CSV}">下载</a>
<a download="figures.csv" href="data:text/csv;charset=utf-8;base64,{CSV}">全部</a>
<a download="edition.zip" href="data:application/zip;base64,UEsF">包</a>
<a href="../../index.html">公开目录</a>（单独保存的网页没有）</main>
<script type="application/json" id="answers">[["总计","1"]]</script>
<script>const a = document.currentScript.dataset.answers, b = mingzhangBeside;</script>
</body></html>
"""
PUBLISHED = ("disclosure.html", "figures.csv", "data/table-01.csv")


def test_what_a_page_carries_lies_beside_it() -> None:
    light = lighten("某 局/2024-final", PAGE, PUBLISHED)
    assert light is not None
    assert light.page == "_index/pages/某 局/2024-final.html"
    html = light.files[light.page].decode()
    assert "正文 1,234.56 万元" in html
    assert "base64" not in html
    assert light.files["_index/pages/某 局/2024-final.zip"] == b"PK\x05"
    beside = light.files["_index/pages/某 局/2024-final.js"].decode()
    name, _, value = beside.removesuffix(";\n").partition(" = ")
    assert name == "globalThis.mingzhangBeside"
    data = json.loads(value)
    assert data["edition"] == "UEsF"
    unpacked = zlib.decompress(b64decode(data["answers"]), -zlib.MAX_WBITS)
    assert unpacked.decode() == '[["总计","1"]]'


def test_every_link_of_a_light_page_leads_to_a_file(tmp_path: Path) -> None:
    light = lighten("某 局/2024-final", PAGE, PUBLISHED)
    assert light is not None
    for path in (*light.files, "index.html", *(f"某 局/2024-final/{name}" for name in PUBLISHED)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"")
    html = light.files[light.page].decode()
    links = re.findall(r'(?:href|src)="((?!data:)[^"]+)"', html)
    links += re.findall(r'data-answers="([^"]+)"', html)
    assert len(links) == 8
    for link in links:
        assert (tmp_path / light.page).parent.joinpath(unquote(link)).is_file(), link


def test_pages_of_one_form_share_style_and_script() -> None:
    one, two = (lighten(f"{name}/2024-final", PAGE, PUBLISHED) for name in "甲乙")
    assert one is not None
    assert two is not None
    assert len(set(one.files) & set(two.files)) == 2


def test_a_file_that_was_not_published_stays_in_the_page() -> None:
    light = lighten("a/2024-final", PAGE, ("disclosure.html",))
    assert light is not None
    assert light.files[light.page].count(b"data:text/csv") == 2


def test_a_page_of_another_program_is_left_as_it_is() -> None:
    assert lighten("a/b", "<p>page</p>", PUBLISHED) is None
    assert lighten("a/b", PAGE.replace("mingzhangBeside", "x"), PUBLISHED) is None


def test_the_index_leads_to_light_pages_and_old_ones_go(tmp_path: Path) -> None:
    folder = document(tmp_path, "a", 2024)
    (folder / "disclosure.html").write_text(PAGE, "utf-8")
    manifest = folder / "manifest.json"
    old = manifest.read_text("utf-8")
    size = len(PAGE.encode())
    manifest.write_text(
        re.sub(r'("disclosure.html",[^}]*"size": )\d+', rf"\g<1>{size}", old), "utf-8"
    )
    stale = tmp_path / "_index" / "pages" / "a" / "2020-final.html"
    stale.parent.mkdir(parents=True)
    stale.write_text("x", "utf-8")
    stale.with_suffix(".zip").write_bytes(b"PK")
    assert main(["site", str(tmp_path)]) == 0
    assert not stale.exists(), "a document that is gone has no page"
    assert not stale.with_suffix(".zip").exists(), "nor is its edition there"
    assert '"_index/pages/a/2024-final.html"]' in (
        (tmp_path / "_index" / "documents-000.js").read_text("utf-8")
    )
    listed = (tmp_path / "documents.html").read_text("utf-8")
    assert 'href="_index/pages/a/2024-final.html"' in listed
