"""An evaluation workbook as an officer makes one, of the example with a price and quality.

The marks, prices and totals are those of ``examples/prijs-en-kwaliteit``, worked out by hand in
its ``expected/outcome.toml``; the saved sum of C may be planted wrong.
"""

import csv
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomli_w
import xlsxwriter

from aanbesteding.basis.shipped import shipped

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "for-the-officer" / "overstappen.md"
# Name, trade register, price, marks for waiting and for the way of working, rank by the totals.
BIDS = (
    ("Zorg Alfa (fictief)", "00090210", 5600, 8, 9, 3),
    ("Zorg Beta (fictief)", "00090217", 5000, 8, 8, 1),
    ("Zorg Gamma (fictief)", "00090224", 4200, 6, 6, 2),
)
# 40 x mark / 10, 30 x mark / 10 and 30 x (600,000 - price x 100) / 200,000.
POINTS = ((32, 27, 6), (32, 24, 15), (24, 18, 27))


def old_workbook(path: Path, wrong_by: int = 0) -> Path:
    """Write the workbook; the saved total of C is `wrong_by` too high, and the ranks follow it."""
    totals = [sum(points) for points in POINTS]
    totals[2] += wrong_by
    ranks = [1 + sum(other > total for other in totals) for total in totals]
    book = xlsxwriter.Workbook(path)
    head = book.add_format({"bold": True})
    euro = book.add_format({"num_format": "€ #,##0.00"})
    for name, at in (("Wachttijd", 3), ("Werkwijze", 4)):
        sheet = book.add_worksheet(name)
        sheet.merge_range("A1:D1", f"Beoordeling {name}", head)
        sheet.write_row("A3", ["Inschrijver", "Cijfer", "Motivering"], head)
        for row, bid in enumerate(BIDS, 4):
            sheet.write_row(f"A{row}", [bid[0], bid[at], f"Reden bij {name} van {bid[0]}."])
    sheet = book.add_worksheet("Totalen")
    sheet.merge_range("A1:I1", "Totaalblad", head)
    names = ["Inschrijver", "KvK", "Prijs per cliënt", "Plekken", "Wachttijd", "Werkwijze"]
    sheet.write_row("A4", [*names, "Prijs", "Totaal", "Rang", "Opmerking"], head)
    for index, (name, kvk, price, *_) in enumerate(BIDS):
        row = index + 5
        sheet.write_row(f"A{row}", [name, kvk])
        sheet.write_number(f"C{row}", price, euro)
        sheet.write_number(f"D{row}", 100)
        own = (f"Wachttijd!B{index + 4}*Gewichten!B2*10", f"Werkwijze!B{index + 4}*Gewichten!B3*10")
        formulas = (*own, f"30*(600000-C{row}*D{row})/200000")
        for column, formula, points in zip("EFG", formulas, POINTS[index], strict=True):
            sheet.write_formula(f"{column}{row}", f"={formula}", None, points)
        sheet.write_formula(f"H{row}", f"=SUM(E{row}:G{row})", None, totals[index])
        sheet.write_formula(f"I{row}", f"=RANK(H{row},H$5:H$7)", None, ranks[index])
    sheet.write("J5", "alleen voor ons")
    sheet.write_formula("H8", "=SUM(H5:H7)", None, sum(totals))
    sheet = book.add_worksheet("Gewichten")
    share = book.add_format({"num_format": "0%"})
    sheet.write_row("A1", ["Onderdeel", "Gewicht"], head)
    for row, (name, weight) in enumerate(
        (("Wachttijd", 0.4), ("Werkwijze", 0.3), ("Prijs", 0.3)), 2
    ):
        sheet.write(f"A{row}", name)
        sheet.write_number(f"B{row}", weight, share)
    book.close()
    return path


def page_mapping() -> dict[str, Any]:
    """Return the mapping that the page for officers shows, as it stands there."""
    block = re.search(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert block is not None
    return tomllib.loads(block[1], parse_float=Decimal)


def whole_mapping() -> dict[str, Any]:
    """Return that mapping with the published tender in it, but for weights and scale."""
    text = (shipped("examples") / "prijs-en-kwaliteit" / "tender.toml").read_text("utf-8")
    tender = tomllib.loads(text, parse_float=Decimal)
    del tender["price"]["weight"]
    for criterion in tender["criteria"]:
        del criterion["weight"]
    return {**page_mapping(), "tender": tender}


def write_mapping(path: Path, mapping: dict[str, Any]) -> Path:
    """Write a mapping file."""
    path.write_text(tomli_w.dumps(mapping), "utf-8")
    return path


def codes(found: Any) -> list[str]:
    """Return the codes of what was found."""
    return [finding.code for finding in found.findings]


def places(found: Any, code: str) -> list[str]:
    """Return where the findings of a code stand."""
    return [str(finding.place) for finding in found.findings if finding.code == code]


def rows(path: Path) -> list[dict[str, str]]:
    """Return the lines of a CSV file by field."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
