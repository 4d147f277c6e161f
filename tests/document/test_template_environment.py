"""What templates may look at: the fields of the program's values, and nothing behind them."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from jinja2.exceptions import SecurityError

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.region_folder import read_region
from mingzhang.document.template_environment import create_environment
from tests.support import PROJECT

FOUND = Diagnostic(Place(PROJECT.root, 3), "MZ201", "{0.__class__}")


@pytest.fixture
def environment() -> Environment:
    region, _ = read_region("吉林", PROJECT, "final")
    assert region
    return create_environment(region)


def said(environment: Environment, text: str) -> str:
    return environment.from_string(text).render(found=FOUND)


@pytest.mark.parametrize(
    ("text", "told"),
    [("{{ found.code }}", "MZ201"), ("{{ found.place.line }}", "3"), ("{{ found.hint }}", "")],
)
def test_fields_are_shown(environment: Environment, text: str, told: str) -> None:
    assert said(environment, text) == told


@pytest.mark.parametrize(
    "text",
    [
        "{{ found.__class__.__mro__ }}",
        "{{ found.place.__class__.__init__ }}",
        "{{ found.place._replace.__globals__ }}",
        "{{ found.message.format(found) }}",
        "{{ ''.__class__.__mro__ }}",
    ],
)
def test_nothing_behind_them_is(environment: Environment, text: str) -> None:
    with pytest.raises(SecurityError):
        said(environment, text)
