"""What templates may look at: the fields of the program's values, and nothing behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

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


@dataclass(frozen=True)
class Acting:
    """A value of the program that can do something, and one that templates may have do it."""

    file: Path
    answer: Callable[[], str] = str

    def act(self) -> str:
        return "done"


Acting.__module__ = "mingzhang.document.acting"


class Asked(Acting):
    """The same, whose methods are for templates."""

    ASKED: ClassVar = True


Asked.__module__ = Acting.__module__


@pytest.mark.parametrize(
    "text",
    [
        "{{ one.file.read_text() }}",
        "{{ one.file.parent }}",
        "{{ one.file | attr('parent') }}",
        "{{ [one] | map(attribute='file.parent') | join }}",
        "{{ '{0.file.parent}'.format(one) }}",
        "{{ one.act() }}",
        "{{ one.answer() }}",
        "{{ one.act }}",
        "{{ macro.environment }}",
    ],
)
def test_what_acts_is_not_for_templates(environment: Environment, text: str) -> None:
    """A form may be anybody's, and a path reads and writes whatever the user may."""
    template = environment.from_string(text)
    with pytest.raises(SecurityError):
        template.render(one=Acting(Path(__file__)), macro=environment.from_string(""))


def test_values_are(environment: Environment) -> None:
    text = "{{ one.file.__str__ is defined }}{{ asked.act() }}{{ '甲乙'.removesuffix('乙') }}"
    asked = Asked(Path(__file__))
    made = environment.from_string(text).render(one=asked, asked=asked)
    assert made.endswith("done甲")
    assert said(environment, "{% macro a() %}甲{% endmacro %}{{ a.name }}{{ a() }}") == "a甲"
