"""The small teaching rounds: each from folder to verified award, with the figures it promises."""

import shutil
import statistics
import tomllib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import aanbesteding
from aanbesteding import flow
from aanbesteding.basis.exact import rounded
from aanbesteding.basis.shipped import shipped
from aanbesteding.basis.texts import LANGUAGES, catalogue, finding_text
from aanbesteding.bids.bid import Event, EventKind
from aanbesteding.cli.main import main
from aanbesteding.round.make import fill_in
from tests.region_files import EXAMPLES, rows, toml

TEACHING = sorted(
    path.parents[1].name
    for path in EXAMPLES.glob("*/expected/outcome.toml")
    if "lesvoorbeeld" in (path.parents[1] / "tender.toml").read_text("utf-8")
)
FAULTY = "foute-inschrijvingen"
BIDS = ("B10", "B11", "B12")
WORK_OUT: dict[str, Callable[[dict[str, Fraction]], Fraction]] = {
    "consensus": lambda marks: marks["consensus"],
    "mean": lambda marks: statistics.mean(marks.values()),
    "median": lambda marks: statistics.median(marks.values()),
}
Record = dict[str, Any]
Table = dict[str, dict[str, Any]]


def expected(name: str) -> Record:
    return toml(name, "expected/outcome.toml")


def awarded(folder: Path, draw: Record | None) -> Record:
    """The record of a round folder, after the draw that the example says was held."""
    result = aanbesteding.award(folder)
    if draw:
        seed = draw.get("seed", "")
        result = aanbesteding.draw(folder, () if seed else draw["held"], seed=seed)
    assert result.ok, result.findings
    return dict(result.record)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("teaching")
    return {name: aanbesteding.new(home / name, example=name) for name in [*TEACHING, FAULTY]}


@pytest.fixture(scope="module")
def records(made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    home = tmp_path_factory.mktemp("awarded")
    found = {}
    for name in TEACHING:
        shutil.copytree(made[name], home / name)
        found[name] = awarded(home / name, expected(name).get("draw"))
        assert aanbesteding.verify(home / name / "award" / "award.json").ok, name
    return found


@pytest.fixture
def folder(request: pytest.FixtureRequest, made: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[request.param], tmp_path / "r"))


def of(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("folder", [name], indirect=True)


def per_lot(entries: list[Record], key: str, value: str) -> Table:
    found: Table = {}
    for entry in entries:
        found.setdefault(entry["lot"], {})[entry[key]] = entry[value]
    return found


def summed(entries: list[Record], key: str, value: str) -> Table:
    found: Table = {}
    for entry in entries:
        lot = found.setdefault(entry["lot"], {})
        lot[entry[key]] = lot.get(entry[key], 0) + entry[value]
    return found


def euros(table: Table) -> Table:
    return {
        lot: {who: str(Decimal(cents).scaleb(-2)) for who, cents in row.items()}
        for lot, row in table.items()
    }


def decimals(table: Table) -> Table:
    return {lot: {who: Decimal(n) for who, n in row.items()} for lot, row in table.items()}


def winners(record: Any, lot: str = "1") -> list[str]:
    return next(list(one["winners"]) for one in record["decision"]["lots"] if one["lot"] == lot)


def test_there_are_nine_teaching_rounds_that_end_in_an_outcome() -> None:
    assert len(TEACHING) == 9


@pytest.mark.parametrize("name", TEACHING)
def test_every_lot_ends_as_the_example_says(name: str, records: dict[str, Record]) -> None:
    decision, promised = records[name]["decision"], expected(name)["award"]
    keys = ("outcome", "winners", "reserve")
    ended = {one["lot"]: {key: one[key] for key in keys} for one in decision["lots"]}
    assert decision["outcome"] == promised["outcome"]
    assert decision["unique"] == promised.get("unique", False)
    assert ended == promised["lots"]


@pytest.mark.parametrize("name", TEACHING)
def test_quality_and_totals_are_what_the_example_says(
    name: str, records: dict[str, Record]
) -> None:
    scores, promised = records[name]["scores"], expected(name)
    quality = decimals(per_lot(scores, "bidder", "quality"))
    assert quality == decimals(promised["quality"])
    totals: Table = promised.get("total") or promised["quality"]
    assert decimals(per_lot(scores, "bidder", "total")) == decimals(totals)


@pytest.mark.parametrize("name", [one for one in TEACHING if one != "criteria"])
def test_the_promised_quality_is_weight_times_mark_over_ten(name: str) -> None:
    weights = {one["id"]: int(one["weight"]) for one in toml(name)["criteria"]}
    work_out = WORK_OUT[toml(name).get("panel", {}).get("method", "consensus")]
    assert quality_by(name, weights, work_out) == expected(name)["quality"]


def quality_by(
    name: str, weights: dict[str, int], work_out: Callable[[dict[str, Fraction]], Fraction]
) -> dict[str, dict[str, Fraction]]:
    """Weight times the mark that counts over ten, from the marks an example keeps as text."""
    given: dict[tuple[str, str, str], dict[str, Fraction]] = {}
    for row in rows(name, "assessments"):
        key = (row["lot"], row["bidder"], row["criterion"])
        given.setdefault(key, {})[row["assessor"]] = Fraction(row["mark"])
    found: dict[str, dict[str, Fraction]] = {}
    for (lot, bidder, criterion), marks in given.items():
        points = weights[criterion] * work_out(marks) / 10
        bidders = found.setdefault(lot, {})
        bidders[bidder] = bidders.get(bidder, Fraction(0)) + points
    return found


def test_the_mean_would_have_let_others_win(made: dict[str, Path]) -> None:
    promised = expected("panel")["mean"]
    weights = {one["id"]: int(one["weight"]) for one in toml("panel")["criteria"]}
    by_hand = quality_by("panel", weights, WORK_OUT["mean"])["1"]
    assert {who: rounded(n, 2) for who, n in by_hand.items()} == decimals(
        {"": promised["quality"]}
    )[""]
    found = aanbesteding.read_round(made["panel"])
    assert found.tender is not None
    panel = found.tender.panel.model_copy(update={"method": "mean"})
    tender = found.tender.model_copy(update={"panel": panel})
    assert winners(flow.award(tender, found.bids, found.marks).record()) == promised["winners"]


@pytest.mark.parametrize("name", [one for one in TEACHING if one != "regels-die-botsen"])
def test_clients_spend_and_waiting_are_what_the_example_says(
    name: str, records: dict[str, Record]
) -> None:
    decision, promised = records[name]["decision"], expected(name)["award"]
    assert summed(decision["contracts"], "bidder", "clients") == promised["clients"]
    assert euros(summed(decision["contracts"], "bidder", "spend_cents")) == promised["spend"]
    assert summed(decision["needs"], "need", "waiting") == promised["waiting"]


@pytest.mark.parametrize("name", TEACHING)
def test_the_tender_as_workbook_gives_the_same_decision(
    name: str, records: dict[str, Record], tmp_path: Path
) -> None:
    other = aanbesteding.new(tmp_path / "w", example=name, workbook=True)
    record = awarded(other, expected(name).get("draw"))
    assert record["tender_hash"] == records[name]["tender_hash"]
    assert record["decision"] == records[name]["decision"]


@of("prijs-en-kwaliteit")
def test_a_relative_price_formula_lets_a_drop_out_decide_unless_the_order_is_kept(
    folder: Path,
) -> None:
    found = aanbesteding.read_round(folder)
    assert found.tender is not None
    promised = expected("prijs-en-kwaliteit")["lowest_share"]
    price = found.tender.price.model_copy(update={"formula": "price.lowest_share"})
    gone = Event(bidder="C", event=EventKind.WITHDRAWN, date="2027-05-18", reason="Gestopt.")

    def ended(out: bool, on_dropout: str) -> Record:
        assert found.tender is not None
        award = found.tender.award.model_copy(update={"on_dropout": on_dropout})
        tender = found.tender.model_copy(update={"price": price, "award": award})
        bids = replace(found.bids, events=(gone,) if out else ())
        record = flow.award(tender, bids, found.marks).record()
        ranked = {s["bidder"]: s["total"] for s in record["scores"] if s["rank"]}
        return {"winner": winners(record)[0], **ranked}

    before = {key: value for key, value in promised.items() if isinstance(value, str)}
    assert ended(False, "keep") == before
    assert ended(True, "keep") == promised["keep"]
    assert ended(True, "recompute") == promised["recompute"]


@of("prijs-en-kwaliteit")
def test_an_absolute_price_formula_keeps_its_order_when_a_bid_drops_out(folder: Path) -> None:
    (folder / "register.csv").write_text(
        "bidder;event;date;reason\nC;withdrawn;2027-05-18;Gestopt.\n", "utf-8"
    )
    record = aanbesteding.award(folder).record
    assert winners(record) == expected("prijs-en-kwaliteit")["award"]["lots"]["1"]["winners"]
    totals = {one["bidder"]: Decimal(one["total"]) for one in record["scores"] if one["rank"]}
    assert totals == {"A": Decimal(65), "B": Decimal(71)}


@of("gelijke-stand")
def test_before_the_draw_nobody_has_won_and_the_draw_is_asked_for(folder: Path) -> None:
    record = aanbesteding.award(folder).record
    promised = expected("gelijke-stand")["draw"]
    (asked,) = record["decision"]["draws"]
    assert record["decision"]["outcome"] == "draw_needed"
    assert (asked["lot"], asked["bidders"], asked["outcome"]) == ("1", promised["bidders"], [])
    assert winners(record, "1") == winners(record, "2") == []
    assert aanbesteding.verify(folder / "award" / "award.json").ok


def test_quality_settles_one_tie_and_the_draw_the_other(records: dict[str, Record]) -> None:
    promised = expected("gelijke-stand")
    decision = records["gelijke-stand"]["decision"]
    assert decision["rungs"] == promised["award"]["rungs"]
    assert [draw["outcome"] for draw in decision["draws"]] == [promised["draw"]["held"]]


def test_the_smallest_clash_is_named_and_the_only_one(records: dict[str, Record]) -> None:
    decision = records["regels-die-botsen"]["decision"]
    promised = expected("regels-die-botsen")["award"]
    (clash,) = decision["clashes"]
    assert sorted(f"{one['rule']} {one['part']}" for one in clash) == promised["clash"]
    assert decision["only_clash"] is promised["only_clash"]


@of("regels-die-botsen")
def test_without_the_ranking_or_with_a_third_place_the_clash_is_gone(folder: Path) -> None:
    promised = expected("regels-die-botsen")
    free = aanbesteding.award(folder, what_if=True).record
    assert winners(free) == promised["what_if"]["winners"]
    clients = summed(free["decision"]["contracts"], "bidder", "clients")["1"]
    assert clients == promised["what_if"]["clients"]
    text = (folder / "tender.toml").read_text("utf-8")
    assert text.count("at_most = 2") == 1
    (folder / "tender.toml").write_text(text.replace("at_most = 2", "at_most = 3"), "utf-8")
    tender = aanbesteding.load(folder).tender
    assert tender is not None
    fill_in(tender, shipped("examples", "regels-die-botsen"), folder)
    assert winners(aanbesteding.award(folder).record) == promised["at_most_three"]["winners"]


def test_who_is_out_why_what_is_left_and_what_is_noticed(records: dict[str, Record]) -> None:
    record, promised = records["randgevallen"], expected("randgevallen")
    out = {f"{s['bidder']} {s['lot']}": s["status"] for s in record["scores"] if not s["rank"]}
    left = {b["id"]: b["left_cents"] for b in record["decision"]["budgets"]}
    codes = [finding["code"] for finding in record["findings"]]
    assert out == promised["award"]["out"]
    assert euros({"": left})[""] == promised["award"]["left"]
    assert {code: codes.count(code) for code in codes} == promised["notices"]


@of("randgevallen")
def test_before_the_withdrawal_the_one_who_withdrew_had_won(folder: Path) -> None:
    (folder / "register.csv").unlink()
    lot = aanbesteding.award(folder).record["decision"]["lots"][0]
    promised = expected("randgevallen")["before_withdrawal"]
    assert {key: lot[key] for key in promised} == promised


@of("randgevallen")
def test_with_one_euro_less_one_client_waits(folder: Path) -> None:
    found = aanbesteding.read_round(folder)
    assert found.tender is not None
    budgets = tuple(
        budget.model_copy(update={"amount": Decimal("149999.00")})
        if budget.id == "begeleiding-2028"
        else budget
        for budget in found.tender.budgets
    )
    tender = found.tender.model_copy(update={"budgets": budgets})
    needs = flow.award(tender, found.bids, found.marks).record()["decision"]["needs"]
    waiting = [n["waiting"] for n in needs if (n["lot"], n["period"]) == ("1", "2028")]
    assert waiting == [expected("randgevallen")["one_euro_less"]["waiting_2028"]]


def findings_promised() -> Record:
    return toml(FAULTY, "expected/findings.toml")


@of(FAULTY)
def test_every_faulty_bid_is_found_by_cell_and_nothing_else(folder: Path) -> None:
    found = aanbesteding.read_round(folder).findings
    promised = findings_promised()["findings"]
    assert sorted((f.code, str(f.place or ""), str(f.weight)) for f in found) == sorted(
        (one["code"], one["place"], one["weight"]) for one in promised
    )


@of(FAULTY)
def test_check_says_each_finding_and_stops_with_1(folder: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(folder)])
    assert result.exit_code == 1
    for finding in aanbesteding.read_round(folder).findings:
        assert finding_text(finding, "nl") in result.output


@of(FAULTY)
def test_award_refuses_and_writes_nothing(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    result = CliRunner().invoke(main, ["award", str(folder)])
    assert result.exit_code == 1
    assert sorted(folder.rglob("*")) == before


@of(FAULTY)
def test_the_faulty_files_are_the_same_bytes_every_time(folder: Path, tmp_path: Path) -> None:
    again = aanbesteding.new(tmp_path / "again", example=FAULTY)
    files = sorted((folder / "bids").iterdir())
    assert len(files) == 31
    for path in files:
        assert path.read_bytes() == (again / "bids" / path.name).read_bytes(), path.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_a_bidder_can_cause_is_there_or_named_as_left_out(lang: str) -> None:
    every = {key.split(".")[1] for key in catalogue(lang) if key.startswith("finding.")}
    # B13 and B14 are about the register, W3 about a tender that is kept as a workbook.
    ours = {one for one in every if one[:2] in ("W1", "W2", "W4") or one[:3] in BIDS}
    shown = {one["code"] for one in findings_promised()["findings"]}
    assert ours - shown == set(findings_promised()["not_here"])
    assert all(one["why"] for one in findings_promised()["findings"])


@pytest.mark.parametrize("name", [*TEACHING, FAULTY])
def test_a_teaching_round_is_small_and_explained(name: str) -> None:
    assert len(rows(name, "bids")) <= 5
    assert (EXAMPLES / name / "README.md").is_file()
    page = (EXAMPLES.parent / "docs" / "regions" / "voorbeelden.md").read_text("utf-8")
    assert f"--example {name}" in page
    assert tomllib.loads((EXAMPLES / name / "tender.toml").read_text("utf-8"))["notes"]
