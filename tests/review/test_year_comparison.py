"""Two years' documents of one agency, one beside the other."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Unit
from mingzhang.facts.typed_entries import Entry, Kind
from mingzhang.project import Project
from mingzhang.review.changed_entries import changed
from mingzhang.review.compared_versions import open_version
from mingzhang.review.review_terminal import terminal
from mingzhang.review.version_comparison import review
from mingzhang.review.version_contents import Material
from mingzhang.review.year_comparison import of_whole
from tests.departments import make
from tests.review.repository import FINAL, Repository, create
from tests.support import PROJECT

LAST = "sources/changchun/2023-final"
ROW = "  - {科目: 2101101, 人员经费: 36.92, 年初预算: 36.92}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = create(tmp_path, FINAL)
    shutil.copytree(made.root / FINAL, made.root / LAST)
    made.edit(
        LAST,
        ("年度: 2024", "年度: 2023"),
        ("项目支出: 409.20", "项目支出: 400.20"),
        (ROW, "  - {科目: 2101199, 人员经费: 36.92}\n"),
    )
    return made


def test_what_came_and_went_and_moved(repository: Repository) -> None:
    (document,) = repository.review(LAST, FINAL).documents
    years = document.years
    assert years
    assert years.appeared == ("支出 / 2101101 行政单位医疗",)
    assert years.vanished == ("支出 / 2101199 其他行政事业单位医疗支出",)
    assert ("支出", "2101301", "项目支出") in [change.key for change in years.largest]
    assert not document.sentences


def test_a_base_that_is_not_what_was_published(repository: Repository) -> None:
    (document,) = repository.review(LAST, FINAL).documents
    assert document.years
    bases = {base.name: (base.published, base.used) for base in document.years.bases}
    assert bases["总计"] == ("2,820.01", "3,165.59")
    assert document.years.bases[0].place.startswith(f"{FINAL}/disclosure.yaml:")
    assert "基数与公布的上年、预算不一致" in terminal(repository.review(LAST, FINAL))


def test_a_change_of_last_years_document_is_one_of_this_years(repository: Repository) -> None:
    """Its figures are this year's base, though nothing names its folder."""
    repository.commit("r2")
    repository.edit(LAST, ("项目支出: 400.20", "项目支出: 401.20"))
    repository.commit("r3")
    name = FINAL.removeprefix("sources/")
    prints = []
    for revision in ("r2", "r3"):
        with open_version(revision, PROJECT, repository.root) as version:
            prints.append(version.fingerprint(name))
    assert prints[0] != prints[1]


def test_a_units_figure_that_moves_is_one_of_the_departments(tmp_path: Path) -> None:
    folder = make(tmp_path, 2)
    made = Repository(tmp_path)
    made.git("init", "--quiet")
    made.commit("r1")
    unit = "sources/unit-001/2024-final"
    made.edit(unit, ("项目支出: 188.00", "项目支出: 188.01"))
    # The first unit alone has evaluated itself.
    scored = made.root / "sources/unit-000/2024-final/performance.yaml"
    text = scored.read_text("utf-8")
    assert "119.79]" in text
    scored.write_text(text.replace("119.79]", "119.80]", 1), "utf-8")
    made.commit("r2")
    project = Project(tmp_path)
    with (
        open_version("r1", project, made.root) as old,
        open_version("r2", project, made.root) as new,
    ):
        (document,) = review(old, new, "department").documents
    assert folder.is_dir()
    done, figure = document.figures
    assert done.label.startswith("所属单位 unit-000 / 自评表 / 项目")
    assert done.place == "sources/unit-000/2024-final/performance.yaml:6:35"
    assert figure.place == f"{unit}/disclosure.yaml:20:25"
    assert figure.label.startswith("所属单位 unit-001 / 支出 / 2101502")
    assert document.moved


def test_a_departments_rows_are_the_same_in_one_file_and_in_its_units_folders() -> None:
    def row(*key: str, value: int = 1) -> Entry:
        return Entry(key, Kind.MONEY, Decimal(value), Place(Path("disclosure.yaml"), 1, 1))

    rent, cars = ("支出", "2101301 601001", "项目支出"), ("三公经费", "公务接待费")
    own = ("机关运行经费", "金额")
    typed = [row(*rent, value=7), row(*cars, value=5), row(*own, value=3)]
    units = ["所属单位 a", "所属单位 b"]
    folders = [
        row(units[0], *rent, value=7),
        *(row(unit, *cars, value=number) for number, unit in enumerate(units, 2)),
        *(row(unit, *own, value=1) for unit in units),
        row(*own, value=3),
    ]
    before, after = (
        of_whole(Material({e.key: e for e in entries}, Unit.YUAN, summed=frozenset(summed)))
        for entries, summed in ((typed, []), (folders, units))
    )
    assert not list(changed(before, after))


def test_a_year_whose_rows_name_no_unit_is_compared_by_subject(repository: Repository) -> None:
    unit = "单位: [{代码: 601001, 名称: 长春市社会医疗保险管理局, 类型: 参公管理事业单位}]"
    repository.edit(FINAL, ("金额单位: 万元", f"金额单位: 万元\n{unit}"))
    (document,) = repository.review(LAST, FINAL).documents
    assert document.years
    assert document.years.appeared == ("支出 / 2101101 行政单位医疗",)
    assert document.years.vanished == ("支出 / 2101199 其他行政事业单位医疗支出",)
