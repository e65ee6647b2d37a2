"""Published optima of problems from the literature, stated as awards and solved by the engine.

The small ones stand here: OR-Library's `mknap1` (its first problem) and `c0515-1` (generalised
assignment), and the bid evaluation of Bracken and McCormick. The others are read from the outside
test data; `capa` (100 × 1,000) takes minutes and is left to `tests.benchmarks.published`.
"""

import json
import os
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.instances import bid, cap, gap, mknap, pabulib, sscflp
from tests.benchmarks.instances.problem import Problem
from tests.benchmarks.published import Outcome, agrees, line, outcomes, solved

LEFT_OUT = ("capa.txt.gz", "file-format.txt")
KNAPSACK = """1
 6 10 3800
 100 600 1200 2400 500 2000
 8 12 13 64 22 41  8 12 13 75 22 41  3 6 4 18 6 4  5 10 8 32 6 12  5 13 8 42 6 20
 5 13 8 48 6 20  0 0 0 0 8 0  3 0 4 0 8 0  3 2 4 0 8 4  3 2 4 8 8 4
 80 96 20 36 44 48 10 18 22 24
"""
ASSIGNMENT = """5 15
17 21 22 18 24 15 20 18 19 18 16 22 24 24 16
23 16 21 16 17 16 19 25 18 21 17 15 25 17 24
16 20 16 25 24 16 17 19 19 18 20 16 17 21 24
19 19 22 22 20 16 19 17 21 19 25 23 25 25 25
18 19 15 15 21 25 16 16 23 15 22 17 19 22 24
8 15 14 23 8 16 8 25 9 17 25 15 10 8 24
15 7 23 22 11 11 12 10 17 16 7 16 10 18 22
21 20 6 22 24 10 24 9 21 14 11 14 11 19 16
20 11 8 14 9 5 6 19 19 7 6 6 13 9 18
8 13 13 13 10 20 25 16 16 17 10 10 5 12 23
36 34 38 27 33
"""
VENDORS = {
    "a": [{"setup": 3855.84, "price": 61.150, "qmin": 0, "qmax": 33000}],
    "b": [
        {"setup": 125804.84, "price": 68.099, "qmin": 22000, "qmax": 70000},
        {"price": 66.049, "qmin": 70000, "qmax": 100000},
        {"price": 64.099, "qmin": 100000, "qmax": 150000},
        {"price": 62.119, "qmin": 150000, "qmax": 160000},
    ],
    "c": [{"setup": 13456.00, "price": 62.190, "qmin": 0, "qmax": 165600}],
    "d": [{"setup": 6583.98, "price": 72.488, "qmin": 0, "qmax": 12000}],
    "e": [
        {"price": 70.150, "qmin": 0, "qmax": 42000},
        {"price": 68.150, "qmin": 42000, "qmax": 77000},
    ],
}
SMALL_VENDORS = {
    "x": [{"setup": 9, "price": 5, "qmin": 0, "qmax": 4}, {"price": 3, "qmin": 4, "qmax": 8}],
    "y": [{"setup": 2, "price": "4.5", "qmin": 2, "qmax": 5}],
    "z": [{"price": 6, "qmin": 0, "qmax": 3}, {"setup": 1, "price": 5, "qmin": 3, "qmax": 6}],
}
FACILITIES = "2 2 capacity 30. capacity 10 4 40 12.5 9 27 9"


def found(problem: Problem) -> Outcome:
    outcome = solved(problem, "", 60)
    assert outcome.status == "optimal"
    return outcome


def written(folder: Path, text: str) -> Path:
    path = folder / "instance.txt"
    path.write_text(text)
    return path


def values(problems: Iterator[Problem]) -> list[tuple[str, Any]]:
    return [(problem.variant, found(problem).value) for problem in problems]


def test_the_first_knapsack_has_the_optimum_of_its_header(tmp_path: Path) -> None:
    (problem,) = mknap.read(written(tmp_path, KNAPSACK))
    assert found(problem).value == Fraction(problem.published) == 3800


def test_assignments_cost_least_and_most_what_was_published(tmp_path: Path) -> None:
    assert values(gap.read(written(tmp_path, ASSIGNMENT))) == [("min", 261), ("max", 336)]


def test_several_assignments_in_a_file_are_told_apart(tmp_path: Path) -> None:
    path = written(tmp_path, f"2\n{ASSIGNMENT}2 2 1 9 9 2 1 1 1 1 1 1")
    assert values(gap.read(path))[2:] == [("problem=2,min", 3), ("problem=2,max", 18)]


def test_bids_with_segments_cost_least_what_was_published() -> None:
    given = {"requirement": "239600.48", "published_optimum": 15210109.512, "vendors": VENDORS}
    problem = bid.problem(json.loads(json.dumps(given), parse_float=str))
    assert found(problem).value == Fraction(problem.published) == Fraction("15210109.512")


def asks(segments: list[tuple[int, Fraction, int, int]], units: int) -> Fraction | None:
    """The least a vendor asks for so many units, None where no segment holds them."""
    asked = [setup + price * units for setup, price, low, high in segments if low <= units <= high]
    return Fraction(0) if not units else min(asked, default=None)


@pytest.mark.parametrize("required", range(1, 18))
def test_bids_with_segments_cost_what_trying_everything_finds(required: int) -> None:
    """Set-up of the second segment of x: 9 + 4 × (5 − 3); z has no set-up in its first."""
    tried = {
        "x": [(9, Fraction(5), 0, 4), (17, Fraction(3), 4, 8)],
        "y": [(2, Fraction(9, 2), 2, 5)],
        "z": [(0, Fraction(6), 0, 3), (1, Fraction(5), 3, 6)],
    }
    ways = [
        [asks(tried[vendor], n) for vendor, n in zip("xyz", units, strict=True)]
        for units in product(range(9), range(6), range(7))
        if sum(units) == required
    ]
    least = min(sum(cost or 0 for cost in asked) for asked in ways if None not in asked)
    given = {"requirement": required, "vendors": SMALL_VENDORS}
    assert found(bid.problem(given)).value == least


def test_more_than_all_vendors_offer_cannot_be_bought() -> None:
    outcome = solved(bid.problem({"requirement": 20, "vendors": SMALL_VENDORS}), "", 60)
    assert (outcome.status, outcome.value) == ("infeasible", None)


def test_the_word_capacity_stands_for_the_published_capacities(tmp_path: Path) -> None:
    path = tmp_path / "capb.txt"
    path.write_text(FACILITIES)
    variants = [problem.variant for problem in cap.read(path)]
    assert variants == [f"capacity={most}" for most in (5000, 6000, 7000, 8000)]


def test_a_municipality_may_be_split_between_providers(tmp_path: Path) -> None:
    """Capacities 10 and 7, demands 4 and 9: the cheap provider takes all of one, 3 of the other."""
    (problem,) = cap.read(written(tmp_path, "2 2 10 30 7 10 4 40 12.5 9 27 9"))
    assert found(problem).value == 30 + 10 + Fraction("12.5") + 3 * 1 + 6 * 3


def test_a_municipality_with_a_single_provider_is_not_split(tmp_path: Path) -> None:
    """The same numbers: the demand of 9 fits only in the capacity of 10, and 4 then in the 7."""
    (problem,) = sscflp.read(written(tmp_path, "2 2 10 7 30 10 4 9 40 12.5 27 9"))
    assert found(problem).value == 30 + 10 + Fraction("12.5") + 27


def test_a_file_of_another_size_is_refused(tmp_path: Path) -> None:
    for read in (cap.read, sscflp.read, gap.read, mknap.read):
        with pytest.raises((ValueError, IndexError)):
            list(read(written(tmp_path, "2 2 1 1 1")))


def test_votes_are_counted_where_no_project_has_any(tmp_path: Path) -> None:
    text = (
        "META\nkey;value\nbudget;10\nPROJECTS\nproject_id;cost\n1;6\n2;5\n3;5\n"
        "VOTES\nvoter_id;vote\na;1,2\nb;1,3\nc;1\n"
    )
    (problem,) = pabulib.read(written(tmp_path, text))
    assert found(problem).value == 3


def test_a_printed_value_may_be_rounded_or_cut_off() -> None:
    assert agrees(Fraction("796648.4375"), "796648.437")
    assert agrees(Fraction("796648.4375"), "796648.438")
    assert not agrees(Fraction("796648.4375"), "796648.436")
    assert not agrees(8848, "8849")


def test_a_line_names_all_that_was_asked(tmp_path: Path) -> None:
    path = written(tmp_path, KNAPSACK)
    (outcome,) = outcomes("mknap", path)
    words = line("mknap", path, outcome).split()
    assert words[:6] == ["mknap", "instance.txt", "-", "3800", "3800", "0"]
    assert words[7:] == ["optimal"]


@pytest.mark.outside
@pytest.mark.parametrize("family", ["cap", "gap", "mknap", "sscflp", "pabulib"])
def test_outside_problems_reach_their_published_optimum(family: str) -> None:
    folder = Path(os.environ["AANBESTEDING_TESTDATA"]) / "optima" / family
    files = [path for path in sorted(folder.glob("*")) if path.name not in LEFT_OUT]
    assert files
    for path in files:
        for outcome in outcomes(family, path, 300):
            assert outcome.status == "optimal", line(family, path, outcome)
            assert not outcome.wrong, line(family, path, outcome)
            assert family == "pabulib" or outcome.published
