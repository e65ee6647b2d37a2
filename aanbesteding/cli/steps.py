"""Commands of the round as steps in its journal, from publication to the final award."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

import aanbesteding
from aanbesteding.basis.texts import say
from aanbesteding.cli.common import (
    FINDINGS,
    USAGE,
    by_option,
    caught,
    folder_argument,
    language,
    names_given,
    next_of,
    progress_of,
    show_findings,
    show_step,
    step_command,
    stop,
    typed,
)

reason_option = click.option("--reason", metavar="WHY", default="", help="Why, in a sentence.")


def _reason(reason: str, lang: str) -> str:
    """The reason given; without one the command stops."""
    if not reason.strip():
        stop(say("cli.reason_needed", lang), USAGE)
    return reason


@click.command()
@folder_argument
@language
def status(folder: Path, lang: str) -> None:
    """Say where the round stands, and what to type next."""
    with caught(lang):
        found = aanbesteding.status(folder)
        for line in _status_lines(found, lang):
            click.echo(line)
        show_findings(found.findings, lang)
        if not found.ok:
            sys.exit(FINDINGS)


def _status_lines(found: aanbesteding.Status, lang: str) -> Iterator[str]:
    yield say(f"status.state.{found.state}", lang)
    if found.entry:
        said = {"by": found.entry.by, "line": found.entry.seq}
        yield say("status.since", lang, {**said, **_day_and_time(found.entry.time)})
        if "reason" in found.entry.about:
            yield say("status.reason", lang, found.entry.about)
    for seen in found.received:
        yield say("status.seen", lang, {"path": seen.path, **_day_and_time(seen.time)})
    if found.last_day:
        yield say("status.last_day", lang, {"day": found.last_day})
    if found.over:
        yield say("status.over", lang)
    yield say("status.head" if found.head else "status.no_head", lang, {"head": found.head})
    yield next_of(found, lang)
    for step in found.next:
        command = say(f"status.do.{step.name}", lang, {"folder": typed(found.folder)})
        yield say("status.next", lang, {"command": command})
    if not found.next:
        yield say("status.nothing", lang)


def _day_and_time(moment: str) -> dict[str, str]:
    """A moment of the journal as people read it, to the minute."""
    day, _, time = moment.partition("T")
    return {"day": day, "time": time[:5]}


freeze = step_command(
    "freeze", "Freeze the rules in the journal, and say the hash to publish.", "freeze"
)
receive = step_command(
    "receive", "Note every bid file with its hash, before one is opened.", "receive"
)
open_ = step_command(
    "open", "Open the bids that were received; this takes two people.", "open_bids"
)
send = step_command(
    "send", "Note that the decision was sent; with that the standstill begins.", "send"
)
finalise = step_command(
    "finalise", "Make the award final, once the standstill has ended.", "finalise"
)


@click.command()
@folder_argument
@by_option
@language
def decide(folder: Path, by: tuple[str, ...], lang: str) -> None:
    """Decide formally: award, and keep the hash of the record in the journal."""
    from aanbesteding.round.formal import decide as run

    with caught(lang):
        show_step(run(folder, names_given(by, lang), lang=lang, tell=progress_of(lang)), lang)


@click.command()
@folder_argument
@click.option(
    "--what",
    type=click.Choice(["rules", "bids", "judging", "decision"]),
    required=True,
    help="What is done again.",
)
@reason_option
@by_option
@language
def correct(folder: Path, what: str, reason: str, by: tuple[str, ...], lang: str) -> None:
    """Go back to do something again, with the reason in the journal."""
    from aanbesteding.round.branches import correct as run

    with caught(lang):
        why = _reason(reason, lang)
        show_step(run(folder, what, why, names_given(by, lang)), lang)


@click.command()
@folder_argument
@click.option("--bidder", metavar="ID", default="", help="Only the bid of this one.")
@click.option("--lot", metavar="LOT", default="", help="Only this lot.")
@reason_option
@by_option
@language
def withdraw(
    folder: Path, bidder: str, lot: str, reason: str, by: tuple[str, ...], lang: str
) -> None:
    """Withdraw the tender, or note that one bid or lot is withdrawn."""
    from aanbesteding.round.branches import withdraw as run

    if bidder and lot:
        stop(say("cli.bid_or_lot", lang), USAGE)
    with caught(lang):
        why = _reason(reason, lang)
        show_step(run(folder, why, names_given(by, lang), bidder.strip(), lot.strip()), lang)
