"""The C+ example: every choice of contracts tried out, with plain arithmetic."""

from fractions import Fraction
from itertools import combinations

from tests import region_files as files

NAME = "c-plus-2022"
BIDS = files.bids(NAME)
NEEDS = ("crisisbed", "gesloten", "verblijf")
REGIONS = ("AA", "ZW")
DEMAND = {(r["area"], r["need"]): int(r["volume"]) for r in files.rows(NAME, "demand")}
QUALITY = files.quality(NAME)
WANT = files.expected(NAME)
PARENT = {r["id"]: r["parent"] for r in files.rows(NAME, "areas")}
VALID = sorted((b for b in BIDS if b != "P6"), key=lambda bidder: -QUALITY[bidder])


def regions(bidder: str) -> set[str]:
    return {PARENT[area] for area in files.areas(BIDS[bidder], "C+")}


def cap(bidder: str, need: str) -> int:
    return files.capacity(BIDS[bidder], "C+")[need]


def reserve(region: str, need: str) -> int:
    """Places kept: the rules for two needs, and every crisis bed."""
    for rule in files.toml(NAME)["rules"]:
        if (rule.get("areas"), rule.get("needs")) == ([region], [need]):
            return int(rule["at_least"])
    return DEMAND[region, need]


def reach(chosen: tuple[str, ...], need: str, wanted: set[str]) -> int:
    """Places of those who work in any of the regions wanted."""
    return sum(cap(b, need) for b in chosen if regions(b) & wanted)


def fits(chosen: tuple[str, ...]) -> bool:
    """Whether reserves can be met: for each region, and for both, there are places enough."""
    return all(
        reach(chosen, need, set(wanted)) >= sum(reserve(r, need) for r in wanted)
        for need in NEEDS
        for wanted in (("AA",), ("ZW",), REGIONS)
    )


def best(size: int) -> tuple[str, ...]:
    return tuple(VALID[:size])


def test_the_regions_have_six_and_seven_municipalities() -> None:
    kinds = [r["parent"] for r in files.rows(NAME, "areas") if r["kind"] == "municipality"]
    assert (kinds.count("AA"), kinds.count("ZW"), len(kinds)) == (6, 7, 13)


def test_one_bid_is_out_on_safety_and_the_rest_rank_as_stated() -> None:
    assert files.consensus(NAME)["P6", "veiligheid"] < 6
    assert all(files.consensus(NAME)[b, "veiligheid"] >= 6 for b in VALID)
    assert WANT["quality"] == QUALITY
    assert [*WANT["award"]["winners"], *WANT["award"]["reserve"]] == VALID


def test_the_first_four_fit_and_the_first_three_do_not() -> None:
    assert fits(best(4))
    assert not fits(best(3))


def test_only_the_two_reserves_of_stay_are_in_the_way_of_three() -> None:
    chosen = best(3)
    short = [
        (need, wanted)
        for need in NEEDS
        for wanted in (("AA",), ("ZW",), REGIONS)
        if reach(chosen, need, set(wanted)) < sum(reserve(r, need) for r in wanted)
    ]
    assert short == [("verblijf", REGIONS)]
    assert reach(chosen, "verblijf", set(REGIONS)) == 62
    assert reserve("AA", "verblijf") + reserve("ZW", "verblijf") == 65


def test_without_the_ranking_three_would_do_but_only_with_the_fifth() -> None:
    threes = [chosen for chosen in combinations(VALID, 3) if fits(chosen)]
    assert threes
    assert all("P5" in chosen for chosen in threes)
    assert {("P1", "P2", "P5"), ("P1", "P3", "P5")} <= set(threes)


def test_the_shortage_of_places_falls_where_the_reserve_leaves_it() -> None:
    winners = best(4)
    for need in ("gesloten", "verblijf"):
        places = reach(winners, need, set(REGIONS))
        assert reserve("ZW", need) == DEMAND["ZW", need]
        waiting = DEMAND["AA", need] - (places - DEMAND["ZW", need])
        assert waiting == WANT["award"]["waiting"]["AA"][need] == 4
        assert DEMAND["AA", need] - waiting >= reserve("AA", need)
        assert WANT["award"]["waiting"]["ZW"][need] == 0
        assert WANT["without_reserve"]["waiting"][need] == waiting


def test_crisis_beds_go_by_quality_until_all_seventeen_are_filled() -> None:
    asked, spend = 17, {}
    assert asked == DEMAND["AA", "crisisbed"] + DEMAND["ZW", "crisisbed"]
    for bidder in best(4):
        beds = min(asked, cap(bidder, "crisisbed"))
        asked -= beds
        filled = {"crisisbed": beds, **{n: cap(bidder, n) for n in ("gesloten", "verblijf")}}
        spend[bidder] = sum(n * files.price(BIDS[bidder], "C+", need) for need, n in filled.items())
    # Who works in Amsterdam-Amstelland alone has 11 beds for the 12 asked there: it can be so.
    assert cap("P1", "crisisbed") + cap("P2", "crisisbed") <= DEMAND["AA", "crisisbed"]
    stated = {name: Fraction(text) for name, text in WANT["award"]["spend"].items()}
    assert {b: stated[b] for b in spend} == spend
    assert stated["total"] == sum(spend.values())


def test_a_month_is_a_twelfth() -> None:
    for bidder, text in WANT["award"]["monthly"].items():
        assert 12 * Fraction(text) == Fraction(WANT["award"]["spend"][bidder])


def test_demand_at_the_norm_fits_the_budget_of_each_region() -> None:
    norm = {
        r["need"]: Fraction(r["amount"]) for r in files.rows(NAME, "tariffs") if r["kind"] == "norm"
    }
    budget = {r["areas"]: Fraction(r["amount"]) for r in files.rows(NAME, "budgets")}
    cost = {r: sum(DEMAND[r, need] * norm[need] for need in NEEDS) for r in REGIONS}
    assert cost == {"AA": 17_664_000, "ZW": 5_136_000}
    assert all(cost[region] <= budget[region] for region in REGIONS)
    assert budget["AA"] + budget["ZW"] == budget[""] == 23_100_000


def test_no_price_is_above_the_ceiling_of_110_percent() -> None:
    tariffs = {(r["need"], r["kind"]): Fraction(r["amount"]) for r in files.rows(NAME, "tariffs")}
    for need in NEEDS:
        assert tariffs[need, "ceiling"] == tariffs[need, "norm"] * Fraction(110, 100)
        highest = max(files.price(bid, "C+", need) for bid in BIDS.values())
        assert highest <= tariffs[need, "ceiling"]


def test_every_mark_is_there_on_the_scale_with_a_reason() -> None:
    assert files.unmarked(NAME) == []
    assert files.off_scale(NAME, furthest="1.5") == []
