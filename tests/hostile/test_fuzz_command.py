"""The command for the nightly mutants counts every one of them and names the seed of a fault."""

import pytest

from tests.assurance import fuzz


def test_a_range_of_seeds_is_counted_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    # In this process the tests before it count too; the command gives each range its own.
    monkeypatch.setattr(fuzz, "highest", lambda: 1.0)
    seen = fuzz.Seen()
    for seed in range(40):
        fuzz.one(seed, seen)
    assert sum(seen.counts.values()) == 40
    assert seen.faults == []
    assert seen.slowest[1] in range(40)


def test_a_mutant_that_raises_is_a_fault_with_its_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: bytes) -> None:
        raise KeyError("B7")

    monkeypatch.setattr(fuzz, "read", broken)
    seen = fuzz.Seen()
    fuzz.one(77, seen)
    assert seen.counts == {"uncaught": 1}
    assert seen.faults == ["seed 77: uncaught KeyError: 'B7'"]


def test_a_mutant_that_is_slow_or_large_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "SLOW", 0.0)
    monkeypatch.setattr(fuzz, "MEMORY", 1)
    seen = fuzz.Seen()
    fuzz.one(1, seen)
    assert [fault.split(": ")[0] for fault in seen.faults] == ["seed 1", "seed 1"]
