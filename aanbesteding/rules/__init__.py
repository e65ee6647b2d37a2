"""The shelf of rules: who may win what, how much. This list is the shelf."""

from typing import Annotated

from pydantic import Field

from aanbesteding.rules.budget import Budget
from aanbesteding.rules.capacity import Capacity
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.demand import Demand
from aanbesteding.rules.expertise import Expertise
from aanbesteding.rules.least_size import LeastSize
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.reserved import Reserved
from aanbesteding.rules.share import Share
from aanbesteding.rules.urgent_served import UrgentServed
from aanbesteding.rules.wait_norm import WaitNorm
from aanbesteding.rules.waiting import Waiting

AnyRule = Annotated[
    NumberOfContracts | Share | Coverage | Expertise | UrgentServed | Waiting | WaitNorm | Reserved,
    Field(discriminator="kind"),
]
WRITTEN = (NumberOfContracts, Share, Coverage, Expertise, UrgentServed, Waiting, WaitNorm, Reserved)
STANDING = (Capacity(), Demand(), Budget(), LeastSize())
