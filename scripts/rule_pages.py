"""Codes, rules and the rules' test cases → the manual's pages, one a code, and their index.

The first case of each rule is also written beside the rules, for ``mingzhang rule``.  Run
``python -m scripts.rule_pages`` after a code, a rule or one of its cases changed; a test compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from textwrap import dedent, indent

from mingzhang.checks.rule_catalogue import MODULES, catalogue, gathered
from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Code, Diagnostic, Severity
from mingzhang.explanations import EXAMPLES, explanations
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE
from mingzhang.reading.reason_locks import FILE as LOCKS
from scripts.code_examples import files_of, said
from tests.checks.case import OWN_FORM, REGION, BudgetCase, Case

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "rules"
CHAPTERS = {
    "shared_identities": "决算和预算共有的勾稽",
    "office_costs": "决算和预算共有的勾稽",
    "procured_in_all": "合理性",
    "tenfold_moves": "合理性",
    "spending_below_zero": "合理性",
    "carried_over_projects": "绩效自评",
    "execution_rates": "文字中的数字",
    "final_account_tables": "决算表",
    "budget_tables": "预算表",
    "budget_unit_totals": "预算单位",
    "subject_codes": "科目",
    "unfitting_subject_codes": "科目是否合适",
    "exchanged_rows": "科目是否合适",
    "shifted_rows": "科目是否合适",
    "row_order": "科目是否合适",
    "replaced_budget_codes": "科目是否合适",
    "row_purposes": "科目是否合适",
    "project_money": "绩效自评",
    "self_evaluations": "绩效自评的得分和名称",
    "goals_and_evaluations": "绩效目标与自评的名单",
    "indicator_numbers": "绩效目标与自评的名单",
    "exchanged_projects": "绩效目标与自评的名单",
    "indicator_targets": "绩效目标与自评的名单",
    "unlikely_values": "合理性",
    "missing_entries": "有没有填",
    "sentence_amounts": "文字中的数字",
    "sentence_directions": "文字中的数字",
    "sentence_years": "文字中的数字",
    "days_in_texts": "文字中的数字",
    "figures_beside_names": "句子里的数和它所说的事物",
    "misnamed_projects": "文字的用词",
    "repeated_texts": "文字的用词",
    "office_names": "机关的名称",
    "leftover_texts": "遗留的文字",
    "reason_lock_rules": "文字随数字更新",
    "last_year_comparison": "与上年的文件夹对照",
}
# Codes that are no rules, by how they begin: chapters before and after those of the rules.
BEFORE = {
    "MZ00": "文件的写法",
    "MZ01": "文件的写法",
    "MZ02": "文件的写法",
    "MZ03": "键和值",
    "MZ05": "文件夹",
    "MZ0": "文件和文件夹",
}
AFTER = {
    "MZ4": "句子和数",
    "MZ5": "版式和模板",
    "MZ7": "排版和成品",
    "MZ2": "核对说明和自定义规则",
}
OTHERS = "其他"
WEIGHT = {
    Severity.ERROR: "错误：改正以前不生成文本",
    Severity.WARNING: "警告：照常生成",
    Severity.NOTE: "提示：供参考",
}
ACCEPTED = "；核实无误的，可以在“核对说明”中写明原因"
KINDS = {"final": "决算", "budget": "预算"}
LANGUAGES = {".yaml": "yaml", ".md": "markdown", ".py": "python", ".j2": "jinja"}
HEAD = Path(__file__).with_name("rules-head.md")
_FINAL = ("", "2023-final")
MADE = "# 由 python -m scripts.rule_pages 从各条规则的第一个测试写成，不手工改。\n"


def pages() -> Mapping[str, str]:
    """File name → text: of each code, and what there is beside."""
    return {f"{code}.md": page(words) for code, words in codes().items()} | beside()


def beside() -> dict[str, str]:
    """File name → text: the index, and the codes that rules once had."""
    former = {old: code for code in codes().values() for old in code.aliases}
    moved = {f"{old}.md": _former(old, code) for old, code in former.items()}
    return {"index.md": _index(), **moved}


def _former(old: str, code: Code) -> str:
    """The page of a code that a rule once had, for links and acceptances that still name it."""
    now = f"[{code.code} {code.title}]({code.code}.md)"
    said = f"现在的编号是 {now}；“核对说明”里写 {old} 仍然有效。"
    return f"# {old} 已改编号\n\n{said}\n\n[全部编号](index.md)\n"


def examples() -> str:
    """The file of the rules' examples, in the order of the codes."""
    shown = {code: indent(_shown(case), "  ").rstrip() for code, case in _cases().items()}
    return MADE + "".join(f"{code}: |\n{shown[code]}\n" for code in catalogue() if code in shown)


@cache
def codes() -> Mapping[str, Code]:
    """Every code; the rules' examples are those of the cases now, not of the file as it was."""
    found = dict(explanations())
    for code, case in _cases().items():
        found[code] = replace(found[code], example=_shown(case))
    return found


def _index() -> str:
    chapters: dict[str, list[str]] = {}
    names = (*BEFORE.values(), *CHAPTERS.values(), *AFTER.values(), OTHERS)
    for name in names:
        chapters[name] = []
    for code in codes().values():
        row = f"| [{code.code}]({code.code}.md) | {code.severity.value} | {code.title} |"
        chapters[_chapter(code.code)].append(row)
    parts = [HEAD.read_text(encoding="utf-8").rstrip()]
    for title, rows in chapters.items():
        if rows:
            parts += [f"\n## {title}\n", "| 编号 | 级别 | 说的是什么 |", "|---|---|---|", *rows]
    return "\n".join(parts) + "\n"


def _chapter(code: str) -> str:
    for module in MODULES:
        if code in gathered(module):
            return CHAPTERS.get(module.__name__.rpartition(".")[2], OTHERS)
    known = BEFORE | AFTER
    starts = [start for start in known if code.startswith(start)]
    return known[max(starts, key=len)] if starts else OTHERS


def page(code: Code) -> str:
    """The page of a code."""
    rule = catalogue().get(code.code)
    formula = code.formula.replace("；", "\n")
    facts = {
        "级别": WEIGHT[code.severity] + (ACCEPTED if _is_acceptable(code) else ""),
        "适用": "、".join(KINDS[kind] for kind in rule.kinds) if rule else "",
        "依据": code.reference,
        "旧编号": "、".join(code.aliases),
    }
    blocks = (
        f"# {code.code} {code.title}",
        code.what,
        f"```text\n{formula}\n```" if formula else "",
        "\n".join(f"- {name}：{words}" for name, words in facts.items() if words),
        f"## 为什么\n\n{code.why}" if code.why else "",
        f"## 例子\n\n{_example(code)}" if code.example else "",
        f"## 改法\n\n{code.remedy}",
        "[全部编号](index.md)",
    )
    return "\n\n".join(filter(None, blocks)) + "\n"


def _is_acceptable(code: Code) -> bool:
    """Whether an author may accept it: what an account or its text says, and no way of typing."""
    is_told_of_a_document = code.code in catalogue() or code.code.startswith("MZ4")
    return code.severity is Severity.WARNING and is_told_of_a_document


def _example(code: Code) -> str:
    if not code.is_shown:
        return code.example if code.is_told else f"```text\n{code.example.rstrip()}\n```"
    case = _cases().get(code.code)
    told = _told(case) if case else said(code)
    lines = [*_fenced(code.example)]
    if told is None:
        raise SystemExit(f"the example of {code.code} does not meet it: run the tests first")
    lines.append(f"> {told.message}")
    if not case and told.hint:
        lines[-1] += f"\n>\n> 改法：{told.hint}"
    if case:
        lines.append(f"把 `{case.wrong}` 改为 `{case.right}` 就能通过。")
    return "\n\n".join(lines)


def _fenced(example: str) -> Iterator[str]:
    """The files of an example, a block each."""
    for path, text in files_of(example).items():
        language = LANGUAGES.get(Path(path).suffix, "text")
        yield f"```{language}\n# {path}\n{text.rstrip()}\n```"


@cache
def _cases() -> Mapping[str, Case]:
    """The first case of each rule."""
    folder = ROOT / "tests" / "checks" / "cases"
    found: dict[str, Case] = {}
    for path in sorted(folder.glob("*.py")):
        for case in import_module(f"tests.checks.cases.{path.stem}").CASES:
            found.setdefault(case.code, case)
    return found


def _shown(case: Case) -> str:
    """The files of a case, the one at fault first, last year's last."""
    told = _told(case)
    folder, before = ("2024-budget/", "2023-budget") if isinstance(case, BudgetCase) else _FINAL
    files = {f"{folder}{DISCLOSURE}": case.bad, PERFORMANCE: case.performance, LOCKS: case.locks}
    shown = [(name, dedent(text).strip("\n")) for name, text in files.items() if text]
    shown.sort(key=lambda pair: told is None or told.place.file.name not in pair[0])
    if case.planned:
        shown.append((f"../2024-budget/{DISCLOSURE}", dedent(case.planned).strip("\n")))
    if case.previous:
        shown.append((f"{before}/{DISCLOSURE}", dedent(case.previous).strip("\n")))
    for number, text in enumerate(case.units, 1):
        shown.append((f"unit-{number}/2024-final/{DISCLOSURE}", dedent(text).strip("\n")))
    if case.keys:
        shown.append((f"{OWN_FORM}/region.yaml", REGION))
        shown.append((f"{OWN_FORM}/{case.kind}/keys.yaml", dedent(case.keys).strip("\n")))
    return "".join(f"# {name}\n{text.rstrip()}\n" for name, text in shown)


@cache
def _told(case: Case) -> Diagnostic | None:
    return next((d for d in check(case.account()) if d.code == case.code), None)


def main() -> None:
    """Write the pages and the rules' examples, and remove the pages of codes that are gone."""
    EXAMPLES.write_text(examples(), encoding="utf-8")
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
