"""Own reasons of a form (解释): a declared text → the two figures that it explains.

``执行原因: {类型: 文字, 解释: [预算数, 上年执行数]}`` says why the first is not the second: in the
rows of a list two numbers of the same row, elsewhere two named figures.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mingzhang.diagnostics import Diagnostic
from mingzhang.forms import form_keys as k
from mingzhang.forms.list_columns import Column, column_at, lists_declared
from mingzhang.forms.own_figures import DATA, Path
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import nearest

PAIR = 2


@dataclass(frozen=True)
class OwnReason:
    """A form's own reason: where it stands, why ``now`` differs from ``base``.

    In the ``rows`` of a list all three are of the row.
    """

    rows: Path
    key: Path
    now: str
    base: str

    @property
    def of(self) -> Column:
        """The number of a row that an own reason explains."""
        return Column(self.rows, tuple(self.now.split(".")))

    @property
    def against(self) -> Column:
        """The number of the row that an own reason compares it with."""
        return Column(self.rows, tuple(self.base.split(".")))


def own_reasons(
    keys: k.Keys, figures: Collection[str]
) -> tuple[tuple[OwnReason, ...], tuple[Diagnostic, ...]]:
    """A form's own reasons, and what is wrong in them; ``figures`` are those that have names."""
    found: dict[tuple[Path, str], OwnReason] = {}
    faults: list[Diagnostic] = []
    for rows, key, said in _declared(keys):
        names = [one.text for one in said.rows()]
        label = ".".join((*rows, *key))
        known = _numbers(rows, names, keys) if rows else figures
        if len(names) != PAIR:
            hint = f"写两个数的名称，例如 {k.EXPLAINS}: [预算数, 上年执行数]。"
            faults.append(Diagnostic(said.place, "MZ081", f"“{label}”解释的不是两个数。", hint))
        elif missing := [one for one in said.rows() if one.text not in known]:
            faults += (_unknown(label, one, known, is_row=bool(rows)) for one in missing)
        elif (rows, names[1]) in found:
            other = found[rows, names[1]]
            message = f"“{label}”和“{'.'.join((*rows, *other.key))}”解释的都是与“{names[1]}”的差。"
            faults.append(
                Diagnostic(said.place, "MZ086", message, "一种比较只写一条原因，请留一个。")
            )
        else:
            found[rows, names[1]] = OwnReason(rows, key, *names)
    return tuple(found.values()), tuple(faults)


def _numbers(rows: Path, names: Collection[str], keys: k.Keys) -> Collection[str]:
    return [name for name in names if column_at((*rows, *name.split(".")), keys)]


def _unknown(label: str, name: Node, known: Collection[str], *, is_row: bool) -> Diagnostic:
    message = f"“{label}”的“{k.EXPLAINS}”用了没有的数“{name.text}”。"
    near = "" if is_row else nearest(name.text, known)
    hint = "写同一行里的数。" if is_row else "写指标的名称，见版式的 keys.yaml。"
    return Diagnostic(name.place, "MZ086", message, f"是不是“{near}”？" if near else hint)


def _declared(keys: k.Keys) -> Iterator[tuple[Path, Path, Node]]:
    """The texts that explain: path of the list, or none, the path there, and what is explained."""
    data = keys.sections.get(DATA)
    yield from (((), *one) for one in _below(data, ())) if data else ()
    for path, declared in lists_declared(keys):
        row = declared.get(k.EACH)
        yield from ((path, *one) for one in _below(row, ())) if row else ()


def _below(node: Node, above: Path) -> Iterator[tuple[Path, Node]]:
    children = node.get(k.BELOW)
    for name, child in children.items() if children else ():
        if said := child.get(k.EXPLAINS):
            yield (*above, name), said
        yield from _below(child, (*above, name))
