"""Who belongs to whom: told of documents beside each other, whichever of them is asked for."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pytest

from mingzhang.checks.departments_beside import Beside, _Year, departments_beside
from mingzhang.checks.document_glance import Glance, glance
from mingzhang.checks.numbers_alike import seem_alike
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.project import Project
from mingzhang.reading.document_search import find_folders

ONE, BOTH = "汇总: [../../b/{0}]\n", "汇总: [../../a/{0}, ../../b/{0}]\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for unit in ("a", "b"):
        write(tmp_path, unit, "年度: 2025\n")
    write(tmp_path, "dept", BOTH)
    return Project(tmp_path)


def beside(paths: Sequence[Path], project: Project) -> tuple[Diagnostic, ...]:
    return departments_beside(find_folders(paths, project)[0], project)


def write(root: Path, agency: str, text: str, name: str = "2025-budget") -> None:
    folder = root / "sources" / agency / name
    folder.mkdir(parents=True)
    (folder / "disclosure.yaml").write_text(text.format(name), "utf-8")


def told(project: Project, *agencies: str) -> list[str]:
    paths = [project.sources / agency for agency in agencies]
    found = beside(paths, project)
    assert not found or "算了两遍" in found[0].message
    return [d.place.file.relative_to(project.sources).parts[0] for d in found]


@pytest.mark.parametrize("asked", [(), ("dept",), ("other",), ("dept", "other")])
def test_a_unit_of_two_departments_is_told_once(project: Project, asked: tuple[str, ...]) -> None:
    write(project.root, "other", ONE)
    assert told(project, *asked) == ["other"]


def test_both_places_are_named(project: Project) -> None:
    write(project.root, "other", BOTH)
    (found,) = beside((), project)
    assert [found.place.column, *(o.place.column for o in found.operands if o.place)] == [6, 6, 27]


def test_the_department_that_moved_it_to_another_year_is_no_other(project: Project) -> None:
    write(project.root, "other", ONE, "2024-budget")
    assert told(project) == []


def test_another_years_folder_is_named_by_mistake(project: Project) -> None:
    for agency, name in (("dept2", "2024-budget"), ("other", "2025-budget")):
        write(project.root, agency, "汇总: [../../b/2024-budget]\n", name)
    assert told(project) == []


def test_each_document_is_looked_at_once(project: Project) -> None:
    seen: list[Path] = []

    def glanced(folder: Path) -> Glance:
        seen.append(folder)
        return glance(folder)

    folders, _ = find_folders((), project)
    departments_beside(folders, project, glanced)
    assert sorted(seen) == sorted(folders)


def test_no_unit_of_one_department_goes_through_all_documents(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    in_order = _Year._in_order

    def counted(year: _Year, some: Collection[Beside]) -> Iterator[Beside]:
        sizes.append(len(some))
        return in_order(year, some)

    monkeypatch.setattr(_Year, "_in_order", counted)
    assert beside((), project) == ()
    assert sizes == [3, 3]  # all of them, once for each thing that is told of all


def test_a_unit_alone_is_asked_for(project: Project) -> None:
    write(project.root, "other", ONE)
    assert (told(project, "a"), told(project, "b")) == ([], ["other"])


def write_unit(root: Path, above: str, more: str = "", name: str = "2025-budget") -> None:
    write(root, "new", f"主管部门: {above}  # 主管\n{more}", name)
    (root / f"sources/new/{name}/profile.yaml").write_text("名称: 某县第二中学\n", "utf-8")


def write_department(root: Path, text: str, name: str = "2025-budget") -> None:
    write(root, "named", text, name)
    (root / f"sources/named/{name}/profile.yaml").write_text("名称: 某县教育局\n", "utf-8")


def said(project: Project, *agencies: str) -> list[tuple[str, Severity]]:
    found = beside([project.sources / agency for agency in agencies], project)
    return [(d.code, d.severity) for d in found]


UNSUMMED = [("MZ655", Severity.WARNING)]


@pytest.mark.parametrize("asked", [(), ("named",), ("new",)])
@pytest.mark.parametrize("above", ["某县教育局", "教育局", "县教育局"])
def test_a_unit_that_its_department_does_not_sum(
    project: Project, above: str, asked: tuple[str, ...]
) -> None:
    write_unit(project.root, above)
    write_department(project.root, "汇总:\n  - ../../c/{0}\n")
    assert said(project, *asked) == UNSUMMED
    (found,) = beside((), project)
    places = [found.place, *(one.place for one in found.operands if one.place)]
    assert [(place.line, place.column) for place in places] == [(1, 7), (1, 1)]


def test_a_short_name_may_be_of_another_place(project: Project) -> None:
    write_unit(project.root, "教育局")
    write_department(project.root, "汇总: [../../new/{0}]\n")
    write(project.root, "far", "汇总: [../../c/{0}]\n")
    (project.sources / "far/2025-budget/profile.yaml").write_text("名称: 他县教育局\n", "utf-8")
    assert said(project, "far") == []


@pytest.mark.parametrize(
    "text",
    [
        "汇总: [../../new/{0}]\n",
        "年度: 2025\n",
        "单位: [{{名称: 某县教育局}}, {{名称: 某县第二中学}}]\n",
    ],
)
def test_a_unit_that_its_department_has(project: Project, text: str) -> None:
    write_unit(project.root, "某县教育局")
    write_department(project.root, text)
    assert said(project) == []


def test_a_row_of_a_department_is_its_unit(project: Project) -> None:
    write_unit(project.root, "某县教育局")
    write_department(project.root, "单位: [{{名称: 某县教育局}}, {{名称: 某县第一中学}}]\n")
    assert said(project, "new") == UNSUMMED


def test_another_year_is_no_fault(project: Project) -> None:
    write_unit(project.root, "某县教育局")
    write_department(project.root, "汇总: [../../c/{0}]\n", "2024-budget")
    assert said(project) == []


def test_a_unit_of_last_year_that_is_gone_is_told_by_the_department(project: Project) -> None:
    write_unit(project.root, "某县教育局")
    write_department(project.root, "汇总: [../../c/{0}]\n")
    write_department(project.root, "汇总: [../../c/{0}, ../../new/{0}]\n", "2024-budget")
    assert [said(project, asked) for asked in ("named", "new")] == [[], UNSUMMED]


@pytest.mark.parametrize(
    ("listed", "is_told_there"),
    [
        ("决算单位: [某县第二中学]", True),
        ("预算单位: [{名称: 某县第二中学, 性质: 事业}]", True),
        ("决算单位: [某县第二中学分校]", False),
        ("决算单位: [某县教育局]  # 某县第二中学：批复后再加", False),
    ],
)
def test_a_unit_of_the_departments_list_is_told_there(
    project: Project, listed: str, is_told_there: bool
) -> None:
    write_unit(project.root, "某县教育局")
    write_department(project.root, "汇总: [../../c/{0}]\n")
    profile = project.sources / "named/2025-budget/profile.yaml"
    profile.write_text(f"名称: 某县教育局\n{listed}\n", "utf-8")
    assert said(project) == ([] if is_told_there else UNSUMMED)


def test_a_second_folder_of_one_unit_is_told(project: Project) -> None:
    write_unit(project.root, "某县教育局")
    write_department(project.root, "汇总: [../../c/{0}]\n")
    write(project.root, "c", "年度: 2025\n")
    for agency, more in (("c", ""), ("named", "决算单位: [某县第二中学]\n")):
        name = "某县第二中学" if agency == "c" else "某县教育局"
        profile = project.sources / agency / "2025-budget/profile.yaml"
        profile.write_text(f"名称: {name}\n{more}", "utf-8")
    assert said(project) == UNSUMMED
    assert "只留一份" in beside((), project)[0].hint


@pytest.mark.parametrize("accepting", ["unit", "department"])
def test_a_unit_outside_may_be_accepted(project: Project, accepting: str) -> None:
    words = "核对说明: [{{规则: MZ655, 说明: 自收自支，另行公开}}]\n"
    write_unit(project.root, "某县教育局", words if accepting == "unit" else "")
    write_department(
        project.root, "汇总: [../../c/{0}]\n" + (words if accepting == "department" else "")
    )
    (found,) = beside((project.sources / "new",), project)
    assert (found.severity, found.hint) == (Severity.NOTE, "已由作者接受：自收自支，另行公开")


def test_what_is_accepted_for_nothing_is_told(project: Project) -> None:
    write_unit(project.root, "某县教育局", "核对说明: [{{规则: MZ655, 说明: 另行公开}}]\n")
    assert said(project) == [("MZ298", Severity.WARNING)]


def test_a_unit_alone_tells_that_another_department_sums_it(project: Project) -> None:
    write_unit(project.root, "某县人民政府")
    write_department(project.root, "汇总: [../../new/{0}]\n")
    assert [code for code, _ in said(project, "new")] == ["MZ614"]
    assert said(project) == []  # the department's own rule tells


def test_a_row_of_one_department_and_a_folder_of_another(project: Project) -> None:
    write_unit(project.root, "某县教育局")
    write_department(project.root, "汇总: [../../new/{0}]\n")
    write(project.root, "rows", "单位:\n  - {{名称: 某县科技局}}\n  - {{名称: 某县第二中学}}\n")
    for asked in ((), ("new",), ("named",), ("rows",)):
        assert told(project, *asked) == ["rows"]


HEAD = "版式: 吉林\n年度: 2025\n金额单位: {}\n"
ROWS = """\
单位:
  - {代码: 502001, 名称: 某县第一中学}
  - {代码: 502002, 名称: 某县第二中学}
支出:
  - {科目: 2050204, 单位: 502001, 人员经费: 30.00}
  - {科目: 2050204, 单位: 502002, 人员经费: 20.00, 公用经费: 5.00}
"""


def of_rows(root: Path, own: str, rows: str = ROWS, unit: str = "万元") -> Project:
    """A department of rows, and a unit's own document beside it."""
    (root / "sources").mkdir()
    texts = {"dept": HEAD.format("万元") + rows, "second": f"{HEAD.format(unit)}支出:\n{own}"}
    for agency, text in texts.items():
        write(root, agency, text.replace("{", "{{").replace("}", "}}"))
        called = "某县教育局" if agency == "dept" else "某县第二中学"
        profile = f"名称: {called}\n类型: 部门\n职责: duties.md\n内设机构: []\n"
        (root / f"sources/{agency}/2025-budget/profile.yaml").write_text(profile, "utf-8")
        (root / f"sources/{agency}/2025-budget/duties.md").write_text("办学。\n", "utf-8")
    return Project(root)


def test_a_units_own_document_says_otherwise_than_its_rows(tmp_path: Path) -> None:
    own = "  - {科目: 2050204, 人员经费: 20.00, 公用经费: 5.50}\n"
    (found,) = beside((), of_rows(tmp_path, own))
    assert found.code == "MZ845"
    assert "公用经费" in found.message
    assert "是 5.00 万元" in found.message
    assert "是 5.50 万元" in found.message
    assert (found.place.file.parent.parent.name, found.place.line) == ("dept", 9)
    (there,) = found.operands
    assert there.place
    assert (there.place.file.parent.parent.name, there.place.line) == ("second", 5)


def test_of_namesakes_nobody_can_tell_which_a_row_means(tmp_path: Path) -> None:
    """No unit's figures are held against another's; nor is each of many held against each."""
    project = of_rows(tmp_path, "  - {科目: 2050204, 人员经费: 20.00, 公用经费: 5.50}\n")
    shutil.copytree(tmp_path / "sources/second", tmp_path / "sources/third")
    assert beside((), project) == ()


def test_a_row_that_the_department_lacks_is_told_at_the_unit(tmp_path: Path) -> None:
    own = "  - {科目: 2050204, 人员经费: 20.00, 公用经费: 5.00}\n  - {科目: 2080505, 人员经费: 3}\n"
    (found,) = beside((), of_rows(tmp_path, own))
    assert "2080505" in found.message
    assert found.place.line == 6


@pytest.mark.parametrize(
    ("own", "rows", "unit"),
    [
        ("  - {科目: 2050204, 人员经费: 20.00, 公用经费: 5.00}\n", ROWS, "万元"),
        ("  - {科目: 2050204, 人员经费: 200000.00, 公用经费: 50001.20}\n", ROWS, "元"),
        ("  - {科目: 2050204, 基本支出: 25.00}\n", ROWS, "万元"),
        # A row of no unit may have it.
        (
            "  - {科目: 2050204, 基本支出: 25.00}\n  - {科目: 2080505, 人员经费: 3.00}\n",
            ROWS + "  - {科目: 2080505, 人员经费: 9.00}\n",
            "万元",
        ),
        (
            "  - {科目: 2050204, 人员经费: 20.00, 公用经费: 7.00}\n",
            ROWS + "核对说明: [{规则: MZ845, 说明: 单位的一份已经更正}]\n",
            "万元",
        ),
    ],
)
def test_what_says_the_same_otherwise_is_no_difference(
    tmp_path: Path, own: str, rows: str, unit: str
) -> None:
    found = beside((), of_rows(tmp_path, own, rows, unit))
    assert [d for d in found if d.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(
    ("own", "unit"),
    [
        ("  - {科目: 2050204, 人员经费: 5.00, 公用经费: 20.00}\n", "万元"),  # exchanged
        ("  - {科目: 2050204, 人员经费: 20.00, 公用经费: 5.00}\n", "元"),
    ],
)
def test_the_same_numbers_may_be_other_figures(tmp_path: Path, own: str, unit: str) -> None:
    (found,) = beside((), of_rows(tmp_path, own, unit=unit))
    assert found.code == "MZ845"


@pytest.mark.parametrize(
    "own",
    [
        "支出:\n- {科目: 2050204, 公用经费: 5, 人员经费: 20.00}  # 2 项\n",
        "支出: [{科目: 2050204, 人员经费: 20.00, 公用经费: 5.00, 差异原因: 增加 3 人}]\n",
        "支出:\n  - 科目: '2050204'\n    单位: 502002\n    人员经费: 20.00\n    公用经费: 5.00\n",
    ],
)
def test_a_glance_sees_a_row_however_it_is_written(own: str) -> None:
    unit, department = HEAD.format("万元") + own, HEAD.format("万元") + ROWS
    assert seem_alike(unit, department, "502002")
    assert not seem_alike(unit.replace("人员", "公务"), department, "502002")
    assert not seem_alike(f"{unit}收入: [{{科目: 2050204, 金额: 1}}]\n", department, "502002")


def test_a_sum_is_told_where_every_unit_has_a_document(tmp_path: Path) -> None:
    """Of a unit without one nobody knows; either document may accept it."""
    asset = "国有资产: {{车辆: {}}}\n"
    rows = ROWS + asset.format(3).replace("{{", "{").replace("}}", "}")
    own = "  - {科目: 2050204, 人员经费: 20.00, 公用经费: 5.00}\n国有资产: {车辆: 1}\n"
    project = of_rows(tmp_path, own, rows)
    assert not beside((), project)
    first = (
        HEAD.format("万元") + "支出:\n  - {科目: 2050204, 人员经费: 30.00}\n国有资产: {车辆: 1}\n"
    )
    write(project.root, "first", first.replace("{", "{{").replace("}", "}}"))
    profile = "名称: 某县第一中学\n类型: 单位\n职责: duties.md\n内设机构: []\n"
    (project.root / "sources/first/2025-budget/profile.yaml").write_text(profile, "utf-8")
    (found,) = beside((), project)
    assert found.code == "MZ845"
    assert "“国有资产.车辆”是 3，各单位自己的一份合计是 2" in found.message


def test_a_glance_sees_what_notepad_writes(tmp_path: Path) -> None:
    """Windows marks the beginning of a text, where what is looked for may stand."""
    (tmp_path / "profile.yaml").write_text("名称: 甲局\n", "utf-8-sig")
    (tmp_path / "disclosure.yaml").write_text("主管部门: 乙局\n年度: 2025\n", "utf-8-sig")
    seen = glance(tmp_path)
    assert (seen.name, seen.superior) == ("甲局", "乙局")
    assert seen.where == ("disclosure.yaml", 1, len("主管部门: ") + 1)


def test_a_draft_belongs_to_nobody_yet(tmp_path: Path) -> None:
    """待填 is no agency's name, and none of the department above."""
    for number, (name, superior, expected) in enumerate(
        [
            ("待填", "某市水利局", ("", "")),
            ("某站", "待填", ("某站", "")),
            ("某站", "某局", ("某站", "某局")),
        ]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "profile.yaml").write_text(f"名称: {name}\n", "utf-8")
        (folder / "disclosure.yaml").write_text(f"主管部门: {superior}\n", "utf-8")
        found = glance(folder)
        assert (found.name, found.superior) == expected
