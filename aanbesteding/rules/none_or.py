"""None of these contracts, or at least so many: the rows that say so."""

from collections.abc import Iterator, Sequence

from aanbesteding.rules.rule import Count, Helper, Key, Row


def needs_helper(keys: Sequence[Key], least: int) -> bool:
    """Return whether the rows need a yes or no of their own.

    All or none are rows of equals, and one or none asks nothing.

    >>> [needs_helper([("a", "1"), ("a", "2"), ("a", "3")], least) for least in (1, 2, 3, 4)]
    [False, True, False, False]
    """
    return 1 < least < len(keys)


def none_or_rows(
    rule: str, part: str, keys: Sequence[Key], least: int, helper: Helper
) -> Iterator[Row]:
    """Yield rows by which none of the keys is chosen or at least so many; `helper` says which.

    Their relaxation has whole corners only, so no solver has to search because of them.
    """
    if needs_helper(keys, least):
        yield from (Row(rule, part, {helper: 1, key: -1}, ">=", 0) for key in keys)
        yield Row(rule, part, {**dict.fromkeys(keys, 1), helper: -least}, ">=", 0)
    elif least > 1:
        yield from none_or_all_rows(rule, part, keys, least)


def none_or_all_rows(rule: str, part: str, keys: Sequence[Key], whole: int) -> Iterator[Row]:
    """Yield rows by which all of `whole` are chosen or none; none where a key is missing."""
    if len(keys) < whole:
        yield Row(rule, part, dict.fromkeys(keys, 1), "<=", 0)
        return
    for key in keys[1:]:
        yield Row(rule, part, {keys[0]: 1, key: -1}, "==", 0)


def none_or_count(rule: str, part: str, given: int, least: int) -> Count:
    """Return how many were given, against the least that is asked of who gets any."""
    return Count(rule, part, given, ">=", least if given else 0)
