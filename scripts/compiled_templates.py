"""Compiles the templates of the shipped forms: ``python -m scripts.compiled_templates``."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.document.compiled_templates import keep
from mingzhang.document.narrative import create_narrator
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.template_environment import COMPILED, create_environment
from mingzhang.document.template_names import read_names
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.forms.form_chain import FILE
from mingzhang.project import SHIPPED, Project

EXAMPLES = "example/every-key/*"
DRAWN_IN_TEXT = "charts.j2"  # beside the page's own templates, and asked for by sentences


def accounts(project: Project) -> Iterator[Account]:
    """An account of each kind: sentences are compiled with the filters that one gives."""
    for path in sorted(project.templates.glob(EXAMPLES)):
        folder, _ = read_folder(path, project)
        if folder:
            yield read_account(folder, project)


def compile_form(region: Region, account: Account) -> None:
    """Compiles what a document of a form asks for: of its sentences, and of its page."""
    narrator = create_narrator(account, region, read_names(account), {})
    sentences, page = narrator.environment, create_environment(region)
    for name in sentences.list_templates(extensions=["j2"]):
        is_of_page = "/" not in name and name != DRAWN_IN_TEXT
        if is_of_page or name == DRAWN_IN_TEXT or name.startswith(f"{region.kind}/"):
            (page if is_of_page else sentences).get_template(name)


def compile_all() -> None:
    """Compiles the templates of every shipped form, and keeps them."""
    project = Project(SHIPPED)
    for account in accounts(project):
        for file in project.form_files(FILE):
            region, _ = read_region(file.parent.name, project, account.kind.name)
            if region:
                compile_form(region, account)
    keep(COMPILED.known)


if __name__ == "__main__":
    compile_all()
