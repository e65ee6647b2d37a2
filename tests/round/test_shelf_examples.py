"""The two examples of the wider shelf: combinations in two steps, and clients in care now."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import aanbesteding
from aanbesteding import flow
from aanbesteding.awarding.decision import Draw
from aanbesteding.bids.bid import Bids, LotBid
from aanbesteding.bids.terms import Terms
from aanbesteding.rules import AnyRule
from aanbesteding.tender.tender import Tender
from tests import region_files as files

COMBINED, IN_CARE = "combinaties", "zittende-aanbieders"
Record = dict[str, Any]
GOALS = ("unmet", "stated_value", "quality", "spend")
LOTS = ("1", "2", "3")


@cache
def outcome(name: str) -> Record:
    return files.expected(name)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("shelf")
    return {name: aanbesteding.new(home / name, example=name) for name in (COMBINED, IN_CARE)}


def decided(
    folder: Path,
    rules: Mapping[str, Mapping[str, Any] | None] | None = None,
    bounded: bool = True,
    bids: Bids | None = None,
    draws: tuple[Draw, ...] = (),
) -> Record:
    """The decision with some rules changed or left out, without bounds, or on other bids."""
    found = aanbesteding.read_round(folder)
    assert found.tender is not None
    tender: Tender = found.tender.model_copy(
        update={
            "rules": tuple(_changed(found.tender, rules or {})),
            "goals": tuple(g for g in found.tender.goals if bounded or not g.is_bound),
        }
    )
    record = flow.award(tender, bids or found.bids, found.marks, draws).record()
    return dict(record["decision"])


def _changed(tender: Tender, rules: Mapping[str, Mapping[str, Any] | None]) -> Iterator[AnyRule]:
    assert rules.keys() <= {rule.name for rule in tender.rules}
    for rule in tender.rules:
        change = rules.get(rule.name, {})
        if change is not None:
            yield rule.model_copy(update=dict(change))


def given_bids(folder: Path) -> Bids:
    return aanbesteding.read_round(folder).bids


def winners(decision: Record) -> dict[str, list[str]]:
    return {lot["lot"]: list(lot["winners"]) for lot in decision["lots"]}


def reached(decision: Record) -> dict[str, Fraction]:
    """What a decision reaches on each goal; money in euros."""
    return _in_euros({goal["kind"]: Fraction(goal["value"]) for goal in decision["goals"]})


def _in_euros(values: dict[str, Fraction]) -> dict[str, Fraction]:
    return {kind: n / 100 if kind in ("stated_value", "spend") else n for kind, n in values.items()}


def promised(entry: Record) -> tuple[dict[str, list[str]], dict[str, Fraction]]:
    return entry["winners"], {goal: Fraction(entry[goal]) for goal in GOALS}


# Combinations, counted from the text files by hand.


class Way(NamedTuple):
    """An award in which nobody waits: who wins each lot, and what it reaches."""

    winners: tuple[tuple[str, ...], ...]
    small: int
    quality: Fraction
    spend: Fraction

    @property
    def best(self) -> tuple[Fraction, Fraction, Fraction]:
        """What the goals prefer: the larger one first."""
        return Fraction(-10_000 * max(2 - self.small, 0)), self.quality, -self.spend

    @property
    def reaches(self) -> dict[str, Fraction]:
        value = Fraction(-10_000 * max(2 - self.small, 0))
        return dict(zip(GOALS, (Fraction(0), value, self.quality, self.spend), strict=True))


def ways(conditions: bool = True, discounts: str = "BE") -> list[Way]:
    """Every award in which nobody waits, by plain search through the text files."""
    bids, points = files.bids(COMBINED), outcome(COMBINED)["quality"]
    asked = {row["lot"]: int(row["volume"]) for row in files.toml(COMBINED)["demand"]}
    need = {row["lot"]: row["need"] for row in files.toml(COMBINED)["demand"]}

    def price(bidder: str, lot: str, clients: int) -> Fraction:
        bid = bids[bidder]
        listed = files.price(bid, lot, need[lot])
        start = bid[f"lots.{lot}.discount.1.from"] if lot != "2" else ""
        if bidder in discounts and start and clients >= int(start):
            listed *= 1 - Fraction(bid[f"lots.{lot}.discount.1.off"]) / 100
        return listed

    found = []
    for one, two, three in product("ABC", "ABC", ((("E", 10),), (("D", 4), ("E", 6)))):
        alone = [(("1", one, asked["1"])), (("2", two, asked["2"]))]
        served = [*alone, *(("3", bidder, clients) for bidder, clients in three)]
        if (one == "B") is not (two == "B") or (conditions and one == two == "C"):
            continue
        found.append(
            Way(
                ((one,), (two,), tuple(bidder for bidder, _ in three)),
                sum(bids[bidder]["attributes.klein"] == "ja" for _, bidder, _ in served),
                sum((Fraction(points[lot][b]) * n for lot, b, n in served), start=Fraction(0)),
                sum((price(b, lot, n) * n for lot, b, n in served), start=Fraction(0)),
            )
        )
    return found


def best(among: list[Way], bound: int | None = 530_000) -> tuple[dict[str, list[str]], Any]:
    """The best of these awards by the published goals, within the bound on spend."""
    within = [way for way in among if bound is None or way.spend <= bound]
    first, *others = sorted(within, key=lambda way: way.best, reverse=True)
    assert all(first.best > other.best for other in others[:1])
    return dict(zip(LOTS, map(list, first.winners), strict=True)), first.reaches


def test_the_table_in_the_readme_has_every_award_and_its_figures() -> None:
    page = (files.EXAMPLES / COMBINED / "README.md").read_text("utf-8")
    assert len(ways()) == 8
    for way in ways():
        one, two, three = (" en ".join(lot) for lot in way.winners)
        line = next(
            line
            for line in page.splitlines()
            if f"| {one} | {two} | {three} | {way.small} |" in line
        )
        plain = line.replace(".", "").replace("**", "").replace("−", "-")
        assert f"| {int(way.best[0])} |" in plain
        assert f"= {way.quality} |" in plain
        assert f"€ {way.spend}" in plain
        assert ("te duur" in line) == (way.spend > 530_000)


def test_plain_search_finds_what_the_example_promises() -> None:
    told = outcome(COMBINED)
    single = [way for way in ways() if way.winners[0] != ("B",)]
    assert best(single) == promised(told["per_lot"])
    assert best(ways()) == promised(told["together"])
    assert best(ways(conditions=False)) == promised(told["without_condition"])
    assert best(ways(), bound=None) == promised(told["without_bound"])
    assert best(ways(discounts="E")) == promised(told["without_discount"])


def test_the_package_wins_the_second_step_and_the_record_compares_both(
    folders: dict[str, Path],
) -> None:
    decision, told = decided(folders[COMBINED]), outcome(COMBINED)
    assert (winners(decision), reached(decision)) == promised(told["together"])
    found = decision["combination"]
    assert found["won"]
    for step in ("per_lot", "together"):
        values = {goal["goal"]: Fraction(goal["value"]) for goal in found[step]}
        assert _in_euros(values) == promised(told[step])[1]


def test_without_the_package_the_award_lot_by_lot_wins(folders: dict[str, Path]) -> None:
    bids = given_bids(folders[COMBINED])
    rest = replace(bids, bids=tuple(bid for bid in bids.bids if bid.id != "B"))
    decision = decided(folders[COMBINED], bids=rest)
    assert (winners(decision), reached(decision)) == promised(outcome(COMBINED)["per_lot"])


def test_without_its_own_condition_the_small_provider_had_won_two_lots(
    folders: dict[str, Path],
) -> None:
    bids = given_bids(folders[COMBINED])
    free = tuple(
        bid.model_copy(update={"terms": Terms()}) if bid.id == "C" else bid for bid in bids.bids
    )
    decision = decided(folders[COMBINED], bids=replace(bids, bids=free))
    assert (winners(decision), reached(decision)) == promised(
        outcome(COMBINED)["without_condition"]
    )


def test_without_the_bound_on_spend_both_small_providers_had_won(
    folders: dict[str, Path],
) -> None:
    decision = decided(folders[COMBINED], bounded=False)
    assert (winners(decision), reached(decision)) == promised(outcome(COMBINED)["without_bound"])


def test_without_its_discount_the_package_does_not_win(folders: dict[str, Path]) -> None:
    bids = given_bids(folders[COMBINED])

    def listed(lot: LotBid) -> LotBid:
        return lot.model_copy(update={"discounts": ()})

    dear = tuple(
        bid.model_copy(update={"lots": tuple(map(listed, bid.lots))}) if bid.id == "B" else bid
        for bid in bids.bids
    )
    decision = decided(folders[COMBINED], bids=replace(bids, bids=dear))
    assert (winners(decision), reached(decision)) == promised(outcome(COMBINED)["without_discount"])


def test_as_a_hard_rule_the_two_small_contracts_leave_one_client_waiting(
    folders: dict[str, Path],
) -> None:
    rule = "twee-contracten-voor-kleine-aanbieders"
    decision = decided(folders[COMBINED], {rule: {"penalty": None}})
    assert (winners(decision), reached(decision)) == promised(outcome(COMBINED)["hard"])


def test_the_soft_rule_is_shown_as_not_met_with_what_it_costs(folders: dict[str, Path]) -> None:
    counts = decided(folders[COMBINED])["counts"]
    (broken,) = [one for one in counts if not one["holds"]]
    assert broken["rule"] == "twee-contracten-voor-kleine-aanbieders"
    assert (broken["counted"], broken["required"], broken["fine_cents"]) == (1, 2, 10_000_00)


# Clients in care now.


@pytest.fixture(scope="module")
def drawn() -> tuple[Draw, ...]:
    """The draw by the seed of the example, hashed here and not by the program."""
    told = outcome(IN_CARE)["draw"]
    text = f"{told['seed']}|{IN_CARE}|{told['lot']}|{','.join(told['bidders'])}"
    order = sorted(
        told["bidders"], key=lambda who: hashlib.sha256(f"{text}|{who}".encode()).hexdigest()
    )
    assert order == told["held"]
    return (
        Draw(told["lot"], tuple(told["bidders"]), "contract", tuple(order), "seed", told["seed"]),
    )


def heavy(decision: Record) -> dict[str, int]:
    volumes = [one for one in decision["volumes"] if one["need"] == "zwaar"]
    return {one["bidder"]: one["clients"] for one in volumes}


def moved(decision: Record) -> int:
    return sum(one["move"] for one in decision["moved"])


def test_the_seed_is_the_one_that_was_published() -> None:
    seed = outcome(IN_CARE)["draw"]["seed"]
    published = files.toml(IN_CARE)["award"]["draw_seed_hash"]
    assert hashlib.sha256(seed.encode()).hexdigest() == published


def test_before_the_draw_nobody_wins_and_people_may_not_draw(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(folders[IN_CARE], tmp_path / "r"))
    asked = aanbesteding.award(folder).record["decision"]
    assert asked["outcome"] == "draw_needed"
    assert winners(asked) == {"1": []}
    assert [draw["bidders"] for draw in asked["draws"]] == [outcome(IN_CARE)["draw"]["bidders"]]
    refused = aanbesteding.draw(folder, ("D", "C"))
    assert [finding.code for finding in refused.findings] == ["R173"]


def test_as_many_clients_change_provider_as_the_limit_allows(
    folders: dict[str, Path], drawn: tuple[Draw, ...]
) -> None:
    told = outcome(IN_CARE)["in_care"]
    assert sum(row["clients"] for row in files.toml(IN_CARE)["incumbents"]) == told["all"]
    assert Fraction(15, 100) * told["all"] == told["at_most"]
    decision = decided(folders[IN_CARE], draws=drawn)
    assert moved(decision) == told["moved"] == told["at_most"]
    assert reached(decision)["quality"] == outcome(IN_CARE)["goal"]["quality"]


def test_bridged_places_are_told_apart_from_heavier_help(
    folders: dict[str, Path], drawn: tuple[Draw, ...]
) -> None:
    decision = decided(folders[IN_CARE], draws=drawn)
    assert {one["bidder"]: one["places"] for one in decision["bridged"]} == outcome(IN_CARE)[
        "bridged"
    ]
    assert "D" not in heavy(decision)


def test_without_the_limit_on_moving_the_best_bid_takes_two_clients_more(
    folders: dict[str, Path], drawn: tuple[Draw, ...]
) -> None:
    told = outcome(IN_CARE)["without_transition"]
    decision = decided(folders[IN_CARE], {"hoogstens-15-procent-wisselt": None}, draws=drawn)
    assert heavy(decision) == told["heavy"]
    assert moved(decision) == told["moved"]
    assert reached(decision)["quality"] == told["quality"]


def test_without_heavier_places_for_lighter_help_nothing_fits(
    folders: dict[str, Path], drawn: tuple[Draw, ...]
) -> None:
    decision = decided(folders[IN_CARE], {"zware-plek-voor-lichte-hulp": None}, draws=drawn)
    assert decision["outcome"] == outcome(IN_CARE)["without_substitution"]["outcome"]
    clashing = {one["rule"] for clash in decision["clashes"] for one in clash}
    assert "3-zware-plekken-vrij" in clashing


@pytest.mark.parametrize("name", [COMBINED, IN_CARE])
def test_check_finds_nothing_to_repair(folders: dict[str, Path], name: str) -> None:
    found = aanbesteding.read_round(folders[name]).findings
    assert [finding.code for finding in found if finding.blocks] == []
