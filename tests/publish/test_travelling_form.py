"""What travels with an edition beside the sources: what the program does not ship itself."""

from dataclasses import dataclass
from pathlib import Path

from mingzhang.document.render import Document
from mingzhang.project import Project
from mingzhang.publish.travelling_form import travelling
from tests.support import PROJECT, account

SOURCE = """
    支出:
      - {科目: 2080501, 项目支出: 60.88}
"""


@dataclass(frozen=True)
class Bureau(Project):
    """A project that keeps official lists."""

    lists: Path = Path()

    @property
    def subjects(self) -> Path:
        return self.lists


def test_the_list_of_the_documents_year_travels(tmp_path: Path) -> None:
    for file in PROJECT.catalogue.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    bureau, made = Bureau(PROJECT.root, tmp_path), account(SOURCE)
    document = Document("", "", "")
    assert travelling(document, made, bureau, ()) == {}
    for year in (2024, 2025):
        (tmp_path / f"subjects-{year}.csv").write_text("code,name\n210,医\n", "utf-8")
    assert travelling(document, made, bureau, ()) == {
        "catalogue/subjects-2024.csv": "code,name\n210,医\n".encode()
    }
