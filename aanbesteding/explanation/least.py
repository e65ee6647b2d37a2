"""The search for a least step: with it something holds, with one step less it does not."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise


def least(holds: Callable[[int], bool], most: int, near: Sequence[int] = ()) -> int | None:
    """Return a step from 1 to `most` at which it holds and one less does not; None when `most`
    itself does not.

    Without any step it must not hold. Where it holds from some step on, this is the least of all.
    Where it comes and goes, as formulas that compare bids can make it, it is *a* least step: what
    is certain is that it holds there and not one step before. `near` are guesses: good ones save
    tries and change nothing else but which such step is found.
    """
    seen: dict[int, bool] = {0: False}

    def tried(at: int) -> bool:
        if at not in seen:
            seen[at] = holds(at)
        return seen[at]

    inside = [at for at in near if 1 <= at <= most]
    for at in inside:
        if not tried(at - 1) and tried(at):
            return at
    low, high = _around(tried, most, inside)
    if high is None:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if tried(middle):
            high = middle
        else:
            low = middle
    return high


def _around(
    tried: Callable[[int], bool], most: int, inside: Sequence[int]
) -> tuple[int, int | None]:
    """A step at which it does not hold and a later one at which it does, if `most` is one."""
    if not inside:
        return 0, most if most > 0 and tried(most) else None
    near = inside[0]
    if tried(near):
        for later, at in pairwise((near, *_down(near))):
            if not tried(at):
                return at, later
    low = near
    for at in _up(near, most):
        if tried(at):
            return low, at
        low = at
    return low, None


def _down(near: int) -> Iterator[int]:
    """One step less, then twice as many less each time; zero in the end."""
    off = 1
    while near - off > 0:
        yield near - off
        off *= 2
    yield 0


def _up(near: int, most: int) -> Iterator[int]:
    """One step more, then twice as many more each time; the most in the end."""
    off = 1
    while near + off < most:
        yield near + off
        off *= 2
    if near < most:
        yield most
