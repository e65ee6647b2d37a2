"""Stated ways to find low prices: complete, with something to compare, and kept as written."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.findings import Weight
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.tender.low_price import LowPriceMethod
from aanbesteding.tender.save import save_toml
from aanbesteding.tender.sheet import save_workbook
from aanbesteding.tender.tender import Tender
from tests.tender.test_checks import more

MEAN = '[[low_prices]]\nid = "gemiddeld"\nmethod = "below_mean"\nbelow = 0.2'
OWN = '[[low_prices]]\nid = "eigen"\nmethod = "below_estimate"\nbelow = 0.2'
SPAIN = '[[low_prices]]\nid = "spanje"\nmethod = "rglcap_85"'
NO_PRICE = ('formula = "price.fixed_tariff"', 'asked = "none"\nformula = "price.fixed_tariff"')
NO_TARIFF = ("P1;zwaar;norm;1000.00\n", "")
FLOOR = ("P1;zwaar;norm", "P1;zwaar;floor")


@pytest.mark.parametrize(
    ("row", "edits", "code"),
    [
        (MEAN.replace("\nbelow = 0.2", ""), (), "T385"),
        (MEAN.replace("0.2", "0"), (), "T385"),
        (MEAN.replace("0.2", "1"), (), "T385"),
        (MEAN.replace("0.2", "20"), (), "T112"),
        (f"{SPAIN}\nbelow = 0.1", (), "T386"),
        (OWN, (NO_TARIFF,), "T387"),
        (OWN, (FLOOR,), "T387"),
        (SPAIN, (NO_TARIFF,), "T387"),
        (MEAN, (NO_PRICE,), "T388"),
        (SPAIN, (), "T389"),
        (f'{MEAN}\nlots = ["P9"]', (), "T302"),
        (f"{MEAN}\n\n{MEAN}", (), "T301"),
        (MEAN.replace("below_mean", "below_all"), (), "T109"),
    ],
)
def test_what_is_wrong_with_a_method_is_told(spoil: Any, row: str, edits: Any, code: str) -> None:
    _, findings = spoil(more(row), *edits)
    assert code in {finding.code for finding in findings}
    assert all(finding_text(finding, lang) for finding in findings for lang in LANGUAGES)


@pytest.mark.parametrize("row", [MEAN, OWN, f'{OWN}\nlots = ["P1"]', MEAN.replace("mean", "next")])
def test_a_method_that_is_complete_is_fine(spoil: Any, row: str) -> None:
    tender, findings = spoil(more(row))
    assert findings == ()
    assert [one.below for one in tender.low_prices] == [Decimal("0.2")]


def test_a_rule_for_awards_on_price_alone_is_only_a_notice_beside_quality(spoil: Any) -> None:
    _, findings = spoil(more(SPAIN))
    assert [(f.code, f.weight) for f in findings] == [("T389", Weight.NOTICE)]


def test_a_method_for_one_lot_asks_no_tariffs_of_another(spoil: Any) -> None:
    lot = '[[lots]]\nid = "P2"\ntitle = "2"\nframework_max_value = 1.00\n'
    edits = (("\n[[needs]]", f"\n{lot}\n[[needs]]"), (";2025;10", ";2025;10\nP2;zwaar;stad;2025;1"))
    for lots, told in (('["P1"]', False), ('["P2"]', True)):
        _, findings = spoil(*edits, more(f"{OWN}\nlots = {lots}"))
        assert ("T387" in {f.code for f in findings}) is told


@pytest.mark.parametrize("way", ["toml", "nl", "en"])
def test_a_method_comes_back_as_it_was(spoil: Any, tmp_path: Path, way: str) -> None:
    tender, _ = spoil(more(f'{MEAN}\nlots = ["P1"]\n\n{SPAIN}'))
    again = _again(tender, tmp_path / way, way)
    assert again.low_prices == tender.low_prices
    assert [m.method for m in again.low_prices] == [
        LowPriceMethod.BELOW_MEAN,
        LowPriceMethod.RGLCAP_85,
    ]


def _again(tender: Tender, folder: Path, way: str) -> Tender:
    from aanbesteding.tender.load import load

    folder.mkdir()
    if way == "toml":
        save_toml(tender, folder)
    else:
        save_workbook(tender, folder / "tender.xlsx", way)
    found, _ = load(folder)
    assert found is not None
    return found
