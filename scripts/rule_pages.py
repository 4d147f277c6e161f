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
    "presence": "有没有填",
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
HEAD = Path(__file__).with_name("rules-head.md")


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
    parts = [HEAD.read_text(encoding="utf-8").rstrip()]
    for title, rules in chapters.items():
        rows = [f"| [{r.code}]({r.code}.md) | {r.severity.value} | {r.title} |" for r in rules]
        if rows:
            parts += [f"\n## {title}\n", "| 编号 | 级别 | 规则 |", "|---|---|---|", *rows]
    return "\n".join(parts) + "\n"


def _page(rule: Rule, example: str) -> str:
    formula = rule.formula.replace("；", "\n")
    facts = {
        "级别": WEIGHT[rule.severity],
        "适用": "、".join(KINDS[kind] for kind in rule.kinds),
        "依据": rule.reference,
        "改法": rule.remedy,
    }
    blocks = (
        f"# {rule.code} {rule.title}",
        f"{rule.identity}。",
        f"```text\n{formula}\n```" if formula else "",
        "\n".join(f"- {name}：{words}" for name, words in facts.items()),
        f"## 不能通过的例子\n\n{example}" if example else "",
        "[全部规则](index.md)",
    )
    return "\n\n".join(filter(None, blocks)) + "\n"


def _examples() -> Mapping[str, str]:
    """The first case of each rule, with what the program says of it."""
    folder = ROOT / "tests" / "checks" / "cases"
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.py")):
        for case in import_module(f"tests.checks.cases.{path.stem}").CASES:
            found.setdefault(case.code, _example(case))
    return found


def _example(case: Case) -> str:
    said = next((d for d in check(case.account()) if d.code == case.code), None)
    if said is None:
        raise SystemExit(f"the case of {case.code} finds nothing: run the tests of the rules first")
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
