"""No person in a tender: numbers and days that look like one are refused, others are not."""

import pytest

from aanbesteding.basis.findings import Finding
from aanbesteding.tender.check_personal import looks_like_bsn, persons_are_not_listed
from tests import tiny

# 9·1 + 8·1 + 7·1 + 6·2 + 5·2 + 4·2 + 3·3 + 2·3 − 3 = 66 = 6 · 11
BSN = "111222333"


def codes(**changes: object) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.code, one.path) for one in persons_are_not_listed(tiny.tender(**changes))]


def needs(label: str) -> list[dict[str, object]]:
    return [{"id": "zwaar", "label": label, "priority": 1, "unit": "cliënt"}]


def test_one_in_eleven_numbers_passes_the_eleven_test() -> None:
    passing = sum(looks_like_bsn(str(number)) for number in range(100_000_000, 100_011_000))
    assert passing == 1000


def test_a_number_like_a_bsn_is_refused_in_a_name_and_in_a_count() -> None:
    demand = {"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": int(BSN)}
    assert codes(needs=needs(f"kind {BSN}"))[0] == ("T470", ("needs", "0", "label"))
    assert codes(demand=[demand]) == [("T470", ("demand", "0", "volume"))]


@pytest.mark.parametrize("day", ["17-05-2012", "2012-05-17", "7/5/2012"])
def test_a_day_in_a_name_is_refused(day: str) -> None:
    assert codes(needs=needs(f"zwaar {day}")) == [("T471", ("needs", "0", "label"))]


@pytest.mark.parametrize(
    "label", ["zwaar 2028", "111222334", "0111222333", "2-3 dagen", "12-18 jaar"]
)
def test_other_numbers_are_left_alone(label: str) -> None:
    assert codes(needs=needs(label)) == []


def test_the_number_itself_is_not_repeated_in_the_finding() -> None:
    (problem,) = persons_are_not_listed(tiny.tender(needs=needs(BSN)))
    assert isinstance(problem.at({}), Finding)
    assert BSN not in str(problem.values)
