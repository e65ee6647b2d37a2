"""The text files of an example, read with nothing of the package."""

import csv
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[1] / "examples"
Row = dict[str, str]


def rows(example: str, table: str) -> list[Row]:
    """Return the rows of a CSV table."""
    with (EXAMPLES / example / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def toml(example: str, name: str = "tender.toml") -> dict[str, Any]:
    """Return a TOML file of the example; numbers with a point stay text."""
    return tomllib.loads((EXAMPLES / example / name).read_text("utf-8"), parse_float=str)


def expected(example: str) -> dict[str, Any]:
    """Return what the example says must come out."""
    return toml(example, "expected/outcome.toml")


def bids(example: str) -> dict[str, Row]:
    """Return the bids by bidder."""
    return {row["bidder.id"]: row for row in rows(example, "bids")}


def capacity(bid: Row, lot: str) -> dict[str, int]:
    """Return the capacity per need level of a lot."""
    start = f"lots.{lot}.capacity."
    return {k.removeprefix(start): int(v) for k, v in bid.items() if k.startswith(start) and v}


def price(bid: Row, lot: str, need: str) -> Fraction:
    """Return the price asked."""
    return Fraction(bid[f"lots.{lot}.price.{need}"])


def areas(bid: Row, lot: str) -> set[str]:
    """Return the areas ticked."""
    start = f"lots.{lot}.area."
    return {k.removeprefix(start) for k, v in bid.items() if k.startswith(start) and v == "ja"}


def consensus(example: str) -> dict[tuple[str, str], Fraction]:
    """Return the panel's mark per bidder and criterion."""
    return {
        (row["bidder"], row["criterion"]): Fraction(row["mark"])
        for row in rows(example, "assessments")
        if row["assessor"] == "consensus"
    }


def quality(example: str) -> dict[str, Fraction]:
    """Return weights × consensus marks ÷ 10 per bidder; every criterion has ten as its top."""
    weights = {row["id"]: Fraction(row["weight"]) for row in rows(example, "criteria")}
    found: dict[str, Fraction] = {}
    for (bidder, criterion), mark in consensus(example).items():
        found[bidder] = found.get(bidder, Fraction(0)) + weights[criterion] * mark / 10
    return found


def unmarked(example: str) -> list[tuple[str, str, str]]:
    """Return assessor, bidder and criterion of every mark that is missing, or has no reason."""
    lot_of = {row["id"]: row["lots"] for row in rows(example, "criteria")}
    given = {
        (row["assessor"], row["bidder"], row["criterion"])
        for row in rows(example, "assessments")
        if len(row["reason"]) >= 40
    }
    return [
        (assessor, bidder, criterion)
        for assessor in ("A1", "A2", "A3", "consensus")
        for bidder, bid in bids(example).items()
        for criterion, lot in lot_of.items()
        if bid[f"lots.{lot}.bids"] == "ja" and (assessor, bidder, criterion) not in given
    ]


def off_scale(example: str, furthest: str) -> list[Row]:
    """Return the marks that are no step of their scale, or too far from the panel's."""
    steps = {Fraction(row["mark"]) for row in rows(example, "scales")}
    panel = consensus(example)
    return [
        row
        for row in rows(example, "assessments")
        if Fraction(row["mark"]) not in steps
        or abs(Fraction(row["mark"]) - panel[row["bidder"], row["criterion"]]) > Fraction(furthest)
    ]
