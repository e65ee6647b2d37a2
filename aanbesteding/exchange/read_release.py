"""Reads a release of OCDS into a tender definition, as far as it can be known."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.exchange.asked import rows_of
from aanbesteding.exchange.at import At
from aanbesteding.exchange.extension import KEY
from aanbesteding.exchange.hostile_json import read_hostile
from aanbesteding.exchange.ids import Ids
from aanbesteding.exchange.names import payer_id
from aanbesteding.exchange.read_lots import Row, amount, read_criteria, read_lots
from aanbesteding.exchange.read_own import compared, own_tender
from aanbesteding.exchange.read_requirements import read_requirements

NO_RELEASE, SEVERAL, TO_FILL_IN = "T485", "T486", "T487"
MOST_PERIODS, PAYER = 30, payer_id("")
NEEDED = (
    ("region",), ("authority",), ("schedule", "published"), ("schedule", "bids_due"),
    ("schedule", "provisional_award"), ("schedule", "contract_start"), ("award", "mode"),
    ("needs",), ("areas",), ("periods",), ("demand",), ("budgets",),
)  # fmt: skip


class ReadTender(NamedTuple):
    """A tender as plain values, whole or not, and what was found; no values where it is no use."""

    tree: dict[str, Any]
    findings: tuple[Finding, ...]


def read_release(content: bytes, label: str) -> ReadTender:
    """Return the tender that a release, a package of releases or a record in OCDS describes.

    What it does not say is left out, and told. Where the release was made by this package, the
    tender it carries is read; where that says something else than the rest, that is told too.
    """
    tree, wrong = read_hostile(content, label)
    if wrong:
        return ReadTender({}, wrong)
    found: list[Finding] = []
    releases = list(_releases(At(tree, "", label, found)))
    if not releases:
        place = Line(label)
        return ReadTender({}, (*found, Finding(NO_RELEASE, Weight.REPAIRABLE, place)))
    release = releases[-1]
    if len(releases) > 1:
        release.tell(SEVERAL, count=len(releases), id=release.of("id").text()[:80])
    standard = _standard(release)
    own, skipped = own_tender(release.of(KEY))
    made = own or standard
    found += skipped
    if own:
        found += compared(standard, own, label)
    found += (_to_do(what, label) for what in missing_parts(made))
    return ReadTender(made, tuple(found))


def _releases(at: At) -> Iterator[At]:
    """Every release with a tender, in order; of a record the compiled one, where there is one."""
    if not isinstance(at.value, dict):
        return
    if isinstance(at.value.get("tender"), dict):
        yield at
    for release in at.of("releases").items() if "releases" in at.value else ():
        if isinstance(release.value, dict) and isinstance(release.value.get("tender"), dict):
            yield release
    for record in at.of("records").items() if "records" in at.value else ():
        yield from _releases(record)
    if "compiledRelease" in at.value:
        yield from _releases(at.of("compiledRelease"))


def _standard(release: At) -> dict[str, Any]:
    """What OCDS itself says of the tender."""
    tender = release.of("tender")
    lots = read_lots(tender)
    criteria = read_criteria(lots)
    start, last = _contract(tender)
    schedule = {
        "published": tender.of("tenderPeriod", "startDate").day(),
        "bids_due": tender.of("tenderPeriod", "endDate").day(),
        "provisional_award": tender.of("awardPeriod", "startDate").day(),
        "contract_start": start,
    }
    buyer = tender.of("procuringEntity", "name").text() or release.of("buyer", "name").text()
    named = tender.of("id").name() or release.of("ocid").text()
    tree: dict[str, Any] = {
        "id": Ids().of(tender.of("id"), named, "aanbesteding"),
        "title": tender.of("title").text() or named,
        "authority": buyer,
        "schedule": {name: day for name, day in schedule.items() if day},
        "price": {} if criteria.price is None else {"weight": criteria.price},
        "lots": [lot for _, lot in lots],
        "criteria": criteria.rows,
        "requirements": read_requirements(lots),
        "areas": list(_areas(release)),
        "periods": list(_periods(start, last)),
        "budgets": list(_budgets(release)),
    }
    return {name: value for name, value in tree.items() if value}


def _contract(tender: At) -> tuple[date | None, date | None]:
    """When contracts start and end: of the tender, else of the first lot that says so."""
    periods = [tender.of("contractPeriod")]
    periods += [lot.of("contractPeriod") for lot in tender.of("lots").items()]
    starts = [day for period in periods if (day := period.of("startDate").day())]
    ends = [day for period in periods if (day := period.of("endDate").day())]
    return (starts[0] if starts else None), (ends[0] if ends else None)


def _periods(start: date | None, last: date | None) -> Iterator[Row]:
    """The calendar years of the contract, the first and last one cut where it starts and ends."""
    if start is None or last is None or not start <= last:
        return
    for year in range(start.year, min(last.year, start.year + MOST_PERIODS - 1) + 1):
        first, end = date(year, 1, 1), date(year + 1, 1, 1) - timedelta(days=1)
        yield {"id": str(year), "start": max(first, start), "end": min(end, last)}


def _areas(release: At) -> Iterator[Row]:
    """The parties that buy and are not the authority itself: municipalities."""
    ids = Ids()
    authority = {
        release.of("buyer", "id").name(),
        release.of("tender", "procuringEntity", "id").name(),
    }
    for party in release.of("parties").items():
        roles = [role.text() for role in party.of("roles").items()]
        name = party.of("name").text()
        if "buyer" in roles and name and party.of("id").name() not in authority:
            own = party.of("id").name().removeprefix(PAYER)
            yield {"id": ids.of(party.of("id"), own, "gebied"), "name": name}


def _budgets(release: At) -> Iterator[Row]:
    budget = release.of("planning", "budget")
    value = amount(budget.of("amount"))
    if value is not None:
        yield {"id": Ids().of(budget.of("id"), budget.of("id").name(), "budget"), "amount": value}


def missing_parts(tree: dict[str, Any]) -> Iterator[str]:
    """Yield every part of a tender that is not there, by its name in the tender file."""
    for path in NEEDED:
        part: Any = tree
        for step in path:
            part = part.get(step) if isinstance(part, dict) else None
        if not part:
            yield ".".join(path)
    if "formula" not in tree.get("price", {}) and tree.get("price", {}).get("weight"):
        yield "price.formula"
    for row in rows_of(tree, "criteria"):
        if "weight" not in row:
            yield f"criteria.{row.get('id', '')}.weight"
    if rows_of(tree, "criteria") and not rows_of(tree, "scales"):
        yield "scales"


def _to_do(what: str, label: str) -> Finding:
    return Finding(TO_FILL_IN, Weight.NOTICE, Line(label), {"what": what})
