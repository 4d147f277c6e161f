from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.template_environment import create_environment
from mingzhang.project import Project
from tests.support import PROJECT

NATIONAL = "名称: 全国\n零值: 0.00\n小数位: 2\n词: {增: 增加, 减: 减少}\n"


def project(root: Path, **regions: str) -> Project:
    for folder, text in {"national": NATIONAL, **regions}.items():
        (root / "templates" / folder).mkdir(parents=True)
        (root / "templates" / folder / "region.yaml").write_text(text, encoding="utf-8")
    (root / "templates" / "national" / "budget").mkdir()
    (root / "templates" / "national" / "budget" / "document.yaml").touch()
    return Project(root)


def read(root: Path, name: str, **regions: str) -> Region:
    region, found = read_region(name, project(root, **regions))
    assert not found
    assert region is not None
    return region


def fault(root: Path, name: str, **regions: str) -> Diagnostic:
    region, found = read_region(name, project(root, **regions), place=Place(Path("d.yaml"), 2, 5))
    assert region is None
    assert len(found) == 1
    return found[0]


def test_settings_of_the_parents_are_replaced_one_by_one(tmp_path: Path) -> None:
    own = "名称: 某省\n上级: national\n零值: 空\n词: {减: 下降}\n"
    region = read(tmp_path, "某省", own=own)
    assert region.text("零值") == "空"
    assert region.settings["词"] == {"增": "增加", "减": "下降"}
    assert region.count("小数位") == 2
    assert region.text("没有的") == ""


def test_a_number_keeps_its_zeros_as_text(tmp_path: Path) -> None:
    assert read(tmp_path, "全国").text("零值") == "0.00"


def test_a_region_is_found_by_its_folder_too(tmp_path: Path) -> None:
    assert read(tmp_path, "own", own="名称: 某省\n上级: national\n").name == "某省"


def test_the_nearest_file_is_found(tmp_path: Path) -> None:
    region = read(tmp_path, "某省", own="名称: 某省\n上级: national\n")
    own, national = region.folders
    for folder, names in ((own, ("a.yaml",)), (national, ("a.yaml", "b.yaml"))):
        (folder / "final").mkdir()
        for name in names:
            (folder / "final" / name).touch()
    assert region.find("final/a.yaml") == own / "final/a.yaml"
    assert region.find("final/b.yaml") == national / "final/b.yaml"
    assert region.find("final/c.yaml") is None
    files = region.files("final", "*.yaml")
    assert files == (own / "final/a.yaml", national / "final/b.yaml")
    assert region.inherited(own / "final/a.yaml") == national / "final/a.yaml"
    assert region.inherited(national / "final/a.yaml") is None


def test_an_unknown_region_is_named_where_it_was_asked_for(tmp_path: Path) -> None:
    found = fault(tmp_path, "火星")
    assert (found.code, str(found.place)) == ("MZ501", "d.yaml:2:5")
    assert "全国" in found.hint


@pytest.mark.parametrize(
    ("own", "code", "line"),
    [
        ("名称: 某省\n上级: nowhere\n", "MZ502", 2),
        ("名称: 某省\n上级: own\n", "MZ502", 2),
        ("名称: 某省\n上级: national\n零直: 空\n", "MZ503", 3),
        ("名称: 某省\n上级: national\n词: 增加\n", "MZ504", 3),
        ("名称: 某省\n上级: national\n小数位: 两位\n", "MZ504", 3),
        ("名称: 某省\n上级: national\n零值: 零\n", "MZ504", 3),
        ("名称: 某省\n上级: national\n名称: 又\n", "MZ013", 3),
    ],
)
def test_faults_have_a_place(tmp_path: Path, own: str, code: str, line: int) -> None:
    found = fault(tmp_path, "某省", own=own)
    assert (found.code, found.place.line, found.place.file.name) == (code, line, "region.yaml")


@pytest.mark.parametrize(
    ("own", "line", "way"),
    [
        ("名称: 某省\n沿用: national\n", 2, "“沿用”应写作“上级”"),
        ("零值: 空\n名称: 某省\n", 2, "上级: 最接近的版式的文件夹名"),
        ("名称: 某省\n上级: 全国\n", 2, "版式“全国”的文件夹是 national"),
    ],
)
def test_a_form_that_has_nothing_from_anywhere_is_told(
    tmp_path: Path, own: str, line: int, way: str
) -> None:
    found = fault(tmp_path, "某省", own=own)
    assert (found.code, found.place.line) == ("MZ502", line)
    assert way in found.hint


def test_a_misspelt_setting_is_recognised(tmp_path: Path) -> None:
    assert "零值" in fault(tmp_path, "某省", own="名称: 某省\n上级: national\n零直: 空\n").hint


def test_a_fault_of_another_region_does_not_matter(tmp_path: Path) -> None:
    assert read(tmp_path, "全国", other="名称: [").name == "全国"


@pytest.mark.parametrize("name", ["全国", "吉林", "河南"])
def test_the_regions_of_the_project_are_right(name: str) -> None:
    region, found = read_region(name, PROJECT)
    assert not found
    assert region is not None
    assert region.find("table.html.j2")


def test_templates_escape_what_an_author_wrote(tmp_path: Path) -> None:
    region = read(tmp_path, "全国")
    template = create_environment(region).from_string("{{ 词 }}")
    assert template.render(词="<b>{{ 7 * 7 }}</b>") == "&lt;b&gt;{{ 7 * 7 }}&lt;/b&gt;"


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("final/sections/01.j2", "项目支出的金额".encode("gbk"), "MZ003"),
        ("macros-own.j2", "项目支出的金额".encode("gbk"), "MZ003"),
        ("style.css", "/* 单位的 */".encode("gbk"), "MZ003"),
        ("final/sections/01.j2", "<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> 乙\n".encode(), "MZ059"),
    ],
)
def test_code_that_is_no_text_is_told(tmp_path: Path, path: str, data: bytes, code: str) -> None:
    made = project(tmp_path, own="名称: 某省\n上级: national\n")
    file = tmp_path / "templates" / "own" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    region, found = read_region("某省", made)
    assert region is None
    assert [(one.code, one.place.file, one.place.line) for one in found] == [(code, file, 1)]
