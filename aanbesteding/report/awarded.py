"""The award: contracts, volumes, reserve, coverage; the need that is served and who waits."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.report.charts import budgets_chart, needs_chart, shares_chart
from aanbesteding.report.shapes import Cell, Column, Fact, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.tender.lots import Lot


def awarded(source: Source) -> list[dict[str, Any]]:
    """Return per lot how it ended: outcome, contracts, volumes, reserve, coverage."""
    return [_lot_award(source, found) for found in source.decision["lots"]]


def _lot_award(source: Source, found: Record) -> dict[str, Any]:
    lot = next(x for x in source.tender.lots if x.id == found["lot"])
    contracts = [c for c in source.decision["contracts"] if c["lot"] == lot.id]
    return {
        "title": lot.title,
        "outcome": source.t(f"report.outcome.{_ended(source, found)}"),
        "reason": lot.out_of_scope_reason,
        "facts": _lot_facts(source, found),
        "contracts": contracts_table(source, lot, contracts),
        "chart": shares_chart(source, lot.id, contracts),
        "volumes": volumes_table(source, lot, contracts),
        "areas": matrix(source, lot, found["winners"], "area"),
        "expertise": matrix(source, lot, found["winners"], "expertise"),
    }


def _ended(source: Source, found: Record) -> str:
    """How a lot ended; a what-if never says that anything was awarded."""
    advice = source.what_if and found["outcome"] in ("awarded", "admitted", "one_bid")
    return "what_if" if advice else str(found["outcome"])


def _lot_facts(source: Source, found: Record) -> list[Fact]:
    if found["outcome"] == "out_of_scope":
        return []
    t = source.t
    places = found["places"]
    facts = [
        Fact(t("report.award.bids"), source.number(found["bids"])),
        Fact(
            t("report.award.places"), t("report.award.no_places") if places is None else str(places)
        ),
    ]
    if source.decision["mode"] == "rank_order":
        applied = "applied" if found["selection_applied"] else "not_applied"
        facts.append(Fact(t("report.award.selection"), t(f"report.award.selection_{applied}")))
    if found["reserve"]:
        names = [source.bidder(bidder) for bidder in found["reserve"]]
        facts.append(Fact(t("report.award.reserve"), "; ".join(names)))
    return facts


def contracts_table(source: Source, lot: Lot, contracts: Sequence[Record]) -> Table | None:
    """Return the contracts with clients, spend and share; None when there are none."""
    if not contracts:
        return None
    heads = ("bidder", "clients", "spend", "share")
    labels = [source.t(f"report.word.{head}") for head in heads]
    rows = tuple(
        text_row(
            source.bidder(c["bidder"]),
            source.number(c["clients"]),
            source.cents(c["spend_cents"]),
            "–" if c["share"] is None else source.percent(c["share"]),
        )
        for c in contracts
    )
    shares = [Fraction(c["share"]) for c in contracts if c["share"] is not None]
    total = text_row(
        source.t("report.word.together"),
        source.number(sum(c["clients"] for c in contracts)),
        source.cents(sum(c["spend_cents"] for c in contracts)),
        source.percent(sum(shares, Fraction(0))) if shares else "–",
    )
    caption = source.t("report.award.contracts", lot=lot.title)
    return Table(caption, columns(*labels, numbers="-nnn"), rows, (total,))


def volumes_table(source: Source, lot: Lot, contracts: Sequence[Record]) -> Table | None:
    """Return clients per winner and need level; None when nothing was divided."""
    volumes = [v for v in source.decision["volumes"] if v["lot"] == lot.id]
    if not volumes:
        return None
    needs = source.tender.lot_needs(lot)

    def served(bidder: str | None, need: str | None) -> str:
        return source.number(
            sum(
                v["clients"]
                for v in volumes
                if bidder in (None, v["bidder"]) and need in (None, v["need"])
            )
        )

    ids = [need.id for need in needs]
    rows = tuple(
        text_row(
            source.bidder(c["bidder"]),
            *(served(c["bidder"], n) for n in ids),
            Cell(served(c["bidder"], None), tone="strong"),
        )
        for c in contracts
    )
    labels = (source.t("report.word.bidder"), *(n.label for n in needs))
    cols = columns(*labels, source.t("report.word.together"), numbers="-" + "n" * (len(needs) + 1))
    total = text_row(
        source.t("report.word.together"), *(served(None, n) for n in ids), served(None, None)
    )
    return Table(source.t("report.award.volumes", lot=lot.title), cols, rows, (total,))


def matrix(source: Source, lot: Lot, winners: Sequence[str], thing: str) -> Table | None:
    """Return winners × areas, or winners × expertise, with how many winners each one has."""
    have: dict[str, set[str]] = {}
    for bid in source.bids:
        found = bid.lot(lot.id)
        if found and bid.id in winners:
            have[bid.id] = set(found.areas if thing == "area" else found.expertise)
    things = [a.id for a in source.tender.lot_areas(lot)] if thing == "area" else []
    things = things or ([e.id for e in source.tender.expertise] if thing == "expertise" else [])
    if not have or not things:
        return None
    yes, no = source.t("report.word.yes"), source.t("report.word.no")
    rows = tuple(_matrix_row(source, bidder, things, have[bidder], (yes, no)) for bidder in winners)
    total = text_row(
        source.t("report.award.partners"),
        *(str(sum(1 for had in have.values() if x in had)) for x in things),
    )
    middle = (Column(source.name(thing, x), middle=True) for x in things)
    caption = source.t(f"report.award.by_{thing}", lot=lot.title)
    return Table(caption, (Column(source.t("report.word.bidder")), *middle), rows, (total,))


def _matrix_row(
    source: Source, bidder: str, things: list[str], had: set[str], words: tuple[str, str]
) -> Row:
    yes, no = words
    return text_row(
        source.bidder(bidder),
        *(Cell(yes, tone="yes") if x in had else Cell(no, tone="no") for x in things),
    )


def need_levels(source: Source, decision: Record) -> list[dict[str, Any]]:
    """Return demand, offer, served and waiting per lot and need level, all areas together."""
    several = len({n["lot"] for n in decision["needs"]}) > 1
    order = {n.id: n.priority for n in source.tender.needs}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in decision["needs"]:
        label = source.name("need", row["need"])
        if several:
            label = f"{label} · {source.name('lot', row['lot'])}"
        empty = {"need": row["need"], "label": label, "norm": row["longest_wait_weeks"]}
        empty |= dict.fromkeys(("demand", "offered", "served", "waiting"), 0)
        level = found.setdefault((row["lot"], row["need"]), empty)
        for name in ("demand", "offered", "served", "waiting"):
            level[name] += row[name]
    keys = sorted(found, key=lambda key: (order.get(key[1], 0), key[0]))
    return [found[key] for key in keys]


def needs_section(source: Source) -> dict[str, Any]:
    """Return the section on need: chart, and per need level demand, served, waiting and weeks."""
    return {
        "chart": needs_chart(source, need_levels(source, source.decision)),
        "table": waiting_table(source),
    }


def waiting_table(source: Source) -> Table | None:
    """Return demand, offer, served, waiting and estimated weeks; None without demand."""
    needs = source.decision["needs"]
    if not needs:
        return None
    shown = [thing for thing in ("lot", "area", "period") if thing not in source.constant]
    labels = [source.t("report.word.need"), *(source.t(f"report.word.{x}") for x in shown)]
    heads = ("demand", "offered", "served", "waiting", "weeks", "norm", "within")
    labels += [source.t(f"report.wait.{head}") for head in heads]
    marks = "-" * (len(shown) + 1) + "nnnnnn-"
    rows = tuple(_waiting_row(source, row, shown) for row in needs)
    sums = [
        source.number(sum(row[name] for row in needs))
        for name in ("demand", "offered", "served", "waiting")
    ]
    blank = [""] * len(shown)
    total = text_row(source.t("report.word.together"), *blank, *sums, "", "", "")
    caption = source.t("report.wait.caption")
    note = source.t("report.wait.estimate")
    return Table(caption, columns(*labels, numbers=marks), rows, (total,), note)


def _waiting_row(source: Source, row: Record, shown: Sequence[str]) -> Row:
    weeks, norm = row["wait_weeks"], row["longest_wait_weeks"]
    return text_row(
        source.name("need", row["need"]),
        *(source.name(thing, row[thing]) for thing in shown),
        *(source.number(row[name]) for name in ("demand", "offered", "served")),
        Cell(source.number(row["waiting"]), tone="wait" if row["waiting"] else ""),
        "–" if weeks is None else source.number(weeks),
        "–" if norm is None else source.number(norm),
        _within(source, row),
    )


def _within(source: Source, row: Record) -> Cell:
    weeks, norm = row["wait_weeks"], row["longest_wait_weeks"]
    if norm is None:
        return Cell(source.t("report.wait.no_norm"), tone="quiet")
    if weeks is None:
        said, tone = ("nobody", "bad") if row["waiting"] else ("yes", "good")
    else:
        said, tone = ("yes", "good") if Fraction(weeks) <= norm else ("no", "bad")
    return Cell(source.t(f"report.wait.within_{said}"), tone=tone)


def budget_section(source: Source) -> dict[str, Any]:
    """Return the section on money: chart and table per budget."""
    budgets = source.decision["budgets"]
    rows = tuple(_budget_row(source, budget) for budget in budgets)
    heads = ("budget", "ceiling", "spend", "left", "used")
    labels = [source.t(f"report.budget.{head}") for head in heads]
    table = Table(source.t("report.budget.caption"), columns(*labels, numbers="-nnnn"), rows)
    return {"chart": budgets_chart(source, budgets), "table": table if rows else None}


def _budget_row(source: Source, budget: Record) -> Row:
    money: Callable[[int], str] = source.cents
    used = Fraction(budget["spend_cents"], budget["ceiling_cents"] or 1)
    left = budget["left_cents"]
    return text_row(
        Cell(source.name("budget", budget["id"]), budget["id"]),
        money(budget["ceiling_cents"]),
        money(budget["spend_cents"]),
        Cell(money(left), tone="" if left >= 0 else "bad"),
        source.percent(used),
    )
