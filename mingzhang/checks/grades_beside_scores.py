"""A rule on grades beside scores: 等级 of a row, or of a sentence, is the one that its points have.

MZ094.  Where the form says the bounds of its grades (选项: {优: 90 分以上, …}) those hold; else
the usual ones (财预〔2020〕10 号), from which a place may depart by a class, not by two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from mingzhang.checks.quoted_figures import NUMBER, number_of
from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.amount import EXACT
from mingzhang.facts.own_groups import OwnGroup, own_groups
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.schema_messages import Schema

GRADES = {"优": Decimal(90), "良": Decimal(80), "中": Decimal(60), "差": Decimal(0)}
FULL, OTHER_FULL = Decimal(100), "满分"
SAME = {"优秀": "优", "良好": "良", "中等": "中", "较差": "差"}
# Of so many projects each: what all of them say where these are the classes, and its points.
COUNTED = {**SAME, "合格": "中", "不合格": "差"}
RANGES = {"优": (80, 100), "良": (60, 100), "中": (0, 90), "差": (0, 80)}  # a class to each side
APART = 2  # classes by which points and grade contradict one another wherever the bounds lie
POINTS, AVERAGE, GRADE = "得分", "平均", re.compile("(?:等级|等次|级别|档次|结果)$")
BELOW = re.compile("以下|不到|不足|低于|小于|<|＜")
WORDS = "|".join((*SAME, *GRADES))
TOLD = re.compile(
    rf"得分[为是：:]?(?P<points>{NUMBER})分?[，,、；]?[^。；，\n]{{0,8}}?"
    rf"(?:等级|等次|级别|档次|评定|评)[为是：:]*[“\"]?(?P<grade>{WORDS})(?![\u4e00-\u9fff])"
)


@rule(
    "MZ094",
    "等级与得分相称",
    identity="得分旁边的等级（优、良、中、差）是这个得分的：版式的“选项”写了各档的分数的，照它；"
    "没有写的，与通常的分档（90 分以上优、80 分以上良、60 分以上中）不差两档以上，满分只能是优；"
    "平均得分旁边各档的项目数，合起来平均得出这个分",
    why="得分 91.5 而等级是差，读的人不知道信哪一个。",
    reference="项目支出绩效评价管理办法（财预〔2020〕10 号）",
    remedy="核对得分和等级；评价办法另有分档的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def graded(evidence: Evidence) -> Iterator[Finding]:
    """A grade beside points that are another one's."""
    account = evidence.account
    for group in own_groups(account.source, account.folder.schemas[DISCLOSURE]):
        yield from _in_group(group)
        yield from _on_average(group)
    for passage in (p for p in evidence.passages if OTHER_FULL not in p.digits):
        for match in TOLD.finditer(passage.digits):
            if _contradicts(number_of(match["points"]), match["grade"], {}):
                message = f"得分写 {match['points']}，等级却是“{match['grade']}”。"
                yield Finding(passage.at(match.start("grade")), message)


def _in_group(group: OwnGroup) -> Iterator[Finding]:
    """The one grade of a row, or of a block, beside its points."""
    points = [key for key in group.counted_in("分") if key.endswith(POINTS)]
    grades = [key for key in group.keys if GRADE.search(key)]
    if len(points) != 1 or len(grades) != 1:
        return
    scored, graded = group.node.get(points[0]), group.node.get(grades[0])
    if scored and graded and scored.number is not None:
        bounds = _bounds(group.keys[grades[0]])
        if _contradicts(scored.number, graded.text, bounds):
            message = f"{points[0]}是 {scored.text}，{grades[0]}却是“{graded.text}”。"
            operands = (Operand(points[0], scored.text, scored.place),)
            yield Finding(graded.place, message, operands=operands)


def _on_average(group: OwnGroup) -> Iterator[Finding]:
    """The one average score of a block beside how many projects were given each grade."""
    points = [key for key in group.counted_in("分") if AVERAGE in key]
    grades = {key: grade for key in group.keys if (grade := COUNTED.get(key, key)) in GRADES}
    scored = group.node.get(points[0]) if len(points) == 1 else None
    given = group.typed(*grades)
    if scored and scored.number is not None and len(given) == len(grades) == len(GRADES):
        counts = dict(
            zip(grades.values(), (node.number or Decimal(0) for node in given), strict=True)
        )
        if not _averages(scored.number, counts):
            both = list(zip(grades, given, strict=True))
            told = "、".join(f"{key} {node.text} 个" for key, node in both)
            message = f"{points[0]}是 {scored.text}，评级却是{told}：平均不出这个分。"
            operands = tuple(Operand(key, node.text, node.place) for key, node in both)
            yield Finding(scored.place, message, operands=operands)


def _averages(points: Decimal, counts: Mapping[str, Decimal]) -> bool:
    """Whether projects of these grades may have these points on average; all of them are 优."""
    number = sum(counts.values())
    if points == FULL and number != counts["优"]:
        return False
    least, most = (
        sum(EXACT.multiply(count, RANGES[grade][end]) for grade, count in counts.items())
        for end in (0, 1)
    )
    return not number or least <= EXACT.multiply(points, number) <= most


def _bounds(schema: Schema) -> Mapping[str, Decimal]:
    """The least points of each grade, where the form says them of every one."""
    words = dict(zip(schema.get("enum", ()), schema.get("enumDescriptions", ()), strict=False))
    least: dict[str, Decimal] = {}
    for word, said in words.items():
        found = [Decimal(number) for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", said)]
        if not found:
            return {}
        least[word] = Decimal(0) if BELOW.search(said) and len(found) == 1 else min(found)
    return least if len(set(least.values())) == len(least) else {}


def _contradicts(points: Decimal, said: str, bounds: Mapping[str, Decimal]) -> bool:
    """Whether points are no grade's of that name; on a bound they may be of either."""
    grade = said if bounds else SAME.get(said, said)
    least = bounds or GRADES
    if grade not in least or points > FULL:
        return False
    ranked = sorted(least, key=lambda one: least[one])
    rank = max((n for n, one in enumerate(ranked) if least[one] <= points), default=0)
    apart = abs(rank - ranked.index(grade))
    is_on_bound = points in least.values() and apart == 1
    return apart >= (1 if bounds else APART) and not is_on_bound
