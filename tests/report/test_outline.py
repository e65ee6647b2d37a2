"""What the tests of pages ask is asked indeed: a planted fault is found."""

import pytest

from tests.report.one_script import outside
from tests.report.outline import faults

GOOD = '<h1 id="a">A</h1><h2 id="b">B</h2><a href="#a">x</a>'


def test_a_good_page_has_no_fault() -> None:
    assert faults(GOOD) == outside(GOOD) == []


@pytest.mark.parametrize(
    "planted",
    [
        GOOD + "<p>",
        GOOD + "</p>",
        GOOD + '<i id="b"></i>',
        GOOD + '<a href="#c">x</a>',
        GOOD + "<h4>D</h4>",
        GOOD + "<h1>D</h1>",
        "<h2>B</h2>",
    ],
)
def test_a_planted_fault_of_a_page_is_found(planted: str) -> None:
    assert len(faults(planted)) == 1


@pytest.mark.parametrize(
    "planted",
    [
        "<img src=//evil.example>",
        "<a href='http:x'>",
        "@import x",
        "<script>",
        "<a href=javascript:x>",
        "<p onload=x>",
        "url(x)",
        "<p style=x>",
    ],
)
def test_a_planted_way_out_of_a_page_is_found(planted: str) -> None:
    assert outside(GOOD + planted)
