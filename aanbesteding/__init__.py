"""Evaluate tenders exactly as published: define, read, score, award, explain, report, prove.

Every name below is one call; each is also a command of ``aanbesteding``.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aanbesteding.round.envelopes import freeze_quality, open_prices
    from aanbesteding.round.lab import lab
    from aanbesteding.round.make import examples, forms, new
    from aanbesteding.round.panel import panel
    from aanbesteding.round.read import Round, read_round
    from aanbesteding.round.robust import robust
    from aanbesteding.round.run import Result, award, draw
    from aanbesteding.round.scenarios import MarketScan, compare_scenarios, market_scan
    from aanbesteding.solving.effort import Effort
    from aanbesteding.tender.load import load
    from aanbesteding.tender.schema import schema
    from aanbesteding.tender.tender import Tender
    from aanbesteding.verification.verify import Verification, verify

__version__ = "0.1.0"

_HOMES = {
    "Effort": "solving.effort",
    "MarketScan": "round.scenarios",
    "Result": "round.run",
    "Round": "round.read",
    "Tender": "tender.tender",
    "Verification": "verification.verify",
    "award": "round.run",
    "compare_scenarios": "round.scenarios",
    "draw": "round.run",
    "examples": "round.make",
    "forms": "round.make",
    "freeze_quality": "round.envelopes",
    "lab": "round.lab",
    "load": "tender.load",
    "market_scan": "round.scenarios",
    "new": "round.make",
    "open_prices": "round.envelopes",
    "panel": "round.panel",
    "read_round": "round.read",
    "robust": "round.robust",
    "schema": "tender.schema",
    "verify": "verification.verify",
}

__all__ = [
    "Effort",
    "MarketScan",
    "Result",
    "Round",
    "Tender",
    "Verification",
    "award",
    "compare_scenarios",
    "draw",
    "examples",
    "forms",
    "freeze_quality",
    "lab",
    "load",
    "market_scan",
    "new",
    "open_prices",
    "panel",
    "read_round",
    "robust",
    "schema",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Return a public name, importing its home only now, and no solver before it is needed."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"aanbesteding.{_HOMES[name]}"), name)
