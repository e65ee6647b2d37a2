"""A round with a tie: lots are asked for, drawn by people or by the published seed, and kept."""

import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
import tomli_w
from click.testing import CliRunner

import aanbesteding
from aanbesteding.cli.main import main

HEAD = (
    "bidder.id;bidder.name;lots.1.bids;lots.1.capacity.zwaar;lots.1.capacity.licht;"
    "lots.1.area.noord;lots.1.area.zuid;lots.1.price.zwaar;lots.1.price.licht\n"
)
BIDS = {"A": "ja;20;60", "B": "ja;20;60", "C": "ja;20;60", "D": "ja;20;60"}
MARKS = {"A": "10", "B": "8", "C": "6", "D": "6"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four equal bids for three places; C and D tie for the last one."""
    home = aanbesteding.new(tmp_path / "r")
    rows = [f"{b};Zorg {b};{offer};ja;ja;20000;10000\n" for b, offer in BIDS.items()]
    (home / "bids" / "alle.csv").write_text(HEAD + "".join(rows), "utf-8")
    marks = [
        f"consensus;{b};1;{criterion};{mark};Daarom.\n"
        for b, mark in MARKS.items()
        for criterion in ("wachttijd", "werkwijze")
    ]
    head = "assessor;bidder;lot;criterion;mark;reason\n"
    (home / "assessments" / "panel.csv").write_text(head + "".join(marks), "utf-8")
    return home


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(word) for word in words])
    return result.exit_code, result.output


def winners(folder: Path) -> list[str]:
    record = aanbesteding.award(folder).record
    return list(record["decision"]["lots"][0]["winners"])


def test_a_tie_for_the_last_place_asks_for_lots_to_be_drawn(folder: Path) -> None:
    code, output = run("award", folder)
    assert code == 0
    assert "Loting nodig" in output
    assert "C, D" in output
    assert winners(folder) == []


@pytest.mark.parametrize(("outcome", "third"), [("C,D", "C"), ("D,C", "D")])
def test_the_first_drawn_gets_the_last_place_and_the_record_verifies(
    folder: Path, outcome: str, third: str
) -> None:
    run("award", folder)
    code, output = run("draw", folder, "--outcome", outcome)
    assert code == 0, output
    assert winners(folder) == ["A", "B", third]
    assert (folder / "draws.toml").is_file()
    assert aanbesteding.verify(folder / "award" / "award.json").ok


def test_an_outcome_with_another_bidder_is_refused_and_not_kept(folder: Path) -> None:
    run("award", folder)
    code, output = run("draw", folder, "--outcome", "C,B")
    assert code == 1
    assert "R103" in output
    assert not (folder / "draws.toml").exists()


def test_a_second_outcome_for_a_draw_that_was_held_is_refused(folder: Path) -> None:
    run("draw", folder, "--outcome", "C,D")
    code, output = run("draw", folder, "--outcome", "D,C")
    assert code == 1
    assert "R102" in output


@pytest.mark.parametrize(
    "text",
    [
        "draws = 3",
        "geen toml [",
        '[[draws]]\nlot = "1"\nbidders = ["C", "D"]\noutcome = ["C", "X"]\n',
        '[[draws]]\nlot = "1"\n',
    ],
)
def test_a_file_of_draws_that_makes_no_sense_is_a_finding(folder: Path, text: str) -> None:
    (folder / "draws.toml").write_text(text, "utf-8")
    code, output = run("award", folder)
    assert code == 1
    assert "R101 [draws.toml]" in output


SEED = "7d" * 32


def commit(folder: Path, seed: str = SEED) -> None:
    """Publish the fingerprint of the seed in the tender."""
    path = folder / "tender.toml"
    line = f'[award]\ndraw_seed_hash = "{sha256(seed.encode()).hexdigest()}"\n'
    path.write_text(path.read_text("utf-8").replace("[award]\n", line), "utf-8")


def by_hand(folder: Path, *bidders: str) -> str:
    """Who the seed draws first."""
    tender = aanbesteding.read_round(folder).tender
    assert tender is not None
    start = f"{SEED}|{tender.id}|1|{','.join(bidders)}|"
    return min(bidders, key=lambda bidder: sha256(f"{start}{bidder}".encode()).hexdigest())


def test_a_committed_seed_draws_and_the_record_says_so_and_verifies(folder: Path) -> None:
    commit(folder)
    _, asked = run("award", folder)
    assert "--seed" in asked
    code, output = run("draw", folder, "--seed", SEED)
    assert code == 0, output
    assert winners(folder) == ["A", "B", by_hand(folder, "C", "D")]
    (held,) = aanbesteding.award(folder).record["decision"]["draws"]
    assert (held["origin"], held["seed"]) == ("seed", SEED)
    assert SEED in (folder / "award" / "award.html").read_text("utf-8")
    assert aanbesteding.verify(folder / "award" / "award.json").findings == ()


def test_another_seed_than_the_one_committed_to_is_refused_and_not_kept(folder: Path) -> None:
    commit(folder)
    code, output = run("draw", folder, "--seed", SEED[:-1] + "e")
    assert code == 1
    assert "R172" in output
    assert not (folder / "draws.toml").exists()


def test_a_seed_that_was_never_committed_to_is_refused(folder: Path) -> None:
    code, output = run("draw", folder, "--seed", SEED)
    assert code == 1
    assert "R171" in output


def test_people_do_not_draw_where_the_tender_promised_a_seed(folder: Path) -> None:
    commit(folder)
    code, output = run("draw", folder, "--outcome", "C,D")
    assert code == 1
    assert "R173" in output


def test_a_draw_by_people_is_refused_once_a_seed_is_committed_to(folder: Path) -> None:
    run("draw", folder, "--outcome", "C,D")
    commit(folder)
    code, output = run("award", folder)
    assert code == 1
    assert "R173" in output


def test_a_seed_without_a_tie_is_refused(folder: Path) -> None:
    commit(folder)
    run("draw", folder, "--seed", SEED)
    code, output = run("draw", folder, "--seed", SEED)
    assert code == 1
    assert "R175" in output


def test_an_order_that_the_seed_did_not_draw_is_a_finding(folder: Path) -> None:
    commit(folder)
    run("draw", folder, "--seed", SEED)
    path = folder / "draws.toml"
    held = tomllib.loads(path.read_text("utf-8"))
    held["draws"][0]["outcome"].reverse()
    path.write_text(tomli_w.dumps(held), "utf-8")
    code, output = run("award", folder)
    assert code == 1
    assert "R174" in output


@pytest.mark.parametrize("words", [(), ("--outcome", "C,D", "--seed", SEED)])
def test_either_an_outcome_or_a_seed_is_asked(folder: Path, words: tuple[str, ...]) -> None:
    assert run("draw", folder, *words)[0] == 2


def test_a_fresh_seed_comes_with_the_line_to_publish() -> None:
    code, output = run("seed")
    secret, published = (line.split()[-1].strip('"') for line in output.splitlines())
    assert code == 0
    assert sha256(secret.encode()).hexdigest() == published


def test_where_an_objective_was_published_the_seed_draws_until_one_award_is_left(
    folder: Path,
) -> None:
    commit(folder)
    path = folder / "tender.toml"
    text = path.read_text("utf-8")
    changes = {
        'mode = "rank_order"': 'mode = "published_objective"',
        "[schedule]": 'goals = [{ kind = "unmet" }]\n\n[schedule]',
    }
    for before, after in changes.items():
        assert text.count(before) == 1
        text = text.replace(before, after)
    path.write_text(text, "utf-8")
    assert aanbesteding.award(folder).record["decision"]["outcome"] == "draw_needed"
    code, output = run("draw", folder, "--seed", SEED)
    assert code == 0, output
    decision = aanbesteding.award(folder).record["decision"]
    assert decision["outcome"] == "awarded"
    assert {draw["origin"] for draw in decision["draws"]} == {"seed"}
    assert aanbesteding.verify(folder / "award" / "award.json").findings == ()
