"""A file of a form travels with all that is read of it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from mingzhang.publish.uncommented_form import list_of_subjects, switched_off, uncommented
from mingzhang.reading.yaml import read_yaml
from tests.support import PROJECT

FILES = sorted(file for file in PROJECT.templates.rglob("*.*") if file.is_file())
YAML = """\
# 注
甲: 乙  # 注
  # 注
丙: |  # 注
  # 不是
  丁#不是
# 注
戊: ['# 不是', "| # 不是", a#b]  # 注
己:
  # 注
  - {庚: 1}  # 注
"""
LEFT = """\

甲: 乙

丙: |
  # 不是
  丁#不是

戊: ['# 不是', "| # 不是", a#b]
己:

  - {庚: 1}
"""
JINJA = (
    "甲{# 注 #}{{ '{# 不是 #}' }}{#- 注 -#}{# 注 -#} {% raw %}{# 不是 #}{% endraw %}{# 注\n注 #}"
)
EMPTIED = "甲{##}{{ '{# 不是 #}' }}{#- -#}{# -#} {% raw %}{# 不是 #}{% endraw %}{#\n#}"


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "text", "left"), [("a.yaml", YAML, LEFT), ("a.j2", JINJA, EMPTIED)]
)
def test_comments_stay_inside(tmp_path: Path, name: str, text: str, left: str) -> None:
    file = written(tmp_path, name, text)
    assert uncommented(file).decode() == left
    file.write_text(left, "utf-8")
    assert uncommented(file).decode() == left


@pytest.mark.parametrize(
    "file", FILES, ids=lambda file: file.relative_to(PROJECT.templates).as_posix()
)
def test_what_is_left_says_the_same_at_the_same_places(file: Path) -> None:
    before, after = file.read_text("utf-8"), uncommented(file).decode()
    assert before.count("\n") == after.count("\n")
    if file.suffix == ".yaml":
        assert read_yaml(before.encode(), file) == read_yaml(after.encode(), file)
    if file.suffix == ".j2":
        environment = Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True)
        assert environment.parse(before) == environment.parse(after)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("停用: 是\n标题: 甲\n", "停用: 是\n"),
        ("停用: 否\n只用于: 单位\n标题: 甲\n", "只用于: 单位\n"),
        ("停用: 否\n", ""),
        ("只用于: 部门\n", ""),
        ("标题: 甲\n", ""),
    ],
)
def test_what_a_form_switches_off_says_no_more(tmp_path: Path, text: str, left: str) -> None:
    assert switched_off(written(tmp_path, "a.yaml", text), "部门").decode() == left


def test_a_list_of_subjects_has_codes_and_names(tmp_path: Path) -> None:
    text = "code,name,备注\n21015,医疗保障管理事务,问老王\n# 待核,问老王,\n"
    file = written(tmp_path, "subjects-2024.csv", text)
    assert (
        list_of_subjects(file, 2024, ("2101501",)).decode() == "code,name\n21015,医疗保障管理事务\n"
    )


def test_of_a_list_of_subjects_only_what_is_used_travels(tmp_path: Path) -> None:
    text = "code,name\n201,公共\n210,卫健\n21015,医保\n2101501,行政\n2101502,内部\n20199,未用\n"
    file = written(tmp_path, "subjects-2024.csv", text)
    told = list_of_subjects(file, 2024, ("2101501",)).decode()
    assert told == "code,name\n201,公共\n210,卫健\n21015,医保\n2101501,行政\n"
