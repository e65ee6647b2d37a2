"""Faulty bids of an example, kept as text in ``faults.toml``: what each sender did wrong."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from aanbesteding.basis.files import write_whole
from aanbesteding.workbook.slots import Form
from aanbesteding.workbook.spoil import Spoiling, spoiled

FILE = "faults.toml"


class _Fault(BaseModel):
    """One faulty file: a good bid with other cells, or a file with a content of its own.

    `slots` goes by the name of the field, `cells` by ``sheet!cell``; an empty text empties a cell.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    like: str = ""
    slots: Mapping[str, Any] = {}
    cells: Mapping[str, Any] = {}
    identity: Mapping[str, str] = {}
    without: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    parts: Mapping[str, str] = {}
    untouched: bool = False
    text: str = ""
    hex: str = ""


def put_faults(form: Form, source: Path, bids: Path) -> tuple[Path, ...]:
    """Return the faulty files written beside the good bids; none when the example has no faults."""
    path = source / FILE
    if not path.is_file():
        return ()
    read = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    faults = [_Fault.model_validate(one) for one in read["faults"]]
    return tuple(write_whole(bids / fault.file, _content(fault, form, bids)) for fault in faults)


def _content(fault: _Fault, form: Form, bids: Path) -> bytes:
    if not fault.like:
        return bytes.fromhex(fault.hex) or fault.text.encode()
    good = (bids / f"{fault.like}.xlsx").read_bytes()
    return good if fault.untouched else spoiled(good, _spoiling(fault, form))


def _spoiling(fault: _Fault, form: Form) -> Spoiling:
    at = {slot.name: (slot.sheet, slot.cell) for slot in form.slots}
    cells = {at[name]: _typed(value) for name, value in fault.slots.items()}
    for name, value in fault.cells.items():
        sheet, _, cell = name.rpartition("!")
        cells[sheet, cell] = _typed(value)
    return Spoiling(cells, fault.identity, fault.without, fault.extra, fault.hidden, fault.parts)


def _typed(value: Any) -> Any:
    """The value of a cell; a table says a text and how many times it is repeated."""
    if isinstance(value, dict):
        return str(value["text"]) * int(value["times"])
    return None if value == "" else value
