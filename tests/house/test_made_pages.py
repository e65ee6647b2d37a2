"""Pages that follow from the package are kept up to date."""

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = runpy.run_path(str(DOCS / "make_pages.py"))["PAGES"]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_made_page_is_what_would_be_made_now(name: str) -> None:
    kept = (DOCS / name).read_text("utf-8")
    assert kept == PAGES[name](), "run: python docs/make_pages.py"
