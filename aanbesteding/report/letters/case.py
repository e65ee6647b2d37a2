"""What a letter is made of: a bidder's edition, where the round stands, and the officer's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from aanbesteding.report.letters.own import (
    ADMISSION,
    AWARD,
    KINDS,
    NO_AWARD,
    OUT,
    REJECTION,
    RESERVE,
    WITHDRAWAL,
    Own,
)
from aanbesteding.report.source import Record, Source

DRAFT, DECIDED, FINAL, WITHDRAWN = "draft", "decided", "final", "withdrawn"
_RESULTS = {"won": AWARD, "admitted": ADMISSION, "out": OUT}


@dataclass(frozen=True)
class Stage:
    """Where the round stands, as the journal tells; days as the letters give them.

    `name` is draft, decided, final or withdrawn. `reason` is why the tender was withdrawn, `lots`
    why each lot that was withdrawn alone was, and `undecided` whether nothing had been decided yet
    when it was. Without standstill both days are None.
    """

    name: str
    last_day: date | None = None
    first_day: date | None = None
    final_day: date | None = None
    reason: str = ""
    undecided: bool = False
    lots: Mapping[str, str] = field(default_factory=dict)

    @property
    def tells_reasons(self) -> bool:
        """Whether letters at this stage say why a bid ended as it did."""
        return self.name in (DRAFT, DECIDED)


@dataclass(frozen=True)
class Case:
    """One bidder's letter before it is written."""

    source: Source
    stage: Stage
    own: Own

    @property
    def bidder(self) -> str:
        """The identifier of the bidder."""
        return str(self.source.record["bidder"])

    @property
    def final(self) -> bool:
        """Whether the award is final."""
        return self.stage.name == FINAL

    @cached_property
    def lots(self) -> tuple[Record, ...]:
        """How each lot it bid for ended."""
        return tuple(lot for lot in self.source.decision["lots"] if lot["lot"] in self.reasons)

    @property
    def several(self) -> bool:
        """Whether the letter is about several lots."""
        return len(self.lots) > 1

    @cached_property
    def reasons(self) -> Mapping[str, Record]:
        """How its bid ended, by lot."""
        return {row["lot"]: row for row in self.source.record["reasons"]}

    @cached_property
    def scores(self) -> Mapping[str, Record]:
        """Its own score, by lot."""
        return {row["lot"]: row for row in self.source.record["scores"]}

    @cached_property
    def beside(self) -> Mapping[str, Record]:
        """The points of the lowest ranked winner, by lot, where it may know them."""
        return {row["lot"]: row for row in self.source.record["beside"]}

    @cached_property
    def reserve(self) -> Mapping[str, int]:
        """Its place on the reserve list, by lot."""
        return {row["lot"]: row["place"] for row in self.source.record["reserve"]}

    def kind(self, lot: Record) -> str:
        """Return which kind of news a lot is to this bidder."""
        if self.stage.name == WITHDRAWN or lot["lot"] in self.stage.lots:
            return WITHDRAWAL
        result = self.reasons[lot["lot"]]["result"]
        if result in _RESULTS:
            return _RESULTS[result]
        if lot["lot"] in self.reserve:
            return RESERVE
        return REJECTION if lot["winners"] else NO_AWARD

    def form(self, kind: str) -> str:
        """Return a kind of news as its texts name it: what was provisional becomes final."""
        return f"{kind}_final" if self.final and kind in (AWARD, ADMISSION) else kind

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of news the letter holds, in the order in which they are named."""
        held = {self.kind(lot) for lot in self.lots}
        return tuple(kind for kind in KINDS if kind in held) or (OUT,)

    def t(self, key: str, **values: object) -> str:
        """Return a text of the letters."""
        return self.source.t(f"letter.{key}", **values)

    def lot(self, lot: str) -> str:
        """Return the name of a lot."""
        return self.source.name("lot", lot)
