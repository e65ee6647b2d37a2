"""A tree of salted hashes: one root whatever is shown, and nothing to be learned from the rest."""

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.basis.canonical import canonical
from aanbesteding.dossier.editions.hash_tree import COUNT, Salts, tree_of
from aanbesteding.verification.opened_tree import OddTreeError, opened_tree, plain

SALTS = Salts(bytes(32), "0" * 64)
OTHERS = Salts(bytes([1] * 32), "0" * 64)
ONE = st.none() | st.booleans() | st.integers(-999, 999) | st.text(max_size=4)
JSON = st.recursive(
    ONE,
    lambda inside: st.lists(inside, max_size=5) | st.dictionaries(st.text(max_size=3), inside),
    max_leaves=20,
)


def some_of(draw: Any, value: Any) -> Any:
    """Some parts of a value, wanted by chance."""
    if draw(st.booleans()):
        return draw(st.booleans())
    if isinstance(value, dict):
        return {key: some_of(draw, item) for key, item in value.items()}
    if isinstance(value, list):
        return {n: some_of(draw, item) for n, item in enumerate(value)} | {COUNT: True}
    return draw(st.booleans())


@given(JSON)
def test_who_sees_all_sees_the_value_and_its_root(value: Any) -> None:
    made = tree_of(value, True, SALTS)
    read = opened_tree(made.shown)
    assert (read.root, plain(read.value)) == (made.hash, value)


@given(JSON, st.data())
def test_the_root_is_the_same_whatever_is_shown(value: Any, data: st.DataObject) -> None:
    made = tree_of(value, some_of(data.draw, value), SALTS)
    assert made.hash == tree_of(value, False, SALTS).hash == opened_tree(made.shown).root


@given(JSON, JSON)
def test_two_values_have_two_roots(one: Any, other: Any) -> None:
    same = canonical(one) == canonical(other)
    assert (tree_of(one, False, SALTS).hash == tree_of(other, False, SALTS).hash) is same


@given(JSON)
def test_every_part_has_another_hash_under_another_secret(value: Any) -> None:
    mine, theirs = (set(hashes(tree_of(value, True, salts).shown)) for salts in (SALTS, OTHERS))
    assert mine & theirs == set()


def hashes(shown: Any) -> Iterator[str]:
    """Every hash and salt that stands in a tree."""
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, dict) and "salt" in shown:
        yield shown["salt"]
    elif isinstance(shown, dict):
        for one in shown.values():
            yield from hashes(one)
    elif isinstance(shown, list):
        for one in shown:
            yield from hashes(one)


def test_a_small_number_that_is_hidden_cannot_be_guessed_without_its_salt() -> None:
    value = {"shown": 1, "waiting": 7}
    tree = tree_of(value, {"shown": True}, SALTS).shown
    hidden = tree["object"]["waiting"]
    salts = (b"", bytes(32), bytes.fromhex(tree["object"]["shown"]["salt"]))
    guesses = {
        hashlib.sha256(b"\x00" + salt + canonical(n)).hexdigest()
        for n in range(1000)
        for salt in salts
    }
    assert hidden not in guesses
    with_salt = hashlib.sha256(b"\x00" + SALTS.of("/waiting") + canonical(7)).hexdigest()
    assert hidden == with_salt


def test_two_records_under_one_secret_share_no_salt() -> None:
    later = Salts(SALTS.secret, "1" * 64)
    assert SALTS.of("/a") != later.of("/a")
    value = {"same": 5}
    assert tree_of(value, False, SALTS).hash != tree_of(value, False, later).hash


@pytest.mark.parametrize(("few", "many"), [(5, 8), (17, 32)])
def test_how_many_rows_there_are_stays_hidden(few: int, many: int) -> None:
    shapes = [
        _shape(tree_of(list(range(number)), {0: True}, SALTS).shown) for number in (few, many)
    ]
    assert shapes[0] == shapes[1]


def _shape(shown: Any) -> Any:
    if isinstance(shown, dict):
        return {key: _shape(one) for key, one in shown.items()}
    return [_shape(one) for one in shown] if isinstance(shown, list) else type(shown)


@settings(max_examples=50)
@given(st.lists(ONE, min_size=1, max_size=9), st.data())
def test_a_row_cannot_be_shown_at_another_place(rows: list[Any], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    read = opened_tree(tree_of(rows, {at: True}, SALTS).shown)
    assert read.value.shown == {at: rows[at] if rows[at] != [] else read.value.shown[at]}


@pytest.mark.parametrize(
    "odd",
    [
        7,
        "short",
        "A" * 64,
        {},
        {"object": {}},
        {"salt": "0" * 64},
        {"salt": "0" * 64, "value": [1]},
        {"salt": "0" * 64, "value": 1, "more": 1},
        {"list": {"count": "0" * 64, "depth": 0, "items": ["0" * 64, "0" * 64]}},
        {"list": {"count": "0" * 64, "depth": True, "items": "0" * 64}},
        {"list": {"count": "0" * 64, "depth": 99, "items": "0" * 64}},
        {"list": {"count": {"salt": "0" * 64, "value": 5}, "depth": 1, "items": "0" * 64}},
        {"list": {"count": {"salt": "0" * 64, "value": 0}, "depth": 0, "items": "0" * 64}},
    ],
)
def test_what_is_no_tree_is_refused_with_its_place(odd: Any) -> None:
    with pytest.raises(OddTreeError) as found:
        opened_tree({"object": {"a/b": odd}})
    assert found.value.pointer.startswith("/a~1b")


def test_a_tree_without_end_is_refused() -> None:
    tree: Any = "0" * 64
    for _ in range(5000):
        tree = {"object": {"a": tree}}
    with pytest.raises(OddTreeError):
        opened_tree(tree)
