"""No letter holds what its reader may not know: random rounds in which every secret is a word."""

from datetime import date
from random import Random

import pytest

from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.report.letters.case import Stage
from aanbesteding.report.letters.own import Own
from aanbesteding.report.papers.docx import paper_docx
from aanbesteding.report.papers.html import paper_html
from aanbesteding.round.letters import papers_of
from tests.assurance.leaks import leaks
from tests.report.letter_cases import said
from tests.secret_rounds import Secret, first

ROUNDS = first(20)
STAGES = (
    Stage("draft", date(2018, 6, 4), date(2018, 6, 5)),
    Stage("decided", date(2018, 6, 4), date(2018, 6, 5)),
    Stage("final", final_day=date(2018, 6, 7)),
    Stage("withdrawn", reason="Er is geen geld meer."),
)


def texts(secret: Secret, stage: Stage, lang: str) -> dict[str, str]:
    papers = papers_of(secret.record, secret.record_hash, lang, stage, Own())
    bids = secret.record["bids"]
    return {bid["id"]: said(paper) for bid, paper in zip(bids, papers, strict=True)}


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
@pytest.mark.parametrize("secret", ROUNDS, ids=lambda s: s.record_hash[:6])
def test_no_letter_holds_words_or_figures_of_another(secret: Secret, stage: Stage) -> None:
    lang = LANGUAGES[len(secret.record["bids"]) % 2]
    for reader, text in texts(secret, stage, lang).items():
        assert leaks(secret, reader, [text.encode()]) == []


@pytest.mark.parametrize("secret", ROUNDS[:5], ids=lambda s: s.record_hash[:6])
def test_the_files_of_a_letter_hold_no_more_than_the_letter(secret: Secret) -> None:
    papers = papers_of(secret.record, secret.record_hash, "nl", STAGES[1], Own())
    for bid, paper in zip(secret.record["bids"], papers, strict=True):
        files = [paper_html(paper).encode(), paper_docx(paper)]
        assert leaks(secret, bid["id"], files) == []


def test_a_letter_in_the_wrong_hands_would_be_found() -> None:
    found = texts(ROUNDS[0], STAGES[1], "nl")
    one, other = list(found)[:2]
    assert leaks(ROUNDS[0], one, [found[other].encode()])


@pytest.mark.parametrize("secret", ROUNDS[:8], ids=lambda s: s.record_hash[:6])
def test_the_order_of_bids_marks_and_scores_does_not_matter(secret: Secret) -> None:
    r, record = Random(secret.record_hash), dict(secret.record)
    for part in ("bids", "marks", "events", "reasons"):
        record[part] = r.sample(record[part], len(record[part]))
    mixed = texts(Secret(record, secret.record_hash, ()), STAGES[1], "nl")
    assert mixed == texts(secret, STAGES[1], "nl")


def test_every_kind_of_letter_came_by_in_these_rounds() -> None:
    kinds = {
        paper.kind
        for secret in ROUNDS
        for paper in papers_of(secret.record, secret.record_hash, "nl", STAGES[1], Own())
    }
    named = " ".join(kinds).lower()
    for kind in ("voorlopige gunning", "toelating", "reservelijst", "doet niet mee"):
        assert kind in named
