"""The panel's figures in the record, and the words the page and the workbook share for them."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from aanbesteding.assessment.panel_agreement import LEAST_BIDS
from aanbesteding.assessment.panel_findings import LOW_ALPHA
from aanbesteding.basis.exact import bare, rounded
from aanbesteding.report.source import Record, Source

FIGURES = ("kendall_w", "alpha_ordinal", "alpha_interval", "icc_single", "icc_mean")
_NAMED = 3


def panel_lots(source: Source) -> Sequence[Record]:
    """Return the panel's figures per lot; nothing where the record has none."""
    panel = source.record.get("advice", {}).get("panel") or {}
    found: Sequence[Record] = panel.get("lots", ())
    return found


def said(source: Source, key: str, **values: object) -> str:
    """Return a text of this section."""
    return source.t(f"report.panel_trail.{key}", **values)


def caption(source: Source, table: str, lot: Record) -> str:
    """Return the caption of a table, with its lot."""
    return said(source, f"{table}.caption", lot=source.name("lot", lot["lot"]))


def judged(source: Source, one: Record) -> str:
    """Return on how much a criterion's figures rest, and why some of them lack."""
    told = [said(source, "judged", assessors=one["assessors"], bids=one["bids"])]
    if one["complete"] < one["bids"]:
        told.append(said(source, "complete", complete=one["complete"]))
    if one["silent"]:
        told.append(said(source, one["silent"]))
    elif one["complete"] < LEAST_BIDS:
        told.append(said(source, "few_complete"))
    return "; ".join(told)


def widest(source: Source, spread: Record) -> str:
    """Return the bids with the largest difference, or how many when they are more than three."""
    bidders = spread["bidders"]
    if len(bidders) > _NAMED:
        return said(source, "bids", count=len(bidders))
    return source.listed(bidders)


def is_low(one: Record, figure: str) -> bool:
    """Whether a figure is the alpha that is warned about, and below its limit."""
    value = one[figure]
    return figure == "alpha_interval" and value is not None and Decimal(value) < LOW_ALPHA


def several_scales(source: Source) -> bool:
    """Whether the criteria are marked on more than one scale."""
    return len({c.scale for c in source.tender.criteria if c.scale}) > 1


def assessor_name(source: Source, identifier: str) -> str:
    """Return the assessor's name, or the identifier when nobody named them."""
    names = {assessor.id: assessor.name for assessor in source.tender.assessors}
    return names.get(identifier, identifier)


def stands_out(source: Source, one: Record) -> str:
    """Return in a word whether an assessor deviates."""
    return said(source, f"deviation.{'yes' if one['deviates'] else 'no'}")


def assessors_of(lots: Sequence[Record]) -> list[str]:
    """Return who gave marks of their own for these lots."""
    return sorted({who for lot in lots for move in lot["trail"] for who in move["individual"]})


def place(source: Source, move: Record) -> str:
    """Return whether the mark that counts lies within the individual marks; a dash for one."""
    if move["counts"] is None or len(move["individual"]) < 2:
        return "–"
    return said(source, f"trail.{'outside' if move['outside'] else 'inside'}")


def as_mark(source: Source, value: str) -> str:
    """Return a mark with the decimals it has, at most two."""
    return source.number(bare(rounded(Fraction(value), 2)))


def signed(source: Source, value: str) -> str:
    """Return a difference with its sign and two decimals."""
    shown = source.number(value, 2)
    return f"+{shown}" if Fraction(value) > 0 else shown
