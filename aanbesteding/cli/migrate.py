"""Commands for who comes from a workbook of their own, or from the export of a platform."""

from pathlib import Path
from typing import Any

import click

from aanbesteding.basis.texts import say
from aanbesteding.cli.common import USAGE, caught, folder_option, language, stop, stop_unless

file_option = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
mapping_option = click.argument("mapping", metavar="MAPPING", type=click.Path(path_type=Path))


@click.command()
@file_option
@mapping_option
@folder_option
@language
def from_workbook(file: Path, mapping: Path, folder: Path, lang: str) -> None:
    """Make a round folder DIR of an old evaluation workbook FILE; MAPPING says what is where."""
    from aanbesteding.round.from_workbook import from_workbook as make
    from aanbesteding.round.make import ExistsError

    with caught(lang):
        try:
            result = make(file, mapping, folder)
        except ExistsError:
            stop(say("cli.folder_exists", lang, {"folder": folder}), USAGE)
        _show(result, lang)
        click.echo(say("cli.from_workbook", lang, {**result.record, "folder": folder}))


@click.command()
@file_option
@mapping_option
@folder_option
@language
def bids_from(file: Path, mapping: Path, folder: Path, lang: str) -> None:
    """Take the bids out of an export FILE of a platform into the round folder DIR."""
    from aanbesteding.round.from_workbook import bids_from as make

    with caught(lang):
        result = make(file, mapping, folder)
        _show(result, lang)
        click.echo(say("cli.bids_from", lang, {**result.record, "folder": folder}))


@click.command()
@folder_option
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
        for path in result.files:
            click.echo(path)


def _show(result: Any, lang: str) -> None:
    """Print the files that were written, or what stands in the way."""
    stop_unless(result.ok, result.findings, lang)
    for path in result.files:
        click.echo(path)
