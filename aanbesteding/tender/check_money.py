"""Checks of money beside the award: indexation, what is bound already, cost shares, twelfths."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from aanbesteding.basis.exact import cents, rounded
from aanbesteding.tender.needs import TariffKind
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

MONTHS = 12


def budgets_are_indexed_as_stated(tender: Tender) -> Iterator[Problem]:
    """Yield every indexed budget that is not its base with the index, in whole cents."""
    amounts = {budget.id: budget.amount for budget in tender.budgets}
    for number, budget in enumerate(tender.budgets):
        base, index = budget.indexed_from, budget.index
        if (base is None) is not (index is None):
            field = "indexed_from" if base is None else "index"
            values = {"budget": budget.id, "field": field}
            yield Problem("T357", ("budgets", str(number), field), values)
        elif base in amounts and index is not None:
            expected = rounded(Fraction(amounts[base]) * (1 + Fraction(index)), 2)
            if budget.amount != expected:
                money = {"amount": budget.amount, "expected": expected}
                path = ("budgets", str(number), "amount")
                yield Problem("T356", path, {"budget": budget.id, "base": base, **money})


def budgets_hold_what_is_committed(tender: Tender) -> Iterator[Problem]:
    """Yield every budget of which more is bound already than there is."""
    for number, budget in enumerate(tender.budgets):
        if budget.committed > budget.amount:
            values = {
                "budget": budget.id,
                "committed": budget.committed,
                "amount": budget.amount,
            }
            yield Problem("T359", ("budgets", str(number), "committed"), values)


def cost_shares_make_a_whole(tender: Tender) -> Iterator[Problem]:
    """Yield every set of cost shares of a lot that is not exactly one together."""
    wrong: dict[tuple[int, Decimal], list[str]] = {}
    for lot in tender.open_lots:
        rows = [
            (number, row.share)
            for number, row in enumerate(tender.cost_shares)
            if row.lot in (None, lot.id)
        ]
        total = sum((share for _, share in rows), start=Decimal(0))
        if rows and total != 1:
            wrong.setdefault((rows[-1][0], total), []).append(lot.id)
    for (number, total), lots in wrong.items():
        values = {"lots": tuple(lots), "total": total}
        yield Problem("T355", ("cost_shares", str(number), "share"), values)


def monthly_tariffs_divide_by_twelve(tender: Tender) -> Iterator[Problem]:
    """Yield every fixed tariff of a monthly need level without whole cents a month."""
    monthly = {need.id for need in tender.needs if need.monthly}
    for number, row in enumerate(tender.tariffs):
        fixed = row.kind is TariffKind.FIXED and row.need in monthly
        if fixed and cents(row.amount) % MONTHS:
            values = {"need": row.need, "amount": row.amount}
            yield Problem("T358", ("tariffs", str(number), "amount"), values)
