"""Every TOML file of a round that is beyond reading is a finding by the code of that file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from aanbesteding.basis.findings import Finding
from aanbesteding.exchange.old_mapping import read_mapping
from aanbesteding.report.house_style import house_style
from aanbesteding.report.letters.own import own_words
from aanbesteding.round.draws import read_draws
from aanbesteding.round.read import read_tender
from aanbesteding.verification.draws import check_draws
from tests.verification.test_ended_again import tiny_again

BEYOND = {
    "deep": b"a = " + b"[" * 3000 + b"]" * 3000,
    "digits": b"a = " + b"9" * 5000,
    "exponent": b"a = 1e99999999999999999999",
    "bytes": b"\xff",
    "half": b"a = ",
}


def in_file(folder: Path, name: str, content: bytes) -> Path:
    """The folder, with that file in it."""
    (folder / name).write_bytes(content)
    return folder


def verified(folder: Path, content: bytes) -> tuple[Finding, ...]:
    """What a verifier objects to in the draws of a folder."""
    stated, recount = tiny_again({}, {"A": 8})
    return check_draws(in_file(folder, "draws.toml", content), stated, recount).findings


READERS: dict[str, Callable[[Path, bytes], tuple[Finding, ...]]] = {
    "R101": lambda folder, content: read_draws(in_file(folder, "draws.toml", content))[1],
    "R340": lambda _, content: own_words(content, (), ())[1],
    "R390": lambda _, content: house_style(content, lambda _: (b"", ()))[1],
    "T002": lambda folder, content: read_tender(in_file(folder, "tender.toml", content))[1],
    "T500": lambda _, content: read_mapping(content, "old.toml")[1],
    "V507": verified,
}


@pytest.mark.parametrize("code", READERS)
@pytest.mark.parametrize("content", BEYOND.values(), ids=BEYOND)
def test_it_is_told_and_stops_nothing(code: str, content: bytes, tmp_path: Path) -> None:
    (found,) = READERS[code](tmp_path, content)
    assert found.code == ("T001" if (code, content) == ("T002", b"\xff") else code)
    assert found.blocks
