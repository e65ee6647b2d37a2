"""The steps of the journal held against order, calendar and files."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from aanbesteding.basis.findings import Finding
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.calendar import dutch_day, last_day
from aanbesteding.verification.compare import Step, objection, step
from aanbesteding.verification.inputs import files_of_the_round, hash_of
from aanbesteding.verification.journal import BIDS, FILE, read_steps
from aanbesteding.verification.order import OF_TWO, REASONED, Passed, Row, state_after, way_of
from aanbesteding.verification.record import shown

RECORD = "award/award.json"
STANDS = ("decided", "standstill", "final")
LEAVES = ("opened", "prices_opened", "frozen", "withdrawn")


def check_steps(folder: Path, tender: Tender) -> Iterator[Step]:
    """Yield the checks of order, people and days, and of what the steps fixed; none without any."""
    way = way_of(read_steps(folder).rows)
    if not way:
        return
    last: dict[str, Row] = {}
    found: list[Finding] = []
    for number, passed in enumerate(way):
        found += _in_order(passed, way[number - 1].row if number else None)
        found += _by_whom(passed.row)
        found += _on_its_day(passed.row, tender, last)
        found += _says(passed, tender, last)
        last[passed.row.said["step"]] = passed.row
    yield step("verify.steps", found, number=len(way))
    yield step("verify.frozen", _fixed(folder, tender, way, last))


def _in_order(passed: Passed, before: Row | None) -> Iterator[Finding]:
    row = passed.row
    if passed.after is None:
        yield _wrong("V602", row, row.said["step"], passed.before)
    if before is not None and row.said["time"] < before.said["time"]:
        yield _wrong("V609", row, row.said["time"], before.said["time"])


def _by_whom(row: Row) -> Iterator[Finding]:
    names = {" ".join(name.split()).casefold() for name in row.said["by"]}
    needed = 2 if row.said["step"] in OF_TWO else 1
    if len(names - {""}) < needed:
        yield _wrong("V606", row, ", ".join(row.said["by"]), f"{needed} × by")
    if row.said["step"] in REASONED and not row.said["about"].get("reason", "").strip():
        yield _wrong("V606", row, "", "reason")


def _on_its_day(row: Row, tender: Tender, last: Mapping[str, Row]) -> Iterator[Finding]:
    """The bids not before the last day for them, the final award not within the standstill."""
    day = dutch_day(row.said["time"])
    first = {"opened": tender.schedule.bids_due}
    if "sent" in last:
        first["final"] = _standstill(tender, last["sent"]) + timedelta(days=1)
    earliest = first.get(row.said["step"])
    if earliest is not None and day < earliest:
        yield _wrong("V608", row, str(day), str(earliest))


def _standstill(tender: Tender, sent: Row) -> date:
    dates = tender.schedule
    counted = last_day(dutch_day(sent.said["time"]), dates.standstill_days)
    return max(counted, last_day(dates.provisional_award, dates.standstill_days))


def _says(passed: Passed, tender: Tender, last: Mapping[str, Row]) -> Iterator[Finding]:
    """What a step says about earlier ones, worked out again."""
    row, about = passed.row, passed.row.said["about"]
    counted: dict[str, str] = {}
    name = row.said["step"]
    for own, other in (("opened", "received"), ("prices_opened", "quality_frozen")):
        if name == own:
            counted[other] = str(last[other].line) if other in last else ""
    if name in ("sent", "final"):
        decided = last["decided"].said["about"] if "decided" in last else {}
        counted[RECORD] = decided.get(RECORD, "")
    if name == "sent":
        counted["standstill_last_day"] = str(_standstill(tender, row))
    if name == "received" and passed.before == "received" and "received" in last:
        counted |= last["received"].said["about"]
    for what, value in counted.items():
        if about.get(what, "") != value:
            yield _wrong("V607", row, about.get(what, ""), value, what=what)


def _fixed(
    folder: Path, tender: Tender, way: tuple[Passed, ...], last: Mapping[str, Row]
) -> Iterator[Finding]:
    """Whether rules, bids and decision are still what the steps that count say of them."""
    state = state_after(way)
    if state != "defined" and "frozen" in last:
        row = last["frozen"]
        for what, now in (("tender", tender.hash), ("envelopes", tender.award.envelopes)):
            if row.said["about"].get(what, "") != now:
                yield _wrong("V603", row, row.said["about"].get(what, ""), now, what=what)
    if state not in ("defined", "frozen") and "received" in last:
        present = [name for name in files_of_the_round(folder) if name.startswith(BIDS)]
        about = last["received"].said["about"]
        yield from _files(folder, "V604", last["received"], {*about, *present})
    for passed in way:
        if passed.row.said["step"] == "decided" and passed.after is not None:
            stands = state in STANDS and passed.row is last["decided"]
            yield from _decision(folder, passed.row, stands, _left(way, passed))


def _left(way: tuple[Passed, ...], decided: Passed) -> bool:
    """Whether a later step undid this decision, apart from the end of the round."""
    later = way[way.index(decided) + 1 :]
    return any(passed.after in LEAVES for passed in later)


def _decision(folder: Path, row: Row, stands: bool, left: bool) -> Iterator[Finding]:
    if stands:
        yield from _files(folder, "V605", row, set(row.said["about"]) - {"scores"})
    elif left:
        says = row.said["about"].get(RECORD, "")
        kept = f"earlier/award-{row.line}.json"
        counted = hash_of(folder, kept)
        if counted != says:
            yield objection("V611", kept, line=row.line, says=shown(says), counted=shown(counted))


def _files(folder: Path, code: str, row: Row, names: set[str]) -> Iterator[Finding]:
    for name in sorted(names):
        says, counted = row.said["about"].get(name, ""), hash_of(folder, name)
        if says != counted:
            yield objection(code, name, line=row.line, says=shown(says), counted=shown(counted))


def _wrong(code: str, row: Row, says: str, counted: str, **values: str) -> Finding:
    told = {"says": shown(says), "counted": shown(counted), **values}
    return objection(code, FILE, line=row.line, **told)
