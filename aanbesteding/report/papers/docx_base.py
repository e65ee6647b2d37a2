"""The empty Word document that every paper starts from: its styles, page, language and footer."""

import zipfile
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from aanbesteding.basis.shipped import shipped
from aanbesteding.workbook.write import CREATED

if TYPE_CHECKING:
    from docx.document import Document

TAGS = {"nl": "nl-NL", "en": "en-GB"}
WIDTH = 9638
_SHEET, _SIDE, _TOP, _EDGE = (11906, 16838), 1134, 1304, 624
_KEPT = ("styles", "numbering", "settings", "header", "footer")
_OLDEST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def opened(lang: str) -> "Document":
    """Return an empty document in a language; what is done to it touches no other."""
    from docx import Document

    return Document(BytesIO(_base(lang)))


def packed(document: "Document") -> bytes:
    """Return a document as the bytes of its file, without the moment at which it was made."""
    saved, stream = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as made, zipfile.ZipFile(stream, "w") as file:
        for name in made.namelist():
            info = zipfile.ZipInfo(name, _OLDEST)
            info.create_system = _UNIX
            file.writestr(info, made.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@cache
def _base(lang: str) -> bytes:
    """The template of python-docx with our own styles, and nothing else of it."""
    from docx import Document

    document = Document()
    _only_what_is_used(document)
    part = document.part
    _replaced(document.styles.element, "styles.xml", lang)
    _replaced(part.numbering_part.element, "numbering.xml", lang)
    _replaced(document.settings.element, "settings.xml", lang)
    _sheet(document)
    _properties(document, lang)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _only_what_is_used(document: "Document") -> None:
    """Without theme, thumbnail and fonts of others, and without who made the template."""
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            kind = relation.reltype.rsplit("/", 1)[-1]
            if kind not in (*_KEPT, "officeDocument", "core-properties"):
                del relations[key]


def _replaced(element: Any, file: str, lang: str) -> None:
    """Give an element the children that a shipped file has."""
    from docx.oxml.parser import parse_xml

    text = shipped("templates", "papers", file).read_text("utf-8")
    filled = text.replace("%lang%", TAGS[lang]).replace("%width%", str(WIDTH))
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(filled)))


def _sheet(document: "Document") -> None:
    """A4, page numbers at the foot of every page, and room for a mark over all but the first."""
    from docx.shared import Twips

    section = document.sections[0]
    section.page_width, section.page_height = (Twips(side) for side in _SHEET)
    section.left_margin = section.right_margin = Twips(_SIDE)
    section.top_margin = section.bottom_margin = Twips(_TOP)
    section.header_distance = section.footer_distance = Twips(_EDGE)
    section.different_first_page_header_footer = True
    for foot in (section.footer, section.first_page_footer):
        foot.is_linked_to_previous = False
        _numbered(foot.paragraphs[0])
    for head in (section.header, section.first_page_header):
        head.is_linked_to_previous = False
        head.paragraphs[0]._p.style = "Normal"
    section.header.paragraphs[0]._p.style = "Mark"


def _numbered(paragraph: Any) -> None:
    """Make it say the kind of paper, which is filled in later, and page / pages."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    paragraph._p.style = "Footer"
    paragraph.add_run("")
    paragraph.add_run("\t")
    for at, field in enumerate(("PAGE", "NUMPAGES")):
        if at:
            paragraph.add_run(" / ")
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        run = OxmlElement("w:r")
        run.text = "1"
        simple.append(run)
        paragraph._p.append(simple)


def _properties(document: "Document", lang: str) -> None:
    """No author, company or moment, which say who made it and when."""
    about = document.core_properties
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = CREATED
    about.revision = 1
    about.language = TAGS[lang]
