"""The formal decision: the award as `award` makes it, and its hashes in the journal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.dossier.dossier import Dossier
from aanbesteding.round.journal import FILE as JOURNAL
from aanbesteding.round.result import Tell, silent
from aanbesteding.round.run import made
from aanbesteding.round.states import DECIDED
from aanbesteding.round.taking import Noted, alone, note, taking
from aanbesteding.round.unchanged import SCORES, hashes
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort

RUN = "award/run.json"
NO_DECISION: Mapping[str, str] = {"draw_needed": "R259", "not_proven": "R260"}


@alone
def decide(
    folder: Path | str,
    by: Sequence[str],
    now: datetime | None = None,
    *,
    lang: str = "nl",
    tell: Tell = silent,
    effort: Effort = UNTIL_PROVEN,
) -> Noted:
    """Return the decision as a step in the journal, with the award it was taken on.

    Its files are those of the function `award`; the journal then holds the hashes of the record, of
    its scores, of the reports and of every file the decision rests on. Nothing is written while a
    finding blocks, while lots must be drawn first, or when the best was not proven. `now` is the
    present when left. Raises as `freeze` and `award`.
    """
    step = taking(Path(folder), DECIDED, by, now)
    if not step.may:
        return step.refused
    result = made(step.folder, False, lang, tell, effort, _no_decision)
    if not result.ok:
        return Noted(step.folder, result.findings)
    files = [file.relative_to(step.folder).as_posix() for file in result.files]
    outputs = hashes(step.folder, [file for file in files if file != RUN])
    inputs = {i["path"]: i["sha256"] for i in result.record["inputs"] if i["path"] != JOURNAL}
    scores = fingerprint(canonical(result.record["scores"]))
    noted = note(step, {**inputs, **outputs, SCORES: scores})
    return replace(noted, findings=result.findings, award=result)


def _no_decision(dossier: Dossier) -> tuple[Finding, ...]:
    """Why the outcome cannot be decided on yet; an outcome by which nobody wins can be."""
    code = NO_DECISION.get(dossier.decision.outcome)
    return (Finding(code, Weight.REPAIRABLE),) if code else ()
