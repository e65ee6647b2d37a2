"""Looks for what a reader may not know: in text, attributes, cells and parts, however spelled."""

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

Record = Mapping[str, Any]
TAG = re.compile(r"<[^>]*>")
HASH = re.compile(r"[0-9a-f]{64}")
LETTERS = re.compile(r"[^\W\d_]+")
RUNS = 6
LEAST = 6


def plain(text: str) -> str:
    """Return text in one spelling: NFKC, small letters without accents, no other signs."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in folded if sign.isalnum())


def digits_of(value: str | int) -> set[str]:
    """Return the digits of a number as it may be written; none where they are too few to tell."""
    number = Fraction(value)
    forms = {f"{number.numerator}{number.denominator if number.denominator != 1 else ''}"}
    for places in range(13):
        if (number * 10**places).denominator == 1:
            forms |= {str(abs(int(number * 10**at))) for at in (places, places + 1, places + 2)}
            break
    return {form.lstrip("0") for form in forms if len(form.lstrip("0").rstrip("0")) >= LEAST}


class Haystack:
    """What one edition says, in every file of it: its letters, and every number in digits alone."""

    def __init__(self, contents: Iterable[bytes]):
        parts = [part for content in contents for part in _parts(content)]
        texts = [
            text
            for part in parts
            for raw in [HASH.sub(" ", html.unescape(_json(part)))]
            for text in (raw, TAG.sub("", raw))
        ]
        self.letters = "\n".join(map(plain, texts))
        self.numbers = {number for text in texts for number in _numbers(text)}

    def has_word(self, word: str) -> bool:
        """Return whether a word stands there, also split over cells or written otherwise."""
        return bool(word) and plain(word) in self.letters


def _parts(content: bytes) -> Iterator[str]:
    """The texts of a file; of a workbook every part, with its name."""
    if not content.startswith(b"PK"):
        yield content.decode("utf-8")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name
            yield archive.read(name).decode("utf-8")


def _json(text: str) -> str:
    r"""Text in which \u escapes stand as the signs they are, as in JSON inside a page."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def _numbers(text: str) -> Iterator[str]:
    """Every run of digits, and up to six runs behind each other with no letter between as one."""
    for stretch in LETTERS.split(unicodedata.normalize("NFKC", text)):
        runs = re.findall(r"\d+", stretch)
        for start in range(len(runs)):
            joined = ""
            for run in runs[start : start + RUNS]:
                joined += run
                if len(joined.lstrip("0")) > 20:
                    break
                if len(joined) >= LEAST:
                    yield joined.lstrip("0")


def of_bid(bid: Record) -> tuple[set[str], set[str]]:
    """Return what a bid keeps to itself besides its name: words, and numbers."""
    words = {bid["contact"], bid["kvk"], *bid["subcontractors"]}
    words |= {member["name"] for member in bid["members"]}
    words |= {text for lot in bid["lots"] for text in lot["answers"].values()}
    prices = {offer["price"] for lot in bid["lots"] for offer in lot["offers"] if offer["price"]}
    return words, prices | {bid["turnover"]} - {None}


def of_judging(record: Record, bidder: str) -> tuple[set[str], set[str], set[str]]:
    """Return reasons of marks and events; marks and prices compared; points and totals."""
    marks = [mark for mark in record["marks"] if mark["bidder"] == bidder]
    scores = [score for score in record["scores"] if score["bidder"] == bidder]
    points = [point for score in scores for point in score["points"]]
    words = {mark["reason"] for mark in marks}
    words |= {event["reason"] for event in record["events"] if event["bidder"] == bidder}
    values = {mark["mark"] for mark in marks}
    values |= {point["inputs"][name] for point in points for name in _OWN & point["inputs"].keys()}
    results = {point[name] for point in points for name in ("rounded", "exact")}
    results |= {score[name] for score in scores for name in ("total", "quality", "exact")}
    return words, values, results


_OWN = {"mark", "answer", "price"}
