"""A pie of parts that come to more than its whole, whatever of it was typed as a total."""

from pathlib import Path

import pytest

from tests.document.test_template_contradictions import told
from tests.support import account

TYPED = """
    支出:
      - {科目: 2080501, 基本支出: 4.30, 项目支出: 1.50}
      - {科目: 合计, 基本支出: 4.30, 合计: 5.80}
"""
PIE = "{{ 饼状图('支出结构', [基本支出, 项目支出], %s) }}"


@pytest.mark.parametrize(("whole", "is_told"), [("本年支出合计", False), ("基本支出", True)])
def test_the_parts_of_a_pie_are_no_more_than_its_whole(
    tmp_path: Path, whole: str, *, is_told: bool
) -> None:
    """A total that stands in the source itself is not added up of what its parts are."""
    found = told(tmp_path, PIE % whole, account(TYPED))
    assert ("各份相加多于" in found) is is_told
    assert is_told or not found
