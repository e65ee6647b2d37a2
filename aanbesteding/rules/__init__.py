"""The shelf of rules: who may win what, how much. This list is the shelf."""

from typing import Annotated

from pydantic import Field

from aanbesteding.rules.all_or_nothing import AllOrNothing
from aanbesteding.rules.budget import Budget
from aanbesteding.rules.capacity import Capacity
from aanbesteding.rules.conditions import Conditions
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.demand import Demand
from aanbesteding.rules.discounts import Discounts
from aanbesteding.rules.expertise import Expertise
from aanbesteding.rules.framework_maximum import FrameworkMaximum
from aanbesteding.rules.free_capacity import FreeCapacity
from aanbesteding.rules.freeze import Freeze
from aanbesteding.rules.implies import Implies
from aanbesteding.rules.keep_incumbents import KeepIncumbents
from aanbesteding.rules.least_in_area import LeastInArea
from aanbesteding.rules.least_quality import LeastQuality
from aanbesteding.rules.least_size import LeastSize
from aanbesteding.rules.lots_per_bidder import LotsPerBidder
from aanbesteding.rules.mean_quality import MeanQuality
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.one_role import OneRole
from aanbesteding.rules.preference import Preference
from aanbesteding.rules.quality_share import QualityShare
from aanbesteding.rules.reserved import Reserved
from aanbesteding.rules.same_provider import SameProvider
from aanbesteding.rules.share import Share
from aanbesteding.rules.share_ladder import ShareLadder
from aanbesteding.rules.share_of_bidder import ShareOfBidder
from aanbesteding.rules.share_of_turnover import ShareOfTurnover
from aanbesteding.rules.single_provider import SingleProvider
from aanbesteding.rules.substitution import Substitution
from aanbesteding.rules.transition import Transition
from aanbesteding.rules.urgent_served import UrgentServed
from aanbesteding.rules.wait_norm import WaitNorm
from aanbesteding.rules.waiting import Waiting

AnyRule = Annotated[
    NumberOfContracts
    | LotsPerBidder
    | AllOrNothing
    | SameProvider
    | Implies
    | Freeze
    | OneRole
    | LeastQuality
    | MeanQuality
    | Share
    | ShareOfBidder
    | ShareOfTurnover
    | ShareLadder
    | Coverage
    | Expertise
    | UrgentServed
    | Waiting
    | WaitNorm
    | Reserved
    | SingleProvider
    | LeastInArea
    | Substitution
    | Transition
    | KeepIncumbents
    | FreeCapacity
    | QualityShare
    | Preference,
    Field(discriminator="kind"),
]
WRITTEN = (
    NumberOfContracts,
    LotsPerBidder,
    AllOrNothing,
    SameProvider,
    Implies,
    Freeze,
    OneRole,
    LeastQuality,
    MeanQuality,
    Share,
    ShareOfBidder,
    ShareOfTurnover,
    ShareLadder,
    Coverage,
    Expertise,
    UrgentServed,
    Waiting,
    WaitNorm,
    Reserved,
    SingleProvider,
    LeastInArea,
    Substitution,
    Transition,
    KeepIncumbents,
    FreeCapacity,
    QualityShare,
    Preference,
)
STANDING = (
    Capacity(),
    Demand(),
    Budget(),
    Discounts(),
    LeastSize(),
    FrameworkMaximum(),
    Conditions(),
)
