"""Reads a folder of bids into rows, one per need level that is offered, and saves them as CSV.

python examples/scripts/bids_as_rows.py MY-ROUND    (without a folder: on an example)

A data frame takes the rows as they are: pandas.DataFrame(rows).
"""

import csv
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import aanbesteding

example = Path(tempfile.mkdtemp()) / "ronde"
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else aanbesteding.new(example, "prijs-en-kwaliteit")
found = aanbesteding.read_round(folder)
for finding in found.findings:
    print(aanbesteding.finding_text(finding, "nl"))

rows = aanbesteding.rows(found.record, "offers")
target = folder / "rows" / "offers.csv"  # not beside the tender: there it would be part of it
target.parent.mkdir(exist_ok=True)
with target.open("w", encoding="utf-8-sig", newline="") as file:
    writer = csv.writer(file, delimiter=";")
    writer.writerow(rows[0] if rows else ())
    for row in rows:  # a comma in prices: Excel in Dutch takes 1.5 for the first of May
        values = row.values()
        writer.writerow(str(v).replace(".", ",") if isinstance(v, Decimal) else v for v in values)
print(target)
