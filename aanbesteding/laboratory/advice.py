"""What an officer may do before publication, following from what was found; never a duty."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from aanbesteding.laboratory.curve import Stretch
from aanbesteding.laboratory.found import LotLab
from aanbesteding.laboratory.weights import Weight

Values = Mapping[str, Fraction | str | int]
MUCH = Fraction(1, 10)


@dataclass(frozen=True)
class Advice:
    """A sentence by its key, and the values in it; `lot` is what it is about."""

    lot: str
    key: str
    values: Values = field(default_factory=dict)


def advice(found: LotLab) -> tuple[Advice, ...]:
    """Return what follows from the findings for a lot, the gravest first."""
    said = (*_order(found), *_dumped(found), *_line(found), *_weights(found))
    return said or (Advice(found.lot, "nothing"),)


def _order(found: LotLab) -> Iterator[Advice]:
    worst = max(found.reversals.items(), key=lambda one: (one[1].winner, one[1].pair, -one[0]))
    bids, most = worst
    if most.winner or most.pair:
        values = {"bids": bids, "winner": most.winner, "pair": most.pair, "tenders": most.tenders}
        yield Advice(found.lot, "choose_absolute", values)
        if not found.dropout_published:
            yield Advice(found.lot, "publish_dropout")


def _dumped(found: LotLab) -> Iterator[Advice]:
    tried = found.dumping
    if tried.wins or tried.turns:
        values = {"wins": tried.wins, "turns": tried.turns, "tenders": tried.tenders}
        yield Advice(found.lot, "dumping", values)


def _line(found: LotLab) -> Iterator[Advice]:
    for stretch in found.curve.stretches:
        inside = _inside(found, stretch)
        if inside and stretch.kind in ("flat", "wrong"):
            values = {"low": inside[0], "high": inside[1]}
            yield Advice(found.lot, f"line_{stretch.kind}", values)


def _inside(found: LotLab, stretch: Stretch) -> tuple[Fraction, Fraction] | None:
    """The part of a stretch within the prices that are likely; the border alone is none."""
    low, high = max(stretch.low, found.market.low), min(stretch.high, found.market.high)
    return (low, high) if low < high else None


def _weights(found: LotLab) -> Iterator[Advice]:
    for name in dict.fromkeys(one.name for one in found.settings):
        tried = [one for one in found.settings if one.name == name]
        worst = max(tried, key=lambda one: one.other_winner)
        setting: Values = {"name": name, "changed": worst.other_winner, "tenders": worst.tenders}
        yield Advice(found.lot, "publish_setting", setting)
    whole = found.weight
    if whole is None:
        return
    if whole.published is not None and abs(whole.middle - whole.published) >= MUCH:
        weights = {"published": whole.published, "middle": whole.middle}
        yield Advice(found.lot, "weight_differs", weights)
    for key, part in (("scale", found.upper_marks), ("range", found.close_prices)):
        if part is not None and _far(part, whole):
            yield Advice(found.lot, key, {"middle": whole.middle, "then": part.middle})


def _far(one: Weight, other: Weight) -> bool:
    return abs(one.middle - other.middle) >= MUCH
