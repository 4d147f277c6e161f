"""Documents to publish: made up ones for what is rare, and those of the project."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from mingzhang.builder import examine
from mingzhang.diagnostics import Diagnostic
from mingzhang.document.render import Document, render
from tests.support import PROJECT, account

FONTS = PROJECT.root / ".fonts"
REAL = sorted(path.parent for path in PROJECT.sources.glob("*/*/disclosure.yaml"))
# What one form alone asks for.
OWN = {"吉林": "结果应用: 无, 一级项目数: 1, "}
SOURCE = """
    版式: {form}
    公开日期: 2025-10-09
    支出:
{rows}
    基本支出:
      - {{科目: 30101, 金额: 60.88}}
    上年: {{总计: 60.88, 财政拨款收入: 60.88, 基本支出: 60.88, 财政拨款总计: 60.88,
           一般公共预算财政拨款支出: 60.88, 机关运行经费: 0, 项目支出: 0,
           上级补助收入: 0, 事业收入: 0, 经营收入: 0, 附属单位上缴收入: 0, 其他收入: 0,
           上缴上级支出: 0, 经营支出: 0, 对附属单位补助支出: 0, 三公经费: {{合计: 0}}}}
    原因: {{总计: 增加, 财政拨款收入: 增加, 基本支出: 增加, 财政拨款总计: 增加,
           一般公共预算财政拨款支出: 增加, 机关运行经费: 增加}}
    绩效: {{{own}管理工作: 无, 自评得分: [], 未完成指标: [], 超额指标: []}}
"""
ROW = "      - {科目: 2080501, 人员经费: 60.88, 年初预算: 60.88}"
PERFORMANCE = """
    项目:
      - {名称: 甲项目, 资金: {当年财政拨款: [1, 1, 1]}, 年度目标: {预期: 好, 实际: 好},
         指标: [{一级: 产出指标, 二级: 数量指标, 三级: 次数, 目标值: '>=1次', 完成值: 1次}]}
"""


def made(rows: Iterable[str] = (ROW,), form: str = "吉林") -> Document:
    """A small document of a region."""
    source = SOURCE.format(form=form, own=OWN.get(form, ""), rows="\n".join(rows))
    document, found = render(account(source, performance=PERFORMANCE), PROJECT)
    assert document is not None, [str(diagnostic) for diagnostic in found]
    return document


@cache
def real(path: Path) -> tuple[Document, tuple[Diagnostic, ...]]:
    """A document of the project, and what its checks say."""
    document, found = examine(path, PROJECT, pages=True)
    assert document is not None, [str(diagnostic) for diagnostic in found]
    return document, found
