"""Any document's folder → its account, by the kind of the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mingzhang.facts import final
from mingzhang.facts.account import Account
from mingzhang.facts.budget import read_budget
from mingzhang.project import Project
from mingzhang.reading.folder import Folder

READERS: Mapping[str, Callable[[Folder, Project], Account]] = {
    "final": final.read_account,
    "budget": read_budget,
}


def read_account(folder: Folder, project: Project) -> Account:
    """The account of a folder of any kind."""
    return READERS[folder.kind](folder, project)
