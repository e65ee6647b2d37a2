"""Other weights on the page: the published ones give the published ranking, exactly."""

from fractions import Fraction

import pytest

from aanbesteding.report.page import page
from aanbesteding.report.source import Source
from aanbesteding.report.weights import weights
from tests.report import sample

TRIED = ("awarded", "what_if", "absolute_linear", "lowest_share", "min_max")


@pytest.mark.parametrize("name", TRIED)
def test_the_published_weights_give_the_published_totals_before_rounding(name: str) -> None:
    source = Source(sample.record(name), "nl")
    lot = source.tender.open_lots[0].id
    found = weights(source, lot)
    assert found is not None
    exact = {s["bidder"]: Fraction(s["exact"]) for s in source.scores[lot] if s["rank"] is not None}
    published = [Fraction(slider.steps, found.unit) for slider in found.sliders]
    assert sum(published) == Fraction(found.whole)
    for bid in found.bids:
        shares = [Fraction(int(share), int(found.part)) for share in bid.shares.split()]
        total = sum(w * s for w, s in zip(published, shares, strict=True))
        assert total == exact[bid.short]
        assert all(0 <= share <= 1 for share in shares)


@pytest.mark.parametrize("name", TRIED)
def test_every_ranked_bid_can_be_tried_in_the_published_order(name: str) -> None:
    source = Source(sample.record(name), "nl")
    lot = source.tender.open_lots[0].id
    found = weights(source, lot)
    assert found is not None
    ranked = [s for s in source.scores[lot] if s["rank"] is not None]
    assert [(bid.short, bid.rank) for bid in found.bids] == [
        (s["bidder"], s["rank"]) for s in ranked
    ]


@pytest.mark.parametrize("name", ["on_value", "admit_all", "no_bids", "one_bid"])
def test_where_totals_are_no_sum_of_weights_there_is_nothing_to_try(name: str) -> None:
    source = Source(sample.record(name), "nl")
    assert weights(source, source.tender.open_lots[0].id) is None
    assert 'class="weights"' not in page(sample.record(name), "nl")


def test_without_script_nothing_of_it_is_seen_and_it_says_that_it_is_no_award() -> None:
    text = page(sample.record("awarded"), "nl")
    start = text.index('<div class="weights"')
    part = text[start : text.index("</table>", start)]
    assert " hidden " in part[: part.index(">")]
    assert "What-if" in part
    assert "geen gunning" in part
