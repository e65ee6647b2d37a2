"""A round folder with bids and a register, read and told."""

from pathlib import Path

from aanbesteding.basis.texts import finding_text
from aanbesteding.bids.bid import Bids
from aanbesteding.bids.sources import read_bids
from tests.small_round import tender

TENDER = tender()
HEAD = "bidder;event;date;reason;lot;field;value;request;answer;decision"


def read(folder: Path, prices: bool = True) -> Bids:
    """Return the bids of the folder."""
    return read_bids(folder, TENDER, prices)


def codes(bids: Bids) -> list[str]:
    """Return the codes of all findings, each of which can be said in both languages."""
    assert all(finding_text(finding, lang) for finding in bids.findings for lang in ("nl", "en"))
    return [finding.code for finding in bids.findings]


def register(folder: Path, *lines: str) -> None:
    """Write a register with these lines."""
    (folder / "register.csv").write_text("\n".join([HEAD, *lines]), "utf-8")
