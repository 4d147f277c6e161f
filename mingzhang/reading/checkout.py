"""A checkout's own rooms → the links in them, which would bring in what lies outside.

``schema``, ``catalogue``, ``templates`` and a region's folder may each be a link as a whole: an
office shares them.  Below that everything is what the checkout itself holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.project import Project
from mingzhang.reading.opened import links_below
from mingzhang.reading.text import linked, shown


@lru_cache(maxsize=16)
def outside(project: Project) -> tuple[Diagnostic, ...]:
    """The links in a project's schemas, catalogue and templates; looked for once a run.

    What comes with the program lies as it was installed.
    """
    own = (project.schema, project.catalogue) if project.is_whole else ()
    regions = _folders(project.templates)
    return tuple(
        linked(link, Place(shown(link)))
        for folder in (*own, *regions)
        for link in links_below(folder)
    )


def _folders(templates: Path) -> Iterator[Path]:
    try:
        yield from (path for path in sorted(templates.iterdir()) if path.is_dir())
    except OSError:
        return
