"""An own house style: readable, harmless, and every fault told at its line."""

import zlib
from decimal import Decimal

import pytest

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.report.house_style import FILE, house_style
from aanbesteding.report.html import stylesheet
from aanbesteding.report.look import Look
from aanbesteding.report.page import page
from aanbesteding.report.palette import DARK, LIGHT, channels, contrast, faint, house_palette
from aanbesteding.report.png import LARGEST, SIGNATURE, picture
from tests.report import sample
from tests.report.one_script import without_script

GONE = Finding("R395", Weight.REPAIRABLE, None, {"found": "logo.png"})


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def png(*extra: bytes, width: int = 2, height: int = 1) -> bytes:
    """A whole picture of a few points, with extra chunks before its data."""
    head = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    data = zlib.compress((b"\0" + b"\x0b\x4f\x6c" * width) * height)
    parts = (chunk(b"IHDR", head), *extra, chunk(b"IDAT", data), chunk(b"IEND", b""))
    return SIGNATURE + b"".join(parts)


def lines(findings: tuple[Finding, ...]) -> list[tuple[str, int]]:
    return [(one.code, one.place.line) for one in findings if isinstance(one.place, Line)]


def styled(text: str, logo: bytes = b"") -> tuple[Look, tuple[Finding, ...]]:
    return house_style(text.encode(), lambda name: (logo, ()) if logo else (b"", (GONE,)))


def look(text: str, logo: bytes = b"") -> Look:
    found, findings = styled(text, logo)
    assert findings == ()
    return found


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("#000000", "#ffffff", "21", "21"),
        ("#777777", "#ffffff", "4.47", "4.48"),
        ("#767676", "#ffffff", "4.54", "4.55"),
        ("#ff0000", "#ffffff", "3.99", "4.00"),
        ("#0000ff", "#ffffff", "8.59", "8.60"),
    ],
)
def test_contrast_is_as_published_elsewhere(one: str, other: str, least: str, most: str) -> None:
    """The well-known edge: #767676 on white passes at AA, #777777 does not."""
    found = contrast(channels(one), channels(other))
    assert Decimal(least) <= found <= Decimal(most)
    assert found == contrast(channels(other), channels(one))


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_the_shipped_colours_can_be_read_on_each_other(scheme: str) -> None:
    assert len(house_palette(scheme)) in (11, 12)
    assert list(faint({**house_palette(LIGHT), **house_palette(scheme)})) == []


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[light]\naccent = #123", "R390", 0),
        ("kleur = 1", "R391", 1),
        ("[light]\n\nkleur = '#000000'", "R391", 3),
        ("[licht]\naccent = '#000000'", "R391", 1),
        ("[light]\naccent = 'blue'", "R392", 2),
        ("[light]\naccent = 3", "R392", 2),
        ("[light]\naccent = '#fff;} body { display: none'", "R392", 2),
        ("[light]\naccent = 'url(http://evil.example)'", "R392", 2),
        ("[light]\nink = '#111111'\naccent = '#777777'", "R393", 3),
        ("[dark]\npaper = '#ffffff'", "R393", 2),
        ("[fonts]\ntext = 'A\"; } * { color: red'", "R394", 2),
        ("[fonts]\ntext = ''", "R394", 2),
        ("[fonts]\nheadings = 12", "R394", 2),
        ("[logo]\nfile = 'logo.png'", "R397", 1),
        ("[logo]\nfile = 'logo.png'\nalt = ' '", "R397", 3),
        ("[logo]\nalt = 'Noord'", "R395", 1),
        ("[logo]\nfile = '../logo.png'\nalt = 'Noord'", "R395", 2),
        ("[logo]\nfile = 'logo.svg'\nalt = 'Noord'", "R395", 2),
    ],
)
def test_a_fault_is_told_at_its_line_and_the_shipped_style_stays(
    text: str, code: str, line: int
) -> None:
    found, findings = styled(text, png())
    assert found == Look()
    assert (code, line) in lines(findings)
    for lang in LANGUAGES:
        assert all(FILE in finding_text(one, lang) for one in findings)


def test_a_file_that_is_no_text_is_a_finding() -> None:
    found, findings = house_style(b"\xff\xfe\x00", lambda name: (b"", ()))
    assert (found, [one.code for one in findings]) == (Look(), ["R390"])


def test_own_colours_hold_in_the_light_in_print_and_not_in_the_dark_where_none_are_given() -> None:
    css = look("[light]\naccent = '#00539f'\n").css
    light, dark, paper = css.split("@media")
    assert "--accent:#00539f;" in light
    assert "--accent:#00539f;" not in dark
    assert "--accent:#00539f;" in paper


def test_a_font_comes_before_the_shipped_ones() -> None:
    css = look("[fonts]\nheadings = 'Fira Sans'\n").css
    assert '--serif:"Fira Sans", "Iowan Old Style"' in css


def test_a_page_has_the_own_colours_under_its_policy_and_tells_which_file_they_came_from() -> None:
    found = look(
        "[light]\naccent = '#00539f'\n[logo]\nfile = 'logo.png'\nalt = 'Noord & <Zuid>'\n", png()
    )
    text = page(sample.record("one_bid"), "nl", "", found)
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    assert style == stylesheet("WHAT-IF – geen grond voor gunning") + found.css
    assert f"<code>{found.fingerprint}</code>" in text
    assert 'src="data:image/png;base64,' in text
    assert 'alt="Noord &amp; &lt;Zuid&gt;"' in text
    assert without_script(text).count("<img") == 1


def test_the_fingerprint_is_of_the_file_and_the_logo() -> None:
    said = "[logo]\nfile = 'logo.png'\nalt = 'Noord'\n"
    one, other = look(said, png()), look(said, png(width=3))
    assert one.fingerprint != other.fingerprint
    assert look(said, png()).fingerprint == one.fingerprint


def test_a_logo_keeps_its_picture_and_loses_what_else_is_in_it() -> None:
    content = png(chunk(b"tEXt", b"Author\0Jan de Vries"), chunk(b"eXIf", b"52.1 N"))
    found = picture(content)
    assert found is not None
    assert (found.width, found.height) == (2, 1)
    assert found.content == png()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff\xe0 jpeg",
        png()[:-1],
        png() + b"<script>",
        png().replace(b"IDAT", b"IDAX"),
        png(width=5_000),
        SIGNATURE,
        SIGNATURE + chunk(b"IEND", b""),
        png()[:40] + bytes([png()[40] ^ 1]) + png()[41:],
    ],
)
def test_what_is_no_whole_picture_is_no_logo(content: bytes) -> None:
    assert picture(content) is None
    said = "[logo]\nfile = 'logo.png'\nalt = 'Noord'\n"
    _, findings = house_style(said.encode(), lambda name: (content, ()))
    assert lines(findings) == [("R396", 2)]


def test_a_logo_of_more_than_the_most_bytes_is_refused() -> None:
    content = png(chunk(b"tEXt", b"x" * LARGEST))
    _, findings = styled("[logo]\nfile = 'logo.png'\nalt = 'Noord'\n", content)
    assert [one.code for one in findings] == ["R396"]
