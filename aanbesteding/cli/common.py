"""What the commands share: options, lines of output, exit codes.

Exit codes: 0 good, 1 findings that block, 2 usage, 3 unreadable input, 4 best not proven.
"""

import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

import aanbesteding
from aanbesteding.basis.errors import (
    AanbestedingError,
    ExistsError,
    FindingsError,
    UnreadableError,
)
from aanbesteding.basis.findings import Finding
from aanbesteding.basis.texts import LANGUAGES, finding_text, say

FINDINGS, USAGE, UNREADABLE, UNPROVEN = 1, 2, 3, 4
language = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="Language.",
)
folder_argument = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
AFTER_CHECK = ("make_forms", "award", "quality", "decide", "prices_opened")
LIMIT = click.FloatRange(min=0)
by_option = click.option(
    "--by", metavar="NAME", multiple=True, help="Who does this; repeat for more."
)


Lines = Callable[[Any, str], Iterable[str]]


def show_written(result: Any, lines: Lines, lang: str, done: str = "") -> None:
    """Print what a run says, its files and what is next, or what stands in the way.

    `done` names what the run itself was, where that may be what is to be done.
    """
    stop_unless(result.ok, result.findings, lang, "cli.nothing_written")
    for line in lines(result.record, lang):
        click.echo(line)
    show_files(result.files)
    show_next(result.folder, lang, done=done)


def show_made(result: Any, lang: str) -> None:
    """Print the files that were made, or what stands in the way."""
    stop_unless(result.ok, result.findings, lang)
    show_files(result.files)


def show_files(files: Iterable[Path | str]) -> None:
    """Print the files that were written, one a line."""
    for path in files:
        click.echo(path)


def show_next(folder: Path, lang: str, checked: bool = False, done: str = "") -> None:
    """Say on stderr what is to be done next in a round, `checked` when nothing has to be solved.

    Not what was `done` just now, and nothing of a folder with an award and no round.
    """
    with suppress(UnreadableError):
        found = aanbesteding.status(folder)
        if found.todo != done:
            click.echo(next_of(found, lang, checked), err=True)


def next_of(found: aanbesteding.Status, lang: str, checked: bool = False) -> str:
    """Return in a sentence what is to be done next in a round."""
    home = found.folder
    places = {
        "folder": typed(home),
        "bids": home / "bids",
        "forms": home / "forms",
        "marks": home / "assessments",
        "letters": home / "letters",
        "page": home / "award" / "award.html",
        "record": typed(home / "award" / "award.json"),
    }
    days = {"bids_due": found.bids_due, "last_day": found.last_day}
    which = "checked" if checked and found.todo in AFTER_CHECK else "todo"
    todo = say(f"status.{which}.{found.todo}", lang, {**places, **days})
    return say("status.todo_is", lang, {"todo": todo})


def typed(path: Path) -> str:
    """Return a path as it is typed in a command: in quotes where it holds a space."""
    return f'"{path}"' if " " in str(path) else str(path)


def show_award(result: Any, lang: str) -> None:
    """Print the award and its files, or what stands in the way; the exit code says which."""
    from aanbesteding.report.award_lines import award_lines

    show_written(result, award_lines, lang)
    if result.record["decision"]["outcome"] == "not_proven":
        sys.exit(UNPROVEN)


def names_given(by: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """Return the names given with --by; without any the command stops."""
    names = tuple(name.strip() for name in by)
    if not names or not all(names):
        stop(say("cli.by_needed", lang), USAGE)
    return names


def show_step(noted: Any, lang: str) -> None:
    """Print what was noted in the journal and its head, or why nothing was."""
    from aanbesteding.report.award_lines import award_lines
    from aanbesteding.round.taking import LAST_DAY
    from aanbesteding.round.unchanged import RECORD

    stop_unless(noted.ok, noted.findings, lang, "cli.not_noted")
    if noted.award is not None:
        for line in award_lines(noted.award.record, lang):
            click.echo(line)
        show_files(noted.award.files)
    about = noted.entry.about
    record = {"record": about.get(RECORD), "last_day": about.get(LAST_DAY)}
    counts = {"marks": noted.marks, "bids": noted.bids}
    values = {**about, **record, **counts, "by": noted.entry.by}
    click.echo(say(f"cli.{noted.entry.step}", lang, values))
    click.echo(say("cli.journal_head", lang, {"head": noted.head}))
    click.echo(say("cli.keep_head", lang))
    show_next(noted.folder, lang)


def stop_unless(
    ok: bool, findings: Iterable[Finding], lang: str, says: str = "cli.nothing_made"
) -> None:
    """Print findings; where they block, say that nothing was written and end."""
    show_findings(findings, lang)
    if not ok:
        stop(say(says, lang), FINDINGS)


def show_proof(proof: Any, lang: str, holds: str, fails: str) -> None:
    """Print what was checked, what stayed open, what differs, and in a sentence whether it holds.

    `holds` and `fails` are the keys of that sentence.
    """
    for check in proof.checks:
        mark = say("cli.right" if check.ok else "cli.wrong", lang)
        how = f" {say(check.how, lang, check.values)}" if check.how else ""
        click.echo(f"{mark} {say(check.key, lang, check.values)}{how}")
    for claim in proof.not_proven:
        said = f"{say(claim.key, lang, claim.values)} {say(claim.why, lang)}"
        click.echo(f"{say('verify.left_open', lang)}: {said}")
    for item in proof.not_checked:
        click.echo(f"{say('cli.not_checked', lang)} {say(item.key, lang, item.values)}")
    show_findings(proof.findings, lang)
    click.echo(say(holds if proof.ok else fails, lang))
    if not proof.ok:
        sys.exit(FINDINGS)


def step_command(name: str, about: str, function: str) -> click.Command:
    """Return the command of a step that asks no more than who does it.

    `function` is its public name, so that a command loads what it needs only when it is called.
    """

    @click.command(name, help=about)
    @folder_argument
    @by_option
    @language
    def run(folder: Path, by: tuple[str, ...], lang: str) -> None:
        with caught(lang):
            show_step(getattr(aanbesteding, function)(folder, names_given(by, lang)), lang)

    return run


def show_findings(findings: Iterable[Finding], lang: str) -> None:
    """Print findings on stderr."""
    for finding in findings:
        click.echo(finding_text(finding, lang), err=True)


def progress_of(lang: str) -> Callable[[str], None]:
    """Return a teller that says on stderr what is being done, once a run takes over a second."""
    started = time.monotonic()

    def tell(step: str) -> None:
        if time.monotonic() - started > 1:
            click.echo(say(f"cli.step.{step}", lang), err=True)

    return tell


def counter_of(lang: str) -> Callable[[int], None]:
    """Return a teller that says on stderr how much is done, at most every two seconds."""
    said = time.monotonic()

    def tell(done: int) -> None:
        nonlocal said
        if time.monotonic() - said > 2:
            said = time.monotonic()
            click.echo(say("cli.robust_done", lang, {"done": done}), err=True)

    return tell


class caught:
    """Turns the few exceptions of the package into a line and an exit code."""

    def __init__(self, lang: str):
        self.lang = lang

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ExistsError):
            stop(say("cli.folder_exists", self.lang, {"folder": error}), USAGE)
        if isinstance(error, UnreadableError):
            stop(say("cli.unreadable", self.lang, {"what": error}), UNREADABLE)
        if isinstance(error, FindingsError):
            show_findings(error.findings, self.lang)
            sys.exit(FINDINGS)
        if isinstance(error, AanbestedingError):
            name = type(error).__name__
            stop(say("cli.failed", self.lang, {"what": error, "name": name}), FINDINGS)
        if isinstance(error, OSError):
            stop(say("cli.disk", self.lang, {"what": error}), UNREADABLE)


def stop(message: str, code: int) -> NoReturn:
    """End with a line on stderr and an exit code."""
    click.echo(message, err=True)
    sys.exit(code)
