"""Pictures that follow from the formulas are kept up to date."""

import runpy
from pathlib import Path
from xml.etree import ElementTree

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = runpy.run_path(str(DOCS / "make_pictures.py"))["pictures"]()
KEPT = {path.name for path in (DOCS / "pictures" / "formulas").glob("*")}


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_what_would_be_drawn_now(name: str) -> None:
    kept = (DOCS / "pictures" / "formulas" / name).read_bytes()
    assert kept == PICTURES[name].encode(), "run: python docs/make_pictures.py"


def test_no_picture_is_left_of_a_formula_that_is_gone() -> None:
    assert set(PICTURES) == KEPT


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_has_a_title_and_asks_nothing_of_any_other_file(name: str) -> None:
    tree = ElementTree.fromstring(PICTURES[name])  # noqa: S314
    assert tree.findtext("{http://www.w3.org/2000/svg}title")
    assert {key.partition("}")[2] or key for one in tree.iter() for key in one.attrib}.isdisjoint(
        {"href", "src"}
    )
    assert "url(" not in PICTURES[name]


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_stands_on_the_page_of_its_formula(name: str) -> None:
    page = DOCS / "formulas" / f"{name.removesuffix('.svg').removesuffix('.iso')}.md"
    assert f"(../pictures/formulas/{name})" in page.read_text("utf-8")
