"""Leaks in the editions of random rounds: ``python -m tests.assurance.leaks [N] [FIRST]``.

Of every bidder the search knows each name, person, price, mark, score and text. It looks for them
in what others and the public get: editions in JSON, page and workbook, and in the words of every
letter, feedback sheet and summary for a council.
"""

import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from aanbesteding.basis.canonical import canonical
from aanbesteding.dossier.editions.bidder import bidder_edition
from aanbesteding.dossier.editions.council import council_edition
from aanbesteding.dossier.editions.public import PRACTICE, PUBLIC, public_edition
from aanbesteding.report.documents.council import council_summary
from aanbesteding.report.documents.feedback import feedback_sheet
from aanbesteding.report.editions import edition_book, edition_page
from aanbesteding.report.letters.case import Stage
from aanbesteding.report.letters.own import Own
from aanbesteding.round.letters import papers_of
from aanbesteding.workbook.write import book_bytes
from tests.leak_search import Haystack, Record, digits_of, of_bid, of_judging
from tests.report.paper_words import words
from tests.secret_rounds import Secret, drawn

Edition = dict[str, Any]
DECIDED = Stage("decided", date(2018, 6, 4), date(2018, 6, 5))


def files_of(edition: Edition, lang: str = "nl") -> list[bytes]:
    """Return the files of an edition: record and page, and of the public one the workbook."""
    files = [canonical(edition), edition_page(edition, lang).encode()]
    public = edition["edition"] == PUBLIC
    return [*files, book_bytes(edition_book(edition, lang))] if public else files


def editions_of(secret: Secret) -> Iterator[tuple[str, Edition]]:
    """Yield each edition of a round, under the bidder it is for; "" is the public."""
    record, record_hash = secret.record, secret.record_hash
    yield "", public_edition(record, record_hash)
    for bid in record["bids"]:
        yield bid["id"], bidder_edition(record, bid["id"], record_hash)


def papers_of_round(secret: Secret, lang: str = "nl") -> Iterator[tuple[str, str]]:
    """Yield the words of each paper that goes out, under the bidder it is for; "" is the public."""
    record, record_hash = secret.record, secret.record_hash
    letters = papers_of(record, record_hash, lang, DECIDED, Own())
    for bid, letter in zip(record["bids"], letters, strict=True):
        yield bid["id"], words(letter)
        edition = bidder_edition(record, bid["id"], record_hash)
        yield bid["id"], words(feedback_sheet(edition, lang))
    for area in record["tender"]["areas"]:
        edition = council_edition(record, area["id"], record_hash)
        yield "", words(council_summary(edition, lang))


def leaks(secret: Secret, reader: str, files: list[bytes]) -> list[str]:
    """Return what the files for a reader hold and may not; `reader` is a bidder, "" the public."""
    found, record = Haystack(files), secret.record
    words = {*secret.assessors, *(one["name"] for one in record["tender"]["incumbents"])}
    numbers: set[str] = set()
    allowed = {step["mark"] for step in record["tender"]["scales"]}
    for bid in record["bids"]:
        own, told = bid["id"] == reader, _told(record, bid["id"], reader)
        secret_words, prices = of_bid(bid)
        reasons, values, results = of_judging(record, bid["id"])
        if own:
            allowed |= prices | values | results
            continue
        words |= secret_words | reasons | _names(record, bid, reader)
        numbers |= prices | values
        (allowed if told else numbers).update(results)
    known = {spelled for number in allowed for spelled in digits_of(number)}
    secret_numbers = sorted({x for number in numbers for x in digits_of(number)} - known)
    return [word for word in sorted(words) if found.has_word(word)] + [
        number for number in secret_numbers if number in found.numbers
    ]


def _names(record: Record, bid: Record, reader: str) -> set[str]:
    """The name and number of a bidder, where the reader may not know them."""
    mine = {one["lot"] for one in _bid(record, reader)["lots"]} if reader else None
    won = [
        lot
        for lot in record["decision"]["lots"]
        if bid["id"] in lot["winners"] and (mine is None or lot["lot"] in mine)
    ]
    if won and not reader and bid["kind"] == PRACTICE:
        return {bid["name"]}
    return set() if won else {bid["name"], bid["id"]}


def _told(record: Record, bidder: str, reader: str) -> bool:
    """Whether a reader who lost may know the points of a bidder: of the lowest ranked winner."""
    lost = {
        r["lot"] for r in record["reasons"] if (r["bidder"], r["result"]) == (reader, "not_won")
    }
    ranks = {(s["lot"], s["bidder"]): s["rank"] or 0 for s in record["scores"]}
    return any(
        bidder in lot["winners"]
        and ranks[lot["lot"], bidder] == max(ranks[lot["lot"], b] for b in lot["winners"])
        for lot in record["decision"]["lots"]
        if lot["lot"] in lost
    )


def _bid(record: Record, bidder: str) -> Record:
    found: Record = next(bid for bid in record["bids"] if bid["id"] == bidder)
    return found


def main(count: int, first: int = 0) -> int:
    """Return 1 when something leaked, and print it at once, with what was looked through.

    After every hundred rounds how far it came, so that a run can be stopped and taken up there.
    """
    editions, papers, bad = 0, 0, 0
    for seed in range(first, first + count):
        secret, lang = drawn(seed), "nl" if seed % 2 else "en"
        given = [(reader, files_of(one, lang)) for reader, one in editions_of(secret)]
        told = [(reader, [text.encode()]) for reader, text in papers_of_round(secret, lang)]
        editions, papers = editions + len(given), papers + len(told)
        for reader, files in given + told:
            for leak in leaks(secret, reader, files):
                bad += 1
                print(f"{seed} {reader}: {leak}", flush=True)
        if (seed + 1 - first) % 100 == 0 or seed + 1 == first + count:
            print(f"rounds {first} to {seed}: {editions} editions, {papers} papers, {bad} leaks",
                  flush=True)  # fmt: skip
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3] or ["10000"])))
