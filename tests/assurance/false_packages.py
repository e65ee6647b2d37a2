"""Packages of a buyer that lies: a false record or edition under a root that fits.

Nobody can tell by the root; each is caught by what follows from what is shown.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.dossier.editions.hash_tree import COUNT, Salts, tree_of
from aanbesteding.dossier.editions.opening import committed, wanted_at, wanted_in_public
from aanbesteding.dossier.editions.package import OPENED, PACKAGE
from aanbesteding.dossier.editions.public import public_edition
from tests.assurance.cheats import at, changed

Tree = dict[str, Any]
SECRET = bytes(range(32))
EVERYTHING = ["/scores", "/decision", "/tender/criteria"]


class Built(NamedTuple):
    """A package and what was opened beside it."""

    package: Tree
    opened: Tree


def built(
    record: Tree,
    edition: Tree | None = None,
    wanted: Any = None,
    salts: Salts | None = None,
    show: Any = None,
) -> Built:
    """Return a package of any record, whatever it says, and places of it that were opened."""
    record_hash = fingerprint(canonical(record))
    told = read_json(canonical(edition or public_edition(record, record_hash)))
    told["record_sha256"] = record_hash
    hashed = committed(record, record_hash, fingerprint(canonical(told)))
    salts = salts or Salts(SECRET, record_hash)
    made = tree_of(hashed, wanted or wanted_in_public(record), salts)
    opened = tree_of(hashed, show or wanted_at(record, EVERYTHING), salts)
    package = {"format": PACKAGE, "edition": told, "root": made.hash, "tree": made.shown}
    more = {"format": OPENED, "pointers": EVERYTHING, "root": opened.hash, "tree": opened.shown}
    return Built(package, more)


class _OneSalt(Salts):
    """The same salt everywhere."""

    def of(self, pointer: str) -> bytes:
        return bytes(32)


def _record(change: Callable[[Tree], object]) -> Callable[[Tree], Built | None]:
    """The package of a record in which something was changed; None where it cannot be."""

    def make(record: Tree) -> Built | None:
        said = copy.deepcopy(record)
        try:
            change(said)
        except (IndexError, ValueError, StopIteration):
            return None
        return built(said) if canonical(said) != canonical(record) else None

    return make


def _edition(change: Callable[[Tree], object]) -> Callable[[Tree], Built | None]:
    """The package of an edition that says something else than its record."""

    def make(record: Tree) -> Built | None:
        edition = read_json(canonical(public_edition(record, fingerprint(canonical(record)))))
        before = canonical(edition)
        try:
            change(edition)
        except (IndexError, ValueError):
            return None
        return built(record, edition) if canonical(edition) != before else None

    return make


def _hiding(*way: Any, silent: bool = False) -> Callable[[Tree], Built | None]:
    """The package that shows all but one thing that everybody may see; `silent` in its edition."""

    def make(record: Tree) -> Built | None:
        wanted = wanted_in_public(record)
        edition = read_json(canonical(public_edition(record, "")))
        part: Any = wanted
        for step in way[:-1]:
            part = part.get(step) if isinstance(part, dict) else None
        if not isinstance(part, dict) or way[-1] not in part:
            return None
        part[way[-1]] = False
        if silent:
            del at(edition, way[1:-1])[way[-1]]
        return built(record, edition, wanted)

    return make


def _scores(record: Tree) -> list[Tree]:
    """The scores of bids that are ranked, with points."""
    return [s for s in record["scores"] if s["rank"] and s["points"]]


def _total(record: Tree) -> None:
    score = _scores(record)[0]
    score["total"] = changed(score["total"])


def _points(record: Tree) -> None:
    score = _scores(record)[0]
    score["points"][0]["exact"] = str(Fraction(score["points"][0]["exact"]) + 1)


def _rank(record: Tree) -> None:
    _scores(record)[-1]["rank"] += 1


def _two_ranks(record: Tree) -> None:
    one, other = (s for s in _scores(record)[:2] if s["lot"] == _scores(record)[0]["lot"])
    if one["rank"] != other["rank"]:
        one["rank"], other["rank"] = other["rank"], one["rank"]


def _no_score(record: Tree) -> None:
    """The best bid of a lot gone from the scores, as if it had not been there."""
    best = _scores(record)[0]
    next(s for s in _scores(record) if s["lot"] == best["lot"] and s["rank"] > best["rank"])
    record["scores"].remove(best)


def _no_winning_bid(record: Tree) -> Built | None:
    """The bid of a winner gone from record and edition."""
    edition = public_edition(record, "")
    if not edition["bids"]:
        return None
    gone = edition["bids"].pop(0)["id"]
    return built({**record, "bids": [bid for bid in record["bids"] if bid["id"] != gone]}, edition)


def _other_winner(record: Tree) -> None:
    """The best ranked winner of a lot makes way for a bid below all winners."""
    if record["decision"]["mode"] != "rank_order":
        raise ValueError
    for lot in record["decision"]["lots"]:
        ranks = {s["bidder"]: s["rank"] for s in _scores(record) if s["lot"] == lot["lot"]}
        won = [ranks[bidder] for bidder in lot["winners"]]
        below = [b for b, rank in ranks.items() if rank > max(won, default=rank)]
        if below:
            lot["winners"] = [*lot["winners"][1:], below[0]]
            return
    raise ValueError


def _too_many(record: Tree) -> None:
    lot = next(lot for lot in record["decision"]["lots"] if lot["winners"])
    lot["places"] = len(lot["winners"]) - 1


def _more_than_bids(record: Tree) -> None:
    lot = next(lot for lot in record["decision"]["lots"] if lot["winners"])
    lot["bids"] = len(lot["winners"]) - 1


def _twice(record: Tree) -> None:
    lot = next(lot for lot in record["decision"]["lots"] if lot["winners"])
    lot["winners"], lot["bids"] = [*lot["winners"], lot["winners"][0]], 9
    lot["places"] = None


def _nobody(record: Tree) -> None:
    lot = next(lot for lot in record["decision"]["lots"] if lot["outcome"] == "awarded")
    lot["winners"] = []


def _day(name: str) -> Callable[[Tree], None]:
    def change(record: Tree) -> None:
        record["schedule"][name] = "2030-01-01"

    return change


def _days(record: Tree) -> None:
    record["tender"]["schedule"]["standstill_days"] -= 7


def _waiting(record: Tree) -> None:
    record["decision"]["needs"][0]["waiting"] += 1


def _spend(record: Tree) -> None:
    record["decision"]["volumes"][0]["spend_cents"] -= 1


def _set(*way: Any, value: Any) -> Callable[[Tree], None]:
    def change(said: Tree) -> None:
        at(said, way[:-1])[way[-1]] = value

    return change


def _one_salt(record: Tree) -> Built:
    return built(record, salts=_OneSalt(SECRET, fingerprint(canonical(record))))


def _other_root(record: Tree) -> Built:
    """What was opened belongs to another record."""
    other = {**record, "package": "9.9.9"}
    return Built(built(record).package, built(other).opened)


def _more(record: Tree) -> Built:
    """The package shows a price that its edition does not."""
    wanted: Any = wanted_in_public(record)
    wanted["record"]["decision"]["needs"] = True
    wanted["record"]["marks"] = {0: True, COUNT: True} if record["marks"] else True
    return built(record, wanted=wanted)


FALSE: Mapping[str, tuple[str, Callable[[Tree], Built | None]]] = {
    "a total changed": ("V670", _record(_total)),
    "points changed": ("V670", _record(_points)),
    "the last rank changed": ("V671", _record(_rank)),
    "two ranks swapped": ("V671", _record(_two_ranks)),
    "the best score removed": ("V671", _record(_no_score)),
    "the bid of a winner removed": ("V665", _no_winning_bid),
    "a winner swapped for a lower bid": ("V672", _record(_other_winner)),
    "more winners than places": ("V669", _record(_too_many)),
    "more winners than bids": ("V669", _record(_more_than_bids)),
    "a winner twice": ("V669", _record(_twice)),
    "an awarded lot without winners": ("V669", _record(_nobody)),
    "a what-if": ("V669", _record(_set("kind", value="what_if"))),
    "a later standstill": ("V668", _record(_day("standstill_last_day"))),
    "an earlier final award": ("V668", _record(_day("final_award_from"))),
    "another day for bids": ("V668", _record(_day("bids_due"))),
    "fewer days of standstill": ("V668", _record(_days)),
    "a child less that waits": ("V673", _record(_waiting)),
    "a cent less paid": ("V673", _record(_spend)),
    "an edition with another title": ("V663", _edition(_set("tender", "title", value="Anders"))),
    "an edition with another winner": (
        "V663",
        _edition(_set("decision", "lots", 0, "winners", value=["Anders"])),
    ),
    "an edition with another weight": (
        "V663",
        _edition(_set("tender", "price", "weight", value="1")),
    ),
    "an edition without a criterion": ("V663", _edition(lambda e: e["tender"]["criteria"].pop())),
    "an edition that hides a rule": (
        "V665",
        _edition(_set("rules_naming_bidders", value=1)),
    ),
    "an edition with more than was hashed": ("V663", _edition(_set("extra", value=1))),
    "a criterion hidden": ("V665", _hiding("record", "tender", "criteria", 0)),
    "a lot hidden": ("V665", _hiding("record", "decision", "lots", 0)),
    "the number of lots hidden": ("V665", _hiding("record", "decision", "lots", COUNT)),
    "a winner's bid hidden": ("V665", _hiding("record", "bids", 0)),
    "a rule hidden": ("V665", _hiding("record", "tender", "rules", 0)),
    "all rules hidden and unsaid": ("V665", _hiding("record", "tender", "rules", silent=True)),
    "all criteria hidden and unsaid": (
        "V665",
        _hiding("record", "tender", "criteria", silent=True),
    ),
    "all lots hidden and unsaid": ("V665", _hiding("record", "decision", "lots", silent=True)),
    "who won hidden and unsaid": (
        "V665",
        _hiding("record", "decision", "lots", 0, "winners", silent=True),
    ),
    "an outcome hidden and unsaid": (
        "V665",
        _hiding("record", "decision", "lots", 0, "outcome", silent=True),
    ),
    "a weight hidden": ("V663", _hiding("record", "tender", "criteria", 0, "weight")),
    "the hash of the edition hidden": ("V664", _hiding("edition_sha256")),
    "the hash of the record hidden": ("V664", _hiding("record_sha256")),
    "one salt everywhere": ("V666", _one_salt),
    "opened places of another record": ("V667", _other_root),
    "more shown than the edition says": ("V663", _more),
}


def false_packages(record: Tree) -> Iterator[tuple[str, str, Built]]:
    """Yield every false package that can be made of a record: what, by which code, and itself."""
    for name, (code, make) in FALSE.items():
        found = make(copy.deepcopy(record))
        if found is not None:
            yield name, code, found
