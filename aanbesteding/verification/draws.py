"""Lots drawn: between equals only, as they stand in the round, by whom the tender lets draw.

Who is alone has nobody to draw with, and where all can have a contract there is nothing to draw.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from aanbesteding.basis.findings import Finding
from aanbesteding.basis.toml import read_toml
from aanbesteding.verification.compare import Step, objection, step
from aanbesteding.verification.record import Json, shown
from aanbesteding.verification.recount import Recount
from aanbesteding.verification.said import Stated, is_texts

FILE = "draws.toml"


class Held(NamedTuple):
    """A draw as it stands in the round: the order, who drew, and the seed if one did."""

    outcome: list[str]
    origin: str
    seed: str


Draws = dict[tuple[str, frozenset[str]], Held]
NOT_HELD = Held([], "", "")
NOBODY = "nobody"


def gives_order(draw: Mapping[str, Any]) -> bool:
    """Return whether somebody drew, and in which order is told."""
    return draw.get("origin") != NOBODY and is_texts(draw.get("outcome"))


def check_draws(folder: Path, stated: Stated, recount: Recount) -> Step:
    """Return the check on the draws of a decision."""
    try:
        held = _held(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return step(stated.key("draws"), [objection("V507", FILE)], number=0)
    rows = stated.rows("draws")
    return step(stated.key("draws"), _findings(stated, recount, rows, held), number=len(rows))


def _held(folder: Path) -> Draws:
    """The draws in the round, by lot and bidders."""
    if not (folder / FILE).is_file():
        return {}
    entries = read_toml((folder / FILE).read_bytes()).tree["draws"]
    return {
        (str(entry["lot"]), frozenset(entry["bidders"])): Held(
            list(entry["outcome"]),
            str(entry.get("origin", "people")),
            str(entry.get("seed", "")),
        )
        for entry in entries
    }


def _findings(
    stated: Stated, recount: Recount, rows: list[dict[str, Json]], held: Draws
) -> Iterator[Finding]:
    for index, draw in enumerate(rows):
        lot, bidders, outcome = str(draw.get("lot")), draw.get("bidders"), draw.get("outcome")
        place = f"draws/{index}"
        volume = draw.get("about") == "volume"
        if not is_texts(bidders) or not _equals(recount, lot, list(bidders or []), volume):
            yield stated.objection("V506", f"{place}/bidders", says=shown(bidders))
            continue
        undrawn = len(bidders or []) == 1 or (draw.get("origin") == NOBODY and not volume)
        drawn = held.get((lot, frozenset(bidders or [])), NOT_HELD)
        due = Held(list(bidders or []), NOBODY, "") if undrawn else drawn
        for name, counted in due._asdict().items():
            if draw.get(name) != counted:
                values = {"says": shown(draw.get(name)), "counted": shown(counted)}
                yield stated.objection("V508", f"{place}/{name}", **values)
        if is_texts(outcome) and not undrawn:
            yield from _rightly_drawn(stated, recount, draw, place)


def _rightly_drawn(
    stated: Stated, recount: Recount, draw: dict[str, Json], place: str
) -> Iterator[Finding]:
    """Whether the one who drew was the one the tender promised, and a seed drew this order."""
    promised = recount.tender.award.draw_seed_hash
    origin, seed = draw.get("origin"), draw.get("seed")
    if origin not in ("people", "seed") or (origin == "seed") != bool(promised):
        counted = "seed" if promised else "people"
        yield stated.objection("V421", f"{place}/origin", says=shown(origin), counted=counted)
    elif origin == "seed" and _sha256(str(seed)) != promised:
        values = {"says": _sha256(str(seed)), "counted": promised}
        yield stated.objection("V422", f"{place}/seed", **values)
    elif origin == "seed":
        order = _order(recount.tender.id, draw, str(seed))
        if draw["outcome"] != order:
            values = {"says": shown(draw["outcome"]), "counted": shown(order)}
            yield stated.objection("V423", f"{place}/outcome", **values)


def _order(tender: str, draw: dict[str, Json], seed: str) -> list[str]:
    """The bidders by the hash of ``seed|tender|lot|all bidders|bidder``, the smallest first."""
    bidders: Sequence[Any] = draw["bidders"]
    every = ",".join(sorted(bidders))
    hashes = {_sha256("|".join((seed, tender, str(draw["lot"]), every, b))): b for b in bidders}
    return [hashes[one] for one in sorted(hashes)]


def _sha256(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _equals(recount: Recount, lot: str, bidders: list[str], volume: bool) -> bool:
    """Whether lots may be drawn: all take part, each once, and by rank they share one.

    Bidders of different ranks can be equal in volume: the goals may not care whom of them serves
    which clients.
    """
    scores = recount.by_lot.get(lot, ())
    ranks = {s.bidder: s.rank for s in scores if s.status == "in" and s.rank is not None}
    if not 0 < len(bidders) == len(set(bidders)) or not set(bidders) <= set(ranks):
        return False
    return volume or recount.mode != "rank_order" or len({ranks[b] for b in bidders}) == 1
