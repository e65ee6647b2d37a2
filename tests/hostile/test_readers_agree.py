"""What passes the gate is the same to readers that share nothing with it."""

import pytest

from aanbesteding.workbook.slots import Reading
from tests.assurance.readers_agree import compare
from tests.hostile.form import PRICE, read, real, values
from tests.hostile.other_readers import Calamine, by_calamine, by_openpyxl, differences

FIRST = 5_000_000


def test_a_value_that_another_reader_finds_otherwise_is_a_difference() -> None:
    others = dict(by_openpyxl(real()))
    assert differences(read(real()), others) == []
    (found,) = differences(read(real()), {**others, PRICE.name: 50})
    assert found.startswith(f"Prijzen!{PRICE.cell}")
    assert len(differences(Reading("leeg"), others)) == len(values())


def test_calamine_reads_the_form_as_we_do() -> None:
    assert differences(read(real()), by_calamine(real())) == []


@pytest.mark.programs("python")
def test_calamine_that_is_ended_by_a_file_is_started_again() -> None:
    calamine = Calamine()
    assert isinstance(calamine.read(b"geen werkmap"), str)
    found = calamine.read(real())
    calamine.close()
    assert not isinstance(found, str)
    assert differences(read(real()), found) == []


@pytest.mark.office
@pytest.mark.programs("python")
def test_libreoffice_reads_the_kinds_that_were_accepted_as_we_do() -> None:
    done = compare(FIRST, 0)
    assert done.differing == 0
    assert done.counts["LibreOffice files"] >= 30
