from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.facts.subject_catalogue import read_catalogue
from mingzhang.subjects.subject_search import alike, search
from tests.support import PROJECT

CATALOGUE = read_catalogue(PROJECT.catalogue)


def codes(words: str) -> list[str]:
    return [found.subject.code for found in search(CATALOGUE, words)]


def test_a_word_finds_every_name_that_has_it() -> None:
    found = search(CATALOGUE, "医疗保障管理事务")
    assert found[0].subject.code == "21015"
    assert found[0].above == ("卫生健康支出",)
    assert all("医疗" in CATALOGUE.name(code) for code in codes("医疗")[:3])


def test_the_beginning_of_a_code_finds_what_is_below_it() -> None:
    assert codes("21015")[0] == "21015"
    assert all(code.startswith("21015") for code in codes("21015"))


def test_of_several_words_all_must_be_there() -> None:
    assert codes("21015 行政运行") == ["2101501"]
    assert codes(" ") == []


def test_what_is_not_found_is_told_with_what_is_like_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert "住房公积金" in alike(CATALOGUE, "住房公积全")
    assert main(["subject", "住房公积全"]) == 1
    assert "相近的有" in capsys.readouterr().out


def test_the_command_says_where_a_subject_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["subject", "2101501"]) == 0
    told = capsys.readouterr().out
    assert told == "2101501  行政运行    在 卫生健康支出 > 医疗保障管理事务 下\n"


def test_what_no_subject_has_together_is_looked_up_each(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["subject", "2080505", "30108", "9999999"]) == 1
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.startswith("2080505  机关事业单位基本养老保险缴费支出")
    assert second.startswith("30108    机关事业单位基本养老保险缴费")
    assert third.startswith("没有找到“9999999”。")
    assert main(["subject", "2210201", "30113"]) == 0


def test_a_list_of_a_year_names_the_subjects_of_that_year(tmp_path: Path) -> None:
    for file in PROJECT.catalogue.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "subjects-2031.csv").write_text(
        "code,name\n21015,医保事务\n2109999,新科目\n", "utf-8"
    )
    assert read_catalogue(tmp_path, 2030).name("21015") == "医疗保障管理事务"
    of_year = read_catalogue(tmp_path, 2031)
    assert of_year.name("21015") == "医保事务"
    assert of_year.name("2109999") == "新科目"
    known = of_year.get("21015")
    assert known is not None
    assert known.is_called("医疗保障管理事务")


def test_a_word_may_be_in_the_names_above() -> None:
    assert codes("医疗保障 行政运行") == ["2101501"]
