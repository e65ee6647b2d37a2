"""The styles and shared texts, each heard by itself: what a cell looks like, and what it says."""

import re

import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from aanbesteding.gate.colours import Palette
from aanbesteding.gate.refused import Refused
from aanbesteding.gate.strings import LONGEST_TEXT, MOST_TEXTS, strings_of
from aanbesteding.gate.styles import BUILT_IN, MOST_STYLES, Styles, styles_of
from tests.gate.changed import MAIN as SPACE

ACCOUNTS_TOLD_WRONG = 44  # openpyxl left the semicolons out of it; 43 is the same without currency
WHITE, BLACK, BLUE = ('rgb="FFFFFFFF"', 'rgb="FF000000"', 'rgb="FF0000FF"')


def styled(inside: str, root: str = "styleSheet") -> tuple[Styles, list[str]]:
    """Return how cells look under these styles, and the codes of what is refused."""
    refused = Refused("bids/K01.xlsx")
    text = f'<{root} xmlns="{SPACE}">{inside}</{root}>'
    found = styles_of("styles.xml", {"styles.xml": text.encode()}, Palette(), refused)
    return found, [finding.code for finding in refused.findings]


def font(colour: str = "") -> str:
    return f"<font>{f'<color {colour}/>' if colour else ''}</font>"


def fill(pattern: str, colour: str = "") -> str:
    front = f"<fgColor {colour}/>" if colour else ""
    return f'<fill><patternFill patternType="{pattern}">{front}</patternFill></fill>'


def pale(
    fonts: str, fills: str, looks: str = '<xf fontId="0" fillId="0"/>', more: str = ""
) -> set[int]:
    found, said = styled(
        f"<fonts>{fonts}</fonts><fills>{fills}</fills><cellXfs>{looks}</cellXfs>{more}"
    )
    assert said == []
    return set(found.pale)


@pytest.mark.parametrize(
    ("letters", "paper", "hidden"),
    [
        (font(), fill("none"), False),
        (font(WHITE), fill("none"), True),
        (font(WHITE), fill("solid", BLACK), False),
        (font(WHITE), fill("none", BLACK), True),
        (font(BLACK), fill("solid", BLACK), True),
        (font(), fill("solid", BLACK), True),
        (font(BLUE), fill("solid", BLUE), True),
        (font(BLUE), fill("solid", WHITE), False),
        (font(BLACK), fill("solid", BLUE), False),
        (font(WHITE), "<fill><patternFill/></fill>", True),
        (font(WHITE), f"<fill><patternFill><fgColor {BLACK}/></patternFill></fill>", True),
        (font(WHITE), f"<fill><gradientFill><fgColor {BLACK}/></gradientFill></fill>", True),
    ],
)
def test_letters_in_the_colour_of_their_paper_are_pale(
    letters: str, paper: str, hidden: bool
) -> None:
    assert pale(letters, paper) == ({0} if hidden else set())


def test_each_style_has_its_own_letters_and_paper() -> None:
    fonts = font(BLACK) + font(WHITE) + font()
    fills = fill("none") + fill("solid", BLACK) + fill("none")
    looks = "".join(
        f'<xf fontId="{letters}" fillId="{paper}"/>' for letters in range(4) for paper in range(4)
    )
    black_on_black, white_on_white = {1, 9, 13}, {4, 6, 7}
    assert pale(fonts, fills, looks) == black_on_black | white_on_white


def test_a_style_without_letters_or_paper_of_its_own_is_black_on_white() -> None:
    assert pale("", "", '<xf fontId="9" fillId="9"/>') == set()
    assert pale("", fill("solid", BLACK), '<xf fontId="0" fillId="0"/>') == {0}


def test_a_colour_elsewhere_is_no_colour_of_letters() -> None:
    beside = f"<borders><border><left><color {WHITE}/></left></border></borders>"
    assert pale(font(), fill("none"), more=beside) == set()
    assert pale(f"<font><sub><color {WHITE}/></sub></font>", fill("none")) == set()


def test_what_stands_in_a_list_and_is_none_of_its_kind_does_not_count() -> None:
    assert pale(f"<other/>{font(WHITE)}", fill("none")) == {0}
    assert pale(font(), f"<other/>{fill('solid', BLACK)}") == {0}
    assert styled(f"<dxfs><other/><dxf>{font(WHITE)}</dxf></dxfs>")[0].pale_over == {0}


def test_a_conditional_format_gives_a_style_no_letters() -> None:
    found, said = styled(
        f"<dxfs><dxf>{font(WHITE)}{fill('solid', BLACK)}</dxf></dxfs>"
        f"<fonts>{font(WHITE)}</fonts><fills>{fill('none')}</fills>"
        '<cellXfs><xf fontId="0" fillId="0"/></cellXfs>'
    )
    assert (found.pale, said) == (frozenset({0}), [])


def test_without_styles_every_cell_has_the_first_letters_and_the_first_paper() -> None:
    assert styled("") == (Styles(("General",)), [])
    assert styled(f"<fonts>{font(WHITE)}</fonts>")[0].pale == {0}
    assert styled(f"<fills>{fill('solid', BLACK)}</fills>")[0].pale == {0}


def test_a_list_of_colours_of_its_own_says_what_a_number_means() -> None:
    own = f"<colors><indexedColors><rgbColor {WHITE}/></indexedColors></colors>"
    indexed = font('indexed="0"')
    assert pale(indexed, fill("none"), more=own) == {0}
    assert pale(indexed, fill("none")) == set()


@pytest.mark.parametrize(
    ("inside", "hidden"),
    [
        ("", False),
        (font(WHITE), True),
        (f"{font(WHITE)}<fill><patternFill><bgColor {BLACK}/></patternFill></fill>", False),
        (f"<fill><patternFill><bgColor {BLACK}/></patternFill></fill>", True),
        (f"<fill><patternFill><fgColor {BLACK}/></patternFill></fill>", True),
        (f"<fill><patternFill><color {BLACK}/></patternFill></fill>", False),
        (f"<fill><gradientFill><fgColor {BLACK}/></gradientFill></fill>", False),
        (f"<border><left><color {WHITE}/></left></border>", False),
    ],
)
def test_a_conditional_format_can_make_letters_pale(inside: str, hidden: bool) -> None:
    found, said = styled(f"<dxfs><dxf/><dxf>{inside}</dxf></dxfs>")
    assert said == []
    assert found.pale_over == (frozenset({1}) if hidden else frozenset())
    assert found.numbered == frozenset()


def test_a_conditional_format_can_show_another_number() -> None:
    found, said = styled('<dxfs><dxf/><dxf><numFmt numFmtId="164" formatCode="0"/></dxf></dxfs>')
    assert (found.numbered, said) == (frozenset({1}), [])


@pytest.mark.parametrize("name", ["fonts", "fills", "cellXfs", "dxfs", "numFmts"])
def test_a_list_of_styles_stands_there_once(name: str) -> None:
    assert styled(f"<{name}/>")[1] == []
    assert styled(f"<{name}/><{name}/>")[1] == ["W145"]


def test_what_stands_twice_is_told_by_its_name() -> None:
    refused = Refused("x")
    text = f'<styleSheet xmlns="{SPACE}"><fonts/><fonts/></styleSheet>'
    styles_of("styles.xml", {"styles.xml": text.encode()}, Palette(), refused)
    assert [finding.values["found"] for finding in refused.findings] == ["fonts"]


def test_a_workbook_may_have_so_many_styles_and_no_more() -> None:
    assert styled(f"<cellXfs>{'<xf/>' * MOST_STYLES}</cellXfs>")[1] == []
    found, said = styled(f"<cellXfs>{'<xf/>' * (MOST_STYLES + 1)}</cellXfs>")
    assert (found, said) == (Styles(), ["W133"])


@pytest.mark.parametrize(
    ("number", "shown", "said"),
    [
        ("0", "General", []),
        ("9", "0%", []),
        ("14", "#14", []),
        ("99999", "#99999", []),
        ("100000", "General", ["W145"]),
        ("x", "General", ["W145"]),
    ],
)
def test_a_format_is_known_by_its_number(number: str, shown: str, said: list[str]) -> None:
    found, told = styled(f'<cellXfs><xf numFmtId="{number}"/></cellXfs>')
    assert (found.formats, told) == ((shown,), said)


def test_a_format_of_its_own_goes_before_the_usual_one() -> None:
    formats = '<numFmts><numFmt numFmtId="9" formatCode="0.0%"/></numFmts>'
    found, said = styled(f'{formats}<cellXfs><xf numFmtId="9"/></cellXfs>')
    assert (found.formats, said) == (("0.0%",), [])


def digits(shown: str) -> str:
    """Return how a format shows a number above zero, without currency, colour and room."""
    return re.sub(r'"[^"]*"|\[[^]]*\]|_.|\* ', "", shown.partition(";")[0])


def test_the_usual_formats_show_the_digits_that_openpyxl_has_for_them() -> None:
    theirs = {
        number: digits(shown)
        for number, shown in BUILTIN_FORMATS.items()
        if not is_date_format(shown) and number != ACCOUNTS_TOLD_WRONG
    }
    ours = {number: digits(shown) for number, shown in BUILT_IN.items()}
    assert ours.pop(ACCOUNTS_TOLD_WRONG) == ours[ACCOUNTS_TOLD_WRONG - 1]
    assert ours == theirs


def shared(inside: str, root: str = "sst") -> tuple[tuple[str, ...] | None, list[str]]:
    """Return the shared texts, and the codes of what is refused."""
    refused = Refused("bids/K01.xlsx")
    text = f'<{root} xmlns="{SPACE}" xmlns:o="other">{inside}</{root}>'
    found = strings_of("strings.xml", {"strings.xml": text.encode()}, refused)
    return found, [finding.code for finding in refused.findings]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<t>a</t>", "a"),
        ("<t/>", ""),
        ("<r><t>a</t></r><r><t>b</t></r>", "ab"),
        ("<r><rPr><b/></rPr><t>a</t></r>", "a"),
        ("<t>a</t><rPh><t>heard</t></rPh>", "a"),
        ("<t>a</t><phoneticPr/>", "a"),
        ("<t>_x005F_x</t>", "_x"),
        ("<t>a</t>beside", "a"),
    ],
)
def test_a_shared_text_is_put_together_from_its_pieces(inside: str, text: str) -> None:
    assert shared(f"<si><t>before</t></si> between <si>{inside}</si>") == (("before", text), [])


@pytest.mark.parametrize(
    "inside",
    [
        "<t>a</t><t>b</t>",
        "<t>a</t><r><t>b</t></r>",
        "<r><t>a</t></r><t>b</t>",
        "<r><t>a</t><t>b</t></r>",
        "<o:t>a</o:t>",
        "<t>a<o:b/></t>",
        "<t>a<b/></t>",
        "<t>a<rPr/></t>",
        "<t>a</t><rPh><b/></rPh>",
        "<b/>",
        "<t>a<!-- b --></t>",
        "<t><![CDATA[a]]></t>",
    ],
)
def test_a_text_that_can_be_read_in_two_ways_is_refused_by_its_number(inside: str) -> None:
    refused = Refused("x")
    text = f'<sst xmlns="{SPACE}" xmlns:o="o"><si><t>one</t></si><si>{inside}</si></sst>'
    strings_of("strings.xml", {"strings.xml": text.encode()}, refused)
    assert [(f.code, f.values["number"]) for f in refused.findings] == [("W169", 2)]


@pytest.mark.parametrize("inside", ["<o:a><si><t>a</t></si></o:a>", "<si><si/></si>"])
def test_a_shared_text_stands_in_the_list_itself(inside: str) -> None:
    found, said = shared(inside)
    assert found is None
    assert said == ["W145"]


def test_a_comment_between_texts_is_nothing() -> None:
    assert shared("<si><t>a</t></si><!-- b --><si><t>c</t></si>") == (("a", "c"), [])


def test_a_shared_text_may_be_as_long_as_the_limit_and_no_longer() -> None:
    whole = "x" * LONGEST_TEXT
    assert shared(f"<si><t>{whole}</t></si>" * 2) == ((whole, whole), [])
    assert shared(f"<si><r><t>{whole}</t></r><r><t>x</t></r></si>") == (None, ["W168"])


def test_there_may_be_so_many_shared_texts_and_no_more() -> None:
    found, said = shared("<si/>" * MOST_TEXTS)
    assert (found is not None and len(found), said) == (MOST_TEXTS, [])
    assert shared("<si/>" * (MOST_TEXTS + 1)) == (None, ["W133"])


def test_without_shared_texts_there_are_none() -> None:
    assert strings_of("strings.xml", {}, Refused("x")) == ()
