"""The market before the tender: what was contracted against what will be asked."""

from dataclasses import dataclass

from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class ScanRow:
    """A need level in a period; `left` is a surplus, below nothing a shortage.

    `contracts` and `capacity` are None where the tender does not state them.
    """

    need: str
    label: str
    unit: str
    period: str
    contracts: int | None
    capacity: int | None
    demand: int
    left: int | None


def scan(tender: Tender) -> tuple[ScanRow, ...]:
    """Return contracted capacity against demand per need level and period, in the tender's order.

    Demand of all lots and areas counts, also of lots that are not bought now; a period in which
    nothing at all is asked is left out.
    """
    found = []
    stated = {row.period for row in tender.demand}
    periods = [period.id for period in tender.periods if period.id in stated]
    for need in tender.needs:
        held = [row for row in tender.contracted if row.need == need.id]
        counts = [row.contracts for row in held if row.contracts is not None]
        capacity = sum(row.capacity for row in held) if held else None
        for period in periods:
            asked = [d for d in tender.demand if (d.need, d.period) == (need.id, period)]
            if not asked and not held:
                continue
            demand = sum(row.volume for row in asked)
            found.append(
                ScanRow(
                    need.id,
                    need.label,
                    need.unit,
                    period,
                    sum(counts) if counts else None,
                    capacity,
                    demand,
                    None if capacity is None else capacity - demand,
                )
            )
    return tuple(found)
