"""Rules and goals drawn at random for a tiny tender: the whole shelf of rules, all goals.

Many cases (rules, goals and an order drawn) share one tender, so that looking is done once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from pydantic import ValidationError

from aanbesteding.rules import STANDING, WRITTEN
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.follow_ranking import FollowRanking
from aanbesteding.rules.full import follow_rankings
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.objectives import Objective, goals_in_order, rules_of_goals
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.soft import Soft, softened
from tests.laws.random_facts import ATTRIBUTES, TRAITS, maybe, some

SHELF: Mapping[str, type[Rule]] = {one.model_fields["kind"].default: one for one in WRITTEN}
ALWAYS = ("substitution",)
Fields = dict[str, Any]


class Case(NamedTuple):
    """What is asked of one tender: rules as they work, goals as stated, an order drawn."""

    rules: tuple[Rule, ...]
    goals: tuple[Goal, ...]
    order: tuple[Pick, ...]

    @property
    def pursued(self) -> tuple[Objective, ...]:
        """The goals as they are pursued, step by step."""
        return goals_in_order(self.goals, self.rules)


def _scope(r: Random, facts: Facts, kind: type[Rule]) -> Fields:
    """Which lots, bidders, care and so on it holds for: now and then not all."""
    names = {
        "lots": facts.lots,
        "bidders": tuple(facts.by_bidder),
        "attributes": ATTRIBUTES,
        "contracts": tuple(f"{p.bidder}/{p.lot}" for p in facts.picks),
        "needs": tuple(n.id for n in facts.needs),
        "areas": facts.areas,
        "periods": facts.periods,
        "expertise": TRAITS,
    }
    here = [name for name in names if name in kind.model_fields]
    odds = 0.35 / max(len(here) - 1, 1)
    found: Fields = {n: some(r, names[n]) for n in here if names[n] and r.random() < odds}
    for name in ("together", "or_none", "per_company"):
        if name in kind.model_fields:
            found[name] = r.random() < 0.3
    if issubclass(kind, Soft):
        found["penalty"] = maybe(r, r.choice((Decimal("0.50"), Decimal(1), Decimal(2))), 0.3)
    return found


def _bounded(least: int, most: int) -> Callable[[Random, Facts], Fields]:
    """A least and a greatest number, one of them or both."""

    def drawn(r: Random, facts: Facts) -> Fields:
        low = r.choice((None, None, r.randint(0, least)))
        high = r.randint(low or 0, max(most, low or 0))
        return {"at_least": low, "at_most": high if low is None else maybe(r, high)}

    return drawn


def _part(r: Random, *parts: str) -> Decimal:
    return Decimal(r.choice(parts))


def _shares(r: Random, facts: Facts) -> Fields:
    low = maybe(r, _part(r, "0.1", "0.25"), 0.4)
    high = _part(r, "0.5", "0.75", "1") if low is None else maybe(r, _part(r, "0.5", "0.8"), 0.4)
    of = r.choice(("budget", "volume", "awarded_spend", "awarded_volume"))
    return {"of": of, "at_least": low, "at_most": high}


def _old_share(r: Random, facts: Facts) -> Fields:
    return {**_shares(r, facts), "of": r.choice(("budget", "volume"))}


def _waiting(r: Random, facts: Facts) -> Fields:
    most = maybe(r, r.randint(0, 3))
    share = _part(r, "0.25", "0.5") if most is None else maybe(r, _part(r, "0.5"), 0.3)
    return {"at_most": most, "at_most_share": share}


def _also(r: Random, facts: Facts) -> Fields:
    named = tuple(f"{p.bidder}/{p.lot}" for p in some(r, facts.picks, 0.3))
    if len(facts.lots) > 1 and r.random() < 0.5:
        return {"lots": facts.lots[:1], "also_lots": facts.lots[1:], "also_contracts": ()}
    return {"also_contracts": named, "at_least": maybe(r, r.randint(1, len(named)), 0.3)}


def _freeze(r: Random, facts: Facts) -> Fields:
    pick = r.choice(facts.picks)
    return {"contracts": (f"{pick.bidder}/{pick.lot}",), "out": r.random() < 0.5}


def _quality(r: Random, facts: Facts) -> Fields:
    return {"points": _part(r, "1", "2", "2.5"), "at_most_share": maybe(r, _part(r, "0.5", "0"))}


def _ladder(r: Random, facts: Facts) -> Fields:
    shares = r.choice((("1",), ("0.5", "0.5"), ("0.6", "0.4"), ("0.5", "0.3", "0.2")))
    tolerance = _part(r, "0", "0.2", "0.5")
    return {"shares": tuple(map(Decimal, shares)), "tolerance": tolerance}


# What each kind needs beside its scope. A rule that is new on the shelf needs a line here.
STRATEGIES: Mapping[str, Callable[[Random, Facts], Fields]] = {
    "number_of_contracts": _bounded(2, 3),
    "lots_per_bidder": _bounded(1, 2),
    "all_or_nothing": lambda r, facts: {},
    "same_provider": lambda r, facts: {},
    "implies": _also,
    "freeze": _freeze,
    "one_role": lambda r, facts: {},
    "least_quality": _quality,
    "mean_quality": lambda r, facts: {"points": _part(r, "1", "2", "2.5")},
    "share": _old_share,
    "share_of_bidder": lambda r, facts: {
        **_shares(r, facts),
        "per": r.choice(("bidder", "party", "together")),
    },
    "share_of_turnover": lambda r, facts: {
        "at_most": _part(r, "0.25", "0.5", "1"),
        "per": r.choice(("bidder", "together")),
    },
    "share_ladder": _ladder,
    "coverage": _bounded(1, 2),
    "expertise": _bounded(1, 2),
    "urgent_served": lambda r, facts: {},
    "waiting": _waiting,
    "wait_norm": lambda r, facts: {},
    "reserved": lambda r, facts: {"at_least": r.randint(0, 2)},
    "preference": lambda r, facts: {"value": _part(r, "-2", "-0.50", "1", "3")},
    "single_provider": lambda r, facts: {},
    "least_in_area": lambda r, facts: {"at_least": r.randint(1, 4)},
    "substitution": lambda r, facts: {"at_most": maybe(r, r.randint(0, 2))},
    "transition": _waiting,
    "keep_incumbents": lambda r, facts: {"at_least": _part(r, "0.5", "0.25", "1")},
    "free_capacity": lambda r, facts: {"at_least": r.randint(0, 2)},
    "quality_share": _quality,
}
# What facts make a standing rule bind: see `random_facts`.
STANDING_KINDS = frozenset(
    {
        *("capacity", "demand", "budget", "discounts", "least_size", "conditions"),
        "framework_maximum",
    }
)


def pool(r: Random, facts: Facts) -> tuple[Rule, ...]:
    """Return a rule of every kind of the shelf for this tender, and a ranking to follow."""
    kinds = [kind for kind in SHELF if kind not in ALWAYS]
    rules = [_rule(r, facts, kind, f"r{n}") for n, kind in enumerate(kinds)]
    return (*rules, *(_ranking(r, facts, lot) for lot in facts.lots if lot in facts.by_lot))


def _rule(r: Random, facts: Facts, kind: str, name: str) -> Rule:
    made = SHELF[kind]
    while True:
        try:
            fields = {**_scope(r, facts, made), **STRATEGIES[kind](r, facts)}
            return made.model_validate({"id": name, "kind": kind, **fields})
        except ValidationError:
            continue


def _ranking(r: Random, facts: Facts, lot: str) -> Rule:
    bidders = [pick.bidder for pick in facts.by_lot[lot]]
    r.shuffle(bidders)
    cut = r.randint(1, len(bidders))
    groups = ((*bidders[:cut],), *((b,) for b in bidders[cut:]))
    return FollowRanking(id=f"rang{lot}", lot=lot, order=groups)


def always(r: Random, facts: Facts) -> tuple[Rule, ...]:
    """Return the rules that hold in every case of a tender: what its facts rest on."""
    bridged = [_bridging(r, facts)] if facts.bridging else []
    return (*STANDING, *bridged)


def _bridging(r: Random, facts: Facts) -> Rule:
    fields = STRATEGIES["substitution"](r, facts)
    return SHELF["substitution"].model_validate({"id": "brug", "kind": "substitution", **fields})


def cases(r: Random, facts: Facts, standing: Sequence[Rule], count: int) -> Iterator[Case]:
    """Yield cases of one tender: some rules of the pool, goals in order, weighed or bounded."""
    found = pool(r, facts)
    for _ in range(count):
        chosen = r.sample(found, r.choice((0, 1, 1, 2, 2, 3, 4)))
        rules = (*standing, *softened(_with_room(facts, standing, chosen)))
        goals = tuple(_goals(r, facts))
        order = list(facts.picks)
        r.shuffle(order)
        asked = rules_of_goals(goals, rules)
        yield Case((*rules, *asked), goals, tuple(order))


def _with_room(facts: Facts, standing: Sequence[Rule], chosen: Sequence[Rule]) -> list[Rule]:
    """Rankings in the order of their lots, in which who is full makes room."""
    ranked = {one.lot: one.order for one in chosen if isinstance(one, FollowRanking)}
    orders = {lot: ranked[lot] for lot in facts.lots if lot in ranked}
    rest = [one for one in chosen if not isinstance(one, FollowRanking)]
    return [*rest, *follow_rankings(facts, (*standing, *rest), orders)]


def _goals(r: Random, facts: Facts) -> Iterator[Goal]:
    kinds = ["unmet", "quality", "spend", "contracts", "points", "moved", "stated_value"]
    picked = r.sample(kinds, r.randint(1, 4))
    way = r.choice(("order", "order", "weighted", "bound"))
    for number, kind in enumerate(picked):
        fields: Fields = {"kind": kind}
        if kind == "unmet":
            fields["need"] = r.choice(("", facts.needs[0].id))
        if way == "weighted":
            fields["weight"] = _part(r, "0", "0.5", "1", "2.25")
        if way == "bound" and number == 0 and len(picked) > 1:
            side = "at_least" if kind in ("quality", "points", "stated_value") else "at_most"
            fields[side] = r.choice((Decimal(1), Decimal(2), Decimal("4.5")))
        yield Goal.model_validate(fields)
