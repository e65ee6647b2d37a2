"""A small tender in which nothing is wrong, and a way to spoil it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from aanbesteding.basis.findings import Finding
from aanbesteding.tender.load import load
from aanbesteding.tender.tender import Tender

TOML = """\
id = "klein"
version = "1"
title = "Kleine aanbesteding"
region = "Regio"
authority = "Gemeente"
procedure = "sas"

[schedule]
published = 2024-01-08
bids_due = 2024-02-05
provisional_award = 2024-03-04
contract_start = 2024-07-01

[award]
mode = "rank_order"
tie_ladder = ["higher_quality", "draw"]

[price]
formula = "price.fixed_tariff"
weight = 0

[[segments]]
id = "S"
description = "Hulp"

[[lots]]
id = "P1"
title = "Perceel 1"
segment = "S"
framework_max_value = 1000000.00

[[needs]]
id = "zwaar"
label = "Zwaar"
priority = 1
unit = "cliënt"
unit_code = "82"

[[areas]]
id = "stad"
name = "Stad"

[[areas]]
id = "wijk"
name = "Wijk"
parent = "stad"

[[periods]]
id = "2025"
start = 2025-01-01
end = 2025-12-31

[[expertise]]
id = "ggz"
label = "jeugd-ggz"

[[rules]]
kind = "number_of_contracts"
id = "hoogstens-2"
at_most = 2

[[rules]]
kind = "share"
id = "aandeel"
at_most = 0.5

[[goals]]
kind = "spend"
"""

TABLES = {
    "demand.csv": "lot;need;area;period;volume\nP1;zwaar;stad;2025;10\n",
    "budgets.csv": "id;amount\nb1;500000.00\n",
    "tariffs.csv": "lot;need;kind;amount\nP1;zwaar;norm;1000.00\n",
    "criteria.csv": "id;title;weight;scale;lots\nplan;Plan;60;tien;P1\nteam;Team;40;tien;\n",
    "scales.csv": "scale;mark;label;meaning\ntien;0;niets;Niets\ntien;10;alles;Alles\n",
}

Edit = tuple[str, str]
Spoil = Callable[..., tuple[Tender | None, tuple[Finding, ...]]]
Small = Callable[..., Path]


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """Writes the small tender with (old, new) edits, each of which must apply once; the folder."""

    def written(*edits: Edit) -> Path:
        files = {"tender.toml": TOML, **TABLES}
        for old, new in edits:
            hits = [name for name, text in files.items() if old in text]
            assert len(hits) == 1, (old, hits)
            assert files[hits[0]].count(old) == 1, old
            files[hits[0]] = files[hits[0]].replace(old, new)
        for name, text in files.items():
            (tmp_path / name).write_bytes(text.encode())
        return tmp_path

    return written


@pytest.fixture
def spoil(small: Small) -> Spoil:
    """Loads the small tender after the edits."""
    return lambda *edits: load(small(*edits))
