"""Letters and documents of the shipped examples: all can be made, and fit how each bid ended."""

from collections.abc import Callable
from functools import cache

import pytest

import aanbesteding
from aanbesteding import flow
from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.basis.findings import blocking
from aanbesteding.report.letters.case import Stage
from aanbesteding.report.letters.own import Own
from aanbesteding.round.letters import papers_of
from aanbesteding.round.motivation import motivation
from aanbesteding.round.result import Result
from tests.report import sample
from tests.report.letter_cases import DECIDED, said

QUICK = ("amersfoort-2024", "wageningen-2022", "criteria")
# With how many municipalities each has; aazw-2018 is made by tests.benchmarks.reports.
REGIONS = {
    "amersfoort-2024": 7,
    "amsterdam-segment-c-2021": 1,
    "holland-rijnland-2025": 12,
    "wageningen-2022": 1,
}
# Of these no letter is ever made (a draw must be held first, it is no award), or it takes long.
UNDECIDED = {"draw_needed", "what_if", "many"}
NEWS = {"won": "gunning", "admitted": "toelating", "out": "doet niet mee"}


@pytest.fixture(name="awarded", scope="module")
def awarded_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Result]:
    """Each example with its award, made once for letters and documents together."""

    @cache
    def of(example: str) -> Result:
        result = aanbesteding.award(aanbesteding.new(tmp_path_factory.mktemp("r") / "r", example))
        assert result.ok, result.findings
        return result

    return of


@pytest.mark.parametrize("example", QUICK)
def test_an_example_has_a_letter_of_a_fitting_kind_for_everyone(
    example: str, awarded: Callable[[str], Result]
) -> None:
    award = awarded(example)
    made = aanbesteding.letters(award.folder)
    assert made.ok, made.findings
    papers = papers_of(award.record, award.record_hash, "nl", DECIDED, Own())
    for bid, paper in zip(award.record["bids"], papers, strict=True):
        ended = {r["result"] for r in award.record["reasons"] if r["bidder"] == bid["id"]}
        for result in ended - {"not_won"} if len(ended) > 1 else ended & NEWS.keys():
            assert NEWS[result] in paper.kind or "afwijzing" in paper.kind
        waits = any(bid["id"] in lot["reserve"] for lot in award.record["decision"]["lots"])
        assert ("reservelijst" in paper.kind) is waits
    assert len(made.files) == 2 * len(papers)


@pytest.mark.parametrize("name", REGIONS)
def test_a_region_has_its_documents_and_a_summary_for_every_council(
    name: str, awarded: Callable[[str], Result]
) -> None:
    made = aanbesteding.documents(awarded(name).folder)
    assert made.ok, made.findings
    pages = [path for path in made.files if path.suffix == ".html"]
    council = [path for path in pages if path.parent.name == "council"]
    own = [path for path in pages if path.parent.name == "bidders"]
    assert len(council) == REGIONS[name]
    assert len(own) == len(made.record["bids"])
    assert all(2_000 < path.stat().st_size < 3_000_000 for path in pages)
    assert {path.stem for path in pages} >= {"award", "evaluation", "decision"}


def test_the_letters_of_amsterdam_name_the_winners_and_only_one_score_of_another() -> None:
    dossier = flow.award(sample.amsterdam(), sample.amsterdam_bids(), sample.amsterdam_marks())
    content = canonical(dossier.record())
    record = read_json(content)
    assert blocking(motivation(record)) == ()
    lot = next(one for one in record["decision"]["lots"] if one["winners"])
    names = {bid["id"]: bid["name"] for bid in record["bids"]}
    totals = {score["bidder"]: score["total"] for score in record["scores"]}
    papers = papers_of(record, fingerprint(content), "nl", DECIDED, Own())
    for bid, paper in zip(record["bids"], papers, strict=True):
        text = said(paper)
        if bid["id"] in lot["winners"] or totals[bid["id"]] is None:
            continue
        assert all(names[winner] in text for winner in lot["winners"])
        losers = set(names) - set(lot["winners"]) - {bid["id"]}
        assert not any(names[loser] in text for loser in losers)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", sorted({*sample.NAMES} - UNDECIDED))
def test_every_outcome_has_letters_at_every_stage_in_both_languages(name: str, lang: str) -> None:
    record = sample.record(name)
    for stage in (Stage("draft"), DECIDED, Stage("final"), Stage("withdrawn", reason="Daarom.")):
        for paper in papers_of(record, "0" * 64, lang, stage, Own()):
            assert paper.kind
            assert all(part.paragraphs or part.points or part.tables for part in paper.parts)
