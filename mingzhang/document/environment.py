"""The environment that templates run in: a region → Jinja, sandboxed, escaping, strict."""

from __future__ import annotations

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mingzhang.document.region import Region


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
    )
