"""A second verifier, written from docs/verifier.md: the standard library alone, nothing of ours.

    python second_verifier.py ROUND/award/award.json

prints what it objects to, then what it did not check: a search for a better award, for one.
"""

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

Tree = dict[str, Any]
Known = Mapping[str, Fraction]
NOT_CHECKED = (
    "whether the award is the best, the only one, or rules clash: that takes a search",
    "rules other than capacity, demand, budget and the places of a lot",
    "formulas other than those in FORMULAS, and who is knocked out or excluded and why",
    "bid forms and tender files beyond their hashes; the law, dates, notices and advice",
    "discounts, fees, bridged places, months, municipalities, forecasts and reasons",
)
ZERO, ONE = Fraction(0), Fraction(1)


def between(k: Known) -> Fraction:
    """Return the points of an answer on the line between two ends."""
    share = (k["answer"] - k["worst_answer"]) / (k["best_answer"] - k["worst_answer"])
    return k["most_points"] * max(ZERO, min(ONE, share))


def absolute_linear(k: Known) -> Fraction:
    """Return the points of a price on the line between floor and ceiling."""
    below = k["ceiling_price"] - k["price"]
    return k["most_points"] * below / (k["ceiling_price"] - k["floor_price"])


FORMULAS: Mapping[str, Callable[[Known], Fraction]] = {
    "quality.scale_share": lambda k: k["most_points"] * k["mark"] / k["top_mark"],
    "quality.between": between,
    "price.lowest_share": lambda k: k["most_points"] * k["lowest_price"] / k["price"],
    "price.absolute_linear": absolute_linear,
    "price.fixed_tariff": lambda k: ZERO,
}


def objections(path: Path) -> Iterator[str]:
    """Yield everything that does not hold, each with its place."""
    content = path.read_bytes()
    try:
        tree = json.loads(
            content, object_pairs_hook=_once, parse_float=_never, parse_constant=_never
        )
    except ValueError as error:
        yield f"award.json: {error}"
        return
    if spelled(tree) != content:
        yield "award.json: not in its one spelling"
    if tree.get("format") != "aanbesteding-award/1":
        yield "format: unknown"
        return
    yield from _files(tree, path.parent.parent)
    yield from _journal(tree, path.parent.parent)
    yield from _tender_hash(tree)
    yield from _scores(tree)
    yield from _ranks(tree)
    if tree["decision"]["outcome"] == "awarded":
        yield from _decision(tree, tree["decision"])


def _once(pairs: list[tuple[str, Any]]) -> Tree:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _never("a key stands twice")


def _never(text: str) -> Any:
    raise ValueError(f"not in a record: {text}")


def spelled(value: Any) -> bytes:
    """Return the one spelling: keys by UTF-16, no spaces, UTF-8."""
    return json.dumps(_in_order(value), ensure_ascii=False, separators=(",", ":")).encode()


def _in_order(value: Any) -> Any:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return {key: _in_order(value[key]) for key in keys}
    return [_in_order(one) for one in value] if isinstance(value, list) else value


def _sum(values: Iterator[Fraction]) -> Fraction:
    return sum(values, start=ZERO)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _files(tree: Tree, folder: Path) -> Iterator[str]:
    for n, row in enumerate(tree["inputs"]):
        file = folder / row["path"]
        if row["path"] == "journal.jsonl":
            continue
        if not file.is_file() or _sha256(file.read_bytes()) != row["sha256"]:
            yield f"inputs/{n}: {row['path']}"


def _journal(tree: Tree, folder: Path) -> Iterator[str]:
    """The chain of the lines, and the record's head after the lines it tells of."""
    file = folder / "journal.jsonl"
    lines = file.read_bytes().splitlines() if file.is_file() else []
    before, told = "", tree["journal"]
    for n, line in enumerate(lines, 1):
        row = json.loads(line)
        if spelled(row) != line or row["seq"] != n or row["previous"] != before:
            yield f"journal.jsonl: line {n}"
        before = _sha256(line)
        if n <= len(told["steps"]):
            step = {key: row[key] for key in ("seq", "time", "step", "by")}
            if step != told["steps"][n - 1]:
                yield f"journal/steps/{n - 1}"
        if n == len(told["steps"]) and told["head"] != before:
            yield "journal/head"
    if len(told["steps"]) > len(lines) or bool(told["steps"]) != bool(told["head"]):
        yield "journal: tells of more than there is"


def _tender_hash(tree: Tree) -> Iterator[str]:
    silent: Tree = {key: [] for key in ("interests", "scenarios", "changes", "spreads")}
    tender = {**tree["tender"], **silent}
    tender["assessors"] = [{**one, "interest": ""} for one in tender["assessors"]]
    if _sha256(spelled(tender)) != tree["tender_hash"]:
        yield "tender_hash"


def rounded(value: Fraction, decimals: int, mode: str) -> Fraction:
    """Return the value rounded once: half away from zero, half to even, or down."""
    scaled = abs(value) * 10**decimals
    whole, rest = divmod(scaled, 1)
    half = Fraction(1, 2)
    if mode == "floor":
        up = value < 0 < rest
    else:
        up = rest > half or (rest == half and (mode == "half_up" or whole % 2 == 1))
    return Fraction((whole + up) * (-1 if value < 0 else 1), 10**decimals)


def _at(tree: Tree, step: str, value: Fraction) -> Fraction:
    """The value as it counts after a step: rounded where the tender rounds it."""
    for one in tree["tender"]["rounding"]:
        if one["step"] == step:
            return rounded(value, one["decimals"], one["mode"])
    return value


def _scores(tree: Tree) -> Iterator[str]:
    criteria = {one["id"]: one for one in tree["tender"]["criteria"]}
    for n, score in enumerate(tree["scores"]):
        total, quality, known = Fraction(0), Fraction(0), True
        for m, row in enumerate(score["points"]):
            place = f"scores/{n}/points/{m}"
            price = row["criterion"] == "price"
            formula = FORMULAS.get(row["formula"])
            inputs = {key: Fraction(value) for key, value in row["inputs"].items()}
            if formula is None or (
                price and tree["tender"]["price"]["clip"] not in ("both", "none")
            ):
                known = False
                continue
            exact = formula(inputs)
            if price and tree["tender"]["price"]["clip"] == "both":
                exact = max(Fraction(0), min(inputs.get("most_points", exact), exact))
            if exact != Fraction(row["exact"]):
                yield f"{place}/exact: {exact}"
            yield from _inputs(tree, criteria, score, row, place)
            step = "price" if price else "criterion"
            counts = _at(tree, step, exact)
            shown = counts if counts != exact else rounded(exact, 2, "half_up")
            if shown != Fraction(row["rounded"]):
                yield f"{place}/rounded: {shown}"
            total += counts
            quality += Fraction(0) if price else counts
        if known and score["points"] and score["status"] == "in":
            yield from _totals(tree, score, f"scores/{n}", total, quality)


def _totals(
    tree: Tree, score: Tree, place: str, total: Fraction, quality: Fraction
) -> Iterator[str]:
    """The sums; a number without end is written to 30 decimals."""
    counted = {"exact": total, "quality": quality, "total": _at(tree, "total", total)}
    for key, value in counted.items():
        if abs(Fraction(score[key]) - value) > Fraction(1, 10**29):
            yield f"{place}/{key}: {value}"


def _inputs(
    tree: Tree, criteria: Mapping[str, Tree], score: Tree, row: Tree, place: str
) -> Iterator[str]:
    """Weights, marks and the top of the scale, as the tender and the panel have them."""
    stated, tender = row["inputs"], tree["tender"]
    if row["criterion"] == "price":
        if "price" in stated and Fraction(stated["price"]) != _price(tree, score):
            yield f"{place}/inputs/price: {_price(tree, score)}"
        weight = tender["price"]["weight"]
    else:
        criterion = criteria[row["criterion"]]
        weight = criterion["weight"]
        tops = [Fraction(s["mark"]) for s in tender["scales"] if s["scale"] == criterion["scale"]]
        if "top_mark" in stated and Fraction(stated["top_mark"]) != max(tops):
            yield f"{place}/inputs/top_mark"
        if "mark" in stated and tender["panel"]["method"] == "consensus":
            lots = ("*",) if criterion["shared"] else (score["lot"],)
            marks = [
                Fraction(one["mark"])
                for one in tree["marks"]
                if one["assessor"] == "consensus"
                and (one["bidder"], one["criterion"]) == (score["bidder"], criterion["id"])
                and one["lot"] in lots
            ]
            if marks != [Fraction(stated["mark"])]:
                yield f"{place}/inputs/mark: {marks}"
    if "most_points" in stated and Fraction(stated["most_points"]) != Fraction(weight):
        yield f"{place}/inputs/most_points: {weight}"


def _price(tree: Tree, score: Tree) -> Fraction:
    """The sum of price × demand over the lot's demand."""
    offers = _offers(tree)
    return _sum(
        offers[score["bidder"], score["lot"], row["need"]][1] / 100 * row["volume"]
        for row in tree["tender"]["demand"]
        if row["lot"] == score["lot"]
    )


def _offers(tree: Tree) -> dict[tuple[str, str, str], tuple[int, Fraction]]:
    """Capacity and price in cents by bidder, lot and need; without a price the fixed tariff."""
    fixed = {
        (row["lot"], row["need"]): Fraction(row["amount"])
        for row in tree["tender"]["tariffs"]
        if row["kind"] == "fixed"
    }
    found = {}
    for bid in tree["bids"]:
        for lot in bid["lots"]:
            for offer in lot["offers"]:
                price = offer["price"]
                euros = fixed.get((lot["lot"], offer["need"]), 0) if price is None else price
                place = (bid["id"], lot["lot"], offer["need"])
                found[place] = (offer["capacity"], 100 * Fraction(euros))
    return found


def _ranks(tree: Tree) -> Iterator[str]:
    """Equal totals share a rank; who is out has none."""
    for n, score in enumerate(tree["scores"]):
        alike = [o for o in tree["scores"] if o["lot"] == score["lot"] and o["rank"] is not None]
        better = sum(Fraction(o["total"]) > Fraction(score["total"]) for o in alike)
        right = better + 1 if score["status"] == "in" else None
        if score["rank"] not in (right, None):
            yield f"scores/{n}/rank: {right}"


def _decision(tree: Tree, decision: Tree) -> Iterator[str]:
    yield from _contracts(decision)
    yield from _served(tree, decision)
    yield from _money(tree, decision)
    yield from _winners(tree, decision)
    yield from _goals(tree, decision)


def _contracts(decision: Tree) -> Iterator[str]:
    """The rows of a contract add up to it, and clients × price is the spend."""
    clients: dict[tuple[str, str], int] = defaultdict(int)
    spend: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for n, row in enumerate(decision["volumes"]):
        pick = (row["bidder"], row["lot"])
        clients[pick] += row["clients"]
        spend[pick] += Fraction(row["spend_cents"])
        if row["clients"] * Fraction(row["price_cents"]) != Fraction(row["spend_cents"]):
            yield f"decision/volumes/{n}/spend_cents"
    given = [(row["bidder"], row["lot"]) for row in decision["contracts"]]
    yield from (f"decision/volumes: {pick} has no contract" for pick in clients.keys() - set(given))
    for n, (row, pick) in enumerate(zip(decision["contracts"], given, strict=True)):
        if row["clients"] != clients[pick]:
            yield f"decision/contracts/{n}/clients: {clients[pick]}"
        if Fraction(row["spend_cents"]) != spend[pick] + Fraction(row["fees_cents"]):
            yield f"decision/contracts/{n}/spend_cents"


def _served(tree: Tree, decision: Tree) -> Iterator[str]:
    """Demand, and capacity per bidder, lot, need and period; both without bridging."""
    served: dict[tuple[str, ...], int] = defaultdict(int)
    taken: dict[tuple[str, ...], int] = defaultdict(int)
    offers = _offers(tree)
    discounted = {(r["bidder"], r["lot"]) for r in decision.get("discounts", ())}
    for n, row in enumerate(decision["volumes"]):
        served[row["lot"], row["need"], row["area"], row["period"]] += row["clients"]
        taken[row["bidder"], row["lot"], row["need"], row["period"]] += row["clients"]
        price = offers[row["bidder"], row["lot"], row["need"]][1]
        if (row["bidder"], row["lot"]) not in discounted and price != Fraction(row["price_cents"]):
            yield f"decision/volumes/{n}/price_cents: {price}"
    asked = {
        (d["lot"], d["need"], d["area"], d["period"]): d["volume"] for d in tree["tender"]["demand"]
    }
    for n, row in enumerate(decision["needs"]):
        ask = (row["lot"], row["need"], row["area"], row["period"])
        left = asked[ask] - served[ask]
        counted = {"demand": asked[ask], "served": served[ask], "waiting": left}
        yield from (f"decision/needs/{n}/{k}: {v}" for k, v in counted.items() if row[k] != v)
        if served[ask] > asked[ask]:
            yield f"decision/needs/{n}: more served than asked"
    if not any(rule["kind"] == "substitution" for rule in tree["tender"]["rules"]):
        over = (place for place, n in taken.items() if n > offers[place[0], place[1], place[2]][0])
        yield from (f"decision/volumes: {place} over capacity" for place in over)


def _money(tree: Tree, decision: Tree) -> Iterator[str]:
    """What is spent under each budget; areas count with all that is under them."""
    above = {area["id"]: area["parent"] for area in tree["tender"]["areas"]}

    def within(area: str | None, named: Sequence[str]) -> bool:
        return area is not None and (area in named or within(above.get(area), named))

    budgets = zip(decision["budgets"], tree["tender"]["budgets"], strict=True)
    for n, (row, asked) in enumerate(budgets):
        spend = _sum(
            Fraction(one["spend_cents"])
            for one in [*decision["volumes"], *decision["fees"]]
            if (not asked["lots"] or one["lot"] in asked["lots"])
            and (not asked["needs"] or one.get("need") in (None, *asked["needs"]))
            and (not asked["areas"] or within(one["area"], asked["areas"]))
            and (not asked["periods"] or one["period"] in asked["periods"])
        )
        ceiling = 100 * (Fraction(asked["amount"]) - Fraction(asked["committed"]))
        counted = {"spend_cents": spend, "ceiling_cents": ceiling, "left_cents": ceiling - spend}
        for key, value in counted.items():
            if Fraction(row[key]) != value and not any(not f["area"] for f in decision["fees"]):
                yield f"decision/budgets/{n}/{key}: {value}"
        if spend > ceiling:
            yield f"decision/budgets/{n}: over its ceiling"


def _winners(tree: Tree, decision: Tree) -> Iterator[str]:
    """Winners have contracts and take part; by rank nobody better does without or made room."""
    given = {(row["bidder"], row["lot"]) for row in decision["contracts"]}
    ranks = {(s["bidder"], s["lot"]): s["rank"] for s in tree["scores"] if s["status"] == "in"}
    filling = {
        lot["id"]
        for lot in tree["tender"]["lots"]
        if str(lot["selection"] or tree["tender"]["award"]["selection"]).startswith("fill_")
    }
    for n, lot in enumerate(decision["lots"]):
        place, winners = f"decision/lots/{n}", lot["winners"]
        for bidder in winners:
            if (bidder, lot["lot"]) not in given or (bidder, lot["lot"]) not in ranks:
                yield f"{place}/winners: {bidder}"
        if lot["places"] is not None and len(winners) > lot["places"]:
            yield f"{place}/winners: more than {lot['places']} places"
        if decision["mode"] == "rank_order" and winners and lot["lot"] not in filling:
            numbers = {b: ranks.get((b, lot["lot"])) for b in winners}
            worst = max((r for r in numbers.values() if r is not None), default=0)
            for (bidder, where), rank in ranks.items():
                passed = where == lot["lot"] and bidder not in winners and rank is not None
                if passed and rank < worst and bidder not in lot["made_room"]:
                    yield f"{place}/winners: {bidder} was passed over"


def _goals(tree: Tree, decision: Tree) -> Iterator[str]:
    """Who waits, points × clients, euros, contracts and points: each counted on the award."""
    points = {(s["bidder"], s["lot"]): Fraction(s["quality"]) for s in tree["scores"]}
    volumes, lots = decision["volumes"], decision["lots"]
    lots = [lot for lot in lots if lot["outcome"] != "admitted"]
    bid_for = {lot["lot"] for lot in lots if lot["bids"]}
    contracts = [(bidder, lot["lot"]) for lot in lots for bidder in lot["winners"]]
    needs = [row for row in decision["needs"] if row["lot"] in bid_for]
    for n, row in enumerate(decision["goals"]):
        counted: Mapping[str, Fraction | int] = {
            "unmet": sum(r["waiting"] for r in needs if row["need"] in ("", r["need"])),
            "quality": _sum(points[v["bidder"], v["lot"]] * v["clients"] for v in volumes),
            "spend": _sum(Fraction(r["spend_cents"]) for r in decision["contracts"]),
            "contracts": len(contracts),
            "points": _sum(points[pick] for pick in contracts),
        }
        value = counted.get(row["kind"])
        if value is not None and Fraction(row["value"]) != value:
            yield f"decision/goals/{n}/value: {value}"
        if row["proven"] and Fraction(row["bound"]) != Fraction(row["value"]):
            yield f"decision/goals/{n}/bound"


if __name__ == "__main__":
    FOUND = list(objections(Path(sys.argv[1])))
    print(*FOUND, *(f"not checked: {what}" for what in NOT_CHECKED), sep="\n")
    sys.exit(int(bool(FOUND)))
