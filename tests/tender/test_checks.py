from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.findings import Weight
from aanbesteding.basis.places import Line
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.tender.checks import check
from aanbesteding.tender.load import load
from aanbesteding.tender.tender import Tender

OPEN = (
    ('mode = "rank_order"', 'mode = "admit_all"'),
    ('procedure = "sas"', 'procedure = "open_house"'),
)
NO_GOALS = ('\n[[goals]]\nkind = "spend"\n', "")
NO_LADDER = ('tie_ladder = ["higher_quality", "draw"]\n', "")
LOOSE = ('kind = "share"', 'kind = "share"\nat_least = 0')
NO_CRITERIA = ("plan;Plan;60;tien;P1\nteam;Team;40;tien;\n", "")
PRICE = 'formula = "price.fixed_tariff"\nweight = 0'
TRIPLE = 'segment = "S"\naccepts_all = true\nno_waiting = true'
URGENT = ('label = "Zwaar"', 'label = "Zwaar"\nurgent = true')
SECOND_NEED = '''
[[needs]]
id = "licht"
label = "Licht"
priority = 1
unit = "cliënt"

[[areas]]
id = "stad"'''
NO_RULES = (
    """[[rules]]
kind = "number_of_contracts"
id = "hoogstens-2"
at_most = 2

[[rules]]
kind = "share"
id = "aandeel"
at_most = 0.5
""",
    "",
)
CHOICE = ('segment = "S"', 'segment = "S"\nclient_choice = true')


def more(text: str) -> tuple[str, str]:
    """An edit that adds tables to the tender."""
    return "\n[[goals]]", f"\n{text}\n\n[[goals]]"


def second_lot(fields: str) -> tuple[str, str]:
    """An edit that adds a lot."""
    lot = f'[[lots]]\nid = "P2"\ntitle = "2"\nframework_max_value = 1.00\n{fields}\n'
    return "\n[[needs]]", f"\n{lot}\n[[needs]]"


BOTH = (";2025;10", ";2025;10\nP2;zwaar;stad;2025;1")
FIRST_ONLY = ("team;Team;40;tien;", "team;Team;40;tien;P1")
INDEXED = "id;amount;indexed_from;index\nb1;500000.00;;\nb2;{};{};{}"
BUDGETS = "id;amount\nb1;500000.00"
NEXT_YEAR = "id;amount;periods\nb1;500000.00;2025\nb2;500000.00;2026"
PERIOD_2026 = (
    "\n[[expertise]]",
    '\n[[periods]]\nid = "2026"\nstart = 2026-01-01\nend = 2026-12-31\n\n[[expertise]]',
)
VOLUMES = "period;volume\nP1;zwaar;stad;2025;10"
EARLY = ("published = 2024-01-08", "published = 2022-06-30")

# Every check, provoked once: the edits, the code, the file and what its line says.
WRONG: list[tuple[tuple[tuple[str, str], ...], str, str, str]] = [
    (
        (("[price]", '[[rounding]]\nstep = "price"\n\n[price]'), ("tien;10;", "tien;9;")),
        "T353", "tender.toml", "rounding",
    ),
    ((("b1;500000.00", "b1;500000.00\nb1;600000.00"),), "T301", "budgets.csv", "b1;600000"),
    (((";2025;10", ";2025;10\nP1;zwaar;stad;2025;9"),), "T301", "demand.csv", "2025;9"),
    ((("P1;zwaar;norm", "P2;zwaar;norm"),), "T302", "tariffs.csv", "P2"),
    (((";60;tien", ";60;elf"),), "T302", "criteria.csv", "elf"),
    ((('at_most = 0.5', 'at_most = 0.5\nlots = ["P9"]'),), "T302", "tender.toml", "P9"),
    ((('name = "Stad"', 'name = "Stad"\nparent = "wijk"'),), "T303", "tender.toml", '= "wijk"'),
    (
        (
            ("weight;scale;lots", "weight;parent;lots"),
            ("60;tien;P1\nteam;Team;40;tien;", "60;team;P1\nteam;Team;40;plan;"),
        ),
        "T304", "criteria.csv", "plan;Plan",
    ),
    ((('segment = "S"', 'segment = "T"'),), "T305", "tender.toml", 'segment = "T"'),
    ((('segment = "S"', "in_scope = false"),), "T311", "tender.toml", "[[lots]]"),
    ((('unit = "cliënt"\n', ""),), "T312", "tender.toml", "[[needs]]"),
    ((("P1;zwaar;stad;2025;10\n", ""),), "T313", "tender.toml", "[[needs]]"),
    ((('unit_code = "82"', 'unit_code = "99"'),), "T314", "tender.toml", '"99"'),
    ((('\n[[areas]]\nid = "stad"', SECOND_NEED),), "T315", "tender.toml", "priority = 1 #2"),
    ((("end = 2025-12-31", "end = 2024-12-31"),), "T316", "tender.toml", "2024-12-31"),
    (
        (('parent = "stad"', 'parent = "stad"\njoins = 2025-01-01\nleaves = 2024-01-01'),),
        "T317", "tender.toml", "leaves",
    ),
    ((('id = "stad"', 'id = "stad"\njoins = 2026-01-01'),), "T366", "demand.csv", "2025;10"),
    ((("b1;500000.00", "b1;9999.99"),), "T318", "budgets.csv", "b1"),
    (((BUDGETS, NEXT_YEAR), PERIOD_2026), "T499", "budgets.csv", "b2"),
    ((('segment = "S"', TRIPLE),), "T319", "tender.toml", "no_waiting"),
    ((("framework_max_value = 1000000.00\n", ""),), "T320", "tender.toml", "[[lots]]"),
    (
        (
            ("weight;scale;lots", "weight;scale;parent"),
            ("60;tien;P1\nteam;Team;40;tien;", "60;tien;\nteam;Team;40;tien;plan"),
        ),
        "T321", "criteria.csv", "plan;Plan",
    ),
    ((("Team;40", "Team;39.999"),), "T322", "criteria.csv", "39.999"),
    ((("Team;40;tien", "Team;40;"),), "T323", "criteria.csv", "team"),
    ((("tien;10;alles;Alles\n", ""),), "T324", "scales.csv", "niets"),
    ((("tien;10;", "tien;0;"),), "T325", "scales.csv", "alles"),
    (((";Alles", ";"),), "T326", "scales.csv", "niets"),
    (
        (("weight;scale;lots", "weight;scale;lowest_mark"), ("60;tien;P1", "60;tien;10.5")),
        "T327", "criteria.csv", "10.5",
    ),
    ((EARLY, NO_CRITERIA), "T328", "criteria.csv", "id;"),
    ((NO_CRITERIA, (PRICE, 'formula = "price.lowest_share"\nweight = 100')), "T329", "tender.toml",
     "weight = 100"),
    (((PRICE, 'formula = "price.gok"'),), "T331", "tender.toml", "price.gok"),
    (((PRICE, 'formula = "quality.scale_share"'),), "T331", "tender.toml", "scale_share"),
    (((PRICE, 'formula = "price.absolute_linear"\nfloor_price = 1.00'),), "T332", "tender.toml",
     "[price]"),
    (
        ((PRICE, 'formula = "price.absolute_linear"\nfloor_price = 2.00\nceiling_price = 2.00'),),
        "T333", "tender.toml", "ceiling_price",
    ),
    (((PRICE, 'asked = "none"\nformula = "price.lowest_share"'),), "T334", "tender.toml", "asked"),
    (((PRICE, "weight = 10"),), "T335", "tender.toml", "weight = 10"),
    (((PRICE, 'formula = "price.min_max"'),), "T336", "tender.toml", "[award]"),
    ((NO_LADDER,), "T337", "tender.toml", "[award]"),
    ((('mode = "rank_order"', 'mode = "published_objective"'), NO_GOALS), "T338",
     "tender.toml", ""),
    (OPEN, "T339", "criteria.csv", "plan;Plan"),
    ((OPEN[1],), "T340", "tender.toml", "mode ="),
    ((second_lot('mode = "admit_all"'),), "T339", "criteria.csv", "team;Team"),
    ((second_lot('mode = "admit_all"\nleast_points = 50'), FIRST_ONLY), "T339", "tender.toml",
     "least_points"),
    ((second_lot('mode = "admit_all"\nselection = "top_n"'), FIRST_ONLY), "T339", "tender.toml",
     "selection"),
    ((*OPEN, ('segment = "S"', 'mode = "rank_order" #')), "T340", "tender.toml", "#"),
    ((("at_most = 0.5", 'at_most = 0.5\n[[rules]]\nkind = "wait_norm"'),), "T347", "tender.toml",
     "[[rules]] #3"),
    ((more('[[rules]]\nkind = "reserved"\nat_least = 1\nareas = ["wijk"]'),), "T347",
     "tender.toml", "[[rules]] #3"),
    (OPEN, "T347", "tender.toml", "[[rules]]"),
    ((second_lot('mode = "published_objective"'),), "T354", "tender.toml", "published_obj"),
    ((more('[[cost_shares]]\narea = "stad"\nshare = 0.999'),), "T355", "tender.toml", "0.999"),
    (((BUDGETS, INDEXED.format("510000.01", "b1", "0.02")),), "T356", "budgets.csv", "b2"),
    (((BUDGETS, INDEXED.format("510000.00", "b1", "")),), "T357", "budgets.csv", "b2"),
    (((BUDGETS, INDEXED.format("510000.00", "", "0.02")),), "T357", "budgets.csv", "b2"),
    ((('label = "Zwaar"', 'label = "Zwaar"\nmonthly = true'), ("norm;", "fixed;")), "T358",
     "tariffs.csv", "fixed"),
    (((BUDGETS, "id;amount;committed\nb1;500000.00;500000.01"),), "T359", "budgets.csv", "b1"),
    (((VOLUMES, "period;volume;in_care\nP1;zwaar;stad;2025;10;11"),), "T360", "demand.csv", "P1"),
    ((more('[[requirements]]\nid = "e"\ntitle = "E"\ncontract_held = true'),), "T361",
     "tender.toml", "contract_held"),
    ((more('[[requirements]]\nid = "e"\ntitle = "E"'),), "T362", "tender.toml",
     "[[requirements]]"),
    ((more('[[scenarios]]\nid = "groei"\ntitle = "Groei"'),), "T363", "tender.toml",
     "[[scenarios]]"),
    ((CHOICE,), "T364", "tender.toml", "[[rules]] #2"),
    ((second_lot("client_choice = true"), ("at_most = 0.5", 'at_most = 0.5\nlots = ["P1", "P2"]')),
     "T364", "tender.toml", "[[rules]] #2"),
    ((CHOICE, ('mode = "rank_order"', 'mode = "rank_order"\nselection = "fill_budget_by_rank"')),
     "T365", "tender.toml", "client_choice"),
    ((('mode = "rank_order"', 'mode = "rank_order"\nselection = "above_threshold"'),), "T342",
     "tender.toml", "[award]"),
    ((('kind = "spend"', 'kind = "spend"\n[[goals]]\nkind = "spend"'),), "T344", "tender.toml",
     "[[goals]] #2"),
    ((('at_most = 0.5', '\n[[rules]]\nkind = "urgent_served"\n'), LOOSE),
     "T347", "tender.toml", "[[rules]] #3"),
    (
        (("at_most = 0.5", '\n[[rules]]\nkind = "coverage"\nat_least = 1\nareas = ["stad"]'),
         LOOSE),
        "T348", "tender.toml", "areas =",
    ),
    ((("id;amount\nb1;500000.00", "id;amount;needs\nb1;500000.00;licht"),), "T349", "tender.toml",
     "[[rules]] #2"),
    ((URGENT,), "T350", "tender.toml", "urgent"),
    ((("bids_due = 2024-02-05", "bids_due = 2024-01-01"),), "T351", "tender.toml", "bids_due"),
    ((("contract_start = 2024-07-01", "contract_start = 2024-03-04"),), "T351", "tender.toml",
     "contract_start"),
    ((("contract_start = 2024-07-01", "contract_start = 2024-03-25"),), "T352", "tender.toml",
     "contract_start"),
]  # fmt: skip
NOTICES = {"T305", "T318", "T319", "T320", "T326", "T329", "T350", "T352", "T499"}


def _line(file: Path, marker: str) -> int:
    """Return the line that holds the marker; none is the file as a whole."""
    lines = enumerate(file.read_text("utf-8").split("\n"), 1)
    word, _, number = marker.partition(" #")
    found = [at for at, line in lines if word in line]
    return found[int(number or 1) - 1] if marker else 0


@pytest.mark.parametrize(("edits", "code", "file", "marker"), WRONG)
def test_check_names_what_is_wrong_and_where(
    small: Any, edits: tuple[tuple[str, str], ...], code: str, file: str, marker: str
) -> None:
    folder = small(*edits)
    tender, findings = load(folder)
    assert tender is not None
    place = Line(file, _line(folder / file, marker))
    assert (code, place) in {(f.code, f.place) for f in findings}
    weight = Weight.NOTICE if code in NOTICES else Weight.REPAIRABLE
    assert {f.weight for f in findings if f.code == code} == {weight}


@pytest.mark.parametrize("edits", [edits for edits, *_ in WRONG])
def test_every_check_can_be_said_in_both_languages(spoil: Any, edits: Any) -> None:
    _, findings = spoil(*edits)
    for finding in findings:
        for lang in LANGUAGES:
            assert finding_text(finding, lang).startswith(finding.code)


def _codes(loaded: tuple[Tender | None, Any]) -> set[str]:
    return {finding.code for finding in loaded[1]}


def test_three_weights_of_one_third_say_what_they_add_up_to(spoil: Any) -> None:
    thirds = "plan;Plan;0.333;tien;\na;A;0.333;tien;\nb;B;0.333;tien;\n"
    _, findings = spoil(("plan;Plan;60;tien;P1\nteam;Team;40;tien;\n", thirds))
    (finding,) = [f for f in findings if f.code == "T322"]
    assert finding.values["total"] == Decimal("0.999")
    assert "0,999" in finding_text(finding, "nl")


def test_price_weight_counts_towards_the_hundred(spoil: Any) -> None:
    edits = ("Team;40", "Team;10"), (PRICE, 'formula = "price.lowest_share"\nweight = 30')
    drop = ('mode = "rank_order"', 'mode = "rank_order"\non_dropout = "keep"')
    assert _codes(spoil(*edits, drop)) == set()


def test_award_on_value_weighs_in_euros(spoil: Any) -> None:
    edits = ("Team;40", "Team;25000"), (PRICE, 'formula = "value.award_on_value"')
    assert _codes(spoil(*edits)) == set()


def test_weights_are_summed_for_each_lot_apart(spoil: Any) -> None:
    two = (
        "\n[[needs]]",
        '\n[[lots]]\nid = "P2"\ntitle = "2"\nframework_max_value = 1.00\n\n[[needs]]',
    )
    _, findings = spoil(two, (";2025;10", ";2025;10\nP2;zwaar;stad;2025;1"))
    wrong = [f.values for f in findings if f.code == "T322"]
    assert [(v["lot"], v["total"]) for v in wrong] == [("P2", Decimal(40))]


def test_quality_is_asked_until_the_law_changed(spoil: Any) -> None:
    after = ("published = 2024-01-08", "published = 2022-07-01")
    assert "T328" not in _codes(spoil(after, NO_CRITERIA))


def test_open_house_needs_no_tie_ladder_and_no_quality(spoil: Any) -> None:
    edits = (*OPEN, NO_LADDER, NO_GOALS, NO_CRITERIA, NO_RULES, EARLY)
    assert _codes(spoil(*edits)) == set()


def test_budget_that_is_just_enough_is_fine(spoil: Any) -> None:
    assert _codes(spoil(("b1;500000.00", "b1;10000.00"))) == set()


def test_budget_of_another_place_than_the_demand_stops_nothing(spoil: Any) -> None:
    budget = ("id;amount\nb1;500000.00", "id;amount;areas\nb1;500000.00;dorp")
    village = ("\n[[periods]]", '\n[[areas]]\nid = "dorp"\nname = "D"\n\n[[periods]]')
    assert "T499" in _codes(spoil(budget, village))
    part = village[0], village[1].replace('name = "D"', 'name = "D"\nparent = "stad"')
    assert "T499" not in _codes(spoil(budget, part))


def test_budget_of_a_lot_that_is_not_bought_is_not_said_to_stop_nothing(spoil: Any) -> None:
    _, findings = spoil((BUDGETS, NEXT_YEAR), PERIOD_2026, ('segment = "S"', "in_scope = false"))
    assert not {"T499", "T318"} & {finding.code for finding in findings}


def test_budget_of_one_district_is_not_charged_for_the_city(spoil: Any) -> None:
    budget = ("id;amount\nb1;500000.00", "id;amount;areas\nb1;1.00;wijk")
    village = (
        "\n[[periods]]",
        '\n[[areas]]\nid = "dorp"\nname = "D"\nparent = "stad"\n\n[[periods]]',
    )
    assert "T318" in _codes(spoil(budget, ("P1;zwaar;stad", "P1;zwaar;wijk")))
    assert "T318" in _codes(spoil(budget))
    assert "T318" not in _codes(spoil(budget, village))


def test_fixed_tariff_goes_before_the_norm(spoil: Any) -> None:
    edits = (("norm;1000.00", "norm;1000.00\nP1;zwaar;fixed;50000.01"),)
    assert "T318" in _codes(spoil(*edits))


def test_two_of_the_three_burdens_are_not_disproportionate(spoil: Any) -> None:
    assert "T319" not in _codes(spoil(('segment = "S"', 'segment = "S"\naccepts_all = true')))


def test_rule_that_serves_urgent_need_settles_it(spoil: Any) -> None:
    served = "\n[[goals]]", '\n[[rules]]\nkind = "urgent_served"\n\n[[goals]]'
    assert _codes(spoil(URGENT, served)) == set()


def test_tender_made_in_python_is_checked_without_places(spoil: Any) -> None:
    tender, _ = spoil(("Team;40", "Team;39"))
    assert [(f.code, f.place) for f in check(tender)] == [("T322", None)]
