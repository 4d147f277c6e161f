"""The rules and their test cases → the manual's pages on rules, one a rule, and their index.

Run ``python -m scripts.rule_pages`` after a rule or one of its cases changed; a test compares.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from textwrap import dedent

from mingzhang.checks.catalogue import MODULES, catalogue, gathered
from mingzhang.checks.rule import Rule
from mingzhang.checks.run import check
from mingzhang.diagnostics import Severity
from tests.checks.case import Case

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "rules"
CHAPTERS = {
    "accounts": "决算表",
    "budgets": "预算表",
    "subjects": "科目",
    "performance": "绩效自评",
    "scores": "绩效自评的得分和名称",
    "plausible": "合理性",
    "text": "文字中的数字",
    "wording": "文字的用词",
    "locks": "文字随数字更新",
}
OTHERS = "其他"
WEIGHT = {
    Severity.ERROR: "错误：改正以前不生成文本",
    Severity.WARNING: "警告：照常生成；核实无误的，可以在“核对说明”中写明原因",
    Severity.NOTE: "提示：供参考",
}
KINDS = {"final": "决算", "budget": "预算"}
INDEX_HEAD = """# 核对规则

每条规则一页：要求、算式、依据、怎样改、一个不能通过的例子。命令行里用 `mingzhang rule` 列出，
用 `mingzhang rule MZ220` 解释一条。项目可以[加自己的规则](../own-rules.md)。本页和各条规则的页面由程序
从规则和它们的测试生成。

## 由程序保证、不需要规则的要求

来源文件里每个数字只填一次，表格和文字由模板从同一份数据生成，下面这些要求因此不会不成立：

| 要求 | 为什么不会出错 |
|---|---|
| 同一个数在各表、各段文字中相同（R07、R08、R14、R15，N01至N13） | 各处取的是同一个数 |
| 增减额、增减率、占比、完成率算得对，增减的用词与正负一致（N02、N06至N09） | 由显示的金额计算；基数为零时不写百分比 |
| 空表附说明，有数的表不写“本表为空”（R50） | 模板按表中有没有数选用说明 |
| 各表、各段齐全，次序符合版式，目录与正文一致（R51） | 由版式的 document.yaml 决定，目录由正文生成 |
| 表中的每个“项”都在文字中说明（T16、N10、N14） | 文字逐项列出表中的科目；变动而没有差异原因的，生成时提示（MZ401） |
| 单位“元”“万元”、小数位数、千分位全文统一（T11、T15） | 由“金额单位”和版式决定；作者文字中的金额见 MZ602、MZ608 |
| 个数（单位、处室、项目）与列出的行数相同（N20） | 由程序数 |
"""


def pages() -> dict[str, str]:
    """File name → text."""
    examples = _examples()
    texts = {f"{rule.code}.md": _page(rule, examples.get(rule.code, "")) for rule in _rules()}
    return {"index.md": _index(), **texts}


def _rules() -> list[Rule]:
    return list(catalogue().values())


def _index() -> str:
    chapters: dict[str, list[Rule]] = {name: [] for name in (*CHAPTERS.values(), OTHERS)}
    for module in MODULES:
        chapter = CHAPTERS.get(module.__name__.rpartition(".")[2], OTHERS)
        chapters[chapter] += gathered(module).values()
    parts = [INDEX_HEAD]
    for title, rules in chapters.items():
        rows = [f"| [{r.code}]({r.code}.md) | {r.severity.value} | {r.title} |" for r in rules]
        if rows:
            parts += [f"\n## {title}\n", "| 编号 | 级别 | 规则 |", "|---|---|---|", *rows]
    return "\n".join(parts) + "\n"


def _page(rule: Rule, example: str) -> str:
    kinds = "、".join(KINDS[kind] for kind in rule.kinds)
    parts = [f"# {rule.code} {rule.title}", f"{rule.identity}。"]
    if rule.formula:
        parts.append(f"```text\n{rule.formula.replace('；', chr(10))}\n```")
    parts += [
        f"- 级别：{WEIGHT[rule.severity]}",
        f"- 适用：{kinds}",
        f"- 依据：{rule.reference}",
        f"- 改法：{rule.remedy}",
    ]
    if example:
        parts.append(f"\n## 不能通过的例子\n\n{example}")
    parts.append("\n[全部规则](index.md)")
    return "\n\n".join(parts[:3]) + "\n" + "\n".join(parts[3:]) + "\n"


def _examples() -> Mapping[str, str]:
    """The first case of each rule, with what the program says of it."""
    folder = ROOT / "tests" / "checks" / "cases"
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.py")):
        for case in import_module(f"tests.checks.cases.{path.stem}").CASES:
            found.setdefault(case.code, _example(case))
    return found


def _example(case: Case) -> str:
    said = next(d for d in check(case.account()) if d.code == case.code)
    name = said.place.file.name
    shown = case.performance if name == "performance.yaml" else case.bad
    lines = [f"```yaml\n# {name}\n{dedent(shown or '').strip()}\n```"]
    if case.previous:
        lines.append(f"上年的数据：\n\n```yaml\n{dedent(case.previous).strip()}\n```")
    lines.append(f"> {said.message}")
    lines.append(f"把 `{case.wrong}` 改为 `{case.right}` 就能通过。")
    return "\n\n".join(lines)


def main() -> None:
    """Write the pages, and remove those of rules that are gone."""
    PAGES.mkdir(parents=True, exist_ok=True)
    made = pages()
    for old in PAGES.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (PAGES / name).write_text(text, encoding="utf-8")
    print(f"{len(made)} pages", file=sys.stderr)


if __name__ == "__main__":
    main()
