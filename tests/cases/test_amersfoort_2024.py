"""The Amersfoort example holds the data it was given (domain guide, f1), and its own arithmetic."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tests import region_files as files

NAME = "amersfoort-2024"
# As given: population, youth, budget a year.
GIVEN = {
    "GM0307": ("Amersfoort", 160_900, 34_600, 30_400_000),
    "GM0342": ("Soest", 47_200, 9_400, 8_200_000),
    "GM0327": ("Leusden", 31_500, 6_500, 5_400_000),
    "GM0308": ("Baarn", 25_000, 4_900, 4_200_000),
    "GM0313": ("Bunschoten", 22_400, 6_000, 4_700_000),
    "GM0351": ("Woudenberg", 14_200, 3_400, 3_100_000),
    "GM0317": ("Eemnes", 9_600, 2_000, 2_000_000),
}
# As given: clients a year, average cost, contracted capacity before.
NEEDS = {
    "licht": (2_900, 2_400, 4_100),
    "middel": (2_300, 9_800, 2_250),
    "zwaar": (900, 26_500, 640),
    "spoed": (250, 15_000, 150),
}
# As given: members, marks G1..G5, capacity licht/middel/zwaar/spoed, total.
BIDS = {
    "Eemzicht": (3, (8, 8, 8, 10, 6), (2_900, 2_400, 920, 260), 80),
    "Vallei": (5, (10, 10, 4, 8, 8), (3_000, 2_500, 950, 300), 82),
    "Verder": (2, (8, 8, 6, 8, 8), (3_100, 2_300, 700, 260), 76),
}
LOT1 = [row for row in files.rows(NAME, "demand") if row["lot"] == "1"]
WANT = files.expected(NAME)


def test_the_seven_municipalities_are_those_given() -> None:
    ceiling = {row["area"]: int(Decimal(row["amount"])) for row in files.rows(NAME, "ceilings")}
    found = {
        row["code"]: (row["name"], int(row["population"]), int(row["youth"]), ceiling[row["id"]])
        for row in files.rows(NAME, "areas")
        if row["kind"] == "municipality"
    }
    assert found == GIVEN
    assert sum(ceiling.values()) == 58_000_000


def test_the_cost_shares_are_the_budget_shares_to_a_hundredth_of_a_percent_and_make_one() -> None:
    ceiling = {row["area"]: Fraction(row["amount"]) for row in files.rows(NAME, "ceilings")}
    shares = {row["area"]: Fraction(row["share"]) for row in files.rows(NAME, "cost_shares")}
    assert sum(shares.values()) == 1
    far = {
        a: s for a, s in shares.items() if abs(s - ceiling[a] / 58_000_000) > Fraction(1, 10_000)
    }
    assert far == {}


def test_demand_and_fixed_tariffs_cost_57_1_million() -> None:
    tariff = {r["need"]: int(Decimal(r["amount"])) for r in files.rows(NAME, "tariffs")}
    found = {r["need"]: (int(r["volume"]), tariff[r["need"]]) for r in LOT1}
    assert found == {need: given[:2] for need, given in NEEDS.items()}
    assert sum(volume for volume, _ in found.values()) == 6_350
    assert sum(volume * cost for volume, cost in found.values()) == 57_100_000
    assert Fraction(WANT["award"]["spend"]) == 57_100_000


def test_the_market_had_a_surplus_of_light_help_and_a_shortage_of_the_rest() -> None:
    before = {r["need"]: int(r["capacity"]) for r in files.rows(NAME, "contracted")}
    assert before == {need: given[2] for need, given in NEEDS.items()}
    gap = {need: before[need] - NEEDS[need][0] for need in NEEDS}
    assert gap == {"licht": 1_200, "middel": -50, "zwaar": -260, "spoed": -100} == WANT["market"]


def test_clients_in_care_and_inflow_are_the_demand() -> None:
    in_care = sum(int(row["in_care"]) for row in LOT1)
    assert (in_care, 6_350 - in_care) == (WANT["in_care"]["total"], WANT["in_care"]["inflow"])


def test_nine_budgets_each_grow_by_two_percent_in_whole_cents() -> None:
    found = [Decimal(r["amount"]) for r in files.rows(NAME, "budgets") if r["lots"] == "1"]
    amount, grown = Decimal("58000000.00"), []
    for _ in range(9):
        grown.append(amount)
        amount = (amount * Decimal("1.02")).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert found == grown
    stated = [Decimal(text) for year, text in WANT["budgets"].items() if year != "total"]
    assert stated == grown
    (lot,) = [one for one in files.toml(NAME)["lots"] if one["id"] == "1"]
    total = sum(grown)
    assert total == Decimal(WANT["budgets"]["total"]) == Decimal(lot["framework_max_value"])
    # A growing row in one formula; the rounding of nine years is no more than a few cents.
    assert abs(total - 58_000_000 * (Decimal("1.02") ** 9 - 1) / Decimal("0.02")) < Decimal("0.05")


def test_marks_capacity_and_totals_are_those_given() -> None:
    panel, quality = files.consensus(NAME), files.quality(NAME)
    for bidder, (_, marks, offered, total) in BIDS.items():
        assert [panel[bidder, f"G{n}"] for n in range(1, 6)] == list(marks)
        capacity = files.capacity(files.bids(NAME)[bidder], "1")
        assert tuple(capacity[need] for need in NEEDS) == offered
        assert quality[bidder] == total
    assert quality == WANT["quality"]


def test_members_are_as_many_as_given_and_share_the_whole() -> None:
    for bidder, (many, *_) in BIDS.items():
        bid = files.bids(NAME)[bidder]
        members = [member.rsplit(" ", 1) for member in bid["bidder.members"].split("; ")]
        assert len(members) == many
        assert sum(int(share.removesuffix("%")) for _, share in members) == 100
        assert bid["bidder.lead"] in [name for name, _ in members]


def test_one_bid_meets_every_requirement_and_lowest_mark() -> None:
    lowest = {r["id"]: int(r["lowest_mark"] or 0) for r in files.rows(NAME, "criteria")}
    assert {k for k, v in lowest.items() if v} == {"G1", "G2", "G3"}
    panel = files.consensus(NAME)
    good = [
        bidder
        for bidder, (_, _, (_, _, heavy, urgent), _) in BIDS.items()
        if heavy >= 900
        and urgent >= 250
        and all(panel[bidder, g] >= lowest[g] for g in ("G1", "G2", "G3"))
    ]
    assert good == WANT["lots"]["1"]["winners"] == ["Eemzicht"]


def test_the_winner_serves_every_municipality_and_offers_all_that_is_asked() -> None:
    bid = files.bids(NAME)["Eemzicht"]
    assert files.areas(bid, "1") == {
        row["id"] for row in files.rows(NAME, "areas") if row["kind"] == "municipality"
    }
    short = {need: max(0, NEEDS[need][0] - n) for need, n in files.capacity(bid, "1").items()}
    assert short == WANT["award"]["waiting"]
    assert not any(short.values())


def test_every_municipality_pays_its_share_of_the_spend_within_its_ceiling() -> None:
    shares = {row["area"]: Fraction(row["share"]) for row in files.rows(NAME, "cost_shares")}
    paid = {area: share * 57_100_000 for area, share in shares.items()}
    assert {a: Fraction(text) for a, text in WANT["municipalities"].items()} == paid
    ceilings = {row["area"]: Fraction(row["amount"]) for row in files.rows(NAME, "ceilings")}
    assert all(paid[area] <= ceilings[area] for area in paid)


def test_lot_two_has_one_bidder_who_withdrew() -> None:
    inside = [b for b, bid in files.bids(NAME).items() if bid["lots.2.bids"] == "ja"]
    events = files.rows(NAME, "register")
    assert inside == [row["bidder"] for row in events] == ["Onderdak"]
    assert [(row["event"], row["lot"]) for row in events] == [("withdrawn", "2")]


def test_every_mark_is_there_on_the_scale_with_a_reason() -> None:
    assert files.unmarked(NAME) == []
    assert files.off_scale(NAME, furthest="2") == []


def test_every_provider_says_it_is_fictional() -> None:
    assert all("(fictief)" in bid["bidder.name"] for bid in files.bids(NAME).values())
