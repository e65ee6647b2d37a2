"""Commands of the judging: the panel, quality frozen, prices opened."""

from pathlib import Path

import click

from aanbesteding.cli.common import (
    caught,
    folder_argument,
    language,
    progress_of,
    show_written,
    step_command,
)


@click.command()
@folder_argument
@language
def panel(folder: Path, lang: str) -> None:
    """Show the quality so far in DIR/panel, without reading a price."""
    from aanbesteding.report.panel_lines import panel_lines
    from aanbesteding.round.panel import panel as run

    with caught(lang):
        result = run(folder, lang=lang, tell=progress_of(lang))
        show_written(result, panel_lines, lang)


quality = step_command(
    "quality",
    "Freeze the quality in the journal, before the prices of a second envelope are read.",
    "freeze_quality",
)
prices = step_command(
    "prices", "Open the prices of a second envelope, once the quality is frozen.", "open_prices"
)
