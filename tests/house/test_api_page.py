"""The page of the Python API holds every public name once, and only commands that exist."""

import inspect
import re
from pathlib import Path

import pytest

import aanbesteding
from aanbesteding.cli.main import COMMANDS
from docs import api_page
from docs.api_page import GROUPS, NotGroupedError
from docs.api_shapes import fields_of, signature

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
FUNCTIONS = [n for n in aanbesteding.__all__ if inspect.isfunction(getattr(aanbesteding, n))]
CLASSES = {n: getattr(aanbesteding, n) for n in aanbesteding.__all__ if n[0].isupper()}
TYPES = [n for n, c in CLASSES.items() if inspect.isclass(c) and not issubclass(c, Exception)]
KNOWN = {command.name for command in COMMANDS}


def told(name: str) -> str:
    """What the page says of one name."""
    return re.split(r"^#{2,3} ", PAGE.split(f"\n### `{name}`\n", 1)[1], maxsplit=1, flags=re.M)[0]


def test_every_public_name_stands_on_the_page_once_and_no_other() -> None:
    assert sorted(re.findall(r"^### `(\w+)`$", PAGE, re.M)) == sorted(aanbesteding.__all__)


def test_a_name_without_a_group_stops_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aanbesteding, "__all__", [*aanbesteding.__all__, "brand_new"])
    with pytest.raises(NotGroupedError, match="brand_new"):
        api_page.api_page("")


def test_every_command_on_the_page_exists_and_every_command_is_on_it() -> None:
    named = re.findall(r"`aanbesteding ([a-z-]+)", PAGE)
    assert set(named) == KNOWN


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_stands_there_with_its_parameters_words_and_what_it_returns(name: str) -> None:
    function = getattr(aanbesteding, name)
    parameters = inspect.signature(function).parameters
    shown = signature(function)
    assert f"```text\n{shown}\n```" in told(name)
    assert re.findall(r"[(\s](\w+): ", shown) == list(parameters)
    optional = [one for one in parameters.values() if one.default is not one.empty]
    assert shown.count(" = ") == len(optional)
    first = (inspect.getdoc(function) or "").split("\n", 1)[0].replace("``", "`")
    assert first
    assert first in told(name)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_signature_tells_nothing_private_and_nothing_of_this_run(name: str) -> None:
    assert not re.search(r"\b_\w|0x|\bat 0|<", signature(getattr(aanbesteding, name)))


@pytest.mark.parametrize("name", sorted(set(TYPES) - set(api_page.ELSEWHERE)))
def test_a_type_stands_there_with_every_field(name: str) -> None:
    shown = re.findall(r"^\| `(\w+)` \| `", told(name), re.M)
    assert shown == list(inspect.signature(getattr(aanbesteding, name)).parameters)
    assert shown == list(fields_of(getattr(aanbesteding, name)))


@pytest.mark.parametrize("name", GROUPS["Errors"][1])
def test_an_error_stands_there_with_when_it_is_raised(name: str) -> None:
    assert (inspect.getdoc(getattr(aanbesteding, name)) or "").split("\n", 1)[0] in told(name)


def test_a_function_without_a_command_is_one_that_writes_or_reads_for_python_alone() -> None:
    without = {name for name in FUNCTIONS if not api_page.command_of(name)}
    assert without == {"load", "save_toml", "finding_text"}


def test_the_groups_follow_the_work() -> None:
    assert re.findall(r"^## (.+)$", PAGE, re.M) == [*GROUPS, "Commands without a function"]
