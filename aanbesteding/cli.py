"""The commands; each is one call and a few lines of output.

Exit codes: 0 good, 1 findings that block, 2 usage, 3 unreadable input.
"""

import shutil
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

import click

from aanbesteding import __version__
from aanbesteding.basis.errors import AanbestedingError, FindingsError, UnreadableError
from aanbesteding.basis.findings import Finding, blocking
from aanbesteding.basis.texts import finding_text, say

FINDINGS, USAGE, UNREADABLE = 1, 2, 3
DEMO = "aanbesteding-demo"
EXAMPLE = "amsterdam-segment-c-2021"
_language = click.option(
    "--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Language."
)
_folder = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
_by = click.option("--by", metavar="NAME", multiple=True, help="Who does this; repeat for more.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Evaluate tenders exactly as published."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@click.option("--force", is_flag=True, help="Replace the folder of an earlier demo.")
@_language
def demo(force: bool, lang: str) -> None:
    """Make ./aanbesteding-demo from the Amsterdam example and run it."""
    from aanbesteding.round.make import new
    from aanbesteding.round.run import award

    folder = Path(DEMO)
    if folder.exists() and not force:
        _stop(say("cli.demo_exists", lang, {"folder": folder}), USAGE)
    if folder.exists() and not (folder / "tender.toml").is_file():
        _stop(say("cli.not_a_round", lang, {"folder": folder}), USAGE)
    tell = _progress(lang)
    with _caught(lang):
        shutil.rmtree(folder, ignore_errors=True)
        tell("make")
        new(folder, EXAMPLE)
        _show_award(award(folder, lang=lang, tell=tell), lang)


@main.command()
@_folder
@click.option("--example", metavar="NAME", help="Start from a shipped example, filled in.")
@click.option("--workbook", is_flag=True, help="Write the tender as one workbook, tender.xlsx.")
@_language
def new(folder: Path, example: str | None, workbook: bool, lang: str) -> None:
    """Make a round folder."""
    from aanbesteding.round.make import ExistsError, examples
    from aanbesteding.round.make import new as make

    if example is not None and example not in examples():
        values = {"name": example, "names": examples()}
        _stop(say("cli.no_example", lang, values), USAGE)
    with _caught(lang):
        try:
            made = make(folder, example, workbook)
        except ExistsError:
            _stop(say("cli.folder_exists", lang, {"folder": folder}), USAGE)
        click.echo(say("cli.made", lang, {"folder": made}))


@main.command()
@_folder
@_language
def check(folder: Path, lang: str) -> None:
    """Read a round and list everything that must be repaired, refused or noticed."""
    from aanbesteding.round.read import read_round

    with _caught(lang):
        _progress(lang)("read")
        found = read_round(folder)
        _show(found.findings, lang)
        stop = len(blocking(found.findings))
        values = {
            "bids": len(found.bids.bids),
            "blocking": stop,
            "notices": len(found.findings) - stop,
        }
        click.echo(say("cli.checked", lang, values))
        if found.blocked:
            sys.exit(FINDINGS)


@main.command()
@_folder
@click.option("--lang", type=click.Choice(["nl", "en"]), help="Language; the tender's own if left.")
def forms(folder: Path, lang: str | None) -> None:
    """Write the bid form, and the assessors' forms once there are bids, to DIR/forms."""
    from aanbesteding.round.make import forms as write

    language = lang or "nl"
    with _caught(language):
        files, findings = write(folder, lang)
        _show(findings, language)
        for path in files:
            click.echo(path)
        if not files:
            sys.exit(FINDINGS)
        if len(files) == 1 and not blocking(findings):
            click.echo(say("cli.assessors_later", language), err=True)


@main.command()
@_folder
@_language
def panel(folder: Path, lang: str) -> None:
    """Show the quality so far in DIR/panel, without reading a price."""
    from aanbesteding.report.panel_lines import panel_lines
    from aanbesteding.round.panel import panel as show

    with _caught(lang):
        result = show(folder, lang, _progress(lang))
        _show(result.findings, lang)
        if not result.ok:
            click.echo(say("cli.nothing_written", lang), err=True)
            sys.exit(FINDINGS)
        for line in (*panel_lines(result.record, lang), *map(str, result.files)):
            click.echo(line)


@main.command()
@_folder
@_by
@_language
def quality(folder: Path, by: tuple[str, ...], lang: str) -> None:
    """Freeze the quality in the journal, before the prices of a second envelope are read."""
    from aanbesteding.round.envelopes import freeze_quality

    with _caught(lang):
        _show_step(freeze_quality(folder, _names(by, lang)), lang)


@main.command()
@_folder
@_by
@_language
def prices(folder: Path, by: tuple[str, ...], lang: str) -> None:
    """Open the prices of a second envelope, once the quality is frozen."""
    from aanbesteding.round.envelopes import open_prices

    with _caught(lang):
        _show_step(open_prices(folder, _names(by, lang)), lang)


@main.command()
@_folder
@click.option("--what-if", is_flag=True, help="The best award by the goals: advice, no award.")
@_language
def award(folder: Path, what_if: bool, lang: str) -> None:
    """Decide, and write record and reports to DIR/award (or DIR/what-if)."""
    from aanbesteding.round.run import award as run

    with _caught(lang):
        _show_award(run(folder, what_if, lang, _progress(lang)), lang)


@main.command()
@_folder
@click.option("--outcome", required=True, help="Bidders in the order they were drawn: K03,K05.")
@_language
def draw(folder: Path, outcome: str, lang: str) -> None:
    """Record lots that people have drawn, and decide with them."""
    from aanbesteding.round.run import draw as run

    order = [bidder.strip() for bidder in outcome.split(",") if bidder.strip()]
    with _caught(lang):
        _show_award(run(folder, order, lang, _progress(lang)), lang)


@main.command()
@_folder
@_language
def scenarios(folder: Path, lang: str) -> None:
    """Set the round beside its scenarios in DIR/scenarios: advice, no award."""
    from aanbesteding.report.scenario_lines import scenario_lines
    from aanbesteding.round.scenarios import compare_scenarios

    with _caught(lang):
        result = compare_scenarios(folder, lang, _progress(lang))
        _show(result.findings, lang)
        if not result.ok:
            click.echo(say("cli.nothing_written", lang), err=True)
            sys.exit(FINDINGS)
        for line in (*scenario_lines(result.record, lang), *map(str, result.files)):
            click.echo(line)


@main.command()
@_folder
@click.option(
    "--past", metavar="DIR2", type=click.Path(path_type=Path), help="Look at this round's bids."
)
@_language
def lab(folder: Path, past: Path | None, lang: str) -> None:
    """Try the price formula on made-up bids, before publication, in DIR/lab."""
    from aanbesteding.report.lab_lines import lab_lines
    from aanbesteding.round.lab import lab as try_out

    with _caught(lang):
        result = try_out(folder, past, lang, _progress(lang))
        _show(result.findings, lang)
        if not result.ok:
            click.echo(say("cli.nothing_written", lang), err=True)
            sys.exit(FINDINGS)
        for line in (*lab_lines(result.record, lang), *map(str, result.files)):
            click.echo(line)


@main.command()
@_folder
@_language
def scan(folder: Path, lang: str) -> None:
    """Compare what is contracted now with what the tender asks, per need level."""
    from aanbesteding.report.scenario_lines import scan_lines
    from aanbesteding.round.scenarios import market_scan

    with _caught(lang):
        found = market_scan(folder)
        _show(found.findings, lang)
        if not found.ok:
            sys.exit(FINDINGS)
        for line in scan_lines(found.rows, lang):
            click.echo(line)


@main.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@_language
def verify(file: Path, lang: str) -> None:
    """Count a record again from the original files, without the optimiser."""
    from aanbesteding.verification.verify import verify as prove

    with _caught(lang):
        proof = prove(file)
        for check_ in proof.checks:
            mark = say("cli.right" if check_.ok else "cli.wrong", lang)
            click.echo(f"{mark} {say(check_.key, lang, check_.values)}")
        for item in proof.not_checked:
            click.echo(f"{say('cli.not_checked', lang)} {say(item.key, lang, item.values)}")
        _show(proof.findings, lang)
        click.echo(say("cli.verified" if proof.ok else "cli.not_verified", lang))
        if not proof.ok:
            sys.exit(FINDINGS)


@main.command()
def schema() -> None:
    """Print the JSON Schema of a tender."""
    from aanbesteding.tender.schema import schema as text

    click.echo(text())


def _show_award(result: Any, lang: str) -> None:
    from aanbesteding.report.award_lines import award_lines

    _show(result.findings, lang)
    if not result.ok:
        click.echo(say("cli.nothing_written", lang), err=True)
        sys.exit(FINDINGS)
    for line in award_lines(result.record, lang):
        click.echo(line)
    for path in result.files:
        click.echo(path)


def _names(by: tuple[str, ...], lang: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in by)
    if not names or not all(names):
        _stop(say("cli.by_needed", lang), USAGE)
    return names


def _show_step(noted: Any, lang: str) -> None:
    _show(noted.findings, lang)
    if not noted.ok:
        click.echo(say("cli.not_noted", lang), err=True)
        sys.exit(FINDINGS)
    values = {"by": noted.entry.by, "marks": noted.marks, "bids": noted.bids}
    click.echo(say(f"cli.{noted.entry.step}", lang, values))
    click.echo(say("cli.journal_head", lang, {"head": noted.head}))
    click.echo(say("cli.keep_head", lang))


def _show(findings: Iterable[Finding], lang: str) -> None:
    for finding in findings:
        click.echo(finding_text(finding, lang), err=True)


def _progress(lang: str) -> Callable[[str], None]:
    """Return a teller that says on stderr what is being done, once a run takes over a second."""
    started = time.monotonic()

    def tell(step: str) -> None:
        if time.monotonic() - started > 1:
            click.echo(say(f"cli.step.{step}", lang), err=True)

    return tell


class _caught:
    """Turns the few exceptions of the package into a line and an exit code."""

    def __init__(self, lang: str):
        self.lang = lang

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, UnreadableError):
            _stop(say("cli.unreadable", self.lang, {"what": error}), UNREADABLE)
        if isinstance(error, FindingsError):
            _show(error.findings, self.lang)
            sys.exit(FINDINGS)
        if isinstance(error, AanbestedingError):
            name = type(error).__name__
            _stop(say("cli.failed", self.lang, {"what": error, "name": name}), FINDINGS)
        if isinstance(error, OSError):
            _stop(say("cli.disk", self.lang, {"what": error}), UNREADABLE)


def _stop(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
