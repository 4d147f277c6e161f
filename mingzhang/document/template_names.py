"""The names that templates know: an account → Chinese names of figures, typed values and lists.

Which lists a kind of document has (收入项, 支出类 …) is data: ``名单`` of its ``kind.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.evaluations import evaluation_names
from mingzhang.document.filled_columns import ECONOMIC, at_item
from mingzhang.document.printing_record import Record
from mingzhang.document.sentence_figures import Quantity
from mingzhang.document.source_values import Branch, Counted, Gap, Typed, Unsaid, Unwritten, row_of
from mingzhang.facts.account import Account, Item, Member, Plan
from mingzhang.facts.cube import ALL
from mingzhang.facts.evaluated_projects import SHEETS
from mingzhang.facts.figure import Absent, Figure, summed
from mingzhang.facts.implied_zeros import NO_TEXT
from mingzhang.facts.indicators import FINAL
from mingzhang.facts.operating_costs import has_operating_costs
from mingzhang.facts.project_groups import all_groups, name_apart
from mingzhang.facts.reasons import LAST_YEAR
from mingzhang.facts.source_rows import GENERAL, PLANS, Row
from mingzhang.facts.subject_catalogue import Catalogue, ancestors
from mingzhang.forms.dimensions import FUNDS, TOTAL, chain
from mingzhang.forms.form import Form
from mingzhang.forms.form_keys import Keys
from mingzhang.forms.own_figures import DEFINED, own_figures
from mingzhang.reading.document_folder import DISCLOSURE, PROFILE
from mingzhang.reading.node import Node

GOALS = "绩效目标表"  # the tables of the goals of a budget's projects
CLASS, ITEM, DETAIL = len("208"), len("2080505"), len("30101")
Names = dict[str, object]


def read_names(account: Account, record: Record | None = None) -> Names:
    """Every name that a document's templates know; ``record`` takes down what they use."""
    record = record or Record()
    now = this_year(account)
    return {**tree(now), **_not_figures(account, record, now)}


def _not_figures(account: Account, record: Record, now: Mapping[str, Quantity]) -> Names:
    """The names of templates that stand for no named figure of this year, ``now``."""
    common = common_names(account, record)
    lists = _Lists(account, record, now, common["源"])
    return {
        **common,
        "上年": tree(last_year(account)),
        **{name: lists.read(said) for name, said in account.kind.lists.items()},
        **(_projects(account, record) if PLANS in account.kind.sections else {}),
        **(evaluation_names(account, record) if SHEETS in account.kind.contents else {}),
    }


def taken_names(account: Account, form: Form | None, names: Names) -> Iterator[Diagnostic]:
    """The figures that a form itself declares under a name that templates know as another thing.

    A sentence would print the other one, which is what ``names`` has there.
    """
    declared = _declared(form.keys) if form else {}
    definitions = account.indicators.definitions
    own = {name: declared[name] for name in definitions if name in declared}
    named = {one.key: name for name, one in definitions.items() if one.key}
    hidden: dict[str, str] = {}  # what hides a group's figures, and the first of those
    for name, place in own.items():
        if _is_figure(names, name):
            continue
        if above := next((one for one in _groups_of(name) if _is_figure(names, one)), ""):
            # What all forms know by the name of its group is called by a name of the form's own.
            is_called = above not in own and named.get(definitions[name].key) != name
            hidden.update({} if is_called else {above: hidden.get(above, name)})
            continue
        message = f"“{name}”是句子里已有的名称，印出来的是那一个，不是这个数。"
        yield Diagnostic(place, "MZ085", message, "请给这个数另取一个名称。")
    for above, name in hidden.items():
        message = f"指标“{above}”与一组键同名，句子里取不到组里的数，如“{name}”。"
        hint = (
            f"请给其中一个另取名称；这个指标就是“{name}”的，删去它，句子、表和式里直接写“{name}”。"
            if above in own
            else f"“{above}”各地都有，请在“指标”里给组里的数各取一个名称，如"
            f" {name.replace('.', '')}: {{填: {name}}}，句子、表和式里写这个名称。"
        )
        yield Diagnostic(own.get(above, own[name]), "MZ085", message, hint)


def _groups_of(name: str) -> Iterator[str]:
    """The groups that a figure's name in templates stands in: 三公经费, 三公经费.公务接待费."""
    parts = name.split(".")
    return (".".join(parts[:depth]) for depth in range(1, len(parts)))


def _is_figure(names: Names, name: str) -> bool:
    """Whether a template that says a figure's name is given that figure."""
    found: object = names
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return isinstance(found, Quantity) and found.about == name


def _declared(keys: Keys) -> Mapping[str, Place]:
    """Where a form itself names each of its figures: computed ones and its own keys."""
    computed = keys.sections.get(DEFINED)
    typed = {figure.name: figure.node.place for figure in own_figures(keys)}
    return {**typed, **(computed.keys if computed else {})}


def common_names(account: Account, record: Record) -> Names:
    """The names that the sentence templates of every kind of document know."""
    schema, own = account.folder.schemas[DISCLOSURE], account.folder.schemas[PROFILE]
    kind, sums = account.kind, bool(account.indicators.sources.units)
    in_units = frozenset(kind.sections if sums else ())
    lists = tuple(kind.lists)
    name = account.catalogue.name
    typed = Typed(
        *(account.source, record, account.indicators, account.unit, in_units, lists, name),
        reasons=account.own_reasons,
    )
    return {
        "年度": account.year,
        "名称": account.agency,
        "部门": account.agency_type,
        "源": Branch(account.source, schema, typed),
        "概况": Branch(account.profile, own, Typed(account.profile, record)),
        "有机关运行经费": has_operating_costs(account),
    }


def full_name(code: str, catalogue: Catalogue) -> str:
    """The template name of a subject: 卫生健康支出（类）医疗保障管理事务（款）行政运行（项）."""
    path = (*ancestors(code)[1:], code)
    names = zip(path, ("类", "款", "项"), strict=False)
    return "".join(f"{catalogue.name(part)}（{level}）" for part, level in names)


def tree(quantities: Mapping[str, Quantity]) -> Names:
    """Dotted template names as nested mappings."""
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


# Figures of two years


def this_year(account: Account) -> dict[str, Quantity]:
    """This year's figures by the names that templates use."""
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
    """The template names of last year's figures; those that are not known have none."""
    names = account.indicators.definitions
    return {name: _previous(account, name) for name in names}


def _previous(account: Account, name: str) -> Quantity:
    key = ("上年", *name.removesuffix(FINAL).split("."))
    figure = account.previous.get(name)
    # What last year's document did not have is for this year's author to type.
    definition = account.indicators.definitions[name]
    is_in_rows = definition.before is not None  # which then lack it, each of them
    known = None if figure and figure.lacks and not is_in_rows else figure
    return Quantity(_last(name), known, key, base=(name, LAST_YEAR))


# Lists


class _Paid(str):
    """The code of a subject in a template's list: ``fund`` is the money that the list has."""

    fund = ""

    @classmethod
    def by(cls, fund: str, code: str) -> _Paid:
        """The code as a list of one fund's money gives it."""
        paid = cls(code)
        paid.fund = fund
        return paid


class _Purposes(dict[str, str]):
    """The purpose of each 类 by its code, for templates: the one that is asked for is printed.

    One that several funds pay for has the purpose of the money that the sentence prints.
    """

    def __init__(self, account: Account, spent: _Spent, record: Record) -> None:
        codes = spent.codes(ALL, CLASS)
        super().__init__({code: "、".join(spent.items(code, "")) for code in codes})
        self.account, self.spent, self.record = account, spent, record

    def __getitem__(self, code: str) -> str:
        below = super().__getitem__(code)
        fund = code.fund if isinstance(code, _Paid) else ""
        told = self._told(code, fund)
        for _, node in told:
            self.record.use(node)
        words = [node.text for _, node in told]
        # What the author's words are not about was for its subjects.
        if rest := self.spent.items(code, *_untold(fund, [of for of, _ in told])):
            words.insert(0, "、".join(rest))
        return "；".join([*(one.rstrip("。") for one in words[:-1]), *words[-1:]]) or below

    def _told(self, code: str, fund: str) -> list[tuple[str, Node]]:
        """What the author wrote of a 类, or of that fund's part of it, and of which fund alone."""
        rows = [r for r in self.account.own_rows if r.section == "支出" and r.code == code]
        said = [(row, node) for row in rows if (node := row.node.get("用途"))]
        found = [(row, row.fund if row.node.get("资金") else "", node) for row, node in said]
        own = [(of, node) for row, of, node in found if fund in chain(row.fund, FUNDS)]
        whole: list[tuple[str, Node]] = [(of, node) for _, of, node in found if not of]
        return own or whole or ([] if fund else [(of, node) for _, of, node in found[-1:]])


def _untold(fund: str, told: Sequence[str]) -> list[str]:
    """The funds within one of which its author says nothing (``told`` are those he speaks of)."""
    within = [one for one in FUNDS.chains if one not in FUNDS and fund in chain(one, FUNDS)]
    if not told:
        return [fund]
    return [one for one in within if all(told) and not {*told} & {*chain(one, FUNDS)}]


class _Item(dict[str, object]):
    """A 项 of a list for templates; what it costs by nature and basis is found when asked for."""

    def __init__(self, told: Names, part: Callable[[str], Quantity | None]) -> None:
        super().__init__(told)
        self.part = part

    def __missing__(self, name: str) -> object:
        if (found := self.part(name)) is None:
            raise KeyError(name)
        return found


class _Lines(Mapping[str, object]):
    """What the source says of any subject by its code, for templates: 科目行[类 | 编码].用途.

    Of a 类 in a list of one fund's money it is what is said of that money.
    """

    def __init__(self, read: Callable[[str, str], object]) -> None:
        self.read = read

    def __getitem__(self, code: str) -> object:
        return self.read(code, code.fund if isinstance(code, _Paid) else ALL)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@dataclass(frozen=True, eq=False)
class _Spent:
    """What money was spent on, for lists of templates."""

    account: Account

    def figure(self, fund: str, code: str) -> Figure:
        """What a fund paid for a subject."""
        cube = self.account.cube
        return cube.figure(cube.at("支出", fund, code))

    def codes(self, fund: str, length: int) -> list[str]:
        """The subjects of a level that a fund has a figure of."""
        return [c for c in self.account.cube.subjects("支出", fund) if len(c) == length]

    def items(self, above: str, *funds: str) -> list[str]:
        """The names of the 项 below a 类 that these funds paid for, each once.

        The fund without a name is the general budget, and all for a 类 that it does not pay for.
        """
        usual = GENERAL if above in self.codes(GENERAL, CLASS) else ALL
        pairs = ((f or usual, code) for f in funds for code in self.codes(f or usual, ITEM))
        used = (c for f, c in pairs if c.startswith(above) and not self.figure(f, c).is_zero)
        return list(dict.fromkeys(map(self.account.catalogue.name, used)))


class _Lists:
    """Makes the lists for templates that a kind of document declares."""

    def __init__(
        self, account: Account, record: Record, now: Mapping[str, Quantity], source: object
    ) -> None:
        self.account, self.record, self.now, self.source = account, record, now, source
        self.spent = _Spent(account)
        self.rows: dict[str, list[Row]] = {}
        for row in account.own_rows:
            if row.section == "支出":
                self.rows.setdefault(row.code, []).append(row)
        bases, natures = account.kind.bases, account.kind.natures.get("支出", ())
        by_basis = {"": bases.main, **{basis: basis for basis in bases.get(bases.main, ())}}
        by_nature = {"": TOTAL, **{nature: nature for nature in natures}}
        # What a 项 may be asked for, by the words for it: on which basis, of which nature.
        self.ways_to_spend = {
            f"{of}{what}": (basis, nature)
            for (of, basis), (what, nature) in product(by_basis.items(), by_nature.items())
        }
        self.ways: Mapping[str, Callable[[Mapping[str, str]], object]] = {
            "类": lambda said: self._classes(said["资金"]),
            "项": lambda said: self._items(said["资金"]),
            "比较项": lambda said: self._compared(said["资金"]),
            "经济科目": lambda said: [q.name for q in self._economic(DETAIL, said["性质"])],
            "经济类": lambda said: self._economic(CLASS, said.get("性质", TOTAL)),
            "经济款": lambda said: self._economic(DETAIL, said.get("性质", TOTAL)),
            "用途": lambda _: _Purposes(account, self.spent, record),
            "行": lambda _: _Lines(self._line),
            "单位": lambda _: [self._unit(unit) for unit in account.units],
        }

    def read(self, said: Mapping[str, object]) -> object:
        """A template's name for a list of figures (指标), a count (个数), or a ``way`` (列)."""
        if isinstance(names := said.get("指标"), list):
            return [self.now[name] for name in names if name in self.now]
        if count := said.get("个数"):
            return _ready(self.account, tuple(str(count).split(".")), self.record)
        return self.ways[str(said["列"])]({key: str(value) for key, value in said.items()})

    def _classes(self, fund: str) -> list[Quantity]:
        """For templates: the 类 on which money of the fund is spent."""
        name = self.account.catalogue.name
        spent = (
            Quantity(name(code), self.spent.figure(fund, code), code=_Paid.by(fund, code))
            for code in self.spent.codes(fund, CLASS)
        )
        return [quantity for quantity in spent if _is_some(quantity)]

    def _items(self, fund: str) -> list[Names]:
        """For templates: the 项 on which money of the fund is spent, each with its line."""
        funds = FUNDS.get(fund, (fund,))
        codes = sorted({code for one in funds for code in self.spent.codes(one, ITEM)})
        found = ((code, self.spent.figure(fund, code)) for code in codes)
        return [
            _Item(
                {
                    "名称": (name := full_name(code, self.account.catalogue)),
                    "简称": self.account.catalogue.name(code),
                    self.account.kind.word: Quantity(name, figure, code=code),
                    "源": self._line(code, fund),
                },
                partial(self._part, code, fund),
            )
            for code, figure in found
            if not figure.is_zero
        ]

    def _compared(self, fund: str) -> list[Names]:
        """For templates: the 项 of a fiscal budget that were budgeted or spent on."""
        items = (item for item in self.account.items if item.fund == fund and _is_used(item))
        return [self._item(item) for item in items]

    def _item(self, item: Item) -> Names:
        reasons = self.account.reasons
        name = full_name(item.code, self.account.catalogue)
        self.record.use(item.remark)
        budgets = {
            base: Quantity(name, budget, base=(item.name, base))
            for base, budget in item.budgets.items()
        }
        key = reasons.key(item.name, next(iter(item.budgets)))
        told: Names = {
            "名称": name,
            "简称": self.account.catalogue.name(item.code),
            **budgets,
            self.account.kind.word: Quantity(name, item.final, key, item.code, item.name),
            "说明": item.remark.text if item.remark else "",
            "源": self._row(item.code, item.fund, item.node),
        }
        return _Item(told, partial(self._part, item.code, item.fund))

    def _part(self, code: str, fund: str, name: str) -> Quantity | None:
        """For templates: what a 项 costs by basis and nature: 本年, 基本支出, 本年基本支出."""
        said = self.ways_to_spend.get(name)
        if said is None:
            return None
        point = self.account.cube.at("支出", fund, code)._replace(basis=said[0], nature=said[1])
        return Quantity(name, self.account.cube.figure(point), code=code)

    def _line(self, code: str, fund: str) -> object:
        """For templates: what all lines of a subject say, of a fund's money."""
        return self._row(code, fund, _telling(self.rows.get(code, ()), fund))

    def _row(self, code: str, fund: str, row: Node | None) -> object:
        """For templates: what the source's rows say of a 项."""
        return row_of(self.source, "支出", row, code, partial(at_item, self.account, code, fund))

    def _economic(self, length: int, nature: str) -> list[Quantity]:
        """For templates: the economic subjects of a level that were spent on, by code."""
        cube, name = self.account.cube, self.account.catalogue.name
        codes = (c for c in cube.subjects(ECONOMIC, GENERAL) if len(c) == length)
        figures = ((c, cube.figure(cube.at(ECONOMIC, GENERAL, c, nature))) for c in codes)
        return [Quantity(name(code), f, code=code) for code, f in figures if not f.is_zero]

    def _unit(self, unit: Member) -> Names:
        """For templates: a unit and its kind; one that has a line of its own says so there."""
        kind = unit.kind
        if not kind and unit.code:
            missing = Absent(("单位", unit.code, "类型"), unit.place, NO_TEXT)
            kind = Unwritten.of(self.record, missing)
        return {"名称": unit.name, "类型": kind}


def _telling(rows: Sequence[Row], fund: str) -> Node | None:
    """What the source lines of a 项 tell templates of that fund's money: of each key the first."""
    own = [r for r in rows if fund in chain(r.fund, FUNDS) or r.fund in chain(fund, FUNDS)]
    said = {key: value for row in reversed(own) for key, value in row.node.items()}
    places = {key: place for row in reversed(own) for key, place in row.node.keys.items()}
    return Node(said, own[0].place, places) if own else None


def _is_used(item: Item) -> bool:
    return any(_is_some(Quantity("", figure)) for figure in (item.final, *item.budgets.values()))


def _is_some(quantity: Quantity) -> bool:
    """For templates: whether there is such money, or was typed as not known (缺), not nothing."""
    figure = quantity.figure
    causes = figure.unknown() if figure else ()
    return bool(quantity.shown) or any(cause.place for cause in causes)


# Projects of a budget


def _projects(account: Account, record: Record) -> Names:
    bases = account.kind.bases
    with_goal = [plan for plan in account.plans if plan.goal or plan.indicators]
    all_of = [(name_apart(plan, account), plan.figure(ALL, bases.main)) for plan in account.plans]
    return {
        "项目分组数": _counted_groups(account),
        "项目数": len(account.plans),
        "项目预算": [Quantity(name, figure) for name, figure in all_of],
        "项目金额": Quantity("项目金额", summed("项目金额", (figure for _, figure in all_of))),
        "目标项目数": len(with_goal),
        **_goal_money(_of(with_goal, bases.leaf)),
        **_unsaid_projects(account, record),
    }


def without_goals(account: Account, kinds: Collection[str]) -> Names:
    """What templates say of goals where the form prints no table of them: none are published."""
    return {} if GOALS in kinds or not account.plans else {"目标项目数": 0, **_goal_money(())}


def _goal_money(figures: Iterable[Figure]) -> Names:
    return {"目标金额": Quantity("绩效目标金额", summed("绩效目标金额", figures))}


def _counted_groups(account: Account) -> dict[str, int]:
    """For templates: how many groups of projects have a name, by the key that says it."""
    counts = dict.fromkeys(account.grouped, 0)
    for group in all_groups(account):
        counts[account.grouped[len(group.path) - 1]] += bool(group.name)
    return counts


def _of(plans: Iterable[Plan], basis: str) -> Iterator[Figure]:
    return (plan.figure(ALL, basis) for plan in plans)


def _unsaid_projects(account: Account, record: Record) -> Names:
    """The template's number of projects, not known while nobody has typed their list."""
    if account.plans or any(part.source.get(PLANS) for part in (account, *account.parts)):
        return {}
    typed = Typed(account.source, record, account.indicators)
    unlisted = typed.unlisted((PLANS,), is_own=False)
    counts = dict.fromkeys(("项目数", "目标项目数"), unlisted.length)
    groups = dict.fromkeys(account.grouped, unlisted.length)
    return {**counts, "项目分组数": groups, "项目预算": unlisted}


def _ready(account: Account, key: tuple[str, ...], record: Record) -> int:
    """A template name for a count, which is no more than known until a template uses it."""
    count = _count(account, key, Record())
    if isinstance(count, (Unsaid, Gap)):
        return _count(account, key, record)
    return Counted.ready(count, partial(_count, account, key, record))


def _count(account: Account, key: tuple[str, ...], record: Record) -> int:
    """A template name for a count: as typed, else what the department's units typed together."""
    own = Typed(account.source, record, account.indicators).count(key)
    if not isinstance(own, Unsaid) or not account.indicators.units_typed(key):
        return own
    counts = [_count(part, key, record) for part in account.parts]
    unsaid = next((count for count in counts if isinstance(count, Unsaid)), None)
    return sum(counts) if unsaid is None else unsaid
