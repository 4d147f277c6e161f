"""``mingzhang new``: a document's files and what an editor needs, or nothing of the document."""

from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.commands.new import tell, write_files


def test_where_an_editors_settings_cannot_lie_no_document_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / ".vscode").touch()
    monkeypatch.chdir(tmp_path)
    assert main(["new", "sources/局/2026-final", "--form", "吉林"]) == 1
    assert "文档还没有写" in capsys.readouterr().out
    assert not (tmp_path / "sources" / "局").exists()
    (tmp_path / ".vscode").unlink()
    assert main(["new", "sources/局/2026-final", "--form", "吉林"]) == 0


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (found,) = write_files(tmp_path, {"a": b"1", "b": b"2"})
    assert str(tmp_path) in found.message
    assert [file.name for file in tmp_path.iterdir()] == ["b"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("甲: 待填\n乙: [1, 待填]\n丙: {丁: 待填, 戊: 待填}  # 待填\n", 3),
        ("- 待填\n", 1),
        ("待填\n", 1),
        ("甲: 1  # 这里待填过\n乙: 不是待填的\n", 0),
    ],
)
def test_lines_that_are_open_are_counted(
    text: str, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(Path("某局/2025-final"), {"甲.yaml": text})
    said = f"{count} 行待填" if count else "不用填"
    assert f"甲.yaml  {said}\n" in capsys.readouterr().out
