"""The aazw-2018 example holds the data it was given, and its generator makes the files kept."""

import runpy
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from aanbesteding.tender.decision import AwardMode, Selection
from aanbesteding.tender.load import load
from aanbesteding.tender.tender import Tender
from tests import region_files as files

NAME = "aazw-2018"
FOLDER = files.EXAMPLES / NAME
# As given: clients a year and (mean) tariff in euros.
GIVEN = {
    "B-perspectief": (3_900, 2_850),
    "B-intensief": (2_400, 5_904),
    "B-duurzaam-licht": (1_500, 3_600),
    "B-duurzaam-middel": (1_100, 8_400),
    "B-duurzaam-zwaar": (300, 16_800),
    "C-perspectief": (1_700, 6_804),
    "C-intensief": (2_600, 19_500),
    "C-duurzaam-licht": (500, 9_600),
    "C-duurzaam-middel": (750, 21_600),
    "C-duurzaam-zwaar": (550, 44_400),
}
YOUTH = {
    "amsterdam": 153_000,
    "zaanstad": 33_000,
    "amstelveen": 19_300,
    "purmerend": 16_400,
    "edam-volendam": 7_700,
    "aalsmeer": 7_000,
    "uithoorn": 6_000,
    "diemen": 5_200,
    "waterland": 3_400,
    "wormerland": 3_200,
    "ouder-amstel": 2_900,
    "landsmeer": 2_300,
    "oostzaan": 2_000,
    "beemster": 2_000,
}
C_NEEDS = [need for need in GIVEN if need.startswith("C")]


@pytest.fixture(scope="module")
def tender() -> Tender:
    found, findings = load(FOLDER)
    assert found is not None, findings
    return found


@pytest.fixture(scope="module")
def bids() -> dict[str, dict[str, str]]:
    return {row["bidder.id"]: row for row in files.rows(NAME, "bids")}


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "expected" / "outcome.toml").read_text("utf-8"))


def bidding(bids: Mapping[str, dict[str, str]], lot: str) -> set[str]:
    return {bidder for bidder, row in bids.items() if row[f"lots.{lot}.bids"] == "ja"}


def panel() -> dict[tuple[str, str], int]:
    return {
        (row["bidder"], row["criterion"]): int(row["mark"])
        for row in files.rows(NAME, "assessments")
        if row["assessor"] == "consensus"
    }


def failing() -> set[str]:
    return {bidder for (bidder, _), mark in panel().items() if mark < 6}


def test_the_generator_makes_the_files_that_are_kept() -> None:
    made = runpy.run_path(str(FOLDER / "make.py"))["files"]()
    assert sorted(made) == ["assessments.csv", "bids.csv", "demand.csv", "register.csv"]
    kept = {name: (FOLDER / name).read_bytes().decode("utf-8") for name in made}
    assert kept == made


def test_163_bids_for_b_and_52_for_c_by_203_bidders_of_whom_12_bid_for_both(
    bids: dict[str, dict[str, str]],
) -> None:
    in_b, in_c = bidding(bids, "B"), bidding(bids, "C")
    assert (len(bids), len(in_b), len(in_c), len(in_b & in_c)) == (203, 163, 52, 12)
    assert in_b | in_c == set(bids)


def test_the_demand_of_each_spic_is_that_given(tender: Tender) -> None:
    asked = dict.fromkeys(GIVEN, 0)
    for row in tender.demand:
        asked[row.need] += row.volume
    assert asked == {need: clients for need, (clients, _) in GIVEN.items()}


def test_a_municipality_has_its_part_by_youth_to_within_one_client(tender: Tender) -> None:
    exact = {
        (need, area): Fraction(clients * youth, 263_400)
        for need, (clients, _) in GIVEN.items()
        for area, youth in YOUTH.items()
    }
    stated = {(row.need, row.area): row.volume for row in tender.demand}
    assert stated.keys() == exact.keys()
    assert all(abs(stated[key] - exact[key]) < 1 for key in exact)
    assert {area.id: area.youth for area in tender.leaf_areas} == YOUTH


def test_demand_at_the_fixed_and_mean_tariffs_costs_152_651_400(tender: Tender) -> None:
    cost = {"B": Fraction(0), "C": Fraction(0)}
    for row in tender.demand:
        tariffs = tender.tariff(row.lot, row.need)
        stated = tariffs["fixed" if row.lot == "B" else "norm"].amount
        assert stated == GIVEN[row.need][1]
        cost[row.lot] += row.volume * Fraction(stated)
    assert cost == {"B": 44_964_600, "C": 107_686_800}
    assert sum(cost.values()) == 152_651_400


def test_the_ceilings_of_fourteen_municipalities_are_164_million(tender: Tender) -> None:
    amounts = {row.area: row.amount for row in tender.ceilings}
    assert amounts.keys() == YOUTH.keys()
    assert sum(amounts.values()) == 164_000_000
    assert amounts["amsterdam"] == 110_000_000


def test_six_municipalities_are_in_one_region_and_eight_in_the_other(tender: Tender) -> None:
    assert len(tender.leaves_under("amsterdam-amstelland")) == 6
    assert len(tender.leaves_under("zaanstreek-waterland")) == 8


def test_each_lot_has_its_own_way_of_award(tender: Tender) -> None:
    assert tender.mode_of("B") is AwardMode.ADMIT_ALL
    assert tender.mode_of("C") is AwardMode.RANK_ORDER
    assert tender.selection_of("C") is Selection.ABOVE_THRESHOLD
    assert not any(tender.promises_volume(lot) for lot in tender.open_lots)
    assert tender.judged("B") == ()


def test_the_ten_spics_have_a_code_profile_and_intensity_each(tender: Tender) -> None:
    assert {need.id for need in tender.needs} == set(GIVEN)
    assert len({need.product for need in tender.needs}) == 10
    assert len({need.profile for need in tender.needs}) == 10
    assert len({need.intensity for need in tender.needs}) == 5


def test_every_yearly_tariff_divides_by_twelve_in_whole_cents(
    tender: Tender, bids: dict[str, dict[str, str]]
) -> None:
    yearly = [need.id for need in tender.needs if need.monthly]
    assert len(yearly) == 6
    stated = [t.amount for t in tender.tariffs if t.need in yearly]
    asked = [Fraction(bids[b][f"lots.C.price.{need}"]) for b in bidding(bids, "C")
             for need in yearly if need in C_NEEDS]  # fmt: skip
    assert len(asked) == 52 * 3
    every = [*asked, *map(Fraction, stated)]
    assert [amount for amount in every if (amount * 100) % 12] == []


def test_a_price_of_c_is_90_to_112_percent_of_the_mean_tariff(
    tender: Tender, bids: dict[str, dict[str, str]]
) -> None:
    for need in C_NEEDS:
        tariffs, mean = tender.tariff("C", need), GIVEN[need][1]
        least, most = Fraction(mean * 90, 100), Fraction(mean * 112, 100)
        assert Fraction(tariffs["floor"].amount) == least
        assert Fraction(tariffs["ceiling"].amount) == most
        asked = {Fraction(bids[b][f"lots.C.price.{need}"]) for b in bidding(bids, "C")}
        assert least <= min(asked) < Fraction(95, 100) * mean
        assert Fraction(107, 100) * mean < max(asked) <= most
        assert len(asked) > 45


def test_fifteen_bids_are_out_of_b_eleven_by_the_register_and_four_too_small(
    bids: dict[str, dict[str, str]], expected: dict[str, Any]
) -> None:
    listed = {row["bidder"]: row["event"] for row in files.rows(NAME, "register")}
    in_b = bidding(bids, "B")
    small = {
        bidder
        for bidder in in_b
        if sum(int(v) for k, v in bids[bidder].items() if k.startswith("lots.B.capacity.")) < 5
    }
    assert all(row["reason"] and row["lot"] == "B" for row in files.rows(NAME, "register"))
    assert sorted(listed.values()) == ["excluded"] * 5 + ["unsuitable"] * 6
    assert len(small) == 4
    assert set(listed) <= in_b - small
    assert len(in_b) - len(listed) - len(small) == 148 == expected["B"]["admitted"]
    excluded = {bidder for bidder, event in listed.items() if event == "excluded"}
    assert set(expected["B"]["excluded"]) == excluded
    assert set(expected["B"]["unsuitable"]) == set(listed) - excluded
    assert set(expected["B"]["too_small"]) == small


def test_fourteen_plans_of_c_have_a_mark_below_six(
    bids: dict[str, dict[str, str]], expected: dict[str, Any]
) -> None:
    assert {bidder for bidder, _ in panel()} == bidding(bids, "C")
    assert len(failing()) == 14
    assert set(expected["C"]["knocked_out"]) == failing()
    assert set(expected["C"]["winners"]) == bidding(bids, "C") - failing()
    assert len(expected["C"]["winners"]) == 38


def test_a_bidder_for_both_lots_can_be_out_of_b_and_in_c(bids: dict[str, dict[str, str]]) -> None:
    both = bidding(bids, "B") & bidding(bids, "C")
    out = both & {row["bidder"] for row in files.rows(NAME, "register")}
    assert out
    assert out & failing() == set()


def test_the_two_person_practice_fails_on_main_contracting_with_that_reason(
    bids: dict[str, dict[str, str]], expected: dict[str, Any]
) -> None:
    bidder = expected["C"]["two_people"]
    assert bids[bidder]["bidder.kind"] == "zelfstandige praktijk"
    mark = next(
        row
        for row in files.rows(NAME, "assessments")
        if (row["assessor"], row["bidder"], row["criterion"])
        == ("consensus", bidder, "hoofdaannemer")
    )
    assert int(mark["mark"]) < 6
    assert "twee mensen" in mark["reason"]
    assert "hoofdaannemer" in mark["reason"]


def test_every_mark_is_on_the_scale_and_has_a_reason(tender: Tender) -> None:
    scale = {str(step.mark) for step in tender.steps("plan")}
    marks = files.rows(NAME, "assessments")
    assert len(marks) == 52 * 3 * 2
    assert [row for row in marks if row["mark"] not in scale or len(row["reason"]) < 40] == []


def test_there_are_institutions_and_independents_and_subcontractors_of_others(
    bids: dict[str, dict[str, str]],
) -> None:
    kinds = {row["bidder.kind"] for row in bids.values()}
    assert kinds == {"instelling", "zelfstandige praktijk"}
    names = {row["bidder.name"] for row in bids.values()}
    pairs = [(row["bidder.name"], one) for row in bids.values()
             for one in row["bidder.subcontractors"].split(";") if one]  # fmt: skip
    assert [pair for pair in pairs if pair[0] == pair[1]] == []
    assert any(one in names for _, one in pairs)
    assert any(one not in names for _, one in pairs)


def test_names_and_chamber_numbers_differ_and_every_name_says_it_is_fictional(
    bids: dict[str, dict[str, str]],
) -> None:
    names = [row["bidder.name"] for row in bids.values()]
    assert len(set(names)) == len({row["bidder.kvk"] for row in bids.values()}) == 203
    assert [name for name in names if "(fictief)" not in name] == []
