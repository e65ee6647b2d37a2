"""How many made-up cases a test tries: an eighth in the ordinary run, all of them on request.

``AANBESTEDING_ALL_CASES=1 python -m pytest tests/laws`` tries all. The first eighth is the same
every time, so that a failure of the ordinary run is found again.
"""

import os

import pytest

ALL = os.environ.get("AANBESTEDING_ALL_CASES") == "1"
PART = 8
# For a whole test that takes long, where shorter ones look at the same.
long = pytest.mark.skipif(not ALL, reason="long: run with AANBESTEDING_ALL_CASES=1")


def cases(number: int, least: int = 1) -> int:
    """Return how many of so many cases are tried now; `least` are needed to see every outcome."""
    return number if ALL else max(least, -(-number // PART))


def one_in(number: int) -> int:
    """Return of how many cases one is tried now, where all of them means one in so many."""
    return number if ALL else number * PART
