"""Writes a workbook as an OpenDocument spreadsheet (.ods): its values, for who has no Excel.

The same cells with the same values as in the .xlsx, without formulas, charts and drop-downs. It is
a zip of a few pages of XML, so it is written here; the same book gives the same bytes.
"""

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from aanbesteding.basis.visible import storable
from aanbesteding.workbook.book import Book
from aanbesteding.workbook.ods_cells import column_styles, sheet_xml
from aanbesteding.workbook.ods_styles import cell_style, number_styles
from aanbesteding.workbook.styles import style_of

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MOMENT = (1980, 1, 1, 0, 0, 0)
_NAMES = {
    "office": "office:1.0",
    "style": "style:1.0",
    "text": "text:1.0",
    "table": "table:1.0",
    "number": "datastyle:1.0",
    "meta": "meta:1.0",
    "fo": "xsl-fo-compatible:1.0",
}
_SPACES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
    for short, name in _NAMES.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DUBLIN = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
_COUNTRIES = {"nl": "NL", "en": "GB"}


def ods_bytes(book: Book, lang: str) -> bytes:
    """Return the book as the bytes of an .ods file in that language."""
    parts = {
        "mimetype": MIME,
        "content.xml": _content(book),
        "styles.xml": _styles(lang),
        "meta.xml": _meta(book, lang),
        "META-INF/manifest.xml": _manifest(),
    }
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        for name, content in parts.items():
            _add(file, name, content)
    return stream.getvalue()


def _add(file: ZipFile, name: str, content: str) -> None:
    """One part with a fixed moment; the first is not packed, as the format asks."""
    info = ZipInfo(name, _MOMENT)
    info.create_system = 3
    info.external_attr = 0o644 << 16
    info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
    file.writestr(info, content.encode("utf-8"))


def _document(kind: str, inside: str) -> str:
    return (
        f'{_HEAD}<office:document-{kind}{_SPACES}{_DUBLIN} office:version="1.3">'
        f"{inside}</office:document-{kind}>"
    )


def _content(book: Book) -> str:
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    used = {style_of(cell) for sheet in shown for row in sheet.rows for cell in row if cell}
    looks = "".join(cell_style(name) for name in sorted(used))
    sheets = "".join(sheet_xml(sheet) for sheet in shown)
    return _document(
        "content",
        f"<office:automatic-styles>{number_styles()}{looks}{column_styles(tuple(shown))}"
        '<style:style style:name="row" style:family="table-row"><style:table-row-properties '
        'style:use-optimal-row-height="true"/></style:style>'
        '<style:style style:name="sheet" style:family="table" style:master-page-name="page">'
        '<style:table-properties table:display="true"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>",
    )


def _styles(lang: str) -> str:
    """The language, and the paper: A4 lying down, as wide as the sheet, pages numbered."""
    said = f'fo:language="{lang}" fo:country="{_COUNTRIES[lang]}"'
    return _document(
        "styles",
        '<office:styles><style:default-style style:family="table-cell"><style:text-properties '
        f'fo:font-family="Arial" fo:font-size="10pt" {said}/></style:default-style></office:styles>'
        '<office:automatic-styles><style:page-layout style:name="paper">'
        '<style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" '
        'style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0" '
        'fo:margin="1.5cm"/><style:footer-style/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="page" '
        'style:page-layout-name="paper"><style:footer><text:p><text:sheet-name/> · '
        "<text:page-number/> / <text:page-count/></text:p></style:footer></style:master-page>"
        "</office:master-styles>",
    )


def _meta(book: Book, lang: str) -> str:
    """The title, the language and the hashes; no author and no moment."""
    named = "".join(_property(name, text) for name, text in sorted(book.properties.items()))
    title = escape(storable(book.title))
    return _document(
        "meta",
        f"<office:meta><dc:title>{title}</dc:title><dc:language>{lang}</dc:language>"
        f"{named}</office:meta>",
    )


def _property(name: str, text: str) -> str:
    said = escape(storable(text))
    return (
        f"<meta:user-defined meta:name={quoteattr(name)} "
        f'meta:value-type="string">{said}</meta:user-defined>'
    )


def _manifest() -> str:
    files: Mapping[str, str] = {"/": MIME, **dict.fromkeys(
        ("content.xml", "styles.xml", "meta.xml"), "text/xml")}  # fmt: skip
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in files.items()
    )
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">'
        f"{entries}</manifest:manifest>"
    )
