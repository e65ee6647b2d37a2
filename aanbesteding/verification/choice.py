"""The choice as the record states it: the one thing taken over, after a look at its shape."""

from collections.abc import Iterator, Set
from typing import NamedTuple

from aanbesteding.basis.canonical import jsonable
from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.basis.findings import Finding
from aanbesteding.rules.facts import Chosen, Facts, Pick, Volume
from aanbesteding.rules.money import prices_paid
from aanbesteding.verification.compare import objection
from aanbesteding.verification.record import Json, shown


class Choice(NamedTuple):
    """Contracts chosen and volumes of the record that are possible, findings on the others."""

    chosen: Chosen
    findings: tuple[Finding, ...]


def read_choice(
    decision: dict[str, Json], facts: Facts, admitted: Set[Pick], file: str, pointer: str
) -> Choice:
    """Return the choice of a decision; rows that no bid makes possible are findings.

    Nobody chooses who is admitted to an open house: those contracts are only looked at.
    """
    contracts: set[Pick] = set()
    volumes: dict[Volume, int] = {}
    found: list[Finding] = []
    stated: list[tuple[Volume, Json, str]] = []
    possible = admitted | set(facts.picks)
    for index, row in _rows(decision, "contracts"):
        place = f"{pointer}/contracts/{index}"
        pick = Pick(*_texts(row, Pick._fields))
        if pick not in possible or pick in contracts:
            found.append(objection("V502", file, pointer=place, says=shown(list(pick))))
        else:
            contracts.add(pick)
    for index, row in _rows(decision, "volumes"):
        place = f"{pointer}/volumes/{index}"
        volume = Volume(*_texts(row, Volume._fields))
        clients = row.get("clients") if isinstance(row, dict) else None
        whole = type(clients) is int and clients > 0
        if volume not in facts.price or volume in volumes or not whole:
            says = shown([*volume, clients])
            found.append(objection("V503", file, pointer=place, says=says))
        else:
            volumes[volume] = int(clients or 0)
            stated.append((volume, row, place))
    chosen = Chosen(frozenset(contracts - admitted), volumes)
    paid = prices_paid(facts, chosen)
    for volume, row, place in stated:
        found += _unmultiplied(row, paid[volume], file, place)
    return Choice(chosen, tuple(found))


def _unmultiplied(row: Json, price: Exact, file: str, place: str) -> Iterator[Finding]:
    """Whether clients and spend of one row fit each other, at the price of the bid."""
    clients, spend = row["clients"], row.get("spend_cents")
    if jsonable(simplest(clients * price)) != spend:
        values = {"row": row["bidder"], "says": clients, "price": price, "spend": shown(spend)}
        yield objection("V509", file, pointer=f"{place}/clients", **values)


def _rows(decision: dict[str, Json], name: str) -> Iterator[tuple[int, Json]]:
    rows = decision.get(name)
    yield from enumerate(rows if isinstance(rows, list) else [])


def _texts(row: Json, names: tuple[str, ...]) -> list[str]:
    given = row if isinstance(row, dict) else {}
    return [value if isinstance(value := given.get(name), str) else "" for name in names]
