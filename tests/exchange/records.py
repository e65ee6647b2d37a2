"""Records for the tests of the exchange: those of the reports, and what these do not have."""

from functools import cache
from typing import Any

from aanbesteding import flow
from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.bids.bid import Bids, Event, Member
from aanbesteding.dossier.dossier import written
from aanbesteding.dossier.editions.internal import INTERNAL
from aanbesteding.dossier.editions.public import PUBLIC
from aanbesteding.exchange.package import edition_of
from tests import tiny
from tests.report import sample

Record = dict[str, Any]
EDITIONS = (INTERNAL, PUBLIC)
TWO_LOTS = [{"id": "1", "title": "Perceel 1"}, {"id": "2", "title": "Perceel 2"}]
DEMAND = [
    {"lot": lot, "need": "zwaar", "area": "noord", "period": "2028", "volume": 10}
    for lot in ("1", "2")
]


def _consortium() -> Record:
    """A consortium of two wins, with a subcontractor; and a number of the chamber of commerce."""
    members = (Member(name="Zorg Noord"), Member(name="Zorg Zuid"))
    changes = {"members": members, "lead": "Zorg Noord", "kvk": "01234567"}
    helped = {"subcontractors": ("Vervoer BV",)}
    won = tiny.bid("a").model_copy(update={**changes, **helped})
    lost = tiny.bid("b").model_copy(update={"kvk": "76543210"})
    rules = [{"kind": "number_of_contracts", "id": "een", "at_most": 1}]
    asked = tiny.tender(rules=rules, demand=DEMAND[:1])
    return _award(asked, tiny.bids(won, lost), tiny.marks({"a": 9, "b": 8}))


def _withdrawn_lot() -> Record:
    """Two lots; of the second every bid is withdrawn."""
    events = [
        Event.model_validate(
            {"bidder": bidder, "event": "withdrawn", "lot": "2", "reason": "Ingetrokken."}
        )
        for bidder in ("a", "b")
    ]
    asked = tiny.tender(lots=TWO_LOTS, demand=DEMAND)
    found = tiny.bids(tiny.bid("a", lots="12"), tiny.bid("b", lots="12"), events=events)
    return _award(asked, found, tiny.marks({"a": 9, "b": 8}, lots="12"))


def _practice() -> Record:
    """An independent practice wins, whose name is a person's."""
    won = tiny.bid("a").model_copy(update={"kind": "independent_practice", "name": "J. Jansen"})
    return _award(tiny.tender(), tiny.bids(won), tiny.marks({"a": 9}))


def _award(asked: Any, offered: Bids, judged: Any) -> Record:
    notice = Finding("B117", Weight.NOTICE, Line("bids/a.xlsx"), {"lead": "Zorg Oost"})
    dossier = flow.award(asked, offered, judged, (), {}, (notice,))
    found: Record = read_json(written(dossier.record())[0])
    return found


MAKERS = {"consortium": _consortium, "withdrawn_lot": _withdrawn_lot, "practice": _practice}
# A what-if is no award, and lots that must still be drawn have no outcome yet.
SAMPLES = tuple(n for n in sample.NAMES if n not in ("what_if", "draw_needed", "many"))
NAMES = (*SAMPLES, *MAKERS)


@cache
def record(name: str) -> Record:
    """Return the record with that name, as it would be read from award.json."""
    return MAKERS[name]() if name in MAKERS else sample.record(name)


@cache
def shown(name: str, edition: str = INTERNAL) -> Record:
    """Return an edition of that record."""
    found = record(name)
    return edition_of(found, fingerprint(canonical(found)), edition)
