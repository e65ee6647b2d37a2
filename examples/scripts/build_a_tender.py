"""Builds a tender in code and saves it as a round folder, with the bid form beside it.

python examples/scripts/build_a_tender.py MY-ROUND    (without a folder: in a temporary one)
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

import aanbesteding

folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()) / "ronde"
days = {"published": date(2027, 1, 11), "bids_due": date(2027, 3, 1)}
days |= {"provisional_award": date(2027, 5, 10), "contract_start": date(2028, 1, 1)}
marks = {10: "uitstekend", 8: "goed", 6: "voldoende", 4: "matig", 2: "zwak", 0: "geen antwoord"}
asked = {"wachttijd": 60, "werkwijze": 40}
places = {"noord": 60, "zuid": 40}
care, lot = {"need": "hulp", "lot": "1"}, {"id": "1", "title": "Ambulante hulp"}
tender = aanbesteding.Tender.model_validate({
    "id": "ronde-in-code", "title": "Ambulante hulp", "region": "Onze regio",
    "authority": "Gemeente Voorbeeld", "schedule": days,
    "award": {"mode": "rank_order", "selection": "top_n", "tie_ladder": ["draw"]},
    "lots": [{**lot, "funding": "output", "framework_max_value": 2_000_000, "term_years": 4}],
    "needs": [{"id": "hulp", "label": "hulp", "unit": "cliënt", "unit_code": "82", "priority": 1}],
    "areas": [{"id": place, "name": f"Gemeente {place.title()}"} for place in places],
    "periods": [{"id": "2028", "start": date(2028, 1, 1), "end": date(2028, 12, 31)}],
    "demand": [{**care, "area": a, "period": "2028", "volume": n} for a, n in places.items()],
    "tariffs": [{**care, "kind": "fixed", "amount": 5000}],
    "criteria": [{"id": c, "title": c, "weight": w, "scale": "s"} for c, w in asked.items()],
    "scales": [{"scale": "s", "mark": m, "label": t, "meaning": t} for m, t in marks.items()],
    "rules": [{"kind": "number_of_contracts", "id": "hoogstens-2", "at_most": 2}],
})  # fmt: skip
aanbesteding.save_toml(tender, folder)
made = aanbesteding.forms(folder)
print(*(aanbesteding.finding_text(one, "nl") for one in made.findings), *made.files, sep="\n")
