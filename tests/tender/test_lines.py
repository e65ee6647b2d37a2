import tomllib
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.tender.lines import key_lines

TEXT = '''\
# kop
id = "x" # [geen.tabel]
"sleutel met spatie" = 1
a.b = 2

[een]
lang = """
[[nep]]
nep = 1
\\""" nog """
ook = \'\'\'
x = 1
\'\'\'
rij = [
  # nep = 1
  1, "]",
  { diep = 3, meer = [ { n = 1 },
    { n = 2 } ] },
]

[[lots]]
id = "A"
[lots.deel]
k = 1
[[lots.sub]]
z = 1
[[lots]]
id = "B"
[[lots.sub]]
z = 2
[[lots.sub]]
z = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("id", 2),
        ("sleutel met spatie", 3),
        ("a/b", 4),
        ("een", 6),
        ("een/lang", 7),
        ("een/ook", 11),
        ("een/rij", 14),
        ("een/rij/1", 16),
        ("een/rij/2/diep", 17),
        ("een/rij/2/meer/1/n", 18),
        ("lots", 21),
        ("lots/0/deel/k", 24),
        ("lots/0/sub/0/z", 26),
        ("lots/1", 27),
        ("lots/1/sub/1/z", 32),
    ],
)
def test_each_key_has_its_line(path: str, line: int) -> None:
    assert tomllib.loads(TEXT)
    assert key_lines(TEXT)[tuple(path.split("/"))] == line


@pytest.mark.parametrize("path", ["nep", "een/nep", "een/x"])
def test_text_that_looks_like_a_key_is_none(path: str) -> None:
    assert tuple(path.split("/")) not in key_lines(TEXT)


KEY = st.from_regex(r"[A-Za-z0-9_-]{1,5}", fullmatch=True)
LEAF = st.one_of(st.integers(), st.booleans(), st.text(max_size=20), st.dates())
TREE = st.dictionaries(
    KEY,
    st.recursive(
        LEAF,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(KEY, inner, max_size=3)
        ),
        max_leaves=10,
    ),
    max_size=5,
)


def _paths(value: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    items: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = [(str(number), item) for number, item in enumerate(value)]
    found = {path} if path else set()
    return found.union(*(_paths(item, (*path, key)) for key, item in items))


@given(TREE, st.booleans())
def test_every_key_that_tomllib_reads_has_a_line(tree: dict[str, Any], multiline: bool) -> None:
    text = tomli_w.dumps(tree, multiline_strings=multiline)
    lines = key_lines(text)
    assert _paths(tomllib.loads(text)) == set(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
