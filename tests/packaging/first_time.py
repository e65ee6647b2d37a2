"""Does what the officer's first-time page says: its commands, and its tables filled in as in Excel.

Run by the Python of an empty environment in an empty folder: ``python first_time.py PAGE``. The
lines that install are left to whoever runs this.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

PART = re.compile(
    r"^```(?P<fence>\w+)\n(?P<inside>.*?)^```|^(?P<table>(?:\|[^\n]*\n)+)", re.DOTALL | re.MULTILINE
)
FILE = re.compile(r"`([^`\s]+\.xlsx)`")
Type = Callable[[str], str]


@dataclass(frozen=True)
class Part:
    """One thing to do on the page: what kind it is, its text, and the workbook that is open."""

    kind: str
    text: str
    opened: str


def parts(page: str) -> Iterator[Part]:
    """Yield the blocks and the tables of cells of a page in their order."""
    for found in PART.finditer(page):
        before = FILE.findall(page[: found.start()])
        if found["fence"]:
            yield Part(found["fence"], found["inside"], "")
        elif found["table"].startswith("| blad |"):
            yield Part("table", found["table"], before[-1])


def commands(part: Part) -> list[list[str]]:
    """Return the words after `aanbesteding` of every command in a block."""
    lines = [shlex.split(line) for line in part.text.splitlines()]
    return [words[1:] for words in lines if words and words[0] == "aanbesteding"]


def fill_in(part: Part) -> None:
    """Type what the table says in the workbook that is open, and save it under each name."""
    head, _, *rows = (
        [cell.strip() for cell in line.strip("| \n").split("|")] for line in part.text.splitlines()
    )
    for at, title in enumerate(head[3:], 3):
        book = openpyxl.load_workbook(part.opened)
        for row in rows:
            _type(book[row[0]], row[1], row[2], row[at])
        named = FILE.search(title)
        book.save(named[1] if named else part.opened)


def _type(sheet: Worksheet, at: str, what: str, text: str) -> None:
    """Type a text in a cell, where Excel makes a number of it unless the cell is for text."""
    cell = sheet[at]
    around = [sheet.cell(cell.row, column).value for column in (1, 2, 3)]
    around += [sheet.cell(row, cell.column).value for row in (3, 4)]
    shown = "\n".join(str(value) for value in around if value is not None)
    if not all(piece in shown for piece in what.split("; ")):
        raise AssertionError(f"{sheet.title}!{at} is not {what}: {shown}")
    number = re.fullmatch(r"\d+", text) and cell.number_format != "@"
    cell.value = int(text) if number else text


def walk(page: str, run: Type) -> int:
    """Do all of it; return how many pieces of shown output were really printed, in their place."""
    printed, shown = "", 0
    for part in parts(page):
        if part.kind == "table":
            fill_in(part)
        elif part.kind == "text":
            lacking = [line for line in part.text.splitlines() if line not in printed]
            if lacking:
                raise AssertionError(f"not printed: {lacking}\n{printed}")
            shown += 1
        elif commands(part):
            printed = "".join(run(shlex.join(words)) for words in commands(part))
            printed = printed.replace("\N{NO-BREAK SPACE}", " ")
    return shown


def _typed(words: str) -> str:
    print(f"aanbesteding {words}", flush=True)
    done = subprocess.run(
        ["aanbesteding", *shlex.split(words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


if __name__ == "__main__":
    print(walk(Path(sys.argv[1]).read_text("utf-8"), _typed), "outputs as the page shows them")
