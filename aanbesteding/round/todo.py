"""The one thing to do next in a round, from where it stands and which files are there."""

from datetime import date
from pathlib import Path

from aanbesteding.assessment.collect import ENDINGS
from aanbesteding.basis.canonical import read_json
from aanbesteding.gate.folder import files_in
from aanbesteding.round import states
from aanbesteding.round.states import TWO
from aanbesteding.round.unchanged import BIDS, RECORD, sealed_files
from aanbesteding.tender.tender import Tender

FORMS, MARKS, LETTERS = "forms", "assessments", "letters"
STUCK = {"draw_needed": "draw", "nothing_fits": "clash", "not_proven": "go_on"}


def todo(
    home: Path, tender: Tender, state: str, envelopes: str, today: date, last: date | None
) -> str:
    """Return the name of what to do next in a round of which nothing is wrong.

    `last` is the last day of the standstill once it began. Nothing of bids or marks is read, only
    that they are there; of an award in one step its outcome.
    """
    match state:
        case states.DEFINED:
            return _draft(home, tender)
        case states.FROZEN if not (home / FORMS / "bid-form.xlsx").is_file():
            return "send_forms"
        case states.RECEIVED:
            if today < tender.schedule.bids_due:
                return "wait_for_bids"
            return "unseal" if sealed_files(home) else "open"
        case states.OPENED:
            quality = "quality" if envelopes == TWO else "decide"
            return _judging(home, tender) or quality
        case states.STANDSTILL:
            return "finalise" if last is not None and today > last else "wait_for_standstill"
    return state


def _draft(home: Path, tender: Tender) -> str:
    """What to do before the rules are frozen: publish, or try the round out."""
    if not files_in(home / BIDS, ENDINGS):
        return "try_or_freeze" if (home / FORMS / "bid-form.xlsx").is_file() else "make_forms"
    if tender.award.envelopes == TWO:
        return "freeze"
    judging = _judging(home, tender)
    if judging or not (home / RECORD).is_file():
        return judging or "award"
    stuck = STUCK.get(_outcome(home / RECORD))
    return stuck or ("look_at_letters" if (home / LETTERS).is_dir() else "look_at_award")


def _judging(home: Path, tender: Tender) -> str:
    """What the panel still has to do before anything can be counted; nothing when it is done."""
    if not tender.criteria or files_in(home / MARKS, ENDINGS):
        return ""
    made = any((home / FORMS).glob("assessor-*.xlsx"))
    return "fill_in_marks" if made else "make_panel_forms"


def _outcome(record: Path) -> str:
    try:
        return str(read_json(record.read_bytes())["decision"]["outcome"])
    except (ValueError, LookupError, TypeError):
        return ""
