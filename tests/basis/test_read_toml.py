"""A file of TOML that somebody wrote: read, or refused by one error, with its line."""

from decimal import Decimal

import pytest

from aanbesteding.basis.toml import NotTomlError, read_toml


def test_a_number_with_a_point_keeps_its_digits_and_the_text_is_told() -> None:
    found = read_toml(b"\xef\xbb\xbfa = 0.10\nb = 3\n")
    assert found.tree == {"a": Decimal("0.10"), "b": 3}
    assert str(found.tree["a"]) == "0.10"
    assert found.text == "a = 0.10\nb = 3\n"


@pytest.mark.parametrize(
    ("content", "line", "decoded"),
    [
        (b"a = 1\nb = \n", 2, True),
        (b"a = 1\nb = [", 2, True),
        (b"a = 1\r\na = 2\r\n", 2, True),
        (b"a = 1\n\n# \xff", 3, False),
        (b"\xff\xfea", 1, False),
    ],
)
def test_what_is_no_toml_is_refused_at_its_line(content: bytes, line: int, decoded: bool) -> None:
    with pytest.raises(NotTomlError) as found:
        read_toml(content)
    assert (found.value.line, found.value.decoded) == (line, decoded)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a = " + b"[" * 3000 + b"]" * 3000, "nested too deeply"),
        (b"a = " + b"{b=" * 2000 + b"1" + b"}" * 2000, "nested too deeply"),
        (b"a = " + b"9" * 5000, "a number beyond reading"),
        (b"a = 1e99999999999999999999", "a number beyond reading"),
        (b"a = 1e-99999999999999999999", "a number beyond reading"),
    ],
    ids=["lists", "tables", "digits", "exponent", "fraction"],
)
def test_what_is_beyond_reading_is_refused_as_a_whole(content: bytes, message: str) -> None:
    with pytest.raises(NotTomlError, match=message) as found:
        read_toml(content)
    assert (found.value.line, found.value.decoded) == (0, True)
