"""What others build on: public names with public types, one way of asking, and short words."""

import dataclasses
import inspect
import re
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import aanbesteding
from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.cli.main import COMMANDS as ALL_COMMANDS
from aanbesteding.round.journal import Entry
from aanbesteding.verification.verification import Check
from docs.api_page import COMMANDS, command_of, inner_records
from tests import tiny

PUBLIC = {name: getattr(aanbesteding, name) for name in aanbesteding.__all__}
FUNCTIONS = {name: one for name, one in PUBLIC.items() if inspect.isfunction(one)}
CLASSES = {name: one for name, one in PUBLIC.items() if inspect.isclass(one)}
ERRORS = {name for name, one in CLASSES.items() if issubclass(one, Exception)}
# What a tender holds is written in docs/tender-file.md, what a round holds is ours to change.
OPAQUE = ("Tender", "Round")
# Subjects come first, in this order; all else that may be left out is given by name.
FIRST = ("tender", "file", "mapping", "path", "record", "finding", "folder")
BY_NAME = (
    "what_if", "before_bids", "internal", "comma", "pdf", "workbook", "base", "ocid", "seconds",
    "everything", "workers", "executor", "progress", "tell", "effort",
)  # fmt: skip
LONGEST = 200


def _own(kind: Any) -> Iterator[type]:
    """Yield the classes of this package in an annotation."""
    if isinstance(kind, type) and kind.__module__.partition(".")[0] == "aanbesteding":
        yield kind
    for part in typing.get_args(kind):
        for one in part if isinstance(part, list) else [part]:
            yield from _own(one)


def _hints(thing: Any) -> dict[str, Any]:
    return typing.get_type_hints(inspect.unwrap(thing))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_argument_is_of_a_kind_that_everybody_can_make(name: str) -> None:
    hints = _hints(FUNCTIONS[name])
    assert set(hints) == {*inspect.signature(FUNCTIONS[name]).parameters, "return"}
    hints.pop("return")
    inner = {one.__name__ for kind in hints.values() for one in _own(kind)}
    assert inner <= set(PUBLIC)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_comes_back_is_public(name: str) -> None:
    assert {one.__name__ for one in _own(_hints(FUNCTIONS[name])["return"])} <= set(PUBLIC)


def test_the_parts_of_a_result_stand_on_the_page_of_the_api() -> None:
    parts = {one.__name__ for one in inner_records()}
    results = [one for name, one in CLASSES.items() if name not in (*OPAQUE, *ERRORS)]
    held = {own.__name__ for one in results for kind in _hints(one).values() for own in _own(kind)}
    records = {name for name in held if name not in PUBLIC and name != Weight.__name__}
    assert records
    assert records <= parts
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    assert [name for name in sorted(parts) if f"\n#### {name}\n" not in page] == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_folder_or_file_may_be_a_path_or_text(name: str) -> None:
    for parameter, kind in _hints(FUNCTIONS[name]).items():
        if parameter in ("folder", "other", "past", "file", "mapping", "path"):
            assert {Path, str} <= set(typing.get_args(kind)), parameter


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_round_is_called_folder_and_the_subject_comes_first(name: str) -> None:
    named = list(inspect.signature(FUNCTIONS[name]).parameters)
    assert not {"source", "dir", "home", "directory", "language"} & set(named)
    subjects = [one for one in named if one in FIRST]
    assert named[: len(subjects)] == subjects
    assert subjects == sorted(subjects, key=FIRST.index)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_may_be_left_out_everywhere_is_given_by_name(name: str) -> None:
    parameters = inspect.signature(FUNCTIONS[name]).parameters
    kinds = {one: parameters[one].kind for one in parameters}
    asked = [one for one in parameters if one in BY_NAME]
    assert {kinds[one] for one in asked} <= {inspect.Parameter.KEYWORD_ONLY}
    if "lang" in parameters and parameters["lang"].default is not inspect.Parameter.empty:
        assert kinds["lang"] is inspect.Parameter.KEYWORD_ONLY


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) | set(CLASSES)))
def test_the_first_line_says_what_it_is_or_returns(name: str) -> None:
    first = (inspect.getdoc(PUBLIC[name]) or "").split("\n\n")[0].replace("\n", " ")
    assert first.endswith((".", ":"))
    if name in FUNCTIONS:
        assert re.match(r"(Return|Write) ", first)


def _raised(words: str) -> set[str]:
    """The errors that a docstring names."""
    told = " ".join(re.findall(r"Raises?\b.*", words.replace("\n", " ")))
    return set(re.findall(r"\b[A-Z]\w+Error\b", told))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_error_that_is_named_can_be_caught_by_a_public_name(name: str) -> None:
    builtin = {"KeyError", "ValueError"}
    assert _raised(inspect.getdoc(FUNCTIONS[name]) or "") <= ERRORS | builtin


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if "folder" in _hints(PUBLIC[name])])
def test_what_works_on_a_folder_says_what_it_raises(name: str) -> None:
    assert re.search(r"\bRaises\b", inspect.getdoc(FUNCTIONS[name]) or "")


def test_an_error_that_is_not_public_is_seen() -> None:
    assert _raised("Return it. Raises StoppedError when stopped.") - ERRORS == {"StoppedError"}


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_every_error_is_one_of_the_package(name: str) -> None:
    assert issubclass(CLASSES[name], aanbesteding.AanbestedingError)


def test_every_function_has_a_command_or_is_for_python_alone() -> None:
    """`load`, `save_toml`: `check` and `new` do it; `finding_text` is what commands print."""
    without = {name for name in FUNCTIONS if not command_of(name)}
    assert without == {"load", "save_toml", "finding_text"}
    assert set(COMMANDS) <= set(PUBLIC)


GLOSSARY = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text("utf-8")


def test_every_function_stands_in_the_glossary() -> None:
    named = set(re.findall(r"^\| .+ \| .+ \| `(\w+)` \|$", GLOSSARY, re.MULTILINE))
    assert sorted(set(FUNCTIONS) - named) == []


@pytest.mark.parametrize("command", ALL_COMMANDS, ids=lambda one: str(one.name))
def test_an_option_has_the_name_of_the_argument(command: click.Command) -> None:
    """What the command is for: its function takes what the option is called."""
    functions = [name for name in FUNCTIONS if command_of(name).split(" ")[0] == command.name]
    taken = {
        parameter for name in functions for parameter in inspect.signature(PUBLIC[name]).parameters
    }
    options = {
        one.opts[-1].removeprefix("--").replace("-", "_")
        + "s" * (one.multiple and one.name != "by")
        for one in command.params
        if isinstance(one, click.Option) and one.name != "lang"  # of what is said
    }
    for name in functions:
        assert options - taken - ONLY_TYPED.get(name, set()) == set(), name


# Options of the command line alone: who sees it work, and what Python asks in another way.
ONLY_TYPED = {
    "award": {"gap", "seconds", "progress"},
    "examples": {"example", "workbook"},
}

FOLDER = Path("/a/very/long/way/" * 20) / ("round" * 10)
MANY = tuple(
    Finding("T101", Weight.REPAIRABLE, Line("demand.csv", n), {"field": "x" * 500, "n": n})
    for n in range(300)
)
ENTRY = Entry(12, "2027-03-01T09:30:00Z", "freeze", ("A. de Vries",) * 9, {}, "0" * 64)
CHECK = Check("verify.scores", True, {"x": "y" * 500})


def _largest(kind: type) -> Any:
    """One of a public type with as much in it as a hard round has."""
    known: dict[str, Any] = {
        "folder": FOLDER, "findings": MANY, "record": {"kind": "award", "x": "y" * 10**6},
        "record_hash": "0" * 64, "files": (FOLDER,) * 500, "entry": ENTRY, "head": "0" * 64,
        "state": "quality_frozen", "received": (), "next": (), "rows": (), "key": "0" * 16,
        "bids": 203, "marks": 5000, "code": "R101", "weight": Weight.NOTICE, "place": None,
        "values": {"x": "y" * 10**6}, "goal": "spend", "seconds": 1.5, "value": 2.5, "bound": 3.5,
        "path": FOLDER / "award.json", "checks": (CHECK,) * 900, "not_checked": (),
        "tender": tiny.tender(),
    }  # fmt: skip
    return kind(**{name: known[name] for name in _field_names(kind) if name in known})


def _field_names(kind: Any) -> tuple[str, ...]:
    named: tuple[str, ...] | None = getattr(kind, "_fields", None)
    return tuple(one.name for one in dataclasses.fields(kind)) if named is None else named


# Of these a fuller one is made below.
OTHERWISE = {"Round", "Tender"}
SHOWN = [name for name in CLASSES if name not in OTHERWISE | ERRORS]


@pytest.mark.parametrize("name", SHOWN)
def test_a_result_says_on_one_short_line_what_it_is(name: str) -> None:
    shown = repr(_largest(CLASSES[name]))
    assert name in shown
    assert len(shown) < LONGEST
    assert "\n" not in shown
    assert "300 findings" in shown or "findings" not in _field_names(CLASSES[name])


def test_a_round_and_a_tender_say_so_too() -> None:
    tender = tiny.tender()
    found = aanbesteding.Round(FOLDER, tender, tiny.bids(), Marks(()), (), {}, MANY)
    for one in (found, tender):
        assert len(repr(one)) < LONGEST
        assert tender.id in repr(one)
    assert tender.title in found._repr_html_()


def test_a_notebook_shows_a_piece_of_a_page_and_never_megabytes() -> None:
    result = aanbesteding.Result(FOLDER, MANY)
    shown = result._repr_html_()
    assert 1_000 < len(shown) < 100_000
    assert "270" in shown  # the findings it does not show


ONLY_NAMES = """
import sys
from aanbesteding import *
print(sorted({"highspy", "pulp", "cbcbox"} & set(sys.modules)))
print(Result.__name__, award.__name__)
"""


@pytest.mark.programs("python", "python3", Path(sys.executable).name)
def test_all_names_at_once_load_no_solver() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ONLY_NAMES], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["[]", "Result award"], done.stderr
