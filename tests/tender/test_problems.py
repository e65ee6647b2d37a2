import re
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

import aanbesteding.tender
from aanbesteding.basis.places import Line
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.tender.problems import from_pydantic, nearest, shown


def test_error_nobody_foresaw_still_becomes_a_finding() -> None:
    strange = PydanticCustomError("strange", "strange")
    details = [InitErrorDetails(type=strange, loc=("title",), input="x", ctx={})]
    error = ValidationError.from_exception_data("Tender", details)
    (problem,) = from_pydantic(error, {"title": "x"})
    assert (problem.code, problem.path) == ("T199", ("title",))
    for lang in LANGUAGES:
        assert "title" in finding_text(problem.at({}), lang)


def test_place_is_that_of_the_nearest_thing_around() -> None:
    places = {(): Line("t", 0), ("lots", "0"): Line("t", 7)}
    assert nearest(("lots", "0", "title"), places) == Line("t", 7)
    assert nearest(("needs",), places) == Line("t", 0)
    assert nearest(("needs",), {}) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("1E+2"), "100"), (Decimal("1E+999999"), "1E+999999"), ([1], "…"), ("x" * 99, None)],
)
def test_value_is_shown_short(value: object, text: str | None) -> None:
    assert len(shown(value)) <= 60
    assert text is None or shown(value) == text


def test_every_code_is_provoked_by_a_test() -> None:
    package = Path(aanbesteding.tender.__file__).parent
    used = {code for path in package.glob("*.py") for code in _codes(path)}
    used |= set(_codes(package.parent / "workbook" / "tables.py"))
    tested = {code for path in Path(__file__).parent.glob("test_*.py") for code in _codes(path)}
    assert used - tested == set()
    assert len(used) > 70


def _codes(path: Path) -> list[str]:
    return re.findall(r'"([TW]\d{3})"', path.read_text("utf-8"))
