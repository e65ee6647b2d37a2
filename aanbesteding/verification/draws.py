"""Lots drawn: between equals only, and as they stand in the round."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from aanbesteding.basis.findings import Finding
from aanbesteding.verification.compare import Step, objection, step
from aanbesteding.verification.decision import Stated, is_texts
from aanbesteding.verification.record import Json, shown
from aanbesteding.verification.recount import Recount

FILE = "draws.toml"
Held = dict[tuple[str, frozenset[str]], list[str]]


def check_draws(folder: Path, stated: Stated, recount: Recount) -> Step:
    """Return the check on the draws of a decision."""
    try:
        held = _held(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return step(stated.key("draws"), [objection("V507", FILE)], number=0)
    rows = stated.rows("draws")
    return step(stated.key("draws"), _findings(stated, recount, rows, held), number=len(rows))


def _held(folder: Path) -> Held:
    """The orders that were drawn, by lot and bidders."""
    if not (folder / FILE).is_file():
        return {}
    entries = tomllib.loads((folder / FILE).read_text("utf-8"))["draws"]
    return {
        (str(entry["lot"]), frozenset(entry["bidders"])): list(entry["outcome"])
        for entry in entries
    }


def _findings(
    stated: Stated, recount: Recount, rows: list[dict[str, Json]], held: Held
) -> Iterator[Finding]:
    for index, draw in enumerate(rows):
        lot, bidders, outcome = str(draw.get("lot")), draw.get("bidders"), draw.get("outcome")
        place = f"draws/{index}"
        volume = draw.get("about") == "volume"
        if not is_texts(bidders) or not _equals(recount, lot, list(bidders or []), volume):
            yield stated.objection("V506", f"{place}/bidders", says=shown(bidders))
            continue
        drawn = held.get((lot, frozenset(bidders or [])), [])
        if outcome != drawn:
            values = {"says": shown(outcome), "counted": shown(drawn)}
            yield stated.objection("V508", f"{place}/outcome", **values)


def _equals(recount: Recount, lot: str, bidders: list[str], volume: bool) -> bool:
    """Whether lots may be drawn: all take part and, for a contract by rank, share a rank.

    Bidders of different ranks can be equal in volume: the goals may not care whom of them serves
    which clients.
    """
    scores = recount.by_lot.get(lot, ())
    ranks = {s.bidder: s.rank for s in scores if s.status == "in" and s.rank is not None}
    if len(set(bidders)) != len(bidders) or not set(bidders) <= set(ranks):
        return False
    return volume or recount.mode != "rank_order" or len({ranks[b] for b in bidders}) == 1
