"""The page of the Python API: every public name, as the code itself states it."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import aanbesteding
from aanbesteding.cli.main import COMMANDS as ALL_COMMANDS
from docs.api_shapes import fields_of, first_words, records_inside, signature, words

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Define": (
        "Make a round folder, read it, write the tender and its forms, freeze the rules.",
        ("new", "examples", "load", "save_toml", "schema", "read_round", "status", "finding_text",
         "forms", "freeze"),
    ),
    "Receive": (
        "Note what came in before anyone reads it, and keep it sealed.",
        ("receive", "seal_keys", "seal"),
    ),
    "Open": ("The bids are opened by two people.", ("unseal", "open_bids")),
    "Judge": (
        "Quality first; of a tender in two envelopes the prices after it.",
        ("panel", "freeze_quality", "open_prices"),
    ),
    "Decide": (
        "`award` is the one step for examples and drafts, `decide` the formal one.",
        ("award", "draw", "decide"),
    ),
    "Explain": (
        "Questions about an award; each has a record, page and workbook of its own.",
        ("explain", "alternatives", "compare", "why_infeasible", "rules_cost", "frontier"),
    ),
    "Try out beforehand": (
        "Advice before publication or decision; never an award.",
        ("lab", "market_scan", "compare_scenarios", "robust"),
    ),
    "Tell": (
        "What each reader may know, what is signed, and what proves itself.",
        ("send", "letters", "documents", "editions", "package", "reveal"),
    ),
    "Exchange": (
        "Open data and tables out of an award, and rounds out of what others made.",
        ("ocds", "tenderned", "tables", "rows", "TABLES", "from_ocds", "from_workbook",
         "bids_from", "compare_before"),
    ),
    "Afterwards": (
        "Check, correct, withdraw, finish.",
        ("verify", "verify_package", "recheck", "correct", "withdraw", "finalise"),
    ),
    "Types": (
        "What the functions take and return.",
        ("Result", "Round", "Loaded", "Noted", "Status", "Vaulted", "Verification", "MarketScan",
         "BeforeCompared", "Effort", "Progress", "Finding", "Tender"),
    ),
    "Errors": (
        "All of them are an `AanbestedingError`; those with findings say in these what to do.",
        ("AanbestedingError", "FindingsError", "UnreadableError", "UnwritableError", "BusyError",
         "ExistsError", "WorkersLostError"),
    ),
}  # fmt: skip
# Where the command is not simply the name with hyphens; empty: there is none.
COMMANDS = {
    "read_round": "check", "examples": "new --example", "open_bids": "open",
    "freeze_quality": "quality", "open_prices": "prices", "rows": "tables",
    "market_scan": "scan", "compare_scenarios": "scenarios",
    "load": "", "save_toml": "", "finding_text": "", "TABLES": "",
}  # fmt: skip
ELSEWHERE = {"Tender": "[the tender file](tender-file.md)"}
# What stands in them is of the tender file, or ours to change.
OPAQUE = ("Tender", "Round")
INTRODUCTION = """\
Every name of `aanbesteding.__all__`, by what one does with it. What is public and how it changes:
[what stays and what may change](api-policy.md). Paths are `str` or `pathlib.Path`, money and
points `Decimal` or `Fraction`, never `float`; `lang` is `"nl"` or `"en"`. A function that writes
says so; what is wrong with the input comes back as findings, and only what no officer can cause is
raised. Six scripts to begin with stand in `examples/scripts/`.

```python
import aanbesteding
```

An ellipsis as a default stands for a value that is not written here, such as a function that says
nothing.
"""


class NotGroupedError(Exception):
    """Raised when a public name stands in no group, or in several."""


def api_page(made: str) -> str:
    """Return the page: by group, every public name with signature, docstring and command."""
    named = [name for _, names in GROUPS.values() for name in names]
    if sorted(named) != sorted(aanbesteding.__all__):
        raise NotGroupedError(sorted(set(named) ^ set(aanbesteding.__all__)))
    lines = ["# The Python API", "", made, "", INTRODUCTION]
    for title, (about, names) in GROUPS.items():
        lines += [f"## {title}", "", about, ""]
        for name in names:
            lines += [f"### `{name}`", "", *_told(name), ""]
        if title == "Types":
            lines += _inside_these()
    lines += _without_function()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def command_of(name: str) -> str:
    """Return the command that does the same as a function; empty where there is none."""
    thing = getattr(aanbesteding, name)
    return COMMANDS.get(name, name.replace("_", "-") if inspect.isfunction(thing) else "")


def _told(name: str) -> Iterator[str]:
    thing = getattr(aanbesteding, name)
    if inspect.isfunction(thing):
        yield from ("```text", signature(thing), "```", "", words(thing))
    elif inspect.isclass(thing) and issubclass(thing, Exception):
        yield words(thing)
    elif inspect.isclass(thing):
        yield from _record(thing, ELSEWHERE.get(name, ""))
    else:
        yield "The names of all tables: " + ", ".join(f"`{one}`" for one in thing) + "."
    if command_of(name):
        yield from ("", f"Command: `aanbesteding {command_of(name)}`.")


def _record(record: type, elsewhere: str = "") -> Iterator[str]:
    """A type in words, with its fields, and what else can be asked of it."""
    yield from (words(record), "")
    if elsewhere:
        yield f"Its fields: {elsewhere}."
    else:
        yield from ("| field | kind |", "|---|---|")
        for name, kind in fields_of(record).items():
            shown = kind.replace("|", "\\|")
            yield f"| `{name}` | `{shown}` |"
    yield ""
    for name, thing in vars(record).items():
        if name == "_repr_html_":
            yield "- It shows itself in a notebook."
        elif not name.startswith("_"):
            yield from _asked(name, thing)


def _asked(name: str, thing: Any) -> Iterator[str]:
    """A property or method in a line; nothing for a field."""
    if isinstance(thing, property):
        yield f"- `{name}`: {first_words(thing.fget)}"
    elif inspect.isfunction(thing):
        yield f"- `{' '.join(signature(thing).split())}`: {first_words(thing)}"


def _inside_these() -> list[str]:
    """What stands in the types: their records, each with its fields."""
    lines = ["### Inside these", "", "Records that stand in fields of the types above.", ""]
    for record in inner_records():
        lines += [f"#### {record.__name__}", "", *_record(record), ""]
    return lines


def inner_records() -> list[type]:
    """Return the records in fields of the public types, each once, in the order in which met."""
    public = [getattr(aanbesteding, name) for name in aanbesteding.__all__]
    names = [name for name in GROUPS["Types"][1] if name not in OPAQUE]
    left: list[type] = [getattr(aanbesteding, name) for name in names]
    seen: list[type] = []
    while left:
        for inner in records_inside(left.pop(0)):
            if inner not in seen and inner not in public:
                seen.append(inner)
                left.append(inner)
    return seen


def _without_function() -> list[str]:
    """The commands that no function stands for."""
    done = {command_of(name).split(" ")[0] for name in aanbesteding.__all__}
    left = [str(one.name) for one in ALL_COMMANDS if one.name not in done]
    said = ", ".join(f"`aanbesteding {name}`" for name in left)
    return ["## Commands without a function", "", f"{said}.", ""]
