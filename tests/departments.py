"""A department's final account made from a real one: folders of units like it, and its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support import PROJECT

SOURCE = PROJECT.root / "sources" / "changchun" / "2024-final"
AGENCY, DEPARTMENT = "长春市社会医疗保险管理局", "长春市医疗保险总局"
HEAD = "金额单位: 万元\n"
ALIKE = "核对说明:\n  - {规则: MZ839, 说明: 各单位都照同一份真实的决算做成}\n"
NUMBERS = "零一二三四五六七八九"
OWN = """\
版式: 吉林
年度: 2024
金额单位: 万元
公开日期: 2025-10-09
汇总:
{units}
{more}支出:
  - {{科目: 2080505, 差异原因: 12月养老保险于次年缴纳}}
  - {{科目: 2101299, 差异原因: 其他基本医疗保险基金未纳入部门决算}}
  - {{科目: 2101301, 差异原因: 中央、省级医疗救助财政补助资金不计入部门决算}}
  - {{科目: 2101501, 差异原因: 人员调整，经费增加}}
  - {{科目: 2101502, 差异原因: 预算执行中追加一个预算项目}}
  - {{科目: 2101506, 差异原因: 预算执行中追加能力提升资金}}
  - {{科目: 2101599, 差异原因: 存在分期项目待付款，合同到期后支付}}
{rows}机关运行经费: {{原因: 2023年缴纳6个月物业费，2024年缴纳全年物业费}}
"""


def name_of(number: int) -> str:
    """The name of a unit; the first is the department's own office."""
    called = "".join(NUMBERS[int(digit)] for digit in str(number + 1))
    return DEPARTMENT if number == 0 else AGENCY.replace("市", f"市第{called}", 1)


def unit_text(number: int, text: str) -> str:
    """The figures of a unit, which names itself."""
    line = f"{{代码: {601001 + number}, 名称: {name_of(number)}, 类型: 参公管理事业单位}}"
    return text.replace(HEAD, f"{HEAD}单位: [{line}]\n")


def make(root: Path, units: int = 3, more: str = "", rows: str = "") -> Path:
    """The department's folder among those of its units, below ``root``/sources."""
    text = (SOURCE / "disclosure.yaml").read_text("utf-8")
    for number in range(units):
        _unit(root / "sources" / f"unit-{number:03d}" / SOURCE.name, number, text)
    folder = root / "sources" / "department" / SOURCE.name
    folder.mkdir(parents=True)
    named = "\n".join(f"  - ../../unit-{n:03d}/{SOURCE.name}" for n in range(units))
    reasons = text[text.index("\n原因:") : text.index("\n# 收入合计")]
    own = OWN.format(units=named, more=more, rows=rows) + reasons
    (folder / "disclosure.yaml").write_text(f"{own}  结果应用: 用于次年预算安排\n{ALIKE}", "utf-8")
    profile = (SOURCE / "profile.yaml").read_text("utf-8").replace(AGENCY, DEPARTMENT)
    listed = "".join(f"  - {name_of(number)}\n" for number in range(units))
    profile = profile.replace(f"  - {DEPARTMENT}\n", listed)
    (folder / "profile.yaml").write_text(profile, "utf-8")
    shutil.copy(SOURCE / "duties.md", folder)
    return folder


def _unit(folder: Path, number: int, text: str) -> None:
    folder.mkdir(parents=True)
    profile = (SOURCE / "profile.yaml").read_text("utf-8").replace("类型: 部门", "类型: 单位")
    files = {
        "disclosure.yaml": unit_text(number, text),
        "profile.yaml": profile.replace(AGENCY, name_of(number)),
        "duties.md": (SOURCE / "duties.md").read_text("utf-8"),
        "performance.yaml": "项目: []\n",
    }
    if number == 0:
        files["performance.yaml"] = (SOURCE / "performance.yaml").read_text("utf-8")
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
