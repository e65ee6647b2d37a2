"""Lists of fields, and the one way to copy by them: what is not on a list does not come along."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

Record = Mapping[str, Any]
Fields = Mapping[str, Any]

ONE: Final = "one"
MANY: Final = "many"


class Group(NamedTuple):
    """Fields that go together: where they come from in a record, why they may be seen, and by what.

    `fields` maps a name to ONE (a text, number, yes or no), MANY (a list of those), or to fields
    of its own: of the one thing that stands there, or of each in a list. `source` is a key of
    docs/sources.toml.
    """

    of: str
    fields: Fields
    why: str
    source: str


def group_of(groups: Sequence[Group], of: str) -> Group:
    """Return the group with that name; raises KeyError when there is none."""
    return {group.of: group for group in groups}[of]


def copied(value: Any, fields: Fields) -> dict[str, Any]:
    """Return what the list names of a part of a record, and nothing else.

    A field that is listed and not there is left out. Something of another shape than was listed is
    left out too: below it could stand what nobody listed.

    >>> copied({"a": 1, "b": 2, "c": [{"d": 3, "e": 4}]}, {"a": ONE, "c": {"d": ONE}})
    {'a': 1, 'c': [{'d': 3}]}
    """
    found: dict[str, Any] = {}
    if isinstance(value, Mapping):
        for name, listed in fields.items():
            if name in value and is_as_listed(value[name], listed):
                found[name] = _copy(value[name], listed)
    return found


def copies(rows: Any, fields: Fields) -> list[dict[str, Any]]:
    """Return what the list names of each row, in order."""
    return [copied(row, fields) for row in rows if isinstance(row, Mapping)]


def is_as_listed(value: Any, listed: Any) -> bool:
    """Whether a value has the shape that a list of fields says: one, many, or fields of its own."""
    if listed == ONE:
        return _bare(value)
    if listed == MANY:
        return isinstance(value, list) and all(map(_bare, value))
    return isinstance(value, Mapping | list)


def _bare(value: Any) -> bool:
    return value is None or isinstance(value, str | int)


def _copy(value: Any, listed: Any) -> Any:
    if isinstance(listed, str):
        return list(value) if listed == MANY else value
    return copied(value, listed) if isinstance(value, Mapping) else copies(value, listed)
