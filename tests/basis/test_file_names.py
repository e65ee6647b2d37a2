"""File names of parties: always safe, always different, on every system."""

import re

from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.file_names import LONGEST, file_names

RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{d}{n}" for d in ("com", "lpt") for n in "0123456789¹²³"),
}
HOSTILE = (
    "CON", "con", "COM¹", "NUL.txt", "..\\..\\x", "../../etc/passwd", "/abs", "-rf", "~", ".", "",
    "a\x00b", "a\nb", "x\u202egnp.exe", "Zorg\u200b", "e\u0301e\u0301n", "één", "ÉÉN", "x" * 300,
    "💶", "日本", "a:b", "a|b", "a*?", "naam. ", " naam", "$(reboot)", "%PATH%", "desktop.ini",
    "\ud800", "ß", "ﬁ", "Ⅷ", "Stichting 's Heeren Loo", "B.V. & Zn.",
)  # fmt: skip
ANY = st.lists(st.text(st.characters(codec=None), max_size=90), max_size=30)


def stays_safe(names: tuple[str, ...], ending: str) -> None:
    assert len({name.casefold() for name in names}) == len(names)
    for number, name in enumerate(names, 1):
        assert re.fullmatch(rf"\d{{3,}}(_[A-Za-z0-9-]*[A-Za-z0-9])?{re.escape(ending)}", name), name
        assert int(re.match(r"\d+", name)[0]) == number  # type: ignore[index]
        assert len(name) <= LONGEST
        assert name.split(".")[0].casefold() not in RESERVED


def test_hostile_names_give_safe_ones() -> None:
    stays_safe(file_names(HOSTILE, ".docx"), ".docx")


@given(ANY)
def test_any_names_give_safe_different_ones_in_their_order(names: list[str]) -> None:
    stays_safe(file_names(names, ".xlsx"), ".xlsx")


def test_the_numbers_of_many_files_sort_as_the_files() -> None:
    found = file_names(["x"] * 1200, ".html")
    assert list(found) == sorted(found)


def test_accents_go_and_letters_stay() -> None:
    assert file_names(["Één & Łódź Straße"], ".html") == ("001_Een-Lodz-Strasse.html",)
