"""The example beside the templates: a document to begin from has nothing wrong in it."""

import pytest

from mingzhang.builder import examine
from mingzhang.diagnostics import Severity
from tests.support import PROJECT


@pytest.mark.parametrize("name", ["2024-budget", "2024-final"])
def test_the_example_checks_clean(name: str) -> None:
    found = examine(PROJECT.templates / "example" / name, PROJECT)[1]
    # The two are accounts of their own, and no budget of one another.
    asked = [fault for fault in found if fault.code not in ("MZ863", "MZ656")]
    assert [str(fault) for fault in asked if fault.severity is not Severity.NOTE] == []
