"""A record verified, and the reports beside it held against what is made of the record again."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from aanbesteding import __version__
from aanbesteding.basis.canonical import fingerprint, read_json
from aanbesteding.basis.exact import Exact
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.report.look import Look
from aanbesteding.report.write import reports
from aanbesteding.round.look import read_look
from aanbesteding.verification.verification import Check, Verification
from aanbesteding.verification.verify import SECONDS
from aanbesteding.verification.verify import verify as counted_again

PAGE = "award.html"
RECORD, RUN = "award.json", "run.json"
_SAID = re.compile(f'<html lang="({"|".join(LANGUAGES)})">'.encode())


def verify(path: Path | str, head: str = "", *, seconds: Exact = SECONDS) -> Verification:
    """Return everything recomputed from the round folder, and every report that says otherwise.

    As `aanbesteding.verification.verify`; page, workbook and list beside the record are made again
    of the record and the house style of the round, once all else in it agrees, and must be the
    same to the byte. Where the record was made with another version, they are not.

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
    languages = languages_of(path.with_name(PAGE))
    if not languages:
        return {PAGE: False}
    if all(one.name in (RECORD, RUN) for one in path.parent.iterdir()):
        return {}
    content, look = path.read_bytes(), read_look(path.parent.parent)[0]
    return most_alike(path, (_made(content, lang, look) for lang in languages))


def languages_of(page: Path) -> tuple[str, ...]:
    """Return the language a page says it is in; any where it is gone, none where it is not ours.

    Without the page what stands beside it may be in either language.
    """
    if not page.is_file():
        return LANGUAGES
    said = _SAID.search(page.read_bytes()[:200])
    return (said[1].decode(),) if said else ()


def most_alike(beside: Path, makings: Iterable[Mapping[str, bytes]]) -> Mapping[str, bool]:
    """Return by name whether each file beside a path is as made, of the making most are of."""
    compared = (
        {
            name: beside.with_name(name).read_bytes() == content
            for name, content in made.items()
            if beside.with_name(name).is_file()
        }
        for made in makings
    )
    return min(compared, key=lambda one: list(one.values()).count(False))


@lru_cache(maxsize=4)
def _made(content: bytes, lang: str, look: Look) -> Mapping[str, bytes]:
    """The reports of a record of this version; none of a record of another one."""
    record = read_json(content)
    if record.get("package") != __version__:
        return {}
    return reports(record, lang, fingerprint(content), look)
