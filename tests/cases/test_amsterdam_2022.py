"""The second year of Amsterdam, segment C: what follows from its data and from the first year."""

from fractions import Fraction

from tests import region_files as files

NAME, BEFORE = "amsterdam-segment-c-2022", "amsterdam-segment-c-2021"
NEEDS = ("spoed", "zwaar", "middel", "licht")
DUO = ("diemen", "uithoorn", "ouder-amstel")
BIDS = files.bids(NAME)
DEMAND = {(r["area"], r["need"]): int(r["volume"]) for r in files.rows(NAME, "demand")}
BUDGETS = {r["id"]: r for r in files.rows(NAME, "budgets")}
WANT = files.expected(NAME)
RANKING = sorted(BIDS, key=lambda bidder: -files.quality(NAME)[bidder])


def cap(bidder: str, need: str) -> int:
    return files.capacity(BIDS[bidder], "C")[need]


def cost(bidder: str, need: str) -> Fraction:
    return files.price(BIDS[bidder], "C", need)


def free(budget: str) -> Fraction:
    return Fraction(BUDGETS[budget]["amount"]) - Fraction(BUDGETS[budget]["committed"])


def partner(municipality: str) -> str:
    """The one bidder who works there."""
    (found,) = [b for b in BIDS if municipality in files.areas(BIDS[b], "C")]
    return found


def elsewhere(bidder: str, need: str) -> int:
    """Clients of DUO+ this bidder serves: all of the demand where it is the only partner."""
    return sum(DEMAND[m, need] for m in DUO if partner(m) == bidder)


def filled() -> dict[tuple[str, str, str], int]:
    """Bidder, need, area → clients: DUO+ in full, then Amsterdam by rank while places and money
    last, the heaviest need first."""
    served = {(partner(m), need, m): DEMAND[m, need] for m in DUO for need in NEEDS}
    money = free("amsterdam-2022")
    for need in NEEDS:
        asked = DEMAND["amsterdam", need]
        for bidder in RANKING:
            room = cap(bidder, need) - elsewhere(bidder, need)
            taken = min(room, asked, money // cost(bidder, need))
            served[bidder, need, "amsterdam"] = taken
            asked -= taken
            money -= taken * cost(bidder, need)
    return served


def waiting(need: str) -> int:
    helped = sum(
        n for (_, what, area), n in filled().items() if (what, area) == (need, "amsterdam")
    )
    return DEMAND["amsterdam", need] - helped


def test_the_bidders_are_the_eight_winners_of_the_first_year() -> None:
    winners = set(files.expected(BEFORE)["award"]["winners"])
    assert set(BIDS) == winners
    assert {row["id"] for row in files.rows(NAME, "contract_holders")} == winners
    names = {b: row["bidder.name"] for b, row in files.bids(BEFORE).items() if b in winners}
    assert {b: row["bidder.name"] for b, row in BIDS.items()} == names


def test_prices_are_those_of_the_first_year() -> None:
    before = files.bids(BEFORE)
    for bidder in BIDS:
        for need in NEEDS:
            assert cost(bidder, need) == files.price(before[bidder], "C", need)


def test_the_budgets_are_108_and_7_5_million_and_together_115_5() -> None:
    amounts = {name: Fraction(row["amount"]) for name, row in BUDGETS.items()}
    assert amounts == {
        "segment-c-2022": 115_500_000,
        "amsterdam-2022": 108_000_000,
        "duo-2022": 7_500_000,
    }


def test_seventy_percent_of_the_first_year_is_committed() -> None:
    spent = Fraction(files.expected(BEFORE)["award"]["spend"]["total"])
    assert Fraction(BUDGETS["amsterdam-2022"]["committed"]) == spent * Fraction(7, 10)
    # DUO+: 20, 70, 150 and 100 clients in all, 70 % of them in care, at the norm.
    norm = {"spoed": 27_000, "zwaar": 42_000, "middel": 19_000, "licht": 9_500}
    whole = {"spoed": 20, "zwaar": 70, "middel": 150, "licht": 100}
    assert Fraction(BUDGETS["duo-2022"]["committed"]) == Fraction(7, 10) * sum(
        whole[need] * norm[need] for need in NEEDS
    )
    inflow = {need: sum(DEMAND[m, need] for m in DUO) for need in NEEDS}
    assert inflow == {need: Fraction(3, 10) * whole[need] for need in NEEDS}
    parts = [Fraction(BUDGETS[b]["committed"]) for b in ("amsterdam-2022", "duo-2022")]
    assert Fraction(BUDGETS["segment-c-2022"]["committed"]) == sum(parts)


def test_what_is_free_is_as_stated() -> None:
    stated = {name: Fraction(text) for name, text in WANT["free"].items()}
    assert stated == {
        "amsterdam": free("amsterdam-2022"),
        "duo": free("duo-2022"),
        "total": free("segment-c-2022"),
    }


def test_clients_in_care_and_inflow_make_5_050_in_amsterdam() -> None:
    before = files.expected(BEFORE)["award"]["waiting"]
    asked = {row["need"]: int(row["volume"]) for row in files.rows(BEFORE, "demand")}
    carried = sum(Fraction(7, 10) * (asked[need] - before[need]) for need in NEEDS)
    assert carried == 3_325
    assert carried + sum(DEMAND["amsterdam", need] for need in NEEDS) == 5_050


def test_every_partner_offers_at_least_the_thirty_percent_that_comes_free() -> None:
    before = files.bids(BEFORE)
    for bidder in BIDS:
        for need in NEEDS:
            helped = files.capacity(before[bidder], "C")[need]
            if (bidder, need) == ("K15", "spoed"):
                helped = 0  # 40 of the 290 urgent places stayed empty, all at K15
            assert cap(bidder, need) >= Fraction(3, 10) * helped


def test_duo_joins_on_the_first_day_of_2022_and_each_has_one_partner() -> None:
    joins = {r["id"]: r["joins"] for r in files.rows(NAME, "areas") if r["joins"]}
    assert joins == dict.fromkeys(DUO, "2022-01-01")
    assert {m: partner(m) for m in DUO} == {
        "diemen": "K04",
        "uithoorn": "K03",
        "ouder-amstel": "K05",
    }


def test_who_ranks_higher_is_cheaper_so_that_one_filling_is_best_for_every_goal() -> None:
    for need in NEEDS:
        prices = [cost(bidder, need) for bidder in RANKING]
        assert prices == sorted(prices)
        assert len(set(prices)) == len(prices)


def test_heavy_and_middle_places_are_too_few_whatever_is_chosen() -> None:
    for need in ("zwaar", "middel"):
        asked = sum(n for (_, what), n in DEMAND.items() if what == need)
        short = asked - sum(cap(bidder, need) for bidder in BIDS)
        assert short == waiting(need) == WANT["award"]["waiting"]["amsterdam"][need]


def test_the_money_left_for_light_help_is_gone_at_452_clients() -> None:
    assert waiting("licht") == WANT["award"]["waiting"]["amsterdam"]["licht"] == 73
    served = filled()
    spent = sum(n * cost(b, need) for (b, need, area), n in served.items() if area == "amsterdam")
    left = free("amsterdam-2022") - spent
    room = [b for b in RANKING if served[b, "licht", "amsterdam"] < cap(b, "licht")]
    assert 0 <= left < min(cost(b, "licht") for b in room if not elsewhere(b, "licht"))


def test_spend_per_partner_is_places_filled_times_price() -> None:
    served = filled()
    spend = {
        b: sum(n * cost(b, need) for (who, need, _), n in served.items() if who == b) for b in BIDS
    }
    stated = {name: Fraction(text) for name, text in WANT["award"]["spend"].items()}
    assert {b: stated[b] for b in BIDS} == spend
    assert stated["total"] == sum(spend.values()) == stated["amsterdam"] + stated["duo"]
    assert stated["duo"] <= free("duo-2022")
    shares = [spend[b] / free("segment-c-2022") for b in BIDS]
    assert min(shares) >= Fraction(2, 100)
    assert max(shares) <= Fraction(25, 100)


def test_a_month_is_a_twelfth_rounded_down_to_whole_cents() -> None:
    for bidder, text in WANT["award"]["monthly"].items():
        whole, month = Fraction(WANT["award"]["spend"][bidder]), Fraction(text)
        assert 0 <= whole - 12 * month < Fraction(12, 100)


def test_the_heavier_the_need_the_shorter_the_wait_and_all_within_the_norm() -> None:
    norm = {r["id"]: int(r["longest_wait_weeks"]) for r in files.rows(NAME, "needs")}
    weeks = {
        need: Fraction(52 * waiting(need), DEMAND["amsterdam", need] - waiting(need))
        for need in NEEDS
    }
    assert {need: f"{float(w):.1f}" for need, w in weeks.items()} == WANT["award"]["weeks"]
    assert all(weeks[need] <= norm[need] for need in NEEDS)
    assert list(weeks.values()) == sorted(weeks.values())


def test_without_the_committed_part_only_places_are_short() -> None:
    asked = sum(n for (_, need), n in DEMAND.items() if need == "licht")
    assert asked - sum(cap(b, "licht") for b in BIDS) == WANT["nothing_committed"]["licht"]
    all_places = sum(cap(b, need) * cost(b, need) for b in BIDS for need in NEEDS)
    assert all_places < Fraction(BUDGETS["segment-c-2022"]["amount"])


def test_quality_and_ranking_follow_from_weights_and_marks() -> None:
    assert files.quality(NAME) == WANT["quality"]
    assert WANT["award"]["winners"] == RANKING
    assert min(files.quality(NAME).values()) >= 55


def test_every_mark_is_there_on_the_scale_with_a_reason() -> None:
    assert files.unmarked(NAME) == []
    assert files.off_scale(NAME, furthest="1.5") == []
