"""The mapping file: which column of an old workbook, or of an export, is what."""

from collections.abc import Iterator
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from aanbesteding.assessment.marks import CONSENSUS
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.basis.toml import NotTomlError, read_toml
from aanbesteding.tender.model import Number

UNREADABLE, UNKNOWN, MISSING, WRONG = "T500", "T501", "T502", "T503"
Names = dict[str, str]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Columns(_Part):
    """The columns that say of whom a row is and what was decided, by the text above them."""

    bidder: str
    lot: str = ""
    criterion: str = ""
    assessor: str = ""
    mark: str = ""
    reason: str = ""
    points: str = ""
    total: str = ""
    rank: str = ""


class SheetMap(_Part):
    """What one sheet holds, or one CSV file; `criterion`, `lot`: where no column says it.

    By criterion: `marks`, `reasons` and `points`. By need: `price` and `capacity`. `bid` is by
    field of bids.csv, where ``{lot}`` stands for the lot of the row.
    """

    sheet: str = ""
    header: int = Field(default=1, ge=1)
    last: int | None = Field(default=None, ge=1)
    lot: str = ""
    criterion: str = ""
    assessor: str = CONSENSUS
    columns: Columns
    marks: Names = {}
    reasons: Names = {}
    points: Names = {}
    price: Names = {}
    capacity: Names = {}
    bid: Names = {}

    @model_validator(mode="after")
    def _says_of_which_criterion(self) -> Self:
        """A column of marks, reasons or points belongs to a criterion, or it would be lost."""
        judged = self.columns.mark or self.columns.reason or self.columns.points
        if judged and not (self.criterion or self.columns.criterion):
            raise ValueError("criterion")
        return self


class Mapping(_Part):
    """A mapping file; `tender` is taken over in tender.toml, `fixed` in every bid.

    `bidders` and `lots` say which identifier belongs to a name in the workbook. `decimal` is the
    sign before the decimals in numbers that are text; empty: only what can mean one thing.
    """

    decimal: Literal["", ",", "."] = ""
    tender: dict[str, Any] = {}
    scales: dict[str, list[Number]] = {}
    cells: Names = {}
    bidders: Names = {}
    lots: Names = {}
    fixed: Names = {}
    sheets: tuple[SheetMap, ...] = Field(min_length=1)


def read_mapping(content: bytes, label: str) -> tuple[Mapping | None, tuple[Finding, ...]]:
    """Return the mapping, or none and everything that is wrong with it."""
    try:
        return Mapping.model_validate(read_toml(content).tree), ()
    except NotTomlError as error:
        wrong = Finding(UNREADABLE, Weight.REPAIRABLE, Line(label), {"what": str(error)[:120]})
        return None, (wrong,)
    except ValidationError as error:
        return None, tuple(_wrong(error, label))


def _wrong(error: ValidationError, label: str) -> Iterator[Finding]:
    for one in error.errors(include_url=False, include_context=False, include_input=False):
        key = ".".join(str(part) for part in one["loc"])
        code = {"extra_forbidden": UNKNOWN, "missing": MISSING}.get(one["type"], WRONG)
        yield Finding(code, Weight.REPAIRABLE, Line(label), {"key": key[:120]})
