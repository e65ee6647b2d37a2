"""Whatever the order of commands: no forbidden step passes, and no allowed one is refused."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from aanbesteding.round import states
from aanbesteding.round.states import STATES, TABLE, Step
from aanbesteding.verification.order import ENVELOPES
from tests.assurance.orders import play
from tests.orders import ALONE, BRANCHES, PAIR, STEPS, TAMPERED, TWICE, Play, quick


class AnyOrder(RuleBasedStateMachine):
    """A round whose steps are taken in any order, by anybody, on any day."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.slow = quick()
        self.slow.__enter__()

    @initialize(envelopes=st.sampled_from(("one", "two")))
    def begin(self, envelopes: str) -> None:
        self.game = Play(self.home / "r", envelopes)

    @rule(name=st.sampled_from(STEPS), by=st.sampled_from((PAIR, ALONE, TWICE)), late=st.booleans())
    def step(self, name: str, by: tuple[str, ...], late: bool) -> None:
        self.game.take(name, by, "", late)

    @precondition(lambda self: any(self.game.allowed(n, PAIR, "") for n in STEPS))
    @rule(data=st.data())
    def onward(self, data: st.DataObject) -> None:
        can = [name for name in STEPS if self.game.allowed(name, PAIR, "")]
        self.game.take(data.draw(st.sampled_from(can)), PAIR, "")

    @rule(name=st.sampled_from(BRANCHES), reason=st.sampled_from(("omdat", "")))
    def branch(self, name: str, reason: str) -> None:
        self.game.take(name, ALONE, reason)

    @rule(days=st.sampled_from((1, 30, 120)))
    def wait(self, days: int) -> None:
        self.game.wait(days)

    @rule(what=st.sampled_from(TAMPERED))
    def tamper(self, what: str) -> None:
        self.game.tamper(what)

    def teardown(self) -> None:
        self.slow.__exit__(None, None, None)
        shutil.rmtree(self.home)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=12, stateful_step_count=25)


@pytest.fixture
def quickly() -> Iterator[None]:
    with quick():
        yield


@pytest.mark.usefixtures("quickly")
def test_random_orders_reach_every_state(tmp_path: Path) -> None:
    reached: set[str] = set()
    taken = refused = 0
    for seed in range(25):
        one, other = play(seed, tmp_path, reached)
        taken, refused = taken + one, refused + other
    assert reached == set(STATES)
    assert min(taken, refused) > 50


def without_rows(name: str) -> tuple[Step, ...]:
    return tuple(row for row in TABLE if row.name != name)


def changed(name: str, **changes: object) -> tuple[Step, ...]:
    return tuple(replace(row, **changes) if row.name == name else row for row in TABLE)  # type: ignore[arg-type]


BEGIN = ("freeze", "receive", "wait", "open")
JUDGED = (*BEGIN, "quality", "prices", "decide")
PLANTED: dict[str, tuple[tuple[Step, ...], tuple[str, ...]]] = {
    "one person may open": (changed("opened", people=1), ("freeze", "receive", "wait", "open!")),
    "open before the last day for bids": (
        changed("opened", waits_for=""),
        ("freeze", "receive", "open"),
    ),
    "final within the standstill": (
        changed("final", waits_for=""),
        (*JUDGED, "send", "finalise"),
    ),
    "no reason for a withdrawal": (
        changed("tender_withdrawn", reason=False),
        ("freeze", "tender!"),
    ),
    "quality after the prices": (
        changed("quality_frozen", after=("opened", "quality_frozen", "prices_opened")),
        (*BEGIN, "quality", "prices", "quality"),
    ),
    "received after the opening": (
        changed("received", after=("frozen", "received", "opened")),
        (*BEGIN, "receive"),
    ),
    "a decision that cannot be corrected": (
        without_rows("decision_corrected"),
        (*JUDGED, "decision"),
    ),
    "rules corrected after the opening": (
        changed("rules_corrected", after=("frozen", "received", "opened")),
        (*BEGIN, "rules"),
    ),
    "a reassessment keeps the quality": (
        changed("reassessed", to="quality_frozen"),
        (*BEGIN, "quality", "judging", "prices"),
    ),
}


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_in_the_table_is_noticed(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, script = PLANTED[fault]
    run(Play(tmp_path / "good", "two"), script)
    monkeypatch.setattr(states, "TABLE", table)
    with pytest.raises((AssertionError, KeyError)):
        run(Play(tmp_path / "r", "two"), script)


def run(game: Play, script: tuple[str, ...]) -> None:
    """Take the steps of a script; one with ! by one person without a reason."""
    for name in script:
        if name == "wait":
            game.wait(30)
        elif name.endswith("!"):
            game.take(name[:-1], ALONE, "")
        else:
            game.take(name, PAIR, "omdat")


@pytest.mark.parametrize("envelopes", ["one", "two"])
def test_the_two_statements_of_the_table_say_the_same(envelopes: str) -> None:
    other = ENVELOPES[envelopes]
    assert "defined" in other
    for state, says in other.items():
        own = {row.name: row.to for row in states.may_follow(state, envelopes)}
        assert own == dict(says), state
        assert {to or state for to in own.values()} <= set(other), state
