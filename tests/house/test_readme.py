"""The first screen of the README is enough to begin."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
FIRST_SCREEN = "\n".join(README.splitlines()[:45])
COMMANDS = dict(re.findall(r"<!-- command: (\w+) -->\n+```sh\n(.+?)\n```", FIRST_SCREEN))


def test_the_first_screen_holds_both_commands() -> None:
    assert set(COMMANDS) == {"demo", "tests"}


def test_both_commands_begin_from_nothing_and_are_one_line() -> None:
    for command in COMMANDS.values():
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
        assert "\n" not in command


def test_the_test_command_needs_python_packages_alone() -> None:
    assert '-m "not office and not browser and not outside"' in COMMANDS["tests"]


def test_ci_takes_the_commands_from_the_readme() -> None:
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "readme_command tests" in ci
    assert "readme_command demo" in ci


def test_files_the_readme_links_to_exist() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
