"""Bids with volume-discount segments (Bracken and McCormick 1968, chapter 3), in JSON.

``{"requirement": R, "published_optimum": V, "vendors": {"a": [{"setup": S, "price": P, "qmin": L,
"qmax": U}, …], …}}``: buy R units at the least cost. A segment is a tier: its setup once, and its
price for every unit of the vendor, between qmin and qmax; a vendor ends in one tier at most.

The setup of a later segment, where it is not given, is the setup of the one before plus its qmax ×
(its price − the later price); that of a first segment is nothing.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.rules.facts import Facts, Pick, Tier, Volume
from aanbesteding.rules.goals import Goal
from tests.benchmarks.instances.facilities import NOBODY_WAITS, THOUSANDTHS, in_money
from tests.benchmarks.instances.problem import (
    LOT,
    NEED,
    THE_NEED,
    Problem,
    ask,
    fineness,
    text_of,
    whole,
)

AREA = "all"


class _Segment(NamedTuple):
    setup: Fraction
    price: Fraction
    qmin: Fraction
    qmax: Fraction


def read(path: Path) -> Iterator[Problem]:
    """Yield the problem of a file; raises ValueError or KeyError where something is missing."""
    yield problem(json.loads(text_of(path), parse_float=str, parse_int=str))


def problem(given: Mapping[str, Any]) -> Problem:
    """Return the problem of what a file holds; numbers may be written as text."""
    vendors = {name: _segments(rows) for name, rows in given["vendors"].items()}
    required = Fraction(given["requirement"])
    ends = [end for found in vendors.values() for s in found for end in (s.qmin, s.qmax)]
    facts = _facts(vendors, required, fineness([required, *ends]))
    published = str(given.get("published_optimum") or "")
    return Problem(facts, NOBODY_WAITS, Goal(kind="spend"), "", published, in_money)


def _segments(rows: Sequence[Mapping[str, Any]]) -> tuple[_Segment, ...]:
    found: list[_Segment] = []
    for row in rows:
        price, setup = Fraction(row["price"]), row.get("setup")
        if setup is None:
            last = found[-1] if found else None
            setup = last.setup + last.qmax * (last.price - price) if last else 0
        ends = (Fraction(row.get("qmin") or 0), Fraction(row["qmax"]))
        found.append(_Segment(Fraction(setup), price, *ends))
    return tuple(found)


def _facts(vendors: Mapping[str, Sequence[_Segment]], required: Fraction, fine: int) -> Facts:
    picks = {name: Pick(name, LOT) for name in vendors}
    volumes = {name: Volume(name, *ask(AREA)) for name in vendors}
    return Facts(
        picks=tuple(picks.values()),
        volumes=tuple(volumes.values()),
        needs=(THE_NEED,),
        demand={ask(AREA): whole(required * fine)},
        capacity={
            (picks[name], NEED): whole(max(s.qmax for s in found) * fine)
            for name, found in vendors.items()
        },
        price={volumes[name]: _each(found[0], fine) for name, found in vendors.items()},
        serves={pick: frozenset({AREA}) for pick in picks.values()},
        lots=(LOT,),
        areas=(AREA,),
        tiers={
            picks[name]: tuple(_tier(s, fine) for s in found) for name, found in vendors.items()
        },
    )


def _each(segment: _Segment, fine: int) -> Exact:
    return simplest(segment.price * THOUSANDTHS / fine)


def _tier(segment: _Segment, fine: int) -> Tier:
    ends = (whole(segment.qmin * fine), whole(segment.qmax * fine))
    return Tier(*ends, {NEED: _each(segment, fine)}, simplest(segment.setup * THOUSANDTHS))
