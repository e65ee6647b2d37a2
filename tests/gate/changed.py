"""A real form, changed in its parts the way a hostile or broken writer would."""

import io
import re
import zipfile
from collections.abc import Mapping

from aanbesteding.basis.findings import Finding
from aanbesteding.gate.gate import gate
from tests.small_round import filled

LABEL = "bids/K01.xlsx"
PRICES = "xl/worksheets/sheet5.xml"
PRICE = '<c r="B7" s="15"><v>1250.25</v></c>'
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def parts(content: bytes | None = None) -> dict[str, bytes]:
    """Return the parts of a workbook by name; by default of a filled-in form."""
    with zipfile.ZipFile(io.BytesIO(content or filled())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(found: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the parts as one file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in found.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method)
    return stream.getvalue()


def with_part(name: str, content: bytes | str) -> bytes:
    """Return the form with a part put in or over the one that was there."""
    data = content.encode() if isinstance(content, str) else content
    return packed(parts() | {name: data})


def edited(name: str, *edits: tuple[str, str]) -> bytes:
    """Return the form with text in a part replaced; each text must stand there."""
    text = parts()[name].decode()
    for old, new in edits:
        if old not in text:
            raise ValueError(f"{old} is not in {name}")
        text = text.replace(old, new, 1)
    return with_part(name, text)


def price(cell: str) -> bytes:
    """Return the form with another cell, as XML, in place of the price in B7."""
    return edited(PRICES, (PRICE, cell))


def typed_price(text: str, kind: str = "n") -> bytes:
    """Return the form with that text as the stored value of the price."""
    return price(f'<c r="B7" s="15" t="{kind}"><v>{text}</v></c>')


def related(kind: str, target: str, more: str = "") -> bytes:
    """Return the form whose workbook also refers to that target."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    line = f'<Relationship Id="rId99" Type="{space}/{kind}" Target="{target}"{more}/>'
    return edited(RELATIONS, ("</Relationships>", f"{line}</Relationships>"))


def found(content: bytes) -> tuple[Finding, ...]:
    """Return what the gate refuses."""
    return gate(content, LABEL)[1]


def codes(content: bytes) -> list[str]:
    """Return the codes of what the gate refuses, each once."""
    return sorted({finding.code for finding in found(content)})


def places(content: bytes) -> list[tuple[str, str]]:
    """Return code and place of what the gate refuses, without the name of the file."""
    return [(f.code, re.sub(f"^{LABEL}(, )?", "", str(f.place))) for f in found(content)]
