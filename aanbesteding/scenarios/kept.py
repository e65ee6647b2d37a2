"""Results kept while they come in, so that a run that was interrupted goes on where it was."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from aanbesteding import __version__
from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.basis.errors import AanbestedingError
from aanbesteding.basis.files import write_whole, writing
from aanbesteding.scenarios.problem import Problem
from aanbesteding.scenarios.shift import Future
from aanbesteding.scenarios.trial import FAILED, Trial, from_record

Results = Iterable[tuple[str, Trial]]


class NotKeptError(AanbestedingError):
    """A file holds something else than results, and stays as it is."""


def read_kept(path: Path) -> Mapping[str, Trial]:
    """Return the results in a file by key; nothing when it does not exist.

    A last line without its end was being written when a run stopped, and counts as not there.
    What failed is left out, so that it is tried again. Raises NotKeptError for any other line.
    """
    if not path.exists():
        return {}
    found: dict[str, Trial] = {}
    for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], start=1):
        try:
            held = read_json(line)
            key, trial = str(held["key"]), from_record(held["trial"])
        except (ValueError, KeyError, TypeError) as error:
            raise NotKeptError(f"{path}: {number}") from error
        if trial.outcome != FAILED:
            found[key] = trial
    return found


def keep(path: Path, results: Results) -> None:
    """Add results at the end of the file, on the disk before this returns.

    Raises UnwritableError when it cannot be written; what was kept before can still be read.
    """
    with writing(path), path.open("ab") as file:
        file.write(_lines(results))
        file.flush()
        os.fsync(file.fileno())


def write_kept(path: Path, results: Results) -> None:
    """Write a file of exactly these results, in their order."""
    write_whole(path, _lines(results))


def _lines(results: Results) -> bytes:
    return b"".join(canonical({"key": key, "trial": trial}) + b"\n" for key, trial in results)


def problem_hash(problem: Problem) -> str:
    """Return what tells one problem from another, whichever process or day it was made in.

    The version of the package is part of it: another version may award otherwise.
    """
    return fingerprint(canonical([__version__, _spelled(problem)]))


def key_of(problem: str, future: Future) -> str:
    """Return the key of a result: one hash of problem and future."""
    return fingerprint(canonical([problem, _spelled(future)]))


def _spelled(value: Any) -> Any:
    """The value without mappings by other keys than text, which a record cannot hold."""
    if isinstance(value, BaseModel):
        return [type(value).__name__, value]
    if isinstance(value, Mapping):
        return [[_spelled(key), _spelled(one)] for key, one in value.items()]
    if isinstance(value, frozenset):
        return sorted((_spelled(one) for one in value), key=canonical)
    if isinstance(value, tuple):
        return [_spelled(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return [_spelled(getattr(value, one.name)) for one in fields(value)]
    return value
