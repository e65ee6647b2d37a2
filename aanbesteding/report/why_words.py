"""Why a bid won or not, in sentences: one for the bidder, one for the officer."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from aanbesteding.report.source import Record, Source
from aanbesteding.report.units import goal_value, of_care

BIDDER, OFFICER = "bidder", "officer"
WINS, NOT_ENOUGH = "wins", ("never", "top", "open")


def ended(source: Source, row: Record, who: str) -> str:
    """Return how a bid for a lot ended; for the officer as the report of the award says it."""
    said = source.sentence(row["key"], row["values"])
    if who == OFFICER:
        return said
    values = {**source.spoken(row["values"]), "lot": source.name("lot", row["lot"]), "said": said}
    key = row["key"].rpartition(".")[2] if row["status"] != "out" else "out"
    behind = " ".join(_behind(source, row))
    return f"{source.t(f'why.ended.{key}', **values)} {behind}".strip()


def _behind(source: Source, row: Record) -> Iterator[str]:
    """On which criteria the bid had fewer points than the last who got a contract."""
    lower = [one for one in row["compared"] if Fraction(one["difference"]) < 0]
    if lower:
        parts = (
            source.t(
                "why.behind_on",
                criterion=source.name("criterion", one["criterion"]),
                points=-Fraction(one["difference"]),
            )
            for one in lower
        )
        yield source.t("why.behind", parts=source.listed(parts))


def letter(source: Source, row: Record, who: str) -> str:
    """Return all that is said of a bid, in one text."""
    said = [ended(source, row, who)]
    if row["forced"]:
        said.append(forced_said(source, row, who))
    said += least_said(source, row, who)
    return " ".join(said)


def least_said(source: Source, row: Record, who: str) -> Iterator[str]:
    """Yield the changes of one thing that would have won, then those that would not have."""
    for one in row["least"]:
        if one["result"] == WINS:
            yield _least(source, one, f"wins.{who}")
    for result in NOT_ENOUGH:
        parts = [_least(source, one, result) for one in row["least"] if one["result"] == result]
        if parts:
            yield source.t(f"why.least.together.{result}.{who}", parts="; ".join(parts))


def _least(source: Source, one: Record, key: str) -> str:
    kind, about, figures = one["kind"], one["about"], one["figures"]
    said: dict[str, object] = {}
    if kind == "price":
        said["off"] = Fraction(one["steps"], 100)
        said["prices"] = source.listed(_price(source, figure) for figure in figures)
    elif kind == "mark":
        said["criterion"] = source.name("criterion", about)
        said.update({name: Fraction(figures[0][name]) for name in ("before", "after")})
    else:
        said["need"] = source.name("need", about)
        said.update({name: care(source, about, figures[0][name]) for name in ("before", "after")})
    return source.t(f"why.least.{kind}.{key}", **said)


def _price(source: Source, figure: Record) -> str:
    before, after = (Fraction(figure[name]) / 100 for name in ("before", "after"))
    need = source.name("need", figure["need"])
    key = "each" if before != after else "now"
    return source.t(f"why.least.price.{key}", need=need, before=before, after=after)


def care(source: Source, need: str, amount: str | int) -> str:
    """Return units of a need level as people write them."""
    return of_care(source, amount, source.unit(need))


def forced_said(source: Source, row: Record, who: str) -> str:
    """Return what the award would be if this bid had a contract all the same.

    A bidder is not told who would go or come.
    """
    said = _turned(source, row["forced"], f"forced.{who}")
    sides = _sides(source, row, "forced") if who == OFFICER else ()
    return " ".join((said, *sides))


def without_said(source: Source, row: Record) -> str:
    """Return what the award would be without this contract."""
    said = _turned(source, row["without"], "without")
    return " ".join((said, *_sides(source, row, "without")))


def _turned(source: Source, turned: Record, key: str) -> str:
    return source.t(f"why.{key}.{turned['result']}", goals="; ".join(moves(source, turned)))


def _sides(source: Source, row: Record, which: str) -> Iterator[str]:
    """Who goes and who comes beside the bidder itself."""
    own = [row["bidder"], row["lot"]]
    for side in ("out", "into"):
        picks = [contract(source, pick) for pick in row[which][side] if pick != own]
        if picks:
            yield source.t(f"why.others.{side}", who=source.listed(picks))


def moves(source: Source, turned: Record) -> Iterator[str]:
    """Yield each goal that gets another value, before and after."""
    goals = goals_of(source)
    for move in turned["goals"]:
        if not move["before"] == move["after"] == move["bound"]:
            goal = goals[move["goal"]]
            shown = {n: goal_value(source, goal, move[n]) for n in ("before", "after", "bound")}
            key = "moves" if move["after"] == move["bound"] else "bounded"
            yield source.t(f"why.goal_{key}", goal=goal_name(source, goal), **shown)


def goals_of(source: Source) -> Mapping[str, Record]:
    """Return the goals by name."""
    return {goal["goal"]: goal for goal in source.record["answer"]["goals"]}


def goal_name(source: Source, goal: Record) -> str:
    """Return a goal in a few words."""
    every = "_every" if goal["kind"] == "unmet" and not goal["need"] else ""
    need = source.name("need", goal["need"]) if goal["need"] else ""
    return source.t(f"why.goal.{goal['kind']}{every}", need=need)


def contract(source: Source, pick: list[str]) -> str:
    """Return a contract in words: the bidder, and the lot where there are several."""
    bidder, lot = pick
    if len(source.tender.open_lots) == 1:
        return source.bidder(bidder)
    return source.t("why.contract", bidder=source.bidder(bidder), lot=source.name("lot", lot))
