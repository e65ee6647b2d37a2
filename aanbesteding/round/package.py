"""The package of an award for everyone, and single places of the record shown later."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.dossier.editions.opening import NoPlaceError
from aanbesteding.dossier.editions.package import opened_of, package_of
from aanbesteding.report.editions import edition_book, edition_page
from aanbesteding.round.editions import DAMAGED, damaged, decided_award
from aanbesteding.round.lock import locked
from aanbesteding.round.package_files import FOLDER, OPENED, PACKAGE, package_root, secret_of
from aanbesteding.round.result import Result, in_language
from aanbesteding.round.unchanged import RECORD
from aanbesteding.workbook.ods import ods_bytes
from aanbesteding.workbook.write import book_bytes

_NAMED = 16


@in_language
def package(folder: Path | str, *, lang: str = "nl") -> Result:
    """Return the package of the award in a folder, after writing it to ``editions/package``.

    It holds the public edition, and a proof that everything in it stands in the record that was
    decided on; `record_hash` of the result is its root, to be published. The secret behind it is
    made once and stays in the folder as ``package.secret``. Nothing is written for a record that
    has no editions. Raises BusyError while another run is busy, UnwritableError when a file cannot
    be written.
    """
    home = Path(folder)
    with locked(home):
        record, record_hash, wrong = decided_award(home)
        secret, unusable = (b"", ()) if wrong else secret_of(home)
        if wrong or unusable:
            return Result(home, wrong or unusable)
        try:
            made = package_of(record, record_hash, secret)
            files = {home / FOLDER / name: one for name, one in package_files(made, lang).items()}
        except DAMAGED as error:
            return Result(home, (damaged(error),))
        return Result(home, (), made, made["root"], write_all(files))


def package_files(made: dict[str, Any], lang: str) -> dict[str, bytes]:
    """Return the files of a package by name: itself, and page and workbooks of its edition."""
    edition = made["edition"]
    book = edition_book(edition, lang)
    return {
        Path(PACKAGE).name: canonical(made),
        "public.html": edition_page(edition, lang).encode(),
        "public.xlsx": book_bytes(book),
        "public.ods": ods_bytes(book, lang),
    }


def reveal(folder: Path | str, pointers: Sequence[str]) -> Result:
    """Return places of the record with their proof, after writing them to ``editions/opened``.

    A pointer is that of a place in ``award.json``, such as ``/scores/3/total`` or
    ``/bids/K03/lots``; all below it is shown. They fit the package that was made. Raises as
    `package`.
    """
    home = Path(folder)
    with locked(home):
        record, record_hash, wrong = decided_award(home)
        root, about = package_root(home)
        if not wrong and (not root or about != record_hash):
            wrong = (Finding("R402", Weight.REPAIRABLE, Line(PACKAGE)),)
        secret, unusable = (b"", ()) if wrong else secret_of(home)
        if wrong or unusable:
            return Result(home, wrong or unusable)
        try:
            made = opened_of(record, record_hash, secret, pointers)
        except NoPlaceError as error:
            values = {"pointer": str(error.args[0])}
            return Result(home, (Finding("R403", Weight.REPAIRABLE, Line(RECORD), values),))
        except DAMAGED as error:
            return Result(home, (damaged(error),))
        if made["root"] != root:
            return Result(home, (Finding("R404", Weight.REPAIRABLE, Line(PACKAGE)),))
        name = fingerprint(canonical(made["pointers"]))[:_NAMED]
        path = home / OPENED / f"opened-{name}.json"
        return Result(home, (), made, root, write_all({path: canonical(made)}))
