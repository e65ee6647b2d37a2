"""Random orders of commands over a round: no forbidden one passes, no allowed one is refused.

``python -m tests.assurance.orders [N] [SEED]`` plays N orders, each of 24 commands, files changed
in between and days passing, half of them in two envelopes. It ends at the first that fails.
"""

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from aanbesteding.verification.journal import read_steps
from aanbesteding.verification.order import way_of
from tests.orders import ALONE, BRANCHES, PAIR, STEPS, TAMPERED, TWICE, Play, quick

LENGTH = 24
SHARED = Path("/dev/shm")  # noqa: S108 - where there is one, files are not written to a disk


def play(seed: int, home: Path, reached: set[str] | None = None) -> tuple[int, int]:
    """Play one order; return how many steps were taken and how many refused.

    The states it came through are added to `reached`.
    """
    luck = random.Random(seed)
    folder = home / str(seed)
    game = Play(folder, luck.choice(("one", "two")))
    reach = luck.random()
    for _ in range(LENGTH):
        act = luck.random()
        if act < 0.08:
            game.wait(luck.choice((1, 30, 60, 120)))
        elif act < 0.14:
            game.tamper(luck.choice(TAMPERED))
        else:
            step = _next(game, luck) if luck.random() < reach else luck.choice(STEPS + BRANCHES)
            by = luck.choice((PAIR, PAIR, PAIR, ALONE, TWICE))
            game.take(step, by, luck.choice(("omdat", "omdat", "")), late=luck.random() < 0.03)
    if reached is not None:
        reached |= {passed.after or "" for passed in way_of(read_steps(folder).rows)}
    shutil.rmtree(folder)
    return game.taken, game.refused


def _next(game: Play, luck: random.Random) -> str:
    """A step that is allowed, so that an order gets far; any step where none is."""
    can = [step for step in STEPS if game.allowed(step, PAIR, "omdat")]
    return luck.choice(can or STEPS)


def main(number: int, first: int = 0) -> int:
    """Play so many orders; return 1 when one failed."""
    started, taken, refused = time.monotonic(), 0, 0
    shared = str(SHARED) if SHARED.is_dir() else None
    with tempfile.TemporaryDirectory(dir=shared) as home, quick():
        for seed in range(first, first + number):
            try:
                one, other = play(seed, Path(home))
            except AssertionError as error:
                print(f"order {seed} failed: {error}")
                return 1
            taken, refused = taken + one, refused + other
    seconds = time.monotonic() - started
    print(f"{number} orders: {taken} steps taken, {refused} refused, none wrongly; {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:3] or ["1000"])))
