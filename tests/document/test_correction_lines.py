"""A document that is published again says when and why; any other says nothing of it."""

import json
from pathlib import Path

from mingzhang.builder import build
from mingzhang.document.render import render
from scripts import examples
from tests.publish.documents import OWN, ROW, SOURCE
from tests.support import PROJECT, account

HASH = "7ce2d2d58c3ea43d12f2701cb5e07686149c3e068d81458cc82c8fb49fbb6e85"


def page(more: str, form: str = "吉林") -> tuple[str, str]:
    source = SOURCE.format(form=form, own=OWN.get(form, ""), rows=ROW)
    document, found = render(account(f"{source}\n{more}"), PROJECT)
    assert document is not None, [str(diagnostic) for diagnostic in found]
    return document.html, document.paper


def test_each_correction_is_a_line_under_the_title() -> None:
    more = """
    更正:
      - {日期: 2025-11-20, 原因: 主要原因是接待批次填写有误。}
      - {日期: 2025-12-01, 原因: '{日期}写错'}
    """
    for html in page(more):
        head = html[html.index("<header") : html.index("</header>")]
        assert '<p class="correction">2025年11月20日更正：接待批次填写有误。</p>' in head
        assert '<p class="correction">2025年12月1日更正：{日期}写错。</p>' in head


def test_without_a_correction_nothing_changes() -> None:
    assert not any('class="correction"' in html for html in page(""))


def test_the_manifest_has_the_earlier_file(tmp_path: Path) -> None:
    folder = examples.write(examples.example(), tmp_path / "sources")
    file = folder / "disclosure.yaml"
    row = f"更正:\n  - {{日期: 2025-12-20, 原因: 批次填写有误, 原件: {HASH}}}\n"
    file.write_text(file.read_text("utf-8") + row, "utf-8")
    result = build(folder, PROJECT, tmp_path / "out")
    assert result.is_good, [str(diagnostic) for diagnostic in result.diagnostics]
    out = tmp_path / "out" / folder.parent.name / folder.name
    told = json.loads((out / "manifest.json").read_text("utf-8"))
    assert told["corrections"] == [
        {"date": "2025-12-20", "reason": "批次填写有误", "earlier": HASH}
    ]
    assert "2025年12月20日更正：批次填写有误。" in (out / "disclosure.html").read_text("utf-8")
