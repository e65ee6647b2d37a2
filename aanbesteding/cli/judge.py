"""Commands of the judging: the panel, quality frozen, prices opened."""

from pathlib import Path

import click

from aanbesteding.cli.common import (
    by_option,
    caught,
    folder_option,
    language,
    names_given,
    progress_of,
    show_step,
    show_written,
)


@click.command()
@folder_option
@language
def panel(folder: Path, lang: str) -> None:
    """Show the quality so far in DIR/panel, without reading a price."""
    from aanbesteding.report.panel_lines import panel_lines
    from aanbesteding.round.panel import panel as run

    with caught(lang):
        result = run(folder, lang, progress_of(lang))
        show_written(result, panel_lines, lang)


@click.command()
@folder_option
@by_option
@language
def quality(folder: Path, by: tuple[str, ...], lang: str) -> None:
    """Freeze the quality in the journal, before the prices of a second envelope are read."""
    from aanbesteding.round.envelopes import freeze_quality

    with caught(lang):
        show_step(freeze_quality(folder, names_given(by, lang)), lang)


@click.command()
@folder_option
@by_option
@language
def prices(folder: Path, by: tuple[str, ...], lang: str) -> None:
    """Open the prices of a second envelope, once the quality is frozen."""
    from aanbesteding.round.envelopes import open_prices

    with caught(lang):
        show_step(open_prices(folder, names_given(by, lang)), lang)
