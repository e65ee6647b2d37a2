"""What an officer must see of a certificate, also without reading it."""

from collections.abc import Iterator

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.contest.certificate import Certificate, Kind


def notices(lot: str, certificate: Certificate) -> Iterator[Finding]:
    """Yield a notice where the ranking of a lot leans on bids that lose or might be excluded."""
    found = certificate.answer(Kind.AWARDED)
    if found.change is not None:
        values = {"lot": lot, "without": list(found.change.without)}
        yield Finding("S141", Weight.NOTICE, values=values)
    turning = [excluded.bidder for excluded in certificate.exclusions if excluded.turns]
    if turning:
        yield Finding("S142", Weight.NOTICE, values={"lot": lot, "bidders": turning})
    if found.change is None and not found.complete:
        yield Finding("S143", Weight.NOTICE, values={"lot": lot})
