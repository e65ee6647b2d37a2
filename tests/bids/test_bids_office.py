"""A form that was opened and saved by a real office suite reads the same."""

import shutil
import subprocess
from pathlib import Path

import pytest

from aanbesteding.bids.form import bid_form
from aanbesteding.workbook.read import read_form
from tests.small_round import filled, tender, values

OFFICE = shutil.which("soffice")


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_form_saved_by_libreoffice_gives_the_same_bid(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "K01.xlsx").write_bytes(filled())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "xlsx", "--outdir",
               str(tmp_path / "out"), str(tmp_path / "in" / "K01.xlsx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    form = bid_form(tender(), "nl")
    reading = read_form(tmp_path / "out" / "K01.xlsx", form, form.slots, "bids/K01.xlsx")
    assert reading.findings == ()
    assert dict(reading.values) == values()
