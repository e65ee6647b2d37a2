"""What a programmer sees of a verification on one line."""

from pathlib import Path

from aanbesteding.verification.compare import Step, objection, step
from aanbesteding.verification.verification import Verification


def told(*steps: Step) -> str:
    checks = tuple(one.check for one in steps)
    findings = tuple(finding for one in steps for finding in one.findings)
    return repr(Verification(Path("ronde/award/award.json"), checks, findings, ()))


def test_how_it_ended_comes_before_how_many_checks_and_findings_there_are() -> None:
    good = step("verify.scores", ())
    wrong = step("verify.decision", [objection("V503", "award.json", pointer="x", says="1")])
    assert told(good) == "<Verification: award.json, all as recorded, 1 check, 0 findings>"
    assert "award.json, something differs, 2 checks" in told(good, wrong)
