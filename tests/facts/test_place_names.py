"""Names of places: their rank among others of their level."""

from __future__ import annotations

import pytest

from mingzhang.facts.place_names import is_of_county_rank


@pytest.mark.parametrize(
    ("place", "is_county"), [("公主岭市", True), ("昆明市", False), ("不在册市", True)]
)
def test_a_city_may_be_a_county_and_one_that_nobody_knows_too(
    place: str, *, is_county: bool
) -> None:
    assert is_of_county_rank(place) is is_county
