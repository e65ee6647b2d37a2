"""Checks of lots with a way of their own, and of what stands around the award."""

from typing import Any

import pytest

from aanbesteding.tender.tender import Tender
from tests.tender.test_checks import (
    BOTH,
    BUDGETS,
    CHOICE,
    FIRST_ONLY,
    INDEXED,
    URGENT,
    more,
    second_lot,
)

RANKED = 'mode = "rank_order"'
SHARES = """[[cost_shares]]
area = "stad"
share = {}

[[cost_shares]]
area = "wijk"
{}share = {}
"""


def codes(loaded: tuple[Tender | None, Any]) -> set[str]:
    return {finding.code for finding in loaded[1]}


# Every reference of the newer tables, to a name that stands for nothing.
STRANGE = [
    '[[requirements]]\nid = "e"\ntitle = "E"\nleast_capacity = 1\nlots = ["X"]',
    '[[requirements]]\nid = "e"\ntitle = "E"\nleast_capacity = 1\nneed = "X"',
    '[[contracted]]\nneed = "X"\ncapacity = 1',
    '[[bridging]]\nneed = "X"\nby = "licht"\nprice = 1.00',
    '[[cost_shares]]\narea = "X"\nshare = 1',
    '[[cost_shares]]\narea = "stad"\nlot = "X"\nshare = 1',
    '[[ceilings]]\narea = "X"\nperiod = "2025"\namount = 1.00',
    '[[ceilings]]\narea = "stad"\nperiod = "X"\namount = 1.00',
    '[[changes]]\nscenario = "X"\nwhat = "demand"\nfactor = 1',
    '[[changes]]\nscenario = "g"\nwhat = "demand"\nfactor = 1\nlots = ["X"]',
    '[[changes]]\nscenario = "g"\nwhat = "demand"\nfactor = 1\nneeds = ["X"]',
    '[[rules]]\nkind = "reserved"\nat_least = 1\nareas = ["X"]',
    '[[rules]]\nkind = "reserved"\nat_least = 1\nneeds = ["X"]',
    '[[rules]]\nkind = "wait_norm"\nneeds = ["X"]',
]


@pytest.mark.parametrize("text", STRANGE)
def test_a_name_that_stands_for_nothing_is_told(spoil: Any, text: str) -> None:
    scenario = '[[scenarios]]\nid = "g"\ntitle = "Groei"\n\n' if "changes" in text else ""
    _, findings = spoil(more(scenario + text))
    assert [f.values["given"] for f in findings if f.code == "T302"] == ["X"]


def test_a_base_budget_that_does_not_exist_is_told(spoil: Any) -> None:
    _, findings = spoil((BUDGETS, INDEXED.format("500000.00", "b9", "0.02")))
    assert [f.code for f in findings] == ["T302"]


@pytest.mark.parametrize(
    "row",
    [
        '[[contracted]]\nneed = "zwaar"\ncapacity = 1',
        '[[bridging]]\nneed = "zwaar"\nby = "licht"\nprice = 1.00',
        '[[cost_shares]]\narea = "stad"\nshare = 1',
        '[[ceilings]]\narea = "stad"\nperiod = "2025"\namount = 1.00',
        '[[requirements]]\nid = "e"\ntitle = "E"\nleast_capacity = 1',
        '[[contract_holders]]\nid = "K1"\nname = "K"',
        '[[kpis]]\nid = "k"\ntitle = "K"\nbaseline = 1\ntarget = 2',
    ],
)
def test_one_good_row_of_each_table_is_fine(spoil: Any, row: str) -> None:
    assert codes(spoil(more(row))) == set()


@pytest.mark.parametrize(
    "row",
    [
        '[[contracted]]\nneed = "zwaar"\ncapacity = 1',
        '[[bridging]]\nneed = "zwaar"\nby = "licht"\nprice = 1.00',
        '[[cost_shares]]\narea = "stad"\nshare = 0.5',
        '[[ceilings]]\narea = "stad"\nperiod = "2025"\namount = 1.00',
        '[[kpis]]\nid = "k"\ntitle = "K"\nbaseline = 1\ntarget = 2',
        '[[scenarios]]\nid = "g"\ntitle = "Groei"',
        '[[requirements]]\nid = "e"\ntitle = "E"\nleast_capacity = 1',
        '[[contract_holders]]\nid = "K1"\nname = "K"',
    ],
)
def test_the_second_of_two_equal_rows_is_told(spoil: Any, row: str) -> None:
    assert "T301" in codes(spoil(more(f"{row}\n\n{row}")))


def test_a_share_for_every_lot_and_one_for_a_lot_are_two_rows(spoil: Any) -> None:
    assert codes(spoil(more(SHARES.format("0.3", 'lot = "P1"\n', "0.7")))) == set()


def test_shares_of_one_third_are_not_a_whole(spoil: Any) -> None:
    _, findings = spoil(more(SHARES.format("0.333", "", "0.666")))
    assert [(f.code, str(f.values["total"])) for f in findings] == [("T355", "0.999")]


def test_open_house_may_stand_beside_a_ranked_lot(spoil: Any) -> None:
    edits = (second_lot('mode = "admit_all"'), BOTH, FIRST_ONLY)
    assert codes(spoil(*edits)) == set()


def test_lots_may_name_the_mode_of_the_tender(spoil: Any) -> None:
    assert codes(spoil(second_lot(RANKED), BOTH, FIRST_ONLY)) == {"T322"}


@pytest.mark.parametrize("selection", ["fill_capacity_by_rank", "fill_budget_by_rank"])
def test_filling_by_rank_is_possible(spoil: Any, selection: str) -> None:
    assert codes(spoil((RANKED, f'{RANKED}\nselection = "{selection}"'))) == set()


def test_a_lot_may_be_filled_while_the_tender_is_not(spoil: Any) -> None:
    filled = 'segment = "S"\nselection = "fill_capacity_by_rank"'
    assert codes(spoil(('segment = "S"', filled))) == set()


def test_the_threshold_is_asked_for_one_lot_above_it(spoil: Any) -> None:
    above = 'segment = "S"\nselection = "above_threshold"'
    assert codes(spoil(('segment = "S"', above))) == {"T342"}


def test_a_published_objective_for_every_lot_needs_goals(spoil: Any) -> None:
    lot = ('segment = "S"', 'segment = "S"\nmode = "published_objective"')
    assert codes(spoil(lot)) == set()
    assert codes(spoil(lot, ('\n[[goals]]\nkind = "spend"\n', ""))) == {"T338"}


def test_urgent_need_needs_no_rule_where_no_volume_is_promised(spoil: Any) -> None:
    count = ('kind = "share"\nid = "aandeel"\nat_most = 0.5', 'kind = "coverage"\nat_least = 1')
    assert codes(spoil(URGENT, CHOICE, count)) == set()
    assert codes(spoil(URGENT, count)) == {"T350"}


def test_a_half_cent_of_index_goes_up(spoil: Any) -> None:
    base = INDEXED.replace("500000.00", "500000.50")
    assert codes(spoil((BUDGETS, base.format("505000.51", "b1", "0.01")))) == set()
    assert codes(spoil((BUDGETS, base.format("505000.50", "b1", "0.01")))) == {"T356"}


def test_what_is_bound_already_is_not_free_for_demand(spoil: Any) -> None:
    bound = "id;amount;committed\nb1;500000.00;{}"
    assert codes(spoil((BUDGETS, bound.format("490000.00")))) == set()
    _, findings = spoil((BUDGETS, bound.format("490000.01")))
    assert [(f.code, str(f.values["amount"])) for f in findings] == [("T318", "9999.99")]


def test_only_a_fixed_tariff_must_divide_by_twelve(spoil: Any) -> None:
    monthly = ('label = "Zwaar"', 'label = "Zwaar"\nmonthly = true')
    assert codes(spoil(monthly)) == set()
    assert codes(spoil(monthly, ("norm;1000.00", "fixed;1000.08"))) == set()


def test_everybody_may_be_in_care_already(spoil: Any) -> None:
    volumes = "period;volume\nP1;zwaar;stad;2025;10"
    assert codes(spoil((volumes, "period;volume;in_care\nP1;zwaar;stad;2025;10;10"))) == set()


def test_a_requirement_with_contract_holders_is_fine(spoil: Any) -> None:
    asked = '[[requirements]]\nid = "e"\ntitle = "E"\ncontract_held = true\n'
    holder = '[[contract_holders]]\nid = "K1"\nname = "K"'
    assert codes(spoil(more(f"{asked}\n{holder}"))) == set()


def test_a_norm_and_a_reserve_that_hold_somewhere_are_fine(spoil: Any) -> None:
    rules = '[[rules]]\nkind = "wait_norm"\n\n[[rules]]\nkind = "reserved"\nat_least = 1'
    norm = ('label = "Zwaar"', 'label = "Zwaar"\nlongest_wait_weeks = 6')
    assert codes(spoil(norm, more(rules))) == set()
