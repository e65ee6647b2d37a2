"""A round played in any order, beside a statement of what is allowed, written from the demands.

The steps are the real ones, with journal, lock and files. Only what is slow to read is quick: a
tender is parsed once per content, a bid file is its bytes, and an award is a small record.
"""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.basis.findings import Finding
from aanbesteding.bids.bid import Bids
from aanbesteding.round.branches import correct, withdraw
from aanbesteding.round.envelopes import freeze_quality, open_prices
from aanbesteding.round.formal import decide
from aanbesteding.round.journal import FILE, read_journal
from aanbesteding.round.read import Round
from aanbesteding.round.result import Result
from aanbesteding.round.sealed import hindrances, quality_of
from aanbesteding.round.steps import finalise, freeze, open_bids, receive, send
from aanbesteding.round.taking import Noted
from aanbesteding.round.unchanged import RECORD, bid_files, hashes
from aanbesteding.tender.load import load
from aanbesteding.tender.save import save_toml
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.calendar import last_day
from aanbesteding.verification.journal import read_steps
from aanbesteding.verification.order import way_of
from tests.two_envelopes import tender

START = datetime(2027, 2, 1, 9, tzinfo=UTC)
DUE, PLANNED = date(2027, 3, 1), date(2027, 5, 10)
BID, MARKS_FILE = "bids/K01.xlsx", "assessments/c.csv"
STEPS = ("freeze", "receive", "open", "quality", "prices", "decide", "send", "finalise")
BRANCHES = ("rules", "bids", "judging", "decision", "bid", "tender")
TAMPERED = ("tender", "bid", "added", "marks", "record")
ALONE, PAIR, TWICE = ("Anna",), ("Anna", "Bea"), ("Anna", " anna")


PARSED: dict[bytes, Tender | None] = {}


def _content(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in (*sorted(folder.glob("*.csv")), folder / "tender.toml"))


def _read_tender(folder: Path) -> tuple[Tender | None, tuple[Finding, ...]]:
    content = _content(folder)
    if content not in PARSED:
        PARSED[content] = load(folder).tender
    return PARSED[content], ()


def _read(folder: Path) -> Round:
    said = (folder / MARKS_FILE).read_text()
    mark = Mark(
        assessor=CONSENSUS, bidder="K01", lot="1", criterion="k", mark=Decimal(8), reason=said
    )
    found, _ = _read_tender(folder)
    inputs = {**bid_files(folder), **hashes(folder, [MARKS_FILE])}
    journal = read_journal(folder)
    return Round(folder, found, Bids(()), Marks((mark,)), (), inputs, (), journal)


def _made(folder: Path, *others: object) -> Result:
    found = _read(folder)
    assert found.tender is not None
    quality = quality_of(found.tender, found.bids, found.marks, found.inputs)
    stop = hindrances(folder, found.tender, found.journal, quality)
    if stop:
        return Result(folder, stop)
    inputs = [{"path": path, "sha256": sha256} for path, sha256 in found.inputs.items()]
    record = {"inputs": inputs, "scores": [], "head": found.journal.head}
    (folder / "award").mkdir(exist_ok=True)
    (folder / RECORD).write_bytes(canonical(record))
    return Result(folder, (), record, "", (folder / RECORD,))


@contextlib.contextmanager
def quick() -> Iterator[None]:
    """Have the slow reading and the award done quickly."""
    with (
        patch("aanbesteding.round.taking.read_tender", _read_tender),
        patch("aanbesteding.round.envelopes.read_without_prices", _read),
        patch("aanbesteding.round.formal.made", _made),
    ):
        yield


@dataclass(frozen=True)
class Facts:
    """What has been done in a round and not undone; and the files that each rests on."""

    rules: str = ""
    bids: Mapping[str, str] | None = None
    opened: bool = False
    quality: str = ""
    prices: bool = False
    decided: Mapping[str, str] | None = None
    sent: date | None = None
    over: bool = False


def made(folder: Path, envelopes: str) -> Path:
    """Return a new folder with a tiny tender and two bids, nothing done yet."""
    folder.mkdir(parents=True)
    save_toml(tender(award={"envelopes": envelopes}), folder)
    for path, content in ((BID, "K01"), ("bids/K02.xlsx", "K02"), (MARKS_FILE, "omdat")):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(content)
    (folder / "register.csv").write_text("bidder;event;reason\nK01;withdrawn;omdat\n")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file of a round."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


class Play:
    """A round that is played, and the facts by which every step is judged."""

    def __init__(self, folder: Path, envelopes: str):
        self.folder, self.envelopes = made(folder, envelopes), envelopes
        self.facts, self.now = Facts(), START
        self.last: datetime | None = None
        self.taken = self.refused = 0

    def wait(self, days: int) -> None:
        """Let days pass."""
        self.now += timedelta(days=days)

    def tamper(self, what: str) -> None:
        """Change a file, or put it back."""
        paths = {"tender": "tender.toml", "bid": BID, "marks": MARKS_FILE, "record": RECORD}
        path = self.folder / paths.get(what, "bids/K03.xlsx")
        if what == "added":
            path.unlink() if path.exists() else path.write_text("K03")
        elif path.exists():
            text = path.read_text("utf-8")
            one, other = ("Klein", "Groot") if what == "tender" else ("", "\n")
            changed = other in text if what == "tender" else text.endswith(other)
            back = text.replace(other, one) if changed else text.replace(one, other, 1)
            if what != "tender":
                back = text[:-1] if changed else text + other
            path.write_text(back, "utf-8")

    def take(self, name: str, by: tuple[str, ...], reason: str, late: bool = False) -> None:
        """Take a step, `late` by a clock set back; hold what came of it against the facts."""
        back = late and self.last is not None
        moment = self.last - timedelta(seconds=1) if back and self.last else self.now
        before = everything(self.folder)
        allowed = self.allowed(name, by, reason) and not back
        found = self._run(name, by, reason, moment)
        after = everything(self.folder)
        told = (name, by, reason, late, self.facts, [f.code for f in found.findings])
        assert found.ok is allowed, told
        if found.ok:
            self.taken, self.last = self.taken + 1, moment
            self.facts = self.then(name)
            line = after[FILE].removeprefix(before.get(FILE, b""))
            assert after[FILE].startswith(before.get(FILE, b"")), told
            assert line.count(b"\n") == 1, told
            assert line.endswith(b"\n"), told
            read = read_steps(self.folder)
            assert not read.findings, told
            assert found.head == read.heads[-1] == read_journal(self.folder).head, told
            assert all(passed.after is not None for passed in way_of(read.rows)), told
        else:
            self.refused += 1
            assert found.findings, told
            assert after == before, told

    def _run(self, name: str, by: tuple[str, ...], reason: str, now: datetime) -> Noted:
        plain: Any = {"freeze": freeze, "receive": receive, "open": open_bids, "send": send}
        plain |= {"quality": freeze_quality, "prices": open_prices, "finalise": finalise}
        if name in plain:
            found: Noted = plain[name](self.folder, by, now)
            return found
        if name == "decide":
            return decide(self.folder, by, now)
        if name in ("bid", "tender"):
            return withdraw(self.folder, reason, by, "K01" if name == "bid" else "", now=now)
        return correct(self.folder, name, reason, by, now)

    def allowed(self, name: str, by: tuple[str, ...], reason: str) -> bool:
        """Return whether the demands allow the step now."""
        f, today, two = self.facts, self.now.date(), self.envelopes == "two"
        if f.over:
            return False
        done = {
            "freeze": not f.rules,
            "receive": bool(f.rules) and not f.opened,
            "open": f.bids is not None and not f.opened and today >= DUE and by == PAIR,
            "quality": two and f.opened and not f.prices and not f.decided,
            "prices": two and bool(f.quality) and not f.prices and f.quality == self._marks(),
            "decide": f.opened and not f.decided and (f.prices or not two) and self._same_marks(),
            "send": f.decided is not None and f.sent is None,
            "finalise": f.sent is not None and today > f.sent,
            "rules": bool(f.rules) and not f.opened,
            "bids": f.bids is not None,
            "judging": bool(f.quality) or f.decided is not None,
            "decision": f.decided is not None,
            "bid": f.bids is not None,
            "tender": bool(f.rules),
        }[name]
        told = name in STEPS or bool(reason)
        return bool(done and told and self._unchanged(name))

    def _same_marks(self) -> bool:
        return not self.facts.quality or self.facts.quality == self._marks()

    def _marks(self) -> str:
        return (self.folder / MARKS_FILE).read_text()

    def _rules(self) -> str:
        return (self.folder / "tender.toml").read_text("utf-8")

    def _unchanged(self, name: str) -> bool:
        """Whether all that the step rests on is as it was fixed."""
        f, bids = self.facts, bid_files(self.folder)
        if name in ("freeze", "rules", "tender"):
            return True
        if f.rules and f.rules != self._rules():
            return False
        if name == "bids" or f.bids is None:
            return True
        if name == "receive":
            return all(bids.get(path) == sha256 for path, sha256 in f.bids.items())
        if f.bids != bids:
            return False
        if name in ("send", "finalise"):
            return f.decided == hashes(self.folder, f.decided or {})
        return True

    def then(self, name: str) -> Facts:
        """Return the facts after a step that was allowed."""
        f = self.facts
        undone = replace(f, decided=None, sent=None)
        match name:
            case "freeze":
                return replace(f, rules=self._rules())
            case "receive":
                return replace(f, bids=bid_files(self.folder))
            case "open":
                return replace(f, opened=True)
            case "quality":
                return replace(f, quality=self._marks())
            case "prices":
                return replace(f, prices=True)
            case "decide":
                files = [*bid_files(self.folder), MARKS_FILE, RECORD]
                return replace(f, decided=hashes(self.folder, files))
            case "send":
                end = max(last_day(self.now.date(), 20), last_day(PLANNED, 20))
                return replace(f, sent=end)
            case "rules":
                return Facts()
            case "bids":
                return Facts(rules=f.rules)
            case "judging":
                return replace(undone, quality="", prices=False)
            case "decision" | "bid":
                return undone
        return replace(f, over=True)


def head_of(folder: Path) -> str:
    """Return the SHA-256 of the last line of a journal, worked out from its bytes."""
    lines = (folder / FILE).read_bytes().splitlines()
    return fingerprint(lines[-1]) if lines else ""
