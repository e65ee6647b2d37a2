"""The award of a round folder for others: open data, a worksheet for the notice, tables."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.dossier.editions.internal import INTERNAL
from aanbesteding.dossier.editions.public import PUBLIC
from aanbesteding.exchange.notice_files import notice_files
from aanbesteding.exchange.package import edition_of, exchange_files
from aanbesteding.exchange.release import Terms
from aanbesteding.exchange.table_files import table_files
from aanbesteding.round.editions import DAMAGED, damaged, decided_award
from aanbesteding.round.journal import read_journal
from aanbesteding.round.lock import locked
from aanbesteding.round.result import Result, in_language
from aanbesteding.round.states import FINAL, stand_of

PLACE, OWN = "exchange", "exchange/internal"
_OCID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}", re.ASCII)
Made = tuple[Mapping[str, Any], Mapping[str, bytes]]


class _Award(NamedTuple):
    """A record of an award that others may have, and whether it is final by the journal."""

    record: Mapping[str, Any]
    record_hash: str
    final: bool


@in_language
def ocds(
    folder: Path | str,
    *,
    internal: bool = False,
    base: str = "",
    ocid: str = "",
    lang: str = "nl",
) -> Result:
    """Return the edition of the award that was written to ``exchange/`` as open data.

    ``release.json`` is OCDS 1.1, ``release-eforms.json`` its profile for eForms. They are made of
    what everybody may read; `internal` makes them of the whole record, in ``exchange/internal/``.
    `base` is the address at which the files will stand, `ocid` the number the process was
    published under before. Nothing is written for a record that is no award. Raises BusyError
    while another run is busy.
    """
    wrong = (*_wrong_base(base), *_wrong_ocid(ocid))
    if wrong:
        return Result(Path(folder), wrong)

    def make(award: _Award) -> Made:
        shown = edition_of(award.record, award.record_hash, INTERNAL if internal else PUBLIC)
        files = exchange_files(shown, Terms(lang, ocid, base, award.final))
        place = OWN if internal else PLACE
        return shown, {f"{place}/{name}": content for name, content in files.items()}

    notices = () if ocid else (Finding("R372", Weight.NOTICE),)
    return _written(Path(folder), make, notices)


@in_language
def tenderned(folder: Path | str, *, lang: str = "nl") -> Result:
    """Return the record of which the worksheet for the award notice was written.

    ``exchange/notice.xlsx`` and ``exchange/notice.json`` hold the same rows. Raises as `ocds` does.
    """

    def make(award: _Award) -> Made:
        shown = edition_of(award.record, award.record_hash, INTERNAL)
        files = notice_files(shown, lang)
        return shown, {f"{PLACE}/{name}": content for name, content in files.items()}

    return _written(Path(folder), make)


def tables(folder: Path | str, *, internal: bool = False, comma: bool = False) -> Result:
    """Return the edition of the award whose tables were written to ``exchange/tables/`` as CSV.

    They hold what everybody may read; `internal` writes every table in full to
    ``exchange/internal/tables/``. Fields are divided by a semicolon, as Excel in Dutch wants it, or
    by a comma. Raises as `ocds` does.
    """

    def make(award: _Award) -> Made:
        shown = edition_of(award.record, award.record_hash, INTERNAL if internal else PUBLIC)
        files = table_files(shown, "," if comma else ";")
        place = OWN if internal else PLACE
        return shown, {f"{place}/tables/{name}": content for name, content in files.items()}

    return _written(Path(folder), make)


def _written(
    home: Path, make: Callable[[_Award], Made], notices: tuple[Finding, ...] = ()
) -> Result:
    """What was made of the award, after writing it; or why there is nothing to make it of."""
    with locked(home):
        record, record_hash, wrong = decided_award(home)
        if wrong:
            return Result(home, wrong)
        final = stand_of(read_journal(home).entries).state == FINAL
        try:
            shown, files = make(_Award(record, record_hash, final))
        except DAMAGED as error:
            return Result(home, (damaged(error),))
        paths = write_all({home / name: content for name, content in files.items()})
        return Result(home, notices, shown, record_hash, paths)


def _wrong_base(base: str) -> Iterator[Finding]:
    if not base:
        return
    try:
        parts = urlsplit(base)
        good = parts.scheme == "https" and bool(parts.hostname) and base.endswith("/")
    except ValueError:
        good = False
    if not good or re.search(r"[\s<>\"{}|\\^`?#]", base) or not base.isascii():
        yield Finding("R370", Weight.REPAIRABLE, None, {"base": base})


def _wrong_ocid(ocid: str) -> Iterator[Finding]:
    if ocid and not _OCID.fullmatch(ocid):
        yield Finding("R371", Weight.REPAIRABLE, None, {"ocid": ocid})
