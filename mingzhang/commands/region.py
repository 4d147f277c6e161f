"""``mingzhang region [NAME …]``: regions → what is wrong in their templates.

A region is tried on its own example documents (``example/`` in its folder or a parent's), else on
those that lie beside the templates, and on the project's own sources of that region.
Exit codes: 0 all good; 1 faults in a template; 2 no such region.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mingzhang.commands import DONE, WRONG_DATA, WRONG_USE, show
from mingzhang.commands.current_project import project_here
from mingzhang.diagnostics import Diagnostic, has_errors
from mingzhang.document.document_structure import FILE as DOCUMENT
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.template_inspection import inspect
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.source_nodes import text
from mingzhang.forms.documents_by_form import asking_for, read_folder
from mingzhang.forms.form import read_form
from mingzhang.forms.form_chain import FILE
from mingzhang.forms.trial_values import with_trials
from mingzhang.project import Project
from mingzhang.reading.checkout_rooms import outside
from mingzhang.reading.document_folder import Folder, find_folders
from mingzhang.report import summary

# The examples of a form in its folder, and those for all forms beside the templates.
OWN_EXAMPLES, EXAMPLES = "example", "example/every-key"


def add_region(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``region``."""
    words = "版式的名称或文件夹，缺省为 templates/ 里全部"
    parser.add_argument("names", nargs="*", metavar="版式", help=words)
    parser.add_argument("--project", type=Path, help=argparse.SUPPRESS)
    parser.set_defaults(run=run_region)


def run_region(arguments: argparse.Namespace) -> int:
    """The command ``region``: checks every form (region) named."""
    project = Project(arguments.project) if arguments.project else project_here()
    if links := outside(project):
        show(links, colour=sys.stdout.isatty())
        return WRONG_DATA
    names = arguments.names or [f.parent.name for f in project.form_files(FILE)]
    return max((_check(name, project) for name in names), default=DONE)


def _check(name: str, project: Project) -> int:
    title, found = examined(name, project)
    show(found, colour=sys.stdout.isatty())
    state = "有错误" if has_errors(found) else "可以使用"
    print(f"版式 {title}：{state}（{summary(found)}）")
    if any(fault.code == "MZ501" for fault in found):
        return WRONG_USE
    return WRONG_DATA if has_errors(found) else DONE


def examined(name: str, project: Project) -> tuple[str, list[Diagnostic]]:
    """The title of a region (the name that was asked for, if there is none), and its faults."""
    found: list[Diagnostic] = []
    title = name
    for kind in project.kinds:
        region, faults = read_region(name, project, kind)
        form = read_form(name, kind, project)
        wrong = form.schemas.found if form else ()
        found += (*faults, *wrong)
        # Without its keys nothing can be read that asks for the form.
        if region and not wrong and region.find(f"{kind}/{DOCUMENT}"):
            title = region.name
            broken = _broken(region, project)
            found += broken or inspect(region, _accounts(region, project), project)
    return title, list(dict.fromkeys(found))


def _broken(region: Region, project: Project) -> tuple[Diagnostic, ...]:
    """Why the examples cannot be read on which the command ``region`` would try templates."""
    read = (read_folder(path, project) for path in _examples(region, project))
    return tuple(fault for folder, found in read for fault in found if folder is None)


def _accounts(region: Region, project: Project) -> Iterator[Account]:
    """The example of the region's kind, then the project's own documents of the region."""
    examples = _examples(region, project)
    own = find_folders((), project)[0] if project.sources.is_dir() else ()
    for path in (*examples, *own):
        folder, found = read_folder(path, project)
        if folder is None or has_errors(found) or folder.kind != region.kind:
            continue
        if path in examples:
            yield read_account(_tried(asking_for(folder, region.name, project), project), project)
        elif (account := read_account(folder, project)).region == region.name:
            yield account


def _tried(folder: Folder, project: Project) -> Folder:
    """A region's example with a trial value under each key that only its form has."""
    form = read_form(text(folder.disclosure, "版式"), folder.kind, project)
    if form is None:
        return folder
    return replace(
        folder,
        disclosure=with_trials(folder.disclosure, "数据", form.keys),
        profile=with_trials(folder.profile, "概况", form.keys),
        performance=folder.performance and with_trials(folder.performance, "绩效", form.keys),
    )


def _examples(region: Region, project: Project) -> list[Path]:
    """The region's nearest examples: those of the form or of a parent, else those for all."""
    folders = (
        *(folder / OWN_EXAMPLES for folder in region.folders),
        *(forms / EXAMPLES for forms in project.forms),
    )
    found = (sorted(folder.glob(f"*-{region.kind}")) for folder in folders)
    return next((examples for examples in found if examples), [])
