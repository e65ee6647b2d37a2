"""The answer to why a bid lost, as a bidder and an officer read it."""

import re
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.canonical import jsonable
from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.bids.bid import Bid
from aanbesteding.explanation.judged import judged
from aanbesteding.explanation.why_not import why
from aanbesteding.report.explained import Answer, explained_book, explained_lines
from aanbesteding.report.source import Source
from aanbesteding.report.why_sections import why_sections
from aanbesteding.report.why_words import BIDDER, OFFICER, letter
from tests import tiny

PAGE = Path(__file__).parents[2] / "docs" / "for-the-officer" / "waarom-verloor-ik.md"
ONE = [{"id": "een", "kind": "number_of_contracts", "at_most": 1}]
BY_GOALS: dict[str, Any] = {
    "award": {"mode": "published_objective"},
    "goals": [{"kind": "unmet"}, {"kind": "spend"}],
}


def source(lang: str, *bids: Bid, marks: dict[str, int], **changes: Any) -> Source:
    asked = tiny.tender(**{"rules": ONE, **changes})
    case = judged(asked, tiny.bids(*bids), tiny.marks(marks))
    record = {
        "format": "aanbesteding-why/1",
        "kind": "why",
        "tender": asked,
        "tender_hash": asked.hash,
        "bids": [{"id": bid.id, "name": bid.name} for bid in case.bids.bids],
        "inputs": [],
        "package": "0",
        "decision": {"mode": case.decision.mode, "outcome": case.decision.outcome},
        "answer": why(case),
    }
    return Source(jsonable(record), lang)


def example() -> Source:
    """The example of the page: 60 points for a mark, 40 for a price, thirty clients."""
    return source(
        "nl",
        tiny.bid("A", price="4", licht=30, zwaar=0),
        tiny.bid("B", price="3", licht=30, zwaar=0),
        marks={"A": 8, "B": 7},
        lots=[{"id": "1", "title": "Begeleiding", "needs": ["licht"]}],
        demand=[{"lot": "1", "need": "licht", "area": "noord", "period": "2028", "volume": 30}],
        criteria=[{"id": "k", "title": "Aanpak", "weight": 60, "scale": "tien"}],
        price={
            "asked": "per_need",
            "formula": "price.absolute_linear",
            "weight": 40,
            "floor_price": "0",
            "ceiling_price": "300",
        },
    )


def told(found: Source, bidder: str, who: str) -> str:
    row = next(row for row in found.record["answer"]["bids"] if row["bidder"] == bidder)
    return letter(found, row, who).replace("\u00a0", " ")


def test_the_page_shows_the_texts_as_they_are() -> None:
    quoted = re.findall(r"^> (.*)$", PAGE.read_text("utf-8"), re.MULTILINE)
    found = source_of_the_page()
    assert quoted == [told(found, "B", BIDDER), told(found, "B", OFFICER)]


def source_of_the_page() -> Source:
    """What the page itself computes."""
    made: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        exec(block, made)  # noqa: S102
    found = made["bron"]
    assert isinstance(found, Source)
    return found


def test_the_bidder_is_told_what_would_have_won() -> None:
    said = told(example(), "B", BIDDER)
    assert "Was elke prijs € 0,51 lager geweest" in said
    assert "licht: € 2,49 in plaats van € 3,00" in said
    assert "Met een 8 voor Aanpak in plaats van een 7" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_by_the_goals_it_says_what_a_contract_would_cost(lang: str) -> None:
    bids = (tiny.bid("A", price="10"), tiny.bid("B", price="12"))
    found = source(lang, *bids, marks={"A": 5, "B": 9}, **BY_GOALS)
    said = told(found, "B", OFFICER)
    before, after = ("€ 300,00", "€ 360,00") if lang == "nl" else ("€300.00", "€360.00")
    assert before in said
    assert after in said
    assert "A · Zorg A" in said
    assert "A · Zorg A" not in told(found, "B", BIDDER)
    assert "B · Zorg B." not in said
    names = [section.name for section in why_sections(found)]
    assert names == ["why_outcome", "why_least", "why_forced", "why_winners", "why_letters"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_workbook_and_lines_show_every_bid(lang: str) -> None:
    found = source(lang, tiny.bid("A"), tiny.bid("B"), marks={"A": 8, "B": 7})
    answer = Answer(found, why_sections(found))
    lines = "\n".join(explained_lines(answer))
    assert "A · Zorg A" in lines
    assert "B · Zorg B" in lines
    assert len(explained_book([answer], "why").sheets) == len(answer.sections) + 1
