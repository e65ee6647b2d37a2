"""An error found after the decision: what it changes in scores, ranking, contracts and goals.

Both sides are records in JSON types, as docs/award-json.md specifies them: the first as it was
written, the other decided again on what it should have been.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from aanbesteding.explanation.correction import (
    ContractChange,
    GoalChange,
    LotChange,
    PointsChange,
    Rechecked,
    ScoreChange,
)
from aanbesteding.explanation.differing import fields_changed, files_changed

Record = Mapping[str, Any]
Place = tuple[str, str]
Name = TypeVar("Name")
DECIDED = ("awarded", "admitted")
STANDING = ("status", "total", "rank")


def rechecked(
    before: Record, after: Record, first: str, reason: str, by: Sequence[str]
) -> Rechecked:
    """Return what differs between a record and the one it should have been."""
    files, fields = files_changed(before, after), fields_changed(before, after)
    scores = tuple(_scores(before, after))
    contracts = tuple(_contracts(before, after))
    one, other = before["decision"]["outcome"], after["decision"]["outcome"]
    return Rechecked(
        reason,
        tuple(by),
        first,
        before["package"],
        _verdict(one, other, contracts, scores, bool(files or fields)),
        one,
        other,
        files,
        fields,
        scores,
        tuple(_lots(before, after)),
        contracts,
        tuple(_goals(before, after)),
    )


def _verdict(
    one: str,
    other: str,
    contracts: Sequence[ContractChange],
    scores: Sequence[ScoreChange],
    differs: bool,
) -> str:
    if one != other:
        return "outcome"
    if any(item.verdict in ("gains", "loses") for item in contracts):
        return "contracts"
    if any(
        (item.clients_before, item.cents_before) != (item.clients_after, item.cents_after)
        for item in contracts
    ):
        return "sizes"
    if scores:
        return "scores"
    return "inputs" if differs else "nothing"


def _scores(before: Record, after: Record) -> Iterator[ScoreChange]:
    """Scores in which something differs, lot by lot in the order of the ranking now."""
    old, new = (_by_place(of["scores"]) for of in (before, after))
    for place in _in_both(new, old):
        one, other = old.get(place, {}), new.get(place, {})
        points = tuple(_points(one, other))
        if points or any(one.get(name) != other.get(name) for name in STANDING):
            yield ScoreChange(
                *place,
                *_both(one, other, "status"),
                *_both(one, other, "total"),
                *_both(one, other, "rank"),
                points=points,
            )


def _both(one: Record, other: Record, name: str) -> tuple[Any, Any]:
    return one.get(name), other.get(name)


def _points(one: Record, other: Record) -> Iterator[PointsChange]:
    old, new = (
        {item["criterion"]: item["rounded"] for item in of.get("points", ())} for of in (one, other)
    )
    for criterion in _in_both(old, new):
        if old.get(criterion) != new.get(criterion):
            yield PointsChange(criterion, old.get(criterion), new.get(criterion))


def _lots(before: Record, after: Record) -> Iterator[LotChange]:
    """Every lot in which outcome, winners or reserve differ."""
    old, new = ({one["lot"]: one for one in of["decision"]["lots"]} for of in (before, after))
    nothing: Record = {"outcome": "", "winners": (), "reserve": ()}
    for lot in _in_both(old, new):
        one, other = old.get(lot, nothing), new.get(lot, nothing)
        names = ("outcome", "winners", "reserve")
        if any(one[name] != other[name] for name in names):
            yield LotChange(
                lot,
                one["outcome"],
                other["outcome"],
                *(tuple(of[name]) for name in names[1:] for of in (one, other)),
            )


def _contracts(before: Record, after: Record) -> Iterator[ContractChange]:
    old, new = _won(before), _won(after)
    sizes = [_by_place(of["decision"]["contracts"]) for of in (before, after)]
    decided = after["decision"]["outcome"] in DECIDED
    for place in _in_both(old, new):
        one, other = (of.get(place, {}) for of in sizes)
        yield ContractChange(
            *place,
            _contract_verdict(place in old, place in new, decided),
            *(of.get(name) for name in ("clients", "spend_cents") for of in (one, other)),
        )


def _contract_verdict(had: bool, has: bool, decided: bool) -> str:
    if had and has:
        return "keeps"
    if not decided:
        return "open"
    return "gains" if has else "loses"


def _won(record: Record) -> dict[Place, bool]:
    return {
        (bidder, lot["lot"]): True
        for lot in record["decision"]["lots"]
        for bidder in lot["winners"]
    }


def _goals(before: Record, after: Record) -> Iterator[GoalChange]:
    """Every goal of either, with its value in both."""
    old, new = ({one["goal"]: one for one in of["decision"]["goals"]} for of in (before, after))
    for name in _in_both(old, new):
        said = new.get(name) or old[name]
        one, other = (of[name]["value"] if name in of else None for of in (old, new))
        yield GoalChange(said["kind"], said["need"], one, other)


def _by_place(items: Sequence[Record]) -> dict[Place, Record]:
    return {(item["bidder"], item["lot"]): item for item in items}


def _in_both(one: Mapping[Name, Any], other: Mapping[Name, Any]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys((*one, *other)))
