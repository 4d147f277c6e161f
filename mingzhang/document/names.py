"""The names that templates know: an account → Chinese names of figures, typed values and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.document.record import Record
from mingzhang.document.typed import Branch, Typed, Unlisted, row_of
from mingzhang.document.words import Quantity
from mingzhang.facts import account as facts
from mingzhang.facts.account import Account, Item
from mingzhang.facts.amount import EXACT, ratio, rounded
from mingzhang.facts.cube import Point
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.indicators import FINAL
from mingzhang.facts.operating import has_operating_costs
from mingzhang.facts.projects import no_evaluations
from mingzhang.facts.reasons import LAST_YEAR
from mingzhang.facts.rows import GENERAL
from mingzhang.facts.source import rows
from mingzhang.facts.subject import Catalogue, ancestors
from mingzhang.reading.folder import DISCLOSURE, PROFILE
from mingzhang.reading.node import Node

PASS = 60  # of 100 points: 中 or better
# The 项 of a fiscal budget, by the name that sentences have for them
ITEMS = {
    "支出项": GENERAL,
    "政府性基金支出项": "政府性基金",
    "国有资本经营支出项": "国有资本经营",
}
Names = dict[str, object]


@dataclass(frozen=True)
class Score:
    """A project's name and its points of 100, and where those were typed."""

    name: str
    points: Decimal
    node: Node | None = None


def read_names(account: Account, record: Record | None = None) -> Names:
    """Every name of a final account's sentences; ``record`` takes down what they use."""
    record = record or Record()
    common = common_names(account, record)
    return {
        **common,
        **tree(this_year(account)),
        "上年": tree(last_year(account)),
        "支出类": _classes(account),
        **_items(account, common["源"], record),
        "人员经费科目": economic_names(account, "人员经费"),
        "公用经费科目": economic_names(account, "公用经费"),
        "自评项目": _evaluated(account, record),
        "自评资金": Quantity("自评资金", summed("自评资金", _spent(account.projects))),
        "自评预算": Quantity("自评预算", summed("自评预算", _adjusted(account.projects))),
        **_graded(_scores(account)),
    }


def common_names(account: Account, record: Record) -> Names:
    """What the sentences of every kind of document know."""
    schema, own = account.folder.schemas[DISCLOSURE], account.folder.schemas[PROFILE]
    typed = Typed(account.source, record, account.indicators, account.unit)
    return {
        "年度": account.year,
        "名称": account.agency,
        "部门": account.agency_type,
        "源": Branch(account.source, schema, typed),
        "概况": Branch(account.profile, own, Typed(account.profile, record)),
        "有机关运行经费": has_operating_costs(account),
    }


def _evaluated(account: Account, record: Record) -> list[object]:
    """The projects that evaluated themselves; without the file nobody has said that none did."""
    if missing := no_evaluations(account.folder):
        return Unlisted(record, missing)
    return [_project(project) for project in account.projects]


def full_name(code: str, catalogue: Catalogue) -> str:
    """卫生健康支出（类）医疗保障管理事务（款）行政运行（项）."""
    path = (*ancestors(code)[1:], code)
    names = zip(path, ("类", "款", "项"), strict=False)
    return "".join(f"{catalogue.name(part)}（{level}）" for part, level in names)


def tree(quantities: Mapping[str, Quantity]) -> Names:
    """Dotted names as nested mappings."""
    whole: Names = {}
    for name, quantity in quantities.items():
        *above, last = name.split(".")
        branch = whole
        for part in above:
            below = branch.setdefault(part, {})
            if isinstance(below, dict):
                branch = below
        branch[last] = quantity
    return whole


def this_year(account: Account) -> dict[str, Quantity]:
    """This year's figures by name."""
    definitions, reasons = account.indicators.definitions, account.reasons
    bases = {
        budget: (name, base)
        for name in definitions
        for base, budget in reasons.comparisons.budgets_of(name, definitions).items()
    }
    return {
        name: Quantity(
            _last(name),
            account.indicators.get(name),
            reasons.key(name, LAST_YEAR),
            about=name,
            base=bases.get(name, ("", "")),
        )
        for name in definitions
    }


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def last_year(account: Account) -> dict[str, Quantity]:
    """Last year's figures by name; those that are not known have none."""
    names = account.indicators.definitions
    return {name: _previous(account, name) for name in names}


def _previous(account: Account, name: str) -> Quantity:
    key = ("上年", *name.removesuffix(FINAL).split("."))
    figure = account.previous.get(name)
    # What last year's document did not have is for this year's author to type.
    known = None if figure and figure.lacks else figure
    return Quantity(_last(name), known, key, base=(name, LAST_YEAR))


def _classes(account: Account) -> list[Quantity]:
    """The 类 on which the general public budget was spent."""
    codes = [c for c in account.cube.subjects("支出", GENERAL) if len(c) == len("208")]
    spent = (
        Quantity(
            account.catalogue.name(code),
            account.cube.figure(Point("支出", fund=GENERAL, subject=code)),
            code=code,
        )
        for code in codes
    )
    return [quantity for quantity in spent if quantity.shown]


def _items(account: Account, source: object, record: Record) -> Names:
    """The 项 of each fiscal budget that were budgeted or spent on."""
    used = [item for item in account.items if _is_used(item)]
    return {
        name: [_item(item, account, source, record) for item in used if item.fund == fund]
        for name, fund in ITEMS.items()
    }


def _item(item: Item, account: Account, source: object, record: Record) -> Names:
    name = full_name(item.code, account.catalogue)
    record.use(item.remark)
    budgets = {
        base: Quantity(name, budget, base=(item.name, base))
        for base, budget in item.budgets.items()
    }
    key = account.reasons.key(item.name, next(iter(item.budgets)))
    return {
        "名称": name,
        **budgets,
        "决算": Quantity(name, item.final, key, item.code, item.name),
        "说明": item.remark.text if item.remark else "",
        "源": row_of(source, "支出", item.node),
    }


def _is_used(item: Item) -> bool:
    return any(Quantity("", figure).shown for figure in (item.final, *item.budgets.values()))


def economic_names(account: Account, nature: str, basis: str = "决算") -> list[str]:
    """The names of the economic 款 that were spent on, in the order of their codes."""
    codes = account.cube.subjects("经济分类", GENERAL, basis)
    figures = {
        code: account.cube.figure(Point("经济分类", basis, GENERAL, code, nature))
        for code in codes
        if len(code) == len("30101")
    }
    return [account.catalogue.name(code) for code, figure in figures.items() if not figure.is_zero]


def _project(project: facts.Project) -> Names:
    return {
        "名称": project.short_name,
        "全年执行数": Quantity(project.short_name, project.total.spent),
    }


def _spent(projects: Iterable[facts.Project]) -> Iterator[Figure]:
    return (project.total.spent for project in projects)


def _adjusted(projects: Iterable[facts.Project]) -> Iterator[Figure]:
    return (project.total.adjusted for project in projects)


def _graded(scores: list[Score]) -> Names:
    """The scores, and which projects reached their goal as a whole."""
    done = [score for score in scores if score.points >= PASS]
    missed = [score for score in scores if score.points < PASS]
    return {"自评得分": scores, "完成项目": done, "未完成项目": missed}


def _scores(account: Account) -> list[Score]:
    """The scores as the author listed them, else those of the projects' own tables."""
    if typed := list(rows(account.source, "绩效", "自评得分")):
        return [_score(row) for row in typed]
    scored = [project for project in account.projects if project.weight is not None]
    return [Score(project.short_name, total_score(project)) for project in scored]


def _score(row: Node) -> Score:
    name, points = row.get("项目"), row.get("得分")
    number = points.number if points else None
    return Score(name.text if name else "", rounded(number or Decimal(0), 2), row)


def total_score(project: facts.Project) -> Decimal:
    """The points of a 自评表: what was scored, and the weight of the funding times its rate."""
    scored = (*project.management, *project.indicators)
    points = sum((score.points for score in scored if score.points is not None), Decimal(0))
    return rounded(points + _funding_points(project), 2)


def _funding_points(project: facts.Project) -> Decimal:
    spent, adjusted = (Quantity("", f).shown for f in (project.total.spent, project.total.adjusted))
    rate = ratio(spent, adjusted)
    if rate is None or project.weight is None:
        return Decimal(0)
    return rounded(EXACT.divide(EXACT.multiply(project.weight, rate), Decimal(100)), 2)
