"""The commands rules-cost and frontier: what they print, write and how they exit."""

import json
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

import aanbesteding
from aanbesteding.basis.canonical import canonical
from tests.typed import run

ASKED: Mapping[str, tuple[str, ...]] = {"rules-cost": (), "frontier": ("--points", "4")}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("round") / "r"
    return aanbesteding.new(folder, example="combinaties")


def place(folder: Path, kind: str, ending: str) -> Path:
    return folder / "explanation" / f"{kind}.{ending}"


def test_rules_cost_prints_what_a_rule_costs_and_names_its_files(made: Path) -> None:
    found = run("rules-cost", made)
    assert found.exit_code == 0, found.output
    said = "gestelde waarde +€\u00a010.000,00, kwaliteit +75, uitgaven +€\u00a05.000,00"
    assert f"een-plek-per-perceel kost iets. Wijziging: weggelaten. Dan verandert: {said}." in (
        found.stdout
    )
    assert "ruimer: hoogstens 1 → 2 (stap: 1 contract)" in found.stdout
    for ending in ("json", "html", "xlsx"):
        assert str(place(made, "rules-cost", ending)) in found.stdout


@pytest.mark.parametrize(
    ("lang", "said"), [("nl", "Grens op ‘uitgaven’"), ("en", "Bound on ‘spend’")]
)
def test_a_bound_on_a_goal_is_named_after_what_it_bounds(made: Path, lang: str, said: str) -> None:
    found = run("rules-cost", made, "--lang", lang)
    assert said in found.stdout
    for told in (found.stdout, place(made, "rules-cost", "html").read_text("utf-8")):
        assert "goal:" not in told


@pytest.mark.parametrize("kind", ASKED)
def test_the_record_is_a_canonical_what_if_and_the_same_again(made: Path, kind: str) -> None:
    run(kind, made, *ASKED[kind])
    content = place(made, kind, "json").read_bytes()
    record = json.loads(content)
    assert canonical(record) == content
    assert (record["kind"], record["what_if"]) == (kind, True)
    run(kind, made, *ASKED[kind])
    assert place(made, kind, "json").read_bytes() == content
    assert not (made / "award").exists()


@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_says_what_if_in_both_languages(made: Path, kind: str, lang: str) -> None:
    assert run(kind, made, "--lang", lang, *ASKED[kind]).exit_code == 0
    page = place(made, kind, "html").read_text("utf-8")
    assert 'class="what-if"' in page
    assert f'lang="{lang}"' in page


def test_with_no_seconds_it_is_said_what_is_not_proven(made: Path) -> None:
    found = run("rules-cost", made, "--seconds", 0)
    assert found.exit_code == 0
    assert "R223" in found.stderr
    assert "niet bewezen" in found.stdout


def test_frontier_draws_steps_and_lists_the_same_numbers(made: Path) -> None:
    found = run("frontier", made, "--points", 4)
    assert found.exit_code == 0, found.output
    page = place(made, "frontier", "html").read_text("utf-8")
    assert page.count('<polyline class="stair') == 2
    record = json.loads(place(made, "frontier", "json").read_bytes())
    book = openpyxl.load_workbook(place(made, "frontier", "xlsx"))
    rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[0] is not None]
    euros = [row[0] for row in rows if isinstance(row[0], int | float)]
    assert euros == [point["cents"] / 100 for point in record["answer"]["points"]]


def test_frontier_of_an_unknown_budget_names_the_ones_there_are(made: Path) -> None:
    found = run("frontier", made, "--budget", "anders")
    assert found.exit_code == 1
    assert "R224" in found.stderr
    assert "2028" in found.stderr


def test_less_than_two_points_is_a_programmer_error(made: Path) -> None:
    with pytest.raises(ValueError, match="two points"):
        aanbesteding.frontier(made, points=1)
    assert run("frontier", made, "--points", 1).exit_code == 2
