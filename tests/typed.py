"""A command as it is typed, and what comes of it."""

from click.testing import CliRunner, Result

from aanbesteding.cli.main import main


def run(*words: object) -> Result:
    """Return what ``aanbesteding`` with these words printed, and how it ended."""
    return CliRunner().invoke(main, [str(word) for word in words])
