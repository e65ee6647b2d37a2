"""How far rules give way: small rounds whose cheapest repair can be worked out by hand."""

from fractions import Fraction
from typing import Any

from aanbesteding.explanation.infeasible import WhyInfeasible, why_nothing_fits
from aanbesteding.explanation.repair import Repair
from tests.small_clash import BY_GOAL, case
from tests.tiny import bid

ONE = {"kind": "number_of_contracts", "id": "een", "at_most": 1}
URGENT = {"kind": "waiting", "id": "geen-wachten", "needs": ["zwaar"], "at_most": 0}
EVERYWHERE = {"kind": "coverage", "id": "overal", "at_least": 1}


def alone(found: WhyInfeasible) -> dict[str, Repair]:
    assert all(repair.proven for repair in found.alone if repair.unit != "never")
    return {repair.part or repair.rule: repair for repair in found.alone}


def best(found: WhyInfeasible) -> list[tuple[str, str, int]]:
    assert found.best is not None
    assert found.best.proven
    return [(one.part or one.rule, one.unit, one.amount) for one in found.best.rules]


def test_one_contract_more_one_partner_less_or_one_bidder_passed_over() -> None:
    # A is first and works in Noord; only B works in Zuid; and there is one contract.
    found = why_nothing_fits(
        case([ONE, EVERYWHERE], bid("A", areas=["noord"]), bid("B", areas=["noord", "zuid"]))
    )
    each = alone(found)
    assert (each["een"].limit, each["een"].becomes, each["een"].unit) == (1, 2, "contracts")
    assert (each["overal"].limit, each["overal"].becomes) == (1, 0)
    assert (each["1"].unit, each["1"].amount) == ("passed", 1)
    assert found.best is not None
    assert (found.best.choices, found.best.every) == (3, True)


def test_the_ranking_stays_where_another_rule_gives_way_as_little() -> None:
    found = why_nothing_fits(
        case([ONE, EVERYWHERE], bid("A", areas=["noord"]), bid("B", areas=["noord", "zuid"]))
    )
    assert {repair.relative for repair in found.alone} == {Fraction(1)}
    assert best(found) == [("een", "contracts", 1)]


def test_the_smaller_part_of_its_limit_gives_way() -> None:
    # Twelve partners in Noord of eleven contracts: one of twelve is less than one of eleven.
    most = {"kind": "number_of_contracts", "id": "elf", "at_most": 11}
    least = {"kind": "coverage", "id": "twaalf", "areas": ["noord"], "at_least": 12}
    offered = [bid(f"A{n:02}") for n in range(12)]
    found = why_nothing_fits(case([most, least], *offered, **BY_GOAL))
    assert {name: r.relative for name, r in alone(found).items()} == {
        "elf": Fraction(1, 11),
        "twaalf": Fraction(1, 12),
    }
    assert best(found) == [("twaalf", "partners", 1)]


def test_a_budget_gives_way_in_whole_euros_and_the_other_side_in_clients() -> None:
    # Ten clients of 1,000 euros on 9,500.50: short 499.50, so 500 euros; or one client waits.
    budgets = [{"id": "jaar", "amount": "9500.50"}]
    found = why_nothing_fits(case([URGENT], bid("A"), budgets=budgets))
    each = alone(found)
    assert (each["jaar"].unit, each["jaar"].amount) == ("euros", 500)
    assert each["jaar"].becomes == Fraction(1000050, 100)
    assert (each["geen-wachten"].unit, each["geen-wachten"].amount) == ("clients", 1)


def test_what_is_counted_in_several_places_is_also_added_up() -> None:
    # Nine of ten heavy clients and eighteen of twenty light ones find a place.
    rule = {"kind": "waiting", "id": "niemand-wacht", "at_most": 0}
    (one,) = why_nothing_fits(case([rule], bid("A", zwaar=9, licht=18))).alone
    assert (one.amount, one.in_all) == (2, 3)
    assert [(s.counted, s.required) for s in one.short] == [(1, 0), (2, 0)]


def test_a_rule_of_one_clash_never_repairs_another_and_two_must_give_way() -> None:
    two = {"kind": "number_of_contracts", "id": "twee", "at_least": 2}
    ggz = {"kind": "expertise", "id": "ggz", "expertise": ["ggz"], "at_least": 1}
    found = why_nothing_fits(case([ONE, two, ggz], bid("A"), bid("B"), **BY_GOAL))
    assert {repair.unit for repair in found.alone} == {"never"}
    assert best(found) == [("twee", "contracts", 1), ("ggz", "partners", 1)]
    assert found.best is not None
    assert found.best.relative == Fraction(1, 2) + 1


def test_both_sides_of_a_number_can_give_way() -> None:
    exactly = {"kind": "number_of_contracts", "id": "precies-twee", "at_least": 2, "at_most": 2}
    both = {"kind": "coverage", "id": "drie", "areas": ["noord"], "at_least": 3}
    found = why_nothing_fits(case([exactly, both], bid("A"), bid("B"), bid("C"), **BY_GOAL))
    one = alone(found)["precies-twee"]
    assert (one.limit, one.becomes) == (2, 3)
    few = why_nothing_fits(case([exactly], bid("A"), **BY_GOAL))
    assert (few.alone[0].limit, few.alone[0].becomes) == (2, 1)


def test_what_a_bidder_asked_for_itself_is_no_part_of_the_best_repair() -> None:
    # A wants forty clients or none, there are thirty, and A must be contracted.
    want = bid("A")
    lot = want.lots[0].model_copy(update={"least": 40})
    wants = want.model_copy(update={"lots": (lot,)})
    keep = {"kind": "freeze", "id": "met-A", "contracts": ["A/1"]}
    found = why_nothing_fits(case([keep], wants, bid("B"), **BY_GOAL))
    own = alone(found)["A/1"]
    assert (own.kind, own.bidders_own, own.unit) == ("least_size", True, "parts")
    assert best(found) == [("met-A", "parts", 1)]


def test_a_rule_whose_numbers_do_not_help_is_dropped_whole() -> None:
    ladder = {"kind": "share_ladder", "id": "trap", "shares": ["1"]}
    two = {"kind": "number_of_contracts", "id": "twee", "at_least": 2}
    each = alone(why_nothing_fits(case([ladder, two], bid("A"), bid("B"), **BY_GOAL)))
    assert (each["trap"].unit, each["twee"].unit) == ("rule", "contracts")


def test_with_the_limit_moved_an_award_fits_and_with_one_less_it_does_not() -> None:
    def fits(at_most: int, amount: str) -> bool:
        rules: list[dict[str, Any]] = [{**URGENT, "at_most": at_most}]
        budgets = [{"id": "jaar", "amount": amount}]
        return why_nothing_fits(case(rules, bid("A"), budgets=budgets)).status == "fits"

    assert not fits(0, "6500")
    (short, waits) = why_nothing_fits(
        case([URGENT], bid("A"), budgets=[{"id": "jaar", "amount": "6500"}])
    ).alone
    assert (short.amount, waits.amount) == (3500, 4)
    assert fits(0, str(6500 + short.amount))
    assert not fits(0, str(6500 + short.amount - 1))
    assert fits(waits.amount, "6500")
    assert not fits(waits.amount - 1, "6500")
