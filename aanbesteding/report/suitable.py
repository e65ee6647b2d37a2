"""Requirements and who did not meet them, contract holders, and who bids together."""

from collections.abc import Mapping
from typing import Any

from aanbesteding.bids.bid import Member
from aanbesteding.report.shapes import Cell, Column, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.tender.suitability import Requirement

_KEYS = ("standing.capacity_below", "standing.no_contract", "standing.requirement_not_met")


def suitable(source: Source) -> dict[str, Any]:
    """Return the tables on suitability and on who bids together; each None where there is none."""
    return {
        "requirements": requirements_table(source),
        "holders": holders_table(source),
        "together": together_table(source),
    }


def requirements_table(source: Source) -> Table | None:
    """Return each requirement with who did not meet it; None without requirements."""
    requirements = source.tender.requirements
    if not requirements:
        return None
    failed = _failed(source)
    labels = [source.t(f"report.requirements.{h}") for h in ("requirement", "least", "failed")]
    rows = tuple(
        text_row(
            Cell(one.title, _lots(source, one)),
            _least(source, one),
            _who(source, one, failed.get(one.title, [])),
        )
        for one in requirements
    )
    cols = (Column(labels[0], wide=True), Column(labels[1]), Column(labels[2], wide=True))
    caption, note = source.t("report.requirements.caption"), source.t("report.requirements.note")
    return Table(caption, cols, rows, (), note)


def _failed(source: Source) -> Mapping[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for score in source.record["scores"]:
        if score["key"] in _KEYS:
            found.setdefault(score["values"]["requirement"], []).append(score)
    return found


def _lots(source: Source, requirement: Requirement) -> str:
    if len(source.tender.open_lots) == 1:
        return ""
    return ", ".join(source.name("lot", lot) for lot in requirement.lots)


def _least(source: Source, requirement: Requirement) -> str:
    t = source.t
    told = [t("report.requirements.contract")] if requirement.contract_held else []
    told += [t("report.requirements.asked")] if requirement.asked else []
    if requirement.least_capacity is not None:
        need = requirement.need
        of = source.name("need", need) if need else t("report.requirements.all_needs")
        told.append(t("report.requirements.capacity", least=requirement.least_capacity, need=of))
    return "; ".join(told) or "–"


def _who(source: Source, requirement: Requirement, scores: list[Record]) -> str:
    if not scores:
        return source.t("report.requirements.nobody")
    several = len(source.tender.open_lots) > 1 and len(requirement.lots) != 1
    told = []
    for score in scores:
        lot = f" ({source.name('lot', score['lot'])})" if several else ""
        offered = score["values"].get("offered")
        name = source.bidder(score["bidder"]) + lot
        if offered is None:
            told.append(name)
        else:
            told.append(source.t("report.requirements.offers", bidder=name, offered=offered))
    return "; ".join(told)


def holders_table(source: Source) -> Table | None:
    """Return who holds a contract already and whether they bid; None outside a call-off."""
    holders = source.tender.contract_holders
    if not holders:
        return None
    bid = {one.id for one in source.bids}
    yes, no = source.t("report.word.yes"), source.t("report.word.no")
    rows = tuple(
        text_row(Cell(h.name, h.id), h.contract or "–", yes if h.id in bid else no) for h in holders
    )
    labels = [source.t(f"report.holders.{head}") for head in ("holder", "contract", "bid")]
    return Table(source.t("report.holders.caption"), columns(*labels), rows)


def together_table(source: Source) -> Table | None:
    """Return consortia with lead and members' shares, and subcontractors; None without them."""
    rows: list[Row] = []
    for bid in source.bids:
        if not bid.members and not bid.subcontractors:
            continue
        rows.append(
            text_row(
                source.bidder(bid.id),
                bid.lead or "–",
                "; ".join(_member(source, one) for one in bid.members) or "–",
                "; ".join(bid.subcontractors) or "–",
            )
        )
    if not rows:
        return None
    heads = ("bidder", "lead", "members", "subcontractors")
    labels = [source.t(f"report.together.{head}") for head in heads]
    return Table(source.t("report.together.caption"), columns(*labels), tuple(rows))


def _member(source: Source, member: Member) -> str:
    if member.share is None:
        return member.name
    return source.t("report.together.member", name=member.name, share=member.share)
