"""Evaluate tenders exactly as published: define, read, score, award, explain, report, prove.

Every name below is one call; nearly each is also a command of ``aanbesteding``.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aanbesteding.basis.errors import (
        AanbestedingError,
        BusyError,
        ExistsError,
        FindingsError,
        UnreadableError,
        UnwritableError,
    )
    from aanbesteding.basis.findings import Finding
    from aanbesteding.basis.texts import finding_text
    from aanbesteding.exchange.tables import TABLES, rows
    from aanbesteding.round.alternatives import alternatives
    from aanbesteding.round.branches import correct, withdraw
    from aanbesteding.round.compare import compare
    from aanbesteding.round.compare_before import BeforeCompared, compare_before
    from aanbesteding.round.documents import documents
    from aanbesteding.round.editions import editions
    from aanbesteding.round.envelopes import freeze_quality, open_prices
    from aanbesteding.round.exchange import ocds, tables, tenderned
    from aanbesteding.round.formal import decide
    from aanbesteding.round.from_ocds import from_ocds
    from aanbesteding.round.from_workbook import bids_from, from_workbook
    from aanbesteding.round.frontier import frontier
    from aanbesteding.round.lab import lab
    from aanbesteding.round.letters import letters
    from aanbesteding.round.make import examples, forms, new
    from aanbesteding.round.package import package, reveal
    from aanbesteding.round.package_verified import verify_package
    from aanbesteding.round.panel import panel
    from aanbesteding.round.read import Round, read_round
    from aanbesteding.round.recheck import recheck
    from aanbesteding.round.result import Result
    from aanbesteding.round.robust import robust
    from aanbesteding.round.rules_cost import rules_cost
    from aanbesteding.round.run import award, draw
    from aanbesteding.round.scenarios import MarketScan, compare_scenarios, market_scan
    from aanbesteding.round.status import Status, status
    from aanbesteding.round.steps import finalise, freeze, open_bids, receive, send
    from aanbesteding.round.taking import Noted
    from aanbesteding.round.vault_files import Vaulted, seal, seal_keys, unseal
    from aanbesteding.round.verified import verify
    from aanbesteding.round.why import explain
    from aanbesteding.round.why_infeasible import why_infeasible
    from aanbesteding.scenarios.run import WorkersLostError
    from aanbesteding.solving.effort import Effort, Progress
    from aanbesteding.tender.load import Loaded, load
    from aanbesteding.tender.save import save_toml
    from aanbesteding.tender.schema import schema
    from aanbesteding.tender.tender import Tender
    from aanbesteding.verification.verify import Verification

__version__ = "0.1.0"

_HOMES = {
    "AanbestedingError": "basis.errors",
    "BeforeCompared": "round.compare_before",
    "BusyError": "basis.errors",
    "Effort": "solving.effort",
    "ExistsError": "basis.errors",
    "Finding": "basis.findings",
    "FindingsError": "basis.errors",
    "Loaded": "tender.load",
    "MarketScan": "round.scenarios",
    "Noted": "round.taking",
    "Progress": "solving.effort",
    "Result": "round.result",
    "Round": "round.read",
    "Status": "round.status",
    "TABLES": "exchange.tables",
    "Tender": "tender.tender",
    "UnreadableError": "basis.errors",
    "UnwritableError": "basis.errors",
    "Vaulted": "round.vault_files",
    "Verification": "verification.verify",
    "WorkersLostError": "scenarios.run",
    "alternatives": "round.alternatives",
    "award": "round.run",
    "bids_from": "round.from_workbook",
    "compare": "round.compare",
    "compare_before": "round.compare_before",
    "compare_scenarios": "round.scenarios",
    "correct": "round.branches",
    "decide": "round.formal",
    "documents": "round.documents",
    "draw": "round.run",
    "editions": "round.editions",
    "examples": "round.make",
    "explain": "round.why",
    "finalise": "round.steps",
    "finding_text": "basis.texts",
    "forms": "round.make",
    "freeze": "round.steps",
    "freeze_quality": "round.envelopes",
    "from_ocds": "round.from_ocds",
    "from_workbook": "round.from_workbook",
    "frontier": "round.frontier",
    "lab": "round.lab",
    "letters": "round.letters",
    "load": "tender.load",
    "market_scan": "round.scenarios",
    "new": "round.make",
    "ocds": "round.exchange",
    "open_bids": "round.steps",
    "open_prices": "round.envelopes",
    "package": "round.package",
    "panel": "round.panel",
    "read_round": "round.read",
    "receive": "round.steps",
    "recheck": "round.recheck",
    "reveal": "round.package",
    "robust": "round.robust",
    "rows": "exchange.tables",
    "rules_cost": "round.rules_cost",
    "save_toml": "tender.save",
    "schema": "tender.schema",
    "seal": "round.vault_files",
    "seal_keys": "round.vault_files",
    "send": "round.steps",
    "status": "round.status",
    "tables": "round.exchange",
    "tenderned": "round.exchange",
    "unseal": "round.vault_files",
    "verify": "round.verified",
    "verify_package": "round.package_verified",
    "why_infeasible": "round.why_infeasible",
    "withdraw": "round.branches",
}

__all__ = [
    "TABLES",
    "AanbestedingError",
    "BeforeCompared",
    "BusyError",
    "Effort",
    "ExistsError",
    "Finding",
    "FindingsError",
    "Loaded",
    "MarketScan",
    "Noted",
    "Progress",
    "Result",
    "Round",
    "Status",
    "Tender",
    "UnreadableError",
    "UnwritableError",
    "Vaulted",
    "Verification",
    "WorkersLostError",
    "alternatives",
    "award",
    "bids_from",
    "compare",
    "compare_before",
    "compare_scenarios",
    "correct",
    "decide",
    "documents",
    "draw",
    "editions",
    "examples",
    "explain",
    "finalise",
    "finding_text",
    "forms",
    "freeze",
    "freeze_quality",
    "from_ocds",
    "from_workbook",
    "frontier",
    "lab",
    "letters",
    "load",
    "market_scan",
    "new",
    "ocds",
    "open_bids",
    "open_prices",
    "package",
    "panel",
    "read_round",
    "receive",
    "recheck",
    "reveal",
    "robust",
    "rows",
    "rules_cost",
    "save_toml",
    "schema",
    "seal",
    "seal_keys",
    "send",
    "status",
    "tables",
    "tenderned",
    "unseal",
    "verify",
    "verify_package",
    "why_infeasible",
    "withdraw",
]


def __getattr__(name: str) -> Any:
    """Return a public name, importing its home only now, and no solver before it is needed."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"aanbesteding.{_HOMES[name]}"), name)
