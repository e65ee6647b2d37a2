"""A checker of packages, written from docs/package.md: the standard library alone, nothing of ours.

    python package_verifier.py ROOT package.json [opened.json ...]

prints what it objects to, then what it did not check.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

Tree = dict[str, Any]
NOT_CHECKED = (
    "dates, lots, totals, winners and counts: the other rows of section 5",
    "page and workbook beside the package",
    "care and coverage, which were counted from what is hidden",
)
NAMES = {
    "aanbesteding-package/1": {"format", "edition", "root", "tree"},
    "aanbesteding-opened/1": {"format", "pointers", "root", "tree"},
}
STATED = {"care", "coverage", "rules_naming_bidders"}
ALWAYS = {
    "": "decision kind schedule tender",
    "decision": "draws lots mode outcome",
    "decision lots": "bids lot outcome winners",
    "decision lots winners": "by_number",
    "decision draws": "lot origin",
    "tender": "award criteria goals lots needs rounding rules scales schedule title",
    "tender award": "mode tie_ladder",
    "tender criteria": "id title weight",
    "tender lots": "id title",
    "tender rules": "id kind",
}
PART = ("/bids", "/tender/tariffs", "/tender/rules")


class WrongError(Exception):
    """Something that may not stand there; its place."""


class Hidden:
    """Nothing is shown here."""


HIDDEN = Hidden()


class Rows(dict[int, Any]):
    """The rows of a list that are shown, by place; `count` is how many there are, if told."""

    count: Any = None


def objections(root: str, paths: list[Path]) -> Iterator[str]:
    """Yield everything that does not hold."""
    shown: Any = HIDDEN
    for path in paths:
        salts: set[str] = set()
        try:
            said = _read(path.read_bytes())
            hashed, value = node(said["tree"], salts, "")
        except (WrongError, ValueError, RecursionError) as error:
            yield f"{path.name}: {error}"
            return
        if not hashed == said["root"] == root:
            yield f"{path.name}: root"
            return
        if path == paths[0]:
            yield from _edition(said["edition"], value)
        shown = _both(shown, value)
    yield from _ranks(shown)


def _read(content: bytes) -> Tree:
    said = json.loads(content, parse_float=_never, parse_constant=_never, object_pairs_hook=_once)
    if spelled(said) != content:
        raise WrongError("not in its one spelling")
    if not isinstance(said, dict) or NAMES.get(said.get("format", "")) != set(said):
        raise WrongError("format")
    return said


def _once(pairs: list[tuple[str, Any]]) -> Tree:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _never("a key stands twice")


def _never(text: str) -> Any:
    raise WrongError(text)


def spelled(value: Any) -> bytes:
    """Return the one spelling: keys by UTF-16, no spaces, UTF-8."""
    return json.dumps(_in_order(value), ensure_ascii=False, separators=(",", ":")).encode()


def _in_order(value: Any) -> Any:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return {key: _in_order(value[key]) for key in keys}
    return [_in_order(one) for one in value] if isinstance(value, list) else value


def _sha256(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _digits(text: Any, place: str) -> str:
    if isinstance(text, str) and re.fullmatch("[0-9a-f]{64}", text):
        return text
    raise WrongError(f"no hash or salt: {place}")


def node(said: Any, salts: set[str], place: str) -> tuple[str, Any]:
    """Return the hash of a node and what it shows; raises WrongError where it is none."""
    if isinstance(said, str):
        return _digits(said, place), HIDDEN
    if not isinstance(said, dict):
        raise WrongError(place)
    if set(said) == {"salt", "value"}:
        salt, value = _digits(said["salt"], place), said["value"]
        if salt in salts or (isinstance(value, list | dict) and value):
            raise WrongError(f"salt or value: {place}")
        salts.add(salt)
        return _sha256(b"\0", bytes.fromhex(salt), spelled(value)), _empty(value)
    if set(said) == {"object"} and isinstance(said["object"], dict) and said["object"]:
        found = {key: node(one, salts, f"{place}/{key}") for key, one in said["object"].items()}
        hashed = _sha256(b"\1", spelled({key: one[0] for key, one in found.items()}))
        return hashed, {key: one[1] for key, one in found.items() if one[1] is not HIDDEN}
    if set(said) == {"list"} and set(said["list"]) == {"count", "depth", "items"}:
        return _list(said["list"], salts, place)
    raise WrongError(place)


def _empty(value: Any) -> Any:
    if value != []:
        return value
    rows = Rows()
    rows.count = 0
    return rows


def _list(said: Tree, salts: set[str], place: str) -> tuple[str, Any]:
    depth, rows = said["depth"], Rows()
    if type(depth) is not int or not 0 <= depth < 32:
        raise WrongError(f"depth: {place}")
    counted, count = node(said["count"], salts, f"{place}/#")
    top = _branch(said["items"], depth, 0, rows, salts, place)
    if count is not HIDDEN:
        rows.count = count
        if type(count) is not int or (count - 1).bit_length() != depth or count < 1:
            raise WrongError(f"count: {place}")
        if max(rows, default=0) >= count:
            raise WrongError(f"more rows than counted: {place}")
    return _sha256(b"\2", spelled([depth, counted, top])), rows


def _branch(said: Any, depth: int, n: int, rows: Rows, salts: set[str], place: str) -> str:
    if depth == 0:
        hashed, value = node(said, salts, f"{place}/{n}")
        if value is not HIDDEN:
            rows[n] = value
        return hashed
    if isinstance(said, str):
        return _digits(said, place)
    if not isinstance(said, list) or len(said) != 2:
        raise WrongError(f"branch: {place}")
    left = _branch(said[0], depth - 1, n, rows, salts, place)
    right = _branch(said[1], depth - 1, n + 2 ** (depth - 1), rows, salts, place)
    return _sha256(b"\3", bytes.fromhex(left), bytes.fromhex(right))


def _plain(value: Any) -> Any:
    if isinstance(value, Rows):
        return [_plain(value[n]) for n in sorted(value)]
    return {k: _plain(v) for k, v in value.items()} if isinstance(value, dict) else value


def _edition(edition: Tree, value: Tree) -> Iterator[str]:
    """Section 4: the edition is what the tree shows, and nothing is left out."""
    record = value.get("record", {})
    missing = [
        f"left out: {place} {name}"
        for place, names in ALWAYS.items()
        for part in _parts(record, place.split())
        for name in names.split()
        if name not in part
    ]
    if missing:
        yield from missing
        return
    if value.get("edition_sha256") != _sha256(spelled(edition)):
        yield "edition_sha256"
    shown = {"bids": [], **_plain(record)}
    for lot in shown["decision"]["lots"]:
        lot["winners"] = lot["winners"]["by_number"]
        if not set(lot["winners"]) <= {bid["id"] for bid in shown["bids"]}:
            yield f"a winner without a bid in lot {lot['lot']}"
    for bid in shown["bids"]:
        if bid["kind"] == "independent_practice":
            bid.setdefault("name", bid["id"])
    head = {"format": "aanbesteding-edition/1", "edition": "public"}
    shown |= {**head, "record_sha256": value.get("record_sha256")}
    if shown != {key: said for key, said in edition.items() if key not in STATED}:
        yield "edition: not what the tree shows"
    for place, rows in _lists(record, ""):
        hidden = None if rows.count is None else rows.count - len(rows)
        if (place not in PART and hidden != 0) or (
            place == "/tender/rules" and hidden != edition["rules_naming_bidders"]
        ):
            yield f"left out: {place}"


def _parts(value: Any, way: list[str]) -> list[Any]:
    if isinstance(value, Rows):
        return [part for row in value.values() for part in _parts(row, way)]
    if not way:
        return [value]
    return _parts(value[way[0]], way[1:]) if way[0] in value else []


def _lists(value: Any, place: str) -> Iterator[tuple[str, Rows]]:
    if isinstance(value, Rows):
        yield place, value
    for key, one in value.items() if isinstance(value, dict) else ():
        yield from _lists(one, f"{place}/{key}")


def _both(one: Any, other: Any) -> Any:
    if one is HIDDEN or not isinstance(one, dict) or not isinstance(other, dict):
        return other if one is HIDDEN else one
    found: Any = Rows() if isinstance(one, Rows) else {}
    if isinstance(one, Rows) and isinstance(other, Rows):
        found.count = other.count if one.count is None else one.count
    for key in {**one, **other}:
        mine, its = one.get(key, HIDDEN), other.get(key, HIDDEN)
        found[key] = mine if its is HIDDEN else _both(mine, its)
    return found


def _ranks(value: Tree) -> Iterator[str]:
    """Section 5, ranks: of the scores that are shown; a total is digits and a point."""
    rows = value.get("record", {}).get("scores", Rows())
    scores = [row for row in rows.values() if row.get("rank") and {"lot", "total"} <= set(row)]
    for row in scores:
        mine = [s for s in scores if s["lot"] == row["lot"]]
        higher = 1 + sum(Fraction(s["total"]) > Fraction(row["total"]) for s in mine)
        if row["rank"] < higher or (rows.count == len(rows) and row["rank"] != higher):
            yield f"rank of {row.get('bidder')} in lot {row['lot']}: {higher}"


if __name__ == "__main__":
    found = list(objections(sys.argv[1], [Path(one) for one in sys.argv[2:]]))
    print(*found, *(f"not checked: {what}" for what in NOT_CHECKED), sep="\n")
    sys.exit(bool(found))
