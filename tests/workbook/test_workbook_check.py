"""What may stand in a slot, value by value."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from aanbesteding.basis.findings import Finding
from aanbesteding.workbook.check import checked, from_text
from aanbesteding.workbook.slots import Shows, Slot


def a_slot(shows: Shows) -> Slot:
    choices = {"choice": ("a", "b"), "number": ("0", "2.5", "10")}.get(shows, ())
    labels = ("eerste", "tweede") if shows == "choice" else ()
    limits = (Decimal(0), Decimal(2000)) if shows in ("integer", "euro") else (None, None)
    return Slot(
        ("x",), "S", "B2", shows, "Veld",
        least=limits[0], most=limits[1], choices=choices, labels=labels,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("shows", "raw", "value"),
    [
        ("text", "  naam ", "naam"),
        ("text", "=1+1", "=1+1"),
        ("identifier", "01234567", "01234567"),
        ("integer", 5, 5),
        ("integer", 5.0, 5),
        ("euro", 0.1 + 0.2, Decimal("0.3")),
        ("euro", 1250.25, Decimal("1250.25")),
        ("euro", 1250, Decimal(1250)),
        ("number", 2.5, Decimal("2.5")),
        ("yes_no", "Ja", True),
        ("yes_no", " NO ", False),
        ("choice", "eerste", "a"),
        ("choice", "b", "b"),
    ],
)
def test_a_good_value_is_taken_as_it_was_typed(shows: Shows, raw: object, value: object) -> None:
    found = checked(a_slot(shows), raw, None)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("raw", [None, "", "   ", "\u00a0"])
@pytest.mark.parametrize("shows", ["text", "integer", "euro", "yes_no", "choice"])
def test_nothing_is_nothing(shows: Shows, raw: object) -> None:
    assert checked(a_slot(shows), raw, None) is None


@pytest.mark.parametrize(
    ("shows", "raw", "code"),
    [
        ("euro", "veel", "W202"),
        ("euro", "€ 1250", "W202"),
        ("euro", "1250.00", "W202"),
        ("euro", object(), "W202"),
        ("euro", float("inf"), "W202"),
        ("euro", float("nan"), "W202"),
        ("euro", "1250,00", "W203"),
        ("euro", "1.250,00", "W203"),
        ("euro", "€ 1.250,-", "W203"),
        ("euro", -1, "W204"),
        ("euro", 2000.01, "W206"),
        ("euro", 1.005, "W214"),
        ("euro", True, "W210"),
        ("euro", date(2021, 1, 1), "W210"),
        ("euro", datetime(2021, 1, 1), "W210"),  # noqa: DTZ001
        ("euro", time(1, 2), "W210"),
        ("euro", timedelta(days=1), "W210"),
        ("integer", 5.5, "W207"),
        ("integer", "5,5", "W203"),
        ("number", 3, "W213"),
        ("identifier", 1234567, "W211"),
        ("text", 5.5, "W211"),
        ("text", True, "W215"),
        ("text", date(2021, 1, 1), "W215"),
        ("text", "a\x07b", "W216"),
        ("text", "x" * 32_001, "W217"),
        ("yes_no", "misschien", "W212"),
        ("yes_no", True, "W212"),
        ("yes_no", 1, "W212"),
        ("choice", "derde", "W213"),
        ("choice", 1, "W213"),
    ],
)
def test_a_wrong_value_is_a_finding_and_never_a_repair(
    shows: Shows, raw: object, code: str
) -> None:
    found = checked(a_slot(shows), raw, None)
    assert isinstance(found, Finding)
    assert (found.code, found.blocks, found.values["slot"]) == (code, True, "x")


def test_a_price_between_zero_and_the_floor_is_under_the_floor() -> None:
    slot = Slot(("x",), "S", "B2", "euro", "Prijs", least=Decimal(500), most=Decimal(900))
    found = checked(slot, 499.99, None)
    assert isinstance(found, Finding)
    assert (found.code, found.values["least"]) == ("W205", Decimal(500))


def test_digits_with_a_dot_are_a_number_outside_a_workbook() -> None:
    assert from_text(a_slot("euro"), " 1250.50 ") == Decimal("1250.50")
    assert from_text(a_slot("euro"), "1250,50") == "1250,50"
    assert from_text(a_slot("identifier"), "01234567") == "01234567"
    assert from_text(a_slot("yes_no"), True) == "ja"
