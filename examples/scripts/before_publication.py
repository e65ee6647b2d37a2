"""Tries a price formula on made-up bids before publication: that of the tender, or another one.

python examples/scripts/before_publication.py MY-ROUND price.min_max

Without a formula the tender's own, without a folder an example. It only reads the round; what it
makes stands in a temporary folder.
"""

import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import aanbesteding

home = Path(tempfile.mkdtemp())
own = sys.argv[1] if len(sys.argv) > 1 else aanbesteding.new(home / "r", "prijs-en-kwaliteit")
loaded = aanbesteding.load(own)
for finding in loaded.findings:
    print(aanbesteding.finding_text(finding, "nl"))
tender = loaded.tender
if tender is None:
    sys.exit(1)

if len(sys.argv) > 2:  # without the bounds that belong to the tender's own formula
    other = {"formula": sys.argv[2], "floor_price": None, "ceiling_price": None}
    tender = tender.model_copy(update={"price": tender.price.model_copy(update=other)})
aanbesteding.save_toml(tender, home / "tried")
result = aanbesteding.lab(home / "tried")
for finding in result.findings:
    print(aanbesteding.finding_text(finding, "nl"))
for lot in result.record["lab"]["lots"] if result.ok else ():
    weight = round(100 * Fraction(lot["weight"]["middle"])) if lot["weight"] else "?"
    print(f"Perceel {lot['lot']}, {lot['formula']}: de prijs weegt in het midden {weight}%.")
    for bids, one in lot["reversals"].items():
        turned = f"{one['winner']} van {one['tenders']} keer"
        print(f"Bij {bids} inschrijvingen wint {turned} een ander als een verliezer wegvalt.")
print(*result.files, sep="\n")
