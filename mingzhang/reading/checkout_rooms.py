"""A checkout's own rooms → what in them is no file: a link, a pipe, a folder called x.yaml.

A link would bring in what lies outside, and a pipe would keep whoever opens it waiting.
``schema``, ``catalogue``, ``templates`` and a region's folder may each be a link as a whole: an
office shares them.  Below that everything is what the checkout itself holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.project import Project
from mingzhang.reading.safe_opening import odd_below
from mingzhang.reading.source_text import irregular, shown

NO_FOLDER = "MZ732"
# What the program reads of a project; a folder of such a name stands in a file's place.
READ = frozenset({".yaml", ".j2", ".css", ".js", ".csv", ".json", ".md", ".py"})


@lru_cache(maxsize=16)
def outside(project: Project) -> tuple[Diagnostic, ...]:
    """What is no file in a checkout's rooms (schemas, catalogue, templates, rules); once a run.

    What comes with the program lies as it was installed.
    """
    own = (project.schema, project.catalogue) if project.is_whole else ()
    rooms = (project.templates, project.subjects, project.rules)
    whole = (*own, *_folders(project.templates))
    files = (
        *((folder, path) for folder in whole for path in odd_below(folder, READ)),
        *((project.subjects, path) for path in _named(project.subjects, "subjects-*.csv")),
        *((project.rules, path) for path in _named(project.rules, "*.py")),
    )
    odd = dict.fromkeys(irregular(path, folder) for folder, path in files)
    return (*map(_no_folder, filter(_is_in_the_way, rooms)), *filter(None, odd))


def _named(room: Path, pattern: str) -> list[Path]:
    """Files of one pattern in a checkout's room (subjects, rules) that may hold others, too."""
    return sorted(room.glob(pattern)) if room.is_dir() else []


def _is_in_the_way(room: Path) -> bool:
    """Whether something that is no folder stands in the place of a room of the checkout."""
    return os.path.lexists(room) and not room.is_dir()


def _no_folder(room: Path) -> Diagnostic:
    name = shown(room)
    message = f"“{name}”不是文件夹，没有读取。"
    hint = f"请把它移走，或改名；“{name}”留给版式、科目、规则的文件夹，没有的不用建。"
    return Diagnostic(Place(name), NO_FOLDER, message, hint)


def _folders(templates: Path) -> Iterator[Path]:
    try:
        yield from (path for path in sorted(templates.iterdir()) if path.is_dir())
    except OSError:
        return
