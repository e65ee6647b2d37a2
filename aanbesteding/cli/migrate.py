"""Commands for who comes from a workbook of their own, or from the export of a platform."""

from pathlib import Path

import click

import aanbesteding
from aanbesteding.basis.texts import say
from aanbesteding.cli.common import (
    caught,
    folder_argument,
    language,
    show_files,
    show_made,
    show_next,
    stop_unless,
)


def _taking_over(function: str, about: str) -> click.Command:
    """Return the command of a public function that takes a file over as a mapping says."""

    @click.command(function.replace("_", "-"), help=about)
    @click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
    @click.argument("mapping", metavar="MAPPING", type=click.Path(path_type=Path))
    @folder_argument
    @language
    def run(file: Path, mapping: Path, folder: Path, lang: str) -> None:
        with caught(lang):
            result = getattr(aanbesteding, function)(file, mapping, folder)
            show_made(result, lang)
            click.echo(say(f"cli.{function}", lang, {**result.record, "folder": folder}))

    return run


from_workbook = _taking_over(
    "from_workbook",
    "Make a round folder DIR of an old evaluation workbook FILE; MAPPING says what is where.",
)
bids_from = _taking_over(
    "bids_from", "Take the bids out of an export FILE of a platform into the round folder DIR."
)


@click.command()
@folder_argument
@language
def compare_before(folder: Path, lang: str) -> None:
    """Put the old totals and ranks of an old workbook beside those computed now."""
    from aanbesteding.round.compare_before import compare_before as make

    with caught(lang):
        result = make(folder, lang=lang)
        stop_unless(result.ok, result.findings, lang)
        for row in result.rows:
            values = row._asdict()
            why = say(f"migrate.why.{row.why}", lang, values)
            click.echo(say("migrate.row", lang, {**values, "why": why}))
            if row.where:
                click.echo(f"  {say('migrate.where', lang, values)}")
        same = sum(row.why == "same" for row in result.rows)
        counts = {"count": len(result.rows), "same": same}
        click.echo(say("migrate.counted", lang, counts))
        show_files(result.files)
        show_next(folder, lang)
