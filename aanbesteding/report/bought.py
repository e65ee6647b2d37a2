"""What is bought: lots and how each is awarded, need levels, demand."""

from aanbesteding.report.bidders import per_month
from aanbesteding.report.shapes import Cell, Row, Table, columns, text_row
from aanbesteding.report.source import Source
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.needs import Need


def lots_table(source: Source) -> Table:
    """Return the lots, also those described but not bought now."""
    own = any(lot.mode or lot.selection or lot.client_choice for lot in source.tender.lots)
    heads = ("lot", "scope", *(("way",) if own else ()), "funding", "term", "value")
    labels = [source.t(f"report.lots.{head}") for head in heads]
    rows = tuple(_lot_row(source, lot, own) for lot in source.tender.lots)
    marks = "-----n" if own else "----n"
    return Table(source.t("report.lots.caption"), columns(*labels, numbers=marks), rows)


def _lot_row(source: Source, lot: Lot, own: bool) -> Row:
    scope = source.t("report.lots.in_scope" if lot.in_scope else "report.lots.out_of_scope")
    value = lot.framework_max_value
    term = "–" if lot.term_years is None else source.t("report.lots.years", years=lot.term_years)
    return text_row(
        lot.title,
        Cell(scope, lot.out_of_scope_reason, "" if lot.in_scope else "quiet"),
        *([way_of(source, lot)] if own else []),
        source.t(f"report.funding.{lot.funding.value}"),
        Cell(term, lot.extension),
        "–" if value is None else source.euro(value),
    )


def way_of(source: Source, lot: Lot) -> Cell:
    """Return how one lot is awarded, in few words."""
    tender, t = source.tender, source.t
    if not lot.in_scope:
        return Cell("–")
    mode, notes = tender.mode_of(lot.id), []
    if mode is AwardMode.RANK_ORDER:
        notes.append(t(f"report.selection.{tender.selection_of(lot.id).value}"))
    least = tender.least_points_of(lot.id)
    if mode is not AwardMode.ADMIT_ALL and least is not None:
        notes.append(t("report.decided.least_says", points=source.number(least)))
    if lot.client_choice:
        notes.append(t("report.lots.client_choice"))
    return Cell(t(f"report.way.{mode.value}"), " ".join(notes))


def needs_table(source: Source) -> Table:
    """Return the need levels in order of priority, with demand and norm prices per open lot."""
    tender = source.tender
    spic = any(need.profile or need.intensity for need in tender.needs)
    heads = ("need", *(("spic",) if spic else ()), "demand", "unit", "wait", "tariff")
    labels = [source.t(f"report.needs.{head}") for head in heads]
    rows = tuple(
        _need_row(source, lot, need, spic)
        for lot in tender.open_lots
        for need in sorted(tender.lot_needs(lot), key=lambda n: n.priority)
    )
    marks = "--n---" if spic else "-n---"
    return Table(source.t("report.needs.caption"), columns(*labels, numbers=marks), rows)


def _need_row(source: Source, lot: Lot, need: Need, spic: bool) -> Row:
    wait = need.longest_wait_weeks
    several = len(source.tender.open_lots) > 1
    return text_row(
        Cell(need.label, lot.title if several else ""),
        *([_spic(lot, need)] if spic else []),
        source.number(source.asked.get((lot.id, need.id), 0)),
        need.unit or "–",
        Cell(
            "–" if wait is None else source.t("report.needs.weeks", weeks=wait),
            source.t("report.needs.urgent") if need.urgent else "",
        ),
        _tariffs(source, lot, need),
    )


def _spic(lot: Lot, need: Need) -> Cell:
    """Segment, profile and intensity together; the code under it."""
    parts = (lot.segment, need.profile, need.intensity)
    return Cell(" · ".join(part for part in parts if part) or "–", need.product)


def _tariffs(source: Source, lot: Lot, need: Need) -> Cell:
    found = source.tender.tariff(lot.id, need.id).items()
    told = [
        source.t(f"report.tariff.{kind}", amount=source.euro(tariff.amount))
        for kind, tariff in found
    ]
    months = [per_month(source, tariff.amount) for _, tariff in found] if need.monthly else []
    return Cell("; ".join(told) or "–", "; ".join(months))


def demand_table(source: Source) -> Table | None:
    """Return the demand per area and period; None when the table of need levels says it all."""
    if {"area", "period"} <= source.constant:
        return None
    care = any(ask.in_care for ask in source.tender.demand)
    shown = [thing for thing in ("lot", "area", "period") if thing not in source.constant]
    heads = ("need", *shown, "demand", *(("in_care", "new") if care else ()))
    labels = [source.t(f"report.demand.{head}") for head in heads]
    rows = []
    for ask in source.tender.demand:
        numbers = [ask.volume, *((ask.in_care, ask.volume - ask.in_care) if care else ())]
        rows.append(
            text_row(
                source.name("need", ask.need),
                *(source.name(thing, getattr(ask, thing)) for thing in shown),
                *(source.number(value) for value in numbers),
            )
        )
    caption = source.t("report.demand.caption")
    marks = "-" * (len(shown) + 1) + "nnn"
    return Table(caption, columns(*labels, numbers=marks[: len(heads)]), tuple(rows))
