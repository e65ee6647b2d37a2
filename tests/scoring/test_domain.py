"""Bids of which a published formula can make nothing are findings, all at once."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from aanbesteding import flow
from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.errors import FindingsError, FormulaDomainError
from aanbesteding.basis.findings import Finding
from aanbesteding.basis.places import Line
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.bids.bid import Bids, Event, EventKind, Received
from aanbesteding.formulas import BY_ID, SHELF
from aanbesteding.formulas.formula import Formula
from aanbesteding.scenarios.compare import outlook
from aanbesteding.scoring.domain import domain_findings
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.tender import Tender
from tests.tiny import bid, bids, marks, tender

HALF = {"id": "k", "title": "Kwaliteit", "weight": 60, "scale": "tien"}
ONE = [{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 1}]
GIVEN: dict[str, int] = {
    "floor_price": 50, "ceiling_price": 200, "estimate": 100, "low_price": 60, "span": 1,
    "multiple": 2, "exponent": 2, "benchmark_share": 1, "euro_per_point": 10,
}  # fmt: skip


def priced(formula: str, **price: Any) -> Tender:
    """A tender in which quality weighs 60 and this formula 40, on one client."""
    stated = {name: GIVEN[name] for name in BY_ID[formula].inputs if name in GIVEN}
    asked = {"formula": formula, "weight": 40, **stated, **price}
    return tender(criteria=[HALF], demand=ONE, price=asked, award={"on_dropout": "keep"})


def found(asked: Tender, prices: dict[str, str], given: dict[str, Any]) -> tuple[Finding, ...]:
    offered = bids(*(bid(name, price=price) for name, price in prices.items()))
    received = tuple(Received(f"bids/{name}.xlsx", "", name) for name in prices)
    return domain_findings(asked, Bids(offered.bids, received), marks(given))


def told(findings: tuple[Finding, ...]) -> list[tuple[str, Any, Any]]:
    return [(f.code, f.values.get("bidder"), f.values.get("value")) for f in findings]


DIVIDES = ("price.lowest_share", "price.squared_share", "value.quality_per_euro",
           "value.utility_index", "price.linear_span")  # fmt: skip


@pytest.mark.parametrize("formula", DIVIDES)
def test_a_price_of_nothing_is_told_of_that_bid_alone(formula: str) -> None:
    findings = found(priced(formula), {"A": "0", "B": "100", "C": "0"}, dict.fromkeys("ABC", 6))
    assert told(findings) == [("S101", "A", 0), ("S101", "C", 0)]
    assert [f.place for f in findings] == [Line("bids/A.xlsx"), Line("bids/C.xlsx")]
    assert {f.values["formula"] for f in findings} == {formula}


@pytest.mark.parametrize("formula", ["price.two_slopes", "value.within_budget"])
def test_a_price_above_the_ceiling_is_told_with_the_ceiling(formula: str) -> None:
    findings = found(priced(formula), {"A": "201", "B": "200"}, {"A": 6, "B": 6})
    assert told(findings) == [("S102", "A", 201)]
    assert findings[0].values["ceiling"] == 200


def test_a_price_above_a_ceiling_that_knocks_out_is_no_finding() -> None:
    asked = priced("price.two_slopes", over_ceiling="out")
    assert found(asked, {"A": "201", "B": "200"}, {"A": 6, "B": 6}) == ()


# Value for money (F11) with weights 60 and 40: a bid that lags 40 points or more has no index.
def test_a_bid_that_lags_too_far_in_quality_is_told() -> None:
    asked = priced("value.utility_index")
    assert told(found(asked, {"A": "100", "B": "100"}, {"A": 10, "B": "3.5"})) == []
    lagging = found(asked, {"A": "100", "B": "80", "C": "90"}, {"A": 10, "B": 3, "C": 2})
    assert told(lagging) == [("S103", "B", 18), ("S103", "C", 12)]


def test_too_few_bids_for_a_formula_is_told_once() -> None:
    asked = priced("price.benchmark_deviation")
    findings = found(asked, {"A": "90", "B": "100"}, {"A": 6, "B": 6})
    assert told(findings) == [("S105", None, None)]
    assert findings[0].values == {"lot": "1", "formula": asked.price.formula, "number": 2}


def answered(**given: str) -> tuple[Tender, Bids]:
    one = {"id": "w", "title": "W", "weight": 100, "formula": "quality.time_share", "unit": "dag"}
    return tender(criteria=[one]), bids(*(bid(b, answers={"w": a}) for b, a in given.items()))


def test_answers_of_which_all_are_zero_are_told_once() -> None:
    assert told(domain_findings(*answered(A="0", B="0"), Marks(()))) == [("S105", None, None)]
    assert domain_findings(*answered(A="0", B="1"), Marks(())) == ()


def test_an_answer_outside_the_formula_is_told_with_its_criterion() -> None:
    findings = domain_findings(*answered(A="-1", B="5", C="-2"), Marks(()))
    assert told(findings) == [("S104", "A", -1), ("S104", "C", -2)]
    assert {f.values["criterion"] for f in findings} == {"w"}


def test_answers_are_looked_at_without_the_prices() -> None:
    one = {"id": "w", "title": "W", "weight": 60, "formula": "quality.time_share", "unit": "dag"}
    asked = priced("price.lowest_share").model_copy(
        update={"criteria": tender(criteria=[one]).criteria}
    )
    offered = bids(bid("A", price="0", answers={"w": "1"}))
    assert domain_findings(asked, offered, Marks(()), prices=False) == ()
    assert told(domain_findings(asked, offered, Marks(()))) == [("S101", "A", 0)]


def test_a_bid_that_is_out_is_no_finding() -> None:
    gone = Event(bidder="A", event=EventKind.EXCLUDED, reason="uitgesloten")
    offered = bids(bid("A", price="0"), bid("B", price="100"), events=[gone])
    judged = marks({"A": 6, "B": 6})
    assert domain_findings(priced("price.lowest_share"), offered, judged) == ()


def test_lots_without_ranking_have_no_formula_to_fail() -> None:
    asked = priced("price.lowest_share")
    house = asked.model_copy(
        update={"lots": (asked.lots[0].model_copy(update={"mode": AwardMode.ADMIT_ALL}),)}
    )
    assert found(house, {"A": "0"}, {"A": 6}) == ()


def test_a_programmer_gets_the_same_findings_as_an_exception() -> None:
    asked, offered = priced("price.lowest_share"), bids(bid("A", price="0"), bid("B", price="0"))
    judged = marks({"A": 6, "B": 6})
    with pytest.raises(FindingsError) as caught:
        flow.award(asked, offered, judged)
    assert caught.value.findings == domain_findings(asked, offered, judged)
    assert [f.code for f in caught.value.findings] == ["S101", "S101"]


def test_a_scenario_in_which_a_formula_fails_says_so() -> None:
    changes = [{"scenario": "duurder", "what": "tariff", "factor": "3"}]
    asked = priced("price.two_slopes").model_copy(
        update={
            name: getattr(tender(**{name: rows}), name)
            for name, rows in {
                "scenarios": [{"id": "duurder", "title": "Alles kost drie keer zo veel"}],
                "changes": changes,
            }.items()
        }
    )
    offered, judged = bids(bid("A", price="100"), bid("B", price="50")), marks({"A": 6, "B": 6})
    assert outlook(asked, offered, judged).outcome == "awarded"
    with pytest.raises(FindingsError) as caught:
        outlook(asked, offered, judged, scenario="duurder")
    assert told(caught.value.findings) == [("S102", "A", 300)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_finding_names_bidder_lot_formula_and_value(lang: str) -> None:
    (finding,) = found(priced("price.lowest_share"), {"A": "0", "B": "9"}, {"A": 6, "B": 6})
    said = finding_text(finding, lang)
    for word in ("A", "1", "price.lowest_share", "0,00" if lang == "nl" else "0.00"):
        assert word in said


PRICED = [card for card in SHELF if "price" in card.inputs]


@pytest.mark.parametrize("card", PRICED, ids=lambda card: card.id)
@pytest.mark.parametrize("prices", [("0", "100", "90"), ("0", "0", "0"), ("500", "1", "90")])
@pytest.mark.parametrize("given", [(0, 10, 5), (0, 0, 0)])
def test_whatever_is_bid_there_is_a_score_or_a_finding(
    card: Formula, prices: tuple[str, ...], given: tuple[int, ...]
) -> None:
    asked = priced(card.id)
    offered = bids(*(bid(b, price=p) for b, p in zip("ABC", prices, strict=True)))
    judged = marks(dict(zip("ABC", map(Decimal, given), strict=True)))
    findings = domain_findings(asked, offered, judged)
    if findings:
        assert {f.code for f in findings} <= {"S101", "S102", "S103", "S105"}
        with pytest.raises(FindingsError):
            flow.award(asked, offered, judged)
    else:
        assert flow.award(asked, offered, judged).scoresheet.ranked("1")


def fault(card: Formula) -> str | None:
    """The input a formula names when all of them are below zero; none when it has an answer."""
    try:
        card.compute(**dict.fromkeys(card.inputs, Fraction(-1)))
    except FormulaDomainError as error:
        return error.about
    return None


@pytest.mark.parametrize("card", SHELF, ids=lambda card: card.id)
def test_a_refusal_starts_with_the_input_that_is_at_fault(card: Formula) -> None:
    assert fault(card) in (None, *card.inputs)
