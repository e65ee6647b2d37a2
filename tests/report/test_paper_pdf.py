"""A paper as a PDF: it declares PDF/UA-1, says all words, and takes none of them for markup."""

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from aanbesteding.basis.findings import Weight
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.report.papers import pdf
from aanbesteding.report.papers.paper import Paper, Part
from aanbesteding.report.papers.pdf import paper_pdf, pdf_possible
from aanbesteding.report.papers.printable import printable
from aanbesteding.report.shapes import Fact
from tests.report.hostile import PAYLOADS
from tests.report.paper_sample import (
    LETTER,
    in_reading_order,
    long_paper,
    numbered,
    reworded,
    total_alone,
)

ROOT = Path(__file__).parents[2]
TYPST = (
    "#eval(\"1+1\") $x^2$ = Kop @bron <label>",
    "#read(\"/etc/passwd\") #import \"@preview/a:1.0.0\": *",
    "*vet* _schuin_ `code` [x](y) https://evil.example",
    "#{panic()} \\u{1F4A9} #link(\"http://evil.example\")[x]",
    "=1+1", "💩 漢字 ع\ufe0f", "a\x00\x1b b", "-- ~ // /* ",
)  # fmt: skip
ATTACKED = reworded(LETTER, numbered((*PAYLOADS, *TYPST)))


def reader(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(paper_pdf(paper)))


def catalogue(found: PdfReader) -> Any:
    """What the whole document says of itself."""
    return found.trailer["/Root"]


def said(found: PdfReader) -> str:
    """The words of all pages without white space, which a page breaks anywhere."""
    return "".join("".join(page.extract_text().split()) for page in found.pages)


def unspaced(word: str) -> str:
    return "".join(printable(word).split())


def test_a_pdf_declares_pdf_ua_its_language_and_title_and_is_tagged() -> None:
    for lang in LANGUAGES:
        found = reader(replace(LETTER, lang=lang))
        root = catalogue(found)
        assert root["/Lang"][:2] == lang
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert found.metadata is not None
        assert found.metadata.title == f"{LETTER.kind} · {LETTER.title}"
        packet = root["/Metadata"].get_data().decode()
        assert re.search(r"pdfuaid:part(>|=\")1", packet)


def tags(found: PdfReader) -> list[str]:
    """The kind of every element of the structure, depth first."""
    seen: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                seen.append(str(node["/S"]))
            walk(node.get("/K", []))

    walk(catalogue(found)["/StructTreeRoot"]["/K"])
    return seen


def test_headings_lists_and_heads_of_tables_are_tagged() -> None:
    seen = tags(reader(LETTER))
    assert seen.count("/H1") == 1
    assert seen.count("/H2") == sum(1 for part in LETTER.parts if part.heading)
    assert seen.count("/Table") == seen.count("/Caption") == 2
    assert seen.count("/TH") == 4 + 3
    assert seen.count("/LI") >= len(LETTER.parts[2].points)


def test_a_pdf_says_all_words_in_reading_order() -> None:
    text, at = said(reader(replace(LETTER, mark=""))), 0
    for word in in_reading_order(replace(LETTER, mark="")):
        found = text.find(unspaced(word), at)
        assert found >= at, word
        at = found + len(unspaced(word))


def test_every_page_has_its_number_and_the_mark_and_repeats_the_heads() -> None:
    found = reader(replace(long_paper(150), mark="CONCEPT X"))
    pages = [" ".join(page.extract_text().split()) for page in found.pages]
    assert len(pages) > 2
    for at, words in enumerate(pages, start=1):
        assert f"{at} / {len(pages)}" in words
        assert "CONCEPT X" in words
        assert "Kop een" in words


def test_no_total_stands_alone_on_the_next_page() -> None:
    """Wherever a page ends: on the first one stand between thirty and forty rows."""
    for rows in range(30, 42):
        printed = PdfReader(io.BytesIO(paper_pdf(long_paper(rows))))
        assert not total_alone([page.extract_text() for page in printed.pages]), rows


def test_hostile_words_are_shown_and_leave_no_link_and_no_markup() -> None:
    attacked, calm = reader(ATTACKED), reader(reworded(LETTER, numbered(("x",))))
    assert [x for x in tags(attacked) if x != "/Span"] == [x for x in tags(calm) if x != "/Span"]
    text = said(attacked)
    lost = [word for word in in_reading_order(ATTACKED) if unspaced(word)[:40] not in text]
    assert lost == []
    assert all("/Annots" not in page for page in attacked.pages)
    root = catalogue(attacked)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert "/JavaScript" not in str(root.get("/Names", ""))


@given(st.text(max_size=40))
@settings(max_examples=60)
def test_any_word_at_all_can_be_set(word: str) -> None:
    paper = Paper("nl", "Brief", f"T{word}", (Part(f"H{word}", (f"P{word}",)),))
    assert paper_pdf(paper).startswith(b"%PDF-")


def test_every_sign_that_is_not_named_can_be_set_plain_bold_and_as_a_hash() -> None:
    signs = [chr(at) for at in range(0x20, 0x3000) if printable(chr(at)) == chr(at)]
    assert {"é", "Ł", "ş", "α", "Я", "€", "’", "…", "≤", "→", "½", "²"} <= set(signs)
    every = " ".join(signs)
    paper = replace(LETTER, title=every, origin=(Fact("x", every, tone="hash"),))
    text = said(reader(paper))
    assert all(sign in text for sign in "éŁşαЯ€’≤→")


def test_no_font_moment_or_person_comes_from_outside() -> None:
    found = reader(LETTER)
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in found.pages
        for font in cast(Any, page["/Resources"])["/Font"].values()
    }
    assert {name.split("-")[0] for name in fonts} <= {"LibertinusSerif", "DejaVuSansMono"}
    assert found.metadata is not None
    assert not {"/CreationDate", "/ModDate", "/Author"} & set(found.metadata)


@pytest.mark.programs("python")
def test_the_same_paper_gives_the_same_bytes_elsewhere_and_later() -> None:
    code = (
        "import hashlib; from tests.report.paper_sample import LETTER;"
        "from aanbesteding.report.papers.pdf import paper_pdf;"
        "print(hashlib.sha256(paper_pdf(LETTER)).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True, capture_output=True, cwd=ROOT, text=True,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)},
        ).stdout.strip()
        for zone in ("Pacific/Kiritimati", "America/Adak")
    }  # fmt: skip
    assert told == {hashlib.sha256(paper_pdf(LETTER)).hexdigest()}


def test_without_the_package_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pdf_possible() is None
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    found = pdf_possible()
    assert found is not None
    assert (found.code, found.weight) == ("R410", Weight.REPAIRABLE)
    for lang in LANGUAGES:
        assert "aanbesteding[pdf]" in finding_text(found, lang)
