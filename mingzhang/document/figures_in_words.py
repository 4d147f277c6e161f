"""Figures in words: a section's template → numbers that its author typed into the text.

A form speaks for every agency and every year: ``项目支出38.65万元`` would print one agency's figure
in all of them, and no rule looks at it.  So would a year.  What is the same for all is a bound
(单价100万元以上), or is written in Chinese numerals (三个部分).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.template_faults import at_word

CODE = "MZ528"
MONEY = r"\d[\d,]*(?:\.\d+)?[ \u3000]?(?:亿元|千万元|百万元|万元|千元|元)"
RATE = r"\d+\.\d+(?:[%％]|个百分点)"
COUNT = r"\d+(?:辆|批次|人次|批|台|套|团组|平方米|(?:个|人|户)(?=[，。；、）]|$))"
# 2023年收支总预算; a law has its own year, and a list of subjects: 2024年支出经济分类科目.
OF_YEAR = "预算(?!法)|决算|收入|支出(?!经济分类|功能分类)"
YEAR = rf"(?<!《)[2２][0０]\d\d年(?:度|12月31日|(?=[^，。；：、\n\d《》]{{0,12}}(?:{OF_YEAR})))"
TYPED = re.compile(rf"(?<![\d.,])(?:{MONEY}|{RATE}|{COUNT}|{YEAR})")
# A number of a rule, not of an agency: what stands before or behind it in its clause.
BOUND = re.compile(
    r"自$|从$|单价|单位价值|限额|标准|起点|超过|不足|低于|高于|达到|不少于|不多于|至少|最多"
)
BOUND_BEHIND = re.compile(r"^(?:[（(]不?含[^）)]*[）)])?(?:及?以[上下内外]|至|起|以来|[-—~～])")
CLAUSE = re.compile(r"[^，。；：、\n]*$")


def figures_in_words(
    tree: nodes.Template, file: Path, printed: str | None = None
) -> Iterator[Diagnostic]:
    """The numbers that a template's own words state of an agency, or those on a page (printed)."""
    for words in tree.find_all(nodes.TemplateData):
        for typed in TYPED.finditer(words.data):
            before = CLAUSE.search(words.data[: typed.start()])
            said = f"{before[0].lstrip() if before else ''}{typed[0]}"
            if not _is_bound(words.data, typed) and (printed is None or said in printed):
                yield _told(words, typed, file)


def _is_bound(text: str, typed: re.Match[str]) -> bool:
    """Whether words around a number make it the bound of a rule."""
    clause = CLAUSE.search(text[: typed.start()])
    before = clause[0] if clause else ""
    return bool(BOUND.search(before) or BOUND_BEHIND.match(text[typed.end() :]))


def _told(words: nodes.TemplateData, typed: re.Match[str], file: Path) -> Diagnostic:
    line = words.lineno + words.data.count("\n", 0, typed.start())
    message = f"模板里直接写了“{typed[0]}”：每个单位、每年的文件都照印这个数，没有人核对。"
    hint = (
        "请写成取数的名称，例如 {{ 项目支出 | 万元 }}万元、{{ 年度 }}年度；各单位、各年都相同的，"
        "数用汉字写（三个部分）。"
    )
    return Diagnostic(at_word(Place(file, line), typed[0]), CODE, message, hint, Severity.WARNING)
