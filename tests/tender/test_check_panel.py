"""A panel must be able to do what is published of it, and say where its interests lie."""

from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.findings import Weight
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.tender.load import load
from aanbesteding.tender.save import save_toml
from aanbesteding.tender.sheet import save_workbook
from aanbesteding.tender.tender import Tender
from tests.tender.test_checks import more, second_lot

PERSON = '[[assessors]]\nid = "{0}"\nname = "Adviseur {0}"\ninterest = "geen"'
A1, A2 = PERSON.format("A1"), PERSON.format("A2")
ROUNDED = '[[rounding]]\nstep = "total"\n[[rounding]]\nstep = "mark"\ndecimals = 1'
INTEREST = '[[interests]]\nassessor = "{}"\nbidder = "K01"\ntext = "Werkte daar tot 2025."'
BOTH = ("\nteam;Team;40;tien;", "\nteam;Team;40;tien;\nalles;Alles;0;tien;")
UNDER = ("weight;scale;lots\nplan;Plan;60;tien;P1", "weight;scale;parent\nplan;Plan;60;tien;team")


def published(*parts: str, panel: str = "") -> tuple[str, str]:
    """An edit that adds a panel and its people."""
    return more("\n\n".join((f"[panel]\n{panel}" if panel else "", *parts)))


@pytest.mark.parametrize(
    ("edits", "code", "weight", "number"),
    [
        ((published(panel='method = "mean"'),), "T371", Weight.REPAIRABLE, 1),
        ((published(panel="least_assessors = 2"),), "T372", Weight.REPAIRABLE, 2),
        ((published(A1, panel="least_assessors = 2"),), "T372", Weight.REPAIRABLE, 2),
        ((published(f'{A1}\ncriteria = ["plan"]'),), "T373", Weight.NOTICE, 1),
        (
            (published(f'{A1}\ncriteria = ["plan"]', panel='method = "median"'),),
            "T373", Weight.REPAIRABLE, 1,
        ),
        (
            (published(A1, f'{A2}\nlots = ["P2"]\ncriteria = ["plan"]'), second_lot("")),
            "T374", Weight.REPAIRABLE, 1,
        ),
        ((published(f'{A1}\ncriteria = ["team"]', A2), UNDER), "T375", Weight.REPAIRABLE, 1),
        ((published(A1.replace('interest = "geen"', "")),), "T376", Weight.NOTICE, 1),
        ((published(A1, INTEREST.format("A1")),), "T377", Weight.REPAIRABLE, 1),
        ((published(A1, ROUNDED),), "T378", Weight.NOTICE, 1),
        ((published(A1, INTEREST.format("A9")),), "T302", Weight.REPAIRABLE, 1),
        ((published(f'{A1}\nlots = ["P9"]'),), "T302", Weight.REPAIRABLE, 1),
        ((published(f'{A1}\ncriteria = ["prijs"]'),), "T302", Weight.REPAIRABLE, 1),
        (
            (published(A2, INTEREST.format("A2"), INTEREST.format("A2")),),
            "T301", Weight.REPAIRABLE, 1,
        ),
        ((published(A1, PERSON.format("a1")),), "T301", Weight.REPAIRABLE, 1),
        ((published(A1, panel="least_assessors = 0"),), "T111", Weight.REPAIRABLE, 1),
        ((published(A1, panel='method = "mode"'),), "T109", Weight.REPAIRABLE, 1),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_panel_is_told(
    spoil: Any, edits: tuple[tuple[str, str], ...], code: str, weight: Weight, number: int
) -> None:
    _, findings = spoil(*edits)
    found = [finding for finding in findings if finding.code == code]
    assert [finding.weight for finding in found] == [weight] * number
    for finding in found:
        assert finding.place is not None
        for lang in LANGUAGES:
            assert finding_text(finding, lang).startswith(code)


@pytest.mark.parametrize(
    "edit",
    [
        published(A1, A2, ROUNDED, panel='method = "mean"\nleast_assessors = 2'),
        published(f'{A1}\ncriteria = ["plan"]', f'{A2}\nlots = ["P1"]', panel="anonymous = true"),
        published(A1.replace('"geen"', '"Broer werkt bij K01"'), INTEREST.format("A1")),
        published(A1.replace('interest = "geen"', ""), INTEREST.format("A1")),
        published(A1.replace("geen", "Geen.")),
    ],
)
def test_a_panel_that_fits_brings_no_finding(spoil: Any, edit: tuple[str, str]) -> None:
    assert spoil(edit)[1] == ()


def test_a_declared_interest_leaves_the_forms_of_bidders_as_they_are(spoil: Any) -> None:
    """Who the bidders are, and so who has an interest in them, is known after publication."""
    before, _ = spoil(published(A1.replace('interest = "geen"', "")))
    later = before.model_copy(
        update={
            "assessors": (before.assessors[0].model_copy(update={"interest": "Zie belangen."}),),
            "interests": Tender.model_validate(
                {**before.model_dump(), "interests": [interest("A1")]}
            ).interests,
        }
    )
    assert Tender.model_validate(later.model_dump()).hash == before.hash
    other = {**before.model_dump(), "panel": {"method": "mean"}}
    assert Tender.model_validate(other).hash != before.hash


def interest(assessor: str) -> dict[str, str]:
    return {"assessor": assessor, "bidder": "K01", "text": "Werkte daar."}


@pytest.mark.parametrize("way", ["toml", "nl", "en"])
def test_a_panel_comes_back_as_it_was_written(spoil: Any, tmp_path: Path, way: str) -> None:
    panel = 'method = "median"\norder = "by_question"\nanonymous = true\nleast_assessors = 2'
    people = f'{A1}\nlots = ["P1"]', f'{A2.replace("geen", "Zie belangen")}\ncriteria = ["team"]'
    tender, _ = spoil(published(*people, INTEREST.format("A2"), panel=panel))
    target = tmp_path / way
    target.mkdir()
    if way == "toml":
        save_toml(tender, target)
        assert (target / "interests.csv").is_file()
    else:
        save_workbook(tender, target / "tender.xlsx", way)
    back, _ = load(target)
    assert back == tender
    assert back is not None
    assert (back.panel.method, back.panel.order, back.panel.anonymous) == (
        "median", "by_question", True,
    )  # fmt: skip
