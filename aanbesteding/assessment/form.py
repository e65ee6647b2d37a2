"""The form of an assessor, or of the panel together: a mark and a reason per bid and criterion."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from aanbesteding.assessment.marks import CONSENSUS
from aanbesteding.basis.exact import plain
from aanbesteding.basis.texts import say
from aanbesteding.bids.bid import Bids
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.pages import Line, Page, layout, placed, printed, sheet_names
from aanbesteding.workbook.slots import Form, Slot

KIND = "assessment"


def assessor_form(
    tender: Tender,
    bidders: Sequence[tuple[str, str]],
    assessor: str,
    lang: str,
    bid_lots: Mapping[str, Sequence[str]] | None = None,
) -> Form:
    """Return the form of one assessor, or of the consensus: a sheet per lot with criteria.

    `bidders` are identifier and name of who takes part; `bid_lots` says for which lots each of
    them bids (without it: for all).
    """
    lots = tuple(lot for lot in tender.open_lots if tender.judged(lot.id))
    names = sheet_names(
        [_t("sheet.instructions", lang), *(_t("sheet.lot", lang, lot=lot.id) for lot in lots)]
    )
    taking_part = sorted(bidders)
    pages = [_instructions(tender, assessor, names[0], lang)]
    for lot, name in zip(lots, names[1:], strict=True):
        here = [b for b in taking_part if bid_lots is None or lot.id in bid_lots.get(b[0], ())]
        pages.append(_lot(tender, lot, here, name, lang))
    slots, fixed = placed(pages)
    about = {"assessor": assessor, "bidders": json.dumps(taking_part, ensure_ascii=False)}
    if bid_lots is not None:
        about["bid_lots"] = json.dumps({b: list(lots) for b, lots in sorted(bid_lots.items())})
    return Form(
        kind=KIND,
        tender=tender.id,
        version=tender.version,
        hash=tender.hash,
        lang=lang,
        sheets=tuple(page.name for page in pages),
        slots=slots,
        fixed=fixed,
        layouts=tuple(layout(page) for page in pages),
        about=about,
        title=f"{_t('title', lang)} – {tender.title}",
    )


def assessor_form_for(tender: Tender, bids: Bids, assessor: str, lang: str) -> Form:
    """Return the form for the bids of a round that the register has not put out."""
    lots = {
        bid.id: [lot.lot for lot in bid.lots if bids.out(bid.id, lot.lot) is None]
        for bid in bids.bids
    }
    bidders = [(bid.id, bid.name) for bid in bids.bids if lots[bid.id]]
    taking_part = {bidder: found for bidder, found in lots.items() if found}
    return assessor_form(tender, bidders, assessor, lang, taking_part)


def marks_of(tender: Tender, criterion: Criterion) -> tuple[Decimal, ...]:
    """Return the marks a panel may give for a criterion, lowest first."""
    return tuple(sorted({step.mark for step in tender.steps(criterion.scale)}))


def _t(key: str, lang: str, **values: Any) -> str:
    return say(f"assessment.form.{key}", lang, values)


def _instructions(tender: Tender, assessor: str, name: str, lang: str) -> Page:
    who = next((a.name for a in tender.assessors if a.id == assessor), assessor)
    if assessor == CONSENSUS:
        who = _t("consensus", lang)
    lines = [
        Line((printed(_t("title", lang), "title", 3),), 30),
        Line((printed(tender.title, "subtitle", 3),), 20),
        Line(),
        Line((printed(_t("assessor", lang)), printed(who, "label", 2))),
        Line((printed(_t("tender", lang)), printed(f"{tender.id} {tender.version}", "label", 2))),
        Line(),
        Line((printed(_t("how", lang), "section", 3),), 21),
    ]
    for step in ("sheets", "marks", "reasons", "prices", "leave"):
        said = (printed(_t(f"step.{step}.title", lang)), printed(_t(f"step.{step}.text", lang),
                                                                 "label", 2))  # fmt: skip
        lines.append(Line(said))
    for scale in dict.fromkeys(step.scale for step in tender.scales):
        lines += [Line(), *_scale(tender, scale, lang)]
    return Page(name, tuple(lines), (30, 24, 74))


def _scale(tender: Tender, scale: str, lang: str) -> list[Line]:
    heads = tuple(printed(_t(f"column.{key}", lang), "header") for key in ("mark", "word", "when"))
    lines = [Line((printed(_t("scale", lang, scale=scale), "section", 3),), 21), Line(heads)]
    for step in tender.steps(scale):
        mark = _t("mark", lang, mark=step.mark)
        lines.append(Line((printed(mark), printed(step.label), printed(step.meaning))))
    return lines


def _lot(
    tender: Tender, lot: Lot, bidders: Sequence[tuple[str, str]], name: str, lang: str
) -> Page:
    columns = ("bidder", "name", "criterion", "weight", "mark", "reason")
    title = _t("lot_title", lang, lot=lot.id, title=lot.title)
    lines = [
        Line((printed(title, "title", 6),), 30),
        Line((printed(tender.title, "subtitle", 6),), 20),
        Line(),
        Line(tuple(printed(_t(f"column.{key}", lang), "header") for key in columns)),
    ]
    lines += [
        _row(tender, lot, bidder, criterion, lang)
        for bidder in bidders
        for criterion in tender.judged(lot.id)
    ]
    return Page(name, tuple(lines), (12, 32, 34, 12, 10, 90), freeze=(4, 2), repeat=4)


def _row(
    tender: Tender, lot: Lot, bidder: tuple[str, str], criterion: Criterion, lang: str
) -> Line:
    about = {"lot": lot.id, "bidder": bidder[0], "criterion": criterion.title}
    path = (lot.id, bidder[0], criterion.id)
    allowed = tuple(plain(mark) for mark in marks_of(tender, criterion))
    mark = Slot(
        (*path, "mark"), "", "", "number", _t("label.mark", lang, **about),
        required=False, choices=allowed,
    )  # fmt: skip
    reason = Slot(
        (*path, "reason"), "", "", "text", _t("label.reason", lang, **about), required=False
    )
    weight = _t("mark", lang, mark=criterion.weight)
    known = (printed(bidder[0]), printed(bidder[1]), printed(criterion.title), printed(weight))
    return Line((*known, mark, reason), 48)
