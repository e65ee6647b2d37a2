"""The pseudonyms of a round, kept in ``anonymous.csv`` of its folder; given once, then extended."""

from collections.abc import Iterable
from pathlib import Path

from aanbesteding.assessment.pseudonyms import FILE, Pseudonyms, extended, read_pseudonyms
from aanbesteding.basis.files import write_whole
from aanbesteding.bids.bid import Bids
from aanbesteding.tender.tender import Tender


def give_pseudonyms(folder: Path, tender: Tender, bids: Bids, bidders: Iterable[str]) -> Pseudonyms:
    """Return the pseudonyms of a round, after writing those of bidders who had none yet.

    Nothing is written while there is something wrong with those that were given before.
    """
    known = read_pseudonyms(folder)
    if known.findings:
        return known
    wanted = set(bidders)
    if wanted - set(known.called):
        content = extended(known.called, wanted, bids, tender.language)
        write_whole(folder / FILE, content)
    return read_pseudonyms(folder)
