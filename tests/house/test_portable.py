"""The tree and the code fit Windows and macOS as well as Linux."""

import ast
import re

import pytest

from tests.house.tree import FILES, ROOT

DEVICES = {
    *("con", "prn", "aux", "nul"),
    *(f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"),
}
# Windows stops at 260 signs, and a clone stands in a folder of its own.
LONGEST = 150
PYTHON = [path for path in FILES if path.endswith(".py") and not path.startswith("tests/")]
PACKAGE = [path for path in PYTHON if path.startswith("aanbesteding/")]
# Code that a system may lack, and where it is asked for under a test of the system.
ONE_SYSTEM = re.compile(
    r"\b(?:fcntl|msvcrt|termios|pwd|grp|resource|os\.(?:getuid|geteuid|fork|chown|mkfifo|uname)"
    r"|signal\.(?:SIGKILL|SIGALRM|SIGHUP|alarm)|ctypes\.windll)\b"
)
APART = {"aanbesteding/round/lock.py", "aanbesteding/basis/processes.py"}
IN_ORDER = re.compile(r"sorted\((?!p\.parent)[^\n]*\.(?:glob|rglob|iterdir)\((?![^\n]*key=)")


def bad_names(path: str) -> list[str]:
    """Return the parts of a path that Windows does not take."""
    return [
        part
        for part in path.split("/")
        if re.search(r'[<>:"|?*\\\x00-\x1f]|[. ]$', part)
        or part.split(".")[0].casefold() in DEVICES
        or not part.isascii()
    ]


def in_any_encoding(text: str) -> list[int]:
    """Return the lines of a program that read or write text without naming its encoding."""
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if _is_as_text(call)]


def _is_as_text(call: ast.Call) -> bool:
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    given = len(call.args) + any(word.arg == "encoding" for word in call.keywords)
    if name in ("read_text", "write_text"):
        return given < (1 if name == "read_text" else 2) and isinstance(called, ast.Attribute)
    on_bytes = isinstance(called, ast.Attribute) and getattr(called.value, "id", "") == "os"
    if name != "open" or on_bytes or any(word.arg == "encoding" for word in call.keywords):
        return False
    modes = [one.value for one in call.args if isinstance(one, ast.Constant)]
    beside_a_file = isinstance(called, ast.Name) or not call.args or bool(modes)
    return beside_a_file and not any("b" in str(mode) for mode in modes)


def test_every_path_can_stand_on_every_system() -> None:
    assert len(FILES) > 1000
    assert [path for path in FILES if bad_names(path) or len(path) > LONGEST] == []


def test_no_two_paths_are_one_where_capitals_do_not_count() -> None:
    assert len({path.casefold() for path in FILES}) == len(FILES)


@pytest.mark.parametrize("name", ["a:b.md", "docs/CON.toml", "nul", "x/y. ", "x.", "é.md"])
def test_a_name_that_windows_or_a_mac_spoils_is_seen(name: str) -> None:
    assert bad_names(name)


def test_no_line_end_is_changed_by_a_clone() -> None:
    assert "\n* -text\n" in (ROOT / ".gitattributes").read_text("utf-8")


def test_no_text_is_read_or_written_in_the_encoding_of_the_computer() -> None:
    found = {path: in_any_encoding((ROOT / path).read_text("utf-8")) for path in PYTHON}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_what_one_system_lacks_is_asked_for_in_two_files_only() -> None:
    found = {path for path in PACKAGE if ONE_SYSTEM.search((ROOT / path).read_text("utf-8"))}
    assert found == APART
    for path in APART:
        assert 'if sys.platform == "win32":' in (ROOT / path).read_text("utf-8")


def test_files_are_ordered_by_name_for_windows_orders_paths_without_capitals() -> None:
    found = {path for path in PACKAGE if IN_ORDER.search((ROOT / path).read_text("utf-8"))}
    assert found == set()


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (IN_ORDER, "for path in sorted(folder.glob('*.csv')):"),
        (ONE_SYSTEM, "import fcntl"),
    ],
)
def test_what_breaks_elsewhere_is_seen(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)


@pytest.mark.parametrize(
    "line",
    ["path.read_text()", 'path.write_text("é")', 'open("x.csv")', "path.open()", 'path.open("w")'],
)
def test_text_in_the_encoding_of_the_computer_is_seen(line: str) -> None:
    assert in_any_encoding(f"x = 1\n{line}") == [2]


@pytest.mark.parametrize(
    "line",
    [
        'path.read_text("utf-8")',
        'open(x, "rb")',
        'path.open(encoding="utf-8")',
        "claim.open(why)",
        "os.open(x)",
    ],
)
def test_text_in_a_named_encoding_and_bytes_may_pass(line: str) -> None:
    assert in_any_encoding(line) == []
