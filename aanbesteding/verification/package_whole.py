"""Whether a package hides nothing of the record that everybody may see."""

from collections.abc import Iterator, Mapping
from typing import Any

from aanbesteding.basis.findings import Finding
from aanbesteding.verification.compare import objection
from aanbesteding.verification.opened_tree import Rows, at, not_whole, plain, rows_of
from aanbesteding.verification.package_claims import winners
from aanbesteding.verification.record import Json, shown, spelled

# Lists of which rows may be hidden: bids without a contract, and prices that bidders asked.
IN_PART = ("/bids", "/tender/tariffs")
RULES = "/tender/rules"
# What is shown in any case, in each row where a list stands there.
ALWAYS: Mapping[tuple[str, ...], tuple[str, ...]] = {
    (): ("decision", "kind", "schedule", "tender"),
    ("decision",): ("draws", "lots", "mode", "outcome"),
    ("decision", "lots"): ("bids", "lot", "outcome", "winners"),
    ("decision", "lots", "winners"): ("by_number",),
    ("decision", "draws"): ("lot", "origin"),
    ("tender",): (
        *("award", "criteria", "goals", "lots", "needs", "rounding", "rules", "scales"),
        *("schedule", "title"),
    ),
    ("tender", "award"): ("mode", "tie_ladder"),
    ("tender", "criteria"): ("id", "title", "weight"),
    ("tender", "lots"): ("id", "title"),
    ("tender", "rules"): ("id", "kind"),
}


def left_out(edition: Json, value: Any, file: str) -> Iterator[Finding]:
    """Yield what is hidden and should not be: parts, rows of a list, bids of winners."""
    for pointer, says in _left_out(edition, at(value, "record")):
        yield objection("V665", file, pointer=pointer, says=says)


def _left_out(edition: Json, record: Any) -> Iterator[tuple[str, str]]:
    """Where something is hidden, and its name or the number of rows or the bid."""
    yield from _missing(record)
    told = edition.get("rules_naming_bidders")
    naming = told if type(told) is int else 0
    for pointer, rows in not_whole(record):
        hidden = None if rows.number is None else rows.number - len(rows.shown)
        if pointer not in IN_PART and not (pointer == RULES and hidden == naming):
            place = f"record{pointer}"
            yield _parted(place) if hidden is None else (place, str(hidden))
    if naming and not _hides_rules(at(record, "tender", "rules"), naming):
        yield "rules_naming_bidders", shown(naming)
    bids = {spelled(plain(bid.get("id"))) for bid in rows_of(record, "bids")}
    for lot in rows_of(record, "decision", "lots"):
        for winner in winners(lot):
            if spelled(winner) not in bids:
                yield "record/bids", shown(winner)


def _parted(pointer: str) -> tuple[str, str]:
    above, _, name = pointer.rpartition("/")
    return above, name


def _missing(record: Any) -> Iterator[tuple[str, str]]:
    """Where a part is not shown that is shown in any case, and its name."""
    for way, names in ALWAYS.items():
        for pointer, part in _parts(record, "record", way):
            for name in names:
                if not isinstance(part, dict) or name not in part:
                    yield pointer, name


def _parts(value: Any, pointer: str, way: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """What is shown at a place, with its pointer; of a list each row."""
    if isinstance(value, Rows):
        for n, row in sorted(value.shown.items()):
            yield from _parts(row, f"{pointer}/{n}", way)
    elif not way:
        yield pointer, value
    elif isinstance(value, dict) and way[0] in value:
        yield from _parts(value[way[0]], f"{pointer}/{way[0]}", way[1:])


def _hides_rules(rules: Any, naming: int) -> bool:
    return isinstance(rules, Rows) and rules.number == len(rules.shown) + naming
