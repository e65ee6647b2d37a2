"""What Excel, LibreOffice and others rightly write is no reason to refuse a form."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting import rule
from openpyxl.worksheet.datavalidation import DataValidation

from aanbesteding.gate.gate import gate
from tests.gate.changed import (
    BOOK,
    LABEL,
    MAIN,
    PRICE,
    PRICES,
    TYPES,
    codes,
    edited,
    found,
    packed,
    parts,
    related,
    with_part,
)
from tests.small_round import filled, saved

OFFICE = shutil.which("soffice")
EXTENSION = (
    '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    "<x14:conditionalFormattings><x14:conditionalFormatting "
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:cfRule type="dataBar"/><xm:sqref>B7</xm:sqref></x14:conditionalFormatting>'
    "</x14:conditionalFormattings></ext></extLst></worksheet>"
)
ABSOLUTE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\x\\" '
    'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice>'
    "</mc:AlternateContent><bookViews>"
)


rules: Any = rule


def rich() -> bytes:
    """The form with a comment, a chart, a rule, a drop-down, a filter and frozen rows."""
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    sheet: Any = book["Prijzen"]
    sheet["B7"].comment = Comment("Let op", "Jan")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=7, max_row=8))
    sheet.add_chart(chart, "H2")
    red = openpyxl.styles.PatternFill(bgColor="FF0000")
    sheet.conditional_formatting.add(
        "B7:B8", rules.CellIsRule(operator="lessThan", formula=["1"], fill=red)
    )
    sheet.add_data_validation(DataValidation("list", formula1='"ja,nee"', sqref="H1"))
    sheet["H1"].hyperlink = "mailto:jan@example.org"
    sheet["H1"].value = None
    return saved(book)


def test_comments_charts_rules_drop_downs_and_mail_links_pass() -> None:
    assert any("vml" in name for name in parts(rich()))
    assert found(rich()) == ()


def test_printer_settings_pictures_order_of_counting_and_labels_pass() -> None:
    content = parts(related("calcChain", "calcChain.xml")) | {
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="B7" i="5"/></calcChain>'.encode(),
        "xl/printerSettings/printerSettings1.bin": bytes(range(256)),
        "xl/media/image1.png": b"\x89PNG\r\n",
        "customXml/item1.xml": b"<a/>",
        "docMetadata/LabelInfo.xml": b"<a/>",
        "xl/drawings/vmlDrawing1.vml": b"<xml><br>not closed",
    }
    assert found(packed(content)) == ()


def test_the_extensions_excel_writes_in_a_sheet_pass() -> None:
    assert found(edited(PRICES, ("</worksheet>", EXTENSION))) == ()


def test_the_folder_excel_notes_in_a_workbook_passes() -> None:
    assert found(edited(BOOK, ("<bookViews>", ABSOLUTE))) == ()


def test_links_to_pages_and_mail_pass() -> None:
    for target in ("https://example.org/?a=b", "mailto:a@example.org", "#Prijzen!A1"):
        assert found(related("hyperlink", target, ' TargetMode="External"')) == ()


def test_a_name_before_every_element_is_the_same_sheet() -> None:
    text = parts()[PRICES].decode().replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    prefixed = text.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    content = with_part(PRICES, prefixed.replace("<x:?xml", "<?xml"))
    assert gate(content, LABEL) == gate(filled(), LABEL)


def test_a_comment_between_the_cells_and_a_mark_of_utf8_change_nothing() -> None:
    text = parts()[PRICES].decode().replace(PRICE, f"<!-- -->{PRICE}")
    content = with_part(PRICES, b"\xef\xbb\xbf" + text.encode())
    assert gate(content, LABEL) == gate(filled(), LABEL)


def test_a_file_of_another_writer_with_all_it_can_do_passes() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("Blad")
    sheet.write_rich_string("A1", "een", book.add_format({"bold": True}), "twee", "drie")
    sheet.write_formula("A2", "=1+1", None, 2)
    sheet.write_dynamic_array_formula("A3", "=SORT(A1:A2)", None, 2)
    sheet.write_comment("A1", "let op")
    sheet.add_table("C1:D4")
    sheet.add_sparkline("F1", {"range": "Blad!C1:C4"})
    sheet.autofilter("H1:I4")
    sheet.conditional_format("A1:A9", {"type": "data_bar", "data_bar_2010": True})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Blad!$C$2:$C$4"})
    sheet.insert_chart("K1", chart)
    alone = book.add_chart({"type": "line"})
    alone.add_series({"values": "=Blad!$C$2:$C$4"})
    book.add_chartsheet().set_chart(alone)
    book.define_name("Naam", "=Blad!$A$1")
    book.close()
    assert codes(stream.getvalue()) == []


def test_the_type_of_a_part_may_go_by_its_ending() -> None:
    line = '<Default Extension="png" ContentType="image/png"/></Types>'
    assert found(edited(TYPES, ("</Types>", line))) == ()


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saves_passes_with_the_same_cells(tmp_path: Path) -> None:
    (tmp_path / "K01.xlsx").write_bytes(rich())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "xlsx", "--outdir",
               str(tmp_path / "out"), str(tmp_path / "K01.xlsx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    ours, none = gate(filled(), LABEL)
    theirs, findings = gate((tmp_path / "out" / "K01.xlsx").read_bytes(), LABEL)
    assert none == findings == ()
    for name, sheet in ours.sheets.items():
        saved_there = {at: (c.kind, c.text) for at, c in theirs.sheets[name].cells.items()}
        assert saved_there == {at: (c.kind, c.text) for at, c in sheet.cells.items()}
