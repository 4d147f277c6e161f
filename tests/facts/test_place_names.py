"""Names of places: their rank among others of their level."""

from __future__ import annotations

import pytest

from mingzhang.facts.place_names import are_beside, is_of_county_rank, lies_within


@pytest.mark.parametrize(
    ("place", "is_county"), [("公主岭市", True), ("昆明市", False), ("不在册市", True)]
)
def test_a_city_may_be_a_county_and_one_that_nobody_knows_too(
    place: str, *, is_county: bool
) -> None:
    assert is_of_county_rank(place) is is_county


@pytest.mark.parametrize(
    ("place", "area", "is_within"),
    [
        ("江都区", "扬州市", True),  # 321012 in 321000
        ("泰州市", "扬州市", False),  # 321200 is beside it
        ("漯河市", "许昌市", False),
        ("渝中区", "重庆市", True),  # 500103 in 500000
        ("成都市", "重庆市", False),  # 510100
        ("成都市", "四川省", True),
    ],
)
def test_a_zero_that_belongs_to_a_places_code_tells_it_from_the_next(
    place: str, area: str, *, is_within: bool
) -> None:
    assert lies_within(place, (area,)) is is_within


def test_places_beside_each_other_have_one_around_them() -> None:
    assert are_beside("扬州市", "泰州市")
    assert not are_beside("扬州市", "江都区")
