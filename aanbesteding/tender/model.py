"""What every part of a tender is made of: frozen, strict, described."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from aanbesteding.basis.exact import bare


class Part(BaseModel):
    """A part of the tender: cannot be changed, knows no unknown fields."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, str_max_length=30_000
    )

    @field_validator("*", mode="after")
    @classmethod
    def _printable(cls, value: Any) -> Any:
        """Return the value; a spreadsheet cannot keep control characters."""
        if isinstance(value, str) and any(ord(c) < 32 and c not in "\n\t" for c in value):
            raise ValueError("control character")
        return value


def _whole_cents(value: Decimal) -> Decimal:
    if not value.is_finite() or value != value.quantize(Decimal("0.01")):
        raise ValueError("whole cents")
    return value.quantize(Decimal("0.01"))


Id = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.+-]*$")]
Euro = Annotated[Decimal, Field(ge=0, le=Decimal("1e12")), AfterValidator(_whole_cents)]
Number = Annotated[Decimal, Field(max_digits=15), AfterValidator(bare)]
Text = Annotated[str, Field(min_length=1)]
Whole = Annotated[int, Field(ge=0, le=10**12)]
