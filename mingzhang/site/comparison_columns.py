"""Columns: what a table across agencies and years says of a document, in 万元 and %.

A figure that was not published is empty, never zero; a share is computed from displayed amounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from mingzhang.facts.amount import EXACT
from mingzhang.site.published_documents import Entry

WAN, CENT, HUNDRED = Decimal(10_000), Decimal("0.01"), Decimal(100)


@dataclass(frozen=True)
class Column:
    """A column of the comparison: its title, the first of whose names is there, or a share.

    ``change`` says that the share is that by which the one exceeds the other.
    """

    title: str
    names: tuple[str, ...] = ()
    share: tuple[str, str] | None = None
    change: bool = False


COLUMNS = (
    Column("总计", ("总计",)),
    Column("上年总计", ("上年 总计",)),
    Column("总计增减%", share=("总计", "上年总计"), change=True),
    Column("本年收入", ("本年收入合计",)),
    Column("支出", ("本年支出合计",)),
    Column("基本支出", ("基本支出",)),
    Column("项目支出", ("项目支出",)),
    Column("三公经费", ("三公经费.合计.决算", "三公经费.合计")),
    Column("三公经费预算", ("三公经费.合计.预算",)),
    Column("三公经费完成%", share=("三公经费", "三公经费预算")),
    Column("年初预算", ("一般公共预算年初预算",)),
    Column("一般公共预算支出", ("一般公共预算财政拨款支出", "一般公共预算支出")),
    Column("完成年初预算%", share=("一般公共预算支出", "年初预算")),
)
TITLES = tuple(column.title for column in COLUMNS)


def values(entry: Entry) -> tuple[str, ...]:
    """A document's row in the comparison's columns; an empty text for what it does not say."""
    found: dict[str, Decimal] = {}
    for column in COLUMNS:
        number = _share(column, found) if column.share else _amount(column, entry.figures)
        if number is not None:
            found[column.title] = number
    return tuple(f"{found[t]:f}" if t in found else "" for t in TITLES)


def _amount(column: Column, figures: Mapping[str, Decimal]) -> Decimal | None:
    known = (figures[name] for name in column.names if name in figures)
    number = next(known, None)
    return None if number is None else _shown(EXACT.divide(number, WAN))


def _share(column: Column, found: Mapping[str, Decimal]) -> Decimal | None:
    one, other = (found.get(name) for name in column.share or ("", ""))
    if one is None or not other:
        return None
    part = EXACT.subtract(one, other) if column.change else one
    return _shown(EXACT.divide(EXACT.multiply(part, HUNDRED), other))


def _shown(number: Decimal) -> Decimal:
    return number.quantize(CENT, ROUND_HALF_UP)


def rows(entries: tuple[Entry, ...]) -> Iterator[tuple[str, ...]]:
    """The whole table of comparison columns, its head first."""
    yield ("地区", "单位", "年度", "种类", *TITLES, "文件夹")
    for e in entries:
        yield (e.region, e.agency, str(e.year), e.kind_name, *values(e), e.folder)
