"""Commands of the decision: award, lots drawn, proof afterwards."""

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from aanbesteding.basis.texts import say
from aanbesteding.cli.common import (
    LIMIT,
    USAGE,
    caught,
    folder_argument,
    language,
    progress_of,
    show_award,
    show_proof,
    stop,
)


@click.command()
@folder_argument
@click.option("--what-if", is_flag=True, help="The best award by the goals: advice, no award.")
@click.option("--seconds", metavar="N", type=LIMIT, help="Stop the search after N seconds.")
@click.option("--gap", metavar="G", type=LIMIT, help="Stop within this gap, such as 0.01.")
@click.option("--progress", is_flag=True, help="Say how far a search is, also to a file.")
@language
def award(
    folder: Path, what_if: bool, seconds: float | None, gap: float | None, progress: bool, lang: str
) -> None:
    """Decide, and write record and reports to DIR/award (or DIR/what-if).

    A search that is stopped, by a limit or by Ctrl-C, keeps the best it found; that is no award.
    """
    from aanbesteding.cli.watch import Watch
    from aanbesteding.round.run import award as run
    from aanbesteding.solving.effort import Effort

    loud = progress or sys.stderr.isatty()
    watch = Watch(lang, (lambda line: click.echo(line, err=True)) if loud else None)
    effort = Effort(seconds, Fraction(str(gap or 0)), watch)
    with caught(lang), watch.stops_on_ctrl_c():
        result = run(folder, what_if=what_if, lang=lang, tell=progress_of(lang), effort=effort)
        if watch.stopped:
            click.echo(say("cli.stopping", lang), err=True)
        one_step(result, what_if, lang)
        show_award(result, lang)


def one_step(result: Any, what_if: bool, lang: str) -> None:
    """Say of an award that was written that no decision in the journal stands behind it."""
    if result.ok and not what_if:
        click.echo(say("cli.one_step", lang), err=True)


@click.command()
@folder_argument
@click.option("--outcome", help="Bidders in the order people drew them: K03,K05.")
@click.option("--seed", help="The seed whose SHA-256 the tender published: it draws.")
@language
def draw(folder: Path, outcome: str | None, seed: str | None, lang: str) -> None:
    """Record lots drawn by people or by the published seed, and decide with them."""
    from aanbesteding.round.run import draw as run

    if bool(outcome) == bool(seed):
        stop(say("cli.outcome_or_seed", lang), USAGE)
    order = [bidder.strip() for bidder in (outcome or "").split(",") if bidder.strip()]
    with caught(lang):
        result = run(folder, order, seed=(seed or "").strip(), lang=lang, tell=progress_of(lang))
        one_step(result, False, lang)
        show_award(result, lang)


@click.command()
@language
def seed(lang: str) -> None:
    """Make a secret seed that can draw lots, and its SHA-256 to publish in the tender."""
    from aanbesteding.awarding.draw_seed import commitment, fresh_seed

    made = fresh_seed()
    click.echo(say("cli.fresh_seed", lang, {"seed": made}))
    click.echo(say("cli.fresh_hash", lang, {"hash": commitment(made)}))


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--head", metavar="HASH", default="", help="The published head of the journal.")
@click.option(
    "--seconds",
    metavar="N",
    type=LIMIT,
    help="Search for a better award for at most N seconds; 0: only count.",
)
@language
def verify(file: Path, head: str, seconds: float | None, lang: str) -> None:
    """Count a record again from the original files, and search for a better award."""
    from aanbesteding.round.verified import verify as prove
    from aanbesteding.verification.verify import SECONDS

    with caught(lang):
        limit = SECONDS if seconds is None else Fraction(str(seconds))
        proof = prove(file, head.strip().lower(), seconds=limit)
        show_proof(proof, lang, "cli.verified", "cli.not_verified")
