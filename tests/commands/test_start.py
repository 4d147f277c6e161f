"""A command imports what it needs, and nothing that only another one needs."""

import json
import subprocess
import sys

from tests.support import PROJECT

ASK = """
import json, sys
from mingzhang.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
print(json.dumps([code, sorted(sys.modules)]))
"""
SLOW = {"jsonschema", "jinja2", "markdown_it", "weasyprint", "multiprocessing", "fontTools", "yaml"}


def imported(*arguments: str) -> set[str]:
    command = [sys.executable, "-c", ASK, *arguments]
    done = subprocess.run(  # noqa: S603
        command, cwd=PROJECT.root, check=True, capture_output=True, text=True
    )
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr
    return set(modules)


def test_help_needs_none_of_it() -> None:
    modules = imported("--help")
    assert not SLOW & modules
    assert "mingzhang.diagnostics" not in modules
    assert not SLOW & imported("build", "--help")


def test_a_check_with_nothing_to_do_needs_none_of_it() -> None:
    folder = "sources/changchun/2024-final"
    assert SLOW & imported("check", folder)
    assert not SLOW & imported("check", folder)
    assert "weasyprint" not in imported("check", folder, "--force")


def test_of_departments_that_did_not_change_only_the_names_are_compared() -> None:
    imported("check")
    modules = imported("check")
    assert "mingzhang.checks.departments_beside" in modules
    assert not (SLOW | {"mingzhang.facts.account", "mingzhang.checks.rule"}) & modules
