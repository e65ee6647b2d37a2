"""What OCDS has no name for, under one key of our own, and the files that declare that key."""

from typing import Any

from aanbesteding.exchange.asked import Shown, rows_of
from aanbesteding.exchange.names import bid_id
from aanbesteding.exchange.numbers import exchange_json, number_of

KEY = "aanbesteding"
DECLARED, SCHEMA = "extension.json", "release-schema.json"
Part = dict[str, Any]
# Of the tender, what no release holds: people, and who has how many children in care.
NEVER = ("assessors", "interests", "incumbents", "contract_holders")


def extension_part(shown: Shown) -> Part:
    """Return the tender as the edition has it, and the scores of all bidders per criterion.

    An edition for the public has what was published, and no scores. Names and numbers are those of
    award.json; points are numbers.
    """
    tender = {name: part for name, part in shown["tender"].items() if name not in NEVER}
    scores = [_score(score) for score in rows_of(shown, "scores")]
    return {
        "format": "aanbesteding-release/1",
        "edition": shown["edition"],
        "record_sha256": shown["record_sha256"],
        "tender": tender,
        **({"scores": scores} if scores else {}),
    }


def _score(score: Shown) -> Part:
    total = score["total"]
    return {
        "bid": bid_id(score["lot"], score["bidder"]),
        "lot": score["lot"],
        "bidder": score["bidder"],
        "status": score["status"],
        "rank": score["rank"],
        "quality": None if score["quality"] is None else number_of(score["quality"]),
        "total": None if total is None else number_of(total),
        "points": [
            {
                "criterion": point["criterion"],
                "points": number_of(point["rounded"]),
                "exact": point["exact"],
            }
            for point in score["points"]
        ],
    }


def schema_file() -> bytes:
    """Return the patch of the release schema: one more key, and what stands under it."""
    number = {"type": ["number", "null"]}
    text = {"type": "string"}
    point = _object(criterion=text, points={"type": "number"}, exact=text)
    score = _object(
        bid=text,
        lot=text,
        bidder=text,
        status=text,
        rank={"type": ["integer", "null"]},
        quality=number,
        total=number,
        points={"type": "array", "items": point},
    )
    own = _object(
        format=text,
        edition={"type": "string", "enum": ["internal", "public"]},
        record_sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
        tender={"type": "object", "description": "The tender, as award.json spells it."},
        scores={"type": "array", "items": score},
    )
    title = {"title": "Aanbesteding", "description": "The tender and the scores per criterion."}
    return exchange_json({"properties": {KEY: {**title, **own}}})


def declaration(publisher: str, schema_uri: str) -> bytes:
    """Return extension.json; `schema_uri` says where the patch of the schema stands."""
    said = "The tender in full as published, and the scores of every bid per criterion."
    return exchange_json(
        {
            "name": {"en": "Aanbesteding"},
            "description": {"en": said},
            "documentationUrl": {"en": schema_uri},
            "contactPoint": {"name": publisher},
            "compatibility": ["1.1"],
            "schemas": [SCHEMA],
        }
    )


def _object(**properties: Any) -> Part:
    return {"type": "object", "properties": properties}
