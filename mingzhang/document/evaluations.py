"""Self-evaluation (自评): projects → their scores, and the names that sentences have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.printing_record import Record
from mingzhang.document.sentence_figures import Quantity
from mingzhang.document.source_values import Unlisted
from mingzhang.facts.account import Account, Project
from mingzhang.facts.evaluated_projects import called_apart, no_evaluations
from mingzhang.facts.evaluation_money import general_part, has_money
from mingzhang.facts.evaluation_points import NONE, Rounding
from mingzhang.facts.figure import Absent, Figure, summed
from mingzhang.facts.source_nodes import rows
from mingzhang.facts.unscored_lines import POINTS, is_scored, lacking
from mingzhang.reading.document_folder import PERFORMANCE
from mingzhang.reading.node import Node

NONE_TOLD = (
    "本年有项目支出，这个版式的文字写的是项目支出都开展了自评；没有做完自评的先做，再照自评表填；"
    "确实没有开展自评的，删去“绩效”里的文字，这一段就不刊出"
)
SCORED = "自评得分"
RESULTS = (SCORED, "未完成指标", "超额指标", "评价项目")  # lists of what came of it
NO_FORM = f"请在 {PERFORMANCE} 的“项目”里照自评表填写；确实没有开展自评的，删去“绩效”里的文字。"
PASS = 60  # of 100 points: 中 or better
Names = dict[str, object]
One = TypeVar("One")
GENERAL_SPENDING = "一般公共预算项目支出"
GENERAL_PROJECTS, GENERAL_MONEY = "一般公共预算自评项目", "一般公共预算自评资金"


@dataclass(frozen=True)
class Score:
    """An evaluation's score: a project's name and points of 100, and where those were typed.

    ``lacks`` are the points of lines without which the project's own cannot be known.
    """

    name: str
    points: Decimal
    node: Node | None = None
    lacks: tuple[Absent, ...] = ()


def evaluation_names(account: Account, record: Record) -> Names:
    """The names of evaluations in sentences: the projects, their money, their scores."""
    return {
        "自评项目": _evaluated(account, record),
        "自评资金": Quantity("自评资金", summed("自评资金", _spent(account.projects))),
        **_of_general_budget(account, record),
        "自评预算": Quantity("自评预算", summed("自评预算", _adjusted(account.projects))),
        **_graded(_scores(account, record.rounding), record),
    }


def _of_general_budget(account: Account, record: Record) -> Names:
    """Evaluations of projects that the general public budget paid for, and what it paid."""
    parts = [(project, general_part(project, account.cube)) for project in account.projects]
    money = Quantity(GENERAL_MONEY, summed(GENERAL_MONEY, (figure for _, figure in parts)))
    if missing := no_evaluations(account.folder) or none_of_spending(account, GENERAL_SPENDING):
        return {GENERAL_PROJECTS: Unlisted(record, missing), GENERAL_MONEY: money}
    # One without any money is not of another fund either.
    paid = [
        (project, figure)
        for project, figure in parts
        if figure.terms or not figure.is_known or not has_money(project)
    ]
    return {GENERAL_PROJECTS: _told(paid, record), GENERAL_MONEY: money}


def _evaluated(account: Account, record: Record) -> list[object]:
    """The projects with evaluations; without the file nobody has said that there are none."""
    if missing := no_evaluations(account.folder) or none_of_spending(account):
        return Unlisted(record, missing)
    return _told([(project, project.total.spent) for project in account.projects], record)


def none_of_spending(account: Account, name: str = "项目支出") -> Absent | None:
    """That no evaluation tells of a project though money (``name``) was spent on some.

    A form that says how many evaluated themselves would say that all did, and that they are none.
    Where the author says nothing of what came of it either, that is what he is told (MZ404); where
    he names projects that were evaluated, that they have no form (MZ733).
    """
    if not any(_words(account.source.get("绩效"))) or evaluated_nowhere(account):
        return None
    spending = account.indicators.get(name)
    if account.projects or spending is None or not spending.is_known or spending.is_zero:
        return None
    file = account.folder.performance or account.source
    place = listed.place if (listed := file.get("项目")) else file.place
    return Absent((PERFORMANCE, "项目"), place, NONE_TOLD)


def evaluated_nowhere(account: Account) -> Diagnostic | None:
    """That results of 自评 were typed and no project has a form: evaluations of nothing.

    Where the file of the projects is not there at all, that is what the author is told.
    """
    if account.projects or account.folder.performance is None:
        return None
    lists = ((key, next(iter(rows(account.source, "绩效", key)), None)) for key in RESULTS)
    typed = [(key, first) for key, first in lists if first]
    if not typed:
        return None
    names = "、".join(f"“{key}”" for key, _ in typed)
    message = f"填了{names}，却没有一张自评表，表下会印没有开展自评。"
    return Diagnostic(typed[0][1].place, "MZ733", message, NO_FORM)


def _words(node: Node | None) -> Iterator[str]:
    """The texts at any depth below a key of a project's evaluation."""
    if node is None:
        return
    if isinstance(node.value, str):
        yield node.text
    for below in (*(value for _, value in node.items()), *node.rows()):
        yield from _words(below)


class Counted(list[One]):
    """Evaluations in a list: who goes through them, or counts them, prints what ``note`` does."""

    def __init__(self, members: Iterable[One], note: Callable[[], None]) -> None:
        super().__init__(members)
        self.note = note

    def __iter__(self) -> Iterator[One]:
        self.note()
        return super().__iter__()

    def __len__(self) -> int:
        self.note()
        return super().__len__()


def _told(found: list[tuple[Project, Figure]], record: Record) -> list[object]:
    """Evaluations for a sentence: each project's name and money; each of them is in its count."""

    def note() -> None:
        """Notes what of the evaluations is printed."""
        for node in (node for project, _ in found for node in project.nodes):
            record.use(node.get("名称"))

    projects = [project for project, _ in found]
    names = ((called_apart(project, projects), figure) for project, figure in found)
    told = ({"名称": name, "全年执行数": Quantity(name, figure)} for name, figure in names)
    return Counted(told, note)


def _spent(projects: Iterable[Project]) -> Iterator[Figure]:
    return (project.total.spent for project in projects)


def _adjusted(projects: Iterable[Project]) -> Iterator[Figure]:
    return (project.total.adjusted for project in projects)


def _graded(scores: list[Score], record: Record) -> Names:
    """The scores of evaluations, and which projects reached their goal as a whole."""
    done = [score for score in scores if score.points >= PASS]
    missed = [score for score in scores if score.points < PASS]
    lists = {SCORED: scores, "完成项目": done, "未完成项目": missed}
    return {name: _counted(listed, record) for name, listed in lists.items()}


def _counted(scores: list[Score], record: Record) -> Counted[Score]:
    """Evaluations with their points, which are printed with them."""

    def note() -> None:
        """Notes what of the evaluations is printed."""
        record.values.add(SCORED)
        for score in scores:
            record.absent.update(dict.fromkeys(score.lacks))

    return Counted(scores, note)


def _scores(account: Account, rounding: Rounding) -> list[Score]:
    """The scores of evaluations as the author listed them, else of the projects' own tables."""
    if typed := list(rows(account.source, "绩效", "自评得分")):
        return [_score(row) for row in typed]
    scored = [project for project in account.projects if is_scored(project)]
    return [
        Score(
            called_apart(project, account.projects),
            rounding.points(project),
            lacks=lacking(project, POINTS),
        )
        for project in scored
    ]


def _score(row: Node) -> Score:
    name, points = row.get("项目"), row.get("得分")
    number = points.number if points else None
    return Score(name.text if name else "", NONE + (number or 0), row)
