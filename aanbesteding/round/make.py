"""Making a round: a folder with a tender, forms to send out, and examples filled in."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from aanbesteding.assessment.asked import asked_of, who_fill_in
from aanbesteding.assessment.form import assessor_form, assessor_form_for, lots_judged
from aanbesteding.assessment.judges import judges_of
from aanbesteding.assessment.marks import EVERY_LOT
from aanbesteding.assessment.pseudonyms import FILE as PSEUDONYMS
from aanbesteding.basis.errors import ExistsError, FindingsError, UnreadableError
from aanbesteding.basis.files import write_all, write_whole
from aanbesteding.basis.findings import Finding, blocking
from aanbesteding.basis.places import Path as SlotPath
from aanbesteding.basis.shipped import shipped
from aanbesteding.bids.accept import reading_from_values
from aanbesteding.bids.bid import Bids
from aanbesteding.bids.form import bid_form
from aanbesteding.bids.sources import read_bids
from aanbesteding.round.anonymous import give_pseudonyms
from aanbesteding.round.faults import put_faults
from aanbesteding.round.lock import locked
from aanbesteding.round.read import read_tender
from aanbesteding.round.result import Result
from aanbesteding.round.unchanged import still_sealed
from aanbesteding.tender.load import load
from aanbesteding.tender.save import save_toml
from aanbesteding.tender.sheet import save_workbook
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.slots import Form, Value
from aanbesteding.workbook.write import form_bytes, write_form

START = "start"


def examples() -> tuple[str, ...]:
    """Return the names of the shipped examples, each a round that `new` can begin with.

    >>> examples()[:2]
    ('aazw-2018', 'amersfoort-2024')
    """
    return tuple(sorted(p.parent.name for p in shipped("examples").glob("*/tender.toml")))


def new(folder: Path | str, example: str | None = None, *, workbook: bool = False) -> Path:
    """Return a fresh round folder; with an example, its bids and assessments are filled in.

    The tender is written as TOML and CSV tables, or as one workbook. Raises ExistsError when the
    folder holds something, UnreadableError when there is no such example.

    >>> folder = new("ronde", "een-perceel")
    >>> len(list((folder / "bids").glob("*.xlsx")))
    3
    """
    target, source = unused(folder), shipped("examples") / (example or START)
    if not (source / "tender.toml").is_file():
        raise UnreadableError(example or START)
    tender, findings = load(source)
    if tender is None:
        raise FindingsError(findings)
    make_places(target)
    if workbook:
        save_workbook(tender, target / "tender.xlsx", tender.language)
    else:
        save_toml(tender, target)
    if (source / "register.csv").is_file():
        write_whole(target / "register.csv", (source / "register.csv").read_bytes())
    fill_in(tender, source, target)
    return target


def unused(folder: Path | str) -> Path:
    """Return the folder of a round to be made; raises ExistsError when it holds something."""
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExistsError(str(target))
    return target


def make_places(home: Path) -> None:
    """Make the folders of a round in which bids and marks are put."""
    for place in ("bids", "assessments"):
        (home / place).mkdir(parents=True, exist_ok=True)


def fill_in(tender: Tender, source: Path, target: Path) -> None:
    """Fill in real forms in a round folder from the bids and marks an example keeps as text."""
    _fill_in_bids(tender, source, target)
    _fill_in_marks(tender, source, target)


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file, delimiter=";")


def _fill_in_bids(tender: Tender, source: Path, target: Path) -> None:
    form = bid_form(tender, tender.language)
    paths = {slot.name: slot.path for slot in form.slots}
    for row in _rows(source / "bids.csv"):
        texts = {paths[name]: text for name, text in row.items() if name in paths and text}
        reading = reading_from_values(texts, form, "bids.csv")
        if blocking(reading.findings):
            raise FindingsError(reading.findings)
        name = row["bidder.id"]
        write_form(form, target / "bids" / f"{name}.xlsx", dict(reading.values))
    put_faults(form, source, target / "bids")


def _fill_in_marks(tender: Tender, source: Path, target: Path) -> None:
    rows = list(_rows(source / "assessments.csv"))
    if not rows:
        return
    lots = _lots_judged(tender, rows, target)
    bids = _rows(source / "bids.csv")
    named = [(bid["bidder.id"], bid["bidder.name"]) for bid in bids if bid["bidder.id"] in lots]
    called: Mapping[str, str] | None = None
    if tender.panel.anonymous:
        found = read_bids(target, tender, prices=False)
        called = give_pseudonyms(target, tender, found, lots).called
    for assessor in sorted({row["assessor"] for row in rows}):
        asked = asked_of(tender, assessor, named, lots, called)
        form = assessor_form(tender, asked, tender.language)
        texts: dict[SlotPath, object] = {}
        for row in rows:
            if row["assessor"] == assessor:
                bidder = called[row["bidder"]] if called else row["bidder"]
                place = (row["lot"], bidder, row["criterion"])
                texts[*place, "mark"] = row["mark"]
                texts[*place, "reason"] = row["reason"]
        _write_filled(form, target / "assessments" / f"{assessor}.xlsx", texts)


def _lots_judged(
    tender: Tender, rows: Sequence[Mapping[str, str]], target: Path
) -> dict[str, list[str]]:
    """By bidder the lots marks were given for; one given once is for all lots that were bid for."""
    shared = judges_of(tender).shared
    found = read_bids(target, tender, prices=False) if shared else Bids(())
    lots: dict[str, set[str]] = {}
    for row in rows:
        mine = lots.setdefault(row["bidder"], set())
        if row["lot"] != EVERY_LOT:
            mine.add(row["lot"])
            continue
        bid_for = (lot.lot for lot in found.bid(row["bidder"]).lots)
        mine.update(lot for lot in bid_for if lot in shared.get(row["criterion"], ()))
    return {bidder: sorted(mine) for bidder, mine in lots.items()}


def _write_filled(form: Form, path: Path, texts: Mapping[SlotPath, object]) -> None:
    reading = reading_from_values(texts, form, path.name)
    if blocking(reading.findings):
        raise FindingsError(reading.findings)
    values: dict[SlotPath, Value] = dict(reading.values)
    write_form(form, path, values)


def forms(folder: Path | str, *, lang: str | None = None) -> Result:
    """Return the forms written to ``forms/``: the bid form, and the assessors' once there are bids.

    They are the files of the result; its record names for which assessors there is one. In an
    anonymous round ``anonymous.csv`` is written too, beside the tender. The findings say what
    stands in the way; nothing is written while the tender cannot be read. Raises as `award` does.

    >>> made = forms(new("oefening", "een-perceel"))
    >>> made.files[0].name, made.record["assessors"]
    ('bid-form.xlsx', ['A1', 'A2', 'consensus'])
    """
    with locked(folder):
        return _forms(Path(folder), lang)


def _forms(home: Path, lang: str | None) -> Result:
    tender, findings = read_tender(home)
    if tender is None or blocking(findings):
        return Result(home, findings, lang=lang or "nl")
    language = lang or tender.language
    made = {"bid-form.xlsx": form_bytes(bid_form(tender, language))}
    judging, called, wrong = _assessor_forms(home, tender, language)
    made |= {f"assessor-{name}.xlsx": form_bytes(form) for name, form in judging.items()}
    written = write_all({home / "forms" / name: content for name, content in made.items()})
    files = (*written, home / PSEUDONYMS) if called else written
    record = {"kind": "forms", "assessors": list(judging)}
    return Result(home, (*findings, *wrong), record, files=files, lang=language)


def _assessor_forms(
    home: Path, tender: Tender, lang: str
) -> tuple[dict[str, Form], Mapping[str, str] | None, tuple[Finding, ...]]:
    """By assessor the form, what it calls the bidders where it names nobody, and what is wrong.

    There is none before bids are there, or while these are sealed.
    """
    sealed = tuple(still_sealed(home))
    bids = read_bids(home, tender, prices=False)
    if sealed or not bids.bids or not tender.criteria:
        return {}, None, sealed
    called: Mapping[str, str] | None = None
    if tender.panel.anonymous:
        pseudonyms = give_pseudonyms(home, tender, bids, lots_judged(bids))
        if pseudonyms.findings:
            return {}, None, (*bids.findings, *pseudonyms.findings)
        called = pseudonyms.called
    every = {
        name: assessor_form_for(tender, bids, name, lang, called) for name in who_fill_in(tender)
    }
    return {name: form for name, form in every.items() if form.slots}, called, bids.findings
