"""The published edition: what was read of a document → the files that become public, as bytes.

Values only: no comments, no locks, no reasons for accepted warnings that their author keeps inside,
nothing that the schema marks as not published.  What was drawn from other folders stands in them as
typed figures.  The edition of an edition is itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from mingzhang.diagnostics import Place
from mingzhang.document.render import render
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.amount import Unit
from mingzhang.project import Project
from mingzhang.publish.public_values import Schema, Values, in_unit, values_of
from mingzhang.publish.typed_last_year import with_last_year
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.publish.units_in_one_final import in_one_final
from mingzhang.publish.units_in_one_source import in_one_source
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE
from mingzhang.reading.source_text import LINE_END
from mingzhang.reading.source_versions import FIRST, VERSION, Versions, as_written, read_versions

MONEY = "金额单位"
ACCEPTED, RULE, REASON, PUBLIC, YES = "核对说明", "规则", "说明", "公开", "是"
ATTACHED, FILE, DUTIES, MEMBERS = "附件", "文件", "职责", "预算单位"


def edition(
    account: Account,
    project: Project,
    printed: Collection[str] | None = None,
    idle: Collection[int] = (),
    unprinted: Collection[Place] = (),
) -> dict[str, bytes]:
    """The published edition's files by name, those of the figures first.

    ``printed`` are the texts that the document prints (all, where it is not said); ``idle`` the
    rows of 核对说明 that accept nothing in the edition; ``unprinted`` where values stand that the
    document does not print.
    """
    texts = {
        name: text
        for name, text in account.folder.texts.items()
        if printed is None or name in printed
    }
    files = {
        DISCLOSURE: _disclosure(account, project, texts, idle, unprinted),
        PROFILE: _profile(account, texts, unprinted),
    }
    if account.folder.performance:
        schema = account.folder.schemas[PERFORMANCE]
        values = values_of(account.folder.performance, schema, unprinted)
        money = Unit.named(str(files[DISCLOSURE][MONEY]))
        # A form that prints no project of it publishes no such file.
        if values.keys() >= set(schema.get("required", ())):
            files[PERFORMANCE] = _in_money(values, schema, account.unit, money)
    versions = read_versions(project.catalogue)
    shown = {
        name: as_yaml(_as_written(account, name, values, versions)).encode()
        for name, values in files.items()
    }
    return shown | {name: _text(text) for name, text in sorted(texts.items())}


def _in_money(values: Values, schema: Schema, of: Unit, to: Unit) -> Values:
    converted = in_unit(values, schema, of, to)
    return converted if isinstance(converted, dict) else values


def _as_written(account: Account, name: str, values: Values, versions: Versions) -> Values:
    """The edition's values in the version that the file was written in: it is read so."""
    version = account.folder.versions.get(name, FIRST)
    moves = versions.since(version, name, account.kind.name)
    said = {key: value for key, value in as_written(values, moves).items() if key != VERSION}
    return {VERSION: Decimal(version), **said}


def _disclosure(
    account: Account,
    project: Project,
    texts: Mapping[str, str],
    idle: Collection[int],
    unprinted: Collection[Place],
) -> Values:
    schema = account.folder.schemas[DISCLOSURE]
    values = values_of(account.source, schema, unprinted)
    values = _with_rows(values, ACCEPTED, _accepted(values.get(ACCEPTED), idle))
    attached = [row for row in _rows(values.get(ATTACHED)) if row.get(FILE) in texts]
    values = _with_rows(values, ATTACHED, attached)
    in_one = in_one_source if account.kind.by_figure else in_one_final
    values = in_one(account, values, schema, unprinted)
    return with_last_year(account, values, schema, _last_year(account, project))


def _last_year(account: Account, project: Project) -> bytes:
    """What the edition has of last year: what its document publishes, else the units'."""
    previous = account.folder.previous
    if previous is None:
        return b"".join(edition(part, project)[DISCLOSURE] for part in account.parts)
    own = read_account(previous, project)
    document, _ = render(own, project, pages=False)
    if document is None:
        return edition(own, project)[DISCLOSURE]
    return edition(own, project, document.printed, (), document.unprinted)[DISCLOSURE]


def _rows(value: object) -> list[Values]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _with_rows(values: Values, key: str, rows: list[Values]) -> Values:
    """The edition's values with other rows of a list; without it where none is left."""
    if rows:
        return {**values, key: rows}
    return {name: value for name, value in values.items() if name != key}


def _accepted(value: object, idle: Collection[int]) -> list[Values]:
    return [
        row if row.get(PUBLIC) == YES else _without(row, REASON, PUBLIC)
        for number, row in enumerate(_rows(value))
        if number not in idle
    ]


def _without(row: Values, *keys: str) -> Values:
    return {key: value for key, value in row.items() if key not in keys}


def _profile(account: Account, texts: Mapping[str, str], unprinted: Collection[Place]) -> Values:
    """The agency's own file in the edition, without texts that the document does not print."""
    values = values_of(account.profile, account.folder.schemas[PROFILE], unprinted)
    members = [_with_text(row, texts) for row in _rows(values.get(MEMBERS))]
    return _with_text(_with_rows(values, MEMBERS, members), texts)


def _with_text(row: Values, texts: Mapping[str, str]) -> Values:
    duties = row.get(DUTIES)
    is_gone = isinstance(duties, str) and duties.endswith(".md") and duties not in texts
    return _without(row, DUTIES) if is_gone else row


def _text(text: str) -> bytes:
    """A text of the edition with plain line ends, and no sign of a note taken out."""
    lines = [line.rstrip() if not line.strip() else line for line in LINE_END.split(text)]
    return ("\n".join(lines).strip("\n") + "\n").encode()
