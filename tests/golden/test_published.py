"""What the project builds is what the agencies published, but for the errata that it lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.project import Project
from tests.golden.compare import Comparison, compare, figure, read_errata, read_golden, read_page

GOLDEN = Path(__file__).parent
DOCUMENTS = {
    "changchun/2024-final": "changchun-2024-final",
    "jiyuan/2023-final": "jiyuan-2023-final",
    "leshan-shizhong/2024-final": "leshan-shizhong-2024-final",
    "yanbian/2024-budget": "yanbian-2024-budget",
    "jilin-insurance/2024-budget": "jilin-insurance-2024-budget",
    "putuo-social-work/2024-final": "putuo-social-work-2024-final",
    "putuo-finance/2025-budget": "putuo-finance-2025-budget",
}


# The least shares of narrative figures and table rows; lower where the published document itself
# is wrong so often: five goal tables in 元 under a head that says 万元, two figures of the text.
# In a bureau's budget five sums are wrong, five items stand twice, two zeros are too many.
LEAST = {
    "yanbian/2024-budget": (Decimal("0.96"), Decimal("0.94")),
    "putuo-finance/2025-budget": (Decimal("0.84"), Decimal(1)),
}
USUAL = (Decimal("0.97"), Decimal("0.95"))


@dataclass(frozen=True)
class Case:
    """A document of the project and how it compares with what was published."""

    document: str
    comparison: Comparison

    @property
    def least(self) -> tuple[Decimal, Decimal]:
        """What must at least agree."""
        return LEAST.get(self.document, USUAL)


@pytest.fixture(scope="module", params=DOCUMENTS)
def case(request: pytest.FixtureRequest, public: Callable[[Path], Path]) -> Case:
    document: str = request.param
    page = public(Project().sources / document) / "disclosure.html"
    html = page.read_text(encoding="utf-8")
    return Case(document, compare(read_golden(GOLDEN / DOCUMENTS[document]), read_page(html)))


def test_narrative_says_what_was_published(case: Case) -> None:
    narrative = case.comparison.narrative
    comparable = narrative.total - _of_zero_base(case.comparison)
    assert Decimal(narrative.matched) / comparable >= case.least[0], _needed(case)


def _of_zero_base(comparison: Comparison) -> int:
    """How many percentages of a zero base were published: our sentences leave those out.

    What grew from nothing was published as a growth of 100 %.
    """
    left_out = (d.published for d in comparison.differences if not d.computed)
    return sum(figure(text) in ("0%", "100%") for published in left_out for text in published)


def test_tables_show_what_was_published(case: Case) -> None:
    assert case.comparison.tables.share >= case.least[1], _needed(case)


def test_every_difference_is_a_listed_erratum(case: Case) -> None:
    assert not _needed(case)


def test_no_erratum_is_listed_that_is_none(case: Case) -> None:
    found = {difference.identity for difference in case.comparison.differences}
    assert not _errata(case.document) - found


def _errata(document: str) -> frozenset[tuple[str, str, str]]:
    text = (Project().root / "docs" / "errata.md").read_text(encoding="utf-8")
    return read_errata(text, document)


def _needed(case: Case) -> str:
    """The rows that docs/errata.md lacks, ready to be copied."""
    listed = _errata(case.document)
    return "\n".join(
        f"| {case.document} {difference.erratum} |"
        for difference in case.comparison.differences
        if difference.identity not in listed
    )
