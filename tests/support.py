"""Inline YAML → the values of each stage, so that a test shows its whole input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.amount import Unit
from mingzhang.facts.figure import Figure
from mingzhang.forms.form import schemas_of
from mingzhang.project import Project
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE, Folder
from mingzhang.reading.node import Node
from mingzhang.reading.schema_check import validate
from mingzhang.reading.schema_messages import Schema
from mingzhang.reading.yaml import read_yaml

PROJECT = Project()
AGENCY = """
    名称: 某市档案馆
    类型: 部门
    职责: duties.md
    内设机构: [{名称: 办公室}]
    决算单位: [某市档案馆]
    下属单位: []
"""
# What a test does not care about is added below its text, so that its lines keep their numbers.
REQUIRED: Mapping[str, str] = {
    "版式": "吉林",
    "年度": "2024",
    "金额单位": "万元",
    "支出": "\n  - {科目: 2080501, 项目支出: 60.88}",
    # What a form prints and nobody typed is an error: these blocks say that there is none.
    "结转结余": "{使用非财政拨款结余: 0, 结余分配: 0}",
    "三公经费": "\n  因公出国境费: 0\n  公务用车购置费: 0\n  公务接待费: 0"
    "\n  公务用车运行维护费: {预算: 0, 决算: 0, 保有量: 0}",
    "机关运行经费": "{金额: 0}",
    "政府采购": "0",
    "国有资产": "{车辆: 0, 大型设备: 0}",
    "绩效": "{自评得分: [], 未完成指标: [], 超额指标: []}",
}
IN_BUDGETS: Mapping[str, str] = {
    **{key: REQUIRED[key] for key in ("版式", "年度", "金额单位")},
    **dict.fromkeys(("三公经费", "政府采购"), "0"),
    "项目": "[]",
    "机关运行经费": "{金额: 0}",
    "国有资产": "{车辆: 0, 大型设备: 0}",
}
# What one form asks for beside: of a final, and of a budget.
OWN_FORM = "吉林"
IN_FINALS_OF = {
    OWN_FORM: {"绩效": "{一级项目数: 0, 自评得分: [], 未完成指标: [], 超额指标: []}"},
    "河南": {"年初预算": "{政府性基金: 0, 国有资本经营: 0}"},
}
IN_BUDGETS_OF = {OWN_FORM: {"委托业务费": "[]"}}
# A department's figures are those of its units.
OF_UNITS = {key: REQUIRED[key] for key in ("版式", "年度", "金额单位")}
IN_DEPARTMENTS = OF_UNITS | {"绩效": REQUIRED["绩效"]}


def schemas(kind: str, form: str, project: Project = PROJECT) -> Mapping[str, Schema]:
    """The schemas of the files of a form's document."""
    return schemas_of(project)(kind, form).files


def form_of(disclosure: Node) -> str:
    """The form that a document asks for."""
    asked = disclosure.get("版式")
    return asked.text if asked else ""


def node(
    text: str, name: str = DISCLOSURE, kind: str = "", form: str = "", project: Project = PROJECT
) -> Node:
    """The tree of a YAML text; the text must be right, and fit its schema where a kind is named.

    ``form`` is the form that the text itself asks for where none is given.
    """
    tree, found = read_yaml(dedent(text).lstrip("\n").encode(), Path(name))
    assert tree is not None, found
    assert not found, found
    if kind:
        faults = validate(tree, schemas(kind, form or form_of(tree), project)[Path(name).name])
        assert not faults, [str(fault) for fault in faults]
    return tree


def completed(disclosure: str, required: Mapping[str, str] = REQUIRED) -> str:
    """The text with the keys that every disclosure needs."""
    text = dedent(disclosure).strip("\n")
    lines = text.splitlines()
    form = next((x for x in lines if x.startswith("版式:")), OWN_FORM)
    own = {id(REQUIRED): IN_FINALS_OF, id(IN_BUDGETS): IN_BUDGETS_OF}.get(id(required), {})
    for name, keys in own.items():
        required = {**required, **(keys if name in form else {})}
    missing = {k: v for k, v in required.items() if not any(x.startswith(f"{k}:") for x in lines)}
    return "\n".join([text, *(f"{key}: {value}" for key, value in missing.items())]) + "\n"


def folder(
    disclosure: str,
    profile: str = AGENCY,
    performance: str | None = None,
    previous: Folder | None = None,
    units: tuple[Folder, ...] = (),
    name: str = "",
) -> Folder:
    """A document's folder, without any file; ``units`` are those of a department that sums them.

    ``name`` is the folder that its files seem to lie in.
    """
    required = IN_DEPARTMENTS if units else REQUIRED
    where = f"{name}/" if name else ""
    source = node(completed(disclosure, required), f"{where}{DISCLOSURE}", kind="final")
    form = form_of(source)
    return Folder(
        path=Path(name or "2024-final"),
        kind="final",
        disclosure=source,
        profile=node(profile, f"{where}{PROFILE}", "final", form),
        performance=node(performance or "项目: []", f"{where}{PERFORMANCE}", "final", form),
        texts={"duties.md": "保管档案。"},
        previous=previous,
        units=units,
        schemas=schemas("final", form),
    )


def account(
    disclosure: str,
    profile: str = AGENCY,
    performance: str | None = None,
    previous: Folder | None = None,
    units: tuple[Folder, ...] = (),
) -> Account:
    """The account of inline texts; keys that every disclosure needs may be left out."""
    return read_account(folder(disclosure, profile, performance, previous, units), PROJECT)


def budget_folder(
    disclosure: str,
    profile: str = AGENCY,
    units: tuple[Folder, ...] = (),
    previous: Folder | None = None,
    name: str = "",
) -> Folder:
    """A budget's folder, without any file; ``units`` are those of a department that sums them.

    ``name`` is the folder that its files seem to lie in.
    """
    text = completed(disclosure, OF_UNITS if units else IN_BUDGETS)
    where = f"{name}/" if name else ""
    source = node(text, f"{where}{DISCLOSURE}", kind="budget")
    form = form_of(source)
    return Folder(
        path=Path(name or "2024-budget"),
        kind="budget",
        disclosure=source,
        profile=node(profile, f"{where}{PROFILE}", "budget", form),
        texts={"duties.md": "保管档案。"},
        previous=previous,
        units=units,
        schemas=schemas("budget", form),
    )


def budget(
    disclosure: str,
    profile: str = AGENCY,
    units: tuple[Folder, ...] = (),
    previous: Folder | None = None,
) -> Account:
    """The account of a budget; keys that every disclosure needs may be left out."""
    return read_account(budget_folder(disclosure, profile, units, previous), PROJECT)


def wan(figure: Figure | None) -> Decimal:
    """What the figure shows in 万元."""
    assert figure is not None
    return figure.amount.displayed(Unit.WAN)


def codes(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """The codes, each once, in order."""
    return sorted({diagnostic.code for diagnostic in diagnostics})


def only(diagnostics: Iterable[Diagnostic], code: str) -> list[Diagnostic]:
    """The diagnostics of one rule."""
    return [diagnostic for diagnostic in diagnostics if diagnostic.code == code]


def of_default(told: Diagnostic, source: str) -> bool:
    """Whether it is about the zero that tests have where they say nothing of running costs."""
    return told.code == "MZ225" and "机关运行经费" not in source
