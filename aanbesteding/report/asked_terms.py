"""What bidders may ask and offer beside their price, and what a contract costs the buyer."""

from collections.abc import Iterator

from aanbesteding.report.shapes import Fact
from aanbesteding.report.source import Source


def terms_in_words(source: Source) -> Iterator[Fact]:
    """Yield what a tender says of discounts, conditions, combinations and costs, if anything."""
    award, t = source.tender.award, source.t
    if award.discounts != "none":
        yield Fact(t("report.decided.discounts"), t(f"report.decided.discount.{award.discounts}"))
    if award.conditions:
        yield Fact(t("report.decided.conditions"), t("report.decided.conditions_says"))
    if award.combinations == "two_steps":
        yield Fact(t("report.decided.combinations"), t("report.decided.combinations_says"))
    if award.subcontractors_count:
        yield Fact(t("report.decided.subcontractors"), t("report.decided.subcontractors_says"))
    for lot in source.tender.open_lots:
        if lot.contract_cost:
            said = t("report.decided.contract_cost_says", cost=lot.contract_cost)
            yield Fact(t("report.decided.contract_cost", lot=lot.title), said)
        if lot.free_within_weeks is not None:
            said = t("report.decided.free_says", weeks=lot.free_within_weeks)
            yield Fact(t("report.decided.free", lot=lot.title), said)
