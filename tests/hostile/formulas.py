"""B30-B39: a formula, not a value, is in the cell."""

from collections.abc import Callable

from tests.hostile.forge import part_of, swapped, with_cell
from tests.hostile.form import BIDS, NAME, NUMBER, PRICE
from tests.hostile.kinds import Kind, Want, noticed, told


def price(formula: str, cached: str = "<v>1250.25</v>") -> Callable[[], bytes]:
    """The form with this formula for the price, and what it says the result was."""
    return lambda: with_cell(PRICE, f"<c {{s}}>{formula}{cached}</c>")


def beside(cell: str, formula: str) -> Callable[[], bytes]:
    """The form with a formula in a cell that is not to be filled in."""
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    inside = f'<row r="{row}"><c r="{cell}"><f>{formula}</f><v>1</v></c></row>'
    return lambda: swapped(part_of("Prijzen"), ("</sheetData>", f"{inside}</sheetData>"))


FORMULAS: tuple[tuple[str, str, Callable[[], bytes], Want], ...] = (
    ("B30", "a sum of which the result is kept", price("<f>1000+250.25</f>"), told(PRICE)),
    ("B30b", "a sum of which another result is kept", price("<f>1000+500</f>", "<v>1</v>"),
     told(PRICE)),
    ("B31", "a sum without a result", price("<f>1000+250.25</f>", ""), told(PRICE)),
    ("B31b", "a formula of nothing", price("<f/>"), told(PRICE)),
    ("B31c", "a formula of spaces", price("<f> </f>"), told(PRICE)),
    ("B31d", "a formula behind its result", price("", "<v>1250.25</v><f>1000+250.25</f>"),
     told(PRICE)),
    ("B32", "a formula shared with others",
     price('<f t="shared" ref="B7:B9" si="0">1000+250.25</f>'), told(PRICE)),
    ("B32b", "a formula shared that stands elsewhere", price('<f t="shared" si="0"/>'),
     told(PRICE)),
    ("B33", "a formula over many cells", price('<f t="array" ref="B7:B9">A1:A3*2</f>'),
     told(PRICE)),
    ("B34", "a table of what-if", price('<f t="dataTable" ref="B7" dt2D="1" r1="A1" r2="A2"/>'),
     told(PRICE)),
    ("B34b", "a formula of a type that does not exist", price('<f t="zz">1</f>'), told(PRICE)),
    ("B35", "a formula that differs every day", price("<f>TODAY()-46000</f>"), told(PRICE)),
    ("B36", "a formula that looks at another sheet", price("<f>Toelichting!A1</f>"),
     told(PRICE)),
    ("B37", "a formula that looks at another workbook", price("<f>[1]Blad1!A1</f>"),
     told(PRICE)),
    ("B38", "a formula that starts a program", price("<f>cmd|'/c calc'!A0</f>"), told(PRICE)),
    ("B39", "a formula that fetches from the web",
     lambda: with_cell(NAME, '<c {s} t="str"><f>WEBSERVICE("https://example.org/")</f>'
                       "<v>Zorg Één &amp; Partners</v></c>"), told(NAME)),
    ("B39b", "a link made by a formula",
     lambda: with_cell(NAME, '<c {s} t="str"><f>HYPERLINK("https://example.org/","Zorg")</f>'
                       "<v>Zorg Één &amp; Partners</v></c>"), told(NAME)),
    ("B39c", "a yes by a formula",
     lambda: with_cell(BIDS, '<c {s} t="str"><f>"j"&amp;"a"</f><v>ja</v></c>'), told(BIDS)),
    ("B39d", "a number by a formula",
     lambda: with_cell(NUMBER, "<c {s}><f>4*5</f><v>20</v></c>"), told(NUMBER)),
    ("B39e", "a formula beside the cells", beside("H20", "1+1"), noticed("Prijzen", "H20")),
    ("B39f", "a formula beside the cells that starts a program",
     beside("H20", "cmd|'/c calc'!A0"), noticed("Prijzen", "H20")),
    ("B39g", "a formula in another language of formulas",
     price('<f xml:space="preserve">of:=1000+250</f>'), told(PRICE)),
)  # fmt: skip

KINDS = tuple(Kind(*one) for one in FORMULAS)
