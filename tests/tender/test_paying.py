"""Who pays for what is asked where."""

from fractions import Fraction

import pytest

from aanbesteding.tender.paying import part_paid
from tests.tiny import tender

AREAS = [
    {"id": "regio", "name": "Regio"},
    {"id": "noord", "name": "Noord", "parent": "regio"},
    {"id": "g", "name": "G", "parent": "noord"},
    {"id": "h", "name": "H", "parent": "noord"},
    {"id": "zuid", "name": "Zuid", "parent": "regio"},
]
SHARES = [
    {"area": "g", "share": "0.5"},
    {"area": "h", "share": "0.3"},
    {"area": "zuid", "share": "0.2"},
]


@pytest.mark.parametrize(
    ("payer", "asked", "part"),
    [
        ("g", "g", 1),
        ("noord", "g", 1),
        ("g", "h", 0),
        ("g", "regio", Fraction(1, 2)),
        ("noord", "regio", Fraction(4, 5)),
        ("regio", "regio", 1),
        ("zuid", "noord", 0),
    ],
)
def test_an_area_pays_what_is_asked_in_it_and_its_share_of_what_is_asked_above(
    payer: str, asked: str, part: Fraction
) -> None:
    assert part_paid(tender(areas=AREAS, cost_shares=SHARES), payer, asked, "1") == part
