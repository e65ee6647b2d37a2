"""A record verified, and the reports beside it held against what is made of the record again."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from aanbesteding import __version__
from aanbesteding.basis.canonical import fingerprint, read_json
from aanbesteding.basis.exact import Exact
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.report.look import Look
from aanbesteding.report.write import reports
from aanbesteding.round.look import read_look
from aanbesteding.verification.verification import Check, Verification
from aanbesteding.verification.verify import SECONDS
from aanbesteding.verification.verify import verify as counted_again

PAGE = "award.html"
LANGUAGE = re.compile(rb'<html lang="([a-z]{2})">')


def verify(path: Path | str, head: str = "", *, seconds: Exact = SECONDS) -> Verification:
    """Return everything recomputed from the round folder, and every report that says otherwise.

    As `aanbesteding.verification.verify`; page, workbook and list beside the record are made again
    of the record and the house style of the round, once all else in it agrees, and must be the
    same to the byte. Where the record
    was made with another version, they are not.

    Raises UnreadableError when the record cannot be read at all.
    """
    found = counted_again(Path(path), head, seconds)
    if not found.ok:
        return found
    differing = differing_reports(found.path)
    checks = [Check("verify.shown_again", ok, {"name": name}) for name, ok in differing.items()]
    where = found.path.parent.name
    findings = [
        Finding("V630", Weight.REPAIRABLE, Line(f"{where}/{name}"), {})
        for name, ok in differing.items()
        if not ok
    ]
    return replace(found, checks=(*found.checks, *checks), findings=(*found.findings, *findings))


def differing_reports(path: Path) -> Mapping[str, bool]:
    """Return the reports beside a record, and whether each is what is made of it again."""
    page = path.with_name(PAGE)
    said = LANGUAGE.search(page.read_bytes()[:200]) if page.is_file() else None
    if said is None:
        return {PAGE: False} if page.is_file() else {}
    made = _made(path.read_bytes(), said[1].decode(), read_look(path.parent.parent)[0])
    there = {name: path.with_name(name) for name in made}
    return {n: f.read_bytes() == made[n] for n, f in there.items() if f.is_file()}


@lru_cache(maxsize=4)
def _made(content: bytes, lang: str, look: Look) -> Mapping[str, bytes]:
    """The reports of a record of this version; none of a record of another one."""
    record = read_json(content)
    if record.get("package") != __version__ or lang not in ("nl", "en"):
        return {}
    return reports(record, lang, fingerprint(content), look)
