"""Evaluate tenders exactly as published: define, read, score, award, explain, report, prove.

Every name below is one call; each is also a command of ``aanbesteding``.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aanbesteding.round.alternatives import alternatives
    from aanbesteding.round.compare import compare
    from aanbesteding.round.envelopes import freeze_quality, open_prices
    from aanbesteding.round.frontier import frontier
    from aanbesteding.round.lab import lab
    from aanbesteding.round.make import examples, forms, new
    from aanbesteding.round.panel import panel
    from aanbesteding.round.read import Round, read_round
    from aanbesteding.round.recheck import recheck
    from aanbesteding.round.robust import robust
    from aanbesteding.round.rules_cost import rules_cost
    from aanbesteding.round.run import Result, award, draw
    from aanbesteding.round.scenarios import MarketScan, compare_scenarios, market_scan
    from aanbesteding.round.why import explain
    from aanbesteding.round.why_infeasible import why_infeasible
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
    "alternatives": "round.alternatives",
    "award": "round.run",
    "compare": "round.compare",
    "compare_scenarios": "round.scenarios",
    "draw": "round.run",
    "examples": "round.make",
    "explain": "round.why",
    "forms": "round.make",
    "freeze_quality": "round.envelopes",
    "frontier": "round.frontier",
    "lab": "round.lab",
    "load": "tender.load",
    "market_scan": "round.scenarios",
    "new": "round.make",
    "open_prices": "round.envelopes",
    "panel": "round.panel",
    "read_round": "round.read",
    "recheck": "round.recheck",
    "robust": "round.robust",
    "rules_cost": "round.rules_cost",
    "schema": "tender.schema",
    "verify": "verification.verify",
    "why_infeasible": "round.why_infeasible",
}

__all__ = [
    "Effort",
    "MarketScan",
    "Result",
    "Round",
    "Tender",
    "Verification",
    "alternatives",
    "award",
    "compare",
    "compare_scenarios",
    "draw",
    "examples",
    "explain",
    "forms",
    "freeze_quality",
    "frontier",
    "lab",
    "load",
    "market_scan",
    "new",
    "open_prices",
    "panel",
    "read_round",
    "recheck",
    "robust",
    "rules_cost",
    "schema",
    "verify",
    "why_infeasible",
]


def __getattr__(name: str) -> Any:
    """Return a public name, importing its home only now, and no solver before it is needed."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"aanbesteding.{_HOMES[name]}"), name)
