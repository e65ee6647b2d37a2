"""Reads hostile files in a process of its own, which may die without taking the tests along.

The parent makes the bytes, so that memory and time are those of reading alone.
"""

import faulthandler
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
MEMORY = 2**30
PATIENCE = 60


class Seen(NamedTuple):
    """How a kind fared: what is wrong (empty when nothing), the codes told, seconds and MB."""

    fault: str
    codes: tuple[str, ...]
    seconds: float
    megabytes: float


def in_a_child(kinds: Iterable[str]) -> dict[str, Seen]:
    """How each kind fared; a kind that ended or hung the child says so, the next get a new one."""
    from tests.hostile.every import kind

    seen: dict[str, Seen] = {}
    child = _start()
    for name in kinds:
        seen[name] = _ask(child, name, kind(name).make())
        if child.poll() is not None or seen[name].fault.startswith("the process"):
            child.kill()
            child.wait()
            child = _start()
    child.communicate()
    return seen


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.hostile.child"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _ask(child: "subprocess.Popen[bytes]", name: str, content: bytes) -> Seen:
    if child.stdin is None or child.stdout is None:
        raise ValueError("no pipes")
    child.stdin.write(f"{name} {len(content)}\n".encode() + content)
    child.stdin.flush()
    answer = child.stdout.readline()
    if not answer:
        return Seen(f"the process ended with {child.wait()}", (), 0, 0)
    fault, codes, seconds, megabytes = json.loads(answer)
    return Seen(fault, tuple(codes), seconds, megabytes)


def main() -> None:
    """Read the files that come in, and say of each how it fared."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from tests.hostile.every import kind
    from tests.hostile.form import read, real
    from tests.hostile.kinds import fault
    from tests.hostile.memory import highest

    read(real())
    while line := sys.stdin.buffer.readline():
        name, length = line.split()
        content = sys.stdin.buffer.read(int(length))
        faulthandler.dump_traceback_later(PATIENCE, exit=True)
        start = time.monotonic()
        try:
            reading = read(content)
            wrong, codes = (
                fault(kind(name.decode()).want, reading),
                [f.code for f in reading.findings],
            )
        except Exception as error:  # whatever comes out uncaught is what we look for
            wrong, codes = f"uncaught {type(error).__name__}: {error}", []
        seconds = time.monotonic() - start
        faulthandler.cancel_dump_traceback_later()
        print(json.dumps([wrong, codes, seconds, highest()]), flush=True)


if __name__ == "__main__":
    main()
