"""The formula of a tender tried out before publication: everything the laboratory says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.contest.contest import Contest
from aanbesteding.contest.reversal import certificate
from aanbesteding.laboratory.advice import Advice, advice
from aanbesteding.laboratory.curve import curve
from aanbesteding.laboratory.experiments import dumping, first, reversals
from aanbesteding.laboratory.found import LotLab
from aanbesteding.laboratory.market import Market, market_of, middle_half, tenders, upper_half
from aanbesteding.laboratory.weights import Weight, real_weight, settings
from aanbesteding.laboratory.worth import mean
from aanbesteding.scoring.contests import contest_on
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender

SIZES, NUMBER, SEED = (3, 5, 8), 200, 20121
MIDDLE = SIZES[1]
FEWEST, LOTS_IN_FULL = 25, 4


@dataclass(frozen=True)
class Lab:
    """The laboratory of a tender; lots where no price counts are named apart.

    `number` tenders were made up per number of bids in `sizes`, from `seed`.
    """

    lots: tuple[LotLab, ...]
    without_price: tuple[str, ...]
    advice: tuple[Advice, ...]
    number: int
    seed: int
    sizes: tuple[int, ...]


def laboratory(
    tender: Tender, past: Mapping[str, Contest] | None = None, number: int | None = None
) -> Lab:
    """Return what the formula does to made-up bids for each lot that is ranked with a price.

    `past` are contests by lot, of earlier bids. The same tender gives the same figures. Without a
    `number`, fewer tenders are made up per lot where there are many lots.
    """
    ranked = [lot for lot in tender.open_lots if tender.mode_of(lot.id) is not AwardMode.ADMIT_ALL]
    priced = ranked if tender.price_in_ranking else []
    made = number or max(FEWEST, min(NUMBER, NUMBER * LOTS_IN_FULL // max(1, len(priced))))
    found = tuple(_lot(tender, lot, (past or {}).get(lot.id), made) for lot in priced)
    return Lab(
        lots=found,
        without_price=tuple(lot.id for lot in ranked if lot not in priced),
        advice=tuple(said for one in found for said in advice(one)),
        number=made,
        seed=SEED,
        sizes=SIZES,
    )


def _lot(tender: Tender, lot: Lot, past: Contest | None, number: int) -> LotLab:
    contest, market = contest_on(tender, lot.id), market_of(tender, lot)
    if contest.pricing is None:
        raise ValueError(f"no price counts in {lot.id}")
    card = contest.pricing.formula
    answers_compared = any(criterion.formula.relative for criterion in contest.criteria)
    drawn = {size: list(tenders(contest, market, size, number, SEED)) for size in SIZES}
    middle = drawn[MIDDLE]
    return LotLab(
        lot=lot.id,
        formula=card.id,
        relative=card.relative or answers_compared,
        keeps_order=card.keeps_order and not answers_compared,
        monotone=card.monotone,
        lowest_wins=contest.lowest_wins,
        on_value=contest.on_value,
        dropout_published=tender.award.on_dropout is not None,
        market=market,
        bids=MIDDLE,
        reversals={size: reversals(made) for size, made in drawn.items()},
        weight=real_weight(middle),
        upper_marks=_weight_in(contest, upper_half(market), number),
        close_prices=_weight_in(contest, middle_half(market), number),
        settings=settings(middle),
        dumping=dumping(middle, market),
        curve=curve(typical(middle), market),
        past=None if past is None else certificate(past),
    )


def _weight_in(contest: Contest, market: Market, number: int) -> Weight | None:
    return real_weight(list(tenders(contest, market, MIDDLE, number, SEED)))


def typical(made: Sequence[Contest]) -> Contest:
    """Return the tender whose mean price is the middle one: neither cheap nor dear."""
    usable = [contest for contest in made if first(contest) is not None] or list(made)
    ordered = sorted(range(len(usable)), key=lambda n: (_mean_price(usable[n]), n))
    return usable[ordered[len(ordered) // 2]]


def _mean_price(contest: Contest) -> Fraction:
    return mean([entry.price for entry in contest.entries if entry.price is not None])
