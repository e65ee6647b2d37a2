"""Every figure of docs/assurance.md, by the command that stands there.

``python -m tests.assurance.nightly [PART] [NAME=VALUE ...]`` runs them one after the other, each
count divided by PART (1 is in full, and takes days). What is in capitals on the page is given as
``A=python3.11 B=python3.13 "ROOM=rules --sample 100"``; a command that lacks one is named and not
run. It goes on after a failure, and ends with 1 if there was one. Commands of other programs than
Python are left to `.ci/run`.
"""

import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[2]
PAGE = TOP / "docs" / "assurance.md"
PROGRAMS = {"python": (sys.executable,), "pytest": (sys.executable, "-m", "pytest", "-q")}
ROW = re.compile(r"^\| (?P<figure>[^|]+) \| `(?P<command>[^`]+)`", re.MULTILINE)
CAPITALS = re.compile(r"(?<![\w=])[A-Z]+\b(?!=)")


class Command(NamedTuple):
    """A command of the page: what it is for, its words, what is set around it and what it lacks."""

    figure: str
    words: tuple[str, ...]
    around: Mapping[str, str]
    lacks: tuple[str, ...]


def commands(page: str, part: int = 1, given: Mapping[str, str] | None = None) -> Iterator[Command]:
    """Yield the commands in the first table of the page, their counts divided by `part`."""
    known = given or {}
    for row in ROW.finditer(page.partition("## What they found")[0]):
        less = re.sub(r"\b[0-9]+$", lambda m: str(max(1, int(m[0]) // part)), row["command"])
        words = shlex.split(CAPITALS.sub(lambda m: known.get(m[0], m[0]), less))
        around = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
        lacks = tuple(n for n in CAPITALS.findall(row["command"]) if n not in known)
        program, *rest = words[len(around) :]
        if program in PROGRAMS:
            yield Command(row["figure"], (program, *rest), around, lacks)


def run(command: Command) -> int:
    """Return how a command ended, in this Python and from the top of the checkout."""
    program, *rest = command.words
    words, around = [*PROGRAMS[program], *rest], os.environ | command.around
    return subprocess.run(words, cwd=TOP, env=around, check=False).returncode


def main(arguments: Sequence[str]) -> int:
    """Run every command and tell how each ended."""
    part = next((int(word) for word in arguments if word.isdigit()), 1)
    given = dict(word.split("=", 1) for word in arguments if "=" in word)
    ended, failed = [], 0
    for command in commands(PAGE.read_text("utf-8"), part, given):
        line = shlex.join(command.words)
        print(f"\n== {command.figure}\n{line}", flush=True)
        if command.lacks:
            ended.append(f"not run, {', '.join(command.lacks)} not given  {line}")
            continue
        began = time.monotonic()
        code = run(command)
        failed += code != 0
        ended.append(f"{time.monotonic() - began:6.0f}s  {'FAILED' if code else 'passed'}  {line}")
    print("\n== how each ended", *ended, f"{len(ended)} commands, {failed} failed", sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
