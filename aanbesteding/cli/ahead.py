"""Commands that look ahead: scenarios, futures, formulas, plans. Advice, no award."""

import sys
from pathlib import Path

import click

from aanbesteding.basis.texts import say
from aanbesteding.cli.common import (
    FINDINGS,
    caught,
    counter_of,
    folder_argument,
    language,
    progress_of,
    show_findings,
    show_next,
    show_written,
    stop,
)


@click.command()
@folder_argument
@language
def scenarios(folder: Path, lang: str) -> None:
    """Set the round beside its scenarios in DIR/scenarios: advice, no award."""
    from aanbesteding.report.scenario_lines import scenario_lines
    from aanbesteding.round.scenarios import compare_scenarios

    with caught(lang):
        result = compare_scenarios(folder, lang=lang, tell=progress_of(lang))
        show_written(result, scenario_lines, lang)


@click.command()
@folder_argument
@click.option(
    "--futures",
    type=click.IntRange(1, 1_000_000),
    default=200,
    show_default=True,
    help="How many futures to draw.",
)
@click.option("--seed", type=click.IntRange(0), default=2015, show_default=True, help="Which.")
@click.option("--workers", type=click.IntRange(1), help="Processes; one per core if left.")
@language
def robust(folder: Path, futures: int, seed: int, workers: int | None, lang: str) -> None:
    """Show how the award holds in futures drawn at random, in DIR/robust: advice, no award."""
    from aanbesteding.report.robust_lines import robust_lines
    from aanbesteding.round.robust import robust as try_out

    with caught(lang):
        try:
            tell, counted = progress_of(lang), counter_of(lang)
            result = try_out(
                folder, futures, seed, workers=workers, progress=counted, lang=lang, tell=tell
            )
        except KeyboardInterrupt:
            stop(say("cli.robust_again", lang), FINDINGS)
        show_written(result, robust_lines, lang)


@click.command()
@folder_argument
@click.option(
    "--past", metavar="DIR2", type=click.Path(path_type=Path), help="Look at this round's bids."
)
@language
def lab(folder: Path, past: Path | None, lang: str) -> None:
    """Try the price formula on made-up bids, before publication, in DIR/lab."""
    from aanbesteding.report.lab_lines import lab_lines
    from aanbesteding.round.lab import lab as try_out

    with caught(lang):
        result = try_out(folder, past, lang=lang, tell=progress_of(lang))
        show_written(result, lab_lines, lang)


@click.command()
@folder_argument
@language
def scan(folder: Path, lang: str) -> None:
    """Compare what is contracted now with what the tender asks, per need level."""
    from aanbesteding.report.scenario_lines import scan_lines
    from aanbesteding.round.scenarios import market_scan

    with caught(lang):
        found = market_scan(folder)
        show_findings(found.findings, lang)
        if not found.ok:
            sys.exit(FINDINGS)
        for line in scan_lines(found.rows, lang):
            click.echo(line)
        show_next(folder, lang)
