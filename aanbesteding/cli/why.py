"""Commands that explain an award: why, what if, what a rule costs. They change nothing."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from aanbesteding.basis.texts import say
from aanbesteding.cli.common import (
    LIMIT,
    USAGE,
    by_option,
    caught,
    folder_argument,
    language,
    names_given,
    progress_of,
    show_written,
    stop,
)
from aanbesteding.report.explained import explained_lines
from aanbesteding.report.questions import answered


def answer_lines(record: Any, lang: str) -> Iterator[str]:
    """Yield the answer as lines of text."""
    yield from explained_lines(answered(record, lang))


@click.command()
@folder_argument
@click.option("--bidder", default="", metavar="ID", help="Only this bidder.")
@click.option("--lot", default="", metavar="ID", help="Only this lot.")
@click.option("--workers", type=click.IntRange(1), help="Processes; one per core if left.")
@click.option("--seconds", type=LIMIT, help="Per thing tried; what is not settled is told.")
@click.option("--everything", is_flag=True, help="Every other question too, as one internal page.")
@language
def explain(
    folder: Path,
    bidder: str,
    lot: str,
    workers: int | None,
    seconds: float | None,
    everything: bool,
    lang: str,
) -> None:
    """Say why each bid won or not, and the least change that would have won."""
    from aanbesteding.round.why import explain as answer

    if everything and (bidder or lot):
        stop(say("cli.explain_everything", lang), USAGE)
    with caught(lang):
        tell = progress_of(lang)
        result = answer(
            folder, bidder, lot, everything=everything, seconds=seconds, workers=workers,
            lang=lang, tell=tell,
        )  # fmt: skip
        show_written(result, answer_lines, lang)


@click.command()
@folder_argument
@click.option(
    "--within",
    metavar="PERCENT",
    type=click.FloatRange(0),
    default=1,
    show_default=True,
    help="How much worse than the best on a goal.",
)
@click.option(
    "--most", metavar="N", type=click.IntRange(1), default=10, show_default=True, help="How many."
)
@click.option("--goal", default="", help="Only this goal may be worse, and those after it.")
@language
def alternatives(folder: Path, within: float, most: int, goal: str, lang: str) -> None:
    """Find awards nearly as good as the best, as unlike each other as can be. A what-if."""
    from aanbesteding.round.alternatives import alternatives as find

    with caught(lang):
        percent = Fraction(str(within))
        result = find(folder, percent, most, goal, lang=lang, tell=progress_of(lang))
        show_written(result, answer_lines, lang)


@click.command()
@folder_argument
@language
def compare(folder: Path, lang: str) -> None:
    """Set the award by rank order beside the award by the goals. One of them is a what-if."""
    from aanbesteding.round.compare import compare as beside

    with caught(lang):
        show_written(beside(folder, lang=lang, tell=progress_of(lang)), answer_lines, lang)


@click.command()
@folder_argument
@click.argument("other", metavar="OTHER", type=click.Path(path_type=Path))
@click.option("--reason", required=True, help="What was wrong, and why it is corrected.")
@by_option
@language
def recheck(folder: Path, other: Path, reason: str, by: tuple[str, ...], lang: str) -> None:
    """Does an error found after the decision change it? OTHER is the round as it should be."""
    from aanbesteding.round.recheck import recheck as count_again

    with caught(lang):
        names = names_given(by, lang)
        result = count_again(folder, other, reason, names, lang=lang, tell=progress_of(lang))
        show_written(result, answer_lines, lang)


@click.command("why-infeasible")
@folder_argument
@click.option("--before-bids", is_flag=True, help="Look at the tender alone, not at any bid.")
@language
def why_infeasible(folder: Path, before_bids: bool, lang: str) -> None:
    """Say which rules exclude each other when no award fits, and the cheapest repair."""
    from aanbesteding.round.why_infeasible import why_infeasible as why

    with caught(lang):
        result = why(folder, before_bids=before_bids, lang=lang, tell=progress_of(lang))
        show_written(result, answer_lines, lang, done="clash")


@click.command("rules-cost")
@folder_argument
@click.option("--seconds", type=LIMIT, help="What is not proven by then is told to be so.")
@language
def rules_cost(folder: Path, seconds: float | None, lang: str) -> None:
    """Award again without every rule, and with its limit a step looser or tighter. A what-if."""
    from aanbesteding.round.rules_cost import rules_cost as priced

    with caught(lang):
        result = priced(folder, seconds=seconds, lang=lang, tell=progress_of(lang))
        show_written(result, answer_lines, lang)


@click.command()
@folder_argument
@click.option("--budget", metavar="ID", default="", help="Move this one; all together if left.")
@click.option(
    "--points",
    metavar="N",
    type=click.IntRange(2),
    default=20,
    show_default=True,
    help="How many ceilings.",
)
@language
def frontier(folder: Path, budget: str, points: int, lang: str) -> None:
    """Show who waits at every budget: what a euro more buys. A what-if."""
    from aanbesteding.round.frontier import frontier as drawn

    with caught(lang):
        result = drawn(folder, budget, points, lang=lang, tell=progress_of(lang))
        show_written(result, answer_lines, lang)
