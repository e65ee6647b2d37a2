"""What only some awards have: discounts, bridged places, who moves, conditions, companies."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from aanbesteding.bids.terms import Discount
from aanbesteding.report.grid import at
from aanbesteding.report.listing import Listing, as_table
from aanbesteding.report.shapes import Table
from aanbesteding.report.source import Record, Source
from aanbesteding.rules.share_ladder import ShareLadder


def tables(source: Source, *names: str) -> list[Table]:
    """Return the tables with these names that the record has."""
    found = (LISTINGS[name](source) for name in names)
    return [as_table(source, listing) for listing in found if listing is not None]


def discounts(source: Source) -> Listing | None:
    """Return the tier of each volume discount that holds, and what it saves."""
    rows = source.decision.get("discounts", [])
    heads = ("bidder", "lot", "tier", "units", "listed", "spend", "saved")
    return _listing(
        source,
        "discounts",
        heads,
        ("text", "text", "text", "number", "cents", "cents", "cents"),
        [
            (
                source.bidder(row["bidder"]),
                source.name("lot", row["lot"]),
                _tier(source, row),
                row["units"],
                row["listed_cents"],
                row["spend_cents"],
                row["saved_cents"],
            )
            for row in rows
        ],
        {7: lambda row: f"{at(5, row)}-{at(6, row)}"},
    )


def _tier(source: Source, row: Record) -> str:
    """The border that was reached and what goes off, as the bid says it."""
    bid = next((bid for bid in source.bids if bid.id == row["bidder"]), None)
    lot = bid.lot(row["lot"]) if bid else None
    reached = [one for one in lot.discounts if one.least <= row["units"]] if lot else []
    if not reached:
        return source.t("report.further.discounts.no_tier")
    return tier_in_words(source, reached[-1])


def tier_in_words(source: Source, tier: Discount) -> str:
    """Return from where a discount holds, how much it is, and on what."""
    above = source.tender.award.discounts == "incremental"
    values = {"least": tier.least, "off": Fraction(tier.percent) / 100}
    return source.t(f"report.further.discounts.{'above' if above else 'whole'}", **values)


def bridged(source: Source) -> Listing | None:
    """Return the places of heavier need that are taken by lighter need."""
    rows = source.decision.get("bridged", [])
    return _listing(
        source,
        "bridged",
        ("bidder", "lot", "need", "period", "places"),
        ("text", "text", "text", "text", "number"),
        [
            (
                source.bidder(row["bidder"]),
                *(source.name(thing, row[thing]) for thing in ("lot", "need", "period")),
                row["places"],
            )
            for row in rows
        ],
    )


def moved(source: Source) -> Listing | None:
    """Return the clients in care per provider: who stays and who moves."""
    rows = source.decision.get("moved", [])
    return _listing(
        source,
        "moved",
        ("provider", "lot", "need", "in_care", "stay", "move"),
        ("text", "text", "text", "number", "number", "number"),
        [
            (
                source.bidder(row["bidder"]),
                source.name("lot", row["lot"]),
                source.name("need", row["need"]),
                *(row[name] for name in ("in_care", "stay", "move")),
            )
            for row in rows
        ],
        {6: lambda row: f"{at(4, row)}-{at(5, row)}"},
    )


def conditions(source: Source) -> Listing | None:
    """Return what bidders themselves asked of their lots together, and whether that is met."""
    rows = source.decision.get("conditions", [])
    return _listing(
        source,
        "conditions",
        ("bidder", "lots", "asked", "given", "units", "holds"),
        ("text", "text", "wide", "number", "number", "verdict"),
        [
            (
                source.bidder(row["bidder"]),
                ", ".join(source.name("lot", lot) for lot in row["lots"]),
                " ".join(_asked(source, row)),
                row["given"],
                row["units"],
                _met(source, row),
            )
            for row in rows
        ],
    )


def _asked(source: Source, row: Record) -> Iterator[str]:
    if row["at_least"] > 1:
        whole = row["at_least"] == len(row["lots"])
        key = "package" if whole else "at_least"
        yield source.t(f"report.further.conditions.{key}", number=row["at_least"])
    for name in ("at_most", "most_units"):
        if row[name] is not None:
            yield source.t(f"report.further.conditions.{name}", number=row[name])


def _met(source: Source, row: Record) -> tuple[bool, str]:
    given, most, units = row["given"], row["at_most"], row["most_units"]
    met = (
        (not given or given >= row["at_least"])
        and (most is None or given <= most)
        and (units is None or row["units"] <= units)
    )
    key = ("kept" if given else "nothing") if met else "fails"
    return met, source.t(f"report.further.conditions.{key}")


def companies(source: Source) -> Listing | None:
    """Return the companies behind each bidder, where a rule looks at them."""
    rows = source.decision.get("companies", [])
    names = source.names["company"]
    return _listing(
        source,
        "companies",
        ("bidder", "companies"),
        ("text", "wide"),
        [
            (
                source.bidder(row["bidder"]),
                ", ".join(names.get(one, one) for one in row["companies"]),
            )
            for row in rows
        ],
    )


def ladder(source: Source) -> Listing | None:
    """Return the steps of each ladder of shares, with who stands on it and how much it gets."""
    rows = [
        row
        for rule in source.tender.rules
        if isinstance(rule, ShareLadder)
        for row in _steps(source, rule)
    ]
    return _listing(
        source,
        "ladder",
        ("lot", "bidder", "step", "share", "units", "least", "most"),
        ("text", "text", "number", "share", "number", "number", "number"),
        rows,
    )


def _steps(source: Source, rule: ShareLadder) -> Iterator[tuple[Any, ...]]:
    """Winners as they were counted: best first, each with a least and a most."""
    at: dict[str, int] = {}
    counts = [c for c in source.decision["counts"] if c["rule"] == rule.name and "/" in c["part"]]
    for least, most in zip(counts[::2], counts[1::2], strict=True):
        bidder, lot = least["part"].split("/")
        step = at[lot] = at.get(lot, 0) + 1
        yield (
            source.name("lot", lot),
            source.bidder(bidder),
            step,
            rule.shares[step - 1],
            least["counted"],
            least["required"],
            most["required"],
        )


def _listing(
    source: Source,
    name: str,
    heads: tuple[str, ...],
    kinds: tuple[str, ...],
    rows: list[Any],
    formulas: Any = None,
) -> Listing | None:
    if not rows:
        return None
    labels = [source.t(f"report.further.{name}.{head}") for head in heads]
    told = {part: source.t(f"report.further.{name}.{part}") for part in ("caption", "note")}
    return Listing(told["caption"], labels, kinds, rows, told["note"], formulas or {})


LISTINGS = {
    "discounts": discounts,
    "bridged": bridged,
    "moved": moved,
    "ladder": ladder,
    "conditions": conditions,
    "companies": companies,
}
