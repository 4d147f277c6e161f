from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mingzhang.facts.subject_catalogue import (
    FUNDS,
    LEVELS,
    Catalogue,
    Subject,
    ancestors,
    list_faults,
    read_catalogue,
)
from tests.support import PROJECT

FUNCTIONAL, ECONOMIC = "functional.csv", "economic.csv"


def lines(name: str) -> list[dict[str, str]]:
    with (PROJECT.catalogue / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(name: str) -> list[str]:
    return [line["code"] for line in lines(name)]


@pytest.fixture
def catalogue() -> Catalogue:
    return read_catalogue(PROJECT.catalogue)


@pytest.mark.parametrize(
    ("name", "first", "lengths"), [(FUNCTIONAL, "2", {3, 5, 7}), (ECONOMIC, "3", {3, 5})]
)
def test_every_code_has_the_length_of_a_level_and_the_digit_of_its_kind(
    name: str, first: str, lengths: set[int]
) -> None:
    for code in codes(name):
        assert code.isascii(), code
        assert code.isdigit(), code
        assert code.startswith(first), code
        assert len(code) in lengths, code


@pytest.mark.parametrize("name", [FUNCTIONAL, ECONOMIC])
def test_codes_are_unique_and_every_parent_is_present(name: str) -> None:
    known = codes(name)
    assert len(known) == len(set(known))
    orphans = {c for c in known for above in ancestors(c)[1:] if above not in known}
    assert not orphans


def test_no_code_is_functional_and_economic() -> None:
    assert not set(codes(FUNCTIONAL)) & set(codes(ECONOMIC))


@pytest.mark.parametrize("name", [FUNCTIONAL, ECONOMIC])
def test_every_line_has_a_name_without_stray_spaces(name: str) -> None:
    for line in lines(name):
        assert line["name"], line
        assert all(value == value.strip() for value in line.values()), line
        assert line["confirmed"] in {"yes", "no"}, line


def test_only_economic_subjects_have_a_group_and_it_is_that_of_their_class() -> None:
    assert "group" not in lines(FUNCTIONAL)[0]
    groups = {line["code"]: line["group"] for line in lines(ECONOMIC)}
    assert set(groups.values()) <= {"人员经费", "公用经费", ""}
    assert all(group == groups[code[:3]] for code, group in groups.items())


def test_groups_are_those_of_the_form() -> None:
    groups = {line["code"]: line["group"] for line in lines(ECONOMIC)}
    assert {c for c, g in groups.items() if g == "人员经费" and len(c) == 3} == {"301", "303"}
    assert {"302", "307", "310", "399"} <= {c for c, g in groups.items() if g == "公用经费"}


def test_the_catalogue_holds_every_line_of_both_files(catalogue: Catalogue) -> None:
    assert set(catalogue.subjects) == {*codes(FUNCTIONAL), *codes(ECONOMIC)}
    wages = catalogue.get("30101")
    assert wages is not None
    assert (wages.name, wages.group) == ("基本工资", "人员经费")
    every = (*lines(FUNCTIONAL), *lines(ECONOMIC))
    unconfirmed = {line["code"] for line in every if line["confirmed"] == "no"}
    assert unconfirmed == {one.code for one in catalogue.subjects.values() if not one.confirmed}
    assert unconfirmed


@pytest.mark.parametrize(
    ("code", "fund"),
    [
        ("2120803", "政府性基金"),
        ("20707", "政府性基金"),
        ("2340299", "政府性基金"),
        ("2239999", "国有资本经营"),
        ("2080451", "国有资本经营"),
        ("2012604", "一般公共预算"),
        ("20805", "一般公共预算"),
        # A 类 has money of several budgets, a 款 that nobody knows may be of any.
        ("212", ""),
        ("2080499", ""),
        ("2129801", ""),
        ("2300401", ""),
        ("30101", ""),
    ],
)
def test_the_budget_that_a_subject_belongs_to(catalogue: Catalogue, code: str, fund: str) -> None:
    assert catalogue.fund(code) == fund


def test_the_list_of_budgets_calls_known_subjects_by_their_names(catalogue: Catalogue) -> None:
    every = list(lines(FUNDS))
    known = [(one, line) for line in every if (one := catalogue.get(line["code"]))]
    assert {line["fund"] for line in every} == {"政府性基金", "国有资本经营"}
    assert known
    for one, line in known:
        assert one.is_called(line["name"]), line


def test_names_of_known_unknown_and_empty_codes(catalogue: Catalogue) -> None:
    assert catalogue.name("208") == "社会保障和就业支出"
    assert catalogue.name("2999999") == "2999999"
    assert catalogue.name("") == "合计"
    assert catalogue.get("2999999") is None


def test_other_names_are_split_at_the_bar(tmp_path: Path) -> None:
    head = "code,name,other_names,confirmed,description\n"
    (tmp_path / FUNCTIONAL).write_text(f"{head}208,甲,乙|丙,yes,\n", encoding="utf-8")
    (tmp_path / ECONOMIC).write_text(f"{head}301,丁,,no,说明\n", encoding="utf-8")
    (tmp_path / FUNDS).write_text("code,fund,name\n", encoding="utf-8")
    catalogue = read_catalogue(tmp_path)
    assert catalogue.get("208") == Subject("208", "甲", ("乙", "丙"))
    assert catalogue.get("301") == Subject("301", "丁", confirmed=False, description="说明")


def test_a_subject_may_be_called_by_its_other_names() -> None:
    subject = Subject("208", "甲", ("乙", "丙"))
    assert [name for name in "甲乙丙丁" if subject.is_called(name)] == ["甲", "乙", "丙"]


def test_additions_stand_beside_or_rename(catalogue: Catalogue) -> None:
    more = catalogue.with_additions([Subject("2999901", "新科目"), Subject("208", "改名")])
    assert more.name("2999901") == "新科目"
    assert more.name("208") == "改名"
    assert more.name("210") == catalogue.name("210")
    assert catalogue.name("208") == "社会保障和就业支出"


def test_an_addition_leaves_what_it_does_not_say(catalogue: Catalogue) -> None:
    more = catalogue.with_additions([Subject("30101", "基本工资", description="另一释义")])
    wages = more.get("30101")
    assert wages is not None
    assert (wages.group, wages.description) == ("人员经费", "另一释义")


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("2101501", ("", "210", "21015")),
        ("21015", ("", "210")),
        ("210", ("",)),
        ("30101", ("", "301")),
    ],
)
def test_ancestors_from_the_top(code: str, above: tuple[str, ...]) -> None:
    assert ancestors(code) == above


def test_levels_by_number_of_digits() -> None:
    assert LEVELS == {3: "类", 5: "款", 7: "项"}


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("code,name\n2101599,新名称\n# 说明\n", []),
        ("\ufeffcode,name\r\n2101599,新名称\r\n", []),
        ("编码,名称\n2101599,新名称\n", [("MZ741", 1)]),
        ('code,name\n2101598,"甲\n2101599,新名称\n', [("MZ742", 2)]),
        ('"code,name\n2101599,新名称\n', [("MZ742", 1)]),
        ('code,name\n2101598,"' + "2101599,新名称\n" * 20_000, [("MZ742", 2)]),
        ("code,name\n2101599\n210159X,新名称\n", [("MZ742", 2), ("MZ742", 3)]),
    ],
)
def test_an_own_list_that_cannot_be_used_is_told_at_its_line(
    tmp_path: Path, listed: str, told: list[tuple[str, int]]
) -> None:
    file = tmp_path / "subjects-2026.csv"
    file.write_text(listed, "utf-8")
    known = read_catalogue(PROJECT.catalogue, 2026, tmp_path)
    assert (known.name("2101599") == "新名称") == (not told)
    assert [(fault.code, fault.place.line) for fault in list_faults(file)] == told


def test_an_own_list_in_another_encoding_is_told_and_not_read(tmp_path: Path) -> None:
    file = tmp_path / "subjects-2026.csv"
    file.write_bytes("code,name\n2101599,新名称的支出\n".encode("gbk"))
    assert read_catalogue(PROJECT.catalogue, 2026, tmp_path).name("2101599") != "新名称的支出"
    assert [fault.code for fault in list_faults(file)] == ["MZ003"]


def test_an_own_list_that_was_changed_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "subjects-2026.csv"
    for name in ("一个名称", "另一个名称"):
        file.write_text(f"code,name\n2101599,{name}\n", "utf-8")
        assert read_catalogue(PROJECT.catalogue, 2026, tmp_path).name("2101599") == name
