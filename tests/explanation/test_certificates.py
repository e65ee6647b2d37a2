"""Which lots get a certificate of their ranking, with how many places, and what is noticed."""

from typing import Any

from aanbesteding.awarding.decision import Decision, LotOutcome, Outcome
from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.basis.findings import Weight
from aanbesteding.basis.texts import finding_text
from aanbesteding.contest.certificate import Basis
from aanbesteding.explanation.certificates import certificates, findings_of
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.tender import Tender
from tests.tiny import bid, bids, marks, scored, tender

# After case V24 of the catalogue, with whole marks: without A bid B comes level with C.
PRICES = {"A": "40", "B": "80", "C": "100"}
MARKS = {"A": 1, "B": 6, "C": 8}


def asked(formula: str = "price.lowest_share", **changes: Any) -> Tender:
    half = [{"id": "k", "title": "Kwaliteit", "weight": 50, "scale": "tien"}]
    return tender(
        criteria=half,
        demand=[{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 1}],
        price={"formula": formula, "weight": 50, "floor_price": 40, "ceiling_price": 100},
        **changes,
    )


def sheet(of: Tender) -> Scoresheet:
    return scored(of, bids(*(bid(b, price=p) for b, p in PRICES.items())), marks(MARKS))


def decided(*winners: str) -> Decision:
    outcome = LotOutcome("1", "awarded" if winners else "draw_needed", winners)
    return Decision("rank_order", Outcome.AWARDED, (outcome,))


def test_as_many_ranks_are_certified_as_there_are_contracts() -> None:
    of = asked()
    for winners, places in ((("A", "B"), 2), (("A",), 1), ((), 1)):
        (found,) = certificates(of, sheet(of), decided(*winners))
        assert (found.lot, found.certificate.places) == ("1", places)


def test_a_lot_that_is_not_awarded_by_rank_has_no_certificate() -> None:
    of = asked(award={"mode": "published_objective"}, goals=[{"kind": "quality"}])
    assert certificates(of, sheet(of), decided("A")) == ()


def test_a_lot_with_one_ranked_bid_has_no_certificate() -> None:
    of = asked()
    alone = scored(of, bids(bid("A")), marks({"A": 5}))
    assert certificates(of, alone, decided("A")) == ()


def test_a_certificate_can_go_in_the_record() -> None:
    of = asked()
    (found,) = read_json(canonical(list(certificates(of, sheet(of), decided("A")))))
    assert found["lot"] == "1"
    assert found["certificate"]["basis"] == "searched"


def test_an_award_that_leans_on_a_loser_is_noticed_and_stops_nothing() -> None:
    of = asked()
    (found,) = findings_of(certificates(of, sheet(of), decided("C")))
    assert (found.code, found.weight) == ("S141", Weight.NOTICE)
    assert found.values == {"lot": "1", "without": ["A"]}


def test_what_is_noticed_names_lot_and_bids_in_both_languages() -> None:
    # Without A the prices of B and C lie at the ends, and two euros decide all price points.
    of = asked("price.min_max")
    offered = bids(bid("A", price="40"), bid("B", price="80"), bid("C", price="82"))
    leaning = scored(of, offered, marks({"A": 5, "B": 7, "C": 8}))
    found = findings_of(certificates(of, leaning, decided("A")))
    assert [finding.code for finding in found] == ["S142"]
    for lang in ("nl", "en"):
        told = finding_text(found[0], lang)
        assert "1" in told
        assert " A " in told


def test_under_an_absolute_formula_nothing_is_noticed() -> None:
    of = asked("price.absolute_linear")
    found = certificates(of, sheet(of), decided("A"))
    assert found[0].certificate.basis is Basis.ABSOLUTE
    assert findings_of(found) == ()
