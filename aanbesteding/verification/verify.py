"""Recomputes a record from the round folder, without the code that wrote it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from aanbesteding import __version__
from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.canonical import fingerprint, jsonable
from aanbesteding.basis.exact import Exact
from aanbesteding.basis.findings import Finding, Weight, blocking, in_order
from aanbesteding.basis.places import Line
from aanbesteding.bids.bid import Bids
from aanbesteding.rules.rule import Sentence
from aanbesteding.tender.law import legal_profile
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.advice import advice_again
from aanbesteding.verification.calendar import day_after, last_day
from aanbesteding.verification.compare import Step, compared, objection, step
from aanbesteding.verification.decision import check_decision, recount_of
from aanbesteding.verification.draws import FILE as DRAWS
from aanbesteding.verification.draws import check_draws
from aanbesteding.verification.facts import count_facts
from aanbesteding.verification.filled import check_filled
from aanbesteding.verification.inputs import check_inputs
from aanbesteding.verification.journal import check_envelopes, check_head, check_journal
from aanbesteding.verification.lot_scores import LotScores
from aanbesteding.verification.other_records import check_other_records
from aanbesteding.verification.proof import proofs
from aanbesteding.verification.prover import Prover
from aanbesteding.verification.reasons import check_reasons
from aanbesteding.verification.record import Json, open_record, shown
from aanbesteding.verification.recount import Recount
from aanbesteding.verification.round_files import RoundFiles, read_round
from aanbesteding.verification.said import Stated
from aanbesteding.verification.scores import lot_scores
from aanbesteding.verification.steps import check_steps
from aanbesteding.verification.verification import NotProven, Verification

KEYS = frozenset(
    {
        *("format", "package", "kind", "inputs", "journal", "tender", "tender_hash", "law"),
        *(
            "schedule",
            "bids",
            "events",
            "findings",
            "marks",
            "scores",
            "decision",
            "reasons",
            "advice",
        ),
    }
)
PAGE = "award.html"
SECONDS = 60
Decided = tuple[Stated, Recount]
KINDS = {"award": "award", "what-if": "what_if"}
NOT_CHECKED = (
    "verify.not.rungs",
    "verify.not.senders",
    "verify.not.judging",
    "verify.not.advice",
    "verify.not.other_records",
)
ENVELOPES_NOT_CHECKED = "verify.not.looked"


def verify(path: Path, head: str = "", seconds: Exact = SECONDS) -> Verification:
    """Return everything recomputed from the round folder and everything that differs.

    `head` is the published head of the journal. What only a search can tell is proven for at most
    so many `seconds`; with 0 that is left out.

    Raises UnreadableError when the record cannot be read at all.
    """
    path = Path(path).absolute()
    tree, steps = _outside(path, head)
    decisions: list[Decided] = []
    if tree is not None:
        steps += _steps(tree, path, f"{path.parent.name}/{path.name}", decisions)
    drawn = (path.parent.parent / DRAWS).is_file()
    told = tuple(_proven(steps, decisions, seconds, drawn))
    steps += [one for one in told if isinstance(one, Step)]
    return Verification(
        path,
        tuple(s.check for s in steps),
        tuple(finding for s in steps for finding in s.findings),
        tuple(Sentence(key) for key in _not_checked(tree or {})),
        tuple(one for one in told if isinstance(one, NotProven)),
    )


def outside(path: Path, head: str = "") -> tuple[Finding, ...]:
    """Return what differs without reading the round itself: spelling, page, files and journal.

    Raises UnreadableError when the record cannot be read at all.
    """
    _, steps = _outside(Path(path).absolute(), head)
    return tuple(finding for one in steps for finding in one.findings)


def _outside(path: Path, head: str) -> tuple[dict[str, Json] | None, list[Step]]:
    opened = open_record(path)
    file = f"{path.parent.name}/{path.name}"
    steps = [step("verify.spelling", opened.findings), *_report_beside(path, file)]
    if opened.tree is not None:
        folder = path.parent.parent
        steps.append(step("verify.head", _head(opened.tree, path.parent.name, file)))
        steps += check_inputs(folder, file, opened.tree.get("inputs"))
        journal, listed = opened.tree.get("journal"), opened.tree.get("inputs")
        steps += check_journal(folder, file, journal, listed)
        steps += check_head(folder, head)
    return opened.tree, steps


def _proven(
    steps: Sequence[Step], decisions: Sequence[Decided], seconds: Exact, drawn: bool
) -> Iterator[Step | NotProven]:
    """What becomes of the claims that take a search; of a record that differs they are no use."""
    if any(blocking(one.findings) or not one.check.ok for one in steps):
        yield NotProven("verify.claim.best", {}, "verify.why.differs")
        return
    prover = Prover(seconds)
    for stated, recount in decisions:
        yield from proofs(prover, stated, recount, drawn)


def _not_checked(tree: dict[str, Json]) -> tuple[str, ...]:
    journal = tree.get("journal")
    envelopes = isinstance(journal, dict) and journal.get("head")
    return (*NOT_CHECKED, *([ENVELOPES_NOT_CHECKED] if envelopes else []))


def _report_beside(path: Path, file: str) -> Iterator[Step]:
    """The page that was made with the record prints its hash, so any change at all shows there."""
    page = path.with_name(PAGE)
    if not page.is_file():
        return
    same = fingerprint(path.read_bytes()) in page.read_text("utf-8", errors="replace")
    other = Finding("V109", Weight.REPAIRABLE, Line(file), {"page": PAGE})
    yield step("verify.page", () if same else (other,), page=PAGE)


def _steps(
    tree: dict[str, Json], path: Path, file: str, decisions: list[Decided]
) -> Iterator[Step]:
    folder = path.parent.parent
    found = read_round(folder)
    yield step("verify.reading", _reading(found, tree, file), number=len(found.findings))
    if found.tender is not None:
        yield from _tender_steps(tree, found.tender, file)
        yield from check_steps(folder, found.tender)
    if found.tender is not None and found.bids is not None and found.marks is not None:
        journal = tree.get("journal")
        yield from check_envelopes(folder, found.tender, found.bids, found.marks, journal)
        lots = lot_scores(found.tender, found.bids, found.marks)
        won, passed = _named(tree, "winners"), _named(tree, "made_room")
        again = advice_again(found.tender, found.bids, found.marks, lots, won, passed)
        told = () if blocking(found.findings) else again.findings
        yield from _received_steps(tree, found.bids, found.marks, (*found.findings, *told), file)
        yield from _decided_steps(tree, folder, found.tender, found.bids, lots, file, decisions)
        yield from check_other_records(folder, found.tender)
        yield compared("verify.advice", "V402", file, "advice", tree.get("advice"), again.record)


def _head(tree: dict[str, Json], folder: str, file: str) -> Iterator[Finding]:
    kind = tree.get("kind")
    if kind != KINDS.get(folder):
        counted = shown(KINDS.get(folder))
        yield objection("V106", file, pointer="kind", says=shown(kind), counted=counted)
    known = KEYS | ({"published"} if kind == "what_if" else set())
    for key in sorted(set(tree) ^ known):
        code = "V104" if key in tree else "V105"
        says, counted = (shown(tree[key]), "") if key in tree else ("", key)
        yield objection(code, file, pointer=key, row="", says=says, counted=counted)
    yield from _package(tree.get("package"), file)


def _package(stated: Json, file: str) -> Iterator[Finding]:
    if not isinstance(stated, str) or not re.fullmatch(r"\d+(\.\d+)*[a-z0-9.+-]*", stated):
        yield objection("V107", file, pointer="package", says=shown(stated))
        return
    if stated != __version__:
        values = {"pointer": "package", "says": stated, "counted": __version__}
        yield Finding("V108", Weight.NOTICE, Line(file), values)


def _reading(found: RoundFiles, tree: dict[str, Json], file: str) -> Iterator[Finding]:
    yield from blocking(found.findings)
    if found.tender is None or found.bids is None or found.marks is None:
        yield objection("V301", file, pointer="tender" if found.tender is None else "bids")


def _tender_steps(tree: dict[str, Json], tender: Tender, file: str) -> Iterator[Step]:
    said = {key: tree.get(key) for key in ("tender", "tender_hash", "law", "schedule")}
    law = legal_profile(tender.schedule.published)._asdict()
    parts: dict[str, tuple[str, Any]] = {
        "tender": ("V302", tender),
        "tender_hash": ("V302", tender.hash),
        "law": ("V303", law),
        "schedule": ("V304", _schedule(tender)),
    }
    for key, (code, counted) in parts.items():
        yield compared(f"verify.{key}", code, file, key, said[key], jsonable(counted))


def _schedule(tender: Tender) -> dict[str, Any]:
    dates = tender.schedule
    end = last_day(dates.provisional_award, dates.standstill_days)
    return {
        "published": dates.published,
        "bids_due": dates.bids_due,
        "provisional_award": dates.provisional_award,
        "standstill_days": dates.standstill_days,
        "standstill_last_day": end,
        "final_award_from": day_after(end),
        "contract_start": dates.contract_start,
    }


def _received_steps(
    tree: dict[str, Json], bids: Bids, marks: Marks, findings: Sequence[Finding], file: str
) -> Iterator[Step]:
    files = {received.bidder: received.path for received in bids.received}
    rows = [{**jsonable(bid), "file": files.get(bid.id, "")} for bid in bids.bids]
    parts: dict[str, tuple[str, Any]] = {
        "bids": ("V305", rows),
        "events": ("V306", bids.events),
        "findings": ("V307", [_told(finding) for finding in in_order(findings)]),
        "marks": ("V308", marks.marks),
    }
    for key, (code, counted) in parts.items():
        yield compared(f"verify.{key}", code, file, key, tree.get(key), jsonable(counted))


def _told(finding: Finding) -> dict[str, Any]:
    """A finding as the record keeps it: its place in words, odd values as text, lists as lists."""
    values = {name: _plain(value) for name, value in finding.values.items()}
    place = "" if finding.place is None else str(finding.place)
    return {"code": finding.code, "weight": finding.weight, "place": place, "values": values}


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value if isinstance(value, bool | int | str | None) else str(value)


def _decided_steps(
    tree: dict[str, Json],
    folder: Path,
    tender: Tender,
    bids: Bids,
    lots: Sequence[LotScores],
    file: str,
    decisions: list[Decided],
) -> Iterator[Step]:
    """The checks on each decision; what takes a search is left for afterwards in `decisions`."""
    scores = tuple(score for lot in lots for score in lot.counted)
    counted = jsonable(scores)
    yield compared("verify.scores", "V401", file, "scores", tree.get("scores"), counted)
    facts = count_facts(tender, bids, scores)
    mode = tender.choice_mode.value
    modes = {"decision": mode}
    if tree.get("kind") == "what_if":
        modes = {"decision": "free", "published": mode}
    for pointer, mode in modes.items():
        said = tree.get(pointer)
        stated = Stated(file, pointer, said if isinstance(said, dict) else {}, mode)
        again = recount_of(stated, tender, bids, facts, scores)
        decisions.append((stated, again.recount))
        yield from check_decision(stated, again)
        yield from check_filled(stated, again.recount)
        yield check_draws(folder, stated, again.recount)
        if pointer == "decision":
            yield check_reasons(tree.get("reasons"), file, again.recount)


def _named(tree: dict[str, Json], what: str) -> dict[str, frozenset[str]]:
    """The bidders that the record names per lot, such as its winners, where that is readable."""
    decision = tree.get("published", tree.get("decision"))
    lots = decision.get("lots") if isinstance(decision, dict) else None
    return {
        str(lot.get("lot")): frozenset(str(bidder) for bidder in bidders)
        for lot in (lots if isinstance(lots, list) else [])
        if isinstance(lot, dict) and isinstance(bidders := lot.get(what), list)
    }


__all__ = ["Verification", "verify"]
