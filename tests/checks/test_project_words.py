"""What a finding on the words of one project names beside another's."""

from mingzhang.checks.run_rules import check
from tests.checks.cases.project_words import CASES
from tests.support import only


def test_the_row_that_a_reason_belongs_to_is_named_with_its_own_figure() -> None:
    (case,) = (case for case in CASES if case.code == "MZ694")
    (found,) = only(check(case.account()), "MZ694")
    # 2101502 has the 30 of 网络维护费; the reason stands with 2101506, which has another figure.
    assert next((o.label, o.value) for o in found.operands) == ("2101502", "30")
