"""Reads lots and award criteria of a release into those of a tender."""

from decimal import Decimal
from typing import Any, NamedTuple

from aanbesteding.basis.exact import bare
from aanbesteding.exchange.at import At
from aanbesteding.exchange.ids import Ids
from aanbesteding.exchange.moments import years_on

Row = dict[str, Any]
NO_WEIGHT, NOT_EURO, OTHER_WEIGHTS = "T489", "T490", "T491"
POINTS = {"pointsExact": 1, "percentageExact": 1, "decimalExact": 100}
PRICES = ("price", "cost")
CENT = Decimal("0.01")


class Criteria(NamedTuple):
    """The criteria of all lots, and what the price weighs (nothing where no lot says so)."""

    rows: list[Row]
    price: Decimal | None


def read_lots(tender: At) -> list[tuple[At, Row]]:
    """Return the lots with where each was read; without any, the tender is one lot."""
    ids, found = Ids(), []
    for at in tender.of("lots").items() or [tender]:
        alone = at is tender
        name = "1" if alone else at.of("id").name()
        row: Row = {
            "id": ids.of(at.of("id"), name, "perceel"),
            "title": at.of("title").text() or name,
        }
        most = amount(at.of("techniques", "frameworkAgreement", "value"))
        years = _years(at.of("contractPeriod"))
        renewal = at.of("renewal", "description").text()
        found.append(
            (
                at,
                {
                    **row,
                    **({"framework_max_value": most} if most is not None else {}),
                    **({"term_years": years} if years else {}),
                    **({"extension": renewal} if renewal else {}),
                },
            )
        )
    return found


def read_criteria(lots: list[tuple[At, Row]]) -> Criteria:
    """Return the criteria of the lots; the same one in several lots is one criterion."""
    found: dict[tuple[Any, ...], Row] = {}
    asked: dict[tuple[Any, ...], list[str]] = {}
    prices: list[Decimal] = []
    for at, lot in lots:
        seen: set[tuple[Any, ...]] = set()
        for one in at.of("awardCriteria", "criteria").items():
            weight = _weight(one)
            if one.of("type").text() in PRICES:
                prices += [weight] if weight is not None else []
                continue
            key: tuple[Any, ...] = (one.of("name").text(), weight, one.of("description").text())
            while key in seen:
                key = (*key, "")
            seen.add(key)
            found.setdefault(key, _criterion(one, weight, len(found) + 1))
            asked.setdefault(key, []).append(lot["id"])
    if len(set(prices)) > 1:
        lots[0][0].tell(OTHER_WEIGHTS, weights=[str(price) for price in dict.fromkeys(prices)])
    rows = [
        row if len(asked[key]) == len(lots) else {**row, "lots": asked[key]}
        for key, row in found.items()
    ]
    return Criteria(rows, prices[0] if prices else None)


def amount(value: At) -> Decimal | None:
    """Return an amount in euros and whole cents; nothing where it is none."""
    number = value.of("amount").number()
    currency = value.of("currency").text()
    if number is None:
        return None
    if currency not in ("", "EUR"):
        value.tell(NOT_EURO, currency=currency[:60])
        return None
    if not 0 <= number <= Decimal("1e12") or number != number.quantize(CENT):
        value.of("amount").tell("T494")
        return None
    return number.quantize(CENT)


def _criterion(one: At, weight: Decimal | None, number: int) -> Row:
    described = one.of("description").text()
    return {
        "id": f"k{number}",
        "title": one.of("name").text() or f"k{number}",
        **({"weight": weight} if weight is not None else {}),
        **({"asks": described} if described else {}),
    }


def _weight(one: At) -> Decimal | None:
    """The weight in points: a percentage is points of a hundred, a decimal is part of one."""
    for number in one.of("numbers").items():
        kind = number.of("weight").text()
        if kind:
            value = number.of("number").number()
            if kind in POINTS and value is not None and 0 <= value < 10**9:
                return bare(value * POINTS[kind])
            number.tell(NO_WEIGHT, found=f"{kind} {number.of('number').value}"[:60])
    return None


def _years(period: At) -> int:
    """The term of a contract where it is a whole number of years."""
    start, end = period.of("startDate").day(), period.of("endDate").day()
    if start is None or end is None:
        return 0
    last = end.isoformat()
    found = range(end.year - start.year, end.year - start.year + 2)
    return next((n for n in found if n > 0 and years_on(start.isoformat(), n) == last), 0)
