"""What a round asks to do next, in every state it can be in, and that the commands say it."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

import aanbesteding
from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.cli.common import AFTER_CHECK, next_of
from aanbesteding.cli.main import main
from aanbesteding.round import todo
from aanbesteding.round.unchanged import RECORD
from tests import two_envelopes
from tests.two_envelopes import put_marks, written
from tests.typed import run

ONE = ("A. de Vries",)
US = ("A. de Vries", "B. Jansen")
FEBRUARY = datetime(2027, 2, 1, 9, tzinfo=UTC)
MARCH = datetime(2027, 3, 2, 9, tzinfo=UTC)
MAY = datetime(2027, 5, 11, 9, tzinfo=UTC)
AFTER = datetime(2027, 6, 2, 9, tzinfo=UTC)


def asked(folder: Path, now: datetime = MARCH) -> str:
    """What is to be done next; said in each language, with every command as it is typed."""
    found = aanbesteding.status(folder, now)
    for lang in LANGUAGES:
        for checked in (False, True):
            said = next_of(found, lang, checked)
            typed = re.findall(rf'aanbesteding ([a-z-]+) "?{re.escape(str(folder))}', said)
            assert set(typed) <= set(main.commands), said
            assert typed or found.todo in ("wait_for_standstill", "withdrawn"), said
    return found.todo


def steps(folder: Path, now: datetime) -> set[str]:
    return {step.name for step in aanbesteding.status(folder, now).next}


def test_a_draft_asks_for_forms_bids_marks_an_award_and_letters_in_turn(tmp_path: Path) -> None:
    full = aanbesteding.new(tmp_path / "full", example="een-perceel")
    folder = aanbesteding.new(tmp_path / "r", example="een-perceel")
    for place in ("bids", "assessments"):
        shutil.rmtree(folder / place)
    assert asked(folder) == "make_forms"
    aanbesteding.forms(folder)
    assert asked(folder) == "try_or_freeze"
    shutil.copytree(full / "bids", folder / "bids")
    assert asked(folder) == "make_panel_forms"
    aanbesteding.forms(folder)
    assert asked(folder) == "fill_in_marks"
    shutil.copytree(full / "assessments", folder / "assessments")
    assert asked(folder) == "award"
    assert aanbesteding.award(folder).ok
    assert asked(folder) == "look_at_award"
    assert aanbesteding.letters(folder).ok
    assert asked(folder) == "look_at_letters"


@pytest.mark.parametrize(
    ("example", "next_"), [("gelijke-stand", "draw"), ("regels-die-botsen", "clash")]
)
def test_an_award_that_is_none_asks_for_what_is_lacking(
    tmp_path: Path, example: str, next_: str
) -> None:
    folder = aanbesteding.new(tmp_path / "r", example=example)
    aanbesteding.award(folder)
    assert asked(folder) == next_
    assert asked(folder) != "award"


def test_a_formal_round_asks_for_each_step_when_its_day_has_come(tmp_path: Path) -> None:
    folder = written(tmp_path / "r", two_envelopes.tender(award={"envelopes": "one"}))
    assert aanbesteding.freeze(folder, ONE, FEBRUARY).ok
    assert asked(folder) == "send_forms"
    aanbesteding.forms(folder)
    assert asked(folder) == "frozen"
    assert aanbesteding.receive(folder, ONE, FEBRUARY).ok
    assert asked(folder, FEBRUARY) == "wait_for_bids"
    assert "opened" not in steps(folder, FEBRUARY)
    assert asked(folder, MARCH) == "open"
    assert "opened" in steps(folder, MARCH)
    assert aanbesteding.open_bids(folder, US, MARCH).ok
    assert asked(folder) == "decide"
    assert aanbesteding.decide(folder, ONE, MARCH).ok
    assert asked(folder) == "decided"
    assert aanbesteding.send(folder, ONE, MAY).ok
    assert asked(folder, MAY) == "wait_for_standstill"
    assert "final" not in steps(folder, MAY)
    assert asked(folder, AFTER) == "finalise"
    assert "final" in steps(folder, AFTER)
    assert aanbesteding.finalise(folder, ONE, AFTER).ok
    assert asked(folder, AFTER) == "final"


def test_two_envelopes_ask_for_the_quality_before_the_prices(tmp_path: Path) -> None:
    folder = written(tmp_path / "r")
    shutil.rmtree(folder / "assessments")
    assert asked(folder) == "make_panel_forms"
    aanbesteding.forms(folder)
    assert asked(folder) == "fill_in_marks"
    put_marks(folder)
    assert asked(folder) == "quality"
    assert aanbesteding.freeze_quality(folder, ONE, MARCH).ok
    assert asked(folder) == "quality_frozen"
    assert aanbesteding.open_prices(folder, ONE, MARCH).ok
    assert asked(folder) == "prices_opened"


def test_a_draft_in_two_envelopes_asks_to_freeze_because_nothing_goes_without(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path / "r")
    (folder / "journal.jsonl").unlink()
    assert asked(folder) == "freeze"


def test_an_anonymous_round_asks_for_the_forms_without_names(tmp_path: Path) -> None:
    tender = two_envelopes.tender(award={"envelopes": "one"}, panel={"anonymous": True})
    folder = written(tmp_path / "r", tender)
    shutil.rmtree(folder / "assessments")
    assert asked(folder) == "make_panel_forms"
    aanbesteding.forms(folder)
    assert (folder / "anonymous.csv").is_file()
    assert asked(folder) == "fill_in_marks"


def test_what_is_wrong_comes_before_anything_else(tmp_path: Path) -> None:
    folder = written(tmp_path / "r")
    shutil.copy(folder / "bids" / "K01.xlsx", folder / "bids" / "K09.xlsx")
    assert asked(folder) == "repair"
    (folder / "bids" / "K09.xlsx").unlink()
    (folder / "tender.toml").write_text("id = [", "utf-8")
    assert asked(folder) == "repair"


def test_a_withdrawn_round_asks_for_nothing(tmp_path: Path) -> None:
    folder = written(tmp_path / "r")
    assert aanbesteding.withdraw(folder, "geen geld", ONE, now=MARCH).ok
    assert asked(folder) == "withdrawn"
    printed = run("status", folder).output
    assert "begin voor een nieuwe aanbesteding een nieuwe map" in printed


def test_sealed_bids_are_unsealed_before_they_are_opened(tmp_path: Path) -> None:
    folder = written(tmp_path / "r", two_envelopes.tender(award={"envelopes": "one"}))
    assert aanbesteding.freeze(folder, ONE, FEBRUARY).ok
    assert aanbesteding.receive(folder, ONE, FEBRUARY).ok
    (folder / "bids" / "K01.xlsx").rename(folder / "bids" / "K01.xlsx.sealed")
    assert asked(folder) == "unseal"


def test_a_record_that_cannot_be_read_does_not_stop_the_status(tmp_path: Path) -> None:
    folder = aanbesteding.new(tmp_path / "r", example="een-perceel")
    (folder / "award").mkdir()
    for content in (b"", b"[]", b'{"decision": 1}', b"\xff"):
        (folder / RECORD).write_bytes(content)
        assert asked(folder) == "look_at_award"


def test_an_award_of_which_the_search_was_stopped_asks_for_more_time(tmp_path: Path) -> None:
    folder = aanbesteding.new(tmp_path / "r", example="een-perceel")
    (folder / "award").mkdir()
    (folder / RECORD).write_bytes(b'{"decision":{"outcome":"not_proven"}}')
    assert asked(folder) == "go_on"


def test_check_names_the_next_step_and_repair_only_when_something_is_wrong(tmp_path: Path) -> None:
    folder = aanbesteding.new(tmp_path / "mijn ronde", example="een-perceel")
    good = run("check", folder)
    assert f'Reken de gunning uit: aanbesteding award "{folder}"' in good.output
    shutil.rmtree(folder / "assessments")
    unjudged = run("check", folder)
    assert unjudged.exit_code == 1
    assert "maak de formulieren voor de beoordelaars" in unjudged.output
    assert "Herstel" not in unjudged.output
    (folder / "bids" / "K99.xlsx").write_bytes(b"geen werkmap")
    assert "Herstel wat hierboven staat" in run("check", folder).output


@pytest.fixture(name="awarded", scope="module")
def a_draft_with_its_award(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = aanbesteding.new(tmp_path_factory.mktemp("todo") / "r", example="een-perceel")
    assert aanbesteding.award(folder).ok
    return folder


@pytest.mark.parametrize(
    "command",
    ["award --what-if", "explain", "alternatives --most 1", "compare", "frontier --points 2",
     "rules-cost", "why-infeasible", "lab", "robust --futures 1 --workers 1", "panel", "editions",
     "package", "ocds", "tenderned", "tables", "forms"],
)  # fmt: skip
def test_a_command_that_only_advises_or_hands_on_says_what_is_next_too(
    awarded: Path, command: str
) -> None:
    name, *rest = command.split()
    said = run(name, awarded, *rest)
    assert said.exit_code == 0, said.output
    assert said.stderr.count("Volgende stap: open ") == 1
    assert said.stderr.rstrip().splitlines()[-1].startswith("Volgende stap: ")


def test_why_nothing_fits_is_not_what_to_do_next_once_it_was_said(tmp_path: Path) -> None:
    folder = aanbesteding.new(tmp_path / "r", example="regels-die-botsen")
    assert "aanbesteding why-infeasible" in run("award", folder).stderr
    assert "Volgende stap" in run("explain", folder).stderr
    assert "Volgende stap" not in run("why-infeasible", folder).stderr


def test_what_is_said_after_a_check_is_a_step_that_a_check_comes_before() -> None:
    source = Path(todo.__file__).read_text("utf-8")
    names = set(re.findall(r'"([a-z_]+)"', source)) | {"prices_opened"}
    assert set(AFTER_CHECK) <= names
