"""A table with more than fits beside each other: long words, dates, amounts and checksums."""

from aanbesteding.report.papers.paper import Paper, Part
from aanbesteding.report.shapes import Cell, Column, Table, text_row

DATE, AMOUNT = "15 februari 2027", "€\u00a0108.000.000,00"
COLUMNS = (
    Column("Inschrijver en contractnummer"),
    Column("Uitkomst"),
    Column("Voor het eerst gezien"),
    Column("Hoogste waarde", number=True),
    Column("Controlegetal", wide=True),
)
ROWS = tuple(
    text_row(
        f"K{at:02} · Stichting Hoogspecialistische Jeugdhulp",
        Cell("geen contract", "in de rangorde"),
        f"Op {DATE}, 10:20 uur",
        Cell(AMOUNT, "boven het plafond van de gemeente"),
        Cell("9f" * 32, tone="hash"),
    )
    for at in range(1, 4)
)
NARROW = Table("Smal", COLUMNS, ROWS, (text_row("Samen", "", "", AMOUNT, ""),))
PAPER = Paper("nl", "Stuk", "Smalle kolommen", (Part("Tabel", tables=(NARROW,)),))
