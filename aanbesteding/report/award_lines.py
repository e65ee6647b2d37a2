"""The outcome of a run in a few lines, for the command line."""

from collections import Counter
from collections.abc import Iterator

from aanbesteding.basis.exact import euros
from aanbesteding.basis.texts import say
from aanbesteding.report.combined import combination_in_words
from aanbesteding.report.counted import rule_in_words, soft_in_words
from aanbesteding.report.draws import drawn_over
from aanbesteding.report.found import found_lines
from aanbesteding.report.source import Record, Source

MOST_NAMES = 20


def award_lines(record: Record, lang: str) -> Iterator[str]:
    """Yield what was decided: who won, who waits, what it costs, what clashes, what to draw."""
    decision, published = record["decision"], record.get("published")
    source = Source(record, lang)
    if published:
        yield say("cli.what_if", lang)
    if not published or decision["outcome"] != "awarded":
        yield say(f"cli.outcome.{decision['outcome']}", lang)
    for lot in decision["lots"]:
        yield _lot(lot, bool(published), lang)
    yield from found_lines(record, lang)
    yield from _waiting(record, lang)
    yield from _care(decision, lang)
    yield from _rules(source)
    for budget in decision["budgets"]:
        if budget["spend_cents"]:
            amounts = {key: euros(budget[f"{key}_cents"]) for key in ("spend", "ceiling")}
            yield say("cli.budget", lang, {"id": budget["id"], **amounts})
    for clash in decision["clashes"]:
        said = [rule_in_words(source, rule) for rule in clash]
        only = say("cli.only_clash", lang) if decision["only_clash"] else ""
        yield say("cli.clash", lang, {"rules": " + ".join(said), "only": only}).rstrip()
    for held in decision["draws"]:
        key = _draw_key(held, record["tender"]["award"])
        yield say(f"cli.{key}", lang, {**held, "over": drawn_over(source, held)})


def _lot(lot: Record, what_if: bool, lang: str) -> str:
    chosen = what_if and lot["outcome"] == "awarded"
    ended = say("cli.chosen" if chosen else f"cli.lot_outcome.{lot['outcome']}", lang)
    winners = lot["winners"]
    key = "cli.lot_won" if winners else "cli.lot_none"
    if len(winners) > MOST_NAMES:
        key = "cli.lot_many"
    values = {"lot": lot["lot"], "winners": winners, "number": len(winners), "outcome": ended}
    return say(key, lang, values)


def _waiting(record: Record, lang: str) -> Iterator[str]:
    """A line per need; with its lot, or area and period, where it is asked more than once."""
    needs, published = record["decision"]["needs"], record.get("published")
    labels = {need["id"]: need["label"] for need in record["tender"]["needs"]}
    names = {area["id"]: area["name"] for area in record["tender"]["areas"]}
    times = Counter((need["lot"], need["need"]) for need in needs)
    lots = Counter(need for _, need in times)
    titles = {lot["id"]: lot["title"] for lot in record["tender"]["lots"]}
    instead = {_ask(need): need["waiting"] for need in published["needs"]} if published else {}
    for need in needs:
        label = labels[need["need"]]
        if lots[need["need"]] > 1:
            label = f"{label}, {titles[need['lot']]}"
        if times[need["lot"], need["need"]] > 1:
            label = f"{label}, {names[need['area']]} {need['period']}"
        line = say("cli.waiting", lang, {**need, "need": label})
        other = instead.get(_ask(need))
        beside = "" if other is None else say("cli.published_waiting", lang, {"waiting": other})
        yield f"{line} {beside}".rstrip()


def _care(decision: Record, lang: str) -> Iterator[str]:
    """Who moves to another provider, and which places give lighter help, where there are any."""
    moved = decision.get("moved", ())
    move, in_care = (sum(row[name] for row in moved) for name in ("move", "in_care"))
    if move:
        yield say("cli.moved", lang, {"move": move, "in_care": in_care})
    places = sum(row["places"] for row in decision.get("bridged", ()))
    if places:
        yield say("cli.bridged", lang, {"places": places})


def _rules(source: Source) -> Iterator[str]:
    """What soft rules that are broken cost, and whether combinations won."""
    if soft := soft_in_words(source):
        yield soft
    if source.decision.get("combination"):
        yield combination_in_words(source)


def _draw_key(held: Record, award: Record) -> str:
    if held["origin"] == "nobody":
        return "drawn_all" if len(held["outcome"]) > 1 else "drawn_alone"
    if held["outcome"]:
        return "drawn_by_seed" if held["seed"] else "drawn"
    return "to_draw_seed" if award["draw_seed_hash"] else "to_draw"


def _ask(need: Record) -> tuple[str, ...]:
    return (need["lot"], need["need"], need["area"], need["period"])
