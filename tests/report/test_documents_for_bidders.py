"""The feedback sheet of a bidder: its own marks, the most there was, and nobody else's figures."""

import pytest

from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.dossier.editions.bidder import bidder_edition
from aanbesteding.report.documents.feedback import feedback_sheet
from aanbesteding.report.papers.html import paper_html
from aanbesteding.report.papers.paper import Paper
from tests.assurance.leaks import leaks
from tests.report.paper_words import table_with, words
from tests.report.sample import record as sample
from tests.report.tables import cells
from tests.secret_rounds import Secret, first

ROUNDS = first(12)


def sheet(bidder: str, name: str = "awarded", lang: str = "nl") -> Paper:
    return feedback_sheet(bidder_edition(sample(name), bidder, "ab" * 32), lang)


@pytest.mark.parametrize("secret", ROUNDS, ids=lambda s: s.record_hash[:6])
def test_no_sheet_of_a_random_round_holds_what_its_bidder_may_not_know(secret: Secret) -> None:
    for bid in secret.record["bids"]:
        edition = bidder_edition(secret.record, bid["id"], secret.record_hash)
        page = paper_html(feedback_sheet(edition, "nl")).encode()
        assert leaks(secret, bid["id"], [page]) == []


def test_the_search_for_leaks_would_see_the_sheet_of_another() -> None:
    secret = next(one for one in ROUNDS if len(one.record["bids"]) > 3)
    first_one, second = secret.record["bids"][:2]
    edition = bidder_edition(secret.record, second["id"], secret.record_hash)
    page = paper_html(feedback_sheet(edition, "nl")).encode()
    assert leaks(secret, first_one["id"], [page])


def test_each_criterion_has_the_own_mark_and_points_beside_the_most() -> None:
    record = sample("awarded")
    score = next(s for s in record["scores"] if s["bidder"] == "K09")
    rows = cells(table_with(sheet("K09"), "Uw punten"))
    criteria = {c["title"]: c for c in record["tender"]["criteria"]}
    for point, row in zip(score["points"], rows, strict=False):
        name, mark, own, most, other = row
        assert criteria[name]["id"] == point["criterion"]
        assert own == point["rounded"].replace(".", ",")
        assert most == criteria[name]["weight"]
        assert all((mark, other))
    assert rows[-1][2] == score["total"].replace(".", ",")


def test_a_loser_sees_the_points_of_the_lowest_ranked_winner_only() -> None:
    record = sample("awarded")
    winners = record["decision"]["lots"][0]["winners"]
    ranks = {s["bidder"]: s["rank"] for s in record["scores"]}
    lowest = max(winners, key=lambda bidder: ranks[bidder])
    names = {bid["id"]: bid["name"] for bid in record["bids"]}
    said = words(sheet("K09"))
    assert f"De laatste kolom is van {names[lowest]}" in said
    assert [n for b, n in names.items() if b not in ("K09", lowest) and n in said] == []


def test_a_winner_sees_no_points_but_its_own() -> None:
    table = table_with(sheet("K01"), "Uw punten")
    assert [column.label for column in table.columns][-1] == "Hoogste punten"


def test_the_sheet_has_what_the_panel_wrote_and_adds_no_reason() -> None:
    said = words(sheet("K09"))
    own = [
        m["reason"]
        for m in sample("awarded")["marks"]
        if (m["bidder"], m["assessor"]) == ("K09", "consensus")
    ]
    assert own
    assert [reason for reason in own if reason not in said] == []
    assert "voegt er niets aan toe" in said


def test_who_was_out_reads_why_and_gets_no_empty_table() -> None:
    (out,) = [r["bidder"] for r in sample("late")["reasons"] if r["result"] == "out"]
    paper = sheet(out, "late")
    assert "Een dag te laat." in words(paper)
    assert all(table.rows for part in paper.parts for table in part.tables)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_bidder_of_every_region_kind_has_a_sheet(lang: str) -> None:
    for name in ("regions", "lots", "on_value", "min_max", "shelf"):
        for bid in sample(name)["bids"]:
            paper = sheet(bid["id"], name, lang)
            assert paper.title == bid["name"]
            assert "{" not in words(paper)
