"""``mingzhang check`` and ``rule`` as they are called: what they print, where, and their codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.project import Project
from mingzhang.report import FORMATS

GOOD = """版式: 吉林
年度: 2024
金额单位: 万元
支出:
  - {科目: 2101502, 项目支出: 60.88, 年初预算: 60.88}
上年:
  {总计: 60.88, 财政拨款总计: 60.88, 财政拨款收入: 60.88, 项目支出: 60.88,
  一般公共预算财政拨款支出: 60.88, 基本支出: 0, 机关运行经费: 0, 三公经费: {合计: 0},
  上级补助收入: 0, 事业收入: 0, 经营收入: 0, 附属单位上缴收入: 0, 其他收入: 0,
  上缴上级支出: 0, 经营支出: 0, 对附属单位补助支出: 0}
结转结余: {使用非财政拨款结余: 0, 结余分配: 0}
三公经费:
  因公出国境费: 0
  公务用车购置费: 0
  公务用车运行维护费: {预算: 0, 决算: 0, 保有量: 0}
  公务接待费: 0
机关运行经费: {金额: 0}
政府采购: 0
国有资产: {车辆: 0, 大型设备: 0}
绩效: {一级项目数: 0}
"""
AGENCY = "名称: 某市档案馆\n类型: 部门\n职责: d.md\n内设机构: []\n决算单位: [某市档案馆]\n"
WARNED = GOOD + "补充说明: {政府采购: XX}\n"
BAD = GOOD.replace("大型设备: 0", "大型设备: 0, 多余: 1")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own in the current folder, with the schemas and templates of this one."""
    real = Project()
    for name in ("schema", "catalogue", "templates"):
        (tmp_path / name).symlink_to(real.root / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("mingzhang.reading.project_root.ROOT", tmp_path)
    return tmp_path


def write(project: Path, disclosure: str, name: str = "agency/2024-final") -> Path:
    folder = project / "sources" / name
    folder.mkdir(parents=True)
    (folder / "disclosure.yaml").write_text(disclosure, encoding="utf-8")
    (folder / "profile.yaml").write_text(AGENCY, "utf-8")
    (folder / "performance.yaml").write_text("项目: []\n", "utf-8")
    (folder / "d.md").write_text("保管档案。\n", encoding="utf-8")
    return folder


def forms_of_its_own(root: Path, name: str = "templates") -> Path:
    """The folder of a project's forms, in place of a link to ours: nothing is written in those."""
    forms = root / name
    forms.unlink(missing_ok=True)
    forms.mkdir()
    for folder in Project().templates.iterdir():
        (forms / folder.name).symlink_to(folder)
    return forms


def severities(text: str) -> set[str]:
    return {found["severity"] for found in json.loads(text)}


def test_an_error_is_told_and_counts(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, BAD)
    assert main(["check"]) == 1
    printed = capsys.readouterr()
    assert "disclosure.yaml:19:" in printed.out
    assert "多余" in printed.out
    assert "核对不通过（1 个错误）" in printed.out
    assert "未写" not in printed.out
    assert printed.err == ""


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_has_the_standard_output_to_itself(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    write(project, BAD)
    assert main(["check", "--format", name]) == 1
    printed = capsys.readouterr()
    assert "多余" in printed.out
    assert "[1/1]" not in printed.out
    assert "[1/1]" in printed.err


def test_warnings_fail_only_a_strict_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, WARNED)
    assert main(["check", "--format", "json"]) == 0
    assert "warning" in severities(capsys.readouterr().out)
    assert main(["check", "--format", "json", "--strict"]) == 1
    assert "MZ606" in capsys.readouterr().out


def test_a_missing_document_is_wrong_use(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, GOOD)
    assert main(["check", "nowhere", "--format", "json"]) == 2
    (found,) = json.loads(capsys.readouterr().out)
    assert found["code"] == "MZ052"


def test_what_draws_on_a_document_is_checked_with_it_where_that_is_asked(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The year after it compares with it."""
    changed = write(project, GOOD)
    write(project, BAD.replace("2024", "2025"), "agency/2025-final")
    write(project, GOOD, "other/2024-final")
    assert main(["check", str(changed / "disclosure.yaml")]) == 0
    assert "2025-final" not in capsys.readouterr().out
    assert main(["check", "--dependants", str(changed / "disclosure.yaml")]) == 1
    printed = capsys.readouterr().out
    assert "[2/2] sources/agency/2025-final" in printed


def test_own_rules_take_part(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, GOOD)
    (project / "rules").mkdir()
    (project / "rules" / "own.py").write_text(
        "from mingzhang.checks.rule import Finding, rule\n"
        "@rule('MZ901', '总是', identity='x', remedy='y')\n"
        "def always(evidence):\n"
        "    yield Finding(evidence.account.source.place, '总是如此')\n",
        encoding="utf-8",
    )
    assert main(["check", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [d["severity"] for d in found if d["code"] == "MZ062"] == ["warning"]
    assert main(["rule", "MZ901"]) == 2
    assert main(["trust"]) == 0
    assert "rules/own.py" in capsys.readouterr().out
    assert main(["check", "--format", "json"]) == 1
    assert "总是如此" in capsys.readouterr().out
    assert main(["check", "--no-own-rules"]) == 0
    assert main(["rule", "MZ901"]) == 0
    assert "总是" in capsys.readouterr().out


def test_a_broken_own_rule_fails_the_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, GOOD)
    (project / "rules").mkdir()
    (project / "rules" / "own.py").write_text("1 / 0\n", encoding="utf-8")
    assert main(["trust"]) == 0
    assert main(["check"]) == 1
    assert "rules/own.py:1:1: 错误 MZ290" in capsys.readouterr().out


def test_several_documents_are_counted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, GOOD, "a/2024-final")
    write(project, BAD, "b/2024-final")
    assert main(["check"]) == 1
    assert "共 2 份：1 份核对通过，1 份不通过。" in capsys.readouterr().out


def test_an_unknown_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", "--format", "xml"])
    assert caught.value.code == 2
    assert "没有 'xml'" in capsys.readouterr().err


def test_codes_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert "MZ601  警告  文字中的数有数据支持" in listed
    assert "MZ401  错误  缺少原因" in listed
    assert listed == sorted(listed)
    assert main(["rule", "mz601"]) == 0
    assert "改法：" in capsys.readouterr().out


@pytest.mark.parametrize("code", ["MZ006", "MZ401", "MZ298", "MZ511", "MZ703", "MZ220"])
def test_every_kind_of_code_is_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", code]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{code}  ")
    for name in ("什么：", "为什么：", "例子：", "改法："):
        assert f"\n{name}" in told


@pytest.mark.parametrize("typed", ["401", "mz401", "ＭＺ４０１", " MZ401 "])
def test_a_code_may_be_typed_carelessly(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", typed]) == 0
    assert capsys.readouterr().out.startswith("MZ401  缺少原因（错误）")


def test_a_former_code_is_explained_by_what_it_is_now(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "311"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("MZ218  经济分类与功能分类的基本支出相等")
    assert "旧编号：MZ311" in told


def test_a_code_that_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "MZ209"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("没有编号 MZ209，是不是 ")
    assert {"MZ207", "MZ208"} <= set(re.findall(r"MZ\d+", told))
    assert main(["rule", "MZ041"]) == 2
    assert {"MZ014", "MZ401"} <= set(re.findall(r"MZ\d+", capsys.readouterr().err))
    assert main(["rule", "甲乙丙"]) == 2
    assert capsys.readouterr().err == "没有编号 甲乙丙；不写编号就列出全部。\n"
