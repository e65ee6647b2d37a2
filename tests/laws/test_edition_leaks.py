"""No edition holds what its reader may not know; and the search that says so can fail."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest

from aanbesteding.basis.canonical import canonical
from aanbesteding.basis.show import euro
from tests.assurance.leaks import editions_of, files_of, leaks
from tests.secret_rounds import Secret, first

ROUNDS = first(12)


@pytest.mark.parametrize("secret", ROUNDS, ids=lambda s: s.record_hash[:6])
def test_no_edition_of_a_random_round_leaks(secret: Secret) -> None:
    found = {
        reader: leaks(secret, reader, files_of(edition)) for reader, edition in editions_of(secret)
    }
    assert {reader: leak for reader, leak in found.items() if leak} == {}


def test_the_internal_record_is_one_great_leak_to_the_public() -> None:
    assert all(len(leaks(one, "", [canonical(one.record)])) > 20 for one in ROUNDS)


def _workbook(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def _wide(text: str) -> str:
    """The same letters and digits as signs of full width."""
    return "".join(chr(ord(x) + 0xFEE0) if "!" <= x <= "~" else x for x in text)


PLANTS: dict[str, Callable[[str, str], bytes]] = {
    "a name in the text": lambda name, price: f"<p>{name}</p>".encode(),
    "a name in small letters with other spaces": lambda name, price: (
        name.casefold().replace(" ", "\u00a0").encode()
    ),
    "a name in an attribute": lambda name, price: f'<td title="{name}">x</td>'.encode(),
    "a name of full width": lambda name, price: _wide(name).encode(),
    "a name split over cells": lambda name, price: (
        f"<td>{name[:8]}</td>\n<td>{name[8:]}</td>".encode()
    ),
    "a name as entities": lambda name, price: "".join(f"&#{ord(x)};" for x in name).encode(),
    "a name in embedded JSON": lambda name, price: (
        f'<script>{{"x":"\\u{ord(name[0]):04x}{name[1:]}"}}</script>'.encode()
    ),
    "a price in Dutch": lambda name, price: euro(Decimal(price), "nl").encode(),
    "a price in English": lambda name, price: euro(Decimal(price), "en").encode(),
    "a price in cents": lambda name, price: str(int(Decimal(price) * 100)).encode(),
    "a price with spaces": lambda name, price: f"{Decimal(price):,}".replace(",", " ").encode(),
    "a price split over cells": lambda name, price: (
        f"<td>{price[:4]}</td><td>{price[4:]}</td>".encode()
    ),
    "a name in a part of a workbook": lambda name, price: _workbook(
        {"xl/comments1.xml": f"<t>{name}</t>"}
    ),
    "a name split over runs of a workbook": lambda name, price: _workbook(
        {"xl/sharedStrings.xml": f"<r><t>{name[:7]}</t></r><r><t>{name[7:]}</t></r>"}
    ),
    "a name as the name of a part": lambda name, price: _workbook({f"xl/{name}.xml": "<x/>"}),
}


@pytest.mark.parametrize("plant", PLANTS.values(), ids=PLANTS.keys())
def test_a_planted_leak_is_found(plant: Callable[[str, str], bytes]) -> None:
    secret = next(one for one in ROUNDS if _losers(one))
    loser = _losers(secret)[0]
    bid = next(bid for bid in secret.record["bids"] if bid["id"] == loser)
    price = bid["lots"][0]["offers"][0]["price"]
    for reader, edition in editions_of(secret):
        if reader != loser:
            assert leaks(secret, reader, [*files_of(edition), plant(bid["name"], price)])


def _losers(secret: Secret) -> list[str]:
    won = {w for lot in secret.record["decision"]["lots"] for w in lot["winners"]}
    return [bid["id"] for bid in secret.record["bids"] if bid["id"] not in won]


def test_the_exact_points_of_a_relative_formula_would_be_seen_as_the_price_of_another() -> None:
    """40 × lowest ÷ own price: as a fraction, the numerator is the lowest price."""
    seen = 0
    for secret in ROUNDS:
        for score in secret.record["scores"]:
            exact = [p["exact"] for p in score["points"] if p["formula"] == "price.lowest_share"]
            if exact and exact[0] != "40":
                seen += bool(leaks(secret, score["bidder"], [exact[0].encode()]))
    assert seen
