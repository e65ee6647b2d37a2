"""The command `aanbesteding`, with its commands in the order of the work."""

import sys

import click

from aanbesteding import __version__
from aanbesteding.cli.ahead import lab, robust, scan, scenarios
from aanbesteding.cli.decide import award, draw, seed, verify
from aanbesteding.cli.documents import documents
from aanbesteding.cli.editions import editions
from aanbesteding.cli.exchange import from_ocds, ocds, tables, tenderned
from aanbesteding.cli.judge import panel, prices, quality
from aanbesteding.cli.letters import letters
from aanbesteding.cli.migrate import bids_from, compare_before, from_workbook
from aanbesteding.cli.package import package, reveal, verify_package
from aanbesteding.cli.start import check, demo, forms, new, schema
from aanbesteding.cli.steps import (
    correct,
    decide,
    finalise,
    freeze,
    open_,
    receive,
    send,
    status,
    withdraw,
)
from aanbesteding.cli.vault import seal, seal_keys, unseal
from aanbesteding.cli.why import (
    alternatives,
    compare,
    explain,
    frontier,
    recheck,
    rules_cost,
    why_infeasible,
)

COMMANDS = (
    demo, new, check, forms, status, freeze, receive, seal_keys, seal, unseal, open_, panel,
    quality, prices, award, draw, seed, decide, send, correct, withdraw, finalise, verify, editions,
    letters, documents,
    package, reveal, verify_package,
    ocds, tenderned, tables, from_ocds, from_workbook, bids_from, compare_before,
    explain, alternatives, compare, recheck, why_infeasible, rules_cost, frontier,
    scenarios, robust, lab, scan, schema,
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="aanbesteding")
def main() -> None:
    """Evaluate tenders exactly as published."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


for command in COMMANDS:
    main.add_command(command)
