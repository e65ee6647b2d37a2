"""Checks of what stands around the award: clients in care, suitability, scenarios."""

from collections.abc import Iterator

from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender


def clients_in_care_are_part_of_demand(tender: Tender) -> Iterator[Problem]:
    """Yield every demand with more clients in care than are asked for at all."""
    for number, row in enumerate(tender.demand):
        if row.in_care > row.volume:
            values = {"need": row.need, "in_care": row.in_care, "volume": row.volume}
            yield Problem("T360", ("demand", str(number), "in_care"), values)


def requirements_can_be_counted(tender: Tender) -> Iterator[Problem]:
    """Yield every requirement that asks nothing, or a contract when nobody is said to hold one."""
    for number, one in enumerate(tender.requirements):
        values = {"requirement": one.id}
        if one.contract_held and not tender.contract_holders:
            yield Problem("T361", ("requirements", str(number), "contract_held"), values)
        if one.least_capacity is None and not one.contract_held and not one.asked:
            yield Problem("T362", ("requirements", str(number)), values)


def scenarios_change_something(tender: Tender) -> Iterator[Problem]:
    """Yield every scenario in which nothing changes."""
    changed = {change.scenario for change in tender.changes}
    for number, scenario in enumerate(tender.scenarios):
        if scenario.id not in changed:
            yield Problem("T363", ("scenarios", str(number)), {"scenario": scenario.id})
