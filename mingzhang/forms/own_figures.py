"""A form's own figures: its declared keys → what each is called, where it is typed, in what unit.

A key of money or of a number that stands in no list is a figure: tables and sentences call it by
its path (会议费.预算数).  Where the declaration says so, last year's figure (上年) and the reason
why it moved (原因) have keys of the same path.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from mingzhang.diagnostics import Place
from mingzhang.forms import form_keys as k
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import GAP

DATA, LAST_YEAR, REASONS, DEFINED = "数据", "上年", "原因", "指标"
OF_PROFILE = "概况"
NO_INDICATOR = (
    f"“{OF_PROFILE}”里的数只用在句子和勾稽里；要印在表里、取名的，在“数据”下面声明这个键，"
    "来源写在 disclosure.yaml。"
)
COMPARED = (LAST_YEAR, REASONS)
IN_ROWS = "各行"  # last year's figure is the sum of what a list's rows say of it
OF_ROWS = "由各行的上年相加；只有列表写 [] 时才写。"  # what is said of such a figure's own key
OF_FOLDER = "旁边有上年文件夹的不写。"  # of what is taken from the account (取)
FINAL = "决算"
YEAR = "年度"  # the type of a year, which is no figure
HOW_MANY = "数"  # what such a figure is that counts the rows of a list
COUNT = "个"  # the unit of a count that does not say its own
SCORED = ("分", "%")  # the units of scores and rates
Path = tuple[str, ...]


@dataclass(frozen=True)
class OwnFigure:
    """A form's own figure; ``measure`` is its unit where it is no money.

    ``adds_up`` is whether a department's is the sum of its units'.
    """

    path: Path
    node: Node
    measure: str = ""
    adds_up: bool = True

    @property
    def name(self) -> str:
        """What tables and sentences call a form's own figure."""
        return ".".join(self.path)

    @property
    def compared(self) -> Path:
        """Path of the figure that a form's own one is compared with; 决算 needs no saying."""
        return compared_path(self.path)


def compared_path(path: Path) -> Path:
    """Where last year's number (上年) and the reason (原因) of an own figure stand."""
    return path[:-1] if path[-1] == FINAL and len(path) > 1 else path


def own_figures(keys: k.Keys) -> Iterator[OwnFigure]:
    """A form's own figures, which are not in the ``keys.yaml`` that all share."""
    data = keys.sections.get(DATA)
    if data:
        yield from _below(data, (), keys)


def profile_figures(keys: k.Keys) -> Iterator[OwnFigure]:
    """A form's own numbers of the agency's profile, called by their path below 概况."""
    declared = keys.sections.get(OF_PROFILE)
    if declared:
        yield from _below(declared, (OF_PROFILE,), keys)


def _below(node: Node, above: Path, keys: k.Keys) -> Iterator[OwnFigure]:
    children = node.get(k.BELOW)
    for name, child in children.items() if children else ():
        path = (*above, name)
        if children and path[0] not in COMPARED:
            if is_number(child, keys) and keys.is_own(children, name):
                yield OwnFigure(path, child, measure_of(child, keys), adds_up(child, keys))
            yield from _below(child, path, keys)


def is_number(node: Node, keys: k.Keys) -> bool:
    """Whether the key of an own figure takes a number (or 缺), not a text or a code."""
    kind = keys.types.get(k.text(node, k.KIND))
    typed = kind.get("type") if kind else None
    if kind is None or typed is None or k.text(node, k.KIND) == YEAR:
        return False
    names = {row.text for row in typed.rows()} or {typed.text}
    return names <= {"number", "integer"} or k.text(kind, "pattern") == GAP


def measure_of(node: Node, keys: k.Keys) -> str:
    """The unit of an own figure that a key declares (个, 辆); empty where it is money."""
    kind = keys.types.get(k.text(node, k.KIND))
    own = k.text(node, k.UNIT) or (k.text(kind, k.MEASURE) if kind else "")
    typed = kind.get("type") if kind else None
    names = {row.text for row in typed.rows()} or {typed.text} if typed else set()
    return own or (COUNT if "integer" in names else "")


def counted(node: Node) -> str:
    """In what an own figure that is the number of rows (数) is counted; empty for any other."""
    return (k.text(node, k.UNIT) or COUNT) if node.get(HOW_MANY) else ""


def adds_up(node: Node, keys: k.Keys) -> bool:
    """Whether an own figure of several units has a sum: no average, score or rate has.

    A declaration may say it itself (汇总), else its type says it.
    """
    if said := k.text(node, k.ADDED):
        return said == k.YES
    kind = keys.types.get(k.text(node, k.KIND))
    is_apart = kind is not None and k.text(kind, k.APART_FROM_OTHERS) == k.YES
    return not is_apart and measure_of(node, keys) not in SCORED


def zeros_said(keys: k.Keys) -> Iterator[tuple[Path, Node]]:
    """Keys of own figures declared zero where a figure is zero (随), with such a name."""
    for path, node in _all(keys.sections.get(DATA), ()):
        if said := node.get(k.FOLLOWS):
            yield from ((path, name) for name in tuple(said.rows()) or (said,))


def follows_of(keys: k.Keys) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Keys of own figures declared zero where others are (随), with all their names."""
    for path, said in groupby(zeros_said(keys), itemgetter(0)):
        yield path, tuple(name.text for _, name in said)


def lists_of(keys: k.Keys) -> Iterator[Path]:
    """Own figures by kind (分类): where some kinds are typed, the others are zero."""
    found = _all(keys.sections.get(DATA), ())
    return (path for path, node in found if k.text(node, k.KINDS_LISTED) == k.YES)


def _all(node: Node | None, above: Path) -> Iterator[tuple[Path, Node]]:
    """Every declared key that may be an own figure, in no list, with its path."""
    children = node.get(k.BELOW) if node else None
    for name, child in children.items() if children else ():
        yield (*above, name), child
        yield from _all(child, (*above, name))


def has_key(path: Path, keys: k.Keys) -> bool:
    """Whether a form declares an own key at a path."""
    data = keys.sections.get(DATA)
    return bool(data and _below_node(data, path))


def group_at(path: Path, keys: k.Keys) -> tuple[str, ...]:
    """The own keys of a group, or of a list's rows, that a form declares at a path; else none."""
    data = keys.sections.get(DATA)
    node = _below_node(data, path) if data else None
    below = node and (node.get("键") or node.get("每行", "键"))
    return tuple(key for key, _ in below.items()) if below else ()


def declared_at(name: str, keys: k.Keys) -> Place | None:
    """Where a form declares an own figure that no formula computes; None where none."""
    section = keys.sections.get(DEFINED)
    if section and (defined := section.get(name)):
        return None if defined.get("算") else section.keys[name]
    return next((one.node.place for one in own_figures(keys) if one.name == name), None)


def declared_sum(name: str, keys: k.Keys) -> Place | None:
    """Where a form declares the formula (算) of an own figure; None where none computes it."""
    section = keys.sections.get(DEFINED)
    formula = section.get(name, "算") if section else None
    return formula.place if formula else None


def measure_at(path: Path, keys: k.Keys) -> str:
    """The unit of the own figure that a form declares at a path; empty for money."""
    data = keys.sections.get(DATA)
    node = _below_node(data, path) if data and path else None
    return measure_of(node, keys) if node else ""


def adds_up_at(path: Path, keys: k.Keys) -> bool:
    """Whether the own figure declared at a path can be summed over several units."""
    data = keys.sections.get(DATA)
    node = _below_node(data, path) if data and path else None
    return node is None or adds_up(node, keys)


def with_compared(keys: k.Keys) -> k.Keys:
    """A form's keys with 上年 and 原因 keys added for its own figures that ask for them."""
    data = keys.sections.get(DATA)
    if data is None:
        return keys
    for figure in (*own_figures(keys), *_defined(keys)):
        data = _with_compared(data, figure)
    for path, row in tuple(_rows(data, ())):
        added = row
        for figure in tuple(_below(row, (), keys)):
            added = _with_compared(added, figure)
        if added is not row:
            data = k.merge(data, _at_row(path, added))
    return replace(keys, sections={**keys.sections, DATA: data})


def _with_compared(root: Node, figure: OwnFigure) -> Node:
    for block, said in ((LAST_YEAR, _last_year(figure)), (REASONS, _reason(figure))):
        if k.text(figure.node, block) in (k.YES, IN_ROWS):
            root = k.merge(root, _nested(root, (block, *figure.compared), said, figure.node))
    return root


def _defined(keys: k.Keys) -> Iterator[OwnFigure]:
    """The own figures that a form computes by a formula (指标)."""
    section = keys.sections.get(DEFINED)
    for name, node in section.items() if section else ():
        typed = node.get("填")
        path = tuple(typed.text.split(".")) if typed else ()
        yield OwnFigure(tuple(name.split(".")), node, counted(node) or measure_at(path, keys))


def _rows(node: Node, above: Path) -> Iterator[tuple[Path, Node]]:
    """The declaration of own rows, of each list that stands in no other list, by its path."""
    children = node.get(k.BELOW)
    for name, child in children.items() if children else ():
        path = (*above, name)
        if row := child.get(k.EACH):
            yield path, row
        else:
            yield from _rows(child, path)


def _at_row(path: Path, row: Node) -> Node:
    """An own list row's declaration in those above it, to be merged into a form's keys."""
    node = Node({k.EACH: row}, row.place)
    for name in reversed(path):
        node = Node({k.BELOW: Node({name: node}, row.place, {name: row.place})}, row.place)
    return node


def _nested(root: Node, path: Path, said: Mapping[str, str], at: Node) -> Node:
    """An own figure's declaration of the key at ``path``, with those of the groups above it."""
    node = _node(said, at)
    for depth in range(len(path) - 1, 0, -1):
        node = Node({path[depth]: node}, at.place, {path[depth]: at.place})
        group = _below_node(root, path[:depth])
        words: dict[str, Node] = {}
        if group is None:
            words = _texts({k.KIND: k.GROUP, k.WORDS: f"{path[0]}的{path[depth - 1]}。"}, at)
        node = Node({**words, k.BELOW: node}, at.place, {})
    return Node({k.BELOW: Node({path[0]: node}, at.place, {path[0]: at.place})}, at.place, {})


def _below_node(root: Node, path: Path) -> Node | None:
    return root.get(*(word for name in path for word in (k.BELOW, name)))


def _node(said: Mapping[str, str], at: Node) -> Node:
    return Node(dict(_texts(said, at)), at.place)


def _texts(said: Mapping[str, str], at: Node) -> dict[str, Node]:
    return {key: Node(value, at.place) for key, value in said.items()}


def _called(figure: OwnFigure) -> str:
    return k.text(figure.node, k.NAME) or "".join(figure.path)


def _last_year(figure: OwnFigure) -> dict[str, str]:
    called = _called(figure)
    kind = k.text(figure.node, k.KIND) or ("数量" if figure.measure else "金额")
    unit = f"单位：{figure.measure}" if figure.measure else "按“金额单位”填写"
    words = f"上年的{called}，与本年比较时用，{unit}；上年没有的填 0。"
    if k.text(figure.node, LAST_YEAR) == IN_ROWS:
        words += OF_ROWS
    if figure.node.get(k.TAKEN):
        words += OF_FOLDER
    told = {k.UNIT: figure.measure, k.ADDED: k.text(figure.node, k.ADDED)}
    said = {k.NAME: f"上年{called}", k.KIND: kind, k.WORDS: words}
    return said | {word: value for word, value in told.items() if value}


def _reason(figure: OwnFigure) -> dict[str, str]:
    called = _called(figure)
    words = f"{called}与上年相比变动的主要原因。写“主要原因是”后面的话，句末不加句号。"
    return {k.NAME: f"{called}变动的原因", k.KIND: "文字", k.WORDS: words}
