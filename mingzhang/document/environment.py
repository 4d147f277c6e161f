"""The environment that templates run in: a region → Jinja, sandboxed, escaping, strict."""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mingzhang.document.region import Region


class _Compiled(BytecodeCache):
    """Templates compiled by this process; Jinja takes one only while its text is the same."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self.known[bucket.key, bucket.checksum] = bucket.code


COMPILED = _Compiled()


def _as_it_is(value: object) -> object:
    return value


def create_environment(region: Region) -> ImmutableSandboxedEnvironment:
    """Jinja over the region's folders, the nearest file first.

    Text of a source is data: it is escaped on output and nothing in it is ever executed.
    """
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(region.folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
        # Sentences have one of their own; compiled code is shared, so every environment has one.
        finalize=_as_it_is,
        # What a filter makes of a constant may differ from document to document.
        optimized=False,
    )
