"""Claims that take a search: proven of our awards, refuted of others, open where it was stopped."""

from pathlib import Path

import pytest

import aanbesteding
from aanbesteding.basis.errors import SolverFailedError
from aanbesteding.basis.texts import LANGUAGES, say
from aanbesteding.verification import prover as proving
from aanbesteding.verification.verify import verify
from tests.assurance.cheats import AWARD, other_award, read, written

CLAIM = "verify.claim."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "round"


def awarded(folder: Path, example: str) -> Path:
    aanbesteding.award(aanbesteding.new(folder, example=example))
    return folder / AWARD


def codes(folder: Path) -> set[str]:
    return {finding.code for finding in verify(folder / AWARD).findings if finding.blocks}


def test_every_claim_of_an_award_is_proven_and_says_how(folder: Path) -> None:
    found = verify(awarded(folder, "een-perceel"))
    claims = [check.key.removeprefix(CLAIM) for check in found.checks if check.how]
    assert claims == ["longest", "goal", "goal", "goal", "unique"]
    assert found.not_proven == ()
    for lang in LANGUAGES:
        assert all(say(c.how, lang, c.values) for c in found.checks if c.how)
        assert all(say(c.key, lang, c.values) for c in found.checks)


def test_a_clash_is_proven_to_clash_to_be_the_smallest_and_the_only_one(folder: Path) -> None:
    found = verify(awarded(folder, "regels-die-botsen"))
    claims = [check.key.removeprefix(CLAIM) for check in found.checks if check.how]
    assert claims == ["clash", "clash_smallest", "only_clash"]


def test_without_seconds_everything_is_counted_and_nothing_proven(folder: Path) -> None:
    found = verify(awarded(folder, "een-perceel"), seconds=0)
    assert found.ok
    assert not [check for check in found.checks if check.how]
    assert {one.why for one in found.not_proven} == {"verify.why.seconds"}
    for lang in LANGUAGES:
        assert all(say(one.why, lang) for one in found.not_proven)


def test_lots_still_to_be_drawn_leave_the_best_open(folder: Path) -> None:
    found = verify(awarded(folder, "gelijke-stand"))
    assert [(one.key, one.why) for one in found.not_proven] == [
        ("verify.claim.best", "verify.why.draw")
    ]


def test_where_plain_search_takes_too_long_the_second_solver_proves(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "STEPS", 0)
    found = verify(awarded(folder, "een-perceel"))
    assert found.not_proven == ()
    assert "verify.how.cbc" in {check.how for check in found.checks}


def test_without_a_second_solver_it_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*given: object) -> None:
        raise SolverFailedError("no CBC")

    monkeypatch.setattr(proving, "STEPS", 0)
    monkeypatch.setattr(proving, "MORE_STEPS", 0)
    monkeypatch.setattr(proving, "seek", absent)
    found = verify(awarded(folder, "een-perceel"))
    assert found.ok
    assert {one.why for one in found.not_proven} == {"verify.why.no_solver"}


def test_without_a_second_solver_plain_search_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(*given: object) -> None:
        raise SolverFailedError("no CBC")

    monkeypatch.setattr(proving, "STEPS", 0)
    monkeypatch.setattr(proving, "seek", absent)
    assert verify(awarded(folder, "een-perceel")).not_proven == ()


def test_an_answer_that_breaks_a_row_proves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aanbesteding.solving.second import Sought

    def everything(rows: object, tops: dict[object, int], seconds: float) -> Sought:
        return Sought(dict(tops), True)  # type: ignore[arg-type]

    monkeypatch.setattr(proving, "STEPS", 0)
    monkeypatch.setattr(proving, "seek", everything)
    found = verify(awarded(folder, "een-perceel"))
    assert found.ok
    assert "verify.why.doubtful" in {one.why for one in found.not_proven}


def test_one_client_less_is_not_the_best(folder: Path) -> None:
    awarded(folder, "een-perceel")
    tree = read(folder)
    tree["decision"]["volumes"][0]["clients"] -= 1
    other_award(folder, tree)
    written(folder, tree)
    assert codes(folder) == {"V520"}


def test_one_winner_fewer_is_not_the_longest_run(folder: Path) -> None:
    awarded(folder, "een-perceel")
    tree = read(folder)
    decision = tree["decision"]
    gone = decision["lots"][0]["winners"][-1]
    for part in ("contracts", "volumes"):
        decision[part] = [row for row in decision[part] if row["bidder"] != gone]
    other_award(folder, tree)
    written(folder, tree)
    assert "V522" in codes(folder)


def test_a_winner_among_equals_without_lots_drawn_is_no_only_one(folder: Path) -> None:
    awarded(folder, "gelijke-stand")
    while read(folder)["decision"]["outcome"] == "draw_needed":
        draws = read(folder)["decision"]["draws"]
        open_ = next(draw for draw in draws if not draw["outcome"])
        assert aanbesteding.draw(folder, open_["bidders"]).record
    assert codes(folder) == set()
    tree = read(folder)
    tree["decision"]["draws"] = []
    other_award(folder, tree)
    written(folder, tree)
    assert "V524" in codes(folder)


def test_that_nothing_fits_where_lots_must_be_drawn_is_refuted(folder: Path) -> None:
    awarded(folder, "zittende-aanbieders")
    tree = read(folder)
    tree["decision"]["draws"] = []
    other_award(folder, tree)
    assert tree["decision"]["outcome"] == "nothing_fits"
    written(folder, tree)
    assert codes(folder) == {"V530"}


def test_a_clash_with_a_rule_fewer_is_none(folder: Path) -> None:
    awarded(folder, "regels-die-botsen")
    tree = read(folder)
    del tree["decision"]["clashes"][0][0]
    written(folder, tree)
    assert "V527" in codes(folder)


def test_of_a_record_that_differs_nothing_is_proven(folder: Path) -> None:
    awarded(folder, "een-perceel")
    tree = read(folder)
    tree["decision"]["goals"][0]["value"] += 1
    written(folder, tree)
    assert [one.why for one in verify(folder / AWARD).not_proven] == ["verify.why.differs"]
