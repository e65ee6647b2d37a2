"""Every kind of hostile workbook is refused, told at its exact place, or read rightly.

The other readers stand here too, so that each kind is read once for all of these tests.
"""

from collections import Counter
from functools import cache

import pytest

from aanbesteding.basis.texts import LANGUAGES, finding_text
from tests.assurance.readers_agree import compare
from tests.hostile.child import Seen, in_a_child
from tests.hostile.codes import CODES
from tests.hostile.every import KINDS
from tests.hostile.form import LABEL, form, read, real, values
from tests.hostile.kinds import Kind, Want, fault, noticed, refused, told

BY_ID = {kind.id: kind for kind in KINDS}
LIGHT = [pytest.param(kind, id=kind.id) for kind in KINDS if not kind.heavy]
HEAVY = [kind.id for kind in KINDS if kind.heavy]
MOST_MEMORY = 200
FIRST = 5_000_000  # of the mutants; others than those of the tests of mutants


@cache
def made(name: str) -> bytes:
    return BY_ID[name].make()


@pytest.fixture(scope="module")
def seen() -> dict[str, Seen]:
    return in_a_child(HEAVY)


def test_the_form_itself_is_read_without_a_word() -> None:
    reading = read(real())
    assert (reading.findings, dict(reading.values)) == ((), values())


def test_each_kind_has_its_own_name_and_there_are_more_than_150() -> None:
    assert [name for name, count in Counter(kind.id for kind in KINDS).items() if count > 1] == []
    assert len(KINDS) > 150


def test_a_kind_is_the_same_file_every_time_and_a_small_one() -> None:
    for kind in KINDS:
        if not kind.heavy:
            content = made(kind.id)
            assert content == kind.make(), kind.id
            assert len(content) < 64_000, kind.id


@pytest.mark.parametrize("kind", LIGHT)
def test_a_kind_fares_as_it_must(kind: Kind) -> None:
    reading = read(made(kind.id))
    assert fault(kind.want, reading) == ""
    if kind.id in CODES:
        assert CODES[kind.id] in {finding.code for finding in reading.findings}


def test_every_code_belongs_to_a_kind_there_is() -> None:
    assert set(CODES) - {kind.id for kind in KINDS} == set()


@pytest.mark.parametrize("kind", LIGHT)
def test_what_is_told_of_a_kind_can_be_said_and_names_the_file(kind: Kind) -> None:
    for finding in read(made(kind.id)).findings:
        assert finding.place is not None
        assert finding.place.file == LABEL
        assert all(finding_text(finding, lang).startswith(finding.code) for lang in LANGUAGES)


@pytest.mark.programs("python")
@pytest.mark.parametrize("name", HEAVY)
def test_a_kind_that_asks_for_much_is_read_in_little_memory(
    name: str, seen: dict[str, Seen]
) -> None:
    assert seen[name].fault == ""
    assert seen[name].megabytes < MOST_MEMORY
    if name in CODES:
        assert CODES[name] in seen[name].codes


@pytest.mark.parametrize(
    "want", [refused(), told("Prijzen", "B7"), noticed("Prijzen", "B7"), Want("read", changed={
        "bidder.name": "een andere naam"})],
)  # fmt: skip
def test_what_must_become_of_a_file_is_not_met_by_the_form_itself(want: Want) -> None:
    assert fault(want, read(real())) != ""


@pytest.mark.programs("python")
def test_openpyxl_and_calamine_read_what_was_accepted_as_we_do() -> None:
    done = compare(FIRST, 300, office=False)
    assert done.differing == 0
    assert done.counts["calamine cells"] >= 100 * len(form().slots)
