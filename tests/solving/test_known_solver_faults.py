"""Models on which a release of the solver was wrong; the solver asked for must get them right."""

import re

import pytest

from aanbesteding.rules.rule import Key, Row
from aanbesteding.solving import handed
from aanbesteding.solving.program import Aim, Program

# HiGHS 1.13 calls 3 the proven least of c10 + c11 here. Of contracts c0 and c1 one may be given
# (c18, c19), and it carries 2 of the 3 units asked of one kind (c2 + c3, c6 + c7): 1 waits.
ONE_OF_TWO = """
-2c0 +1c2 +1c3 <= 0
+1c4 +1c5 <= 0
-2c1 +1c6 +1c7 <= 0
-1c1 +1c8 +1c9 <= 0
+1c2 +1c6 +1c10 == 2
+1c3 +1c7 +1c11 == 1
+1c4 +1c8 +1c12 == 1
+1c5 +1c9 +1c13 == 0
+3c2 +2c3 +3c4 +5c5 +2c6 +2c7 +5c8 +2c9 <= 16
+3c2 +3c4 +2c6 +5c8 <= 12
+1c10 -1c14 <= 1
+1c11 -1c15 <= 0
+1c12 -1c16 <= 0
+1c13 -1c17 <= 0
+1c18 +1c19 <= 1
-1c0 +1c18 == 0
+1c2 +1c3 +1c4 +1c5 -3c18 >= 0
+1c2 +1c3 +1c4 +1c5 -5c18 <= 0
-1c1 +1c19 == 0
+1c6 +1c7 +1c8 +1c9 -3c19 >= 0
+1c6 +1c7 +1c8 +1c9 -5c19 <= 0
"""
TOPS = (1, 1, 2, 1, 0, 0, 2, 1, 1, 0, 2, 1, 1, 0, 1, 1, 1, 0, 1, 1)


# HiGHS 1.15.1 calls this infeasible; both contracts with two of the three units satisfy it.
BOTH_OR_NONE = """
+1c0 +1c1 >= 1
-2c0 +1c2 <= 0
-2c1 +1c3 <= 0
+1c2 +1c3 +1c4 == 3
-1c0 +1c1 >= 0
+1c0 -1c1 >= 0
-3c0 +4c2 >= 0
-3c1 +4c3 >= 0
"""


def row(line: str) -> Row:
    left, sense, right = re.split(r" (<=|>=|==) ", line)
    terms: dict[Key, int] = {(key,): int(n) for n, key in re.findall(r"([+-]\d+)(c\d+)", left)}
    return Row("r", line, terms, sense, int(right))


def test_one_waits_where_a_contract_carries_two_of_three() -> None:
    tops: dict[Key, int] = {(f"c{number}",): top for number, top in enumerate(TOPS)}
    program = Program.of(map(row, ONE_OF_TWO.strip().splitlines()), tops)
    found = program.best(Aim("waiting", {("c10",): 1, ("c11",): 1}, False))
    assert found is not None
    assert (found.value, found.bound) == (1, 1)


@pytest.mark.parametrize("large", [handed.LARGE, 0], ids=["without presolve", "with a second look"])
def test_two_contracts_that_need_each_other_can_both_be_given(
    large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handed, "LARGE", large)
    tops: dict[Key, int] = {(f"c{number}",): top for number, top in enumerate((1, 1, 2, 2, 3))}
    assert Program.of(map(row, BOTH_OR_NONE.strip().splitlines()), tops).possible()
