"""What a form prints and nobody can type, and what all must type in vain → its faults.

A figure of last year becomes public as a typed one.  What the form has no key for could be drawn
from last year's folder, but not published with this year's document.  A reason that it has no key
for can be asked of the author and never be given.  What every indicator must say is typed in vain
where the form's table of indicators has no column for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.code_comments import code_of
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import Region
from mingzhang.document.template_faults import at_word
from mingzhang.facts.account import Account
from mingzhang.facts.implied_zeros import Key
from mingzhang.facts.indicators import FINAL
from mingzhang.facts.reasons import Pair
from mingzhang.forms.form import Form
from mingzhang.forms.own_figures import declared_at
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE

# Where the schema of performance.yaml says what an indicator must have.
SHEET, INDICATORS = "自评", ("项目", "items", "properties", "指标", "items")
NAME = "…"
OPTIONAL = "绩效: {键: {项目: {每行: {键: {指标: {每行: {键: {…: {必填: 否}}}}}}}}}"
FILES = (("", "*.j2"), ("/sections", "*.j2"), ("/tables", "*.yaml"))


def keyless(record: Record, account: Account) -> tuple[Key, ...]:
    """The keys of last year's figures that were asked for and that the schema does not have."""
    schema = account.folder.schemas[DISCLOSURE]
    return tuple(key for key in record.before if not _has(schema, key))


def can_be_typed(account: Account, pair: Pair) -> bool:
    """Whether anybody can type the reason of a figure against a base: the form has a key for it."""
    schema = account.folder.schemas[DISCLOSURE]
    return any(_has(schema, key) for key in account.reasons.places(*pair))


def _has(schema: object, key: Key) -> bool:
    for name in key:
        below = schema.get("properties", {}) if isinstance(schema, dict) else {}
        if name not in below:
            return False
        schema = below[name]
    return True


def without_key(keys: tuple[Key, ...], region: Region) -> Iterator[Diagnostic]:
    """An error for each last year's figure that a form asks for without a key for it."""
    for key in keys:
        name = ".".join(key)
        message = f"版式要印{name}，“上年”里却没有这个键：上年的数没有地方填，也不能公开。"
        way = f"{_declaring(key, '金额', region)}（版式自有的数写“上年: 是”）"
        hint = f"{way}；不要这个数的，从这里删去。"
        yield Diagnostic(_asked(name, region), "MZ731", message, hint)


def without_reason(
    pairs: Iterable[Pair], account: Account, region: Region, form: Form | None
) -> Iterator[Diagnostic]:
    """An error for each reason that a form's sentences ask for without a key for it."""
    for name, base in pairs:
        own = declared_at(name, form.keys) if form else None
        message = f"句子要印“{name}”与{base}不同的原因，来源文件里没有地方写。"
        way = _declaring(account.reasons.key(name, base), "文字", region)
        way = "请在这个键（指标）的声明里加“原因: 是”" if own else way
        hint = f"{way}；不要原因的，句子里不写“原因(…)”。"
        yield Diagnostic(own or _asked(f"原因({name}", region), "MZ089", message, hint)


def typed_in_vain(record: Record, account: Account, region: Region) -> Iterator[Diagnostic]:
    """A warning for each key that an indicator must have and the form's 自评表 never prints."""
    schema = account.folder.schemas.get(PERFORMANCE, {}).get("properties", {})
    indicator = reduce(lambda below, step: below.get(step, {}), INDICATORS, schema)
    for key in indicator.get("required", ()) if SHEET in record.layouts else ():
        if key not in record.values:
            message = f"指标的“{key}”每一行都要填，自评表没有一列印它。"
            way = f"在 {region.kind}/keys.yaml 写 {OPTIONAL.replace(NAME, key)}，就不用填"
            hint = f"请加上这一列；格式里没有的，{way}。"
            yield Diagnostic(_sheet(region), "MZ088", message, hint, Severity.WARNING)


def _sheet(region: Region) -> Place:
    """Where the nearest 自评表 is described for which a key is typed in vain."""
    tables = f"{region.kind}/tables"
    for folder in region.folders:
        for file in sorted((folder / tables).glob("*.yaml")):
            if f"版面: {SHEET}\n" in file.read_text("utf-8", "replace"):
                return Place(region.find(f"{tables}/{file.name}") or file)
    return Place(region.folders[0] / "region.yaml")


def _declaring(key: Key, kind: str, region: Region) -> str:
    """How a form declares a key of all forms' 上年 or 原因 that it lacks."""
    said = f"{{类型: {kind}, 说明: …}}"
    for depth, name in reversed([*enumerate(key)]):
        group = "类型: 组, 说明: …, " if depth > 1 else ""
        said = f"{{{group}键: {{{name}: {said}}}}}"
    return f"在 templates 下这个版式的 {region.kind}/keys.yaml 里声明它，例如 数据: {said}"


def _asked(name: str, region: Region) -> Place:
    """Where the form's files first ask for last year's untypable figure.

    Else the nearest folder.
    """
    for below, pattern in FILES:
        for file in region.files(f"{region.kind}{below}", pattern):
            if place := _found(name, file):
                return place
    return Place(region.folders[0] / "region.yaml")


def _found(name: str, file: Path) -> Place | None:
    lines = code_of(file).splitlines()
    asked = name.removesuffix(FINAL)
    line = next((n for n, text in enumerate(lines, 1) if asked in text), 0)
    return at_word(Place(file, line), asked) if line else None
