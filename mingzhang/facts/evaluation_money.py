"""The part of the 自评 money that is of the general public budget: a project and a cube → a figure.

A 自评表 says 财政拨款 and not of which budget.  That follows from the spending on projects: where
only one fiscal fund pays for any, or for the project's own subject, the money is of that fund;
where none does (rules tell so), it is of the only one that the document has.  Nothing else tells;
then it is not known.
"""

from __future__ import annotations

from mingzhang.facts.account import Funding, Project
from mingzhang.facts.amount import UNKNOWN, Amount
from mingzhang.facts.cube import Cube
from mingzhang.facts.figure import Absent, Figure, summed
from mingzhang.facts.source_rows import GENERAL, PROJECTS
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.dimensions import FUNDS

SPENT, SUBJECT = "支出", "科目"
# Money of the units' own stands in lines of its own, also what was carried over of it.
FISCAL = ("当年财政拨款", "上年结转资金", "财政拨款")
WHICH = "项目的财政拨款是哪种预算的"
HOW = (
    "给这个项目写上“科目”，这个科目的项目支出在“支出”里只由一种财政拨款安排；"
    "资金是单位自己的，写“单位资金”或“其他资金”"
)


def general_part(project: Project, cube: Cube) -> Figure:
    """Evaluated money of the general public budget; unknown where its fund is not told."""
    lines = [project.funding[key] for key in FISCAL if _is_used(project.funding[key])]
    label = f"{project.name} {GENERAL}"
    if not lines:
        return Figure(label, Amount())
    funds = _paying(cube) or _paying(cube, nature=TOTAL)
    if len(funds) != 1 and (code := project.words.get(SUBJECT)):
        funds = _paying(cube, code)
    if len(funds) != 1:
        missing = Absent((WHICH, project.name), project.place, HOW)
        return Figure(label, UNKNOWN, absent=missing)
    is_general = funds == [GENERAL]
    return summed(label, (x.spent for x in lines)) if is_general else Figure(label, Amount())


def has_money(project: Project) -> bool:
    """Whether any money is planned or spent on an evaluated project."""
    return any(map(_is_used, project.funding.values()))


def _is_used(line: Funding) -> bool:
    return any(not figure.is_zero for figure in (line.budget, line.adjusted, line.spent))


def _paying(cube: Cube, code: str = "", nature: str = PROJECTS) -> list[str]:
    """The fiscal funds of evaluated money: they paid, or may have, for projects (of a subject)."""
    funds = FUNDS["财政拨款"]
    spent = {fund: cube.figure(cube.at(SPENT, fund, code, nature)) for fund in funds}
    return [fund for fund, figure in spent.items() if not (figure.is_known and figure.is_zero)]
