"""Reads the tender that our own releases carry, and holds it against what OCDS itself says."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from aanbesteding.basis.exact import bare
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.exchange.asked import ADMIT_ALL, in_euros, mode_of, price_counts, scored
from aanbesteding.exchange.at import At
from aanbesteding.tender.load import build, from_text
from aanbesteding.tender.problems import Source, Tree
from aanbesteding.tender.save import as_tree
from aanbesteding.tender.tables import Column, row_columns, sections, tables

SKIPPED, DIFFERS = "T493", "T492"
_AS_TEXT = ("integer", "number", "euro", "day")


def own_tender(own: At) -> tuple[Tree, list[Finding]]:
    """Return the tender that an extension of ours carries; nothing where there is none of use."""
    if own.value is None:
        return {}, []
    carried = own.of("tender").value
    if not isinstance(carried, dict):
        return {}, [_skipped(own, "tender")]
    tender, findings = build(Source(typed(carried), {}))
    if tender is None or findings:
        what = ", ".join(sorted({finding.code for finding in findings}))
        return {}, [_skipped(own, what)]
    return as_tree(tender), []


def typed(carried: Mapping[str, Any]) -> Tree:
    """Return the values of a record as a tender file has them: numbers and days, nothing empty."""
    found = _part(carried, ())
    for name in tables():
        rows = carried.get(name)
        if isinstance(rows, list):
            found[name] = [_row(row, row_columns(name, row)) for row in rows if _is_row(row)]
            if len(found[name]) != len(rows):
                found[name] = rows
        elif rows is not None:
            found[name] = rows
    return found


def compared(standard: Tree, own: Tree, label: str) -> Iterator[Finding]:
    """Yield every lot, criterion or weight on which the two readings differ.

    Criteria are compared where OCDS itself has them: not in plain OCDS 1.1, and not of weights
    in euros.
    """
    one, other = (_lots(tree) for tree in (standard, own))
    if one != other:
        yield _differs("lots", one, other, label)
    if not standard.get("criteria") and not standard.get("price", {}).get("weight"):
        return
    whole = {"award": {"mode": ADMIT_ALL}, "price": {}, **own}
    price = {"asked": "per_need", "formula": "price.fixed_tariff", **whole["price"]}
    whole["price"] = price
    if in_euros(whole):
        return
    for lot in own["lots"]:
        one, other = _weights(standard, lot["id"]), _weights(own, lot["id"])
        if mode_of(whole, lot) != ADMIT_ALL and one != other:
            yield _differs(f"lots.{lot['id']}", one, other, label)
    said, meant = standard.get("price", {}).get("weight"), price.get("weight") or None
    ranked = any(mode_of(whole, lot) != ADMIT_ALL for lot in own["lots"])
    if price_counts(whole) and ranked and said != meant:
        yield _differs("price.weight", str(said), str(meant), label)


def _lots(tree: Tree) -> str:
    return "; ".join(f"{lot['id']}: {lot['title']}" for lot in tree.get("lots", ()))


def _weights(tree: Tree, lot: str) -> str:
    rows = scored({"criteria": tree.get("criteria", [])}, lot)
    return "; ".join(f"{row['title']} {_digits(row.get('weight'))}" for row in rows)


def _digits(value: Decimal | int | None) -> str:
    return "–" if value is None else format(bare(Decimal(value)), "f")


def _part(carried: Mapping[str, Any], path: tuple[str, ...]) -> Tree:
    found = _row(carried, sections()[path])
    for deeper in sections():
        if len(deeper) == len(path) + 1 and deeper[: len(path)] == path and deeper[-1] in carried:
            part = carried[deeper[-1]]
            found[deeper[-1]] = _part(part, deeper) if isinstance(part, dict) else part
    return found


def _row(row: Mapping[str, Any], columns: tuple[Column, ...]) -> Tree:
    """The values of a row; a name that is not known stays, so that it is refused."""
    known = {column.name: column for column in columns}
    found = {}
    for name, value in row.items():
        if value in (None, "", []) or (name not in known and isinstance(value, dict | list)):
            continue
        text = isinstance(value, str) and name in known and known[name].kind in _AS_TEXT
        found[name] = from_text(known[name], value) if text else value
    return found


def _is_row(row: Any) -> bool:
    return isinstance(row, dict)


def _differs(what: str, standard: str, own: str, label: str) -> Finding:
    values = {"what": what, "standard": standard[:200], "own": own[:200]}
    return Finding(DIFFERS, Weight.NOTICE, Line(label), values)


def _skipped(own: At, what: str) -> Finding:
    return Finding(SKIPPED, Weight.NOTICE, Line(own.label), {"what": what})
