"""A new document: what its form demands and no more, each place told once by ``check``."""

from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.drafting.demanded_keys import demanded
from mingzhang.drafting.skeleton import Beginning, _example, skeleton
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.forms.form import NAMES, schemas_of
from tests.support import PROJECT, codes

FORMS = [("吉林", "final"), ("四川", "final"), ("河南", "final"), ("吉林", "budget")]


def files(form: str, kind: str) -> dict[str, str]:
    demand = demanded(form, kind, 2026, PROJECT)
    assert demand.found == ()
    beginning = Beginning(form, kind, 2026, "元")
    schemas = schemas_of(PROJECT)(kind, form).files
    return skeleton(beginning, demand, schemas, dict.fromkeys(NAMES, "x.json"))


@pytest.mark.parametrize(("form", "kind"), FORMS)
def test_check_tells_each_place_once_and_nothing_else(form: str, kind: str, tmp_path: Path) -> None:
    folder = tmp_path / f"2026-{kind}"
    folder.mkdir()
    made = files(form, kind)
    for name, text in made.items():
        (folder / name).write_text(text, "utf-8")
    _, found = read_folder(folder, PROJECT)
    places = [(d.place.file.name, d.place.line) for d in found]
    marked = [
        (name, number)
        for name, text in made.items()
        for number, line in enumerate(text.splitlines(), 1)
        if line.partition("#")[0].rstrip().endswith(": 待填")
    ]
    assert set(codes(found)) == {"MZ745"}
    assert sorted(places) == sorted(marked)


def test_each_form_demands_its_own() -> None:
    jilin, henan = files("吉林", "final"), files("河南", "final")
    assert "  一级项目数: 待填" in jilin["disclosure.yaml"]
    assert "一级项目数" not in henan["disclosure.yaml"]
    assert "自评得分: 待填" in henan["disclosure.yaml"]
    assert "内设机构: 待填" in henan["profile.yaml"]
    assert "performance.yaml" in jilin
    assert "performance.yaml" not in files("吉林", "budget")


def test_what_is_known_is_written_and_comments_say_what_belongs_there() -> None:
    lines = files("吉林", "final")["disclosure.yaml"].splitlines()
    assert lines[0] == "# yaml-language-server: $schema=x.json"
    assert lines[2:5] == ["版式: 吉林", "年度: 2026", "金额单位: 元"]
    assert "#   - {科目: …, 金额: …}" in lines
    assert any(line.startswith("    团组数: 待填  # ") for line in lines)


def test_a_forms_own_list_is_shown_by_the_keys_of_its_rows() -> None:
    row = {"名称": {}, "上年": {"properties": {"金额": {"type": "number"}}}, "项": {"items": {}}}
    own = {"x-自有": True, "items": {"properties": row}}
    assert list(_example(own)) == ["#   - {名称: …, 上年: {金额: …}}"]
    own["items"]["defaultSnippets"] = [{"bodyText": "{名称: $1}"}]  # type: ignore[index]
    assert list(_example(own)) == ["#   - {名称: …}"]
    assert list(_example({"items": {"properties": row}})) == []


def test_the_command_writes_it_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "某局" / "2026-budget"
    assert main(["new", str(folder), "--form", "吉林"]) == 0
    assert "disclosure.yaml  " in capsys.readouterr().out
    before = (folder / "disclosure.yaml").read_bytes()
    assert main(["new", str(folder), "--form", "吉林"]) == 2
    assert (folder / "disclosure.yaml").read_bytes() == before


def test_no_such_form_and_no_such_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "2026-final"), "--form", "某地"]) == 1
    assert "没有写任何文件" in capsys.readouterr().out
    assert main(["new", str(tmp_path / "2026"), "--form", "吉林"]) == 2
    assert [*tmp_path.iterdir()] == []


def test_a_reason_says_what_to_do_where_nothing_moved(tmp_path: Path) -> None:
    """A figure that did not move has no reason: its line goes."""
    folder = tmp_path / "2026-final"
    folder.mkdir()
    for name, text in files("吉林", "final").items():
        (folder / name).write_text(text, "utf-8")
    _, found = read_folder(folder, PROJECT)
    of_reasons = [d for d in found if "原因" in d.message]
    assert len(of_reasons) > 4
    assert all("删去“" in d.hint for d in of_reasons)


def test_a_unit_of_its_own_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "2026-budget"
    assert main(["new", str(folder), "--form", "吉林", "--type", "单位"]) == 0
    assert "\n类型: 单位\n" in (folder / "profile.yaml").read_text("utf-8")


def test_a_new_document_is_typed_in_the_unit_of_its_tables(tmp_path: Path) -> None:
    folder = tmp_path / "2026-budget"
    assert main(["new", str(folder), "--form", "上海"]) == 0
    assert "金额单位: 元" in (folder / "disclosure.yaml").read_text(encoding="utf-8")


def test_keys_that_a_form_adds_to_a_list_of_all_forms_are_shown_in_its_rows() -> None:
    mine = {
        "类别": {"x-自有": True},
        "用途": {"x-自有": True},
        "各项": {"x-自有": True, "items": {}},
    }
    rows = [{"bodyText": "{科目: $1, 用途: ${2:文字}}"}, {"bodyText": "{科目: $1}"}]
    about = {"items": {"properties": {"科目": {}, "合计": {}, **mine}, "defaultSnippets": rows}}
    assert list(_example(about)) == [
        "#   - {科目: …, 用途: …, 类别: …}",
        "#   - {科目: …, 类别: …}",
    ]
