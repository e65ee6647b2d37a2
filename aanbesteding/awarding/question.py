"""What an award had to satisfy, as one question: the rules, the ranking, and what goes unsaid."""

from collections.abc import Sequence
from dataclasses import dataclass

from aanbesteding.awarding.decision import Draw
from aanbesteding.awarding.fill import fills, only_the_filled
from aanbesteding.awarding.rank_order import not_eligible, who_may
from aanbesteding.awarding.ranking import eligible, ranking_of
from aanbesteding.rules.facts import Facts
from aanbesteding.rules.full import follow_rankings
from aanbesteding.rules.rule import Key, Row, Rule
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Question:
    """Rules, the ranking among them, and the rows that are no rule anyone can drop.

    Those say that a bid below the threshold wins nothing, and that an award has winners.
    """

    facts: Facts
    rules: tuple[Rule, ...]
    extra: tuple[Row, ...] = ()


def question_of(
    tender: Tender,
    scoresheet: Scoresheet,
    facts: Facts,
    rules: Sequence[Rule],
    draws: Sequence[Draw],
    by_rank: bool,
) -> Question:
    """Return what an award must satisfy; `by_rank`: the published ranking decides as well."""
    if not by_rank:
        return Question(facts, tuple(rules))
    filled = tuple(lot for lot in facts.lots if fills(tender, lot))
    ranked = tuple(lot for lot in facts.lots if lot not in filled)
    rankings = {lot: ranking_of(tender, facts, scoresheet, lot, draws) for lot in ranked}
    follows = follow_rankings(facts, rules, rankings)
    extra = list(only_the_filled(facts, filled))
    for follow in follows:
        allowed = eligible(tender, scoresheet, follow.lot)
        extra += not_eligible(facts, follow.lot, allowed)
        extra += follow.somebody(facts, who_may(follow, allowed))
    if not follows:
        some: dict[Key, int] = dict.fromkeys(facts.picks, 1)
        extra.append(Row("chosen", "", some, ">=", 1))
    return Question(facts, (*follows, *rules), tuple(extra))
