"""What must hold across the fields of a tender: this list is the checks."""

from collections.abc import Callable, Iterator, Mapping

from aanbesteding.basis.findings import Finding, in_order
from aanbesteding.basis.places import Path, Place
from aanbesteding.tender import (
    check_around,
    check_award,
    check_care,
    check_criteria,
    check_envelopes,
    check_formulas,
    check_lots,
    check_low_price,
    check_money,
    check_panel,
    check_quality,
    check_references,
    check_rules,
)
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

Check = Callable[[Tender], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    check_references.ids_stand_once,
    check_references.references_exist,
    check_references.areas_do_not_circle,
    check_references.criteria_do_not_circle,
    check_references.segments_have_descriptions,
    check_care.lots_out_of_scope_say_why,
    check_care.needs_have_units,
    check_care.needs_have_demand,
    check_care.unit_codes_exist,
    check_care.priorities_differ,
    check_care.periods_run_forward,
    check_care.areas_leave_after_joining,
    check_care.demand_falls_while_taking_part,
    check_care.budgets_carry_demand,
    check_care.lots_are_proportionate,
    check_care.lots_have_a_greatest_value,
    check_quality.parts_add_up_to_their_parent,
    check_quality.weights_add_up,
    check_quality.judged_criteria_have_a_scale,
    check_quality.scales_are_complete,
    check_quality.lowest_marks_are_on_the_scale,
    check_quality.quality_counts_where_the_law_asks,
    check_quality.price_alone_needs_reasons,
    check_criteria.criteria_have_a_formula,
    check_criteria.answers_are_complete,
    check_criteria.fields_fit_the_criterion,
    check_criteria.answers_can_be_good_enough,
    check_criteria.shared_criteria_hold_for_several_lots,
    check_criteria.parts_of_a_bonus_are_a_bonus,
    check_panel.marks_can_be_worked_out,
    check_panel.criteria_are_judged,
    check_panel.assessors_judge_something,
    check_panel.assessors_mark_what_has_marks,
    check_panel.interests_are_declared,
    check_panel.declarations_do_not_clash,
    check_panel.worked_out_marks_are_rounded,
    check_formulas.formula_exists,
    check_formulas.formula_has_its_inputs,
    check_formulas.formula_has_a_price_and_a_weight,
    check_formulas.formula_answers_every_bid,
    check_formulas.formula_says_what_to_expect,
    check_formulas.clip_fits_the_formula,
    check_formulas.rounding_leaves_differences,
    check_formulas.points_have_an_end,
    check_formulas.dropout_is_settled,
    check_award.ties_are_settled,
    check_award.objective_has_goals,
    check_lots.lots_choose_in_one_way,
    check_lots.open_house_admits_everyone,
    check_lots.open_house_ranks_nobody,
    check_lots.selection_is_complete,
    check_rules.goals_stand_once,
    check_rules.rules_bind_something,
    check_rules.volume_is_promised,
    check_rules.coverage_counts_in_served_areas,
    check_rules.shares_have_a_whole,
    check_rules.urgent_need_has_its_rule,
    check_money.budgets_are_indexed_as_stated,
    check_money.budgets_hold_what_is_committed,
    check_money.cost_shares_make_a_whole,
    check_money.monthly_tariffs_divide_by_twelve,
    check_low_price.low_price_methods_are_complete,
    check_low_price.low_price_methods_have_their_estimate,
    check_low_price.low_price_methods_have_prices,
    check_low_price.price_only_method_stands_beside_quality,
    check_around.clients_in_care_are_part_of_demand,
    check_around.requirements_can_be_counted,
    check_around.scenarios_change_something,
    check_envelopes.envelopes_hold_something,
    check_award.dates_are_in_order,
    check_award.contract_waits_for_standstill,
)


def check(tender: Tender, places: Mapping[Path, Place] | None = None) -> tuple[Finding, ...]:
    """Return everything that does not fit together, each at the place of what causes it."""
    known = places or {}
    return in_order(problem.at(known) for each in CHECKS for problem in each(tender))
