"""Rules on subject codes: known, of the right kind and level, called by their names, given once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from mingzhang.checks.consequences import of_code
from mingzhang.checks.rule import ANY, Cause, Evidence, Finding, limited, rule
from mingzhang.checks.subject_funds import OF_ROW, OF_TOTALS, OF_TREASURY, amounts_of
from mingzhang.checks.superfluous_rows import superfluous, whole
from mingzhang.checks.typing_slips import codes_near, codes_swapped
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit
from mingzhang.facts.source_rows import BASIC, ECONOMIC, GENERAL, NATURE, Row, economic_nature
from mingzhang.facts.subject_catalogue import LEVELS, TOTAL, Catalogue, ancestors
from mingzhang.forms.form_schema import OWN
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema, is_subject_code

CATALOGUE = "政府收支分类科目"
FUNCTIONAL_DIGITS, ECONOMIC_DIGITS = "2", "35"  # that codes begin with
DEPTH = {"支出": 7, "基本支出": 5}
TWO_ROWS = "把两行合并为一行，或改正其中一个编码；资金、单位或口径不同的两行，各写明是哪一种。"
SUBJECT = "科目"  # the key of a subject's code
PROJECTS = "项目"  # a budget's projects: many at one subject, each with a name of its own


@rule(
    "MZ231",
    "科目编码正确",
    identity="功能科目为 2 开头的 3、5、7 位编码，经济科目为 3 开头的 3、5 位编码，"
    "它和它的上级科目都在科目表中",
    why="编码错了，这笔钱会排到别的科目名下，或者没有名称。",
    reference=CATALOGUE,
    remedy="核对编码；科目表中确实没有的科目，写入“科目补充”并给出名称。",
    kinds=ANY,
)
@limited
def known_code(evidence: Evidence) -> Iterator[Finding]:
    """R20: subject codes are those of the year's catalogue; each is told once, with those above."""
    first: dict[tuple[str, str], Row] = {}
    for row in (row for row in evidence.account.rows if row.code):
        first.setdefault((row.section, row.code), row)
    told: set[str] = set()
    # The other half of what another fund pays stands under the same code.
    used: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in evidence.account.rows:
        used[row.section, row.fund].add(row.code)
    for row in first.values():
        others, unit = used[row.section, row.fund], evidence.account.unit
        for code, finding in _faults(row, evidence.account.catalogue, others, unit):
            if code not in told:
                told.add(code)
                yield finding
    for node in _own_codes(evidence.account):
        if node.text not in told and not evidence.account.catalogue.get(node.text):
            told.add(node.text)
            yield Finding(node.place, f"科目表中没有编码 {node.text}。")


def _own_codes(account: Account) -> Iterator[Node]:
    """The subject codes in a form's own lists, whose names tables print."""
    own = account.folder.schemas.get(DISCLOSURE, {}).get("properties", {})
    for block, node in account.source.items():
        if own.get(block, {}).get(OWN):
            yield from _codes_in(node, own[block])


def _codes_in(node: Node, schema: Schema) -> Iterator[Node]:
    """The codes below a node under keys that a form declares to be of subjects (经济科目)."""
    for below in node.rows():
        yield from _codes_in(below, schema.get("items", {}))
    for key, value in node.items():
        declared = schema.get("properties", {}).get(key, {})
        is_code = key == SUBJECT or is_subject_code(declared)
        if is_code and value.text.isdecimal() and len(value.text) in LEVELS:
            yield value
        yield from _codes_in(value, declared)


def _faults(
    row: Row, catalogue: Catalogue, used: Collection[str], unit: Unit
) -> Iterator[tuple[str, Finding]]:
    """What is wrong with a row's subject code or, where it is known, with a code above it."""
    known, near = catalogue.get(row.code), _meant(row, catalogue, used)
    if known is None or (near and row.code not in catalogue.official):
        meant = f"是不是 {near} {catalogue.name(near)}？" if near else ""
        message = f"科目表中没有编码 {row.code}。{meant}"
        hint, cause = _all_lacking(row, catalogue), _of_unknown(row, near, unit)
        yield row.code, Finding(row.place, message, hint, cause=cause)
        return
    if row.code[0] not in _first_digits(row):
        message = f"“{row.section}”中不能用科目 {row.code} {known.name}。"
        yield row.code, Finding(row.place, message, cause=_of_unknown(row, "", unit))
    for above in ancestors(row.code)[1:]:
        if not catalogue.get(above):
            message = f"科目表中没有 {row.code} 的上级科目 {above}，表中印不出它的名称。"
            hint = f"请把 {above} 也写入“科目补充”并给出名称。"
            yield above, Finding(row.place, message, hint)


def _first_digits(row: Row) -> str:
    """What the subject codes of a row's list begin with, whatever a kind calls the list."""
    return ECONOMIC_DIGITS if row.flow == ECONOMIC else FUNCTIONAL_DIGITS


CLASS = 3  # digits of the class of a subject
OF_LEVELS = ("MZ234", "MZ340", "MZ406")  # that a group is not known, or has no row
OF_UNKNOWN = ("MZ403", "MZ415", "MZ645", "MZ646", "MZ667")


def _of_unknown(row: Row, near: str, unit: Unit) -> Cause:
    """What else is odd of a subject code that is none: its name, its place, and its other half."""
    meant = (row.code, *codes_near(row.code), *((near,) if near else ()))
    above = (row.code, *ancestors(row.code))
    names = {**dict.fromkeys(OF_UNKNOWN, (row.code,)), "MZ519": above}
    # What the code that was meant has of its own is nobody's now, and groups lack its row.
    names |= dict.fromkeys(("MZ268", "MZ415", "MZ837"), meant)
    groups = (code for one in meant for code in (one, *ancestors(one)))
    names |= dict.fromkeys(OF_LEVELS, (TOTAL, *dict.fromkeys(groups)))
    cells = frozenset(node.place for key, node in row.node.items() if key != "科目")
    follow = {**names, "MZ689": (row.fund,)}
    return Cause(cells, is_word=True, gone=amounts_of(row, unit), unsure=cells, follow=follow)


def _all_lacking(row: Row, catalogue: Catalogue) -> str:
    """The way out for a subject code of which those above are unknown too: all at once."""
    lacking = [code for code in ancestors(row.code)[1:] if not catalogue.get(code)]
    codes = "、".join((row.code, *lacking))
    also = f"“科目补充”里要写 {codes}，各给出名称。" if lacking else ""
    return also and f"核对编码；科目表中确实没有的，{also}"


def _meant(row: Row, catalogue: Catalogue, used: Collection[str]) -> str:
    """A subject code that resembles an unknown one; where the row has a name, one called so.

    Two digits that changed places, and a code that no other row has, are more likely.
    """
    if row.code in catalogue.official or (row.code in catalogue.subjects and not _said(row)):
        return ""
    as_long = [code for code in catalogue.official if len(code) == len(row.code)]
    near = get_close_matches(row.code, as_long, n=20, cutoff=0.7)
    # A slip of the hand leaves the class more often than not.
    near = [*filter(catalogue.official.__contains__, codes_swapped(row.code)), *near]
    others = used if row.section != PROJECTS else ()
    # A class or group that others have is likelier than one that nobody has.
    known = {code[:size] for code in used if code != row.code for size in (CLASS, len(code) - 2)}
    swapped = tuple(codes_swapped(row.code))
    near.sort(
        key=lambda c: (
            *(c in others, c[:CLASS] not in known, c not in swapped),
            *(c[:-2] not in known, -_shared(c, row.code)),
        )
    )
    if named := _said(row):
        return next((c for c in near if catalogue.official[c].is_called(named)), "")
    # Of two digits that are others nobody knows what was meant.
    slips = {*codes_swapped(row.code), *codes_near(row.code)}
    return next((c for c in near if c in slips), "")


def _shared(one: str, other: str) -> int:
    """How many digits two subject codes begin with alike."""
    pairs = enumerate(zip(one, other, strict=True))
    return next((number for number, (a, b) in pairs if a != b), len(one))


def _said(row: Row) -> str:
    name = row.node.get("名称") if row.section != PROJECTS else None
    return name.text if name else ""


@rule(
    "MZ232",
    "科目不重复",
    identity="同一资金的同一科目只有一行；经济分类的一个款有一部分写明另一种“性质”的，这一部分是另一行",
    why="同一科目写了两行，钱会算两遍，或者其中一行本来是别的科目。",
    reference=CATALOGUE,
    remedy="把两行合并为一行，或改正其中一个编码。",
    kinds=ANY,
)
def code_once(evidence: Evidence) -> Iterator[Finding]:
    """R20: a subject code stands in a list only once."""
    first: dict[tuple[object, ...], Row] = {}
    for row in (row for row in evidence.account.rows if row.section != PROJECTS):
        # The units of a department that sums them have a file each.
        nature = _nature(row, evidence.account.catalogue)
        key = (row.place.file, row.section, row.fund, row.code, row.unit, row.basis, nature)
        if key in first:
            name, earlier = row.code or "合计", first[key].place
            message = f"科目 {name} 在第 {earlier.line} 行已有（{row.fund}）。"
            is_copy = whole(row.node) == whole(first[key].node)
            follow = {"MZ415": (name,)}
            unit, operands = evidence.account.unit, (Operand("前一行", name, earlier),)
            same, hint = superfluous(row.node, unit, follow), "" if is_copy else TWO_ROWS
            cause = same if is_copy else _of_two(row, first[key], unit)
            about = frozenset({name})
            yield Finding(row.place, message, hint, operands, cause=cause, about=about)
        first.setdefault(key, row)


def _nature(row: Row, catalogue: Catalogue) -> str:
    """The nature that tells rows of one subject code apart: of what they say, or their subject."""
    is_finest = row.flow == ECONOMIC and len(row.code) == DEPTH[BASIC]
    return row.node.text_at(NATURE) or (economic_nature(row.code, catalogue) if is_finest else "")


def _of_two(one: Row, other: Row, unit: Unit) -> Cause:
    """What rests on rows of one subject code, of which nobody can say which one counts."""
    both = (*one.node.items(), *other.node.items())
    cells = frozenset(node.place for key, node in both if key != "科目")
    gone = (*amounts_of(one, unit), *amounts_of(other, unit))
    halves: dict[str, tuple[str, ...]] = dict.fromkeys((*OF_ROW, "MZ645"), (one.code,))
    halves |= {"MZ268": (one.code, *codes_near(one.code)), **OF_TOTALS}
    if one.section == "收入":
        halves["MZ844"] = ()
    elif one.flow == ECONOMIC:
        halves["MZ410"] = tuple(fund for fund in OF_TREASURY if fund != one.fund)
    return Cause(unsure=cells, gone=gone, follow=of_code(one, halves).follow)


@rule(
    "MZ233",
    "科目名称与编码一致",
    identity="来源中写出的科目名称，是该编码在科目表中的名称",
    why="编码和名称说的不是一个科目，不知道该信哪一个。",
    reference=CATALOGUE,
    remedy="改正名称或编码；也可以不写名称，由程序按编码取得。",
    kinds=ANY,
)
def name_of_code(evidence: Evidence) -> Iterator[Finding]:
    """R20 and N11: the same subject code bears the same name everywhere."""
    for row in (row for row in evidence.account.rows if row.section != PROJECTS):
        name, subject = row.node.get("名称"), evidence.account.catalogue.get(row.code)
        if name and subject and subject.confirmed and not subject.is_called(name.text):
            yield Finding(name.place, f"{row.code} 的名称是“{subject.name}”，不是“{name.text}”。")


@rule(
    "MZ234",
    "支出公开到项",
    identity="一般公共预算支出公开到功能分类项级科目，基本支出公开到经济分类款级科目",
    why="国家要求公开到项（经济分类到款）；没有细到这一级，公开就不合要求。",
    reference="财预〔2016〕143号",
    remedy="把该行拆到项（经济分类到款）。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def finest_level(evidence: Evidence) -> Iterator[Finding]:
    """The level of subject codes: spending is disclosed down to 项 (economic ones to 款)."""
    rows = evidence.account.rows
    # A total of functional subjects is not told apart by economic ones.
    inner = {(_first_digits(r), r.fund, code) for r in rows for code in ancestors(r.code) if r.code}
    for row in rows:
        is_leaf = (_first_digits(row), row.fund, row.code) not in inner
        depth = DEPTH.get(row.section, 0) if row.fund == GENERAL else 0
        # Of a total that is not known its gap is told.
        is_known = row.code or amounts_of(row, evidence.account.unit)
        if is_leaf and is_known and len(row.code) < depth:
            level = f"{LEVELS[len(row.code)]}级" if row.code else "合计"
            message = f"{row.code or row.section}只到{level}，没有更细的科目。"
            yield Finding(row.place, message, about=frozenset({row.code}))
