"""The commands on the page on assurance are there, and a night runs all of them."""

import importlib.util
from itertools import takewhile

from tests.assurance.nightly import PAGE, TOP, commands

ROWS = """
| figure | command | run | seen |
|---|---|---|---|
| bits | `python -m tests.assurance.flips 10000` | in full | 0 |
| places | `python -m tests.assurance.places A --python B 7` | in full | 0 |
| all | `ALL=1 pytest tests/laws` | in full | 0 |
| wheel | `.ci/run` | in full | the same |

## What they found

| not | `python -m this` | 1 | 2 |
"""


def test_what_every_command_of_the_page_runs_is_there() -> None:
    found = list(commands(PAGE.read_text("utf-8")))
    assert len(found) > 20
    for command in found:
        if command.words[0] == "python":
            assert importlib.util.find_spec(command.words[2]), command.words
        else:
            paths = takewhile(lambda word: not word.startswith("-"), command.words[1:])
            assert all((TOP / path).exists() for path in paths), command.words


def test_counts_are_divided_to_no_less_than_one_and_names_are_filled_in() -> None:
    bits, places, laws = commands(ROWS, 100, {"A": "one --two 50"})
    assert bits.words[-1] == "100"
    assert places.words[3:] == ("one", "--two", "50", "--python", "B", "1")
    assert (bits.lacks, places.lacks) == ((), ("B",))
    assert (laws.words, laws.around) == (("pytest", "tests/laws"), {"ALL": "1"})
