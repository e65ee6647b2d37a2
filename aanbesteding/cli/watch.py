"""A line now and then that says how far a long search is, and a way to stop it with Ctrl-C."""

import math
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from types import FrameType

from aanbesteding.basis.texts import say, says
from aanbesteding.report.found import gap_in_words, in_its_unit
from aanbesteding.solving.effort import Progress

EVERY = 2.0
Say = Callable[[str], None]


class Watch:
    """Told by the solver where it stands; speaks every two seconds, and says whether to stop."""

    def __init__(self, lang: str, speak: Say | None, every: float = EVERY):
        self.lang = lang
        self.speak = speak
        self.every = every
        self.stopped = False
        self._next = every

    def __call__(self, progress: Progress) -> bool:
        """Return whether the search has to stop."""
        if self.speak is not None and progress.seconds >= self._next:
            self._next = progress.seconds + self.every
            self.speak(progress_line(progress, self.lang))
        return self.stopped

    @contextmanager
    def stops_on_ctrl_c(self) -> Iterator[None]:
        """Let the first Ctrl-C stop the search and keep what was found; a second one ends all."""

        def stop(_: int, frame: FrameType | None) -> None:
            self.stopped = True
            signal.signal(signal.SIGINT, before)

        before = signal.signal(signal.SIGINT, stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


def progress_line(progress: Progress, lang: str) -> str:
    """Return where a search stands: the goal, the best found, the bound and the gap.

    >>> progress_line(Progress("unmet:zwaar", 4.2, 12.0, 9.0), "en")
    'Waiting, zwaar: found 12, at best 9 (gap 25.0%); 4 s'
    >>> progress_line(Progress("spend", 4.2, None, None, 2, 7), "en")
    'Spend (part 2 of 7): nothing found yet; 4 s'
    """
    kind, _, need = progress.goal.partition(":")
    key = f"cli.search.{kind}"
    goal = say(key if says(key) else "cli.search.other", lang, {"need": need}).rstrip(", ")
    if progress.parts > 1:
        several = {"goal": goal, "part": progress.part, "parts": progress.parts}
        goal = say("cli.progress_part", lang, several)
    values = {"goal": goal, "seconds": str(int(progress.seconds)), "gap": ""}
    found, bound = (_estimate(kind, x, lang) for x in (progress.value, progress.bound))
    if progress.value is None or progress.bound is None:
        return say("cli.progress_none", lang, values)
    if progress.value:
        off = Fraction(abs(progress.bound - progress.value)) / Fraction(abs(progress.value))
        values["gap"] = " " + say("cli.progress_gap", lang, {"gap": gap_in_words(off, lang)})
    return say("cli.progress", lang, {**values, "value": found, "bound": bound})


def _estimate(kind: str, value: float | None, lang: str) -> str:
    if value is None or not math.isfinite(value):
        return "–"
    return in_its_unit(kind, str(Fraction(round(value))), lang)
