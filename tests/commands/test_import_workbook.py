"""``mingzhang import``: what is said where not all of it could be written."""

from pathlib import Path

import pytest

from mingzhang.commands.import_workbook import _replaced


@pytest.mark.parametrize(
    ("taken", "closing"),
    [
        ("imported.lock", "已经写好 disclosure.yaml，其余没有写。"),
        ("disclosure.yaml", "没有写任何文件。"),
    ],
)
def test_what_was_written_before_a_fault_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], taken: str, closing: str
) -> None:
    (tmp_path / taken).mkdir()
    assert _replaced(tmp_path, {"disclosure.yaml": b"a", "imported.lock": b"b"}, ()) == 1
    assert capsys.readouterr().out.splitlines()[-1] == closing
