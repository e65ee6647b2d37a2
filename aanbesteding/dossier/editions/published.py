"""The fields of a tender and its dates that were published: every edition may show them.

Not here, on purpose: demand, incumbents and what is contracted (small counts of children), the
panel's members and their interests, contract holders, budgets, ceilings and scenarios.
"""

from typing import Any

from aanbesteding.dossier.editions.allowed import MANY, ONE, Group, Record, copied, copies

# Every edition begins with these: what it is, and which record it was made of.
ORIGIN = Group(
    "",
    {"package": ONE, "kind": ONE},
    "An edition says what it is, by which version it was made, and of which record.",
    "rfc9162",
)
SCHEDULE = Group(
    "schedule",
    dict.fromkeys(
        (
            "published",
            "bids_due",
            "provisional_award",
            "standstill_days",
            "standstill_last_day",
            "final_award_from",
            "contract_start",
        ),
        ONE,
    ),
    "The dates of the round, and the standstill that follows from them.",
    "s75",
)
JOURNAL = Group(
    "journal",
    {"head": ONE},
    "The head of the journal, so that nobody can write another one later; no names.",
    "rfc9162",
)
_CRITERION = (
    *("id", "title", "weight", "parent", "scale", "shared", "bonus", "formula", "best_answer"),
    *("worst_answer", "unit", "lowest_mark", "lowest_mark_in", "asks"),
)
_LOT = (
    *("id", "title", "segment", "in_scope", "out_of_scope_reason", "funding", "term_years"),
    *("framework_max_value", "extension", "mode", "selection", "least_points", "client_choice"),
)
_RULE_ONE = (
    *("id", "kind", "at_least", "at_most", "at_most_share", "of", "or_none", "penalty", "per"),
    *("per_company", "points", "together", "tolerance", "value", "out", "expertise"),
)
_RULE_MANY = ("lots", "also_lots", "needs", "areas", "periods", "attributes", "shares")
TENDER = Group(
    "tender",
    {
        **dict.fromkeys(
            ("id", "version", "title", "region", "authority", "language", "procedure"), ONE
        ),
        "schedule": dict.fromkeys(
            (
                "published",
                "bids_due",
                "provisional_award",
                "standstill_days",
                "contract_start",
            ),
            ONE,
        ),
        "award": {
            **dict.fromkeys(
                (
                    *("mode", "selection", "least_points", "threshold", "least_points_in"),
                    *("on_dropout", "envelopes", "discounts", "conditions", "combinations"),
                    *("subcontractors_count", "draw_seed_hash"),
                ),
                ONE,
            ),
            "tie_ladder": MANY,
        },
        "price": dict.fromkeys(
            (
                *("asked", "formula", "weight", "clip", "over_ceiling", "floor_price"),
                *("ceiling_price", "estimate", "low_price", "span", "multiple", "exponent"),
                *("benchmark_share", "euro_per_point"),
            ),
            ONE,
        ),
        "rounding": dict.fromkeys(("step", "decimals", "mode"), ONE),
        "segments": dict.fromkeys(("id", "description"), ONE),
        "lots": {**dict.fromkeys(_LOT, ONE), "needs": MANY, "areas": MANY},
        "needs": dict.fromkeys(
            ("id", "label", "priority", "urgent", "unit", "longest_wait_weeks"), ONE
        ),
        "areas": dict.fromkeys(("id", "name", "kind", "parent"), ONE),
        "periods": dict.fromkeys(("id", "start", "end"), ONE),
        "criteria": {**dict.fromkeys(_CRITERION, ONE), "lots": MANY},
        "scales": dict.fromkeys(("scale", "mark", "label", "meaning"), ONE),
        "expertise": dict.fromkeys(("id", "label"), ONE),
        "attributes": dict.fromkeys(("id", "label"), ONE),
        "panel": {"method": ONE},
        "rules": {**dict.fromkeys(_RULE_ONE, ONE), **dict.fromkeys(_RULE_MANY, MANY)},
        "goals": dict.fromkeys(("kind", "need", "weight", "at_least", "at_most"), ONE),
    },
    "What everybody could read before bids were made.",
    "s5",
)
TARIFF = Group(
    "tender.tariffs",
    dict.fromkeys(("lot", "need", "kind", "amount"), ONE),
    "Prices the buyer itself fixed in the tender; never those of a bidder.",
    "s91",
)
# A rule that names bidders stays out as a whole: without its names it would say something else.
NAMING = ("bidders", "contracts", "also_contracts")


def head_of(record: Record, edition: str, record_hash: str) -> dict[str, Any]:
    """Return what every edition but the internal one begins with: the tender as published."""
    tender = record["tender"]
    naming = [rule for rule in tender["rules"] if any(rule.get(name) for name in NAMING)]
    plain = {**tender, "rules": [rule for rule in tender["rules"] if rule not in naming]}
    fixed = [row for row in tender["tariffs"] if row.get("kind") == "fixed"]
    return {
        **copied(record, ORIGIN.fields),
        "format": "aanbesteding-edition/1",
        "edition": edition,
        "record_sha256": record_hash,
        "journal": copied(record["journal"], JOURNAL.fields),
        "schedule": copied(record["schedule"], SCHEDULE.fields),
        "tender": {
            **copied(plain, TENDER.fields),
            "tariffs": copies(fixed, TARIFF.fields),
        },
        "rules_naming_bidders": len(naming),
    }


def winners_of(record: Record) -> dict[str, Record]:
    """Return the bids that won in some lot, by bidder."""
    won = {bidder for lot in record["decision"]["lots"] for bidder in lot["winners"]}
    return {bid["id"]: bid for bid in record["bids"] if bid["id"] in won}
