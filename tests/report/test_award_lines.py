"""The outcome in lines: names while they are few, areas where a need is asked in several."""

from typing import Any

from aanbesteding.report.award_lines import award_lines


def record(winners: list[str], areas: list[str]) -> dict[str, Any]:
    need = {"lot": "C", "need": "zwaar", "period": "2022", "demand": 5, "served": 3, "waiting": 2}
    return {
        "tender": {
            "needs": [{"id": "zwaar", "label": "zware hulp"}],
            "areas": [{"id": "n", "name": "Noord"}, {"id": "z", "name": "Zuid"}],
            "lots": [{"id": "C", "title": "Zwaar"}, {"id": "B", "title": "Licht"}],
        },
        "decision": {
            "outcome": "awarded",
            "lots": [{"lot": "C", "outcome": "awarded", "winners": winners}],
            "needs": [{**need, "area": area} for area in areas],
            "budgets": [
                {"id": "nu", "spend_cents": 100, "ceiling_cents": 200},
                {"id": "later", "spend_cents": 0, "ceiling_cents": 200},
            ],
            "counts": [],
            "clashes": [],
            "only_clash": False,
            "draws": [],
            "found": None,
        },
    }


def test_a_few_winners_are_named_and_many_are_counted() -> None:
    assert "Lot C: A, B (awarded)" in list(award_lines(record(["A", "B"], ["n"]), "en"))
    many = [f"A{number}" for number in range(21)]
    line = next(one for one in award_lines(record(many, ["n"]), "en") if one.startswith("Lot C"))
    assert line.startswith("Lot C: 21 providers")


def test_a_need_asked_in_several_areas_is_told_apart() -> None:
    lines = list(award_lines(record(["A"], ["n", "z"]), "nl"))
    assert "zware hulp, Zuid 2022: 3 van 5 geholpen, 2 wachten" in lines
    assert "zware hulp: 3 van 5 geholpen, 2 wachten" in award_lines(record(["A"], ["n"]), "nl")


def test_a_need_asked_in_several_lots_is_told_apart() -> None:
    made = record(["A"], ["n"])
    made["decision"]["needs"].append({**made["decision"]["needs"][0], "lot": "B"})
    lines = list(award_lines(made, "nl"))
    assert "zware hulp, Zwaar: 3 van 5 geholpen, 2 wachten" in lines
    assert "zware hulp, Licht: 3 van 5 geholpen, 2 wachten" in lines


def test_a_budget_from_which_nothing_is_spent_is_left_out() -> None:
    budgets = [line for line in award_lines(record(["A"], ["n"]), "nl") if "Budget" in line]
    assert [line.split(":")[0] for line in budgets] == ["Budget nu"]


def test_clients_who_move_and_places_that_are_bridged_are_told_where_there_are_any() -> None:
    made = record(["A"], ["n"])
    before = list(award_lines(made, "nl"))
    moved = [{"move": 1, "in_care": 3, "stay": 2}, {"move": 0, "in_care": 4, "stay": 4}]
    made["decision"] |= {"moved": moved, "bridged": [{"places": 1}, {"places": 2}]}
    said = [line for line in award_lines(made, "nl") if line not in before]
    assert said == [
        "Van 7 cliënten in zorg wisselt er 1 van aanbieder",
        "3 plaatsen voor zwaardere hulp geven lichtere hulp",
    ]
    made["decision"] |= {"moved": moved[1:], "bridged": []}
    assert list(award_lines(made, "nl")) == before


def test_one_who_waits_waits_and_two_wait() -> None:
    made = record(["A"], ["n"])
    made["decision"]["needs"][0]["waiting"] = 1
    assert "zware hulp: 3 van 5 geholpen, 1 wacht" in award_lines(made, "nl")
    assert "zware hulp: 3 of 5 served, 1 waits" in award_lines(made, "en")
