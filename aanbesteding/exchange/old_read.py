"""What an old workbook says: bids, marks with their reasons, and the old points, totals, ranks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, TypeVar
from unicodedata import normalize

from aanbesteding.basis.exact import bare, plain
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Place
from aanbesteding.exchange.old_file import (
    OldFile,
    OldTable,
    folded,
    left_unread,
    no_sheet,
    sheet_of,
    table_of,
)
from aanbesteding.exchange.old_mapping import Mapping, SheetMap
from aanbesteding.exchange.old_numbers import is_double, number_in
from aanbesteding.workbook.cached import Sheet, Value
from aanbesteding.workbook.check import shown

NO_NUMBER, DOUBLE, READ_AS, NO_BIDDER, SAME_ID, TWO_VALUES, NO_PART = (
    "T513", "T514", "T523", "T515", "T516", "T518", "T525",
)  # fmt: skip
TOTAL, RANK, POINTS = "total", "rank", "points"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,39}")
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9]+")


class Said(NamedTuple):
    """A text and where it stands."""

    text: str
    place: Place


MarkKey = tuple[str, str, str, str]
BeforeKey = tuple[str, str, str]
Key = TypeVar("Key", MarkKey, BeforeKey)


@dataclass
class OldRound:
    """All that was read: by bidder and field, by assessor, bidder, lot and criterion, and before.

    `derived` are fields of bids that count where no column says otherwise: name, lots, fixed ones.
    `before` is by bidder, lot and what: total, rank or ``points.`` and a criterion.
    """

    bids: dict[str, dict[str, Said]] = field(default_factory=dict)
    derived: dict[str, dict[str, Said]] = field(default_factory=dict)
    marks: dict[MarkKey, Said] = field(default_factory=dict)
    reasons: dict[MarkKey, Said] = field(default_factory=dict)
    before: dict[BeforeKey, Said] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def old_round(file: OldFile, mapping: Mapping) -> OldRound:
    """Return what the sheets of a mapping say, with everything that is wrong or left out."""
    found = OldRound()
    found.findings += file.findings
    told: set[str] = set()
    for wanted in mapping.sheets if file.sheets else ():
        sheet = sheet_of(file, wanted)
        if sheet is None:
            found.findings.append(no_sheet(file, wanted.sheet))
            continue
        if sheet.name not in told:
            found.findings += sheet.told
            told.add(sheet.name)
        table = table_of(file, sheet, wanted)
        found.findings += table.findings
        if wanted.columns.bidder in table.columns:
            _Reader(file, sheet, wanted, table, mapping, found).read()
    taken = {cell.rpartition("!")[0] for cell in mapping.cells.values()}
    found.findings += left_unread(file, mapping.sheets, taken)
    return found


@dataclass
class _Reader:
    """Reads one sheet into what was found."""

    file: OldFile
    sheet: Sheet
    wanted: SheetMap
    table: OldTable
    mapping: Mapping
    found: OldRound

    def read(self) -> None:
        for row in self.table.rows:
            name = self._said(row, self.wanted.columns.bidder)
            if name is None:
                self._left_out(row)
                continue
            bidder = self._bidder(name)
            lot = self._lot(row)
            self._bid(row, bidder, name, lot)
            if lot:
                self._judged(row, bidder, lot)
            elif self._needs_lot(row):
                place = self.file.place(self.sheet, (row, 1))
                self._tell(NO_PART, place, bidder=bidder, what="lot")

    def _tell(
        self, code: str, place: Place, weight: Weight = Weight.REPAIRABLE, **values: object
    ) -> None:
        self.found.findings.append(Finding(code, weight, place, values))

    def _at(self, row: int, column: str) -> tuple[Value, Place] | None:
        at = (row, self.table.columns.get(column, 0))
        value = self.sheet.cells.get(at)
        return None if value is None else (value, self.file.place(self.sheet, at))

    def _said(self, row: int, column: str) -> Said | None:
        here = self._at(row, column)
        return None if here is None else Said(as_text(here[0]), here[1])

    def _number(self, row: int, column: str) -> Said | None:
        """A number of a cell, also one that is text where that can mean one thing."""
        here = self._at(row, column)
        if here is None:
            return None
        value, place = here
        if isinstance(value, Decimal):
            return Said(plain(bare(value)), place)
        text = as_text(value)
        number = number_in(text, self.mapping.decimal) if isinstance(value, str) else None
        if number is None:
            code = DOUBLE if isinstance(value, str) and is_double(text) else NO_NUMBER
            self._tell(code, place, column=column, found=shown(text))
            return None
        if self.sheet.name:
            self._tell(READ_AS, place, Weight.NOTICE, found=shown(text), number=number)
        return Said(plain(bare(number)), place)

    def _left_out(self, row: int) -> None:
        """A row without a bidder: a sum, a note or an empty line; what it holds is told."""
        for name, column in self.table.columns.items():
            value = self.sheet.cells.get((row, column))
            if value is not None:
                place = self.file.place(self.sheet, (row, column))
                found = shown(as_text(value))
                self._tell(NO_BIDDER, place, Weight.NOTICE, column=name, found=found)
                return

    def _bidder(self, name: Said) -> str:
        known = {folded(one): bidder for one, bidder in self.mapping.bidders.items()}
        bidder = known.get(folded(name.text)) or identifier(name.text)
        other = self.found.names.setdefault(bidder, name.text)
        if folded(other) != folded(name.text) and folded(other) not in known:
            self._tell(SAME_ID, name.place, bidder=bidder, found=shown(name.text), other=other)
        return bidder

    def _lot(self, row: int) -> str:
        if not self.wanted.columns.lot:
            return self.wanted.lot
        said = self._said(row, self.wanted.columns.lot)
        text = said.text if said else ""
        return {folded(one): lot for one, lot in self.mapping.lots.items()}.get(folded(text), text)

    def _needs_lot(self, row: int) -> bool:
        return any(
            (row, at) in self.sheet.cells
            for name, at in self.table.columns.items()
            if name not in (self.wanted.columns.bidder, *self.wanted.bid.values())
        )

    def _bid(self, row: int, bidder: str, name: Said, lot: str) -> None:
        self._put(bidder, "bidder.id", Said(bidder, name.place))
        fields = self.found.derived.setdefault(bidder, {"bidder.name": name})
        if lot:
            fields.setdefault(f"lots.{lot}.bids", Said("ja", name.place))
        for key, text in self.mapping.fixed.items():
            if lot or "{lot}" not in key:
                fields.setdefault(key.replace("{lot}", lot), Said(text, name.place))
        for kind, group in (("price", self.wanted.price), ("capacity", self.wanted.capacity)):
            for need, column in group.items():
                if lot and (said := self._number(row, column)):
                    self._put(bidder, f"lots.{lot}.{kind}.{need}", said)
        for key, column in self.wanted.bid.items():
            if (lot or "{lot}" not in key) and (said := self._said(row, column)):
                self._put(bidder, key.replace("{lot}", lot), said)

    def _put(self, bidder: str, key: str, said: Said) -> None:
        fields = self.found.bids.setdefault(bidder, {})
        self._same(fields.setdefault(key, said), said, bidder, key)

    def _same(self, old: Said, said: Said, bidder: str, key: str) -> None:
        if old.text != said.text:
            there = f"{shown(old.text)} ({old.place})"
            found = shown(said.text)
            self._tell(TWO_VALUES, said.place, bidder=bidder, field=key, found=found, other=there)

    def _judged(self, row: int, bidder: str, lot: str) -> None:
        columns = self.wanted.columns
        for what, column in ((TOTAL, columns.total), (RANK, columns.rank)):
            self._keep(self.found.before, (bidder, lot, what), self._number(row, column))
        assessor = self._said(row, columns.assessor) if columns.assessor else None
        judge = identifier(assessor.text) if assessor else self.wanted.assessor
        for criterion, mark, reason, points in self._criteria(row):
            key = (judge, bidder, lot, criterion)
            self._keep(self.found.marks, key, self._number(row, mark))
            self._keep(self.found.reasons, key, self._said(row, reason))
            before = (bidder, lot, f"{POINTS}.{criterion}")
            self._keep(self.found.before, before, self._number(row, points))

    def _criteria(self, row: int) -> Iterator[tuple[str, str, str, str]]:
        """By criterion the columns of its mark, reason and points."""
        one = self.wanted
        criterion = one.criterion
        if one.columns.criterion:
            said = self._said(row, one.columns.criterion)
            criterion = said.text if said else ""
            if said is None and any(self._at(row, name) for name in _judging(one)):
                place = self.file.place(self.sheet, (row, 1))
                bidder = as_text(self.sheet.cells[row, self.table.columns[one.columns.bidder]])
                self._tell(NO_PART, place, bidder=shown(bidder), what="criterion")
        if criterion:
            yield criterion, one.columns.mark, one.columns.reason, one.columns.points
        for name in dict.fromkeys((*one.marks, *one.reasons, *one.points)):
            every = (one.marks, one.reasons, one.points)
            mark, reason, points = (group.get(name, "") for group in every)
            yield name, mark, reason, points

    def _keep(self, kept: dict[Key, Said], key: Key, said: Said | None) -> None:
        if said is None:
            return
        old = kept.setdefault(key, said)
        self._same(old, said, key[-3], ".".join(key[-2:]))


def _judging(wanted: SheetMap) -> tuple[str, ...]:
    return (wanted.columns.mark, wanted.columns.reason, wanted.columns.points)


def identifier(name: str) -> str:
    """Return the identifier made of a name.

    >>> identifier("K01"), identifier("Zorg Ænéas (fictief)")
    ('K01', 'Zorg-neas-fictief')
    """
    if _ID.fullmatch(name):
        return name
    letters = normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return _NOT_IN_ID.sub("-", letters).strip("-")[:40].rstrip("-") or "inschrijver"


def as_text(value: Value) -> str:
    """Return a value as it stands in a CSV file."""
    match value:
        case bool():
            return "ja" if value else "nee"
        case Decimal():
            return plain(bare(value))
        case str():
            return value
    return value.isoformat()
