"""Checks of how each lot is awarded: one way of choosing, beside lots that admit everyone."""

from collections.abc import Iterator

from aanbesteding.tender.check_quality import ranks, ranks_lot
from aanbesteding.tender.decision import AwardMode, Selection
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

FILLING = (Selection.FILL_CAPACITY_BY_RANK, Selection.FILL_BUDGET_BY_RANK)


def _open(tender: Tender) -> Iterator[tuple[str, Lot]]:
    """Yield each lot one can bid for, with its number."""
    for number, lot in enumerate(tender.lots):
        if lot.in_scope:
            yield str(number), lot


def lots_choose_in_one_way(tender: Tender) -> Iterator[Problem]:
    """Yield every lot that chooses bidders in another way than the first lot that chooses."""
    chosen = [
        (number, lot)
        for number, lot in _open(tender)
        if tender.mode_of(lot.id) is not AwardMode.ADMIT_ALL
    ]
    for number, lot in chosen[1:]:
        first, mode = chosen[0][1], tender.mode_of(lot.id)
        if mode is not tender.mode_of(first.id):
            values = {
                "lot": lot.id,
                "given": mode.value,
                "other": first.id,
                "mode": tender.mode_of(first.id).value,
            }
            yield Problem("T354", ("lots", number, "mode"), values)


def open_house_admits_everyone(tender: Tender) -> Iterator[Problem]:
    """Yield every way of choosing in a procedure where all who qualify are admitted."""
    if tender.procedure != "open_house":
        return
    if tender.award.mode is not AwardMode.ADMIT_ALL:
        yield Problem("T340", ("award", "mode"), {"given": tender.award.mode.value})
    for number, lot in _open(tender):
        if lot.mode not in (None, AwardMode.ADMIT_ALL):
            yield Problem("T340", ("lots", number, "mode"), {"given": lot.mode})


def open_house_ranks_nobody(tender: Tender) -> Iterator[Problem]:
    """Yield everything that compares bids in a lot where all who qualify are admitted."""
    house = [(number, lot) for number, lot in _open(tender) if not ranks_lot(tender, lot)]
    for number, one in enumerate(tender.criteria):
        if one.weight > 0 and any(tender.holds_for(one, lot.id) for _, lot in house):
            yield Problem("T339", ("criteria", str(number), "weight"))
    for place, lot in house:
        for field in ("selection", "least_points"):
            if getattr(lot, field) is not None:
                yield Problem("T339", ("lots", place, field))
    if house and not ranks(tender):
        if tender.price.weight > 0:
            yield Problem("T339", ("price", "weight"))
        if tender.goals:
            yield Problem("T339", ("goals", "0"))


def selection_is_complete(tender: Tender) -> Iterator[Problem]:
    """Yield that a threshold is missing, and every lot that is filled without promising volume."""
    ranked = [
        (number, lot, tender.selection_of(lot.id))
        for number, lot in _open(tender)
        if tender.mode_of(lot.id) is AwardMode.RANK_ORDER
    ]
    above = any(selection is Selection.ABOVE_THRESHOLD for _, _, selection in ranked)
    if above and tender.award.threshold is None:
        yield Problem("T342", ("award", "threshold"))
    for number, lot, selection in ranked:
        if selection in FILLING and not tender.promises_volume(lot):
            yield Problem("T365", ("lots", number, "client_choice"), {"lot": lot.id})
