"""Deliberate changes of a record, each made as a cheat would: one place, and what follows from it.

A change names the place that must be objected to. The cheat spells the record anew, and puts its
new hash on the page.
"""

import copy
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from aanbesteding.basis.canonical import canonical, fingerprint, jsonable, read_json
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.advice import advice_again
from aanbesteding.verification.decision import _counted, recount_of
from aanbesteding.verification.facts import count_facts
from aanbesteding.verification.reasons import _reasons
from aanbesteding.verification.round_files import read_round
from aanbesteding.verification.said import Stated
from aanbesteding.verification.scores import lot_scores
from aanbesteding.verification.verify import _named

Tree = dict[str, Any]
AWARD, PAGE = "award/award.json", "award/award.html"


class Cheat(NamedTuple):
    """What was done, where it must show, and the doing of it."""

    name: str
    shows: str
    change: Callable[[Tree], None]


def written(folder: Path, tree: Tree) -> None:
    """Write a record in its one spelling, and its hash on the page."""
    path, page = folder / AWARD, folder / PAGE
    before = fingerprint(path.read_bytes())
    path.write_bytes(canonical(tree))
    text = page.read_text("utf-8").replace(before, fingerprint(path.read_bytes()))
    page.write_text(text, "utf-8")


def read(folder: Path) -> Tree:
    """Return the record of a round."""
    found: Tree = read_json((folder / AWARD).read_bytes().decode("utf-8"))
    return found


def at(tree: Any, place: Sequence[Any]) -> Any:
    """Return what stands at a place."""
    for key in place:
        tree = tree[key]
    return tree


def changed(value: Any) -> Any:
    """Return something else of the same kind, as little as can be."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value is None:
        return 1
    if isinstance(value, str) and value and value[-1].isdigit():
        return value[:-1] + str((int(value[-1]) + 1) % 10)
    return f"{value}x" if isinstance(value, str) else [*value, "x"]


def leaf(*place: Any) -> Cheat:
    """Return the change of one value."""

    def change(tree: Tree) -> None:
        parent = at(tree, place[:-1])
        parent[place[-1]] = changed(parent[place[-1]])
        _hashed_again(tree)

    return Cheat(f"changed {_path(place)}", _path(place), change)


def dropped(*place: Any) -> Cheat:
    """Return the loss of a row."""

    def change(tree: Tree) -> None:
        del at(tree, place[:-1])[place[-1]]
        _hashed_again(tree)

    return Cheat(f"dropped {_path(place)}", _path(place[:-1]), change)


def doubled(*place: Any) -> Cheat:
    """Return a row that stands there twice."""

    def change(tree: Tree) -> None:
        rows = at(tree, place[:-1])
        rows.append(copy.deepcopy(rows[place[-1]]))

    return Cheat(f"doubled {_path(place)}", _path(place[:-1]), change)


def swapped(*place: Any) -> Cheat:
    """Return two rows, or two values in a list, in each other's place."""

    def change(tree: Tree) -> None:
        rows = at(tree, place)
        rows[0], rows[-1] = rows[-1], rows[0]

    return Cheat(f"swapped {_path(place)}", _path(place), change)


def _path(place: Sequence[Any]) -> str:
    return "/".join(map(str, place))


def _hashed_again(tree: Tree) -> None:
    """The hash of the tender as a cheat would write it, where it is still a tender."""
    try:
        tree["tender_hash"] = Tender.model_validate(tree["tender"]).hash
    except ValueError:
        return


def other_award(folder: Path, tree: Tree) -> None:
    """Make everything that is counted fit the contracts and clients of a record again."""
    found = read_round(folder)
    assert found.tender is not None
    assert found.bids is not None
    assert found.marks is not None
    lots = lot_scores(found.tender, found.bids, found.marks)
    scores = tuple(score for lot in lots for score in lot.counted)
    mode = found.tender.choice_mode.value
    stated = Stated(AWARD, "decision", tree["decision"], mode)
    facts = count_facts(found.tender, found.bids, scores)
    again = recount_of(stated, found.tender, found.bids, facts, scores)
    tree["decision"] = jsonable(_counted(stated, again.recount, again.rungs))
    tree["reasons"] = jsonable(list(_reasons(again.recount)))
    won, passed = _named(tree, "winners"), _named(tree, "made_room")
    said = advice_again(found.tender, found.bids, found.marks, lots, won, passed)
    tree["advice"] = said.record


def moved_clients(tree: Tree) -> Iterator[tuple[str, Callable[[Tree], None]]]:
    """Yield every way to take one client from a bidder, and to give it to another or nobody."""
    rows = tree["decision"]["volumes"]
    for index, row in enumerate(rows):
        ask = [row[key] for key in ("lot", "need", "area", "period")]
        name = f"{row['bidder']} {' '.join(ask)}"
        yield f"one client less of {name}", _shift(index, None)
        for other, to in enumerate(rows):
            same = [to[key] for key in ("lot", "need", "area", "period")] == ask
            if same and other != index:
                yield f"one client of {name} to {to['bidder']}", _shift(index, other)


def _shift(index: int, to: int | None) -> Callable[[Tree], None]:
    def change(tree: Tree) -> None:
        rows = tree["decision"]["volumes"]
        rows[index]["clients"] -= 1
        if to is not None:
            rows[to]["clients"] += 1
        tree["decision"]["volumes"] = [row for row in rows if row["clients"]]

    return change
