"""What a tree of salted hashes shows, read by hand: lists in part, two trees together, odd ones."""

from typing import Any

import pytest

from aanbesteding.verification.opened_tree import (
    HIDDEN,
    OddTreeError,
    Rows,
    at,
    not_whole,
    opened_tree,
    plain,
    rows_of,
    together,
    whole,
)

HASH = "0" * 64
ONE = {"salt": "1" * 64, "value": "een"}
LIST = Rows(2, {0: {"a": 1}, 1: "x"})


def test_every_list_that_is_not_whole_is_told_with_its_place() -> None:
    inner, outer = Rows(None, {}), Rows(1, {})
    value = {"a/b": Rows(3, {2: {"c": inner}}), "d": {"e": outer}, "f": LIST, "g": 1}
    assert list(not_whole(value)) == [
        ("/a~1b", value["a/b"]),
        ("/a~1b/2/c", inner),
        ("/d/e", outer),
    ]


def test_a_list_of_unknown_length_is_never_whole() -> None:
    assert not Rows(None, {}).whole
    assert Rows(0, {}).whole


def test_rows_are_told_in_the_order_of_their_places() -> None:
    assert Rows(3, {2: "c", 0: "a"}).in_order == ["a", "c"]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (HIDDEN, HIDDEN, HIDDEN),
        (HIDDEN, 1, 1),
        (1, HIDDEN, 1),
        (1, 1, 1),
        ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
        (Rows(None, {0: 1}), Rows(3, {2: 3}), Rows(3, {0: 1, 2: 3})),
        (Rows(3, {0: 1}), Rows(None, {}), Rows(3, {0: 1})),
        (Rows(1, {0: {"a": 1}}), Rows(1, {0: {"b": 2}}), Rows(1, {0: {"a": 1, "b": 2}})),
        ({"a": 1}, Rows(1, {}), {"a": 1}),
        (Rows(1, {}), {"a": 1}, Rows(1, {})),
    ],
)
def test_two_trees_show_together_what_either_shows(one: Any, other: Any, both: Any) -> None:
    assert together(one, other) == both


def test_what_is_hidden_is_no_part_of_what_is_shown() -> None:
    assert plain(HIDDEN) is None
    assert plain({"a": LIST, "b": 0}) == {"a": [{"a": 1}, "x"], "b": 0}


def test_a_place_below_anything_but_an_object_is_hidden() -> None:
    value = {"a": {"b": 1}, "c": LIST, "d": "text"}
    assert at(value, "a", "b") == 1
    assert at(value) is value
    assert [at(value, *way) for way in (("a", "x"), ("c", "0"), ("d", "x"))] == [HIDDEN] * 3


def test_rows_that_are_no_objects_are_left_out() -> None:
    assert rows_of({"a": LIST}, "a") == [{"a": 1}]
    assert rows_of({"a": {"b": 1}}, "a") == rows_of({}, "a") == []


def test_a_part_that_is_no_list_is_not_a_whole_one() -> None:
    value = {"a": LIST, "b": Rows(3, {}), "c": {"d": 1}}
    assert [whole(value, key) for key in "abcx"] == [True, False, False, False]


def of_list(count: Any, depth: Any, items: Any, **more: Any) -> dict[str, Any]:
    """A tree that is one list, below a name."""
    return {"object": {"a": {"list": {"count": count, "depth": depth, "items": items, **more}}}}


def number(count: Any) -> dict[str, Any]:
    """The number of rows, shown."""
    return {"salt": "2" * 64, "value": count}


@pytest.mark.parametrize(
    ("tree", "pointer"),
    [
        (of_list(HASH, 1, ONE), "/a"),
        (of_list(HASH, 1, [HASH]), "/a"),
        (of_list(HASH, 1, [HASH, HASH, HASH]), "/a"),
        (of_list(HASH, 2, [[HASH, HASH], ONE]), "/a"),
        (of_list(HASH, 1, [HASH, 7]), "/a/1"),
        (of_list(HASH, 2, [HASH, [HASH, 7]]), "/a/3"),
        (of_list(HASH, -1, HASH), "/a"),
        (of_list(HASH, 33, HASH), "/a"),
        (of_list(HASH, 0, HASH, more=1), "/a"),
        (of_list(7, 0, HASH), "/a/#"),
        (of_list(number("1"), 0, HASH), "/a/#"),
        (of_list(number(True), 0, HASH), "/a/#"),
        (of_list(number(1), 1, HASH), "/a/#"),
        (of_list(number(3), 2, [HASH, [HASH, ONE]]), "/a/#"),
        (of_list(number(3), 2, [[ONE, HASH], [HASH, ONE]]), "/a/#"),
        ({"object": {"a": {"salt": "0" * 63, "value": 1}}}, "/a"),
        ({"object": {"a": {"salt": HASH, "value": {"b": 1}}}}, "/a"),
        ({"object": {"a": HASH}, "more": 1}, "/"),
        ([], "/"),
    ],
)
def test_a_tree_that_cannot_be_read_is_refused_at_its_place(tree: Any, pointer: str) -> None:
    with pytest.raises(OddTreeError) as found:
        opened_tree(tree)
    assert found.value.pointer == str(found.value) == pointer


def test_of_a_list_its_shown_rows_stand_at_their_places() -> None:
    found = opened_tree(of_list(number(4), 2, [HASH, [HASH, ONE]]))
    assert found.value == {"a": Rows(4, {3: "een"})}
    assert found.salts == {"/a/#": "2" * 64, "/a/3": "1" * 64}


def test_a_list_as_deep_as_can_be_is_read() -> None:
    assert opened_tree(of_list(HASH, 32, HASH)).value == {"a": Rows(None, {})}


def test_an_empty_list_shows_that_it_has_no_rows() -> None:
    assert opened_tree({"salt": HASH, "value": []}).value == Rows(0, {})
    assert opened_tree({"salt": HASH, "value": {}}).value == {}


def test_how_many_rows_there_are_can_be_shown_without_any_row() -> None:
    assert opened_tree(of_list(number(1), 0, HASH)).value == {"a": Rows(1, {})}
