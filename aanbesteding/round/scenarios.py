"""Scenarios of a round folder side by side, and the market before the tender."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aanbesteding.basis.brief import brief, counted
from aanbesteding.basis.canonical import canonical, fingerprint, jsonable
from aanbesteding.basis.errors import FindingsError
from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding, Weight, blocking, in_order
from aanbesteding.bids.bid import Bids
from aanbesteding.report.scenario_page import scenario_page
from aanbesteding.report.scenario_workbook import scenario_workbook
from aanbesteding.round.given_scenarios import Given, with_scenarios
from aanbesteding.round.lock import locked
from aanbesteding.round.read import Round, origin_of, read_round, read_tender
from aanbesteding.round.result import Result, Tell, in_language, silent
from aanbesteding.scenarios.compare import compare
from aanbesteding.scenarios.outlook import Comparison
from aanbesteding.scenarios.scan import ScanRow, scan
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.write import book_bytes

FORMAT, PLACE = "aanbesteding-scenarios/1", "scenarios"


@dataclass(frozen=True)
class MarketScan:
    """The market before a tender: a row per need level, or the findings that block."""

    folder: Path
    findings: tuple[Finding, ...]
    rows: tuple[ScanRow, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there was something to compare."""
        return bool(self.rows)

    def __repr__(self) -> str:
        rows = counted(len(self.rows), "need level")
        return brief(self, self.folder.name, rows, findings=self.findings)


@in_language
def compare_scenarios(
    folder: Path | str,
    scenarios: Given | None = None,
    *,
    lang: str = "nl",
    tell: Tell = silent,
) -> Result:
    """Return the round beside each of its scenarios, after writing it to ``scenarios/``.

    `scenarios` are others than those in the folder: by name the changes of each, with the columns
    of ``changes.csv``, such as ``{"growth": [{"what": "demand", "factor": "1.20"}]}``; the folder
    keeps its own. It is advice and never an award. Nothing is written while a finding blocks, when
    there is no scenario, or when a formula can make nothing of a bid in one of them. Raises
    UnreadableError for a folder without tender; otherwise as `award` does.

    >>> from aanbesteding import new
    >>> growth = {"growth": [{"what": "demand", "factor": "1.20"}]}
    >>> result = compare_scenarios(new("ronde", "een-perceel"), growth)
    >>> [(one["scenario"], one["needs"][0]["waiting"]) for one in result.record["scenarios"]]
    [(None, 0), ('growth', 10)]
    """
    with locked(folder):
        return _compared(Path(folder), scenarios, lang, tell)


def _compared(folder: Path, scenarios: Given | None, lang: str, tell: Tell) -> Result:
    tell("read")
    found = read_round(folder)
    if found.tender is not None and not found.blocked and scenarios is not None:
        tender, wrong = with_scenarios(found.tender, scenarios)
        found = replace(found, tender=tender, findings=in_order((*found.findings, *wrong)))
    if found.tender is None or found.blocked:
        return Result(found.folder, found.findings)
    if not found.tender.scenarios:
        none = Finding("R104", Weight.REPAIRABLE)
        return Result(found.folder, (*found.findings, none))
    tell("decide")
    try:
        comparison = compare(found.tender, found.bids, found.marks, found.draws)
    except FindingsError as error:
        return Result(found.folder, (*found.findings, *error.findings))
    tell("report")
    record = scenario_record(found, found.tender, comparison)
    result = written(found, record, PLACE, PLACE, lang)
    return replace(result, findings=(*found.findings, *unknown_bidders(found.tender, found.bids)))


def unknown_bidders(tender: Tender, bids: Bids) -> Iterator[Finding]:
    """Yield every change that names a bidder without a bid, so that it changes nothing."""
    known = {bid.id for bid in bids.bids}
    for change in tender.changes:
        missing = [bidder for bidder in change.bidders if bidder not in known]
        if missing:
            values = {"scenario": change.scenario, "bidders": missing}
            yield Finding("R156", Weight.NOTICE, None, values)


def written(found: Round, record: Mapping[str, Any], place: str, name: str, lang: str) -> Result:
    """Return the result of a run, after writing its record, page and workbook to a folder."""
    content = canonical(record)
    record_hash = fingerprint(content)
    page = scenario_page(record, lang, record_hash, found.look).encode()
    sheets = book_bytes(scenario_workbook(record, lang, record_hash))
    target = found.folder / place
    made = {"json": content, "html": page, "xlsx": sheets}
    files = write_all({target / f"{name}.{ending}": whole for ending, whole in made.items()})
    return Result(found.folder, found.findings, record, record_hash, files)


def scenario_record(found: Round, tender: Tender, comparison: Comparison) -> dict[str, Any]:
    """Return the record in JSON types, as docs/scenarios.md says."""
    advice = {"format": FORMAT, "kind": "what_if", "scenarios": comparison.scenarios}
    return dict(jsonable({**origin_of(found, tender), **advice}))


def market_scan(folder: Path | str) -> MarketScan:
    """Return what was contracted before the tender against what is asked, per need level.

    It needs the tender alone, no bids. Raises UnreadableError for a folder without tender.
    """
    home = Path(folder)
    tender, findings = read_tender(home)
    if tender is None or blocking(findings):
        return MarketScan(home, findings)
    rows = scan(tender) if tender.contracted else ()
    missing = () if rows else (Finding("R105", Weight.REPAIRABLE),)
    return MarketScan(home, (*findings, *missing), rows)
