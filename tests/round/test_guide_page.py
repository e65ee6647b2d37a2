"""The officer's guide: its commands, typed in their order, take a round from nothing to the end."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import aanbesteding
from aanbesteding.cli.main import main
from tests.packaging.first_time import commands, fill_in, parts

HOME = Path(__file__).parents[2] / "docs" / "for-the-officer"
GUIDE, FIRST = ((HOME / name).read_text("utf-8") for name in ("index.md", "eerste-keer.md"))
DAYS = {"send": (2027, 5, 11), "finalise": (2027, 6, 2)}
NOW = datetime(2027, 3, 2, 9, tzinfo=UTC)
# What an officer fills in before a command: the tables of the first-time page, by their number.
BEFORE = {"check": ((0, 1), (), (3,)), "receive": ((2,),)}


def test_every_command_of_the_steps_runs_and_the_round_ends_final_and_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tables = [part for part in parts(FIRST) if part.kind == "table"]
    steps = GUIDE[GUIDE.index("## 1.") :]
    typed = [words for part in parts(steps) if part.kind == "sh" for words in commands(part)]
    seen: dict[str, int] = {}
    printed = ""
    for words in typed:
        name, times = words[0], seen.get(words[0], 0)
        for number in dict(enumerate(BEFORE.get(name, ()))).get(times, ()):
            fill_in(tables[number])
        seen[name] = times + 1
        now = datetime(*DAYS[name], 9, tzinfo=UTC) if name in DAYS else NOW
        monkeypatch.setattr("aanbesteding.round.taking.present", lambda now=now: now)
        result = CliRunner().invoke(main, words)
        unjudged = (name, times) == ("check", 1)
        assert result.exit_code == (1 if unjudged else 0), (words, result.output)
        printed += result.output
    assert aanbesteding.status("mijn-ronde").state == "final"
    assert "Het verslag klopt met de oorspronkelijke bestanden." in printed
    assert len(typed) == 18


def test_each_step_has_a_command_and_a_picture() -> None:
    steps = GUIDE[GUIDE.index("## 1.") : GUIDE.index("## Het register")].split("\n## ")
    assert len(steps) == 7
    for step in steps:
        assert "```sh\naanbesteding " in step
        assert "](../pictures/gallery/" in step
