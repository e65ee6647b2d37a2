"""What must hold for a tender in two envelopes."""

from typing import Any

import pytest

from aanbesteding.basis.findings import Weight
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.tender.check_envelopes import envelopes_hold_something
from tests.two_envelopes import tender

FIXED = {"formula": "price.fixed_tariff", "weight": 0}
OPEN_HOUSE = {"envelopes": "two", "mode": "admit_all"}


def found(**changes: Any) -> list[tuple[str, bool]]:
    problems = list(envelopes_hold_something(tender(**changes)))
    assert all(p.path == ("award", "envelopes") for p in problems)
    findings = [problem.at({}) for problem in problems]
    assert all(finding_text(finding, lang) for finding in findings for lang in LANGUAGES)
    return [(f.code, f.weight is not Weight.NOTICE) for f in findings]


def test_a_price_that_ranks_and_a_criterion_fill_two_envelopes() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "code", "blocks"),
    [
        ({"price": FIXED}, "T381", False),
        ({"award": OPEN_HOUSE}, "T381", False),
        ({"criteria": []}, "T382", True),
        ({"price": {**FIXED, "asked": "none"}}, "T383", True),
    ],
)
def test_an_envelope_that_stays_empty_or_decides_nothing_is_a_finding(
    changes: dict[str, Any], code: str, blocks: bool
) -> None:
    assert found(**changes) == [(code, blocks)]


def test_with_one_envelope_nothing_is_asked() -> None:
    assert found(award={"envelopes": "one"}, price=FIXED, criteria=[]) == []
