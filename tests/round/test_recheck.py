"""An error found after the decision, in rounds of which the figures are worked out by hand.

In the example with price and quality B won with 56 + 15 = 71 points, before C with 69 and A with
65. The mark of B for wachttijd (weight 40) was 8; with a 6 that is 24 points in place of 32.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import aanbesteding
from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.cli.main import main
from aanbesteding.explanation.rechecked import rechecked

REASON, BY = "Bij B stond een 6; er is een 8 overgenomen.", ("I. Koper",)
Record = Mapping[str, Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home, found = tmp_path_factory.mktemp("rounds"), {}
    for name in ("prijs-en-kwaliteit", "een-perceel", "gelijke-stand"):
        found[name] = aanbesteding.new(home / name, example=name)
        assert aanbesteding.award(found[name]).ok
    return found


def copied(made: dict[str, Path], name: str, to: Path) -> Path:
    return Path(shutil.copytree(made[name], to))


def marked(folder: Path, name: str, mark: int, form: str = "consensus") -> Path:
    """The folder, after another mark was put in a form of the panel."""
    path = folder / "assessments" / f"{form}.xlsx"
    book = openpyxl.load_workbook(path)
    sheet, cell = book.defined_names[f"in.{name}.mark"].attr_text.replace("'", "").split("!")
    book[sheet][cell.replace("$", "")] = mark
    book.save(path)
    return folder


def answer(folder: Path, other: Path, **changes: Any) -> Record:
    result = aanbesteding.recheck(folder, other, **{"reason": REASON, "by": BY, **changes})
    assert result.ok, result.findings
    found: Record = result.record["answer"]
    return found


def codes(folder: Path, other: Path, **changes: Any) -> list[str]:
    result = aanbesteding.recheck(folder, other, **{"reason": REASON, "by": BY, **changes})
    assert not result.ok
    assert not (folder / "explanation").exists()
    return [finding.code for finding in result.findings if finding.code.startswith("R")]


def verdicts(found: Record) -> dict[str, str]:
    return {one["bidder"]: one["verdict"] for one in found["contracts"]}


@pytest.fixture
def first(made: dict[str, Path], tmp_path: Path) -> Path:
    return copied(made, "prijs-en-kwaliteit", tmp_path / "eerst")


@pytest.fixture
def corrected(made: dict[str, Path], tmp_path: Path) -> Path:
    folder = copied(made, "prijs-en-kwaliteit", tmp_path / "verbeterd")
    return marked(folder, "1.b.wachttijd", 6)


def test_a_mark_of_six_for_eight_takes_the_contract_from_b_to_c(
    first: Path, corrected: Path
) -> None:
    found = answer(first, corrected)
    assert found["verdict"] == "contracts"
    assert verdicts(found) == {"B": "loses", "C": "gains"}
    cents = [(one["cents_before"], one["cents_after"]) for one in found["contracts"]]
    assert cents == [(50_000_000, None), (None, 42_000_000)]
    (lot,) = found["lots"]
    assert (lot["winners_before"], lot["winners_after"]) == (["B"], ["C"])
    assert (lot["reserve_before"], lot["reserve_after"]) == (["C", "A"], ["A", "B"])


def test_totals_and_ranks_before_and_after_are_those_worked_out_by_hand(
    first: Path, corrected: Path
) -> None:
    scores = {one["bidder"]: one for one in answer(first, corrected)["scores"]}
    totals = {b: (one["total_before"], one["total_after"]) for b, one in scores.items()}
    assert totals == {"C": ("69.00",) * 2, "A": ("65.00",) * 2, "B": ("71.00", "63.00")}
    ranks = {b: (one["rank_before"], one["rank_after"]) for b, one in scores.items()}
    assert ranks == {"C": (2, 1), "A": (3, 2), "B": (1, 3)}
    points = [{**one} for one in scores["B"]["points"]]
    assert points == [{"criterion": "wachttijd", "before": "32.00", "after": "24.00"}]


def test_goals_are_told_before_and_after(first: Path, corrected: Path) -> None:
    """100 clients: 56 points at € 5000, then 42 points at € 4200."""
    goals = {
        one["kind"]: (one["before"], one["after"]) for one in answer(first, corrected)["goals"]
    }
    assert goals == {
        "unmet": (0, 0),
        "quality": ("5600", "4200"),
        "spend": (50_000_000, 42_000_000),
    }


def test_the_one_mark_and_the_one_file_that_differ_are_named(first: Path, corrected: Path) -> None:
    found = answer(first, corrected)
    assert found["fields"] == [
        {
            "about": "mark",
            "bidder": "B",
            "lot": "1",
            "criterion": "wachttijd",
            "field": "consensus.mark",
            "before": "8",
            "after": "6",
        }
    ]
    path = Path("assessments") / "consensus.xlsx"
    hashes = [fingerprint((folder / path).read_bytes()) for folder in (first, corrected)]
    assert found["files"] == [{"path": path.as_posix(), "before": hashes[0], "after": hashes[1]}]


def test_the_first_record_stays_byte_for_byte_and_its_hash_is_in_the_answer(
    first: Path, corrected: Path
) -> None:
    before = {p: p.read_bytes() for p in sorted(first.rglob("*")) if p.is_file()}
    found = answer(first, corrected)
    assert {p: p.read_bytes() for p in before} == before
    assert found["first"] == fingerprint(before[first / "award" / "award.json"])
    assert (found["reason"], found["by"]) == (REASON, list(BY))


def test_the_folder_itself_may_be_corrected_while_the_first_record_stands(first: Path) -> None:
    path = first / "award" / "award.json"
    before = path.read_bytes()
    marked(first, "1.b.wachttijd", 6)
    assert verdicts(answer(first, first)) == {"B": "loses", "C": "gains"}
    assert path.read_bytes() == before


def test_an_earlier_answer_is_never_written_over(first: Path, corrected: Path) -> None:
    one = aanbesteding.recheck(first, corrected, REASON, BY)
    kept = {path: path.read_bytes() for path in one.files}
    other = aanbesteding.recheck(first, corrected, "Nog eens nagerekend.", BY)
    assert [path.name for path in one.files] == [f"recheck-1.{e}" for e in ("json", "html", "xlsx")]
    assert [path.name for path in other.files] == [
        f"recheck-2.{e}" for e in ("json", "html", "xlsx")
    ]
    assert {path: path.read_bytes() for path in kept} == kept


def test_the_same_question_gives_the_same_bytes(
    first: Path, corrected: Path, tmp_path: Path
) -> None:
    again = Path(shutil.copytree(first, tmp_path / "nog"))
    results = [aanbesteding.recheck(f, corrected, REASON, BY) for f in (first, again)]
    one, other = ([path.read_bytes() for path in result.files] for result in results)
    assert one == other
    assert canonical(json.loads(one[0])) == one[0]


def test_a_higher_mark_for_the_winner_changes_points_and_no_contract(
    first: Path, tmp_path: Path
) -> None:
    other = marked(Path(shutil.copytree(first, tmp_path / "b")), "1.b.wachttijd", 9)
    found = answer(first, other)
    assert found["verdict"] == "scores"
    assert verdicts(found) == {"B": "keeps"}
    assert found["lots"] == []


def test_another_price_keeps_the_contract_and_changes_its_amount(
    first: Path, tmp_path: Path
) -> None:
    """B at € 4900: 56 + 30 × 110.000/200.000 = 72,5 points, and 100 × 4900 to pay."""
    other = Path(shutil.copytree(first, tmp_path / "b"))
    (other / "register.csv").write_text(
        "bidder;event;date;reason;field;value;request;answer;decision\n"
        "B;corrected;2027-03-08;Rekenfout;lots.1.price.begeleiding;4900;Klopt dit?;Nee;Hersteld\n",
        "utf-8",
    )
    found = answer(first, other)
    assert found["verdict"] == "sizes"
    (contract,) = found["contracts"]
    assert (contract["cents_before"], contract["cents_after"]) == (50_000_000, 49_000_000)
    price = [one for one in found["fields"] if one["about"] == "bid"]
    assert [(one["field"], one["before"], one["after"]) for one in price] == [
        ("offers.begeleiding.price", "5000.00", "4900.00")
    ]
    assert {one["about"] for one in found["fields"]} == {"bid", "register"}


def test_more_budget_than_is_spent_changes_no_point(first: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(first, tmp_path / "b"))
    path = other / "budgets.csv"
    path.write_text(path.read_text("utf-8").replace("600000", "610000"), "utf-8")
    found = answer(first, other)
    assert found["verdict"] == "inputs"
    assert [(one["field"], one["before"], one["after"]) for one in found["fields"]] == [
        ("budgets.2028.amount", "600000.00", "610000.00")
    ]


def test_a_draw_that_was_needed_only_by_the_error_changes_the_outcome(
    made: dict[str, Path], tmp_path: Path
) -> None:
    """In lot 1 B and C were equal for the last place; one mark more for B ends that."""
    first = copied(made, "gelijke-stand", tmp_path / "a")
    other = marked(copied(made, "gelijke-stand", tmp_path / "b"), "1.b.wachttijd", 10)
    found = answer(first, other)
    assert found["verdict"] == "outcome"
    assert (found["outcome_before"], found["outcome_after"]) == ("draw_needed", "awarded")
    assert set(verdicts(found).values()) == {"gains"}


def test_without_an_award_now_who_had_won_is_still_open(
    made: dict[str, Path], tmp_path: Path
) -> None:
    def record(outcome: str, winners: list[str]) -> Record:
        lot = {"lot": "1", "outcome": outcome, "winners": winners, "reserve": []}
        decision = {"outcome": outcome, "lots": [lot], "contracts": [], "goals": []}
        empty: dict[str, Any] = {
            name: [] for name in ("inputs", "bids", "marks", "events", "scores")
        }
        return {**empty, "tender": {}, "package": "1", "decision": decision}

    found = rechecked(record("awarded", ["A"]), record("nothing_fits", []), "", REASON, BY)
    assert found.verdict == "outcome"
    assert [(one.bidder, one.verdict) for one in found.contracts] == [("A", "open")]


def test_nothing_corrected_is_noticed(first: Path) -> None:
    result = aanbesteding.recheck(first, first, REASON, BY)
    assert result.record["answer"]["verdict"] == "nothing"
    assert [f.code for f in result.findings if f.code.startswith("R2")] == ["R234"]


def test_another_version_of_the_program_is_noticed(first: Path, corrected: Path) -> None:
    path = first / "award" / "award.json"
    record = json.loads(path.read_bytes())
    path.write_bytes(canonical({**record, "package": "0.0.9"}))
    result = aanbesteding.recheck(first, corrected, REASON, BY)
    assert "R239" in [finding.code for finding in result.findings]
    assert result.record["answer"]["first_package"] == "0.0.9"


def test_without_a_first_decision_there_is_nothing_to_set_beside(
    first: Path, corrected: Path
) -> None:
    shutil.rmtree(first / "award")
    assert codes(first, corrected) == ["R235"]


@pytest.mark.parametrize("what", ["not json", "format", "kind", "tender", "tender_hash"])
def test_a_first_record_that_is_none_is_refused(first: Path, corrected: Path, what: str) -> None:
    path = first / "award" / "award.json"
    record = json.loads(path.read_bytes())
    broken = b"{" if what == "not json" else canonical({**record, what: "x"})
    path.write_bytes(broken)
    assert codes(first, corrected) == ["R236"]


@pytest.mark.parametrize("gone", ["bids", "decision", "inputs", "marks", "package", "scores"])
def test_a_first_record_that_misses_something_is_a_finding(
    first: Path, corrected: Path, gone: str
) -> None:
    path = first / "award" / "award.json"
    record = json.loads(path.read_bytes())
    del record[gone]
    path.write_bytes(canonical(record))
    result = aanbesteding.recheck(first, corrected, REASON, BY)
    assert "V650" in {finding.code for finding in result.findings}
    assert not (first / "explanation").exists()


def test_another_tender_is_no_correction(first: Path, made: dict[str, Path]) -> None:
    assert codes(first, made["een-perceel"]) == ["R237"]


@pytest.mark.parametrize("missing", [{"reason": " "}, {"by": ()}, {"by": ("  ",)}])
def test_reason_and_name_are_needed(first: Path, corrected: Path, missing: Record) -> None:
    assert codes(first, corrected, **missing) == ["R238"]


def test_the_command_tells_who_gains_and_who_loses(first: Path, corrected: Path) -> None:
    words = ["recheck", str(first), str(corrected), "--reason", REASON, "--by", "I. Koper"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    assert "Verliest een contract: B" in result.stdout
    assert "Krijgt er een contract bij: C" in result.stdout
    assert str(first / "explanation" / "recheck-1.json") in result.stdout


def test_the_command_stops_without_a_name(first: Path, corrected: Path) -> None:
    words = ["recheck", str(first), str(corrected), "--reason", REASON]
    assert CliRunner().invoke(main, words).exit_code == 2


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("command", ["alternatives", "compare"])
def test_the_commands_beside_the_award_are_marked_as_what_if(
    first: Path, command: str, lang: str
) -> None:
    before = (first / "award" / "award.json").read_bytes()
    result = CliRunner().invoke(main, [command, str(first), "--lang", lang])
    assert result.exit_code == 0, result.output
    kind = {"compare": "compared"}.get(command, command)
    record = json.loads((first / "explanation" / f"{kind}.json").read_bytes())
    assert (record["kind"], record["what_if"]) == (kind, True)
    assert "WHAT-IF" in (first / "explanation" / f"{kind}.html").read_text("utf-8")
    assert (first / "award" / "award.json").read_bytes() == before


def test_alternatives_takes_percent_number_and_goal(first: Path) -> None:
    """Quality by the goals is 59 a client with A, and 56, 3 / 59 less, with B."""
    words = ["alternatives", str(first), "--within", "5.1", "--most", "1", "--goal", "quality"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    found = json.loads((first / "explanation" / "alternatives.json").read_bytes())["answer"]
    assert (found["within"], found["goal"]) == ("51/1000", "quality")
    assert [one["contracts"] for one in found["awards"]] == [[["A", "1"]], [["B", "1"]]]


@pytest.mark.parametrize("wrong", [{"within": -1}, {"most": 0}])
def test_less_than_nothing_is_a_mistake_of_the_programmer(first: Path, wrong: Record) -> None:
    with pytest.raises(ValueError):
        aanbesteding.alternatives(first, **wrong)
